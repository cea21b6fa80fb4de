"""The last import taken back though other things were done since: what was edited or is needed by now stays, and is named.

Undo takes changes back one after the other, newest first; this reaches past what came after the import.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from planner.book import Book, Gone
from planner.book.ids import spelled
from planner.book.records import Draft, Record
from planner.exchange.refusals import ImportRefused
from planner.storage import Change
from planner.wording import one_line, plural

IMPORT: Final = "Import of "
"""What the label of an import begins with."""
TAKEN: Final = "Took back the import of "
NAMED: Final = 20
"""Records that are named one by one."""


@dataclass(frozen=True, slots=True)
class TakeBack:
    """What taking an import back would do; `edited` and `needed` stay as they are."""

    label: str
    gone: tuple[Record, ...]
    put: tuple[Record, ...]
    edited: tuple[Record, ...]
    needed: tuple[Record, ...]

    @property
    def lines(self) -> list[str]:
        """The same in words."""
        said = (
            [f"Taken back: {one_line(self.label)}"] if self.gone or self.put else ["Nothing of it could be taken back"]
        )
        if self.edited:
            said.append(f"edited since, so left as they are: {_named(self.edited)}")
        if self.needed:
            said.append(f"needed by what was added since, so kept: {_named(self.needed)}")
        return said


def plan_take_back(book: Book) -> TakeBack:
    """How to take the newest import back that stands; ImportRefused when there is none on record."""
    change = _last_import(book.database.history(1_000_000))
    if change is None:
        raise ImportRefused("no import is on record that could be taken back")
    gone: dict[str, Record] = {}
    put: list[Record] = []
    edited: list[Record] = []
    for table, documents in change.before.items():
        collection = book.collections[table]
        for doc, before in documents.items():
            id = spelled(doc)
            now = collection.get(id)
            if now is None:
                continue
            if book.database.get(table, doc) != change.put.get(table, {}).get(doc):
                edited.append(now)
            elif before is None:
                gone[id] = now
            elif (old := collection.read(id, before)) is not None:
                put.append(old)
    needed = list(_needed(book, gone, put))
    return TakeBack(change.label, tuple(gone.values()), tuple(put), tuple(edited), tuple(needed))


def take_back(book: Book) -> TakeBack:
    """Take the newest import back, as one change, which undo takes back in turn."""
    plan = plan_take_back(book)
    if plan.gone or plan.put:
        book.change(f"{TAKEN}{plan.label.removeprefix(IMPORT)}", *plan.put, *(Gone(record) for record in plan.gone))
    return plan


def _last_import(history: Iterable[Change]) -> Change | None:
    """The newest import that stands: it was neither undone nor taken back."""
    standing: dict[int, Change] = {}
    for change in sorted(history, key=lambda each: each.number):
        if change.kind == "undo":
            standing.pop(change.of or 0, None)
        elif change.undoable:
            standing[change.of or change.number] = change
    imports: list[Change] = []
    for _, change in sorted(standing.items()):
        if change.label.startswith(IMPORT):
            imports.append(change)
        elif change.label.startswith(TAKEN) and imports:
            imports.pop()
    return imports[-1] if imports else None


def _needed(book: Book, gone: dict[str, Record], put: Iterable[Record]) -> Iterator[Record]:
    """What records that stay refer to: it is taken out of `gone` and stays, too, with what it refers to itself."""
    changed = {record.id: record for record in put}
    waiting = [
        changed.get(record.id, record)
        for records in book.collections.values()
        for record in records.values()
        if record.id not in gone and not isinstance(record, Draft)
    ]
    while waiting:
        for id in _refers_to(waiting.pop()):
            if id in gone:
                record = gone.pop(id)
                waiting.append(record)
                yield record


def _refers_to(record: Record) -> Iterator[str]:
    for name in record.__struct_fields__[1:]:
        value = getattr(record, name)
        if isinstance(value, str) and len(value) == 12:
            yield value
        elif isinstance(value, tuple):
            yield from (each for each in value if isinstance(each, str) and len(each) == 12)


def _named(records: tuple[Record, ...]) -> str:
    names = [one_line(str(getattr(each, "name", "") or getattr(each, "text", "") or each.table)) for each in records]
    if len(names) <= NAMED:
        return ", ".join(names)
    return f"{', '.join(names[:NAMED])} and {plural(len(names) - NAMED, 'other')}"
