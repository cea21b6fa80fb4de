"""Taking a record out with everything that hangs on it, as one change; a "do not call" stays behind (method §3)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec.structs import replace

from planner.book.book import Book, Gone
from planner.book.collection import Collection
from planner.book.records import Account, Barred, Benefit, Contact, Insight, Promise, Record, Touch


def removal(book: Book, record: Record, today: date) -> list[Record | Gone]:
    """What a change has to do so that `record` and what can't be without it are gone."""
    out: list[Record | Gone] = [Gone(record)]
    if isinstance(record, Account):
        out += _of_account(book, record, today)
    elif isinstance(record, Contact):
        out += _of_contact(book, record, today)
    elif isinstance(record, Touch):
        out += [Gone(each) for each in _written_with(book, record)]
    return out


def _of_account(book: Book, account: Account, today: date) -> Iterator[Record | Gone]:
    for person in book.contacts.of(account.id):
        yield Gone(person)
        yield from _bar(book, person, account, today)
    collections: tuple[Collection[Any], ...] = (
        book.opportunities, book.touches, book.benefits, book.insights, book.promises, book.endorsements, book.meetings,
    )  # fmt: skip
    for collection in collections:
        for each in collection.of(account.id):
            yield Gone(each)
    for referral in book.referrals.of(account.id):
        yield replace(referral, account=None)
    yield from _bar(book, account, account, today)


def _of_contact(book: Book, person: Contact, today: date) -> Iterator[Record | Gone]:
    """A person goes; what happened with their account stays, without the name."""
    hanging: list[Touch | Promise | Benefit | Insight] = [
        *book.touches.where("contact", person.id),
        *book.promises.where("contact", person.id),
        *book.benefits.where("contact", person.id),
        *book.insights.where("contact", person.id),
    ]
    for each in hanging:
        yield replace(each, contact=None) if each.account else Gone(each)
    for opportunity in book.opportunities.of(person.account or ""):
        if opportunity.contact == person.id:
            yield replace(opportunity, contact=None)
    for referral in book.referrals.where("contact", person.id):
        yield replace(referral, contact=None)
    for endorsement in book.endorsements.where("contact", person.id):
        yield Gone(endorsement)
    yield from _bar(book, person, book.accounts.get(person.account or ""), today)


def _bar(book: Book, record: Account | Contact, account: Account | None, today: date) -> Iterator[Barred]:
    """What remembers a "do not call" when the record is gone."""
    since = record.do_not_call or (account.do_not_call if account else None)
    if since is None:
        return
    person = record if isinstance(record, Contact) else None
    numbers = (record.phone, person.mobile if person else "")
    yield Barred(
        id=book.make_id(),
        name=record.name,
        company=account.name if account and person else "",
        phones=tuple(number for number in numbers if number),
        emails=(person.email,) if person and person.email else (),
        source_ids=record.source_ids,
        on=since,
    )


def _written_with(book: Book, touch: Touch) -> Iterator[Record]:
    """What was given, got, learned and booked in the same call."""
    index, key = ("account", touch.account) if touch.account else ("contact", touch.contact)
    written: list[Benefit | Insight | Promise] = [
        *book.benefits.where(index, key),
        *book.insights.where(index, key),
        *book.promises.where(index, key),
    ]
    yield from (each for each in written if each.touch == touch.id)
