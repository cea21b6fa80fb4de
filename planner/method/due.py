"""Who is to be called, and how urgently: one candidate per account or colleague, or why there is none (method §2 to §7)."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from functools import partial
from operator import attrgetter

from msgspec import Struct

from planner.book import Book
from planner.book.records import Account, Contact, Promise
from planner.book.vocabulary import Status
from planner.clock import WorkingDays, other_half_of_day
from planner.method.cadence import History, history, open_promises, people
from planner.method.colleagues import catch_ups
from planner.method.reasons import Reason as Reason
from planner.method.reasons import next_fence as next_fence
from planner.method.reasons import reasons_for as reasons_for
from planner.method.reasons import usual_purpose as usual_purpose
from planner.settings import Settings, working_days
from planner.wording import day as say_day
from planner.wording import days

MOST_URGENT = 100.0
"""Urgency of what is promised; everything else is measured against its own interval (1 = due, 2 = twice as late)."""
OTHER_HALF = ("voicemail", "no answer")
"""After these the next try belongs in the other half of the day (method §3)."""
URGENCY, RANK = attrgetter("urgency"), attrgetter("rank")


class Candidate(Struct, frozen=True):
    """An account (or a colleague) that could be called today, with its reasons, the best first."""

    account: str | None
    contact: str | None
    """Whom the best reason is about; None: `person_to_call` knows."""
    status: Status
    reasons: tuple[Reason, ...]
    rank: tuple[float, str]
    """What candidates are sorted by: the most urgent first."""

    @property
    def best(self) -> Reason:
        """The purpose of the call."""
        return self.reasons[0]

    @property
    def about(self) -> str:
        """The id that stands for the candidate: the account's, else the colleague's."""
        return self.rank[1]

    @property
    def endangered(self) -> bool:
        """A proposal is out, and silent past what is tolerated; nothing else is as urgent."""
        return self.reasons[0].endangered


def person_to_call(book: Book, each: Candidate) -> str | None:
    """The person whom the best reason names, else the one whom the account is known by."""
    return each.contact or (whom(book, each.account, history(book, each.account)) if each.account else None)


def candidates(book: Book, settings: Settings, today: date) -> list[Candidate]:
    """Every account and colleague that is due on `today`, most urgent first.

    Kept out: do-not-call, parked, snoozed, with a dated step still to come (method §3), or in contact that day already.
    """
    key = f"due {today} {hash((settings.cadence, settings.rules, settings.hours))}"
    selling = book.contacts.where("account", None)
    anew = _anew(book, settings, today, key) | _anew_selling(book, settings, today, key, selling)
    known: list[Candidate] = book.until("due", (key, len(book.accounts), len(selling)), list)
    if known:
        found = [each for each in known if each.rank[1] not in anew]
        found += [each for each in anew.values() if each]
    else:
        everybody = (book.facts(each.id)[key] for each in (*book.accounts.values(), *selling))
        found = [each for each in everybody if each]
    found.sort(key=RANK)  # nearly in order already when it is asked again after a call
    known[:] = found
    return found


def _anew(book: Book, settings: Settings, today: date, key: str) -> dict[str, Candidate | None]:
    """The accounts of which nothing is remembered under `key`, or no longer since they changed; from now on it is."""
    working, facts_of, found = working_days(settings.hours), book.facts, {}
    for account in book.accounts.values():
        facts = facts_of(account.id)
        if key not in facts:
            found[account.id] = facts[key] = _candidate(book, settings, account, today, working)
    return found


def _anew_selling(
    book: Book, settings: Settings, today: date, key: str, selling: Sequence[Contact]
) -> dict[str, Candidate | None]:
    """The same for colleagues: when one has changed, all are looked at."""
    if all(key in book.facts(each.id) for each in selling):
        return {}
    due = {each.about: each for each in colleagues(book, settings, today)}
    found = {each.id: due.get(each.id) for each in selling}
    for id, candidate in found.items():
        book.facts(id)[key] = candidate
    return found


def kept_out(book: Book, account: Account, today: date) -> str | None:
    """Why an account must not be on the plan, whatever its silence; None when it may."""
    if account.do_not_call:
        return f"do not call, since {say_day(account.do_not_call, today)}"
    if account.parked_until and account.parked_until > today:
        why = f" after {account.parked_why}" if account.parked_why else ""
        return f"parked until {say_day(account.parked_until, today)}{why}"
    if account.snoozed_until and account.snoozed_until > today:
        why = f": {account.snoozed_why}" if account.snoozed_why else ""
        return f"put off until {say_day(account.snoozed_until, today)}{why}"
    if not people(book, account.id) and book.contacts.of(account.id):
        return "nobody there may be called: all left, or said do not call"
    return None


def waiting(book: Book, account: str, today: date) -> Promise | None:
    """The dated step after today that stops the idle alarm (method §3)."""
    for each in open_promises(book, account):
        if each.due > today:
            return each
    return None


def _candidate(book: Book, settings: Settings, account: Account, today: date, working: WorkingDays) -> Candidate | None:
    if kept_out(book, account, today) or waiting(book, account.id, today):
        return None
    past = history(book, account.id)
    if past.last and past.last.at.date() >= today:
        return None
    due = [reason for reason in reasons_for(book, settings, account, today, working, past) if reason.urgency >= 1]
    if open_promises(book, account.id):
        due += _booked(book, account, past, today)
    if not due:
        return None
    if len(due) > 1:
        due.sort(key=URGENCY, reverse=True)
    best = due[0]
    return Candidate(account.id, best.contact, account.status, tuple(due), (-best.urgency, account.id))


def _booked(book: Book, account: Account, past: History, today: date) -> Iterator[Reason]:
    """A next try that an outcome booked and whose day has come, in the other half of the day (method §3)."""
    half = other_half_of_day(past.last.at) if past.last and past.last.outcome in OTHER_HALF else None
    for each in open_promises(book, account.id):
        if each.kind == "retry" and each.due <= today:
            purpose = each.purpose or (
                past.last.purpose if past.last and past.last.purpose else usual_purpose(account.status)
            )
            say = partial(_again, each, today)
            yield Reason(purpose, 1.6, say, each.contact, each.opportunity, each.fence, half=half)


def _again(retry: Promise, today: date) -> str:
    return f"booked {soon(today, retry)}: {retry.text}"


def whom(book: Book, account: str, past: History) -> str | None:
    """The person to call when no reason names one: whoever was last in contact, else the first with a number."""
    there = people(book, account)
    if not there:
        return None
    known = [person for person in there if person.id in past.met]
    if known:
        return max(known, key=lambda person: past.met[person.id]).id
    return min(there, key=lambda person: not (person.phone or person.mobile)).id


def colleagues(book: Book, settings: Settings, today: date) -> Iterator[Candidate]:
    """Other salespeople whose catch-up is due (method §7)."""
    for each in catch_ups(book, settings, datetime.combine(today, time(), UTC)):
        past = history(book, each.contact.id)
        if not (past.last and past.last.at.date() >= today):
            late = max(1.0, each.late)
            reason = Reason("colleague catch-up", late, partial("colleague: {}".format, each.why), each.contact.id)
            yield Candidate(None, each.contact.id, "new", (reason,), (-late, each.contact.id))


def soon(today: date, promise: Promise) -> str:
    """When a promise falls due, in words."""
    if promise.due < today:
        return f"{days((today - promise.due).days)} late"
    return "today" if promise.due == today else f"due {say_day(promise.due, today)}"
