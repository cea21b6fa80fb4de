"""Tab in the shell: commands, outcomes and names out of the book, and names with spaces stay one word."""

import shutil
import subprocess

import pytest
from click.shell_completion import ShellComplete

from planner.book import Book
from planner.commands import cli
from planner.commands.completion import Bash
from tests.books import account, contact, opportunity


@pytest.fixture
def path(tmp_path):
    """A book with two accounts, a contact and an opportunity."""
    book = Book.open(tmp_path / "book.json")
    acme = account(book, "Acmé & Sons")
    account(book, "Acorn")
    contact(book, acme, "Ann Lee")
    opportunity(book, acme, "Press line")
    book.close()
    return tmp_path / "book.json"


def offered(path, *typed):
    """What Tab offers for the last of the words."""
    complete = ShellComplete(cli, {}, "planner", "_PLANNER_COMPLETE")
    return [each.value for each in complete.get_completions(["--book", str(path), *typed[:-1]], typed[-1])]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("acc",), ["accounts", "account"]),
        (("log", "acm"), ["Acmé & Sons"]),
        (("log", "ac"), ["Acmé & Sons", "Acorn"]),
        (("log", "Acorn", "c"), ["connected", "call back later"]),
        (("log", "Acorn", "c", "--contact", "a"), ["Ann Lee"]),
        (("log", "Acorn", "c", "--purpose", "work"), ["working interview"]),
        (("why", "aco"), ["Acorn"]),
        (("edit", "account", "aco"), ["Acorn"]),
        (("edit", "opportunity", "p"), ["Press line"]),
        (("edit", "opportunity", "Press line", "--stage", "w"), ["won"]),
    ],
)
def test_tab_offers_commands_words_and_names_as_far_as_they_are_typed(path, typed, expected):
    assert offered(path, *typed) == expected


def test_where_there_is_no_book_tab_offers_no_names_and_makes_none(tmp_path):
    assert offered(tmp_path / "none.json", "log", "a") == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
@pytest.mark.parametrize(("cur", "expected"), [("Acm", r"Acmé\ \&\ Sons"), ('"Acm', "Acmé & Sons")])
def test_in_bash_a_name_with_spaces_stays_one_word(cur, expected):
    script = Bash(cli, {}, "planner", "_PLANNER_COMPLETE").source_template % {
        "complete_func": "_planner", "complete_var": "_PLANNER_COMPLETE", "prog_name": "planner",
    }  # fmt: skip
    lines = [
        'planner() { echo "plain,Acmé & Sons"; }', script, f"COMP_WORDS=(planner log {cur!r})", "COMP_CWORD=2",
        "_planner planner", "printf '%s\\n' \"${COMPREPLY[@]}\"",
    ]  # fmt: skip
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    answer = subprocess.run(
        ["bash", "--norc", "-c", "\n".join(lines)], capture_output=True, text=True, encoding="utf-8", env=environment
    )
    assert (answer.stdout, answer.stderr) == (f"{expected}\n", "")
