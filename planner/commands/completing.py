"""What the shell offers on Tab: names out of the book, read without opening it for writing, and the words we know."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from planner.book import Book

Completer = Callable[[click.Context, click.Parameter, str], list[str]]
MOST = 200
"""Names offered at most."""


def words(choices: Iterable[str]) -> Completer:
    """Offers those of `choices` that begin as typed."""
    known = tuple(choices)

    def offer(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
        return [word for word in known if word.startswith(incomplete.lower())]

    return offer


def account_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The accounts whose names begin as typed; nothing when the book can't be read."""
    return _beginning(ctx, incomplete, lambda book: (each.name for each in book.accounts.values()))


def contact_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The contacts and colleagues whose names begin as typed."""
    return _beginning(ctx, incomplete, lambda book: (each.name for each in book.contacts.values()))


def opportunity_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The opportunities whose names begin as typed."""
    return _beginning(ctx, incomplete, lambda book: (each.name for each in book.opportunities.values()))


def _beginning(ctx: click.Context, incomplete: str, names: "Callable[[Book], Iterable[str]]") -> list[str]:
    from planner.book import Book
    from planner.settings import book_path
    from planner.storage import StorageError
    from planner.wording import fold, one_line

    path = Path(ctx.find_root().params.get("book") or book_path())
    if not path.exists():
        return []
    try:
        book = Book.open(path, read_only=True, backups=False)
        wanted = fold(incomplete)
        return sorted({one_line(name) for name in names(book) if fold(name).startswith(wanted)})[:MOST]
    except StorageError:
        return []
