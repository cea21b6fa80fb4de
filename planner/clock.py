"""What time it is for this user, and which days are working days.

The one place where the program reads the machine's clock. Everything else is handed `now`, an aware datetime in the
user's zone, so that a demo or a test can set it and any past morning can be replayed.
"""

import os
from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from time import monotonic
from types import MappingProxyType
from typing import Literal
from zoneinfo import ZoneInfo

DAY_STARTS = time(8)  # what a bare date means as "now": the morning before the first call
MORNING = time(9)  # when a call "in the morning" stands
AFTERNOON = time(14)

# Moments outside these years are slips of the finger; nobody's public holidays are asked for outside them.
FIRST_YEAR, LAST_YEAR = 1970, 2199

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NONE_OFF: Mapping[date, str] = MappingProxyType({})
_ZONE_FOLDERS = ("/zoneinfo/", "/zoneinfo.default/")  # the second is where macOS keeps them


class ClockError(ValueError):
    """A moment that can't be read; the message is one line for the user."""


class Clock:
    """The time in the user's zone: the machine's, or one that was set and runs on from there, or one that stands."""

    def __init__(self, zone: tzinfo, read: Callable[[], datetime]) -> None:
        """`read` gives an aware moment in any zone; use the class methods below."""
        self.zone = zone
        self._read = read

    @classmethod
    def system(cls, zone: tzinfo | None = None) -> "Clock":
        """The machine's clock, in `zone` or else in the machine's own."""
        return cls(zone or local_zone(), lambda: datetime.now(UTC))

    @classmethod
    def starting(cls, moment: datetime) -> "Clock":
        """A clock that shows `moment` (aware) now and runs on from there."""
        zone, start, began = _zone_of(moment), moment.astimezone(UTC), monotonic()
        return cls(zone, lambda: start + timedelta(seconds=monotonic() - began))

    @classmethod
    def fixed(cls, moment: datetime) -> "Clock":
        """A clock that stands still at `moment` (aware)."""
        return cls(_zone_of(moment), lambda: moment)

    def now(self) -> datetime:
        """The moment, aware, in the user's zone."""
        return self._read().astimezone(self.zone)


def _zone_of(moment: datetime) -> tzinfo:
    if moment.tzinfo is None:
        raise ClockError(f"{moment.isoformat()} has no time zone: give the clock an aware moment")
    return moment.tzinfo


def read_now(text: str, zone: tzinfo) -> datetime:
    """The moment that `--now` or PLANNER_NOW names, in the user's zone.

    ISO, with or without an offset; without one it is the user's local time; a bare date means 08:00 of that day.
    Raises ClockError, which names the text and shows an example.
    """
    said = text.strip()
    try:
        try:
            read = local_moment(date.fromisoformat(said), DAY_STARTS, zone)
        except ValueError:
            read = datetime.fromisoformat(said)
            read = local_moment(read.date(), read.time(), zone) if read.tzinfo is None else read.astimezone(zone)
    except (ValueError, OverflowError):
        read = None
    if read is None or not FIRST_YEAR <= read.year <= LAST_YEAR:
        raise ClockError(
            f"now can't be {said!a}: give a date or a moment such as 2026-11-23 or 2026-11-23T09:30"
        ) from None
    return read


def local_moment(day: date, at: time, zone: tzinfo) -> datetime:
    """The aware moment of a wall-clock time. One that a change of clocks skips moves forward; of two, the first."""
    return datetime.combine(day, at, zone).astimezone(UTC).astimezone(zone)


def half_of_day(at: datetime) -> Literal["morning", "afternoon"]:
    """The half of the day of a moment, in its own zone: the morning ends at 12:00."""
    return "morning" if at.hour < 12 else "afternoon"


def other_half_of_day(at: datetime) -> Literal["morning", "afternoon"]:
    """The half in which to try again after a call that reached nobody (method §3)."""
    return "afternoon" if at.hour < 12 else "morning"


