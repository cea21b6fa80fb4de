"""The mapping that the user gave for a set of columns, remembered in the book by the header's fingerprint."""

from dataclasses import dataclass

from planner.book import Book
from planner.exchange.headers import fingerprint
from planner.exchange.sources import Source


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the user said the last time that a file with these columns was imported."""

    kind: str
    mapping: dict[str, str]


def about(print_: str) -> str:
    """What a remembered mapping stands under among the drafts."""
    return f"columns {print_}"


def recall(book: Book, source: Source) -> Remembered | None:
    """The mapping for the columns of a file, None when there is none."""
    if source.table is None:
        return None
    known = book.drafts.where("about", about(fingerprint(source.table.header)))
    if not known:
        return None
    fields = dict(known[0].fields)
    return Remembered(fields.pop("kind", ""), fields)
