"""Finding what a person means: an account, a contact, an opportunity by name, and anything by a few letters."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from planner.book.book import Book, BookError
from planner.book.records import Account, Contact, Opportunity, Record, Referral
from planner.wording import fold, one_line

R = TypeVar("R", bound=Record)
CLOSE_ENOUGH = 80
"""Similarity, of 100, from which a misspelt name is taken for meant."""
CLEAR_LEAD = 5
MOST_SHOWN = 8
LONGEST_SHOWN = 40


def find_account(book: Book, text: str) -> Account:
    """The account that `text` names: its id, its name, a unique beginning, or clearly the most similar.

    Raises BookError with the candidates when there is no clear winner.
    """
    try:
        return _one(text, book.accounts.values(), lambda account: account.name, "account", book.accounts.get(text))
    except BookError:
        people = _called(book, text)
        if not people:
            raise
        where = ", ".join(f"{one_line(each.name)} at {one_line(book.account_name(each.account))}" for each in people)
        raise BookError(f'no account "{one_line(text)}", but {where}: name the account') from None


def find_contact(book: Book, text: str, account: Account | None = None) -> Contact:
    """The contact that `text` names, at `account` when that is given (see find_account)."""
    people: Iterable[Contact] = book.contacts.of(account.id) if account else book.contacts.values()
    where = f" at {account.name}" if account else ""
    return _one(text, people, lambda contact: contact.name, "contact", book.contacts.get(text), where)


def _called(book: Book, text: str) -> list[Contact]:
    """People at accounts of whose name a word begins as `text` does, where no account's does."""
    wanted = fold(text)
    if any(part.startswith(wanted) for account in book.accounts.values() for part in fold(account.name).split()):
        return []
    found = (each for each in book.contacts.values() if each.account in book.accounts)
    return [each for each in found if any(part.startswith(wanted) for part in fold(each.name).split())][:MOST_SHOWN]


def find_opportunity(book: Book, text: str, account: Account | None = None) -> Opportunity:
    """The opportunity that `text` names (see find_account); open ones win over closed ones of the same name."""
    deals: list[Opportunity] = list(book.opportunities.of(account.id) if account else book.opportunities.values())
    open_ones = [deal for deal in deals if deal.closed_on is None]
    exact = [deal for deal in open_ones if fold(deal.name) == fold(text)]
    where = f" at {account.name}" if account else ""
    return _one(text, exact or deals, lambda deal: deal.name, "opportunity", book.opportunities.get(text), where)


def find_referral(book: Book, text: str) -> Referral:
    """The referral whose prospect `text` names (see find_account)."""
    referrals = book.referrals.values()
    return _one(text, referrals, lambda referral: referral.prospect, "referral", book.referrals.get(text))


def _one(
    text: str, records: Iterable[R], name_of: Callable[[R], str], what: str, by_id: R | None, where: str = ""
) -> R:
    if by_id is not None:
        return by_id
    wanted = fold(text)
    line = one_line(text)
    shown = line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 1]}…"
    if not wanted:
        raise BookError(f"no {what} was named: give its name or the beginning of it")
    named = [(fold(name_of(record)), record) for record in records]
    exact = [record for name, record in named if name == wanted]
    if exact:
        return _only(exact, name_of, what, shown, where)
    begins = [record for name, record in named if name.startswith(wanted)]
    if begins:
        return _only(begins, name_of, what, shown, where)
    words = [record for name, record in named if any(part.startswith(wanted) for part in name.split())]
    if words:
        return _only(words, name_of, what, shown, where)
    return _similar(wanted, named, name_of, what, shown, where)


def _only(matches: Sequence[R], name_of: Callable[[R], str], what: str, shown: str, where: str) -> R:
    if len(matches) == 1:
        return matches[0]
    names = [f"{name_of(match)} ({match.id})" for match in matches[:MOST_SHOWN]]
    more = f" and {len(matches) - MOST_SHOWN} more" if len(matches) > MOST_SHOWN else ""
    raise BookError(f'"{shown}" could be {len(matches)} {what}s{where}: {", ".join(names)}{more}; type more, or the id')


