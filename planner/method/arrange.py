"""The calls of a day in their order: fixed times and their working hours respected, the rest balanced or in blocks (method §2)."""

from collections.abc import Mapping, Sequence

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
    pins = {i: _pin(call, room) for i, call in enumerate(calls)}
    sequence = _sequence(calls, order, pins, target, done)
    for _ in range(ROUNDS):
        outside = _outside(calls, sequence, pins)
        if not outside:
            break
        pins |= outside
        sequence = _sequence(calls, order, pins, target, done)
    return [calls[i] for i in sequence]


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
