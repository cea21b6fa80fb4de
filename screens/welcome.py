"""The first start: an empty book, and three ways to begin, each one key."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.events import ScreenResume
from textual.widgets import Static

from screens.base import SCREENS, PlannerScreen
from screens.forms import edit_record
from widgets.palette import Line, content, wrapped

DEMO = "demo"
"""What the app hands back when the sample book is to be opened in its stead."""

WAYS: tuple[tuple[str, str, str], ...] = (
    ("i", "Import", "your CRM's CSV, your phone's address cards, your calendar"),
    ("N", "Add an account", "by hand; its name will do for a start"),
    ("t", "Try the demo", "sixty made-up accounts with two years of calls; yours stays as it is"),
)
TOUR: dict[str, str] = {
    "today": "whom to call now, in an order that keeps your balance",
    "accounts": "how every relationship is doing, and what would raise it",
    "romance": "proposals that are out, and what to do before they go quiet",
    "referrals": "whom to ask, whom to thank, and who can open a door",
    "week": "what the week was like, in two minutes on a Friday",
}


class WelcomeScreen(PlannerScreen):
    """Shown in place of Today while there is no account."""

    CSS_PATH = "welcome.tcss"
    name_in_bar: ClassVar[str] = "today"
    help_text: ClassVar[str] = (
        "Your book of business is empty. Import what you have, add an account by hand, or look around in a sample."
    )
    BINDINGS = [
        Binding("i", "app.imports", "Import", id="import", tooltip="Bring in a file: CSV, vCard or calendar"),
        Binding("N", "new", "Add an account", id="new", tooltip="Add an account"),
        Binding("t", "demo", "Try the demo", id="try-demo", tooltip="Open a sample book"),
        Binding("escape", "dismiss", "Later", show=False, id="later", tooltip="To Today, empty as it is"),
    ]

    def body(self) -> ComposeResult:
        """The words, in the middle."""
        with VerticalScroll(id="welcome", can_focus=False):
            yield Static("", id="words")

    def on_mount(self) -> None:
        """No field asks for the keys."""
        super().on_mount()
        self.set_focus(None)

    def on_resize(self) -> None:
        """Lay the words out for the room there is."""
        super().on_resize()
        self._show()

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Once there is an account, the day's plan has the word. Textual calls this besides what every screen does."""
        self._leave()

    def refresh_book(self) -> None:
        """The words; and away as soon as there is an account."""
        self._show()
        self.call_later(self._leave)

    def _leave(self) -> None:
        if len(self.book.accounts) and self.app.screen is self:
            self.dismiss()

    def _show(self) -> None:
        width = min(76, self.size.width - 4)
        low = self.size.height < 24
        lines: list[Line] = [[("A good day to begin.", "title")]]
        lines += [*wrapped("Your book of business is empty. Three ways to fill it, each one key:", width), []]
        for key, name, said in WAYS:
            lines += [[(f" {key}  ", "key"), (name, "bold")], *wrapped(said, width, "dim", indent="    ")]
            lines += [] if low else [[]]
        if not low:
            lines += [[("What there will be", "title")]]
            for key, name, title in SCREENS:
                lines += wrapped(f"{title}: {TOUR[name]}", width, "dim", indent="    ", first=f" {key}  ")
        lines += [[], [("?", "key"), (" help wherever you are   ", "dim"), (",", "key"), (" settings   ", "dim")]]
        lines[-1] += [("q", "key"), (" leave", "dim")]
        self.query_one("#words", Static).update(content(*lines))

    # -- the three ways

    def action_new(self) -> None:
        """Add an account, and open it."""
        edit_record(self, "account", then=self.planner.open_account)

    def action_demo(self) -> None:
        """Leave, for the sample book."""
        self.planner.exit(DEMO)
