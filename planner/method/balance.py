"""Where selling time went, what each status is owed, and the order of calls that is balanced at every prefix (method §1, §2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.book import Book
from planner.book.records import Touch
from planner.book.vocabulary import STATUSES, Status
from planner.settings import Settings

ByStatus = dict[Status, float]


def status_of(book: Book, touch: Touch) -> Status:
    """The status that a touch's minutes count for: its account's today; time with colleagues opens new accounts."""
    account = book.accounts.get(touch.account) if touch.account else None
    return account.status if account else "new"


def minutes_by_status(book: Book, first: date, last: date) -> ByStatus:
    """Minutes spent from `first` to `last` (both included), by status (method §1)."""
    minutes: ByStatus = dict.fromkeys(STATUSES, 0)
    for offset in range((last - first).days + 1):
        for touch in book.touches.where("day", first + timedelta(days=offset)):
            if touch.minutes:
                minutes[status_of(book, touch)] += touch.minutes
    return minutes


def debt(book: Book, settings: Settings, today: date, full_day: float) -> ByStatus:
    """Minutes that each status is owed (negative: it has had more than its share), from the days before `today`.

    Its share of all selling minutes of the last `plan.debt_days` days less what it got, capped at half a full day's
    selling minutes either way (method §2).
    """
    days = settings.plan.debt_days
    spent = minutes_by_status(book, today - timedelta(days=days), today - timedelta(days=1))
    return owed(settings.shares.as_fractions(), spent, full_day / 2)


def owed(shares: Mapping[Status, float], spent: Mapping[Status, float], cap: float) -> ByStatus:
    """Share × all minutes − own minutes, between −cap and +cap."""
    total = sum(spent.values())
    return {status: max(-cap, min(cap, shares[status] * total - spent[status])) for status in STATUSES}


def targets(shares: Mapping[Status, float], capacity: float, debts: Mapping[Status, float]) -> dict[Status, int]:
    """Whole minutes per status for a day of `capacity` minutes: share plus debt, never under zero, adding up to it."""
    raw = {status: max(0.0, shares[status] * capacity + debts[status]) for status in STATUSES}
    total = sum(raw.values())
    if total <= 0 or capacity <= 0:
        return dict.fromkeys(STATUSES, 0)
    return rounded({status: value * capacity / total for status, value in raw.items()}, round(capacity))


def rounded(parts: Mapping[Status, float], total: int) -> dict[Status, int]:
    """Whole numbers as near to `parts` as can be that add up to `total` (largest remainders)."""
    whole = {status: int(value) for status, value in parts.items()}
    by_remainder = sorted(parts, key=lambda status: whole[status] - parts[status])
    for status in by_remainder[: max(0, total - sum(whole.values()))]:
        whole[status] += 1
    return whole


@dataclass(frozen=True, slots=True)
class Item:
    """One call to be put in order: which status it is of, and whole minutes."""

    status: Status
    minutes: int
    pinned: int | None = None
    """Selling minutes after the start at which it has its clock time."""


State = tuple[int, int, int, int]
"""How many of the existing, the lost, the new and the pinned are taken."""
Step = tuple[State, int, int, int]
"""The state one call further, the call (index), the worst deviation there and the sum of the three."""


class _Merge:
    """The merges of three lists and the pinned one, as a graph of states; deviations are minutes × the sum of the shares."""

    def __init__(self, items: Sequence[Item], shares: Mapping[Status, int], done: Mapping[Status, int]) -> None:
        loose = [i for i, item in enumerate(items) if item.pinned is None]
        pinned = sorted(
            (i for i, item in enumerate(items) if item.pinned is not None), key=lambda i: items[i].pinned or 0
        )
        self.size = len(items)
        self.lists = [[i for i in loose if items[i].status == status] for status in STATUSES]
        self.pinned = pinned
        self.pins = [items[i].pinned or 0 for i in pinned]
        self.minutes = [item.minutes for item in items]
        self.shares = [shares[status] for status in STATUSES]
        self.total = sum(self.shares)
        self.done = sum(done.get(status, 0) for status in STATUSES)
        self.sums = [self._sums(each, done.get(status, 0)) for each, status in zip(self.lists, STATUSES, strict=True)]
        self.pinned_sums = [
            self._sums([i if items[i].status == status else None for i in pinned], 0) for status in STATUSES
        ]
        self.start: State = (0, 0, 0, 0)
        self.end: State = (len(self.lists[0]), len(self.lists[1]), len(self.lists[2]), len(pinned))
        self._known: dict[State, list[Step]] = {}

    def _sums(self, indices: Sequence[int | None], first: int) -> list[int]:
        sums = [first]
        for index in indices:
            sums.append(sums[-1] + (self.minutes[index] if index is not None else 0))
        return sums

    def steps(self, state: State) -> list[Step]:
        """The states one call further. A pinned call comes when one of the next calls would run over its time."""
        known = self._known.get(state)
        if known is None:
            known = self._known[state] = self._expand(state)
        return known

    def _expand(self, state: State) -> list[Step]:
        a, b, c, n = state
        (x, y, z), (p, q, r) = self.sums, self.pinned_sums
        e, lo, w = x[a] + p[n], y[b] + q[n], z[c] + r[n]
        room = self.pins[n] - (e + lo + w - self.done) if n < self.end[3] else None
        steps: list[Step] = []
        heads = 0
        if a < self.end[0]:
            heads += 1
            if room is None or x[a + 1] - x[a] <= room:
                steps.append(self._step((a + 1, b, c, n), self.lists[0][a], x[a + 1] + p[n], lo, w))
        if b < self.end[1]:
            heads += 1
            if room is None or y[b + 1] - y[b] <= room:
                steps.append(self._step((a, b + 1, c, n), self.lists[1][b], e, y[b + 1] + q[n], w))
        if c < self.end[2]:
            heads += 1
            if room is None or z[c + 1] - z[c] <= room:
                steps.append(self._step((a, b, c + 1, n), self.lists[2][c], e, lo, z[c + 1] + r[n]))
        if room is not None and (len(steps) < heads or not heads):
            after = (x[a] + p[n + 1], y[b] + q[n + 1], z[c] + r[n + 1])
            steps.append(self._step((a, b, c, n + 1), self.pinned[n], *after))
        return steps

    def _step(self, state: State, index: int, existing: int, lost: int, new: int) -> Step:
        total, (share_e, share_l, share_n) = self.total, self.shares
        minutes = existing + lost + new
        x = abs(existing * total - share_e * minutes)
        y = abs(lost * total - share_l * minutes)
        z = abs(new * total - share_n * minutes)
        worst = x if x >= y and x >= z else y if y >= z else z
        return state, index, worst, x + y + z


def balanced_order(
    items: Sequence[Item], shares: Mapping[Status, int], done: Mapping[Status, int] | None = None
) -> list[int]:
    """The order (indices into `items`) with the smallest worst deviation over all prefixes, then the smallest sum.

    `items` stand in order of urgency; within a status that order is kept, pinned ones come at their time. `shares` are
    today's target minutes, `done` the minutes that were spent before. Deviation: |minutes of a status − its share of the
    minutes so far|. Exact: dynamic programming over how many of each list were taken, first for the bottleneck, then for
    the sum among the states within it (method §2).
    """
    if not sum(shares.values()):
        shares = dict.fromkeys(STATUSES, 1)
    merge = _Merge(items, shares, done or {})
    bound = _good_bound(merge)
    worst = _bottleneck(merge, bound)
    return _smallest_sum(merge, worst)


BEAM = 16
"""So many of the most promising states are followed to find a bound; the exact search then looks at few others."""


def _good_bound(merge: _Merge) -> int:
    """The worst deviation of a good order: the best is no worse."""
    layer: dict[State, int] = {merge.start: 0}
    for _ in range(merge.size):
        following: dict[State, int] = {}
        for state, worst in layer.items():
            for after, _, deviation, _ in merge.steps(state):
                reached = deviation if deviation > worst else worst
                if reached < following.get(after, reached + 1):
                    following[after] = reached
        layer = (
            following if len(following) <= BEAM else dict(sorted(following.items(), key=lambda each: each[1])[:BEAM])
        )
    return layer[merge.end]


def _bottleneck(merge: _Merge, bound: int) -> int:
    """The smallest possible worst deviation over all prefixes."""
    layer: dict[State, int] = {merge.start: 0}
    for _ in range(merge.size):
        following: dict[State, int] = {}
        for state, worst in layer.items():
            for after, _, deviation, _ in merge.steps(state):
                if deviation <= bound:
                    reached = deviation if deviation > worst else worst
                    if reached < following.get(after, bound + 1):
                        following[after] = reached
        layer = following
    return layer.get(merge.end, bound)


def _smallest_sum(merge: _Merge, worst: int) -> list[int]:
    """The order with the smallest sum of deviations, then the most urgent, among those that never deviate more."""
    layer: dict[State, tuple[int, int]] = {merge.start: (0, 0)}
    came: list[dict[State, tuple[State, int]]] = []
    for position in range(merge.size):
        following: dict[State, tuple[int, int]] = {}
        back: dict[State, tuple[State, int]] = {}
        for state, (total, late) in layer.items():
            for after, index, highest, summed in merge.steps(state):
                if highest <= worst:
                    cost = (total + summed, late - position * index)
                    known = following.get(after)
                    if known is None or cost < known:
                        following[after], back[after] = cost, (state, index)
        layer = following
        came.append(back)
    order, state = [], merge.end
    for back in reversed(came):
        state, index = back[state]
        order.append(index)
    return order[::-1]
