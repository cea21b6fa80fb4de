"""A mistake of the program's own reaches the user as one line, and whoever mends it as a file."""

from pathlib import Path

import pytest

import planner.__main__ as program
from planner.commands import desk
from tests.books import a_book
from tests.screens.apps import app_on


def stopped(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    codes: list[int] = []
    monkeypatch.setattr(program, "leave", codes.append)
    program.main(arguments)
    return codes[0], capsys.readouterr().err


def broken(*_: object, **__: object) -> None:
    raise KeyError("Acme \x1b[31m")


def test_a_mistake_in_a_command_is_one_line_with_the_place_of_its_details(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(desk.Desk, "reading", broken)
    code, said = stopped(monkeypatch, capsys, "--book", str(tmp_path / "book.json"), "accounts")
    assert code == 1
    assert said.count("\n") == 1
    assert "Traceback" not in said
    assert "\x1b" not in said
    details = Path(said.partition("details are in ")[2].partition(": please")[0])
    assert "Traceback" in details.read_text(encoding="utf-8")
    assert details.stat().st_mode & 0o077 == 0


async def test_a_mistake_in_a_screen_ends_the_program_without_a_traceback(capsys: pytest.CaptureFixture[str]):
    app = app_on(a_book())
    app.action_find = broken  # type: ignore[method-assign]
    with pytest.raises(KeyError):
        async with app.run_test(size=(60, 20)) as pilot:
            await pilot.press("escape", "f")
    assert isinstance(app.mistake, KeyError)
    assert "Traceback" not in "".join(capsys.readouterr())
