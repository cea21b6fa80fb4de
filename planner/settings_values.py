"""A value of config.toml as its setting takes it, and what is said of one that can't be taken."""

import re
from datetime import time
from typing import Any, get_origin

_WORDS = (  # msgspec's sentences as a user would put them
    (r"Invalid RFC3339 encoded time", "expected a time such as 9:00"),
    (r"Invalid RFC3339 encoded date", "expected a day such as 2026-12-24"),
    (r"Invalid enum value", "there is no choice"),
    (r"Expected `int` (>=|<=|>|<)", r"expected a whole number \1"),
    (r"Expected `float` (>=|<=|>|<)", r"expected a number \1"),
    (r"Expected `array` of length", "expected a list of length"),
    (r"`int`", "a whole number"),
    (r"`float`", "a number"),
    (r"`str`", "text"),
    (r"`bool`", "true or false"),
    (r"`array`", "a list"),
    (r"`date`", "a day"),
    (r"`time`", "a time"),
    (r">= ", "of at least "),
    (r"<= ", "of at most "),
    (r"> ", "over "),
    (r"< ", "under "),
)


def taken(value: Any, kind: Any) -> Any:
    """The value as TOML would have it: "8:30" and "9" are times, one text will do where a list of them is wanted."""
    if kind is time and isinstance(value, str):
        match = re.fullmatch(r"(\d?\d)(?::(\d\d))?", value.strip(), re.ASCII)
        return f"{match[1]:0>2}:{match[2] or '00'}:00" if match else value
    return [value] if isinstance(value, str) and get_origin(kind) is tuple else value


def refused(message: str) -> str:
    """Why a value was not taken, in one clause, from msgspec's message."""
    said = message.split(" - at ")[0].removesuffix(".")
    for pattern, words in _WORDS:
        said = re.sub(pattern, words, said)
    return said.replace("Expected", "expected").replace("`", "")


def in_words(value: Any) -> str:
    """A default (in msgspec's built-in types) as one would type it."""
    if isinstance(value, list | tuple):
        return ", ".join(map(in_words, value)) or "none"
    return re.sub(r"^(\d\d:\d\d):00$", r"\1", str(value)).removeprefix("0") if _is_time(value) else str(value)


def _is_time(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\d\d:\d\d:\d\d", value) is not None
