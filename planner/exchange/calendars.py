"""The user's calendar files → the meetings that take minutes from a day (method §2). A broken file or event is named and skipped.

Nothing here raises: a calendar that another program is just writing must never keep a plan from being made.
"""

import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from pathlib import Path
from typing import Any

from planner.book.records import Meeting
from planner.clock import local_moment
from planner.exchange.activities import stable_id
from planner.exchange.encodings import decode
from planner.exchange.icstext import Calendar, Event, cut
from planner.exchange.refusals import ImportRefused
from planner.settings import Settings
from planner.wording import clean, one_line

MOST_FILES = 5_000
LARGEST = 100 << 20


@dataclass(frozen=True, slots=True)
class CalendarReading:
    """Meetings in order of time, and a line for every file or event that could not be read."""

    meetings: tuple[Meeting, ...]
    problems: tuple[str, ...]


def read_meetings(settings: Settings, first: date, last: date, zone: tzinfo) -> CalendarReading:
    """The meetings from `first` to `last` (both included, in `zone`) in the files named in the settings.

    Left out: cancelled ones, those that the user declined (`calendar.email`), and those that are marked as free time.
    A series is unrolled. Files are read again only when their time or size has changed.
    """
    found: dict[str, Meeting] = {}
    problems: list[str] = []
    for path in _files(settings.calendar.files, problems):
        try:
            stat = path.stat()
        except OSError as error:
            problems.append(f"calendar {one_line(str(path))} can't be read ({error.strerror})")
            continue
        meetings, said = _meetings_of(
            path, stat.st_mtime_ns, stat.st_size, first, last, zone, settings.calendar.email.casefold()
        )
        for meeting in meetings:
            found.setdefault(meeting.id, meeting)
        problems += said
    in_order = sorted(found.values(), key=lambda meeting: (meeting.start, meeting.end, meeting.title))
    return CalendarReading(tuple(in_order), tuple(problems))


def _files(names: Iterable[str], problems: list[str]) -> list[Path]:
    found: list[Path] = []
    for name in names:
        try:
            path = Path(name).expanduser()
            if path.is_dir():
                found += sorted(each for each in path.rglob("*.ics") if each.is_file())[:MOST_FILES]
            elif path.exists():
                found.append(path)
            else:
                problems.append(f"there is no calendar {one_line(name)}: mend [calendar] files in the settings")
        except (OSError, ValueError, RuntimeError) as error:
            problems.append(f"calendar {one_line(name)} can't be read ({one_line(str(error))})")
    return found


@lru_cache(maxsize=4 * MOST_FILES)
def _meetings_of(
    path: Path, mtime: int, size: int, first: date, last: date, zone: tzinfo, email: str
) -> tuple[tuple[Meeting, ...], tuple[str, ...]]:
    name = one_line(path.name)
    calendar, problem = _calendar_of(path, mtime, size)
    if calendar is None:
        return (), (problem,)
    meetings, refused = unrolled(calendar, calendar.events, first, last, zone, email)
    refused = [*calendar.refused, *refused]
    said = [f"calendar {name} line {line}: {reason}: left out" for line, reason in refused[:3]]
    if len(refused) > 3:
        said.append(f"calendar {name}: {len(refused) - 3} more events can't be read")
    return tuple(meetings), tuple(said)


@lru_cache(maxsize=MOST_FILES)
def _calendar_of(path: Path, mtime: int, size: int) -> tuple[Calendar | None, str]:
    name = one_line(path.name)
    if size > LARGEST:
        return None, f"calendar {name} is larger than {LARGEST >> 20} MB: it is left out"
    try:
        return read_calendar(path.read_bytes(), name, may_be_empty=True), ""
    except ImportRefused as reason:
        return None, f"calendar {reason}"
    except OSError as error:
        return None, f"calendar {name} can't be read ({error.strerror})"


def read_calendar(data: bytes, name: str, may_be_empty: bool = False) -> Calendar:
    """A calendar file, cut into its events; ImportRefused when it is none, or has no events and may not be empty."""
    text = decode(data, name).text
    calendar = cut(text)
    if not calendar.events and not calendar.refused and not (may_be_empty and "BEGIN:VCALENDAR" in text.upper()):
        if "BEGIN:V" in text.upper():
            raise ImportRefused(f"{name} holds no events: nothing was read")
        raise ImportRefused(f"{name} is no calendar (ICS): nothing was read")
    return calendar


