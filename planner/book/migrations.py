"""From the book's format n to n + 1: pure functions over its tables, run once, after a backup (see planner.storage)."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from planner.storage import StorageError

Tables = dict[str, dict[int, dict[str, Any]]]

SCHEMA: Final = 1
"""The format that this program reads and writes."""

STEPS: Final[Mapping[int, Callable[[Tables], Tables]]] = {}
"""Format n → the function that makes n + 1 of it. Format 1 is the first there ever was."""


def migrate(schema: int, tables: Tables, steps: Mapping[int, Callable[[Tables], Tables]] = STEPS) -> Tables:
    """The tables of an older book in today's format; StorageError for a format that no Planner ever wrote."""
    newest = max(steps, default=SCHEMA - 1) + 1
    for step in range(schema, newest):
        if step not in steps:
            raise StorageError(
                f"The book is of a format ({schema}) that no Planner ever wrote.",
                "Look whether it is the file that you meant; planner restore shows the backups.",
            )
        tables = steps[step](tables)
    return tables
