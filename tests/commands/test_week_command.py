"""`planner week`: the published JSON, what a person reads in 80 columns, the Markdown file, the year."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.book import Book
from planner.commands import cli
from planner.method.reflection import keep
from planner.program import run
from tests.books import NOW, SETTINGS, TODAY, account, benefit, contact, opportunity, promise, touch

Ask = Callable[..., Result]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """A small week in a file, and a way to ask about it."""
    monkeypatch.setenv("PLANNER_CONFIG", str(tmp_path / "none.toml"))
    book = Book.open(tmp_path / "book.json")
    acme = account(book, "Acme [VP]", status="existing")
    touch(book, acme, 0, minutes=30, contact=contact(book, acme, level="executive").id, purpose="executive interview")
    touch(book, account(book, "Cyan"), 0, "no answer", minutes=20, purpose="prospecting")
    touch(book, acme, 7, minutes=5, purpose="courtesy")
    touch(book, account(book, "Dormant", status="existing"), 42)
    benefit(book, acme, "given", ago=0)
    promise(book, acme, due=0, done=TODAY)
    opportunity(book, acme, "Press line", stage="won", closed_on=TODAY, amount=1_200_000, reason="trust")
    keep(book, SETTINGS, NOW, TODAY, answers=(3, 1, 2), worked="mornings")
    book.close()

    def asked(*words: str) -> Result:
        given = ["--book", str(tmp_path / "book.json"), "--now", "2026-11-24T16:00", "week", *words]
        return CliRunner().invoke(cli, given, catch_exceptions=False)

    return asked


def test_the_json_is_as_published(ask: Ask) -> None:
    told = json.loads(ask("--json").stdout)
    assert (told["week"], told["from"], told["to"]) == ("2026-W48", "2026-11-23", "2026-11-29")
    assert told["minutes"]["done"] == {"existing": 30, "lost": 0, "new": 20}
    assert set(told["minutes"]) >= {"target", "planned", "done"}
    assert told["shares_done"] == {"existing": 0.6, "lost": 0.0, "new": 0.4}
    assert (told["calls"], told["contacts"], told["executives_met"], told["empty_calls"]) == (2, 1, 1, 0)
    assert told["promises"] == {"kept": 1, "late": 0, "open": 0}
    assert told["romance"] == {"kept": 0, "missed": 0}
    assert (told["given"], told["got"]) == (1, 0)
    assert told["referrals"] == {"asked": 0, "got": 0, "thanked": 0}
    assert told["new_calls"] == {"warm": 0, "cold": 1}
    assert told["slipped"] == ["Dormant"]
    assert (told["self_check"]["answers"], told["self_check"]["score"]) == ([3, 1, 2], 0)
    assert told["self_check"]["measured"]["executive_interviews"] == {"held": 1, "due": 1}
    assert [(deal["opportunity"], deal["amount"], deal["reason"]) for deal in told["won"]] == [
        ("Press line", 12000, "trust")
    ]
    assert told["lost"] == []


def test_a_week_that_was_not_answered_has_neither_answers_nor_score(ask: Ask) -> None:
    told = json.loads(ask("--json", "--date", "2026-11-18").stdout)
    assert told["week"] == "2026-W47"
    assert (told["self_check"]["answers"], told["self_check"]["score"]) == (None, None)
    assert told["empty_calls"] == 1


def test_the_text_fits_into_eighty_columns_and_says_what_matters(ask: Ask) -> None:
    lines = ask().stdout.splitlines()
    assert max(len(line) for line in lines) <= 80
    assert lines[0] == "Week 2026-W48: Mon 23 Nov to Sun 29 Nov 2026"
    told = "\n".join(lines)
    assert "Won: Press line, Acme [VP], USD 12,000: trust" in told
    assert "Slipped: Dormant" in told
    assert "3 often · the log shows: 1 of 1 executive due interviewed" in told
    assert "What worked: mornings" in told


def test_a_week_without_calls_is_told_without_a_chart(ask: Ask) -> None:
    assert "No minutes were planned or spent in this week." in ask("--date", "2026-07-01").stdout


def test_the_markdown_goes_to_the_file(ask: Ask, tmp_path: Path) -> None:
    told = ask("--markdown", str(tmp_path / "week.md"))
    assert told.stdout.startswith("written: ")
    assert (tmp_path / "week.md").read_text(encoding="utf-8").startswith("# Week 2026-W48")


def test_json_and_markdown_can_be_had_together(ask: Ask, tmp_path: Path) -> None:
    told = ask("--json", "--markdown", str(tmp_path / "week.md"))
    assert json.loads(told.stdout)["calls"] == 2
    assert (tmp_path / "week.md").exists()


def test_the_year_is_one_view(ask: Ask) -> None:
    lines = ask("--year").stdout.splitlines()
    assert lines[0] == "2026: days by balance"
    assert max(len(line) for line in lines) <= 80
    (monday,) = [each for each in json.loads(ask("--year", "--json").stdout) if each["date"] == "2026-11-23"]
    assert (monday["minutes"]["existing"], monday["deviation"]) == (30, 30.0)


def test_a_date_that_is_none_is_wrong_usage_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PLANNER_CONFIG", str(tmp_path / "none.toml"))
    assert run(["--book", str(tmp_path / "book.json"), "week", "--date", "the day of reckoning"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_reading_the_week_writes_nothing(ask: Ask, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in tmp_path.glob("book.json*")}
    ask()
    ask("--json")
    after = {path.name: path.read_bytes() for path in tmp_path.glob("book.json*")}
    assert {name: after.get(name) for name in ("book.json", "book.json.journal")} == {
        name: before.get(name) for name in ("book.json", "book.json.journal")
    }
