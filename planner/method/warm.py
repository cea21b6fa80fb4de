"""Through whom a new account could be opened: before any cold call, the person who could introduce us (method §7)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from planner.book import Book
from planner.book.records import Account, Contact, Record, Referral, StageChange
from planner.method.cadence import people
from planner.method.industries import industries
from planner.method.referrals import ARRIVED, source_said
from planner.settings import Settings
from planner.wording import ago, fold, one_line

BEST_OF_INDUSTRY = 3
"""So many customers, and so many colleagues, are offered for an industry."""
PATHS_SHOWN = 5
RECENT = 90
"""Calendar days within which somebody was talked to lately."""
_PUBLIC = """
gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com yahoo.co.uk icloud.com me.com mac.com aol.com
gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de proton.me protonmail.com mail.com mail.ru yandex.ru orange.fr
wanadoo.fr free.fr laposte.net libero.it bluewin.ch btinternet.com comcast.net verizon.net att.net qq.com 163.com
"""
PUBLIC_MAIL = frozenset(_PUBLIC.split())
"""Mail domains that say nothing about the company."""


@dataclass(frozen=True, slots=True)
class WarmPath:
    """One way in: through whom (`contact` or `account` by id, `name` in words), how, and how good (more is better)."""

    contact: str | None
    account: str | None
    name: str
    how: str
    strength: int


@dataclass(frozen=True, slots=True)
class _Index:
    """Everybody who could introduce us, by what they have in common with a new account."""

    referred: dict[str, list[WarmPath]]
    worked_at: dict[str, list[WarmPath]]
    by_industry: dict[str, list[WarmPath]]
    by_domain: dict[str, list[tuple[str, WarmPath]]]
    by_group: dict[str, list[tuple[str, WarmPath]]]
    domains: dict[str, set[str]]
    """New account → its domains."""
    insiders: dict[str, list[tuple[str, str]]]
    """New account → where its people worked before (folded), and who."""
    customers: dict[str, WarmPath]
    """Customer by folded name, with nothing said yet of how."""


def warm_paths(book: Book, settings: Settings, now: datetime) -> dict[str, list[WarmPath]]:
    """New account → through whom we could be introduced, the best first; accounts without any are left out.

    Who said "do not call" neither introduces nor is introduced to. 10,000 accounts take well under half a second.
    """
    index = _index(book, now.date())
    found = {}
    for account in book.accounts.values():
        if account.status == "new" and account.do_not_call is None:
            paths = _paths(book, index, account)
            if paths:
                found[account.id] = paths
    return found


def paths_to(book: Book, settings: Settings, account: Account, now: datetime) -> list[WarmPath]:
    """The warm paths to one account, the best first; cheap once the index is made."""
    return _paths(book, _index(book, now.date()), account)


def ask_through(book: Book, account: Account, path: WarmPath, now: datetime) -> list[Record]:
    """The records that turn a warm path into an ask: a referral "to ask", which the ask queue then knows (method §7).

    Nothing when that very introduction is on record, or when there is no person to ask.
    """
    if path.contact is None:
        return []
    if any(
        each.account == account.id and each.direction == "got" for each in book.referrals.where("contact", path.contact)
    ):
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


def _paths(book: Book, index: _Index, account: Account) -> list[WarmPath]:
    """What the index knows of one account: each person once, by their best reason."""
    found = list(index.referred.get(account.id, ()))
    found += index.worked_at.get(fold(account.name), ())
    for domain in index.domains.get(account.id) or _site(account):
        found += [path for of, path in index.by_domain.get(domain, ()) if of != account.id]
    for group in _groups(book, account):
        found += [path for of, path in index.by_group.get(group, ()) if of != account.id]
    for company, insider in index.insiders.get(account.id, ()):
        path = index.customers.get(company)
        if path:
            found.append(replace(path, how=f"{path.name} may know {insider}, who used to work there{path.how}"))
    for industry in industries(account.industry):
        found += index.by_industry.get(industry, ())
    if len(found) < 2:
        return found
    found.sort(key=lambda path: (-path.strength, path.name))
    best: dict[str | None, WarmPath] = {}
    for path in found:
        best.setdefault(path.contact or path.account, path)
    return list(best.values())[:PATHS_SHOWN]


# -- the index


def _index(book: Book, today: date) -> _Index:
    return book.whole(("warm paths", today), lambda: _build(book, today))


def _build(book: Book, today: date) -> _Index:
    index = _Index(_referred(book), {}, {}, {}, {}, {}, {}, {})
    vouching = _vouching(book)
    for account in book.accounts.values():
        if account.do_not_call is None and account.status != "new":
            _add_account(book, index, account, vouching, today)
    for person in book.contacts.values():
        if person.do_not_call is None and person.left is None:
            _add_person(book, index, person, today)
    for each in index.by_industry.values():
        each[:] = _best_of(each)
    return index


def _best_of(paths: Iterable[WarmPath]) -> list[WarmPath]:
    """The strongest few customers and the strongest few colleagues."""
    ranked = sorted(paths, key=lambda path: (-path.strength, path.name))
    customers = [path for path in ranked if path.account][:BEST_OF_INDUSTRY]
    return customers + [path for path in ranked if not path.account][:BEST_OF_INDUSTRY]


def _referred(book: Book) -> dict[str, list[WarmPath]]:
    """Introductions on their way: whoever was asked, or has introduced us already."""
    found: dict[str, list[WarmPath]] = {}
    for each in book.referrals.values():
        person = book.contacts.get(each.contact or "")
        if each.direction == "got" and each.account and person and each.stage in ARRIVED | {"asked", "to ask"}:
            said = {"asked": "was asked to introduce us", "to ask": "is to be asked to introduce us"}
            name = source_said(book, person.id)
            how = f"{name} {said.get(each.stage, 'has introduced us')}"
            strength = 100 if each.stage in ARRIVED else 95
            found.setdefault(each.account, []).append(WarmPath(person.id, person.account, name, how, strength))
    return found


def _vouching(book: Book) -> frozenset[str]:
    """Contacts whose endorsement we have, or who have sent us somebody."""
    endorsing = {each.contact for each in book.endorsements.values() if each.stage in ("received", "used")}
    sources = {each.contact for each in book.referrals.values() if each.direction == "got" and each.stage in ARRIVED}
    return frozenset(id for id in endorsing | sources if id)


def _add_account(book: Book, index: _Index, account: Account, vouching: frozenset[str], today: date) -> None:
    """A customer, present or former, by industry, domain and group; only present ones speak for us to their industry."""
    person = _spokesman(book, account, vouching)
    name = source_said(book, person.id) if person else one_line(account.name)
    standing, bonus = _standing(book, account, person, vouching, today)
    contact = person.id if person else None

    def path(how: str, strength: int) -> WarmPath:
        return WarmPath(contact, account.id, name, f"{how}; {standing}", strength + bonus)

    index.customers[fold(account.name)] = path("", 65)
    if account.status == "existing":
        for industry in industries(account.industry):
            paths = index.by_industry.setdefault(industry, [])
            paths.append(path(f"{name} is in {one_line(account.industry)}, too", 30))
    for domain in {*_site(account), *_mail(book.contacts.of(account.id))}:
        path_by_domain = path(f"{name} has the same address, {domain}", 60)
        index.by_domain.setdefault(domain, []).append((account.id, path_by_domain))
    for group in _groups(book, account):
        index.by_group.setdefault(group, []).append((account.id, path(f"{name} belongs to the same group", 70)))


def _spokesman(book: Book, account: Account, vouching: frozenset[str]) -> Contact | None:
    """Who of a customer would speak for us: who has vouched, then who is satisfied, told of it, senior."""
    there = people(book, account.id)
    return max(
        there,
        key=lambda each: (each.id in vouching, each.satisfied is not None, each.noticed is not None, each.level == "executive"),
        default=None,
    )  # fmt: skip


def _standing(
    book: Book, account: Account, person: Contact | None, vouching: frozenset[str], today: date
) -> tuple[str, int]:
    """How they stand to us, in words, and what that adds."""
    touches = book.touches.of(account.id)
    last = touches[-1].at.date() if touches else None
    seen = f"last talked {ago(last, today)}" if last else "not called yet"
    bonus = -5 if last is None else 3 if (today - last).days <= RECENT else 0
    if account.status == "lost":
        return f"a former customer, {seen}", bonus - 15
    if person and person.id in vouching:
        return f"has vouched for us, {seen}", bonus + 12
    if person and person.satisfied:
        return f"says they are satisfied, {seen}", bonus + 8
    return f"a customer, {seen}", bonus


def _add_person(book: Book, index: _Index, person: Contact, today: date) -> None:
    """A contact by where they worked before, a colleague also by whom they sell to; a prospect's people as its insiders."""
    account = book.accounts.get(person.account or "")
    if account and account.do_not_call:
        return
    if account and account.status == "new":
        domain = _domain(person.email)
        if domain:
            index.domains.setdefault(account.id, set(_site(account))).add(domain)
        for company in person.worked_at:
            index.insiders.setdefault(account.id, []).append((fold(company), one_line(person.name)))
        return
    for company in person.worked_at:
        name = source_said(book, person.id)
        path = WarmPath(person.id, person.account, name, f"{name} used to work there", 80)
        index.worked_at.setdefault(fold(company), []).append(path)
    if person.account is None:
        _add_colleague(book, index, person, today)


