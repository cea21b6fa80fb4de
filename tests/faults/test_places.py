"""Full disks, read-only places, other people's permissions, odd paths, links, clocks that go back."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from planner.storage import Database, Edit, NotSaved, StorageError, backup

from .books import contents, log, put, reopened
from .test_several import in_child, needs_fork

AS_ROOT = sys.platform != "win32" and os.geteuid() == 0
NOBODY = 65534
BIG = b'{"note":"' + b"x" * 5000 + b'"}'


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 600 KB."""
    if not AS_ROOT or sys.platform != "linux":
        pytest.skip("mounting a small disk takes root on Linux")
    mount = tmp_path / "disk"
    mount.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", mount], capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        yield mount
    finally:
        subprocess.run(["umount", "-l", mount], check=False)


def test_a_full_disk_refuses_in_one_line_and_keeps_all_that_was_acknowledged(small_disk: Path) -> None:
    path = small_disk / "book.json"
    database = reopened(path)
    acknowledged, refused = set(), []
    for number in range(200):
        try:
            database.commit("call", lambda number=number: put("touches", number, BIG))
            acknowledged.add(number)
        except NotSaved as error:
            refused.append(str(error))
    assert 20 < len(acknowledged) < 120
    assert set(refused) == {"Not saved: the disk is full."}
    assert any("spare room" in notice for notice in database.notices)
    assert {i for i, _ in database.rows("touches")} == acknowledged
    database.close()
    database = reopened(path)
    assert {i for i, _ in database.rows("touches")} == acknowledged
    database.book.lock.close()


def test_room_made_on_a_full_disk_is_enough_to_go_on(small_disk: Path) -> None:
    path, ballast = small_disk / "book.json", small_disk / "holiday.jpg"
    database = reopened(path)
    ballast.write_bytes(b"x" * 100_000)
    with pytest.raises(NotSaved):
        for number in range(200):
            database.commit("call", lambda number=number: put("touches", number, BIG))
    ballast.unlink()
    log(database, 1000)
    assert database.get("touches", 1000) is not None
    database.close()


@needs_fork
def test_a_limit_on_the_size_of_files_cuts_a_write_short_and_nothing_is_half_there(tmp_path: Path) -> None:
    import resource

    path = tmp_path / "book.json"
    reopened(path).close()

    def work() -> None:
        database = reopened(path)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        acknowledged = set()
        for number in range(60):
            try:
                database.commit("call", lambda number=number: put("touches", number, BIG))
                acknowledged.add(number)
            except NotSaved as error:
                assert "may not grow any further" in str(error)
        assert 5 < len(acknowledged) < 40
        assert {i for i, _ in database.rows("touches")} == acknowledged
        (tmp_path / "acknowledged").write_text(",".join(map(str, sorted(acknowledged))))

    assert os.waitpid(in_child(work), 0)[1] == 0
    expected = {int(word) for word in (tmp_path / "acknowledged").read_text().split(",")}
    with reopened(path) as database:
        assert {i for i, _ in database.rows("touches")} == expected


def as_an_ordinary_user(work: object, folder: Path) -> int:
    """Runs `work` without root's right to write everywhere."""

    def drop() -> None:
        if AS_ROOT:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        assert callable(work)
        work()

    for parent in folder.parents:
        if AS_ROOT and parent.stat().st_uid == 0 and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o111)
    return os.waitpid(in_child(drop), 0)[1]


@needs_fork
@pytest.mark.parametrize("protect", ["folder", "file", "both"])
def test_a_write_protected_book_opens_for_reading_and_says_so(tmp_path: Path, protect: str) -> None:
    folder = tmp_path / "place"
    path = folder / "book.json"
    with reopened(path) as database:
        log(database, 1)
    if AS_ROOT:
        for file in [folder, *folder.rglob("*")]:
            os.chown(file, NOBODY, NOBODY)
    if protect in ("file", "both"):
        path.chmod(0o400)
    if protect in ("folder", "both"):
        folder.chmod(0o500)
    before = {file.name: file.stat().st_size for file in folder.iterdir()}

    def work() -> None:
        database = reopened(path)
        assert database.read_only
        assert any("reading only" in notice for notice in database.notices)
        assert contents(database)["touches"].keys() == {1}
        with pytest.raises(NotSaved, match="open for reading only"):
            log(database, 2)
        assert not database.poll()
        database.close()

    assert as_an_ordinary_user(work, folder) == 0
    folder.chmod(0o700)
    assert {file.name: file.stat().st_size for file in folder.iterdir()} == before


