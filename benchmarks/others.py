"""The measurements that print for themselves (storage, imports, health, warm paths, the week), as rows of the one table."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from benchmarks import health, imports, store, warm, week
from benchmarks.books import make_book
from benchmarks.result import Result, cpu_ms
from benchmarks.room import cache
from planner.book import Book
from planner.book.records import Touch
from planner.method.balance_course import course
from planner.method.health import all_health
from planner.method.warm import warm_paths
from planner.method.week import week as week_of_book
from planner.method.weeks import week_of
from planner.settings import Settings

ACCOUNTS, TOUCHES, LARGE = 10_000, 200_000, "10,000 accounts, 200,000 touches"


def storage() -> Iterator[Result]:
    """Logging one touch, and opening the book."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small = make_book(folder / "few" / "book.json", touches=1_000, cache=cache())
        path = make_book(folder / "many" / "book.json", cache=cache())
        copy = folder / "stock.json"
        copy.write_bytes(path.read_bytes())
        stock = median(store.stock_logging(copy, 3))
        few, many = store.logging(small, path)
        opened = {
            what: [store.in_a_process(what, path) for _ in range(3)] for what in ("orjson", "first look", "whole")
        }
        size = path.stat().st_size
    yield Result(f"one touch on the disk, p95: {LARGE}", quantiles(many, n=20)[-1], "ms", 10)
    yield Result("one touch on the disk: beside one of 1,000", median(many) / median(few), "×", 1.5)
    yield Result(
        "one touch on the disk: so much faster than stock TinyDB", stock / median(many), "×", 1_000, "at least"
    )
    bare = median(each["ms"] for each in opened["orjson"])
    yield Result("the book opened, before it is read", median(each["ms"] for each in opened["first look"]), "ms")
    whole = median(each["ms"] for each in opened["whole"])
    yield Result("the whole book typed and indexed, beside orjson.loads", whole / bare, "×", 2.5)
    yield Result(
        "the whole book: peak memory, beside the file", max(each["peak"] for each in opened["whole"]) / size, "×", 6
    )


def coming_in() -> Iterator[Result]:
    """A career's worth of CSV."""
    with tempfile.TemporaryDirectory() as name:
        paths = imports._files(Path(name), ACCOUNTS, 30_000, 50_000)
        book = Book.open(Path(name) / "book" / "book.json")
        first, pause = imports._timed(book, paths, "first")
        again, _ = imports._timed(book, paths, "again")
        book.close()
    yield Result("import of 90,000 rows", first, "s", imports.SECONDS)
    yield Result("the same files again", again, "s", imports.SECONDS)
    yield Result("import: longest pause between two signs of progress", pause, "s", imports.LONGEST_PAUSE)
    yield Result("import: largest memory", _largest_memory(), "MB", imports.MEGABYTES)


def _largest_memory() -> float:
    """Megabytes that this process took at most."""
    import resource  # not there on Windows

    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def healths() -> Iterator[Result]:
    """The health of all accounts."""
    book, settings = health.made_up(ACCOUNTS, TOUCHES), Settings()
    yield Result(f"health of all: {LARGE}", cpu_ms(lambda: all_health(book, settings, health.NOW)), "ms", 400)
    person = next(each for each in book.contacts.values() if each.account)
    times = []
    for _ in range(5):
        touch = Touch(
            id=book.make_id(), at=health.NOW, outcome="connected", account=person.account, contact=person.id, minutes=6
        )
        book.change("one touch", touch)
        times.append(cpu_ms(lambda: all_health(book, settings, health.NOW)))
    yield Result("health of all after one logged touch", median(times), "ms", 20)


def paths() -> Iterator[Result]:
    """Warm paths to new accounts."""
    book, settings = warm.made_up(ACCOUNTS, TOUCHES), Settings()
    yield Result(f"warm paths: {LARGE}", cpu_ms(lambda: warm_paths(book, settings, warm.NOW)), "ms", 500)


def weeks() -> Iterator[Result]:
    """The figures of any week."""
    book, settings, now = week.large_book(), Settings(), week.NOW
    yield Result("the figures of the first week", cpu_ms(lambda: week_of_book(book, settings, now, now.date())), "ms")
    spans = [week_of(now.date()).moved(-back) for back in range(1, 103)]
    times = [cpu_ms(lambda day=span.first: week_of_book(book, settings, now, day)) for span in spans]  # type: ignore[misc]  # mypy can't infer a lambda with a default
    yield Result(f"the figures of a week, worst of 102: {LARGE}", max(times), "ms", week.LIMIT)
    log = Touch(id=book.make_id(), at=now, outcome="connected", account=next(iter(book.accounts)), minutes=9)
    book.change("one more call", log)
    yield Result(
        "the figures of this week after a call",
        cpu_ms(lambda: week_of_book(book, settings, now, now.date())),
        "ms",
        week.LIMIT,
    )
    yield Result("the last twelve weeks after it", cpu_ms(lambda: course(book, settings, now)), "ms")