def local_zone(link: Path = Path("/etc/localtime")) -> tzinfo:
    """The machine's zone, by name where it can be found (TZ, the system's link, Windows), else as an offset."""
    named = os.environ.get("TZ")
    if named is not None:
        return zone_named(_zone_name(named.removeprefix(":"))) or _machine_offset()
    if os.name == "nt":
        from pendulum.tz.local_timezone import get_local_timezone  # knows Windows' names for the zones

        return zone_named(get_local_timezone().name) or _machine_offset()
    return zone_named(_zone_name(str(link.resolve()))) or _zone_from_file(link) or _machine_offset()


def _zone_name(path: str) -> str:
    """The zone's name in a path such as /usr/share/zoneinfo/Europe/Berlin; anything else as it is."""
    for folder in _ZONE_FOLDERS:
        path = path.rpartition(folder)[2]
    return path


def _zone_from_file(path: Path) -> tzinfo | None:
    try:
        with path.open("rb") as file:
            return ZoneInfo.from_file(file)
    except (OSError, ValueError):
        return None


def _machine_offset() -> tzinfo:
    zone = datetime.now(UTC).astimezone().tzinfo
    return zone or UTC


@lru_cache(maxsize=1024)
def zone_named(name: str) -> ZoneInfo | None:
    """The zone of an IANA name such as "Europe/Berlin", None when there is none of that name."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, not a name at all, a folder of names
        return None


@lru_cache(maxsize=65536)
def zone_of_phone(number: str, country: str | None = None) -> str | None:
    """The IANA zone where a phone number rings; `country` (ISO, two letters) for numbers without a leading +.

    None when the number is no number, or when it may ring in zones whose clocks differ (a freephone number, say).
    Where several zones keep the same time all year round, the first of them stands for all.
    """
    import phonenumbers
    from phonenumbers import timezone

    try:
        parsed = phonenumbers.parse(number, country.upper() if country else None)
    except phonenumbers.NumberParseException:
        return None
    names = timezone.time_zones_for_number(parsed)
    clocks = {_year_of_offsets(name) for name in names}
    return names[0] if len(clocks) == 1 and None not in clocks else None


@lru_cache(maxsize=1024)
def _year_of_offsets(name: str) -> tuple[timedelta | None, ...] | None:
    """A zone's offsets at the middle of each month of one year: zones with the same twelve keep the same time."""
    zone = zone_named(name)
    if zone is None:
        return None
    return tuple(datetime(2026, month, 15, 12, tzinfo=zone).utcoffset() for month in range(1, 13))


def public_holidays(country: str, subdivision: str | None = None) -> Callable[[int], Mapping[date, str]]:
    """Public holidays by year, for `WorkingDays`: country as ISO code ("DE"), subdivision as its own ("BY").

    The library is imported when the first year is asked for; what it does not know raises ValueError then.
    """

    def by_year(year: int) -> Mapping[date, str]:
        import holidays

        try:
            known = holidays.list_supported_countries().get(country.upper(), []) if subdivision else []
            part = subdivision.upper() if subdivision and subdivision.upper() in known else subdivision
            return dict(holidays.country_holidays(country.upper(), subdiv=part, years=year))
        except NotImplementedError:
            where = f"{country!a}" if subdivision is None else f"{subdivision!a} in {country!a}"
            raise ValueError(f"no public holidays known for {where}: use an ISO code such as US, DE or GB") from None

    return by_year


