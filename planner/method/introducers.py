"""Everybody who could introduce us, by what they share with a prospect: a past, an address, a group, an industry (method §7)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from msgspec import Struct, field

from planner.book import Book
from planner.book.records import Account, Contact, Touch
from planner.method.cadence import in_contact, people
from planner.method.industries import industries
from planner.method.referrals import ARRIVED
from planner.wording import fold, one_line

RECENT = 90
"""Calendar days within which somebody was talked to lately."""
_PUBLIC = """
gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com yahoo.co.uk icloud.com me.com mac.com aol.com
gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de proton.me protonmail.com mail.com mail.ru yandex.ru orange.fr
wanadoo.fr free.fr laposte.net libero.it bluewin.ch btinternet.com comcast.net verizon.net att.net qq.com 163.com
"""
PUBLIC_MAIL = frozenset(_PUBLIC.split())
"""Mail domains that say nothing about the company."""
UNDER_WAY = ARRIVED | {"asked", "to ask"}

Standing = Literal["vouched", "satisfied", "customer", "former"]
BONUS: dict[Standing, int] = {"vouched": 12, "satisfied": 8, "customer": 0, "former": -15}


class Voice(NamedTuple):
    """Who of a customer, present or former, would speak for us, and how they stand to us."""

    account: Account
    person: Contact | None
    standing: Standing
    last: date | None
    """The last contact with anybody there."""
    bonus: int
    """What that adds to the strength of a path."""


class Introducers(Struct):
    """Who is found by what. Names and industries are folded; ids are those of accounts."""

    voices: dict[str, Voice] = field(default_factory=dict)
    worked_at: dict[str, list[Contact]] = field(default_factory=dict)
    """Company → who worked there, of those we can ask."""
    insiders: dict[str, list[tuple[str, Contact]]] = field(default_factory=dict)
    """New account → where its people worked before, and who."""
    customers: dict[str, str] = field(default_factory=dict)
    """Name → customer."""
    by_industry: dict[str, list[Voice]] = field(default_factory=dict)
    colleagues: dict[str, list[tuple[Contact, str]]] = field(default_factory=dict)
    """Industry → colleagues who sell to it, and as they name it."""
    by_domain: dict[str, list[str]] = field(default_factory=dict)
    by_group: dict[str, list[str]] = field(default_factory=dict)
    domains: dict[str, set[str]] = field(default_factory=dict)
    """Account → its domains, of its web site and of its people's mail."""


def introducers(book: Book, today: date) -> Introducers:
    """The index of everybody who may be called; remembered until the book changes."""
    return book.whole(("introducers", today), lambda: _build(book, today))


def _build(book: Book, today: date) -> Introducers:
    found = Introducers()
    _add_people(book, found)
    vouching = _vouching(book)
    for account in book.accounts.values():
        if account.do_not_call is not None:
            continue
        domain = domain_of(account.website)
        if domain:
            found.domains.setdefault(account.id, set()).add(domain)
        if account.status != "new":
            _add_customer(book, found, _voice(book, account, vouching, today))
    return found


def _vouching(book: Book) -> frozenset[str]:
    """Contacts whose endorsement we have, or who have sent us somebody."""
    endorsing = {each.contact for each in book.endorsements.values() if each.stage in ("received", "used")}
    sources = {each.contact for each in book.referrals.values() if each.direction == "got" and each.stage in ARRIVED}
    return frozenset(id for id in endorsing | sources if id)


def _voice(book: Book, account: Account, vouching: frozenset[str], today: date) -> Voice:
    """Who of a customer would speak for us: who has vouched, then who is satisfied, told that we would ask, senior."""
    best, person = -1, None
    for each in people(book, account.id):
        rank = 8 * (each.id in vouching) + 4 * (each.satisfied is not None) + 2 * (each.noticed is not None)
        rank += each.level == "executive"
        if rank > best:
            best, person = rank, each
    standing: Standing = "vouched" if best >= 8 else "satisfied" if best >= 4 else "customer"
    if account.status == "lost":
        standing = "former"
    last = _last(book.touches.of(account.id))
    lately = -5 if last is None else 3 if (today - last).days <= RECENT else 0
    return Voice(account, person, standing, last, BONUS[standing] + lately)


def _add_customer(book: Book, found: Introducers, voice: Voice) -> None:
    """A customer by name, domain and group; only present ones speak for us to their industry."""
    account = voice.account
    found.voices[account.id] = voice
    found.customers[fold(account.name)] = account.id
    for domain in found.domains.get(account.id, ()):
        found.by_domain.setdefault(domain, []).append(account.id)
    for group in groups(book, account):
        found.by_group.setdefault(group, []).append(account.id)
    if account.status == "existing":
        for industry in industries(account.industry):
            found.by_industry.setdefault(industry, []).append(voice)


def _add_people(book: Book, found: Introducers) -> None:
    """People by where they worked before and by their mail; those of prospects as insiders, not to be asked."""
    accounts = book.accounts
    for person in book.contacts.values():
        if person.do_not_call is not None or person.left is not None:
            continue
        if person.account is None:
            _add_colleague(found, person)
        elif person.email:
            domain = domain_of(person.email)
            if domain:
                found.domains.setdefault(person.account, set()).add(domain)
        if person.worked_at:
            account = accounts.get(person.account or "")
            for company in map(fold, person.worked_at):
                if account is not None and account.status == "new":
                    found.insiders.setdefault(account.id, []).append((company, person))
                elif account is None or account.do_not_call is None:
                    found.worked_at.setdefault(company, []).append(person)


def _add_colleague(found: Introducers, person: Contact) -> None:
    for sold_to in person.sells_to:
        for industry in industries(sold_to):
            found.colleagues.setdefault(industry, []).append((person, one_line(sold_to)))


def groups(book: Book, account: Account) -> Iterator[str]:
    """The groups a company belongs to: its own as a parent, and its parent's (by id, else by folded name)."""
    yield account.id
    if account.parent:
        yield account.parent if account.parent in book.accounts else fold(account.parent)


def domain_of(address: str) -> str:
    """The company's domain of a web or mail address: "https://www.acme.com/x" and "a@acme.com" are "acme.com"."""
    if not address:
        return ""
    host = (
        address.rpartition("@")[2]
        if "@" in address
        else address.rpartition("//")[2].partition("/")[0].partition(":")[0]
    )
    host = host.strip().casefold().removeprefix("www.")
    return host if "." in host and host not in PUBLIC_MAIL else ""


def last_talk(book: Book, person: Contact) -> date | None:
    """The day on which somebody was last in contact; of those at an account also where no name was noted."""
    touches = book.touches.where("account", person.account)
    return _last(touches, (person.id,) if person.account is None else (None, person.id))


def _last(touches: Sequence[Touch], people: tuple[str | None, ...] = ()) -> date | None:
    """The day of the last contact among touches in order of time: with some `people`, or with anybody."""
    for touch in reversed(touches):
        if in_contact(touch) and (not people or touch.contact in people):
            return touch.at.date()
    return None
