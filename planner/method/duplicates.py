"""Accounts and contacts that look like the same one twice; the user decides, the program only proposes (method §4).

Nobody compares 10,000 names with each other: only those are compared that share a key (a rare word of the name, its first
letters, a phone number, a web or mail domain, an address).
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from planner.book import Book
from planner.book.records import Account, Contact
from planner.wording import fold

R = TypeVar("R", Account, Contact)

ALIKE = 90
"""Likeness of names, of a hundred, from which the name alone is enough."""
RATHER_ALIKE = 70
"""Likeness that is enough when something else agrees, too."""
MOST_IN_A_BLOCK = 40
"""A key that more records share tells nothing about any of them."""
DIGITS = 8
"""The last digits of a phone number that must agree: with and without the country's code."""
LEGAL = re.compile(
    r"\b(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|llp|plc|gmbh|mbh|ag|kg|kgaa|ohg|ug|se|sa|sas|sarl|"
    r"srl|spa|bv|nv|ab|as|aps|oy|oyj|pty|pte|kk|the)\b"
)
FREE_MAIL = frozenset({
    "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "icloud.com", "me.com",
    "aol.com", "gmx.de", "gmx.net", "web.de", "t-online.de", "mail.com", "proton.me", "protonmail.com", "qq.com", "163.com",
    "mail.ru", "yandex.ru",
})  # fmt: skip
"""Domains that many people share who have nothing else in common."""


@dataclass(frozen=True, slots=True)
class Pair(Generic[R]):
    """Two records that may be the same one; `likeness` of a hundred, and what they share, in words."""

    first: R
    """The older or fuller one: the one to keep, unless the user says otherwise."""
    second: R
    likeness: int
    why: str


class _Looks(NamedTuple, Generic[R]):
    """A record as it is compared."""

    record: R
    name: str
    numbers: tuple[str, ...]
    shared: dict[str, str]
    """What can be shared with another: the thing itself → in words."""


def duplicate_accounts(book: Book) -> list[Pair[Account]]:
    """Pairs of accounts that look alike, the likeliest first; never a parent and its own branch."""
    return book.whole("duplicate accounts", lambda: _pairs(book, _accounts(book), _account_keys, _not_family))


def duplicate_contacts(book: Book) -> list[Pair[Contact]]:
    """Pairs of contacts that look alike, the likeliest first: at one account, or with the same address or number."""
    return book.whole("duplicate contacts", lambda: _pairs(book, _contacts(book), _contact_keys, _same_place))


def bare_name(name: str) -> str:
    """A company's name for matching: folded, without punctuation and legal form ("ACME, Inc." → "acme")."""
    words = re.sub(r"[^\w\s&]", " ", fold(name).replace(".", "").replace("'", ""))
    return " ".join(LEGAL.sub(" ", words).split()) or " ".join(words.split())


def domain(text: str) -> str:
    """The domain of a web or mail address without "www."; empty where many people share it (gmail.com)."""
    bare = re.sub(r"^[a-z]+://", "", text.strip().casefold()).rpartition("@")[2]
    host = re.split(r"[/?#:]", bare, maxsplit=1)[0].removeprefix("www.")
    return host if "." in host and host not in FREE_MAIL else ""


@lru_cache(maxsize=65536)
def last_digits(phone: str) -> str:
    """The end of a phone number, by which two ways of writing it agree; empty when it is too short to tell."""
    digits = re.sub(r"\D", "", phone)
    return digits[-DIGITS:] if len(digits) >= DIGITS else ""


def _accounts(book: Book) -> Iterator[_Looks[Account]]:
    for account in book.accounts.values():
        name = bare_name(account.name)
        shared = {f"id:{each}": "the id of another program" for each in account.source_ids}
        if web := domain(account.website):
            shared[f"web:{web}"] = f"the website {web}"
        if digits := last_digits(account.phone):
            shared[f"phone:{digits}"] = "the phone number"
        yield _Looks(account, name, _numbers(name), shared)


def _contacts(book: Book) -> Iterator[_Looks[Contact]]:
    for contact in book.contacts.values():
        name = " ".join(sorted(re.sub(r"[^\w\s]", " ", fold(contact.name)).split()))
        shared = {f"id:{each}": "the id of another program" for each in contact.source_ids}
        if mail := contact.email.strip().casefold():
            shared[f"mail:{mail}"] = f"the address {mail}"
        for number in (contact.mobile, contact.phone):
            if digits := last_digits(number):
                shared[f"phone:{digits}"] = "the phone number"
        yield _Looks(contact, name, (), shared)


