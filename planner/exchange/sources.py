"""A path → what it holds: a table, address cards, a calendar, or a book that we wrote ourselves; or one line why it can't be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from planner.exchange.encodings import Text, decode
from planner.exchange.headers import OWN, known_names, recognise
from planner.exchange.refusals import ImportRefused
from planner.exchange.rows import Row
from planner.exchange.tables import Table, read_table
from planner.wording import one_line

LARGEST = 1 << 29
"""Bytes: half a gigabyte is no list of customers."""

Format = Literal["table", "own table", "cards", "calendar", "book"]


@dataclass(frozen=True, slots=True)
class Source:
    """One file, read. Of `table`, `cards`, `events` and `document` the one that its format names is filled."""

    path: Path
    name: str
    format: Format
    encoding: str
    delimiter: str = ""
    table: Table | None = None
    cards: tuple[Row, ...] = ()
    events: Any = None
    """A calendar, as planner.exchange.calendars reads it."""
    document: Mapping[str, Any] = field(default_factory=dict)
    refused: tuple[tuple[int, str], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def kind(self) -> str | None:
        """What its rows seem to be; None when the user has to say it."""
        if self.format != "table" or self.table is None:
            return {"cards": "contacts", "calendar": "meetings"}.get(self.format, "book")
        try:
            return recognise(self.name, self.table.header).kind
        except ImportRefused:
            return None

    @property
    def read_as(self) -> str:
        """How it was read, in words."""
        if self.table:
            return self.table.read_as
        what = {"cards": "address cards", "calendar": "calendar", "book": "a book written by planner export"}
        return f"{self.encoding}, {what[self.format]}"


def read_source(path: Path) -> Source:
    """What is in a file. Raises ImportRefused: one line that says what, where and what to do."""
    name = one_line(path.name) or str(path)
    try:
        if path.is_dir():
            raise ImportRefused(f"{name} is a folder: name the files in it")
        if path.stat().st_size > LARGEST:
            raise ImportRefused(f"{name} is larger than {LARGEST >> 20} MB: split it first")
        data = path.read_bytes()
    except FileNotFoundError:
        raise ImportRefused(f"there is no file {one_line(str(path))}: check the name") from None
    except (OSError, ValueError) as error:
        raise ImportRefused(f"{name} can't be read ({getattr(error, 'strerror', None) or error})") from None
    return read_bytes(data, name, path)


def read_bytes(data: bytes, name: str, path: Path | None = None) -> Source:
    """What some bytes hold, under the name of their file (see read_source)."""
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise ImportRefused(f"{name} is empty: nothing was read")
    text = decode(data, name)
    where = path or Path(name)
    start = text.text[:4096].lstrip()
    if start[:12].upper().startswith("BEGIN:VCARD"):
        from planner.exchange.vcards import read_cards

        cards, refused = read_cards(data, text, name)
        return Source(where, name, "cards", text.encoding, cards=cards, refused=refused, notes=text.notes)
    if (
        start[:16].upper().startswith(("BEGIN:VCALENDAR", "BEGIN:VEVENT", "BEGIN:VTIMEZONE"))
        or where.suffix.lower() == ".ics"
    ):
        from planner.exchange.calendars import read_calendar

        calendar = read_calendar(data, name)
        return Source(
            where, name, "calendar", text.encoding, events=calendar, refused=calendar.refused, notes=text.notes
        )
    if start[:1] in ("{", "["):
        return _json(text, name, where)
    return _table(text, name, where)


def _json(text: Text, name: str, path: Path) -> Source:
    from planner.exchange.own import read_document

    return Source(path, name, "book", text.encoding, document=read_document(text.text, name), notes=text.notes)


def _table(text: Text, name: str, path: Path) -> Source:
    if path.suffix.lower() in (".html", ".htm", ".xml") or text.text.lstrip()[:5].lower() in (
        "<html",
        "<?xml",
        "<!doc",
    ):
        raise ImportRefused(f"{name} is a web page or XML, no table: export it as CSV")
    table = read_table(text, name, known_names)
    own = bool(OWN.fullmatch(table.header[0]))
    return Source(
        path, name, "own table" if own else "table", table.encoding, table.delimiter, table=table,
        refused=table.refused, notes=table.notes,
    )  # fmt: skip
