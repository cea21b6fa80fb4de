"""What a book promises to the program: changes, undo and redo, history; on disk and in memory alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from planner.storage import Database, Edit, MemoryDatabase, NotSaved
from planner.storage.codec import without

from ..faults.books import contents, put

Book = Database | MemoryDatabase
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(params=["on disk", "in memory"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Book]:
    if request.param == "in memory":
        yield MemoryDatabase(now=lambda: NOON)
    else:
        with Database.open(tmp_path / "book.json", now=lambda: NOON) as database:
            yield database


def test_a_change_tells_what_it_did_and_what_was_before(book: Book) -> None:
    book.commit("Add Acme", lambda: put("accounts", 1, b'{"name":"Acme"}'))
    change = book.commit("Rename", lambda: Edit({"accounts": {1: b'{"name":"Best"}', 2: b"{}"}}))
    assert (change.number, change.at, change.label, change.kind) == (2, "2026-11-23T12:00:00+00:00", "Rename", "change")
    assert change.put == {"accounts": {1: b'{"name":"Best"}', 2: b"{}"}}
    assert change.before == {"accounts": {1: b'{"name":"Acme"}', 2: None}}


def test_an_edit_that_changes_nothing_is_not_written(book: Book) -> None:
    book.commit("Add", lambda: put("accounts", 1, b'{"name":"Acme"}'))
    change = book.commit("Again", lambda: Edit({"accounts": {1: b'{ "name": "Acme" }'}}, {"touches": [5]}))
    assert (change.put, change.delete, change.number) == ({}, {}, 1)
    assert book.undo_label == "Add"


def test_documents_come_back_as_compact_ascii_json(book: Book) -> None:
    text = {"name": "Müller 大阪 😀", "n": [1.5, None, True, 2**63, -(2**63)], "o": {"a": {}}}
    book.commit("Add", lambda: put("accounts", 1, orjson.dumps(text, option=orjson.OPT_INDENT_2)))
    raw = book.get("accounts", 1)
    assert raw is not None and raw.isascii() and b"\n" not in raw
    assert orjson.loads(raw) == text


HOSTILE = {
    "NaN": b'{"a":NaN}',
    "infinity": b'{"a":Infinity}',
    "huge": b'{"a":1e400}',
    "long": b'{"a":18446744073709551616}',
    "longer": b'{"a":' + b"9" * 5000 + b"}",
    "negative": b'{"a":[-9223372036854775809]}',
    "surrogate": b'{"a":"\\ud800"}',
    "bad bytes": b'{"a":"\xff"}',
    "list": b"[1]",
    "text": b'"a"',
    "nothing": b"",
    "cut": b'{"a":',
    "two": b"{}{}",
    "deep": b'{"a":' * 400 + b"1" + b"}" * 400,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_json_object_is_refused_before_anything_has_happened(book: Book, what: str) -> None:
    book.commit("Add", lambda: put("accounts", 1, b'{"name":"Acme"}'))
    before = contents(book)
    with pytest.raises(NotSaved) as refused:
        book.commit("Bad", lambda: Edit({"accounts": {1: b"{}", 2: HOSTILE[what]}, "touches": {3: b"{}"}}))
    assert str(refused.value).startswith("Not saved: ") and "\n" not in str(refused.value)
    assert contents(book) == before
    assert book.undo_label == "Add"


@pytest.mark.parametrize("edit", [put("_meta", 1), put("", 1), put("a", -1), put("a", 2**63), put("a", True)], ids=str)
def test_names_and_ids_that_can_not_be_stored_are_refused(book: Book, edit: Edit) -> None:
    with pytest.raises(NotSaved):
        book.commit("Bad", lambda: edit)
    assert contents(book) == {}


def test_to_write_and_delete_the_same_record_at_once_is_refused(book: Book) -> None:
    with pytest.raises(NotSaved):
        book.commit("Bad", lambda: Edit({"a": {1: b"{}"}}, {"a": [1]}))


def test_a_builder_that_fails_changes_nothing(book: Book) -> None:
    def build() -> Edit:
        raise LookupError("no such account")

    with pytest.raises(LookupError):
        book.commit("Bad", build)
    book.commit("Good", lambda: put("accounts", 1))
    assert contents(book) == {"accounts": {1: b"{}"}}


def test_undo_and_redo_go_back_and_forth_through_the_changes(book: Book) -> None:
    states = [contents(book)]
    for number in range(4):
        book.commit(f"Change {number}", lambda number=number: Edit({"a": {1: b'{"n":%d}' % number, number + 5: b"{}"}}))
        states.append(contents(book))
    for number in (3, 2, 1):
        change = book.undo()
        assert change is not None and (change.kind, change.label, change.of) == ("undo", f"Change {number}", number + 1)
        assert contents(book) == states[number]
    assert (book.undo_label, book.redo_label) == ("Change 0", "Change 1")
    for number in (1, 2, 3):
        change = book.redo()
        assert change is not None and (change.kind, change.label) == ("redo", f"Change {number}")
        assert contents(book) == states[number + 1]
    assert book.redo() is None


def test_a_new_change_ends_what_could_be_brought_back(book: Book) -> None:
    book.commit("One", lambda: put("a", 1))
    book.undo()
    book.commit("Two", lambda: put("a", 2))
    assert book.redo_label is None and book.redo() is None
    assert contents(book) == {"a": {2: b"{}"}}


def test_what_is_not_undoable_is_passed_over(book: Book) -> None:
    book.commit("Call", lambda: put("touches", 1))
    book.commit("Window moved", lambda: put("views", 1), undoable=False)
    assert book.undo_label == "Call"
    book.undo()
    assert contents(book) == {"views": {1: b"{}"}}
    book.commit("Window moved", lambda: put("views", 2), undoable=False)
    assert book.redo_label == "Call", "what the program notes for itself does not end redo"


def test_nothing_to_undo_says_so(book: Book) -> None:
    assert (book.undo(), book.redo(), book.undo_label, book.redo_label) == (None, None, None, None)


def test_history_is_newest_first(book: Book) -> None:
    for number in range(5):
        book.commit(f"Change {number}", lambda number=number: put("a", number))
    book.undo()
    assert [(c.number, c.kind) for c in book.history(3)] == [(6, "undo"), (5, "change"), (4, "change")]
    assert book.history(0) == []


def test_rows_with_finds_only_what_contains_the_bytes(book: Book) -> None:
    book.commit("Add", lambda: Edit({"touches": {i: b'{"account":"%d"}' % (i % 3) for i in range(30)}}))
    book.checkpoint()
    book.commit("Add", lambda: Edit({"touches": {2: b'{"account":"0"}', 100: b'{"account":"2"}'}}, {"touches": [5]}))
    found = dict(book.rows_with("touches", b'"account":"2"'))
    assert found.keys() == {8, 11, 14, 17, 20, 23, 26, 29, 100}
    assert dict(book.rows_with("nowhere", b"x")) == {}
    book.commit("Add", lambda: put("accounts", 1, '{"name":"Müller"}'.encode()))
    assert [i for i, _ in book.rows_with("accounts", "Müller".encode())] == [1]


def test_blocks_hold_exactly_the_rows(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.storage.mainfile._CHUNK", 300)
    book.commit("Add", lambda: Edit({"a": {i * 3: b'{"n":%d}' % i for i in range(100)}}))
    book.checkpoint()
    changes = (
        Edit(),
        Edit({"a": {0: b"{}", 31: b"{}", 33: b"{}", 999: b"{}"}}, {"a": [3, 6, 60, 297]}),
        Edit({}, {"a": list(range(150))}),
    )
    for edit in changes:
        book.commit("Change", lambda edit=edit: edit)
        found: dict[int, object] = {}
        for block in book.blocks("a"):
            for key, document in orjson.loads(block).items():
                assert int(key) not in found
                found[int(key)] = document
        assert found == {i: orjson.loads(raw) for i, raw in book.rows("a")}
    assert list(book.blocks("nowhere")) == []


def test_counts_and_names_follow_the_changes(book: Book) -> None:
    book.commit("Add", lambda: Edit({"a": {1: b"{}", 2: b"{}"}, "b": {1: b"{}"}}))
    book.checkpoint()
    book.commit("More", lambda: Edit({"a": {2: b'{"x":1}', 3: b"{}"}}, {"b": [1]}))
    assert (book.count("a"), book.count("b"), book.count("c")) == (3, 0, 0)
    assert book.names() == ["a"]
    assert (book.get("b", 1), book.get("a", 1), book.get("c", 1)) == (None, b"{}", None)


def test_a_reader_in_the_midst_of_a_table_is_not_disturbed_by_changes(book: Book) -> None:
    book.commit("Add", lambda: Edit({"a": dict.fromkeys(range(10), b"{}")}))
    rows = book.rows("a")
    first = next(rows)
    book.commit("Clear", lambda: Edit({}, {"a": list(range(10))}))
    book.checkpoint()
    assert len([first, *rows]) == 10


@pytest.mark.parametrize("many", [1, 200])
def test_lines_are_left_out_of_a_block_wherever_they_stand(monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    monkeypatch.setattr("planner.storage.codec._MANY", many)
    lines = [b'"%d": {"n":"\\"%d\\": "},' % (i, i + 1) for i in (1, 2, 12, 21, 120)]
    block = b"\n".join(lines)
    for gone in ([1], [120], [2, 21], [1, 2, 12], [0, 3, 500], [12, 22, 120], [1, 2, 12, 21, 120]):
        left = [line for line in lines if int(line.split(b'"')[1]) not in gone]
        assert without(block, gone) == b"\n".join(left)
