"""Series of a calendar, unrolled only around the days that are asked for, however long ago they began.

The library walks through every repeat since the first. Where it makes no difference, a rule is set off from a repeat
shortly before the first day; and a series is refused of which too many repeats fall into the days. This file is imported
where a calendar is read, since the libraries are heavy. It extends classes that the library does not promise to keep, so
`pyproject.toml` names the versions that it fits.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import lcm
from typing import Any

from recurring_ical_events.selection.name import ComponentsWithName
from recurring_ical_events.series import Series

MOST = 10_000
"""Repeats that may touch the days that are asked for: more than one an hour for a year."""
A_DAY = 100
"""As many of them as there may be for each of these days: one every quarter of an hour."""
MOST_PASSED = 50_000
"""Repeats that may lie before them and have to be counted all the same."""
LONG_AGO = timedelta(days=400)
"""What repeats by the second, at hours of its own, and is counted, is not counted through from before that."""
CYCLE = 400
"""Years after which the calendar repeats itself, weekdays and leap years included."""
_PERIODS = {
    "WEEKLY": timedelta(weeks=1),
    "DAILY": timedelta(days=1),
    "HOURLY": timedelta(hours=1),
    "MINUTELY": timedelta(minutes=1),
    "SECONDLY": timedelta(seconds=1),
}
_MONTHS = {"YEARLY": 12, "MONTHLY": 1}
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_CLOCKS = (timedelta(hours=3), timedelta(days=2))
"""By which clocks that are changed may shift a repeat: what is often repeated, and what is not."""


class TooOften(ValueError):
    """A series repeats so often that it is no calendar of a person."""

    def __init__(self) -> None:
        super().__init__("it repeats too often: no day could hold it")


class NearRule:
    """One rule of a series. `until` is what the library asks of a rule besides what lies between two moments."""

    def __init__(self, rule: Any, said: str, begins: datetime) -> None:
        """`rule` as the library made it of the text `said`, for a series that begins then."""
        parts = dict(part.split("=", 1) for part in said.upper().split(";") if "=" in part)
        self.until = rule.until
        self._rule, self._begins = rule, begins
        self._often, self._interval = parts.get("FREQ", ""), int(parts.get("INTERVAL", 1))
        count = int(parts.get("COUNT", -1))
        self._count = count if count >= 0 else None
        self._choosy, self._easter = any(name.startswith("BY") for name in parts), "BYEASTER" in parts
        self._never = _never(parts.get("BYMONTH", ""), parts.get("BYMONTHDAY", ""))

    def between(self, first: datetime, last: datetime, inc: bool = True) -> list[datetime]:
        """The repeats from `first` to `last`, both included."""
        if self._interval < 1:
            raise TooOften
        found: list[datetime] = []
        most = min(MOST, A_DAY * ((last - first).days + 1))
        for passed, start in enumerate(self._repeats(first)):
            if start > last:
                break
            if start >= first:
                found.append(start)
            if len(found) > most or passed > MOST_PASSED:
                raise TooOften
        return found

    def _repeats(self, first: datetime) -> Iterable[datetime]:
        """All repeats from `first` on, and few before it where that makes no difference."""
        if self._never:
            return ()
        if self._often in _MONTHS:
            return self._from(self._cycles_on(first), self._count)
        period = _PERIODS[self._often] * self._interval
        passed = _wall(first, self._begins) - self._begins.replace(tzinfo=None)
        steps = max(0, (passed - _CLOCKS[period > _CLOCKS[0]]) // period - 2)
        if self._count is None:
            return self._from(self._begins + steps * period, None)
        if self._choosy:  # each of them has to be counted
            if self._often == "SECONDLY" and passed > LONG_AGO:
                raise TooOften
            return self._from(self._begins, self._count)
        return self._from(self._begins + steps * period, self._count - steps) if steps < self._count else ()

    def _cycles_on(self, first: datetime) -> datetime:
        """The beginning, moved on by whole cycles of the calendar that the interval fits into."""
        months = self._interval * _MONTHS[self._often]
        years = lcm(months, 12 * CYCLE) // 12
        cycles = (first.year - self._begins.year - 2 * self._interval - 2) // years
        if cycles <= 0 or self._count is not None or self._easter:
            return self._begins
        return self._begins.replace(year=self._begins.year + cycles * years)

    def _from(self, begins: datetime, count: int | None) -> Iterable[datetime]:
        repeats: Iterable[datetime] = self._rule.replace(dtstart=begins, count=count, cache=False)
        return repeats


def _wall(moment: datetime, like: datetime) -> datetime:
    """A moment as the clock on the wall shows it in the zone of another."""
    if moment.tzinfo is not None and like.tzinfo is not None:
        moment = moment.astimezone(like.tzinfo)
    return moment.replace(tzinfo=None)


def _never(months: str, days: str) -> bool:
    """Whether no month has such a day: the library would look for one until the year 9999."""
    if not months or not days:
        return False
    longest = max(_LONGEST[int(month) - 1] for month in months.split(","))
    return all(abs(int(day)) > longest for day in days.split(","))


class NearSeries(Series):  # type: ignore[misc]  # the library has no types
    """A series whose rules are near ones."""

    def compute_span_extension(self) -> None:
        """How far back, and ahead, a repeat may lie that touches the days."""
        super().compute_span_extension()
        self._lasts: timedelta = self._subtract_from_start

    class RecurrenceRules(Series.RecurrenceRules):  # type: ignore[misc]
        """The rules, and the dates that are named one by one."""

        def rrulestr(self, rule_string: str) -> NearRule:
            """A rule by its text."""
            return NearRule(super().rrulestr(rule_string), rule_string, self.start)

    def rrule_between(self, span_start: Any, span_stop: Any) -> Any:
        """As the library has it; what lasts longer than that can have begun on the first of all days."""
        if isinstance(span_start, datetime):
            longest: timedelta = span_start - datetime.min.replace(tzinfo=span_start.tzinfo)
            self._subtract_from_start = min(self._lasts, longest)
        yield from super().rrule_between(span_start, span_stop)


def near_events() -> ComponentsWithName:
    """What is to be unrolled of a calendar: its events."""
    return ComponentsWithName("VEVENT", series=NearSeries)
