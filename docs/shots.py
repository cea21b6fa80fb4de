"""Pictures of every screen, from the sample book at a fixed moment: `python -m docs.shots` writes them into docs/pictures/."""

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from planner.book import Book
from planner.book.ids import seeded
from planner.clock import Clock
from planner.demo import fill
from planner.settings import Loaded, Settings
from screens.app import PlannerApp
from screens.lazy import make

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=ZoneInfo("Europe/London"))
"""A Monday morning."""
SIZE = (120, 40)
FOLDER = Path(__file__).parent / "pictures"
SHOTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("today", "planner-dark", ("j", "j")),
    ("today-light", "planner-light", ("j", "j")),
    ("log", "planner-dark", ("c", *"Wants")),
    ("accounts", "planner-dark", ("2", "j", "j")),
    ("account", "planner-dark", ("A",)),
    ("romance", "planner-dark", ("3", "j")),
    ("referrals", "planner-dark", ("4", "j")),
    ("week", "planner-dark", ("5",)),
    ("find", "planner-dark", ("f", *"ann")),
    ("import", "planner-dark", ("enter",)),
    ("settings", "planner-dark", ("comma", "j")),
    ("help", "planner-dark", ("question_mark",)),
    ("welcome", "planner-dark", ()),
)
"""Name of the picture, theme, and the keys that lead there."""


def an_app(folder: Path, empty: bool) -> PlannerApp:
    """The app on the sample book (or an empty one), with the settings that everybody begins with."""
    book = Book.in_memory(seeded(7))
    if not empty:
        fill(book, NOW, Settings())
    return PlannerApp(folder / "book.json", Loaded(Settings(), (), Path("config.toml")), Clock.fixed(NOW), book)


EXPORT = """\
Account Name,Industry,Billing City,Phone,Last Order
Northwind Pumps,pumps,Leeds,+44 113 496 0001,2026-03-24
Tollgate & Fen,furniture,Leeds,,2025-06-15
,furniture,Hull,,
Harbour Glass,glass,Hull,+44 1482 496 000,
Tarnbeck Brewers,brewing,Kendal,+44 1539 496 000,2026-10-02
"""
"""What the picture of the import brings in."""


async def shoot(name: str, theme: str, keys: Sequence[str], folder: Path) -> str:
    """One picture."""
    app = an_app(folder, empty=name == "welcome")
    async with app.run_test(size=SIZE) as pilot:
        app.theme = theme
        await pilot.pause()
        if name == "import":
            (folder / "accounts.csv").write_text(EXPORT)
            await app.push_screen(make("imports", folder))
        for key in keys:
            await pilot.press(key)
        for _ in range(3):
            await app.workers.wait_for_complete()
            await pilot.pause(0.1)
        return app.export_screenshot(title="Planner")


def main(names: Sequence[str]) -> int:
    """All pictures, or those that are named; what can't be shown is said, and the others are made."""
    FOLDER.mkdir(exist_ok=True)
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        for name, theme, keys in SHOTS:
            if names and name not in names:
                continue
            try:
                picture = asyncio.run(shoot(name, theme, keys, Path(scratch)))
            except Exception as error:  # whatever goes wrong in one screen, the others are shown
                print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr)
                failed += 1
                continue
            (FOLDER / f"{name}.svg").write_text(picture, encoding="utf-8")
            print(f"docs/pictures/{name}.svg")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
