"""Copies of a whole book: one a day, made at the day's first start, the last seven and one a month kept."""

from __future__ import annotations

import contextlib
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from .files import OsFiles, temporary
from .mainfile import MainFile
from .paths import Paths
from .writer import write_main

if TYPE_CHECKING:
    from .state import BookFiles

_DAILY: Final = 7
_MONTHLY: Final = 24
_TAG: Final = r"(?P<day>\d{4}-\d\d-\d\d)|(?P<by_hand>\d{8}-\d{6}(-\d+)?)|(?P<previous>previous)"
_KEPT: Final = r"before-format-\d+|damaged|edited|older|replaced"


class BackupInfo(Struct, frozen=True):
    """One copy: where it is, what it is for, when it was made (UTC) and its size in bytes."""

    path: Path
    kind: str  # "daily", "by hand", "previous" (the last checkpoint but one) or "kept" (before a migration, a merge…)
    made: datetime
    size: int


def backups_of(files: OsFiles, paths: Paths) -> list[BackupInfo]:
    """The copies of this book, newest first."""
    pattern = re.compile(rf"{re.escape(paths.stem)}-({_TAG}|{_KEPT})\.json(\.kept-[\d-]+)?")
    found = []
    for name in files.names(paths.backups):
        match = pattern.fullmatch(name)
        path = Path(paths.backups) / name
        status = files.status(str(path)) if match else None
        if match and status:
            made = datetime.fromtimestamp(status.st_mtime, UTC)
            found.append(BackupInfo(path, _kind(match), made, status.st_size))
    return sorted(found, key=lambda info: (info.made, info.path), reverse=True)


def best_backup(files: OsFiles, paths: Paths, book: str = "") -> Path | None:
    """The copy to go back to: of those that read well (and are of that `book`, where it is known) the one that holds
    most changes. It reads the copies whole, so it is asked only when a book is damaged or gone."""
    best: tuple[int, datetime, Path] | None = None
    for info in backups_of(files, paths):
        with contextlib.suppress(OSError):
            main = MainFile.open(files, str(info.path))
            if main is None:
                continue
            with contextlib.closing(main):
                found = main.meta.sequence, info.made, info.path
                if (not book or main.meta.book == book) and (best is None or found > best) and main.sound():
                    best = found
    return best[2] if best else None


def _kind(match: re.Match[str]) -> str:
    if match["day"]:
        return "daily"
    if match["by_hand"]:
        return "by hand"
    return "previous" if match["previous"] else "kept"


def write_backup(book: BookFiles, tag: str) -> Path:
    """The whole book as it is now, journal included, as one TinyDB file among the backups."""
    files, target = book.files, book.paths.backup(tag)
    files.make_folder(book.paths.backups)
    beside = temporary(target)
    try:
        write_main(files, beside, replace(book.meta, sequence=book.sequence), book.main, book.overlay)
        files.replace(beside, target)
    except BaseException:
        with contextlib.suppress(OSError):
            files.remove(beside)
        raise
    files.sync_folder(book.paths.backups)
    return Path(target)


def backup_of_the_day(book: BookFiles) -> None:
    """Makes today's copy if there is none and the book has changed since the last; then lets old ones go."""
    day = f"{book.now():%Y-%m-%d}"
    dailies = [info for info in backups_of(book.files, book.paths) if info.kind == "daily"]
    if not book.names() or any(Path(book.paths.backup(day)) == info.path for info in dailies):
        return
    if dailies and _sequence(book.files, dailies[0].path) == book.sequence:
        return
    write_backup(book, day)
    _rotate(book)


def _sequence(files: OsFiles, path: Path) -> int | None:
    main = MainFile.open(files, str(path))
    if main is None:
        return None
    with contextlib.closing(main):
        return main.meta.sequence


def _rotate(book: BookFiles) -> None:
    days = sorted((i.path for i in backups_of(book.files, book.paths) if i.kind == "daily"), reverse=True)
    keep = set(days[:_DAILY])
    months: dict[str, Path] = {}
    for path in days:  # from the newest to the oldest: what stays of a month is its first day
        months[path.stem[-10:-3]] = path
    keep.update(list(months.values())[:_MONTHLY])
    for path in days:
        if path not in keep:
            with contextlib.suppress(OSError):
                book.files.remove(str(path))


def keep_previous(files: OsFiles, paths: Paths) -> None:
    """Second names for the main file and the journal that are about to be replaced, so that they stay for a while.

    Together they hold everything; a courtesy that costs nothing, so nothing is said where the system has no links.
    """
    with contextlib.suppress(OSError):
        files.make_folder(paths.backups)
        for source, target in ((paths.main, paths.backup("previous")), (paths.journal, previous_journal(paths))):
            if files.status(target) is not None:
                files.remove(target)
            if files.status(source) is not None:
                files.link(source, target)


def part_from_backups(files: OsFiles, paths: Paths) -> None:
    """After a crash between `keep_previous` and the rename the book and its copy are one file under two names: whoever
    writes the book in place (an editor, stock TinyDB) would change the copy as well. So that name goes."""
    copy = paths.backup("previous")
    here = files.status(paths.main)
    there = files.status(copy) if here is not None and here.st_nlink > 1 else None
    if here and there and (here.st_dev, here.st_ino) == (there.st_dev, there.st_ino):
        with contextlib.suppress(OSError):
            files.remove(copy)


def previous_journal(paths: Paths) -> str:
    """The journal that belongs to the previous main file."""
    return paths.backup("previous", ".journal")
