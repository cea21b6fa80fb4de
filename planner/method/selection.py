"""Which of those that are due get today's minutes: each status up to its target, shortfalls given away by share (method §2)."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from planner.book.vocabulary import STATUSES, Status
from planner.method.balance import ByStatus, rounded
from planner.method.calls import Call

TRIED_AT_MOST = 40
"""So many further calls of a status are looked at for one that is short enough for the minutes that are left."""
SWAPS = 6
"""So often at most the last call of a status is changed for one of another."""


class Shortfall(Struct, frozen=True):
    """A status with too few accounts to call: whole minutes that it lacks, and to whom they went."""

    status: Status
    minutes: int
    given_to: Mapping[Status, int]


class Choice(Struct, frozen=True):
    """The calls that were chosen, most urgent first, and what was short."""

    calls: tuple[Call, ...]
    shortfall: tuple[Shortfall, ...]


class Supply:
    """The calls of one status that could be made, taken one by one; each is built when it is looked at."""

    def __init__(self, calls: Iterator[Call]) -> None:
        """`calls` come most urgent first."""
        self._calls = calls
        self._looked: list[Call] = []

    def minutes(self, enough: float) -> float:
        """How many minutes of calls there are; counting stops at `enough`."""
        total = sum(call.minutes for call in self._looked)
        while total < enough and (call := self._look()) is not None:
            total += call.minutes
        return total

    def take(self, room: float) -> Call | None:
        """The most urgent call of at most `room` minutes; None when there is none."""
        call = self.next(room)
        if call is not None:
            self._looked.remove(call)
        return call

    def next(self, room: float) -> Call | None:
        """The call that `take` would give."""
        for position in range(TRIED_AT_MOST):
            if position == len(self._looked) and self._look() is None:
                return None
            if self._looked[position].minutes <= room:
                return self._looked[position]
        return None

    def put_back(self, call: Call) -> None:
        """Leave a call for another day after all."""
        self._looked.insert(0, call)

    def _look(self) -> Call | None:
        call = next(self._calls, None)
        if call is not None:
            self._looked.append(call)
        return call


def choose(
    supply: Mapping[Status, Supply], wanted: Mapping[Status, float], shares: Mapping[Status, float], minutes: int
) -> Choice:
    """Calls of at most `minutes` in all, each status as near to the minutes `wanted` of it as its accounts allow."""
    ahead = {status: max(0.0, -wanted[status]) for status in STATUSES}
    need, shortfall = _given_away(supply, scaled(wanted, minutes), ahead, shares, minutes)
    aims = dict(need)
    chosen: list[Call] = []
    left = minutes
    open_to = set(STATUSES)
    while open_to and left > 0:
        status = max((each for each in STATUSES if each in open_to), key=lambda each: need[each])
        call = supply[status].take(left)
        if call is None:
            open_to.discard(status)
            continue
        chosen.append(call)
        need[status] -= call.minutes
        left -= call.minutes
    chosen = _evened(chosen, supply, aims, left)
    chosen.sort(key=lambda call: -call.urgency)
    return Choice(tuple(chosen), tuple(shortfall))


def _evened(chosen: list[Call], supply: Mapping[Status, Supply], aims: ByStatus, left: float) -> list[Call]:
    """The last call of one status changed for the next of another, as long as the whole then ends nearer to its aims.

    The calls were taken for the minutes there are; those that no call fits into would leave a status behind.
    """
    spent: ByStatus = {status: sum(call.minutes for call in chosen if call.status == status) for status in STATUSES}
    off = _off(spent, aims)
    for _ in range(SWAPS):
        swaps: list[tuple[float, int, Call, Call, ByStatus]] = []
        for status in STATUSES:
            last = next((call for call in reversed(chosen) if call.status == status and not call.first), None)
            for other in STATUSES if last else ():
                call = supply[other].next(left + last.minutes) if last and other != status else None
                if last and call and call.minutes >= last.minutes:
                    then = {**spent, status: spent[status] - last.minutes, other: spent[other] + call.minutes}
                    swaps.append((_off(then, aims), len(swaps), last, call, then))
        if not swaps or min(swaps)[0] > off - 1e-6:
            break
        off, _, last, call, spent = min(swaps)
        chosen.remove(last)
        supply[last.status].put_back(last)
        chosen.append(call)
        supply[call.status].take(call.minutes)
        left -= call.minutes - last.minutes
    return chosen


def _off(spent: Mapping[Status, float], aims: Mapping[Status, float]) -> float:
    """How far the status furthest off is from its part of the minutes that are spent."""
    total, whole = sum(spent.values()), sum(aims.values())
    return (
        max((abs(spent[status] - aims[status] / whole * total) for status in STATUSES), default=0.0) if whole else 0.0
    )


def scaled(wanted: Mapping[Status, float], minutes: float) -> ByStatus:
    """What is wanted, none under zero, adding up to `minutes` at most."""
    positive = {status: max(0.0, wanted[status]) for status in STATUSES}
    total = sum(positive.values())
    factor = minutes / total if total > 0 else 0.0
    return {status: value * factor for status, value in positive.items()}


def _given_away(
    supply: Mapping[Status, Supply], need: ByStatus, ahead: ByStatus, shares: Mapping[Status, float], minutes: int
) -> tuple[ByStatus, list[Shortfall]]:
    """Needs that can be met: what one status lacks goes to the others by their shares, as far as they have accounts.

    `ahead` are the minutes that a status got today beyond what it was to get: they were given away before, and count.
    """
    there = {status: supply[status].minutes(minutes) for status in STATUSES}
    lacking = {status: need[status] - there[status] for status in STATUSES if need[status] - there[status] >= 1}
    met = {status: min(need[status], there[status]) if status in lacking else need[status] for status in STATUSES}
    left, gifts = sum(lacking.values()), dict.fromkeys(STATUSES, 0.0)
    while left >= 1:
        takers = [each for each in STATUSES if there[each] - met[each] - gifts[each] >= 1]
        if not takers:
            break
        weight = sum(shares[each] or 1e-9 for each in takers)
        had = {each: ahead[each] + gifts[each] for each in takers}
        fair = {each: (left + sum(had.values())) * (shares[each] or 1e-9) / weight - had[each] for each in takers}
        for each, part in scaled({**dict.fromkeys(STATUSES, 0.0), **fair}, left).items():
            gifts[each] += min(part, there[each] - met[each] - gifts[each]) if part else 0
        left = sum(lacking.values()) - sum(gifts.values())
    total = sum(lacking.values())
    shortfall = []
    for status, short in lacking.items():
        given = {each: gift * short / total for each, gift in gifts.items() if gift >= 0.5}
        shortfall.append(Shortfall(status, round(short), rounded(given, round(sum(given.values())))))
    return {status: met[status] + gifts[status] for status in STATUSES}, shortfall
