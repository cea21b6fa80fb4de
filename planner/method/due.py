"""Who is to be called, and how urgently: one candidate per account or colleague, or why there is none (method §2 to §7)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import partial
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from planner.book import Book
from planner.book.records import Account, Promise
from planner.book.vocabulary import Status
from planner.clock import WorkingDays
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
GIVING_WAY = ("working interview", "deliver value", "ask referral")
"""Purposes that wait when an executive of the account is due: each can be seen to in that talk, or after it."""
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


class Due:
    """Who is due on a day, one by one. An answer is remembered, for one day at a time, until a record of theirs changes."""

    def __init__(self, book: Book, settings: Settings, today: date) -> None:
        self._book, self._settings, self._today = book, settings, today
        self._working = working_days(settings.hours)
        rules = (today, settings.cadence, settings.rules, settings.hours)
        self._known: dict[str, Candidate | None] = book.known("due", rules)

    def candidate(self, id: str) -> Candidate | None:
        """An account, or a colleague, with the reasons to call them; None when they are not due."""
        if id not in self._known:
            account = self._book.accounts.get(id)
            if account is None:
                self.colleagues()
                return self._known.get(id)
            self._known[id] = _candidate(self._book, self._settings, account, self._today, self._working)
        return self._known[id]

    def colleagues(self) -> list[Candidate]:
        """Other salespeople whose catch-up is due: when one of them has changed, all are looked at."""
        selling = [each.id for each in self._book.contacts.where("account", None)]
        if any(id not in self._known for id in selling):
            self._known.update(dict.fromkeys(selling))
            self._known.update((each.about, each) for each in colleagues(self._book, self._settings, self._today))
        return [each for each in map(self._known.get, selling) if each]


def candidates(book: Book, settings: Settings, today: date) -> list[Candidate]:
    """Every account and colleague that is due on `today`, most urgent first; `Foremost` spares looking at all of them.

    Kept out: do-not-call, parked, snoozed, with a dated step still to come (method §3), or in contact that day already.
    """
    due = Due(book, settings, today)
    found = [each for each in map(due.candidate, book.accounts) if each]
    return sorted([*found, *due.colleagues()], key=RANK)


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
    if len(due) > 1:
        _executive_first(due)
    if open_promises(book, account.id):
        due += _booked(book, account, past, today)
    if not due:
        return None
    if len(due) > 1:
        due.sort(key=URGENCY, reverse=True)
    best = due[0]
    return Candidate(account.id, best.contact, account.status, tuple(due), (-best.urgency, account.id))


def _executive_first(due: list[Reason]) -> None:
    """Where an executive is due, a call that would be about nothing in particular is that interview (method §4)."""
    interview = next((reason for reason in due if reason.purpose == "executive interview"), None)
    if interview is None:
        return
    urgency = max(reason.urgency for reason in due if reason.purpose in GIVING_WAY or reason is interview)
    due.remove(interview)
    due.insert(0, replace(interview, urgency=urgency))


def _booked(book: Book, account: Account, past: History, today: date) -> Iterator[Reason]:
    """A next try that an outcome booked and whose day has come, in the other half of the day (method §3)."""
    tried = past.last.at if past.last and past.last.outcome in OTHER_HALF else None
    for each in open_promises(book, account.id):
        if each.kind == "retry" and each.due <= today:
            purpose = each.purpose or (
                past.last.purpose if past.last and past.last.purpose else usual_purpose(account.status)
            )
            say = partial(_again, each, today)
            yield Reason(purpose, 1.6, say, each.contact, each.opportunity, each.fence, tried=tried)


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
