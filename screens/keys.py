"""Keys that the user has remapped in config.toml, checked for clashes before they are put in place."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any

from textual.binding import Binding
from textual.keys import Keys, _character_to_key

from screens.lazy import PLACES


def keymap_of(wanted: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The keymap, and a line for each wish that can't be granted: an unknown action, or a key that another action has.

    An action that clashes keeps its usual key, as Textual would silently take the key from the other.
    """
    usual = usual_keys()
    keymap: dict[str, str] = {}
    clashes: list[str] = []
    for action, keys in wanted.items():
        if action not in usual:
            clashes.append(f"[keys] {action}: there is no such action; the help (?) and the palette name them")
            continue
        odd = next((key for key in keys.split(",") if not is_key(key)), None)
        if odd is not None:
            clashes.append(f"[keys] {action}: {odd!a} is no key, such as f, f5 or ctrl+o; {action} keeps its usual key")
            continue
        taken = {key: other for other, has in (usual | keymap).items() if other != action for key in has.split(",")}
        clash = next((key for key in keys.split(",") if key in taken), None)
        if clash:
            clashes.append(f"[keys] {action}: {clash} is the key of {taken[clash]}; {action} keeps its usual key")
        else:
            keymap[action] = keys
    return keymap, clashes


def is_key(key: str) -> bool:
    """Whether a keyboard could have it: a letter or sign, or the name of one, after any of ctrl, alt and shift."""
    *held, last = key.split("+")
    if not set(held) <= {"ctrl", "alt", "shift", "super"}:
        return False
    return (len(last) == 1 and last.isprintable() and last != " ") or last in _names()


@cache
def _names() -> frozenset[str]:
    """What textual calls the keys that are no letters."""
    signs = (_character_to_key(chr(code)) for code in range(33, 127))
    return frozenset((*(each.value for each in Keys), *signs))


def usual_keys() -> dict[str, str]:
    """Every action of every screen with the keys it has by default."""
    return {action: binding.key for action, binding in actions().items()}


def actions() -> dict[str, Binding]:
    """Every action of every screen, by its name in [keys]."""
    found: dict[str, Binding] = {}
    for module, name in (("screens.app", "PlannerApp"), ("widgets.rows", "Rows"), *PLACES.values()):
        for owner in getattr(import_module(module), name).__mro__:
            for binding in _own(owner):
                if binding.id:
                    found.setdefault(binding.id, binding)
    return found


def _own(owner: type[Any]) -> Iterator[Binding]:
    if owner.__module__.startswith(("screens", "widgets")):
        yield from (each for each in owner.__dict__.get("BINDINGS", ()) if isinstance(each, Binding))
