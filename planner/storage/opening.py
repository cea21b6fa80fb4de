"""Brings memory in line with the files: at the start, and whenever they are not as we left them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from .appending import JournalOnDisk, read_journal
from .backups import backups_of
from .errors import Damaged, StorageError
from .files import plain, write_whole
from .journal import Entry, read_entries
from .mainfile import MainFile
from .model import NOTHING_NEW, Update
from .upgrading import respect_schema, upgrade

if TYPE_CHECKING:
    from .state import BookFiles


def load(book: BookFiles) -> Update:
    """Reads the files as they are now (under the lock); what is new compared with what memory held."""
    update = _load(book)
    if book.meta.schema < book.schema:
        upgrade(book)
        update = Update([], True)
    book.remember_files()
    return update


def _load(book: BookFiles) -> Update:
    files, paths = book.files, book.paths
    status = files.status(paths.main)
    plain(status, paths.main)
    journal = read_journal(files, paths.journal)
    if status is None or status.st_size == 0:
        return _missing(book, journal, "is missing" if status is None else "is empty")
    main = MainFile.open(files, paths.main)
    if main is not None:
        respect_schema(book, main.meta)
    if main is not None and journal is not None and _fits(main, journal):
        return _take(book, main, journal)
    if main is not None and main.sound() and (journal is None or journal.header is None):
        return _without_journal(book, main, journal)
    from .reconcile import reconcile  # seldom needed, so not at the start of every command

    return reconcile(book, main, journal)


def _fits(main: MainFile, journal: JournalOnDisk) -> bool:
    """Whether the journal continues this main file, and the file is what it was (or has sound checksums still)."""
    header = journal.header
    return header is not None and header.base == main.meta.checkpoint and (header.main == main.identity or main.sound())


def _take(book: BookFiles, main: MainFile, journal: JournalOnDisk) -> Update:
    """The ordinary case: both files are ours and belong together."""
    assert journal.header is not None and journal.live is not None
    known, mark = book.sequence, book.meta.checkpoint
    moved = journal.header.main != main.identity
    ours = _not_in(book, journal)
    book.adopt(main, journal)
    if ours:
        _write_again(book, ours)
        return Update([], True)
    if not journal.live.whole:
        _mend(book, journal)
    elif moved and not book.read_only:
        book.begin_journal(main.meta, book.history_entries(), book.entries)
    return news(book, known, mark)


def _not_in(book: BookFiles, journal: JournalOnDisk) -> list[Entry]:
    """Changes of ours that this journal lacks although it continues the same main file: ours was deleted while we were
    open, and another program has begun a new one since."""
    assert journal.header is not None and journal.live is not None
    header = book.header
    if header is None or book.read_only or header.id == journal.header.id or header.base != journal.header.base:
        return []
    there = {entry.body for entry in journal.live.entries}
    return [entry for entry in book.entries if entry.body not in there]


def _write_again(book: BookFiles, entries: list[Entry]) -> None:
    numbers: dict[int | None, int] = {}  # what an undo takes back has another number now, too
    for entry in entries:
        change, number = entry.change(), book.sequence + 1
        numbers[entry.number] = number
        book.apply_entry(Entry.from_change(replace(change, number=number, of=numbers.get(change.of, change.of))))
    book.renew_journal()
    book.notices.append(
        f"The journal of {book.paths.name} was deleted by another program; {count(len(entries), 'change')} of yours "
        "that it held were written again, and nothing is lost."
    )


def news(book: BookFiles, known: int, mark: str) -> Update:
    """What is new in `book` for someone who knew change `known` of the version `mark`."""
    if mark in (book.meta.checkpoint, *book.meta.lineage) and known <= book.sequence:
        fresh = [entry for entry in book.history_entries(including_live=True) if entry.number > known]
        if len(fresh) == book.sequence - known:
            return Update([entry.change() for entry in fresh], False)
    return Update([], True)


def _mend(book: BookFiles, journal: JournalOnDisk) -> None:
    """A journal with lines that can't be trusted: says so, keeps it if it may hold something, writes it anew."""
    assert journal.live is not None
    if journal.live.damaged:
        kept = keep_aside(book, journal.data, book.paths.journal, "damaged")
        book.notices.append(
            f"{count(journal.live.damaged, 'saved change')} could not be read back, because the journal is damaged; "
            f"{count(len(journal.live.entries), 'later change')} could. "
            + (f"The damaged file is kept as {kept}." if kept else "Nothing was written.")
        )
    elif journal.live.torn and (book.lock.held or not book.read_only):  # else it may be just being written
        book.notices.append(
            "A change that was being saved when a program stopped was not complete and was left out; "
            "it had not been confirmed."
        )
    if not book.read_only:
        book.renew_journal()


