"""What the cursor is on, in full: as much as there is room for below the list, the whole of it on a page of its own."""

from textual.binding import Binding
from textual.widgets import Static

from planner.wording import one_line
from screens.base import PlannerScreen
from screens.page import PageScreen
from widgets.items import Item
from widgets.palette import content, wrapped

LOW, HIGH = 30, 45
"""Rows of the terminal from which there is room for a third line, and for five."""


class InFull(PlannerScreen):
    """A screen with a list of items and, below it, what the one under the cursor says. `item` says which."""

    BINDINGS = [
        Binding("t", "read", "Text", show=False, id="read", tooltip="Read the whole of what the cursor is on"),
    ]

    def item(self) -> Item | None:
        """What the cursor is on."""
        raise NotImplementedError("a screen of items says which is selected")

    def show_in_full(self) -> None:
        """The lines below the list; where they end too early, it is said how to read on."""
        item, box = self.item(), self.query_one("#full", Static)
        height = self.size.height
        room = 2 if height < LOW else 3 if height < HIGH else 5
        width = max(20, self.size.width - 2)
        lines = wrapped(item.says, width) if item and item.says else []
        if len(lines) > room:
            rest = wrapped(" ".join(line[-1][0] for line in lines[room - 1 :]), width - len(MORE))[0]
            lines = [*lines[: room - 1], [*rest, (MORE, "key")]]
        box.styles.height = room + 1  # and the rule above it
        box.update(content(*lines))

    def action_read(self) -> None:
        """All of it, with its paragraphs."""
        item = self.item()
        if item is None or not item.says:
            return
        text, note = item.says, getattr(item.record, "note", "")
        if "\n" in note:
            text = text.replace(one_line(note), f"\n\n{note}", 1)
        self.planner.push_screen(PageScreen("In full", lambda width: wrapped(text, width)))


MORE = " … t reads on"
