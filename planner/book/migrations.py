"""From the book's format n to n + 1: pure functions over its tables, run once, after a backup (see planner.storage)."""

from collections.abc import Callable, Mapping
from typing import Any, Final

Tables = dict[str, dict[int, dict[str, Any]]]

SCHEMA: Final = 1
"""The format that this program reads and writes."""

STEPS: Final[Mapping[int, Callable[[Tables], Tables]]] = {}
"""Format n → the function that makes n + 1 of it. Format 1 is the first there ever was."""


def migrate(schema: int, tables: Tables, steps: Mapping[int, Callable[[Tables], Tables]] = STEPS) -> Tables:
    """The tables of an older book in today's format; KeyError names a format that nobody ever wrote."""
    for step in range(schema, max(steps, default=schema - 1) + 1):
        tables = steps[step](tables)
    return tables
