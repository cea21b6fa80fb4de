"""The dated facts that an account's relationship is judged by: who was in contact when, what was given, got and learned.

They don't depend on what day it is, so they are gathered once per account and read as of any day (method §4, §5).
Days are ordinals here: whole numbers compare faster than dates, and 200,000 touches pass through this file. For the same
reason these are structs that the garbage collector need not look at.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import sub
from typing import Any

from msgspec import Struct

from planner.book import Book
from planner.book.records import Account, Benefit, Contact, Insight, Opportunity, Touch
from planner.book.vocabulary import CLOSED, CONTACT_OUTCOMES, HEADINGS, PROPOSAL_OUT, Level, Status
from planner.method.cadence import FEWEST_GAPS, LATEST_GAPS
from planner.settings import Cadence
from planner.wording import fold

EVER = date.max.toordinal()
"""Later than any record: read as of this day, records of tomorrow count, too."""
NEVER = EVER + 1
"""When something ends that has no end yet."""

_NONE: list[Any] = []

Days = tuple[int, ...]
"""Ascending."""
Dated = tuple[int, int]
"""A day, and a weight or the number of a heading; such pairs ascend by day."""
NUMBER_OF = {heading: number for number, heading in enumerate(HEADINGS)}


class Port(Struct, frozen=True, gc=False):
    """A person of the account, and the days on which they were in contact."""

    contact: Contact
    level: Level | None
    """As noted; somebody who gave an executive interview and has no level noted is an executive."""
    department: str
    """Folded, for comparing."""
    gone: int
    """The day from which they can't be talked to any more: they left, or said "do not call"."""
    met: Days


class Evidence(Struct, frozen=True, gc=False):
    """What is on record about an account's relationship."""

    contact_days: Days
    unnamed: Days
    """Days in contact with somebody whose name was not logged."""
    interviews: Days
    """Executive interviews among those."""
    ports: tuple[Port, ...]
    benefits: tuple[Dated, ...]
    """Days and weights; of what was got the weight stands below zero."""
    learned: tuple[Dated, ...]
    """Days, and the numbers of the headings under which something was learned."""
    proposals: tuple[tuple[int, int], ...]
    """From when to when a proposal was out; NEVER while it is."""
    own_limits: tuple[tuple[int, int] | None, ...]
    """Cadences of single people there; None stands for that of the inner circle."""
    usual: float | None
    """Usual gap between the latest days with contact."""
    cadence: tuple[int, int] | None
    """The account's own."""
    levels_noted: bool
    """Everybody who is known, or was in contact, has a level: only then is "no executive" a finding."""

    def usual_gap(self, day: int) -> float | None:
        """Median calendar days between the latest days with contact, as it was on `day`; None while there were too few."""
        days = self.contact_days
        if not days or days[-1] <= day:
            return self.usual
        return usual_gap(days[: bisect_right(days, day)])

    def last_executive(self, day: int) -> int | None:
        """The last day up to `day` on which an executive who is still there, or an unnamed one, was met."""
        last = latest(self.interviews, day)
        for port in self.ports:
            if port.level == "executive" and port.gone > day:
                met = latest(port.met, day)
                if met is not None and (last is None or met > last):
                    last = met
        return last

    def last_learned(self, heading: int) -> int | None:
        """The day of the newest insight under the heading of that number."""
        return next((day for day, number in reversed(self.learned) if number == heading), None)

    def last_benefit(self, given: bool, day: int) -> int | None:
        """The last day up to `day` on which something was given, or got."""
        for on, weight in reversed(self.benefits):
            if on <= day and (weight > 0) is given:
                return on
        return None


def latest(days: Sequence[int], day: int) -> int | None:
    """The last of ascending `days` that is not after `day`."""
    if not days:
        return None
    last = days[-1]
    if last <= day:
        return last
    place = bisect_right(days, day)
    return days[place - 1] if place else None


def usual_gap(days: Sequence[int]) -> float | None:
    """Median days between the latest of ascending days; None when there are too few to call it usual."""
    if len(days) <= FEWEST_GAPS:
        return None
    latest_days = days[-LATEST_GAPS - 1 :]
    gaps = sorted(map(sub, latest_days[1:], latest_days))
    middle = len(gaps) // 2
    return float(gaps[middle]) if len(gaps) % 2 else (gaps[middle - 1] + gaps[middle]) / 2


def evidence(book: Book, account: str) -> Evidence:
    """The evidence about an account, gathered when it is first asked for after a change."""
    facts = book.facts(account)
    found = facts.get("evidence")
    if found is None:
        found = facts["evidence"] = gather(book, account)
    result: Evidence = found
    return result


