"""The Import screen: nothing is changed before it was shown, one key brings it in, one undo takes it back."""

import os
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from planner.exchange.refusals import Cancelled
from screens import import_work
from screens.app import PlannerApp
from screens.import_columns import ColumnsScreen
from screens.import_files import complete, dropped, typed_path
from screens.imports import ImportScreen
from tests.books import a_book, account
from tests.exchange.helpers import bring, named
from tests.screens.apps import app_on
from widgets.rows import Rows

KNOWN = """\
Account Name,Industry,Billing City,Phone
Northwind Pumps,pumps,Leeds,+44 113 496 0001
Tollgate & Fen,furniture,Leeds,
,nobody,,
"""
ODD = "Wer,Wo,Seit\nBau Acme,Hamburg,03/04/2025\nBolt GmbH,Bremen,05/06/2025\n"


def written(folder: Path, **files: str) -> Path:
    """Files in a folder, the first named the newest."""
    for count, (name, text) in enumerate(files.items()):
        path = folder / f"{name}.csv"
        path.write_text(text)
        os.utime(path, (1_700_000_000 - count, 1_700_000_000 - count))
    return folder


async def opened(app: PlannerApp, pilot: object, folder: Path) -> ImportScreen:
    screen = ImportScreen(folder)
    await app.push_screen(screen)
    return screen


async def settled(app: PlannerApp, pilot: object) -> None:
    """Until nothing is read, planned or written any more."""
    while True:
        await app.workers.wait_for_complete()
        await pilot.pause()  # type: ignore[attr-defined]
        if all(worker.is_finished for worker in app.workers):
            return


def shown(app: PlannerApp) -> str:
    """The list and the words around it, as text."""
    rows = app.screen.query_one("#list", Rows)
    lines = ["".join(text for text, _ in line) for row in rows._rows for line in row.lines(120)]
    return "\n".join([str(app.screen.query_one("#head").content), *lines, str(app.screen.query_one("#said").content)])


def columns_shown(app: PlannerApp) -> list[list[str]]:
    """Each column with what it holds and some of its cells."""
    lines = [row.lines(100)[0] for row in app.screen.query_one(Rows)._rows]
    return [[text.strip() for text, _ in line if text.strip()] for line in lines]


async def test_a_known_file_is_shown_row_by_row_and_nothing_is_changed_until_one_key(tmp_path: Path):
    book = a_book()
    account(book, "Tollgate & Fenn")
    app = app_on(book)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(app, pilot, written(tmp_path, accounts=KNOWN))
        await pilot.press("enter")
        await settled(app, pilot)
        text = shown(app)
        assert "1 new · 1 possible duplicate · 1 left out" in text
        assert "line 4" in text and "it has no name" in text and 'similar to "Tollgate & Fenn"' in text
        assert len(book.accounts) == 1
        await pilot.press("B")
        await settled(app, pilot)
        assert sorted(each.name for each in book.accounts.values()) == [
            "Northwind Pumps",
            "Tollgate & Fen",
            "Tollgate & Fenn",
        ]
        assert "Brought in" in shown(app)
        await pilot.press("u")
        assert [each.name for each in book.accounts.values()] == ["Tollgate & Fenn"]
        assert "Taken back" in shown(app) and "Brought in" not in shown(app)
        await pilot.press("escape")
        assert not isinstance(app.screen, ImportScreen)
    assert app._exception is None


async def test_a_possible_duplicate_is_joined_when_the_user_says_that_it_is_the_same(tmp_path: Path):
    book = a_book()
    known = account(book, "Tollgate & Fenn")
    app = app_on(book)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(app, pilot, written(tmp_path, accounts=KNOWN))
        await pilot.press("enter")
        await settled(app, pilot)
        await pilot.press("j", "j", "enter", "s")
        assert "the same one: similar to" in shown(app)
        await pilot.press("B")
        await settled(app, pilot)
        assert len(book.accounts) == 2
        assert book.accounts[known.id].city == "Leeds"


async def test_what_the_user_typed_stays_unless_he_takes_the_files_value(tmp_path: Path):
    book = a_book()
    mine = account(book, "Northwind Pumps", city="York")
    app = app_on(book)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(app, pilot, written(tmp_path, accounts=KNOWN))
        await pilot.press("enter")
        await settled(app, pilot)
        assert "You have typed otherwise  1" in shown(app)
        await pilot.press("j", "enter", "B")
        await settled(app, pilot)
        assert book.accounts[mine.id].city == "Leeds"
        await pilot.press("u")
        assert book.accounts[mine.id].city == "York"


