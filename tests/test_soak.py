"""Nothing that one can press breaks the program or the book: random keys, seeded, over all screens of the sample book.

`python -m benchmarks.soak` is the long one.
"""

from pathlib import Path

import pytest

from benchmarks.soak import soak
from planner.storage import check

KEYS, SEED = 300, 11
SIZES = ((80, 24), (60, 20), (40, 12))
"""Smaller than most terminals: what is painted is what takes the time."""


async def test_three_hundred_random_keys_break_neither_the_program_nor_the_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PLANNER_CONFIG", str(tmp_path / "config.toml"))
    done, app = await soak(tmp_path, KEYS, SEED, SIZES)
    assert app._exception is None
    assert done.pressed == KEYS
    assert {"TodayScreen", "AccountsScreen", "ChooseScreen"} < done.seen
    report = check(tmp_path / "book.json")
    assert report.ok, report.lines