def count(number: int, thing: str) -> str:
    """A number with its noun: "1 change", "3 changes"."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _missing(book: BookFiles, journal: JournalOnDisk | None, how: str) -> Update:
    """No main file, or an empty one: writes it again from memory, begins a new book, or refuses."""
    name = book.paths.name
    if book.main is not None and book.main.sound() and not book.read_only:
        absorb(book, journal)
        book.fold(over=book.status_identity())
        book.notices.append(f"{name} {how.replace('is', 'was')}; it was written again, and nothing is lost.")
        return NOTHING_NEW
    copies = backups_of(book.files, book.paths)
    if book.main is None and journal is None and not copies and not book.read_only:
        book.begin()
        return Update([], True)
    if journal is None and not copies:
        raise StorageError(f"There is no book at this place: {name} {how}.", "Name another book, or make one there.")
    newest = book.best_backup(journal.header.book if journal and journal.header else "")
    raise Damaged(
        f"{name} {how}, but {'its journal is' if journal else 'backups are'} there. Nothing was changed.",
        f"Run: planner restore {newest}"
        if newest
        else f"Put {name} back in its place; delete nothing that lies beside it.",
    )


def absorb(book: BookFiles, journal: JournalOnDisk | None) -> None:
    """Adds what others have appended to our journal to what memory holds."""
    if journal and journal.header and journal.live and book.header and journal.header.id == book.header.id:
        for entry in journal.live.entries:
            if entry.number > book.sequence:
                book.apply_entry(entry)


def _without_journal(book: BookFiles, main: MainFile, journal: JournalOnDisk | None) -> Update:
    """The main file is sound, its journal is missing or its first line damaged."""
    name = book.paths.name
    known, mark = book.sequence, book.meta.checkpoint
    kept = keep_aside(book, journal.data, book.paths.journal, "damaged") if journal else ""
    if book.main is not None and book.main.identity == main.identity:  # while we have it open: memory knows it all
        if not book.read_only:
            book.renew_journal()
        book.notices.append(
            f"The journal of {name} was {'damaged' if journal else 'deleted'} by another program; "
            "it was written again, and nothing is lost."
        )
        return NOTHING_NEW
    book.adopt(main, None)
    if journal is not None:
        saved = _salvage(journal.data, main.meta.sequence)
        for entry in saved:
            book.apply_entry(entry)
        book.notices.append(
            f"The journal of {name} was damaged in its first line: {count(len(saved), 'change')} could be read and "
            f"taken in. The damaged file is kept as {kept}."
        )
        if not book.read_only:
            book.fold()
    else:
        book.notices.append(
            f"{name} had no journal beside it: it opened as it was last written out. "
            "If there were newer changes, they were in the journal and are not here: put it back to have them."
        )
        if not book.read_only:
            book.begin_journal(main.meta, [])
    return news(book, known, mark)


def _salvage(data: bytes, after: int) -> list[Entry]:
    """Changes that can be trusted although the header can't: their seals fit the id that it names."""
    first, _, rest = data.partition(b"\n")
    for found in re.finditer(rb'"([0-9a-f]{16})"', first):
        entries = read_entries(rest, found[1], 0).entries
        if entries:
            return [entry for entry in entries if entry.number > after]
    return []


def keep_aside(book: BookFiles, data: bytes, path: str, why: str) -> str:
    """A copy of a file that is about to be replaced; the name under which it is kept ("" when we only read)."""
    if book.read_only:
        return ""
    target = book.paths.aside(book.files, path, why, book.now())
    write_whole(book.files, target, data)
    return Path(target).name
