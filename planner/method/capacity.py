"""How many selling minutes a day has: working hours less lunch, meetings and a reserve for notes (method §2)."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo

from msgspec import Struct
from msgspec.structs import replace

from planner.book.records import Meeting
from planner.clock import local_moment
from planner.settings import Hours, Settings, working_days
from planner.wording import moment

Span = tuple[datetime, datetime]


class Capacity(Struct, frozen=True):
    """A day's minutes. `minutes` is what calls may take from now on; `full` what a whole day without meetings has."""

    day: date
    minutes: int
    full: int
    free: tuple[Span, ...]
    """The stretches of clock time that are left for calls and notes."""
    meetings: tuple[Meeting, ...]
    """Those of the day, in the user's zone, in order of time."""
    why_none: str | None = None
    """Why there are no minutes, in words; None when there are some."""

    def position(self, at: datetime) -> int:
        """Selling minutes from the start of the free time to a clock time, the reserve spread evenly."""
        before = sum(_minutes(start, min(end, at)) for start, end in self.free if start < at)
        return round(before * self._rate)

    def clock(self, position: float) -> datetime | None:
        """The clock time at a position; None where there is no free time."""
        left = position / self._rate if self._rate else 0.0
        for start, end in self.free:
            if left < _minutes(start, end):
                return start + timedelta(minutes=left)
            left -= _minutes(start, end)
        return self.free[-1][1] if self.free else None

    @property
    def _rate(self) -> float:
        total = sum(_minutes(start, end) for start, end in self.free)
        return self.minutes / total if total else 0.0


def _minutes(start: datetime, end: datetime) -> float:
    return max(0.0, (end.timestamp() - start.timestamp()) / 60)


def full_day(hours: Hours) -> int:
    """Selling minutes of a working day without meetings."""
    start, end, lunch = _clock_minutes(hours.start), _clock_minutes(hours.end), _clock_minutes(hours.lunch_start)
    lunch_taken = max(0, min(end, lunch + hours.lunch_minutes) - max(start, lunch))
    return max(0, end - start - lunch_taken - hours.reserve_minutes)


def _clock_minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def capacity(settings: Settings, day: date, now: datetime, meetings: Sequence[Meeting] = ()) -> Capacity:
    """The minutes of `day`, of today what is left of it. `now` is aware; meetings may be of any day.

    All-day meetings take the whole day. Of a day that has begun, the part of the reserve that is still to come is kept.
    """
    hours, zone = settings.hours, now.tzinfo
    assert zone is not None
    full = full_day(hours)
    on_it = [_local(each, zone) for each in meetings if _on(each, day, zone)]
    taking = tuple(sorted(on_it, key=lambda each: (each.start, each.end)))
    off = working_days(hours).reason_off(day)
    if off:
        return Capacity(day, 0, full, (), taking, off)
    whole_day = next((each for each in taking if each.all_day), None)
    if whole_day:
        return Capacity(day, 0, full, (), taking, f"{whole_day.title}, all day")
    free = _free(hours, day, zone, taking)
    total = sum(_minutes(start, end) for start, end in free)
    if not total:
        return Capacity(day, 0, full, (), taking, "meetings take all of the day")
    if day == now.date():
        minute = now.replace(second=0, microsecond=0)
        free = [(max(start, minute), end) for start, end in free if end > minute]
    left = sum(_minutes(start, end) for start, end in free)
    if left < 1:
        return Capacity(day, 0, full, (), taking, f"the day is over at {hours.end:%H:%M}")
    minutes = int(left * max(0, total - hours.reserve_minutes) / total)
    return Capacity(day, minutes, full, tuple(free), taking, None if minutes else "the reserve for notes takes it all")


def _on(meeting: Meeting, day: date, zone: tzinfo) -> bool:
    start = local_moment(day, time(0), zone)
    end = local_moment(day + timedelta(days=1), time(0), zone)
    return meeting.start < end and meeting.end > start


def _local(meeting: Meeting, zone: tzinfo) -> Meeting:
    return replace(meeting, start=meeting.start.astimezone(zone), end=meeting.end.astimezone(zone))


def _free(hours: Hours, day: date, zone: tzinfo, meetings: Sequence[Meeting]) -> list[Span]:
    """Working hours with lunch and meetings cut out; real minutes, also on days when the clock changes."""
    lunch = local_moment(day, hours.lunch_start, zone)
    taken = [(lunch, lunch + timedelta(minutes=hours.lunch_minutes))]
    taken += [(each.start, each.end) for each in meetings]
    free: list[Span] = []
    start, end = local_moment(day, hours.start, zone), local_moment(day, hours.end, zone)
    for busy_from, busy_to in sorted(taken):
        if busy_from > start:
            free.append((start, min(busy_from, end)))
        start = max(start, busy_to)
    free.append((start, end))
    return [(begin, finish) for begin, finish in free if begin < finish]


def clash(meetings: Sequence[Meeting], at: datetime, minutes: int) -> str | None:
    """The meeting that a call at a clock time would run into, in words; None when it is free."""
    until = at + timedelta(minutes=minutes)
    for each in meetings:
        if not each.all_day and each.start < until and each.end > at:
            local = each.start.astimezone(at.tzinfo)
            return f"clashes with {each.title} at {moment(local, at.date()).split()[-1]}"
    return None
