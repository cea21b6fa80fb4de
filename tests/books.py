"""Small books for tests: a few records put down in one line each, around a fixed Monday morning."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from planner.book import Book
from planner.book.ids import seeded
from planner.book.records import (
    Account,
    Benefit,
    Contact,
    Endorsement,
    Insight,
    Opportunity,
    Promise,
    Record,
    Referral,
    Touch,
)
from planner.settings import Settings

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)
TODAY = NOW.date()
SETTINGS = Settings()


def a_book(seed: int = 1) -> Book:
    """An empty book in memory, with the same ids every time."""
    return Book.in_memory(seeded(seed))


def days_ago(days: float, hour: int = 10) -> datetime:
    """A moment so many calendar days before NOW, at that hour."""
    return datetime.combine(TODAY - timedelta(days=int(days)), NOW.time(), ZONE).replace(hour=hour)


def day(days: int) -> date:
    """The day so many calendar days after TODAY (before, when negative)."""
    return TODAY + timedelta(days=days)


def put(book: Book, kind: type[Record], /, **fields: Any) -> Any:
    """A new record in the book."""
    record = kind(id=book.make_id(), **fields)
    book.change(f"test: {kind.__name__}", record)
    return record


def account(book: Book, name: str = "Acme", **fields: Any) -> Account:
    """A new account."""
    return put(book, Account, name=name, **fields)


def contact(book: Book, of: Account | None = None, name: str = "Ann Lee", **fields: Any) -> Contact:
    """A new contact at an account; without one, a colleague."""
    return put(book, Contact, name=name, account=of.id if of else None, **fields)


def touch(
    book: Book, of: Account | None, ago: float = 0, outcome: str = "connected", hour: int = 10, **fields: Any
) -> Touch:
    """A touch so many calendar days ago."""
    return put(book, Touch, account=of.id if of else None, at=days_ago(ago, hour), outcome=outcome, **fields)


def opportunity(book: Book, of: Account, name: str = "A deal", **fields: Any) -> Opportunity:
    """A new opportunity."""
    return put(book, Opportunity, account=of.id, name=name, **fields)


def promise(book: Book, of: Account | None, text: str = "send the figures", due: int = 0, **fields: Any) -> Promise:
    """A promise that falls due so many calendar days from TODAY."""
    return put(book, Promise, account=of.id if of else None, text=text, due=day(due), **fields)


def benefit(book: Book, of: Account, direction: str = "given", ago: int = 0, **fields: Any) -> Benefit:
    """A professional benefit given or got so many days ago."""
    return put(
        book, Benefit, account=of.id, direction=direction, on=day(-ago), what=fields.pop("what", "a lead"), **fields
    )


def insight(book: Book, of: Account, ago: int = 0, heading: str = "business", **fields: Any) -> Insight:
    """Something learned so many days ago."""
    text = fields.pop("text", "they open a second plant")
    return put(book, Insight, account=of.id, heading=heading, on=day(-ago), text=text, **fields)


def referral(book: Book, source: Contact, prospect: str = "Globex", **fields: Any) -> Referral:
    """A referral with its source."""
    return put(book, Referral, contact=source.id, prospect=prospect, **fields)


def endorsement(book: Book, by: Contact, **fields: Any) -> Endorsement:
    """A letter or video of a contact."""
    return put(book, Endorsement, contact=by.id, account=by.account, **fields)
