"""One file on its way in: what it was recognised as, how its cells are read, and which rows go to which kind of record."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from planner.exchange.dates import Order
from planner.exchange.headers import KINDS, Recognised, fingerprint, recognise
from planner.exchange.plans import Question
from planner.exchange.refusals import ImportRefused
from planner.exchange.remembered import Remembered
from planner.exchange.rows import Reading, Row, how_to_read, read_rows
from planner.exchange.sources import Source
from planner.wording import listing


@dataclass(slots=True)
class Batch:
    """A file of rows, with all that is needed to make records of them."""

    source: Source
    kind: str
    program: str
    """Whose export it is, "" when that is not known."""
    columns: dict[str, tuple[str, ...]]
    fingerprint: str
    reading: Reading
    rows: list[Row] | None
    """As they were read; None while they have not been."""
    questions: list[Question] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The file's name."""
        return self.source.name

    @property
    def family(self) -> str:
        """What the ids of this program begin with; lists of no known program by their columns."""
        if self.program.startswith("Salesforce"):
            return "salesforce"
        return self.program.split()[0].casefold() if self.program else f"csv-{self.fingerprint}"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of record that its rows hold."""
        held = {name.split(".")[0] for name, columns in self.columns.items() if columns}
        return tuple(kind for kind in KINDS if kind == self.kind or kind in held)

    @property
    def steps(self) -> int:
        """How many steps there are to take, for showing progress."""
        known = self.source.table.rows if self.source.table else self.source.cards
        return len(known) * len(self.kinds) if self.kind in KINDS else 1

    def read(self) -> Iterator[Row]:
        """The rows: read one by one the first time, so that progress can be shown meanwhile."""
        if self.rows is not None:
            yield from self.rows
            return
        assert self.source.table is not None
        rows: list[Row] = []
        for row in read_rows(self.source.table, Recognised(self.program, self.kind, self.columns)):
            rows.append(row)
            yield row
        self.rows = rows if len(self.kinds) > 1 else []


def open_batch(
    source: Source,
    before: Remembered | None,
    kind: str | None,
    mapping: Mapping[str, str],
    dates: Order | None,
    now: datetime,
) -> Batch:
    """A file recognised and ready to be planned; ImportRefused when it can't be told what it holds."""
    if now.tzinfo is None:
        raise ValueError("an import needs an aware moment")
    if kind is not None and kind not in KINDS and source.format == "table":
        raise ImportRefused(f'"{kind}" is no kind of row: use {listing(list(KINDS), 4).replace(" and ", " or ")}')
    plain = Reading({}, "", now.tzinfo, now.year)
    if source.format == "table":
        assert source.table is not None
        if before and not mapping and not kind:
            kind, mapping = before.kind or None, before.mapping
        found = recognise(source.name, source.table.header, kind, mapping)
        return _table(source, found, dates, now)
    if source.format == "cards":
        columns: dict[str, tuple[str, ...]] = {"contacts.name": ("FN",), "contacts.account": ("ORG",)}
        return Batch(source, "contacts", "vCard", columns, "", plain, list(source.cards))
    return Batch(source, "meetings" if source.format == "calendar" else "book", "", {}, "", plain, [])


def _table(source: Source, found: Recognised, dates: Order | None, now: datetime) -> Batch:
    table = source.table
    assert table is not None and now.tzinfo is not None
    reading, open_columns = how_to_read(table, found, dates, now.tzinfo, now.year)
    batch = Batch(source, found.kind, found.source, found.columns, fingerprint(table.header), reading, None)
    if open_columns:
        columns = listing([f'"{column}"' for column in open_columns])
        text = (
            f"{source.name}: the dates in {columns} can be read both ways: say --dates dmy (day first) or --dates mdy"
        )
        batch.questions.append(Question("dates", source.name, table.header_line, text))
    if found.source:
        batch.notes.append(f"recognised as {found.kind} of {found.source}")
    else:
        batch.notes.append(f"recognised as {found.kind}")
    return batch
