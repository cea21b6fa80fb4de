"""The book's main file: TinyDB JSON with one document per line, read only where something is asked for.

Tables are written with their documents in the order of their ids, and the first line says how long each table is, so a
document is found by halving the table, without an index and without reading the rest. A table's checksum is compared
whenever the whole of it is read.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Iterator
from math import isqrt
from typing import Any, Final

import orjson
from msgspec import Struct, field

from .codec import id_of, row_of, text
from .errors import Damaged
from .files import KEEPS_OPEN, OsFiles, identity
from .model import ID_BITS

META: Final = "_meta"
ABOUT: Final = (
    "A TinyDB file. Close the planner before editing; the newest changes may still be in the .journal beside it."
)
_OPENING: Final = b'{\n"_meta": {\n"1": '
_CHUNK: Final = 1 << 20
_SCAN: Final = 1 << 13
_LOOK: Final = 1 << 11
_ID_ROOM: Final = 32  # bytes that an id takes at most, with its quotes
_GUESSES: Final = 3
_USUAL_LINE: Final = 350  # bytes; a guess that is far off only costs another look


class Meta(Struct, frozen=True):
    """What the first document of the file says about it."""

    app: str = "planner"
    schema: int = 1
    book: str = ""  # stays with the book for life
    sequence: int = 0  # every change up to this one is in the file
    checkpoint: str = ""  # this very version of the file
    lineage: list[str] = field(default_factory=list)  # the versions before it, newest first
    folded: list[Any] = field(default_factory=list)  # the journal that went into it: id, bytes, checksum of its changes
    about: str = ABOUT
    tables: list[list[Any]] = field(default_factory=list)  # name, bytes, documents, checksum

    def text(self) -> bytes:
        """The document as it is written."""
        return text({name: getattr(self, name) for name in self.__struct_fields__})

    @classmethod
    def of(cls, document: object) -> Meta | None:
        """The same from a document; None when it is no `_meta` of ours."""
        if not isinstance(document, dict):
            return None
        meta = cls(**{name: document[name] for name in cls.__struct_fields__ if name in document})
        kinds = (meta.app, str), (meta.schema, int), (meta.book, str), (meta.sequence, int), (meta.checkpoint, str)
        lists = (meta.lineage, list), (meta.folded, list), (meta.tables, list)
        sound = all(isinstance(value, kind) for value, kind in (*kinds, *lists))
        return meta if sound and meta.book and meta.checkpoint else None


class Section(Struct, frozen=True):
    """Where a table's lines lie in the file."""

    start: int
    end: int
    count: int
    checksum: int


class Source:
    """The bytes of one version of the file: through a descriptor that survives a rename, or in memory on Windows."""

    def __init__(self, files: OsFiles, path: str) -> None:
        self._files, self._path = files, path
        self._fd: int | None = files.open_read(path)
        self.identity = identity(files.status_of(self._fd))
        self._data: bytes | None = None
        if not KEEPS_OPEN:
            self._data = self.read(0, self.identity[0])
            self.close()

    def read(self, start: int, stop: int) -> bytes:
        """The bytes from `start` up to `stop`."""
        if self._data is not None:
            return self._data[start:stop]
        assert self._fd is not None, "the file was closed"
        try:
            return self._files.read_at(self._fd, max(0, stop - start), start)
        except OSError as error:
            raise OSError(error.errno, error.strerror, self._path) from None

    def close(self) -> None:
        """Gives the descriptor back."""
        if self._fd is not None:
            self._files.close(self._fd)
            self._fd = None

    def __del__(self) -> None:
        self.close()


