"""A whole table at once: its records, and the indexes over them, made while each block of it is at hand.

The records of a career lie all over the memory, and going through them once more takes longer than decoding them did. So all
that is asked of a record is asked right after it was decoded, and it is picked up once more only, to be put where it belongs.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from planner.book.records import Record

R = TypeVar("R", bound=Record)
Key = Callable[[Any], Any]


class Filled(NamedTuple, Generic[R]):
    """A table in memory."""

    records: dict[str, R]
    """By id, in the order of the blocks."""
    in_order: list[R]
    """The same by the key that they stand by, then by id."""
    buckets: dict[str, dict[Any, list[R]]]
    """By name of the index and key, each list in order."""


class _Buckets(dict[Any, list[R]]):
    """A list for each key, there once it is asked for."""

    def __missing__(self, key: Any) -> list[R]:
        bucket: list[R] = []
        self[key] = bucket
        return bucket


def fill(blocks: Iterable[list[R]], order: Key, indexes: Mapping[str, Key]) -> Filled[R]:
    """The records of all `blocks`, by id, in `order`, and in each of the `indexes`."""
    records: dict[str, R] = {}
    buckets: dict[str, _Buckets[R]] = {name: _Buckets() for name in indexes}
    belongs: list[list[list[R]]] = [[] for _ in indexes]
    """For each index, the buckets into which one record after the other belongs."""
    read: list[R] = []
    ids: list[str] = []
    places: list[Any] = []
    for block in blocks:
        read += block
        ids += (named := [record.id for record in block])
        records.update(zip(named, block, strict=True))
        places += map(order, block)
        for known, (name, key_of) in zip(belongs, indexes.items(), strict=True):
            known += map(buckets[name].__getitem__, map(key_of, block))
    by_id = sorted(range(len(read)), key=ids.__getitem__)  # as the file has them, but for what is in the journal
    ordered = sorted(by_id, key=places.__getitem__)
    in_order = [read[place] for place in ordered]
    for known in belongs:
        for bucket, record in zip(map(known.__getitem__, ordered), in_order, strict=True):
            bucket.append(record)
    return Filled(records, in_order, {name: dict(filled) for name, filled in buckets.items()})
