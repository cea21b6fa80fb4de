"""The typed records of one kind, decoded from the file when they are first asked for, with the indexes that rules need."""

from bisect import insort
from collections.abc import ItemsView, Iterable, Iterator, Mapping, ValuesView
from operator import attrgetter
from typing import Any, Generic, TypeVar, overload

import msgspec
import orjson

from planner.book.filling import Key, fill
from planner.book.ids import number, spelled
from planner.book.records import Record
from planner.storage import Database, MemoryDatabase

R = TypeVar("R", bound=Record)
T = TypeVar("T")
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
        self.changes = 0
        """Counts up with every change of one of its records, so that what follows from all of them can be remembered."""
        self.unreadable: list[str] = []
        self._database = database
        self._decode = msgspec.json.Decoder(kind).decode
        self._fields = frozenset(kind.__struct_fields__)
        self._moment: Key | None = attrgetter(order) if order in ("at", "start") else None
        self._order: Key = _by_moment(self._moment) if self._moment else attrgetter(*filter(None, (order, "id")))
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

    def load(self, every_index: bool = False) -> None:
        """Bring the whole table into memory, with the indexes that every plan needs, or with all of them."""
        wanted = [index for index in self._keys if every_index or index in ("account", "day")]
        if self._records is None:
            self._fill(wanted)
        for index in wanted:
            if index not in self._buckets:
                self._build(index)

    # -- changing (only the Book calls these, after the change is on disk)

    def forget(self) -> None:
        """Read anew when asked again."""
        self.changes += 1
        self._records: dict[str, R] | None = None
        self._in_order: list[R] = []
        """All of them in order, as they were read; empty once one of them has changed."""
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
        self.changes += 1
        self._some.clear()
        if self._records is None:
            return None
        before = self._records.get(record.id)
        self._records[record.id] = record
        self._in_order = []
        for index, buckets in self._buckets.items():
            if before is not None:
                self._drop(buckets, self._keys[index](before), before)
            insort(buckets.setdefault(self._keys[index](record), []), record, key=self._order)
        return before

    def remove(self, id: str) -> R | None:
        """Let a record go; it comes back when it was there."""
        self.changes += 1
        self._some.clear()
        before = self._records.pop(id, None) if self._records is not None else None
        if before is not None:
            self._in_order = []
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
        return self._records if self._records is not None else self._fill(())

    def _fill(self, indexes: Iterable[str]) -> dict[str, R]:
        """Read the whole table, with some of its indexes."""
        keys = {index: self._keys[index] for index in indexes}
        order = _timestamp(self._moment) if self._moment else self._order  # the file has them by id: times are enough
        try:
            filled = fill(self._blocks(), order, keys)
            whole = len(filled.records) == self._database.count(self.kind.table)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            whole = False
        if not whole:  # some document wants a closer look
            filled = fill([self._read_rows()], order, keys)
        self._in_order = filled.in_order
        self._buckets.update(filled.buckets)
        # A log is too long to be put in order once more: whoever wants it by its time asks an index.
        self._records = filled.records if self._moment else {record.id: record for record in filled.in_order}
        self._some.clear()
        return self._records

    def _blocks(self) -> Iterator[list[R]]:
        """The records of the whole table, a megabyte at a time, which is quick."""
        decode = msgspec.json.Decoder(dict[str, self.kind]).decode  # type: ignore[name-defined]  # a type that is a value
        for block in self._database.blocks(self.kind.table):
            yield list(decode(block).values())

    def _read_rows(self) -> list[R]:
        """The whole table, document by document."""
        read = [self.read(spelled(doc), raw) for doc, raw in self._database.rows(self.kind.table)]
        return [record for record in read if record is not None]

    def _build(self, index: str) -> dict[Any, list[R]]:
        if self._records is None:
            self._fill([index])
            return self._buckets[index]
        key_of = self._keys[index]
        buckets: dict[Any, list[R]] = {}
        for record in self._in_order or self._records.values():
            buckets.setdefault(key_of(record), []).append(record)
        if not self._in_order:
            for bucket in buckets.values():
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


def _timestamp(moment: Key) -> Key:
    return lambda record: moment(record).timestamp()


def _by_moment(moment: Key) -> Key:
    """Moments as numbers, which compare quickly; then ids."""
    return lambda record: (moment(record).timestamp(), record.id)
