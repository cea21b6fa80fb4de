"""Backups: one a day, the last seven and one a month; putting one back is a change that can be taken back."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tinydb import TinyDB

from planner.storage import (
    Database,
    Edit,
    StorageError,
    backup,
    check,
    list_backups,
    preview_restore,
    restore,
)

from ..faults.books import contents, log, put, reopened

START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


def a_day(path: Path, number: int, *, call: bool = True) -> Database:
    """The first start of a day, and a call."""
    database = Database.open(path, now=lambda: START + timedelta(days=number))
    if call:
        log(database, number)
    database.close()
    return database


def dailies(path: Path) -> list[str]:
    return sorted(info.path.name for info in list_backups(path) if info.kind == "daily")


def test_the_first_start_of_a_day_makes_a_copy_that_stock_tinydb_opens(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    a_day(path, 0)
    a_day(path, 1)
    a_day(path, 1, call=False)
    assert dailies(path) == ["book-2026-01-06.json"]
    stock = TinyDB(tmp_path / "backups" / "book-2026-01-06.json")
    assert [document.doc_id for document in stock.table("touches")] == [0]
    stock.close()


def test_a_day_without_changes_needs_no_new_copy(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    a_day(path, 0)
    for number in range(1, 5):
        a_day(path, number, call=False)
    assert dailies(path) == ["book-2026-01-06.json"]


def test_the_last_seven_and_one_a_month_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    for number in range(100):
        a_day(path, number)
    assert dailies(path) == [
        "book-2026-01-06.json",
        "book-2026-02-01.json",
        "book-2026-03-01.json",
        "book-2026-04-01.json",
        *(f"book-2026-04-{day:02}.json" for day in range(8, 15)),
    ]


def test_a_copy_holds_what_is_only_in_the_journal_yet(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    database = reopened(path)
    log(database, 1)
    copy = backup(path)
    again = backup(path)
    assert copy != again
    assert [info.kind for info in list_backups(path) if info.path in (copy, again)] == ["by hand", "by hand"]
    with reopened(tmp_path / "backups" / copy.name) as opened:
        assert contents(opened) == contents(database)
    database.close()


def test_a_copy_that_can_not_be_made_does_not_stop_the_day(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    a_day(path, 0)
    for file in (tmp_path / "backups").iterdir():
        file.unlink()
    (tmp_path / "backups").rmdir()
    (tmp_path / "backups").write_text("a file in the way")
    database = a_day(path, 1)
    assert any("backup could not be made" in notice for notice in database.notices)
    with reopened(path) as again:
        assert contents(again)["touches"].keys() == {0, 1}


def test_restoring_is_one_change_that_undo_takes_back_and_others_see(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    database = reopened(path)
    database.commit("Add", lambda: Edit({"accounts": {1: b'{"n":1}', 2: b'{"n":2}'}}))
    copy = backup(path)
    database.commit("Spoil", lambda: Edit({"accounts": {1: b'{"n":9}', 3: b"{}"}}, {"accounts": [2]}))
    spoiled = contents(database)
    preview = preview_restore(path, copy)
    assert [*preview.tables.items()] == [("accounts", (1, 1, 1))] or str(preview.tables["accounts"]) == (
        "Difference(added=1, changed=1, removed=1)"
    )
    assert contents(database) == spoiled, "a preview changes nothing"
    report = restore(path, copy.name)
    assert report.lines == ["accounts: 1 added, 1 changed, 1 removed", "Undo takes it back."]
    assert [change.label for change in database.poll().changes] == [f"Restored {copy.name}"]
    assert contents(database) == {"accounts": {1: b'{"n":1}', 2: b'{"n":2}'}}
    database.undo()
    assert contents(database) == spoiled
    database.close()


def test_restoring_what_is_no_book_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    with reopened(path) as database:
        log(database, 1)
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    for wrong in ("photo.jpg", "nowhere.json"):
        with pytest.raises(StorageError) as refused:
            restore(path, tmp_path / wrong)
        assert wrong in str(refused.value) and "\n" not in str(refused.value)
    with reopened(path) as database:
        assert contents(database)["touches"].keys() == {1}


def test_the_last_checkpoint_but_one_is_kept_beside_its_journal(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    with reopened(path) as database:
        log(database, 1)
        database.checkpoint()
        log(database, 2)
        database.checkpoint()
        log(database, 3)
        database.book.lock.close()
        database.book.closed = True
    path.write_bytes(b"gone")
    previous = next(info for info in list_backups(path) if info.kind == "previous")
    report = restore(path, previous.path)
    assert "Nothing is lost that had been saved." in report.lines
    with reopened(path) as database:
        assert contents(database)["touches"].keys() == {1, 2, 3}


def test_losing_changes_is_told_exactly(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    with reopened(path) as database:
        log(database, 1)
    copy = backup(path)
    with reopened(path) as database:
        for number in range(2, 5):
            log(database, number)
    for file in ("book.json", "book.json.journal", "backups/book-previous.journal"):
        (tmp_path / file).write_bytes(b"gone")
    report = restore(path, copy)
    assert report.lines[0].startswith("book.json can't be read")
    with reopened(path) as database:
        assert contents(database)["touches"].keys() == {1}


def test_a_sound_book_is_called_sound_with_its_numbers(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    database = reopened(path)
    database.commit("Add", lambda: Edit({"accounts": {1: b"{}", 2: b"{}"}}))
    database.checkpoint()
    log(database, 1)
    report = check(path)
    assert report.ok
    assert (report.documents, report.waiting) == ({"accounts": 2}, 1)
    assert report.lines[0].startswith("book.json is sound: 2 records")
    database.close()


@pytest.mark.parametrize("file", ["book.json", "book.json.journal"])
def test_a_check_finds_a_single_flipped_bit(tmp_path: Path, file: str) -> None:
    path = tmp_path / "book.json"
    database = reopened(path)
    database.commit("Add", lambda: put("accounts", 1, b'{"name":"Acme"}'))
    database.checkpoint()
    log(database, 1)
    log(database, 2)
    database.book.lock.close()
    data = bytearray((tmp_path / file).read_bytes())
    data[data.index(b"Acme" if file == "book.json" else b'"Call 1"') + 1] ^= 2
    status = (tmp_path / file).stat()
    (tmp_path / file).write_bytes(data)
    os.utime(tmp_path / file, ns=(status.st_atime_ns, status.st_mtime_ns))
    report = check(path)
    assert not report.ok
    assert any("damaged" in line for line in report.lines)


def test_a_check_of_nothing_says_so(tmp_path: Path) -> None:
    report = check(tmp_path / "book.json")
    assert not report.ok and report.lines == ["book.json is not there."]


def test_a_check_names_what_a_sync_tool_left_beside_the_book(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    reopened(path).close()
    (tmp_path / "book (conflicted copy 2026-11-22).json").write_text("{}")
    assert any("conflicted copy" in line for line in check(path).lines)
