"""Week, by real keys: the figures lead to their calls, and the retrospective takes few keys (method §8)."""

from datetime import timedelta

import pytest

from screens.behind import BehindScreen, YearScreen
from tests.books import a_book, account, touch
from tests.screens.apps import NOW, app_on, demo_app
from widgets.rows import Rows
from widgets.week_charts import Chart

SMALL = (72, 24)


def a_week():
    """A book with one call in the week before."""
    book = a_book()
    touch(book, account(book, "Acme", status="existing"), 5, minutes=12, note="about the crane")
    return book


async def test_the_whole_retrospective_takes_eight_keys_beyond_the_text_and_its_promise_is_on_the_plan():
    app = app_on(a_week())
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        keys = ["5", "T", "3", "1", "0"]
        await pilot.press(*keys)
        for text in ("am", "mail", "two"):
            await pilot.press(*text, "enter")
            keys.append("enter")
        await pilot.pause()
        assert len(keys) == 8
        span = app.screen.weeks[-1].span
        assert (span.first, span.name) == (NOW.date() - timedelta(days=7), "2026-W47")
        (written,) = [each for each in app.book.reflections.values() if each.week == span.first]
        assert (written.answers, written.worked, written.finished) == ((3, 1, 0), "am", NOW.date())
        assert app.book.promises[written.promised].text == "two"
        await pilot.press("1")
        assert "two" in " ".join(why for call in app.screen.plan.calls for why in call.why)


async def test_a_retrospective_left_half_way_is_taken_up_where_it_was_even_between_two_answers():
    app = app_on(a_week())
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await pilot.press("5", "T", "2", "escape", "T")
        assert (app.screen.query_one("#answer-0").value, app.focused.id) == ("2", "answer-1")
        await pilot.press("2", "2", *"ok", "escape", "T")
        assert app.screen.query_one("#answer-2").value == "2"
        assert app.screen.query_one("#line-worked").value == "ok"
        assert app.focused.id == "line-change"


async def test_every_key_of_the_week_leads_where_it_says(tmp_path):
    app = app_on(a_week())
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await pilot.press("5")
        span = app.screen.weeks[-1].span
        await pilot.press("down", "enter")
        assert isinstance(app.screen, BehindScreen)
        assert app.screen.query_one(Rows).key.startswith("Existing: 1 call, 12 min")
        lines = app.screen.query_one(Rows)._rows[1].lines(60)
        assert "  12′ connected" in "".join(text for text, _ in lines[0])
        await pilot.press("escape", "left")
        assert app.screen.weeks[-1].span == span.moved(-1)
        await pilot.press("right", "right", "right")
        assert app.screen.weeks[-1].span == span.moved(1), "weeks to come can't be told"
        await pilot.press("H", "left")
        assert isinstance(app.screen, YearScreen)
        assert "2025" in app.screen.query_one(".dialog").border_title
        await pilot.press("escape", "e")
        app.screen.query_one("#ask-path").value = str(tmp_path / "week.md")
        await pilot.press("enter")
        await pilot.pause()
        assert (tmp_path / "week.md").read_text(encoding="utf-8").startswith("# Week 2026-W48")


async def test_the_chart_follows_the_cursor_and_enter_on_a_week_opens_it():
    app = app_on(a_week())
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await pilot.press("5")
        course = app.screen.query_one("#course", Chart)
        assert course.picture.title == "Shares, %"
        await pilot.press("down", "down", "down", "down", "down")
        assert course.picture.title == "Calls"
        await pilot.press("end", "enter")
        assert app.screen.weeks[-1].span.name == "2026-W36", "the oldest of the twelve"


async def test_the_week_is_offered_once_on_monday_morning_and_not_again_after_a_restart():
    book, offers = a_week(), []
    for _ in range(2):
        app = app_on(book)
        app.say = lambda text, severity="information": offers.append(text)
        async with app.run_test(size=SMALL, notifications=True) as pilot:
            await pilot.press("2", "1")
    assert sum("Two minutes for the week" in text for text in offers) == 1


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
def test_the_week_looks_as_it_should(snap_compare, size):
    app = demo_app()

    async def open_week(pilot):
        await pilot.press("5")
        await pilot.pause()
        assert app._exception is None

    assert snap_compare(app, terminal_size=size, run_before=open_week)
