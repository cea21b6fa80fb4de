"""Week, by real keys: the figures lead to their calls, and the retrospective takes few keys (method §8)."""

from datetime import timedelta

import pytest

from planner.book.records import Reflection
from screens.behind import BehindScreen, YearScreen
from screens.retrospect import RetrospectScreen
from tests.books import a_book, account, touch
from tests.screens.apps import NOW, app_on, demo_app
from widgets.rows import Rows


def a_week():
    """A book with one call in the week before."""
    book = a_book()
    touch(book, account(book, "Acme", status="existing"), 5, minutes=12)
    return book


async def test_the_whole_retrospective_takes_eight_keys_beyond_the_text_and_its_promise_is_on_the_plan():
    app = app_on(a_week())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        keys = ["5", "T", "3", "1", "0"]
        await pilot.press(*keys)
        for text in ("mornings", "fewer mails", "two executives"):
            await pilot.press(*text, "enter")
            keys.append("enter")
        await pilot.pause()
        assert len(keys) == 8
        span = app.screen.weeks[-1].span
        assert (span.first, span.name) == (NOW.date() - timedelta(days=7), "2026-W47")
        (written,) = [each for each in app.book.reflections.values() if each.week == span.first]
        assert (written.answers, written.worked, written.finished) == ((3, 1, 0), "mornings", NOW.date())
        assert app.book.promises[written.promised].text == "two executives"
        await pilot.press("1")
        assert "two executives" in " ".join(why for call in app.screen.plan.calls for why in call.why)


async def test_a_retrospective_left_half_way_is_taken_up_where_it_was():
    app = app_on(a_week())
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("5", "T", "2", "2", "2", *"good week", "escape")
        await pilot.pause()
        await pilot.press("T")
        await pilot.pause()
        assert isinstance(app.screen, RetrospectScreen)
        assert app.screen.query_one("#answer-0").value == "2"
        assert app.screen.query_one("#line-worked").value == "good week"
        assert app.focused.id == "line-change"


async def test_enter_on_a_figure_shows_the_calls_behind_it():
    book = a_book()
    acme = account(book, "Acme", status="existing")
    touch(book, acme, 0, minutes=12, note="about the crane")
    app = app_on(book)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("5", "enter")
        await pilot.pause()
        assert isinstance(app.screen, BehindScreen)
        assert app.screen.query_one(Rows).key.startswith("existing calls")


async def test_another_week_is_one_key_away_and_the_future_is_none():
    app = demo_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("5")
        before = app.screen.weeks[-1].span
        await pilot.press("left")
        assert app.screen.weeks[-1].span == before.moved(-1)
        await pilot.press("right", "right", "right", "right")
        assert app.screen.weeks[-1].span == before.moved(1)


async def test_the_week_is_written_out_as_markdown(tmp_path):
    app = demo_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("5", "e")
        app.screen.query_one("#ask-path").value = str(tmp_path / "week.md")
        await pilot.press("enter")
        await pilot.pause()
        assert (tmp_path / "week.md").read_text(encoding="utf-8").startswith("# Week 2026-W47")


async def test_the_year_is_one_view():
    app = demo_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("5", "H")
        await pilot.pause()
        assert isinstance(app.screen, YearScreen)
        await pilot.press("escape")
        assert not isinstance(app.screen, YearScreen)


async def test_the_week_is_offered_once_on_monday_morning():
    app = demo_app()
    offers = []
    app.say = lambda text, severity="information": offers.append(text)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("a", "a", "2", "1")
        finished = [each for each in app.book.reflections.values() if each.week == NOW.date() - timedelta(days=7)]
        expected = 0 if any(each.finished for each in finished) else 1
        assert sum("Two minutes for the week" in text for text in offers) == expected
        assert Reflection.table == "reflections"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
def test_the_week_looks_as_it_should(snap_compare, size):
    app = demo_app()

    async def open_week(pilot):
        await pilot.press("5")
        await pilot.pause()
        assert app._exception is None

    assert snap_compare(app, terminal_size=size, run_before=open_week)
