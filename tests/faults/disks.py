"""File systems that refuse, record or lose: they stand where the storage calls the operating system."""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from planner.storage import OsFiles


class QuickDisk(OsFiles):
    """Doesn't wait for the device: for trials in which no power is cut."""

    def sync(self, fd: int) -> None:
        """The system's cache is enough."""

    def sync_folder(self, path: str) -> None:
        """The same for names."""


class RefusingDisk(OsFiles):
    """Lets `allowed` writing calls through, then refuses one (or, `for_ever`, each one after it) with `error`."""

    CALLS = ("create", "open_append", "write", "truncate", "sync", "sync_folder", "replace", "link", "remove")

    def __init__(self, allowed: int | None, error: int = errno.EIO, *, for_ever: bool = False) -> None:
        super().__init__()
        self.allowed, self.error, self.for_ever = allowed, error, for_ever
        self.calls = 0
        self.refused: list[str] = []

    def _ask(self, call: str) -> None:
        self.calls += 1
        if self.allowed is None:
            return
        if self.calls == self.allowed + 1 or (self.for_ever and self.calls > self.allowed):
            self.refused.append(call)
            raise OSError(self.error, os.strerror(self.error))

    def create(self, path: str) -> int:
        self._ask("create")
        return super().create(path)

    def open_append(self, path: str) -> int:
        self._ask("open_append")
        return super().open_append(path)

    def write(self, fd: int, data: bytes) -> None:
        try:
            self._ask("write")
        except OSError:
            super().write(fd, data[: len(data) // 2])  # a refused write may have gone half the way
            raise
        super().write(fd, data)

    def truncate(self, fd: int, size: int) -> None:
        self._ask("truncate")
        super().truncate(fd, size)

    def sync(self, fd: int) -> None:
        self._ask("sync")  # no power is cut in these trials, so nobody waits for the device

    def sync_folder(self, path: str) -> None:
        self._ask("sync_folder")

    def replace(self, source: str, target: str) -> None:
        self._ask("replace")
        super().replace(source, target)

    def link(self, source: str, target: str) -> None:
        self._ask("link")
        super().link(source, target)

    def remove(self, path: str) -> None:
        self._ask("remove")
        super().remove(path)


@dataclass
class Inode:
    """A file's bytes as the programs see them, and what of it has reached the device."""

    data: bytearray = field(default_factory=bytearray)
    durable: bytes = b""


class RecordingDisk(OsFiles):
    """Carries everything out, and keeps account of what a power cut after each call would leave behind.

    The rules are those of the file systems that promise least: a file's bytes are safe once the file was synced, a name
    (made, replaced or removed) once its folder was synced. What is not safe may be there or not.
    """

    def __init__(self, *, sync: bool = True, sync_folder: bool = True) -> None:
        super().__init__()
        self.honest_sync, self.honest_folder = sync, sync_folder
        self.inodes: dict[int, Inode] = {}  # by descriptor while open
        self.by_name: dict[str, Inode] = {}
        self.durable_names: dict[str, dict[str, Inode]] = {}
        self.fd_names: dict[int, str] = {}
        self.after_each: Callable[[], None] = lambda: None

    def _known(self, path: str) -> Inode:
        if path not in self.by_name:
            data = Path(path).read_bytes()
            self.by_name[path] = Inode(bytearray(data), data)
        return self.by_name[path]

    def create(self, path: str) -> int:
        fd = super().create(path)
        self.inodes[fd] = self.by_name[path] = Inode()
        self.after_each()
        return fd

    def open_append(self, path: str) -> int:
        fd = super().open_append(path)
        self.inodes[fd] = self._known(path)
        return fd

    def write(self, fd: int, data: bytes) -> None:
        at = os.lseek(fd, 0, os.SEEK_CUR)
        inode = self.inodes.get(fd)
        super().write(fd, data)
        if inode is not None:
            start = os.lseek(fd, 0, os.SEEK_CUR) - len(data)
            assert start >= 0 and at >= 0
            inode.data[start : start + len(data)] = data
            self.after_each()

    def truncate(self, fd: int, size: int) -> None:
        super().truncate(fd, size)
        if fd in self.inodes:
            del self.inodes[fd].data[size:]
            self.after_each()

    def sync(self, fd: int) -> None:
        if fd in self.inodes and self.honest_sync:
            self.inodes[fd].durable = bytes(self.inodes[fd].data)
        self.after_each()

    def sync_folder(self, path: str) -> None:
        if self.honest_folder:
            self.durable_names[path] = {
                name: inode for name, inode in self.by_name.items() if str(Path(name).parent) == path
            }
        self.after_each()

    def replace(self, source: str, target: str) -> None:
        inode = self._known(source)
        super().replace(source, target)
        del self.by_name[source]
        self.by_name[target] = inode
        self.after_each()

    def link(self, source: str, target: str) -> None:
        super().link(source, target)
        self.by_name[target] = self._known(source)
        self.after_each()

    def remove(self, path: str) -> None:
        super().remove(path)
        self.by_name.pop(path, None)
        self.after_each()

    def close(self, fd: int) -> None:
        self.inodes.pop(fd, None)
        super().close(fd)

    def leave(self, folder: str, into: Path, chance: random.Random) -> None:
        """Writes to `into` what a power cut at this moment could leave of `folder`: safe things and some of the rest."""
        safe = self.durable_names.get(folder, {})
        now = {name: inode for name, inode in self.by_name.items() if str(Path(name).parent) == folder}
        for name in {*safe, *now}:
            inode = chance.choice([safe.get(name), now.get(name)]) if safe.get(name) is not now.get(name) else now[name]
            if inode is not None:
                (into / Path(name).name).write_bytes(_torn(inode, chance))


def _torn(inode: Inode, chance: random.Random) -> bytes:
    """The safe bytes, and of the others none, all, a part, or zeros where they should be."""
    safe, now = inode.durable, bytes(inode.data)
    if safe == now:
        return now
    kind = chance.choice(["safe", "all", "part", "zeros"])
    if kind == "safe":
        return safe
    if kind == "all":
        return now
    cut = chance.randint(min(len(safe), len(now)), max(len(safe), len(now)))
    return now[:cut] if kind == "part" else now[:cut] + b"\0" * (len(now) - cut)
