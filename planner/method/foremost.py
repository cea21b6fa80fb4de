"""Who comes first, of ten thousand, without looking at all of them: at most how urgent each can be is told at a glance (method §2).

A glance is a few dated facts of an account, kept until a record of it changes; what they come to on a day is arithmetic, and
never less than the urgency that `reasons.py` finds. So the rules are asked best first, and only until nobody can come before.
"""

from collections.abc import Callable, Iterator
from datetime import date
from heapq import heapify, heappop, heappush

from planner.book import Book
from planner.book.vocabulary import STATUSES, Status
from planner.method.due import Candidate, Due
from planner.method.glance import Glance, Look, out_by_account
from planner.method.reasons import first_call_urgency, overdue_urgency, try_urgency
from planner.settings import Settings, working_days

NO_END = float("inf")
COURTED = 3.5
"""What a proposal may add to the silence it is measured by: endangered, with the decision near."""
UNKNOWN = 1.5
"""The most that no contact at all makes of a call."""

Bound = tuple[float, str]
"""Less the most urgent that somebody can be, and who; such pairs stand like the ranks of candidates, and none is greater."""


class Foremost:
    """Those who are due on a day, by status, the most urgent first; each is looked at when it is its turn."""

    def __init__(self, book: Book, settings: Settings, today: date, taken: frozenset[str] | set[str]) -> None:
        """`taken` are the accounts and colleagues to be left out."""
        self._taken = taken
        self._due = Due(book, settings, today)
        self._bounds = {status: list(each.values()) for status, each in bounds(book, settings, today).items()}
        self._bounds["new"] += [each.rank for each in self._due.colleagues()]
        self._out = _endangered_bounds(book, settings, today)

    def of(self, status: Status) -> Iterator[Candidate]:
        """The candidates of a status."""
        return best_first(list(self._bounds[status]), self._ask)

    def endangered(self) -> Candidate | None:
        """The most urgent of those whose proposal is silent past what is tolerated."""

        def ask(id: str) -> Candidate | None:
            each = self._ask(id)
            return each if each and each.endangered else None

        return next(best_first(list(self._out), ask), None)

    def _ask(self, id: str) -> Candidate | None:
        return None if id in self._taken else self._due.candidate(id)


def best_first(heap: list[Bound], ask: Callable[[str], Candidate | None]) -> Iterator[Candidate]:
    """Candidates by rank, asking for those only that can be next. `heap` holds a bound for each, in any order; it is used up."""
    heapify(heap)
    found: list[tuple[tuple[float, str], Candidate]] = []
    while heap:
        while found and found[0][0] <= heap[0]:
            yield heappop(found)[1]
        candidate = ask(heappop(heap)[1])
        if candidate is not None:
            heappush(found, (candidate.rank, candidate))
    while found:
        yield heappop(found)[1]


# -- at a glance


def bounds(book: Book, settings: Settings, today: date) -> dict[Status, dict[str, Bound]]:
    """Of each status a bound for everybody who may be due on a day, by id; not to be changed."""
    on = (today, settings.cadence, settings.hours)
    changed = book.known("bounds", on).dropped
    found: dict[Status, dict[str, Bound]] = book.until("bounds", on, lambda: {status: {} for status in STATUSES})
    glances, at_most = _glances(book, settings), _AtMost(settings, today)
    again = any(found.values())
    for id in changed if again else glances:
        for of_status in found.values() if again else ():
            of_status.pop(id, None)
        glance = glances.get(id)
        urgency = at_most(glance) if glance else 0.0
        if glance and urgency >= 1:
            found[glance.status][id] = (-urgency, id)
    changed.clear()
    return found


def _endangered_bounds(book: Book, settings: Settings, today: date) -> list[Bound]:
    """The same for those alone whose proposal can be silent past what is tolerated."""
    known: dict[str, float] = book.known("endangered", (today, settings.cadence, settings.hours))
    glances, at_most = _glances(book, settings), _AtMost(settings, today)
    found = []
    for id in out_by_account(book):
        late = known.get(id)
        if late is None:
            late = known[id] = at_most.endangered(glances[id]) if id in glances else 0.0
        if late:
            found.append((-late, id))
    return found


class _AtMost:
    """The most urgent that accounts can be on a day; 0 for who can't be due."""

    def __init__(self, settings: Settings, today: date) -> None:
        self._day, self._today = today, today.toordinal()
        self._working, self._limit = working_days(settings.hours), settings.cadence.executive_days
        self._silences: dict[int, int] = {}
        """Day of a last contact → working days since; many accounts share it."""

    def may_be_due(self, glance: Glance) -> bool:
        """Neither kept out nor in contact that day already."""
        return glance.free <= self._today and glance.last < self._today

    def __call__(self, glance: Glance) -> float:
        """Never less than the urgency of the best reason to call."""
        today = self._today
        if glance.free > today or glance.last >= today:
            return 0.0
        urgency, contact, new = glance.least, glance.contact, glance.status == "new"
        if new and glance.tried:
            idle = try_urgency(today - glance.tried)
        elif contact:
            idle = (self._silences.get(contact) or self._silent(contact)) / glance.ideal
            if 0.5 <= idle < 1:  # their own rhythm may be the shorter
                idle = 1.0
        elif new:
            idle = first_call_urgency(today - glance.created if glance.created else 0)
        else:
            idle = UNKNOWN
        if idle > urgency:
            urgency = idle
        if glance.executive and today - glance.executive >= self._limit:
            urgency = max(urgency, overdue_urgency((today - glance.executive) / self._limit))
        for met, often in glance.bosses:
            passed = self._silent(met) / often
            if passed >= 1:
                urgency = max(urgency, overdue_urgency(passed))
        for began, ideal, _ in glance.out:
            urgency = max(urgency, self._quiet(began) / ideal + COURTED)
        return urgency

    def endangered(self, glance: Glance) -> float:
        """Of the proposals that can be silent past what is tolerated; 0 when there is none."""
        if not self.may_be_due(glance):
            return 0.0
        late = [self._quiet(began) / ideal + COURTED for began, ideal, most in glance.out if self._quiet(began) > most]
        return max(late, default=0.0)

    def _silent(self, since: int) -> int:
        silent = self._silences.get(since)
        if silent is None:
            silent = self._silences[since] = self._working.between(date.fromordinal(since), self._day)
        return silent

    def _quiet(self, began: date | None) -> float:
        return NO_END if began is None else self._silent(began.toordinal())


def _glances(book: Book, settings: Settings) -> dict[str, Glance]:
    """Of every account; only those are read of which nothing is remembered, or no longer since they changed."""
    known = book.known("glances", settings.cadence)
    missing = known.dropped if known else book.accounts
    if missing:
        look = Look(book, settings)
        for id in missing:
            account = book.accounts.get(id)
            if account is not None:
                known[id] = look(account)
        known.dropped.clear()
    return known
