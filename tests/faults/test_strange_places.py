"""What is no book, or belongs to somebody else, in the place of a book or of a file beside it: refused, and left as it is."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from planner.storage import NotSaved, OsFiles, StorageError, backup, check

from .books import contents, log, put, reopened
from .test_places import AS_ROOT, NOBODY, as_an_ordinary_user
from .test_several import in_child, needs_fork

needs_pipes = pytest.mark.skipif(sys.platform == "win32", reason="needs named pipes")


def mode(path: Path) -> int:
    return path.stat().st_mode


def test_a_folder_in_the_place_of_the_book_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir(0o755)
    before = mode(folder)
    with pytest.raises(StorageError, match="it is a folder, not a file") as refused:
        reopened(folder)
    assert str(folder) in str(refused.value)
    assert mode(folder) == before
    assert [each.name for each in tmp_path.iterdir()] == ["folder"], "something was left beside it"


@needs_pipes
def test_a_pipe_in_the_place_of_the_book_is_refused_at_once_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe, 0o644)
    before = mode(pipe)
    for work in (reopened, check, backup):
        with pytest.raises(StorageError, match="it is no plain file"):
            work(pipe)
    assert mode(pipe) == before


@needs_pipes
def test_a_pipe_put_in_the_place_of_an_open_book_refuses_changes_and_keeps_them_possible(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    database = reopened(path)
    log(database, 1)
    path.rename(tmp_path / "elsewhere")
    os.mkfifo(path)
    with pytest.raises(NotSaved, match="it is no plain file"):
        log(database, 2)
    path.unlink()
    (tmp_path / "elsewhere").rename(path)
    log(database, 2)
    assert contents(database)["touches"].keys() == {1, 2}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_a_file_that_is_no_book_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "holiday.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0 a picture")
    path.chmod(0o644)
    with pytest.raises(StorageError):
        reopened(path)
    assert mode(path) & 0o777 == 0o644


@needs_fork
@pytest.mark.skipif(not AS_ROOT, reason="needs another user")
@pytest.mark.parametrize("which", ["lock", "journal"])
def test_a_book_whose_lock_or_journal_belongs_to_somebody_else_is_never_written_without_it(
    tmp_path: Path, which: str
) -> None:
    folder = tmp_path / "place"
    path = folder / "book.json"
    with reopened(path) as database:
        log(database, 1)
    for file in [folder, *folder.rglob("*")]:
        os.chown(file, NOBODY, NOBODY)
    theirs = folder / f"book.json.{which}"
    os.chown(theirs, 0, 0)
    theirs.chmod(0o644)

    def work() -> None:
        database = reopened(path)
        assert f"its {which} is write-protected" in database.notices[0]
        with pytest.raises(NotSaved, match="open for reading only"):
            log(database, 2)

    assert as_an_ordinary_user(work, folder) == 0


@needs_fork
def test_a_forked_child_takes_a_lock_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    database = reopened(path)

    def work() -> None:
        database.book.lock.patience = 0
        log(database, 1)

    with database.book.lock:
        assert os.waitpid(in_child(work), 0)[1] != 0, "the child wrote although its parent held the lock"
    assert os.waitpid(in_child(work), 0)[1] == 0
    assert contents(reopened(path))["touches"].keys() == {1}


def test_a_screen_that_only_looks_does_not_wait_for_a_busy_book(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    one, other = reopened(path), reopened(path)
    log(one, 1)
    with one.book.lock:
        assert not other.poll()
    assert [change.label for change in other.poll().changes] == ["Call 1"]


def test_a_file_saved_by_an_editor_with_a_byte_order_mark_is_taken_in(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    path.write_bytes(b'\xef\xbb\xbf{\r\n"accounts": {"1": {"name": "Acme"}}}')
    assert contents(reopened(path)) == {"accounts": {1: b'{"name":"Acme"}'}}


@pytest.mark.parametrize("key", ["9" * 5000, str(2**63), "01", "-1", "1.0", "\u0661"])
def test_an_id_that_nobody_could_have_given_is_refused_in_one_line(tmp_path: Path, key: str) -> None:
    path = tmp_path / "book.json"
    path.write_text(f'{{"accounts": {{"{key}": {{}}}}}}')
    with pytest.raises(StorageError, match="a record with a number as its id was expected"):
        reopened(path)


def test_a_damaged_book_offers_a_copy_that_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    with reopened(path) as database:
        log(database, 1)
    good = backup(path)
    (tmp_path / "backups" / "book-damaged.json.kept-20990101-000000").write_bytes(b"rubbish")
    bad = tmp_path / "backups" / "book-2099-01-01.json"
    bad.write_bytes(good.read_bytes()[:-40])
    path.write_bytes(b"rubbish")
    with pytest.raises(StorageError) as refused:
        reopened(path)
    assert refused.value.hint == f"Run: planner restore backups/{good.name}"


def test_copies_of_a_book_with_a_longer_name_are_not_taken_for_ours(tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    theirs = tmp_path / "backups" / "book-old-2026-11-23.json"
    theirs.write_bytes(b"{}")
    with reopened(tmp_path / "book.json") as database:  # a new book: no copy of it is missing its main file
        log(database, 1)
        assert database.count("touches") == 1
    assert theirs.read_bytes() == b"{}"


def test_half_written_copies_of_a_crash_are_cleared_away(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    with reopened(path) as database:
        log(database, 1)
    left = [
        "backups/book-2026-11-23.json.tmp-0123abcd",
        "book.json.damaged-20261123-091500.tmp-0123abcd",
        "book.json.conflicts-20261123-091500.json.tmp-0123abcd",
    ]
    foreign = ["backups/other-2026-11-23.json.tmp-0123abcd", "other.json.tmp-0123abcd"]
    for name in left + foreign:
        (tmp_path / name).write_bytes(b"half")
    reopened(path).close()
    assert [name for name in left + foreign if (tmp_path / name).exists()] == foreign


@pytest.mark.skipif(sys.platform == "win32", reason="needs hard links")
def test_a_crash_never_leaves_book_and_backup_one_file_under_two_names(tmp_path: Path) -> None:
    path, copy = tmp_path / "book.json", tmp_path / "backups" / "book-previous.json"
    with reopened(path) as database:
        log(database, 1)
    copy.unlink(missing_ok=True)
    os.link(path, copy)  # the program stopped just before the rename
    reopened(path).book.lock.close()
    assert not (copy.exists() and copy.samefile(path))


class LookingFails(OsFiles):
    """Can't be asked any more what lies at a path, once a line was synced."""

    broken = False

    def sync(self, fd: int) -> None:
        super().sync(fd)
        self.broken = self.armed

    armed = False

    def status(self, path: str) -> os.stat_result | None:
        if self.broken:
            self.broken = self.armed = False
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return super().status(path)


def test_a_change_that_can_not_be_confirmed_after_its_sync_is_refused_and_leaves_no_ghost(tmp_path: Path) -> None:
    path, disk = tmp_path / "book.json", LookingFails()
    database = reopened(path, disk)
    log(database, 1)
    disk.armed = True
    with pytest.raises(NotSaved):
        database.commit("ghost", lambda: put("touches", 2))
    assert contents(reopened(path))["touches"].keys() == {1}
    log(database, 3)
    assert contents(reopened(path))["touches"].keys() == {1, 3}
