"""Two accounts, or two people, side by side: made one with a choice per field, or told apart for good (method §4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from planner.book import Book, Gone
from planner.book.joining import Difference, join_accounts, join_contacts, side_by_side
from planner.book.records import Account, Contact, Draft, Record
from planner.wording import one_line
from screens.later import later
from screens.modal import Modal
from widgets.palette import Line, columns, content, wrapped
from widgets.rows import Row, Rows

APART = "not one"
"""What the pairs that were told apart are kept under, among the drafts."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the user said of a pair."""

    first: Account | Contact
    second: Account | Contact
    same: bool
    chosen: frozenset[str] = frozenset()
    """Fields that are taken from the second."""

    @property
    def label(self) -> str:
        """The change in words."""
        first, second = one_line(self.first.name), one_line(self.second.name)
        return f"Merged {second} into {first}" if self.same else f"{first} and {second} are two"

    def work(self, book: Book) -> Iterable[Record | Gone]:
        """What the merge puts and removes."""
        if isinstance(self.first, Account) and isinstance(self.second, Account):
            return join_accounts(book, self.first, self.second, self.chosen)
        if isinstance(self.first, Contact) and isinstance(self.second, Contact):
            return join_contacts(book, self.first, self.second, self.chosen)
        raise TypeError("an account and a person can't be merged")


def told_apart(book: Book) -> set[frozenset[str]]:
    """The pairs of ids that the user has said are not the same."""
    return {frozenset(pair.split(" ")) for draft in book.drafts.where("about", APART) for pair in draft.fields}


def not_one(book: Book, first: str, second: str) -> Draft:
    """What to put so that a pair is not proposed again."""
    there = next(iter(book.drafts.where("about", APART)), None)
    fields = {**(there.fields if there else {}), " ".join(sorted((first, second))): "two"}
    return Draft(id=there.id if there else book.make_id(), about=APART, fields=fields)


