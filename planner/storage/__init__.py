"""The TinyDB file that can't be lost. Storage knows documents, not accounts; the program talks to `Database`.

What is seldom needed (check, backup, restore) is imported when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .backups import BackupInfo
from .database import Database, MemoryDatabase
from .errors import Damaged, NotSaved, StorageError
from .files import OsFiles
from .model import Change, Edit, Update

if TYPE_CHECKING:
    from .care import CheckReport, backup, check, list_backups
    from .restoring import RestoreReport, preview_restore, restore

__all__ = [
    "BackupInfo",
    "Change",
    "CheckReport",
    "Damaged",
    "Database",
    "Edit",
    "MemoryDatabase",
    "NotSaved",
    "OsFiles",
    "RestoreReport",
    "StorageError",
    "Update",
    "backup",
    "check",
    "list_backups",
    "preview_restore",
    "restore",
]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from . import care, restoring

        return getattr(restoring if "estore" in name else care, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