def _add_colleague(book: Book, index: _Index, person: Contact, today: date) -> None:
    strength = {"aligned": 45, "co-worker": 40, "anywhere": 35}.get(person.field or "", 33)
    touches = [touch for touch in book.touches.where("contact", person.id) if touch.account is None]
    last = touches[-1].at.date() if touches else None
    seen = f"last talked {ago(last, today)}" if last else "not talked to yet"
    field = {"aligned": ", in an aligned field", "co-worker": ", a co-worker"}.get(person.field or "", "")
    for sold_to in person.sells_to:
        how = f"{source_said(book, person.id)} sells to {one_line(sold_to)}{field}; {seen}"
        for industry in industries(sold_to):
            paths = index.by_industry.setdefault(industry, [])
            paths.append(WarmPath(person.id, None, source_said(book, person.id), how, strength))


def _groups(book: Book, account: Account) -> Iterator[str]:
    """The groups a company belongs to: its parent's (by id, else by name), and its own as a parent."""
    yield account.id
    if account.parent:
        parent = book.accounts.get(account.parent)
        yield parent.id if parent else fold(account.parent)


def _site(account: Account) -> tuple[str, ...]:
    domain = _domain(account.website)
    return (domain,) if domain else ()


def _mail(contacts: Iterable[Contact]) -> Iterator[str]:
    for person in contacts:
        domain = _domain(person.email)
        if domain:
            yield domain


def _domain(address: str) -> str:
    """The company's domain of a web or mail address: "https://www.acme.com/x" and "a@acme.com" are "acme.com"."""
    if not address:
        return ""
    host = address.rpartition("@")[2].rpartition("//")[2].partition("/")[0].partition(":")[0]
    host = host.strip().casefold().removeprefix("www.")
    return host if "." in host and host not in PUBLIC_MAIL else ""
