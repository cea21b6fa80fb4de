"""Care for the book from the shell: is it sound, copies, going back to one."""

import io

import pytest

from tests.commands.conftest import Planner


def test_a_check_answers_as_json_too(planner: Planner) -> None:
    assert planner("add", "account", "Acme") == 0
    answer = planner.json("check", "--tidy")
    assert (answer["ok"], answer["records"], answer["waiting_in_journal"]) == (True, {"accounts": 1}, 0)
    planner.path.write_bytes(b"rubbish")
    assert planner("check", "--json") == 1
    assert '"ok": false' in planner.out
    assert planner.err.count("\n") == 1


def test_going_back_says_what_changes_once_and_undo_takes_it_back(planner: Planner) -> None:
    assert planner("add", "account", "Acme") == 0
    assert planner("backup") == 0
    assert planner("add", "account", "Best") == 0
    assert planner("restore") == 0
    number = next(line.split()[0] for line in planner.out.splitlines() if "by hand" in line)
    assert planner("restore", number, "--yes") == 0
    assert planner.out.splitlines()[0] == "accounts: 0 added, 0 changed, 1 removed"
    assert planner.out.count("accounts:") == 1
    assert [each["name"] for each in planner.json("accounts")] == ["Acme"]
    assert planner("undo") == 0
    assert len(planner.json("accounts")) == 2


def test_a_restore_that_nobody_agrees_to_changes_nothing(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    assert planner("add", "account", "Acme") == 0
    assert planner("backup") == 0
    assert planner("edit", "account", "Acme", "--city", "Oslo") == 0
    before = planner.path.read_bytes()
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert planner("restore", "1") == 1
    assert planner.err.endswith("planner: nothing was changed\n")
    assert planner.path.read_bytes() == before
