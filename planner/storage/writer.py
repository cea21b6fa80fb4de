"""Writes the main file anew: the tables of the old one with the changes of the journal merged in, in one pass."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from .codec import row, text
from .files import OsFiles
from .mainfile import _OPENING, MainFile, Meta

Overlay = Mapping[str, Mapping[int, bytes | None]]

_BUFFER: Final = 1 << 20
_FEW: Final = 500
_SHARE: Final = 16
"""Up to so many changes, or one for so many documents, each is looked for in a table; for more all lines are gone through."""


def table_order(names: dict[str, int]) -> list[str]:
    """Tables by name, but the biggest one last: whoever needs the others never reads past it."""
    ordered = sorted(names)
    if ordered:
        biggest = max(ordered, key=lambda name: names[name])
        ordered.remove(biggest)
        ordered.append(biggest)
    return ordered


def write_main(files: OsFiles, path: str, meta: Meta, main: MainFile | None, overlay: Overlay) -> None:
    """A complete main file at `path` (which must be new), on the device when this returns."""
    sizes = {name: section.end - section.start for name, section in (main.sections if main else {}).items()}
    for name, documents in overlay.items():
        sizes[name] = sizes.get(name, 0) + sum(len(raw) for raw in documents.values() if raw is not None)
    names = table_order(sizes)
    room = len(replace(meta, tables=[[name, 10**15, 10**12, "0" * 8] for name in names]).text())
    fd = files.create(path)
    try:
        out = _Out(files, fd)
        out.add(_OPENING + b" " * room)
        tables = [entry for name in names if (entry := _write_table(out, name, main, overlay.get(name, {})))]
        out.add(b"\n}\n}\n")
        out.flush()
        files.write_at(fd, replace(meta, tables=tables).text(), len(_OPENING))
        files.sync(fd)
    finally:
        files.close(fd)


class _Out:
    """Gathers pieces into large writes."""

    def __init__(self, files: OsFiles, fd: int) -> None:
        self._files, self._fd = files, fd
        self._parts: list[bytes] = []
        self._size = 0

    def add(self, piece: bytes) -> None:
        self._parts.append(piece)
        self._size += len(piece)
        if self._size >= _BUFFER:
            self.flush()

    def flush(self) -> None:
        if self._parts:
            self._files.write(self._fd, b"".join(self._parts))
            self._parts.clear()
            self._size = 0


def _write_table(
    out: _Out, name: str, main: MainFile | None, overlay: Mapping[int, bytes | None]
) -> list[str | int] | None:
    """One table; its entry for the first line, or None when there is nothing left in it."""
    size = checksum = 0
    for new_line, piece in _merged(name, main, overlay):
        if not size:
            out.add(b"\n},\n" + text(name) + b": {\n")
        elif new_line:
            piece = b",\n" + piece
        out.add(piece)
        size += len(piece)
        checksum = zlib.crc32(piece, checksum)
    return [name, size, count_merged(name, main, overlay), f"{checksum:08x}"] if size else None


def count_merged(name: str, main: MainFile | None, overlay: Mapping[int, bytes | None]) -> int:
    """How many documents the table has with the overlay over it."""
    count = main.count(name) if main else 0
    for doc_id, raw in overlay.items():
        count += (raw is not None) - (main is not None and main.has(name, doc_id))
    return count


def _merged(name: str, main: MainFile | None, overlay: Mapping[int, bytes | None]) -> Iterator[tuple[bool, bytes]]:
    """The table's text in order, in pieces: whether a line starts with the piece, and the piece."""
    section = main.sections.get(name) if main else None
    if main is None or section is None:
        yield from ((True, row(doc_id, raw)) for doc_id, raw in sorted(overlay.items()) if raw is not None)
    elif len(overlay) > max(_FEW, main.count(name) // _SHARE):
        yield from _line_by_line(main.rows(name), overlay)
    else:
        at = section.start
        for doc_id in sorted(overlay):
            start, end = main.place(name, doc_id)
            yield from _stretch(main, at, start, section.end)
            raw = overlay[doc_id]
            if raw is not None:
                yield True, row(doc_id, raw)
            at = end
        yield from _stretch(main, at, section.end, section.end)


def _stretch(main: MainFile, start: int, stop: int, table_end: int) -> Iterator[tuple[bool, bytes]]:
    """Whole lines of the old file as they are, without the comma after the last."""
    if start >= stop:
        return
    first = True
    for piece in main.chunks(start, stop if stop == table_end else stop - len(b",\n")):
        yield first, piece
        first = False


def _line_by_line(
    rows: Iterator[tuple[int, bytes]], overlay: Mapping[int, bytes | None]
) -> Iterator[tuple[bool, bytes]]:
    waiting = sorted(overlay.items(), reverse=True)
    for doc_id, raw in rows:
        while waiting and waiting[-1][0] < doc_id:
            new_id, new = waiting.pop()
            if new is not None:
                yield True, row(new_id, new)
        if waiting and waiting[-1][0] == doc_id:
            newest = waiting.pop()[1]
            if newest is not None:
                yield True, row(doc_id, newest)
        else:
            yield True, row(doc_id, raw)
    for new_id, new in reversed(waiting):
        if new is not None:
            yield True, row(new_id, new)
