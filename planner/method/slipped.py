"""Which accounts slipped in a week: their silence passed what is tolerated, and nothing was booked (method §8, §5, §3).

Cadence, parking and putting off are the account's of today, since the book keeps no history of them; contacts and
booked steps are read as of the day itself.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from planner.book import Book
from planner.book.records import Account, Promise, Touch
from planner.clock import WorkingDays
from planner.method.cadence import cadence, in_contact
from planner.method.weeks import Span
from planner.settings import Settings, working_days


def slipped(book: Book, settings: Settings, span: Span, today: date) -> tuple[str, ...]:
    """The ids of the accounts that were silent for longer than "at most" first within `span`, by name.

    Looks only at contacts so long ago that their tolerated silence ended in the span, not at every account. Left out:
    those in contact again in time, do-not-call, parked or put off, and those with a dated step still to come.
    """
    working = working_days(settings.hours)
    until = min(span.last, today)
    found: dict[str, Account] = {}
    for most in _tolerated(book, settings):
        for touch, broken in _last_words(book, working, span.first, until, most):
            account = book.accounts.get(touch.account or "")
            if account is None or account.id in found or cadence(book, settings, account)[1] != most:
                continue
            if not (_answered(book, touch, broken) or _excused(account, broken) or _booked(book, account.id, broken)):
                found[account.id] = account
    return tuple(sorted(found, key=lambda id: (found[id].name.casefold(), id)))


def _tolerated(book: Book, settings: Settings) -> set[int]:
    """Every "at most" in force somewhere, in working days."""
    limits = settings.cadence
    most = {limits.existing[1], limits.lost[1], limits.new[1], limits.proposal[1], limits.circle[1]}
    return most | book.whole("own cadences", lambda: _own(book))


def _own(book: Book) -> set[int]:
    accounts = {each.cadence[1] for each in book.accounts.values() if each.cadence}
    return accounts | {each.cadence[1] for each in book.contacts.values() if each.cadence}


def _last_words(book: Book, working: WorkingDays, first: date, until: date, most: int) -> Iterator[tuple[Touch, date]]:
    """Contacts whose tolerated silence of `most` working days was first exceeded from `first` to `until`, with that day."""
    day = working.add(first, -(most + 1)) - timedelta(days=1)
    while (broken := working.add(day, most + 1)) <= until:
        if broken >= first:
            yield from ((touch, broken) for touch in book.touches.where("day", day) if in_contact(touch))
        day += timedelta(days=1)


def _answered(book: Book, touch: Touch, broken: date) -> bool:
    """Whether there was contact again before the silence was too long."""
    touches = book.touches.of(touch.account or "")
    for each in reversed(touches):
        if each.at <= touch.at:
            return False
        if each.at.date() < broken and in_contact(each):
            return True
    return False


def _excused(account: Account, on: date) -> bool:
    """Not to be called on that day: do not call, parked, or put off."""
    barred = account.do_not_call is not None and account.do_not_call <= on
    return barred or any(until is not None and until > on for until in (account.parked_until, account.snoozed_until))


def _booked(book: Book, account: str, on: date) -> bool:
    """Whether a dated step stood in the book on that day that was still to come (method §3)."""
    return any(_stood(each, on) for each in book.promises.of(account))


def _stood(promise: Promise, on: date) -> bool:
    made = promise.made or (promise.created.date() if promise.created else on)
    ended = promise.done or promise.dropped
    return promise.due >= on and made <= on and (ended is None or ended >= on)
