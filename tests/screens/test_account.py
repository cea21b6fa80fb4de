"""One account, by real keys: everything that is known can be read, added, edited, deleted and taken back (method §4)."""

from typing import Any

import pytest
from msgspec.structs import replace
from textual.widgets import Input, Static

from planner.book.records import Account, Benefit, Contact, Insight, Promise, Touch
from screens.account import AccountScreen
from screens.accounts import AccountsScreen
from screens.app import PlannerApp
from screens.circle import CircleScreen
from screens.dialogs import AskScreen, ChooseScreen
from screens.log import LogScreen
from screens.merge import MergeScreen
from screens.page import PageScreen
from screens.touch_edit import edited, entry_of
from tests.books import (
    NOW,
    SETTINGS,
    a_book,
    account,
    benefit,
    contact,
    day,
    endorsement,
    insight,
    opportunity,
    promise,
    put,
    referral,
    touch,
)
from tests.screens.apps import app_on, demo_app
from tests.screens.test_accounts import SMALL, answer, shown
from widgets.rows import Rows


def an_account(**fields: Any) -> tuple[PlannerApp, Account, Contact]:
    """A customer with a manager whom we met, and nothing else."""
    book = a_book()
    acme = account(book, "Acme [/b]", **({"status": "existing", "last_order": day(-60)} | fields))
    ann = contact(book, acme, "Ann Lee", level="manager", department="Purchasing", phone="+44 20 7946 0001")
    touch(book, acme, 12, contact=ann.id, note="wants figures by spring", purpose="working interview", minutes=15)
    return app_on(book), acme, ann


async def opened(pilot: Any, about: str) -> AccountScreen:
    pilot.app.open_account(about)
    await pilot.pause()
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, AccountScreen)
    return screen


async def go_to(pilot: Any, begins: str, side: str = "known") -> None:
    """Put the cursor on the line whose key begins so."""
    screen = pilot.app.screen
    if screen.side.id != side:
        await pilot.press("tab")
    rows = screen.query_one(f"#{side}", Rows)
    places = [place for place, row in enumerate(rows._rows) if (row.key or "").startswith(begins)]
    assert places, f"no line {begins}: {list(screen.items)}"
    rows.cursor = places[0]
    await pilot.pause()


def one(records: Any, kind: type[Any] | None = None) -> Any:
    (record,) = list(records.values())
    return record


async def test_health_people_and_business_are_on_one_page_with_their_reasons():
    app, acme, ann = an_account()
    benefit(app.book, acme, "given", 10, what="a lead [x]", contact=ann.id)
    insight(app.book, acme, 200, text="two plants", contact=ann.id)
    async with app.run_test(size=(120, 60), notifications=True) as pilot:
        await opened(pilot, acme.id)
        text = shown(app)
        assert "Acme [/b]" in text and "existing" in text and "last order 60 days ago" in text
        for part in ("recency", "reciprocity", "executives", "entry", "knowledge", "raise it"):
            assert part in text
        assert "no executive is known" in text and "one contact only" in text
        assert "a lead [x]" in text and "we are 1 ahead" in text
        assert "two plants" in text and "of 6 headings 1 stale and 5 unknown" in text
        assert "wants figures by spring" in text


async def test_where_nobody_was_talked_to_it_is_said_once_with_what_comes_first():
    app = app_on(a_book())
    acme = account(app.book, "Acme")
    async with app.run_test(size=(120, 60), notifications=True) as pilot:
        await opened(pilot, acme.id)
        text = shown(app)
        assert text.count("not known yet") == 1 and "no data" not in text and "reciprocity" not in text
        assert "Find out whom to talk to" in text
        await go_to(pilot, "health first")
        await pilot.press("enter")
        await answer(pilot, name="Dana Cruz", title="COO")
        assert one(app.book.contacts).account == acme.id
        assert "Call Dana Cruz (COO)" in shown(app)
        touch(app.book, acme, 0, contact=one(app.book.contacts).id)
        app.screen.refresh_book()
        await pilot.pause()
        text = shown(app)
        assert "not known yet" not in text and "reciprocity" in text and "no data" in text, "executives alone stay open"


async def test_what_is_cut_off_is_read_in_full_with_its_paragraphs():
    app, acme, ann = an_account()
    call = touch(app.book, acme, 3, contact=ann.id, note="first thing " + "said at length " * 20 + "\n\nsecond thing")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(pilot, acme.id)
        await go_to(pilot, f"touch {call.id}", "timeline")
        assert "t reads on" in str(app.screen.query_one("#full", Static).content) and "second thing" not in shown(app)
        await pilot.press("t")
        assert isinstance(app.screen, PageScreen)
        (last,) = [line for line in shown(app).splitlines() if "second thing" in line]
        assert "length" not in last


