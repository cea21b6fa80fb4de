"""A chart of the week, drawn by textual-plotext: bars of shades with their figures above, round ticks, the aim as a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from textual.content import Content
from textual.reactive import reactive
from textual_plotext import PlotextPlot

from planner.book.vocabulary import STATUSES
from planner.method.balance import rounded
from widgets.palette import STYLES, Line, content
from widgets.week_pictures import MARKS, Bar, Picture

EIGHTHS: Final = " ▁▂▃▄▅▆▇"
LINE, POINT = "─", "●"
_ESCAPES: Final = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(slots=True)
class _Canvas:
    """What is to be put where, in cells from the lower left; the last word on a cell wins."""

    width: int
    height: int
    cells: dict[tuple[int, int], str] = field(default_factory=dict)

    def put(self, x: int, y: int, text: str) -> None:
        """Write a text from a cell on; what is outside is left out."""
        for count, mark in enumerate(text):
            if 0 <= x + count < self.width and 0 <= y < self.height:
                self.cells[x + count, y] = mark


class Chart(PlotextPlot):
    """A chart in the colours of the palette, without a box of its own, right at any size from 24 by 6."""

    DEFAULT_CSS = """
    Chart { height: 12; background: transparent; }
    """
    picture: reactive[Picture | None] = reactive(None)

    def render(self) -> Content:
        """The title with what the shades mean, then the plot."""
        picture, width, height = self.picture, self.size.width, self.size.height - 1
        if picture is None or width < 24 or height < 5:
            return content([])
        return Content.assemble(content(_title(picture, width)), "\n", self.plotted(picture, width, height))

    def plotted(self, picture: Picture, width: int, height: int) -> Content:
        """The plot as plotext builds it, each shade in its style."""
        ticks = picture.ticks(min(4, (height - 2) // 2))
        labels = [f"{tick} " for tick in ticks]
        canvas = _Canvas(width - max(map(len, labels)), height - 1)
        rows = canvas.height - (2 if picture.points else 1)  # the topmost has the figures
        step = (ticks[-1] - picture.lowest) / rows if rows else 1.0
        places = [round((tick - picture.lowest) / step) for tick in ticks]
        slot = max(1, canvas.width // len(picture.bars))
        starts = [slot * count for count in range(len(picture.bars))]
        bar_width = min(12, max(1, slot - (2 if slot > 5 else 1)))
        _draw(canvas, picture, step, starts, bar_width)

        self.plt.clear_figure()
        self.plt.plotsize(width, canvas.height)
        self.plt._set_size(width, canvas.height)  # as PlotextPlot does: plotsize alone doesn't resize
        self.plt.xaxes(False, False)
        self.plt.yaxes(False, False)
        if canvas.cells:
            spots = list(canvas.cells)
            marks: Any = list(canvas.cells.values())  # one a spot, which plotext takes, whatever its types say
            self.plt.scatter([x for x, _ in spots], [y for _, y in spots], marker=marks)
        self.plt.xlim(0, canvas.width - 1)
        self.plt.ylim(0, canvas.height - 1)
        low = picture.lowest < 0
        shown = [(at - (not low), label) for at, label in zip(places, labels, strict=True) if low or at]
        self.plt.yticks([at for at, _ in shown], [label for _, label in shown])
        self.plt.xticks([], [])
        built = _ESCAPES.sub("", self.plt.build()).splitlines()[: canvas.height]
        foot = " " * (width - canvas.width) + _labels(picture, starts, bar_width, slot, canvas.width)
        return _coloured("\n".join([*built, foot]), picture)


def _draw(canvas: _Canvas, picture: Picture, step: float, starts: list[int], bar_width: int) -> None:
    """Lines across first, then the bars, their aims and their figures over them."""
    for value in picture.lines:
        canvas.put(0, _row(value - picture.lowest, step, picture.points), LINE * (starts[-1] + bar_width))
    for x, bar in zip(starts, picture.bars, strict=True):
        top = 0
        if picture.points:
            if bar.parts:
                top = _row(bar.parts[0] - picture.lowest, step, True)
                canvas.put(x + bar_width // 2, top, POINT)
                top += 1
        else:
            column = list(_column(bar, step))
            top = len(column)
            for y, mark in enumerate(column):
                canvas.put(x, y, mark * bar_width)
        for value in picture.lines if not picture.points else ():
            canvas.put(x, _row(value, step), LINE * bar_width)
        if bar.aim is not None:
            at = _row(bar.aim, step)
            at += top == at + 1  # a bar that just reaches its aim has it on top
            canvas.put(x, at, LINE * bar_width)
            top += top == at
        if bar.figure:
            canvas.put(max(0, x + (bar_width - len(bar.figure) + 1) // 2), min(top, canvas.height - 1), bar.figure)


def _row(value: float, step: float, exact: bool = False) -> int:
    """The row of cells that a value is in; a value on the edge of two counts for the lower."""
    return round(value / step) if exact else max(0, -int(-value / step // 1) - 1)


def _column(bar: Bar, step: float) -> Iterator[str]:
    """The marks of a bar from its foot up: one part in eighths of a cell, several in whole cells by their shades."""
    total = sum(bar.parts)
    if total <= 0:
        return
    if len(bar.parts) == 1:
        full, eighths = divmod(max(1, round(total / step * 8)), 8)
        yield from MARKS[0] * full
        if eighths:
            yield EIGHTHS[eighths]
        return
    cells = max(1, round(total / step))
    names = STATUSES[: len(bar.parts)]
    counts = rounded({name: part / total * cells for name, part in zip(names, bar.parts, strict=True)}, cells)
    for mark, name in zip(MARKS, names, strict=False):
        yield from mark * counts[name]


def _labels(picture: Picture, starts: list[int], bar_width: int, slot: int, width: int) -> str:
    """What stands below the bars; every second or third where there is not room for all."""
    line = [" "] * (width + 3)
    longest = max(len(each.label) for each in picture.bars)
    every = -(-(longest + 1) // slot)
    for count, (x, bar) in enumerate(zip(starts, picture.bars, strict=True)):
        if (len(starts) - 1 - count) % every == 0:
            at = max(0, x + (bar_width - len(bar.label) + 1) // 2)
            line[at : at + len(bar.label)] = bar.label
    return "".join(line)[:width].rstrip()


def _title(picture: Picture, width: int) -> Line:
    """The title, and what the shades mean as far as there is room."""
    named = [(mark, part) for mark, part in zip(MARKS, picture.parts, strict=False) if part.name]
    meaning: Line = [(f"  {LINE} {picture.line_name}", "dim")] if picture.line_name else []
    for short, shown in ((False, meaning), (True, meaning), (True, [])):
        line: Line = [(picture.title, "title")]
        for mark, part in named:
            line += [(f"  {mark} ", part.style), (part.short if short and part.short else part.name, part.style)]
        line += shown
        if sum(len(text) for text, _ in line) <= width:
            break
    return line


def _coloured(text: str, picture: Picture) -> Content:
    """Each mark in the style of its part; figures plain, lines and labels dim."""
    style_of = {mark: part.style for mark, part in zip(MARKS, picture.parts, strict=False)}
    for mark in (*EIGHTHS.strip(), POINT):
        style_of[mark] = picture.parts[0].style
    pieces: list[tuple[str, str]] = []
    for mark in text:
        style = STYLES[style_of.get(mark, "dim" if mark == LINE else "")]
        if pieces and pieces[-1][1] == style:
            pieces[-1] = (pieces[-1][0] + mark, style)
        else:
            pieces.append((mark, style))
    return Content.assemble(*pieces)
