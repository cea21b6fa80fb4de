"""The app: ties the screens to one book, one clock and one set of settings."""

from pathlib import Path
from typing import Any

from textual.binding import Binding
from textual.screen import Screen

from planner.book import Book
from planner.clock import Clock
from planner.settings import Loaded
from screens.base import SCREENS, PlannerScreen
from screens.holding import BookApp
from screens.lazy import MODES, make
from screens.settled import choose_theme, dress, put_in_force, started
from screens.themes import defaults


class PlannerApp(BookApp):
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
        super().__init__(path, loaded, clock, book)
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
        """Put the theme and the keys in place."""
        put_in_force(self, self.loaded)
        self.set_timer(0.5, started)

    def _fatal_error(self) -> None:
        """A mistake of ours ends the program; Textual would print its traceback, with all that the screens hold, to the user."""
        self.mistake = self._exception
        self._close_messages_no_wait()

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
