"""Romance, by real keys: nobody waits unseen, and a call with its next idea is three keys beyond the words (method §6)."""

from typing import Any

import pytest
from msgspec.structs import replace

from planner.book.records import Account, Contact, Opportunity, Promise, Touch
from planner.book.vocabulary import Outcome
from planner.method.ideas import ideas_taken
from screens.app import PlannerApp
from screens.dialogs import AskScreen
from screens.page import PageScreen
from screens.step import StepScreen
from tests.books import a_book, account, contact, day, opportunity, touch
from tests.screens.apps import app_on, demo_app, paste
from widgets.rows import Rows


def a_proposal(**fields: Any) -> tuple[PlannerApp, Opportunity]:
    """One proposal, out for three weeks, silent for two."""
    book = a_book()
    acme = account(book, "Acme [/b]", industry="food")
    ann = contact(book, acme, "Ann Lee", phone="+44 20 7946 0001")
    touch(book, acme, 21, contact=ann.id)
    usual = {"stage": "proposal", "proposal_on": day(-20), "contact": ann.id, "amount": 1_200_000, "currency": "EUR"}
    deal = opportunity(book, acme, "Line 3 [x]", **(usual | fields))
    touch(book, acme, 13, contact=ann.id, purpose="romance", opportunity=deal.id, idea="visit")
    return app_on(book), deal


def open_steps(app: PlannerApp) -> list[Promise]:
    return sorted((each for each in app.book.promises.values() if each.open), key=lambda each: each.due)


def last_touch(app: PlannerApp) -> Touch:
    return max(app.book.touches.values(), key=lambda each: (each.at, each.id))


def deal_in(app: PlannerApp, deal: Opportunity) -> Opportunity:
    return app.book.opportunities[deal.id]