async def test_every_department_of_many_is_on_the_map_of_a_small_terminal():
    app, acme, _ = an_account()
    for name, department, level in (
        ("Kim Oh", "Quality", "staff"),
        ("Bo Ray", "Logistics", None),
        ("Jo Fox", "Finance", "executive"),
        ("Al Roe", "", "staff"),
        ("Mo Poe", "Production", "staff"),
    ):
        contact(app.book, acme, name, level=level, department=department)
    async with app.run_test(size=(60, 40), notifications=True) as pilot:
        await opened(pilot, acme.id)
        lines = shown(app).splitlines()
        place = next(count for count, line in enumerate(lines) if "executive " in line and "no level" in line)
        map_ = [" ".join(line.split()) for line in lines[place + 1 : place + 7]]
        assert map_ == [
            "Finance Fox never · · ·",
            "Purchasing · Lee 12 d · ·",
            "Quality · · Oh never ·",
            "Production · · Poe never ·",
            "Logistics · · · Ray never",
            "no department · · Roe never ·",
        ]


async def test_where_no_department_is_noted_the_people_alone_are_shown():
    app = app_on(a_book())
    acme = account(app.book, "Acme")
    contact(app.book, acme, "Kim Oh", level="staff")
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await opened(pilot, acme.id)
        assert "no department" not in shown(app) and "Oh never" not in shown(app)
        assert "Kim Oh" in shown(app) and "no executive is known" in shown(app)


async def test_what_other_programs_knew_is_read_under_names_that_one_can_read():
    app, acme, ann = an_account(extra={"ORACLE_ID__C": "4-2068", "_imported": "a:1"})
    app.book.change("test", replace(ann, extra={"Other phones": "+44 1 [b]", "HomeFax__c": "9"}))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await opened(pilot, acme.id)
        assert "Oracle ID: 4-2068" in shown(app) and "_imported" not in shown(app)
        await go_to(pilot, f"contact {ann.id}")
        assert "Other phones: +44 1 [b] · Home fax: 9" in shown(app)
        assert "Other phones: +44 1 [b] · Home fax: 9" in (screen.item() or pytest.fail("no item")).says


async def test_the_map_shows_executives_on_top_and_gaps_as_gaps():
    app, acme, _ = an_account()
    contact(app.book, acme, "Dana Cruz", level="executive", department="Management")
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await opened(pilot, acme.id)
        lines = shown(app).splitlines()
        place = next(count for count, line in enumerate(lines) if "Management" in line and "Purchasing" in line)
        assert "executive" in lines[place + 1] and "Cruz never" in lines[place + 1]
        assert "manager" in lines[place + 2] and "Lee 12 d" in lines[place + 2]
        assert "staff" in lines[place + 3] and "nobody is known" in lines[place + 3]


async def test_a_day_that_is_typed_is_said_back_with_its_date():
    app, acme, _ = an_account()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await opened(pilot, acme.id)
        await pilot.press("N", "n")
        await pilot.pause()
        assert "tomorrow, Tue 24 Nov" in shown(app)


async def test_enter_on_a_gap_fills_it():
    app, acme, _ = an_account()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await opened(pilot, acme.id)
        await go_to(pilot, "gap executive")
        await pilot.press("enter")
        await answer(pilot, name="Dana Cruz", department="Management")
        dana = next(each for each in app.book.contacts.values() if each.name == "Dana Cruz")
        assert (dana.account, dana.level) == (acme.id, "executive")
        await go_to(pilot, "gap threats")
        await pilot.press("enter")
        await answer(pilot, text="a rival next door", contact="Dana")
        learned = one(app.book.insights)
        assert (learned.heading, learned.contact, learned.on) == ("threats", dana.id, NOW.date())


