"""Keys that the user has remapped in config.toml, checked for clashes before they are put in place."""

from collections.abc import Mapping


def keymap_of(wanted: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The keymap, and a line for each key that two actions would share (the later one keeps its usual key)."""
    taken: dict[str, str] = {}
    keymap: dict[str, str] = {}
    clashes: list[str] = []
    for action, keys in wanted.items():
        clash = next((taken[key] for key in keys.split(",") if key in taken), None)
        if clash:
            clashes.append(f"[keys] {action}: {keys} is taken by {clash}; {action} keeps its usual key")
            continue
        taken |= dict.fromkeys(keys.split(","), action)
        keymap[action] = keys
    return keymap, clashes