@needs_fork
def test_a_backup_into_a_folder_that_is_protected_says_that_it_is_the_copy_that_failed(tmp_path: Path) -> None:
    folder = tmp_path / "place"
    path = folder / "book.json"
    with reopened(path) as database:
        log(database, 1)
    (folder / "backups").mkdir(exist_ok=True)
    if AS_ROOT:
        for file in [folder, *folder.rglob("*")]:
            os.chown(file, NOBODY, NOBODY)
    (folder / "backups").chmod(0o500)

    def work() -> None:
        with pytest.raises(StorageError) as refused:
            backup(path)
        assert str(refused.value) == f"book.json can't be copied to {folder / 'backups'}: permission denied."

    assert as_an_ordinary_user(work, folder) == 0
    (folder / "backups").chmod(0o700)


@needs_fork
def test_a_book_that_may_not_be_read_is_refused_in_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "place"
    path = folder / "book.json"
    reopened(path).close()
    if AS_ROOT:
        for file in [folder, *folder.rglob("*")]:
            os.chown(file, NOBODY, NOBODY)
    path.chmod(0o000)

    def work() -> None:
        with pytest.raises(StorageError) as refused:
            reopened(path)
        assert str(refused.value) == f"{path} can't be opened: permission denied."
        assert refused.value.hint

    assert as_an_ordinary_user(work, folder) == 0


def test_a_book_opened_for_reading_writes_nothing_and_follows_the_writer(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    writer = reopened(path)
    log(writer, 1)
    reader = Database.open(path, read_only=True)
    assert contents(reader)["touches"].keys() == {1}
    log(writer, 2)
    assert reader.poll()
    writer.close()
    reader.poll()
    assert not reader.poll()
    assert contents(reader)["touches"].keys() == {1, 2}
    with pytest.raises(NotSaved):
        reader.commit("x", lambda: Edit())
    reader.close()


def test_reading_a_book_that_is_not_there_makes_none(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as refused:
        Database.open(tmp_path / "book.json", read_only=True)
    assert "no book" in str(refused.value)
    assert not (tmp_path / "book.json").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_everything_is_private_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        path = tmp_path / "new" / "deeper" / "book.json"
        database = Database.open(path)
        log(database, 1)
        database.checkpoint()
        database.close()
        Database.open(path).close()
    finally:
        os.umask(before)
    for file in [tmp_path / "new", *(tmp_path / "new").rglob("*")]:
        assert stat.S_IMODE(file.stat().st_mode) == (0o700 if file.is_dir() else 0o600), file


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_a_book_that_others_could_read_is_made_private_and_the_user_told(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    reopened(path).close()
    path.chmod(0o644)
    with reopened(path) as database:
        assert any("only by you" in notice for notice in database.notices)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_path_with_spaces_and_letters_of_many_scripts(tmp_path: Path) -> None:
    path = tmp_path / "Größe und 大阪" / "mein Bücher buch.json"
    with reopened(path) as database:
        log(database, 1)
    with reopened(path) as database:
        assert contents(database)["touches"].keys() == {1}


@pytest.mark.skipif(sys.platform == "win32", reason="links take a privilege on Windows")
def test_a_link_to_a_book_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real" / "book.json", tmp_path / "link.json"
    reopened(real).close()
    link.symlink_to(real)
    with reopened(link) as database:
        log(database, 1)
        database.checkpoint()
    assert link.is_symlink()
    with reopened(real) as database:
        assert contents(database)["touches"].keys() == {1}
    assert sorted(file.name for file in tmp_path.iterdir()) == ["link.json", "real"]


def test_a_clock_set_back_between_changes_does_not_matter(tmp_path: Path) -> None:
    path, moment = tmp_path / "book.json", datetime(2026, 10, 25, 2, 30, tzinfo=UTC)
    hours = iter([0, 0, -1, -1, 5, -3, -3, -3, -3, -3, -3, -3])
    database = Database.open(path, now=lambda: moment + timedelta(hours=next(hours)), backups=False)
    for number in range(4):
        log(database, number)
    database.undo()
    database.book.lock.close()
    with reopened(path) as again:
        assert contents(again)["touches"].keys() == {0, 1, 2}
        assert [change.number for change in again.history()] == [5, 4, 3, 2, 1]


def test_leftovers_of_a_crash_are_cleared_away_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    reopened(path).close()
    ours = [tmp_path / "book.json.tmp-0123abcd", tmp_path / "book.json.journal.tmp-89abcdef"]
    others = [tmp_path / "book.json.tmp-mine", tmp_path / "notes.tmp-0123abcd"]
    for file in ours + others:
        file.write_text("x")
    reopened(path).close()
    assert not any(file.exists() for file in ours)
    assert all(file.exists() for file in others)
