"""Two records that are the same account, or the same person, made one: nothing of either is lost (method §4).

What refers to the second is moved to the first. What the two say differently, and the user did not choose, is kept among
the extra fields of the one that stays.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from msgspec.structs import replace

from planner.book.book import Book, BookError, Gone
from planner.book.records import Account, Contact, DayPlan, Draft, Record
from planner.wording import one_line

Side = TypeVar("Side", Account, Contact)

_OURS: Final = frozenset({"id", "created", "source"})
_TEXTS: Final = frozenset({"note", "lost_note", "manner"})
"""Free text: of two, both are kept."""
_EARLIEST: Final = frozenset({"do_not_call", "circle", "noticed", "satisfied"})
_LATEST: Final = frozenset({"last_order"})
_HANDLED: Final = _TEXTS | _EARLIEST | _LATEST
_LINKS: Final = frozenset({"account", "parent"})
"""Ids, which would say nothing to anybody among the extra fields."""
_WITH: Final = {
    "status": ("status_since", "status_why"),
    "lost_reason": ("lost_note",),
    "parked_until": ("parked_why",),
    "snoozed_until": ("snoozed_why",),
}
"""What is chosen together."""
_BARRED: Final = "do_not_call"
"""Nobody's choice: who said "do not call" is not called after a merge either."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of two records, side by side."""

    field: str
    first: Any
    second: Any

    @property
    def choice(self) -> bool:
        """Whether the user has to choose: both say something, and not the same, and not both can be kept."""
        both = not _empty(self.first) and not _empty(self.second)
        kept_both = isinstance(self.first, tuple | dict) and self.field != "cadence"
        return both and not kept_both and self.field not in _HANDLED


def side_by_side(first: Account | Contact, second: Account | Contact) -> list[Difference]:
    """The fields in which two accounts, or two contacts, differ, in the order of the record."""
    fields = [field for field in first.__struct_fields__ if field not in _OURS]
    pairs = [Difference(field, getattr(first, field), getattr(second, field)) for field in fields]
    return [pair for pair in pairs if pair.first != pair.second]


def join_accounts(book: Book, first: Account, second: Account, chosen: Collection[str] = ()) -> list[Record | Gone]:
    """What to put and what to remove so that `second` becomes part of `first`, for one `book.change`.

    `chosen` names the fields that are taken from the second. Raises BookError when the two are one record already or
    one of them is gone.
    """
    first, second = _newest(book.accounts.get(first.id), first), _newest(book.accounts.get(second.id), second)
    joined = _join(first, second, chosen)
    if joined.parent == second.id or joined.parent == first.id:
        above = second.parent if joined.parent == second.id else first.parent
        joined = replace(joined, parent=None if above in (first.id, second.id) else above)
    moved = _Moved(book, "account", first.id, second.id)
    branches = [replace(each, parent=first.id) for each in book.accounts.values() if _is_branch(each, first, second)]
    return [joined, *branches, *moved.records(), *_plans(book, "account", first.id, second.id), Gone(second)]


def join_contacts(book: Book, first: Contact, second: Contact, chosen: Collection[str] = ()) -> list[Record | Gone]:
    """What to put and what to remove so that `second` becomes the same person as `first` (see join_accounts).

    What was said with the second stays with the account at which it was said.
    """
    first, second = _newest(book.contacts.get(first.id), first), _newest(book.contacts.get(second.id), second)
    joined = _join(first, second, chosen)
    for account in (first.account, second.account):
        former = book.account_name(account)
        if former and account != joined.account and former not in joined.worked_at:
            joined = replace(joined, worked_at=(*joined.worked_at, former))
    moved = _Moved(book, "contact", first.id, second.id)
    events = [
        replace(each, met=tuple(dict.fromkeys(first.id if who == second.id else who for who in each.met)))
        for each in book.events.values()
        if second.id in each.met
    ]
    return [joined, *events, *moved.records(), *_plans(book, "contact", first.id, second.id), Gone(second)]


def _newest(stored: Side | None, asked: Side) -> Side:
    if stored is None:
        raise BookError(f"{one_line(asked.name)} is gone meanwhile: undo (u) brings it back")
    return stored


