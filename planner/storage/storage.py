"""A TinyDB storage that can't lose what it acknowledged: a main file, a journal after it, a lock per change."""

from __future__ import annotations

import contextlib
import os
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from .appending import Appender, JournalOnDisk
from .backups import backups_of, keep_previous
from .documents import Clock, Documents
from .errors import Damaged, NotSaved, StorageError, in_words, remedy
from .files import OsFiles, identity, read_whole, temporary
from .journal import Entry, Header, Identity, read_entries, sealed, worth_keeping
from .lock import BookLock, Session
from .mainfile import MainFile, Meta
from .model import NOTHING_NEW, Update
from .opening import load
from .paths import Paths
from .writer import write_main

Tables = dict[str, dict[int, dict[str, Any]]]
Migrate = Callable[[int, Tables], Tables]

UNDO_DEPTH: Final = 100  # changes that can be taken back after a checkpoint
_RECENT: Final = 256 * 1024  # bytes of newest lines that a new journal carries on, for others to catch up
_LINEAGE: Final = 64
_SMALL_BOOK: Final = 4 << 20  # a book up to this size is written anew on each clean exit
_JOURNAL_LIMIT: Final = 8 << 20  # a journal beyond this is folded into the main file even while working


class JournalStorage(Documents):
    """Documents on disk. `load` brings memory in line with the files, `_keep` adds a line, `checkpoint` folds."""

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

    # One change

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        """Lock, then catch up; afterwards fold an overgrown journal."""
        if self.closed:
            raise NotSaved("Not saved: the book is closed.", "Open it again.")
        if self.read_only:
            raise NotSaved(
                f"Not saved: {self.paths.name} is open for reading only.",
                "Make the book and its folder writable (or update Planner, if it is too old for it), then open it again.",
            )
        with self._told_as_not_saved(), self.lock:
            update = self._catch_up()
            if update and self.listener:
                self.listener(update)
            yield
            if self._tail[0] - len(self._past_bytes) > max(_JOURNAL_LIMIT, self._main_size() // 4):
                self._fold_if_possible()

    @contextlib.contextmanager
    def _told_as_not_saved(self) -> Iterator[None]:
        try:
            yield
        except NotSaved:
            raise
        except StorageError as error:
            raise NotSaved(f"Not saved: {error}", error.hint) from error
        except OSError as error:
            raise NotSaved(f"Not saved: {in_words(error)}.", f"Nothing was changed. {remedy(error)}") from error

    def _keep(self, entry: Entry) -> None:
        assert self.header is not None
        line = sealed([entry], self.header.salt)
        end = self._tail[0]
        if not self.appender.append(line, end):
            self.appender.rewrite(self._journal_text() + line)
        self._line_end = end + len(line)
        if self.appender.used_reserve:
            self.appender.used_reserve = False
            self.notices.append("The disk is full. Your change was saved in the last spare room: free some space soon.")

    def _apply(self, entry: Entry) -> None:
        super()._apply(entry)
        self._tail = (self._line_end, entry.number)

    def _journal_text(self) -> bytes:
        """The journal as it should be, from memory."""
        assert self.header is not None
        return self.header.line() + self._past_bytes + sealed(self.entries, self.header.salt)

    # What others wrote

    def poll(self) -> Update:
        """Takes in what others wrote. Costs two looks at the folder when nothing happened."""
        with self._guard:
            if self.closed or self._as_known():
                return NOTHING_NEW
            try:
                with self.lock:
                    return self._catch_up()
            except NotSaved:
                return NOTHING_NEW  # somebody holds the lock for long; we look again later
            except (StorageError, OSError) as error:
                words = in_words(error) if isinstance(error, OSError) else str(error)
                if words != self._complaint:
                    self._complaint = words
                    self.notices.append(f"{self.paths.name} can't be read at this moment: {words}")
                return NOTHING_NEW

    def _as_known(self) -> bool:
        main, journal = self.files.status(self.paths.main), self.files.status(self.paths.journal)
        if self.read_only:
            return self._seen == self._look()
        if main is None or self.main is None or identity(main) != self.main.identity or self.appender.suspect:
            return False
        if journal is None or self.header is None:
            return False
        return (journal.st_size, journal.st_ino) == (self._tail[0], self.appender.inode)

    def _look(self) -> list[Identity | None]:
        found = (self.files.status(self.paths.main), self.files.status(self.paths.journal))
        return [identity(status) if status else None for status in found]

    def remember_files(self) -> None:
        """Notes the files as they are, for one who only reads."""
        self._seen = self._look()

    def _catch_up(self) -> Update:
        """Brings memory in line with the files, under the lock; what is new."""
        if self.appender.suspect:
            self._drop_refused_line()
        if self._as_known():
            return NOTHING_NEW
        main, journal = self.files.status(self.paths.main), self.files.status(self.paths.journal)
        same = main is not None and self.main is not None and identity(main) == self.main.identity
        same = same and not self.read_only and self.header is not None
        if same and journal and journal.st_ino == self.appender.inode and journal.st_size > self._tail[0]:
            changes = self._read_tail(journal.st_size)
            if changes is not None:
                return changes
        return load(self)

    def _drop_refused_line(self) -> None:
        """A line that was refused may still stand in the file: takes it out, unless others have built on it."""
        journal = self.files.status(self.paths.journal)
        if journal is not None and journal.st_ino == self.appender.inode:
            tail = read_whole(self.files, self.paths.journal)[self._tail[0] :]
            if self.appender.refused.startswith(tail):
                self.renew_journal()
        self.appender.suspect = False

    def _read_tail(self, size: int) -> Update | None:
        """The lines that others appended; None when there is something wrong with them."""
        assert self.header is not None
        end, number = self._tail
        fd = self.files.open_read(self.paths.journal)
        try:
            reading = read_entries(self.files.read_at(fd, size - end, end), self.header.salt, number)
        finally:
            self.files.close(fd)
        if not reading.whole:
            return None
        return self.take_in(reading.entries, end + reading.end)

    def take_in(self, entries: list[Entry], end: int) -> Update:
        """Applies entries that are in the journal on disk, which ends at `end`."""
        for entry in entries:
            super()._apply(entry)
        self._tail = (end, self.sequence)
        return Update([entry.change() for entry in entries], False)

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

    def apply_entry(self, entry: Entry) -> None:
        """A change that is not in our journal's file (yet)."""
        super()._apply(entry)

    def renew_journal(self) -> None:
        """Writes the journal into a fresh file, from memory."""
        text = self._journal_text()
        self.appender.rewrite(text)
        self._tail = (len(text), self.sequence)

    def backup_names(self) -> list[str]:
        """The backups of this book, newest first, as the user can name them."""
        return [f"backups/{info.path.name}" for info in backups_of(self.files, self.paths)]

    def status_identity(self) -> Identity | None:
        """The main file as it lies on disk now, so that it may be replaced."""
        status = self.files.status(self.paths.main)
        return identity(status) if status else None

    def moment(self) -> str:
        """Now, as it is written down."""
        return self._moment()

    # The checkpoint

    def begin(self) -> None:
        """A new, empty book."""
        self.meta = Meta(app=self.app, schema=self.schema)
        self.fold(over=self.status_identity())

    def checkpoint(self) -> None:
        """Writes the main file anew with every change in it, and begins a new journal."""
        with self._guard, self.lock:
            if self.read_only or self.closed:
                return
            try:
                update = self._catch_up()
                if update and self.listener:
                    self.listener(update)
                self.fold()
            except OSError as error:
                raise StorageError(
                    f"Your changes are safe in {self.paths.name}.journal, but {self.paths.name} could not be "
                    f"written anew: {in_words(error)}.",
                    remedy(error),
                ) from error

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

    def _fold_if_possible(self) -> None:
        try:
            self.fold()
        except (OSError, StorageError) as error:
            words = in_words(error) if isinstance(error, OSError) else str(error)
            self.notices.append(
                f"Your changes are safe in {self.paths.name}.journal, but {self.paths.name} could not be written "
                f"anew ({words.rstrip('.')}). Planner will try again."
            )

    def _main_size(self) -> int:
        return self.main.identity[0] if self.main else 0

    def _worth_folding(self) -> bool:
        size = self._main_size()
        return bool(self.entries) and (size <= _SMALL_BOOK or self._tail[0] - len(self._past_bytes) > size // 16)

    # History and the end

    def _all_entries(self) -> list[Entry]:
        if self._past is None:
            assert self.header is not None
            self._past = read_entries(self._past_bytes, self.header.salt, 0).entries
        return [*self._past, *self.entries] if self._past else self.entries

    def close(self) -> None:
        """Folds the journal when that is cheap or due, takes the note of this session away, and lets go."""
        with self._guard:
            if self.closed:
                return
            try:
                if not self.read_only:
                    with self.lock:
                        self._catch_up()
                        if self._worth_folding():
                            self._fold_if_possible()
                        self.lock.note([one for one in self.lock.sessions() if one != self.session])
            except (OSError, StorageError) as error:
                self.notices.append(
                    f"{self.paths.name} could not be tidied up: {error} Your changes are in its journal."
                )
            finally:
                self.closed = True
                self.lock.close()
                if self.main is not None:
                    self.main.close()
