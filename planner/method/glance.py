"""An account at a glance: the few dated facts that its urgency follows from (method §2); foremost.py makes bounds of them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from planner.book import Book
from planner.book.records import Account, Opportunity, Touch
from planner.book.vocabulary import CONTACT_OUTCOMES, PROPOSAL_OUT, STATUSES, Status
from planner.method.cadence import read_backwards
from planner.method.intervals import limits, out_since
from planner.settings import Settings

NEVER = date.max.toordinal()
_NONE: list[Any] = []
BENEFIT, UNMET = 1.6, 1.15
"""The most that a benefit (value owed, an ask) or a booked try, an executive never met make of a call."""

Out = tuple[date | None, int, int]
"""Since when a proposal is out, and the ideal and the tolerated silence, in working days."""
Boss = tuple[int, int]
"""The day on which an executive with a cadence of their own was last met, and the working days until they are to be again."""
_NO_BOSSES: tuple[Boss, ...] = ()


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
    """When the executive was met whose last meeting is the longest ago, of those without a cadence of their own."""
    bosses: tuple[Boss, ...]
    """The executives who have one."""
    created: int
    least: float
    """At least as much as any reason that does not grow with silence."""
    out: tuple[Out, ...]
    """Its proposals that are out."""


class Look:
    """Looks at accounts; the indexes are taken in hand once, since all of a big book pass through here."""

    def __init__(self, book: Book, settings: Settings) -> None:
        self._book, self._settings = book, settings
        self._ideals: dict[Status, int] = {each: getattr(settings.cadence, each)[0] for each in STATUSES}
        self._touches = book.touches.keys_of("account").get
        self._people = book.contacts.keys_of("account").get
        self._benefits = book.benefits.keys_of("account")
        self._close = {each.account for each in book.contacts.where("rhythm", True)}
        self._steps = _latest_steps(book)
        self._out = out_by_account(book)

    def __call__(self, account: Account) -> Glance:
        """The glance of an account."""
        id, status = account.id, account.status
        touches = self._touches(id, _NONE)
        contact, tried, _ = read_backwards(touches)
        step = self._steps.get(id, 0)
        executive, bosses, least = self._executives(id, touches) if status == "existing" else (0, _NO_BOSSES, 0.0)
        special = account.cadence or id in self._out or id in self._close
        return Glance(
            status,
            self._ideal(account) if special else self._ideals[status],
            NEVER if account.do_not_call else _free(account, step),
            touches[-1].at.toordinal() if touches else 0,
            contact.at.toordinal() if contact else 0,
            tried.at.toordinal() if tried else 0,
            executive,
            bosses,
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

    def _executives(self, id: str, touches: Sequence[Touch]) -> tuple[int, tuple[Boss, ...], float]:
        """When the executives were last met: the longest ago, and those apart who have a cadence of their own.

        Last, what one never met comes to.
        """
        there = self._people(id, _NONE)
        unseen = {each.id: each.cadence for each in there if each.level == "executive" and each.left is None}
        longest, bosses = 0, _NO_BOSSES
        for touch in reversed(touches) if unseen else ():
            if touch.contact in unseen and (touch.outcome in CONTACT_OUTCOMES or touch.inbound):
                own, met = unseen.pop(touch.contact), touch.at.toordinal()
                if own is None:
                    longest = met  # further back with each
                else:
                    bosses = (*bosses, (met, own[0]))
                if not unseen:
                    break
        return longest, bosses, UNMET if unseen else 0.0


def _latest_steps(book: Book) -> dict[str | None, int]:
    """Account → the day of the last that is booked or promised there."""
    found: dict[str | None, int] = {}
    for each in book.promises.where("open", True):
        found[each.account] = max(each.due.toordinal(), found.get(each.account, 0))
    return found


def out_by_account(book: Book) -> dict[str, list[Opportunity]]:
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
