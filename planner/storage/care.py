"""Care for a book from outside: is it sound, make a copy (`restoring` puts one back)."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from .appending import JournalOnDisk, read_journal
from .backups import BackupInfo, backups_of, write_backup
from .codec import whole_file
from .database import Database
from .documents import Clock
from .errors import Damaged, in_one_line
from .files import OsFiles, plain, read_whole
from .mainfile import META, MainFile
from .opening import count
from .paths import Paths

Source = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found: `lines` are for the user, `documents` counts them by table."""

    ok: bool
    lines: list[str]
    documents: dict[str, int]
    size: int  # bytes of the main file
    waiting: int  # changes that are in the journal only


@dataclass(slots=True)
class _Findings:
    lines: list[str] = field(default_factory=list)
    documents: dict[str, int] = field(default_factory=dict)
    bad: bool = False

    def wrong(self, line: str) -> None:
        self.lines.append(line)
        self.bad = True


def check(path: Source, *, files: OsFiles | None = None) -> CheckReport:
    """Reads every byte of the book and says what is wrong with it; changes nothing."""
    files, paths, found = files or OsFiles(), Paths.of(path), _Findings()
    with in_one_line(paths.name):
        status = files.status(paths.main)
        plain(status, paths.main)
        if status is None:
            found.wrong(f"{paths.name} is not there.")
        else:
            main = _check_main(files, paths, found)
            journal = read_journal(files, paths.journal)
            waiting = _check_journal(paths, main, journal, found)
            if not found.bad:
                found.lines.insert(0, _summary(paths, found.documents, status.st_size, waiting))
            _check_company(files, paths, found)
            return CheckReport(not found.bad, found.lines, found.documents, status.st_size, waiting)
    return CheckReport(False, found.lines, {}, 0, 0)


def _summary(paths: Paths, documents: dict[str, int], size: int, waiting: int) -> str:
    number = sum(documents.values())
    rest = f"; {count(waiting, 'newer change')} in its journal" if waiting else ""
    return f"{paths.name} is sound: {number:,} records, {size / 1e6:.1f} MB{rest}."


def _check_main(files: OsFiles, paths: Paths, found: _Findings) -> MainFile | None:
    main = MainFile.open(files, paths.main)
    if main is None:
        try:
            tables = whole_file(read_whole(files, paths.main), paths.name)
        except Damaged as error:
            found.wrong(f"{error} Put a backup back with: planner restore FILE")
            return None
        found.documents |= {name: len(rows) for name, rows in tables.items() if name != META}
        found.lines.append(f"{paths.name} was changed by another program since it was written; it can be read.")
        return None
    for table, section in main.sections.items():
        try:
            last, number = -1, 0
            for doc_id, raw in main.rows(table):
                if doc_id <= last or not isinstance(orjson.loads(raw), dict):
                    raise ValueError("ids are out of order")
                last, number = doc_id, number + 1
            if number != section.count:
                raise ValueError(f"{section.count} records were expected")
            found.documents[table] = number
        except (ValueError, Damaged) as error:
            found.wrong(f"{paths.name}, table {table}, is damaged: {error}".rstrip(".") + ".")
    return main


def _check_journal(paths: Paths, main: MainFile | None, journal: JournalOnDisk | None, found: _Findings) -> int:
    if journal is None:
        found.lines.append(f"{paths.name} has no journal beside it; one is made when it is opened.")
        return 0
    if journal.header is None or journal.live is None:
        found.wrong(f"The journal of {paths.name} is damaged in its first line.")
        return 0
    if main is not None and journal.header.book != main.meta.book:
        found.wrong(f"The journal beside {paths.name} belongs to another book.")
        return 0
    if journal.live.damaged:
        found.wrong(f"The journal of {paths.name} has {count(journal.live.damaged, 'damaged line')}.")
    elif journal.live.torn:
        found.lines.append("The last change in the journal is not complete; it had not been confirmed.")
    after = main.meta.sequence if main else journal.header.sequence
    return sum(1 for entry in journal.live.entries if entry.number > after)


def _check_company(files: OsFiles, paths: Paths, found: _Findings) -> None:
    marks = ("conflicted copy", ".sync-conflict-", ".damaged-", ".conflicts-", ".foreign-")
    stray = [name for name in files.names(paths.folder) if name != paths.name and any(mark in name for mark in marks)]
    own = [name for name in stray if name.startswith(paths.stem)]
    if own:
        found.lines.append(f"Beside it: {', '.join(own)}. Look whether you still need them.")
    copies = backups_of(files, paths)
    if copies:
        found.lines.append(
            f"{count(len(copies), 'backup')}, the newest of {copies[0].made.astimezone():%Y-%m-%d %H:%M}."
        )


def backup(path: Source, *, now: Clock | None = None, files: OsFiles | None = None) -> Path:
    """A copy of the whole book as it is now, journal included, in the folder of backups; where it is."""
    with Database.open(path, backups=False, read_only=True, now=now, files=files) as database:
        book = database.book
        failed = f"can't be copied to {book.paths.backups}"
        with book.lock, in_one_line(book.paths.name, failed):  # half-written copies are cleared away under the lock
            tag = first = f"{book.now():%Y%m%d-%H%M%S}"
            number = 1
            while book.files.status(book.paths.backup(tag)) is not None:
                number += 1
                tag = f"{first}-{number}"
            return write_backup(book, tag)


def list_backups(path: Source, *, files: OsFiles | None = None) -> list[BackupInfo]:
    """The copies of this book, newest first."""
    return backups_of(files or OsFiles(), Paths.of(path))
