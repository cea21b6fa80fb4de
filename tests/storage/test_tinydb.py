"""TinyDB's own interface works on our storage; the few places where we differ from it are written down here."""

from __future__ import annotations

import inspect
import random
from collections.abc import Callable, MutableMapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage, Storage
from tinydb.table import Document, Table

from planner.storage import Database, MemoryDatabase, NotSaved

from ..faults.books import contents, reopened


def test_the_internals_that_we_override_are_those_of_this_tinydb() -> None:
    assert version("tinydb").startswith("4.9.")
    assert list(inspect.signature(Table._update_table).parameters) == ["self", "updater"]
    assert list(inspect.signature(Table._read_table).parameters) == ["self"]
    assert list(inspect.signature(Table._get_next_id).parameters) == ["self"]
    assert list(inspect.signature(Table.__init__).parameters) == [
        "self",
        "storage",
        "name",
        "cache_size",
        "persist_empty",
    ]
    assert Storage.__abstractmethods__ == {"read", "write"}
    assert TinyDB.table_class is Table


def test_each_call_is_one_transaction_that_can_be_taken_back(tmp_path: Path) -> None:
    with reopened(tmp_path / "book.json") as database:
        table = database.table("accounts")
        ids = table.insert_multiple([{"name": "Acme", "n": 1}, {"name": "Best", "n": 2}])
        table.update({"n": 9}, where("name") == "Acme")
        table.upsert({"name": "Core", "n": 3}, where("name") == "Core")
        assert table.count(where("n") > 2) == 2
        table.remove(where("n") == 9)
        assert sorted(document["name"] for document in table) == ["Best", "Core"]
        for _ in range(3):
            database.undo()
        assert {document.doc_id: document["n"] for document in table.all()} == dict(zip(ids, [1, 2], strict=True))


def test_truncate_drop_table_and_drop_tables_are_changes_like_any_other(tmp_path: Path) -> None:
    with reopened(tmp_path / "book.json") as database:
        for name in ("a", "b"):
            database.table(name).insert_multiple([{"n": n} for n in range(3)])
        full = contents(database)
        database.table("a").truncate()
        assert database.tables() == {"b"}
        database.undo()
        database.drop_table("a")
        assert database.tables() == {"b"}
        database.drop_tables()
        assert database.tables() == set()
        database.undo()
        database.undo()
        assert contents(database) == full


def test_the_default_table_answers_for_the_database(tmp_path: Path) -> None:
    with reopened(tmp_path / "book.json") as database:
        doc_id = database.insert({"n": 1})
        assert len(database) == 1
        assert [document.doc_id for document in database] == [doc_id]
        assert database.search(where("n") == 1) == [{"n": 1}]


def test_ids_are_random_and_never_used_twice(tmp_path: Path) -> None:
    with reopened(tmp_path / "book.json") as database:
        table = database.table("a")
        ids = [table.insert({}) for _ in range(20)]
        table.truncate()
        ids += [table.insert({}) for _ in range(20)]
        assert len(set(ids)) == 40
        assert all(0 <= doc_id < 2**60 for doc_id in ids) and max(ids) > 2**50


def test_a_result_that_the_caller_changes_changes_nothing_in_the_book(tmp_path: Path) -> None:
    with reopened(tmp_path / "book.json") as database:
        table = database.table("a")
        table.insert({"tags": ["x"]})
        table.all()[0]["tags"].append("y")
        table.search(where("tags").any(["x"]))[0]["tags"].append("z")
        assert table.all() == [{"tags": ["x"]}]


def test_a_search_sees_what_another_program_wrote(tmp_path: Path) -> None:
    first, second = reopened(tmp_path / "book.json"), reopened(tmp_path / "book.json")
    assert first.table("a").search(where("n") == 1) == []
    second.table("a").insert({"n": 1})
    first.poll()
    assert first.table("a").search(where("n") == 1) == [{"n": 1}]
    first.close()
    second.close()


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), [{"deep": float("-inf")}], 2**64, "\ud800", {1: 2}, {1, 2}, object(), b"x"],
    ids=lambda value: repr(value)[:12],
)
def test_a_value_that_json_can_not_hold_is_refused_and_the_file_left_alone(tmp_path: Path, value: object) -> None:
    path = tmp_path / "book.json"
    with reopened(path) as database:
        database.table("a").insert({"n": 1})
        journal = path.with_name("book.json.journal").read_bytes()
        with pytest.raises(NotSaved):
            database.table("a").insert({"n": value})
        with pytest.raises(NotSaved):
            database.table("a").update({"n": value})
        assert database.table("a").all() == [{"n": 1}]
        assert path.with_name("book.json.journal").read_bytes() == journal


