"""The sample book as the tests of it read it: made once per moment and seed."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from planner.book import Book
from planner.book.records import Record
from planner.demo import fill
from planner.settings import Settings, working_days

ZONE = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)
SATURDAY = datetime(2026, 11, 28, 11, 0, tzinfo=ZONE)
SETTINGS = Settings()
WORKING = working_days(SETTINGS.hours)


@cache
def sample(now: datetime = MONDAY, seed: int = 7) -> Book:
    """The sample book as of a moment; the tests only read it."""
    book = Book.in_memory()
    fill(book, now, SETTINGS, seed)
    book.load()
    return book


def everything(book: Book) -> dict[str, Record]:
    """Every record by id."""
    return {record.id: record for each in book.collections.values() for record in each.values()}


def named(book: Book, name: str) -> str:
    """The id of the account of that name."""
    return next(account.id for account in book.accounts.values() if account.name == name)
