"""Everything comes out, and what came out comes back: the same book, record by record."""

import csv
import json
import os
import stat
from datetime import date, datetime, time, timedelta
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.book import Book
from planner.book.ids import spelled
from planner.book.records import KINDS, Account, Contact, Record
from planner.exchange.exports import export_calendar, export_cards, export_csv, export_json
from planner.exchange.imports import apply_import, plan_import, read_source
from planner.exchange.refusals import ExportRefused
from planner.exchange.sources import read_bytes
from tests import books
from tests.books import NOW, SETTINGS, ZONE, a_book, day
from tests.exchange.helpers import bring, only

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12) | st.sampled_from(
    [
        "=1+1",
        "+49 30",
        "-",
        "@home",
        "'=x",
        '"quoted", yes',
        "two\nlines",
        "a;b\tc",
        "[1]",
        "{}",
        "yes",
        "12",
        " padded ",
        "n/a",
    ]
)
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
MOMENTS = st.integers(631_152_000, 3_786_912_000).map(lambda second: datetime.fromtimestamp(second, ZONE))


@pytest.fixture(autouse=True)
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody cuts the power here, so nothing waits for the disk."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record of any kind, with whatever in its fields."""
    kind = draw(st.sampled_from(KINDS))
    built: dict[str, Any] = {"id": spelled(draw(st.integers(0, 2**60 - 1)))}
    for field in msgspec.structs.fields(kind):
        if field.name == "id" or (not field.required and draw(st.booleans())):
            continue
        value = draw(_field(field.type))
        if value is not None:
            built[field.name] = value
    return msgspec.convert(msgspec.to_builtins(built), kind)


def _field(wanted: Any) -> st.SearchStrategy[Any]:
    optional = get_origin(wanted) in (Union, UnionType)
    inner = next(each for each in get_args(wanted) if each is not type(None)) if optional else wanted
    spelled_type = str(inner)
    if inner is str:
        return TEXT
    if "Literal" in spelled_type:
        return st.sampled_from(get_args(inner))
    if inner is bool:
        return st.booleans()
    if spelled_type.startswith("tuple"):
        parts = get_args(inner)
        if parts[-1] is Ellipsis and parts[0] is str:
            return st.lists(TEXT, max_size=3).map(tuple)
        return st.just(()) if parts[-1] is Ellipsis else st.just((1, 2)) if len(parts) == 2 else st.just((1, 2, 3))
    if spelled_type.startswith("dict"):
        keys = TEXT.filter(bool) if "str, str" in spelled_type else st.sampled_from(["existing", "lost"])
        return st.dictionaries(keys, TEXT if "str, str" in spelled_type else st.integers(0, 500), max_size=3)
    if "datetime" in spelled_type:
        return DAYS if inner is date else MOMENTS
    if "ge=1, le=3" in spelled_type:
        return st.integers(1, 3)
    return st.integers(0, 1440)


def _round(folder: Path, book: Book, write: Any) -> Book:
    """A new book, imported from what the first one writes."""
    fresh = a_book(2)
    sources = [read_source(path) for path in write(book, folder)]
    apply_import(fresh, plan_import(fresh, SETTINGS, NOW, sources))
    return fresh


