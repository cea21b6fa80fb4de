"""The names of a week's figures, and what each of them counts (method §8)."""

from collections.abc import Mapping
from typing import Final, Literal, get_args

Figure = Literal[
    "calls",
    "contacts",
    "existing calls",
    "lost calls",
    "new calls",
    "warm calls",
    "cold calls",
    "empty calls",
    "promises kept",
    "promises late",
    "promises open",
    "romance kept",
    "romance missed",
    "executives met",
    "benefits given",
    "benefits got",
    "referrals asked",
    "referrals got",
    "referrals thanked",
    "accounts slipped",
    "deals won",
    "deals lost",
]
OF_CALLS: Final[tuple[Figure, ...]] = (
    "calls",
    "contacts",
    "existing calls",
    "lost calls",
    "new calls",
    "warm calls",
    "cold calls",
    "empty calls",
)
"""Counted from the log of calls alone."""
FIGURES: Final[tuple[Figure, ...]] = get_args(Figure)
Behind = Mapping[Figure, tuple[str, ...]]
"""Figure → the ids that it counts."""
