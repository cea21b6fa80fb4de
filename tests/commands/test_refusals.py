"""Bad input gets one clear line: what, where, what to do; exit 1 or 2, nothing changed, never a traceback."""

import errno
import os
import subprocess
import sys

import pytest

from planner.commands import COMMANDS, cli
from planner.storage import OsFiles
from tests.commands.conftest import NOW, Planner


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["log", "Nobody", "a"], 1),
        (["why", "Nobody"], 1),
        (["account", "Nobody"], 1),
        (["log", "Tollgate", "dance"], 2),
        (["log", "Tollgate"], 2),
        (["log", "Tollgate", "c", "--next", "someday"], 2),
        (["log", "Tollgate", "c", "--minutes", "-5"], 2),
        (["log", "Tollgate", "c", "--purpose", "golf"], 2),
        (["today", "--date", "the day after"], 2),
        (["accounts", "--status", "rich"], 2),
        (["add", "account", " "], 2),
        (["add", "opportunity", "X"], 2),
        (["add", "opportunity", "X", "--account", "Tollgate", "--amount", "lots"], 2),
        (["edit", "account", "Tollgate"], 2),
        (["edit", "account", "Tollgate", "--cadence", "20/10"], 2),
        (["import", "/nowhere/file.csv"], 1),
        (["import"], 2),
        (["restore", "/nowhere.json", "--yes"], 1),
        (["dance"], 2),
        (["--dance"], 2),
    ],
)
def test_one_line_and_the_book_unchanged(demo: Planner, arguments: list[str], code: int):
    before = demo.path.read_bytes()
    assert demo(*arguments) == code
    assert demo.err.startswith("planner: ")
    assert demo.err.count("\n") == 1
    assert demo.path.read_bytes() == before


def test_a_page_pasted_as_a_name_is_not_all_repeated(demo: Planner):
    assert demo("account", "Tollgoat " * 500) == 1
    assert "Tollgoat" in demo.err and len(demo.err) < 300


def test_a_now_that_is_no_time_is_wrong_usage(planner: Planner):
    assert planner("today", now="soon") == 2
    assert "soon" in planner.err


def test_a_folder_or_a_foreign_file_as_book_is_refused(planner: Planner, tmp_path):
    planner.path = tmp_path
    assert planner("today") == 1
    planner.path = tmp_path / "picture.png"
    planner.path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    assert planner("today") == 1
    assert planner.path.read_bytes() == b"\x89PNG\r\n\x1a\n\x00\x00"


def test_wrong_settings_are_named_and_the_defaults_used(demo: Planner, tmp_path):
    (tmp_path / "config.toml").write_text('[shares]\nexisting = "half"\n')
    assert demo("today") == 0
    assert "config.toml line 2: existing" in demo.err


def test_every_command_in_the_list_is_there_and_says_what_it_is_for():
    for name in COMMANDS:
        command = cli.get_command(None, name)
        assert command is not None and (command.help or "").strip(), name


def test_no_command_that_answers_and_exits_imports_textual():
    code = (
        "import sys, pkgutil, importlib, planner\n"
        "names = [m.name for m in pkgutil.walk_packages(planner.__path__, 'planner.') if 'demo' not in m.name]\n"
        "names.remove('planner.commands.serving')  # web serves the screens; it doesn't answer and exit\n"
        "[importlib.import_module(n) for n in names]\n"
        "assert 'planner.commands.today' in sys.modules\n"
        "sys.exit(any(n.split('.')[0] in ('textual', 'rich') for n in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_a_closed_stream_keeps_no_call_from_being_logged_and_never_gets_into_the_book(planner: Planner, closed: str):
    assert planner("add", "account", "Acme") == 0
    line = f'"{sys.executable}" -m planner --book "{planner.path}" --now {NOW} log acme v {closed}'
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    kinds = [each["kind"] for each in planner.json("account", "acme")["timeline"]]
    assert kinds.count("touch") == 1
    assert planner("check") == 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_a_reader_that_has_seen_enough_is_no_failure(demo: Planner):
    line = (
        f'{{ "{sys.executable}" -m planner --book "{demo.path}" --now {NOW} accounts; echo "code $?" >&2; }} | head -1'
    )
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)
    assert done.stderr == "code 0\n"
    assert done.stdout.count("\n") == 1


def test_a_group_of_commands_alone_says_what_it_can_do(planner: Planner):
    assert planner("add") == 2
    assert planner.err.startswith("planner: say what, one of account, benefit, contact, ")
    assert planner.err.count("\n") == 1


def test_help_needs_neither_the_book_nor_heavy_libraries():
    code = (
        "import sys; from planner.program import run; run(['--help'])\n"
        "heavy = {'msgspec', 'tinydb', 'orjson', 'pendulum', 'textual'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "today" in done.stdout


def test_what_saving_had_to_say_is_said_when_the_command_ends(planner: Planner, monkeypatch: pytest.MonkeyPatch):
    assert planner("add", "account", "Acme") == 0
    write, full = OsFiles.write, [True]

    def refused_once(self: OsFiles, fd: int, data: bytes) -> None:
        if b'"label"' in data and full and full.pop():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write(self, fd, data)

    monkeypatch.setattr(OsFiles, "write", refused_once)
    assert planner("log", "acme", "a") == 0
    assert planner.err == (
        "The disk is full. Your change was saved in the last spare room: free some disk space soon, room for some "
        "hundred more is left.\n"
    )
