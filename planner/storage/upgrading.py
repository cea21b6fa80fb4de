"""Books of other schemas: an older one is brought up to date after a backup, a newer one is only read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from .backups import write_backup
from .codec import decoded, encoded
from .errors import StorageError
from .mainfile import Meta

if TYPE_CHECKING:
    from .state import BookFiles


def respect_schema(book: BookFiles, meta: Meta) -> None:
    """Refuses to write a book of a newer program, once and in one line."""
    if meta.schema > book.schema and not book.read_only:
        book.read_only = True
        book.notices.append(
            f"{book.paths.name} was written by a newer Planner (format {meta.schema}; this one knows {book.schema}). "
            "It is open for reading only: please update Planner."
        )


def upgrade(book: BookFiles) -> None:
    """Brings the book's documents to our schema, in one checkpoint, after a backup of what was there; a book that is
    open for reading only, in memory alone."""
    old = book.meta.schema
    if book.migrate is None:
        if book.read_only:
            return
        raise StorageError(
            f"{book.paths.name} is of an older format ({old}; this program writes {book.schema}).",
            "Open it with Planner, which brings it up to date.",
        )
    backup = None if book.read_only else write_backup(book, f"before-format-{book.schema}")
    tables = {name: {doc_id: decoded(raw) for doc_id, raw in book.rows(name)} for name in book.names()}
    migrated = book.migrate(old, tables)
    overlay: dict[str, dict[int, bytes | None]] = {
        name: {doc_id: encoded(document) for doc_id, document in rows.items()} for name, rows in migrated.items()
    }
    here = book.main.identity if book.main else None
    if backup is None:
        book.main, book.overlay = None, overlay
        return
    book.take_version(None, overlay, replace(book.meta, schema=book.schema), book.sequence + 1)
    book.fold(keep_history=False, over=here)
    book.notices.append(
        f"{book.paths.name} was brought up to date (format {old} to {book.schema}); the book as it was is kept as "
        f"backups/{backup.name}."
    )
