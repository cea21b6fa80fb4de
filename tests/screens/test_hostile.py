"""Names, notes and words that try to be markup or control sequences are text, on every screen, and nothing else.

The strings are put into the book as they are, as a file that somebody else wrote may hold them.
"""

import json
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from textual.command import CommandList, CommandPalette
from textual.events import Key, Paste
from textual.keys import key_to_character
from textual.widgets import Input

from planner.book import Book
from planner.book.records import Account, Event
from planner.clock import Clock
from planner.settings import Loaded, Look, Settings
from planner.wording import one_line
from screens.account import AccountScreen
from screens.app import PlannerApp
from screens.log import LogScreen
from tests.books import (
    TODAY,
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
from tests.screens.apps import NOW, app_on, demo_app
from widgets.rows import Rows

NAUGHTY = Path(__file__).resolve().parents[3] / "shared" / "data" / "text" / "blns" / "blns.json"
OURS = (
    "[/b]", "[VP] Ann Lee", "[/]", "[bold red]loud[/bold red]", "[@click=app.quit]press me[/]", "[[", "]]", "[", "\\[/b]",
    "[link=x", "$name ${name} %s %n {0} {x}", "\x1b[31mred\x1b[0m", "\x1b]0;a title\x07", "\x9b2Jgone", "\x1b[2J\x1b[H",
    "a\x00b", "\x07bell\x08", "\u202eknab\u202c bank", "\u2066inside\u2069", "\u200e\u200f\u061c", "\u200b", "\ufeffBOM",
    "x" * 5000, "long words " * 400, "👩‍👩‍👧‍👦 & Söhne", "🏴\U000e0067\U000e0062\U000e007f flag", "שלום עולם", "مرحبا بالعالم",
    "日本語株式会社", "क्षत्रिय", "e\u0301\u0301\u0301" * 30, "Z\u0338\u0321\u0353a\u0337l\u0336g\u0338o", "ﷺ ﷽",
    "tab\tand\r\nlines\u2028and\x85more", "\x7f", " ", "\u3000", "\n", "-1", "../../etc/passwd", "=1+1", "'; --", '"', "~x/y",
    "I\u0307", "ß", "\ufffd",
)  # fmt: skip
JOINERS = "\u200c\u200d"
"""Needed by emoji and by Indic words; they steer no terminal."""
SIGNS = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
"""Arabic, Syriac and Kaithi signs before a number, which are seen; Unicode counts them with what is not."""
Pilot = Any


def naughty() -> Sequence[str]:
    """The strings of the well-known list, where it is at hand."""
    if not NAUGHTY.exists():
        pytest.skip("the list of naughty strings is not here")
    strings: list[str] = json.loads(NAUGHTY.read_text(encoding="utf-8"))
    return strings


def a_hostile_book(strings: Sequence[str], each: int = 12) -> Book:
    """A book whose every text is one of the strings; an account takes `each` of them."""
    book = a_book()
    for start in range(0, len(strings), each):
        a_hostile_account(book, cycle(strings[start : start + each]))
    return book


def a_hostile_account(book: Book, said: Iterator[str]) -> Account:
    """An account with one record of every kind."""
    name, fields = next(said), ("industry", "phone", "website", "city", "country", "zone", "competitor", "note")
    there = account(
        book, name, status="existing", last_order=day(-80), tags=(next(said),), **dict(zip(fields, said, strict=False))
    )
    about = ("title", "department", "phone", "email", "zone", "manner", "note")
    who = contact(book, there, next(said), level="executive", circle=TODAY, helps_us=next(said), we_help=next(said),
                  **dict(zip(about, said, strict=False)))  # fmt: skip
    mate = contact(book, None, next(said), company=next(said), field="aligned", sells_to=(next(said),), asks=next(said))
    deal = opportunity(book, there, next(said), contact=who.id, stage="proposal", proposal_on=day(-20), amount=900_000,
                       currency="EUR", competitor=next(said), told=next(said), concern=next(said))  # fmt: skip
    touch(book, there, 30, contact=who.id, note=next(said), purpose="romance", opportunity=deal.id, minutes=9)
    touch(book, None, 70, contact=mate.id, note=next(said))
    for count in range(4):
        insight(book, there, count * 60, text=next(said), contact=who.id)
        benefit(book, there, "given" if count % 2 else "got", count * 20, what=next(said), contact=who.id)
    promise(book, there, next(said), 0, contact=who.id)
    promise(book, None, next(said), 0)
    referral(book, who, next(said), note=next(said), reward=next(said), stage="asked")
    endorsement(book, who, link=next(said), note=next(said))
    put(book, Event, name=next(said), on=day(-1), met=(mate.id,), note=next(said))
    return there


def painted(app: PlannerApp) -> str:
    """Every character that the screen sends to the terminal, toasts and dialogs included."""
    lines = [strip.text for strip in app.screen._compositor.render_strips()]
    assert not [line for line in lines if "\n" in line]
    return "\n".join(lines)


def harmless(app: PlannerApp) -> str:
    """What is painted; it must hold nothing that a terminal would take for an order."""
    assert app._exception is None
    text = painted(app)
    steering = {
        f"U+{ord(sign):04X}"
        for sign in set(text) - {"\n"} - set(JOINERS + SIGNS)
        if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    }
    assert not steering, f"{type(app.screen).__name__} paints {steering}"
    return text


async def press(pilot: Pilot, *keys: str) -> None:
    """Keys as fast as a terminal hands them over."""
    for key in keys:
        pilot.app.post_message(Key(key, key_to_character(key)))
        await pilot.pause(0)


async def walk(pilot: Pilot, rows: Rows) -> None:
    """The cursor over every row, with a look at what is painted."""
    await press(pilot, "home")
    for _ in range(rows.row_count):
        before = rows.key
        harmless(pilot.app)
        await press(pilot, "j")
        if rows.key == before:
            break
    await pilot.pause()


async def all_screens(pilot: Pilot) -> None:
    """Every screen of the bar, from its first row to its last."""
    for key in "12345":
        await press(pilot, key)
        await pilot.pause()
        harmless(pilot.app)
        for rows in pilot.app.screen.query(Rows):
            if rows.can_focus and rows.display:
                pilot.app.screen.set_focus(rows)
                await walk(pilot, rows)


async def all_accounts(pilot: Pilot) -> None:
    """Every account's own screen, to its end."""
    for about in list(pilot.app.book.accounts):
        pilot.app.open_account(about)
        await pilot.pause()
        harmless(pilot.app)
        await press(pilot, "end", "tab", "end")
        harmless(pilot.app)
        pilot.app.pop_screen()
        await pilot.pause(0)


async def test_no_word_of_ours_crashes_a_screen_or_steers_the_terminal():
    app = app_on(a_hostile_book(OURS, 8))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await all_screens(pilot)
        await all_accounts(pilot)


async def test_no_string_of_the_well_known_list_crashes_a_screen_or_steers_the_terminal():
    app = app_on(a_hostile_book(naughty(), 40))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await all_screens(pilot)
        await all_accounts(pilot)


async def test_every_string_of_the_well_known_list_is_harmless_as_an_account_s_name():
    book = a_book()
    for name in naughty():
        account(book, name, status="existing")
    app = app_on(book)
    async with app.run_test(size=(60, 60), notifications=True) as pilot:
        for screen in "12":
            await press(pilot, screen)
            rows = next(iter(app.screen.query(Rows)))
            for _ in range(0, rows.row_count, 15):
                harmless(app)
                await press(pilot, "pagedown")


async def test_a_name_is_shown_as_it_was_typed_less_what_steers():
    plain = [text for text in OURS if 0 < len(one_line(text)) <= 24]
    book = a_book()
    for text in plain:
        account(book, text, status="existing")
    app = app_on(book)
    async with app.run_test(size=(200, 120), notifications=True) as pilot:
        await press(pilot, "2")
        await pilot.pause()
        text = harmless(app)
        assert not [name for name in plain if one_line(name) not in text]


async def test_a_note_is_shown_as_it_was_typed_less_what_steers():
    book = a_book()
    acme = account(book, "Acme", status="existing")
    for count, text in enumerate(texts := [text for text in OURS if 0 < len(one_line(text)) <= 24]):
        touch(book, acme, count + 1, note=f"<{text}>")
    app = app_on(book)
    async with app.run_test(size=(200, 120), notifications=True) as pilot:
        app.open_account(acme.id)
        await pilot.pause()
        text = harmless(app)
        assert not [note for note in texts if one_line(f"<{note}>") not in text]


@pytest.mark.parametrize(
    "text",
    ["[/b] [VP]", "\x1b[31m\u202eknab\x00", "👩‍👩‍👧‍👦 שלום", "x" * 5000, " "],
    ids=["markup", "control", "joined", "long", "empty"],
)
async def test_dialogs_and_toasts_quote_names_as_text(text: str):
    book = a_book()
    acme = account(book, text, status="existing", phone="+44 20 7946 0000", website=text)
    contact(book, acme, text, phone=text, email=text)
    promise(book, acme, text, 0)
    app = app_on(book)
    async with app.run_test(size=(80, 30), notifications=True) as pilot:
        for key in (*"clspodY", "A", "ctrl+t", "f", "question_mark", "space"):
            await press(pilot, key)
            await pilot.pause()
            harmless(app)
            await press(pilot, "escape")
        await press(pilot, "a", "u", "U")
        await pilot.pause()
        assert one_line(text)[:20] in harmless(app)


async def test_what_is_written_down_can_be_edited_and_is_harmless_in_its_field():
    book = a_book()
    there = a_hostile_account(book, cycle(["[/b] [VP]", "\x1b[31mred", "\u202eknab\x00", "two\nlines", "x" * 3000]))
    app = app_on(book)
    async with app.run_test(size=(100, 50), notifications=True) as pilot:
        app.open_account(there.id)
        await pilot.pause()
        rows = next(rows for rows in app.screen.query(Rows) if rows.has_focus)
        edited, opened = set(), 0
        for _ in range(rows.row_count):
            kind = (rows.key or "").split(" ")[0]
            if kind not in edited:
                edited.add(kind)
                await press(pilot, "E")
                await pilot.pause()
                harmless(app)
                opened += not isinstance(app.screen, AccountScreen)
                await press(pilot, *(["escape"] if not isinstance(app.screen, AccountScreen) else []))
            await press(pilot, "j")
        assert opened >= 5


async def test_whatever_is_pasted_into_a_field_is_harmless_there_and_saved_as_text():
    book = a_book()
    account(book, "Acme", status="existing")
    app = app_on(book)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await press(pilot, "c")
        await pilot.pause()
        assert isinstance(app.screen, LogScreen)
        for field in app.screen.query(Input):
            for text in ("[/b] [VP]", "\x1b[31mred", "\u202eknab\x00"):
                field.post_message(Paste(text))
            await pilot.pause(0)
        await pilot.pause()
        harmless(app)
        for name in ("contact", "purpose", "minutes", "at", "next"):
            app.screen.query_one(f"#log-{name}", Input).value = ""
        await press(pilot, "ctrl+s")
        await pilot.pause()
        (logged,) = app.book.touches.values()
        assert "[/b] [VP]" in logged.note
        assert "[/b] [VP]" in harmless(app)


async def test_finding_hostile_names_by_hostile_words():
    app = app_on(a_hostile_book(OURS, 3))
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await press(pilot, "f")
        await pilot.pause()
        field = app.screen.query_one("#find-text", Input)
        for text in OURS:
            field.value = text[:60]
            await pilot.pause(0.1)
            harmless(app)


PALETTE = (("1", "Replan · R"), ("2", "Filter · /"), ("3", "Won · W"), ("4", "Thanked · T"), ("5", "Year · H"))


async def test_the_palette_names_every_action_with_its_key_on_every_screen():
    app = app_on(a_hostile_book(OURS, 12))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        for screen, shown in PALETTE:
            await press(pilot, screen)
            await pilot.press("ctrl+p")
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert isinstance(app.screen, CommandPalette)
            offered = [str(each.prompt) for each in app.screen.query_one(CommandList).options]
            assert shown in [said.splitlines()[0] for said in offered]
            await press(pilot, "[", "/", "b", "]")
            await pilot.pause()
            harmless(app)
            await pilot.press("escape", "escape")
            assert not isinstance(app.screen, CommandPalette)


async def test_a_key_held_too_long_leaves_a_dialog_once():
    book = a_book()
    acme = account(book, "Acme", status="existing")
    app = app_on(book)
    async with app.run_test(size=(80, 30), notifications=True) as pilot:
        app.open_account(acme.id)
        await pilot.pause()
        await pilot.press("p", *"send it", "enter")
        for _ in range(3):
            app.post_message(Key("enter", None))
        await pilot.pause()
        assert [each.text for each in book.promises.values()] == ["send it"]
        assert app._exception is None
        assert isinstance(app.screen, AccountScreen)


async def test_problems_in_the_settings_are_quoted_as_text():
    settings = Settings(keys={"[/b]": "[", "find": "\x1b"}, look=Look(theme="[/b]\x1b"))
    problems = ("config.toml line 1: [/b] \x1b[31m", "[VP] \u202e")
    app = PlannerApp(Path("book"), Loaded(settings, problems, Path("[/b]\x1b")), Clock.fixed(NOW), a_hostile_book(OURS))
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await pilot.pause()
        assert "[/b]" in harmless(app)
        await press(pilot, "comma")
        await pilot.pause()
        assert "[VP]" in harmless(app)
        await walk(pilot, app.screen.query_one(Rows))


async def test_keys_that_come_after_the_one_that_leaves_open_nothing_and_break_nothing():
    app = demo_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("3")
        await pilot.pause()
        for key in ("q", *"usion"):
            app.post_message(Key(key, key))
        await pilot.pause()
    assert app._exception is None and app.mistake is None
