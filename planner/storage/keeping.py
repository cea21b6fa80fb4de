"""What is kept among the backups when another version of the book takes a version's place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from .files import read_whole, write_whole
from .versions import Version
from .writer import write_main

if TYPE_CHECKING:
    from .state import BookFiles


def keep_copy(book: BookFiles, why: str) -> str:
    """Their file, as it is, among the backups; its name."""
    book.files.make_folder(book.paths.backups)
    target = book.paths.aside(book.files, book.paths.backup(why), "kept", book.now())
    write_whole(book.files, target, read_whole(book.files, book.paths.main))
    return f"backups/{Path(target).name}"


def last_copy(book: BookFiles, other: str) -> str:
    """The newest copy of the book that was here before, under a name that this one's checkpoints leave alone."""
    last, previous = book.best_backup(other), Path(book.paths.backup("previous"))
    if last == f"backups/{previous.name}":
        target = book.paths.aside(book.files, book.paths.backup("replaced"), "kept", book.now())
        book.files.replace(str(previous), target)
        book.files.sync_folder(book.paths.backups)
        last = f"backups/{Path(target).name}"
    return last


def write_version(book: BookFiles, version: Version) -> str:
    """A version that makes room for another, among the backups; its name."""
    book.files.make_folder(book.paths.backups)
    target = book.paths.aside(book.files, book.paths.backup("replaced"), "kept", book.now())
    assert version.meta is not None
    write_main(book.files, target, replace(version.meta, sequence=book.sequence), version.main, version.overlay)
    return f"backups/{Path(target).name}"
