"""What each status is owed from the days before, once what was made up for is settled for good (method §2)."""

from collections import deque
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import floor

from planner.book import Book
from planner.book.vocabulary import STATUSES, Status
from planner.method.balance import ByStatus, minutes_of_days
from planner.settings import Settings

LOOK_BACK = 4
"""So many times `plan.debt_days` are gone through: what was owed before them has been settled, or is forgotten."""


def unsettled(book: Book, settings: Settings, today: date, full_day: float) -> ByStatus:
    """Minutes that each status is owed (negative: it has had more than its share) from the days before `today`.

    They come from the last `plan.debt_days` days, and are capped at half a full day's selling minutes either way.
    """
    return capped(uncapped(book, settings, today), full_day / 2)


def capped(owed: Mapping[Status, float], most: float) -> ByStatus:
    """What is owed, between −most and +most minutes."""
    return {status: max(-most, min(most, owed[status])) for status in STATUSES}


def whole(owed: Mapping[Status, float]) -> dict[Status, int]:
    """Whole minutes that add up to what the parts add up to."""
    down = {status: floor(minutes) for status, minutes in owed.items()}
    missing = round(sum(owed.values())) - sum(down.values())
    up = sorted(owed, key=lambda status: down[status] - owed[status])[:missing]
    return {status: minutes + (status in up) for status, minutes in down.items()}


def uncapped(book: Book, settings: Settings, today: date) -> ByStatus:
    """All that is owed and not settled; it adds up to 0, since what one status lacks another has had.

    A day that went wrong and the days that made up for it cancel each other. If the sum of the last 28 days were owed, the
    making up would be owed back on the day that the wrong leaves them, and every bad day would return each four weeks.
    So a status may have forgotten minutes that another still remembers: of these each is owed its share.
    """
    days = settings.plan.debt_days
    first = today - timedelta(days=LOOK_BACK * days)
    spent = _minutes(book, [first + timedelta(days=n) for n in range(LOOK_BACK * days)])
    shares = settings.shares.as_fractions()
    owed = {status: _owed(status, shares[status], spent, days, today) for status in STATUSES}
    forgotten = sum(owed.values())
    return {status: owed[status] - shares[status] * forgotten for status in STATUSES}


def _minutes(book: Book, days: Sequence[date]) -> dict[date, ByStatus]:
    """The minutes of each day with calls."""
    of_day = minutes_of_days(book)
    return {day: of_day(day) for day in days if book.touches.where("day", day)}


def _owed(status: Status, share: float, spent: Mapping[date, Mapping[Status, float]], days: int, today: date) -> float:
    """What is left of the last `days` days when each day has gone against the latest that was off the other way."""
    open_: deque[tuple[date, float]] = deque()
    for day, minutes in spent.items():
        _forget(open_, day - timedelta(days=days))
        _settle(open_, day, share * sum(minutes.values()) - minutes[status])
    _forget(open_, today - timedelta(days=days))
    return sum(owed for _, owed in open_)


def _forget(open_: deque[tuple[date, float]], before: date) -> None:
    while open_ and open_[0][0] < before:
        open_.popleft()


def _settle(open_: deque[tuple[date, float]], day: date, owed: float) -> None:
    """Enter a day: first against the latest that is open the other way, the rest for itself."""
    while owed and open_ and open_[-1][1] * owed < 0:
        latest, left = open_.pop()
        if abs(left) > abs(owed):
            open_.append((latest, left + owed))
            return
        owed += left
    if owed:
        open_.append((day, owed))
