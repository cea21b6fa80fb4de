"""Several processes on one book: no change is lost or doubled, each sees the others', and a dead one stops nobody."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.storage import Change, Database, Edit, Update

from .books import contents, log, put, reopened

needs_fork = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


def in_child(work: Callable[[], None]) -> int:
    """Runs `work` in a process of its own; its id."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return child


def log_many(path: Path, writer: int, number: int, ready: int | None = None) -> None:
    """One writer: each call is a touch of its own and one more on the account's count."""
    database = reopened(path)
    for at in range(number):

        def build(at: int = at) -> Edit:
            count = int((database.get("accounts", 1) or b'{"n":0}')[5:-1]) + 1
            return Edit({"touches": {writer * 1000 + at: b"{}"}, "accounts": {1: b'{"n":%d}' % count}})

        database.commit("call", build)
        if ready is not None and at == number // 2:
            os.write(ready, b"!")
    database.close()


@needs_fork
def test_four_processes_log_a_thousand_calls_without_loss_or_duplicate(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    reopened(path).close()
    children = [in_child(lambda writer=writer: log_many(path, writer, 250)) for writer in range(4)]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
    with reopened(path) as database:
        assert database.count("touches") == 1000
        assert database.get("accounts", 1) == b'{"n":1000}', "a change was built on an old state"


@needs_fork
def test_one_of_four_killed_half_way_stops_nobody(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    reopened(path).close()
    reader, writer = os.pipe()
    victim = in_child(lambda: log_many(path, 9, 200, writer))
    children = [in_child(lambda number=number: log_many(path, number, 100)) for number in range(3)]
    os.read(reader, 1)
    os.kill(victim, signal.SIGKILL)
    os.waitpid(victim, 0)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 3
    os.close(reader)
    os.close(writer)
    with reopened(path) as database:
        touches = {i for i, _ in database.rows("touches")}
        assert {writer * 1000 + at for writer in range(3) for at in range(100)} <= touches
        assert database.get("accounts", 1) == b'{"n":%d}' % len(touches)


def test_an_open_screen_sees_what_another_program_logged(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    screen, command = reopened(path), reopened(path)
    log(command, 1)
    update = screen.poll()
    assert [change.label for change in update.changes] == ["Call 1"]
    assert not update.reloaded
    assert not screen.poll()
    command.close()
    assert not screen.poll().reloaded, "a checkpoint of another program is nothing new"
    assert screen.undo_label == "Call 1"
    screen.close()


def test_a_change_is_built_on_what_others_wrote_and_the_listener_hears_it_first(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    screen, command = reopened(path), reopened(path)
    heard: list[Update] = []
    screen.listener = heard.append
    log(command, 1)
    command.close()
    seen: list[bytes | None] = []

    def build() -> Edit:
        assert heard, "the change was built before the news was told"
        seen.append(screen.get("touches", 1))
        return put("touches", 2)

    screen.commit("mine", build)
    assert seen == [b'{"n":1}']
    screen.close()


def test_one_program_takes_back_what_the_other_did(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    screen, command = reopened(path), reopened(path)
    log(command, 1)
    change = screen.undo()
    assert isinstance(change, Change) and change.label == "Call 1"
    command.poll()
    assert contents(command) == {}
    assert command.redo_label == "Call 1"
    screen.close()
    command.close()


def far_behind(path: Path) -> tuple[Database, Database]:
    """A screen that slept while another program did more than a journal carries on."""
    screen, command = reopened(path), reopened(path)
    for number in range(1, 6):
        command.commit(
            "big", lambda number=number: put("touches", number, b'{"x":"%b"}' % (b"x" * 100_000)), undoable=False
        )
    command.checkpoint()
    return screen, command


def test_a_journal_deleted_while_one_program_is_open_and_another_starts_costs_neither_a_change(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    one = reopened(path)
    log(one, 1)
    log(one, 2)
    one.undo()
    path.with_name("book.json.journal").unlink()
    other = reopened(path)  # begins a new journal, as the main file is sound
    log(other, 3)
    log(one, 4)
    assert any("written again, and nothing is lost" in notice for notice in one.notices)
    other.poll()
    assert contents(one)["touches"].keys() == contents(other)["touches"].keys() == {1, 3, 4}
    other.close()
    one.close()
    with reopened(path) as again:
        assert contents(again)["touches"].keys() == {1, 3, 4}
        assert again.undo_label == "Call 4"


def test_a_program_that_is_far_behind_is_told_to_read_everything_again(tmp_path: Path) -> None:
    screen, command = far_behind(tmp_path / "book.json")
    assert screen.poll().reloaded
    assert contents(screen) == contents(command)
    screen.close()
    command.close()
