"""Which accounts slipped in a week: their silence passed what is tolerated, and nothing was booked (method §8, §5, §3).

Cadence, parking and putting off are the account's of today, since the book keeps no history of them; contacts and
booked steps are read as of the day itself.
"""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from operator import attrgetter
from typing import Final

from planner.book import Book
from planner.book.records import Account, Promise, Touch
from planner.book.vocabulary import CONTACT_OUTCOMES, PROPOSAL_OUT
from planner.clock import WorkingDays
from planner.method.cadence import cadence, in_contact
from planner.method.weeks import Span
from planner.settings import Settings, working_days

_at: Final = attrgetter("at")


def slipped(book: Book, settings: Settings, span: Span, today: date) -> tuple[str, ...]:
    """The ids of the accounts that were silent for longer than "at most" first within `span`, by name.

    Looks only at contacts so long ago that their tolerated silence ended in the span, not at every account. Left out:
    those in contact again in time, do-not-call, parked or put off, and those with a dated step still to come.
    """
    working, until = working_days(settings.hours), min(span.last, today)
    tolerated = _Tolerated(book, settings)
    known = tolerated.known
    found: dict[str, Account] = {}
    for most in tolerated.all():
        for day, broken in _contact_days(working, span.first, until, most):
            for touch in book.touches.where("day", day):
                if not (touch.outcome in CONTACT_OUTCOMES or touch.inbound):
                    continue
                id = touch.account or ""
                if (known[id] if id in known else tolerated(id)) != most or id in found:
                    continue
                account = book.accounts.get(id)
                if account is None or _answered(book, id, touch, broken):
                    continue
                if not (_excused(account, broken) or _booked(book, id, broken)):
                    found[id] = account
    return tuple(sorted(found, key=lambda id: (found[id].name.casefold(), id)))


class _Tolerated:
    """What accounts tolerate at most, in working days; remembered until a record of theirs changes."""

    def __init__(self, book: Book, settings: Settings) -> None:
        self._book, self._settings = book, settings
        self.known: dict[str, int] = book.known("tolerated", settings.cadence)
        out = (deal.account for stage in PROPOSAL_OUT for deal in book.opportunities.where("stage", stage))
        close = (person.account for person in book.contacts.where("rhythm", True))
        self._special = {*out, *close}
        """Accounts for which more than their status may count."""

    def __call__(self, id: str) -> int:
        """Of an account that is not `known` yet; 0 when it is no longer there."""
        most = self.known[id] = self._read(self._book.accounts.get(id))
        return most

    def _read(self, account: Account | None) -> int:
        if account is None:
            return 0
        if account.cadence or account.id in self._special:
            return cadence(self._book, self._settings, account)[1]
        limits: tuple[int, int] = getattr(self._settings.cadence, account.status)
        return limits[1]

    def all(self) -> set[int]:
        """Every "at most" in force somewhere."""
        book, limits = self._book, self._settings.cadence
        most = {limits.existing[1], limits.lost[1], limits.new[1], limits.proposal[1], limits.circle[1]}
        people = {each.cadence[1] for each in book.contacts.where("rhythm", True) if each.cadence}
        return most | people | book.until("own cadences", book.accounts.changes, lambda: _own(book))


def _own(book: Book) -> set[int]:
    return {each.cadence[1] for each in book.accounts.values() if each.cadence}


def _contact_days(working: WorkingDays, first: date, until: date, most: int) -> Iterator[tuple[date, date]]:
    """Days from which a silence of `most` working days was first exceeded from `first` to `until`, each with that day."""
    day = working.add(first, -(most + 1)) - timedelta(days=1)
    while (broken := working.add(day, most + 1)) <= until:
        if broken >= first:
            yield day, broken
        day += timedelta(days=1)


def _answered(book: Book, id: str, touch: Touch, broken: date) -> bool:
    """Whether there was contact after a touch and before the day on which the silence was too long."""
    touches = book.touches.of(id)
    for following in range(bisect_right(touches, touch.at, key=_at), len(touches)):
        each = touches[following]
        if each.at.date() >= broken:
            return False
        if in_contact(each):
            return True
    return False


def _excused(account: Account, on: date) -> bool:
    """Not to be called on that day: do not call, parked, or put off."""
    barred = account.do_not_call is not None and account.do_not_call <= on
    return barred or any(until is not None and until > on for until in (account.parked_until, account.snoozed_until))


def _booked(book: Book, account: str, on: date) -> bool:
    """Whether a dated step stood in the book on that day that was still to come (method §3)."""
    for each in reversed(book.promises.of(account)):  # in order of their days
        if each.due < on:
            return False
        if _stood(each, on):
            return True
    return False


def _stood(promise: Promise, on: date) -> bool:
    made = promise.made or (promise.created.date() if promise.created else on)
    ended = promise.done or promise.dropped
    return made <= on and (ended is None or ended >= on)
