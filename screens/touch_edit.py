"""Putting a past call right: what was said, given, got and learned in it, with whom, when; one change (method §3, §4)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from msgspec.structs import replace

from planner.book import Book, Gone
from planner.book.records import Benefit, Insight, Promise, Record, Touch
from planner.book.vocabulary import Direction
from planner.method.entry import Entry, split_heading
from planner.settings import Settings, working_days
from planner.when import When
from planner.wording import clean, one_line


def entry_of(book: Book, touch: Touch, now: datetime) -> Entry:
    """A call as the log dialog shows it, with what was given, got and learned in it."""
    insight = _first(_insights(book, touch))
    return Entry(
        account=touch.account, contact=touch.contact, outcome=touch.outcome, purpose=touch.purpose, minutes=touch.minutes,
        at=touch.at.astimezone(now.tzinfo), note=touch.note, gave=_what(book, touch, "given"), got=_what(book, touch, "got"),
        insight=f"{insight.heading}: {insight.text}" if insight else "", opportunity=touch.opportunity, idea=touch.idea,
        fence=touch.fence, inbound=touch.inbound,
    )  # fmt: skip


def edited(book: Book, settings: Settings, touch: Touch, entry: Entry, now: datetime) -> list[Record | Gone]:
    """What to put, and to remove, so that the call reads as `entry` says; a next step that was typed is booked."""
    before = entry_of(book, touch, now)
    newest = book.touches.get(touch.id, touch)
    at = newest.at if entry.at is None or _same_minute(entry.at, before.at) else entry.at
    after = replace(
        newest, outcome=entry.outcome, contact=entry.contact, purpose=entry.purpose, minutes=entry.minutes or 0,
        note=newest.note if entry.note == one_line(newest.note) else clean(entry.note).strip(), at=at,
    )  # fmt: skip
    return [
        after,
        *_benefit(book, after, "given", entry.gave, before.gave),
        *_benefit(book, after, "got", entry.got, before.got),
        *_insight(book, after, entry.insight, before.insight),
        *_moved(book, newest, after, entry, before),
        *_step(book, settings, after, entry, now),
    ]


def _same_minute(one: datetime, other: datetime | None) -> bool:
    return other is not None and one.replace(second=0, microsecond=0) == other.replace(second=0, microsecond=0)


def _first(records: Sequence[Insight]) -> Insight | None:
    return records[0] if records else None


def _benefits(book: Book, touch: Touch, direction: Direction) -> list[Benefit]:
    there = book.benefits.where("account", touch.account)
    return [each for each in there if each.touch == touch.id and each.direction == direction]


def _insights(book: Book, touch: Touch) -> list[Insight]:
    return [each for each in book.insights.where("account", touch.account) if each.touch == touch.id]


def _what(book: Book, touch: Touch, direction: Direction) -> str:
    there = _benefits(book, touch, direction)
    return there[0].what if there else ""


def _benefit(book: Book, touch: Touch, direction: Direction, now: str, before: str) -> Iterator[Record | Gone]:
    if one_line(now) == one_line(before):
        return
    there = _benefits(book, touch, direction)
    if there:
        changed = replace(there[0], what=clean(now).strip(), on=touch.at.date(), contact=touch.contact)
        yield changed if now.strip() else Gone(there[0])
    else:
        yield Benefit(
            id=book.make_id(), created=touch.created, on=touch.at.date(), direction=direction, what=clean(now).strip(),
            account=touch.account, contact=touch.contact, touch=touch.id,
        )  # fmt: skip


def _insight(book: Book, touch: Touch, now: str, before: str) -> Iterator[Record | Gone]:
    if one_line(now) == one_line(before):
        return
    there, (heading, text) = _insights(book, touch), split_heading(now)
    if there:
        changed = replace(there[0], heading=heading, text=text, on=touch.at.date(), contact=touch.contact)
        yield changed if now.strip() else Gone(there[0])
    else:
        yield Insight(
            id=book.make_id(), created=touch.created, on=touch.at.date(), heading=heading, text=text,
            account=touch.account, contact=touch.contact, touch=touch.id,
        )  # fmt: skip


def _moved(book: Book, before: Touch, after: Touch, entry: Entry, was: Entry) -> Iterator[Record]:
    """What was given, got and learned in the call goes with it to another day or person."""
    if before.at == after.at and before.contact == after.contact:
        return
    unchanged: list[Benefit | Insight] = []
    directions: tuple[tuple[Direction, bool], ...] = (("given", entry.gave == was.gave), ("got", entry.got == was.got))
    for direction, same in directions:
        there = _benefits(book, before, direction)
        unchanged += there if same else there[1:]
    learned = _insights(book, before)
    unchanged += learned if entry.insight == was.insight else learned[1:]
    day: date = after.at.date()
    for each in unchanged:
        yield replace(each, on=day, contact=after.contact)


def _step(book: Book, settings: Settings, touch: Touch, entry: Entry, now: datetime) -> Iterator[Promise]:
    if entry.next is None and not entry.promise.strip():
        return
    when = entry.next or When(working_days(settings.hours).next(now.date()), None)
    text = clean(entry.promise).strip() or "call, as agreed"
    yield Promise(
        id=book.make_id(), created=now, made=now.date(), text=text, due=when.day, at=when.at,
        account=touch.account, contact=touch.contact, opportunity=touch.opportunity, touch=touch.id,
    )  # fmt: skip
