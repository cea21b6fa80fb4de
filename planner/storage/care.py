"""Care for a book from outside: is it sound, make a copy, put a copy back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import orjson
from msgspec.structs import replace

from .appending import JournalOnDisk, read_journal
from .backups import BackupInfo, backups_of, previous_journal, write_backup
from .codec import decoded, encoded, whole_file
from .database import Database
from .documents import Clock
from .errors import Damaged, StorageError, in_words, remedy
from .files import OsFiles, plain, read_whole
from .journal import Entry, read_entries
from .mainfile import META, MainFile, Meta
from .model import Change, Edit
from .opening import keep_aside
from .paths import Paths
from .reconcile import Version
from .state import Migrate
from .storage import JournalStorage

Source = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found: `lines` are for the user, `documents` counts them by table."""

    ok: bool
    lines: list[str]
    documents: dict[str, int]
    size: int  # bytes of the main file
    waiting: int  # changes that are in the journal only


@dataclass(frozen=True, slots=True)
class Difference:
    """What happens to a table: how many documents are added, changed, removed."""

    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What a restore does, or did. `lines` are for the user."""

    source: Path
    tables: dict[str, Difference]
    lines: list[str]
    change: Change | None = None  # the one change that undo takes back; None where the book could not be read
    kept: Path | None = None  # the file that could not be read, kept aside


@dataclass(slots=True)
class _Findings:
    lines: list[str] = field(default_factory=list)
    documents: dict[str, int] = field(default_factory=dict)
    bad: bool = False

    def wrong(self, line: str) -> None:
        self.lines.append(line)
        self.bad = True


@contextmanager
def _in_one_line(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(f"{name} can't be read: {in_words(error)}.", remedy(error)) from error


def check(path: Source, *, files: OsFiles | None = None) -> CheckReport:
    """Reads every byte of the book and says what is wrong with it; changes nothing."""
    files, paths, found = files or OsFiles(), Paths.of(path), _Findings()
    with _in_one_line(paths.name):
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
    rest = f"; {waiting} newer changes are in its journal" if waiting else ""
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
        found.wrong(f"The journal of {paths.name} has {journal.live.damaged} damaged lines.")
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
        found.lines.append(f"{len(copies)} backups, the newest of {copies[0].made.astimezone():%Y-%m-%d %H:%M}.")


def backup(path: Source, *, now: Clock | None = None, files: OsFiles | None = None) -> Path:
    """A copy of the whole book as it is now, journal included, in the folder of backups; where it is."""
    with Database.open(path, backups=False, read_only=True, now=now, files=files) as database:
        book = database.book
        with book.lock, _in_one_line(book.paths.name):  # half-written copies are cleared away under the lock
            tag = first = f"{book.now():%Y%m%d-%H%M%S}"
            number = 1
            while book.files.status(book.paths.backup(tag)) is not None:
                number += 1
                tag = f"{first}-{number}"
            return write_backup(book, tag)


def list_backups(path: Source, *, files: OsFiles | None = None) -> list[BackupInfo]:
    """The copies of this book, newest first."""
    return backups_of(files or OsFiles(), Paths.of(path))


def preview_restore(path: Source, source: Source, *, files: OsFiles | None = None) -> RestoreReport:
    """What `restore` would change. Nothing is written."""
    files, paths = files or OsFiles(), Paths.of(path)
    where = _find(files, paths, source)
    copy = _copy(files, paths, where)
    try:
        with Database.open(path, backups=False, read_only=True, files=files) as database:
            tables = _differences(database, copy)
            return RestoreReport(where, tables, _told(tables))
    except Damaged:
        later, missing = _later(files, paths, copy)
        tables = {name: Difference(sum(1 for _ in copy.rows(name)), 0, 0) for name in copy.tables()}
        return RestoreReport(where, tables, _told_after_damage(paths, len(later), missing))


def restore(
    path: Source,
    source: Source,
    *,
    now: Clock | None = None,
    schema: int = 1,
    migrate: Migrate | None = None,
    files: OsFiles | None = None,
) -> RestoreReport:
    """Puts a copy back. A book that can be read is changed by one change, which undo takes back; one that can't be
    read is kept aside, and the later changes that the journals still hold are put on top of the copy. A copy of an
    older schema is brought up to date by `migrate` first."""
    files, paths = files or OsFiles(), Paths.of(path)
    where = _find(files, paths, source)
    copy = _up_to_date(_copy(files, paths, where), where, schema, migrate)
    with _in_one_line(paths.name):
        if files.status(paths.main) is None:
            return _put_in_place(files, paths, where, copy, now)
        try:
            with Database.open(path, backups=False, now=now, schema=schema, files=files) as database:
                tables = _differences(database, copy)
                change = database.commit(f"Restored {where.name}", lambda: _edit(database, copy))
                return RestoreReport(where, tables, [*_told(tables), "Undo takes it back."], change)
        except Damaged:
            return _put_in_place(files, paths, where, copy, now)


def _find(files: OsFiles, paths: Paths, source: Source) -> Path:
    given = Path(source).expanduser()
    for candidate in (given, Path(paths.folder) / given, Path(paths.backups) / given):
        if files.status(str(candidate)) is not None:
            return candidate
    raise StorageError(f"There is no file {given.name}.", "planner check lists the backups.")


def _copy(files: OsFiles, paths: Paths, where: Path) -> Version:
    """The state that a file holds; Damaged in one line when it is no book."""
    with _in_one_line(where.name):
        plain(files.status(str(where)), str(where))
        main = MainFile.open(files, str(where))
        if main is not None and main.sound():
            return Version(main, {}, main.meta)
        tables = whole_file(read_whole(files, str(where)), where.name)
    about = tables.pop(META, {}).get(1)
    meta = Meta.of(orjson.loads(about)) if about else None
    return Version(None, {name: dict(rows) for name, rows in tables.items()}, meta)


def _up_to_date(copy: Version, where: Path, schema: int, migrate: Migrate | None) -> Version:
    if copy.meta is None or copy.meta.schema == schema:
        return copy
    if copy.meta.schema > schema or migrate is None:
        older = copy.meta.schema < schema
        raise StorageError(
            f"{where.name} was written by {'an older' if older else 'a newer'} Planner (format {copy.meta.schema}).",
            "Open that file itself once with this Planner." if older else "Please update Planner.",
        )
    tables = {name: {doc_id: decoded(raw) for doc_id, raw in copy.rows(name)} for name in copy.tables()}
    migrated = migrate(copy.meta.schema, tables)
    overlay: dict[str, dict[int, bytes | None]] = {
        name: {doc_id: encoded(document) for doc_id, document in rows.items()} for name, rows in migrated.items()
    }
    return Version(None, overlay, replace(copy.meta, schema=schema))


def _differences(database: Database, copy: Version) -> dict[str, Difference]:
    result = {}
    for table in sorted({*database.names(), *copy.tables()}):
        old, new = dict(database.rows(table)), dict(copy.rows(table))
        changed = sum(1 for doc_id, raw in new.items() if doc_id in old and old[doc_id] != raw)
        difference = Difference(len(new.keys() - old.keys()), changed, len(old.keys() - new.keys()))
        if difference != Difference(0, 0, 0):
            result[table] = difference
    return result


def _edit(database: Database, copy: Version) -> Edit:
    put = {table: dict(copy.rows(table)) for table in copy.tables()}
    delete = {name: [i for i, _ in database.rows(name) if i not in put.get(name, {})] for name in database.names()}
    return Edit(put, delete)


def _told(tables: dict[str, Difference]) -> list[str]:
    if not tables:
        return ["The book is the same as that copy already."]
    return [f"{name}: {d.added} added, {d.changed} changed, {d.removed} removed" for name, d in tables.items()]


def _told_after_damage(paths: Paths, later: int, missing: int) -> list[str]:
    lines = [f"{paths.name} can't be read, so the copy takes its place; the damaged file is kept."]
    if later:
        lines.append(f"{later} later changes are still in the journal and come back with it.")
    lines.append(f"{missing} later changes are lost." if missing else "Nothing is lost that had been saved.")
    return lines


def _later(files: OsFiles, paths: Paths, copy: Version) -> tuple[list[Entry], int]:
    """Changes after the copy that the journals still hold, and how many between are gone."""
    after = copy.meta.sequence if copy.meta else 0
    known: dict[int, Entry] = {}
    newest = after
    for name in (previous_journal(paths), paths.journal):
        journal = read_journal(files, name)
        if journal is None or journal.header is None or journal.live is None:
            continue
        if copy.meta is None or journal.header.book != copy.meta.book or journal.header.schema != copy.meta.schema:
            continue
        newest = max(newest, journal.header.sequence)
        for entry in [*read_entries(journal.past, journal.header.salt, 0).entries, *journal.live.entries]:
            known[entry.number] = entry
    later = [entry for number, entry in sorted(known.items()) if number > after]
    newest = max([newest, *(entry.number for entry in later)])
    return later, newest - after - len(later)


def _put_in_place(files: OsFiles, paths: Paths, where: Path, copy: Version, now: Clock | None) -> RestoreReport:
    book = JournalStorage(paths.main, files=files, now=now)
    try:
        with book.lock:
            later, missing = _later(files, paths, copy)
            kept = None
            for name in (paths.main, paths.journal):
                if files.status(name) is not None:
                    aside = keep_aside(book, read_whole(files, name), name, "damaged")
                    kept = kept or Path(paths.folder) / aside
            here = book.status_identity()
            meta = copy.meta or Meta()
            book.take_version(copy.main, copy.overlay, meta, meta.sequence)
            for entry in later:
                book.apply_entry(entry)
            book.sequence += missing + 1
            book.fold(over=here)
            tables = {name: Difference(book.count(name), 0, 0) for name in book.names()}
            return RestoreReport(where, tables, _told_after_damage(paths, len(later), missing), None, kept)
    finally:
        book.lock.close()
