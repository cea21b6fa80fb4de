"""From a key to the painted frame on a career's book, beside bare Textual lists of the same height: moving and logging.

Run with `python -m benchmarks.keypress`. Programs run in a pseudo-terminal that tells where frames end; each key is pressed
once nothing moves. The bare program moves through an OptionList, or on `a` fills it anew, as logging does with the calls.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from benchmarks.books import make_book
from benchmarks.result import Result, show
from benchmarks.room import cache
from benchmarks.startup import PLANNED, environment, planner
from benchmarks.terminal import Terminal

MOVES, LOGS = 60, 30
BARE = """
from textual.app import App
from textual.widgets import Footer, OptionList

class Bare(App):
    BINDINGS = [("a", "again", "Again")]
    count = 0

    def compose(self):
        yield OptionList()
        yield Footer()

    def on_mount(self):
        self.action_again()

    def action_again(self):
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options([f"call {self.count + n}\\n  with a reason below it" for n in range(40)])
        listed.highlighted = 0
        self.count += 1

Bare().run()
"""
LIMIT = 2.0


def rows() -> Iterator[Result]:
    """The figures with their limits."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bare = folder / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        env = environment(folder)
        with Terminal([sys.executable, str(bare)], env) as terminal:
            terminal.until(b"call 1")
            listed = _times(terminal)
        book = make_book(folder / "career.json", cache=cache())
        with Terminal(planner(book), env) as terminal:
            terminal.until(PLANNED)
            terminal.settle(0.5)
            ours = _times(terminal)
    for what, few, many in zip(("moving the cursor", "logging a call"), listed, ours, strict=True):
        yield Result(f"{what}: a bare list, p95", p95(few), "ms")
        yield Result(f"{what}: Today on a career's book, median", median(many), "ms")
        yield Result(f"{what}: Today on a career's book, p95", p95(many), "ms")
        yield Result(f"{what}: p95 beside the bare list", p95(many) / p95(few), "×", LIMIT)


def _times(terminal: Terminal) -> tuple[list[float], list[float]]:
    """Milliseconds of many moves down and up, and of many logs."""
    moves = [terminal.press(b"\x1b[B" if n % 20 < 10 else b"\x1b[A") for n in range(MOVES)]
    logs = [terminal.press(b"a") for _ in range(LOGS)]
    return moves, logs


def p95(times: list[float]) -> float:
    """What 95 of a hundred stay under."""
    return quantiles(times, n=20)[-1]


if __name__ == "__main__":
    show(rows())
