"""A TinyDB storage that can't lose what it acknowledged: a main file, a journal after it, a lock per change."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Final

from .errors import NotSaved, StorageError, in_words, remedy
from .files import identity, read_whole
from .journal import Entry, read_entries, sealed
from .lock import GLANCE, PATIENCE
from .model import NOTHING_NEW, Update
from .opening import load
from .state import BookFiles

_SMALL_BOOK: Final = 4 << 20  # a book up to this size is written anew on each clean exit
_JOURNAL_LIMIT: Final = 8 << 20  # a journal beyond this is folded into the main file even while working
_LONG_CHANGE: Final = 1 << 20  # so long a change (an import) is waited for: better then than at a key press later


class JournalStorage(BookFiles):
    """Each change is one line in the journal, on the device before it counts."""

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
            before = self._tail[0]
            yield
            overgrown = self._tail[0] - len(self._past_bytes) > max(_JOURNAL_LIMIT, self._main_size() // 4)
            if overgrown or (self._tail[0] - before > _LONG_CHANGE and self._worth_folding()):
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
            self.notices.append(
                "The disk is full. Your change was saved in the last spare room: free some disk space soon, room for "
                "some hundred more is left."
            )

    def _apply(self, entry: Entry) -> None:
        super()._apply(entry)
        self._tail = (self._line_end, entry.number)

    def poll(self) -> Update:
        """Takes in what others wrote. Costs two looks at the folder when nothing happened."""
        with self._guard:
            if self.closed or self._as_known():
                return NOTHING_NEW
            self.lock.patience = GLANCE
            try:
                with self.lock:
                    return self._catch_up()
            except NotSaved:
                return NOTHING_NEW  # somebody holds the lock; we look again later
            except (StorageError, OSError) as error:
                words = in_words(error) if isinstance(error, OSError) else str(error)
                if words != self._complaint:
                    self._complaint = words
                    self.notices.append(f"{self.paths.name} can't be read at this moment: {words}")
                return NOTHING_NEW
            finally:
                self.lock.patience = PATIENCE

    def _as_known(self) -> bool:
        main, journal = self.files.status(self.paths.main), self.files.status(self.paths.journal)
        if self.read_only:
            return self._seen == self._look()
        if main is None or self.main is None or identity(main) != self.main.identity or self.appender.suspect:
            return False
        if journal is None or self.header is None:
            return False
        return (journal.st_size, journal.st_ino) == (self._tail[0], self.appender.inode)

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
