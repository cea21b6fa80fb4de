"""The documents as they are now, and the changes that led there: undo, redo and history, whether on disk or not."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from tinydb.storages import Storage

from .codec import canonical, decoded, encoded, escaped, row, without
from .errors import NotSaved
from .journal import Entry, undo_state
from .mainfile import META, MainFile
from .model import CHANGE, NOTHING_NEW, REDO, UNDO, Before, Change, Edit, Update
from .writer import count_merged

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


class Documents(Storage):
    """A TinyDB storage in memory: raw documents by table and id, changed one transaction at a time.

    `main` is an older state that may lie on disk, `overlay` what has changed since (None: deleted). A subclass makes
    changes last by overriding `_turn` (before a change) and `_keep` (after it was checked, before it counts).
    """

    def __init__(self, now: Clock | None = None) -> None:
        self.main: MainFile | None = None
        self.overlay: dict[str, dict[int, bytes | None]] = {}
        self.sequence = 0
        self.entries: list[Entry] = []  # what can be taken back or caught up with, oldest first
        self.listener: Callable[[Update], None] | None = None
        self.now: Clock = now or utc_now
        self._guard = threading.RLock()
        self._undo_cache: tuple[tuple[int, int], tuple[dict[int, Entry], dict[int, Entry]]] | None = None

    # What is there

    def names(self) -> list[str]:
        """Tables that hold something."""
        with self._guard:
            known = {*(self.main.sections if self.main else ()), *self.overlay}
            return sorted(name for name in known if self.count(name))

    def rows(self, table: str) -> Iterator[tuple[int, bytes]]:
        """Every document of a table as id and JSON bytes; consistent even if changes come while it is read."""
        with self._guard:
            main, overlay = self.main, dict(self.overlay.get(table, {}))
        if main is not None:
            rows = main.rows(table)
            yield from rows if not overlay else (item for item in rows if item[0] not in overlay)
        yield from ((doc_id, raw) for doc_id, raw in overlay.items() if raw is not None)

    def blocks(self, table: str) -> Iterator[bytes]:
        """A whole table as a few JSON objects of id → document, about a megabyte each, for a decoder that takes many
        documents at once."""
        with self._guard:
            main, overlay = self.main, dict(self.overlay.get(table, {}))
        if main is not None:
            ids = sorted(overlay)
            for block in main.blocks(table):
                if lines := without(block, ids):
                    yield b"{" + lines.rstrip(b",") + b"}"
        newer = [row(doc_id, raw) for doc_id, raw in overlay.items() if raw is not None]
        if newer:
            yield b"{" + b",".join(newer) + b"}"

    def rows_with(self, table: str, needle: bytes) -> Iterator[tuple[int, bytes]]:
        """Only the documents whose JSON bytes contain `needle`."""
        needle = escaped(needle)
        with self._guard:
            main, overlay = self.main, dict(self.overlay.get(table, {}))
        if main is not None:
            yield from (item for item in main.rows_with(table, needle) if item[0] not in overlay)
        yield from ((doc_id, raw) for doc_id, raw in overlay.items() if raw is not None and needle in raw)

    def get(self, table: str, doc_id: int) -> bytes | None:
        """One document as JSON bytes, or None."""
        changed = self.overlay.get(table, {})
        if doc_id in changed:
            return changed[doc_id]
        return self.main.get(table, doc_id) if self.main else None

    def count(self, table: str) -> int:
        """How many documents a table holds."""
        with self._guard:
            return count_merged(table, self.main, self.overlay.get(table, {}))

    # Changes

    def commit(self, label: str, build: Callable[[], Edit], undoable: bool = True) -> Change:
        """Runs `build` on what is there now and makes its edit last, whole or not at all."""
        with self._guard, self._turn():
            put, delete, before = self._checked(build())
            change = Change(self.sequence + 1, self._moment(), label, put, delete, before, undoable=undoable)
            if not before:
                return Change(self.sequence, change.at, label, {}, {}, {}, undoable=undoable)
            return self._save(change)

    def undo(self) -> Change | None:
        """Takes back the newest change that stands; None: there is none."""
        with self._guard, self._turn():
            done, _ = self._undo_state()
            return self._turn_back(UNDO, *max(done.items())) if done else None

    def redo(self) -> Change | None:
        """Brings back what was taken back last; None: there is nothing."""
        with self._guard, self._turn():
            _, undone = self._undo_state()
            return self._turn_back(REDO, *min(undone.items())) if undone else None

    def undo_label(self) -> str | None:
        """What `undo` would take back."""
        done, _ = self._undo_state()
        return done[max(done)].label if done else None

    def redo_label(self) -> str | None:
        """What `redo` would bring back."""
        _, undone = self._undo_state()
        return undone[min(undone)].label if undone else None

    def history(self, limit: int) -> list[Change]:
        """The newest changes, newest first."""
        with self._guard:
            return [entry.change() for entry in reversed(self._all_entries()[-limit:])] if limit > 0 else []

    def poll(self) -> Update:
        """What others wrote; in memory there are no others."""
        return NOTHING_NEW

    def _turn_back(self, kind: str, number: int, entry: Entry) -> Change:
        edit = entry.change().inverse()
        before: Before = {
            table: {
                doc_id: self.get(table, doc_id) for doc_id in [*edit.put.get(table, {}), *edit.delete.get(table, ())]
            }
            for table in {*edit.put, *edit.delete}
        }
        return self._save(
            Change(self.sequence + 1, self._moment(), entry.label, edit.put, edit.delete, before, kind, number)
        )

    def _checked(self, edit: Edit) -> tuple[dict[str, dict[int, bytes]], dict[str, list[int]], Before]:
        """The edit without what changes nothing, every document checked, with what is there now."""
        put: dict[str, dict[int, bytes]] = {}
        delete: dict[str, list[int]] = {}
        before: dict[str, dict[int, bytes | None]] = {}
        for table, documents in edit.put.items():
            _check_name(table)
            for doc_id, raw in documents.items():
                _check_id(doc_id)
                stored, old = canonical(raw), self.get(table, doc_id)
                if stored != old:
                    put.setdefault(table, {})[doc_id] = stored
                    before.setdefault(table, {})[doc_id] = old
        for table, ids in edit.delete.items():
            for doc_id in ids:
                old = self.get(table, doc_id)
                if doc_id in edit.put.get(table, {}):
                    raise NotSaved(f"Not saved: a record of {table} was to be written and deleted at once.")
                if old is not None:
                    delete.setdefault(table, []).append(doc_id)
                    before.setdefault(table, {})[doc_id] = old
        return put, delete, before

    def _save(self, change: Change) -> Change:
        entry = Entry.from_change(change)
        self._keep(entry)
        self._apply(entry)
        return change

    def _apply(self, entry: Entry) -> None:
        """Makes a saved change visible. May be cut short at any point and done again."""
        change = entry.change()
        for table, documents in change.put.items():
            self.overlay.setdefault(table, {}).update(documents)
        for table, ids in change.delete.items():
            self.overlay.setdefault(table, {}).update(dict.fromkeys(ids))
        if not self.entries or self.entries[-1].number < entry.number:
            self.entries.append(entry)
        self.sequence = entry.number

    def _turn(self) -> contextlib.AbstractContextManager[object]:
        """What surrounds one change."""
        return contextlib.nullcontext()

    def _keep(self, entry: Entry) -> None:
        """Makes the change last; raises NotSaved if it can't."""

    def _all_entries(self) -> list[Entry]:
        return self.entries

    def _undo_state(self) -> tuple[dict[int, Entry], dict[int, Entry]]:
        with self._guard:
            entries = self._all_entries()
            key = (len(entries), self.sequence)
            if self._undo_cache is None or self._undo_cache[0] != key:
                self._undo_cache = key, undo_state(entries)
            return self._undo_cache[1]

    def _moment(self) -> str:
        return self.now().astimezone(UTC).isoformat(timespec="seconds")

    # TinyDB's own interface

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The whole book as TinyDB sees it: tables of documents, all decoded. For small books and for tools."""
        tables = {name: {str(doc_id): decoded(raw) for doc_id, raw in self.rows(name)} for name in self.names()}
        return tables or None

    def write(self, data: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> None:
        """Makes the whole book be `data`, by one change that holds the differences."""

        def build() -> Edit:
            put = {name: {int(key): encoded(doc) for key, doc in rows.items()} for name, rows in data.items()}
            delete = {name: [i for i, _ in self.rows(name) if i not in put.get(name, {})] for name in self.names()}
            return Edit(put, delete)

        self.commit("Change of the whole book", build)


def _check_name(table: str) -> None:
    if not table or table == META or not table.isprintable():
        raise NotSaved(f"Not saved: {table[:40]!r} can't be the name of a table.")


def _check_id(doc_id: object) -> None:
    if type(doc_id) is not int or not 0 <= doc_id < 2**63:
        raise NotSaved(f"Not saved: {doc_id!r} can't be the id of a record; it must be a whole number from 0 up.")


__all__ = ["CHANGE", "Clock", "Documents", "utc_now"]
