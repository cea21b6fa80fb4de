"""Files that were cut, flipped, emptied, swapped or lost while the book was closed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from planner.storage import Damaged, Database, OsFiles, StorageError, check, list_backups, preview_restore, restore

from .books import Contents, contents, log, put, reopened
from .disks import QuickDisk


@pytest.fixture(autouse=True)
def no_waiting_for_the_device(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OsFiles, "sync", QuickDisk.sync)
    monkeypatch.setattr(OsFiles, "sync_folder", QuickDisk.sync_folder)


def crashed_book(path: Path, calls: int = 4) -> bytes:
    """A book whose last calls are in the journal only; the journal's bytes."""
    with reopened(path) as database:
        log(database, 0)
    database = reopened(path)
    for number in range(1, calls + 1):
        log(database, number)
    database.book.lock.close()
    return journal_of(path).read_bytes()


def journal_of(path: Path) -> Path:
    return path.with_name(path.name + ".journal")


def touches(path: Path, *, read_only: bool = False) -> tuple[set[int], list[str]]:
    """Opens the book: the calls in it, and what the user is told."""
    with Database.open(path, backups=False, read_only=read_only) as database:
        return {i for i, _ in database.rows("touches")}, list(database.notices)


def test_a_journal_cut_at_any_byte_of_its_last_two_changes_loses_only_what_was_cut(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    whole = crashed_book(path)
    main = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    start = len(whole) - len(lines[-1]) - len(lines[-2])
    for cut in range(start, len(whole) + 1):
        path.write_bytes(main)
        journal_of(path).write_bytes(whole[:cut])
        complete = sum(cut >= end - 1 for end in (len(whole) - len(lines[-1]), len(whole)))
        at_a_line_end = cut in (start, len(whole)) or whole[cut - 1 : cut + 1].count(b"\n")
        found, notices = touches(path, read_only=cut % 8 != 0)  # writing shows the same, but takes much longer
        assert found == set(range(3 + complete)), cut
        assert at_a_line_end or any("not complete" in notice for notice in notices), cut


def test_every_single_flipped_bit_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    whole = crashed_book(path)
    main = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    body = len(whole) - sum(len(line) for line in lines[-4:])
    for at in range(body, len(whole), 3):
        path.write_bytes(main)
        damaged = bytearray(whole)
        damaged[at] ^= 1 << (at % 7)
        journal_of(path).write_bytes(damaged)
        found, notices = touches(path, read_only=at % 8 != 0)
        assert 0 in found and len(found) >= 3, "a flipped bit costs one change; two where it made one line of two"
        assert found == set(range(5)) or notices, f"byte {at}: lost without a word"
    assert any(name.name.startswith("book.json.journal.damaged-") for name in tmp_path.iterdir())


def test_a_flipped_bit_in_the_middle_costs_that_change_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    whole = bytearray(crashed_book(path))
    second = whole.index(b'"Call 2"')
    whole[second + 3] ^= 1
    journal_of(path).write_bytes(whole)
    found, notices = touches(path)
    assert found == {0, 1, 3, 4}
    assert any("1 saved change could not be read back" in n and "book.json.journal.damaged-" in n for n in notices)
    assert touches(path) == ({0, 1, 3, 4}, []), "told once, then clean"


@pytest.mark.parametrize("tail", [b"\0" * 512, b"garbage", b"\n\n", b"{}\n"], ids=["zeros", "text", "lines", "object"])
def test_rubbish_after_the_last_change_is_left_out(tmp_path: Path, tail: bytes) -> None:
    path = tmp_path / "book.json"
    whole = crashed_book(path)
    journal_of(path).write_bytes(whole + tail)
    assert touches(path)[0] == {0, 1, 2, 3, 4}


def test_an_old_block_of_another_journal_is_not_taken_for_a_change(tmp_path: Path) -> None:
    path, other = tmp_path / "book.json", tmp_path / "other.json"
    whole, foreign = crashed_book(path), crashed_book(other, calls=9)
    journal_of(path).write_bytes(whole + foreign.splitlines(keepends=True)[-1])
    assert touches(path)[0] == {0, 1, 2, 3, 4}


def test_a_damaged_first_line_of_the_journal_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    whole = bytearray(crashed_book(path))
    whole[whole.index(b'"schema"') + 2] ^= 1
    journal_of(path).write_bytes(whole)
    found, notices = touches(path)
    assert found == {0, 1, 2, 3, 4}
    assert any("first line" in notice for notice in notices)


def test_a_missing_journal_opens_what_was_last_written_out_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    crashed_book(path)
    journal_of(path).unlink()
    found, notices = touches(path)
    assert found == {0}
    assert any("no journal beside it" in notice for notice in notices)


def test_a_journal_of_another_book_is_kept_aside_and_not_applied(tmp_path: Path) -> None:
    path, other = tmp_path / "book.json", tmp_path / "other.json"
    crashed_book(path)
    journal_of(path).write_bytes(crashed_book(other, calls=9))
    found, notices = touches(path)
    assert found == {0}
    assert any("belongs to another book" in notice for notice in notices)
    assert len(list(tmp_path.glob("book.json.journal.foreign-*"))) == 1


DAMAGED_MAINS = {
    "empty": lambda data: b"",
    "truncated": lambda data: data[: len(data) // 2],
    "binary": lambda data: bytes(range(256)) * 20,
    "zeros": lambda data: b"\0" * len(data),
    "deep": lambda data: b"[" * 100_000,
    "deep record": lambda data: b'{"accounts":{"1":' + b'{"a":' * 500 + b"1" + b"}" * 500 + b"}}",
    "NaN": lambda data: b'{"accounts":{"1":{"a":NaN}}}',
    "no records": lambda data: b'{"accounts":[1,2]}',
    "a list": lambda data: b"[1,2]",
    "conflict marks": lambda data: b"<<<<<<< mine\n" + data,
}


@pytest.mark.parametrize("how", DAMAGED_MAINS)
def test_a_main_file_that_cannot_be_read_is_refused_in_one_line_and_left_as_it_is(tmp_path: Path, how: str) -> None:
    path = tmp_path / "book.json"
    crashed_book(path)
    damaged = DAMAGED_MAINS[how](path.read_bytes())
    path.write_bytes(damaged)
    with pytest.raises(Damaged) as refused:
        reopened(path)
    assert "\n" not in str(refused.value) and "book.json" in str(refused.value)
    assert "planner restore backups/" in refused.value.hint
    assert path.read_bytes() == damaged
    assert not check(path).ok


@pytest.mark.parametrize("how", DAMAGED_MAINS)
def test_restoring_after_damage_brings_back_the_backup_and_every_later_change(tmp_path: Path, how: str) -> None:
    path = tmp_path / "book.json"
    crashed_book(path)
    damaged = DAMAGED_MAINS[how](path.read_bytes())
    path.write_bytes(damaged)
    newest = list_backups(path)[0]
    assert "Nothing is lost" in " ".join(preview_restore(path, newest.path).lines)
    report = restore(path, newest.path)
    assert report.kept is not None and report.kept.read_bytes() == damaged
    found, _ = touches(path)
    assert found == {0, 1, 2, 3, 4}


def test_a_flipped_byte_in_the_main_file_is_noticed_by_its_checksum(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    with reopened(path) as database:
        database.commit("a", lambda: put("accounts", 1, b'{"name":"Acme"}'))
    data = path.read_bytes().replace(b"Acme", b"Acne")
    path.write_bytes(data)
    with reopened(path) as database:
        assert any("changed by another program" in notice for notice in database.notices)


def test_a_missing_main_file_never_starts_an_empty_book_over_its_journal(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    crashed_book(path)
    path.unlink()
    with pytest.raises(Damaged) as refused:
        reopened(path)
    assert "is missing" in str(refused.value)
    restore(path, list_backups(path)[0].path)
    assert touches(path)[0] == {0, 1, 2, 3, 4}


def test_an_empty_file_without_anything_beside_it_becomes_a_new_book(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    path.touch()
    with reopened(path) as database:
        log(database, 1)
    assert touches(path)[0] == {1}


def test_an_older_copy_put_back_while_closed_gets_its_later_changes_from_the_journal(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    crashed_book(path)
    old = path.read_bytes()
    with reopened(path) as database:
        log(database, 5)
        database.checkpoint()
        log(database, 6)
        database.checkpoint()
    path.write_bytes(old)
    found, notices = touches(path)
    assert found == {0, 1, 2, 3, 4, 5, 6}
    assert any("older copy" in notice and "nothing is lost" in notice for notice in notices)


def edited(path: Path, old: bytes, new: bytes) -> Contents:
    path.write_bytes(path.read_bytes().replace(old, new))
    with reopened(path) as database:
        return contents(database)


def test_a_book_edited_by_hand_while_closed_keeps_both_the_edit_and_the_journal(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    with reopened(path) as database:
        database.commit("a", lambda: put("accounts", 7, b'{"name":"Acme"}'))
    database = reopened(path)
    log(database, 1)
    database.book.lock.close()
    found = edited(path, b"Acme", b"Acme & Sons")
    assert found["accounts"] == {1: b'{"n":1}', 7: b'{"name":"Acme & Sons"}'}
    assert found["touches"] == {1: b'{"n":1}'}


def test_a_record_changed_here_and_there_keeps_ours_and_puts_theirs_aside(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    with reopened(path) as database:
        database.commit("a", lambda: put("accounts", 7, b'{"name":"Acme"}'))
    database = reopened(path)
    database.commit("b", lambda: put("accounts", 7, b'{"name":"Ours"}'))
    database.book.lock.close()
    found = edited(path, b"Acme", b"Theirs")
    assert found["accounts"][7] == b'{"name":"Ours"}'
    conflicts = list(tmp_path.glob("book.json.conflicts-*.json"))
    assert len(conflicts) == 1 and b"Theirs" in conflicts[0].read_bytes()


def test_a_book_written_by_stock_tinydb_is_taken_in(tmp_path: Path) -> None:
    from tinydb import TinyDB

    path = tmp_path / "book.json"
    stock = TinyDB(path)
    stock.table("accounts").insert({"name": "Müller"})
    stock.close()
    with Database.open(path) as database:
        assert contents(database) == {"accounts": {1: b'{"name":"M\\u00fcller"}'}}


def test_a_book_copied_elsewhere_with_its_journal_opens_whole(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    crashed_book(path)
    copy = tmp_path / "Übersicht 2026" / "mein buch.json"
    copy.parent.mkdir()
    shutil.copy(path, copy)
    shutil.copy(journal_of(path), journal_of(copy))
    found, _ = touches(copy)
    assert found == {0, 1, 2, 3, 4}


@pytest.mark.parametrize("new", [b'{"accounts":{"1":{"name":"Other"}}}', None], ids=["stock TinyDB", "ours"])
def test_another_book_in_its_place_is_opened_and_the_last_copy_of_the_old_one_stays(
    tmp_path: Path, new: bytes | None
) -> None:
    path, other = tmp_path / "book.json", tmp_path / "other" / "book.json"
    for number in range(3):
        with reopened(path) as database:
            log(database, number)
    with reopened(other) as database:
        log(database, 9)
    path.write_bytes(new or other.read_bytes())
    found, notices = touches(path)
    assert found == ({9} if new is None else set())
    kept = [name.name for name in (tmp_path / "backups").glob("book-replaced.json.kept-*")]
    assert len(kept) == 1
    assert kept[0] in notices[0]
    for number in (10, 11, 12):  # whatever is done in the new one, the copy of the old one stays
        with reopened(path) as database:
            log(database, number)
    restore(path, tmp_path / "backups" / kept[0])
    assert touches(path)[0] == {0, 1}


def test_a_folder_in_the_place_of_the_book_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as refused:
        reopened(tmp_path)
    assert "\n" not in str(refused.value)
