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
    rules = f"tolerated {hash(settings.cadence)}"
    found: dict[str, Account] = {}
    for most in _tolerated(book, settings):
        for day, broken in _contact_days(working, span.first, until, most):
            for touch in book.touches.where("day", day):
                id = touch.account
                if id is None or not in_contact(touch) or _most(book, settings, id, rules) != most or id in found:
                    continue
                account = book.accounts[id]
                if not (_answered(book, id, touch, broken) or _excused(account, broken) or _booked(book, id, broken)):
                    found[id] = account
    return tuple(sorted(found, key=lambda id: (found[id].name.casefold(), id)))


def _tolerated(book: Book, settings: Settings) -> set[int]:
    """Every "at most" in force somewhere, in working days."""
    limits = settings.cadence
    most = {limits.existing[1], limits.lost[1], limits.new[1], limits.proposal[1], limits.circle[1]}
    return most | book.whole("own cadences", lambda: _own(book))


def _own(book: Book) -> set[int]:
    accounts = {each.cadence[1] for each in book.accounts.values() if each.cadence}
    return accounts | {each.cadence[1] for each in book.contacts.values() if each.cadence}


def _contact_days(working: WorkingDays, first: date, until: date, most: int) -> Iterator[tuple[date, date]]:
    """Days from which a silence of `most` working days was first exceeded from `first` to `until`, each with that day."""
    day = working.add(first, -(most + 1)) - timedelta(days=1)
    while (broken := working.add(day, most + 1)) <= until:
        if broken >= first:
            yield day, broken
        day += timedelta(days=1)


def _most(book: Book, settings: Settings, id: str, rules: str) -> int:
    """What an account tolerates at most, in working days, remembered under `rules`; 0 when it is no longer there."""
    facts = book.facts(id)
    most: int | None = facts.get(rules)
    if most is None:
        account = book.accounts.get(id)
        most = facts[rules] = cadence(book, settings, account)[1] if account else 0
    return most


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
