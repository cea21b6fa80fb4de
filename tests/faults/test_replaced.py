"""Another program replaces or edits the book while it is open: nothing of either is lost, and the user is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tinydb import TinyDB

from planner.storage import Database, NotSaved, OsFiles

from .books import contents, log, put, reopened
from .disks import QuickDisk


@pytest.fixture(autouse=True)
def no_waiting_for_the_device(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OsFiles, "sync", QuickDisk.sync)
    monkeypatch.setattr(OsFiles, "sync_folder", QuickDisk.sync_folder)


def open_book(path: Path) -> Database:
    """A book with an account, open, with one call in the journal only."""
    with reopened(path) as database:
        database.commit("Add Acme", lambda: put("accounts", 7, b'{"name":"Acme"}'))
        database.commit("Add Best", lambda: put("accounts", 8, b'{"name":"Best"}'))
    database = reopened(path)
    log(database, 1)
    return database


def swap(path: Path, data: bytes) -> None:
    """What a sync tool does: a new file, renamed over the old one."""
    beside = path.with_name("incoming")
    beside.write_bytes(data)
    beside.replace(path)


def kept(path: Path) -> list[Path]:
    """Copies that were kept among the backups."""
    return sorted((path.parent / "backups").glob("*.kept-*"))


@pytest.mark.parametrize("in_place", [False, True], ids=["renamed over", "written in place"])
def test_an_edit_by_hand_is_taken_in_beside_our_own_changes(tmp_path: Path, in_place: bool) -> None:
    path = tmp_path / "book.json"
    database = open_book(path)
    data = path.read_bytes().replace(b"Acme", b"Acme & Sons")
    path.write_bytes(data) if in_place else swap(path, data)
    log(database, 2)
    found = contents(database)
    assert found["accounts"][7] == b'{"name":"Acme & Sons"}'
    assert found["touches"].keys() == {1, 2}
    assert any("changed by another program" in notice for notice in database.notices)
    assert kept(path)[0].read_bytes() == data
    database.close()
    with reopened(path) as again:
        assert contents(again) == found


def test_what_an_editor_did_can_be_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    database = open_book(path)
    before = contents(database)
    lines = path.read_bytes().splitlines(keepends=True)
    swap(path, b"".join(line for line in lines if b"Best" not in line).replace(b'"Acme"},', b'"Acme"}'))
    update = database.poll()
    assert not update.reloaded and len(update.changes) == 1
    assert 8 not in contents(database)["accounts"]
    assert database.undo_label == "Changes made to book.json by another program"
    database.undo()
    assert contents(database) == before
    database.close()


def test_a_polling_screen_takes_the_edit_in(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    database = open_book(path)
    swap(path, path.read_bytes().replace(b"Acme", b"Acme & Sons"))
    assert database.poll()
    assert database.get("accounts", 7) == b'{"name":"Acme & Sons"}'
    assert not database.poll()
    database.close()


def test_a_damaged_file_renamed_over_the_book_is_kept_aside_and_the_book_written_again(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    database = open_book(path)
    swap(path, b"<<<<<<< mine\n" + path.read_bytes())
    log(database, 2)
    assert any("unreadable" in notice and "nothing of it is lost" in notice for notice in database.notices)
    assert kept(path)[0].read_bytes().startswith(b"<<<<<<<")
    database.close()
    with reopened(path) as again:
        assert contents(again)["touches"].keys() == {1, 2}


def test_a_file_damaged_in_place_refuses_changes_until_it_is_whole_again(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    database = open_book(path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(NotSaved) as refused:
        log(database, 2)
    assert "\n" not in str(refused.value) and "book.json" in str(refused.value)
    assert not database.poll()
    path.write_bytes(data)
    log(database, 2)
    assert contents(database)["touches"].keys() == {1, 2}
    database.close()


def test_an_older_copy_put_back_does_not_win(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    database = open_book(path)
    old = path.read_bytes()
    log(database, 2)
    database.checkpoint()
    swap(path, old)
    log(database, 3)
    assert contents(database)["touches"].keys() == {1, 2, 3}
    assert any("older copy" in notice for notice in database.notices)
    assert kept(path)[0].read_bytes() == old
    database.close()
    with reopened(path) as again:
        assert contents(again)["touches"].keys() == {1, 2, 3}


def test_two_computers_through_a_sync_tool_keep_the_calls_of_both(tmp_path: Path) -> None:
    here, there = tmp_path / "here" / "book.json", tmp_path / "there" / "book.json"
    database = open_book(here)
    database.checkpoint()
    there.parent.mkdir()
    shutil.copy(here, there)
    log(database, 2)
    with reopened(there) as other:
        other.commit("Call", lambda: put("touches", 33, b'{"n":33}'))
    swap(here, there.read_bytes())
    log(database, 4)
    assert contents(database)["touches"].keys() == {1, 2, 33, 4}
    database.checkpoint()
    with reopened(there) as other:
        other.commit("Call", lambda: put("touches", 44, b'{"n":44}'))
    swap(here, there.read_bytes())
    log(database, 5)
    assert contents(database)["touches"].keys() == {1, 2, 33, 44, 4, 5}
    database.close()


def test_stock_tinydb_writing_to_an_open_book_is_taken_in(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    database = open_book(path)
    stock = TinyDB(path)
    stock.table("accounts").insert({"name": "From a script"})
    stock.close()
    log(database, 2)
    found = contents(database)
    assert b'{"name":"From a script"}' in found["accounts"].values()
    assert found["touches"].keys() == {1, 2}
    database.close()


def test_another_book_put_in_its_place_is_opened_and_ours_is_kept(tmp_path: Path) -> None:
    path, other = tmp_path / "book.json", tmp_path / "other.json"
    database = open_book(path)
    with reopened(other) as second:
        second.commit("Add", lambda: put("accounts", 99, b'{"name":"Elsewhere"}'))
    swap(path, other.read_bytes())
    assert database.poll().reloaded
    assert contents(database) == {"accounts": {99: b'{"name":"Elsewhere"}'}}
    assert any("another book" in notice for notice in database.notices)
    rescued = TinyDB(kept(path)[0])
    assert len(rescued.table("touches")) == 1 and len(rescued.table("accounts")) == 3
    rescued.close()
    database.close()


@pytest.mark.parametrize("what", ["book.json", "book.json.journal", "both"])
def test_files_deleted_while_open_are_written_again(tmp_path: Path, what: str) -> None:
    path = tmp_path / "book.json"
    database = open_book(path)
    for name in ["book.json", "book.json.journal"] if what == "both" else [what]:
        (tmp_path / name).unlink()
    log(database, 2)
    found = contents(database)
    assert found["touches"].keys() == {1, 2}
    database.book.lock.close()
    with reopened(path) as again:
        assert contents(again) == found


@pytest.mark.parametrize("junk", [b"", b"junk\n", b"\0" * 100], ids=["empty", "text", "zeros"])
def test_a_journal_replaced_while_open_is_written_again(tmp_path: Path, junk: bytes) -> None:
    path = tmp_path / "book.json"
    database = open_book(path)
    swap(path.with_name("book.json.journal"), junk)
    log(database, 2)
    assert any("journal" in notice and "nothing is lost" in notice for notice in database.notices)
    database.book.lock.close()
    with reopened(path) as again:
        assert contents(again)["touches"].keys() == {1, 2}
