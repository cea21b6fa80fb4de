"""The calls of a day in their order: fixed times and their working hours respected, the rest balanced or in blocks (method §2)."""

from collections.abc import Iterator, Mapping, Sequence
from math import inf

from planner.book.vocabulary import STATUSES, Status
from planner.method.balance import Item, balanced_order
from planner.method.calls import Call
from planner.method.capacity import Capacity

ROUNDS = 4
"""How often calls that fall outside their hours are moved before the order stands."""


def arrange(
    calls: Sequence[Call], order: str, room: Capacity, target: Mapping[Status, int], done: Mapping[Status, int]
) -> list[Call]:
    """The calls in the order in which they are to be made. `calls` come most urgent first; `done` in minutes."""
    calls = _in_their_hours(calls)
    pins = {i: _pin(call, room) for i, call in enumerate(calls)}
    sequence = _sequence(calls, order, pins, target, done)
    for _ in range(ROUNDS):
        outside = _outside(calls, sequence, pins)
        if not outside:
            break
        pins |= outside
        sequence = _sequence(calls, order, pins, target, done)
    return [calls[i] for i in sequence]


def _in_their_hours(calls: Sequence[Call]) -> list[Call]:
    """Within each status, those who can be reached early only before those who can be reached late only.

    Urgency decides wherever hours leave it the choice. So most calls find their hours by themselves, in a balanced order;
    the few that don't are given a place of their own, which balance has to work around.
    """
    ordered = list(calls)
    total = sum(call.minutes for call in calls)
    for status in STATUSES:
        places = [i for i, call in enumerate(calls) if call.status == status and call.at is None and not call.first]
        mine = [calls[i] for i in places]
        if any(call.better or call.window for call in mine):
            pace = total / sum(call.minutes for call in mine)
            for i, call in zip(places, _by_hours(mine, pace), strict=True):
                ordered[i] = call
    return ordered


def _by_hours(calls: list[Call], pace: float) -> Iterator[Call]:
    """Calls of one status, of which every minute takes `pace` minutes of the day, since the others have their turns."""
    waiting, at = list(calls), 0.0
    while waiting:
        call = next((each for each in waiting if _hours(each)[0] <= at), None)
        if call is None:
            call = min(waiting, key=lambda each: _hours(each)[0])
        elif not call.promised:
            call = _closing(waiting, call, at, pace) or call
        waiting.remove(call)
        at += pace * call.minutes
        yield call


def _closing(waiting: Sequence[Call], first: Call, at: float, pace: float) -> Call | None:
    """The most urgent of those who could not be reached any more if `first` came before them."""
    still = [each for each in waiting if _hours(each)[0] <= at <= _hours(each)[1] - each.minutes]
    for end in sorted({_hours(each)[1] for each in still}):
        group = [each for each in still if _hours(each)[1] <= end]
        if at + pace * (first.minutes + sum(each.minutes for each in group if each is not first)) > end:
            return group[0]
    return None


def _hours(call: Call) -> tuple[float, float]:
    return call.better or call.window or (0, inf)


def _pin(call: Call, room: Capacity) -> int | None:
    if call.at is not None:
        return room.position(call.at)
    return 0 if call.first else None


def _sequence(
    calls: Sequence[Call],
    order: str,
    pins: Mapping[int, int | None],
    target: Mapping[Status, int],
    done: Mapping[Status, int],
) -> list[int]:
    if order == "blocks":
        return _blocks(calls, pins)
    items = [Item(call.status, call.minutes, pins[i]) for i, call in enumerate(calls)]
    return balanced_order(items, target, done)


def _blocks(calls: Sequence[Call], pins: Mapping[int, int | None]) -> list[int]:
    """One status after the other, by urgency; what has a time comes before a call that would run over it."""
    fixed = sorted((i for i in pins if pins[i] is not None), key=lambda i: pins[i] or 0)
    loose = sorted((i for i in pins if pins[i] is None), key=lambda i: STATUSES.index(calls[i].status))
    sequence: list[int] = []
    spent = 0
    for i in loose:
        while fixed and spent + calls[i].minutes > (pins[fixed[0]] or 0):
            spent += calls[fixed[0]].minutes
            sequence.append(fixed.pop(0))
        spent += calls[i].minutes
        sequence.append(i)
    return sequence + fixed


def _outside(calls: Sequence[Call], sequence: Sequence[int], pins: Mapping[int, int | None]) -> dict[int, int | None]:
    """A place for each call that stands outside the hours in which it may be made."""
    moved: dict[int, int | None] = {}
    longest = max((call.minutes for call in calls), default=0)
    start = 0
    for i in sequence:
        call = calls[i]
        if call.window and call.at is None:
            earliest, latest = call.window[0], max(call.window[0], call.window[1] - call.minutes)
            opens = earliest + longest  # a pinned call may begin up to one call before its pin
            if start < earliest and pins[i] != opens:
                moved[i] = opens
            elif start > latest and pins[i] != latest:
                moved[i] = latest
        start += call.minutes
    return moved
