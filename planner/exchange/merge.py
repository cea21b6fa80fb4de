"""Two copies of one book, from two machines or from a sync tool, joined into one: by id, field by field, the newest wins.

"Newest" is known from what each copy remembers: its history of changes, and the backups of ours. A value that one copy
once had and has since replaced is the older one. Where both have changed a field, the later change wins and the clash
is listed; where nothing is known of either, ours stays and that is listed, too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from planner.book import Book, Gone
from planner.book.records import Draft, Record
from planner.exchange.copies import Copy, Past, our_copy, read_copy
from planner.exchange.own import KIND_OF
from planner.wording import one_line, plural

__all__ = ["Conflict", "MergePlan", "apply_merge", "merge_lines", "plan_merge", "read_copy"]

_JOINED: Final = ("source_ids", "tags", "worked_at", "sells_to", "met", "used_for", "phones", "emails")
_ONE_A_DAY: Final = {"plans": "day", "reflections": "week"}
"""Kinds of which there is one for a day or week: ours stays, theirs fills what is empty."""
_KEPT: Final = ("do_not_call",)
"""Once said on either side, it stays (method §3)."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both have changed, or a record that one deleted and the other changed; and what was done."""

    kind: str
    id: str
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What joining the other copy would put and remove."""

    put: tuple[Record, ...]
    gone: tuple[Record, ...]
    conflicts: tuple[Conflict, ...]
    added: int
    changed: int
    label: str
    notes: tuple[str, ...] = ()


def plan_merge(book: Book, other: Copy, name: str) -> MergePlan:
    """What joining `other` into the book would do; nothing is changed."""
    return _Merge(our_copy(book), other).plan(one_line(name))


def apply_merge(book: Book, plan: MergePlan) -> None:
    """Carry out a merge as one change, which one undo takes back; planner.storage.NotSaved, and nothing has happened."""
    if plan.put or plan.gone:
        book.change(plan.label, *plan.put, *(Gone(record) for record in plan.gone))


class _Merge:
    """Two copies being joined."""

    def __init__(self, mine: Copy, theirs: Copy) -> None:
        self.mine, self.theirs = mine, theirs
        self.put: list[Record] = []
        self.gone: list[Record] = []
        self.conflicts: list[Conflict] = []
        self.added = self.changed = 0

    def plan(self, name: str) -> MergePlan:
        """The whole merge."""
        for table in KIND_OF:
            ours, others = self.mine.records.get(table, {}), self.theirs.records.get(table, {})
            twins = self._twins(table, ours)
            for id in sorted({*ours, *others}):
                mine, theirs = ours.get(id), others.get(id)
                if isinstance(mine or theirs, Draft) and not (mine or theirs).about.startswith("columns "):  # type: ignore[union-attr]  # one is there
                    continue
                if mine is not None and theirs is not None:
                    self._both(table, mine, theirs)
                elif theirs is not None:
                    self._only_theirs(table, theirs, twins)
                elif mine is not None:
                    self._only_mine(table, mine)
        said = f"{self.added:,} added, {self.changed:,} changed, {len(self.gone):,} removed"
        label = f"Merge with {name}: {said}"
        return MergePlan(tuple(self.put), tuple(self.gone), tuple(self.conflicts), self.added, self.changed, label)

    def _twins(self, table: str, ours: Mapping[str, Record]) -> dict[Any, Record]:
        about = _ONE_A_DAY.get(table)
        return {getattr(record, about): record for record in ours.values()} if about else {}

    def _only_theirs(self, table: str, theirs: Record, twins: Mapping[Any, Record]) -> None:
        """New over there, or deleted here: what was deleted stays so, unless they changed it later."""
        if table in _ONE_A_DAY and getattr(theirs, _ONE_A_DAY[table]) in twins:
            return
        deleted = self.mine.past(table, theirs.id).deleted
        if deleted:
            changed = self.theirs.past(table, theirs.id).last
            if not changed or changed <= deleted:
                return
            self._note(theirs, "deleted here, changed there later: it is back")
        self.put.append(theirs)
        self.added += 1

    def _only_mine(self, table: str, mine: Record) -> None:
        deleted = self.theirs.past(table, mine.id).deleted
        if not deleted:
            return
        if self.mine.past(table, mine.id).last > deleted:
            self._note(mine, "deleted there, changed here later: it stays")
            return
        self.gone.append(mine)

    def _both(self, table: str, mine: Record, theirs: Record) -> None:
        if mine == theirs:
            return
        one, other = msgspec.to_builtins(mine), msgspec.to_builtins(theirs)
        past, their_past = self.mine.past(table, mine.id), self.theirs.past(table, mine.id)
        new: dict[str, Any] = {}
        for name in mine.__struct_fields__:
            ours, others = getattr(mine, name), getattr(theirs, name)
            if ours == others:
                continue
            if name in _JOINED:
                joined = tuple(dict.fromkeys((*ours, *others)))
                if joined != ours:
                    new[name] = joined
            elif name == "extra":
                new[name] = {**others, **ours}
            elif name in _KEPT:
                new[name] = ours or others
            elif self._takes_theirs(mine, name, one.get(name), other.get(name), past, their_past):
                new[name] = others
        new = {name: value for name, value in new.items() if value != getattr(mine, name)}
        if new:
            self.put.append(replace(mine, **new))
            self.changed += 1

    def _takes_theirs(self, record: Record, name: str, ours: Any, others: Any, past: Past, their_past: Past) -> bool:
        """Whether their value of a field is the newer one; both are as stored, None where the field is at its default."""
        we_had, they_had = past.had(name, others), their_past.had(name, ours)
        if we_had != they_had:
            return they_had
        when, their_when = past.changed.get(name, ""), their_past.changed.get(name, "")
        if bool(when) != bool(their_when):
            return bool(their_when)
        if not when and past.versions and past.had(name, ours):
            return True  # ours is as it was in our backups, so it is they who changed it
        takes = their_when > when
        self._note(
            record,
            f"{name.replace('_', ' ')}: {_shown(ours)} here, {_shown(others)} there: {'theirs' if takes else 'ours'} stays",
        )
        return takes

    def _note(self, record: Record, text: str) -> None:
        what = next(
            (said for each in ("name", "title", "text", "what", "prospect") if (said := getattr(record, each, ""))),
            record.id,
        )
        self.conflicts.append(Conflict(record.table, record.id, one_line(str(what)), one_line(text)))


def _shown(value: Any) -> str:
    return "nothing" if value in (None, "", [], {}) else str(value)[:60]


def merge_lines(plan: MergePlan, done: bool) -> Sequence[str]:
    """The merge in words, with its clashes."""
    if not plan.put and not plan.gone:
        lines = ["nothing to merge: everything in the other copy is here already"]
    else:
        lines = [plan.label if done else f"{plan.label} (a dry run: nothing was changed)"]
    if plan.conflicts:
        lines.append(f"{plural(len(plan.conflicts), 'clash')} to look at:")
        lines += [f"  {each.kind.removesuffix('s')} {each.what}: {each.text}" for each in plan.conflicts]
    return lines
