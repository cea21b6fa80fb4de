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


def neglect(minutes: WeekMinutes, calls: int, executives_met: int, executives_due: int) -> tuple[Neglect, ...]:
    """What a week neglected; a week without calls is a holiday, and neglects nobody."""
    found = []
    share, least = minutes.shares_done["existing"], LEAST * minutes.shares["existing"]
    if minutes.total and share < least:
        why = f"existing accounts got {_below(share, least)} of the time, under {percent(least)}: so busy weeks neglect them"
        found.append(Neglect("busy", why))
    if calls and executives_due and not executives_met:
        why = (
            f"no executive was met, {plural(executives_due, 'was', 'were')} due: so slow weeks avoid who can't buy now"
        )
        found.append(Neglect("slow", why))
    return tuple(found)


def _below(share: float, least: float) -> str:
    """The share as whole per cent that never reads like the limit it is under."""
    return percent(share) if percent(share) != percent(least) else f"{100 * share:.1f} %"