async def test_an_unknown_table_is_explained_once_and_remembered(tmp_path: Path):
    book = a_book()
    app = app_on(book)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(app, pilot, written(tmp_path, odd=ODD))
        await pilot.press("enter")
        await settled(app, pilot)
        await pilot.press("1")
        await pilot.pause()
        assert isinstance(app.screen, ColumnsScreen)
        await pilot.press("ctrl+s")
        assert "no column of it holds the name" in str(app.screen.query_one("#column-said").content)
        await pilot.press("enter", "n", "enter", "j", "enter", "c", "c", "enter")
        assert [field for _, field, _ in columns_shown(app)] == ["name", "city", "·"], "a letter goes to its next field"
        await pilot.press("ctrl+s")
        await settled(app, pilot)
        assert "2 new" in shown(app)
        await pilot.press("B")
        await settled(app, pilot)
        assert {each.city for each in book.accounts.values()} == {"Hamburg", "Bremen"}
        await pilot.press("u", "escape")
        await opened(app, pilot, tmp_path)
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, ImportScreen) and "2 new" in shown(app)
    assert app._exception is None


async def test_day_or_month_is_asked_once_and_the_answer_holds_for_the_file(tmp_path: Path):
    book = a_book()
    app = app_on(book)
    text = "Account Name,Industry,Last Order\nNorthwind,pumps,03/04/2025\nAcme,glass,05/06/2025\n"
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(app, pilot, written(tmp_path, orders=text))
        await pilot.press("enter")
        await settled(app, pilot)
        await pilot.press("m")
        await settled(app, pilot)
        await pilot.press("B")
        await settled(app, pilot)
        assert {each.last_order.isoformat() for each in book.accounts.values()} == {"2025-03-04", "2025-05-06"}


async def test_several_marked_files_come_in_as_one_change_and_a_refused_one_is_named(tmp_path: Path):
    book = a_book()
    app = app_on(book)
    people = "First Name,Last Name,Email,Account Name\nAnn,Lee,ann@northwind.example,Northwind Pumps\n"
    written(tmp_path, accounts=KNOWN, people=people, empty="")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(app, pilot, tmp_path)
        await pilot.press("X", "X", "enter")
        await settled(app, pilot)
        assert "Not read: empty.csv is empty" in shown(app)
        await pilot.press("B")
        await settled(app, pilot)
        (person,) = book.contacts.values()
        assert book.account_name(person.account) == "Northwind Pumps"
        await pilot.press("u")
        assert not len(book.accounts) and not len(book.contacts)


async def test_a_table_that_nobody_explained_is_named_without_the_options_of_the_command(tmp_path: Path):
    app = app_on(a_book())
    written(tmp_path, odd="foo,bar\n1,2\n")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(app, pilot, tmp_path)
        await pilot.press("enter")
        await settled(app, pilot)
        await pilot.press("escape")
        await settled(app, pilot)
        assert "Not read: odd.csv: can't tell what its rows are" in shown(app)
        assert "--" not in shown(app)


async def test_where_there_is_no_file_to_import_it_is_read_whole_on_a_small_terminal(tmp_path: Path):
    app = app_on(a_book())
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await opened(app, pilot, tmp_path)
        lines = app.screen.query_one(Rows)._rows[0].lines(58)
        assert len("".join(text for text, _ in lines[0])) <= 58


async def test_escape_stops_the_reading_and_nothing_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    book = a_book()
    app = app_on(book)

    stopped = Event()

    def endless(*_: object, progress: Callable[[int, int], bool], **__: object) -> None:
        assert progress(1, 1000), "nobody has stopped it yet"
        assert stopped.wait(30) and not progress(2, 1000), "escape has stopped it"
        raise Cancelled

    monkeypatch.setattr(import_work, "plan_import", endless)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(app, pilot, written(tmp_path, accounts=KNOWN))
        await pilot.press("enter")
        while "1 of 1,000" not in shown(app):
            await pilot.pause()
        await pilot.press("1", "u")
        assert isinstance(app.screen, ImportScreen), "the book is left alone while files are read"
        await pilot.press("escape")
        stopped.set()
        await settled(app, pilot)
        assert app.screen.stage == "files" and not app.importing
        await pilot.press("1")
        assert not isinstance(app.screen, ImportScreen)
    assert not len(book.accounts) and app._exception is None


