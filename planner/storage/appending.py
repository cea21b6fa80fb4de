"""The journal's file: how a line gets onto the device, and what is done when the system refuses."""

from __future__ import annotations

import contextlib
from typing import Final

from msgspec import Struct

from .errors import FULL
from .files import OsFiles, read_whole, write_whole
from .journal import Header, Reading, read_entries
from .paths import Paths

_RESERVE: Final = 256 * 1024


class JournalOnDisk(Struct):
    """What was found at the journal's path."""

    data: bytes
    inode: int
    header: Header | None
    past: bytes = b""  # older changes, kept for undo; read when asked for
    live: Reading | None = None  # changes since the main file was written

    @property
    def end(self) -> int:
        """Bytes up to the end of the last sound line."""
        return len(self.data) if self.live is None else len(self.data) - self._after

    @property
    def _after(self) -> int:
        assert self.header is not None and self.live is not None
        start = self.data.find(b"\n") + 1 + self.header.history
        return len(self.data) - start - self.live.end


def read_journal(files: OsFiles, path: str) -> JournalOnDisk | None:
    """The journal at `path`, its header and its live lines read; None: there is none."""
    status = files.status(path)
    if status is None:
        return None
    data = read_whole(files, path)
    first = data.find(b"\n") + 1
    header = Header.of(data[: first - 1]) if first else None
    if header is None:
        return JournalOnDisk(data, status.st_ino, None)
    start = first + header.history
    live = read_entries(data[start:], header.salt, header.sequence)
    return JournalOnDisk(data, status.st_ino, header, data[first:start], live)


class Appender:
    """Appends lines to one journal. What was acknowledged is on the device, what was refused is in no file."""

    def __init__(self, files: OsFiles, paths: Paths) -> None:
        self._files, self._paths = files, paths
        self.inode = 0
        self.suspect = False  # the file may hold a line that was refused, or be one that must not be synced again
        self.refused = b""  # that line
        self.used_reserve = False

    def append(self, line: bytes, end: int) -> bool:
        """Puts `line` at `end`; False when the device refused to confirm, so that the file must be written anew."""
        fd = self._files.open_append(self._paths.journal)
        self.refused = line
        try:
            try:
                self._write(fd, line, end)
            except BaseException:
                self._cut(fd, end)
                raise
            try:
                self._files.sync(fd)
            except OSError:
                # The system may have dropped the bytes and would report success next time: never sync this file again.
                self.suspect = True
                self._cut(fd, end)
                return False
            try:
                here = self._files.status_of(fd).st_ino
                status = self._files.status(self._paths.journal)
            except OSError:
                self._cut(fd, end)  # on the device, but perhaps not where the path leads: not acknowledged, so not kept
                self.suspect = True
                raise
        finally:
            self._files.close(fd)
        return status is not None and status.st_ino == here == self.inode

    def _write(self, fd: int, line: bytes, end: int) -> None:
        try:
            self._files.write(fd, line)
        except OSError as error:
            if error.errno not in FULL or not self.spend_reserve():
                raise
            self._cut(fd, end)
            self._files.write(fd, line)

    def _cut(self, fd: int, end: int) -> None:
        try:
            self._files.truncate(fd, end)
        except OSError:
            self.suspect = True

    def rewrite(self, data: bytes) -> None:
        """The whole journal in a fresh file, renamed over the old one."""
        try:
            write_whole(self._files, self._paths.journal, data)
        except OSError as error:
            if error.errno not in FULL or not self.spend_reserve():
                raise
            write_whole(self._files, self._paths.journal, data)
        status = self._files.status(self._paths.journal)
        self.inode = status.st_ino if status else 0
        self.suspect = False

    def spend_reserve(self) -> bool:
        """Gives the kept room back to a full disk; False when there was none."""
        try:
            self._files.remove(self._paths.reserve)
        except OSError:
            return False
        self.used_reserve = True
        return True

    def keep_reserve(self) -> None:
        """Sees to it that there is room to give back; a courtesy, so nothing is said when it can't be."""
        with contextlib.suppress(OSError):
            if self._files.status(self._paths.reserve) is None:
                write_whole(self._files, self._paths.reserve, b"\0" * _RESERVE)
