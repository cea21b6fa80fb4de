"""The first start: an empty book offers three ways to begin, each one key, and steps aside once there is an account."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from planner import program
from planner.commands.desk import Desk
from planner.settings import Loaded, Settings
from screens.app import PlannerApp
from screens.dialogs import AskScreen
from screens.imports import ImportScreen
from screens.today import TodayScreen
from screens.welcome import DEMO, WelcomeScreen
from tests.books import a_book, account
from tests.screens.apps import NOW, app_on


async def test_an_empty_book_offers_import_an_account_and_the_demo():
    app = app_on(a_book())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, WelcomeScreen)
        words = str(app.screen.query_one("#words").content)
        assert all(said in words for said in ("Import", "Add an account", "Try the demo"))
        await pilot.press("i")
        assert isinstance(app.screen, ImportScreen)
        await pilot.press("escape", "escape")
        assert isinstance(app.screen, TodayScreen), "escape leaves it for later"
    assert app._exception is None


async def test_an_account_added_by_hand_ends_the_welcome():
    book = a_book()
    app = app_on(book)
    async with app.run_test(size=(72, 20), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("N")
        assert isinstance(app.screen, AskScreen)
        await pilot.press(*"Acme", "ctrl+s")
        await pilot.pause()
        assert [each.name for each in book.accounts.values()] == ["Acme"]
        await pilot.press("1")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
    assert app._exception is None


async def test_whoever_has_an_account_never_sees_it():
    book = a_book()
    account(book, "Acme")
    app = app_on(book)
    async with app.run_test(size=(72, 20), notifications=True) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)


async def test_an_account_from_elsewhere_ends_it_too():
    book = a_book()
    app = app_on(book)
    async with app.run_test(size=(72, 20), notifications=True) as pilot:
        await pilot.pause()
        account(book, "Acme")
        app.book_changed()
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)


async def test_the_demo_is_asked_for_with_one_key():
    app = app_on(a_book())
    async with app.run_test(size=(72, 20), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("t")
    assert app.return_value == DEMO


def test_the_demo_opens_a_sample_and_leaves_the_own_book_alone(tmp_path: Path, monkeypatch, capsys):
    opened: list[tuple[Path, int]] = []

    def run(app: PlannerApp) -> str | None:
        opened.append((Path(app.book.database.path), len(app.book.accounts)))
        app.book.close()
        return DEMO if len(opened) == 1 else None

    monkeypatch.setattr(PlannerApp, "run", run)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    desk = Desk(tmp_path / "book.json", datetime.isoformat(NOW))
    desk.__dict__["loaded"] = Loaded(Settings(), (), None)
    program.open_screens(desk)
    (own, none), (sample, many) = opened
    assert own == tmp_path / "book.json" and none == 0
    assert sample != own and many > 50
    assert "planner your own" in capsys.readouterr().out


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
def test_the_first_start_looks_as_it_should(snap_compare: Any, size: tuple[int, int]):
    app = app_on(a_book())

    async def look(pilot: Any) -> None:
        await pilot.pause()
        assert app._exception is None

    assert snap_compare(app, terminal_size=size, run_before=look)
