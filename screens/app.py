"""The app: ties the screens to one book, one clock and one set of settings."""

from datetime import date
from pathlib import Path
from typing import Any

from textual.binding import Binding
from textual.screen import Screen

from planner.book import Book, BookError
from planner.book.records import Meeting
from planner.clock import Clock
from planner.settings import Loaded
from planner.storage import StorageError
from planner.wording import clean, one_line
from screens.base import SCREENS, PlannerScreen
from screens.lazy import MODES, make
from screens.patient import PatientApp
from screens.settled import choose_theme, dress, put_in_force, started
from screens.themes import defaults
from screens.timer import CallTimer

LARGE = 20_000
"""Touches from which a book is read in the background."""


class PlannerApp(PatientApp):
    """Planner's screens on the book at `path`."""

    CSS_PATH = ["app.tcss", "today.tcss"]  # the first screen's with the app's: another later would have all read again
    TITLE = "Planner"
    ENABLE_COMMAND_PALETTE = True
    MODES = MODES
    DEFAULT_MODE = "today"
    BINDINGS = [
        *(
            Binding(key, f"go('{name}')", title, show=False, id=f"go-{name}", tooltip=f"To {title}")
            for key, name, title in SCREENS
        ),
        Binding("f", "find", "Find", show=False, id="find", tooltip="Find an account, a person or any note"),
        Binding("u", "undo", "Undo", show=False, id="undo", tooltip="Take the last change back"),
        Binding("U", "redo", "Redo", show=False, id="redo", tooltip="Bring back what was undone"),
        Binding("i", "imports", "Import", show=False, id="import", tooltip="Bring in a file: CSV, vCard or calendar"),
        Binding(
            "comma", "settings", "Settings", show=False, key_display=",", id="settings", tooltip="Change the settings"
        ),
        Binding(
            "ctrl+t", "change_theme", "Colours", show=False, id="theme", tooltip="Look at the themes, and choose one"
        ),
        Binding("question_mark", "help", "Help", key_display="?", id="help", tooltip="What can be done here"),
        Binding("q", "quit", "Quit", show=False, id="quit", tooltip="Leave; everything is saved already"),
    ]

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
        self.mistake: Exception | None = None
        """What went wrong in the program itself, when that ended it."""
        dress(self)
        self._dressed = False

    def refresh_css(self, animate: bool = True) -> None:
        """Other colours. Textual asks for this at every start, too, when all that is shown wears them already."""
        if self._dressed:
            super().refresh_css(animate)
        else:
            self._dressed = True
            self.screen._css_update_count = self._css_update_count

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colours, where a theme has none of that name."""
        return defaults(self.current_theme.dark)

    def on_mount(self) -> None:
        """Put the theme and the keys in place, and look for other processes' changes once a second."""
        put_in_force(self, self.loaded)
        self.set_interval(1, self.look)
        self.set_timer(0.5, started)
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

    def _fatal_error(self) -> None:
        """A mistake of ours ends the program; Textual would print its traceback, with all that the screens hold, to the user."""
        self.mistake = self._exception
        self._close_messages_no_wait()

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

    def get_system_commands(self, screen: Screen[Any]) -> Any:
        """The palette: every action that can be done here with its key, then the themes."""
        from screens.commands import commands_of

        return commands_of(self, screen)

    def action_command_palette(self) -> None:
        """Every action by its name."""
        from screens.commands import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a file is brought in, the book is left alone: the Import screen says how to stop it."""
        return not self.importing or action in ("help", "change_theme", "command_palette")

    # -- actions that are the same everywhere

    def action_go(self, name: str) -> None:
        """Another screen."""
        while isinstance(self.screen, PlannerScreen) and len(self.screen_stack) > 1:
            self.pop_screen()
        self.switch_mode(name)

    def action_undo(self) -> None:
        """Take the last change back and name it."""
        self._again("Taken back", "Nothing to undo", self.book.undo)

    def action_redo(self) -> None:
        """Bring back what was undone and name it."""
        self._again("Brought back", "Nothing to redo", self.book.redo)

    def _again(self, done: str, nothing: str, change: Any) -> None:
        try:
            label = change()
        except (StorageError, BookError) as error:
            self.say(str(error), "error")
            return
        self.say(f"{done}: {one_line(label)}" if label else nothing)
        self.book_changed()

    def action_find(self) -> None:
        """Find anything."""
        self.push_screen(make("find"), lambda about: self.open_account(about) if about else None)

    def open_account(self, about: str) -> None:
        """Open an account or a colleague by id."""
        self.push_screen(make("account", about))

    def action_imports(self) -> None:
        """Bring in a file."""
        self._open("imports")

    def action_settings(self) -> None:
        """Change the settings."""
        self._open("settings")

    def _open(self, name: str) -> None:
        """A screen that opens from anywhere, once."""
        if isinstance(self.screen, PlannerScreen) and self.screen.name_in_bar != name:
            self.push_screen(make(name))

    def action_change_theme(self) -> None:
        """Choose other colours."""
        choose_theme(self)

    def action_help(self) -> None:
        """What can be done here."""
        self.push_screen(make("help", self.screen))
