"""An unknown table: the user says what its rows are, and which column holds what. It is remembered by the header's fingerprint."""

from collections.abc import Callable, Mapping

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from planner.book import Book
from planner.book.records import Draft
from planner.exchange.aliases import ALIASES
from planner.exchange.headers import KINDS, fingerprint, recognise
from planner.exchange.refusals import ImportRefused
from planner.exchange.remembered import about, recall
from planner.exchange.sources import Source
from planner.exchange.tables import Table
from planner.wording import one_line
from screens.modal import Modal
from screens.picking import PickScreen
from widgets.palette import Line, columns, content
from widgets.rows import Row, Rows

SHOWN = 3
"""Cells of a column that are shown beside its name."""
NAMES: dict[str, str] = {
    "id": "its id there",
    "account_id": "the account's id there",
    "contact_id": "the person's id there",
    "what_id": "the id of what it is about",
    "opportunity_id": "the opportunity's id there",
    "account": "the company",
    "contact": "the person",
    "do_not_call": "do not call",
    "type": "kind (customer, prospect …)",
    "close": "decision expected on",
    "state": "open, won or lost",
    "region": "state or region",
    "first": "first name",
    "middle": "middle name",
    "last": "last name",
    "suffix": "name's suffix",
    "street2": "street, second line",
    "street3": "street, third line",
    "birth_month": "birthday's month",
    "birth_year": "birthday's year",
    "deleted": "deleted there",
    "created": "when it was entered there",
    "parent": "the company it is part of",
    "parent_id": "the id of the company it is part of",
}
"""Fields whose names alone don't say what they hold."""
USUAL: tuple[str, ...] = (
    "name", "first", "last", "subject", "account", "contact", "date", "time", "outcome", "stage", "amount", "currency", "close",
    "title", "email", "phone", "mobile", "website", "industry", "status", "type", "last_order", "competitor", "city", "street",
    "postcode", "region", "country", "note", "tags", "do_not_call", "minutes", "opportunity", "referred_by",
)  # fmt: skip
"""The fields that are asked for most, in that order; the others follow."""
KIND_WORDS: dict[str, str] = {
    "accounts": "companies that you sell to",
    "contacts": "people",
    "opportunities": "deals and proposals",
    "activities": "calls, meetings and notes",
}


def unknown(book: Book, source: Source) -> str | None:
    """Why a table can't be read without the user's word; None when it can, or when it is no table."""
    if source.format != "table" or source.table is None:
        return None
    before = recall(book, source)
    try:
        recognise(
            source.name,
            source.table.header,
            before.kind or None if before else None,
            before.mapping if before else None,
        )
    except ImportRefused as reason:
        return str(reason)
    return None


def usual_mapping(source: Source, kind: str) -> dict[str, str]:
    """Field → column, as far as it can be told without the user."""
    assert source.table is not None
    trial = {"subject" if kind == "activities" else "name": source.table.header[0]}
    try:
        found = recognise(source.name, source.table.header, kind)
    except ImportRefused:
        try:
            found = recognise(source.name, source.table.header, kind, trial)
        except ImportRefused:
            return {}
        found.columns.pop(f"{kind}.{next(iter(trial))}", None)
    return {field: names[0] for field, names in found.columns.items() if names}


def remember(book: Book, table: Table, kind: str, mapping: Mapping[str, str]) -> None:
    """Keep what the user said, for this file and every other with these columns."""
    print_ = fingerprint(table.header)
    known = book.drafts.where("about", about(print_))
    id = known[0].id if known else book.make_id()
    book.change(
        "columns remembered", Draft(id=id, about=about(print_), fields={"kind": kind, **mapping}), undoable=False
    )


def fields_for(kind: str) -> list[tuple[str, str, str]]:
    """What a column of such a table may hold, as choices: the field, its name, and whose it is; the usual ones first."""
    kinds = [kind, *(other for other in KINDS[: KINDS.index(kind)] if other in ("accounts", "contacts"))]
    choices = [("", "(leave it aside)", "it is kept with the record, as it is")]
    for each in kinds:
        whose = "" if each == kind else f"of the {each.removesuffix('s')}"
        fields = sorted(ALIASES[each], key=lambda field: USUAL.index(field) if field in USUAL else len(USUAL))
        choices += [(f"{each}.{field}", NAMES.get(field, field.replace("_", " ")), whose) for field in fields]
    return choices


