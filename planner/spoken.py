"""The grammar of days as people say them ("fri", "next tue", "+2w", "1 dec", "end of month"), for planner.when.

One table of patterns at the end of the file; each has a function that works the day out, exactly.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from planner import wording
from planner.clock import WorkingDays, local_moment

EXAMPLES = "fri, fri 10:00, +3d, in 2 weeks, 1 dec, 2026-12-01T09:30"

_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBER = rf"\d{{1,4}}|an?|{'|'.join(_NUMBERS[1:])}"
_WEEKDAY = r"mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
_MONTH = "|".join(("sept", *(rf"{name[:3]}(?:{name[3:]})?" for name in map(str.lower, wording.MONTHS))))
_YEAR = r"(?: '?(\d{4}|\d\d))?"
_UNIT = (
    r"d|days?|w|wks?|weeks?|m|months?|y|yrs?|years?"
    r"|wd|bd|workdays?|working days?|business days?"
)
_PERIOD = "week|month|quarter|year"


class WhenError(ValueError):
    """Words in which no date was found; the message is one line for the user."""


@dataclass(frozen=True)
class Said:
    """What words are read against. `at` is the clock time that stood beside the day, if any."""

    now: datetime
    zone: tzinfo
    working: WorkingDays | None
    day_first: bool
    past: bool
    at: time | None = None

    @property
    def today(self) -> date:
        """The day of `now`."""
        return self.now.date()

    def on_work(self, day: date) -> date:
        """Loose words ("next week") mean a working day, where working days are known."""
        return self.working.on_or_after(day) if self.working else day

    def holds(self, day: date, at: time) -> bool:
        """Whether a clock time on a day lies on the side of now that is meant: ahead, or gone by for the past."""
        return (local_moment(day, at, self.zone) > self.now) != self.past


def day_of(words: str, said: Said) -> date | None:
    """The day that words without a clock time name (lower case, single spaces); None when they name none.

    Raises WhenError where they name a day that does not exist.
    """
    for pattern, read in _DAYS:
        match = re.fullmatch(pattern, words, re.ASCII)
        if match:
            return read(match, said)
    return None


def number(word: str | None) -> int:
    """The number that a word or figures name, 0 for no word."""
    if not word:
        return 0
    return int(word) if word.isdigit() else 1 if word in ("a", "an") else _NUMBERS.index(word)


def _near(match: re.Match[str], said: Said) -> date:
    steps = {"day before yesterday": -2, "yesterday": -1, "today": 0, "tomorrow": 1, "day after tomorrow": 2}
    return said.today + timedelta(days=steps[match[1]])


def _span(match: re.Match[str], said: Said) -> date:
    """Days, weeks, months, years or working days on, or back."""
    n, unit = number(match["n"]), match["unit"]
    if unit == "m" and n > 12:
        raise WhenError(f'"{match[0]}" would be {n} months: say +{n}min for minutes, +{n} months for months')
    n = -n if match["sign"] == "-" or match["tail"] == " ago" else n
    if unit[0] in "my":
        return _months_on(said.today, n * (12 if unit[0] == "y" else 1))
    if unit[0] == "b" or unit == "wd" or unit.startswith("work"):
        return (said.working or WorkingDays()).add(said.today, n)
    return said.today + timedelta(days=n * (7 if unit[0] == "w" else 1))


def _months_on(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it is too short."""
    import pendulum

    later = pendulum.date(day.year, day.month, day.day).add(months=months)
    return date(later.year, later.month, later.day)


def _weekday(match: re.Match[str], said: Said) -> date:
    """A weekday: the next one to come; "next" is the one of next week, "last" the one gone by."""
    which, wanted = match[1] or "", _weekday_number(match[2])
    monday = said.today - timedelta(days=said.today.weekday())
    if which == "next":
        return monday + timedelta(days=7 + wanted)
    ahead = (wanted - said.today.weekday()) % 7
    gone_by = (said.past and not which) or which in ("last", "past")
    if ahead == 0 and (which.startswith("this") or (not which and said.at and said.holds(said.today, said.at))):
        return said.today
    if gone_by:
        return said.today - timedelta(days=7 - ahead)
    return said.today + timedelta(days=ahead or 7)


def _weekday_number(word: str) -> int:
    return [name[:3].lower() for name in wording.WEEKDAYS].index(word[:3])


def _weekday_next_week(match: re.Match[str], said: Said) -> date:
    monday = said.today - timedelta(days=said.today.weekday())
    return monday + timedelta(days=7 + _weekday_number(match[1] or match[2]))


def _start_of_next(match: re.Match[str], said: Said) -> date:
    """The first day of next week, month, quarter or year."""
    return said.on_work(_last_day(match[1], said.today) + timedelta(days=1))


def _end_of(match: re.Match[str], said: Said) -> date:
    """The last day (of a week: Friday) of this or the next week, month, quarter or year; today at the earliest."""
    unit, of = match[2], said.today
    last = _last_day(unit, of)
    if match[1] == "next ":
        of = last + timedelta(days=1)
        last = _last_day(unit, of)
    friday = last - timedelta(days=2) if unit == "week" else last
    return _worked(last, friday, of, said)


def _worked(last: date, otherwise: date, earliest: date, said: Said) -> date:
    """The last working day up to `last` (`otherwise` where none are known); `last` itself when that is too early."""
    worked = said.working.add(last + timedelta(days=1), -1) if said.working else otherwise
    return worked if worked >= earliest else last


