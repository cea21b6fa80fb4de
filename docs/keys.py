"""docs/keys.md: every key of every screen and dialog, from the bindings themselves."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from textwrap import fill
from typing import Any

from textual.binding import Binding
from textual.keys import key_to_character

import screens
from screens.calling import CallingScreen
from screens.keys import actions
from screens.lazy import PLACES
from screens.modal import Modal

NAMES = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "escape": "Esc", "enter": "Enter", "space": "Space", "tab": "Tab",
    "shift+tab": "Shift+Tab", "backspace": "Backspace", "insert": "Insert", "home": "Home", "end": "End",
    "pageup": "Page Up", "pagedown": "Page Down", "slash": "/", "plus": "+", "minus": "-",
}  # fmt: skip
TITLES = {
    "today": "`1` Today",
    "accounts": "`2` Accounts",
    "romance": "`3` Romance",
    "referrals": "`4` Referrals",
    "week": "`5` Week",
    "account": "An account (`Enter` on Accounts, `A` elsewhere)",
    "circle": "The inner circle (`C` on Accounts)",
    "imports": "`i` Import",
    "settings": "`,` Settings",
    "welcome": "The first start",
}
"""Screen → its heading, in the order of use; what is not here is a dialog."""
DIALOGS = {
    "LogScreen": "Logging a call",
    "AskScreen": "A question with fields",
    "ChooseScreen": "A question with letters",
    "PickScreen": "A list to choose from",
    "FindScreen": "Find",
    "StepScreen": "The next step of a proposal",
    "MergeScreen": "Two into one",
    "RetrospectScreen": "Taking stock of the week",
    "BehindScreen": "What is behind a figure",
    "YearScreen": "The year",
    "ColumnsScreen": "What the columns of a file hold",
    "PageScreen": "A page to read",
    "HelpScreen": "Help",
}
INTRODUCTION = """\
# Keys

`?` shows the keys of the screen that you are on, `ctrl+p` every action by its name. What came of a call is a small letter, the
same wherever somebody is selected; what is done to a record is a capital one. While you type into a field, every letter is text.

Any of them can be changed, on the settings screen (`,`) or in `config.toml`, by the name in the last column:

```toml
[keys]
find = "ctrl+o"
undo = "ctrl+z,u"
```

A key that another action has already is refused, and said so at the start.
"""


def keys() -> str:
    """The whole document."""
    places = PLACES | {"circle": ("screens.circle", "CircleScreen")}
    owners = {name: getattr(import_module(module), kind) for name, (module, kind) in places.items()}
    parts = [INTRODUCTION]
    parts += _section("Everywhere", "", bindings_of(_class("screens.app", "PlannerApp")))
    parts += _section("In every list", "", bindings_of(_class("widgets.rows", "Rows")))
    calls = bindings_of(CallingScreen)
    parts += _section("Where somebody is selected", "On Today, Accounts, Romance, Referrals and in an account.", calls)
    usual = {binding.id for binding in calls}
    for name, title in TITLES.items():
        own = [binding for binding in bindings_of(owners[name]) if binding.id not in usual]
        parts += _section(title, owners[name].help_text, own)
    parts += [
        "## Dialogs\n",
        "Enter goes on to the next field, and saves in the last; in a call already at the next step.\n",
        _table(_dialogs(), "dialog | key | does", tuple),
        "",
    ]
    return "\n".join(parts).rstrip() + "\n"


def _class(module: str, name: str) -> type[Any]:
    found: type[Any] = getattr(import_module(module), name)
    return found


def bindings_of(owner: type[Any]) -> list[Binding]:
    """The bindings of a screen and of what it builds on, each action once, the screen's own first."""
    found: dict[str, Binding] = {}
    for kind in owner.__mro__:
        if kind.__module__.startswith(("screens", "widgets")):
            own = [each for each in kind.__dict__.get("BINDINGS", ()) if isinstance(each, Binding) and each.tooltip]
            found = {**found, **{each.id or each.action: each for each in own}, **found}
    return list(found.values())


def written(binding: Binding) -> str:
    """The keys of a binding as they stand on a keyboard."""
    return " ".join(f"`{_sign(key)}`" for key in binding.key.split(","))


def _sign(key: str) -> str:
    """One key, as `/` rather than slash."""
    named = NAMES.get(key) or (key if "+" in key else key_to_character(key))
    return named or key.upper()


def _section(title: str, text: str, bindings: Iterable[Binding]) -> Iterator[str]:
    yield f"## {title}\n"
    if text:
        yield f"{fill(text, 120, break_long_words=False)}\n"
    yield _table(
        bindings, "key | does | name", lambda binding: (written(binding), str(binding.tooltip), _name(binding))
    )
    yield ""


def _name(binding: Binding) -> str:
    """The name in [keys], where it can be changed there."""
    return f"`{binding.id}`" if binding.id in actions() else ""


def _table(rows: Iterable[Any], columns: str, cells: Callable[[Any], tuple[str, ...]]) -> str:
    lines = (f"| {' | '.join(cells(row))} |" for row in rows)
    return "\n".join([f"| {columns} |", "|---|---|---|", *lines])


def dialogs() -> dict[str, type[Any]]:
    """Every dialog of the program that has keys, by its class."""
    found: dict[str, type[Any]] = {}
    for module in iter_modules(screens.__path__, "screens."):
        for name, kind in vars(import_module(module.name)).items():
            if isinstance(kind, type) and issubclass(kind, Modal) and kind.__module__ == module.name:
                found[name] = kind
    return {name: kind for name, kind in found.items() if "BINDINGS" in vars(kind)}


def _dialogs() -> Iterator[tuple[str, str, str]]:
    there = dialogs()
    for name in sorted(there, key=list(DIALOGS).index):
        for count, binding in enumerate(bindings_of(there[name])):
            yield ("" if count else DIALOGS[name]), written(binding), str(binding.tooltip)
