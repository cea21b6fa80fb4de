"""The line at the bottom: a few keys with what they do, as many as there is room for; what opens the help always has it."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

KEY, SAYS = "$footer-key-foreground bold", "$footer-description-foreground"
LAST = "help"
"""The binding that is never left out: it names all the others."""


class Hint(NamedTuple):
    """A key that can be pressed now."""

    key: str
    shown: str
    says: str
    enabled: bool
    tooltip: str
    id: str | None

    @property
    def text(self) -> str:
        """As it stands in the line."""
        return f" {self.shown} {self.says} "


class Hints(Widget):
    """One widget and one line: Textual's footer is a widget a key, and each of them costs a start and every change of screen."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Hints { dock: bottom; height: 1; color: $footer-foreground; background: $footer-background; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._hints: tuple[Hint, ...] | None = None

    def on_mount(self) -> None:
        """Look whenever other keys can be pressed."""
        self.screen.bindings_updated_signal.subscribe(self, self.bindings_changed)

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Show the keys that can be pressed now."""
        if self.is_attached and screen is self.screen and screen.app.app_focus and self._hints is not None:
            before, self._hints = self._hints, self._read()
            if before != self._hints:
                self.refresh()

    def render(self) -> Content:
        """The hints that there is room for."""
        if self._hints is None:
            self._hints = self._read()
        parts: list[tuple[str, str]] = []
        for hint in self._fitting():
            dim = "" if hint.enabled else " dim"
            parts += [(f" {hint.shown} ", KEY + dim), (f"{hint.says} ", SAYS + dim)]
        return Content.assemble(*parts)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A click is the key."""
        hint = self._at(event.x)
        if hint and hint.enabled:
            self.app.simulate_key(hint.key)
        elif hint:
            self.app.bell()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """What is under the pointer explains itself."""
        hint = self._at(event.x)
        tooltip = hint.tooltip or None if hint else None
        if self.tooltip != tooltip:
            self.tooltip = tooltip

    def _read(self) -> tuple[Hint, ...]:
        """Every action that is shown, with its first key; then what the screen shows besides, where there is room."""
        besides: Sequence[str] = getattr(self.screen, "besides", ())
        found: dict[str, Hint] = {}
        for _, binding, enabled, tooltip in self.screen.active_bindings.values():
            if (binding.show or binding.id in besides) and binding.action not in found:
                shown = self.app.get_key_display(binding)
                found[binding.action] = Hint(binding.key, shown, binding.description, enabled, tooltip, binding.id)
        places = {id: place for place, id in enumerate(besides, 1)} | {LAST: len(besides) + 1}
        return tuple(sorted(found.values(), key=lambda hint: places.get(hint.id or "", 0)))

    def _fitting(self) -> list[Hint]:
        """What fits into the line whole; the help gets its room first."""
        hints = self._hints or ()
        left = self.size.width - sum(cell_len(hint.text) for hint in hints if hint.id == LAST)
        fitting = []
        for hint in hints:
            wide = cell_len(hint.text) if hint.id != LAST else 0
            if wide <= left:
                left -= wide
                fitting.append(hint)
        return fitting

    def _at(self, x: int) -> Hint | None:
        """The hint in a column."""
        for hint in self._fitting():
            x -= cell_len(hint.text)
            if x < 0:
                return hint
        return None
