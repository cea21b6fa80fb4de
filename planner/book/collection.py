"""The typed records of one kind, decoded from the file when they are first asked for, with the indexes that rules need."""

from bisect import insort
from collections.abc import Callable, ItemsView, Iterator, Mapping, ValuesView
from operator import attrgetter
from typing import Any, Generic, TypeVar, overload

import msgspec
import orjson

from planner.book.ids import number, spelled
from planner.book.records import Record
from planner.storage import Database, MemoryDatabase

R = TypeVar("R", bound=Record)
T = TypeVar("T")
Key = Callable[[Any], Any]
FEW = 16
"""So many accounts are looked up in the file before the whole table is read: one log needs one, a plan needs all."""


class Collection(Mapping[str, R], Generic[R]):
    """A mapping of id to record. `of(account_id)` and the like answer without reading the whole table.

    `order` names the field by which the records of one account stand; `indexes` are further keys by name.
    A document that can't be read as a record is left where it is in the file and counted in `unreadable`.
    """

    def __init__(
        self,
        database: Database | MemoryDatabase,
        kind: type[R],
        order: str = "",
        indexes: Mapping[str, Key] | None = None,
    ) -> None:
        self.kind = kind
        self.unreadable: list[str] = []
        self._database = database
        self._decode = msgspec.json.Decoder(kind).decode
        self._fields = frozenset(kind.__struct_fields__)
        self._order: Key = attrgetter(order, "id") if order else attrgetter("id")
        self._keys: dict[str, Key] = {"account": attrgetter("account")} if "account" in self._fields else {}
        self._keys.update(indexes or {})
        self.forget()

    # -- reading

    def __getitem__(self, id: str) -> R:
        return self._all[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    @overload
    def get(self, key: str, /) -> R | None: ...
    @overload
    def get(self, key: str, /, default: R | T) -> R | T: ...
    def get(self, key: str, /, default: Any = None) -> Any:
        """The record of an id, else `default`; asked of every touch, so not left to Mapping, which takes five times as long."""
        records = self._records if self._records is not None else self._all
        return records.get(key, default)

    def values(self) -> ValuesView[R]:
        """Every record (again, Mapping's own would look each of them up by its id)."""
        return self._all.values()

    def __len__(self) -> int:
        return len(self._all) if self._records is not None else self._database.count(self.kind.table)

    def items(self) -> ItemsView[str, R]:
        """The records with their ids."""
        return self._all.items()

    def __contains__(self, id: object) -> bool:
        return id in self._all

    def of(self, account: str) -> list[R]:
        """The records of one account, in order; the list is not to be changed."""
        return self.where("account", account)

    def where(self, index: str, key: Any) -> list[R]:
        """The records whose `index` is `key`, in order; the list is not to be changed."""
        few = self._records is None and (key in self._some or len(self._some) < FEW)
        if few and index == "account" and key is not None:
            return self._read_some(key)
        buckets = self._buckets.get(index)
        if buckets is None:
            buckets = self._build(index)
        return buckets.get(key, [])

    def keys_of(self, index: str) -> dict[Any, list[R]]:
        """A whole index: key to its records; not to be changed."""
        self.where(index, None) if self._records is not None else self._build(index)
        return self._buckets[index]

    @property
    def loaded(self) -> bool:
        """Whether the whole table is in memory."""
        return self._records is not None

    def load(self) -> None:
        """Bring the whole table into memory, with its indexes."""
        for index in self._keys:
            if index not in self._buckets:
                self._build(index)
        _ = self._all

    # -- changing (only the Book calls these, after the change is on disk)

    def forget(self) -> None:
        """Read anew when asked again."""
        self._records: dict[str, R] | None = None
        self._some: dict[str, list[R]] = {}
        self._buckets: dict[str, dict[Any, list[R]]] = {}
        self.unreadable.clear()

    def read(self, id: str, raw: bytes) -> R | None:
        """One document as a record; None, and noted, when it is none of ours.

        A document that another program added under a number of its own gets the id which that number spells.
        """
        try:
            record = self._decode(raw)
            if record.id == id:
                return record
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            pass
        try:
            return msgspec.convert(orjson.loads(raw) | {"id": id}, self.kind)
        except (msgspec.ValidationError, orjson.JSONDecodeError, TypeError, RecursionError):
            self.unreadable.append(id)
            return None

    def put(self, record: R) -> R | None:
        """Take in a new or changed record; the one it replaces comes back."""
        self._some.clear()
        if self._records is None:
            return None
        before = self._records.get(record.id)
        self._records[record.id] = record
        for index, buckets in self._buckets.items():
            if before is not None:
                self._drop(buckets, self._keys[index](before), before)
            insort(buckets.setdefault(self._keys[index](record), []), record, key=self._order)
        return before

    def remove(self, id: str) -> R | None:
        """Let a record go; it comes back when it was there."""
        self._some.clear()
        before = self._records.pop(id, None) if self._records is not None else None
        if before is not None:
            for index, buckets in self._buckets.items():
                self._drop(buckets, self._keys[index](before), before)
        return before

    def encode(self, record: R) -> bytes:
        """The document of a record, with any fields of the stored one that we don't know kept."""
        raw = msgspec.json.encode(record)
        stored = self._database.get(self.kind.table, number(record.id))
        if stored is None:
            return raw
        strange = {name: value for name, value in orjson.loads(stored).items() if name not in self._fields}
        return orjson.dumps(orjson.loads(raw) | strange) if strange else raw

    # -- inside

    @property
    def _all(self) -> dict[str, R]:
        if self._records is None:
            records, read = {}, self.read
            for doc, raw in self._database.rows(self.kind.table):
                record = read(spelled(doc), raw)
                if record is not None:
                    records[record.id] = record
            self._records = records
            self._some.clear()
        return self._records

    def _build(self, index: str) -> dict[Any, list[R]]:
        key_of = self._keys[index]
        buckets: dict[Any, list[R]] = {}
        for record in self._all.values():
            key = key_of(record)
            bucket = buckets.get(key)
            if bucket is None:
                buckets[key] = [record]
            else:
                bucket.append(record)
        for bucket in buckets.values():
            if len(bucket) > 1:
                bucket.sort(key=self._order)
        self._buckets[index] = buckets
        return buckets

    def _read_some(self, account: str) -> list[R]:
        """The records of one account, found in the file without decoding the rest."""
        if account not in self._some:
            found = []
            for doc, raw in self._database.rows_with(self.kind.table, f'"{account}"'.encode()):
                record = self.read(spelled(doc), raw)
                if record is not None and getattr(record, "account", None) == account:
                    found.append(record)
            self._some[account] = sorted(found, key=self._order)
        return self._some[account]

    @staticmethod
    def _drop(buckets: dict[Any, list[R]], key: Any, record: R) -> None:
        bucket = [each for each in buckets.get(key, []) if each.id != record.id]
        if bucket:
            buckets[key] = bucket
        else:
            buckets.pop(key, None)