async def test_the_last_import_is_taken_back_past_what_was_edited_since(tmp_path: Path):
    book = a_book()
    bring(book, KNOWN)
    book.edit("Edited", named(book.accounts, "Northwind Pumps"), note="mine")
    app = app_on(book)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(app, pilot, tmp_path)
        await pilot.press("Z")
        assert [each.name for each in book.accounts.values()] == ["Northwind Pumps"]
        said = [each.message for each in app._notifications][-1]
        assert "edited since, so left as they are: Northwind Pumps" in said
        await pilot.press("Z")
        assert "no import is on record" in [each.message for each in app._notifications][-1]
    assert app._exception is None


async def test_a_path_can_be_typed_and_a_wrong_one_is_named(tmp_path: Path):
    app = app_on(a_book())
    folder = written(
        tmp_path / "new exports" if (tmp_path / "new exports").mkdir() is None else tmp_path, accounts=KNOWN
    )
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await opened(app, pilot, tmp_path)
        await pilot.press("slash", *"none.csv", "enter")
        assert "There is no none.csv" in [each.message for each in app._notifications][-1]
        screen.query_one("#path").value = ""
        await pilot.press(*"new", "right", *"acc", "right", "enter")
        await settled(app, pilot)
        assert screen.stage == "plan" and folder.name in complete("new", tmp_path)


def test_a_path_from_the_root_is_found_though_its_slash_was_the_key_to_the_field(tmp_path: Path):
    there = tmp_path / "export.csv"
    there.write_text("Name\nAcme\n", encoding="utf-8")
    assert typed_path(str(there), Path("/nowhere")) == there
    assert typed_path(str(there).removeprefix("/"), Path("/nowhere")) == there
    assert typed_path("export.csv", tmp_path) == there
    assert typed_path("export.csv", Path("/nowhere")) is None


def test_a_dropped_file_is_understood_however_the_terminal_writes_it(tmp_path: Path):
    path = tmp_path / "Bea's export (1).csv"
    path.write_text(KNOWN)
    escaped = str(path).replace(" ", "\\ ").replace("'", "\\'").replace("(", "\\(").replace(")", "\\)")
    for text in (str(path), escaped, f'"{path}"', path.as_uri(), f"  {path}\n"):
        assert dropped(text) == path
    assert dropped("") is None and dropped("no such file") is None and dropped("'") is None


def test_a_name_is_completed_whatever_its_case(tmp_path: Path):
    written(tmp_path, Accounts=KNOWN)
    (tmp_path / "Archive").mkdir()
    assert complete("acc", tmp_path) == "Accounts.csv"
    assert complete("Arch", tmp_path) == "Archive/"
    assert complete(f"{tmp_path}/Acc", Path("/")) == f"{tmp_path}/Accounts.csv"
    assert complete("zz", tmp_path) is None and complete("", tmp_path) is None


async def test_a_name_with_markup_in_it_is_only_text(tmp_path: Path):
    app = app_on(a_book())
    text = "Account Name,Industry,Billing City\n[/b] [red]Acme,x,Leeds\n"
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await opened(app, pilot, written(tmp_path, **{"[b]odd": text}))
        await pilot.press("enter")
        await settled(app, pilot)
        assert "[/b] [red]Acme" in shown(app)
        await pilot.press("B")
        await settled(app, pilot)
    assert app._exception is None


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
def test_what_would_happen_looks_as_it_should(snap_compare: Any, size: tuple[int, int], tmp_path: Path):
    book = a_book()
    account(book, "Tollgate & Fenn")
    account(book, "Northwind Pumps", city="York")
    app = app_on(book)

    async def look(pilot: Any) -> None:
        await opened(app, pilot, written(tmp_path, accounts=KNOWN))
        await pilot.press("enter")
        await settled(app, pilot)
        await pilot.press("j", "j")
        await pilot.pause()
        assert app._exception is None

    assert snap_compare(app, terminal_size=size, run_before=look)
