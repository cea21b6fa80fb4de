"""Account health as it is read: the figure, the bar and the word; the five parts, each with its reason (method §5)."""

from collections.abc import Iterator
from functools import partial

from planner.method.beginning import UNKNOWN, Beginning
from planner.method.health import Health, Part
from planner.method.raising import Step
from widgets.items import Item, heading, item
from widgets.palette import Line, columns, fit, wrapped

GOOD, FAIR = 70, 45
"""Points of a hundred from which health is good, and fair."""
FOR_PARTS, FOR_TOTALS = 70, 86
"""Cells from which there is room for the five parts in one line, and for what each could be at the most."""
THEN = "The score and its five parts stand here once somebody there was in contact."


def health_style(score: int | None) -> str:
    """How a score is shown."""
    if score is None:
        return "dim"
    return "good" if score >= GOOD else "accent" if score >= FAIR else "late"


def health_word(score: int | None) -> str:
    """A score in a word."""
    if score is None:
        return "no data"
    return "good" if score >= GOOD else "fair" if score >= FAIR else "poor"


def health_figure(score: int | None) -> str:
    """The score, or a dash for no data."""
    return "–" if score is None else str(score)


def track(points: int, of: int, width: int) -> str:
    """A bar in half cells with the rest of its way in dots, `width` cells in all; anything above zero shows."""
    halves = min(2 * width, max(1, round(2 * width * points / of))) if points > 0 else 0
    filled = "━" * (halves // 2) + "╸" * (halves % 2)
    return filled + "·" * (width - len(filled))


def trend_piece(trend: int | None) -> tuple[str, str]:
    """The change in 30 days as an arrow and a figure, and its style."""
    if trend is None:
        return "", "dim"
    if trend == 0:
        return "=", "dim"
    return (f"▲ {trend}", "good") if trend > 0 else (f"▼ {-trend}", "late")


def trend_said(trend: int | None) -> str:
    """The change in 30 days in words."""
    if trend is None:
        return ""
    if trend == 0:
        return "as 30 days ago"
    return f"▲ {trend} in 30 days" if trend > 0 else f"▼ {-trend} in 30 days"


def health_items(health: Health) -> Iterator[Item]:
    """The score, its five parts with the reason of each, and what would raise it."""
    yield from heading("Health", _headline(health))
    gains = {step.part: step.said for step in health.ways}
    for name, part in health.parts.items():
        says = f"{name.capitalize()}, {part.points} of {part.of}: {part.why}."
        if name in gains:
            says += f" {gains[name]}."
        line = partial(_part, name, part, name == health.weakest)
        yield item(f"health {name}", line, says=says, leads=name)
    cells, best = [("", "", 1), *raise_cells(health, 11)], health.best
    yield item(
        "health raise", lambda width: columns(width, cells), says=raise_said(health), leads=best.part if best else ""
    )


def unknown_items(first: Beginning) -> Iterator[Item]:
    """Where there is no score yet: that it is so, once, and what comes first."""
    yield from heading("Health", UNKNOWN)
    cells = [("+" if first.nobody else "", "late", 1), ("first", "accent", 5), (first.text, "", 0)]
    yield item(
        "health first",
        lambda width: columns(width, cells),
        contact=first.contact,
        adds="person" if first.nobody else "",
        says=f"{first.text}. {'Enter adds somebody. ' if first.nobody else 'I asks for it. ' if first.opens else ''}{THEN}",
        leads="" if first.nobody else "executives",
    )


def _headline(health: Health) -> str:
    """ "81, good · partner · ▼ 17 in 30 days · weakest recency"."""
    weakest = f"weakest {health.weakest}" if health.weakest else ""
    parts = [f"{health.score}, {health_word(health.score)}", health.level, trend_said(health.trend), weakest]
    return " · ".join(part for part in parts if part)


def _part(name: str, part: Part, weakest: bool, width: int) -> Line:
    points = f"{part.points}/{part.of}" if part.judged else "–"
    style = "dim" if not part.judged else health_style(round(100 * part.points / part.of))
    size = 10 if width >= 64 else 5
    return columns(
        width,
        [
            ("▸" if weakest else "", "late", 1),
            (name, "", 11),
            (track(part.points, part.of, size), style, size),
            (points, "bold", -5),
            (part.why, "dim", 0),
        ],
    )


def raise_cells(health: Health, label: int = 0, style: str = "") -> list[tuple[str, str, int]]:
    """What would raise it most, for a line of columns: the gain first, since long words are cut."""
    best = health.best
    cells = [("raise it", "accent", label)] if label else []
    if best is None or not best.gain:
        return [*cells, (best.text if best else health.raise_it, style, 0)]
    return [*cells, (f"+{best.gain}", "good", 3), (best.text, style, 0)]


def raise_lines(health: Health, width: int, most: int) -> list[Line]:
    """The same over some lines: "↑ +48 Meet Dana Cruz (COO): no executive met for 606 days"."""
    cells = raise_cells(health)
    gain = " ".join(text for text, _, _ in cells[:-1])
    lines = wrapped(cells[-1][0], width - len(gain) - 2, "", "  ", "↑ ")
    if len(lines) > most:
        words = " ".join(line[-1][0] for line in lines[most - 1 :])
        lines[most - 1 :] = [[lines[most - 1][0], (fit(words, width - len(gain) - 3).rstrip(), "")]]
    if gain:
        lines[0][:1] = [("↑ ", "good"), (f"{gain} ", "good")]
    return lines


def raise_said(health: Health) -> str:
    """The same in full: "Meet Dana Cruz (COO): never met. That would be +29: +20 executives, +9 entry."."""
    best = health.best
    if best is None or not best.gain:
        return f"{best.text if best else health.raise_it}."
    return f"{best.text}. That would be +{best.gain}{_made_of(best)}."


def _made_of(step: Step) -> str:
    return f": {step.made_of}" if step.made_of else ""


def parts_pieces(health: Health, totals: bool) -> Line:
    """The five parts in one line, in figures: "recency 6/25 · reciprocity 0/25 · …"; the weakest stands out."""
    line: Line = []
    for name, part in health.parts.items():
        said = "–" if not part.judged else f"{part.points}/{part.of}" if totals else str(part.points)
        line += [(" · " if line else "", "dim"), (f"{name} {said}", "late" if name == health.weakest else "dim")]
    return line
