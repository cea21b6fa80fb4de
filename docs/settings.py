"""docs/settings.md: every setting with its default and what it takes, from the settings themselves."""

from collections.abc import Iterator
from datetime import date, time
from typing import Annotated, Any, Literal, get_args, get_origin

from msgspec import Meta

from planner.settings import Settings
from planner.settings_file import as_toml
from planner.settings_words import EXPLAINED, TITLES, keys_of, kind_of, value_of

INTRODUCTION = """\
# Settings

Everything the method takes for granted can be changed. The settings screen (`,`) does it with a word of explanation to each
of them; they stand in `config.toml`, which you may as well edit yourself (`planner where` says where it is, `planner config`
what is in force). What is missing there has its default. A wrong setting is named with its line, and its default is used.
Your own remarks and the order of your lines stay when the screen changes something.

```toml
[hours]
start = 08:30:00
country = "GB"

[shares]
existing = 60
lost = 25
new = 15
```
"""
KEYS = """\
## Keys

`[keys]` holds the name of an action and the key or keys that shall do it, parted by commas, as `find = "ctrl+o"`. The names
are in [the list of keys](keys.md).
"""


def settings() -> str:
    """The whole document."""
    return "\n".join([INTRODUCTION, *(line for section in TITLES for line in _section(section)), KEYS])


def _section(section: str) -> Iterator[str]:
    yield f"## {TITLES[section]}\n"
    yield f"`[{section}]`: {_first_line(type(getattr(Settings(), section)))}\n"
    yield "| setting | default | takes | |"
    yield "|---|---|---|---|"
    for key in keys_of(section):
        default = as_toml(value_of(Settings(), section, key))
        said = EXPLAINED[f"{section}.{key}"]
        yield f"| `{key}` | `{default}` | {takes(kind_of(section, key))} | {said} |"
    yield ""


def _first_line(kind: type[Any]) -> str:
    return (kind.__doc__ or "").strip().splitlines()[0]


def takes(kind: Any) -> str:
    """What may stand behind the `=` of a setting of this type, in words."""
    if get_origin(kind) is Annotated:
        return _number(kind)
    if get_origin(kind) is Literal:
        *others, last = (f"`{as_toml(each)}`" for each in get_args(kind))
        return f"{', '.join(others)} or {last}"
    if get_origin(kind) is tuple:
        inner = get_args(kind)
        if inner[-1] is Ellipsis:
            return f"a list of {'days' if inner[0] is date else 'texts' if inner[0] is str else takes(inner[0])}"
        return f"`[a, b]`, each {takes(inner[0])}"
    return {bool: "`true` or `false`", time: "a time of day", str: "a text", date: "a day"}[kind]


def _number(kind: Any) -> str:
    base, *rest = get_args(kind)
    meta = next(each for each in rest if isinstance(each, Meta))
    low = f"from {meta.ge:,} to" if meta.ge is not None else f"above {meta.gt:,} and up to"
    return f"{'a whole number' if base is int else 'a number'} {low} {meta.le:,}"
