"""Referrals, by real keys: who is asked, who is thanked, through whom a door opens, and nothing twice (method §7)."""

from typing import Any

import pytest
from textual.widgets import Input, Static

from planner.book.records import Contact, Event, Referral, Touch
from screens.app import PlannerApp
from screens.dialogs import AskScreen, ChooseScreen
from screens.newcomers import event_day
from screens.referrals import SECTIONS, ReferralsScreen
from screens.today import TodayScreen
from tests.books import SETTINGS, a_book, account, benefit, contact, day, endorsement, put, referral, touch
from tests.screens.apps import NOW, app_on, demo_app, paste
from widgets.rows import Rows


def a_client(**fields: Any) -> tuple[PlannerApp, Contact]:
    """One client in credit, satisfied, never asked."""
    book = a_book()
    acme = account(book, "Acme [/b]", status="existing", last_order=day(-40), industry="food")
    ann = contact(book, acme, "Ann Lee", phone="+44 20 7946 0001", **({"satisfied": day(-9)} | fields))
    touch(book, acme, 6, contact=ann.id)
    benefit(book, acme, ago=6)
    return app_on(book), ann


def shown(app: PlannerApp) -> str:
    """All that stands on the screen."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def promises(app: PlannerApp, kind: str) -> list[str]:
    return [each.text for each in app.book.promises.values() if each.open and each.kind == kind]


def last_touch(app: PlannerApp) -> Touch:
    return max(app.book.touches.values(), key=lambda each: (each.at, each.id))


def the_referral(app: PlannerApp, prospect: str) -> Referral:
    return next(each for each in app.book.referrals.values() if each.prospect == prospect)


def turns(name: str) -> list[str]:
    """The keys from the ask queue to a section."""
    return ["4", *["right"] * [each.name for each in SECTIONS].index(name)]


async def test_the_queue_says_why_now_and_what_to_say_and_asking_takes_the_client_out_of_it() -> None:
    app, ann = a_client()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("4")
        await pilot.pause()
        text = shown(app)
        assert "Ann Lee · Acme [/b]" in text
        assert "Why now" in text and "What to say" in text
        await pilot.press("c")
        await paste(pilot, "asked")
        await pilot.press("ctrl+s")
        assert "Nobody is to be asked today" in shown(app)
    call = last_touch(app)
    assert (call.purpose, call.contact, call.note) == ("ask referral", ann.id, "asked")
    assert app._exception is None


async def test_an_introduction_in_mind_goes_from_to_ask_to_rewarded_by_keys_alone() -> None:
    app, ann = a_client(noticed=day(-200))
    referral(app.book, ann, "Globex", reward="dinner for two")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("4")
        assert "to Globex" in shown(app)
        await pilot.press("c", "ctrl+s")
        assert the_referral(app, "Globex").stage == "asked"

        await pilot.press("right", "M")
        await pilot.pause()
        arrived = app.book.accounts[the_referral(app, "Globex").account or ""]
        assert (arrived.name, arrived.status, arrived.source) == (
            "Globex",
            "new",
            "referral from Ann Lee (Acme [/b])",
        )
        assert promises(app, "thank") == ["Thank Ann Lee for the introduction to Globex"]
        assert "! Globex" in shown(app)

        await pilot.press("T")
        assert promises(app, "thank") == [] and "! Globex" not in shown(app)

        await pilot.press("M")
        assert promises(app, "tell") == ["Tell Ann Lee how the first meeting with Globex went"]
        await pilot.press("c", "ctrl+s")
        assert promises(app, "tell") == []
        assert (last_touch(app).purpose, last_touch(app).contact) == ("thank", ann.id)

        await pilot.press("M")
        assert "reward owed: dinner for two" in shown(app)
        await pilot.press("T", "P")
        assert promises(app, "reward") == []
        assert the_referral(app, "Globex").reward_paid == day(0)
        assert "No referral is under way" in shown(app)


async def test_the_name_we_asked_for_is_introduced_once_and_another_name_is_a_new_referral() -> None:
    app, ann = a_client()
    referral(app.book, ann, "Globex")
    hooli = account(app.book, "Hooli", status="existing")
    bea = contact(app.book, hooli, "Bea")
    touch(app.book, hooli, 6, contact=bea.id)
    benefit(app.book, hooli, ago=6)
    referral(app.book, bea, "Umbrella")
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await pilot.press("4")
        for typed in ("globex", "Initech"):
            await pilot.press("r")
            app.screen.set_focus(app.screen.query_one("#log-prospect"))
            await paste(pilot, typed)
            await pilot.press("ctrl+s")
    stages = sorted((each.prospect, each.stage) for each in app.book.referrals.values())
    assert stages == [("Globex", "introduced"), ("Initech", "introduced"), ("Umbrella", "asked")]
    assert sorted(each.name for each in app.book.accounts.values() if each.status == "new") == ["Globex", "Initech"]


async def test_a_client_who_got_nothing_from_us_lately_is_not_in_the_queue() -> None:
    book = a_book()
    acme = account(book, "Acme", status="existing")
    ann = contact(book, acme, "Ann Lee", satisfied=day(-9))
    touch(book, acme, 6, contact=ann.id)
    benefit(book, acme, ago=120)
    app = app_on(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("4")
        assert "Nobody is to be asked today" in shown(app)


async def test_one_key_makes_a_warm_path_an_ask() -> None:
    app, ann = a_client()
    globex = account(app.book, "Globex", industry="food")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press(*turns("paths"))
        assert "is in food, too" in shown(app)
        await pilot.press("I")
        await pilot.pause()
        asked = the_referral(app, "Globex")
        assert (asked.stage, asked.contact, asked.account) == ("to ask", ann.id, globex.id)
        await pilot.press("I")
        assert len(app.book.referrals) == 1
        await pilot.press(*["left"] * 2)
        assert "to Globex" in shown(app)


async def test_beside_a_cold_call_of_the_day_one_key_asks_for_an_introduction_instead() -> None:
    app, ann = a_client(worked_at=("Globex",))
    globex = account(app.book, "Globex")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        today = app.screen
        assert isinstance(today, TodayScreen)
        await pilot.press("4", "1")  # the plan is there when the first key has been taken
        for _ in range(3):
            if today.selected and today.selected.account != globex.id:
                await pilot.press("j")
        assert "warm path: Ann Lee (Acme [/b])" in shown(app)
        await pilot.press("I")
        asked = the_referral(app, "Globex")
        assert (asked.stage, asked.contact, asked.account) == ("to ask", ann.id, globex.id)
        await pilot.press("I")
        assert len(app.book.referrals) == 1 and "Nobody who is left to ask" in shown(app)


async def test_a_prospect_is_put_on_notice_with_one_choice_and_it_can_be_taken_back() -> None:
    book = a_book()
    globex = account(book, "Globex")
    bob = contact(book, globex, "Bob Ray")
    touch(book, globex, 3, contact=bob.id)
    app = app_on(book)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("4")
        assert "Prospects to tell that you will ask one day" in shown(app)
        await pilot.press("K", "t")
        assert app.book.contacts[bob.id].noticed == day(0)
        await pilot.press("u")
        assert app.book.contacts[bob.id].noticed is None


async def test_a_colleague_is_added_caught_up_with_and_taken_into_the_circle() -> None:
    app = app_on(a_book())
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press(*turns("colleagues"), "N", "c")
        for text in ("Cy Day", "Initech", "aligned"):
            await paste(pilot, text)
            await pilot.press("enter")
        await paste(pilot, "food, wood")
        await pilot.press("ctrl+s")
        (cy,) = app.book.contacts.values()
        assert (cy.name, cy.company, cy.field, cy.sells_to) == ("Cy Day", "Initech", "aligned", ("food", "wood"))
        assert "Catch-up due" in shown(app)
        await pilot.press("c", "ctrl+s")
        assert (last_touch(app).purpose, last_touch(app).contact) == ("colleague catch-up", cy.id)
        assert "Catch-up due" not in shown(app)

        await pilot.press("C", "enter", "enter")
        assert isinstance(app.screen, AskScreen), "both answers are needed"
        await paste(pilot, "doors")
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, AskScreen), "there are two"
        await paste(pilot, "leads")
        await pilot.press("ctrl+s")
        inside = app.book.contacts[cy.id]
        assert inside.circle == day(0) and inside.helps_us and inside.we_help


async def test_a_letter_is_asked_for_received_with_its_thanks_and_noted_down() -> None:
    app, ann = a_client()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(*turns("endorsements"))
        assert "What to say" in shown(app)
        await pilot.press("M")
        (letter,) = app.book.endorsements.values()
        assert (letter.stage, letter.contact) == ("asked", ann.id)
        await pilot.press("M", "E")
        await paste(pilot, "letter.pdf")
        await pilot.press("ctrl+s")
        (letter,) = app.book.endorsements.values()
        assert (letter.stage, letter.link) == ("received", "letter.pdf")
        assert any("Thank Ann Lee for the letter" in text for text in promises(app, "thank"))


async def test_an_event_promises_a_follow_up_to_each_whom_we_met_known_or_new() -> None:
    app, ann = a_client()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press(*turns("events"), "N", "v")
        await paste(pilot, "Fair")
        await pilot.press("enter")
        await paste(pilot, "20 nov")
        await pilot.press("enter")
        await paste(pilot, "ann lee, Bob Ray (Initech)")
        await pilot.press("ctrl+s")
        bob = next(each for each in app.book.contacts.values() if each.name == "Bob Ray")
        (fair,) = app.book.events.values()
        assert (fair.on, set(fair.met), bob.company) == (day(-3), {ann.id, bob.id}, "Initech")
        due = [each for each in app.book.promises.values() if each.open]
        assert {each.contact for each in due} == {ann.id, bob.id}
        assert {each.due for each in due} == {day(1)}
        assert "by Tue 24 Nov" in shown(app)


@pytest.mark.parametrize(("typed", "on"), [("20 nov", -3), ("27 nov", 4), ("yesterday", -1), ("today", 0)])
def test_an_event_typed_without_its_year_is_the_nearest_of_that_day(typed: str, on: int) -> None:
    assert event_day(typed, NOW, SETTINGS) == day(on)


async def test_a_long_event_is_cut_where_it_shows() -> None:
    app, ann = a_client()
    put(app.book, Event, name="The summer fair of the chamber of industry and commerce", on=day(-3), met=(ann.id,))
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await pilot.press(*turns("events"))
        await pilot.pause()
        assert any("The summer fair" in line and line.rstrip().endswith("…") for line in shown(app).splitlines())


async def test_a_whole_word_is_not_said_back_and_a_beginning_is() -> None:
    app, _ = a_client()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("4", "N", "e")
        await pilot.pause()
        assert shown(app).count("received") == 1
        app.screen.query_one("#ask-stage", Input).value = "rec"
        await pilot.pause()
        await pilot.pause()
        assert "received" in str(app.screen.query_one("#hint-stage", Static).content)


async def test_a_referral_is_edited_and_deleted_after_a_question_that_names_it() -> None:
    app, ann = a_client()
    referral(app.book, ann, "Globex", stage="introduced")
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await pilot.press(*turns("open"), "E")
        await paste(pilot, "lunch")
        await pilot.press("ctrl+s")
        assert the_referral(app, "Globex").reward == "lunch"
        await pilot.press("D")
        assert "the referral of Globex" in shown(app)
        await pilot.press("y")
        assert len(app.book.referrals) == 0


async def test_a_referral_that_we_gave_is_written_down_and_asked_about_later() -> None:
    app, ann = a_client()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("4", "N", "g")
        await paste(pilot, "Globex")
        await pilot.press("ctrl+s")
        assert not isinstance(app.screen, AskScreen)
    given = the_referral(app, "Globex")
    assert (given.direction, given.contact, given.stage) == ("given", ann.id, "introduced")
    assert promises(app, "task") == ["Ask Ann Lee what became of Globex, whom we introduced"]


async def test_every_key_is_calm_on_every_section_of_an_empty_book(monkeypatch: pytest.MonkeyPatch) -> None:
    app, said = app_on(a_book()), set[str]()
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await pilot.press("4")
        for section in SECTIONS:
            assert section.empty[:20] in shown(app)
            await pilot.press(*"cvMSTPIiDKCEA", "enter", "escape", "right")
            monkeypatch.setattr(
                app, "say", lambda text, severity="information": said.add(text)
            )  # toasts take their time
        assert isinstance(app.screen, ReferralsScreen)
        assert app.screen.section is SECTIONS[0]
    assert {"No person is selected here", "No new account is selected here"} <= said
    assert app._exception is None


async def test_every_row_of_the_sample_book_can_be_read_in_a_narrow_terminal() -> None:
    app = demo_app()
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await pilot.press("4")
        for section in SECTIONS:
            screen = app.screen
            assert isinstance(screen, ReferralsScreen)
            for item in screen.items:
                if not isinstance(item, str):
                    lines = list(item.detail(50))
                    assert lines and all(sum(len(text) for text, _ in line) <= 50 for line in lines), (
                        section.name,
                        lines,
                    )
            await pilot.press("enter")
            assert any(said in shown(app) for said in ("☎", "Through whom", "reward"))
            await pilot.press("escape", "tab")
    assert app._exception is None


async def test_names_of_a_book_are_never_markup_on_any_section() -> None:
    book = a_book()
    odd = account(book, "[red]Acme[/b]", status="existing", industry="[x]")
    ann = contact(book, odd, "Ann [/] Lee", satisfied=day(-3))
    touch(book, odd, 4, contact=ann.id)
    benefit(book, odd, ago=4, what="[link=x]a lead[/]")
    referral(book, ann, "[b]Globex", stage="introduced")
    endorsement(book, ann, stage="received", note="[/x]")
    account(book, "[i]New", industry="[x]")
    from planner.book.records import Event

    put(book, Event, name="[fair", on=day(-1), met=(ann.id,))
    app = app_on(book)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("4")
        seen = ""
        for _ in SECTIONS:
            seen += shown(app)
            await pilot.press("right")
        await pilot.press("K")
        assert isinstance(app.screen, ChooseScreen)
        seen += shown(app)
    for text in ("[red]Acme[/b]", "Ann [/] Lee", "[b]Globex", "[i]New", "[fair", "[link=x]a lead[/]"):
        assert text in seen, text
    assert app._exception is None


async def test_the_cursor_comes_back_to_where_it_was_in_a_section() -> None:
    app = demo_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("4", "j", "j")
        was = app.screen.query_one("#rows", Rows).key
        await pilot.press("right", "j", "left")
        assert app.screen.query_one("#rows", Rows).key == was


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
def test_picture_of_the_ask_queue(snap_compare: Any, size: tuple[int, int]) -> None:
    app = demo_app()

    async def look(pilot: Any) -> None:
        await pilot.press("4")
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=look)
    assert app._exception is None


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
def test_picture_of_what_is_under_way(snap_compare: Any, size: tuple[int, int]) -> None:
    app = demo_app()

    async def look(pilot: Any) -> None:
        await pilot.press("4", "right")
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=look)
    assert app._exception is None
