"""Today, by real keys: one key logs, the dialog never loses a word, everything comes back (method §2, §3)."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key
from textual.widgets import Input

from planner.book import Book
from planner.book.records import Account, Contact, Touch
from planner.clock import Clock
from planner.settings import Loaded, Look, Settings
from screens.account import AccountScreen
from screens.app import PlannerApp
from screens.dialogs import AskScreen, ChooseScreen
from screens.help import HelpScreen
from screens.log import LogScreen
from tests.books import a_book, account, contact, promise, touch
from tests.screens.apps import NOW, app_on, demo_app
from widgets.rows import Rows


def small_app(**fields: object) -> tuple[PlannerApp, Account, Contact]:
    """One customer that is due today, with one person."""
    book = a_book()
    acme = account(book, "Acme [/b]", status="existing", phone="+44 20 7946 0000", **fields)
    ann = contact(book, acme, "Ann Lee", phone="+44 20 7946 0001")
    return app_on(book), acme, ann


def touches(app: PlannerApp) -> list[Touch]:
    return list(app.book.touches.values())


def selected(app: PlannerApp) -> str | None:
    return app.screen.query_one("#calls", Rows).key


async def test_no_answer_voicemail_and_busy_are_one_key_each_and_undo_is_one():
    book = a_book()
    for count in range(5):
        account(book, f"Account {count}", status="existing")
    app = app_on(book)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        for count, key in enumerate("avz", 1):
            await pilot.press(key)
            assert len(touches(app)) == count
        assert [touch.outcome for touch in touches(app)] == ["no answer", "voicemail", "busy"]
        await pilot.press("u")
        assert [touch.outcome for touch in touches(app)] == ["no answer", "voicemail"]
        await pilot.press("U")
        assert len(touches(app)) == 3


async def test_after_an_undo_the_next_key_is_about_the_call_that_was_taken_back():
    book = a_book()
    for count in range(5):
        account(book, f"Account {count}", status="existing")
    app = app_on(book)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        first = selected(app)
        await pilot.press("a")
        second = selected(app)
        await pilot.press("u")
        assert selected(app) == first
        await pilot.press("v", "x", "u")
        assert selected(app) == second
        await pilot.press("u", "U")
        assert selected(app) == second  # on with the day, not back on the call that is logged again
    (wrong_key_put_right,) = touches(app)
    assert (wrong_key_put_right.account, wrong_key_put_right.outcome) == (first.strip(), "voicemail")


async def test_a_promise_to_oneself_is_kept_with_c_and_is_no_call():
    book = a_book()
    promise(book, None, "ring a lost customer before nine", 0)
    app = app_on(book)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("a")
        assert app.screen.plan.todo
        await pilot.press("c")
        assert not touches(app)
        assert [each.done for each in book.promises.values()] == [NOW.date()]


async def test_the_cursor_goes_on_to_the_next_call_after_a_log():
    app = demo_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        following = [call.about for call in app.screen.plan.todo][1]
        await pilot.press("a")
        assert app.screen.selected.about == following


async def test_connected_with_a_note_and_a_next_step_takes_three_keys_beyond_the_text():
    app, acme, ann = small_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("c")
        await pilot.press(*"wants figures")
        await pilot.press("ctrl+n")
        await pilot.press(*"fri 10:00")
        await pilot.press("enter")
        await pilot.pause()
        (touch,) = touches(app)
        assert (touch.outcome, touch.note, touch.account, touch.contact) == (
            "connected",
            "wants figures",
            acme.id,
            ann.id,
        )
        (step,) = app.book.promises.values()
        assert step.at is not None and (step.due.isoformat(), step.at.hour) == ("2026-11-27", 10)


async def test_the_moment_of_the_next_step_is_shown_while_it_is_typed_and_nonsense_is_not_saved():
    app, _, _ = small_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("c", "ctrl+n", *"someday", "enter")
        await pilot.pause()
        assert isinstance(app.screen, LogScreen)
        assert "someday" in str(app.screen.query_one("#hint-next").content)
        app.screen.query_one("#log-next", Input).value = "fri"
        await pilot.pause()
        assert "Fri 27 Nov, in 4 days" in str(app.screen.query_one("#hint-next").content)
        assert not touches(app)


async def test_everything_said_in_one_talk_lands_in_its_place():
    app, acme, _ = small_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("c", *"n", "enter", *"a lead", "enter", *"a reference", "enter", *"threats: a rival", "enter")
        await pilot.press(*"send the study", "enter", *"+3d", "enter")
        await pilot.pause()
        assert {(each.direction, each.what) for each in app.book.benefits.values()} == {
            ("given", "a lead"),
            ("got", "a reference"),
        }
        (insight,) = app.book.insights.values()
        assert (insight.heading, insight.text, insight.account) == ("threats", "a rival", acme.id)
        (step,) = app.book.promises.values()
        assert (step.text, step.due.isoformat()) == ("send the study", "2026-11-26")


async def test_escape_keeps_a_draft_that_comes_back_also_after_a_restart():
    app, _, _ = small_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("c", *"half a sen", "escape")
        await pilot.pause()
        assert not touches(app)
    again = app_on(app.book)
    async with again.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        assert "half a sen" in str(again.screen.query_one("#brief").content)
        await pilot.press("c")
        await pilot.pause()
        assert again.screen.query_one("#log-note", Input).value == "half a sen"
        await pilot.press(*"tence", "ctrl+s")
        await pilot.pause()
        assert touches(again)[0].note == "half a sentence"
        assert not len(again.book.drafts)


async def test_a_draft_holds_every_field_that_was_typed_into():
    app, _, _ = small_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("r", "tab", *"Zenith", "ctrl+n", "tab", "tab", *"thank", "escape")
        await pilot.pause()
        (draft,) = app.book.drafts.values()
        assert draft.fields == {"prospect": "Zenith", "purpose": "thank"}


async def test_keys_that_come_faster_than_the_dialog_are_not_lost():
    app, _, _ = small_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        for key in ("c", *"quick", "ctrl+n", *"fri", "ctrl+s"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        (touch,) = touches(app)
        assert touch.note == "quick"
        assert [each.due.isoformat() for each in app.book.promises.values()] == ["2026-11-27"]


@pytest.mark.parametrize("saving", ["enter", "ctrl+s"])
async def test_keys_in_one_go_are_for_the_next_call_once_the_dialog_is_saved(saving: str):
    book = a_book()
    for count in range(3):
        account(book, f"Account {count}", status="existing")
    app = app_on(book)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        for key in ("c", *"quick", "ctrl+n", *"fri", saving, "a", "v"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        assert [touch.outcome for touch in touches(app)] == ["connected", "no answer", "voicemail"]
        assert not app.book.drafts


async def test_keys_in_one_go_are_for_the_list_once_the_filter_is_typed():
    app = demo_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        for key in ("2", "slash", *"tarn", "enter", "a"):
            app.post_message(Key(key, "/" if key == "slash" else key if len(key) == 1 else None))
        await pilot.pause()
        newest = max(touches(app), key=lambda touch: touch.at)
        assert (app.book.account_name(newest.account), newest.outcome) == ("Tarnbeck Brewers", "no answer")


async def test_a_timer_that_ran_over_an_hour_is_asked_about():
    app, acme, ann = small_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.timer.start(NOW - timedelta(minutes=80), acme.id, ann.id)
        await pilot.press("a")
        await pilot.pause()
        assert not touches(app)
        assert "ran 80 min" in str(app.screen.query_one("#hint-minutes").content)
        await pilot.press("4", "ctrl+s")
        await pilot.pause()
        assert touches(app)[0].minutes == 4


async def test_the_timer_runs_on_over_a_restart_and_gives_the_minutes():
    app, _, _ = small_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("space")
        assert app.timer.running is not None
    again = app_on(app.book)
    async with again.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("a")
        await pilot.pause()
        assert touches(again)[0].minutes == 1
        assert again.timer.running is None


async def test_do_not_call_asks_by_name_and_keeps_the_account_off_the_plan():
    app, acme, ann = small_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(app.screen, ChooseScreen)
        assert "Acme [/b]" in str([said for _, _, said in app.screen._choices])
        await pilot.press("escape")
        assert not touches(app)
        await pilot.press("d", "a")
        await pilot.pause()
        assert app.book.accounts[acme.id].do_not_call == NOW.date()
        assert app.book.contacts[ann.id].do_not_call is None
        assert not app.screen.plan.todo


async def test_put_off_takes_the_account_off_until_the_day_with_its_reason():
    app, acme, _ = small_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(app.screen, AskScreen)
        await pilot.press(*"on holiday", "enter")
        await pilot.pause()
        kept = app.book.accounts[acme.id]
        assert (kept.snoozed_until.isoformat(), kept.snoozed_why) == ("2026-11-24", "on holiday")
        assert not app.screen.plan.todo


async def test_not_today_leaves_it_out_and_undo_brings_it_back():
    app, acme, _ = small_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("x")
        assert acme.id not in {call.account for call in app.screen.plan.calls}
        await pilot.press("u")
        assert acme.id in {call.account for call in app.screen.plan.calls}


async def test_on_a_friday_a_promise_is_proposed_for_monday_and_so_is_putting_off():
    book = a_book()
    account(book, "Acme", status="existing")
    friday = PlannerApp(Path("test.planner"), Loaded(Settings(), (), None), Clock.fixed(NOW + timedelta(days=4)), book)
    async with friday.run_test(size=(120, 40), notifications=True) as pilot:
        for key in "ps":
            await pilot.press(key)
            await pilot.pause()
            assert [str(hint.content) for hint in friday.screen.query(".hint") if str(hint.content)] == [
                "Mon 30 Nov, in 3 days"
            ]
            await pilot.press("escape")


async def test_a_promise_written_down_is_on_todays_plan_first():
    app, acme, _ = small_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("p", *"send the drawing", "enter")
        app.screen.query_one("#ask-due", Input).value = "today"
        await pilot.press("enter")
        await pilot.pause()
        (kept,) = app.book.promises.values()
        assert (kept.text, kept.account) == ("send the drawing", acme.id)
        assert app.screen.plan.calls[0].promised


async def test_a_change_by_another_process_shows_and_the_cursor_stays_on_its_call():
    book = a_book()
    accounts = [account(book, f"Account {count}", status="existing") for count in range(6)]
    app = app_on(book)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("j", "j", "j")
        key = selected(app)
        promise(book, accounts[0], "call first", 0)
        app.book_changed()
        await pilot.pause()
        assert app.screen.plan.calls[0].promised
        assert selected(app) == key


async def test_every_key_here_is_explained_in_the_help():
    app = demo_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        text = "\n".join("".join(piece for piece, _ in line) for line in app.screen._lines())
        for said in ("Log: no answer", "Start or stop timing", "Take the last change back", "Leave this one out"):
            assert said in text


async def test_an_empty_book_says_what_to_do():
    app = app_on(a_book())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("escape", "a")
        assert "empty" in str(app.screen.query_one("#notes").content)
        assert app._exception is None


async def test_the_morning_s_plan_is_kept_once_and_no_undo_takes_it_away():
    app = demo_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        (kept,) = app.book.plans.where("day", NOW.date())
        await pilot.press("a", "u", "u")
        (still,) = app.book.plans.where("day", NOW.date())
        assert still.calls == kept.calls and kept.calls


def all_done() -> Book:
    book = a_book()
    for name in ("Alder Works", "Bergwinkel Kaffeerösterei"):
        customer = account(book, name, status="existing")
        touch(book, customer, hour=8, minutes=12, note="the new line runs from March")
    return book


@pytest.mark.parametrize(("size", "theme"), [
    ((120, 40), "planner-dark"), ((80, 24), "planner-dark"), ((60, 20), "planner-dark"),
    ((120, 40), "planner-light"), ((80, 24), "planner-light"), ((60, 20), "planner-light"),
])  # fmt: skip
def test_picture_of_a_full_day(snap_compare: Any, size: tuple[int, int], theme: str) -> None:
    app = demo_app(Settings(look=Look(theme=theme)))
    assert snap_compare(app, terminal_size=size, press=["a", "down"])
    assert app._exception is None


@pytest.mark.parametrize("book", [all_done, a_book], ids=["all done", "nobody due"])
def test_picture_of_a_day_without_calls(snap_compare: Any, book: Any) -> None:
    app = app_on(book())
    assert snap_compare(app, terminal_size=(80, 24), press=["escape"])
    assert app._exception is None


def test_picture_of_the_dialog(snap_compare: Any) -> None:
    app = demo_app()
    keys = ["c", *"layout", "ctrl+n", *"fri 10"]
    assert snap_compare(app, terminal_size=(80, 24), press=keys)
    assert app._exception is None


async def test_a_click_on_a_screens_name_in_the_bar_goes_there():
    app = app_on(a_book())
    async with app.run_test(size=(80, 20), notifications=True) as pilot:
        await pilot.press("2")
        bar = "".join(segment.text for segment in app.screen._compositor.render_strips()[0])
        for name, shown in (("Romance", "romance"), ("Today", "today"), ("5 Week", "week")):
            await pilot.click(offset=(bar.index(name), 0))
            await pilot.pause()
            assert app.screen.name_in_bar == shown
        await pilot.click(offset=(bar.index("Planner"), 0))
        assert app.screen.name_in_bar == "week"


async def test_the_next_call_is_seen_while_the_cursor_goes_down_and_a_click_scrolls_nothing():
    app = demo_app()
    async with app.run_test(size=(80, 24)) as pilot:
        rows = app.screen.query_one("#calls", Rows)
        for _ in range(9):
            await pilot.press("down")
            assert rows.scroll_offset.y + rows.size.height > rows.cursor + 1
        for _ in range(5):
            await pilot.press("up")
            assert rows.scroll_offset.y <= max(0, rows.cursor - 1)
        before, last = rows.scroll_offset.y, rows.size.height - 1
        await pilot.click(rows, offset=(5, last))
        assert rows.cursor == before + last
        assert rows.scroll_offset.y == before
        await pilot.click(rows, offset=(5, last))
        assert isinstance(app.screen, AccountScreen)


@pytest.mark.parametrize("key", ["c", "p", "s", "l", "f"])
async def test_no_toast_lies_over_a_dialog(key):
    app = demo_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("a")
        assert len(app._notifications) == 1
        await pilot.press(key)
        assert len(app.screen_stack) == 2
        assert not app._notifications
