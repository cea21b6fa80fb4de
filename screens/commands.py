"""The palette: every action that can be done where one is, by its name and with its key."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from textual.app import App, SystemCommand
from textual.command import CommandPalette
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.worker import Worker


class Palette(CommandPalette):
    """Textual's palette; a search that is still going on when Escape takes its list away ends quietly."""

    def run_worker(self, *work: Any, **options: Any) -> Worker[Any]:
        """Start a search, which may fail without taking the program along."""
        return super().run_worker(*work, **options | {"exit_on_error": False})

    async def _watch__show_busy(self) -> None:
        with suppress(NoMatches):
            await super()._watch__show_busy()

    def _watch__list_visible(self) -> None:
        with suppress(NoMatches):
            super()._watch__list_visible()


def commands_of(app: App[Any], screen: Screen[Any]) -> Iterator[SystemCommand]:
    """What the palette offers on a screen: each action once, with its first key."""
    seen: set[tuple[int, str]] = set()
    for active in screen.active_bindings.values():
        binding, does = active.binding, (id(active.node), active.binding.action)
        if binding.tooltip and active.enabled and does not in seen:
            seen.add(does)
            yield SystemCommand(
                f"{binding.description} · {app.get_key_display(binding)}",  # no brackets: the palette takes titles as markup
                binding.tooltip,
                lambda a=binding.action, n=active.node: app.run_action(a, n),
            )
