"""Answers keep to a terminal's width and mark their headings there; in a pipe nothing is added and nothing cut."""

import pytest

from planner.commands import paper
from planner.commands.paper import cells, clipped, page

from .conftest import Planner


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A terminal of 40 columns with colours."""
    monkeypatch.setattr(paper, "width", lambda: 40)
    monkeypatch.setattr(paper, "coloured", lambda: True)
    return monkeypatch


def test_a_pipe_gets_every_line_as_it_is() -> None:
    line = "    why: " + "a long reason " * 20
    assert list(page(line, "heading")) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "    why: last given eight weeks ago, never asked before, in credit by far",
        "  environment      The town wants the old hall for housing and would pay for a move",
        "  customer 東京都千代田区 東京都千代田区 東京都千代田区 東京都千代田区",
    ],
)
def test_a_long_line_goes_on_below_its_beginning(terminal: pytest.MonkeyPatch, line: str) -> None:
    lines = list(page(line))
    assert len(lines) > 1
    assert all(cells(each) <= 40 for each in lines)
    assert " ".join(" ".join(lines).split()) == " ".join(line.split()), "a word got lost"
    first = line.index("The") if "The" in line else len(line) - len(line.lstrip())
    assert all(each.startswith(" " * min(first, 20)) for each in lines[1:])


def test_a_word_that_is_wider_than_the_terminal_stays_in_one_piece(terminal: pytest.MonkeyPatch) -> None:
    address = "https://example.org/" + "a" * 60
    assert address in list(page(f"see {address} now"))


def test_what_can_be_spared_is_cut_with_a_sign(terminal: pytest.MonkeyPatch) -> None:
    (line,) = page("x" * 60, cut=True)
    assert line == "x" * 39 + "…"
    assert clipped("東京都千代田区", 6) == "東京…"


def test_headings_stand_out_only_where_colours_are_wanted(terminal: pytest.MonkeyPatch) -> None:
    assert list(page("Health", "heading")) == ["\x1b[1mHealth\x1b[0m"]
    terminal.setattr(paper, "coloured", lambda: False)
    assert list(page("Health", "heading")) == ["Health"]


def test_no_color_is_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert paper.coloured()
    monkeypatch.setenv("TERM", "dumb")
    assert not paper.coloured()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not paper.coloured()


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_the_table_of_accounts_fits_the_terminal(
    planner: Planner, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    for name in ("Acme", "Établissements Vaubriand et fils, successeurs", "東京都千代田区株式会社千代田区"):
        assert planner("add", "account", name, "--status", "lost") == 0
        assert planner("add", "promise", "ring them", "--account", name, "--due", "fri") == 0
    monkeypatch.setattr(paper, "width", lambda: columns)
    monkeypatch.setattr("planner.commands.accounts.width", lambda: columns)
    assert planner("accounts") == 0
    assert all(cells(line) <= columns for line in planner.out.splitlines())
    assert planner.out.count("Fri 27 Nov") == 3
