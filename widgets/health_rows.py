"""Account health as it is read: the figure, the bar and the word; the five parts, each with its reason (method §5)."""

from collections.abc import Iterator

from planner.method.health import Health, Part
from widgets.items import Item, heading, item
from widgets.palette import Line, columns

GOOD, FAIR = 70, 45
"""Points of a hundred from which health is good, and fair."""


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
        yield item(f"health {name}", lambda width, n=name, p=part: _part(n, p, width), says=says)  # type: ignore[misc]  # mypy takes n and p for parameters of the caller
    yield item("health raise", lambda width: _raise(health, width), says=health.raise_it)


def _headline(health: Health) -> str:
    """ "81, good · partner · ▼ 17 in 30 days · weakest recency"."""
    if health.score is None:
        return f"no data · {health.level}"
    weakest = f"weakest {health.weakest}" if health.weakest else ""
    parts = [f"{health.score}, {health_word(health.score)}", health.level, trend_said(health.trend), weakest]
    return " · ".join(part for part in parts if part)


def _part(name: str, part: Part, width: int) -> Line:
    points = f"{part.points}/{part.of}" if part.judged else "–"
    style = "dim" if not part.judged else health_style(round(100 * part.points / part.of))
    size = 10 if width >= 64 else 5
    return columns(
        width,
        [
            ("", "", 1),
            (name, "", 11),
            (track(part.points, part.of, size), style, size),
            (points, "bold", -5),
            (part.why, "dim", 0),
        ],
    )


def _raise(health: Health, width: int) -> Line:
    return columns(width, [("", "", 1), ("raise it", "accent", 11), (health.raise_it, "", 0)])