def test_an_updater_that_fails_half_way_changes_nothing(tmp_path: Path) -> None:
    with reopened(tmp_path / "book.json") as database:
        table = database.table("a")
        table.insert_multiple([{"n": 1}, {"n": 0}, {"n": 2}])

        def halve(document: MutableMapping[str, Any]) -> None:
            document["n"] = 1 / document["n"]

        with pytest.raises(ZeroDivisionError):
            table.update(halve)
        assert sorted(document["n"] for document in table.all()) == [0, 1, 2]


def test_the_whole_book_can_be_read_and_written_through_the_storage(tmp_path: Path) -> None:
    with reopened(tmp_path / "book.json") as database:
        assert database.storage.read() is None
        database.storage.write({"a": {"1": {"n": 1}, "2": {}}, "b": {"1": {}}})
        database.storage.write({"a": {"1": {"n": 2}}})
        assert database.storage.read() == {"a": {"1": {"n": 2}}}


Step = Callable[[Table, list[int]], object]


def steps(chance: random.Random) -> Step:
    """One random call of TinyDB's interface."""
    n, m, key = chance.randrange(6), chance.randrange(6), chance.choice("abc")
    ids = [chance.randrange(1, 12) for _ in range(2)]

    def bump(document: MutableMapping[str, Any]) -> None:
        document[key] = document.get(key, 0) + n if isinstance(document.get(key, 0), int) else n

    calls: list[Step] = [
        lambda t, free: t.insert(Document({key: n, "t": "Müller\u2028😀"}, doc_id=free.pop())),
        lambda t, free: t.insert(Document({key: n}, doc_id=ids[0])),
        lambda t, free: t.insert_multiple(
            [Document({key: n, "x": [None, {"y": 1.5}]}, doc_id=free.pop()) for _ in "12"]
        ),
        lambda t, free: sorted(t.update({key: m}, where(key) == n)),
        lambda t, free: t.update({key: [m]}, doc_ids=ids),
        lambda t, free: sorted(t.update(bump)),
        lambda t, free: sorted(t.update_multiple([({key: m}, where(key) == n), ({"z": n}, where("a") == m)])),
        lambda t, free: t.upsert(Document({key: m}, doc_id=ids[0])),
        lambda t, free: sorted(t.remove(where(key) == n)),
        lambda t, free: t.remove(doc_ids=ids),
        lambda t, free: t.truncate() if n == m == 0 else None,
        lambda t, free: sorted(map(str, t.search(where(key) == n))),
        lambda t, free: (t.contains(where(key) == n), t.count(where(key) == n), len(t), t.contains(doc_id=ids[0])),
        lambda t, free: (t.get(doc_id=ids[0]), sorted(map(str, t.get(doc_ids=ids)))),
    ]
    return chance.choice(calls)


def outcome(step: Step, table: Table, free: list[int]) -> object:
    """What a call returns, or the kind of its refusal."""
    try:
        return step(table, free)
    except (ValueError, KeyError) as error:  # stock TinyDB raises KeyError for an id that is listed twice
        return repr(error)


@pytest.mark.parametrize("seed", range(6))
def test_three_thousand_random_calls_do_what_stock_tinydb_does(tmp_path: Path, seed: int) -> None:
    path, chance = tmp_path / "book.json", random.Random(seed)
    stock, memory = TinyDB(storage=MemoryStorage), MemoryDatabase()
    database: Database = reopened(path)
    free = list(range(5000, 10, -1))
    for number in range(500):
        name, step = chance.choice(["a", "b"]), steps(chance)
        copies = [list(free) for _ in range(3)]
        books = (stock, database, memory)
        results = [outcome(step, book.table(name), ids) for book, ids in zip(books, copies, strict=True)]
        assert results[0] == results[1] == results[2], number
        free = copies[0]
        if number % 97 == 0:
            database.close()
            database = reopened(path)
        elif number % 53 == 0:
            database.checkpoint()
    database.close()
    ours = TinyDB(path)
    for name in ("a", "b"):
        assert {d.doc_id: dict(d) for d in ours.table(name)} == {d.doc_id: dict(d) for d in stock.table(name)}
    ours.close()
