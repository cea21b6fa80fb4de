"""Weeks, months, quarters and years as people speak of them: where they begin and end, exactly, for planner.spoken."""

import re
from datetime import date, timedelta

from planner.said import EXAMPLES, Said, WhenError, months_on


def start_of_next(match: re.Match[str], said: Said) -> date:
    """The first day of next week, month, quarter or year."""
    return said.on_work(last_day(match[1], said.today, said.week_starts) + timedelta(days=1))


def end_of(match: re.Match[str], said: Said) -> date:
    """The last working day of this or the next week, month, quarter or year; today at the earliest."""
    unit, of = match[2], said.today
    last = last_day(unit, of, said.week_starts)
    if match[1] == "next ":
        of = last + timedelta(days=1)
        last = last_day(unit, of, said.week_starts)
    friday = last - timedelta(days=2) if unit == "week" else last
    return worked(last, friday, of, said)


def quarter(match: re.Match[str], said: Said) -> date:
    """ "q1", "end of q1": its first, or its last working day; of this year if still to come, else of the next."""
    at_end = match[1] == "end"
    first = date(int(match[3]) if match[3] else said.today.year, 3 * int(match[2]) - 2, 1)
    if not match[3] and first <= said.today <= last_day("quarter", first) and not at_end:
        raise WhenError(f'q{match[2]} has begun: say "end of q{match[2]}", or "q{match[2]} {first.year + 1}"')
    if not match[3] and last_day("quarter", first) < said.today:
        first = months_on(first, 12)
    last = last_day("quarter", first)
    return worked(last, last, first, said) if at_end else said.on_work(first)


def week_number(match: re.Match[str], said: Said) -> date:
    """ "week 49": its Monday, of this year if that week is not over, else of the next."""
    year, week = said.today.isocalendar()[0], int(match[1])
    try:
        monday = date.fromisocalendar(year, week, 1)
        if monday + timedelta(days=6) < said.today:
            monday = date.fromisocalendar(year + 1, week, 1)
    except ValueError:
        raise WhenError(f"there is no week {week} to come: try {EXAMPLES}") from None
    return said.on_work(max(monday, said.today))


def worked(last: date, otherwise: date, earliest: date, said: Said) -> date:
    """The last working day up to `last` (`otherwise` where none are known); `last` itself when that is too early."""
    worked = said.working.add(last + timedelta(days=1), -1) if said.working else otherwise
    return worked if worked >= earliest else last


def last_day(unit: str, day: date, week_starts: int = 0) -> date:
    """The last calendar day of the week, month, quarter or year in which a day lies; weeks begin with a weekday (0 Monday)."""
    if unit == "week":
        return day + timedelta(days=6 - (day.weekday() - week_starts) % 7)
    length = {"month": 1, "quarter": 3, "year": 12}[unit]
    first = date(day.year, (day.month - 1) // length * length + 1, 1)
    return months_on(first, length) - timedelta(days=1)
