"""Find: any account, person or note by a few letters; Enter opens what was found."""

from collections.abc import Callable
from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Input

from planner.book.find import Hit, search
from planner.book.similar import similar_names
from screens.base import PlannerScreen
from screens.modal import Modal
from widgets.palette import Line, columns, fit
from widgets.rows import Row, Rows
from widgets.typed import Typed

PAUSE = 0.08
"""Seconds without a key before the book is searched."""


class FindScreen(Modal[str | None]):
    """Type; the list follows. The id of the account (or colleague) comes back, or None."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", "Leave", id="leave", tooltip="Back"),
        Binding("down,ctrl+j", "move(1)", "Down", show=False, id="find-down", tooltip="The next one"),
        Binding("up,ctrl+k", "move(-1)", "Up", show=False, id="find-up", tooltip="The one before"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._hits: list[Hit] = []
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        """A field and the list below it."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "Find"
            dialog.border_subtitle = "enter opens · esc leaves"
            yield Typed(placeholder="a name, or words from a note", id="find-text")
            yield Rows(1, id="found")

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one("#found", Rows).styles.height = max(6, min(20, self.app.size.height - 8))
        self.set_focus(self.query_one(Input))

    @on(Input.Changed)
    def look(self) -> None:
        """Search when the typing pauses."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self.search)

    def search(self) -> None:
        """Names first, also those that are only similar; then everything in which the words occur."""
        book = cast("PlannerScreen", self.app.screen_stack[0]).book
        text = self.query_one(Input).value
        hits = search(book, text, limit=200)
        known = {hit.id for hit in hits}
        similar = [hit for hit in similar_names(book, text) if hit.id not in known]
        self._hits = [hit for hit in hits if hit.kind in ("account", "contact")] + similar
        self._hits += [hit for hit in hits if hit.kind not in ("account", "contact")]
        rows = [Row(f"{i}", _row(hit)) for i, hit in enumerate(self._hits)]
        if text.strip() and not rows:
            rows = [Row(None, lambda width: [[(fit(f"nothing with “{text}” in it: try fewer letters", width), "dim")]])]
        self.query_one(Rows).show(rows, key="0")

    def action_move(self, by: int) -> None:
        """Move in the list while the typing goes on."""
        self.query_one(Rows).action_move(by)

    @on(Input.Submitted)
    @on(Rows.Chosen)
    def choose(self) -> None:
        """Open what the cursor is on."""
        if self._pause is not None:
            self._pause.stop()
            self.search()
        key = self.query_one(Rows).key
        if key is not None:
            hit = self._hits[int(key)]
            self.dismiss(hit.account or (hit.id if hit.kind == "contact" else None))


def _row(hit: Hit) -> Callable[[int], list[Line]]:
    def lines(width: int) -> list[Line]:
        return [columns(width, [(hit.kind, "dim", 11), (hit.title, "bold", 0), (hit.detail, "dim", width // 2)])]

    return lines
