"""How long a career's worth of CSV takes to come in: 10,000 accounts, 30,000 contacts and 50,000 activities, into a book on disk.

Run with `python -m benchmarks.imports [ACCOUNTS CONTACTS ACTIVITIES]`. The promises: 60 seconds at most for reading, planning and
writing, under 1 GiB of memory, and `progress` is called often enough for a screen to stay alive. The second import of
the same files, which changes nothing, is measured, too. Everything in the files is made up.
"""

import csv
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

from planner.book import Book
from planner.exchange.imports import Source, apply_import, plan_import, read_source
from planner.settings import Hours, Settings

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
SETTINGS = Settings(hours=Hours(country="US"))
SECONDS, MEGABYTES, LONGEST_PAUSE = 60.0, 1024.0, 1.0
_FIRST = [
    "Ann", "Bea", "Carl", "Dora", "Emil", "Fay", "Gus", "Hana",
    "Ivo", "Jo", "Kay", "Lars", "Mia", "Ned", "Ola", "Pia",
]  # fmt: skip
_LAST = [
    "Abbot", "Brand", "Croft", "Dahl", "Ebner", "Frost", "Gale",
    "Holm", "Iver", "Jansen", "Kern", "Lund", "Moor", "North",
]  # fmt: skip
_TRADES = [
    "Tools", "Glass", "Paper", "Foods", "Metals", "Pumps",
    "Labels", "Timber", "Textiles", "Optics", "Cables", "Paints",
]  # fmt: skip
_SAID = ("Left Voicemail", "No Answer", "Connected", "Busy", "Gatekeeper", "Not Interested", "Meeting Scheduled")


def main(accounts: int, contacts: int, activities: int) -> int:
    """Measures, prints, and returns 1 when a promise is broken."""
    with tempfile.TemporaryDirectory() as folder:
        paths = _files(Path(folder), accounts, contacts, activities)
        book = Book.open(Path(folder) / "book" / "book.json")
        first, pause = _timed(book, paths, "first import")
        again, _ = _timed(book, paths, "same files again")
        book.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    print(f"largest memory {memory:,.0f} MB, longest pause between two signs of progress {pause:.2f} s")
    return int(max(first, again) > SECONDS or memory > MEGABYTES or pause > LONGEST_PAUSE)


def _timed(book: Book, paths: list[Path], what: str) -> tuple[float, float]:
    started = time.perf_counter()
    sources: list[Source] = [read_source(path) for path in paths]
    read = time.perf_counter()
    signs: list[float] = [read]

    def progress(done: int, total: int) -> bool:
        signs.append(time.perf_counter())
        return True

    plan = plan_import(book, SETTINGS, NOW, sources, progress=progress)
    planned = time.perf_counter()
    receipt = apply_import(book, plan)
    ended = time.perf_counter()
    parts = f"read {read - started:.1f}, planned {planned - read:.1f}, written {ended - planned:.1f}"
    said = f"{receipt.created:,} created, {receipt.updated:,} updated, {receipt.unchanged:,} unchanged, {receipt.refused:,} refused"
    print(f"{what}: {ended - started:.1f} s ({parts}) · {said}")
    pauses = [later - earlier for earlier, later in pairwise(signs)]
    return ended - started, max(pauses, default=0.0)


def _files(folder: Path, accounts: int, contacts: int, activities: int) -> list[Path]:
    """The three files as a CRM exports them."""
    random = Random(1)
    names = [f"{random.choice(_LAST)} {random.choice(_TRADES)} {count}" for count in range(accounts)]
    companies = [
        [f"001{at:012d}AAA", "false", name, f"(212) 555-{at % 10000:04d}", f"www.company{at}.example", "Dayton", "US", "2020-01-01"]
        for at, name in enumerate(names)
    ]  # fmt: skip
    people = [
        [
            f"003{at:012d}AAA", "false", f"001{at % accounts:012d}AAA", random.choice(_FIRST), f"{random.choice(_LAST)} {at}",
            "VP Purchasing", f"(212) 555-{at % 10000:04d}", f"person{at}@company{at % accounts}.example",
        ]
        for at in range(contacts)
    ]  # fmt: skip
    tasks = [
        [
            f"00T{at:012d}AAA", f"003{at % contacts:012d}AAA", f"001{at % contacts % accounts:012d}AAA", "Call about the offer",
            (NOW - timedelta(hours=7 * at % 17_000)).isoformat(), "Completed", "240", random.choice(_SAID), "Call",
        ]
        for at in range(activities)
    ]  # fmt: skip
    return [
        _write(
            folder / "accounts.csv", "Id,IsDeleted,Name,Phone,Website,BillingCity,BillingCountry,CreatedDate", companies
        ),
        _write(folder / "contacts.csv", "Id,IsDeleted,AccountId,FirstName,LastName,Title,Phone,Email", people),
        _write(
            folder / "tasks.csv",
            "Id,WhoId,AccountId,Subject,ActivityDate,Status,CallDurationInSeconds,CallDisposition,TaskSubtype",
            tasks,
        ),
    ]


def _write(path: Path, header: str, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header.split(","))
        writer.writerows(rows)
    return path


if __name__ == "__main__":
    sizes = [int(size) for size in sys.argv[1:4]]
    raise SystemExit(main(*(sizes if len(sizes) == 3 else (10_000, 30_000, 50_000))))
