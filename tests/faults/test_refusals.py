"""The system refuses one call, or everything from one call on: nothing acknowledged is lost, nothing refused stays."""

from __future__ import annotations

import contextlib
import errno
from pathlib import Path

import pytest

from planner.storage import NotSaved, OsFiles, StorageError

from .books import contents, log, reopened
from .disks import QuickDisk, RefusingDisk


def a_working_day(path: Path, files: OsFiles) -> set[int]:
    """Opens, logs, takes back, folds, closes; the numbers of the calls that were acknowledged."""
    acknowledged: set[int] = set()
    try:
        database = reopened(path, files)
    except StorageError:
        return acknowledged
    for number in range(2, 8):
        try:
            log(database, number)
            acknowledged.add(number)
        except NotSaved:
            assert database.get("touches", number) is None, "what was refused is in memory"
        if number == 4:
            with contextlib.suppress(StorageError):
                database.checkpoint()
        if number == 5 and 5 in acknowledged:
            try:
                database.undo()
                acknowledged.discard(5)
            except NotSaved:
                assert database.get("touches", 5) is not None
    assert {i for i, _ in database.rows("touches")} == acknowledged | {1}, "memory and acknowledgements differ"
    database.close()
    return acknowledged


def a_book(path: Path) -> None:
    database = reopened(path, QuickDisk())
    log(database, 1)
    database.close()


def calls_of_a_day(tmp_path: Path) -> int:
    path = tmp_path / "count" / "book.json"
    a_book(path)
    disk = RefusingDisk(None)
    assert a_working_day(path, disk) == {2, 3, 4, 6, 7}
    return disk.calls


@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "for ever"])
@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC, errno.EACCES], ids=["EIO", "ENOSPC", "EACCES"])
def test_each_call_refused_in_turn_loses_nothing_and_leaves_no_ghost(
    tmp_path: Path, error: int, for_ever: bool
) -> None:
    number = calls_of_a_day(tmp_path)
    assert number > 30
    for allowed in range(number):
        path = tmp_path / str(allowed) / "book.json"
        a_book(path)
        disk = RefusingDisk(allowed, error, for_ever=for_ever)
        acknowledged = a_working_day(path, disk)
        assert disk.refused, f"call {allowed} was never made"
        with reopened(path, QuickDisk()) as database:
            found = {i for i, _ in database.rows("touches")}
        # Where the device fails for good it may keep the one refused change that it was told to cut off again.
        differs = found ^ (acknowledged | {1})
        assert len(differs) <= (1 if for_ever else 0), (allowed, disk.refused, differs)


def test_a_refused_call_is_told_in_one_line_and_can_be_tried_again(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    a_book(path)
    disk = RefusingDisk(None, errno.ENOSPC)
    database = reopened(path, disk)
    path.with_name("book.json.reserve").unlink()
    disk.allowed = disk.calls + 1
    with pytest.raises(NotSaved) as refused:
        log(database, 2)
    assert str(refused.value) == "Not saved: the disk is full."
    assert "Free some disk space" in refused.value.hint
    log(database, 2)
    database.close()
    with reopened(path) as again:
        assert contents(again)["touches"].keys() == {1, 2}


def test_the_last_spare_room_is_used_when_the_disk_is_full_and_the_user_is_told(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    a_book(path)
    disk = RefusingDisk(None, errno.ENOSPC)
    database = reopened(path, disk)
    disk.allowed = disk.calls + 1  # the append is opened, its write is refused
    log(database, 2)
    assert disk.refused == ["write"]
    assert not path.with_name("book.json.reserve").exists()
    assert any("spare room" in notice for notice in database.notices)


def test_a_book_that_wants_mending_on_a_full_disk_still_opens_for_reading(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    a_book(path)
    database = reopened(path)
    log(database, 2)
    database.book.lock.close()
    journal = path.with_name("book.json.journal")
    journal.write_bytes(journal.read_bytes() + b'{"n":3,"at"')  # cut short by a crash
    path.with_name("book.json.reserve").unlink()
    before = journal.read_bytes()
    with reopened(path, RefusingDisk(0, errno.ENOSPC, for_ever=True)) as full:
        assert full.read_only
        assert contents(full)["touches"].keys() == {1, 2}
        assert full.notices[0].startswith("book.json is open for reading only: the disk is full. Nothing is lost")
        with pytest.raises(NotSaved):
            log(full, 3)
    assert journal.read_bytes() == before
    with reopened(path) as again:
        log(again, 3)


def test_after_a_failed_sync_the_journal_is_written_into_a_fresh_file(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    a_book(path)
    disk = RefusingDisk(None)
    database = reopened(path, disk)
    before = path.with_name("book.json.journal").stat().st_ino
    disk.allowed = disk.calls + 2  # opened, written, and then the device does not confirm
    log(database, 2)
    assert disk.refused == ["sync"]
    assert path.with_name("book.json.journal").stat().st_ino != before
    with reopened(path) as again:
        assert contents(again)["touches"].keys() == {1, 2}
