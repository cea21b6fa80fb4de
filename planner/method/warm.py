"""Through whom a new account could be opened: before any cold call, the person who could introduce us (method §7)."""

from collections.abc import Iterator
from datetime import date, datetime
from heapq import nsmallest

from msgspec import Struct, field

from planner.book import Book
from planner.book.records import Account, Contact, Record, Referral, StageChange
from planner.method.industries import industries
from planner.method.introducers import (
    UNDER_WAY,
    Introducers,
    Standing,
    Voice,
    domain_of,
    groups,
    introducers,
    last_talk,
)
from planner.method.referrals import ARRIVED, source_said
from planner.settings import Settings
from planner.wording import ago, fold, one_line

BEST_OF_INDUSTRY = 3
"""So many customers, and so many colleagues, are offered for an industry."""
PATHS_SHOWN = 5
SMALL = 1_000
"""Up to so many accounts the index is made anew at every change; in a larger book once enough has changed."""
INTRODUCED, ASKED, WORKED_THERE, GROUP, INSIDER, DOMAIN, INDUSTRY = 100, 95, 80, 70, 65, 60, 30
"""How strong each kind of path is, before what is known of the person adds to it."""
COLLEAGUE = {"aligned": 45, "co-worker": 40, "anywhere": 35, None: 33}
FIELD_SAID = {"aligned": ", in an aligned field", "co-worker": ", a co-worker"}
REFERRED_SAID = {"asked": "was asked to introduce us", "to ask": "is to be asked to introduce us"}
STANDING_SAID: dict[Standing, str] = {
    "vouched": "has vouched for us",
    "satisfied": "says they are satisfied",
    "customer": "a customer",
    "former": "a former customer",
}


class WarmPath(Struct, frozen=True):
    """One way in: through whom (`contact` or `account` by id, `name` in words), how, and how good (more is better)."""

    contact: str | None
    account: str | None
    name: str
    how: str
    strength: int


