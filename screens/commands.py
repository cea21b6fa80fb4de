"""The palette: every action that can be done where one is, by its name and with its key."""

from collections.abc import Iterator
from typing import Any

from textual.app import App, SystemCommand
from textual.screen import Screen


def commands_of(app: App[Any], screen: Screen[Any]) -> Iterator[SystemCommand]:
    """What the palette offers on a screen."""
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.tooltip and active.enabled:
            yield SystemCommand(
                f"{binding.description}  [{app.get_key_display(binding)}]",
                binding.tooltip,
                lambda a=binding.action, n=active.node: app.run_action(a, n),
            )
