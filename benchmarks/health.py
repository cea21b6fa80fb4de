"""How long the health of 10,000 accounts with 200,000 touches takes: the first time, and after one logged touch (method §5).

Run with `python -m benchmarks.health [ACCOUNTS TOUCHES]`; the floors are 400 ms and 20 ms.
"""

import gc
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TypeVar

from planner.book import Book
from planner.book.ids import seeded
from planner.book.records import Account, Benefit, Contact, Insight, Opportunity, Record, Touch
from planner.book.vocabulary import HEADINGS, LEVELS, OUTCOMES, PURPOSES, STAGES, STATUSES, Direction
from planner.method.duplicates import duplicate_accounts, duplicate_contacts
from planner.method.health import all_health
from planner.method.status import proposals
from planner.settings import Settings

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
T = TypeVar("T")


def made_up(accounts: int, touches: int, seed: int = 1) -> Book:
    """A book of that size: two years of history, three contacts an account, a benefit and an insight for ten touches."""
    make_id, random = seeded(seed), Random(seed)
    book = Book.in_memory(make_id)
    records: list[Record] = []
    people: list[Contact] = []
    for count in range(accounts):
        account = Account(
            id=make_id(), name=_name(random, count), status=random.choice(STATUSES), last_order=_day(random)
        )
        records.append(account)
        for _ in range(3):
            people.append(Contact(id=make_id(), name=_person(random), account=account.id, level=random.choice(LEVELS)))
        if random.random() < 0.2:
            deal = Opportunity(id=make_id(), name="a deal", account=account.id, stage=random.choice(STAGES))
            records.append(deal)
    for count in range(touches):
        person = random.choice(people)
        records.append(_touch(random, make_id(), person))
        if count % 10 == 0:
            records.append(_benefit(random, make_id(), person))
            records.append(_insight(random, make_id(), person))
    book.change("a made-up book", *records, *people)
    book.load()
    return book


def _name(random: Random, count: int) -> str:
    words = ["".join(random.choices("abcdefghiklmnoprstuw", k=random.randint(4, 9))).capitalize() for _ in range(2)]
    return (
        f"{words[0]} {words[1]} {random.choice(('Inc', 'Ltd', 'GmbH', 'Group'))}" if count % 50 else f"{words[0]} Bank"
    )


def _person(random: Random) -> str:
    first = random.choice(("Ann", "Bob", "Carla", "Dana", "Erik", "Fatima", "Georg", "Hana", "Ivan", "Jo"))
    return f"{first} {''.join(random.choices('abcdefghiklmnoprstuw', k=7)).capitalize()}"


def _day(random: Random) -> date:
    return NOW.date() - timedelta(days=random.randrange(730))


def _touch(random: Random, id: str, person: Contact) -> Touch:
    at = NOW - timedelta(minutes=random.randrange(730 * 24 * 60))
    outcome, purpose = random.choice(OUTCOMES), random.choice(PURPOSES)
    return Touch(id=id, at=at, outcome=outcome, account=person.account, contact=person.id, purpose=purpose, minutes=6)


def _benefit(random: Random, id: str, person: Contact) -> Benefit:
    direction: Direction = "given" if random.random() < 0.6 else "got"
    return Benefit(
        id=id, on=_day(random), direction=direction, what="a lead", weight=random.randint(1, 3),
        account=person.account, contact=person.id,
    )  # fmt: skip


def _insight(random: Random, id: str, person: Contact) -> Insight:
    heading = random.choice(HEADINGS)
    return Insight(id=id, on=_day(random), heading=heading, text="they grow", account=person.account, contact=person.id)


def timed(label: str, work: Callable[[], T]) -> T:
    """Runs the work, prints its milliseconds."""
    gc.collect()
    began = time.perf_counter()
    result = work()
    print(f"{label:<58}{(time.perf_counter() - began) * 1000:>9.1f} ms")
    return result


def main(accounts: int = 10_000, touches: int = 200_000) -> None:
    """Prints the figures."""
    settings = Settings()
    book = timed(f"making a book of {accounts:,} accounts, {touches:,} touches", lambda: made_up(accounts, touches))
    timed("health of all, nothing remembered", lambda: all_health(book, settings, NOW))
    timed("the trend of each", lambda: [each.trend for each in all_health(book, settings, NOW).values()])
    timed("health of all the next morning", lambda: all_health(book, settings, NOW + timedelta(days=1)))
    all_health(book, settings, NOW)
    for _ in range(3):
        book.change("one touch", _touch(Random(2), book.make_id(), next(iter(book.contacts.values()))))
        timed("health of all after one logged touch", lambda: all_health(book, settings, NOW))
    timed("proposed changes of status", lambda: proposals(book, settings, NOW))
    timed("duplicate accounts", lambda: duplicate_accounts(book))
    timed("duplicate contacts", lambda: duplicate_contacts(book))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
