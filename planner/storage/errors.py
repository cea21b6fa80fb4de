"""What storage says when something can't be done: one clear line, and what to do about it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

_WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EFBIG: "the file may not grow any further here",
    errno.EROFS: "the disk is write-protected",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.EIO: "the disk reported an error (input/output error)",
    errno.ENOENT: "the file or its folder is not there",
    errno.ENOTDIR: "a part of the path is not a folder",
    errno.EISDIR: "it is a folder, not a file",
    errno.EINVAL: "it is no plain file",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ELOOP: "the link leads in a circle",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
}

_REMEDIES = {
    errno.ENOSPC: "Free some disk space, then try again.",
    errno.EDQUOT: "Free some disk space, then try again.",
    errno.EFBIG: "Lift the limit on the size of files, then try again.",
    errno.EROFS: "Make the disk writable, or work on a copy of the book elsewhere.",
    errno.EACCES: "Make the book and its folder writable for you, then try again.",
    errno.EPERM: "Make the book and its folder writable for you, then try again.",
    errno.EIO: "Back up this computer soon, then try again.",
    errno.ENOENT: "Look whether the folder is still there, then try again.",
    errno.ENOTDIR: "Name another place for the book.",
    errno.EISDIR: "Name the book's file in it, or another place.",
    errno.EINVAL: "Name a file for the book.",
    errno.ENAMETOOLONG: "Give the book a shorter name.",
    errno.ELOOP: "Let the link lead to the book's file, or name that file.",
    errno.EMFILE: "Close some programs, then try again.",
    errno.ENFILE: "Close some programs, then try again.",
}

#: Errors that a little room on the disk would cure.
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
#: Errors that say: this place is only for reading.
FORBIDDEN = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


class StorageError(Exception):
    """The book can't be opened or cared for. `str()` is one line for the user; `hint` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class NotSaved(StorageError):
    """A change was refused. Nothing has happened: not in memory, not on disk."""


class Damaged(StorageError):
    """A file of the book is there but can't be read as one."""


def in_words(error: OSError) -> str:
    """What the system said, in words: "the disk is full"."""
    known = _WORDS.get(error.errno or 0)
    return known or (error.strerror or str(error) or type(error).__name__).lower()


def remedy(error: OSError) -> str:
    """What the user can do about it, as a sentence."""
    return _REMEDIES.get(error.errno or 0, "See to the cause, then try again.")


@contextmanager
def in_one_line(name: str, failed: str = "can't be read") -> Iterator[None]:
    """What the system says of the file `name` while it is read, or what else is done to it, as a StorageError."""
    try:
        yield
    except OSError as error:
        raise StorageError(f"{name} {failed}: {in_words(error)}.", remedy(error)) from error
