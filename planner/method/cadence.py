"""How long an account has been silent, how often that is too long, and when it is to be called again (method §3, §5)."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from planner.book import Book
from planner.book.records import Account, Contact, Opportunity, Promise, Touch
from planner.book.vocabulary import CONTACT_OUTCOMES, PROPOSAL_OUT, RULE_OF
from planner.clock import WorkingDays
from planner.settings import Settings

FEWEST_GAPS = 3
"""An account's own usual gap is judged from so many gaps at least."""


@dataclass(frozen=True, slots=True)
class History:
    """What the touches of one account say. Days are calendar days where the user was."""

    touches: Sequence[Touch]
    last: Touch | None
    last_contact: Touch | None
    tries: int
    """Tries in a row without contact."""
    last_try: Touch | None
    usual_gap: float | None
    """Median calendar days between days with contact; None while there are too few."""
    met: dict[str, date]
    """Contact → the last day they were in contact."""

    @property
    def silent_since(self) -> date | None:
        """The day of the last contact, None when there never was one."""
        return self.last_contact.at.date() if self.last_contact else None


def in_contact(touch: Touch) -> bool:
    """Whether contact took place: it resets the silence clock (method §3)."""
    return touch.outcome in CONTACT_OUTCOMES or touch.inbound


def history(book: Book, account: str, as_of: date | None = None) -> History:
    """The history of an account (or a colleague, by their id), to the end of `as_of` when that is given."""
    if as_of is None:
        return book.fact(account, "history", lambda: read_history(_touches(book, account)))
    touches = _touches(book, account)
    return read_history(touches[: bisect_right(touches, as_of, key=lambda touch: touch.at.date())])


def _touches(book: Book, account: str) -> list[Touch]:
    touches = book.touches.of(account)
    if not touches and account in book.contacts:
        return [touch for touch in book.touches.where("contact", account) if touch.account is None]
    return touches


def read_history(touches: Sequence[Touch]) -> History:
    """What touches, in order of time, say."""
    last_contact = last_try = None
    tries = 0
    met: dict[str, date] = {}
    days: list[int] = []
    for touch in touches:
        if touch.outcome in CONTACT_OUTCOMES or touch.inbound:
            last_contact, day = touch, touch.at.date()
            if not days or days[-1] != day.toordinal():
                days.append(day.toordinal())
            if touch.contact:
                met[touch.contact] = day
        rule = RULE_OF[touch.outcome].tries
        if rule == "counts" and not touch.inbound:
            tries += 1
            last_try = touch
        elif rule != "no" or touch.inbound:
            tries = 0
    gaps = [later - earlier for earlier, later in pairwise(days)]
    usual = float(median(gaps)) if len(gaps) >= FEWEST_GAPS else None
    return History(touches, touches[-1] if touches else None, last_contact, tries, last_try, usual, met)


def open_promises(book: Book, account: str) -> list[Promise]:
    """What is promised or booked for an account (or colleague), earliest first."""
    return book.fact(account, "open promises", lambda: [each for each in _promises(book, account) if each.open])


def _promises(book: Book, account: str) -> list[Promise]:
    promises = book.promises.of(account)
    if not promises and account in book.contacts:
        return [promise for promise in book.promises.where("contact", account) if promise.account is None]
    return promises


def next_step(book: Book, account: str, today: date) -> Promise | None:
    """The earliest dated step from today on: it stops every idle alarm until its date has passed (method §3)."""
    return next((promise for promise in open_promises(book, account) if promise.due >= today), None)


def open_proposals(book: Book, account: str) -> list[Opportunity]:
    """The opportunities of an account that have a proposal out (method §6)."""
    return book.fact(
        account,
        "open proposals",
        lambda: [each for each in book.opportunities.of(account) if each.stage in PROPOSAL_OUT],
    )


def people(book: Book, account: str) -> list[Contact]:
    """Who is there to be talked to: not those who left or said "do not call"."""
    return book.fact(
        account,
        "people",
        lambda: [each for each in book.contacts.of(account) if each.left is None and each.do_not_call is None],
    )


def cadence(book: Book, settings: Settings, account: Account) -> tuple[int, int]:
    """Ideal and tolerated silence, in working days: the account's own, else the shortest that applies (method §5)."""
    if account.cadence:
        return account.cadence
    limits = [getattr(settings.cadence, account.status)]
    if open_proposals(book, account.id):
        limits.append(settings.cadence.proposal)
    for person in people(book, account.id):
        if person.cadence:
            limits.append(person.cadence)
        elif person.circle:
            limits.append(settings.cadence.circle)
    ideal, most = min(limits)
    return ideal, most


def silence(history: History, today: date, working: WorkingDays) -> int | None:
    """Working days since the last contact; None when there never was one."""
    since = history.silent_since
    return None if since is None else working.between(since, today)
