"""How long the warm paths, the ask queue and the romance queue of 10,000 accounts with 200,000 touches take (method §6, §7).

Run with `python -m benchmarks.warm [ACCOUNTS TOUCHES]`; the floor for the warm paths is 500 ms.
"""

import gc
import sys
import time
from collections.abc import Callable, Sized
from datetime import UTC, datetime, timedelta
from random import Random

from planner.book import Book
from planner.book.ids import seeded
from planner.book.records import Account, Benefit, Contact, Endorsement, Opportunity, Record, Touch
from planner.book.vocabulary import FIELDS, OUTCOMES, PURPOSES, STAGES, STATUSES
from planner.method.asks import asks
from planner.method.romance import queue
from planner.method.warm import warm_paths
from planner.settings import Settings

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
INDUSTRIES = [
    f"{kind} {branch}" for kind in ("fine", "heavy", "food and") for branch in ("goods", "metal", "glass", "paper")
]


def made_up(accounts: int, touches: int, seed: int = 1) -> Book:
    """A book of that size with industries, domains (some shared), former employers, 200 colleagues and 2,000 opportunities."""
    make_id, random = seeded(seed), Random(seed)
    book = Book.in_memory(make_id)
    records: list[Record] = []
    people: list[Contact] = []
    for count in range(accounts):
        account = _account(random, make_id(), count)
        records.append(account)
        people += [_person(random, make_id(), account, accounts) for _ in range(3)]
        if random.random() < 0.2:
            stage = random.choice(STAGES)
            out = NOW.date() - timedelta(days=random.randrange(60))
            records.append(Opportunity(id=make_id(), name="a deal", account=account.id, stage=stage, proposal_on=out))
    for person in random.sample(people, min(len(people), 300)):
        records.append(Endorsement(id=make_id(), contact=person.id, account=person.account, stage="received"))
    for count in range(200):
        sells_to = tuple(random.sample(INDUSTRIES, 3))
        records.append(Contact(id=make_id(), name=f"Colleague {count}", field=random.choice(FIELDS), sells_to=sells_to))
    records += [_touch(random, make_id(), random.choice(people)) for _ in range(touches)]
    records += [_benefit(random, make_id(), random.choice(people)) for _ in range(touches // 10)]
    book.change("a made-up book", *records, *people)
    book.load()
    return book


def _account(random: Random, id: str, count: int) -> Account:
    site = f"https://www.company{count}.com" if count % 2 else ""
    industry = random.choice(INDUSTRIES)
    return Account(id=id, name=f"Company {count}", status=random.choice(STATUSES), industry=industry, website=site)


def _person(random: Random, id: str, account: Account, accounts: int) -> Contact:
    worked_at = (f"Company {random.randrange(accounts)}",) if random.random() < 0.2 else ()
    satisfied = NOW.date() if random.random() < 0.1 else None
    company = random.randrange(accounts) if random.random() < 0.05 else account.name.removeprefix("Company ")
    name, mail = f"Person {id[:5]}", f"{id}@company{company}.com"
    return Contact(id=id, name=name, account=account.id, email=mail, worked_at=worked_at, satisfied=satisfied)


def _touch(random: Random, id: str, person: Contact) -> Touch:
    at = NOW - timedelta(minutes=random.randrange(730 * 24 * 60))
    outcome, purpose = random.choice(OUTCOMES), random.choice(PURPOSES)
    return Touch(id=id, at=at, outcome=outcome, account=person.account, contact=person.id, purpose=purpose)


def _benefit(random: Random, id: str, person: Contact) -> Benefit:
    on = NOW.date() - timedelta(days=random.randrange(365))
    return Benefit(id=id, on=on, direction="given", what="a lead", account=person.account, contact=person.id)


def timed(work: Callable[[], Sized]) -> str:
    """How long some work took, in ms, and how much came of it."""
    start = time.perf_counter()
    size = len(work())
    return f"{(time.perf_counter() - start) * 1000:7.1f} ms  ({size:,})"


def main() -> None:
    """Prints the times, the first time and after one logged touch."""
    accounts, touches = (int(each) for each in sys.argv[1:3]) if len(sys.argv) > 2 else (10_000, 200_000)
    book, settings = made_up(accounts, touches), Settings()
    person = next(each for each in book.contacts.values() if each.account)
    gc.collect()
    gc.freeze()
    for when in ("first time", "after one logged touch"):
        print(f"{accounts:,} accounts, {touches:,} touches, {when}")
        print("  warm paths   ", timed(lambda: warm_paths(book, settings, NOW)))
        print("  ask queue    ", timed(lambda: asks(book, settings, NOW)))
        print("  romance queue", timed(lambda: queue(book, settings, NOW)))
        book.change("one call", Touch(id=book.make_id(), at=NOW, outcome="connected", account=person.account))


if __name__ == "__main__":
    main()
