"""The app as it holds the book: open, read in the background where it is large, up to date with what other programs do to it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from planner.book import Book, BookError
from planner.book.records import Meeting
from planner.clock import Clock
from planner.settings import Loaded
from planner.storage import StorageError
from planner.wording import clean, one_line
from screens.base import PlannerScreen
from screens.patient import PatientApp
from screens.timer import CallTimer
from screens.trail import TrailScreen

LARGE = 20_000
"""Touches from which a book is read in the background."""


class BookApp(PatientApp):
    """An app on one book, one clock and one set of settings."""

    def __init__(self, path: Path, loaded: Loaded, clock: Clock, book: Book | None = None) -> None:
        """Opens the book at `path`; StorageError says in one line why it can't be opened."""
        super().__init__()
        self.loaded, self.settings, self.clock = loaded, loaded.settings, clock
        self.book = book or Book.open(path, now=clock.now)
        self.timer = CallTimer(self.book)
        self.ready = len(self.book.touches) <= LARGE
        """Whether the whole book is in memory; a career's worth is read while the first frame stands already."""
        self.importing = False
        """Whether a file is being brought in: the book is left alone meanwhile."""
        self._meetings: tuple[date, tuple[Meeting, ...]] | None = None

    def on_mount(self) -> None:
        """Look for other programs' changes once a second. Textual calls this besides a subclass's own."""
        self.set_interval(1, self.look)
        if not self.ready:
            self.call_after_refresh(lambda: self.run_worker(self._read, thread=True, name="reading the book"))

    def _read(self) -> None:
        """Read a large book, in a thread of its own."""
        try:
            self.book.warm()
        except StorageError as error:
            self.call_from_thread(self.say, str(error), "error")
        self.call_from_thread(self._is_read)

    def _is_read(self) -> None:
        self.ready = True
        self.book_changed()

    def on_unmount(self) -> None:
        """Bring the file up to date."""
        try:
            self.book.close()
        except StorageError as error:
            self.log.error(str(error))

    def look(self) -> None:
        """Take in what other processes wrote, and say what the storage has to say."""
        if not self.ready or self.importing:
            return
        try:
            if self.book.refresh():
                self.book_changed()
        except StorageError as error:
            self.say(str(error), "error")
        for notice in self.book.database.notices:
            self.say(notice, "warning")
        self.book.database.notices.clear()

    def book_changed(self) -> None:
        """Let the screen that is shown ask the rules again; the others do when they are shown."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, PlannerScreen):
                screen.bring_up_to_date()
                break

    def say(self, text: str, severity: Any = "information") -> None:
        """A toast; whatever it quotes is text, never markup."""
        self.notify(clean(text), severity=severity, markup=False, timeout=12 if severity == "error" else 4)

    def meetings(self, day: date) -> tuple[Meeting, ...]:
        """The calendar's meetings of a day; what can't be read of it is said once."""
        if not self.settings.calendar.files:
            return ()
        from planner.exchange.calendars import read_meetings

        reading = read_meetings(self.settings, day, day, self.clock.zone)
        if self._meetings is None or self._meetings[0] != day:
            for problem in reading.problems:
                self.say(problem, "warning")
        self._meetings = (day, tuple(reading.meetings))
        return self._meetings[1]

    def action_undo(self) -> None:
        """Take the last change back and name it."""
        label = self._again("Taken back", "Nothing to undo", self.book.undo)
        if label and (screen := self._trail_screen()):
            screen.went_back(label)

    def action_redo(self) -> None:
        """Bring back what was undone and name it."""
        label = self._again("Brought back", "Nothing to redo", self.book.redo)
        if label and (screen := self._trail_screen()):
            screen.went_forth(label)

    def _trail_screen(self) -> TrailScreen | None:
        """The screen that is shown, when its changes lead back to rows."""
        return self.screen if isinstance(self.screen, TrailScreen) else None

    def _again(self, done: str, nothing: str, change: Callable[[], str | None]) -> str | None:
        try:
            label = change()
        except (StorageError, BookError) as error:
            self.say(str(error), "error")
            return None
        self.say(f"{done}: {one_line(label)}" if label else nothing)
        self.book_changed()
        return label