ADDED: list[tuple[str, dict[str, str], str, dict[str, object]]] = [
    ("p", {"name": "Bob Ray", "level": "staff"}, "contacts", {"name": "Bob Ray", "level": "staff"}),
    ("n", {"text": "send figures", "due": "fri"}, "promises", {"text": "send figures", "due": day(4)}),
    ("g", {"what": "a lead", "weight": "big", "on": "yesterday"}, "benefits", {"direction": "given", "weight": 3, "on": day(-1)}),
    ("r", {"what": "a tip"}, "benefits", {"direction": "got", "weight": 1}),
    ("i", {"text": "they grow", "heading": "opp"}, "insights", {"heading": "opportunities"}),
    ("f", {"prospect": "Globex", "contact": "Ann"}, "referrals", {"prospect": "Globex", "stage": "to ask"}),
    ("e", {"contact": "Ann", "stage": "asked"}, "endorsements", {"stage": "asked", "kind": "letter"}),
    ("o", {"name": "Line 3", "amount": "45k"}, "opportunities", {"name": "Line 3", "amount": 45_000_00}),
]  # fmt: skip


async def test_everything_can_be_added_by_two_keys_and_taken_back_by_one():
    app, acme, _ = an_account()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await opened(pilot, acme.id)
        for key, said, table, expected in ADDED:
            before = set(app.book.collections[table])
            await pilot.press("N", key)
            await pilot.pause()
            await answer(pilot, **said)
            (new,) = set(app.book.collections[table]) - before
            record = app.book.collections[table][new]
            assert {name: getattr(record, name) for name in expected} == expected
            if table != "referrals":
                assert record.account == acme.id
            await pilot.press("u")
            assert set(app.book.collections[table]) == before, table


async def test_a_new_referral_brings_what_its_stage_promises_and_says_so():
    app, acme, _ = an_account()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(pilot, acme.id)
        await pilot.press("N", "f")
        await pilot.pause()
        await answer(pilot, prospect="Globex", contact="Ann", stage="introduced")
        texts = {each.text for each in app.book.promises.values()}
        assert texts == {
            "Thank Ann Lee for the introduction to Globex",
            "Call Globex while Ann Lee's introduction is fresh",
        }
        (came,) = [each for each in app.book.accounts.values() if each.name == "Globex"]
        assert one(app.book.referrals).account == came.id
        assert "Thank Ann Lee for the introduction" in shown(app)
        await pilot.press("N", "e")
        await pilot.pause()
        await answer(pilot, contact="Ann", stage="received")
        assert any(each.text.startswith("Thank Ann Lee for the letter") for each in app.book.promises.values())


async def test_everything_can_be_edited_where_it_stands():
    app, acme, ann = an_account()
    given = benefit(app.book, acme, "given", 10, what="a lead", contact=ann.id)
    owed = promise(app.book, acme, "send figures", 3, contact=ann.id)
    deal = opportunity(app.book, acme, "Line 3", contact=ann.id, stage="proposal")
    source = referral(app.book, ann, "Globex", stage="asked")
    letter = endorsement(app.book, ann)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await opened(pilot, acme.id)
        for record, said, expected in (
            (ann, {"title": "Head of Purchasing"}, ("title", "Head of Purchasing")),
            (owed, {"due": "2026-12-01"}, ("due", day(8))),
            (deal, {"concern": "delivery time"}, ("concern", "delivery time")),
            (given, {"weight": "solid"}, ("weight", 2)),
            (source, {"stage": "introduced"}, ("stage", "introduced")),
            (letter, {"kind": "video"}, ("kind", "video")),
        ):
            await go_to(pilot, f"{type(record).__name__.casefold()} {record.id}")
            await pilot.press("E")
            await answer(pilot, **said)
            newest = app.book.collections[record.table][record.id]
            assert getattr(newest, expected[0]) == expected[1], record
        assert any(each.name == "Globex" for each in app.book.accounts.values())


async def test_the_account_itself_is_edited_on_its_first_line():
    app, acme, _ = an_account()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await opened(pilot, acme.id)
        await pilot.press("enter")
        await answer(pilot, industry="food", cadence="5/10", parked_until="in 2 weeks")
        newest = app.book.accounts[acme.id]
        assert (newest.industry, newest.cadence, newest.parked_until) == ("food", (5, 10), day(14))
        assert "parked until" in shown(app)


async def test_somebody_who_moves_to_another_account_has_worked_here():
    app, acme, ann = an_account()
    other = account(app.book, "Globex")
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await opened(pilot, acme.id)
        await go_to(pilot, f"contact {ann.id}")
        await pilot.press("E")
        await answer(pilot, account="Glob")
        newest = app.book.contacts[ann.id]
        assert (newest.account, newest.worked_at) == (other.id, (acme.name,))


