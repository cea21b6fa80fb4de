"""Cells → days and moments, in every way that programs write them; the whole column decides the order of day and month."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from typing import Literal

from planner.clock import local_moment
from planner.wording import MONTHS

Order = Literal["dmy", "mdy"]

_MONTH_OF = {name[:3].casefold(): at for at, name in enumerate(MONTHS, 1)} | {
    "mär": 3, "mrz": 3, "mai": 5, "okt": 10, "dez": 12, "fév": 2, "fev": 2, "avr": 4, "mai.": 5, "aoû": 8, "déc": 12,
    "ene": 1, "abr": 4, "ago": 8, "dic": 12, "gen": 1, "mag": 5, "giu": 6, "lug": 7, "set": 9, "ott": 10, "out": 10,
}  # fmt: skip
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ,]+(.+))?")
_COMPACT = re.compile(r"(19|20)(\d{2})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z?))?")
_NUMBERS = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2\s?(\d{4}|\d{2})(?:[T ,]+(.+))?")
_NAMED = re.compile(
    r"(?:[^\W\d]{2,12}\.?,? )?(\d{1,2})[. -]+([^\W\d]{3,12})\.?[, -]+(\d{4}|\d\d)(?:[T ,]+(?:at )?(.+))?"
)
_NAMED_FIRST = re.compile(
    r"(?:[^\W\d]{2,12}\.?, )?([^\W\d]{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?:[T ,]+(?:at )?(.+))?"
)
_SERIAL = re.compile(r"([2-6]\d{4})(?:[.,](\d+))?")
_CLOCK = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2}))?(?:[:.](\d{2})(?:[.,]\d+)?)? ?([ap])?\.?m?\.? ?(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?",
    re.IGNORECASE,
)
_EXCEL_DAY_0 = date(1899, 12, 30)


def order_of(cells: Iterable[str]) -> Order | Literal["either", "unneeded"]:
    """The order of day and month in a column: a value over 12 decides; "either" when nothing does, "unneeded" without any."""
    found: Order | Literal["either", "unneeded"] = "unneeded"
    for cell in cells:
        match = _NUMBERS.fullmatch(cell.strip()) if cell and cell[0].isdigit() else None
        if match is None:
            continue
        first, second = int(match[1]), int(match[3])
        if first > 12 or (match[2] == "." and second <= 12):
            return "dmy"
        if second > 12:
            return "mdy"
        if first != second:
            found = "either"
    return found


def moment_of(cell: str, order: Order, zone: tzinfo, this_year: int) -> date | datetime:
    """The day, or the aware moment, that a cell says; ValueError when it says none.

    A moment without a zone is in `zone`. Years of two digits reach 20 years ahead of `this_year`.
    """
    said = cell.strip()
    iso = _ISO.fullmatch(said)
    if iso:
        return _joined(date(int(iso[1]), int(iso[2]), int(iso[3])), iso[4], zone)
    numbers = _NUMBERS.fullmatch(said)
    if numbers:
        first, second = int(numbers[1]), int(numbers[3])
        day, month = (first, second) if order == "dmy" else (second, first)
        if month > 12 >= day:
            day, month = month, day
        return _joined(date(_year(numbers[4], this_year), month, day), numbers[5], zone)
    return _written(said, zone, this_year)


def _written(said: str, zone: tzinfo, this_year: int) -> date | datetime:
    """The rarer ways: "07 Dec 2025", "Dec 7, 2025", 20251207, a spreadsheet's serial number, milliseconds."""
    named = _NAMED.fullmatch(said)
    if named and _month(named[2]):
        return _joined(date(_year(named[3], this_year), _month(named[2]), int(named[1])), named[4], zone)
    first = _NAMED_FIRST.fullmatch(said)
    if first and _month(first[1]):
        return _joined(date(int(first[3]), _month(first[1]), int(first[2])), first[4], zone)
    compact = _COMPACT.fullmatch(said)
    if compact:
        clock = f"{compact[5]}:{compact[6]}:{compact[7] or '00'}{compact[8]}" if compact[5] else None
        return _joined(date(int(compact[1] + compact[2]), int(compact[3]), int(compact[4])), clock, zone)
    serial = _SERIAL.fullmatch(said)
    if serial:
        day = _EXCEL_DAY_0 + timedelta(days=int(serial[1]))
        if not serial[2]:
            return day
        seconds = min(round(float(f"0.{serial[2]}") * 86400), 86399)
        return local_moment(day, time(seconds // 3600, seconds // 60 % 60, seconds % 60), zone)
    if re.fullmatch(r"1\d{12}", said):
        return datetime.fromtimestamp(int(said) / 1000, zone)
    raise ValueError(f'"{said[:40]}" is no date')


def _joined(day: date, clock: str | None, zone: tzinfo) -> date | datetime:
    at = clock_of(clock) if clock else None
    if at is None:
        return day
    return datetime.combine(day, at).astimezone(zone) if at.tzinfo else local_moment(day, at, zone)


def clock_of(said: str) -> time:
    """The clock time in words like 09:14, 2:30 PM, 20:47:07.000Z; ValueError when there is none."""
    match = _CLOCK.fullmatch(said.strip())
    if not match or not (match[2] or match[4]):
        raise ValueError(f'"{said[:40]}" is no time of day')
    hour = int(match[1])
    if match[4]:
        if not 1 <= hour <= 12:
            raise ValueError(f'"{said[:40]}" is no time of day')
        hour = hour % 12 + (12 if match[4] in "pP" else 0)
    zone = None
    if match[5]:
        digits = match[5][1:].replace(":", "") if match[5][0] in "+-" else "0000"
        offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
        zone = timezone(-offset if match[5][0] == "-" else offset)
    return time(hour, int(match[2] or 0), int(match[3] or 0), tzinfo=zone)


def _month(name: str) -> int:
    return _MONTH_OF.get(name.casefold()[:3], 0)


def _year(digits: str, this_year: int) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    century = this_year // 100 * 100
    return century + year if century + year <= this_year + 20 else century - 100 + year
