"""How the weeks went on: the last twelve beside each other, and a year of days by their balance (method §8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from planner.book import Book
from planner.book.vocabulary import STATUSES, Status
from planner.method.figures import FIGURES, Figure
from planner.method.week import Week, week
from planner.method.week_minutes import deviation, minutes_of, shares_of
from planner.method.weeks import week_of
from planner.settings import Settings


def course(book: Book, settings: Settings, now: datetime, weeks: int = 12, day: date | None = None) -> tuple[Week, ...]:
    """So many weeks up to that of `day` (of today when None), oldest first; `now` is aware."""
    span = week_of(day or now.date(), settings.hours.week_starts)
    return tuple(week(book, settings, now, span.moved(back).first) for back in range(1 - weeks, 1))


def usual(weeks: Sequence[Week]) -> Mapping[Figure, float]:
    """The mean of every figure over the weeks in which there were calls; empty when there were none."""
    worked = [each for each in weeks if each.count("calls")]
    if not worked:
        return {}
    return {figure: sum(each.count(figure) for each in worked) / len(worked) for figure in FIGURES}


def scores(weeks: Sequence[Week]) -> tuple[tuple[str, int], ...]:
    """The course of the self-check: (week, score) for the weeks in which it was answered."""
    return tuple((each.span.name, each.score) for each in weeks if each.score is not None)


@dataclass(frozen=True, slots=True)
class YearDay:
    """One day of a year: whole minutes, and how far the worst status was from its share, in percentage points."""

    day: date
    minutes: Mapping[Status, int]
    deviation: float | None
    """None when there were no minutes."""

    @property
    def total(self) -> int:
        """Selling minutes of the day."""
        return sum(self.minutes.values())

    @property
    def shares(self) -> dict[Status, float]:
        """The share that each status got, as fractions of 1."""
        return shares_of(self.minutes)


def year_of_days(book: Book, settings: Settings, year: int) -> tuple[YearDay, ...]:
    """Every day of a calendar year, in order, for a heat map of days by balance (method §8)."""
    shares = settings.shares.as_fractions()
    aimed = {status: shares[status] for status in STATUSES}
    return book.whole(("year", year, hash(settings.shares)), lambda: tuple(_days(book, aimed, year)))


def _days(book: Book, shares: Mapping[Status, float], year: int) -> list[YearDay]:
    found, day = [], date(year, 1, 1)
    while day.year == year:
        minutes = minutes_of(book, day)
        found.append(YearDay(day, minutes, deviation(minutes, shares)))
        day += timedelta(days=1)
    return found
