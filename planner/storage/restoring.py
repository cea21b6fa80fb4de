"""Puts a copy of a book back: as one change where the book can be read, else in its place, with what the journals hold."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import orjson
from msgspec.structs import replace

from .appending import read_journal
from .backups import previous_journal
from .codec import decoded, encoded, whole_file
from .database import Database
from .documents import Clock
from .errors import Damaged, StorageError, in_one_line
from .files import OsFiles, plain, read_whole
from .journal import Entry, read_entries
from .mainfile import META, MainFile, Meta
from .model import Change, Edit
from .opening import count, keep_aside
from .paths import Paths
from .state import Migrate
from .storage import JournalStorage
from .versions import Version

Source = str | os.PathLike[str]


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
    with in_one_line(paths.name):
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
    with in_one_line(where.name):
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
        lines.append(
            f"{count(later, 'later change')} from the journal {'comes' if later == 1 else 'come'} back with it."
        )
    lost = f"{count(missing, 'later change')} {'is' if missing == 1 else 'are'} lost."
    lines.append(lost if missing else "Nothing is lost that had been saved.")
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
