"""The Book: everything that is known, as typed records, and the one way to change it.

A change goes to disk first (one journal line, fsynced) and only then into memory, so memory never runs ahead of the file.
"""

import gc
from collections.abc import Callable, Iterable
from datetime import date, datetime
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from planner.book.collection import Collection
from planner.book.ids import new_id, number, spelled
from planner.book.memory import Memory
from planner.book.migrations import SCHEMA, migrate
from planner.book.records import (
    Account,
    Barred,
    Benefit,
    Contact,
    DayPlan,
    Draft,
    Endorsement,
    Event,
    Insight,
    Meeting,
    Opportunity,
    Promise,
    Record,
    Referral,
    Reflection,
    Touch,
    concerns,
)
from planner.storage import Change, Database, Edit, MemoryDatabase, StorageError, Update

_contact = attrgetter("contact")

T = TypeVar("T")
R = TypeVar("R", bound=Record)


class BookError(Exception):
    """What a user did can't be done; the message is one clear line."""


class Gone(NamedTuple):
    """Marks a record that a change removes."""

    record: Record


Work = Callable[["Book"], Iterable[Record | Gone]]


class Book(Memory):
    """The book of business. Collections read themselves from the file when they are first asked for.

    `version` counts the changes seen by this process, so that a screen knows when to ask the rules again.
    """

    def __init__(self, database: Database | MemoryDatabase, make_id: Callable[[], str] = new_id) -> None:
        super().__init__()
        self.database = database
        self.version = 0
        self.make_id = make_id
        self.accounts = Collection(database, Account, "name")
        self.contacts = Collection(
            database, Contact, "name", {"level": lambda contact: contact.level, "rhythm": _rhythm}
        )
        self.opportunities = Collection(database, Opportunity, "name", {"stage": lambda deal: deal.stage})
        self.touches = Collection(database, Touch, "at", {"day": lambda touch: touch.at.date(), "contact": _contact})
        self.benefits = Collection(database, Benefit, "on", {"day": lambda benefit: benefit.on, "contact": _contact})
        self.insights = Collection(database, Insight, "on", {"contact": _contact})
        self.promises = Collection(
            database,
            Promise,
            "due",
            {"open": lambda promise: promise.open, "ended": _ended, "contact": _contact},
        )
        self.referrals = Collection(database, Referral, indexes={"contact": _contact})
        self.endorsements = Collection(database, Endorsement, indexes={"contact": _contact})
        self.events = Collection(database, Event, "on")
        self.meetings = Collection(database, Meeting, "start")
        self.reflections = Collection(database, Reflection, "week", {"week": lambda reflection: reflection.week})
        self.plans = Collection(database, DayPlan, "day", {"day": lambda plan: plan.day})
        self.drafts = Collection(database, Draft, indexes={"about": lambda draft: draft.about})
        self.barred = Collection(database, Barred)
        collections: tuple[Collection[Any], ...] = (
            self.accounts, self.contacts, self.opportunities, self.promises, self.benefits, self.insights, self.referrals,
            self.endorsements, self.events, self.meetings, self.reflections, self.plans, self.drafts, self.barred, self.touches,
        )  # fmt: skip
        self.collections: dict[str, Collection[Any]] = {each.kind.table: each for each in collections}
        database.listener = self._take_in

    @classmethod
    def open(
        cls, path: Path, *, now: Callable[[], datetime] | None = None, read_only: bool = False, backups: bool = True
    ) -> "Book":
        """The book at `path`, made when there is none; StorageError says in one line why it can't be opened."""
        return cls(Database.open(path, schema=SCHEMA, migrate=migrate, read_only=read_only, now=now, backups=backups))

    @classmethod
    def in_memory(cls, make_id: Callable[[], str] = new_id) -> "Book":
        """An empty book without a file, for what-ifs and tests."""
        return cls(MemoryDatabase(), make_id)

    def load(self, every_index: bool = False) -> None:
        """Read every table now, rather than when it is first asked for; what stays open wants all of the indexes, too.

        The garbage collector stands still meanwhile, and leaves what was read alone afterwards: it is there to stay.
        """
        if all(each.loaded for each in self.collections.values()) and not every_index:
            return
        gc.disable()
        try:
            for each in self.collections.values():
                each.load(every_index)
        finally:
            gc.enable()
        gc.freeze()

    def warm(self) -> None:
        """Read everything with every index, before somebody waits for it."""
        self.load(every_index=True)

    def close(self) -> None:
        """Bring the file up to date and let it go."""
        self.database.close()

    # -- changing

    def change(self, label: str, *what: Record | Gone | Work, undoable: bool = True) -> Change:
        """Put records (new ones, or new versions of old ones) and remove those marked Gone, as one undoable change.

        A function among `what` is called with the book as it is once the lock is held and what others wrote has been
        taken in, so that an edit never overwrites somebody else's. Records that are as stored are left alone.
        Raises planner.storage.NotSaved, and then nothing has happened.
        """
        change = self.database.commit(label, lambda: self._edit(what), undoable=undoable)
        self._take_in(Update([change], False))
        return change

    def edit(self, label: str, record: R, **fields: Any) -> R:
        """Set some fields of a record, on its newest version, as one change; the new version comes back."""
        collection = self.collections[record.table]

        def work(_: Book) -> list[Record]:
            newest = collection.get(record.id)
            if newest is None:
                raise BookError(f"{label}: somebody else deleted it meanwhile; undo (u) brings it back")
            return [msgspec.structs.replace(newest, **fields)]

        self.change(label, work)
        edited: R = collection[record.id]
        return edited

    def undo(self) -> str | None:
        """Take the last change back, whoever made it; its label, or None when there is nothing to undo."""
        return self._again(self.database.undo())

    def redo(self) -> str | None:
        """Bring the change back that was undone last; its label, or None."""
        return self._again(self.database.redo())

    def refresh(self) -> bool:
        """Take in what other processes have written; True when there was anything. Costs a stat when there was not."""
        before = self.version
        update = self.database.poll()
        if update.changes or update.reloaded:
            self._take_in(update)
        return self.version != before

    # -- names

    def account_name(self, id: str | None) -> str:
        """The account's name, or "" when there is none."""
        account = self.accounts.get(id) if id else None
        return account.name if account else ""

    def contact_name(self, id: str | None) -> str:
        """The contact's name, or ""."""
        contact = self.contacts.get(id) if id else None
        return contact.name if contact else ""

    def unreadable(self) -> int:
        """How many documents of the file could not be read as records (they stay in the file)."""
        return sum(len(each.unreadable) for each in self.collections.values())

    # -- inside

    def _edit(self, what: tuple[Record | Gone | Work, ...]) -> Edit:
        put: dict[str, dict[int, bytes]] = {}
        delete: dict[str, set[int]] = {}
        for each in what:
            for item in [each] if isinstance(each, Record | Gone) else each(self):
                if isinstance(item, Gone):
                    delete.setdefault(item.record.table, set()).add(number(item.record.id))
                else:
                    raw = self.collections[item.table].encode(item)
                    put.setdefault(item.table, {})[number(item.id)] = raw
        return Edit(put, delete)

    def _again(self, change: Change | None) -> str | None:
        if change is None:
            return None
        self._take_in(Update([change], False))
        return change.label

    def forget(self) -> None:
        """Drop whatever is remembered: the file was read anew, or the settings are others."""
        self.forget_all()
        self.version += 1

    def _take_in(self, update: Update) -> None:
        if update.reloaded:
            for collection in self.collections.values():
                collection.forget()
            self.forget()
        for change in update.changes:
            self._apply(change)

    def _apply(self, change: Change) -> None:
        if not change.put and not change.delete:
            return
        for table, documents in change.put.items():
            collection = self.collections.get(table)
            if collection is None:
                continue
            for doc, raw in documents.items():
                record = collection.read(spelled(doc), raw)
                if record is not None:
                    self._forget_facts(collection.put(record), record)
        for table, gone in change.delete.items():
            collection = self.collections.get(table)
            if collection is None:
                continue
            for doc in gone:
                self._forget_facts(collection.remove(spelled(doc)))
        self.forget_whole()
        self.version += 1

    def _forget_facts(self, *records: Record | None) -> None:
        """What was remembered about whom these records concern; about somebody's account, too, wherever they are named."""
        for record in records:
            for about in concerns(record) if record is not None else ():
                self.forget_about(about)
                person = self.contacts.get(about) if self.contacts.loaded else None
                if person is not None and person.account:
                    self.forget_about(person.account)


def _rhythm(contact: Contact) -> bool:
    """Whether somebody has a cadence of their own, or that of the inner circle."""
    return contact.cadence is not None or contact.circle is not None


def _ended(promise: Promise) -> tuple[str, date] | str | None:
    """How and when a promise ended: ("in time" or "late", day); None while open; "retry" for what binds nobody."""
    if promise.kind == "retry":
        return "retry"
    ended = promise.done or promise.dropped
    return ("late" if ended > promise.due else "in time", ended) if ended else None


__all__ = ["Book", "BookError", "Gone", "StorageError", "Work"]