def _last_day(unit: str, day: date) -> date:
    """The last calendar day of the week (Sunday), month, quarter or year in which a day lies."""
    if unit == "week":
        return day + timedelta(days=6 - day.weekday())
    length = {"month": 1, "quarter": 3, "year": 12}[unit]
    first = date(day.year, (day.month - 1) // length * length + 1, 1)
    return _months_on(first, length) - timedelta(days=1)


def _dated(day: str, month: str, year: str | None, said: Said) -> date:
    """A date by its figures; without a year the next such day, today included (or the last one, for the past)."""
    if year:
        return _existing(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    step = -1 if said.past else 1
    for candidate in range(said.today.year, said.today.year + 9 * step, step):  # 29 February may be eight years off
        try:
            found = date(candidate, int(month), int(day))
        except ValueError:
            continue
        if (found <= said.today) if said.past else (found >= said.today):
            return found
    return _existing(said.today.year, int(month), int(day))


def _existing(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        name = wording.MONTHS[month - 1] if 1 <= month <= 12 else f"month {month}"
        raise WhenError(f"there is no {day} {name} {year}: try {EXAMPLES}") from None


def _iso(match: re.Match[str], said: Said) -> date:
    return _existing(int(match[1]), int(match[3]), int(match[4]))


def _figures(match: re.Match[str], said: Said) -> date:
    """ "1.12." or "1/12/2026": with dots the day stands first; with a slash as the user has it, if it can be so."""
    first, mark, second, year = match.groups()
    month_first = mark != "." and not said.day_first
    day, month = (second, first) if month_first else (first, second)
    if mark != "." and int(month) > 12 >= int(day):
        day, month = month, day
    return _dated(day, month, year, said)


def _day_month(match: re.Match[str], said: Said) -> date:
    return _dated(match[1], _month(match[2]), match[3], said)


def _month_day(match: re.Match[str], said: Said) -> date:
    return _dated(match[2], _month(match[1]), match[3], said)


def _month(word: str) -> str:
    return str([name[:3].lower() for name in wording.MONTHS].index(word[:3]) + 1)


def _month_start(match: re.Match[str], said: Said) -> date:
    return _dated("1", _month(match[1]), match[2], said)


def _month_end(match: re.Match[str], said: Said) -> date:
    """ "end of march": its last day, or the last working day; this month counts until it is over."""
    month = _month(match[1])
    year = match[2] or (str(said.today.year) if int(month) == said.today.month else None)
    last = _last_day("month", _dated("1", month, year, said))
    return _worked(last, last, min(said.today, last), said)


def _nth(match: re.Match[str], said: Said) -> date:
    """ "the 5th": of this month if still to come, else of the next month that has one."""
    step = -1 if said.past else 1
    for months in range(0, 4 * step, step):
        month = _months_on(said.today.replace(day=1), months)
        try:
            found = month.replace(day=int(match[1]))
        except ValueError:
            continue
        if (found <= said.today) if said.past else (found >= said.today):
            return found
    raise WhenError(f"no month has a day {match[1]}: try {EXAMPLES}")


def _weekday_and_date(match: re.Match[str], said: Said) -> date | None:
    """ "fri 27 nov": the date counts, and the weekday must agree with it."""
    found = next((read(m, said) for pattern, read in _DATES if (m := re.fullmatch(pattern, match[2], re.ASCII))), None)
    if found and found.weekday() != _weekday_number(match[1]):
        raise WhenError(
            f"{found.day} {wording.MONTHS[found.month - 1]} {found.year} is a {wording.WEEKDAYS[found.weekday()]}"
        )
    return found


# Strings, not compiled patterns: re compiles and keeps each at its first use, so that no start pays for them (20 ms).
_Table = tuple[tuple[str, Callable[[re.Match[str], Said], date | None]], ...]

_DATES: _Table = (
    (r"(\d{4})([-/.])(\d\d?)\2(\d\d?)", _iso),
    (r"(\d\d?)([./-])(\d\d?)\2(\d{4}|\d\d)", _figures),
    (r"(\d\d?)(\.)(\d\d?)\.?()", _figures),
    (r"(\d\d?)(/)(\d\d?)()", _figures),
    (rf"(?:the )?(\d\d?)(?:st|nd|rd|th|\.)? ?(?:of )?({_MONTH})\.?{_YEAR}", _day_month),
    (rf"({_MONTH})\.? (?:the )?(\d\d?)(?:st|nd|rd|th)?{_YEAR}", _month_day),
)
_DAYS: _Table = (
    (r"(today|tomorrow|yesterday|day after tomorrow|day before yesterday)", _near),
    (rf"(?:(this|next|coming|this coming|last|past) )?({_WEEKDAY})\.?", _weekday),
    (rf"({_WEEKDAY}) (?:of )?next week|next week (?:on )?({_WEEKDAY})", _weekday_next_week),
    (
        rf"(?P<sign>[+-]|in )? ?(?P<n>{NUMBER}) ?(?P<unit>{_UNIT})(?P<tail> ago| from now| from today|'? time)?",
        _span,
    ),
    (rf"(?:(?:start|beginning) of )?next ({_PERIOD})", _start_of_next),
    (rf"end of (?:the |this )?(next )?({_PERIOD})", _end_of),
    (r"(?:the )?(\d\d?)(?:st|nd|rd|th)", _nth),
    (rf"({_MONTH})(?: (\d{{4}}))?", _month_start),
    (rf"end of ({_MONTH})(?: (\d{{4}}))?", _month_end),
    (rf"({_WEEKDAY})\.? (.+)", _weekday_and_date),
    *_DATES,
)
