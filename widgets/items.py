"""Lines of a long list that stand for something: a record to edit, a person to call, or a gap to fill."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from planner.book.records import Record
from widgets.palette import Line, fit
from widgets.rows import Row


@dataclass(frozen=True, slots=True)
class Item:
    """One line (two at most); a heading has no key, and the cursor passes over it."""

    key: str | None
    lines: Callable[[int], list[Line]]
    record: Record | None = None
    """What is edited or deleted when the cursor is here."""
    contact: str | None = None
    """Who is meant when a call is logged here."""
    adds: str = ""
    """What Enter adds here, where there is a gap."""
    says: str = ""
    """The line in full, for the panel below the list."""
    leads: str = ""
    """The part of the score that Enter goes to the sources of."""

    @property
    def row(self) -> Row:
        """The item as a row of a list."""
        return Row(self.key, self.lines)


def item(
    key: str,
    line: Callable[[int], Line],
    record: Record | None = None,
    contact: str | None = None,
    adds: str = "",
    says: str = "",
    leads: str = "",
) -> Item:
    """An item of one line."""
    return Item(key, lambda width: [line(width)], record, contact, adds, says, leads)


def blank() -> Item:
    """An empty line."""
    return Item(None, lambda width: [])


def heading(title: str, said: str = "", style: str = "dim") -> list[Item]:
    """An empty line, and a title with what there is to say about all that follows."""

    def line(width: int) -> list[Line]:
        room = width - len(title) - 2
        return [[(fit(title, min(width, len(title))), "title"), ("  ", ""), (fit(said, room).rstrip(), style)]]

    return [blank(), Item(None, line)]


def rows(items: Iterable[Item]) -> list[Row]:
    """Items as rows of a list."""
    return [each.row for each in items]
