"""Is a row somebody we know? By the id of the other program, then e-mail, then phone, then name and company.

Only what is the same is joined; what is merely similar is shown as a possible duplicate, never joined in silence.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from planner.book.records import Account, Contact
from planner.exchange.values import phone_key
from planner.wording import fold

ALIKE = 90
"""Similarity, of 100, from which two names may be one."""
COMPATIBLE = 60
"""Similarity that two people's names with the same number, or e-mail address, must have to be one; companies', to be shown."""
COMMON = 60
"""A word that more names share than this is no lead."""

_LEGAL = re.compile(
    r"\b(inc|incorporated|llc|llp|lp|ltd|limited|corp|corporation|co|company|gmbh|ag|kg|ohg|ug|se|sa|sas|sarl|srl|spa|bv|nv|oy|ab|as|aps|"
    r"plc|pty|pte|sp z o o|sro|kft|holding|holdings|group|the|and|und|et)\b"
)
_ROLES = "info office sales contact hello mail admin support service team kontakt vertrieb buero einkauf accounting"


@lru_cache(maxsize=100_000)
def name_key(name: str) -> str:
    """A name for comparing: folded, without punctuation; "" for names of which nothing is left ("?????")."""
    return " ".join(re.sub(r"[\W_]+", " ", fold(name)).split())


@lru_cache(maxsize=100_000)
def company_key(name: str) -> str:
    """A company's name without its legal form: "Acme, Inc." and "ACME" are alike."""
    key = name_key(name)
    return " ".join(_LEGAL.sub(" ", key).split()) or key


def source_key(source_id: str) -> str:
    """An id of another program for comparing: Salesforce writes the same id with 15 or with 18 letters."""
    family, _, raw = source_id.partition(":")
    return f"{family}:{raw[:15]}" if family == "salesforce" else source_id


def family_of(source_id: str) -> str:
    """The program that an id comes from."""
    return source_id.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Match:
    """What was found: the same record, or one that it may be; and how that is known."""

    id: str
    how: str
    same: bool


def alike(one: str, other: str) -> float:
    """How alike two names are, 0 to 100, whatever the order of their words."""
    from rapidfuzz import fuzz

    return fuzz.token_sort_ratio(one, other)


def _one_name(one: str, other: str) -> bool:
    """Whether two companies with one number are one: alike, or the shorter name within the longer; Acme North is not Acme South."""
    words, others = set(one.split()), set(other.split())
    return words <= others or others <= words or alike(one, other) >= ALIKE