class _Paths(Struct):
    """What is worked out once for all accounts: the best of each industry, in words."""

    index: Introducers
    today: date
    of_industry: dict[str, list[WarmPath]] = field(default_factory=dict)
    said: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Customer → who would speak for us, and how they stand to us."""


def warm_paths(book: Book, settings: Settings, now: datetime) -> dict[str, list[WarmPath]]:
    """New account → through whom we could be introduced, the best first; accounts without any are left out.

    Who said "do not call" neither introduces nor is introduced to. 10,000 accounts take well under half a second.
    """
    shared = _shared(book, now.date())
    found = {}
    for account in book.accounts.values():
        if account.status == "new" and account.do_not_call is None:
            paths = _paths(book, shared, account)
            if paths:
                found[account.id] = paths
    return found


def paths_to(book: Book, settings: Settings, account: Account, now: datetime) -> list[WarmPath]:
    """The warm paths to one account, the best first; cheap once the index is made."""
    return _paths(book, _shared(book, now.date()), account)


def ask_through(book: Book, account: Account, path: WarmPath, now: datetime) -> list[Record]:
    """The records that turn a warm path into an ask: a referral "to ask", which the ask queue then knows (method §7).

    Nothing when that very introduction is on record, or when there is no person to ask.
    """
    known = book.referrals.where("contact", path.contact) if path.contact else []
    if path.contact is None or any(each.account == account.id and each.direction == "got" for each in known):
        return []
    today = now.date()
    referral = Referral(
        id=book.make_id(),
        created=now,
        prospect=account.name,
        account=account.id,
        contact=path.contact,
        stage="to ask",
        made=today,
        history=(StageChange("to ask", today),),
    )
    return [referral]


def _shared(book: Book, today: date) -> _Paths:
    known: tuple[object, ...] = (today, book.version)
    if len(book.accounts) > SMALL:
        known = (today, len(book.accounts), len(book.contacts), len(book.referrals), len(book.touches) // 25)
    return book.until("warm paths", known, lambda: _Paths(introducers(book, today), today))


def _paths(book: Book, shared: _Paths, account: Account) -> list[WarmPath]:
    """All that leads to one account: each person once, by their best reason."""
    found = [*_personal(book, shared, account), *_corporate(book, shared, account)]
    for industry in industries(account.industry):
        paths = shared.of_industry.get(industry)
        if paths is None:
            paths = shared.of_industry[industry] = list(_of_industry(book, shared, industry))
        found += paths
    found.sort(key=_weakest)
    best: dict[str | None, WarmPath] = {}
    for path in found:
        if _may_speak(book, path):
            best.setdefault(path.contact or path.account, path)
            if len(best) == PATHS_SHOWN:
                break
    return list(best.values())


def _may_speak(book: Book, path: WarmPath) -> bool:
    """Whether somebody may still be called, and still works there: also where the index is older than that news."""
    person, account = book.contacts.get(path.contact or ""), book.accounts.get(path.account or "")
    if path.contact and (person is None or person.do_not_call is not None or person.left is not None):
        return False
    return not path.account or (account is not None and account.do_not_call is None)


def _weakest(path: WarmPath) -> tuple[int, str]:
    return -path.strength, path.name


def _personal(book: Book, shared: _Paths, account: Account) -> Iterator[WarmPath]:
    """Through a person who was asked already, who worked there, or who worked with somebody there."""
    index = shared.index
    for each in book.referrals.of(account.id):
        person = book.contacts.get(each.contact or "")
        if person and each.direction == "got" and each.stage in UNDER_WAY:
            name = source_said(book, person.id)
            how = f"{name} {REFERRED_SAID.get(each.stage, 'has introduced us')}"
            yield WarmPath(person.id, person.account, name, how, INTRODUCED if each.stage in ARRIVED else ASKED)
    for person in index.worked_at.get(fold(account.name), ()):
        name = source_said(book, person.id)
        how = f"{name} used to work there; {_stands(book, shared, person)}"
        yield WarmPath(person.id, person.account, name, how, WORKED_THERE)
    for company, insider in index.insiders.get(account.id, ()):
        if company in index.customers:
            voice = index.voices[index.customers[company]]
            how = f"may know {one_line(insider.name)}, who was at {one_line(voice.account.name)} before"
            yield _through(book, shared, voice, how, INSIDER)


def _stands(book: Book, shared: _Paths, person: Contact) -> str:
    """How somebody stands to us, and when we last talked: "a customer, last talked 3 weeks ago"."""
    voice, last = shared.index.voices.get(person.account or ""), last_talk(book, person)
    if voice is None:
        return f"a colleague, {_seen(shared, last)}"
    speaks = voice.person is not None and voice.person.id == person.id
    standing = voice.standing if speaks or voice.standing == "former" else "customer"
    return f"{STANDING_SAID[standing]}, {_seen(shared, last)}"


def _seen(shared: _Paths, last: date | None) -> str:
    return f"last talked {ago(last, shared.today)}" if last else "not talked to yet"


def _corporate(book: Book, shared: _Paths, account: Account) -> Iterator[WarmPath]:
    """Through a customer of the same group, or with the same web or mail address."""
    index = shared.index
    for group in groups(book, account):
        for id in index.by_group.get(group, ()):
            yield _through(book, shared, index.voices[id], "belongs to the same group", GROUP)
    for domain in index.domains.get(account.id) or filter(None, (domain_of(account.website),)):
        for id in index.by_domain.get(domain, ())[:PATHS_SHOWN]:
            yield _through(book, shared, index.voices[id], f"has the same address, {domain}", DOMAIN)


def _of_industry(book: Book, shared: _Paths, industry: str) -> Iterator[WarmPath]:
    """The best customers, and the best colleagues, for an industry."""
    voices = shared.index.by_industry.get(industry, ())
    for voice in nsmallest(
        BEST_OF_INDUSTRY, voices, key=lambda each: (-each.bonus, each.account.name, each.account.id)
    ):
        yield _through(book, shared, voice, f"is in {one_line(voice.account.industry)}, too", INDUSTRY)
    sellers = shared.index.colleagues.get(industry, ())
    best = nsmallest(BEST_OF_INDUSTRY, sellers, key=lambda each: (-COLLEAGUE[each[0].field], each[0].name, each[0].id))
    yield from (_colleague(book, shared, person, sold_to) for person, sold_to in best)


def _through(book: Book, shared: _Paths, voice: Voice, how: str, strength: int) -> WarmPath:
    id, person = voice.account.id, voice.person
    if id not in shared.said:
        who = source_said(book, person.id) if person else one_line(voice.account.name)
        last = last_talk(book, person) if person else voice.last
        shared.said[id] = who, f"{STANDING_SAID[voice.standing]}, {_seen(shared, last)}"
    name, standing = shared.said[id]
    return WarmPath(person.id if person else None, id, name, f"{name} {how}; {standing}", strength + voice.bonus)


def _colleague(book: Book, shared: _Paths, person: Contact, sold_to: str) -> WarmPath:
    name, seen = source_said(book, person.id), _seen(shared, last_talk(book, person))
    how = f"{name} sells to {sold_to}{FIELD_SAID.get(person.field or '', '')}; {seen}"
    return WarmPath(person.id, None, name, how, COLLEAGUE[person.field])
