"""Where selling time went, what each status is owed, and the order of calls that is balanced at every prefix (method §1, §2)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from planner.book import Book
from planner.book.records import Touch
from planner.book.vocabulary import STATUSES, Status
from planner.settings import Settings

ByStatus = dict[Status, float]


def status_of(book: Book, touch: Touch) -> Status:
    """The status that a touch's minutes count for: its account's then; time with colleagues opens new accounts."""
    if touch.status:
        return touch.status
    account = book.accounts.get(touch.account) if touch.account else None
    return account.status if account else "new"


def minutes_by_status(book: Book, first: date, last: date) -> ByStatus:
    """Minutes spent from `first` to `last` (both included), by status (method §1)."""
    of_day = minutes_of_days(book)
    days = [of_day(first + timedelta(days=offset)) for offset in range((last - first).days + 1)]
    return {status: sum(minutes[status] for minutes in days) for status in STATUSES}


def minutes_of_days(book: Book) -> Callable[[date], ByStatus]:
    """Day → the minutes spent on it by status; not to be changed.

    Those of a day are remembered until its touches change, or the status of any account: plans and weeks ask for the same
    hundred days again and again.
    """
    statuses, version = statuses_of(book)
    known: dict[date, tuple[object, int, ByStatus]] = book.until("minutes of days", version, dict)

    def of_day(day: date) -> ByStatus:
        touches = book.touches.where("day", day)
        kept = known.get(day)
        if kept is None or kept[0] is not touches or kept[1] != len(touches):
            minutes: ByStatus = dict.fromkeys(STATUSES, 0)
            for touch in touches:
                if touch.minutes:
                    minutes[touch.status or statuses.get(touch.account, "new")] += touch.minutes
            kept = known[day] = (touches, len(touches), minutes)
        return kept[2]

    return of_day


def statuses_of(book: Book) -> tuple[Mapping[str | None, Status], int]:
    """Account → its status; with a number that is another one when a status is another one."""
    latest: list[tuple[Mapping[str | None, Status], int]] = book.until("latest statuses", None, list)

    def read() -> tuple[Mapping[str | None, Status], int]:
        statuses: Mapping[str | None, Status] = {account.id: account.status for account in book.accounts.values()}
        if not latest or latest[0][0] != statuses:
            latest[:] = [(statuses, latest[0][1] + 1 if latest else 0)]
        return latest[0]

    return book.until("statuses", book.accounts.changes, read)


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


class Item(Struct, frozen=True):
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
        (x, y, z), (p, q, r), end = self.sums, self.pinned_sums, self.end
        room = self.pins[n] - (x[a] + y[b] + z[c] + p[n] + q[n] + r[n] - self.done) if n < end[3] else None
        existing, lost, new = x[a] + p[n], y[b] + q[n], z[c] + r[n]
        steps: list[Step] = []
        heads = 0
        if a < end[0]:
            heads += 1
            longer = x[a + 1] - x[a]
            if room is None or longer <= room:
                steps.append(((a + 1, b, c, n), self.lists[0][a], *self._off(existing + longer, lost, new)))
        if b < end[1]:
            heads += 1
            longer = y[b + 1] - y[b]
            if room is None or longer <= room:
                steps.append(((a, b + 1, c, n), self.lists[1][b], *self._off(existing, lost + longer, new)))
        if c < end[2]:
            heads += 1
            longer = z[c + 1] - z[c]
            if room is None or longer <= room:
                steps.append(((a, b, c + 1, n), self.lists[2][c], *self._off(existing, lost, new + longer)))
        if room is not None and (len(steps) < heads or not heads):
            state = (a, b, c, n + 1)
            steps.append((state, self.pinned[n], *self.deviation(state)))
        return steps

    def deviation(self, state: State) -> tuple[int, int]:
        """The worst deviation of a state, and the sum of the three."""
        a, b, c, n = state
        (x, y, z), (p, q, r) = self.sums, self.pinned_sums
        return self._off(x[a] + p[n], y[b] + q[n], z[c] + r[n])

    def _off(self, existing: int, lost: int, new: int) -> tuple[int, int]:
        minutes = existing + lost + new
        total, (share_e, share_l, share_n) = self.total, self.shares
        off_e = abs(existing * total - share_e * minutes)
        off_l = abs(lost * total - share_l * minutes)
        off_n = abs(new * total - share_n * minutes)
        return max(off_e, off_l, off_n), off_e + off_l + off_n


def balanced_order(
    items: Sequence[Item], shares: Mapping[Status, int], done: Mapping[Status, int] | None = None
) -> list[int]:
    """The order (indices into `items`) with the smallest worst deviation over all prefixes, then the smallest sum.

    `items` stand in order of urgency; within a status that order is kept, pinned ones come at their time. `shares` are
    today's target minutes, `done` the minutes that were spent before. Deviation: |minutes of a status − its share of the
    minutes so far|. Exact: dynamic programming over how many of each list were taken, first for the bottleneck, then for
    the sum among the states within it (method §2). More calls than any day holds (a heap of old promises) are put in a
    good order that need not be the best.
    """
    if not sum(shares.values()):
        shares = dict.fromkeys(STATUSES, 1)
    merge = _Merge(items, shares, done or {})
    if merge.size > EXACT_UP_TO:
        return _good_order(merge, NARROW)[1]
    bound, _ = _good_order(merge, BEAM)
    if bound > merge.deviation(merge.end)[0]:  # where it ends can't be bettered by any order
        bound = _bottleneck(merge, bound)
    return _smallest_sum(merge, bound)


EXACT_UP_TO = 64
"""Calls; no day holds more, and three times as many would take a second."""
BEAM = 16
"""So many of the most promising states are followed to find a good order; the exact search then looks at few others."""


NARROW = 4
"""As many are enough for a heap of calls: its sum of deviations comes within a thousandth of what four times as many give."""


def _good_order(merge: _Merge, beam: int) -> tuple[int, list[int]]:
    """A good order, and its worst deviation: the best is no worse."""
    layer: dict[State, tuple[int, int]] = {merge.start: (0, 0)}
    came: list[dict[State, tuple[State, int]]] = []
    for _ in range(merge.size):
        following: dict[State, tuple[int, int]] = {}
        back: dict[State, tuple[State, int]] = {}
        for state, (worst, total) in layer.items():
            for after, index, deviation, summed in merge.steps(state):
                cost = (deviation if deviation > worst else worst, total + summed)
                known = following.get(after)
                if known is None or cost < known:
                    following[after], back[after] = cost, (state, index)
        if len(following) > beam:
            following = dict(sorted(following.items(), key=lambda each: each[1])[:beam])
        layer = following
        came.append(back)
    return layer[merge.end][0], _walked(came, merge.end)


def _bottleneck(merge: _Merge, bound: int) -> int:
    """The smallest possible worst deviation over all prefixes; `bound` is that of a known order."""
    layer: dict[State, int] = {merge.start: 0}
    for _ in range(merge.size):
        following: dict[State, int] = {}
        for state, worst in layer.items():
            for after, _, deviation, _ in merge.steps(state):
                if deviation < bound:
                    reached = deviation if deviation > worst else worst
                    if reached < following.get(after, bound):
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
    return _walked(came, merge.end)


def _walked(came: Sequence[Mapping[State, tuple[State, int]]], state: State) -> list[int]:
    """The calls on the way to a state, from the states that each one was reached from."""
    order = []
    for back in reversed(came):
        state, index = back[state]
        order.append(index)
    return order[::-1]
