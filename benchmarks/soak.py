"""A soak: random keys over all screens of the sample book, seeded, so that a crash that it finds can be played again.

`python -m benchmarks.soak [KEYS] [SEED]` presses 2,000 keys on a book on disk and prints what came of it: exceptions,
memory before and after, and whether the book is sound. Exit code 1 when something broke.
"""

import asyncio
import os
import resource
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import chdir
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from textual.events import Key, Paste
from textual.keys import key_to_character
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

import screens.app
from benchmarks.result import Result, show
from planner.book import Book
from planner.book.ids import seeded
from planner.clock import Clock
from planner.demo import fill
from planner.settings import Loaded, Settings
from planner.storage import check
from screens.app import PlannerApp

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=ZoneInfo("Europe/London"))
SIZES = ((120, 40), (80, 24), (60, 20), (200, 50), (40, 12))
TEXTS = (
    "a", "fri 10:00", "tomorrow", "+3d", "12", "ann", "[/b] [VP]", "no such day", "proposal", "letter", "x" * 40,
    "50/30/20", "0", "-1", "2026-11-30", "threats: a rival", "é 名前 🧑‍🚀", "\x1b[31m", "exec", "~nobody", "a.csv",
)  # fmt: skip
"""What is typed into fields: what they ask for, and what they don't. No slash, so that no file is written elsewhere."""
IN_FIELDS = (("text", 40), ("enter", 22), ("escape", 14), ("tab", 8), ("ctrl+s", 8), ("backspace", 4), ("down", 4))
ELSEWHERE = (("binding", 62), ("letter", 14), ("enter", 8), ("escape", 8), ("down", 5), ("up", 3))
NEVER = frozenset({"q", "ctrl+q", "ctrl+c", "ctrl+z"})
PATIENT = 0.05
"""How often the next key waits until nothing moves any more, as most people do; the others follow at once."""
MEGABYTE = 1024 * 1024
CSV = "Name,Industry,Phone\nSoak & Sons,soap,+44 20 7946 0123\n[/b] Ltd,\x1b[31m,\n"


class SoakApp(PlannerApp):
    """The program, which can't be left and opens nothing outside."""

    CSS_PATH = str(Path(screens.app.__file__).with_name("app.tcss"))

    async def action_quit(self) -> None:
        """Stay."""

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open nothing."""


@dataclass
class Soak:
    """What a soak pressed last, where it was, and how much memory it had."""

    random: Random
    sizes: Sequence[tuple[int, int]]
    pressed: int = 0
    last: deque[str] = field(default_factory=lambda: deque(maxlen=40))
    seen: set[str] = field(default_factory=set)
    memory: list[int] = field(default_factory=list)
    """Bytes of memory, at the start and after every hundredth key."""

    async def press(self, app: PlannerApp, pilot: Pilot[Any], keys: int) -> None:
        """Press so many keys, or as many as it takes to break something."""
        for count in range(keys):
            if count % 100 == 0:
                self.memory.append(memory())
            await self._one(app, pilot)
            self.pressed += 1
            self.seen.add(type(app.screen).__name__)
            if app._exception is not None or not app.is_running:
                break
        self.memory.append(memory())

    async def _one(self, app: PlannerApp, pilot: Pilot[Any]) -> None:
        """One key, one text or one resizing."""
        if self.random.random() < 0.02:
            size = self.random.choice(self.sizes)
            self.last.append(f"resize {size}")
            await pilot.resize_terminal(*size)
            return
        typing = isinstance(app.focused, Input | TextArea)
        act = self._pick(IN_FIELDS if typing else ELSEWHERE)
        if act == "text":
            text = self.random.choice(TEXTS)
            self.last.append(f"{type(app.screen).__name__}: types {text!a}")
            await type_text(app, pilot, text)
            return
        key = self._bound(app) if act == "binding" else self.random.choice(LETTERS) if act == "letter" else act
        self.last.append(f"{type(app.screen).__name__}: {key}")
        app.post_message(Key(key, key_to_character(key)))
        await pilot.pause(None if self.random.random() < PATIENT else 0)

    def _pick(self, acts: tuple[tuple[str, int], ...]) -> str:
        names, weights = zip(*acts, strict=True)
        return str(self.random.choices(names, weights)[0])

    def _bound(self, app: PlannerApp) -> str:
        """A key that does something here."""
        keys = [key for key in app.screen.active_bindings if key not in NEVER]
        return self.random.choice(sorted(keys) or ["escape"])


LETTERS = tuple("abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ1234567890")


async def type_text(app: PlannerApp, pilot: Pilot[Any], text: str) -> None:
    """A text as a terminal pastes it into the field that has the keys."""
    field = app.focused
    if field is not None:
        field.post_message(Paste(text))
    await pilot.pause(0)


def sample(path: Path) -> Book:
    """The sample book on disk, with the same ids every time."""
    book = Book.open(path, now=lambda: NOW, backups=False)
    book.make_id = seeded(7)
    fill(book, NOW, Settings())
    return book


async def soak(folder: Path, keys: int, seed: int, sizes: Sequence[tuple[int, int]] = SIZES) -> tuple[Soak, PlannerApp]:
    """Press so many random keys on the sample book in `folder`; an exception comes out as it is, with the last keys said."""
    place = folder.joinpath(*"deep")
    place.mkdir(parents=True)
    (place / "more.csv").write_text(CSV, encoding="utf-8")
    done = Soak(Random(seed), sizes)
    book = sample(folder / "book.json")
    with chdir(place):
        app = SoakApp(folder / "book.json", Loaded(Settings(), (), folder / "config.toml"), Clock.fixed(NOW), book)
        app.animation_level = "none"  # keys, not frames, are what a soak is about
        try:
            async with app.run_test(size=sizes[0], notifications=True) as pilot:
                await pilot.pause()
                await done.press(app, pilot, keys)
        except Exception as error:
            error.add_note(f"seed {seed}, key {done.pressed}: " + " · ".join(done.last))
            raise
    return done, app


def memory() -> int:
    """Bytes of memory that this process has at the moment; the most it ever had where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024


def rows(keys: int = 2000, seed: int = 1) -> Iterator[Result]:
    """The soak as figures: nothing may break, and a second thousand keys must not need much more than the first."""
    with tempfile.TemporaryDirectory() as name:
        began, folder = time.monotonic(), Path(name)
        done, _ = asyncio.run(soak(folder, keys, seed))
        report = check(folder / "book.json")
    before, half, after = done.memory[0], done.memory[len(done.memory) // 2], done.memory[-1]
    yield Result(f"soak: keys pressed without an exception (seed {seed})", done.pressed, "", keys, "at least")
    yield Result("soak: screens and dialogs seen", len(done.seen), "")
    yield Result("soak: memory before", before / MEGABYTE, "MB")
    yield Result("soak: memory half-way", half / MEGABYTE, "MB")
    yield Result("soak: memory after", after / MEGABYTE, "MB")
    yield Result("soak: what the second half added", (after - half) / MEGABYTE, "MB", 20)
    yield Result("soak: the book is sound (1: yes)", int(report.ok), "", 1, "at least")
    yield Result("soak: time", time.monotonic() - began, "s")


def main(arguments: list[str]) -> int:
    """Print the figures; 1 when something broke."""
    keys, seed = (*(int(each) for each in arguments), 2000, 1)[:2] if len(arguments) != 1 else (int(arguments[0]), 1)
    return 1 if show(rows(keys, seed)) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
