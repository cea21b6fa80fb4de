"""Weeks for tests: calls on days of the week of 23 November 2026, one of them counted by hand."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from planner.book import Book
from planner.book.records import Touch
from planner.method.week import Week, week
from planner.settings import Hours, Settings
from tests.books import (
    SETTINGS,
    ZONE,
    a_book,
    account,
    contact,
    day,
    put,
)

MONDAY = date(2026, 11, 23)
FRIDAY_EVENING = datetime(2026, 11, 27, 18, 0, tzinfo=ZONE)
SUNDAYS = Settings(hours=Hours(week_starts="sun"))


def at(on: date, hour: int = 10, zone: ZoneInfo = ZONE) -> datetime:
    """A moment on a day, on the user's clock."""
    return datetime(on.year, on.month, on.day, hour, tzinfo=zone)


def call(book: Book, of: Any, on: date, outcome: str = "connected", hour: int = 10, **fields: Any) -> Touch:
    """A touch with an account (None: with nobody in particular) on a day."""
    return put(book, Touch, account=of.id if of else None, at=at(on, hour), outcome=outcome, **fields)


def figures(book: Book, on: date = MONDAY, now: datetime = FRIDAY_EVENING, settings: Settings = SETTINGS) -> Week:
    """The week of a day."""
    return week(book, settings, now, on)


def hand_counted() -> Book:
    """23 to 29 November 2026: eight calls, 37 minutes existing, 20 lost, 28 new; and a call on either side of it."""
    book = a_book()
    acme, borg, cyan = (
        account(book, "Acme", status="existing"),
        account(book, "Borg", status="lost"),
        account(book, "Cyan"),
    )
    ann, colleague = contact(book, acme, "Ann Lee", level="executive"), contact(book, None, "Cole")
    call(book, acme, day(-1), minutes=100)
    call(book, acme, day(0), minutes=30, contact=ann.id, purpose="executive interview")
    call(book, borg, day(0), "voicemail", hour=11, minutes=2)
    call(book, cyan, day(1), "no answer", minutes=1, purpose="prospecting")
    call(book, cyan, day(1), hour=15, minutes=12, purpose="prospecting", warm=True)
    call(book, acme, day(2), minutes=5, purpose="courtesy")
    call(book, acme, day(2), "voicemail", hour=12, minutes=2, purpose="project check")
    call(book, borg, day(3), minutes=18, purpose="mend fences")
    call(book, None, day(4), minutes=15, contact=colleague.id, purpose="colleague catch-up")
    call(book, borg, day(7), minutes=100)
    return book


def thirty_working_days_before(on: date) -> date:
    """Six weeks earlier: without holidays that is thirty working days."""
    return on - timedelta(weeks=6)