async def test_a_past_call_is_put_right_with_all_that_hangs_on_it():
    app, acme, ann = an_account()
    bob = contact(app.book, acme, "Bob Ray")
    call = one(app.book.touches)
    benefit(app.book, acme, "given", 12, what="a lead", contact=ann.id, touch=call.id)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await opened(pilot, acme.id)
        await go_to(pilot, f"touch {call.id}", "timeline")
        await pilot.press("E")
        assert isinstance(app.screen, LogScreen)
        for name, text in {
            "note": "wants figures by May", "gave": "two leads", "insight": "threats: a rival", "contact": "Bob",
            "minutes": "20", "at": "2026-11-10T15:00", "promise": "send them", "next": "fri",
        }.items():  # fmt: skip
            app.screen.query_one(f"#log-{name}", Input).value = text
        await pilot.press("ctrl+s")
        await pilot.pause()
        after = app.book.touches[call.id]
        assert (after.note, after.minutes, after.contact, after.at.date()) == (
            "wants figures by May",
            20,
            bob.id,
            day(-13),
        )
        given, learned, owed = one(app.book.benefits), one(app.book.insights), one(app.book.promises)
        assert (given.what, given.on, given.contact) == ("two leads", day(-13), bob.id)
        assert (learned.heading, learned.text) == ("threats", "a rival")
        assert (owed.text, owed.due) == ("send them", day(4))
        await pilot.press("u")
        assert app.book.touches[call.id] == call and not app.book.insights and one(app.book.benefits).what == "a lead"


async def test_a_call_that_is_looked_at_and_saved_as_it_is_stays_as_it_is():
    app, acme, ann = an_account()
    call = touch(app.book, acme, 5, contact=ann.id, note="first\nsecond", minutes=7)
    insight(app.book, acme, 5, text="they grow", touch=call.id, heading="business")
    entry = entry_of(app.book, call, NOW)
    assert edited(app.book, SETTINGS, call, entry, NOW) == [call]


async def test_a_past_outcome_can_be_put_right():
    app, acme, _ = an_account()
    call = one(app.book.touches)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await opened(pilot, acme.id)
        await go_to(pilot, f"touch {call.id}", "timeline")
        await pilot.press("Z", "v")
        assert app.book.touches[call.id].outcome == "voicemail"
        await pilot.press("u")
        assert app.book.touches[call.id].outcome == "connected"


async def test_deleting_asks_by_name_and_takes_with_it_what_was_written_with_the_call():
    app, acme, ann = an_account()
    call = one(app.book.touches)
    put(app.book, Benefit, on=day(-12), direction="given", what="a lead", account=acme.id, touch=call.id)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await opened(pilot, acme.id)
        await go_to(pilot, f"touch {call.id}", "timeline")
        await pilot.press("D")
        text = shown(app)
        assert "the call of 11 Nov 2026 with Ann Lee (connected)" in text and "1 record" in text
        await pilot.press("y")
        assert not app.book.touches and not app.book.benefits
        await pilot.press("u")
        assert call.id in app.book.touches and len(app.book.benefits) == 1 and ann.id in app.book.contacts


async def test_deleting_the_account_leads_back_to_the_accounts():
    app, acme, _ = an_account()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await pilot.press("2", "enter")
        await pilot.pause()
        await pilot.press("D", "y")
        await pilot.pause()
        assert isinstance(app.screen, AccountsScreen) and not app.book.accounts
        await pilot.press("u")
        assert acme.id in app.book.accounts and app._exception is None


async def test_an_account_that_another_program_deletes_is_left_with_a_word():
    app, acme, _ = an_account()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await opened(pilot, acme.id)
        from planner.book.removing import removal

        app.book.change("elsewhere", *removal(app.book, acme, NOW.date()))
        app.book_changed()
        await pilot.pause()
        assert not isinstance(app.screen, AccountScreen) and app._exception is None


async def test_a_promise_is_ticked_and_opened_again():
    app, acme, _ = an_account()
    owed = promise(app.book, acme, "send figures", -1)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await opened(pilot, acme.id)
        await go_to(pilot, "promise")
        await pilot.press("K")
        assert app.book.promises[owed.id].done == NOW.date()
        await go_to(pilot, f"promise {owed.id}", "timeline")
        await pilot.press("K")
        assert app.book.promises[owed.id].open


async def test_a_person_is_told_that_we_will_ask_and_later_is_satisfied():
    app, acme, ann = an_account()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await opened(pilot, acme.id)
        await go_to(pilot, f"contact {ann.id}")
        await pilot.press("K", "n", "K", "s")
        newest = app.book.contacts[ann.id]
        assert newest.noticed == NOW.date() == newest.satisfied
        await pilot.press("K", "n")
        assert app.book.contacts[ann.id].noticed is None