class FieldScreen(PickScreen):
    """What a column holds; a letter goes to the next field that begins with it."""

    def on_mount(self) -> None:
        """Say what letters do."""
        super().on_mount()
        self.query_one(".dialog").border_subtitle = "a letter goes on · enter takes it · esc leaves it"

    def on_key(self, event: events.Key) -> None:
        """On to the next field of that letter."""
        rows, letter = self.query_one(Rows), event.character
        if not letter or not letter.isalpha() or letter in "jk":
            return
        event.stop()
        names = [name for _, name, _ in self._choices]
        following = [*range(rows.cursor + 1, len(names)), *range(rows.cursor + 1)]
        rows.cursor = next((at for at in following if names[at].startswith(letter.lower())), rows.cursor)


class ColumnsScreen(Modal[dict[str, str] | None]):
    """Each column with some of its cells, and the field that it fills; the mapping comes back, or None."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", "Leave it", id="leave", tooltip="Change nothing"),
        Binding("ctrl+s", "save", "Save", id="save", tooltip="Take it like this", priority=True),
    ]

    def __init__(self, source: Source, kind: str, mapping: Mapping[str, str]) -> None:
        super().__init__()
        assert source.table is not None
        self._table, self._kind, self._usual = source.table, kind, usual_mapping(source, kind)
        self._field: dict[str, str] = {column: field for field, column in mapping.items()}
        self._fields = {field: (name, whose) for field, name, whose in fields_for(kind)}

    def compose(self) -> ComposeResult:
        """The columns, one a line."""
        with Vertical(classes="dialog", id="columns") as dialog:
            dialog.border_title = content([(f"{self._table.name}: its columns, as {self._kind}", "")])
            dialog.border_subtitle = "enter says what it holds · ctrl+s takes it like this · esc leaves it"
            yield Rows(1, id="column-rows")
            yield Static("", id="column-said")

    def on_mount(self) -> None:
        """Begin with the first column."""
        rows = self.query_one(Rows)
        rows.styles.height = max(1, min(len(self._table.header), self.app.size.height - 9))
        self._show()
        self.set_focus(rows)

    def _show(self) -> None:
        self.query_one(Rows).show([Row(f"{at}", self._row(at)) for at in range(len(self._table.header))])

    def _row(self, at: int) -> Callable[[int], list[Line]]:
        column = self._table.header[at]
        cells = [line.cells[at] for line in self._table.rows[:50] if line.cells[at].strip()][:SHOWN]
        field = self._field.get(column, "")
        name, whose = self._fields.get(field, (field, ""))
        said = f"{name} {whose}".strip() if field else "·"

        def lines(width: int) -> list[Line]:
            wide, tone = width // 3, "good" if field else "dim"
            samples = " | ".join(one_line(cell) for cell in cells)
            named = (one_line(column) or "(no name)", "bold" if field else "", wide)
            return [columns(width, [named, (said, tone, wide), (samples, "dim", 0)])]

        return lines

    @on(Rows.Chosen)
    def ask(self, event: Rows.Chosen) -> None:
        """What does this column hold?"""
        column = self._table.header[int(event.key)]
        title = f"{one_line(column) or 'This column'} holds"
        choices = [(field, *self._fields[field]) for field in self._fields]
        pick = FieldScreen(title, choices, self._field.get(column, ""))
        self.app.push_screen(pick, lambda field: self._put(column, field))

    def _put(self, column: str, field: str | None) -> None:
        if field is None:
            return
        self._field = {other: held for other, held in self._field.items() if other != column and held != field}
        if field:
            self._field[column] = field
        self._show()

    def action_save(self) -> None:
        """Hand back what differs from the usual reading, when it holds what cannot be done without."""
        wanted = {field: column for column, field in self._field.items()}
        mapping = {field: column for field, column in wanted.items() if self._usual.get(field) != column}
        mapping |= dict.fromkeys((field for field in self._usual if field not in wanted), "")
        try:
            recognise(self._table.name, self._table.header, self._kind, mapping)
        except ImportRefused as reason:
            said = str(reason).split(": say ")[0]
            self.query_one("#column-said", Static).update(content([], [(said, "late")]))
            return
        self.dismiss(mapping)
