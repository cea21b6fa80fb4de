"""The grammar of days as people say them ("fri", "next tue", "+2w", "1 dec", "end of month"), for planner.when.

One table of patterns at the end of the file; each has a function that works the day out, exactly.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from planner import periods, wording
from planner.clock import WorkingDays
from planner.said import EXAMPLES, Said, WhenError, months_on

_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBER = rf"\d{{1,4}}|an?|{'|'.join(_NUMBERS[1:])}"
WEEKDAY = r"mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
_MONTH = "|".join(("sept", *(rf"{name[:3]}(?:{name[3:]})?" for name in map(str.lower, wording.MONTHS))))
_YEAR = r"(?: '?(\d{4}|\d\d))?"
_UNIT = (
    r"d|days?|w|wks?|weeks?|m|months?|y|yrs?|years?"
    r"|wd|bd|workdays?|working days?|business days?"
)
_PERIOD = "week|month|quarter|year"


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
        return months_on(said.today, n * (12 if unit[0] == "y" else 1))
    if unit[0] == "b" or unit == "wd" or unit.startswith("work"):
        return (said.working or WorkingDays()).add(said.today, n)
    return said.today + timedelta(days=n * (7 if unit[0] == "w" else 1))


def _weekday(match: re.Match[str], said: Said) -> date:
    """A weekday: the next one to come; "next" is the one of next week, "last" the one gone by."""
    which, wanted = match[1] or "", _weekday_number(match[2])
    if which == "next":
        return said.in_week(wanted, 1)
    ahead = (wanted - said.today.weekday()) % 7
    gone_by = (said.past and not which) or which in ("last", "past")
    if ahead == 0 and (which.startswith("this") or (not which and said.at and said.holds(said.today, said.at))):
        return said.today
    if gone_by:
        return said.today - timedelta(days=7 - ahead)
    return said.today + timedelta(days=ahead or 7)


def _weekday_weeks_on(match: re.Match[str], said: Said) -> date:
    """ "mon in 2 weeks": the Monday of the week that lies so far on."""
    return said.in_week(_weekday_number(match[1]), number(match[2]))


def _weekday_number(word: str) -> int:
    return [name[:3].lower() for name in wording.WEEKDAYS].index(word[:3])


def _weekday_next_week(match: re.Match[str], said: Said) -> date:
    return said.in_week(_weekday_number(match[1] or match[2]), 1)


def _dated(day: str, month: str, year: str | None, said: Said) -> date | None:
    """A date by its figures; without a year the next such day, today included (or the last one, for the past).

    None for a year of two figures that is far off: in "12 dec 14" it is a clock time.
    """
    if year and len(year) == 2 and not said.past and not -1 <= 2000 + int(year) - said.today.year <= 10:
        return None
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


def _figures(match: re.Match[str], said: Said) -> date | None:
    """ "1.12." or "1/12/2026": with dots the day stands first; with a slash as the user has it, if it can be so."""
    first, mark, second, year = match.groups()
    if mark == "." and not year and len(second) == 2 and not 1 <= int(second) <= 12 and match[0][-1] != ".":
        return None  # "10.30" is a clock time
    month_first = mark != "." and not said.day_first
    day, month = (second, first) if month_first else (first, second)
    if mark != "." and int(month) > 12 >= int(day):
        day, month = month, day
    return _dated(day, month, year, said)


def _day_month(match: re.Match[str], said: Said) -> date | None:
    return _dated(match[1], _month(match[2]), match[3], said)


def _month_day(match: re.Match[str], said: Said) -> date | None:
    return _dated(match[2], _month(match[1]), match[3], said)


def _month(word: str) -> str:
    return str([name[:3].lower() for name in wording.MONTHS].index(word[:3]) + 1)


def _month_start(match: re.Match[str], said: Said) -> date | None:
    return _dated("1", _month(match[1]), match[2], said)


def _month_middle(match: re.Match[str], said: Said) -> date | None:
    middle = _dated("15", _month(match[1]), match[2], said)
    return middle and said.on_work(middle)


def _month_end(match: re.Match[str], said: Said) -> date:
    """ "end of march": its last day, or the last working day; this month counts until it is over."""
    month = _month(match[1])
    year = match[2] or (str(said.today.year) if int(month) == said.today.month else None)
    first = _dated("1", month, year, said)
    assert first is not None  # its year has four figures
    last = periods.last_day("month", first)
    return periods.worked(last, last, min(said.today, last), said)


def _nth(match: re.Match[str], said: Said) -> date:
    """ "the 5th": of this month if still to come, else of the next month that has one."""
    step = -1 if said.past else 1
    for months in range(0, 4 * step, step):
        month = months_on(said.today.replace(day=1), months)
        try:
            found = month.replace(day=int(match[1]))
        except ValueError:
            continue
        if (found <= said.today) if said.past else (found >= said.today):
            return found
    raise WhenError(f"no month has a day {match[1]}: try {EXAMPLES}")


def _weekday_and_date(match: re.Match[str], said: Said) -> date | None:
    """ "fri 27 nov", "fri the 27th", "fri 27": the date counts, and the weekday must agree with it."""
    bare = re.fullmatch(r"\d\d", match[2], re.ASCII)
    if bare and not 24 <= int(match[2]) <= 31:  # a clock time
        return None
    words = f"{match[2]}th" if bare else match[2]
    found = next(
        (read(m, said) for pattern, read in (*_DATES, _NTH) if (m := re.fullmatch(pattern, words, re.ASCII))), None
    )
    if found and found.weekday() != _weekday_number(match[1]):
        raise WhenError(
            f"{found.day} {wording.MONTHS[found.month - 1]} {found.year} is a {wording.WEEKDAYS[found.weekday()]}"
        )
    return found


# Strings, not compiled patterns: re compiles and keeps each at its first use, so that no start pays for them (20 ms).
_Table = tuple[tuple[str, Callable[[re.Match[str], Said], date | None]], ...]

_NTH = (r"(?:the )?(\d\d?)(?:st|nd|rd|th)", _nth)
_DATES: _Table = (
    (r"(\d{4})([-/.]?)(\d\d)\2(\d\d)", _iso),
    (r"(\d{4})([-/.])(\d\d?)\2(\d\d?)", _iso),
    (r"(\d\d?)([./-])(\d\d?)\2(\d{4}|\d\d)", _figures),
    (r"(\d\d?)(\.)(\d\d?)\.?()", _figures),
    (r"(\d\d?)(/)(\d\d?)()", _figures),
    (rf"(?:the )?(\d\d?)(?:st|nd|rd|th|\.)? ?(?:of )?({_MONTH})\.?{_YEAR}", _day_month),
    (rf"({_MONTH})\.? (?:the )?(\d\d?)(?:st|nd|rd|th)?{_YEAR}", _month_day),
)
_DAYS: _Table = (
    (r"(today|tomorrow|yesterday|day after tomorrow|day before yesterday)", _near),
    (rf"(?:(this|next|coming|this coming|last|past) )?({WEEKDAY})\.?", _weekday),
    (rf"({WEEKDAY}) (?:of )?next week|next week (?:on )?({WEEKDAY})", _weekday_next_week),
    (
        rf"(?P<sign>[+-]|in )? ?(?P<n>{NUMBER}) ?(?P<unit>{_UNIT})(?P<tail> ago| from now| from today|'? time)?",
        _span,
    ),
    (rf"(?:(?:start|beginning) of )?next ({_PERIOD})", periods.start_of_next),
    (rf"end of (?:the |this )?(next )?({_PERIOD})", periods.end_of),
    _NTH,
    (rf"({WEEKDAY})\.? in ({NUMBER}) weeks?(?:'? time)?", _weekday_weeks_on),
    (r"(?:(start|beginning|end) of )?q([1-4])(?: (\d{4}))?", periods.quarter),
    (r"(?:calendar )?(?:week|wk|cw|kw|w) ?(\d\d?)", periods.week_number),
    (rf"(?:(?:in|early|(?:the )?(?:start|beginning) of) )?({_MONTH})(?: (\d{{4}}))?", _month_start),
    (rf"(?:mid|mid-|(?:the )?middle of) ?({_MONTH})(?: (\d{{4}}))?", _month_middle),
    (rf"end of ({_MONTH})(?: (\d{{4}}))?", _month_end),
    (rf"({WEEKDAY})\.? (.+)", _weekday_and_date),
    *_DATES,
)