async def test_the_timeline_is_filtered_by_words_and_by_kind():
    app, acme, ann = an_account()
    touch(app.book, acme, 30, contact=ann.id, note="talked about the crane")
    insight(app.book, acme, 20, text="a crane is rented")
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        screen = await opened(pilot, acme.id)
        await pilot.press("slash", *"crane")
        assert [each.split(" ")[0] for each in screen.past] == ["insight", "touch"]
        await pilot.press("enter", "H", "c")
        assert [each.split(" ")[0] for each in screen.past] == ["touch"]
        await pilot.press("escape", "H", "a")
        assert len(screen.past) > 3
        await pilot.press("escape")
        assert not isinstance(app.screen, AccountScreen)


async def test_nothing_found_says_so():
    app, acme, _ = an_account()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await opened(pilot, acme.id)
        await pilot.press("slash", *"zebra", "enter", "E", "D")
        assert "nothing that says so" in shown(app) and app._exception is None


async def test_where_there_is_room_for_one_column_tab_shows_the_other():
    app, acme, _ = an_account()
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await opened(pilot, acme.id)
        assert "Health" in shown(app) and "Timeline" not in shown(app).split("Health")[1].splitlines()[0]
        await pilot.press("tab")
        await pilot.pause()
        assert "wants figures by spring" in shown(app) and "recency" not in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "recency" in shown(app)
        await pilot.press("escape")
        assert not isinstance(app.screen, AccountScreen)


async def test_enter_on_a_part_of_the_score_goes_where_it_comes_from():
    app, acme, _ = an_account()
    insight(app.book, acme, 200, text="two plants", heading="business")
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        screen = await opened(pilot, acme.id)
        known = screen.query_one("#known", Rows)
        for part, place in (
            ("reciprocity", "lately"),
            ("executives", "gap executive"),
            ("knowledge", "gap environment"),
        ):
            await go_to(pilot, f"health {part}")
            await pilot.press("enter")
            assert (known.key or "").startswith(place)
        await go_to(pilot, "health recency")
        await pilot.press("enter")
        assert screen.side.id == "timeline"


async def test_brackets_go_from_section_to_section():
    app, acme, _ = an_account()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        screen = await opened(pilot, acme.id)
        rows, seen = screen.query_one("#known", Rows), []
        for _ in range(3):
            await pilot.press("right_square_bracket")
            seen.append((rows.key or "").split(" ")[0])
        assert seen == ["health", "contact", "gap"] or seen[:1] == ["health"]
        await pilot.press("left_square_bracket")
        assert (rows.key or "").split(" ")[0] == seen[1]


async def test_a_call_is_logged_with_whoever_the_cursor_is_on():
    app, acme, _ = an_account()
    bob = contact(app.book, acme, "Bob Ray", level="staff")
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await opened(pilot, acme.id)
        await go_to(pilot, f"contact {bob.id}")
        await pilot.press("v")
        newest = max(app.book.touches.values(), key=lambda each: each.at)
        assert (newest.outcome, newest.contact, newest.account) == ("voicemail", bob.id, acme.id)


async def test_a_contacts_id_opens_their_account_with_the_cursor_on_them():
    app, acme, ann = an_account()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        screen = await opened(pilot, ann.id)
        assert screen.about == acme.id and screen.query_one("#known", Rows).key == f"contact {ann.id}"


async def test_an_opportunity_is_won_on_its_line():
    app, acme, ann = an_account()
    deal = opportunity(app.book, acme, "Line 3", stage="proposal", contact=ann.id)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await opened(pilot, acme.id)
        await go_to(pilot, "opportunity")
        await pilot.press("W")
        await answer(pilot, reason="they know us")
        assert app.book.opportunities[deal.id].stage == "won"
        assert app.book.accounts[acme.id].last_order == NOW.date()


async def test_nobody_enters_the_inner_circle_without_both_answers():
    app, acme, ann = an_account()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await opened(pilot, acme.id)
        await go_to(pilot, f"contact {ann.id}")
        await pilot.press("C")
        await answer(pilot, helps_us="knows everybody")
        assert isinstance(app.screen, AskScreen) and app.book.contacts[ann.id].circle is None
        await answer(pilot, we_help="finds her drivers")
        newest = app.book.contacts[ann.id]
        assert (newest.circle, newest.we_help) == (NOW.date(), "finds her drivers")
        await pilot.press("C")
        assert isinstance(app.screen, CircleScreen)


