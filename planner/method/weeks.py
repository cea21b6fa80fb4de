"""Which days make a week, from Monday or from Sunday as the user has set it, and what the week is called (method §8)."""

from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

WeekStarts = Literal["mon", "sun"]


class Span(Struct, frozen=True, order=True):
    """Seven days in a row."""

    first: date

    @property
    def last(self) -> date:
        """The seventh day."""
        return self.first + timedelta(days=6)

    @property
    def days(self) -> tuple[date, ...]:
        """The seven days, in order."""
        return tuple(self.first + timedelta(days=n) for n in range(7))

    @property
    def name(self) -> str:
        """ "2026-W48": the ISO week of its Monday, also when the week begins on the Sunday before."""
        monday = next(day for day in self.days if day.isoweekday() == 1)
        year, number, _ = monday.isocalendar()
        return f"{year}-W{number:02}"

    def moved(self, weeks: int) -> "Span":
        """The week so many weeks later (earlier, when negative)."""
        return Span(self.first + timedelta(weeks=weeks))

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


def week_of(day: date, starts: WeekStarts = "mon") -> Span:
    """The week that a day belongs to: from Monday (ISO 8601), or from Sunday."""
    since = day.weekday() if starts == "mon" else day.isoweekday() % 7
    return Span(day - timedelta(days=since))
