"""A book's files and what memory holds of them: taking them in, and writing them anew from memory."""

from __future__ import annotations

import contextlib
import os
import zlib
from collections.abc import Callable, Sequence
from typing import Any, Final

from msgspec.structs import replace

from .appending import Appender, JournalOnDisk
from .backups import best_backup, keep_previous
from .documents import Clock, Documents
from .errors import Damaged, StorageError
from .files import OsFiles, identity, temporary
from .journal import Entry, Header, Identity, read_entries, sealed, worth_keeping
from .lock import BookLock, Session
from .mainfile import MainFile, Meta
from .model import Update
from .paths import Paths
from .writer import write_main

Tables = dict[str, dict[int, dict[str, Any]]]
Migrate = Callable[[int, Tables], Tables]

UNDO_DEPTH: Final = 100  # changes that can be taken back after a checkpoint
_RECENT: Final = 256 * 1024  # bytes of newest lines that a new journal carries on, for others to catch up
_LINEAGE: Final = 64


class BookFiles(Documents):
    """The documents of a book on disk. Whoever calls these methods holds the book's lock."""

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        files: OsFiles | None = None,
        schema: int = 1,
        app: str = "planner",
        read_only: bool = False,
        now: Clock | None = None,
        migrate: Migrate | None = None,
    ) -> None:
        super().__init__(now)
        self.paths = Paths.of(path)
        self.files = files or OsFiles()
        self.schema, self.app, self.migrate = schema, app, migrate
        self.read_only = read_only
        self.notices: list[str] = []
        self.header: Header | None = None  # of the journal that we append to
        self.meta = Meta()
        self.lock = BookLock(self.files, self.paths.lock)
        self.session: Session | None = None
        self.appender = Appender(self.files, self.paths)
        self.closed = False
        self._past_bytes = b""
        self._past: list[Entry] | None = []
        self._tail = (0, 0)  # the journal's end as we know it, and the change that ends there
        self._line_end = 0
        self._complaint = ""
        self._seen: object = None  # the files as they were when we read them last

    def adopt(self, main: MainFile, journal: JournalOnDisk | None) -> None:
        """Takes the files as the whole truth; what memory held is forgotten."""
        self.main, self.meta, self.overlay, self.entries = main, main.meta, {}, []
        self.sequence = main.meta.sequence
        self.header, self._past_bytes, self._past = None, b"", []
        self._tail, self.appender.inode = (0, self.sequence), 0
        if journal is not None and journal.header is not None and journal.live is not None:
            self.header, self._past_bytes, self._past = journal.header, journal.past, None
            self.appender.inode = journal.inode
            self.take_in(journal.live.entries, len(journal.data))

    def take_in(self, entries: list[Entry], end: int) -> Update:
        """Applies entries that are in the journal on disk, which ends at `end`."""
        for entry in entries:
            Documents._apply(self, entry)
        self._tail = (end, self.sequence)
        return Update([entry.change() for entry in entries], False)

    def take_version(
        self, main: MainFile | None, overlay: dict[str, dict[int, bytes | None]], meta: Meta, sequence: int
    ) -> None:
        """Takes a state that was put together in memory; it has no journal until the next `fold`."""
        self.main, self.overlay, self.meta, self.sequence = main, overlay, meta, sequence
        self.header, self._past_bytes, self._past, self.entries = None, b"", [], []
        self._tail = (0, sequence)

    def set_history(self, entries: list[Entry]) -> None:
        """Changes that are part of the state already, to be taken back or shown."""
        self._past, self._past_bytes = entries, b""

    def history_entries(self, *, including_live: bool = False) -> list[Entry]:
        """Older changes that the journal carries on, oldest first."""
        everything = self._all_entries()
        return everything if including_live else everything[: len(everything) - len(self.entries)]

    def history_worth_keeping(self) -> list[Entry]:
        """What a new journal carries on of them."""
        return worth_keeping(self._all_entries(), UNDO_DEPTH, _RECENT)

    def _all_entries(self) -> list[Entry]:
        if self._past is None:
            assert self.header is not None
            self._past = read_entries(self._past_bytes, self.header.salt, 0).entries
        return [*self._past, *self.entries] if self._past else self.entries

    def apply_entry(self, entry: Entry) -> None:
        """A change that is not in our journal's file (yet)."""
        Documents._apply(self, entry)

    def remember_files(self) -> None:
        """Notes the files as they are, for one who only reads."""
        self._seen = self._look()

    def _look(self) -> list[Identity | None]:
        found = (self.files.status(self.paths.main), self.files.status(self.paths.journal))
        return [identity(status) if status else None for status in found]

    def best_backup(self, book: str = "") -> str:
        """The copy to go back to, as the user can name it; "" when there is none that reads well."""
        best = best_backup(self.files, self.paths, book)
        return f"backups/{best.name}" if best else ""

    def status_identity(self) -> Identity | None:
        """The main file as it lies on disk now, so that it may be replaced."""
        status = self.files.status(self.paths.main)
        return identity(status) if status else None

    def moment(self) -> str:
        """Now, as it is written down."""
        return self._moment()

    def begin(self) -> None:
        """A new, empty book."""
        self.meta = Meta(app=self.app, schema=self.schema)
        self.fold(over=self.status_identity())

    def fold(self, *, keep_history: bool = True, over: Identity | None = None) -> None:
        """The checkpoint itself, under the lock, from memory as it is; `over`: the file that may be replaced."""
        if self.main is not None and not self.main.sound():
            raise Damaged(f"{self.paths.name} is damaged: a checksum does not fit.", "Run: planner check")
        old = self.header
        live = sealed(self.entries, old.salt) if old else b""
        meta = Meta(
            app=self.app,
            schema=self.meta.schema,
            book=self.meta.book or os.urandom(8).hex(),
            sequence=self.sequence,
            checkpoint=os.urandom(8).hex(),
            lineage=[mark for mark in [self.meta.checkpoint, *self.meta.lineage] if mark][:_LINEAGE],
            folded=[old.id, len(live), f"{zlib.crc32(live):08x}"] if old else [],
        )
        self._write_main(meta, over or (self.main.identity if self.main else None))
        kept = self.history_worth_keeping() if keep_history else []
        self.begin_journal(meta, kept)
        main = MainFile.open(self.files, self.paths.main)
        assert main is not None
        self.main, self.meta, self.overlay = main, main.meta, {}

    def _write_main(self, meta: Meta, expected: Identity | None) -> None:
        beside = temporary(self.paths.main)
        try:
            write_main(self.files, beside, meta, self.main, self.overlay)
            now = self.files.status(self.paths.main)
            if now is not None and identity(now) != expected:
                raise StorageError(
                    f"{self.paths.name} was replaced by another program at this moment.", "Nothing is lost; try again."
                )
            if self.main is not None and expected == self.main.identity:
                keep_previous(self.files, self.paths)
            self.files.replace(beside, self.paths.main)
        except BaseException:
            with contextlib.suppress(OSError):
                self.files.remove(beside)
            raise
        self.files.sync_folder(self.paths.folder)

    def begin_journal(self, meta: Meta, kept: list[Entry], live: Sequence[Entry] = ()) -> None:
        """A new journal behind the main file on disk; it carries on `kept`, and `live` which are not in that file."""
        status = self.files.status(self.paths.main)
        assert status is not None
        header = Header(
            id=os.urandom(8).hex(),
            book=meta.book,
            base=meta.checkpoint,
            sequence=meta.sequence,
            schema=meta.schema,
            lineage=meta.lineage,
            main=identity(status),
        )
        past = sealed(kept, header.salt)
        header = replace(header, history=len(past))
        text = header.line() + past + sealed(list(live), header.salt)
        self.appender.rewrite(text)
        self.header, self._past_bytes, self._past, self.entries = header, past, kept, list(live)
        self._tail = (len(text), self.sequence)

    def renew_journal(self) -> None:
        """Writes the journal into a fresh file, from memory."""
        text = self._journal_text()
        self.appender.rewrite(text)
        self._tail = (len(text), self.sequence)

    def _journal_text(self) -> bytes:
        """The journal as it should be, from memory."""
        assert self.header is not None
        return self.header.line() + self._past_bytes + sealed(self.entries, self.header.salt)
