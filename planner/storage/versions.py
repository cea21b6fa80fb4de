"""One state of a whole book, wherever it lies: the file at its path, what memory holds, a backup."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from .mainfile import MainFile, Meta
from .model import Change


class Version(Struct):
    """One state of the whole book: a main file and what changed since (which may be everything)."""

    main: MainFile | None
    overlay: dict[str, dict[int, bytes | None]]
    meta: Meta | None

    def get(self, table: str, doc_id: int) -> bytes | None:
        """One document of this version."""
        changed = self.overlay.get(table, {})
        if doc_id in changed:
            return changed[doc_id]
        return self.main.get(table, doc_id) if self.main else None

    def rows(self, table: str) -> Iterator[tuple[int, bytes]]:
        """A table of this version."""
        changed = self.overlay.get(table, {})
        if self.main is not None:
            yield from (item for item in self.main.rows(table) if item[0] not in changed)
        yield from ((doc_id, raw) for doc_id, raw in changed.items() if raw is not None)

    def tables(self) -> set[str]:
        """The names of its tables."""
        return {*(self.main.sections if self.main else ()), *self.overlay}

    def put(self, table: str, doc_id: int, raw: bytes | None) -> None:
        """Changes one document."""
        self.overlay.setdefault(table, {})[doc_id] = raw

    def apply(self, change: Change) -> None:
        """Changes what a change says."""
        for table, documents in change.put.items():
            for doc_id, raw in documents.items():
                self.put(table, doc_id, raw)
        for table, ids in change.delete.items():
            for doc_id in ids:
                self.put(table, doc_id, None)
