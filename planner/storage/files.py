"""The only place that touches the operating system's files: the seam at which the trials inject faults."""

# Paths are plain strings in this layer: each call below is exactly one call of the operating system.
# ruff: noqa: PTH101, PTH102, PTH105, PTH108, PTH112, PTH116, PTH120, PTH208

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import threading
from typing import Final

PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700
_BINARY: Final = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_LINKS: Final = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT: Final = getattr(os, "O_NONBLOCK", 0)  # a pipe in a file's place must not keep us waiting

#: Windows can't replace a file that someone holds open, so there the book is read whole and closed again.
KEEPS_OPEN: Final = sys.platform != "win32"


class OsFiles:
    """Plain calls of the operating system, each under one name, so that a trial can refuse or record any of them."""

    def __init__(self) -> None:
        self._seek_lock = threading.Lock()

    def open_read(self, path: str) -> int:
        """A descriptor to read from."""
        return os.open(path, os.O_RDONLY | _BINARY | _NO_WAIT)

    def open_append(self, path: str) -> int:
        """A descriptor that reads anywhere and writes at the end; never through a link."""
        return os.open(path, os.O_RDWR | os.O_APPEND | _BINARY | _NO_LINKS)

    def create(self, path: str) -> int:
        """A new file that only its owner can read; refuses one that is there."""
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY | _NO_LINKS, PRIVATE_FILE)

    def open_lock(self, path: str) -> int:
        """The lock's file, made where it is missing."""
        return os.open(path, os.O_RDWR | os.O_CREAT | _BINARY | _NO_LINKS, PRIVATE_FILE)

    def close(self, fd: int) -> None:
        """Gives the descriptor back."""
        os.close(fd)

    def read_at(self, fd: int, size: int, offset: int) -> bytes:
        """`size` bytes from `offset`; fewer only at the end of the file."""
        first = self._read_once(fd, size, offset)
        if len(first) == size or not first:
            return first
        parts, have = [first], len(first)
        while have < size and (part := self._read_once(fd, size - have, offset + have)):
            parts.append(part)
            have += len(part)
        return b"".join(parts)

    def _read_once(self, fd: int, size: int, offset: int) -> bytes:
        if sys.platform != "win32":
            return os.pread(fd, size, offset)
        with self._seek_lock:  # Windows has no pread
            os.lseek(fd, offset, os.SEEK_SET)
            return os.read(fd, size)

    def write(self, fd: int, data: bytes) -> None:
        """All of `data` at the descriptor's place, however many calls the system needs."""
        view = memoryview(data)
        while view:
            view = view[os.write(fd, view) :]

    def write_at(self, fd: int, data: bytes, offset: int) -> None:
        """All of `data` at `offset`."""
        os.lseek(fd, offset, os.SEEK_SET)
        self.write(fd, data)

    def truncate(self, fd: int, size: int) -> None:
        """Cuts the file to `size` bytes."""
        os.ftruncate(fd, size)

    def sync(self, fd: int) -> None:
        """Returns when the file's bytes are on the device."""
        if sys.platform == "darwin":
            import fcntl

            with contextlib.suppress(OSError):  # some file systems don't know it; fsync is the best they have
                fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
                return
        os.fsync(fd)

    def sync_folder(self, path: str) -> None:
        """Returns when the folder's names (after a rename) are on the device."""
        if sys.platform == "win32":
            return  # Windows has no such call; its file systems journal names themselves
        fd = os.open(path, os.O_RDONLY | _BINARY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)

    def status(self, path: str) -> os.stat_result | None:
        """What stands at the path; None: nothing."""
        try:
            return os.stat(path)
        except FileNotFoundError:
            return None

    def status_of(self, fd: int) -> os.stat_result:
        """The same for an open descriptor."""
        return os.fstat(fd)

    def replace(self, source: str, target: str) -> None:
        """Puts `source` in the place of `target`, all or nothing."""
        os.replace(source, target)

    def link(self, source: str, target: str) -> None:
        """A second name for the same file."""
        os.link(source, target)

    def remove(self, path: str) -> None:
        """Takes the name away."""
        os.unlink(path)

    def names(self, folder: str) -> list[str]:
        """The names in a folder; none where it is missing."""
        try:
            return sorted(os.listdir(folder))
        except (FileNotFoundError, NotADirectoryError):
            return []

    def make_folder(self, path: str) -> None:
        """A folder that only its owner can enter, with those above it; one that is there is left as it is."""
        if os.path.isdir(path):
            return
        parent = os.path.dirname(path)
        if parent and parent != path:
            self.make_folder(parent)
        with contextlib.suppress(FileExistsError):
            os.mkdir(path, PRIVATE_FOLDER)
        with contextlib.suppress(OSError):  # a folder that we may not read; its own system will look after the name
            self.sync_folder(parent)

    def make_private(self, path: str) -> None:
        """Takes other people's permissions off a file of ours."""
        if sys.platform != "win32":
            os.chmod(path, PRIVATE_FILE)

    def writable(self, path: str) -> bool:
        """Whether the system would let us write there (a file or a folder)."""
        return os.access(path, os.W_OK)


def plain(status: os.stat_result | None, path: str) -> None:
    """Refuses, with an OSError, what can't be a book: a folder, a device, a pipe."""
    if status is not None and not stat.S_ISREG(status.st_mode):
        kind = errno.EISDIR if stat.S_ISDIR(status.st_mode) else errno.EINVAL
        raise OSError(kind, os.strerror(kind), path)


def identity(status: os.stat_result) -> tuple[int, int, int]:
    """What tells one version of a file from another without reading it: size, moment of the last write, inode."""
    return status.st_size, status.st_mtime_ns, status.st_ino


def read_whole(files: OsFiles, path: str) -> bytes:
    """Every byte of a file."""
    fd = files.open_read(path)
    try:
        return files.read_at(fd, files.status_of(fd).st_size, 0)
    finally:
        files.close(fd)


def write_whole(files: OsFiles, path: str, data: bytes) -> None:
    """A small file in one piece: beside, to the device, renamed over, the folder to the device."""
    beside = temporary(path)
    fd = files.create(beside)
    try:
        try:
            files.write(fd, data)
            files.sync(fd)
        finally:
            files.close(fd)
        files.replace(beside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            files.remove(beside)
        raise
    files.sync_folder(os.path.dirname(path))


def temporary(path: str) -> str:
    """A name beside `path` for a file that is still being written."""
    return f"{path}.tmp-{os.urandom(4).hex()}"
