"""Whom to ask for a referral now, in which order, why, and what to say; and why somebody is not asked yet (method §7)."""

from datetime import date, datetime, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from planner.book import Book
from planner.book.records import Account, Contact, Referral
from planner.book.vocabulary import FIELDS
from planner.method.cadence import history, open_promises, people
from planner.method.catalogue import short
from planner.method.credit import last_asked, ledger
from planner.method.first import first
from planner.method.industries import industries
from planner.method.sayings import say_client, say_colleague
from planner.settings import Settings
from planner.wording import ago, listing, one_line, plural
from planner.wording import day as say_day

NEGATIVE = frozenset({"not interested", "do not call"})
FIELD_SAID = {
    "aligned": "sells to the same people, not the same things",
    "co-worker": "a co-worker: their customers need not be won twice",
    "anywhere": "sells in another field: other doors than ours",
}


class Ask(Struct, frozen=True):
    """One person to ask: why now, and what to say. `referral` is the introduction to ask for, when one is in mind.

    `first` is what has to be done before; then `say` is about that.
    """

    contact: Contact
    account: Account | None
    kind: Literal["client", "colleague"]
    why: tuple[str, ...]
    say: str
    referral: Referral | None = None
    first: str | None = None

    @property
    def about(self) -> str:
        """The id of the client's account, else of the colleague."""
        return self.account.id if self.account else self.contact.id


def asks(book: Book, settings: Settings, now: datetime) -> list[Ask]:
    """The ask queue: clients in credit first, then colleagues by field (method §7).

    Nobody is in it whom we owe, whose last contact was a refusal, who was asked within `rules.ask_again_days`, or whose
    ask is booked for a later day; no client to whom we gave nothing within `rules.value_days`. Last come those to whom a
    promise is late, or whose decision about a proposal is: first things first.
    """
    wanted = _in_mind(book)
    queue = [*_clients(book, settings, now, wanted), *_colleagues(book, settings, now, wanted)]
    return sorted((_first(book, settings, ask, now.date()) for ask in queue), key=lambda ask: ask.first is not None)


def _first(book: Book, settings: Settings, ask: Ask, today: date) -> Ask:
    before = first(book, settings, ask.about, today)
    return replace(ask, why=(before.why, *ask.why), say=before.say, first=before.why) if before else ask


def ask_of(book: Book, settings: Settings, account: Account, now: datetime) -> Ask | None:
    """Whom of one client to ask, and why; None when they are not to be asked today."""
    today = now.date()
    if account.status != "existing" or _wrong_footing(book, settings, account, account.id, today):
        return None
    if first(book, settings, account.id, today):
        return None
    wanted = _in_mind(book)
    person = _best(book, settings, account, now, wanted)
    return _client(book, account, person, wanted.get(person.id), today) if person else None


def why_not(book: Book, settings: Settings, person: Contact, now: datetime) -> str | None:
    """Why somebody is not to be asked for a referral today, in words; None when they may be."""
    about = person.account if person.account and person.account in book.accounts else person.id
    before = first(book, settings, about, now.date())
    return _no_ask(book, settings, person, now) or (before.why if before else None)


def _no_ask(book: Book, settings: Settings, person: Contact, now: datetime) -> str | None:
    """Why somebody is not in question at all, whatever has to be done first."""
    today = now.date()
    account = book.accounts.get(person.account or "")
    if person.do_not_call or (account and account.do_not_call):
        return "said “do not call”"
    if person.left:
        return "no longer works there"
    if account and account.status != "existing":
        return f"no client at present: {one_line(account.name)} is {account.status}"
    about = account.id if account else person.id
    return (
        _wrong_footing(book, settings, account, about, today)
        or _lately_asked(book, settings, person, about, today)
        or _later(book, person, about, today)
    )


def _wrong_footing(book: Book, settings: Settings, account: Account | None, about: str, today: date) -> str | None:
    """We owe them, gave nothing lately, or parted on bad terms."""
    owed = ledger(book, about)
    if owed.given < owed.got:
        return f"we owe them: got {owed.got}, given {owed.given}"
    if account:
        if owed.last is None:
            return "we never gave them anything: first bring something of use"
        if (today - owed.last.on).days > settings.rules.value_days:
            return f"we last gave them something {ago(owed.last.on, today)}: first bring something of use"
    last = history(book, about).last_contact
    if last is None:
        return "never in contact so far" if account else None
    return f"the last contact ended with “{last.outcome}”" if last.outcome in NEGATIVE else None


def _lately_asked(book: Book, settings: Settings, person: Contact, about: str, today: date) -> str | None:
    asked = last_asked(book, about, person.id)
    if asked and (today - asked).days < settings.rules.ask_again_days:
        again = asked + timedelta(days=settings.rules.ask_again_days)
        return f"asked on {say_day(asked, today)}: again from {say_day(again, today)}"
    return None


def _later(book: Book, person: Contact, about: str, today: date) -> str | None:
    for each in open_promises(book, about):
        if each.purpose == "ask referral" and each.due > today and each.contact in (None, person.id):
            return f"the ask is booked for {say_day(each.due, today)}"
    return None


