"""The main file is not the one that we wrote: an editor, a sync tool or another book has been at it.

Nothing is thrown away: a version that does not stay is kept in the folder of backups, a record that was changed on both
sides stays as ours and theirs is kept in a file of conflicts, and what was taken in can be taken back with undo.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import orjson
from msgspec.structs import replace

from .appending import JournalOnDisk
from .codec import documents_of, whole_file
from .errors import Damaged
from .files import read_whole, write_whole
from .journal import Entry, read_entries, sealed
from .keeping import keep_copy, last_copy, write_version
from .mainfile import META, MainFile, Meta
from .model import Change, Update
from .opening import absorb, count, news
from .upgrading import respect_schema
from .versions import Version

if TYPE_CHECKING:
    from .state import BookFiles

Tables = dict[str, dict[int, bytes]]


def reconcile(book: BookFiles, main: MainFile | None, journal: JournalOnDisk | None) -> Update:
    """Takes in the file at the book's path, as far as it can be; Damaged when it can't and memory has nothing better."""
    here = book.status_identity()
    ours = _ours(book, main)
    if ours is not None:
        absorb(book, journal)
        ours = _ours(book, main)
    try:
        theirs = _theirs(book, main)
    except Damaged as error:
        if ours is None or book.read_only:
            raise Damaged(f"{error} Nothing was changed.", _restore_hint(book, journal)) from None
        return _write_ours_again(book, here, "damaged", f"overwrote {book.paths.name} with something unreadable")
    header, live = (journal.header, journal.live) if journal else (None, None)
    entries = live.entries if live else []
    meta, known = theirs.meta, book.meta if ours else None
    if meta is not None:
        respect_schema(book, meta)
    if meta is None or (header is not None and meta.book != header.book):
        return _another_book(book, theirs, journal, ours, here)
    assert header is not None or journal is None
    if header is not None and _folded_in(meta, header.id, entries) and theirs.main is not None:
        return _finish_checkpoint(book, theirs.main, journal)
    if header is not None and meta.checkpoint in header.lineage:
        if ours is not None and not book.read_only:
            return _write_ours_again(book, here, "older", f"put an older copy in the place of {book.paths.name}")
        return _older(book, theirs, journal, here)
    apart = header is not None and header.base not in (meta.checkpoint, *meta.lineage)
    return _merge(book, theirs, journal, ours, here, apart=apart and known is not None)


def _ours(book: BookFiles, main: MainFile | None) -> Version | None:
    """What memory holds, if its older part can still be read (a file that was renamed over can)."""
    if book.main is None or (main is not None and main.identity == book.main.identity) or not book.main.sound():
        return None
    return Version(book.main, {name: dict(rows) for name, rows in book.overlay.items()}, book.meta)


def _theirs(book: BookFiles, main: MainFile | None) -> Version:
    if main is not None and main.sound():
        return Version(main, {}, main.meta)
    tables = whole_file(read_whole(book.files, book.paths.main), book.paths.name)
    about = tables.pop(META, {}).get(1)
    meta = Meta.of(orjson.loads(about)) if about else None
    return Version(None, {name: dict(rows) for name, rows in tables.items()}, meta)


def _restore_hint(book: BookFiles, journal: JournalOnDisk | None) -> str:
    newest = book.best_backup(journal.header.book if journal and journal.header else "")
    return f"Run: planner restore {newest}" if newest else "There is no backup; the file is as it was found."


def _write_ours_again(book: BookFiles, here: tuple[int, int, int] | None, why: str, what: str) -> Update:
    kept = keep_copy(book, why)
    book.fold(over=here)
    book.notices.append(
        f"Another program {what}. Your book was written again and nothing of it is lost; the other file is {kept}."
    )
    return Update([], False)


def _folded_in(meta: Meta, journal_id: str, entries: list[Entry]) -> bool:
    """Whether the main file already holds exactly this journal: a checkpoint was cut short between its two renames."""
    if len(meta.folded) != 3 or meta.folded[0] != journal_id:
        return False
    inside = [entry for entry in entries if entry.number <= meta.sequence]
    text = sealed(inside, journal_id.encode("ascii"))
    return [len(text), f"{zlib.crc32(text):08x}"] == meta.folded[1:]


def _finish_checkpoint(book: BookFiles, main: MainFile, journal: JournalOnDisk | None) -> Update:
    assert journal is not None and journal.header is not None and journal.live is not None
    known, mark = book.sequence, book.meta.checkpoint
    past = read_entries(journal.past, journal.header.salt, 0).entries
    book.adopt(main, None)
    book.set_history([*past, *journal.live.entries])
    if not book.read_only:
        book.begin_journal(main.meta, book.history_worth_keeping())
    return news(book, known, mark)


def _another_book(
    book: BookFiles,
    theirs: Version,
    journal: JournalOnDisk | None,
    ours: Version | None,
    here: tuple[int, int, int] | None,
) -> Update:
    """A book that this journal has nothing to do with, or a plain TinyDB file: it is opened, ours is kept."""
    name, kept = book.paths.name, []
    if not book.read_only:
        if ours is not None:
            kept.append(f"the book that was open is {write_version(book, ours)}")
        elif journal is not None and (journal.live is None or journal.live.entries):
            target = book.paths.aside(book.files, book.paths.journal, "foreign", book.now())
            write_whole(book.files, target, journal.data)
            kept.append(f"the journal, which belongs to another book, is {Path(target).name}")
        if ours is None and journal and journal.header and (last := last_copy(book, journal.header.book)):
            kept.append(f"the last copy of the one before is {last}")
    if kept or ours is not None:
        book.notices.append(f"{name} is another book than before. It was opened as it is; {', '.join(kept)}.")
    meta = theirs.meta or Meta(schema=book.schema)
    _settle(book, theirs, replace(meta, lineage=meta.lineage), [], [], here)
    return Update([], True)


def _older(
    book: BookFiles, theirs: Version, journal: JournalOnDisk | None, here: tuple[int, int, int] | None
) -> Update:
    """An older version of the book was put back while it was closed: what the journal still knows comes back."""
    assert theirs.meta is not None and journal is not None and journal.header is not None and journal.live is not None
    past = read_entries(journal.past, journal.header.salt, 0).entries
    later = [entry for entry in [*past, *journal.live.entries] if entry.number > theirs.meta.sequence]
    newest = max([journal.header.sequence, *(entry.number for entry in later)])
    lost = newest - theirs.meta.sequence - len(later)
    for entry in later:
        theirs.apply(entry.change())
    book.notices.append(
        f"{book.paths.name} was replaced by an older copy; {count(len(later), 'later change')} came back from the journal"
        + (f", {lost} were not there any more: look at planner restore." if lost else ", so nothing is lost.")
    )
    _settle(book, theirs, theirs.meta, past, journal.live.entries, here, at_least=newest + 1)
    return Update([], True)


def _merge(
    book: BookFiles,
    theirs: Version,
    journal: JournalOnDisk | None,
    ours: Version | None,
    here: tuple[int, int, int] | None,
    *,
    apart: bool,
) -> Update:
    """Their version with our changes since the common one; `apart`: also with records that only ours had."""
    assert theirs.meta is not None
    live = journal.live.entries if journal and journal.live else []
    header = journal.header if journal else None
    past = read_entries(journal.past, header.salt, 0).entries if journal and header else []
    kept = "" if book.read_only else keep_copy(book, "edited")
    conflicts = _put_ours_on(theirs, live)
    if apart and ours is not None:
        conflicts |= _unite(theirs, ours)
    newest = max([theirs.meta.sequence, header.sequence if header else 0, *(entry.number for entry in live)])
    outside = _difference(book, ours, theirs, newest + 1) if ours else None
    entries = [*live, Entry.from_change(outside)] if outside else live
    meta = theirs.meta
    if header is not None and header.base not in (meta.checkpoint, *meta.lineage):
        meta = replace(meta, lineage=[header.base, *meta.lineage])
    book.notices.append(
        f"{book.paths.name} was changed by another program{_what(outside)}. It was taken in, and your own changes were "
        f"kept." + (f" The file as it was found is {kept}." if kept else "")
    )
    _report_conflicts(book, conflicts)
    _settle(book, theirs, meta, past, entries, here, at_least=newest + 1)
    return Update([outside], False) if outside else Update([], True)


def _what(outside: Change | None) -> str:
    if outside is None:
        return ""
    written = sum(len(rows) for rows in outside.put.values())
    deleted = sum(len(ids) for ids in outside.delete.values())
    return f" ({count(written, 'record')} written, {deleted} deleted; undo takes it back)"


def _put_ours_on(theirs: Version, live: list[Entry]) -> Tables:
    """Our changes since the common version on top of theirs; where both changed a record, what theirs said."""
    first: dict[tuple[str, int], bytes | None] = {}
    last: dict[tuple[str, int], bytes | None] = {}
    for entry in live:
        change = entry.change()
        for table, rows in change.before.items():
            for doc_id, before in rows.items():
                first.setdefault((table, doc_id), before)
                last[table, doc_id] = change.put.get(table, {}).get(doc_id)
    conflicts: Tables = {}
    for (table, doc_id), base in first.items():
        mine, other = last[table, doc_id], theirs.get(table, doc_id)
        if other not in (base, mine) and other is not None:
            conflicts.setdefault(table, {})[doc_id] = other
        if other != mine:
            theirs.put(table, doc_id, mine)
    return conflicts


def _unite(theirs: Version, ours: Version) -> Tables:
    """Two versions without a common one that we know: every record of either; ours where both differ."""
    conflicts: Tables = {}
    for table in ours.tables():
        for doc_id, raw in ours.rows(table):
            other = theirs.get(table, doc_id)
            if other is not None and other != raw:
                conflicts.setdefault(table, {})[doc_id] = other
            if other != raw:
                theirs.put(table, doc_id, raw)
    return conflicts


def _difference(book: BookFiles, ours: Version, merged: Version, number: int) -> Change | None:
    """What the outside did, as a change that undo can take back."""
    put: Tables = {}
    delete: dict[str, list[int]] = {}
    before: dict[str, dict[int, bytes | None]] = {}
    for table in ours.tables() | merged.tables():
        was, now = dict(ours.rows(table)), dict(merged.rows(table))
        for doc_id, raw in now.items():
            if was.get(doc_id) != raw:
                put.setdefault(table, {})[doc_id] = raw
                before.setdefault(table, {})[doc_id] = was.get(doc_id)
        for doc_id in was.keys() - now.keys():
            delete.setdefault(table, []).append(doc_id)
            before.setdefault(table, {})[doc_id] = was[doc_id]
    if not before:
        return None
    label = f"Changes made to {book.paths.name} by another program"
    return Change(number, book.moment(), label, put, delete, before)


def _report_conflicts(book: BookFiles, conflicts: Tables) -> None:
    number = sum(len(rows) for rows in conflicts.values())
    if not number:
        return
    where = ""
    if not book.read_only:
        target = book.paths.aside(book.files, book.paths.main, "conflicts", book.now()) + ".json"
        write_whole(book.files, target, documents_of(conflicts))
        where = f"; theirs are in {Path(target).name}"
    book.notices.append(
        f"{count(number, 'record')} {'was' if number == 1 else 'were'} changed here and there. Yours stayed{where}."
    )


def _settle(
    book: BookFiles,
    version: Version,
    meta: Meta,
    past: list[Entry],
    live: list[Entry],
    here: tuple[int, int, int] | None,
    at_least: int = 0,
) -> None:
    """Makes a version the book's state, and writes it (unless the book is only read)."""
    book.take_version(version.main, version.overlay, meta, max(meta.sequence, at_least))
    book.set_history([*past, *live])
    if not book.read_only:
        book.fold(over=here)