def _join(first: Side, second: Side, chosen: Collection[str]) -> Side:
    """The record that stays, with everything that the other one says."""
    if first.id == second.id:
        raise BookError(f"{one_line(first.name)} can't be merged with itself: choose two")
    fields: dict[str, Any] = {}
    spare: dict[str, str] = {}
    wanted = set(chosen).union(*(_WITH.get(name, ()) for name in chosen))
    differences: list[Difference] = side_by_side(first, second)
    for pair in differences:
        if pair.field == "extra":
            continue
        fields[pair.field], left = _one_of(pair, pair.field in wanted)
        if left is not None and pair.field not in _LINKS:
            spare[f"{pair.field} (merged)"] = _as_text(left)
    created = [each for each in (first.created, second.created) if each]
    fields["created"] = min(created, default=None)
    fields["source"] = first.source or second.source
    fields["extra"] = _extra(first.extra, second.extra, spare)
    return replace(first, **fields)


def _one_of(pair: Difference, second_chosen: bool) -> tuple[Any, Any]:
    """The value that the joined record has, and the value that would be lost by it, None when none would."""
    first, second = pair.first, pair.second
    if _empty(first) or _empty(second):
        return (second, None) if _empty(first) else (first, None)
    if pair.field in _TEXTS:
        texts = (second, first) if second_chosen else (first, second)
        return (first if second in first else second if first in second else "\n\n".join(texts)), None
    if pair.field in _EARLIEST and (pair.field == _BARRED or not second_chosen):
        return min(first, second), None
    if pair.field in _LATEST and not second_chosen:
        return max(first, second), None
    if isinstance(first, tuple) and pair.field != "cadence":
        return tuple(dict.fromkeys((*first, *second))), None
    return (second, first) if second_chosen else (first, second)


def _extra(*extras: dict[str, str]) -> dict[str, str]:
    """All the extra fields together; where two of one name differ, the later one gets a name that is still free."""
    together: dict[str, str] = {}
    for name, value in (pair for extra in extras for pair in extra.items()):
        free, count = name, 2
        while together.get(free, value) != value:
            free, count = f"{name} {count}", count + 1
        together[free] = value
    return together


def _as_text(value: Any) -> str:
    return " / ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _empty(value: Any) -> bool:
    return value is None or value in ("", (), {})


def _is_branch(account: Account, first: Account, second: Account) -> bool:
    return account.parent == second.id and account.id not in (first.id, second.id)


@dataclass(frozen=True, slots=True)
class _Moved:
    """Every record that says `field` = the second's id, saying the first's."""

    book: Book
    field: str
    first: str
    second: str

    def records(self) -> Iterator[Record]:
        """The records, changed."""
        for collection in self.book.collections.values():
            if collection.kind in (Account, DayPlan, Draft) or self.field not in collection.kind.__struct_fields__:
                continue
            for record in collection.values():
                if getattr(record, self.field) == self.second:
                    yield replace(record, **{self.field: self.first})


def _plans(book: Book, field: str, first: str, second: str) -> Iterator[Record | Gone]:
    """Kept plans, calls put aside, and drafts, which name accounts and contacts in their own way."""
    for plan in book.plans.values():
        calls = tuple(
            replace(call, **{field: first}) if getattr(call, field) == second else call for call in plan.calls
        )
        aside = tuple(dict.fromkeys(first if each == second else each for each in plan.put_aside))
        if calls != plan.calls or aside != plan.put_aside:
            yield replace(plan, calls=calls, put_aside=aside)
    begun = next(iter(book.drafts.where("about", first)), None)
    for draft in book.drafts.where("about", second):
        yield replace(begun, fields=_both(begun.fields, draft.fields)) if begun else replace(draft, about=first)
        if begun:
            yield Gone(draft)


def _both(first: dict[str, str], second: dict[str, str]) -> dict[str, str]:
    """What was being typed on either side."""
    texts = {name: [text for text in (first.get(name), second.get(name)) if text] for name in (*first, *second)}
    return {name: "\n".join(dict.fromkeys(both)) for name, both in texts.items()}
