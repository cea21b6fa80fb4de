"""What there is to say about the account under the cursor: that it slips, what to do next, how it stands (method §5)."""

from collections.abc import Iterator
from datetime import datetime

from planner.book import Book
from planner.book.records import Account
from planner.method.beginning import UNKNOWN, first_step
from planner.method.health import Health, slipping
from planner.settings import Settings
from widgets.health_rows import FOR_PARTS, FOR_TOTALS, parts_pieces, raise_lines
from widgets.palette import Line, columns


def strip_lines(
    book: Book, settings: Settings, account: Account, health: Health, now: datetime, width: int
) -> Iterator[Line]:
    """The lines below the table, the most important first."""
    slips = slipping(book, settings, account, now)
    if slips:
        yield columns(width, [("↓ slipping:", "late", 11), (slips, "", 0)])
    if health.score is None:
        first = first_step(book, settings, account, now)
        yield columns(width, [("↑", "", 1), (first.text, "", 0)])
        yield [(f"health {UNKNOWN}", "dim")]
        return
    yield from raise_lines(health, width, 2 if width < FOR_PARTS and not slips else 1)
    if width >= FOR_PARTS:
        yield parts_pieces(health, totals=width >= FOR_TOTALS)
