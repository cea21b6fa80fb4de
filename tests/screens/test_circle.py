"""The inner circle, by real keys: few and deep, and nobody in it who can't be helped (method §4)."""

from typing import Any

import pytest

from planner.book.records import Contact
from planner.settings import Rules, Settings
from screens.account import AccountScreen
from screens.app import PlannerApp
from screens.circle import CircleScreen
from screens.dialogs import AskScreen, ChooseScreen
from tests.books import a_book, account, contact, day, put, touch
from tests.screens.apps import NOW, app_on, demo_app
from tests.screens.test_accounts import SMALL, answer, shown


def a_circle(settings: Settings | None = None) -> tuple[PlannerApp, Contact, Contact]:
    """One member at a customer, one colleague outside."""
    book = a_book()
    acme = account(book, "Acme", status="existing")
    ann = contact(book, acme, "Ann Lee", circle=day(-90), helps_us="knows everybody [/b]", we_help="finds her drivers")
    touch(book, acme, 100, contact=ann.id)
    walt = put(book, Contact, name="Walt Gault", company="Prairie Label")
    return app_on(book, settings), ann, walt


async def at_circle(pilot: Any) -> None:
    await pilot.press("2", "C")
    await pilot.pause()
    assert isinstance(pilot.app.screen, CircleScreen)


async def test_members_stand_with_both_answers_and_who_is_neglected_is_named():
    app, *_ = a_circle()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_circle(pilot)
        text = shown(app)
        assert "1 of 12" in text and "knows everybody [/b]" in text and "finds her drivers" in text
        assert "Silent for longer than is ideal: Ann Lee" in text


async def test_entering_asks_for_both_answers():
    app, _, walt = a_circle()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_circle(pilot)
        await pilot.press("N")
        await answer(pilot, who="Walt", we_help="a list of mills")
        assert isinstance(app.screen, AskScreen) and app.book.contacts[walt.id].circle is None
        await answer(pilot, helps_us="opens doors")
        newest = app.book.contacts[walt.id]
        assert (newest.circle, newest.helps_us, newest.we_help) == (NOW.date(), "opens doors", "a list of mills")
        await pilot.press("u")
        assert app.book.contacts[walt.id].circle is None


async def test_a_full_circle_lets_nobody_in():
    app, _, walt = a_circle(Settings(rules=Rules(circle_size=1)))
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_circle(pilot)
        await pilot.press("N")
        await pilot.pause()
        assert isinstance(app.screen, CircleScreen)
        assert any("let somebody go first" in each.message for each in app._notifications)
        assert app.book.contacts[walt.id].circle is None


async def test_letting_go_asks_by_name_and_keeps_the_answers():
    app, ann, _ = a_circle()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_circle(pilot)
        await pilot.press("D")
        assert isinstance(app.screen, ChooseScreen) and "Let Ann Lee go?" in shown(app)
        await pilot.press("y")
        newest = app.book.contacts[ann.id]
        assert newest.circle is None and newest.helps_us == ann.helps_us
        assert "Nobody yet" in shown(app)


async def test_the_answers_are_written_anew_and_the_day_of_entering_stays():
    app, ann, _ = a_circle()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_circle(pilot)
        await pilot.press("enter")
        await answer(pilot, helps_us="knows the mills")
        newest = app.book.contacts[ann.id]
        assert (newest.helps_us, newest.circle) == ("knows the mills", ann.circle)


async def test_a_call_is_logged_and_the_account_opened_from_here():
    app, ann, _ = a_circle()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_circle(pilot)
        await pilot.press("a")
        assert max(app.book.touches.values(), key=lambda each: each.at).contact == ann.id
        await pilot.press("A")
        await pilot.pause()
        assert isinstance(app.screen, AccountScreen) and app.screen.about == ann.account
        await pilot.press("escape", "escape")
        assert not isinstance(app.screen, CircleScreen)


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
def test_picture_of_the_circle(snap_compare: Any, size: tuple[int, int]):
    app = demo_app()

    async def look(pilot: Any) -> None:
        await at_circle(pilot)

    assert snap_compare(app, terminal_size=size, run_before=look)
    assert app._exception is None
