"""Screens by name, each imported when it is first shown: the first frame waits for none but its own."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from textual.screen import Screen

PLACES: dict[str, tuple[str, str]] = {
    "today": ("screens.today", "TodayScreen"),
    "accounts": ("screens.accounts", "AccountsScreen"),
    "romance": ("screens.romance", "RomanceScreen"),
    "referrals": ("screens.referrals", "ReferralsScreen"),
    "week": ("screens.week", "WeekScreen"),
    "account": ("screens.account", "AccountScreen"),
    "find": ("screens.find", "FindScreen"),
    "help": ("screens.help", "HelpScreen"),
    "imports": ("screens.imports", "ImportScreen"),
    "welcome": ("screens.welcome", "WelcomeScreen"),
    "settings": ("screens.settings", "SettingsScreen"),
}
"""Name → module and class."""


def make(name: str, *arguments: Any) -> Screen[Any]:
    """A new screen."""
    module, screen = PLACES[name]
    made: Screen[Any] = getattr(import_module(module), screen)(*arguments)
    return made


def _maker(name: str) -> Callable[[], Screen[Any]]:
    return lambda: make(name)


MODES: dict[str, str | Callable[[], Screen[Any]]] = {
    name: _maker(name) for name in ("today", "accounts", "romance", "referrals", "week")
}
