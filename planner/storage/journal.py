"""The journal: one sealed line per change, behind a header that names the main file which it continues."""

from __future__ import annotations

from typing import Any, Final

import orjson
from msgspec import Struct

from .codec import documents_of, escaped, seal, text, unseal
from .model import CHANGE, Change

Identity = tuple[int, int, int]

#: Whole lines that others may still need to catch up without reading the book again.
_NO_IDENTITY: Final = (0, 0, 0)


class Header(Struct, frozen=True):
    """A journal's first line: its own id (the salt of all its seals), and the main file that it continues."""

    id: str
    book: str
    base: str  # the checkpoint id of the main file
    sequence: int  # the main file holds every change up to this one
    schema: int
    lineage: list[str]  # checkpoint ids before `base`, newest first
    main: Identity = _NO_IDENTITY  # the main file as it was on disk
    history: int = 0  # bytes of older changes after the header, kept for undo

    @property
    def salt(self) -> bytes:
        """What goes into every checksum of this journal."""
        return self.id.encode("ascii")

    def line(self) -> bytes:
        """The header as a sealed line."""
        members = {name: getattr(self, name) for name in self.__struct_fields__}
        return seal(text({"journal": 1, **members})[:-1], self.salt)

    @classmethod
    def of(cls, line: bytes) -> Header | None:
        """The header in a line; None when it is damaged or something else."""
        try:
            members = orjson.loads(line)
            found = cls(**{name: members[name] for name in cls.__struct_fields__})
            sound = members["journal"] == 1 and unseal(line, found.salt) is not None
        except (ValueError, KeyError, TypeError, AttributeError):
            return None
        if not sound:
            return None
        return cls(**{**{name: getattr(found, name) for name in cls.__struct_fields__}, "main": tuple(found.main)})


class Entry(Struct):
    """A change as a journal line holds it. The documents in it are decoded only when someone asks for them."""

    body: bytes
    number: int
    label: str
    kind: str
    of: int | None
    undoable: bool
    _change: Change | None = None

    @classmethod
    def from_change(cls, change: Change) -> Entry:
        """The entry that will be written for a change."""
        head = {"n": change.number, "at": change.at, "label": change.label, "kind": change.kind}
        head |= {"of": change.of, "undo": change.undoable}
        deleted = {name: [str(doc_id) for doc_id in ids] for name, ids in change.delete.items() if ids}
        before = {
            name: {doc_id: b"null" if raw is None else raw for doc_id, raw in documents.items()}
            for name, documents in change.before.items()
        }
        body = b'%b,"put":%b,"del":%b,"before":%b' % (
            text(head)[:-1],
            documents_of(change.put),
            text(deleted),
            documents_of(before),
        )
        return cls(body, change.number, change.label, change.kind, change.of, change.undoable, change)

    @classmethod
    def from_body(cls, body: bytes) -> Entry:
        """The entry of a line whose seal was sound; ValueError when it is no change after all."""
        # A quote inside a string always has a backslash before it, so this can only be the member itself.
        head: dict[str, Any] = orjson.loads(body[: body.index(b',"put":{')] + b"}")
        try:
            return cls(body, head["n"], head["label"], head["kind"], head["of"], head["undo"])
        except KeyError as error:
            raise ValueError(f"no {error} in a journal line") from None

    def change(self) -> Change:
        """The whole change."""
        if self._change is None:
            self._change = self._decode()
        return self._change

    def _decode(self) -> Change:
        members = orjson.loads(self.body + b"}")
        return Change(
            number=self.number,
            at=members["at"],
            label=self.label,
            put={name: {int(key): _raw(doc) for key, doc in rows.items()} for name, rows in members["put"].items()},
            delete={name: [int(key) for key in keys] for name, keys in members["del"].items()},
            before={
                name: {int(key): None if doc is None else _raw(doc) for key, doc in rows.items()}
                for name, rows in members["before"].items()
            },
            kind=self.kind,
            of=self.of,
            undoable=self.undoable,
        )


def _raw(document: object) -> bytes:
    return escaped(orjson.dumps(document))


class Reading(Struct):
    """What a stretch of a journal holds: sound entries, and how it ends."""

    entries: list[Entry]
    end: int  # bytes up to the end of the last sound line
    torn: bool = False  # the last line was being written when the writer stopped
    damaged: int = 0  # other lines that can't be trusted
    whole: bool = True  # nothing but sound lines, each with its line end


def read_entries(data: bytes, salt: bytes, after: int) -> Reading:
    """The sound changes numbered above `after`, in order.

    One bad line at the very end is a change that was never acknowledged: `torn`. Lines with a number that has gone
    by are leftovers of an older file; they and every other bad line count as `damaged`.
    """
    reading = Reading([], 0)
    last, start, bad = after, 0, 0
    while start < len(data):
        stop = data.find(b"\n", start)
        line_end = len(data) if stop < 0 else stop
        entry = _sound(data[start:line_end], salt)
        if entry is not None and entry.number > last:
            reading.entries.append(entry)
            reading.damaged += bad
            bad, last = 0, entry.number
            reading.end = line_end if stop < 0 else stop + 1
            reading.whole = reading.whole and stop >= 0
        else:
            reading.whole = False
            bad += 1
        start = line_end + 1
    reading.torn = bad == 1
    reading.damaged += bad if bad > 1 else 0
    return reading


def _sound(line: bytes, salt: bytes) -> Entry | None:
    body = unseal(line, salt)
    if body is None:
        return None
    try:
        return Entry.from_body(body)
    except ValueError:
        return None


def sealed(entries: list[Entry], salt: bytes) -> bytes:
    """Journal lines for these entries."""
    return b"".join(seal(entry.body, salt) for entry in entries)


def undo_state(entries: list[Entry]) -> tuple[dict[int, Entry], dict[int, Entry]]:
    """Which changes stand and which are taken back: by the change's own number, with the newest line about each.

    A new change ends what could be brought back. Both are in ascending order: what stands is taken back from the
    highest number on, what was taken back is brought back from the lowest on.
    """
    done: dict[int, Entry] = {}
    undone: dict[int, Entry] = {}
    for entry in entries:
        if entry.kind == CHANGE:
            if entry.undoable:
                done[entry.number] = entry
                undone.clear()
            continue
        of = entry.of or 0
        here, there = (undone, done) if entry.kind == "undo" else (done, undone)
        there.pop(of, None)
        here[of] = entry
    return dict(sorted(done.items())), dict(sorted(undone.items()))


def worth_keeping(entries: list[Entry], undoable: int, recent_bytes: int) -> list[Entry]:
    """What a new journal carries on: the newest `undoable` changes that can be taken back (the newest line about
    each), those that can be brought back, and the newest lines of any kind up to `recent_bytes`, so that another
    process can catch up."""
    done, undone = undo_state(entries)
    keep = {entry.number for entry in [*list(done.values())[-undoable:], *list(undone.values())[:undoable]]}
    room = recent_bytes
    for entry in reversed(entries):
        room -= len(entry.body)
        if room < 0:
            break
        keep.add(entry.number)
    return [entry for entry in entries if entry.number in keep]
