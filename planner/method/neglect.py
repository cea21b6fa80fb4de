"""Neglect has two faces, and both are named: busy weeks forget relationships, slow ones avoid executives (method §1, §8)."""

from dataclasses import dataclass
from typing import Final, Literal

from planner.method.week_minutes import WeekMinutes
from planner.wording import percent, plural

LEAST: Final = 0.8
"""Of its share, existing accounts get this at least: 40 % of the time where 50 % is aimed at."""


@dataclass(frozen=True, slots=True)
class Neglect:
    """Who was neglected, in the way that busy or slow weeks do it, in words with the figures in them."""

    kind: Literal["busy", "slow"]
    why: str


def neglect(
    minutes: WeekMinutes, calls: int, executives_met: int, executives_due: int, running: bool
) -> tuple[Neglect, ...]:
    """What a week neglected, or so far while it is `running`; one without calls is a holiday, and neglects nobody."""
    found = []
    so_far = "so far " if running else ""
    share, least = minutes.shares_done["existing"], LEAST * minutes.shares["existing"]
    if minutes.total and share < least:
        got = f"{so_far}existing accounts got {_below(share, least)} of the time, under {percent(least)}"
        found.append(Neglect("busy", f"{got}: that is how busy weeks neglect them"))
    if calls and executives_due and not executives_met:
        met = f"{so_far}no executive was met while {plural(executives_due, 'was', 'were')} due"
        found.append(Neglect("slow", f"{met}: that is how slow weeks avoid those who can't buy now"))
    return tuple(found)


def _below(share: float, least: float) -> str:
    """The share as whole per cent that never reads like the limit it is under."""
    return percent(share) if percent(share) != percent(least) else f"{100 * share:.1f} %"
