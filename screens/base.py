"""What every screen of the program does alike: the bar on top, changes that are saved or said not to be, fresh data."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.events import Click, ScreenResume
from textual.screen import Screen
from textual.widgets import Static

from planner.book import Book, BookError, Gone
from planner.book.book import Work
from planner.book.records import Record
from planner.settings import Settings
from planner.storage import StorageError
from planner.wording import one_line
from screens.later import later
from widgets.hints import Hints
from widgets.palette import Line, content, fit

if TYPE_CHECKING:
    from screens.app import PlannerApp

SCREENS: tuple[tuple[str, str, str], ...] = (
    ("1", "today", "Today"),
    ("2", "accounts", "Accounts"),
    ("3", "romance", "Romance"),
    ("4", "referrals", "Referrals"),
    ("5", "week", "Week"),
)


class TopBar(Static):
    """Where one is, what else there is, and what time it is."""

    _shown: Line | None = None
    _places: tuple[tuple[int, int, str], ...] = ()
    """Where each screen's name begins and ends, in cells, and which screen it is."""

    def on_click(self, event: Click) -> None:
        """A click on a screen's name goes there, as its key does."""
        at = event.get_content_offset(self)
        wanted = next((name for begin, end, name in self._places if at and begin <= at.x < end), None)
        if wanted and isinstance(self.screen, PlannerScreen) and self.app.check_action("go", (wanted,)):
            self.screen.planner.action_go(wanted)

    def show(self, here: str, now: datetime, timer: str = "") -> None:
        """Mark the screen one is on; `timer` is shown while a call runs."""
        wide = self.app.size.width >= 72
        line: Line = [("Planner  ", "bold")] if wide else []
        at, places = sum(len(text) for text, _ in line), []
        for key, name, title in SCREENS:
            chosen = name == here
            places.append((at, at + len(key) + 1 + len(title), name))
            at = places[-1][1] + (2 if wide else 1)
            line += [(key, "key"), (f" {title}", "title" if chosen else "dim"), ("  " if wide else " ", "")]
        self._places = tuple(places)
        room = self.app.size.width - 2 - sum(len(text) for text, _ in line)
        clocks = (f"{now:%a %d %b %H:%M}", f"{now:%d %b %H:%M}", f"{now:%H:%M}", "")
        timer = fit(timer, min(cell_len(timer), max(0, room - 7)))
        clock = next(each for each in clocks if len(each) + cell_len(timer) + (3 if timer else 1) <= room or not each)
        gap = room - cell_len(timer) - len(clock) - (2 if timer else 0)
        line += [(" " * max(1, gap), ""), (timer, "late"), ("  " if timer else "", ""), (clock, "dim")]
        if line != self._shown:
            self._shown = line
            self.update(content(line), layout=False)


class PlannerScreen(Screen[None]):
    """A screen of the program. Subclasses give `name_in_bar`, `body` and `refresh_book`."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-normal"), (104, "-wide")]
    name_in_bar: ClassVar[str] = ""
    help_text: ClassVar[str] = ""
    """What this screen is for, in a few sentences, for the help."""
    _seen: int = -1
    _ticks = False
    _resumed = False

    def compose(self) -> ComposeResult:
        """The bar, the screen's own, the footer; the width is known, so nothing is laid out for another first."""
        name = self._get_breakpoint_classes(self.app.size.width, self.HORIZONTAL_BREAKPOINTS)
        self.update_classes(dict.fromkeys(name, True), animate=False)
        yield TopBar()
        yield from self.body()
        yield Hints()

    def body(self) -> ComposeResult:
        """What stands between the bar and the footer."""
        yield from ()

    def _compositor_refresh(self) -> None:
        """Paint; not while the app holds its updates back, when Textual would paint everything and throw it away."""
        if not self.app._batch_count:
            super()._compositor_refresh()
            self.painted()

    def painted(self) -> None:
        """A frame was painted."""

    @property
    def planner(self) -> "PlannerApp":
        """The app, by its own type."""
        return cast("PlannerApp", self.app)

    @property
    def book(self) -> Book:
        """The book that is open."""
        return self.planner.book

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.planner.settings

    @property
    def now(self) -> datetime:
        """The moment it is."""
        return self.planner.clock.now()

    def on_mount(self) -> None:
        """Show the book as it is. Textual calls this itself, after a subclass's own; once is enough."""
        if not self._ticks:
            self._ticks = True
            self.show_bar()
            self.bring_up_to_date()
            self.set_interval(1, self.show_bar)

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Coming back: the book may have changed meanwhile. The first time, all was just made and wears its styles already."""
        event.refresh_styles = event.refresh_styles and self._resumed
        self._resumed = True
        self.show_bar()
        self.bring_up_to_date()

    def on_resize(self) -> None:
        """Lay the bar out anew."""
        later(self, self.show_bar)

    def show_bar(self) -> None:
        """The bar on top, with the running call."""
        if self.is_current:
            self.query_one(TopBar).show(self.name_in_bar, self.now, self.planner.timer.label(self.now))

    def bring_up_to_date(self, force: bool = False) -> None:
        """Ask the rules again when the book has changed since this screen last did."""
        if not self.planner.ready:
            self.show_reading()
        elif force or self._seen != self.book.version:
            self._seen = self.book.version
            self.refresh_book()

    def begin(self) -> None:
        """A key comes: what is still to be shown has to be there."""

    def refresh_book(self) -> None:
        """Ask the rules and show what they say."""

    def show_reading(self) -> None:
        """What to show while a large book is being read."""

    def change(self, label: str, *what: Record | Gone | Work, undoable: bool = True, say: str | None = None) -> bool:
        """Change the book; True once it is saved. When it can't be, the user reads why, and nothing has changed."""
        try:
            self.book.change(label, *what, undoable=undoable)
        except (StorageError, BookError) as error:
            self.say(str(error), "error")
            return False
        if say is not None:
            self.say(say)
        self.planner.book_changed()
        return True

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave; nothing when it was left already, as by a key that was held too long."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def say(self, text: str, severity: str = "information") -> None:
        """A toast; whatever it quotes is text."""
        self.planner.say(text, severity)

    def shown(self, text: str) -> str:
        """User text for one line of a screen."""
        return one_line(text)