def _in_mind(book: Book) -> dict[str, Referral]:
    """Introductions that somebody is to be asked for, by whom."""

    def read() -> dict[str, Referral]:
        to_ask = (each for each in book.referrals.values() if each.stage == "to ask" and each.direction == "got")
        return {each.contact: each for each in to_ask if each.contact}

    return book.whole("introductions in mind", read)


# -- clients


def _clients(book: Book, settings: Settings, now: datetime, wanted: dict[str, Referral]) -> list[Ask]:
    today = now.date()
    ranked = []
    for account in book.accounts.values():
        if account.status != "existing" or account.do_not_call:
            continue
        if _wrong_footing(book, settings, account, account.id, today):
            continue
        person = _best(book, settings, account, now, wanted)
        if person:
            ask = _client(book, account, person, wanted.get(person.id), today)
            ranked.append((_rank(book, ask, today), ask))
    return [ask for _, ask in sorted(ranked, key=lambda each: each[0])]


def _best(
    book: Book, settings: Settings, account: Account, now: datetime, wanted: dict[str, Referral]
) -> Contact | None:
    """Whom of a client to ask: one at a time, the one who knows that it will come and says they are satisfied."""
    met = history(book, account.id).met
    may = [person for person in people(book, account.id) if _no_ask(book, settings, person, now) is None]
    known = [person for person in may if person.id in met or _ready(person)] or may
    return min(known, key=lambda each: (each.id not in wanted, _unready(each), _since(met.get(each.id))), default=None)


def _ready(person: Contact) -> bool:
    return person.satisfied is not None or person.noticed is not None


def _unready(person: Contact) -> int:
    """0 told of it and satisfied, 1 satisfied, 2 told of it, 3 neither."""
    return 2 * (person.satisfied is None) + (person.noticed is None)


def _since(day: date | None) -> int:
    return -day.toordinal() if day else 0


def _rank(book: Book, ask: Ask, today: date) -> tuple[int, bool, int, int, str]:
    """Notice kept and satisfied first, then an introduction in mind, then most in credit, then given last."""
    owed = ledger(book, ask.about)
    return (
        _unready(ask.contact), ask.referral is None, owed.got - owed.given, _since(owed.last.on if owed.last else None), ask.about,
    )  # fmt: skip


def _client(book: Book, account: Account, person: Contact, referral: Referral | None, today: date) -> Ask:
    owed = ledger(book, account.id)
    why = []
    if person.satisfied:
        why.append(f"said on {say_day(person.satisfied, today)} that they are satisfied")
    if person.noticed:
        why.append(f"was told on {say_day(person.noticed, today)} that we would ask")
    credit = f"given {owed.given}, got {owed.got}"
    if owed.last:
        why.append(f"in credit ({credit}); last gave “{short(owed.last.what, 50)}” {ago(owed.last.on, today)}")
    asked = last_asked(book, account.id, person.id)
    why.append(f"last asked {ago(asked, today)}" if asked else "never asked before")
    if referral:
        why.append(f"could introduce us to {one_line(referral.prospect)}")
    return Ask(
        person,
        account,
        "client",
        tuple(why),
        say_client(person, referral, owed.last.what if owed.last else ""),
        referral,
    )


# -- colleagues


def _colleagues(book: Book, settings: Settings, now: datetime, wanted: dict[str, Referral]) -> list[Ask]:
    """Other salespeople: aligned fields, co-workers, anywhere (method §7)."""
    today = now.date()
    doors = _prospects_by_industry(book)
    ranked = []
    for person in book.contacts.where("account", None):
        if _no_ask(book, settings, person, now) is None:
            count = len({id for field in person.sells_to for each in industries(field) for id in doors.get(each, ())})
            field = FIELDS.index(person.field) if person.field else len(FIELDS)
            owed = ledger(book, person.id)
            ask = _colleague(book, person, wanted.get(person.id), count, today)
            ranked.append(((field, ask.referral is None, -count, owed.got - owed.given, person.name, person.id), ask))
    return [ask for _, ask in sorted(ranked, key=lambda each: each[0])]


def _prospects_by_industry(book: Book) -> dict[str, list[str]]:
    """New accounts by folded industry."""

    def read() -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for account in book.accounts.values():
            if account.status == "new" and not account.do_not_call:
                for each in industries(account.industry):
                    found.setdefault(each, []).append(account.id)
        return found

    return book.whole("prospects by industry", read)


def _colleague(book: Book, person: Contact, referral: Referral | None, doors: int, today: date) -> Ask:
    why = [FIELD_SAID[person.field] if person.field else "field not noted: ask whom they sell to"]
    if doors:
        why.append(f"sells to {listing(person.sells_to)}: {plural(doors, 'prospect')} of yours are there")
    owed = ledger(book, person.id)
    if owed.given > owed.got:
        why.append(f"in credit (given {owed.given}, got {owed.got})")
    past = history(book, person.id)
    why.append(f"last talked {ago(past.silent_since, today)}" if past.silent_since else "never talked so far")
    if referral:
        why.append(f"could introduce us to {one_line(referral.prospect)}")
    return Ask(person, None, "colleague", tuple(why), say_colleague(person, referral), referral)
