"""A table's rows under its mapping: for each kind of record the fields that are filled, and the columns left over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Literal

from planner.exchange.aliases import NOISE, OUTLOOK_ABROAD
from planner.exchange.dates import Order, moment_of, order_of
from planner.exchange.headers import Recognised, squashed
from planner.exchange.labels import by_label, labelled
from planner.exchange.money import decimal_mark
from planner.exchange.tables import Table
from planner.exchange.values import is_empty, text_of

Fields = Mapping[str, str]

_DATES = {
    "accounts": ("last_order",),
    "contacts": ("birthday",),
    "opportunities": ("close", "won_on", "lost_on", "stage_on", "created"),
    "activities": ("date", "end", "created"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: kind → field → text, and the columns that we have no field for."""

    line: int
    fields: dict[str, dict[str, str]]
    extra: dict[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """How the cells of one table are to be read: the order of day and month by column, the decimal mark, the zone."""

    orders: Mapping[str, Order]
    mark: Literal[".", ",", ""]
    zone: tzinfo
    this_year: int

    def moment(self, field: str, cell: str) -> date | datetime:
        """The day or aware moment of a cell; ValueError when there is none."""
        return moment_of(cell, self.orders.get(field, "dmy"), self.zone, self.this_year)

    def day(self, field: str, cell: str) -> date:
        """The day of a cell, where the user is; ValueError when there is none."""
        found = self.moment(field, cell)
        return found.astimezone(self.zone).date() if isinstance(found, datetime) else found


def read_rows(table: Table, recognised: Recognised) -> Iterator[Row]:
    """Every row of a table, cleaned; cells that say nothing are left out."""
    at = {column: number for number, column in enumerate(table.header)}
    wanted = [
        (kind, field, [at[column] for column in columns])
        for name, columns in recognised.columns.items()
        for kind, _, field in [name.partition(".")]
        if columns
    ]
    beside = labelled(table.header) if recognised.kind == "contacts" else []
    parts = {each.value for each in beside} | {each.label for each in beside}
    wanted = [
        (kind, field, [n for n in numbers if n not in parts] if kind == "contacts" else numbers)
        for kind, field, numbers in wanted
    ]
    used = {number for *_, numbers in wanted for number in numbers} | parts
    rest = [
        (column, number)
        for column, number in at.items()
        if number not in used and squashed(column) not in NOISE and not column.startswith("column ")
    ]
    second = [(table.header[number], number) for *_, numbers in wanted for number in numbers[1:]]
    for row in table.rows:
        cells = row.cells
        fields: dict[str, dict[str, str]] = {}
        taken: set[int] = set()
        for kind, field, numbers in wanted:
            for number in numbers:
                cell = cells[number]
                if cell and not is_empty(cell):
                    fields.setdefault(kind, {})[field] = text_of(cell)
                    taken.add(number)
                    break
        if beside and (said := by_label(cells, beside)):
            fields["contacts"] = said | fields.get("contacts", {})
        extra = {
            column: text_of(cells[number]) for column, number in rest if cells[number] and not is_empty(cells[number])
        }
        for column, number in second:
            if number not in taken and cells[number] and not is_empty(cells[number]):
                extra[column] = text_of(cells[number])
        yield Row(row.number, fields, extra)


def how_to_read(
    table: Table, recognised: Recognised, dates: Order | None, zone: tzinfo, this_year: int
) -> tuple[Reading, list[str]]:
    """How to read a table's cells, and the columns whose dates can be read both ways (read day first meanwhile)."""
    at = {column: number for number, column in enumerate(table.header)}
    orders: dict[str, Order] = {}
    open_columns: list[str] = []
    undecided: list[str] = []
    for kind, fields in _DATES.items():
        for field in fields:
            for column in recognised.columns.get(f"{kind}.{field}", ()):
                order = order_of(row.cells[at[column]] for row in table.rows)
                if order == "either" and squashed(column) in OUTLOOK_ABROAD:
                    order = "dmy"  # wherever Outlook speaks one of these languages, the day comes first
                if order == "either":
                    open_columns.append(column)
                    undecided.append(field)
                elif order != "unneeded":
                    orders[field] = order
    decided = set(orders.values())
    said: Order | None = dates or (next(iter(decided)) if len(decided) == 1 else None)
    for field in undecided:
        orders.setdefault(field, said or "dmy")
    amounts = recognised.columns.get("opportunities.amount", ())
    mark = decimal_mark(row.cells[at[column]] for column in amounts for row in table.rows)
    return Reading(orders, mark, zone, this_year), [] if said else open_columns
