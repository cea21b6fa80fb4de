"""Accounts, by real keys: the worst health first, found as one types, several changed at once, nothing lost (method §4, §5)."""

import csv
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from planner.book import Book
from planner.book.records import Account
from planner.method.health import all_health
from planner.method.value import account_value, value_said
from screens import accounts as screen_module
from screens.account import AccountScreen
from screens.account_filter import Asked, read_filter
from screens.accounts import AccountsScreen
from screens.app import PlannerApp
from screens.dialogs import AskScreen, ChooseScreen
from screens.merge import MergeScreen
from tests.books import (
    NOW,
    SETTINGS,
    TODAY,
    a_book,
    account,
    benefit,
    contact,
    day,
    insight,
    opportunity,
    promise,
    touch,
)
from tests.screens.apps import app_on, demo_app
from widgets.account_table import TableRows
from widgets.rows import Rows

SMALL = (80, 24)
"""Cells of the terminal where nothing hangs on its size."""


def three(**fields: Any) -> tuple[PlannerApp, Account, Account, Account]:
    """One healthy customer, one that is slipping away, one that nobody has called."""
    book = a_book()
    good = account(book, "Good & Sons [/b]", status="existing", last_order=day(-30), city="Leeds", **fields)
    ann = contact(book, good, "Ann Lee", level="executive", department="Management")
    for ago in (2, 20, 40):
        touch(book, good, ago, contact=ann.id)
    benefit(book, good, "given", 5, weight=3)
    benefit(book, good, "got", 5, weight=3)
    insight(book, good, 5)
    bad = account(book, "Bad Weather Ltd", status="lost", last_order=day(-500), tags=("north",))
    touch(book, bad, 300)
    cold = account(book, "Cold Call AG", status="new")
    return app_on(book), good, bad, cold


def named(app: PlannerApp, name: str) -> Account:
    return next(each for each in app.book.accounts.values() if each.name == name)


def order(app: PlannerApp) -> list[str]:
    assert isinstance(app.screen, AccountsScreen)
    return [each.name for each in app.screen.shown_accounts]


