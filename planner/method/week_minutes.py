"""Where a week's minutes went: target, planned and done by status, day by day, against the shares (method §8, §1, §2).

A touch counts for the status that its account had then: the time it took to win a prospect stays time for new accounts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from planner.book import Book
from planner.book.vocabulary import STATUSES, Status
from planner.method.balance import minutes_by_status, rounded
from planner.method.capacity import full_day
from planner.method.day import kept_plan
from planner.method.debts import unsettled, whole
from planner.method.weeks import Span
from planner.settings import Settings

Minutes = Mapping[Status, int]


@dataclass(frozen=True, slots=True)
class DayMinutes:
    """One day, in whole minutes by status."""

    day: date
    target: Minutes
    planned: Minutes
    done: Minutes


@dataclass(frozen=True, slots=True)
class WeekMinutes:
    """A week, in whole minutes by status, and the seven days that they are made of."""

    days: tuple[DayMinutes, ...]
    target: Minutes
    planned: Minutes
    done: Minutes
    shares: Mapping[Status, float]
    """What is aimed at, as fractions of 1."""
    debt: Minutes
    """What each status is owed after the week (negative: it is ahead), to be made up for in the days that follow."""

    @property
    def total(self) -> int:
        """All selling minutes of the week."""
        return sum(self.done.values())

    @property
    def shares_done(self) -> dict[Status, float]:
        """The share that each status got, as fractions of 1; all 0 in a week without minutes."""
        return shares_of(self.done)


def shares_of(minutes: Mapping[Status, float]) -> dict[Status, float]:
    """Minutes as fractions of their sum; all 0 when there are none."""
    total = sum(minutes.values())
    return {status: minutes[status] / total if total else 0.0 for status in STATUSES}


def deviation(minutes: Mapping[Status, float], shares: Mapping[Status, float]) -> float | None:
    """How far the worst status is from its share, in percentage points; None when there are no minutes."""
    if not sum(minutes.values()):
        return None
    done = shares_of(minutes)
    return 100 * max(abs(done[status] - shares[status]) for status in STATUSES)


def week_minutes(book: Book, settings: Settings, span: Span, today: date) -> WeekMinutes:
    """The minutes of a week as far as it has come by `today`; debt as the morning after finds it (method §2)."""
    fractions = settings.shares.as_fractions()
    shares = {status: fractions[status] for status in STATUSES}
    days = tuple(day_minutes(book, shares, day) for day in span.days)
    return WeekMinutes(
        days=days,
        target=_sum(day.target for day in days),
        planned=_sum(day.planned for day in days),
        done=_sum(day.done for day in days),
        shares=shares,
        debt=_debt(book, settings, min(span.last, max(today, span.first))),
    )


def day_minutes(book: Book, shares: Mapping[Status, float], day: date) -> DayMinutes:
    """One day: target and planned as that morning's plan had them; without one, its shares of what was done."""
    done = minutes_of(book, day)
    plan = kept_plan(book, day)
    if plan is None:
        spent = sum(done.values())
        target = rounded({status: shares[status] * spent for status in STATUSES}, spent)
        return DayMinutes(day, target, dict.fromkeys(STATUSES, 0), done)
    target = {status: plan.targets.get(status, 0) for status in STATUSES}
    planned = dict.fromkeys(STATUSES, 0)
    for call in plan.calls:
        planned[call.status] += call.minutes
    return DayMinutes(day, target, planned, done)


def minutes_of(book: Book, day: date) -> dict[Status, int]:
    """Whole minutes done on a day, by status."""
    return {status: round(spent) for status, spent in minutes_by_status(book, day, day).items()}


def _debt(book: Book, settings: Settings, last: date) -> dict[Status, int]:
    """What the morning after `last` finds owed, as the plan reckons it (method §2)."""
    owing = unsettled(book, settings, last + timedelta(days=1), full_day(settings.hours))
    return whole(owing)


def _sum(days: Iterable[Minutes]) -> dict[Status, int]:
    total = dict.fromkeys(STATUSES, 0)
    for minutes in days:
        for status in STATUSES:
            total[status] += minutes[status]
    return total