def evidences(book: Book, accounts: Iterable[Account]) -> Iterator[Evidence]:
    """The same of many accounts, in their order; the indexes are taken in hand once."""
    kinds = (book.contacts, book.touches, book.benefits, book.insights, book.opportunities)
    for kind in kinds:
        kind.load()
    people, touches, benefits, insights, deals = (kind.keys_of("account").get for kind in kinds)
    for account in accounts:
        id = account.id
        facts = book.facts(id)
        found = facts.get("evidence")
        if found is None:
            found = facts["evidence"] = _gathered(
                account.cadence,
                people(id, _NONE),
                touches(id, _NONE),
                benefits(id, _NONE),
                insights(id, _NONE),
                deals(id, _NONE),
            )
        yield found


def gather(book: Book, account: str) -> Evidence:
    """The evidence about an account, read from its records."""
    here = book.accounts.get(account)
    return _gathered(
        here.cadence if here else None,
        book.contacts.of(account),
        book.touches.of(account),
        book.benefits.of(account),
        book.insights.of(account),
        book.opportunities.of(account),
    )


def _gathered(
    cadence: tuple[int, int] | None,
    people: list[Contact],
    touches: list[Touch],
    benefits: list[Benefit],
    insights: list[Insight],
    deals: list[Opportunity],
) -> Evidence:
    met: dict[str | None, list[int]] = {person.id: [] for person in people}
    unnamed: list[int] = []
    interviews: list[tuple[int, str | None]] = []
    days = _contacts(touches, met, unnamed, interviews)
    ports: list[Port] = []
    own_limits: list[tuple[int, int] | None] = []
    levels_noted = not unnamed
    for person in people:
        port = _port(person, met[person.id], interviews)
        ports.append(port)
        if port.level is None:
            levels_noted = False
        if (person.circle or person.cadence) and port.gone == NEVER:
            own_limits.append(person.cadence)
    return Evidence(
        tuple(days),
        tuple(unnamed),
        tuple([day for day, whom in interviews if whom not in met]) if interviews else (),
        tuple(ports),
        tuple([(each.on.toordinal(), each.weight if each.direction == "given" else -each.weight) for each in benefits]),
        tuple([(each.on.toordinal(), NUMBER_OF[each.heading]) for each in insights]),
        _proposals(deals),
        tuple(own_limits),
        usual_gap(days),
        cadence,
        levels_noted,
    )


def _contacts(
    touches: list[Touch], met: dict[str | None, list[int]], unnamed: list[int], interviews: list[tuple[int, str | None]]
) -> list[int]:
    """The days with contact; fills in whom it was with, the days with nobody named, and the executive interviews."""
    days: list[int] = []
    last, port_of = 0, met.get
    for touch in touches:
        if touch.outcome in CONTACT_OUTCOMES or touch.inbound:
            day, whom = touch.at.toordinal(), touch.contact
            if day != last:
                days.append(day)
                last = day
            port = port_of(whom)
            (unnamed if port is None else port).append(day)
            if touch.purpose == "executive interview":
                interviews.append((day, whom))
    return days


def _port(person: Contact, met: list[int], interviews: list[tuple[int, str | None]]) -> Port:
    level, gone = person.level, NEVER
    if level is None and any(whom == person.id for _, whom in interviews):
        level = "executive"
    if person.left is not None:
        gone = person.left.toordinal()
    if person.do_not_call is not None:
        gone = min(gone, person.do_not_call.toordinal())
    department = fold(person.department) if person.department else ""
    return Port(person, level, department, gone, tuple(met))


def _proposals(deals: list[Opportunity]) -> tuple[tuple[int, int], ...]:
    return tuple([span for span in map(_out, deals) if span]) if deals else ()


def _out(deal: Opportunity) -> tuple[int, int] | None:
    """From when to when a proposal was out; None when there never was one."""
    began = deal.proposal_on or next((step.on for step in deal.history if step.stage in PROPOSAL_OUT), None)
    if deal.stage in PROPOSAL_OUT:
        return (began.toordinal() if began else 0), NEVER
    ended = deal.closed_on or next((step.on for step in reversed(deal.history) if step.stage in CLOSED), None)
    if began is None or ended is None:
        return None
    return began.toordinal(), ended.toordinal()


def limits(found: Evidence, cadence: Cadence, status: Status, day: int) -> tuple[int, int]:
    """Ideal and tolerated silence in working days as they were on `day`: the account's own, else the shortest (method §5).

    As of EVER it is today's cadence.
    """
    if found.cadence:
        return found.cadence
    shortest = cadence.existing if status == "existing" else cadence.lost if status == "lost" else cadence.new
    for began, until in found.proposals:
        if began <= day < until:
            shortest = min(shortest, cadence.proposal)
    for own in found.own_limits:
        shortest = min(shortest, own or cadence.circle)
    return shortest