def _similar(
    wanted: str, named: Sequence[tuple[str, R]], name_of: Callable[[R], str], what: str, shown: str, where: str
) -> R:
    from rapidfuzz import fuzz, process

    names = [name for name, _ in named]
    best = process.extract(wanted, names, scorer=fuzz.WRatio, limit=3, score_cutoff=70)
    clear = best and best[0][1] >= CLOSE_ENOUGH and (len(best) == 1 or best[0][1] - best[1][1] >= CLEAR_LEAD)
    if clear and len(wanted) > 2:
        return named[best[0][2]][1]
    if best:
        candidates = ", ".join(name_of(named[index][1]) for _, _, index in best)
        raise BookError(f'no {what} "{shown}"{where}: did you mean {candidates}?')
    raise BookError(f'no {what} "{shown}"{where}: look with planner find, or add it with planner add')


class Hit(Struct, frozen=True):
    """One thing that a search found."""

    kind: str
    id: str
    title: str
    detail: str
    account: str | None


def search(book: Book, text: str, limit: int = 50) -> list[Hit]:
    """Everything in which all words of `text` occur: names that begin so, other names, then notes, the newest first."""
    words = fold(text).split()
    if not words:
        return []
    hits: list[Hit] = []
    for hit in _candidates(book):
        folded = fold(f"{hit.title} {hit.detail}")
        if all(word in folded for word in words):
            hits.append(hit)
            if len(hits) >= limit:
                break
    return sorted(hits, key=lambda hit: _farness(hit, words))


def _farness(hit: Hit, words: list[str]) -> int:
    """0 for a name in which a word begins with each of `words`, 1 for one that has them inside, 2 for another, 3 for a note."""
    if hit.kind not in ("account", "contact"):
        return 3
    name = fold(hit.title)
    if all(f" {word}" in f" {name}" for word in words):
        return 0
    return 1 if all(word in name for word in words) else 2


def _candidates(book: Book) -> Iterator[Hit]:
    for account in book.accounts.values():
        detail = " · ".join(part for part in (account.industry, account.city, account.country, account.note) if part)
        yield Hit("account", account.id, account.name, detail, account.id)
    for person in book.contacts.values():
        company = book.account_name(person.account) or person.company
        known = (person.title, company, person.email, person.phone, person.mobile, person.note)
        detail = " · ".join(part for part in known if part)
        yield Hit("contact", person.id, person.name, detail, person.account)
    for deal in book.opportunities.values():
        parts = (deal.stage, book.account_name(deal.account), deal.competitor, deal.note)
        detail = " · ".join(part for part in parts if part)
        yield Hit("opportunity", deal.id, deal.name, detail, deal.account)
    for promise in book.promises.values():
        state = f"kept {promise.done}" if promise.done else f"dropped {promise.dropped}" if promise.dropped else ""
        detail = " · ".join(filter(None, (state or f"due {promise.due}", book.account_name(promise.account))))
        yield Hit("promise", promise.id, promise.text, detail, promise.account)
    for insight in book.insights.values():
        yield Hit("insight", insight.id, insight.text, book.account_name(insight.account), insight.account)
    for benefit in book.benefits.values():
        yield Hit(benefit.direction, benefit.id, benefit.what, book.account_name(benefit.account), benefit.account)
    for referral in book.referrals.values():
        yield Hit("referral", referral.id, referral.prospect, referral.note, referral.account)
    days = book.touches.keys_of("day")
    for day in sorted(days, reverse=True):
        for touch in reversed(days[day]):
            if touch.note:
                detail = f"{day} · {book.account_name(touch.account)}"
                yield Hit("touch", touch.id, touch.note, detail, touch.account)