def shown(app: PlannerApp) -> str:
    """All that stands on the screen."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


async def at_accounts(pilot: Any, *keys: str) -> None:
    await pilot.press("2", *keys)
    await pilot.pause()


async def answer(pilot: Any, **texts: str) -> None:
    """Type into the fields of the question that is asked, and save."""
    for name, text in texts.items():
        field = pilot.app.screen.query_one(f"#ask-{name}", Input)
        field.value = text
    await pilot.press("ctrl+s")
    await pilot.pause()


async def test_the_worst_health_comes_first_and_who_was_never_called_last():
    app, good, bad, cold = three()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_accounts(pilot)
        assert order(app) == [bad.name, good.name, cold.name]
        text = shown(app)
        assert "no data" in text and "Good & Sons [/b]" in text
        assert "relationship" in text or "partner" in text


async def test_one_key_goes_through_the_orders():
    app, good, bad, cold = three()
    opportunity(app.book, cold, stage="proposal", amount=90_000_00)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_accounts(pilot, "O")
        assert order(app) == [bad.name, cold.name, good.name]
        await pilot.press("O")
        assert order(app) == [bad.name, good.name, cold.name]
        assert "300 d" in shown(app)
        await pilot.press("O")
        assert order(app)[0] == cold.name and "90k USD" in shown(app)
        await pilot.press("O")
        assert order(app) == [bad.name, good.name, cold.name]


def test_value_counts_what_is_open_and_what_was_ordered_within_a_year():
    book = a_book()
    acme = account(book, "Acme")
    for stage, amount, closed in (
        ("proposal", 100, None),
        ("won", 20, -300),
        ("won", 4_000, -400),
        ("lost", 50_000, -3),
    ):
        on = day(closed) if closed else None
        opportunity(book, acme, stage=stage, amount=amount * 100, currency="EUR", closed_on=on)
    opportunity(book, acme, stage="qualified", amount=7_000, currency="JPY")
    assert account_value(book, acme, TODAY) == {"EUR": 120_00, "JPY": 7_000}
    assert value_said(book, acme, TODAY) == "7k JPY +"
    assert value_said(book, account(book, "Globex"), TODAY) == ""


async def test_the_table_follows_what_is_typed_and_escape_shows_all_again():
    app, good, bad, _ = three()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_accounts(pilot, "slash", *"lee")
        assert order(app) == [good.name]
        await pilot.press(*("backspace",) * 3, *"status:lost")
        assert order(app) == [bad.name]
        await pilot.press("enter")
        assert "1 of 3 accounts" in shown(app)
        await pilot.press("j", "escape")
        assert len(order(app)) == 3


async def test_a_condition_that_means_nothing_says_so_and_lets_nothing_through():
    app, *_ = three()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_accounts(pilot, "slash", *"level:friend")
        assert order(app) == []
        assert 'no level "friend": use one of acquaintance' in " ".join(shown(app).split())


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("status:ex", "Good"), ("tag:nor", "Bad"), ("city:LEEDS", "Good"), ("health<50", "Bad"), ("health>50", "Good"),
        ("silent>200", "Bad"), ("never", "Cold"), ("weather", "Bad"), ("order>365", "Bad"), ("-status:new -tag:north", "Good"),
        ("level:acq status:lost", "Bad"),
    ],
)  # fmt: skip
def test_the_filter_understands(typed: str, who: str):
    app, *_ = three()
    wanted, health = read_filter(typed), all_health(app.book, SETTINGS, NOW)
    asked = [Asked(app.book, SETTINGS, NOW, each, health[each.id]) for each in app.book.accounts.values()]
    assert [each.account.name.split(" ")[0] for each in asked if wanted.lets(each)] == [who]


def test_slipping_parked_put_off_barred_and_idle_can_be_asked_for():
    book = a_book()
    silent = account(book, "Silent", status="existing")
    for ago in (60, 70, 80, 90, 100):
        touch(book, silent, ago)
    parked = account(book, "Parked", parked_until=day(5))
    off = account(book, "Off", snoozed_until=day(5))
    barred = account(book, "Barred", do_not_call=day(-1))
    booked = account(book, "Booked")
    promise(book, booked, due=3)

    def found(text: str) -> set[str]:
        wanted = read_filter(text)
        return {each.id for each in book.accounts.values() if wanted.lets(Asked(book, SETTINGS, NOW, each, None))}

    assert found("slipping") == {silent.id}
    assert found("parked") == {parked.id}
    assert found("off") == {off.id}
    assert found("barred") == {barred.id}
    assert booked.id not in found("idle") and silent.id in found("idle")


async def test_an_empty_book_says_what_to_do():
    app = app_on(Book.in_memory())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await at_accounts(pilot)
        text = shown(app)
        assert "The book is empty" in text
        assert "N  adds an account" in text and "F  brings in" in text and "planner demo" in text
        await pilot.press("a", "E", "D", "G", "J", "enter", "X", "asterisk", "O", "escape")
        assert isinstance(app.screen, AccountsScreen) and not app.book.touches


async def test_a_new_account_is_opened_and_one_undo_takes_it_back():
    app, *_ = three()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_accounts(pilot, "N")
        await answer(pilot, name="New & Shiny [x]", status="exist", last_order="3 weeks ago", tags="north, key")
        new = named(app, "New & Shiny [x]")
        assert (new.status, new.tags, new.last_order) == ("existing", ("north", "key"), day(-21))
        assert isinstance(app.screen, AccountScreen) and app.screen.about == new.id
        await pilot.press("escape", "u")
        assert new.id not in app.book.accounts


async def test_a_new_account_needs_a_name():
    app, *_ = three()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_accounts(pilot, "N", "ctrl+s")
        assert isinstance(app.screen, AskScreen) and len(app.book.accounts) == 3


async def test_editing_changes_only_the_fields_that_were_touched():
    app, good, *_ = three(note="first line\nsecond line")
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_accounts(pilot, "j", "E")
        app.book.edit("meanwhile, somebody else", good, phone="+44 1")
        await answer(pilot, city="York")
        newest = app.book.accounts[good.id]
        assert (newest.city, newest.phone, newest.note) == ("York", "+44 1", "first line\nsecond line")
        assert newest.status_why == good.status_why


async def test_a_status_set_by_hand_is_not_questioned_again():
    app, _, bad, _ = three()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_accounts(pilot, "E")
        await answer(pilot, status="existing")
        assert app.book.accounts[bad.id].status == "existing"
        assert isinstance(app.screen, AccountsScreen) and app.screen.proposed == []


async def test_marked_accounts_are_tagged_in_one_change_and_one_undo():
    app, good, bad, cold = three()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_accounts(pilot, "X", "X")
        assert "2 marked" in shown(app)
        await pilot.press("G", "t")
        await answer(pilot, tags="fair 2026, -north")
        assert app.book.accounts[good.id].tags == ("fair 2026",) == app.book.accounts[bad.id].tags
        assert app.book.accounts[cold.id].tags == ()
        assert isinstance(app.screen, AccountsScreen) and not app.screen.marks
        await pilot.press("u")
        assert app.book.accounts[bad.id].tags == ("north",) and app.book.accounts[good.id].tags == ()


async def test_all_that_are_shown_can_be_put_off_given_a_cadence_or_a_status():
    app, *_ = three()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_accounts(pilot, "asterisk", "s")
        await answer(pilot, until="+10d", why="trade fair")
        assert {each.snoozed_until for each in app.book.accounts.values()} == {day(10)}
        await pilot.press("asterisk", "G", "c")
        await answer(pilot, cadence="10/20")
        assert {each.cadence for each in app.book.accounts.values()} == {(10, 20)}
        await pilot.press("asterisk", "G", "s", "l")
        assert {each.status for each in app.book.accounts.values()} == {"lost"}
        await pilot.press("asterisk", "asterisk")
        assert isinstance(app.screen, AccountsScreen) and not app.screen.marks


async def test_marked_accounts_are_written_to_a_file_that_no_spreadsheet_executes(tmp_path: Path):
    app, *_ = three()
    account(app.book, "=1+1")
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_accounts(pilot, "asterisk", "G", "x")
        await answer(pilot, path=str(tmp_path / "mine.csv"))
        with (tmp_path / "mine.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert {row["name"] for row in rows} == {"Good & Sons [/b]", "Bad Weather Ltd", "Cold Call AG", "'=1+1"}
        good = next(row for row in rows if row["name"].startswith("Good"))
        assert int(good["health"]) > 50 and good["days since order"] == "30"
        await pilot.press("G", "x")
        await answer(pilot, path=str(tmp_path / "mine.csv"))
        assert isinstance(app.screen, AskScreen) and "is there already" in shown(app)


async def test_what_looks_lost_is_confirmed_with_one_key():
    app, good, *_ = three()
    app.book.edit("long ago", good, last_order=day(-420))
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_accounts(pilot)
        assert "looks lost" in shown(app)
        await pilot.press("plus")
        assert app.book.accounts[good.id].status == "lost"
        assert "looks lost" not in shown(app)
        await pilot.press("u")
        assert app.book.accounts[good.id].status == "existing"
        await pilot.press("minus")
        assert app.book.accounts[good.id].status == "existing" and "looks lost" not in shown(app)
        await pilot.press("plus")
        assert app.book.accounts[good.id].status == "existing"


async def test_two_that_look_alike_are_merged_by_fields_and_nothing_is_lost():
    app, good, *_ = three(phone="+44 20 7946 0001", website="https://good.example")
    twin = account(
        app.book, "Good & Sons", website="https://good.example", phone="+44 20 7946 0999", note="met at the fair"
    )
    call = touch(app.book, twin, 3)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_accounts(pilot)
        assert "may be the same" in shown(app)
        await pilot.press("J")
        assert isinstance(app.screen, MergeScreen)
        fields = app.screen.query_one("#fields", Rows)
        while fields.key != "phone":
            await pilot.press("j")
        await pilot.press("right", "ctrl+s")
        await pilot.pause()
        (kept,) = [each for each in app.book.accounts.values() if each.name.startswith("Good")]
        assert kept.phone == "+44 20 7946 0999" and "+44 20 7946 0001" in kept.extra.values()
        assert kept.note == "met at the fair" and app.book.touches[call.id].account == kept.id
        await pilot.press("u")
        assert {good.id, twin.id} <= app.book.accounts.keys()


async def test_two_that_are_told_apart_are_not_proposed_again():
    app, *_ = three(website="https://good.example")
    account(app.book, "Good & Sons", website="https://good.example")
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_accounts(pilot, "J", "n")
        await pilot.pause()
        assert len(app.book.accounts) == 4 and "may be the same" not in shown(app)
        await pilot.press("J")
        assert isinstance(app.screen, AccountsScreen)


async def test_a_view_is_saved_chosen_by_key_and_forgotten():
    app, _, bad, _ = three()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_accounts(pilot, "slash", *"tag:north", "enter", "V", "s")
        await answer(pilot, name="[north]")
        await pilot.press("escape")
        assert len(order(app)) == 3
        await pilot.press("f1")
        assert order(app) == [bad.name]
        await pilot.press("escape", "V", "s")
        await answer(pilot, name="all of them")
        await pilot.press("V", "1")
        assert order(app) == [bad.name], "a key once learned stays, whatever is saved later"
        await pilot.press("f2")
        assert len(order(app)) == 3
        await pilot.press("V", "m")
        assert order(app) == [bad.name], "the program's own views have letters"
        await pilot.press("V", "f", "1", "f1")
        assert len(order(app)) == 3
        await pilot.press("f2")
        assert any("No view is saved on F2" in each.message for each in app._notifications)


async def test_saving_a_view_is_no_part_of_undo():
    app, *_ = three()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_accounts(pilot, "a", "V", "s")
        await answer(pilot, name="everything")
        await pilot.press("u")
        assert not [each for each in app.book.touches.values() if each.at.date() == NOW.date()]


async def test_deleting_names_the_account_and_one_undo_brings_all_of_it_back():
    app, good, *_ = three()
    calls = len(app.book.touches)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_accounts(pilot, "j", "D")
        assert isinstance(app.screen, ChooseScreen) and "Delete Good & Sons [/b]?" in shown(app)
        await pilot.press("escape")
        assert good.id in app.book.accounts
        await pilot.press("D", "y")
        assert good.id not in app.book.accounts and len(app.book.touches) < calls
        await pilot.press("u")
        assert good.id in app.book.accounts and len(app.book.touches) == calls


async def test_an_outcome_key_logs_a_call_with_whoever_was_met_last():
    app, good, *_ = three()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_accounts(pilot, "j", "a")
        newest = max(app.book.touches.values(), key=lambda each: each.at)
        assert (newest.account, newest.outcome) == (good.id, "no answer")
        assert app.book.contact_name(newest.contact) == "Ann Lee"


async def test_a_large_book_shows_its_names_before_its_health_is_reckoned(monkeypatch: pytest.MonkeyPatch):
    app, good, bad, cold = three()
    monkeypatch.setattr(screen_module, "QUICK", 2)
    seen: list[tuple[list[str], bool]] = []
    shows = AccountsScreen._show

    def watched(self: AccountsScreen, to_top: bool = False) -> None:
        shows(self, to_top)
        seen.append(([each.name for each in self.shown_accounts], bool(self.health)))

    monkeypatch.setattr(AccountsScreen, "_show", watched)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_accounts(pilot)
        await pilot.pause()
        assert seen[0] == ([bad.name, cold.name, good.name], False)
        assert seen[-1] == ([bad.name, good.name, cold.name], True)


async def test_only_the_lines_that_are_seen_are_made(monkeypatch: pytest.MonkeyPatch):
    book = a_book()
    book.change("many", *(Account(id=book.make_id(), name=f"Account {count:04}") for count in range(3_000)))
    app, made = app_on(book), []
    makes = TableRows.__getitem__
    monkeypatch.setattr(TableRows, "__getitem__", lambda self, place: made.append(place) or makes(self, place))
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_accounts(pilot)
        await pilot.pause()
        assert len(order(app)) == 3_000
        made.clear()
        await pilot.press("pagedown")
        await pilot.pause()
        assert 0 < len(set(made)) < 200


async def test_enter_opens_the_account_and_escape_comes_back_to_the_same_line():
    app, good, *_ = three()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await at_accounts(pilot, "j", "enter")
        assert isinstance(app.screen, AccountScreen) and app.screen.about == good.id
        await pilot.press("escape")
        assert isinstance(app.screen, AccountsScreen)
        assert app.screen.selected == app.book.accounts[good.id]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 50)])
async def test_name_health_and_silence_are_seen_at_every_size(size: tuple[int, int]):
    app, *_ = three()
    async with app.run_test(size=size, notifications=True) as pilot:
        await at_accounts(pilot)
        text = shown(app)
        assert "Bad Weather Ltd" in text and "acquaintance" in text and "poor" in text and "━" in text
        assert "10 months" in text or "300 d" in text
        assert app._exception is None


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
def test_picture_of_the_table(snap_compare: Any, size: tuple[int, int]):
    app = demo_app()

    async def look(pilot: Any) -> None:
        await at_accounts(pilot)

    assert snap_compare(app, terminal_size=size, run_before=look)
    assert app._exception is None


def test_picture_of_merging(snap_compare: Any):
    app, *_ = three(phone="+44 20 7946 0001", website="https://good.example")
    account(app.book, "Good & Sons", website="https://good.example", phone="+44 20 7946 0999", note="met at the fair")

    async def look(pilot: Any) -> None:
        await at_accounts(pilot, "J")

    assert snap_compare(app, terminal_size=(120, 40), run_before=look)
    assert app._exception is None