def shown(app: PlannerApp) -> str:
    """All that stands on the screen."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


class Keys:
    """Presses keys and counts those that are not text."""

    def __init__(self, pilot: Any) -> None:
        self.pilot, self.count = pilot, 0

    async def press(self, *keys: str) -> None:
        self.count += len(keys)
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        await paste(self.pilot, text)


async def test_a_romance_call_with_the_next_idea_booked_takes_three_keys_beyond_the_text() -> None:
    app, deal = a_proposal()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("3")
        await pilot.pause()
        keys = Keys(pilot)
        await keys.press("c")
        await keys.type("they like the layout")
        await keys.press("ctrl+s")
        assert isinstance(app.screen, StepScreen)
        await keys.press("enter")
        assert keys.count == 3
    call, (step,) = last_touch(app), open_steps(app)
    assert call.note == "they like the layout"
    assert (call.purpose, call.opportunity) == ("romance", deal.id)
    assert call.idea is not None
    assert step.idea is not None and step.idea not in ("visit", call.idea)
    assert (step.opportunity, step.purpose, step.due) == (deal.id, "romance", day(7))
    assert app._exception is None


async def test_a_date_that_is_asked_for_books_the_next_idea_for_it_in_three_keys_and_one_change() -> None:
    app, _ = a_proposal()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("3")
        await pilot.pause()
        keys = Keys(pilot)
        await keys.press("c")
        await keys.type("good talk")
        await keys.press("ctrl+n")
        await keys.type("fri")
        await keys.press("enter")
        assert keys.count == 3
        (step,) = open_steps(app)
        assert step.due == day(4)
        assert step.idea is not None and step.idea != last_touch(app).idea
        assert step.touch == last_touch(app).id
        await keys.press("u")
        assert open_steps(app) == []
        assert last_touch(app).note == ""


async def test_words_of_ones_own_for_the_next_step_are_left_alone() -> None:
    app, _ = a_proposal()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("3", "c", "ctrl+n")
        await paste(pilot, "fri")
        await pilot.press("shift+tab")
        await paste(pilot, "drawings")
        await pilot.press("ctrl+s")
    (step,) = open_steps(app)
    assert (step.text, step.idea) == ("drawings", None)


async def test_a_call_that_reached_nobody_carries_no_idea_out() -> None:
    app, deal = a_proposal()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("3", "a")
        assert "1 try unanswered" in shown(app)
    outcome: Outcome = "no answer"
    assert last_touch(app).outcome == outcome
    assert ideas_taken(app.book, deal_in(app, deal)) == ("visit",)


async def test_the_ideas_on_offer_are_never_one_of_the_last_two_and_escape_books_none() -> None:
    app, deal = a_proposal()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("3", "c", "ctrl+s")
        await pilot.pause()
        taken = ideas_taken(app.book, deal_in(app, deal))[-2:]
        seen = set()
        for _ in range(8):
            screen = app.screen
            assert isinstance(screen, StepScreen)
            seen.add(screen._ideas[screen._chosen].kind)
            await pilot.press("down")
        assert len(seen) == 6
        assert not seen & set(taken)
        await pilot.press("escape")
    assert last_touch(app).outcome == "connected"
    assert open_steps(app) == []


async def test_one_key_takes_the_idea_as_the_next_step_and_stops_the_alarm() -> None:
    app, deal = a_proposal()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("3")
        assert "9 days silent, ideal 5" in shown(app)
        await pilot.press("I")
        assert "booked for Tue 24 Nov" in shown(app)
    (step,) = open_steps(app)
    assert (step.opportunity, step.due) == (deal.id, day(1))


async def test_silence_past_most_is_told_in_words_and_stands_on_top() -> None:
    app, _ = a_proposal()
    book = app.book
    globex = account(book, "Globex")
    opportunity(book, globex, "Hall 9", stage="proposal", proposal_on=day(-21))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("3")
        await pilot.pause()
        text = shown(app)
        assert "15 days silent, at most 10" in text
        assert "1 silent too long" in text
        assert "who else has bid?" in text
        assert text.index("Globex · Hall 9") < text.index("Acme [/b] · Line 3 [x]")


async def test_won_asks_why_and_everything_that_follows_falls_due() -> None:
    app, deal = a_proposal()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("3", "W")
        await paste(pilot, "layout")
        await pilot.press("enter")
        await paste(pilot, "Initech")
        await pilot.press("enter")
        closed = deal_in(app, deal)
        assert (closed.stage, closed.reason, closed.competitor) == ("won", "layout", "Initech")
        assert app.book.accounts[deal.account].status == "existing"
        texts = " / ".join(each.text for each in open_steps(app))
        assert "Thank Ann Lee" in texts and "Ask Ann Lee" in texts
        assert len(app.book.endorsements) == 1
        await pilot.press("u")
        assert deal_in(app, deal).stage == "proposal"


async def test_a_lost_bid_of_a_customer_loses_the_customer_only_when_told_so() -> None:
    app, deal = a_proposal()
    customer: Account = app.book.accounts[deal.account]
    app.book.change("a customer", replace(customer, status="existing", last_order=day(-30)))
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await pilot.press("3")
        for answer, status in (("", "existing"), ("no", "lost")):
            await pilot.press("L")
            await paste(pilot, "price")
            await pilot.press("enter")
            await paste(pilot, "Initech")
            await pilot.press("enter", *answer, "enter")
            assert deal_in(app, deal).stage == "lost"
            assert app.book.accounts[deal.account].status == status
            await pilot.press("u")
            assert deal_in(app, deal).stage == "proposal"


async def test_a_refusal_offers_to_close_the_proposal_as_lost() -> None:
    app, deal = a_proposal()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("3", "n", "ctrl+s")
        assert isinstance(app.screen, AskScreen)
        await pilot.press("escape")
        await pilot.pause()
    assert deal_in(app, deal).stage == "proposal"


async def test_who_else_has_bid_is_noted_with_its_day_also_when_nobody_has() -> None:
    app, deal = a_proposal()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("3")
        for typed, rival, told in (
            ("Initech", "Initech", "against Initech"),
            ("nobody", "", "nobody that they named"),
            ("", "", "nobody that they named"),
        ):
            assert "who else has bid?" in shown(app)
            await pilot.press("B")
            await paste(pilot, typed)
            await pilot.press("enter")
            await pilot.pause()
            assert told in shown(app) and "who else has bid?" not in shown(app)
            noted = deal_in(app, deal)
            assert (noted.competitor, noted.bids_asked) == (rival, day(0))
            await pilot.press("u")
            app.clear_notifications()  # they would lie over the panel


async def test_a_new_opportunity_is_typed_and_edited_by_keyboard_alone() -> None:
    app, _ = a_proposal()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("3", "N")
        await paste(pilot, "Hall 9")
        await pilot.press("enter", "enter")
        await paste(pilot, "45k")
        await pilot.press("enter")
        await paste(pilot, "12 dec")
        await pilot.press("ctrl+s")
        made = next(each for each in app.book.opportunities.values() if each.name == "Hall 9")
        assert (made.stage, made.amount, made.proposal_on) == ("proposal", 4_500_000, day(0))
        assert (made.decision and made.decision.day, made.history[0].stage) == (12, "proposal")
        await pilot.press("end", "E")
        assert isinstance(app.screen, AskScreen)
        app.screen.set_focus(app.screen.query_one("#ask-concern"))
        await paste(pilot, "price")
        await pilot.press("ctrl+s")
        concerns = {each.concern for each in app.book.opportunities.values()}
        assert concerns == {"", "price"}


async def test_an_opportunity_is_deleted_after_a_question_and_comes_back() -> None:
    app, deal = a_proposal()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("3", "D", "escape")
        assert deal.id in app.book.opportunities
        await pilot.press("D", "y")
        assert deal.id not in app.book.opportunities
        await pilot.press("u")
        assert deal.id in app.book.opportunities


async def test_another_idea_is_chosen_with_its_day() -> None:
    app, _ = a_proposal()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("3", "i", "down")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, StepScreen)
        chosen = screen._ideas[screen._chosen]
        await pilot.press(*"thu", "enter")
        await pilot.pause()
    (step,) = open_steps(app)
    assert (step.idea, step.text, step.due) == (chosen.kind, chosen.text, day(3))


async def test_a_stage_is_moved_by_letter_and_reaches_the_queue() -> None:
    app, deal = a_proposal(stage="qualified", proposal_on=None)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("3")
        assert "Before the proposal" in shown(app)
        await pilot.press("S", "p")
        assert "1 proposal out" in shown(app)
    assert deal_in(app, deal).proposal_on == day(0)


async def test_looking_back_shows_silences_and_what_pays_with_n() -> None:
    app = demo_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("3", "H")
        assert isinstance(app.screen, PageScreen)
        text = shown(app)
        assert "Longest silences of this quarter" in text
        assert "Does romance pay?" in text and " of " in text
        await pilot.press("escape")
        assert not isinstance(app.screen, PageScreen)


async def test_in_a_narrow_terminal_enter_shows_the_panel_and_escape_the_list() -> None:
    app, _ = a_proposal(concern="the [b]noise[/b]")
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await pilot.press("3")
        assert "9 days silent, ideal 5 · bids?" in shown(app)
        await pilot.press("enter")
        assert "Danger" in shown(app)
        await pilot.press("escape")
        assert "9 days silent" in shown(app)
        assert isinstance(app.focused, Rows)


async def test_an_empty_book_says_what_to_do() -> None:
    app = app_on(a_book())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("3")
        for key in ("c", "I", "i", "D", "W", "L", "B", "S", "E", "A", "enter", "escape"):
            await pilot.press(key)
        assert "No proposal is out" in shown(app)
    assert app._exception is None


async def test_what_an_empty_queue_says_is_read_whole_on_a_small_terminal() -> None:
    app = app_on(a_book())
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert "No proposal is out: N writes one down, S moves one on." in shown(app)


async def test_a_colleague_less_proposal_is_called_at_the_account() -> None:
    book = a_book()
    opportunity(book, account(book, "Globex"), "Hall 9", stage="proposal", proposal_on=day(-8))
    app = app_on(book)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("3", "v")
        assert "nobody to call is known there" in shown(app)
    touched = last_touch(app)
    person: Contact | None = app.book.contacts.get(touched.contact or "")
    assert (touched.outcome, person) == ("voicemail", None)


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
def test_picture_of_the_queue(snap_compare: Any, size: tuple[int, int]) -> None:
    app = demo_app()

    async def look(pilot: Any) -> None:
        await pilot.press("3")
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=look)
    assert app._exception is None
