"""The week's charts as text: for a pipe, for Markdown, for a terminal without colour; every chart has its figures beside it.

Existing, lost and new are told by shade and by letter, and no line is longer than 76 characters.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from planner.book.vocabulary import STATUSES, Status
from planner.exchange.week_words import signed
from planner.method.balance import rounded
from planner.method.balance_course import YearDay
from planner.method.week import Week
from planner.method.week_minutes import WeekMinutes
from planner.method.weeks import Span, WeekStarts, week_of
from planner.wording import MONTHS, bar, percent, plural
from planner.wording import day as say_day

SHADES: Final[Mapping[Status, str]] = {"existing": "█", "lost": "▓", "new": "░"}
KEY: Final = "█ existing  ▓ lost  ░ new"
LEVELS: Final = ((10.0, "█"), (25.0, "▓"), (40.0, "▒"), (101.0, "░"))
"""Percentage points off the shares, at most, and the shade of such a day in the year."""
YEAR_KEY: Final = "Points off: █ to 10  ▓ to 25  ▒ to 40  ░ more  · none"
_BALANCE, _DAY, _COURSE = 24, 22, 16  # cells of a bar in the three charts


def balance_chart(minutes: WeekMinutes) -> list[str]:
    """Target, planned and done by status; the bar is the share done, with a mark where it should end."""
    lines = [f"{'':<9}{'target':>8}{'planned':>9}{'done':>6}{'share':>8}{'aim':>7}"]
    done = minutes.shares_done
    widest = max(*done.values(), *minutes.shares.values())
    for status in STATUSES:
        share, aim = done[status], minutes.shares[status]
        figures = f"{minutes.target[status]:>8}{minutes.planned[status]:>9}{minutes.done[status]:>6}"
        chart = _marked(bar(share, widest, _BALANCE), round(aim / widest * _BALANCE))
        lines.append(f"{status:<9}{figures}{percent(share):>8}{percent(aim):>7}  {chart}".rstrip())
    return lines


def debt_line(minutes: WeekMinutes) -> str:
    """What is carried on into the days that follow, in words."""
    owed = [f"{status} is owed {minutes.debt[status]} min" for status in STATUSES if minutes.debt[status] > 0]
    ahead = [f"{status} is {-minutes.debt[status]} ahead" for status in STATUSES if minutes.debt[status] < 0]
    return (
        f"Carried on: {', '.join(owed + ahead)}."
        if owed or ahead
        else "Nothing is carried on: no status is owed minutes."
    )


def day_chart(minutes: WeekMinutes) -> list[str]:
    """Day by day: minutes done of the day's target, and whom they went to."""
    longest = max(sum(each.done.values()) for each in minutes.days)
    lines = [f"{'':<11}{'done':>5}{'target':>8}{'planned':>9}   {KEY}"]
    for each in minutes.days:
        done, target, planned = (sum(part.values()) for part in (each.done, each.target, each.planned))
        if not (done or target or planned):
            continue
        letters = "  ".join(f"{status[0].upper()} {each.done[status]}" for status in STATUSES)
        chart = stacked(each.done, longest, _DAY)
        lines.append(f"{say_day(each.day):<11}{done:>5}{target:>8}{planned:>9}   {chart:<{_DAY}} {letters}".rstrip())
    return lines


def course_chart(weeks: Sequence[Week]) -> list[str]:
    """Week by week: minutes and their shares, calls, contacts, promises kept of those due, and the self-check's score."""
    longest = max(each.minutes.total for each in weeks)
    lines = [
        f"{'':<9}{'min':>5}{'E':>5}{'L':>4}{'N':>4} {'%':<1}{'':<{_COURSE}}{'calls':>7}{'contacts':>10}{'kept':>8}{'score':>7}"
    ]
    for each in weeks:
        shares = "".join(f"{_whole(each)[status]:>{5 if status == 'existing' else 4}}" for status in STATUSES)
        kept = each.count("promises kept")
        due = kept + each.count("promises late") + each.count("promises open")
        score = "" if each.score is None else signed(each.score)
        chart = stacked(each.minutes.done, longest, _COURSE)
        lines.append(
            f"{each.span.name:<9}{each.minutes.total:>5}{shares}  {chart:<{_COURSE}}"
            f"{each.count('calls'):>7}{each.count('contacts'):>10}{f'{kept}/{due}':>8}{score:>7}".rstrip()
        )
    return lines


def _whole(each: Week) -> Mapping[Status, int]:
    """The shares done in whole per cent that add up to 100."""
    if not each.minutes.total:
        return dict.fromkeys(STATUSES, 0)
    return rounded({status: 100 * share for status, share in each.minutes.shares_done.items()}, 100)


def stacked(minutes: Mapping[Status, int], of: float, width: int) -> str:
    """One bar for the three statuses, in their shades; `of` minutes fill the width."""
    total = sum(minutes.values())
    if not total or of <= 0:
        return ""
    cells = max(1, round(total / of * width))
    parts = rounded({status: minutes[status] / total * cells for status in STATUSES}, cells)
    return "".join(SHADES[status] * parts[status] for status in STATUSES)


def _marked(chart: str, at: int) -> str:
    """A bar with a mark after `at` cells."""
    cells = chart.ljust(at)
    return f"{cells[:at]}│{cells[at:]}"


def year_chart(days: Sequence[YearDay], today: date, starts: WeekStarts = "mon") -> list[str]:
    """A year in one view: a column a week, a row a weekday, the shade says how far the day was from the shares.

    Days after `today` are left blank.
    """
    first, last = week_of(days[0].day, starts), week_of(days[-1].day, starts)
    columns = (last.first - first.first).days // 7 + 1
    by_day = {each.day: each for each in days}
    lines = [_months(days[0].day.year, first, columns, starts)]
    for weekday in range(7):
        row = [by_day.get(first.moved(column).days[weekday]) for column in range(columns)]
        cells = "".join(" " if each is None or each.day > today else shade(each) for each in row)
        lines.append(f"{say_day(first.days[weekday])[:3]}  {cells}".rstrip())
    worked = [each for each in days if each.deviation is not None]
    near = sum(1 for each in worked if each.deviation is not None and each.deviation <= LEVELS[0][0])
    total = sum(each.total for each in worked)
    lines += [
        "",
        YEAR_KEY,
        f"{plural(len(worked), 'day')} with selling minutes, {near} of them balanced; {plural(total, 'minute')} in all.",
    ]
    return lines


def shade(each: YearDay) -> str:
    """The shade of a day in the year."""
    if each.deviation is None:
        return "·"
    return next(mark for most, mark in LEVELS if each.deviation <= most)


def _months(year: int, first: Span, columns: int, starts: WeekStarts) -> str:
    """The names of the months above the columns in which they begin."""
    line = [" "] * (columns + 3)
    for month, name in enumerate(MONTHS, 1):
        column = (week_of(date(year, month, 1), starts).first - first.first).days // 7
        line[column : column + 3] = name[:3]
    return f"     {''.join(line)}".rstrip()
