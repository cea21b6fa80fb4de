"""What the shell offers on Tab: names out of the book, read without opening it for writing."""

from pathlib import Path

import click


def account_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The accounts whose names begin as typed; nothing when the book can't be read."""
    from planner.book import Book
    from planner.settings import book_path
    from planner.storage import StorageError
    from planner.wording import fold, one_line

    options = ctx.find_root().params
    path = options.get("book") or book_path()
    try:
        book = Book.open(Path(path), read_only=True, backups=False)
    except StorageError:
        return []
    wanted = fold(incomplete)
    return sorted(one_line(a.name) for a in book.accounts.values() if fold(a.name).startswith(wanted))[:200]