class Index:
    """The accounts, or the contacts, that are known, by everything they can be found by."""

    def __init__(self, records: Iterable[Account] | Iterable[Contact], country: str = "") -> None:
        self.country = country
        self._records: dict[str, Account | Contact] = {}
        self._sources: dict[str, str] = {}
        self._raw: dict[str, set[str]] = {}
        self._emails: dict[str, list[str]] = {}
        self._names: dict[str, list[str]] = {}
        self._words: dict[str, list[str]] = {}
        self._people: dict[str, list[str]] = {}
        """Account → who is there."""
        self._phones: dict[str, list[str]] | None = None
        for record in records:
            self.add(record)

    def add(self, record: Account | Contact) -> None:
        """Take in a new record, or the new version of one."""
        before = self._records.get(record.id)
        self._records[record.id] = record
        for source_id in record.source_ids:
            self._sources[source_key(source_id)] = record.id
            self._raw.setdefault(source_id.partition(":")[2], set()).add(record.id)
        if (
            isinstance(record, Contact)
            and record.email
            and (not isinstance(before, Contact) or before.email != record.email)
        ):
            self._emails.setdefault(record.email.casefold(), []).append(record.id)
        if isinstance(record, Contact) and record.account and getattr(before, "account", None) != record.account:
            self._people.setdefault(record.account, []).append(record.id)
        if before is None or before.name != record.name:
            self._add_name(record)
        if self._phones is not None:
            self._add_phones(self._phones, record)

    def _add_name(self, record: Account | Contact) -> None:
        key = name_key(record.name)
        if key:
            self._names.setdefault(key, []).append(record.id)
            if isinstance(record, Account):
                for word in set(company_key(record.name).split()):
                    self._words.setdefault(word, []).append(record.id)

    def _add_phones(self, phones: dict[str, list[str]], record: Account | Contact) -> None:
        for number in (record.phone, getattr(record, "mobile", "")):
            key = phone_key(number, self.country) if number else ""
            if key and record.id not in phones.setdefault(key, []):
                phones[key].append(record.id)

    def by_source(self, source_id: str) -> str | None:
        """The record that another program knows by this id."""
        return self._sources.get(source_key(source_id))

    def by_raw_id(self, raw: str) -> str | None:
        """The only record that any other program knows by this id."""
        found = self._raw.get(raw, set())
        return next(iter(found)) if len(found) == 1 else None

    def by_name(self, name: str) -> list[str]:
        """The records of exactly this name, less case, accents and punctuation."""
        key = name_key(name)
        return self._names.get(key, []) if key else []

    def by_email(self, email: str) -> list[str]:
        """The contacts with this address."""
        return self._emails.get(email.casefold(), [])

    def by_phone(self, number: str) -> list[str]:
        """The records that have this number, by E.164 where the country is known."""
        key = phone_key(number, self.country) if number else ""
        if not key:
            return []
        if self._phones is None:
            self._phones = {}
            for record in self._records.values():
                self._add_phones(self._phones, record)
        return self._phones.get(key, [])

    # -- deciding

    def account(self, name: str, source_id: str, phone: str) -> Match | None:
        """The account that a row is about."""
        found = self._by_id(name, source_id)
        if found:
            return found
        doubtful: Match | None = None
        for id in self.by_name(name):
            if not self._elsewhere(id, source_id):
                return Match(id, "same name", True)
            doubtful = doubtful or Match(id, "same name, but another id", False)
        for id in self.by_phone(phone):
            own, key = company_key(self._records[id].name), company_key(name)
            if self._elsewhere(id, source_id):
                continue
            if _one_name(own, key):
                return Match(id, "same phone number", True)
            if alike(own, key) >= COMPATIBLE:
                doubtful = doubtful or Match(id, f'same phone number as "{self._records[id].name}"', False)
        return doubtful or self._similar_account(name, source_id)

    def contact(
        self, name: str, source_id: str, email: str, phones: Iterable[str], account: str | None
    ) -> Match | None:
        """The contact that a row is about."""
        found = self._by_id(name, source_id)
        if found:
            return found
        key = name_key(name)
        for id in self.by_email(email) if email else ():
            own = name_key(self._records[id].name)
            role = email.partition("@")[0].casefold() in _ROLES.split()
            if not self._elsewhere(id, source_id) and (own == key or not key or (not role and alike(own, key) >= 40)):
                return Match(id, "same e-mail address", True)
        kin: Match | None = None
        for number in phones:
            for id in self.by_phone(number):
                own = name_key(self._records[id].name)
                if not self._elsewhere(id, source_id) and alike(own, key) >= COMPATIBLE:
                    return Match(id, "same phone number", True)
                if own and key and own.split()[-1] == key.split()[-1]:
                    kin = kin or Match(id, f'same phone number and surname as "{self._records[id].name}"', False)
        return self._named_contact(key, source_id, account) or kin or self._similar_contact(key, source_id, account)

    def _by_id(self, name: str, source_id: str) -> Match | None:
        id = self.by_source(source_id) if source_id else None
        if id is None:
            return None
        if source_id.startswith("csv-") and name and alike(name_key(self._records[id].name), name_key(name)) < 50:
            return None  # a plain number in a list of no known program: another list may count the same way
        return Match(id, "same id", True)

    def _elsewhere(self, id: str, source_id: str) -> bool:
        """Whether the same program knows that record by another id, so that it must be somebody else."""
        family = family_of(source_id)
        return bool(family) and any(family_of(each) == family for each in self._records[id].source_ids)

    def _named_contact(self, key: str, source_id: str, account: str | None) -> Match | None:
        doubtful: Match | None = None
        for id in self._names.get(key, ()) if key else ():
            known = self._records[id]
            assert isinstance(known, Contact)
            if self._elsewhere(id, source_id):
                continue
            if known.account == account:
                return Match(id, "same name and company", True)
            if known.account is None or account is None:
                doubtful = Match(id, "same name, company not known", False)
        return doubtful

    def _similar_contact(self, key: str, source_id: str, account: str | None) -> Match | None:
        """Whoever at the same account has the most similar name."""
        there = self._people.get(account or "", ())
        if not key or len(there) > COMMON:
            return None
        found = [
            (alike(key, name_key(self._records[id].name)), id) for id in there if not self._elsewhere(id, source_id)
        ]
        likeness, id = max(found, default=(0.0, ""))
        return Match(id, f'similar to "{self._records[id].name}"', False) if likeness >= ALIKE else None

    def _similar_account(self, name: str, source_id: str) -> Match | None:
        """The most similar name among those that share a rare word."""
        key = company_key(name)
        best: tuple[float, str] = (0.0, "")
        seen: set[str] = set()
        for word in key.split():
            ids = self._words.get(word, ())
            for id in ids if len(word) > 2 and len(ids) <= COMMON else ():
                if id not in seen and not self._elsewhere(id, source_id):
                    seen.add(id)
                    best = max(best, (alike(key, company_key(self._records[id].name)), id))
        if best[0] < ALIKE:
            return None
        return Match(best[1], f'similar to "{self._records[best[1]].name}"', False)
