"""What is measured, by name, and how one of them is run."""

import io
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from importlib import import_module

from benchmarks.result import Result

MEASURED = {
    "startup": ("benchmarks.startup", "rows"),
    "keypress": ("benchmarks.keypress", "rows"),
    "log": ("benchmarks.log", "rows"),
    "plan": ("benchmarks.plan", "rows"),
    "store": ("benchmarks.others", "storage"),
    "imports": ("benchmarks.others", "coming_in"),
    "health": ("benchmarks.others", "healths"),
    "warm": ("benchmarks.others", "paths"),
    "week": ("benchmarks.others", "weeks"),
    "quarter": ("benchmarks.quarter", "rows"),
}
"""Name → the module and function that measure it; the quarter takes the longest and comes last."""


def measured(name: str) -> list[Result]:
    """The rows of one measurement; what it prints by itself is left out."""
    module, function = MEASURED[name]
    rows: Callable[[], Iterable[Result]] = getattr(import_module(module), function)
    with redirect_stdout(io.StringIO()):
        return list(rows())