def _numbers(name: str) -> tuple[str, ...]:
    """Numbers in a name: "Store 12" and "Store 13" are two stores."""
    return tuple(re.findall(r"\d+", name))


def _account_keys(looks: _Looks[Account]) -> Iterator[Hashable]:
    yield from looks.shared
    compact = looks.name.replace(" ", "")
    yield "begins", compact[:5]
    yield "ends", compact[-5:]
    yield from (("word", word) for word in looks.name.split() if len(word) > 2)


def _contact_keys(looks: _Looks[Contact]) -> Iterator[Hashable]:
    yield from looks.shared
    words = looks.name.split()
    where = _place(looks.record)
    yield from ((where, "begins", word[:3]) for word in words)
    yield "name", looks.name, looks.record.title.casefold()


def _not_family(first: _Looks[Account], second: _Looks[Account]) -> str | None:
    """What two accounts share; None when they can't be the same."""
    one, other = first.record, second.record
    if one.parent == other.id or other.parent == one.id or first.numbers != second.numbers:
        return None
    if one.city and other.city and fold(one.city) == fold(other.city) and first.name == second.name:
        return f"the name and the city {one.city}"
    return _shared(first, second)


def _same_place(first: _Looks[Contact], second: _Looks[Contact]) -> str | None:
    """What two contacts share; None when they can't be the same."""
    if _place(first.record) != _place(second.record) and not (first.shared.keys() & second.shared.keys()):
        return None
    return _shared(first, second)


def _place(contact: Contact) -> str:
    """Where somebody is: at an account, else at the company they name."""
    return contact.account or f"company {fold(contact.company)}"


def _shared(first: _Looks[R], second: _Looks[R]) -> str:
    same = first.shared.keys() & second.shared.keys()
    return " and ".join(sorted({first.shared[each] for each in same}))


def _pairs(
    book: Book,
    looks: Iterable[_Looks[R]],
    keys_of: Callable[[_Looks[R]], Iterable[Hashable]],
    agree: Callable[[_Looks[R], _Looks[R]], str | None],
) -> list[Pair[R]]:
    from rapidfuzz import fuzz

    blocks: dict[Hashable, list[_Looks[R]]] = {}
    for each in looks:
        for key in set(keys_of(each)):
            blocks.setdefault(key, []).append(each)
    seen: set[tuple[str, str]] = set()
    pairs: list[Pair[R]] = []
    for block in blocks.values():
        for first, second in _couples(block):
            couple = (first.record.id, second.record.id)
            if couple in seen:
                continue
            seen.add(couple)
            likeness = fuzz.token_sort_ratio(first.name, second.name)
            if likeness < RATHER_ALIKE:
                continue
            shares = agree(first, second)
            if shares is not None and (shares or likeness >= ALIKE):
                pairs.append(_pair(first.record, second.record, likeness, shares))
    return sorted(pairs, key=lambda pair: (-pair.likeness, pair.first.name.casefold(), pair.first.id, pair.second.id))


def _couples(block: list[_Looks[R]]) -> Iterator[tuple[_Looks[R], _Looks[R]]]:
    """Every two of a block, in a fixed order; of a block that is too large, only those whose names are next to each other."""
    near = len(block) if len(block) <= MOST_IN_A_BLOCK else 2
    ordered = sorted(block, key=lambda each: (each.name, each.record.id)) if near == 2 else block
    for place, first in enumerate(ordered):
        for second in ordered[place + 1 : place + near]:
            yield (first, second) if first.record.id < second.record.id else (second, first)


def _pair(one: R, other: R, likeness: float, shares: str) -> Pair[R]:
    first, second = (other, one) if _rank(other) < _rank(one) else (one, other)
    names = "the same name" if likeness >= 99.5 else f"names alike ({likeness:.0f} %)"
    return Pair(first, second, round(likeness + (100 - likeness) * (0.5 if shares else 0)), _why(names, shares))


def _rank(record: Account | Contact) -> tuple[bool, float, str]:
    """The record that has been there longer comes first."""
    return record.created is None, record.created.timestamp() if record.created else 0.0, record.id


def _why(names: str, shares: str) -> str:
    return f"{names}, and they share {shares}" if shares else names
