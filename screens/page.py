"""A page to read: some lines over the screen, scrolled with the arrows, closed with Escape."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from screens.modal import Modal
from widgets.palette import Line, content


class PageScreen(Modal[None]):
    """Shows lines made for the width that there is."""

    BINDINGS = [
        Binding("escape,enter,q", "dismiss", "Close", id="close-page", tooltip="Back to where you were"),
        Binding("down,j", "scroll(1)", "Down", show=False, id="page-on", tooltip="Further"),
        Binding("up,k", "scroll(-1)", "Up", show=False, id="page-back", tooltip="Back"),
    ]

    def __init__(self, title: str, lines: Callable[[int], Sequence[Line]]) -> None:
        super().__init__()
        self._heading, self._lines_at = title, lines

    def compose(self) -> ComposeResult:
        """The lines in a dialog."""
        with VerticalScroll(classes="dialog", id="page") as dialog:
            dialog.border_title = content([(self._heading, "")])
            dialog.border_subtitle = "esc closes"
            yield Static(content(*self._lines_at(min(68, self.app.size.width - 10))))

    def action_scroll(self, by: int) -> None:
        """A line on or back."""
        self.query_one("#page", VerticalScroll).scroll_relative(y=by, animate=False)
