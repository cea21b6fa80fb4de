"""Who comes first, of ten thousand, without looking at all of them: at most how urgent each can be is told at a glance (method §2).

A glance is a few dated facts of an account, kept until a record of it changes; what they come to on a day is arithmetic, and
never less than the urgency that `reasons.py` finds. So the rules are asked best first, and only until nobody can come before.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from heapq import heapify, heappop, heappush
from typing import Any

from msgspec import Struct

from planner.book import Book
from planner.book.records import Account, Opportunity, Touch
from planner.book.vocabulary import CONTACT_OUTCOMES, PROPOSAL_OUT, STATUSES, Status
from planner.method.cadence import read_backwards
from planner.method.due import Candidate, Due
from planner.method.intervals import limits, out_since
from planner.method.reasons import first_call_urgency, try_urgency
from planner.settings import Settings, working_days

NEVER = date.max.toordinal()
NO_END = float("inf")
_NONE: list[Any] = []
COURTED = 3.5
"""What a proposal may add to the silence it is measured by: endangered, with the decision near."""
BENEFIT, UNMET, UNKNOWN = 1.6, 1.15, 1.5
"""The most that a benefit (value owed, an ask) or a booked try, an executive never met, no contact at all make of a call."""

Out = tuple[date | None, int, int]
"""Since when a proposal is out, and the ideal and the tolerated silence, in working days."""
Bound = tuple[float, str]
"""Less the most urgent that somebody can be, and who; such pairs stand like the ranks of candidates, and none is greater."""


class Glance(Struct, frozen=True, gc=False):
    """What an account's urgency follows from. Days are ordinals, 0 for never."""

    status: Status
    ideal: int
    """The shortest ideal silence that can apply, in working days."""
    free: int
    """The first day on which it is not parked, put off or waiting for a dated step; NEVER for do not call."""
    last: int
    """The last touch."""
    contact: int
    tried: int
    """The last of the tries in a row, when there are any."""
    executive: int
    """When the executive was met whose last meeting is the longest ago."""
    created: int
    least: float
    """At least as much as any reason that does not grow with silence."""
    out: tuple[Out, ...]
    """Its proposals that are out."""


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
    for id in _out_by_account(book):
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
            urgency = max(urgency, 0.2 + (today - glance.executive) / self._limit)
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
        look = _Look(book, settings)
        for id in missing:
            account = book.accounts.get(id)
            if account is not None:
                known[id] = look(account)
        known.dropped.clear()
    return known


class _Look:
    """Looks at accounts; the indexes are taken in hand once, since all of a big book pass through here."""

    def __init__(self, book: Book, settings: Settings) -> None:
        self._book, self._settings = book, settings
        self._ideals: dict[Status, int] = {each: getattr(settings.cadence, each)[0] for each in STATUSES}
        self._touches = book.touches.keys_of("account").get
        self._people = book.contacts.keys_of("account").get
        self._benefits = book.benefits.keys_of("account")
        self._close = {each.account for each in book.contacts.where("rhythm", True)}
        self._steps = _latest_steps(book)
        self._out = _out_by_account(book)

    def __call__(self, account: Account) -> Glance:
        """The glance of an account."""
        id, status = account.id, account.status
        touches = self._touches(id, _NONE)
        contact, tried, _ = read_backwards(touches)
        step = self._steps.get(id, 0)
        executive, least = self._executives(id, touches) if status == "existing" else (0, 0.0)
        special = account.cadence or id in self._out or id in self._close
        return Glance(
            status,
            self._ideal(account) if special else self._ideals[status],
            NEVER if account.do_not_call else _free(account, step),
            touches[-1].at.toordinal() if touches else 0,
            contact.at.toordinal() if contact else 0,
            tried.at.toordinal() if tried else 0,
            executive,
            account.created.toordinal() if account.created else 0,
            BENEFIT if step or id in self._benefits else least,
            tuple([self._proposal(deal) for deal in self._out[id]]) if id in self._out else (),
        )

    def _proposal(self, deal: Opportunity) -> Out:
        ideal, most = limits(self._book, self._settings, deal)
        return out_since(deal), ideal, most

    def _ideal(self, account: Account) -> int:
        """As short as `cadence` has it, or shorter: here people who left count, too."""
        if account.cadence:
            return account.cadence[0]
        settings, ideal = self._settings.cadence, self._ideals[account.status]
        if account.id in self._out:
            ideal = min(ideal, settings.proposal[0])
        if account.id in self._close:
            people = self._people(account.id, _NONE)
            ideal = min(ideal, *(each.cadence[0] if each.cadence else settings.circle[0] for each in people))
        return ideal

    def _executives(self, id: str, touches: Sequence[Touch]) -> tuple[int, float]:
        """The day of the meeting that is the longest ago, of each executive's last; and what one never met comes to."""
        unseen = {each.id for each in self._people(id, _NONE) if each.level == "executive" and each.left is None}
        longest = 0
        for touch in reversed(touches) if unseen else ():
            if touch.contact in unseen and (touch.outcome in CONTACT_OUTCOMES or touch.inbound):
                unseen.remove(touch.contact)
                longest = touch.at.toordinal()  # further back with each
                if not unseen:
                    break
        return longest, UNMET if unseen else 0.0


def _latest_steps(book: Book) -> dict[str | None, int]:
    """Account → the day of the last that is booked or promised there."""
    found: dict[str | None, int] = {}
    for each in book.promises.where("open", True):
        found[each.account] = max(each.due.toordinal(), found.get(each.account, 0))
    return found


def _out_by_account(book: Book) -> dict[str, list[Opportunity]]:
    """Account → its deals with a proposal out."""

    def read() -> dict[str, list[Opportunity]]:
        found: dict[str, list[Opportunity]] = {}
        for stage in PROPOSAL_OUT:
            for deal in book.opportunities.where("stage", stage):
                found.setdefault(deal.account, []).append(deal)
        return found

    return book.until("proposals out", book.opportunities.changes, read)


def _free(account: Account, step: int) -> int:
    """The first day after all that keeps an account off the plan."""
    if account.parked_until:
        step = max(step, account.parked_until.toordinal())
    if account.snoozed_until:
        step = max(step, account.snoozed_until.toordinal())
    return step
