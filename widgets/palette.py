"""The few styles that screens use, by meaning: one palette for every list and panel. No user text is ever markup."""

from collections.abc import Iterable
from typing import Final

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from planner.book.vocabulary import Status
from planner.wording import one_line

Piece = tuple[str, str]
"""A text and the name of its style in STYLES ("" for plain)."""
Line = list[Piece]

STYLES: Final[dict[str, str]] = {
    "": "",
    "bold": "bold",
    "dim": "$text-muted",
    "faint": "$text-disabled",
    "existing": "$existing",
    "lost": "$lost",
    "new": "$new",
    "good": "$text-success",
    "late": "$text-warning bold",
    "bad": "$text-error",
    "title": "$text-primary bold",
    "accent": "$text-accent",
    "key": "$footer-key-foreground bold",
}

LETTERS: Final[dict[Status, str]] = {"existing": "E", "lost": "L", "new": "N"}
"""What stands for a status where there is room for one letter: it is never told by colour alone."""


def content(*lines: Line) -> Content:
    """Lines as something a Static can show."""
    parts: list[tuple[str, str] | str] = []
    for count, line in enumerate(lines):
        if count:
            parts.append("\n")
        parts.extend((text, STYLES[style]) for text, style in line)
    return Content.assemble(*parts)


def fit(text: str, width: int, align: str = "left") -> str:
    """The text in exactly `width` cells: cut with an ellipsis, or padded."""
    if width <= 0:
        return ""
    line = one_line(text)
    length = cell_len(line)
    if length > width:
        return set_cell_size(line, width - 1) + "…"
    padding = " " * (width - length)
    return padding + line if align == "right" else line + padding


def columns(width: int, cells: Iterable[tuple[str, str, int]], gap: int = 1) -> Line:
    """Cells of (text, style, width) in one line; a width of 0 takes what is left (shared by all such), negative: right-aligned."""
    laid = list(cells)
    fixed = sum(abs(cell[2]) for cell in laid) + gap * (len(laid) - 1)
    flexible = [index for index, cell in enumerate(laid) if cell[2] == 0]
    line: Line = []
    left = max(0, width - fixed)
    for index, (text, style, wanted) in enumerate(laid):
        if index:
            line.append((" " * gap, ""))
        if wanted == 0:
            share = (
                left // len(flexible) if index != flexible[-1] else left - left // len(flexible) * (len(flexible) - 1)
            )
            line.append((fit(text, share), style))
        else:
            line.append((fit(text, abs(wanted), "right" if wanted < 0 else "left"), style))
    return line


def wrapped(text: str, width: int, style: str = "", indent: str = "", first: str | None = None) -> list[Line]:
    """A text over as many lines as it needs, each after `indent` (the first after `first`)."""
    room = max(8, width - cell_len(indent))
    lines: list[Line] = []
    for paragraph in text.splitlines() or [""]:
        current = ""
        for word in one_line(paragraph).split(" "):
            while cell_len(word) > room:
                cut = room - cell_len(current) - 1 if current else room
                if cut < 8:
                    lines.append([(indent, ""), (current, style)])
                    current, cut = "", room
                head = set_cell_size(word, cut)
                lines.append([(indent, ""), (f"{current} {head}".strip(), style)])
                word, current = word[len(head.rstrip()) :], ""
            if current and cell_len(current) + 1 + cell_len(word) > room:
                lines.append([(indent, ""), (current, style)])
                current = word
            else:
                current = f"{current} {word}" if current else word
        lines.append([(indent, ""), (current, style)])
    if first is not None and lines:
        lines[0][0] = (first, style)
    return lines
