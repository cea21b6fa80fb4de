"""A calendar file that is imported: its single events, and the next year of its series, become meetings of the book."""

from datetime import date, timedelta

from msgspec.structs import replace

from planner.book.records import Meeting
from planner.exchange.batches import Batch
from planner.exchange.calendars import unrolled
from planner.exchange.icstext import Calendar
from planner.exchange.importer import Importer
from planner.exchange.plans import Verdict
from planner.wording import plural

BACK = timedelta(days=31)
AHEAD = timedelta(days=366)
EVER = (date(1970, 1, 2), date(2199, 12, 30))


def plan_meetings(worker: Importer, batch: Batch) -> None:
    """Plan the meetings of a calendar file. The same event has the same id at every import."""
    calendar: Calendar = batch.source.events
    zone = batch.reading.zone
    email = worker.settings.calendar.email.casefold()
    window = (worker.today - BACK, worker.today + AHEAD)
    repeating = 0
    for event in calendar.events:
        first, last = window if event.repeats else EVER
        found, refused = unrolled(calendar, [event], first, last, zone, email)
        repeating += event.repeats and bool(found)
        for line, reason in refused:
            worker.refuse(batch, line, reason)
        if not found and not refused:
            series = f"it has no repeat between {first} and {last} that takes time"
            worker.refuse(
                batch,
                event.line,
                series if event.repeats else "it takes no time: cancelled, declined or marked as free",
            )
        for meeting in found:
            _plan(worker, batch, event.line, meeting)
    if repeating:
        series = plural(repeating, "repeating event")
        batch.notes.append(f"{series} unrolled to {window[1]}: name the file in config.toml to have them always")


def _plan(worker: Importer, batch: Batch, line: int, meeting: Meeting) -> None:
    known = worker.bench.put.get(meeting.id) or worker.book.meetings.get(meeting.id)
    same = isinstance(known, Meeting) and (known.title, known.start, known.end) == (
        meeting.title,
        meeting.start,
        meeting.end,
    )
    verdict: Verdict = "unchanged" if same else "updated" if known else "created"
    if not same:
        where = f"{batch.name}:{line}"
        account = known.account if isinstance(known, Meeting) else None
        created, source = (known.created, known.source) if known else (worker.now, where)
        worker.bench.take(replace(meeting, created=created, source=source, account=account))
    worker.say(batch, line, "meetings", verdict, meeting.title, id=meeting.id)
