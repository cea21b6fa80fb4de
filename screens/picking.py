"""One of many, picked from a list: themes, columns, words. What the cursor is on can be tried while one looks."""

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from screens.modal import Modal
from widgets.palette import Line, columns, content
from widgets.rows import Row, Rows

Choice = tuple[str, str, str]
"""What is handed back, its name, and what there is to say about it."""


class PickScreen(Modal[str | None]):
    """Enter hands back what the cursor is on, Escape None."""

    BINDINGS = [Binding("escape", "dismiss(None)", "Leave it", id="leave", tooltip="Change nothing")]

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        current: str | None = None,
        look_at: Callable[[str], None] | None = None,
    ) -> None:
        """`look_at` is called with whatever the cursor comes to."""
        super().__init__()
        self._heading, self._choices, self._current, self._look_at = title, choices, current, look_at

    def compose(self) -> ComposeResult:
        """The list."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = content([(self._heading, "")])
            dialog.border_subtitle = "enter takes it · esc leaves it"
            yield Rows(1, id="choices")

    def on_mount(self) -> None:
        """Begin with what is in force."""
        rows = self.query_one(Rows)
        rows.styles.height = max(1, min(len(self._choices), self.app.size.height - 6))
        width = min(30, max(len(name) for _, name, _ in self._choices) + 2)
        rows.show([Row(key, _row(name, said, width)) for key, name, said in self._choices], key=self._current)
        self.set_focus(rows)

    @on(Rows.Highlighted)
    def look(self, event: Rows.Highlighted) -> None:
        """Try what the cursor is on."""
        if self._look_at and event.key is not None:
            self._look_at(event.key)

    @on(Rows.Chosen)
    def take(self, event: Rows.Chosen) -> None:
        """This one."""
        self.dismiss(event.key)


def _row(name: str, said: str, wide: int) -> Callable[[int], list[Line]]:
    def lines(width: int) -> list[Line]:
        if not said:
            return [columns(width, [(name, "", 0)])]
        return [columns(width, [(name, "", min(wide, width * 2 // 3)), (said, "dim", 0)])]

    return lines
