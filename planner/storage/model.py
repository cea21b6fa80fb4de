"""What goes in and out of storage: edits, changes and what others wrote. Documents are JSON objects as bytes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from msgspec import Struct

Documents = Mapping[str, Mapping[int, bytes]]
Deletions = Mapping[str, Collection[int]]
Before = Mapping[str, Mapping[int, bytes | None]]

CHANGE: Final = "change"
UNDO: Final = "undo"
REDO: Final = "redo"

#: Ids are chosen at random from this range: books can be merged, and an id is never used twice.
ID_BITS: Final = 60


class Edit(NamedTuple):
    """What a change wants: whole JSON objects to put, and ids to delete, by table."""

    put: Documents = MappingProxyType({})
    delete: Deletions = MappingProxyType({})


class Change(Struct, frozen=True):
    """One change as it was saved: what was put and deleted, and what was there before (None: nothing)."""

    number: int
    at: str
    label: str
    put: Documents
    delete: Deletions
    before: Before
    kind: str = CHANGE
    of: int | None = None
    undoable: bool = True

    def inverse(self) -> Edit:
        """The edit that brings back what was before."""
        put: dict[str, dict[int, bytes]] = {}
        delete: dict[str, list[int]] = {}
        for table, documents in self.before.items():
            for doc_id, raw in documents.items():
                if raw is None:
                    delete.setdefault(table, []).append(doc_id)
                else:
                    put.setdefault(table, {})[doc_id] = raw
        return Edit(put, delete)


class Update(NamedTuple):
    """What others wrote since we looked last; `reloaded`: everything must be read again."""

    changes: list[Change]
    reloaded: bool

    def __bool__(self) -> bool:
        return bool(self.changes) or self.reloaded


NOTHING_NEW: Final = Update([], False)
