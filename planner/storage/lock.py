"""The lock of a book: held for one change or one checkpoint, freed by the system when its holder dies.

The file also lists who has the book open, so that the next start can tell a clean end from a crash. It is never
deleted: a lock on a deleted file locks nobody out.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
import threading
import time
from typing import Final

import orjson
from msgspec import Struct

from .errors import FORBIDDEN, NotSaved, in_words, remedy
from .files import OsFiles

PATIENCE: Final = 10.0  # seconds until we say that another program keeps the book locked
GLANCE: Final = 0.05  # seconds that one waits who only looks whether there is news
_UNSUPPORTED: Final = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS})
_FAR: Final = 1 << 30  # on Windows the locked byte lies beyond the text, which others may still read


class Session(Struct, frozen=True):
    """A program that has the book open for writing, and the change that it began with."""

    pid: int
    host: str
    since: str
    sequence: int


class Calm:
    """Keeps Python's own Ctrl-C out of the midst of saving; other programs' handlers of the signal are left alone."""

    def __init__(self) -> None:
        self.interrupted = False
        self._changed = False

    def begin(self) -> None:
        """From here on Ctrl-C is only noted."""
        self.interrupted = False
        here = threading.current_thread() is threading.main_thread()
        if here and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            self._changed = True
            signal.signal(signal.SIGINT, self._note)

    def _note(self, *_: object) -> None:
        self.interrupted = True

    def end(self) -> None:
        """Ctrl-C works again; one that was noted strikes now."""
        if self._changed:
            self._changed = False
            signal.signal(signal.SIGINT, signal.default_int_handler)
        if self.interrupted:
            self.interrupted = False
            raise KeyboardInterrupt


class BookLock:
    """Use as `with lock:`; `held` tells whether the system really gave a lock (read-only folders have none).

    While it is held, Ctrl-C waits: what is being saved is finished first, then KeyboardInterrupt is raised.
    """

    def __init__(self, files: OsFiles, path: str) -> None:
        self._files, self._path = files, path
        self._fd: int | None = None
        self._depth = 0
        self._calm = Calm()
        self._process = 0
        self.held = False
        self.patience = PATIENCE

    def __enter__(self) -> BookLock:
        if self._process != os.getpid():
            self.close()  # what a forked child has of its parent is no lock against it
            self._process = os.getpid()
        if self._depth == 0:
            self._calm.begin()
            try:
                self._acquire()
            except BaseException:
                self._calm.end()
                raise
        self._depth += 1
        return self

    def __exit__(self, *_: object) -> None:
        self._depth -= 1
        if self._depth == 0:
            self._release()
            self._calm.end()

    def _acquire(self) -> None:
        if self._fd is None:
            try:
                self._fd = self._files.open_lock(self._path)
            except OSError as error:
                if error.errno in FORBIDDEN:
                    return  # nobody can write here, so there is nothing to lock
                raise NotSaved(
                    f"Not saved: the book's lock can't be opened: {in_words(error)}.", remedy(error)
                ) from None
        deadline, pause = time.monotonic() + self.patience, 0.0005
        while not self._try():
            if self._calm.interrupted:
                raise KeyboardInterrupt
            if time.monotonic() > deadline:
                raise NotSaved(
                    "Not saved: another program has kept the book locked for ten seconds.",
                    "Your entry is not lost: close the other program, then try again.",
                )
            time.sleep(pause)
            pause = min(0.02, pause * 1.5)

    def _try(self) -> bool:
        assert self._fd is not None
        try:
            _lock(self._fd)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
                return False
            if error.errno in _UNSUPPORTED:
                return True  # this file system knows no locks; one program at a time is safe there
            raise
        self.held = True
        return True

    def _release(self) -> None:
        if self._fd is not None and self.held:
            self.held = False
            with contextlib.suppress(OSError):
                _unlock(self._fd)

    def sessions(self) -> list[Session]:
        """Who is noted as having the book open."""
        if self._fd is None:
            return []
        try:
            noted = orjson.loads(self._files.read_at(self._fd, 1 << 16, 0) or b"[]")
            return [Session(**entry) for entry in noted]
        except (ValueError, TypeError, OSError):
            return []  # a note that was cut short; it only serves a notice

    def note(self, sessions: list[Session]) -> None:
        """Writes who has the book open; a courtesy, so a full disk doesn't matter here."""
        if self._fd is None:
            return
        with contextlib.suppress(OSError):
            self._files.truncate(self._fd, 0)
            listed = [{name: getattr(session, name) for name in Session.__struct_fields__} for session in sessions]
            self._files.write_at(self._fd, orjson.dumps(listed) + b"\n", 0)

    def close(self) -> None:
        """Gives the descriptor back; the file stays."""
        if self._fd is not None:
            fd, self._fd = self._fd, None
            self.held = False
            self._depth = 0
            self._files.close(fd)


def this_session(since: str, sequence: int) -> Session:
    """The note of this process."""
    return Session(os.getpid(), _host(), since, sequence)


def crashed(session: Session) -> bool:
    """Whether that program ended without closing the book. On another machine we can't know: no."""
    return session.host == _host() and not _alive(session.pid)


def _host() -> str:
    return os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename


def _alive(pid: int) -> bool:
    if sys.platform == "win32":
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(0x00100000, False, pid)  # SYNCHRONIZE
        if not handle:
            return False
        try:
            return bool(ctypes.windll.kernel32.WaitForSingleObject(handle, 0) == 0x102)  # WAIT_TIMEOUT: still running
        finally:
            ctypes.windll.kernel32.CloseHandle(handle)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _lock(fd: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(fd, _FAR, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _unlock(fd: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(fd, _FAR, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)
    else:
        import fcntl

        fcntl.flock(fd, fcntl.LOCK_UN)
