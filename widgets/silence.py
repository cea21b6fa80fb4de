"""The silence bar: how long somebody has been silent, against what is ideal and what is tolerated (method §5, §6)."""

from widgets.palette import Line

WIDTH = 15
"""Cells of a bar: one a working day where ten are tolerated."""


def silence_style(days: int, ideal: int, most: int) -> str:
    """How a silence is shown: calm, due, or too long."""
    return "bad" if days > most else "late" if days >= ideal else "good"


def silence_bar(days: int, ideal: int, most: int, width: int = WIDTH) -> Line:
    """A line of `width` cells, heavy as far as the silence goes, crossed where it is ideal and at the most tolerated.

    The last third lies beyond what is tolerated. The words beside it say the figures; nothing is told by the bar alone.
    """
    cell = most * 1.5 / width
    filled = min(width, max(1, round(days / cell))) if days else 0
    marks = {min(width, max(1, round(limit / cell))) - 1 for limit in (ideal, most)}
    line: Line = []
    for place in range(width):
        day = (place + 1) * cell
        if place < filled:
            style = "good" if day <= ideal else "late" if day <= most else "bad"
            line.append(("┿" if place in marks else "━", style))
        else:
            line.append(("┼" if place in marks else "─", "faint"))
    return line


def silence_said(days: int, ideal: int, most: int) -> str:
    """The bar in words: "14 days silent, at most 10". Days are working days."""
    if days == 0:
        return "answered today"
    silent = f"{days} day{'' if days == 1 else 's'} silent"
    if days > most:
        return f"{silent}, at most {most}"
    return f"{silent}, ideal {ideal}" if days >= ideal else silent
