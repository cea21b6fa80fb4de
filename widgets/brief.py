"""The brief: what one wants in the ten seconds before the phone is picked up (method §2, §4, §6)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import dropwhile

from msgspec import Struct
from textual.widgets import Static

from planner.book import Book
from planner.book.records import Account, Contact
from planner.method.calls import Call
from planner.settings import Settings
from widgets.palette import Line, content


class BriefOf(Struct, frozen=True):
    """Whom the brief is about, and for which call."""

    account: Account | None
    contact: Contact | None
    call: Call | None


class Brief(Static):
    """The panel beside the calls."""

    DEFAULT_CSS = """
    Brief { height: auto; padding: 0 1; }
    """
    _shown: tuple[Line, ...] = ()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._brief: Callable[[int], Iterator[Line]] = _nothing

    def show(self, book: Book, settings: Settings, now: datetime, of: BriefOf | None, warm: Sequence[str] = ()) -> None:
        """The brief of a call; an empty panel when there is none."""
        self._brief = _words(book, settings, now, of, warm) if of else _nothing
        self.on_resize()

    def on_resize(self) -> None:
        """Lay the words out for the width there is."""
        lines = tuple(dropwhile(lambda line: not line, self._brief(max(24, self.size.width or 40))))
        if lines != self._shown:
            self._shown = lines
            self.update(content(*lines))


def _nothing(width: int) -> Iterator[Line]:
    yield from ()


def _words(
    book: Book, settings: Settings, now: datetime, of: BriefOf, warm: Sequence[str]
) -> Callable[[int], Iterator[Line]]:
    """The lines for any width; the rules they ask are imported once there is somebody to tell of."""
    from widgets.brief_lines import brief_lines

    return lambda width: brief_lines(book, settings, now, of, width, warm)