class WorkingDays:
    """The days on which the user works. Counting looks up running totals, so ten years cost as little as a day."""

    def __init__(
        self,
        weekdays: Collection[int] = (1, 2, 3, 4, 5),
        off: Mapping[date, str] = _NONE_OFF,
        holidays: Callable[[int], Mapping[date, str]] | None = None,
    ) -> None:
        """`weekdays` by ISO number (1 Monday .. 7 Sunday); `off`: days with reasons; `holidays` by year, on demand."""
        self.weekdays = frozenset(weekdays)
        if not self.weekdays or not self.weekdays <= set(range(1, 8)):
            raise ValueError(f"working weekdays are numbers from 1 (Monday) to 7 (Sunday), not {sorted(weekdays)}")
        self._off = dict(off)
        self._holidays = holidays
        self._by_year: dict[int, Mapping[date, str]] = {}
        self._years = range(0)  # the years that the totals cover
        self._start = 0  # ordinal of the first day covered
        self._totals: list[int] = []  # working days from the first day covered up to and including each day

    def is_working(self, day: date) -> bool:
        """Whether the user works on this day."""
        return self.reason_off(day) is None

    def reason_off(self, day: date) -> str | None:
        """Why this is no working day: the user's reason, the holiday's name or the weekday's; None when it is one."""
        reason = self._off.get(day)
        if reason is None:
            reason = self._holidays_of(day.year).get(day)
        if reason is not None:
            return reason or "day off"
        return None if day.isoweekday() in self.weekdays else _WEEKDAYS[day.weekday()]

    def add(self, day: date, n: int) -> date:
        """The day n working days on (back, when n is negative); n = 0 gives the day itself, or the next working day."""
        reach = abs(n) * 7 // (len(self.weekdays) * 365) + 1
        for years in (reach, reach + 1, reach * 2, reach * 2 + 10):  # days off may push it further than reckoned
            if reach > 9999:
                break
            self._cover(day.year - (years if n <= 0 else 1), day.year + (years if n >= 0 else 1))
            at = day.toordinal() - self._start
            rank = self._totals[at] + n if n > 0 else (self._totals[at - 1] if at else 0) + 1 + n
            if 0 < rank <= self._totals[-1]:
                return date.fromordinal(self._start + bisect_left(self._totals, rank))
        raise OverflowError(f"{n} working days from {day} is beyond the calendar")

    def next(self, day: date) -> date:
        """The first working day after this day."""
        return self.add(day, 1)

    def on_or_after(self, day: date) -> date:
        """This day when it is a working day, else the next one that is."""
        return self.add(day, 0)

    def between(self, earlier: date, later: date) -> int:
        """Working days after `earlier` up to and including `later`; 0 when `later` is not later."""
        first, last = earlier.toordinal() - self._start, later.toordinal() - self._start
        if first >= last:
            return 0
        if first < 0 or last >= len(self._totals):
            self._cover(earlier.year, later.year)
            first, last = earlier.toordinal() - self._start, later.toordinal() - self._start
        return self._totals[last] - self._totals[first]

    def _cover(self, first_year: int, last_year: int) -> None:
        """Makes the running totals reach over these years."""
        first_year, last_year = max(first_year, 1), min(last_year, 9999)
        if self._years and self._years[0] <= first_year and last_year <= self._years[-1]:
            return
        years = self._years or range(first_year, last_year + 1)
        self._years = range(min(years[0], first_year), max(years[-1], last_year) + 1)
        self._start = date(self._years[0], 1, 1).toordinal()
        end = date(self._years[-1], 12, 31).toordinal()
        # Ordinal 1 (1 January of year 1) was a Monday.
        works = [(ordinal - 1) % 7 + 1 in self.weekdays for ordinal in range(self._start, end + 1)]
        for day in self._off:
            if day.year in self._years:
                works[day.toordinal() - self._start] = False
        for year in self._years:
            for day in self._holidays_of(year):
                if day.year == year:
                    works[day.toordinal() - self._start] = False
        self._totals = list(accumulate(works))

    def _holidays_of(self, year: int) -> Mapping[date, str]:
        if self._holidays is None or not FIRST_YEAR <= year <= LAST_YEAR:
            return _NONE_OFF
        if year not in self._by_year:
            self._by_year[year] = self._holidays(year)
        return self._by_year[year]
