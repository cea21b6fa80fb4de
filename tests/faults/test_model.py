"""Any sequence of changes, undo, redo, reopening, crashes and other processes equals a plain dictionary."""

from __future__ import annotations

import copy
import shutil
import tempfile
from pathlib import Path

import orjson
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from planner.storage import Database, Edit, MemoryDatabase, NotSaved

from .books import contents, reopened
from .disks import QuickDisk

TABLES = st.sampled_from(["accounts", "touches"])
IDS = st.integers(0, 5)
VALUES = st.dictionaries(st.sampled_from("abc"), st.integers(-5, 5) | st.text(max_size=3), max_size=2)

Model = dict[str, dict[int, object]]


def plain(database: Database | MemoryDatabase) -> Model:
    """What the book holds, decoded."""
    return {name: {i: orjson.loads(raw) for i, raw in rows.items()} for name, rows in contents(database).items()}


class BookMachine(RuleBasedStateMachine):
    """One book, its model, and the models before and after each change."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "book.json"
        self.database = reopened(self.path, QuickDisk())
        self.other = reopened(self.path, QuickDisk())
        self.memory = MemoryDatabase()
        self.model: Model = {}
        self.done: list[Model] = []
        self.undone: list[Model] = []

    def changed(self, model: Model) -> None:
        if model != self.model:
            self.done.append(self.model)
            self.undone.clear()
        self.model = model

    @rule(table=TABLES, doc_id=IDS, value=VALUES, other_id=IDS)
    def put_and_delete(self, table: str, doc_id: int, value: dict[str, object], other_id: int) -> None:
        gone = [other_id] if other_id != doc_id else []
        edit = Edit({table: {doc_id: orjson.dumps(value)}}, {table: gone})
        self.database.commit("change", lambda: edit)
        self.memory.commit("change", lambda: edit)
        model = copy.deepcopy(self.model)
        model.setdefault(table, {})[doc_id] = value
        for one in gone:
            model[table].pop(one, None)
        self.changed(model)

    @rule(table=TABLES, doc_id=IDS, value=VALUES)
    def another_process_puts(self, table: str, doc_id: int, value: dict[str, object]) -> None:
        edit = Edit({table: {doc_id: orjson.dumps(value)}})
        self.other.commit("other", lambda: edit)
        self.memory.commit("other", lambda: edit)
        model = copy.deepcopy(self.model)
        model.setdefault(table, {})[doc_id] = value
        self.changed(model)
        self.database.poll()

    @rule()
    def undo(self) -> None:
        change = self.database.undo()
        assert (change is None) == (not self.done)
        self.memory.undo()
        if self.done:
            self.undone.append(self.model)
            self.model = self.done.pop()

    @rule()
    def redo(self) -> None:
        change = self.other.redo()
        assert (change is None) == (not self.undone)
        self.memory.redo()
        if self.undone:
            self.done.append(self.model)
            self.model = self.undone.pop()
        self.database.poll()

    @rule()
    def a_refused_change_changes_nothing(self) -> None:
        try:
            self.database.commit("bad", lambda: Edit({"accounts": {1: b'{"a":1}', 2: b'{"a":NaN}'}}))
        except NotSaved:
            return
        raise AssertionError("a value that is no JSON was saved")

    @rule()
    def close_and_reopen(self) -> None:
        self.database.close()
        self.database = reopened(self.path, QuickDisk())

    @rule()
    def crash_and_reopen(self) -> None:
        self.database.book.lock.close()  # what the system does when a process dies; nothing else is done
        self.database = reopened(self.path, QuickDisk())

    @rule(torn=st.binary(max_size=8))
    @precondition(lambda self: self.database.book.header is not None)
    def crash_while_saving(self, torn: bytes) -> None:
        with self.path.with_name("book.json.journal").open("ab") as journal:
            journal.write(torn.replace(b"\n", b"?"))
        self.database.book.lock.close()
        self.database = reopened(self.path, QuickDisk())

    @rule()
    def checkpoint(self) -> None:
        self.database.checkpoint()

    @invariant()
    def the_book_is_the_model(self) -> None:
        model = {name: rows for name, rows in self.model.items() if rows}
        assert plain(self.database) == model
        assert plain(self.memory) == model
        assert {name: self.database.count(name) for name in model} == {name: len(rows) for name, rows in model.items()}
        assert (self.database.undo_label is None) == (not self.done)
        assert (self.database.redo_label is None) == (not self.undone)

    def teardown(self) -> None:
        self.other.close()
        self.database.close()
        with reopened(self.path, QuickDisk()) as last:
            assert plain(last) == {name: rows for name, rows in self.model.items() if rows}
        shutil.rmtree(self.folder)


BookMachine.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
TestAnySequenceOfEvents = BookMachine.TestCase
