"""How long a plan takes, and planning anew after a call, on a career's book beside one of a tenth the size (method §2).

Run with `python -m benchmarks.plan`. The book is read completely, as the program does in the background once its first
frame stands; times are those of the processor, so that a busy machine tells the same.
"""

import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median

from benchmarks.books import NOW, make_book
from benchmarks.result import Result, cpu_ms, show
from benchmarks.room import cache
from planner.book import Book
from planner.book.vocabulary import STATUSES, Outcome
from planner.method.balance import Item, balanced_order
from planner.method.day import plan_day
from planner.method.entry import Entry
from planner.method.outcomes import log_call
from planner.settings import Settings

PLAN, REPLAN, LINEAR = 150.0, 30.0, 10.0
ORDERED = {30: 10.0, 60: 80.0}
"""So many calls are to be ordered in so many milliseconds."""
CALLS = 25
"""Calls that are logged, with a plan after each."""
MORNING = NOW.replace(hour=9)


def rows() -> Iterator[Result]:
    """The figures with their limits."""
    settings = Settings()
    with tempfile.TemporaryDirectory() as folder:
        small = _figures(*_book(Path(folder) / "small.json", 1_000), settings)
        large = _figures(*_book(Path(folder) / "large.json", 10_000), settings)
    for (what, limit), few, many in zip(LIMITS.items(), small, large, strict=True):
        yield Result(f"{what}: 10,000 accounts, 200,000 touches", many, "ms", limit)
        yield Result(f"{what}: 1,000 accounts, 20,000 touches", few, "ms", limit)
        yield Result(f"{what}: growth over tenfold size", many / few, "×", LINEAR if limit else None)
    for calls, limit in ORDERED.items():
        yield Result(f"{calls} calls in their best order", median(_ordered(calls)), "ms", limit)


LIMITS = {
    "reading all of the book, and the first plan": None,
    "first plan": PLAN,
    "plan of another day": PLAN,
    "planning anew after a log": REPLAN,
}
"""The first is what a user waits for all told: nothing is made quick by doing it while the book is read."""


def _book(path: Path, accounts: int) -> tuple[Book, float]:
    """A book that is open and read, as the screens have it; with the milliseconds that reading took."""
    make_book(path, accounts, 3 * accounts, accounts, 20 * accounts, cache=cache())
    book = Book.open(path, backups=False, now=lambda: NOW)
    return book, cpu_ms(book.warm)


def _figures(book: Book, reading: float, settings: Settings) -> tuple[float, float, float, float]:
    """Milliseconds of reading and the first plan, of that plan, another day's, and (the median) anew after each of many calls."""
    first = cpu_ms(lambda: plan_day(book, settings, MORNING))
    others = [cpu_ms(lambda ahead=n: plan_day(book, settings, MORNING + timedelta(days=ahead))) for n in (1, 2, 3)]  # type: ignore[misc]  # mypy can't infer a lambda with a default
    plan_day(book, settings, MORNING)
    anew = [_again(book, settings, n) for n in range(CALLS)]
    book.close()
    return reading + first, first, median(others), median(anew)


def _again(book: Book, settings: Settings, count: int) -> float:
    now = MORNING + timedelta(minutes=5 * count)
    call = next(each for each in plan_day(book, settings, now).todo if each.at is None)
    outcome: Outcome = "no answer" if count % 3 else "connected"
    entry = Entry(account=call.account, contact=call.contact, outcome=outcome, purpose=call.purpose)
    logged = log_call(book, settings, now, entry)
    book.change(logged.label, *logged.records)
    return cpu_ms(lambda: plan_day(book, settings, now))


def _ordered(calls: int) -> Iterator[float]:
    """Times of putting unequal calls in order, for several mixes of them."""
    for shift in range(5):
        items = [Item(STATUSES[(n * n + shift) % 3], (5, 12, 8, 30, 6, 20, 15)[(n + shift) % 7]) for n in range(calls)]
        yield cpu_ms(lambda items=items: balanced_order(items, {"existing": 180, "lost": 108, "new": 72}))  # type: ignore[misc]  # as above


if __name__ == "__main__":
    show(rows())
