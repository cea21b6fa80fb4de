"""How long an account has been silent, how often that is too long, and when it is to be called again (method §3, §5)."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from planner.book import Book
from planner.book.records import Account, Contact, Opportunity, Promise, Touch
from planner.book.vocabulary import CONTACT_OUTCOMES, PROPOSAL_OUT, RULE_OF
from planner.clock import WorkingDays
from planner.settings import Cadence, Settings
from planner.wording import plural

FEWEST_GAPS = 3
"""An account's own usual gap is judged from so many gaps at least."""
LATEST_GAPS = 12
"""It is judged from so many at most, the latest: who was called weekly two years ago may be called monthly by now."""


def read_backwards(touches: Sequence[Touch]) -> tuple[Touch | None, Touch | None, int]:
    """The last contact, the last of the tries in a row without contact, and how many these are (method §3).

    `touches` stand in order of time, and are read no further back than need be.
    """
    contact: Touch | None = None
    tried: Touch | None = None
    count, counting = 0, True
    for touch in reversed(touches):
        _, _, reached, tries, _ = RULE_OF[touch.outcome]
        if touch.inbound:
            reached, tries = True, "resets"
        if counting and tries == "counts":
            count += 1
            tried = tried or touch
        elif tries != "no":
            counting = False
        if reached and contact is None:
            contact = touch
        if contact is not None and not counting:
            break
    return contact, tried, count


class History:
    """What the touches of one account say. Days are calendar days where the user was.

    The last contact and the tries are read from the end; what takes all touches is read when it is asked for.
    """

    def __init__(self, touches: Sequence[Touch]) -> None:
        """`touches` in order of time."""
        self.touches = touches
        self.last = touches[-1] if touches else None
        self.last_contact, self.last_try, self.tries = read_backwards(touches)

    @cached_property
    def usual_gap(self) -> float | None:
        """Median calendar days between the latest days with contact; None while there are too few."""
        days = sorted({touch.at.toordinal() for touch in self.touches if in_contact(touch)})
        gaps = [later - earlier for earlier, later in pairwise(days[-LATEST_GAPS - 1 :])]
        from statistics import median  # a log has no use for it

        return float(median(gaps)) if len(gaps) >= FEWEST_GAPS else None

    @cached_property
    def met(self) -> dict[str, date]:
        """Contact → the last day they were in contact."""
        met = {touch.contact: touch.at for touch in self.touches if touch.outcome in CONTACT_OUTCOMES or touch.inbound}
        return {contact: at.date() for contact, at in met.items() if contact}

    @cached_property
    def silent_since(self) -> date | None:
        """The day of the last contact, None when there never was one."""
        return self.last_contact.at.date() if self.last_contact else None


def in_contact(touch: Touch) -> bool:
    """Whether contact took place: it resets the silence clock (method §3)."""
    return touch.outcome in CONTACT_OUTCOMES or touch.inbound


def history(book: Book, account: str, as_of: date | None = None) -> History:
    """The history of an account (or a colleague, by their id), to the end of `as_of` when that is given."""
    if as_of is None:
        facts = book.facts(account)  # not by book.fact: this is asked of 10,000 accounts for each plan
        known: History | None = facts.get("history")
        if known is None:
            known = facts["history"] = History(_touches(book, account))
        return known
    touches = _touches(book, account)
    return History(touches[: bisect_right(touches, as_of, key=lambda touch: touch.at.date())])


def _touches(book: Book, account: str) -> list[Touch]:
    touches = book.touches.of(account)
    if not touches and book.contacts.get(account):
        return [touch for touch in book.touches.where("contact", account) if touch.account is None]
    return touches


def open_promises(book: Book, account: str) -> list[Promise]:
    """What is promised or booked for an account (or colleague), earliest first."""
    facts = book.facts(account)
    known: list[Promise] | None = facts.get("open promises")
    if known is None:
        known = facts["open promises"] = [each for each in _promises(book, account) if each.open]
    return known


def _promises(book: Book, account: str) -> list[Promise]:
    promises = book.promises.of(account)
    if not promises and book.contacts.get(account):
        return [promise for promise in book.promises.where("contact", account) if promise.account is None]
    return promises


def next_step(book: Book, account: str, today: date) -> Promise | None:
    """The earliest dated step from today on: it stops every idle alarm until its date has passed (method §3)."""
    return next((promise for promise in open_promises(book, account) if promise.due >= today), None)


def open_proposals(book: Book, account: str) -> list[Opportunity]:
    """The opportunities of an account that have a proposal out (method §6)."""
    facts = book.facts(account)
    known: list[Opportunity] | None = facts.get("open proposals")
    if known is None:
        known = facts["open proposals"] = [
            each for each in book.opportunities.of(account) if each.stage in PROPOSAL_OUT
        ]
    return known


def people(book: Book, account: str) -> list[Contact]:
    """Who is there to be talked to: not those who left or said "do not call"."""
    facts = book.facts(account)
    known: list[Contact] | None = facts.get("people")
    if known is None:
        known = facts["people"] = [
            each for each in book.contacts.of(account) if each.left is None and each.do_not_call is None
        ]
    return known


def cadence(book: Book, settings: Settings, account: Account) -> tuple[int, int]:
    """Ideal and tolerated silence, in working days: the account's own, else the shortest that applies (method §5)."""
    if account.cadence:
        return account.cadence
    facts = book.facts(account.id)
    known: tuple[Cadence, tuple[int, int]] | None = facts.get("cadence")
    if known is None or known[0] is not settings.cadence:
        known = facts["cadence"] = (settings.cadence, _shortest(book, settings.cadence, account))
    return known[1]


def _shortest(book: Book, cadences: Cadence, account: Account) -> tuple[int, int]:
    limits: list[tuple[int, int]] = [getattr(cadences, account.status)]
    if open_proposals(book, account.id):
        limits.append(cadences.proposal)
    for person in people(book, account.id):
        if person.cadence:
            limits.append(person.cadence)
        elif person.circle:
            limits.append(cadences.circle)
    return min(limits)


class Every(NamedTuple):
    """How often an executive is to be met."""

    after: int
    """So many days after the last meeting."""
    working: bool
    """Counted in working days; else in calendar days."""
    whose: str = ""
    """Whose own cadence it is, in words; empty for the setting."""

    def passed(self, met: int, day: int, working: WorkingDays) -> float:
        """How much of it is over on `day` since a meeting (ordinals): from 1 on they are to be met again."""
        if self.working:
            return working.between(date.fromordinal(met), date.fromordinal(day)) / self.after
        return (day - met) / self.after

    def __str__(self) -> str:
        """ "90 days", "20 working days"."""
        return plural(self.after, "working day" if self.working else "day")


def executives_every(
    cadences: Cadence, working: WorkingDays, account: tuple[int, int] | None, person: tuple[int, int] | None
) -> Every:
    """How often an executive is to be met: 90 days, unless they or their account have a cadence of their own (method §5).

    Their own says it outright: its ideal, in working days. That of the account is about calls to anybody there: calling
    often does not make its executives due sooner, but where even calls are to be rarer than 90 days, they are due as rarely.
    """
    if person:
        return Every(person[0], True, "their own cadence")
    if account and account[0] * 7 > cadences.executive_days * len(working.weekdays):
        return Every(account[0], True, "the account's own cadence")
    return Every(cadences.executive_days, False)


def silence(history: History, today: date, working: WorkingDays) -> int | None:
    """Working days since the last contact; None when there never was one."""
    since = history.silent_since
    return None if since is None else working.between(since, today)