@pytest.mark.parametrize("write", [export_csv, export_json])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some=st.lists(records(), min_size=1, max_size=6, unique_by=lambda record: record.id))
def test_export_then_import_then_export_is_identical(
    some: list[Record], write: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    first, second = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")
    book = a_book()
    book.change("made up", *some)
    fresh = _round(first, book, write)
    write(fresh, second)

    assert {path.name: path.read_bytes() for path in first.iterdir()} == {
        path.name: path.read_bytes() for path in second.iterdir()
    }
    if write is export_json:
        assert all(fresh.collections[each.table][each.id] == each for each in some)


def test_the_csv_says_what_it_is_and_guards_against_formulas(tmp_path: Path) -> None:
    book = a_book()
    books.account(book, '=HYPERLINK("http://evil.example")', phone="+1 212 555 0100")
    (path,) = export_csv(book, tmp_path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, row = csv.reader(file)

    assert (path.name, header[0]) == ("accounts.csv", "planner accounts id")
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_export_brought_into_the_book_it_came_from_changes_nothing(tmp_path: Path) -> None:
    book = a_book()
    ann = books.contact(book, books.account(book, "Acme"), note="old")
    paths = export_csv(book, tmp_path)
    book.edit("typed", ann, note="new", phone="1")
    plan = plan_import(book, SETTINGS, NOW, [read_source(path) for path in paths])

    assert [(row.kind, row.verdict) for row in plan.rows] == [("accounts", "unchanged"), ("contacts", "unchanged")]
    assert "note is new, the file has old" in plan.questions[0].text


def test_rows_of_our_own_that_somebody_spoiled_are_refused_one_by_one(tmp_path: Path) -> None:
    book = a_book()
    for name in ("Acme", "Globex", "Initech"):
        books.account(book, name, status="lost")
    (path,) = export_csv(book, tmp_path)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    lines[1], lines[2] = lines[1].replace(",lost,", ",bogus,"), "no-id-of-ours" + lines[2][12:]
    path.write_text("\n".join(lines), encoding="utf-8")
    plan = plan_import(a_book(2), SETTINGS, NOW, [read_source(path)])

    assert [row.verdict for row in plan.rows] == ["refused", "refused", "created"]
    assert "bogus" in plan.rows[0].reason
    assert "is no id" in plan.rows[1].reason


def test_what_can_t_be_stored_in_our_json_costs_only_its_record() -> None:
    book = a_book()
    tables = {
        "accounts": [{"id": spelled(1), "name": "Acme"}, {"id": spelled(2), "name": "\ud800"}],
        "opportunities": [{"id": spelled(3), "name": "A", "account": spelled(1), "amount": 10**30}],
    }
    document = json.dumps({"planner": 1, "schema": 1, "tables": tables})
    receipt = bring(book, read_bytes(document.encode(), "planner.json"))

    assert (receipt.created, receipt.refused, only(book.accounts).name) == (1, 2, "Acme")


def test_promises_with_a_time_stand_at_it_in_the_calendar(tmp_path: Path) -> None:
    book = a_book()
    acme = books.account(book, "Acme")
    at = datetime.combine(day(2), time(10), ZONE)
    books.promise(book, acme, "call about the offer", due=2, at=at, minutes=20)
    books.promise(book, acme, "send the figures", due=1)
    books.promise(book, acme, "kept already", due=0, done=day(0))
    (path,) = export_calendar(book, tmp_path, NOW)
    fresh = a_book(2)
    apply_import(fresh, plan_import(fresh, SETTINGS, NOW, [read_source(path)]))

    assert "kept already" not in path.read_text()
    assert "send the figures" in path.read_text()
    meeting = only(fresh.meetings)
    assert (meeting.title, meeting.start, meeting.end - meeting.start) == (
        "call about the offer · Acme",
        at,
        timedelta(minutes=20),
    )


def test_cards_come_back_as_the_same_people(tmp_path: Path) -> None:
    book = a_book()
    acme = books.account(book, "Acme; Sons, Inc.")
    books.contact(
        book,
        acme,
        "Ann Lee",
        title="CEO, EMEA",
        phone="+1 1",
        mobile="+1 2",
        email="a@x.example",
        note="one\ntwo; é" * 9,
    )
    (path,) = export_cards(book, tmp_path)
    fresh = a_book(2)
    bring(fresh, read_source(path))
    one, other = only(book.contacts), only(fresh.contacts)

    assert all(len(line.encode()) <= 75 for line in path.read_bytes().decode().split("\r\n"))
    for field in ("name", "title", "phone", "mobile", "email", "note"):
        assert getattr(one, field) == getattr(other, field)
    assert only(fresh.accounts).name == "Acme; Sons, Inc."


def test_do_not_call_goes_out_on_the_card_and_comes_back(tmp_path: Path) -> None:
    book = a_book()
    books.contact(book, books.account(book), "Ann Lee", email="a@x.example", tags=("vip",), do_not_call=NOW.date())
    (path,) = export_cards(book, tmp_path)
    fresh = a_book(2)
    bring(fresh, read_source(path))

    assert (only(fresh.contacts).do_not_call, only(fresh.contacts).tags) == (NOW.date(), ("vip",))


def test_a_folder_that_can_t_be_written_is_refused_in_one_line(tmp_path: Path) -> None:
    book = a_book()
    books.account(book)
    (tmp_path / "file").write_text("")

    with pytest.raises(ExportRefused, match="can't be written"):
        export_csv(book, tmp_path / "file" / "folder")


def test_every_kind_of_record_is_exported() -> None:
    assert {Account, Contact} < set(KINDS)
    assert {kind.table for kind in KINDS} == set(a_book().collections)
