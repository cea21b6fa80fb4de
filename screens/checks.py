"""What is typed into a question, understood: accounts, people, days, amounts, words; ValueError says why it is not."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from planner.book import Book, BookError
from planner.book.find import find_account, find_contact
from planner.book.records import Account, Contact
from planner.book.vocabulary import choose
from planner.settings import Settings, working_days
from planner.when import When, parse_when, say_when
from planner.wording import money, one_line
from screens.dialogs import Check

T = TypeVar("T")


def account_named(book: Book) -> Check:
    """The account that is meant, by name or the beginning of it."""
    return lambda text: one_line(_found(lambda: find_account(book, text)).name)


def person_named(book: Book, account: Account | None = None) -> Check:
    """The person that is meant, with where they work."""

    def check(text: str) -> str:
        person: Contact = _found(lambda: find_contact(book, text, account))
        place = book.account_name(person.account) or person.company
        return one_line(", ".join(part for part in (person.name, place) if part))

    return check


def _found(find: Callable[[], T]) -> T:
    try:
        return find()
    except BookError as error:
        raise ValueError(str(error)) from None


def when_of(text: str, now: datetime, settings: Settings, past: bool = False) -> When:
    """The day or moment that is meant; loose words fall on working days when it is yet to come."""
    return parse_when(text, now, None if past else working_days(settings.hours), settings.look.day_first, past=past)


def day_named(now: datetime, settings: Settings, past: bool = False) -> Check:
    """The day that is meant, in words."""
    return lambda text: say_when(when_of(text, now, settings, past), now)


def next_workday(now: datetime, settings: Settings) -> str:
    """What a day to come is proposed as: tomorrow, on a Friday "mon"."""
    today = now.date()
    day = working_days(settings.hours).next(today)
    away = (day - today).days
    return "tomorrow" if away == 1 else f"{day:%a}".lower() if away < 7 else day.isoformat()


def amount_of(text: str, currency: str) -> tuple[int | None, str]:
    """Minor units and currency of "45k", "GBP 186,000", "1.2M EUR"; no amount where nothing is typed."""
    if not text.strip():
        return None, currency
    from planner.exchange.money import money_of

    found = money_of(text, currency)
    return found.minor, found.currency or currency


def amount_named(currency: str) -> Check:
    """The amount that is meant, in words."""

    def check(text: str) -> str:
        try:
            minor, code = amount_of(text, currency)
        except ValueError:
            raise ValueError("an amount, such as 50000, 45k or EUR 1.2M") from None
        return money(minor, code) if minor is not None else ""

    return check


def word_of(words: tuple[str, ...], what: str) -> Check:
    """What a beginning of some words means; nothing need be said of a whole one."""

    def check(text: str) -> str:
        word = choose(text, words, what)
        return "" if word == text else word

    return check
