"""Help: what can be done where one is, built from the bindings themselves."""

from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from planner.book.vocabulary import OUTCOME_RULES
from screens.base import PlannerScreen
from screens.modal import Modal
from widgets.palette import Line, content, wrapped

KEY_WIDTH = 14


class HelpScreen(Modal[None]):
    """The keys of a screen with what they do, in the order of use."""

    BINDINGS = [
        Binding("escape,question_mark,q", "dismiss", "Close", id="close-help", tooltip="Back to where you were"),
        Binding("down,j", "scroll(1)", "Down", show=False, id="help-down", tooltip="Further"),
        Binding("up,k", "scroll(-1)", "Up", show=False, id="help-up", tooltip="Back"),
    ]

    def __init__(self, about: Screen[Any]) -> None:
        super().__init__()
        self._about = about

    def compose(self) -> ComposeResult:
        """What the screen is for, then its keys."""
        with VerticalScroll(classes="dialog", id="help") as dialog:
            name = getattr(self._about, "name_in_bar", "") or type(self._about).__name__.removesuffix("Screen")
            dialog.border_title = content([(f"Help: {name.capitalize()}", "")])
            dialog.border_subtitle = "esc closes"
            yield Static(content(*self._lines()))

    def _lines(self) -> list[Line]:
        width = min(68, self.app.size.width * 96 // 100 - 7)
        lines: list[Line] = []
        if isinstance(self._about, PlannerScreen) and self._about.help_text:
            lines += [*wrapped(self._about.help_text, width), []]
        groups: dict[str, list[Line]] = {"Log a call": [], "Here": [], "Move": [], "Everywhere": []}
        outcome_ids = {f"log-{rule.outcome.replace(' ', '-')}" for rule in OUTCOME_RULES}
        seen: set[tuple[int, str]] = set()
        for active in self._about.active_bindings.values():
            binding, does = active.binding, (id(active.node), active.binding.action)
            if not binding.tooltip or does in seen:
                continue
            seen.add(does)
            entry = wrapped(binding.tooltip, width, indent=" " * KEY_WIDTH)
            entry[0][0] = (f"{self._keys(*does):<{KEY_WIDTH}}", "key")
            if binding.id in outcome_ids:
                groups["Log a call"] += entry
            elif active.node is self.app:
                groups["Everywhere"] += entry
            elif active.node is self._about:
                groups["Here"] += entry
            else:
                groups["Move"] += entry
        groups["Everywhere"].append([(f"{'ctrl+p':<{KEY_WIDTH}}", "key"), ("Every action by name, and the themes", "")])
        for title, entries in groups.items():
            if entries:
                lines += [[(title, "title")], *entries, []]
        return lines[:-1]

    def _keys(self, node: int, action: str) -> str:
        """All keys of what one part of the screen does, as they are written on a keyboard."""
        keys = [
            self.app.get_key_display(each.binding)
            for each in self._about.active_bindings.values()
            if (id(each.node), each.binding.action) == (node, action)
        ]
        return " ".join(dict.fromkeys(keys))[:KEY_WIDTH]

    def action_scroll(self, by: int) -> None:
        """Read further."""
        self.query_one("#help", VerticalScroll).scroll_relative(y=by * 3, animate=False)
