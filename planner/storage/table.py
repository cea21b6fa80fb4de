"""TinyDB's Table on our storage: a call that changes something costs as much as what it changes, not the whole table."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any

from tinydb.table import Table

from .codec import JsonObject, decoded, encoded
from .documents import Documents
from .model import ID_BITS, Edit


class ReadView(Mapping[str, JsonObject]):
    """A table's documents by id (as text, as TinyDB keeps them), decoded when they are looked at, fresh each time."""

    def __init__(self, documents: Documents, table: str) -> None:
        self._documents, self._table = documents, table

    def __getitem__(self, key: str) -> JsonObject:
        raw = self._documents.get(self._table, int(key)) if key.isdecimal() else None
        if raw is None:
            raise KeyError(key)
        return decoded(raw)

    def __iter__(self) -> Iterator[str]:
        return (str(doc_id) for doc_id, _ in self._documents.rows(self._table))

    def __len__(self) -> int:
        return self._documents.count(self._table)

    def items(self) -> Any:
        """Pairs of id and document, in one pass over the table."""
        return ((str(doc_id), decoded(raw)) for doc_id, raw in self._documents.rows(self._table))


class ChangeView(MutableMapping[int, Any]):
    """What TinyDB's own updaters get in place of a copied table: it notes what they put, change and delete."""

    def __init__(self, documents: Documents, table: str) -> None:
        self._documents, self._table = documents, table
        self._out: dict[int, Any] = {}  # documents handed out or put; whatever happens to them is part of the change
        self._gone: set[int] = set()
        self._truncated = False

    def _stored(self, doc_id: int) -> bytes | None:
        gone = self._truncated or doc_id in self._gone
        return None if gone else self._documents.get(self._table, doc_id)

    def __getitem__(self, doc_id: int) -> Any:
        if doc_id not in self._out:
            raw = self._stored(doc_id)
            if raw is None:
                raise KeyError(doc_id)
            self._out[doc_id] = decoded(raw)
        return self._out[doc_id]

    def __setitem__(self, doc_id: int, document: Any) -> None:
        self._out[doc_id] = document

    def __delitem__(self, doc_id: int) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self._out.pop(doc_id, None)
        self._gone.add(doc_id)

    def __contains__(self, doc_id: object) -> bool:
        return isinstance(doc_id, int) and (doc_id in self._out or self._stored(doc_id) is not None)

    def __iter__(self) -> Iterator[int]:
        if not self._truncated:
            yield from (i for i, _ in self._documents.rows(self._table) if i not in self._gone and i not in self._out)
        yield from list(self._out)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Forgets every document."""
        self._out.clear()
        self._truncated = True

    def edit(self) -> Edit:
        """What has to be put and deleted."""
        put = {doc_id: encoded(document) for doc_id, document in self._out.items()}
        gone = {i for i, _ in self._documents.rows(self._table)} if self._truncated else self._gone
        return Edit({self._table: put}, {self._table: [doc_id for doc_id in gone if doc_id not in put]})


class JournalTable(Table):
    """Each call of TinyDB's interface is one transaction. Results are never cached: others may change the book."""

    default_query_cache_capacity = 0

    def __init__(self, storage: Documents, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        # An empty table takes no room in the file, so there is nothing to persist.
        super().__init__(storage, name, cache_size=0)
        self._documents = storage

    def _read_table(self) -> Any:
        return ReadView(self._documents, self.name)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        def build() -> Edit:
            view = ChangeView(self._documents, self.name)
            updater(view)
            return view.edit()

        self._documents.commit(f"Change in {self.name}", build)

    def _get_next_id(self) -> int:
        return int.from_bytes(os.urandom(8), "big") >> (64 - ID_BITS)