class MergeScreen(Modal[Decision | None]):
    """The fields in which two records differ. What is not chosen is kept among the extra fields: nothing is lost."""

    CSS_PATH = "merge.tcss"
    BINDINGS = [
        Binding("escape", "dismiss(None)", "Leave it", id="leave", tooltip="Change nothing"),
        Binding("left", "take(False)", "Left", id="take-left", tooltip="Take what stands on the left"),
        Binding("right", "take(True)", "Right", id="take-right", tooltip="Take what stands on the right"),
        Binding("space", "other", "The other", id="take-other", tooltip="Take the other one"),
        Binding("ctrl+s", "merge", "Merge", id="merge", tooltip="Make them one"),
        Binding("n", "apart", "Not the same", id="apart", tooltip="They are two: don't propose it again"),
    ]

    def __init__(self, book: Book, first: Account | Contact, second: Account | Contact, why: str = "") -> None:
        """`first` is the one that stays; `why` says why the two may be the same."""
        super().__init__()
        self._book, self._first, self._second, self._why = book, first, second, why
        self._differences: list[Difference] = _differences(first, second)
        self._taken: set[str] = set()

    def compose(self) -> ComposeResult:
        """Both names, the fields, and the one under the cursor in full."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "The same, twice?"
            dialog.border_subtitle = content([("← → chooses · ctrl+s merges · n they are two · esc leaves it", "")])
            yield Static("", id="merge-head")
            yield Rows(1, id="fields")
            yield Static("", id="merge-full")

    def on_mount(self) -> None:
        """Begin with the first field that has to be chosen."""
        rows = self.query_one("#fields", Rows)
        self._show()
        self.set_focus(rows)
        begin = next((each.field for each in self._differences if each.choice), None)
        rows.show(self._rows(), 1, begin)

    def on_resize(self) -> None:
        """Lay the heads out anew."""
        later(self, self._show)

    def _show(self) -> None:
        rows = self.query_one("#fields", Rows)
        rows.show(self._rows())
        first, second = one_line(self._first.name), one_line(self._second.name)
        width = rows.row_width
        why: list[Line] = [[(self._why, "dim")]] if self._why else []
        hangs = [self._hangs(each) for each in (self._first, self._second)]
        heads = [columns(width, [("", "", 13), (first, "title", 0), (second, "title", 0)])]
        heads.append(
            columns(width, [("", "", 13), (f"stays · {hangs[0]}", "dim", 0), (f"joins it · {hangs[1]}", "dim", 0)])
        )
        self.query_one("#merge-head", Static).update(content(*why, *heads, []))

    def _hangs(self, record: Account | Contact) -> str:
        if isinstance(record, Account):
            return f"{len(self._book.touches.of(record.id))} touches, {len(self._book.contacts.of(record.id))} people"
        return f"{len(self._book.touches.where('contact', record.id))} touches"

    def _rows(self) -> list[Row]:
        return [Row(each.field, partial(self._line, each)) for each in self._differences]

    def _line(self, each: Difference, width: int) -> list[Line]:
        right = each.field in self._taken
        marks = ("  ", "  ") if not each.choice else ("○ ", "● ") if right else ("● ", "○ ")
        styles = ("", "") if not each.choice else ("dim", "bold") if right else ("bold", "dim")
        cells = [(each.field.replace("_", " "), "dim", 13)]
        cells += [
            (mark + self._said(each, value), style, 0)
            for mark, style, value in zip(marks, styles, (each.first, each.second), strict=True)
        ]
        return [columns(width, cells)]

    def _said(self, each: Difference, value: Any) -> str:
        if value is None or value in ("", (), {}):
            return "–"
        if each.field in ("account", "parent"):
            return one_line(self._book.account_name(value))
        if each.field == "cadence":
            return f"{value[0]}/{value[1]}"
        if isinstance(value, dict):
            return one_line(", ".join(f"{name}: {text}" for name, text in value.items()))
        return one_line(", ".join(value) if isinstance(value, tuple) else str(value))

    @on(Rows.Highlighted, "#fields")
    def show_full(self) -> None:
        """Both values of the field under the cursor, whole."""
        each = self._current
        rows = self.query_one("#fields", Rows)
        lines: list[Line] = []
        if each:
            rule = (
                "choose one; the other is kept among the extra fields"
                if each.choice
                else "both are kept, or there is only one"
            )
            lines = [[(f"{each.field.replace('_', ' ')}: {rule}", "dim")]]
            for mark, value in (("← ", each.first), ("→ ", each.second)):
                lines += wrapped(self._said(each, value), max(20, rows.row_width), indent="  ", first=mark)[:2]
        self.query_one("#merge-full", Static).update(content(*lines))

    @property
    def _current(self) -> Difference | None:
        key = self.query_one("#fields", Rows).key
        return next((each for each in self._differences if each.field == key), None)

    def action_take(self, right: bool) -> None:
        """Take one side of the field under the cursor."""
        each = self._current
        if each and each.choice:
            (self._taken.add if right else self._taken.discard)(each.field)
            self._show()

    @on(Rows.Chosen, "#fields")
    def action_other(self) -> None:
        """Take the other side."""
        each = self._current
        if each:
            self.action_take(each.field not in self._taken)

    def action_merge(self) -> None:
        """Make them one."""
        self.dismiss(Decision(self._first, self._second, True, frozenset(self._taken)))

    def action_apart(self) -> None:
        """They are two."""
        self.dismiss(Decision(self._first, self._second, False))


def _differences(first: Account | Contact, second: Account | Contact) -> list[Difference]:
    """The fields that differ, those to be chosen first."""
    if (isinstance(first, Account) and isinstance(second, Account)) or (
        isinstance(first, Contact) and isinstance(second, Contact)
    ):
        found = side_by_side(first, second)
    else:
        raise TypeError("an account and a person can't be merged")
    return sorted(found, key=lambda each: not each.choice)
