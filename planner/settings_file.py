"""Changing one setting in config.toml: one line changes, and whatever else the user has written there stays as it is.

What can't be changed safely (a file that is no TOML, a spelling that this editor does not know) is refused, and the
user is told to change it by hand: every edit is read back and compared before it is written.
"""

import os
import re
import shutil
import tempfile
import tomllib
from collections.abc import Mapping
from datetime import date, time
from pathlib import Path
from typing import Any

from planner.wording import clean


class SettingsNotChanged(Exception):
    """The file could not be changed: one line that says what, where and what to do."""


def read_text(path: Path) -> str:
    """The file as it is written, "" when there is none yet."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise SettingsNotChanged(f"{path.name} can't be read ({reason}): nothing was changed") from None


def write_text(path: Path, text: str) -> None:
    """Put the file in place in one step; a link to it stays a link. SettingsNotChanged when that can't be done."""
    goal = path.resolve()
    try:
        goal.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{goal.name}.", dir=goal.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            if goal.exists():
                shutil.copymode(goal, name)
            Path(name).replace(goal)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise SettingsNotChanged(
            f"{path} can't be written ({error.strerror or error}): nothing was changed, see that the folder is writable"
        ) from None


def with_setting(text: str, section: str, key: str, value: Any) -> str:
    """The text of config.toml with one setting put; None takes it out, so that the default is used again.

    Comments, blank lines, order and all other settings stay. SettingsNotChanged where that can't be done safely.
    """
    try:
        wanted = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsNotChanged(f"config.toml: {error}: mend it by hand first") from None
    inside = wanted.setdefault(section, {})
    if not isinstance(inside, dict):
        raise SettingsNotChanged(f"config.toml: {section} is no section: make it [{section}] by hand")
    if value is None:
        inside.pop(key, None)
    else:
        inside[key] = tomllib.loads(f"value = {as_toml(value)}")["value"]
    changed = _edited(text, section, key, value)
    try:
        good = _told(tomllib.loads(changed)) == _told(wanted)
    except tomllib.TOMLDecodeError:
        good = False
    if not good:
        raise SettingsNotChanged(f"config.toml: [{section}] {key} is written in a way that only a hand can change")
    return changed


def as_toml(value: Any) -> str:
    """A value as config.toml has it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, time):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return f"[{', '.join(as_toml(each) for each in value)}]"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(name)} = {as_toml(each)}" for name, each in value.items()) + " }"
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)


def _quoted(text: str) -> str:
    text = clean(text).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("\n", "\\n").replace("\t", "\\t") + '"'


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _quoted(name)


def _told(document: dict[str, Any]) -> dict[str, Any]:
    """What a document says: an empty section says nothing, 50 and 50.0 are the same."""
    return {name: value for name, value in document.items() if value != {}}


def _edited(text: str, section: str, key: str, value: Any) -> str:
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    end = "\r\n" if "\r\n" in text else "\n"
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += end
    root, inside = _span(lines, None), _span(lines, section)
    inline = _find(lines, root, _name(section)) if root else None
    if inline:
        return _inline(lines, inline, section, key, value, end)
    for span, name in ((inside, _name(key)), (root, rf"{_name(section)}\s*\.\s*{_name(key)}")):
        found = _find(lines, span, name) if span else None
        if found:
            return _replaced(lines, found, value, end)
    if value is None:
        return "".join(lines)
    if inside:
        lines.insert(_after(lines, inside), f"{_key(key)} = {as_toml(value)}{end}")
    elif root and (dotted := _find(lines, root, rf"{_name(section)}\s*\.\s*[\w-]+")):
        lines.insert(dotted[1], f"{_key(section)}.{_key(key)} = {as_toml(value)}{end}")
    else:
        blank = [end] if lines and lines[-1].strip() else []
        lines += [*blank, f"[{_key(section)}]{end}", f"{_key(key)} = {as_toml(value)}{end}"]
    return "".join(lines)


def _name(name: str) -> str:
    """The patterns of a key: bare or quoted."""
    plain = re.escape(name)
    return rf"""(?:{plain}|"{plain}"|'{plain}')"""


def _span(lines: list[str], section: str | None) -> tuple[int, int] | None:
    """The lines of a section below its header (None: those above every header), None when there is no such section."""
    header = re.compile(r"\s*\[")
    starts = [count for count, line in enumerate(lines) if header.match(line)]
    if section is None:
        return 0, starts[0] if starts else len(lines)
    own = re.compile(rf"\s*\[\s*{_name(section)}\s*\]")
    for place, start in enumerate(starts):
        if own.match(lines[start]):
            return start + 1, starts[place + 1] if place + 1 < len(starts) else len(lines)
    return None


def _find(lines: list[str], span: tuple[int, int], name: str) -> tuple[int, int] | None:
    """The lines from which and up to which a setting is written: a value may take several."""
    for start in range(*span):
        if re.match(rf"\s*{name}\s*=", lines[start]):
            for stop in range(start + 1, len(lines) + 1):
                if _parses("".join(lines[start:stop])):
                    return start, stop
    return None


def _parses(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _replaced(lines: list[str], place: tuple[int, int], value: Any, end: str) -> str:
    start, stop = place
    written = "".join(lines[start:stop])
    before = written[: written.index("=") + 1]
    new = [] if value is None else [f"{before} {as_toml(value)}{_comment(written)}{end}"]
    return "".join([*lines[:start], *new, *lines[stop:]])


def _comment(written: str) -> str:
    """What the user remarked behind a value, with the space before it."""
    last = written.splitlines()[-1]
    head = written[: len(written.rstrip("\r\n")) - len(last)]
    for place, sign in enumerate(last):
        if sign == "#" and _parses(head + last[:place]):
            gap = len(last[:place]) - len(last[:place].rstrip())
            return " " * max(1, gap) + last[place:]
    return ""


def _inline(lines: list[str], place: tuple[int, int], section: str, key: str, value: Any, end: str) -> str:
    """`shares = { existing = 50 }`, written anew with the setting in it."""
    table = dict(tomllib.loads("".join(lines[place[0] : place[1]]))[section])
    if value is None:
        table.pop(key, None)
    else:
        table[key] = value
    return _replaced(lines, place, table or None, end)


def _after(lines: list[str], span: tuple[int, int]) -> int:
    """Where a new setting of a section goes: below its last one."""
    start, stop = span
    while stop > start and (not lines[stop - 1].strip() or lines[stop - 1].lstrip().startswith("#")):
        stop -= 1
    return stop
