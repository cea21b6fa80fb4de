"""`planner web` answers the page that it gave out, and nobody else's."""

from pathlib import Path

import pytest

pytest.importorskip("textual_serve")

from planner.commands.desk import Desk
from planner.commands.serving import _FROM_ELSEWHERE, netloc, welcome

KNOWN = frozenset({"127.0.0.1:8000", "localhost:8000"})


@pytest.mark.parametrize(
    ("asked", "origin", "known", "answered"),
    [
        ("127.0.0.1:8000", None, KNOWN, True),
        ("127.0.0.1:8000", "http://127.0.0.1:8000", KNOWN, True),
        ("localhost:8000", "http://localhost:8000", KNOWN, True),
        ("127.0.0.1:8000", "https://news.example", KNOWN, False),  # a page of somebody else's reaches for our port
        ("127.0.0.1:8000", "null", KNOWN, False),
        ("news.example:8000", "http://news.example:8000", KNOWN, False),  # a name that was pointed at this machine
        ("planner.example", "https://planner.example", None, True),
        ("planner.example", "https://news.example", None, False),
    ],
)
def test_only_a_page_of_our_own_is_answered(
    asked: str, origin: str | None, known: frozenset[str] | None, answered: bool
):
    assert welcome(asked, origin, known) is answered


def test_an_address_of_six_parts_stands_in_brackets():
    assert (netloc("::1", 8000), netloc("127.0.0.1", 80)) == ("[::1]:8000", "127.0.0.1")


def test_the_page_asks_nobody_else_for_a_font():
    page = '<head>\n<link\n  rel="stylesheet"\n  href="https://fonts.googleapis.com/css?family=Roboto%20Mono"\n/><b>'
    assert _FROM_ELSEWHERE.sub("", page) == "<head>\n<b>"


def test_what_is_served_opens_the_screens_though_it_has_no_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    opened: list[Desk] = []
    desk = Desk(tmp_path / "book.json", None, opened.append)
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    assert (desk.open_screens(), opened) == (False, []), "a pipe shows the plan as text"
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.web_driver:WebDriver")
    assert (desk.open_screens(), opened) == (True, [desk])
