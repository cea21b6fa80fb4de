"""What the charts of the week show, as plain numbers: bars made of parts, where they should end, and round ticks (method §8)."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from planner.book.vocabulary import STATUSES, Status
from planner.exchange.week_words import ROWS, signed
from planner.method.balance_course import usual
from planner.method.figures import Figure
from planner.method.week import Week
from planner.wording import WEEKDAYS
from widgets.palette import LETTERS

MARKS: Final = ("█", "▓", "░")
"""The shades of the parts of a bar, from its foot up: they read without colour."""
STEPS: Final = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000)
STEPS_OF_MINUTES: Final = (15, 30, 60, 120, 180, 240, 480, 960, 1920)


@dataclass(frozen=True, slots=True)
class Part:
    """What one shade of the bars stands for, and the style of the palette that it has."""

    name: str
    style: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what stands below it, its parts from the foot up, the figure above it, and where it should end."""

    label: str
    parts: tuple[float, ...]
    figure: str
    aim: float | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """One chart. `points`: the values are marked, not filled from the foot; they may be below zero."""

    title: str
    parts: tuple[Part, ...]
    bars: tuple[Bar, ...]
    lines: tuple[float, ...] = ()
    """Values at which a line goes across."""
    line_name: str = ""
    steps: tuple[int, ...] = STEPS
    points: bool = False

    @property
    def lowest(self) -> float:
        """Where the chart begins: zero, unless there are values below it."""
        return min([0.0, *(sum(each.parts) for each in self.bars)])

    @property
    def highest(self) -> float:
        """The largest value that the chart must have room for."""
        ends = [max(sum(each.parts), each.aim or 0.0) for each in self.bars]
        return max([1.0, *(round(end, 6) for end in ends), *self.lines])  # three shares make 100, not a hair more

    def ticks(self, most: int) -> list[int]:
        """At most so many round values from zero up, the last at or above the highest."""
        fitting = (step for step in self.steps if math.ceil(self.highest / step) <= most)
        step = next(fitting, math.ceil(self.highest / max(1, most)))
        return [step * count for count in range(math.ceil(self.highest / step) + 1)]


OF_STATUS: Final = tuple(Part(status, status, LETTERS[status]) for status in STATUSES)
_NAMES: Final[Mapping[Figure, str]] = {
    "calls": "no contact",
    "contacts": "contact",
    "promises kept": "kept",
    "promises late": "late",
    "promises open": "open",
    "romance kept": "kept",
    "romance missed": "missed",
    "benefits given": "given",
    "benefits got": "got",
    "referrals asked": "asked",
    "referrals got": "got",
    "referrals thanked": "thanked",
    "warm calls": "warm",
    "cold calls": "cold",
    "deals won": "won",
    "deals lost": "lost",
}


def day_picture(week: Week) -> Picture:
    """Minutes done day by day against each day's target; days off are left out when nothing was done."""
    days = [each for each in week.minutes.days if each.day.isoweekday() <= 5 or any(each.done.values())]
    return Picture(
        "Minutes a day",
        OF_STATUS,
        tuple(
            Bar(
                WEEKDAYS[each.day.weekday()][:3],
                tuple(float(each.done[status]) for status in STATUSES),
                str(sum(each.done.values()) or ""),
                sum(each.target.values()) or None,
            )
            for each in days
        ),
        line_name="target",
        steps=STEPS_OF_MINUTES,
    )


def picture_of(key: str, weeks: Sequence[Week]) -> Picture:
    """The course over the weeks of what the row with this key is about; else the shares of all three."""
    kind, _, name = key.partition(" ")
    if kind == "minutes" and name in STATUSES:
        return _status(name, weeks)
    if kind in ("check", "line", "score"):
        return _scores(weeks)
    label = {"deal": "Deals won / lost", "account": "Accounts that slipped"}.get(kind, name)
    figures = dict(ROWS).get(label)
    return _counted(label, figures, weeks) if figures else _shares(weeks)


def _shares(weeks: Sequence[Week]) -> Picture:
    def bar(week: Week) -> Bar:
        shares = week.minutes.shares_done
        return Bar(_label(week), tuple(100 * shares[status] for status in STATUSES), "")

    aims = weeks[-1].minutes.shares
    lines = (100 * aims["existing"], 100 * (aims["existing"] + aims["lost"]))
    return Picture("Shares, %", OF_STATUS, tuple(map(bar, weeks)), lines, "aim", steps=(25, 50, 100))


def _status(status: Status, weeks: Sequence[Week]) -> Picture:
    def bar(week: Week) -> Bar:
        share = 100 * week.minutes.shares_done[status]
        return Bar(_label(week), (share,), f"{share:.0f}" if week.minutes.total else "")

    aim = 100 * weeks[-1].minutes.shares[status]
    return Picture("Share, %", (Part(status, status),), tuple(map(bar, weeks)), (aim,), "aim", (10, 20, 25, 50, 100))


def _counted(label: str, figures: tuple[Figure, ...], weeks: Sequence[Week]) -> Picture:
    within = figures == ("calls", "contacts")  # the second is among the first: not to be added up

    def counts(numbers: Mapping[Figure, float]) -> tuple[float, ...]:
        if within:
            return numbers["contacts"], numbers["calls"] - numbers["contacts"]
        return tuple(numbers[each] for each in figures)

    def bar(week: Week) -> Bar:
        parts = counts({each: float(week.count(each)) for each in figures})
        return Bar(_label(week), parts, f"{sum(parts):.0f}" if sum(parts) else "")

    styles = ("title", "lost", "dim")
    order = tuple(reversed(figures)) if within else figures
    names = [_NAMES[each] for each in order] if len(order) > 1 else [""]
    parts = tuple(Part(name, style) for name, style in zip(names, styles, strict=False))
    mean = usual(weeks)
    line = (sum(counts(mean)),) if mean else ()
    return Picture(label.split(" / ")[0].removesuffix(f" {names[0]}"), parts, tuple(map(bar, weeks)), line, "usual")


def _scores(weeks: Sequence[Week]) -> Picture:
    def bar(week: Week) -> Bar:
        known = week.score is not None
        return Bar(_label(week), (float(week.score or 0),) if known else (), signed(week.score or 0) if known else "")

    return Picture("Score of the self-check", (Part("", "title"),), tuple(map(bar, weeks)), (0.0,), points=True)


def _label(week: Week) -> str:
    return week.span.name[-2:]
