"""A book as TinyDB shows it, with what a planner needs besides: changes, undo, history, what others wrote."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from tinydb import TinyDB
from tinydb.table import Table

from .documents import Clock, Documents
from .files import OsFiles
from .model import Change, Edit, Update
from .starting import start
from .state import Migrate
from .storage import JournalStorage
from .table import JournalTable


class DocumentsDatabase(TinyDB):
    """What a book on disk and one in memory have in common. Documents are JSON objects as UTF-8 bytes."""

    table_class: type[Table] = JournalTable

    def __init__(self, documents: Documents) -> None:
        super().__init__(storage=lambda: documents)
        self._documents = documents
        self.notices: list[str] = []

    @property
    def listener(self) -> Callable[[Update], None] | None:
        """Called with what others wrote, before a change of ours is built on it."""
        return self._documents.listener

    @listener.setter
    def listener(self, listener: Callable[[Update], None] | None) -> None:
        self._documents.listener = listener

    def names(self) -> list[str]:
        """Tables that hold something."""
        return self._documents.names()

    def rows(self, table: str) -> Iterator[tuple[int, bytes]]:
        """Every document of a table as id and JSON bytes, in no promised order."""
        return self._documents.rows(table)

    def blocks(self, table: str) -> Iterator[bytes]:
        """The same as a few JSON objects of id → document, about a megabyte each: a typed decoder that takes the whole
        object (`dict[str, Touch]`) needs much less time for them than for each document alone."""
        return self._documents.blocks(table)

    def rows_with(self, table: str, needle: bytes) -> Iterator[tuple[int, bytes]]:
        """Only the documents whose JSON bytes (compact, ASCII escapes) contain `needle`."""
        return self._documents.rows_with(table, needle)

    def get(self, table: str, doc_id: int) -> bytes | None:
        """One document as JSON bytes, or None."""
        return self._documents.get(table, doc_id)

    def count(self, table: str) -> int:
        """How many documents a table holds."""
        return self._documents.count(table)

    def commit(self, label: str, build: Callable[[], Edit], *, undoable: bool = True) -> Change:
        """One change: `build` sees what is there now and says what to put and delete; when this returns, it is saved.

        Raises NotSaved, and then nothing has happened. An edit that changes nothing is not written.
        """
        return self._documents.commit(label, build, undoable)

    def undo(self) -> Change | None:
        """Takes back the newest undoable change that stands; None: there is none."""
        return self._documents.undo()

    def redo(self) -> Change | None:
        """Brings back what was taken back last; None: there is nothing."""
        return self._documents.redo()

    @property
    def undo_label(self) -> str | None:
        """What `undo` would take back."""
        return self._documents.undo_label()

    @property
    def redo_label(self) -> str | None:
        """What `redo` would bring back."""
        return self._documents.redo_label()

    def history(self, limit: int = 100) -> list[Change]:
        """The newest changes, newest first; at least the last hundred that can be taken back."""
        return self._documents.history(limit)

    def poll(self) -> Update:
        """What others wrote since we looked last."""
        return self._documents.poll()

    def tables(self) -> set[str]:
        """The names of all tables that hold something."""
        return set(self.names())

    def drop_table(self, name: str) -> None:
        """Deletes every document of a table, as one change."""
        self._tables.pop(name, None)
        self._documents.commit(f"Removed {name}", lambda: self._emptied([name]))

    def drop_tables(self) -> None:
        """Deletes every document of the book, as one change."""
        self._tables.clear()
        self._documents.commit("Removed everything", lambda: self._emptied(self.names()))

    def _emptied(self, names: list[str]) -> Edit:
        return Edit({}, {name: [doc_id for doc_id, _ in self.rows(name)] for name in names})


class Database(DocumentsDatabase):
    """A book on disk. Use `Database.open`."""

    def __init__(self, storage: JournalStorage) -> None:
        super().__init__(storage)
        self.book = storage  # for those who care for books; the program uses the methods
        self.notices = storage.notices

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        schema: int = 1,
        migrate: Migrate | None = None,
        app: str = "planner",
        read_only: bool = False,
        now: Clock | None = None,
        backups: bool = True,
        files: OsFiles | None = None,
    ) -> Database:
        """The book at `path`, made where there is none (file 0600, folder 0700). Raises StorageError.

        `migrate(from_schema, tables)` gets the decoded tables of an older book and returns the new ones; `now` returns
        an aware datetime. Look at `notices` afterwards, and at `read_only`: a book that can't be written still opens.
        """
        storage = JournalStorage(
            path, files=files, schema=schema, app=app, read_only=read_only, now=now, migrate=migrate
        )
        start(storage, backups)
        return cls(storage)

    @property
    def path(self) -> Path:
        """The book's own file, links followed."""
        return Path(self.book.paths.main)

    @property
    def read_only(self) -> bool:
        """Whether changes will be refused."""
        return self.book.read_only

    def checkpoint(self) -> None:
        """Writes every change into the main file, so that any program that reads TinyDB's JSON sees them."""
        self.book.checkpoint()


class MemoryDatabase(DocumentsDatabase):
    """The same in memory, without a file: for what-ifs, and for tests of the rules."""

    def __init__(self, now: Clock | None = None) -> None:
        super().__init__(Documents(now))

    read_only = False

    def checkpoint(self) -> None:
        """Nothing to write."""
