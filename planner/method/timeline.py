"""What happened with an account, in one stream: touches, benefits, insights, promises, status changes (method §4)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, TypeVar, get_args

from planner.book import Book
from planner.book.collection import Collection as BookCollection
from planner.book.records import Account, Opportunity, Promise, Record, Referral, Touch
from planner.wording import fold, money, one_line

R = TypeVar("R", bound=Record)

Kind = Literal["touch", "given", "got", "insight", "promise", "status", "opportunity", "referral", "endorsement"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
ORDER: Final[dict[str, int]] = {kind: place for place, kind in enumerate(KINDS)}
LAST_ORDER: Final = "last order"


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the stream; `at` is the clock time where there is one."""

    on: date
    at: datetime | None
    kind: Kind
    title: str
    detail: str
    contact: str | None
    """The id of the person it was with, from or for."""
    record: Record
    """What is edited or deleted when the user says so."""


def timeline(
    book: Book,
    account: str,
    *,
    kinds: Collection[str] = KINDS,
    contact: str | None = None,
    text: str = "",
    most: int | None = None,
) -> list[Happening]:
    """The stream of an account (or a colleague, by their id), newest first, what is still to come on top.

    Only of these kinds, with this contact, and with all the words of `text` in it; `most`: no more than so many.
    """
    events = book.fact(account, "timeline", lambda: _all_events(book, account))
    words = fold(text).split()
    chosen: list[Happening] = []
    for event in events:
        if event.kind not in kinds or (contact is not None and event.contact != contact):
            continue
        if words and not _says(book, event, words):
            continue
        chosen.append(event)
        if most is not None and len(chosen) >= most:
            break
    return chosen


def _says(book: Book, event: Happening, words: list[str]) -> bool:
    said = fold(f"{event.title} {event.detail} {book.contact_name(event.contact)}")
    return all(word in said for word in words)


def _all_events(book: Book, account: str) -> list[Happening]:
    """Newest first; of one day, what has a clock time by that, and what came of a touch beside it."""
    events = list(_events(book, account))
    touched = {event.record.id: event.at for event in events if event.kind == "touch"}

    def place(event: Happening) -> tuple[date, float, int]:
        at = event.at or touched.get(getattr(event.record, "touch", None) or "")
        return event.on, at.timestamp() if at else 0.0, -ORDER[event.kind]

    return sorted(events, key=place, reverse=True)


def _of(book: Book, collection: BookCollection[R], about: str) -> list[R]:
    """The records of an account; of a colleague, those that are with them and belong to no account."""
    if about in book.accounts or about not in book.contacts:
        return collection.of(about)
    return [record for record in collection.where("account", None) if getattr(record, "contact", None) == about]


def _events(book: Book, account: str) -> Iterator[Happening]:
    for touch in _of(book, book.touches, account):
        yield Happening(touch.at.date(), touch.at, "touch", _touch_title(touch), touch.note, touch.contact, touch)
    for benefit in _of(book, book.benefits, account):
        size = ("small", "solid", "big")[benefit.weight - 1]
        yield Happening(benefit.on, None, benefit.direction, benefit.what, size, benefit.contact, benefit)
    for insight in _of(book, book.insights, account):
        yield Happening(insight.on, None, "insight", insight.text, insight.heading, insight.contact, insight)
    for promise in _of(book, book.promises, account):
        yield _promise(promise)
    for deal in _of(book, book.opportunities, account):
        yield from _stages(deal)
    for referral in _of(book, book.referrals, account):
        yield from _referral(referral)
    for endorsement in _of(book, book.endorsements, account):
        for step in endorsement.history:
            title = f"{endorsement.kind}: {step.stage}"
            yield Happening(step.on, None, "endorsement", title, endorsement.note, endorsement.contact, endorsement)
    here = book.accounts.get(account)
    if here:
        yield from _status(book, here)


def _touch_title(touch: Touch) -> str:
    parts = [touch.outcome, touch.purpose or "", f"{touch.minutes} min" if touch.minutes else ""]
    return " · ".join(part for part in parts if part)


def _promise(promise: Promise) -> Happening:
    """A promise stands at the day it was kept or dropped, else at the day it falls due."""
    if promise.done:
        late = " late" if promise.done > promise.due else ""
        on, state = promise.done, f"kept{late}" if promise.kind != "retry" else "done"
    elif promise.dropped:
        on, state = promise.dropped, "dropped"
    else:
        on, state = promise.due, "open"
    at = promise.at if promise.open else None
    detail = state if promise.kind == "promise" else f"{promise.kind}, {state}"
    return Happening(on, at, "promise", promise.text, detail, promise.contact, promise)


def _stages(deal: Opportunity) -> Iterator[Happening]:
    amount = money(deal.amount, deal.currency) if deal.amount is not None else ""
    name = one_line(deal.name)
    for step in deal.history:
        detail = deal.reason if step.stage in ("won", "lost") and deal.reason else amount
        yield Happening(step.on, None, "opportunity", f"{name}: {step.stage}", detail, deal.contact, deal)
    if deal.history:
        return
    on = deal.closed_on or deal.proposal_on or (deal.created.date() if deal.created else None)
    if on:
        yield Happening(on, None, "opportunity", f"{name}: {deal.stage}", deal.reason or amount, deal.contact, deal)


def _referral(referral: Referral) -> Iterator[Happening]:
    did = "referred to us" if referral.direction == "got" else "we referred them"
    steps = [(step.on, step.stage) for step in referral.history]
    if not steps and referral.made:
        steps = [(referral.made, referral.stage)]
    for on, stage in steps:
        title = f"{one_line(referral.prospect)} {did}: {stage}"
        yield Happening(on, None, "referral", title, referral.note, referral.contact, referral)


def _status(book: Book, account: Account) -> Iterator[Happening]:
    if account.status_since:
        yield Happening(account.status_since, None, "status", account.status, account.status_why, None, account)
    won = {deal.closed_on for deal in book.opportunities.of(account.id) if deal.stage == "won"}
    if account.last_order and account.last_order not in won:
        yield Happening(account.last_order, None, "status", LAST_ORDER, "", None, account)
    if account.do_not_call:
        yield Happening(account.do_not_call, None, "status", "do not call", "", None, account)
    if account.parked_until:
        yield Happening(account.parked_until, None, "status", "parked until then", account.parked_why, None, account)
