"""What survives a restart: every change, a hundred undos, and a main file that any TinyDB reads."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from tinydb import TinyDB

from planner.storage import Database, Edit

from ..faults.books import contents, log, put, reopened


def test_a_hundred_changes_can_be_taken_back_after_any_number_of_checkpoints_and_restarts(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    for number in range(130):
        if number % 10 == 0:
            database = reopened(path)
        log(database, number)
        if number % 10 == 4:
            database.checkpoint()
        if number % 10 == 9:
            database.close()
    database = reopened(path)
    assert len(database.history(100)) == 100
    for number in reversed(range(30, 130)):
        change = database.undo()
        assert change is not None and change.label == f"Call {number}"
        if number % 9 == 0:
            database.close()
            database = reopened(path)
    assert {i for i, _ in database.rows("touches")} == set(range(30))
    assert database.get("accounts", 1) == b'{"n":29}'
    for number in range(30, 130):
        change = database.redo()
        assert change is not None and change.label == f"Call {number}"
        if number % 9 == 0:
            database.checkpoint()
    assert database.get("accounts", 1) == b'{"n":129}'
    database.close()


def test_going_back_and_forth_for_ever_does_not_make_the_journal_grow(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    database = reopened(path)
    database.commit("Big", lambda: put("a", 1, b'{"x":"%b"}' % (b"x" * 50_000)))
    for _ in range(40):
        database.undo()
        database.redo()
        database.checkpoint()
    assert (tmp_path / "book.json.journal").stat().st_size < 800_000
    database.undo()
    assert contents(database) == {}
    database.close()


def test_stock_tinydb_opens_the_book_after_a_clean_exit(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    with reopened(path) as database:
        database.commit(
            "Add", lambda: Edit({"accounts": {i: '{"name":"Müller"}'.encode() for i in (1, 12345678901234)}})
        )
    stock = TinyDB(path)
    assert stock.table("accounts").get(doc_id=12345678901234) == {"name": "Müller"}
    assert stock.tables() == {"_meta", "accounts"}
    stock.close()
    assert path.read_bytes().isascii()
    json.loads(path.read_text("ascii"))


def test_each_document_has_a_line_of_its_own_in_the_order_of_ids_and_the_biggest_table_is_last(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    with reopened(path) as database:
        database.commit("Add", lambda: Edit({"touches": dict.fromkeys((30, 4, 111), b'{"n":1}'), "zz": {1: b"{}"}}))
    lines = path.read_text().splitlines()
    assert lines[1] == '"_meta": {'
    assert [line.split('"')[1] for line in lines if line.startswith('"') and '": {' in line and line.endswith("{")] == [
        "_meta",
        "zz",
        "touches",
    ]
    assert lines[-5:] == ['"4": {"n":1},', '"30": {"n":1},', '"111": {"n":1}', "}", "}"]


def test_a_short_journal_of_a_large_book_is_left_for_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    with reopened(path) as database:
        database.commit("Add", lambda: Edit({"touches": dict.fromkeys(range(5000), b'{"x":"%b"}' % (b"x" * 1000))}))
        database.checkpoint()
    before = path.stat().st_mtime_ns
    with reopened(path) as database:
        log(database, 9999)
    assert path.stat().st_mtime_ns == before
    with reopened(path) as database:
        assert database.notices == []
        assert database.get("touches", 9999) is not None
        database.checkpoint()
    assert path.stat().st_mtime_ns != before
    with reopened(path) as database:
        assert (database.count("touches"), database.undo_label) == (5001, "Call 9999")


@pytest.mark.parametrize("spread", ["random", "small"])
@pytest.mark.parametrize("size", [0, 3, 40, 1000])
def test_documents_are_found_in_a_file_of_any_size_and_shape(tmp_path: Path, size: int, spread: str) -> None:
    path = tmp_path / "book.json"
    chance = random.Random(size)
    ids = [i * i * 7 + 3 if spread == "small" else (chance.getrandbits(60) & ~1) + 3 for i in range(size)]
    rows = {i: b'{"i":%d,"x":"%b"}' % (i, b"x" * (i % 97 if i % 50 else 20_000)) for i in ids}
    with reopened(path) as database:
        database.commit("Add", lambda: Edit({"a": rows, "b": {1: b"{}"}}))
        database.checkpoint()
        assert database.book.overlay == {}
        assert all(database.get("a", i) == raw for i, raw in rows.items())
        assert all(database.get("a", i) is None for i in (0, 1, 5, 10**15, 2**60, 2**62) if i not in rows)
        assert dict(database.rows("a")) == rows
        gone = list(ids[::2])
        new = {i + 1: b"{}" for i in ids[::3]}
        database.commit("Change", lambda: Edit({"a": new}, {"a": gone}))
        expected = {**{i: raw for i, raw in rows.items() if i not in gone}, **new}
        database.checkpoint()
        assert dict(database.rows("a")) == expected
        assert list(expected) == [] or sorted(expected) == [i for i, _ in database.rows("a")]
        assert database.count("a") == len(expected)


@pytest.mark.parametrize("changes", [900, 1500])
def test_many_changes_to_a_long_table_are_merged_alike_however_they_are_looked_for(
    tmp_path: Path, changes: int
) -> None:
    chance = random.Random(changes)
    ids = [chance.getrandbits(60) for _ in range(20_000)]
    with reopened(tmp_path / "book.json") as database:
        database.commit("Import", lambda: Edit({"a": dict.fromkeys(ids, b'{"old":1}')}), undoable=False)
        database.checkpoint()
        changed, gone = ids[: changes // 3], ids[changes // 3 : 2 * changes // 3]
        new = [chance.getrandbits(60) for _ in range(changes // 3)]
        database.commit("Change", lambda: Edit({"a": dict.fromkeys([*changed, *new], b'{"new":1}')}, {"a": gone}))
        database.checkpoint()
        dropped = set(gone)
        left = dict.fromkeys(ids, b'{"old":1}') | dict.fromkeys([*changed, *new], b'{"new":1}')
        assert dict(database.rows("a")) == {doc: raw for doc, raw in left.items() if doc not in dropped}
        assert database.count("a") == len(left) - len(gone)


def test_the_journal_is_folded_when_it_outgrows_its_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.storage.storage._JOURNAL_LIMIT", 20_000)
    path = tmp_path / "book.json"
    database = reopened(path)
    marks = set()
    for number in range(60):
        database.commit("Call", lambda number=number: put("a", number, b'{"x":"%b"}' % (b"x" * 1000)), undoable=False)
        marks.add(database.book.meta.checkpoint)
    assert len(marks) > 2
    assert database.count("a") == 60
    database.close()


def test_a_long_change_is_folded_while_one_waits_for_it_anyway_and_not_at_a_later_one(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    rows = dict.fromkeys(range(2000), b'{"x":"%b"}' % (b"x" * 1000))
    with reopened(path) as database:
        database.commit("Import", lambda: Edit({"a": rows}))
        folded = database.book.meta.checkpoint
        assert database.book.entries == []
        assert TinyDB(path).table("a").count(lambda _: True) == 2000  # stock TinyDB sees it at once
        database.commit("Call", lambda: put("a", 5000))
        assert database.book.meta.checkpoint == folded
        assert (database.undo(), database.undo()) != (None, None)
        assert database.count("a") == 0
    with reopened(path) as database:
        assert database.redo_label == "Import"


def test_a_long_change_to_a_book_that_is_much_longer_stays_in_the_journal(tmp_path: Path) -> None:
    rows = dict.fromkeys(range(30000), b'{"x":"%b"}' % (b"x" * 1000))
    with reopened(tmp_path / "book.json") as database:
        database.commit("Import", lambda: Edit({"a": rows}), undoable=False)
        folded = database.book.meta.checkpoint
        database.commit("More", lambda: Edit({"b": dict(list(rows.items())[:1100])}))
        assert database.book.meta.checkpoint == folded


def test_opening_reads_no_table(tmp_path: Path) -> None:
    from planner.storage import OsFiles

    class Counting(OsFiles):
        read = 0

        def read_at(self, fd: int, size: int, offset: int) -> bytes:
            data = super().read_at(fd, size, offset)
            self.read += len(data)
            return data

    path, files = tmp_path / "book.json", Counting()
    with reopened(path) as database:
        database.commit(
            "Add", lambda: Edit({"touches": dict.fromkeys(range(6000), b'{"x":"%b"}' % (b"x" * 900))}), undoable=False
        )
    assert path.stat().st_size > 5_000_000
    with Database.open(path, backups=False, files=files) as database:
        database.commit("Call", lambda: put("touches", 2**50))
        assert files.read < 500_000
