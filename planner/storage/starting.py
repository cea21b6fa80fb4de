"""Opens a book: makes a new one, brings an old one up to date, says what happened since it was closed last."""

from __future__ import annotations

import contextlib
import re
import sys
from datetime import datetime
from pathlib import Path

from .backups import backup_of_the_day, part_from_backups
from .errors import FORBIDDEN, NotSaved, StorageError, in_words, remedy
from .files import OsFiles, plain
from .lock import Session, crashed, this_session
from .opening import load
from .paths import Paths
from .storage import JournalStorage


def start(book: JournalStorage, backups: bool) -> None:
    """Everything that has to be done before the book can be used. Raises StorageError, in one clear line."""
    where = book.paths.main
    try:
        plain(book.files.status(where), where)
        _look_at_folder(book)
        with book.lock:
            if not book.read_only:
                clear_up(book.files, book.paths)
            _load(book)
            if not book.read_only:
                _make_private(book)
                _session(book)
                book.appender.keep_reserve()
                if backups:
                    _backup(book)
    except NotSaved as error:
        book.lock.close()
        raise StorageError(str(error).replace("Not saved:", f"{where} can't be opened:"), error.hint) from error
    except OSError as error:
        book.lock.close()
        raise StorageError(
            f"{where} can't be opened: {_which(error, where)}{in_words(error)}.", remedy(error)
        ) from error
    except BaseException:
        book.lock.close()
        raise


def _load(book: JournalStorage) -> None:
    """Reads the book; where that takes something to be written which the system refuses, it opens for reading only."""
    try:
        load(book)
    except OSError as error:
        if book.read_only or book.files.status(book.paths.main) is None:
            raise
        book.read_only = True
        book.notices.clear()
        load(book)
        book.notices.insert(
            0,
            f"{book.paths.name} is open for reading only: {_which(error, book.paths.main)}{in_words(error)}. "
            "Nothing is lost, but nothing can be saved until that changes.",
        )


def _which(error: OSError, where: str) -> str:
    """The file that refused, where it is not the book's own: "book.json.journal: "."""
    name = error.filename.partition(".tmp-")[0] if isinstance(error.filename, str) else where
    return "" if name == where else f"{Path(name).name}: "


def _look_at_folder(book: JournalStorage) -> None:
    """Makes the folder where it is missing; finds out whether the book can be written."""
    files, paths = book.files, book.paths
    if book.read_only:
        return
    files.make_folder(paths.folder)
    if files.status(paths.main) is None:
        return
    needed = {paths.folder: "its folder", paths.main: "it", paths.journal: "its journal", paths.lock: "its lock"}
    closed = [words for path, words in needed.items() if files.status(path) is not None and not files.writable(path)]
    if closed:
        book.read_only = True
        book.notices.append(
            f"{paths.name} is open for reading only: {closed[0]} is write-protected. Nothing can be saved until that changes."
        )


def clear_up(files: OsFiles, paths: Paths) -> None:
    """Takes away what a crash left half-written. Whoever calls it holds the lock, under which such files are written."""
    beside = re.compile(re.escape(paths.name) + r"(\.[a-z]+(-[0-9-]+)?(\.json)?)?\.tmp-[0-9a-f]{8}")
    copies = re.compile(re.escape(paths.stem) + r"-[0-9a-z-]+\.json(\.kept-[0-9-]+)?\.tmp-[0-9a-f]{8}")
    for folder, ours in ((paths.folder, beside), (paths.backups, copies)):
        for name in files.names(folder):
            if ours.fullmatch(name):
                with contextlib.suppress(OSError):
                    files.remove(f"{folder}/{name}")
    part_from_backups(files, paths)


def _make_private(book: JournalStorage) -> None:
    """Takes other people's permissions off what has turned out to be a book."""
    if sys.platform == "win32":
        return
    files, paths = book.files, book.paths
    for path in (paths.main, paths.journal):
        status = files.status(path)
        if status is not None and status.st_mode & 0o077:
            try:
                files.make_private(path)
            except OSError as error:
                if error.errno not in FORBIDDEN:
                    raise
                continue
            if path == paths.main:
                book.notices.append(f"{paths.name} could be read by other users of this computer; now only by you.")


def _session(book: JournalStorage) -> None:
    """Notes that we have the book open; says so if someone before us ended without closing it."""
    book.session = this_session(book.moment(), book.sequence)
    noted = book.lock.sessions()
    dead = [session for session in noted if crashed(session)]
    if dead:
        _tell_of_crash(book, dead)
    book.lock.note([*(session for session in noted if session not in dead), book.session])


def _tell_of_crash(book: JournalStorage, dead: list[Session]) -> None:
    since = min(session.sequence for session in dead)
    recovered = [entry.change() for entry in book.entries if entry.number > since]
    if not recovered:
        book.notices.append("Planner did not close properly last time. Nothing was lost.")
        return
    first = datetime.fromisoformat(recovered[0].at).astimezone(book.now().tzinfo)
    changes = "The one change" if len(recovered) == 1 else f"All {len(recovered)} changes"
    book.notices.append(
        f"Planner did not close properly last time. {changes} since {first:%H:%M} "
        f"{'was' if len(recovered) == 1 else 'were'} recovered."
    )


def _backup(book: JournalStorage) -> None:
    try:
        backup_of_the_day(book)
    except (OSError, StorageError) as error:
        words = in_words(error) if isinstance(error, OSError) else str(error)
        book.notices.append(f"Today's backup could not be made ({words.rstrip('.')}); the book itself is fine.")
