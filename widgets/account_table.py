"""The health table's columns: as many as there is room for, the same for the heads and for every line (method §5)."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, overload

from planner.book import Book
from planner.book.records import Account
from planner.method.cadence import open_promises
from planner.method.health import Health
from planner.method.value import value_said
from planner.wording import day as say_day
from planner.wording import one_line, silence
from widgets.health_rows import health_figure, health_style, health_word, raise_cells, track, trend_piece
from widgets.palette import LETTERS, Line, columns
from widgets.rows import Row

Sort = Literal["health", "name", "silence", "value"]
SORTS: tuple[Sort, ...] = ("health", "name", "silence", "value")
SORTED_BY: dict[Sort, str] = {
    "health": "worst health first",
    "name": "by name",
    "silence": "longest silence first",
    "value": "highest value first",
}
NORMAL, WIDE, BROAD = 68, 100, 150
"""Cells from which there is room for more columns."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a line of the table is asked about."""

    book: Book
    today: date
    sort: Sort
    health: Callable[[str], Health | None]
    marked: Callable[[str], bool]


def days_silent(health: Health | None) -> int | None:
    """Calendar days since the last contact; None when there never was one, or health is not reckoned yet."""
    return health.told.figures.silent_calendar if health and health.told else None


def table_heads(width: int, sort: Sort) -> Line:
    """The heads of the columns; an arrow stands at the one by which the table is sorted."""

    def head(title: str, name: str = "") -> str:
        return f"{title} ↓" if name == sort else title

    cells = [
        ("", "dim", 1),
        ("", "dim", 1),
        (head("Name", "name"), "dim", _name(width)),
        (head("Health", "health"), "dim", 9 + _bar(width)),
    ]
    shown = _columns(width, sort)
    if "level" in shown:
        cells.append(("Level", "dim", 12))
    if "trend" in shown:
        cells.append(("Trend", "dim", 5))
    if "weakest" in shown:
        cells.append(("Weakest", "dim", 11))
    if "value" in shown:
        cells.append((head("Value", "value"), "dim", -11))
    cells.append((head("Silence", "silence"), "dim", _silence(width, sort)))
    if width >= WIDE:
        cells.append(("Next step", "dim", 28))
    if width >= BROAD:
        cells.append(("What would raise it most", "dim", 0))
    return columns(width, cells)


class TableRows(Sequence[Row]):
    """The lines of the table, each made when it is asked for: of 10,000 accounts some forty are seen."""

    def __init__(self, asked: Asked, accounts: Sequence[Account]) -> None:
        self._asked, self._accounts = asked, accounts

    def __len__(self) -> int:
        return len(self._accounts)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        """One line, or some."""
        if isinstance(place, slice):
            return TableRows(self._asked, self._accounts[place])
        account = self._accounts[place]
        return Row(account.id, lambda width: [table_line(self._asked, account, width)])


def table_line(asked: Asked, account: Account, width: int) -> Line:
    """One account."""
    health, bar = asked.health(account.id), _bar(width)
    score = health.score if health else None
    tone = health_style(score)
    cells = [
        ("▪" if asked.marked(account.id) else " ", "accent", 1),
        (LETTERS[account.status], account.status, 1),
        (
            one_line(account.name),
            "dim" if account.do_not_call else "bold" if asked.marked(account.id) else "",
            _name(width),
        ),
        (health_figure(score) if health else "", "bold" if score is not None else "dim", -3),
        (track(score or 0, 100, bar) if health else "", tone, bar),
        (health_word(score) if score is not None else "", "dim", 4),
    ]
    shown = _columns(width, asked.sort)
    if "level" in shown:
        cells.append((_level(health), "dim" if score is None else "", 12))
    if "trend" in shown:
        cells.append((*trend_piece(health.trend if health else None), 5))
    if "weakest" in shown:
        cells.append(((health.weakest or "") if health else "", "dim", 11))
    if "value" in shown:
        cells.append((value_said(asked.book, account, asked.today), "bold", -11))
    silent = days_silent(health)
    cells.append(
        (_silent(silent, width) if health else "", "dim" if silent is None else "", _silence(width, asked.sort))
    )
    if width >= WIDE:
        cells.append((*next_words(asked.book, account, asked.today), 28))
    if width >= BROAD:
        cells += raise_cells(health, style="dim") if health else [("", "", 0)]
    return columns(width, cells)


def _columns(width: int, sort: Sort) -> Collection[str]:
    """What stands between health and silence. Where there is little room, the value takes the place of something else."""
    if width < NORMAL:
        return ("value",) if sort == "value" else ("level",)
    if sort != "value":
        return "level", "trend", "weakest"
    return ("level", "trend", "weakest", "value") if width >= BROAD else ("level", "trend", "value")


def _bar(width: int) -> int:
    return 10 if width >= BROAD else 6 if width >= WIDE else 4


def _silence(width: int, sort: Sort) -> int:
    return 9 if width >= WIDE or sort == "silence" else 7


def _silent(days: int | None, width: int) -> str:
    """How long it has been silent; where there is little room, in days."""
    return silence(days) if not days or width >= WIDE else f"{days} d"


def _name(width: int) -> int:
    """The name takes what is left, until there is a column that needs it more."""
    return 34 if width >= BROAD else 0


def _level(health: Health | None) -> str:
    if health is None:
        return ""
    return "no data" if health.score is None else health.level


def next_words(book: Book, account: Account, today: date) -> tuple[str, str]:
    """What comes next with an account, in a few words, and the style to say it in."""
    if account.do_not_call:
        return "do not call", "late"
    steps = open_promises(book, account.id)
    late = next((each for each in steps if each.due < today and each.kind != "retry"), None)
    if late:
        return f"late: {one_line(late.text)}", "late"
    step = next((each for each in steps if each.due >= today), None)
    if step:
        when = "today" if step.due == today else say_day(step.due, today)
        return f"{when}: {one_line(step.text)}", ""
    for until, word in ((account.parked_until, "parked"), (account.snoozed_until, "put off")):
        if until and until > today:
            return f"{word} until {say_day(until, today)}", "dim"
    return "", "dim"
