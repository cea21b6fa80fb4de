"""The whole book written out: CSV per kind or one JSON (both come back by planner import), calendar, cards, a brief.

Every file is written beside its name and moved into place, so that a full disk never leaves half an export.
"""

import csv
import io
import os
import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from planner.book import Book
from planner.book.records import KINDS, Contact, Record
from planner.exchange.companies import DO_NOT_CALL
from planner.exchange.own import cells, document, header
from planner.exchange.refusals import ExportRefused
from planner.exchange.values import guarded
from planner.wording import one_line

CARD_FIELDS = (("title", "TITLE"), ("note", "NOTE"), ("website", "URL"))


def export_csv(book: Book, folder: Path) -> list[Path]:
    """One CSV per kind of record that the book has, in `folder`; the files that were written."""
    written = []
    for kind in KINDS:
        records = _in_order(book, kind)
        if not records:
            continue
        sheet = io.StringIO(newline="")
        writer = csv.writer(sheet, lineterminator="\r\n")
        writer.writerow([guarded(name) for name in header(kind)])
        writer.writerows(cells(record) for record in records)
        written.append(_write(folder / f"{kind.table}.csv", b"\xef\xbb\xbf" + sheet.getvalue().encode()))
    return written


def export_json(book: Book, folder: Path) -> list[Path]:
    """Everything in one file, planner.json."""
    return [_write(folder / "planner.json", document({kind.table: _in_order(book, kind) for kind in KINDS}))]


def _in_order(book: Book, kind: type[Record]) -> Sequence[Record]:
    return sorted(book.collections[kind.table].values(), key=lambda record: record.id)


def export_calendar(book: Book, folder: Path, now: datetime) -> list[Path]:
    """Open promises, and calls with a clock time, as planner.ics: for a telephone's calendar."""
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//planner//EN")
    calendar.add("version", "2.0")
    for promise in sorted(book.promises.values(), key=lambda each: (each.due, each.id)):
        if not promise.open:
            continue
        event = icalendar.Event()
        who = book.account_name(promise.account) or book.contact_name(promise.contact)
        event.add("uid", f"{promise.id}@planner")
        event.add("dtstamp", now)
        event.add("summary", one_line(f"{promise.text} · {who}" if who else promise.text))
        if promise.at:
            event.add("dtstart", promise.at)
            event.add("dtend", promise.at + timedelta(minutes=promise.minutes or 15))
        else:
            event.add("dtstart", promise.due)
            event.add("dtend", promise.due + timedelta(days=1))
            event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return [_write(folder / "planner.ics", calendar.to_ical())]


def export_cards(book: Book, folder: Path) -> list[Path]:
    """All contacts as contacts.vcf (vCard 3.0)."""
    people = sorted(book.contacts.values(), key=lambda person: (person.name, person.id))
    return [_write(folder / "contacts.vcf", "".join(_card(book, person) for person in people).encode())]


def _card(book: Book, person: Contact) -> str:
    first, _, last = person.name.rpartition(" ")
    company = book.account_name(person.account) or person.company
    lines = [f"FN:{_escaped(person.name)}", f"N:{_escaped(last)};{_escaped(first)};;;", f"UID:{person.id}@planner"]
    if company or person.department:
        lines.append(f"ORG:{_escaped(company)}" + (f";{_escaped(person.department)}" if person.department else ""))
    lines += [f"{name}:{_escaped(getattr(person, field))}" for field, name in CARD_FIELDS if getattr(person, field)]
    lines += [f"TEL;TYPE=WORK,VOICE:{_escaped(person.phone)}"] if person.phone else []
    lines += [f"TEL;TYPE=CELL,VOICE:{_escaped(person.mobile)}"] if person.mobile else []
    lines += [f"EMAIL;TYPE=INTERNET:{_escaped(person.email)}"] if person.email else []
    lines += [f"ADR;TYPE=WORK:;;{_escaped(person.address)};;;;"] if person.address else []
    lines += [f"BDAY:{person.birthday.isoformat()}"] if person.birthday else []
    labels = (*person.tags, DO_NOT_CALL) if person.do_not_call else person.tags
    lines += [f"CATEGORIES:{','.join(map(_escaped, labels))}"] if labels else []
    return "\r\n".join(_folded(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD"])) + "\r\n"


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _folded(lines: Iterable[str]) -> Iterable[str]:
    """Lines of at most 75 bytes, cut between letters."""
    for line in lines:
        part, size = "", 0
        for letter in line:
            wide = len(letter.encode("utf-8", "replace"))
            if size + wide > 74:
                yield part
                part, size = " ", 1
            part, size = part + letter, size + wide
        yield part


def write_text(folder: Path, name: str, text: str) -> Path:
    """A text as a file in `folder`, under a name that any system takes."""
    safe = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", name).strip(" .") or "brief.md"
    return _write(folder / safe[-120:], text.encode())


def _write(path: Path, data: bytes) -> Path:
    """A file written whole, readable for its owner only; ExportRefused when the system refuses."""
    aside = path.with_name(f".{path.name}.tmp-{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise ExportRefused(f"{path} is a folder: nothing was written there")
        with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:  # noqa: PTH123  (a descriptor)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True) if path.parent.is_dir() else None
        raise ExportRefused(f"{path} can't be written ({error.strerror or error}): choose another folder") from None
    return path
