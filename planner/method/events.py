"""Networking events: no counting of business cards, only whether those we met were followed up in time (method §7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from planner.book import Book
from planner.book.records import Account, Contact, Event, Promise, Record, Touch
from planner.book.vocabulary import Purpose
from planner.method.cadence import in_contact
from planner.method.catalogue import short
from planner.settings import Settings, working_days
from planner.wording import one_line

UNKNOWN = "What can we do for them? Ask what they came for."
"""The question that finds out what we can do for somebody."""
MESSAGE_LEFT = frozenset({"voicemail", "gatekeeper"})


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Somebody met at an event: by when they are to hear from us, and whether they did."""

    event: Event
    contact: Contact
    account: Account | None
    due: date
    followed: date | None
    """The first day after the event on which they heard from us."""
    offer: str
    """What we can do for them; "" while that is not known."""
    today: date

    @property
    def state(self) -> Literal["kept", "late", "open", "missed"]:
        """Kept in time, late (done, but after the day), still open, or missed so far."""
        if self.followed:
            return "kept" if self.followed <= self.due else "late"
        return "open" if self.today <= self.due else "missed"


@dataclass(frozen=True, slots=True)
class EventTally:
    """One event by its follow-ups; `owing` are those who have not heard from us."""

    event: Event
    kept: int
    late: int
    owing: int


def follow_ups(book: Book, settings: Settings, now: datetime) -> list[FollowUp]:
    """Everybody met at an event up to today, the newest event first; those still owed come first within it."""
    found = []
    for event in sorted(book.events.values(), key=lambda each: (-each.on.toordinal(), each.id)):
        if event.on <= now.date():
            rows = [
                _follow_up(book, settings, event, book.contacts[id], now) for id in event.met if id in book.contacts
            ]
            found += sorted(rows, key=lambda row: (row.followed is not None, row.contact.name))
    return found


def owing(book: Book, settings: Settings, now: datetime) -> list[FollowUp]:
    """Those who have not heard from us since we met them and may be called, the most overdue first."""
    open_ones = [row for row in follow_ups(book, settings, now) if row.followed is None]
    barred = [row for row in open_ones if row.contact.do_not_call or (row.account and row.account.do_not_call)]
    return sorted((row for row in open_ones if row not in barred), key=lambda row: (row.due, row.contact.name))


def tallies(book: Book, settings: Settings, now: datetime) -> list[EventTally]:
    """Each event by its follow-ups, the newest first; how many cards came home is nobody's business."""
    rows: dict[str, list[FollowUp]] = {}
    for row in follow_ups(book, settings, now):
        rows.setdefault(row.event.id, []).append(row)
    return [
        EventTally(
            each[0].event,
            sum(row.state == "kept" for row in each),
            sum(row.state == "late" for row in each),
            sum(row.followed is None for row in each),
        )
        for each in rows.values()
    ]


def met_at(book: Book, settings: Settings, name: str, on: date, met: Sequence[Contact], now: datetime) -> list[Record]:
    """The records of an event with the people met there: it, and a follow-up with each within the days that the
    settings allow (`rules.event_follow_up`, working days)."""
    event = Event(id=book.make_id(), created=now, name=name, on=on, met=tuple(person.id for person in met))
    due = working_days(settings.hours).add(on, settings.rules.event_follow_up)
    return [event, *(_promise(book, event, person, due, now) for person in met if not person.do_not_call)]


def _promise(book: Book, event: Event, person: Contact, due: date, now: datetime) -> Promise:
    account = book.accounts.get(person.account or "")
    purposes: dict[str, Purpose] = {"existing": "deliver value", "lost": "mend fences", "new": "prospecting"}
    return Promise(
        id=book.make_id(),
        created=now,
        made=now.date(),
        text=f"Follow up with {one_line(person.name)} after {short(event.name, 40)}. {offer(person) or UNKNOWN}",
        due=due,
        account=person.account,
        contact=person.id,
        purpose=purposes[account.status] if account else "colleague catch-up",
    )


def offer(person: Contact) -> str:
    """What we can do for somebody we met; "" while that is not known."""
    if person.we_help.strip():
        return f"We can do this for them: {short(person.we_help)}"
    if person.asks.strip():
        return f"On their wish list: {short(person.asks)}. Whom do we know?"
    return ""


def _follow_up(book: Book, settings: Settings, event: Event, person: Contact, now: datetime) -> FollowUp:
    heard = (touch.at.date() for touch in book.touches.where("contact", person.id) if _heard(touch))
    return FollowUp(
        event=event,
        contact=person,
        account=book.accounts.get(person.account or ""),
        due=working_days(settings.hours).add(event.on, settings.rules.event_follow_up),
        followed=next((day for day in heard if day > event.on), None),
        offer=offer(person),
        today=now.date(),
    )


def _heard(touch: Touch) -> bool:
    """They heard from us: in contact, or a message was left."""
    return in_contact(touch) or touch.outcome in MESSAGE_LEFT
