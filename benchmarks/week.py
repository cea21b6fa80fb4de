"""How long the figures of a week take in a book of 10,000 accounts and 200,000 touches: at most 50 ms for any week.

The rest is what one would find in such a book: 20,000 contacts, 3,000 of them executives, 100,000 promises, 20,000
benefits, 2,000 referrals, 5,000 deals, 500 of them with a proposal out, and a kept plan for every working day.

Run from the repository: `python -m benchmarks.week`. The book is in memory with all of its indexes, as it is in the screens.
"""

import gc
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random
from statistics import median
from time import process_time

from planner.book import Book
from planner.book.ids import seeded
from planner.book.records import (
    Account,
    Benefit,
    Contact,
    DayPlan,
    Opportunity,
    PlannedCall,
    Promise,
    Record,
    Referral,
    Touch,
)
from planner.book.vocabulary import LEVELS, OUTCOMES, PURPOSES, STATUSES
from planner.method.balance_course import course, year_of_days
from planner.method.week import week
from planner.method.weeks import week_of
from planner.settings import Settings

ACCOUNTS, TOUCHES, YEARS = 10_000, 200_000, 2
NOW = datetime(2026, 11, 27, 16, tzinfo=UTC)
LIMIT = 50.0
"""Milliseconds for the figures of one week."""


def large_book(accounts: int = ACCOUNTS, touches: int = TOUCHES) -> Book:
    """A book with everything that a week counts, spread over two years of working days."""
    random, book = Random(1), Book.in_memory(seeded(1))
    days = [day for n in range(365 * YEARS) if (day := NOW.date() - timedelta(days=n)).isoweekday() < 6]
    ids = [book.make_id() for _ in range(accounts)]
    records: list[Record] = []
    people: dict[str, list[str]] = {}
    for n, id in enumerate(ids):
        records.append(Account(id=id, name=f"Account {n}", status=random.choice(STATUSES)))
        people[id] = [book.make_id() for _ in range(2)]
        records += [
            Contact(id=each, name="A B", account=id, level=random.choices(LEVELS, (15, 35, 50))[0])
            for each in people[id]
        ]
    book.change("accounts", *records)
    made = [_touched(book, random, random.choice(ids), people, random.choice(days)) for _ in range(touches)]
    book.change("touches", *(record for each in made for record in each))
    book.change("deals", *_deals(book, random, ids, days))
    book.change("plans", *(_plan(book, day) for day in days))
    book.warm()
    gc.collect()
    gc.freeze()  # what was read is there to stay: the collector leaves it alone, as it does in the program
    return book


def _touched(book: Book, random: Random, account: str, people: dict[str, list[str]], day: date) -> list[Record]:
    """A touch; now and then with a promise, a benefit, or a referral."""
    at = datetime(day.year, day.month, day.day, random.randrange(9, 17), random.randrange(60), tzinfo=UTC)
    person = random.choice(people[account])
    outcome, purpose, minutes = random.choice(OUTCOMES), random.choice(PURPOSES), random.randrange(1, 30)
    touch = Touch(
        id=book.make_id(), at=at, outcome=outcome, account=account, contact=person, purpose=purpose, minutes=minutes
    )
    records: list[Record] = [touch]
    if random.random() < 0.5:
        kind, due = random.choice(("retry", "promise")), day + timedelta(days=random.randrange(1, 10))
        done = due + timedelta(days=random.choice((-1, 0, 3))) if random.random() < 0.97 else None
        records.append(
            Promise(id=book.make_id(), text="next", due=due, made=day, done=done, kind=kind, account=account)  # type: ignore[arg-type]  # one of the kinds
        )
    if random.random() < 0.1:
        way = random.choice(("given", "got"))
        records.append(Benefit(id=book.make_id(), on=day, direction=way, what="a lead", account=account))  # type: ignore[arg-type]  # one of the two
    if random.random() < 0.01:
        records.append(Referral(id=book.make_id(), prospect="Initech", contact=person, stage="introduced", made=day))
    return records


def _deals(book: Book, random: Random, ids: list[str], days: list[date]) -> list[Opportunity]:
    found = []
    for n in range(len(ids) // 2):
        out = random.choice(days)
        stage = random.choices(("proposal", "won", "lost"), (1, 4, 5))[0]
        closed = None if stage == "proposal" else min(NOW.date(), out + timedelta(days=random.randrange(10, 90)))
        found.append(
            Opportunity(
                id=book.make_id(), name=f"Deal {n}", account=random.choice(ids), stage=stage, proposal_on=out, closed_on=closed  # type: ignore[arg-type]  # one of the stages
            )
        )  # fmt: skip
    return found


def _plan(book: Book, day: date) -> DayPlan:
    calls = tuple(
        PlannedCall(account=None, contact=None, status=STATUSES[n % 3], purpose="thank", minutes=10, why=("due",))
        for n in range(24)
    )
    return DayPlan(
        id=book.make_id(), day=day, capacity=240, targets={"existing": 120, "lost": 72, "new": 48}, calls=calls
    )


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of the processor that something takes: there is nothing to wait for, and other programs do not count."""
    start = process_time()
    work()
    return (process_time() - start) * 1000


def main() -> int:
    """Print the figures; 1 when the limit is passed."""
    settings = Settings()
    book = large_book()
    first = timed(lambda: week(book, settings, NOW, NOW.date()))
    spans = [week_of(NOW.date()).moved(-back) for back in range(1, 103)]
    others = sorted(timed(lambda span=span: week(book, settings, NOW, span.first)) for span in spans)  # type: ignore[misc]
    log = Touch(id=book.make_id(), at=NOW, outcome="connected", account=next(iter(book.accounts)), minutes=9)
    book.change("one more call", log)
    again = timed(lambda: week(book, settings, NOW, NOW.date()))
    twelve = timed(lambda: course(book, settings, NOW))
    year = timed(lambda: year_of_days(book, settings, 2026))
    print(f"first week after loading {first:7.1f} ms")
    print(f"any other week, median   {median(others):7.1f} ms, worst {others[-1]:.1f} ms (limit {LIMIT:.0f} ms)")
    print(f"this week after a call   {again:7.1f} ms")
    print(f"the last twelve          {twelve:7.1f} ms")
    print(f"a year of days           {year:7.1f} ms")
    return int(max(others[-1], again) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
