"""Through whom a new account could be opened: before any cold call, the person who could introduce us (method §7)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from heapq import nsmallest

from planner.book import Book
from planner.book.records import Account, Contact, Record, Referral, StageChange
from planner.method.industries import industries
from planner.method.introducers import Introducers, Voice, domain_of, groups, introducers, last_talked
from planner.method.referrals import ARRIVED, source_said
from planner.settings import Settings
from planner.wording import ago, fold, one_line

BEST_OF_INDUSTRY = 3
"""So many customers, and so many colleagues, are offered for an industry."""
PATHS_SHOWN = 5
INTRODUCED, ASKED, WORKED_THERE, GROUP, INSIDER, DOMAIN, INDUSTRY = 100, 95, 80, 70, 65, 60, 30
"""How strong each kind of path is, before what is known of the person adds to it."""
COLLEAGUE = {"aligned": 45, "co-worker": 40, "anywhere": 35, None: 33}
FIELD_SAID = {"aligned": ", in an aligned field", "co-worker": ", a co-worker"}
STANDING_SAID = {
    "vouched": "has vouched for us",
    "satisfied": "says they are satisfied",
    "customer": "a customer",
    "former": "a former customer",
}


@dataclass(frozen=True, slots=True)
class WarmPath:
    """One way in: through whom (`contact` or `account` by id, `name` in words), how, and how good (more is better)."""

    contact: str | None
    account: str | None
    name: str
    how: str
    strength: int


@dataclass(slots=True)
class _Paths:
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
    if len(found) > 1:
        found.sort(key=_weakest)
        best: dict[str | None, WarmPath] = {}
        for path in found:
            best.setdefault(path.contact or path.account, path)
        return list(best.values())[:PATHS_SHOWN]
    return found


def _weakest(path: WarmPath) -> tuple[int, str]:
    return -path.strength, path.name


def _personal(book: Book, shared: _Paths, account: Account) -> Iterator[WarmPath]:
    """Through a person who was asked already, who worked there, or who worked with somebody there."""
    index = shared.index
    for each in index.referred.get(account.id, ()):
        name = source_said(book, each.contact)
        said = {"asked": "was asked to introduce us", "to ask": "is to be asked to introduce us"}
        how = f"{name} {said.get(each.stage, 'has introduced us')}"
        person = book.contacts[each.contact or ""]
        yield WarmPath(each.contact, person.account, name, how, INTRODUCED if each.stage in ARRIVED else ASKED)
    for person in index.worked_at.get(fold(account.name), ()):
        name = source_said(book, person.id)
        yield WarmPath(person.id, person.account, name, f"{name} used to work there", WORKED_THERE)
    for company, insider in index.insiders.get(account.id, ()):
        if company in index.customers:
            voice = index.voices[index.customers[company]]
            yield _through(book, shared, voice, f"may know {one_line(insider.name)}, who used to work there", INSIDER)


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
    talked = last_talked(book, (person for person, _ in best))
    yield from (_colleague(book, shared, person, sold_to, talked.get(person.id)) for person, sold_to in best)


def _through(book: Book, shared: _Paths, voice: Voice, how: str, strength: int) -> WarmPath:
    id, person = voice.account.id, voice.person
    if id not in shared.said:
        seen = f"last talked {ago(voice.last, shared.today)}" if voice.last else "not called yet"
        who = source_said(book, person.id) if person else one_line(voice.account.name)
        shared.said[id] = who, f"{STANDING_SAID[voice.standing]}, {seen}"
    name, standing = shared.said[id]
    return WarmPath(person.id if person else None, id, name, f"{name} {how}; {standing}", strength + voice.bonus)


def _colleague(book: Book, shared: _Paths, person: Contact, sold_to: str, last: date | None) -> WarmPath:
    name = source_said(book, person.id)
    seen = f"last talked {ago(last, shared.today)}" if last else "not talked to yet"
    how = f"{name} sells to {sold_to}{FIELD_SAID.get(person.field or '', '')}; {seen}"
    return WarmPath(person.id, None, name, how, COLLEAGUE[person.field])
