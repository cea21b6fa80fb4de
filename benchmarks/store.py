"""What saving and opening cost on a book of a career's size, beside stock TinyDB and a bare `orjson.loads`.

Run with `python -m benchmarks.store [SMALL LARGE]` (touches; by default 1,000 and 200,000, both with 10,000 accounts,
30,000 contacts and 10,000 opportunities). Opening is measured in processes of its own, so that peak memory is its own.
"""

import gc
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median, quantiles

import orjson
from tinydb import TinyDB

from benchmarks.books import make_book
from planner.book import Book
from planner.book.ids import spelled
from planner.storage import Database, Edit

ROUNDS = 500
SCHEMA_OF_THE_BOOK = 10**6  # any book opens for storage's own measurements; no rule of the book is asked


def milliseconds(work: Callable[[], object]) -> float:
    """How long one piece of work takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def touch(id: str = "0123456789ab") -> dict[str, object]:
    """A touch of usual size, as the program writes it."""
    note = "Asked who else decides; the drawing goes to maintenance on Thursday."
    return {
        "id": id,
        "account": "0123456789ab",
        "at": "2026-11-23T09:30:00+01:00",
        "outcome": "connected",
        "note": note,
    }


def logging(*paths: Path) -> list[list[float]]:
    """Times of logging one touch, each with its account in the same change, on the device before it counts; by book.

    The books take turns, so that whatever else the machine and its disk are busy with meets all of them alike.
    """
    times: list[list[float]] = [[] for _ in paths]
    os.sync()  # so that the device is not still busy with the making of the books
    with ExitStack() as stack:
        databases = [stack.enter_context(Book.open(path, backups=False).database) for path in paths]
        accounts = [next(database.rows("accounts")) for database in databases]
        gc.collect()
        for number in range(ROUNDS):
            for database, (account, raw), took in zip(databases, accounts, times, strict=True):
                changed = orjson.dumps({**orjson.loads(raw), "note": str(number)})
                new = random.getrandbits(60)
                put = {"touches": {new: orjson.dumps(touch(spelled(new)))}, "accounts": {account: changed}}
                edit = Edit(put)
                start = time.perf_counter()
                database.commit("call", lambda edit=edit: edit)
                took.append((time.perf_counter() - start) * 1000)
    return times


def stock_logging(path: Path, rounds: int) -> list[float]:
    """The same with TinyDB as it comes."""
    database = TinyDB(path)
    touches = database.table("touches")
    touches.insert(touch())  # the first one also looks for the next id
    times = [milliseconds(lambda: touches.insert(touch())) for _ in range(rounds)]
    database.close()
    return times


def in_a_process(what: str, path: Path) -> dict[str, float]:
    """Runs `measure` in a fresh process: its milliseconds and its peak of memory in bytes."""
    command = [sys.executable, "-m", "benchmarks.store", "--measure", what, str(path)]
    answer: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return answer


def measure(what: str, path: Path) -> None:
    """One way of opening; the collector is off while anything is loaded, as in the program."""
    gc.disable()
    kept: list[object] = []
    if what == "orjson":
        took = milliseconds(lambda: kept.append(orjson.loads(path.read_bytes())))
    elif what == "first look":
        took = milliseconds(lambda: kept.append(Book.open(path, backups=False).database.undo_label))
    elif what == "bytes":
        took = milliseconds(
            lambda: sum(
                1 for _ in Database.open(path, backups=False, read_only=True, schema=SCHEMA_OF_THE_BOOK).rows("touches")
            )
        )
    else:
        took = milliseconds(lambda: _open_whole(path, kept))
    print(json.dumps({"ms": took, "peak": _peak()}))
    sys.stdout.flush()
    os._exit(0)  # nothing to save, and taking a million objects apart is not what is measured


def _open_whole(path: Path, kept: list[object]) -> None:
    book = Book.open(path, backups=False)
    book.load()
    kept.append(book)


def _peak() -> int:
    status = Path("/proc/self/status")
    if status.exists():  # getrusage would also count what the parent held when it started us
        return next(int(line.split()[1]) * 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    if sys.platform == "win32":
        return 0
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def report_logging(folder: Path, sizes: list[int]) -> None:
    """Prints what logging one touch costs, and how much faster and flatter than stock that is."""
    paths, stock = [], []
    for touches in sizes:
        paths.append(make_book(folder / f"{touches}" / "book.json", touches=touches))
        copy = folder / f"stock-{touches}.json"
        shutil.copy(paths[-1], copy)
        stock.append(median(stock_logging(copy, 3)))
        copy.unlink()
    ours = logging(*paths)
    for touches, times, theirs in zip(sizes, ours, stock, strict=True):
        print(
            f"log one touch, {touches:>7,} in the book: median {median(times):.2f} ms, p95 {quantiles(times, n=20)[-1]:.2f} ms, "
            f"longest {max(times):.1f} ms; stock TinyDB {theirs:,.0f} ms: {theirs / median(times):,.0f} times"
        )
    growth = median(ours[-1]) / median(ours[0])
    print(f"  growth from {sizes[0]:,} to {sizes[-1]:,} touches: {growth:.2f} times")


def report_opening(path: Path) -> None:
    """Prints what opening costs in time and memory, beside `orjson.loads` of the same file."""
    size = path.stat().st_size
    rounds = {what: [in_a_process(what, path) for _ in range(5)] for what in ("orjson", "first look", "bytes", "whole")}
    bare = median(one["ms"] for one in rounds["orjson"])
    print(f"open the book ({size / 1e6:.0f} MB); a bare orjson.loads takes {bare:.0f} ms")
    for what, told in (
        ("first look", "opened, what undo would take back"),
        ("bytes", "every touch as bytes, checksums compared"),
        ("whole", "every record typed and indexed"),
        ("orjson", "orjson.loads"),
    ):
        took = median(one["ms"] for one in rounds[what])
        peak = max(one["peak"] for one in rounds[what])
        print(f"  {told:<42} {took:7.1f} ms ({took / bare:.2f} times), peak memory {peak / size:.1f} times the file")


def main() -> None:
    """Prints everything, the times of this machine and the ratios that hold on any."""
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2], Path(sys.argv[3]))
        return
    sizes = [int(each) for each in sys.argv[1:]] or [1_000, 200_000]
    with tempfile.TemporaryDirectory() as folder:
        report_logging(Path(folder), sizes)
        report_opening(Path(folder) / f"{sizes[-1]}" / "book.json")


if __name__ == "__main__":
    main()
