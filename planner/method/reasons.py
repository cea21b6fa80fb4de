"""Why an account is to be called, and how urgently: each reason with its purpose, and with its figures in words (method §3 to §7).

Ten thousand accounts are asked for their reasons each morning, and a few of them are read: so words are made when they are read.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from functools import partial

from msgspec import Struct

from planner.book import Book
from planner.book.records import Account, Contact, Opportunity, Touch
from planner.book.vocabulary import FENCE_STEPS, FenceStep, Purpose, Status
from planner.clock import WorkingDays
from planner.method.asks import Ask, ask_of
from planner.method.cadence import (
    Every,
    History,
    cadence,
    executives_every,
    in_contact,
    open_proposals,
    people,
    silence,
)
from planner.method.local_time import next_half
from planner.method.romance import standing_on
from planner.settings import Settings
from planner.wording import day as say_day
from planner.wording import days, listing, plural


class Reason(Struct, frozen=True):
    """One reason to call: the purpose, how urgent (1 = due today), whom, and its figures, put into words when asked for."""

    purpose: Purpose
    urgency: float
    say: Callable[[], str]
    contact: str | None = None
    opportunity: str | None = None
    fence: FenceStep | None = None
    endangered: bool = False
    """Silent past what is tolerated while a proposal is out."""
    tried: datetime | None = None
    """When nobody was reached: the next try belongs in the other half of the day."""

    @property
    def why(self) -> str:
        """The reason in words, with the figures in it."""
        return self.say()


def usual_purpose(status: Status) -> Purpose:
    """What a call to an account of a status is for when nothing more is known."""
    purposes: dict[Status, Purpose] = {"existing": "deliver value", "lost": "mend fences", "new": "prospecting"}
    return purposes[status]


def reasons_for(
    book: Book, settings: Settings, account: Account, today: date, working: WorkingDays, past: History
) -> Iterator[Reason]:
    """Every reason to call an account, also those that are not due yet (urgency under 1)."""
    ideal, most = cadence(book, settings, account)
    silent = silence(past, today, working)
    deals = open_proposals(book, account.id)
    told = False
    for deal in deals:
        romance = _romance(book, settings, deal, today, several=len(deals) > 1)
        told = told or romance.urgency >= 1
        yield romance
    if told and not past.tries:
        pass  # the proposal's silence is the account's: it is told once
    elif account.status == "new":
        yield from _new(book, settings, account, past, silent, ideal, most, today)
    elif account.status == "lost":
        yield _lost(book.fact(account.id, "fence", lambda: next_fence(past)), silent, ideal, most)
    else:
        yield _existing(book, account, past, silent, ideal, most, today)
    if account.status == "existing":
        yield from _executives(book, settings, account, past, today, working)
        yield from _ask(book, settings, account, today)
    if book.benefits.of(account.id):
        yield from _value_owed(book, settings, account, today)


def _romance(book: Book, settings: Settings, deal: Opportunity, today: date, *, several: bool) -> Reason:
    """A proposal is out: visit until it is decided (method §6). Of several, each is named."""
    state = standing_on(book, settings, deal, today)
    urgency = state.days_silent / state.ideal + (3 if state.endangered else 0.5 if state.due else 0)
    near = deal.decision if state.due and deal.decision and 0 <= (deal.decision - today).days <= 10 else None
    if near:
        urgency += 0.5

    def say() -> str:
        which = f"proposal {deal.name} out" if several else "proposal out"
        return f"{which}: {state.said}{f', decision {say_day(near, today)}' if near else ''}"

    return Reason("romance", urgency, say, deal.contact, deal.id, endangered=state.endangered)


def _ask(book: Book, settings: Settings, account: Account, today: date) -> Iterator[Reason]:
    """A client in credit who may be asked for a referral; sooner when they know that it comes and are satisfied (method §7)."""
    ask = ask_of(book, settings, account, datetime.combine(today, time(), UTC))
    if ask:
        ready = (ask.contact.satisfied is not None) + (ask.contact.noticed is not None)
        yield Reason("ask referral", 1.02 + 0.2 * ready, partial(_ask_why, ask), ask.contact.id)


def _ask_why(ask: Ask) -> str:
    return f"ask for a referral: {listing(ask.why[:2])}"


def _silent(silent: int | None, ideal: int, most: int) -> str:
    if silent is None:
        return "no contact on record"
    return f"silent for {plural(silent, 'working day')} (ideal {ideal}, at most {most})"


def _existing(
    book: Book, account: Account, past: History, silent: int | None, ideal: int, most: int, today: date
) -> Reason:
    """A customer: bring value before the silence is felt; their own rhythm counts when it is the shorter (method §5)."""
    urgency = 1.5 if silent is None else silent / ideal
    rhythm: float | None = None
    if 0.5 <= urgency < 1 and past.usual_gap and past.silent_since:
        calendar = (today - past.silent_since).days
        if calendar > 1.5 * past.usual_gap and calendar >= 7:
            urgency, rhythm = 1.0, past.usual_gap
    learned = book.insights.of(account.id)
    stale = not learned or (today - learned[-1].on).days > 90

    def say() -> str:
        usual = f"; usually in contact every {days(round(rhythm))}" if rhythm else ""
        return f"{_silent(silent, ideal, most)}{usual}"

    return Reason("working interview" if stale else "deliver value", urgency, say)


def _lost(step: FenceStep | None, silent: int | None, ideal: int, most: int) -> Reason:
    """A former customer: the next step of mending fences that has not been taken (method §4)."""
    urgency = 1.5 if silent is None else silent / ideal

    def say() -> str:
        taken = FENCE_STEPS.index(step) if step else 0
        what = (
            f"mend fences, step {taken + 1} of {len(FENCE_STEPS)}: {step}" if step else "fences mended: stay in touch"
        )
        return f"{what}; {_silent(silent, ideal, most)}"

    return Reason("mend fences", urgency, say, fence=step)


def next_fence(past: History) -> FenceStep | None:
    """The first mend-fences step that has not been taken with contact; None when all are (method §4)."""
    taken = {touch.fence for touch in past.touches if touch.fence and in_contact(touch)}
    return next((step for step in FENCE_STEPS if step not in taken), None)


def _new(
    book: Book,
    settings: Settings,
    account: Account,
    past: History,
    silent: int | None,
    ideal: int,
    most: int,
    today: date,
) -> Iterator[Reason]:
    """A prospect: tries until there is contact, then its cadence (method §1, §3)."""
    if silent is not None and not past.tries:
        yield Reason("prospecting", silent / ideal, partial(_silent, silent, ideal, most))
    elif past.tries:
        assert past.last_try is not None
        since = (today - past.last_try.at.date()).days
        say = partial(_next_try, book, settings, account, past.last_try, past.tries + 1)
        yield Reason("prospecting", try_urgency(since), say, tried=past.last_try.at)
    else:
        known = (today - account.created.date()).days if account.created else 0
        yield Reason("prospecting", first_call_urgency(known), _never_called)


def try_urgency(since: int) -> float:
    """Of a prospect who was tried `since` days ago and not reached yet (method §3)."""
    return 1.2 + min(since, 60) / 100


def first_call_urgency(known: int) -> float:
    """Of a prospect who was never called, and known for so many days."""
    return 1.0 + min(known, 99) / 1000


def _next_try(book: Book, settings: Settings, account: Account, last: Touch, count: int) -> str:
    half, at = next_half(settings, account, book.contacts.get(last.contact or ""), last.at)
    return f"try {count} of {settings.rules.tries}, better in {half}: the last was at {at}"


def _never_called() -> str:
    return "never called: a first conversation"


def _executives(
    book: Book, settings: Settings, account: Account, past: History, today: date, working: WorkingDays
) -> Iterator[Reason]:
    """Senior executives are met before there is a project (method §4)."""
    for person in people(book, account.id):
        if person.level != "executive":
            continue
        met = past.met.get(person.id)
        if met is None:
            yield Reason("executive interview", 1.15, partial(_unmet, person), person.id)
        else:
            every = executives_every(settings.cadence, working, account.cadence, person.cadence)
            passed = every.passed(met.toordinal(), today.toordinal(), working)
            if passed >= 1:
                say = partial(_met, person, (today - met).days, every)
                yield Reason("executive interview", overdue_urgency(passed), say, person.id)


def overdue_urgency(passed: float) -> float:
    """Of an executive who is to be met again; `passed` is how much of the time until then is over, at least 1."""
    return 0.2 + passed


def _unmet(person: Contact) -> str:
    return f"{_titled(person)} has never been met"


def _met(person: Contact, gap: int, every: Every) -> str:
    often = f"{every}, {every.whose}" if every.whose else every.after
    return f"{_titled(person)} was last met {days(gap)} ago (every {often})"


def _titled(person: Contact) -> str:
    return f"{person.name} ({person.title})" if person.title else person.name


def _value_owed(book: Book, settings: Settings, account: Account, today: date) -> Iterator[Reason]:
    """We got and did not give: what have you done for me lately? (method §4)."""
    given, got, balance = book.fact(account.id, "given and got", lambda: _given_and_got(book, account.id))
    if got and balance < 0 and (given is None or got >= given):
        ago = (today - got).days
        if ago <= 2 * settings.rules.benefit_days:
            since = (today - given).days if given else None
            yield Reason("deliver value", 1.1 + min(ago, 180) / 360, partial(_owed, ago, since))


def _given_and_got(book: Book, account: str) -> tuple[date | None, date | None, int]:
    """The last day we gave, the last day we got, and the balance of all weights."""
    last: dict[str, date] = {}
    balance = 0
    for each in book.benefits.of(account):
        last[each.direction] = each.on
        balance += each.weight if each.direction == "given" else -each.weight
    return last.get("given"), last.get("got"), balance


def _owed(got: int, given: int | None) -> str:
    last = "we never gave" if given is None else f"we last gave {days(given)} ago"
    return f"value owed: we got {days(got)} ago, {last}"