class MainFile:
    """One version of the main file, laid out by us. Reading is lazy; nothing of it ever changes."""

    def __init__(self, source: Source, meta: Meta, sections: dict[str, Section]) -> None:
        self._source = source
        self.meta = meta
        self.sections = sections
        self.identity = source.identity

    @classmethod
    def open(cls, files: OsFiles, path: str) -> MainFile | None:
        """The file at `path`; None when its layout is not (any more) what its first line says."""
        source = Source(files, path)
        first = source.read(0, _SCAN)
        while b"\n" not in first[len(_OPENING) :] and len(first) < min(source.identity[0], _CHUNK):
            first = source.read(0, 2 * len(first))
        end = first.find(b"\n", len(_OPENING))
        meta = None
        if first.startswith(_OPENING) and end > 0:
            try:
                meta = Meta.of(orjson.loads(first[len(_OPENING) : end]))
            except orjson.JSONDecodeError:
                meta = None
        sections = None if meta is None else _layout(source, meta, end)
        if meta is None or sections is None:
            source.close()
            return None
        return cls(source, meta, sections)

    def close(self) -> None:
        """Gives the descriptor back."""
        self._source.close()

    def count(self, table: str) -> int:
        """How many documents the table has."""
        section = self.sections.get(table)
        return section.count if section else 0

    def get(self, table: str, doc_id: int) -> bytes | None:
        """One document, or None."""
        section = self.sections.get(table)
        if section is None:
            return None
        start, end = self.place(table, doc_id)
        if start == end:
            return None
        return row_of(self._source.read(start, end).rstrip(b"\n"))[1]

    def has(self, table: str, doc_id: int) -> bool:
        """Whether the document is there."""
        if table not in self.sections:
            return False
        start, end = self.place(table, doc_id)
        return start < end

    def chunks(self, start: int, stop: int) -> Iterator[bytes]:
        """The bytes of a stretch, in pieces that fit into memory."""
        for at in range(start, stop, _CHUNK):
            yield self._source.read(at, min(stop, at + _CHUNK))

    def blocks(self, table: str) -> Iterator[bytes]:
        """The table's lines in blocks of whole lines, without the last line end; Damaged at the end if they changed."""
        section = self.sections.get(table)
        if section is None:
            return
        checksum, rest = 0, b""
        for piece in self.chunks(section.start, section.end):
            checksum = zlib.crc32(piece, checksum)
            cut = piece.rfind(b"\n")
            if cut < 0:
                rest += piece
                continue
            yield rest + piece[:cut]
            rest = piece[cut + 1 :]
        if rest:
            yield rest
        if checksum != section.checksum:
            raise Damaged(f"The table {table} of the book is damaged: its checksum is another one.")

    def rows(self, table: str) -> Iterator[tuple[int, bytes]]:
        """Every document of a table, in the order of the ids."""
        for block in self.blocks(table):
            for line in block.split(b"\n"):
                yield row_of(line)

    def rows_with(self, table: str, needle: bytes) -> Iterator[tuple[int, bytes]]:
        """Only those documents whose text contains `needle`."""
        for block in self.blocks(table):
            at = block.find(needle)
            while at >= 0:
                start = block.rfind(b"\n", 0, at) + 1
                end = block.find(b"\n", at)
                end = len(block) if end < 0 else end
                doc_id, raw = row_of(block[start:end])
                if needle in raw:  # it might have been in the id
                    yield doc_id, raw
                at = block.find(needle, end)

    def sound(self) -> bool:
        """Whether every table still has the checksum that the first line gives it."""
        try:
            return all(all(True for _ in self.blocks(table)) for table in self.sections)
        except Damaged:
            return False

    def place(self, table: str, doc_id: int) -> tuple[int, int]:
        """Where the document's line starts and ends (its line end included); where it would go, when both are equal.

        Ids are random, so a place can be guessed; a look on either side of it narrows a table down to about its square
        root. Where ids are others, halving finds the place as well.
        """
        section = self.sections[table]
        low, high, low_id, high_id = section.start, section.end, 0, 1 << ID_BITS
        guesses = _GUESSES if doc_id < high_id else 0
        while high - low > _SCAN:
            looks: tuple[int, ...] = ((low + high) // 2,)
            stuck = not guesses
            if guesses:
                guesses -= 1
                guess = low + (high - low) * (doc_id - low_id) // (high_id - low_id)
                margin = isqrt((high - low) * _USUAL_LINE)
                looks = tuple(at for at in (guess - margin, guess + margin) if low < at < high)
            for at in looks:
                line = self._line_after(at, high)
                if line is None:
                    break
                stuck = False
                if line[1] > doc_id:
                    high, high_id = line
                    break
                low, low_id = line
            if stuck:
                break
        return self._scan(low, high, doc_id)

    def _line_after(self, at: int, stop: int) -> tuple[int, int] | None:
        """The start of the first line after `at`, before `stop`, and its id."""
        for offset in range(at, stop, _LOOK):
            window = self._source.read(offset, min(stop, offset + _LOOK + _ID_ROOM))
            found = window.find(b"\n", 0, _LOOK)
            if found >= 0:
                start = offset + found + 1
                if start >= stop:
                    return None
                head = window[found + 1 : found + 1 + _ID_ROOM]
                return start, id_of(head)
        return None

    def _scan(self, low: int, high: int, doc_id: int) -> tuple[int, int]:
        """Looks among the lines from `low` to `high`, where a line with a higher id, or the table's end, is."""
        lines = self._source.read(low, high).split(b"\n")
        if not lines[-1]:
            del lines[-1]
        at = bisect_left(lines, doc_id, key=id_of)
        start = low + sum(map(len, lines[:at])) + at
        if at == len(lines) or id_of(lines[at]) != doc_id:
            return min(start, high), min(start, high)
        return start, min(start + len(lines[at]) + 1, high)


def _layout(source: Source, meta: Meta, meta_end: int) -> dict[str, Section] | None:
    """Where each table lies, if the file is built as its first line says."""
    at = meta_end
    sections: dict[str, Section] = {}
    for entry in meta.tables:
        try:
            name, size, count, checksum = entry
            opening = b"\n},\n" + text(name) + b": {\n"
            expected = size > 0 and count > 0 and source.read(at, at + len(opening)) == opening
            start = at + len(opening)
            sections[name] = Section(start, start + size, count, int(checksum, 16))
        except (ValueError, TypeError):
            return None
        if not expected:
            return None
        at = start + size
    closing = b"\n}\n}\n"
    sound = source.read(at, at + len(closing) + 1) == closing
    return sections if sound else None
