"""What words for a date are read against, and what is said when they name none; for planner.spoken and planner.periods."""

from datetime import date, datetime, time, timedelta, tzinfo

from msgspec import Struct

from planner.clock import WorkingDays, local_moment

EXAMPLES = "fri, fri 10:00, +3d, in 2 weeks, 1 dec, 2026-12-01T09:30"


class WhenError(ValueError):
    """Words in which no date was found; the message is one line for the user."""


class Said(Struct, frozen=True):
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

    @property
    def week_starts(self) -> int:
        """The weekday with which a week begins, 0 for Monday: Sunday where one works on Sundays and is off on Saturdays."""
        return 6 if self.working and self.working.weekdays & {6, 7} == {7} else 0

    def in_week(self, weekday: int, weeks: int = 0) -> date:
        """A weekday (0 Monday) of this week, or of the week so many weeks on."""
        first = self.today - timedelta(days=(self.today.weekday() - self.week_starts) % 7)
        return first + timedelta(days=7 * weeks + (weekday - self.week_starts) % 7)

    def on_work(self, day: date) -> date:
        """Loose words ("next week") mean a working day, where working days are known."""
        return self.working.on_or_after(day) if self.working else day

    def holds(self, day: date, at: time) -> bool:
        """Whether a clock time on a day lies on the side of now that is meant: ahead, or gone by for the past."""
        return (local_moment(day, at, self.zone) > self.now) != self.past


def months_on(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it is too short."""
    import pendulum

    later = pendulum.date(day.year, day.month, day.day).add(months=months)
    return date(later.year, later.month, later.day)
