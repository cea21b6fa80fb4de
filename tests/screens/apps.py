"""Apps for tests of the screens: on the sample book, or on a small one, always at the same fixed moment."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from textual.events import Paste

from planner.book import Book
from planner.book.ids import seeded
from planner.clock import Clock
from planner.demo import fill
from planner.settings import Loaded, Settings
from screens.app import PlannerApp

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=ZoneInfo("Europe/London"))
"""A Monday morning."""


def app_on(book: Book, settings: Settings | None = None) -> PlannerApp:
    """The app on a book of the test's own, at NOW."""
    return PlannerApp(Path("test.planner"), Loaded(settings or Settings(), (), None), Clock.fixed(NOW), book)


def demo_app(settings: Settings | None = None) -> PlannerApp:
    """The app on the sample book, at NOW."""
    book = Book.in_memory(seeded(1))
    fill(book, NOW, settings or Settings())
    return app_on(book, settings)


async def paste(pilot: Any, text: str) -> None:
    """Put text into the field that has the keys at one go; quicker than a key a letter."""
    pilot.app.screen.focused.post_message(Paste(text))
    await pilot.pause()
