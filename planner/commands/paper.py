"""How an answer lies on the page: on a terminal it keeps to the width and its headings stand out; a pipe gets plain text."""

import os
import re
import sys
from collections.abc import Iterator
from typing import Final, Literal

Tone = Literal["", "heading", "quiet", "alert"]

WIDEST: Final = 120
"""Lines longer than this are hard to read, however wide the terminal."""

_CODES: Final = {"heading": "1", "quiet": "2", "alert": "1"}
_WORDS: Final = re.compile(r"\s*\S+")
_HANG: Final = re.compile(r"\s*(?:\S{1,16}\s{2,}(?=\S))?")


def width() -> int | None:
    """Columns to keep to; None in a pipe, whose reader does the layout."""
    if not sys.stdout.isatty():
        return None
    import shutil

    return max(20, min(WIDEST, shutil.get_terminal_size().columns))


def coloured() -> bool:
    """Whether tones are wanted and can be shown (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb"


def page(text: str, tone: Tone = "", *, cut: bool = False, hang: int | None = None) -> Iterator[str]:
    """The lines of `text` as they are printed; on a terminal one that is too long goes on below its beginning (or in
    column `hang`), or is cut where `cut` says that the rest can be spared. Tones never tell anything alone."""
    room, code = width(), _CODES.get(tone) if coloured() else None
    for line in text.split("\n"):
        for each in [line] if room is None or cells(line) <= room else _fitted(line, room, cut, hang):
            yield f"\x1b[{code}m{each}\x1b[0m" if code and each else each


def _fitted(line: str, room: int, cut: bool, hang: int | None) -> list[str]:
    if cut:
        return [clipped(line, room)]
    if hang is None:
        beginning = _HANG.match(line)
        hang = len(beginning[0]) if beginning else 0
    hang = min(hang, room // 2)
    lines, current = [], ""
    for word in _WORDS.findall(line):
        if current.strip() and cells(current + word) > room:
            lines.append(current)
            current = " " * hang + word.lstrip()
        else:
            current += word
    return [*lines, current]


def clipped(line: str, room: int) -> str:
    """The beginning of a line that fits into `room` columns, with "…" where something is missing."""
    if cells(line) <= room:
        return line
    while line and cells(line) > room - 1:
        line = line[:-1]
    return f"{line.rstrip()}…"


def cells(text: str) -> int:
    """How many columns a text takes on a terminal: two for each wide letter, none for an accent that is added to one."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(each) else 2 if east_asian_width(each) in "WF" else 1 for each in text)
