"""`planner log` as a whole process: on a career's book beside one that is nearly empty. Logging must not grow with the past.

Run with `python -m benchmarks.log`.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.books import make_book
from benchmarks.result import Result, show
from benchmarks.room import cache
from benchmarks.startup import LOGGED, answered, environment, planner

ROUNDS = 9


def rows() -> Iterator[Result]:
    """The figures; the issues name no limit for the whole process but that of start-up."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        books = {
            "a nearly empty book": make_book(folder / "empty.json", 10, 10, 0, 0, cache=cache()),
            "10,000 accounts, 200,000 touches": make_book(folder / "career.json", cache=cache()),
        }
        times: dict[str, list[float]] = {what: [] for what in books}
        starts: list[float] = []
        for turn in range(ROUNDS + 1):
            taken = {
                what: answered([*planner(book), "log", LOGGED, "no answer"], environment(folder))
                for what, book in books.items()
            }
            start = answered([sys.executable, "-c", "pass"], environment(folder))
            if turn:
                starts.append(start)
                for what, one in taken.items():
                    times[what].append(one)
    yield Result("python that does nothing", median(starts), "ms")
    for what, each in times.items():
        yield Result(f"planner log: {what}", median(each), "ms")
    few, many = (median(each) for each in times.values())
    yield Result("planner log: what a career's past adds", many - few, "ms")


if __name__ == "__main__":
    show(rows())