def unrolled(
    calendar: Calendar, events: Sequence[Event], first: date, last: date, zone: tzinfo, email: str = ""
) -> tuple[list[Meeting], list[tuple[int, str]]]:
    """The meetings of some events from `first` to `last`, and the line and reason of each event that can't be read."""
    wanted = [event for event in events if event.may_touch(first, last)]
    if not wanted:
        return [], []
    try:
        return _read(calendar.zones, wanted, first, last, zone, email), []
    except Exception:  # icalendar and recurring_ical_events raise many kinds of errors: one event at a time, then
        pass
    meetings: list[Meeting] = []
    refused: list[tuple[int, str]] = []
    for event in wanted:
        problem = ""
        for zones in dict.fromkeys((calendar.zones, ())):  # a zone may be what is broken
            try:
                meetings += _read(zones, [event], first, last, zone, email)
                problem = ""
                break
            except Exception as error:  # of any kind, as above
                problem = (
                    "it has no start"
                    if "DTSTART" in str(error)[:10]
                    else one_line(str(error))[:100] or type(error).__name__
                )
        if problem:
            refused.append((event.line, f"an event can't be read: {problem}"))
    return meetings, refused


def _read(
    zones: Sequence[str], events: Sequence[Event], first: date, last: date, zone: tzinfo, email: str
) -> list[Meeting]:
    import icalendar
    import recurring_ical_events

    from planner.exchange.series import near_events

    parts = ("BEGIN:VCALENDAR", "VERSION:2.0", *zones, *(event.text for event in events), "END:VCALENDAR", "")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        calendar = icalendar.Calendar.from_ical("\r\n".join(parts).replace("\r\n", "\n").replace("\n", "\r\n"))
        start = local_moment(first, time(0), zone)
        end = local_moment(last + timedelta(days=1), time(0), zone)
        of = recurring_ical_events.of(calendar, components=[near_events()])
        found = of.between(start - timedelta(days=1), end + timedelta(days=1))
        meetings = [meeting for each in found if (meeting := _meeting(each, zone, email))]
    return [meeting for meeting in meetings if meeting.start < end and (meeting.end > start or meeting.start >= start)]


def _meeting(event: Any, zone: tzinfo, email: str) -> Meeting | None:
    """One event as a meeting; None when it takes no time: cancelled, declined, or marked as free."""
    if str(event.get("STATUS", "")).upper() == "CANCELLED" or str(event.get("TRANSP", "")).upper() == "TRANSPARENT":
        return None
    if str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper() == "FREE" or (email and _declined(event, email)):
        return None
    begins, ends = event.start, event.end
    all_day = not isinstance(begins, datetime)
    start, end = _aware(begins, zone), _aware(ends, zone)
    if end < start:
        start, end = end, start
    if all_day and end <= start:
        end = local_moment(start.date() + timedelta(days=1), time(0), zone)
    uid = clean(str(event.get("UID", "")))
    title = one_line(str(event.get("SUMMARY", ""))) or "a meeting"
    return Meeting(
        id=stable_id("meeting", uid or title, start.isoformat()), title=title[:200], start=start, end=end,
        all_day=all_day, uid=uid[:200],
    )  # fmt: skip


def _aware(moment: date | datetime, zone: tzinfo) -> datetime:
    """A moment in the user's zone; one without a zone, or of a zone that nobody knows, is the user's own time."""
    if not isinstance(moment, datetime):
        return local_moment(moment, time(0), zone)
    if moment.tzinfo is None or moment.utcoffset() is None:
        return local_moment(moment.date(), moment.time(), zone)
    return moment.astimezone(zone)


def _declined(event: Any, email: str) -> bool:
    attendees = event.get("ATTENDEE", [])
    for each in attendees if isinstance(attendees, list) else [attendees]:
        address = str(each).casefold().removeprefix("mailto:").strip()
        if address == email and str(getattr(each, "params", {}).get("PARTSTAT", "")).upper() == "DECLINED":
            return True
    return False
