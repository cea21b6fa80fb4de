"""Today, by real keys: one key logs, the dialog never loses a word, everything comes back (method §2, §3)."""

from textual.widgets import Input

from planner.book.records import Account, Contact, Touch
from screens.app import PlannerApp
from screens.dialogs import AskScreen, ChooseScreen
from screens.help import HelpScreen
from screens.log import LogScreen
from tests.books import a_book, account, contact, promise
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
        await pilot.press("c")
        await pilot.pause()
        assert again.screen.query_one("#log-note", Input).value == "half a sen"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert touches(again)[0].note == "half a sen"
        assert not len(again.book.drafts)


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
        (kept,) = app.book.plans.where("day", NOW.date())
        await pilot.press("a", "u", "u")
        (still,) = app.book.plans.where("day", NOW.date())
        assert still.calls == kept.calls and kept.calls
