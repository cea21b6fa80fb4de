"""How long it takes from the command to the first painted frame, beside a bare Textual program; and what commands cost.

Run with `python -m benchmarks.startup`. Each round starts every program once, in a pseudo-terminal, so that a busy machine
slows all of them alike; each is held against the bare program of its own round, and the median of the rounds is told.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.books import make_book
from benchmarks.result import Result, show
from benchmarks.room import cache
from benchmarks.terminal import Terminal

ROUNDS = 11
HELLO = """
from textual.app import App
from textual.widgets import Static

class Hello(App):
    def compose(self):
        yield Static("hello, world")

Hello().run()
"""
FOOTER, PLANNED = b"Connected", b" Works "
"""What the first frame of Today shows, and what stands in a plan: every account of these books has it in its name."""
NOW = "2026-11-23T09:00+00:00"
LOGGED = "Alder Works 0"


def rows() -> Iterator[Result]:
    """The figures with their limits."""
    with tempfile.TemporaryDirectory() as folder:
        times = measured(Path(folder), ROUNDS)

    def beside(name: str) -> float:
        return median(mine / bare for mine, bare in zip(times[name], times["hello"], strict=True))

    yield Result("first frame of a bare Textual program", median(times["hello"]), "ms")
    yield Result("first frame of Today, 300 accounts, 5,000 touches", beside("today"), "×", 1.3)
    yield Result("the same, with the plan in it", beside("planned"), "×", 1.5)
    yield Result("first frame of Today, 10,000 accounts, 200,000 touches", beside("career"), "×", 2.0)
    yield Result("planner --help", beside("help"), "×", 0.3)
    yield Result("planner log", beside("log"), "×", 0.5)


def measured(folder: Path, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each, round by round; one round goes before, so that nothing is read from a cold disk."""
    hello = folder / "hello.py"
    hello.write_text(HELLO, encoding="utf-8")
    small = make_book(folder / "small.json", 300, 900, 300, 5_000, cache=cache())
    career = make_book(folder / "career.json", cache=cache())
    env = environment(folder)
    jobs: dict[str, Callable[[], float]] = {
        "hello": lambda: frame([sys.executable, str(hello)], env, b"hello, world"),
        "today": lambda: frame(planner(small), env, FOOTER),
        "planned": lambda: frame(planner(small), env, PLANNED),
        "career": lambda: frame(planner(career), env, FOOTER),
        "help": lambda: answered([sys.executable, "-m", "planner", "--help"], env),
        "log": lambda: answered([*planner(small), "log", LOGGED, "no answer"], env),
    }
    found: dict[str, list[float]] = {name: [] for name in jobs}
    for turn in range(rounds + 1):
        for name, job in jobs.items():
            taken = job()
            if turn:
                found[name].append(taken)
    return found


def planner(book: Path) -> list[str]:
    """The command that opens a book."""
    return [sys.executable, "-m", "planner", "--book", str(book), "--now", NOW]


def environment(folder: Path) -> dict[str, str]:
    """A user without settings, in a terminal with colours; modules are compiled once, as they are where they are installed."""
    foreign = ("PLANNER_", "TEXTUAL", "COV", "PYTHON")
    mine = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return mine | {
        "TERM": "xterm-256color", "COLORTERM": "truecolor", "PLANNER_CONFIG": str(folder / "config.toml"),
        "HOME": str(folder), "PYTHONPATH": str(Path.cwd()), "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }  # fmt: skip


def frame(command: list[str], env: dict[str, str], mark: bytes) -> float:
    """Milliseconds until a program has painted a word."""
    with Terminal(command, env) as terminal:
        return terminal.until(mark)


def answered(command: list[str], env: dict[str, str]) -> float:
    """Milliseconds until a command has answered and is gone."""
    began = perf_counter()
    subprocess.run(command, env=env, check=True, capture_output=True)
    return (perf_counter() - began) * 1000


if __name__ == "__main__":
    show(rows())
