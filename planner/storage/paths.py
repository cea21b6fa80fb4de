"""Where the files of one book lie."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from .files import OsFiles


class Paths(Struct, frozen=True):
    """The book's own file (links followed) and what belongs to it."""

    main: str

    @classmethod
    def of(cls, path: str | os.PathLike[str]) -> Paths:
        """A link to a book stays a link: everything happens where it leads."""
        return cls(os.path.realpath(Path(path).expanduser()))

    @property
    def name(self) -> str:
        """What the user calls it: book.json."""
        return Path(self.main).name

    @property
    def folder(self) -> str:
        """The folder it lies in."""
        return str(Path(self.main).parent)

    @property
    def journal(self) -> str:
        """The changes since the main file was written."""
        return self.main + ".journal"

    @property
    def lock(self) -> str:
        """The file that is locked for a change."""
        return self.main + ".lock"

    @property
    def reserve(self) -> str:
        """A little room on the disk, given back when it is full."""
        return self.main + ".reserve"

    @property
    def backups(self) -> str:
        """The folder of backups; books that lie side by side share it."""
        return str(Path(self.main).parent / "backups")

    @property
    def stem(self) -> str:
        """The book's name without its ending, as backups carry it."""
        return Path(self.main).stem

    def backup(self, tag: str, ending: str = ".json") -> str:
        """The path of a backup: backups/book-2026-11-23.json."""
        return str(Path(self.backups) / f"{self.stem}-{tag}{ending}")

    def aside(self, files: OsFiles, path: str, why: str, now: datetime) -> str:
        """A free name beside `path` for a copy that is kept: book.json.damaged-20261123-091500."""
        first = f"{path}.{why}-{now:%Y%m%d-%H%M%S}"
        name, number = first, 1
        while files.status(name) is not None:
            number += 1
            name = f"{first}-{number}"
        return name
