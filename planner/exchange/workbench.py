"""The records of an import while it is being planned: found, made, filled, and what was typed by the user left alone.

What an import wrote into a field is remembered by a short checksum in `extra`, so that the next export of the same
program may bring that field up to date, while a field that the user has changed since is asked about first.
"""

from collections.abc import Callable, Container, Mapping
from datetime import datetime
from typing import Any, Final, TypeVar
from zlib import crc32

from msgspec.structs import asdict, replace

from planner.book import Book
from planner.book.records import Account, Contact, Opportunity, Promise, Record, Touch
from planner.exchange.matching import Index
from planner.settings import Settings

R = TypeVar("R", bound=Record)

IMPORTED: Final = "_imported"
"""The key in `extra` under which the checksums of imported fields stand."""
EXTRA_COLUMNS: Final = 30
EXTRA_LETTERS: Final = 500
_JOINED = ("source_ids", "tags", "worked_at", "sells_to")
_PLAIN_EMPTY: Final[tuple[Any, ...]] = ("", None, (), {})


class Fill:
    """What filling a record came to: the new version, what changed, and where the user has something else."""

    __slots__ = ("changed", "differs", "record")

    def __init__(self, record: Any, changed: list[str], differs: list[tuple[str, Any, Any]]) -> None:
        self.record, self.changed, self.differs = record, changed, differs


class Workbench:
    """The book as it would be: its records under those that the import puts."""

    def __init__(self, book: Book, settings: Settings, now: datetime) -> None:
        self.book, self.settings, self.now = book, settings, now
        self.put: dict[str, Record] = {}
        self.accounts = Index(book.accounts.values(), settings.hours.country)
        self.contacts = Index(book.contacts.values(), settings.hours.country)
        self.opportunities: dict[str, str] = {}
        """Source id → opportunity."""
        self.deals: dict[str, list[Opportunity]] = {}
        """Account → its opportunities, the planned ones among them."""
        for deal in book.opportunities.values():
            self._know_deal(deal)

    def account(self, id: str | None) -> Account | None:
        """An account, planned or of the book."""
        return self._get(Account, self.book.accounts, id)

    def contact(self, id: str | None) -> Contact | None:
        """A contact, planned or of the book."""
        return self._get(Contact, self.book.contacts, id)

    def opportunity(self, id: str | None) -> Opportunity | None:
        """An opportunity, planned or of the book."""
        return self._get(Opportunity, self.book.opportunities, id)

    def name_of(self, id: object) -> str:
        """The name of the account or contact that an id stands for, "" when it stands for none."""
        known = (self.account(id) or self.contact(id)) if isinstance(id, str) and len(id) == 12 else None
        return known.name if known else ""

    def touch(self, id: str) -> Touch | None:
        """A touch, planned or of the book."""
        return self._get(Touch, self.book.touches, id)

    def promise(self, id: str) -> Promise | None:
        """A promise, planned or of the book."""
        return self._get(Promise, self.book.promises, id)

    def _get(self, kind: type[R], stored: Mapping[str, R], id: str | None) -> R | None:
        if id is None:
            return None
        planned = self.put.get(id)
        return planned if isinstance(planned, kind) else stored.get(id)

    def take(self, record: Record) -> None:
        """Plan to put a record."""
        self.put[record.id] = record
        if isinstance(record, Account):
            self.accounts.add(record)
        elif isinstance(record, Contact):
            self.contacts.add(record)
        elif isinstance(record, Opportunity):
            self._know_deal(record)

    def _know_deal(self, deal: Opportunity) -> None:
        for source_id in deal.source_ids:
            self.opportunities[source_id] = deal.id
        known = self.deals.setdefault(deal.account, [])
        known[:] = [each for each in known if each.id != deal.id] + [deal] if known else [deal]

    def make(self, kind: Callable[..., R], source: str, fields: Mapping[str, Any]) -> R:
        """A new record with these fields; its checksums are noted."""
        values = {name: value for name, value in fields.items() if value not in _PLAIN_EMPTY}
        if "extra" in fields:
            values["extra"] = _trimmed(fields["extra"]) | {
                IMPORTED: _spelled({n: _sum(v) for n, v in values.items() if _marked(n)})
            }
        return kind(id=self.book.make_id(), created=self.now, source=source, **values)

    def fill(self, record: R, fields: Mapping[str, Any], overwrite: Container[str] | bool, key: str) -> Fill:
        """A record with its empty fields filled; `overwrite`: True, or the keys ("file:line field") that may be replaced."""
        current = asdict(record)
        marks = _read(current.get("extra", {}).get(IMPORTED, ""))
        new: dict[str, Any] = {}
        differs: list[tuple[str, Any, Any]] = []
        for name, value in fields.items():
            mine = current[name]
            if value in _PLAIN_EMPTY or value == mine:
                continue
            if name == "extra" or (name in ("history", "do_not_call") and mine):
                continue
            if name in _JOINED:
                joined = tuple(dict.fromkeys((*mine, *value)))
                if joined != mine:
                    new[name] = joined
            elif mine in _PLAIN_EMPTY or marks.get(name) == _sum(mine) or _allowed(overwrite, f"{key} {name}"):
                new[name] = value
            elif marks.get(name) != _sum(value):
                differs.append((name, mine, value))
        changed = list(new)
        if "extra" in fields:
            extra = _trimmed(current["extra"] | fields["extra"])
            marks |= {name: _sum(value) for name, value in new.items() if _marked(name)}
            if any(current["extra"].get(name) != value for name, value in extra.items() if name != IMPORTED):
                changed.append("extra")
            if changed:
                new["extra"] = extra | ({IMPORTED: _spelled(marks)} if marks else {})
        return Fill(replace(record, **new) if changed else record, changed, differs)


def _allowed(overwrite: Container[str] | bool, key: str) -> bool:
    return overwrite if isinstance(overwrite, bool) else key in overwrite


def _marked(name: str) -> bool:
    return name not in _JOINED and name not in ("extra", "created", "source", "history")


def _trimmed(extra: Mapping[str, str]) -> dict[str, str]:
    """So many columns, of so many letters each, as are worth keeping."""
    kept = list(extra.items())[: EXTRA_COLUMNS + 1]
    return {name: value if name == IMPORTED else value[:EXTRA_LETTERS] for name, value in kept}


def untouched(record: Account, field: str) -> bool:
    """Whether a field still holds what an import wrote."""
    return _read(record.extra.get(IMPORTED, "")).get(field) == _sum(getattr(record, field))


def marked_anew(record: Account, *fields: str) -> Account:
    """A record whose checksums say that the import wrote these fields as they are now."""
    marks = _read(record.extra.get(IMPORTED, "")) | {field: _sum(getattr(record, field)) for field in fields}
    return replace(record, extra=record.extra | {IMPORTED: _spelled(marks)})


def _sum(value: Any) -> str:
    return f"{crc32(str(value).encode('utf-8', 'replace')) & 0xFFFFFF:06x}"


def _spelled(marks: Mapping[str, str]) -> str:
    return " ".join(f"{name}:{mark}" for name, mark in sorted(marks.items()))


def _read(spelled: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in spelled.split())
    return {name: mark for name, _, mark in pairs}
