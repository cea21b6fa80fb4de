"""Two copies of one book for a merge: their records, and what each remembers of how they came about."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import orjson

from planner.book import Book
from planner.book.ids import number
from planner.book.records import Record
from planner.exchange.own import KIND_OF, read_document, records_in
from planner.exchange.refusals import ImportRefused
from planner.storage import Change, StorageError
from planner.wording import one_line

_BACKUPS_READ: Final = 3
Versions = Mapping[str, Any]


@dataclass(slots=True)
class Past:
    """What one copy remembers of a record: its older versions, when each field last changed, when it was deleted."""

    versions: list[Versions] = field(default_factory=list)
    changed: dict[str, str] = field(default_factory=dict)
    deleted: str = ""

    @property
    def last(self) -> str:
        """The moment of the last change, "" when none is remembered."""
        return max(self.changed.values(), default="")

    def had(self, name: str, value: Any) -> bool:
        """Whether an older version had this value."""
        return any(version.get(name) == value for version in self.versions)


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of the book: its records by table and id, and its past."""

    records: Mapping[str, Mapping[str, Record]]
    past: Callable[[str, str], Past]


def read_copy(path: Path) -> tuple[Copy, list[str]]:
    """The other copy: a book's file, or a JSON that planner export wrote; with what there is to say about it.

    The book is only read. Raises ImportRefused with one line when it is neither.
    """
    name = one_line(path.name)
    try:
        start = path.read_bytes()[:4096] if path.is_file() else None
    except OSError as error:
        raise ImportRefused(f"{name} can't be read ({error.strerror})") from None
    if start is None:
        raise ImportRefused(f"there is no book {one_line(str(path))}: check the name")
    if b'"planner"' in start and b'"_meta"' not in start:
        tables: dict[str, dict[str, Record]] = {table: {} for table in KIND_OF}
        for table, _, record in records_in(read_document(path.read_text(encoding="utf-8"), name)):
            if isinstance(record, Record):
                tables[table][record.id] = record
        return Copy(tables, lambda table, id: Past()), [f"{name} is an export: it remembers no changes"]
    try:
        other = Book.open(path, read_only=True, backups=False)
    except StorageError as problem:
        raise ImportRefused(one_line(str(problem))) from None
    try:
        other.load()
        records = {table: dict(each.items()) for table, each in other.collections.items()}
        if not any(records.values()):
            raise ImportRefused(f"{name} holds no records: nothing to merge")
        pasts = pasts_of(other.database.history(1_000_000))
        return Copy(records, lambda table, id: pasts.get((table, number(id)), Past())), list(
            map(one_line, other.database.notices)
        )
    finally:
        other.close()


def pasts_of(history: Iterable[Change]) -> dict[tuple[str, int], Past]:
    """What a history of changes (in any order) tells of each record."""
    found: dict[tuple[str, int], Past] = {}
    for change in sorted(history, key=lambda each: each.number):
        for table, before in change.before.items():
            for doc, raw in before.items():
                past = found.setdefault((table, doc), Past())
                old: Versions = orjson.loads(raw) if raw is not None else {}
                raw_new = change.put.get(table, {}).get(doc)
                new: Versions = orjson.loads(raw_new) if raw_new is not None else {}
                if raw is not None:
                    past.versions.append(old)
                past.deleted = change.at if raw_new is None else ""
                for name in {*old, *new} if new else ():
                    if old.get(name) != new.get(name):
                        past.changed[name] = change.at
    return found


def our_copy(book: Book) -> Copy:
    """Our own copy; its past is the journal's history and the newest backups."""
    pasts = pasts_of(book.database.history(1_000_000))
    older = _backups(book)

    def past(table: str, id: str) -> Past:
        key = (table, number(id))
        known = pasts.get(key) or Past()
        extra = [version for backup in older if (version := backup(table, key[1])) is not None]
        if extra:
            deleted = known.deleted or ("0" if id not in book.collections[table] else "")
            return Past([*known.versions, *extra], known.changed, deleted)
        return known

    return Copy(book.collections, past)


def _backups(book: Book) -> list[Callable[[str, int], Versions | None]]:
    """How to look a document up in our newest backups; none where the book is in memory."""
    from planner.storage import Database, list_backups

    if not isinstance(book.database, Database):
        return []
    found = []
    for info in list_backups(book.database.path)[:_BACKUPS_READ]:
        try:
            database = Database.open(info.path, read_only=True, backups=False)
        except StorageError:
            continue
        rows = {table: dict(database.rows(table)) for table in KIND_OF}
        database.close()
        found.append(_lookup(rows))
    return found


def _lookup(rows: Mapping[str, Mapping[int, bytes]]) -> Callable[[str, int], Versions | None]:
    def look(table: str, doc: int) -> Versions | None:
        raw = rows[table].get(doc)
        return orjson.loads(raw) if raw is not None else None

    return look