async def test_two_people_who_are_one_are_merged():
    app, acme, ann = an_account()
    twin = contact(app.book, acme, "A. Lee", email="ann@acme.example")
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await opened(pilot, acme.id)
        await go_to(pilot, f"contact {ann.id}")
        await pilot.press("J")
        await answer(pilot, other="A. Lee")
        assert isinstance(app.screen, MergeScreen)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert twin.id not in app.book.contacts and app.book.contacts[ann.id].email == "ann@acme.example"
        await pilot.press("u")
        assert twin.id in app.book.contacts


async def test_what_looks_lost_is_confirmed_here_too():
    app, acme, _ = an_account(last_order=day(-500))
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await opened(pilot, acme.id)
        assert "looks lost" in shown(app)
        await pilot.press("plus")
        assert app.book.accounts[acme.id].status == "lost"
        assert "Mending fences" in "\n".join(str(each) for each in app.screen.items) or "looks lost" not in shown(app)


async def test_a_lost_account_says_how_far_mending_fences_has_come():
    app, acme, ann = an_account(status="lost", lost_reason="price", lost_note="a new owner")
    touch(app.book, acme, 3, contact=ann.id, purpose="mend fences", fence="hear out")
    async with app.run_test(size=(120, 60), notifications=True) as pilot:
        await opened(pilot, acme.id)
        await pilot.press("end")
        text = shown(app)
        assert "1 of 4 steps taken; next: repair" in text
        assert "Why they left: the price; since then: a new owner" in text and "hear out" in text
        await go_to(pilot, "fences")
        await pilot.press("enter")
        assert app.screen.focused and app.screen.focused.id == "ask-lost_reason"


def a_colleague() -> tuple[PlannerApp, Contact]:
    book = a_book()
    walt = put(
        book, Contact, name="Walt [x]", company="Prairie Label", field="aligned", sells_to=("food",),
        asks="quality managers", phone="+1 612 555 0179",
    )  # fmt: skip
    put(book, Touch, at=NOW.replace(hour=7), outcome="connected", contact=walt.id, note="sells to Globex, too")
    put(book, Benefit, on=day(-3), direction="given", what="a lead", contact=walt.id)
    put(book, Promise, text="send the list", due=day(2), contact=walt.id)
    put(book, Insight, on=day(-3), text="not about a colleague", account=None)
    return app_on(book), walt


async def test_a_colleague_is_shown_with_what_to_talk_about_and_what_was_said():
    app, walt = a_colleague()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(pilot, walt.id)
        text = shown(app)
        assert "Walt [x]" in text and "colleague, aligned" in text and "last talked today" in text
        assert "Can we both help each other?" in text and "To talk about" in text
        assert "sells to Globex, too" in text and "send the list" in text and "gave 1, got 0" in text
        assert "not about a colleague" not in text


async def test_a_colleague_is_called_edited_and_promised_something():
    app, walt = a_colleague()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await opened(pilot, walt.id)
        await pilot.press("a", "E")
        await answer(pilot, asks="plant managers")
        assert app.book.contacts[walt.id].asks == "plant managers"
        assert {each.contact for each in app.book.touches.values()} == {walt.id} and len(app.book.touches) == 2
        await pilot.press("N", "n")
        await answer(pilot, text="call back", due="fri")
        assert {each.contact for each in app.book.promises.values()} == {walt.id}
        await pilot.press("N")
        assert isinstance(app.screen, ChooseScreen) and "an opportunity" not in shown(app)


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
def test_picture_of_an_account(snap_compare: Any, size: tuple[int, int]):
    app = demo_app()
    about = next(each.id for each in app.book.accounts.values() if each.name.startswith("Tollgate"))

    async def look(pilot: Any) -> None:
        await opened(pilot, about)

    assert snap_compare(app, terminal_size=size, run_before=look)
    assert app._exception is None


def test_picture_of_a_lost_account(snap_compare: Any):
    app = demo_app()
    about = next(each.id for each in app.book.accounts.values() if each.name.startswith("Bergwinkel"))

    async def look(pilot: Any) -> None:
        await opened(pilot, about)
        await pilot.press("end")
        await pilot.pause()

    assert snap_compare(app, terminal_size=(120, 40), run_before=look)
    assert app._exception is None
