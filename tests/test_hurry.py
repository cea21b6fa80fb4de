"""The first moments of a process: Ctrl+C is quiet until somebody can be told."""

import gc
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.hurry import heed, hurry


@pytest.fixture
def as_before() -> Iterator[None]:
    """Whatever is set here ends with the test."""
    handler, often = signal.getsignal(signal.SIGINT), gc.get_threshold()
    yield
    signal.signal(signal.SIGINT, handler)
    gc.set_threshold(*often)


@pytest.mark.usefixtures("as_before")
def test_until_somebody_heeds_it_ctrl_c_ends_the_process_without_an_exception() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    hurry()
    assert signal.getsignal(signal.SIGINT) is signal.SIG_DFL
    heed()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.usefixtures("as_before")
def test_where_ctrl_c_is_to_be_ignored_it_stays_so() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    hurry()
    heed()
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminal")
def test_a_terminal_that_can_only_print_gets_the_plan_printed(tmp_path: Path) -> None:
    mine, theirs = pty.openpty()
    env = os.environ | {"TERM": "dumb", "PLANNER_CONFIG": str(tmp_path / "config.toml")}
    command = [sys.executable, "-m", "planner", "--book", str(tmp_path / "book.json"), "--now", "2026-11-23T08:30"]
    done = subprocess.run(command, stdin=theirs, stdout=theirs, stderr=theirs, env=env, check=False)
    os.close(theirs)
    said = os.read(mine, 65536)
    os.close(mine)
    assert done.returncode == 0
    assert b"Mon 23 Nov" in said
    assert b"\x1b" not in said
