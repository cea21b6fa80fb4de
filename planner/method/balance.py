"""Where selling time went, what each status is owed, and the order of calls that is balanced at every prefix (method §1, §2)."""

from collections.abc import Iterator, Mapping, Sequence
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


State = tuple[int, ...]


class _Merge:
    """The merges of three lists (and the pinned one) as a graph: a state says how many of each list are taken."""

    def __init__(self, items: Sequence[Item], shares: Mapping[Status, int], done: Mapping[Status, int]) -> None:
        self.items = items
        self.lists = [[i for i, item in enumerate(items) if item.pinned is None and item.status == s] for s in STATUSES]
        self.lists.append(sorted((i for i, item in enumerate(items) if item.pinned is not None), key=self._pin))
        self.total = sum(shares.values())
        self.shares = [shares[status] for status in STATUSES]
        self.sums = [self._sums(indices) for indices in self.lists[:3]]
        self.pinned_sums = [self._pinned_sums(status) for status in STATUSES]
        self.done = [done.get(status, 0) for status in STATUSES]
        self.start: State = (0, 0, 0, 0)
        self.end = tuple(len(each) for each in self.lists)

    def _pin(self, index: int) -> int:
        return self.items[index].pinned or 0

    def _sums(self, indices: Sequence[int]) -> list[int]:
        sums = [0]
        for index in indices:
            sums.append(sums[-1] + self.items[index].minutes)
        return sums

    def _pinned_sums(self, status: Status) -> list[int]:
        sums = [0]
        for index in self.lists[3]:
            sums.append(sums[-1] + (self.items[index].minutes if self.items[index].status == status else 0))
        return sums

    def spent(self, state: State) -> tuple[int, int, int]:
        """Minutes per status after a state, without what was done before."""
        (a, b, c), (p, q, r), n = self.sums, self.pinned_sums, state[3]
        return a[state[0]] + p[n], b[state[1]] + q[n], c[state[2]] + r[n]

    def deviations(self, state: State) -> tuple[int, int]:
        """The worst deviation at a state and the sum over the statuses, in minutes × the total of the shares."""
        e, lo, n = self.spent(state)
        (de, dl, dn), (se, sl, sn), total = self.done, self.shares, self.total
        e, lo, n = e + de, lo + dl, n + dn
        minutes = e + lo + n
        x, y, z = abs(e * total - se * minutes), abs(lo * total - sl * minutes), abs(n * total - sn * minutes)
        return max(x, y, z), x + y + z

    def steps(self, state: State) -> Iterator[tuple[State, int]]:
        """The states one call further, with the call taken. A pinned call comes when the next would run over its time."""
        a, b, c, n = state
        heads = [(each, self.lists[each][state[each]]) for each in range(3) if state[each] < self.end[each]]
        if n == self.end[3]:
            for each, index in heads:
                yield (a + (each == 0), b + (each == 1), c + (each == 2), n), index
            return
        room = self._pin(self.lists[3][n]) - sum(self.spent(state))
        fits = 0
        for each, index in heads:
            if self.items[index].minutes <= room:
                fits += 1
                yield (a + (each == 0), b + (each == 1), c + (each == 2), n), index
        if fits < len(heads) or not heads:
            yield (a, b, c, n + 1), self.lists[3][n]


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
    bound = _greedy_bound(merge)
    worst = _bottleneck(merge, bound)
    return _smallest_sum(merge, worst)


def _greedy_bound(merge: _Merge) -> int:
    """The worst deviation of the order that always takes what leaves the smallest: never better than the best."""
    state, worst = merge.start, 0
    while state != merge.end:
        state, deviation = min(
            ((after, merge.deviations(after)[0]) for after, _ in merge.steps(state)), key=lambda pair: pair[1]
        )
        worst = max(worst, deviation)
    return worst


def _bottleneck(merge: _Merge, bound: int) -> int:
    """The smallest possible worst deviation over all prefixes."""
    layer: dict[State, int] = {merge.start: 0}
    known: dict[State, int] = {}
    for _ in merge.items:
        following: dict[State, int] = {}
        for state, worst in layer.items():
            for after, _ in merge.steps(state):
                deviation = known.get(after)
                if deviation is None:
                    deviation = known[after] = merge.deviations(after)[0]
                if deviation > bound:
                    continue
                reached = deviation if deviation > worst else worst
                if reached < following.get(after, bound + 1):
                    following[after] = reached
        layer = following
    return layer.get(merge.end, bound)


def _smallest_sum(merge: _Merge, worst: int) -> list[int]:
    """The order with the smallest sum of deviations among those that never deviate more than `worst`."""
    layer: dict[State, tuple[int, int]] = {merge.start: (0, 0)}
    came: list[dict[State, tuple[State, int]]] = []
    for position in range(len(merge.items)):
        following: dict[State, tuple[int, int]] = {}
        back: dict[State, tuple[State, int]] = {}
        for state, (total, late) in layer.items():
            for after, index in merge.steps(state):
                highest, summed = merge.deviations(after)
                if highest > worst:
                    continue
                cost = (total + summed, late + position * -index)
                if after not in following or cost < following[after]:
                    following[after], back[after] = cost, (state, index)
        layer = following
        came.append(back)
    order, state = [], merge.end
    for back in reversed(came):
        state, index = back[state]
        order.append(index)
    return order[::-1]
