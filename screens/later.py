"""What a screen does a moment later, unless it was left meanwhile."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from textual.css.query import NoMatches
from textual.screen import Screen


def later(screen: Screen[Any], act: Callable[..., object], *arguments: object) -> None:
    """Do something once a screen has been laid out; when it was left by then its parts are gone, and nothing is done."""

    def unless_left() -> None:
        with suppress(NoMatches):
            act(*arguments)

    screen.call_after_refresh(unless_left)
