"""Whatever bytes come: a receipt or a clear refusal, never an exception, and never a changed book on refusal."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from planner.exchange.imports import ImportRefused, apply_import, plan_import, read_source
from planner.exchange.sources import read_bytes
from tests.books import NOW, SETTINGS, a_book
from tests.exchange.helpers import SHARED

HEADERS = st.sampled_from(
    [
        "Id,IsDeleted,Name,Type,Phone",
        "Id,AccountId,Name,StageName,Amount,CloseDate,IsWon",
        "First Name;Last Name;Email;Company;Birthday",
        "Company\tSubject\tDate\tOutcome\tDuration",
        "planner accounts id,created,source,name,status,extra,tags",
        "planner touches id,created,source,at,outcome,minutes",
    ]
)
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "Acme",
            "1/2/2026",
            "=1+1",
            "€ 1.000,00",
            '"',
            "a@b",
            "[1",
            '{"a":1}',
            "connected",
            "99999999999999999999",
            "x" * 3000,
        ]
    ),
)
TABLES = st.builds(
    lambda header, rows, sign: "\n".join([header, *(sign.join(row) for row in rows)]),
    HEADERS,
    st.lists(st.lists(CELLS, max_size=8), max_size=6),
    st.sampled_from([",", ";", "\t"]),
)
LINES = st.sampled_from(
    """UID:1
DTSTART:20261124T100000
DTEND:20261124T110000
DTSTART;VALUE=DATE:20261124
DTSTART;TZID=Nowhere:20260101T000000
DTSTART:99991231T235959Z
DURATION:PT1H
RRULE:FREQ=DAILY;COUNT=3
RRULE:FREQ=YEARLY
RDATE:20261126T100000
EXDATE:x
RECURRENCE-ID:20261125T100000
STATUS:CANCELLED
SUMMARY:é
BEGIN:VALARM
END:VALARM
BEGIN:VEVENT
END:VEVENT""".splitlines()
)
CARD_LINES = st.sampled_from(
    """VERSION:2.1
VERSION:4.0
FN:Ann
N:Lee;Ann
N;ENCODING=QUOTED-PRINTABLE:=E9=
TEL;CELL:1
item1.EMAIL:a@b
ADR:;;x
ORG:;
BDAY:--0203
CATEGORIES:a,b
NOTE;CHARSET=NOPE;QUOTED-PRINTABLE:=FF
PHOTO;ENCODING=b:AAA
 folded
BEGIN:VCARD
END:VCARD""".splitlines()
)


def wrapped(lines: st.SearchStrategy[str], before: str, after: str) -> st.SearchStrategy[str]:
    """Lines of a kind, and any others, between two."""
    return st.lists(lines | st.text(max_size=20), max_size=10).map(lambda some: "\n".join([before, *some, after]))


EVENTS = wrapped(LINES, "BEGIN:VCALENDAR\nBEGIN:VEVENT", "END:VEVENT\nEND:VCALENDAR")
CARDS = wrapped(CARD_LINES, "BEGIN:VCARD", "END:VCARD")
KEYS = st.sampled_from(["planner", "schema", "tables", "accounts", "id", "name"])
LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
PARTS: st.SearchStrategy[Any] = LEAVES | st.sampled_from(
    [[], {}, [[]], [None], [{"a": []}], {"a": {"b": [1]}}, {"": {}}]
)
ROWS = st.dictionaries(KEYS, PARTS, max_size=4) | PARTS
"""Flat rows with a few nested parts: what is nested at random takes Hypothesis longer to make than us to refuse."""
DOCUMENTS = ROWS | st.lists(ROWS, max_size=3) | st.dictionaries(KEYS, ROWS, max_size=3)
MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def survive(data: bytes, name: str) -> None:
    """Import some bytes: either something comes in and one undo takes it back, or nothing has changed."""
    book = a_book()
    try:
        source = read_bytes(data, name)
        plan = plan_import(book, SETTINGS, NOW, [source], dates="dmy")
        assert book.version == 0
        receipt = apply_import(book, plan)
    except ImportRefused as reason:
        assert str(reason)
        assert "\n" not in str(reason)
        assert book.version == 0
        return
    assert receipt.created == sum(map(len, book.collections.values())) or receipt.updated or receipt.unchanged
    assert all("\n" not in line for line in (*receipt.lines, *receipt.notes))
    if receipt.changed:
        book.undo()
        assert not any(book.collections.values())


@MANY
@given(data=st.binary(max_size=400), name=st.sampled_from(["a.csv", "a.ics", "a.vcf", "a.json"]))
@example(data=b'"', name="a.csv")
@example(data=b"\xff\xfe\x00", name="a.csv")
@example(data=b"sep=\n\n", name="a.csv")
def test_any_bytes(data: bytes, name: str) -> None:
    survive(data, name)


@MANY
@given(text=TABLES, codec=st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_anything_that_looks_like_a_table(text: str, codec: str) -> None:
    survive(text.encode(codec, "replace"), "a.csv")


@MANY
@given(text=EVENTS)
def test_anything_that_looks_like_a_calendar(text: str) -> None:
    survive(text.encode("utf-8", "replace"), "a.ics")


@MANY
@given(text=CARDS)
def test_anything_that_looks_like_address_cards(text: str) -> None:
    survive(text.encode("utf-8", "replace"), "a.vcf")


@MANY
@given(document=DOCUMENTS)
def test_anything_that_looks_like_our_json(document: object) -> None:
    survive(json.dumps(document).encode(), "a.json")


@MANY
@given(tables=st.dictionaries(KEYS, st.lists(ROWS, max_size=3) | PARTS, max_size=3))
def test_anything_that_says_it_is_our_json(tables: object) -> None:
    survive(json.dumps({"planner": 1, "schema": 1, "tables": tables}).encode(), "a.json")


def test_deeply_nested_json_is_refused_not_followed() -> None:
    with pytest.raises(ImportRefused):
        read_bytes(b'{"planner": 1, "schema": 1, "tables": ' + b"[" * 100_000, "a.json")


REAL = [path for kind in ("crm", "csv", "ics", "vcf") for path in sorted((SHARED / kind).rglob("*")) if path.is_file()]


@pytest.mark.skipif(not REAL, reason="needs the shared data")
@pytest.mark.parametrize("path", REAL or [Path("none")], ids=lambda path: path.name)
def test_every_real_file_is_imported_or_refused_with_a_reason(path: Path) -> None:
    survive(path.read_bytes(), path.name)


@pytest.mark.skipif(not REAL, reason="needs the shared data")
@pytest.mark.parametrize(("now", "counts"), [("2006-06-15", (4, 0, 419)), ("2006-11-10", (1, 3, 419))])
def test_a_real_export_has_the_statuses_that_its_orders_prove(now: str, counts: tuple[int, int, int]) -> None:
    book = a_book()
    folder = SHARED / "crm" / "salesforce-dataloader"
    sources = [read_source(folder / name) for name in ("opportunityData.csv", "accountData.csv")]
    receipt = apply_import(book, plan_import(book, SETTINGS, NOW.fromisoformat(f"{now}T08:00:00+02:00"), sources))
    statuses = [account.status for account in book.accounts.values()]

    assert tuple(statuses.count(status) for status in ("existing", "lost", "new")) == counts
    assert (len(book.accounts), len(book.opportunities), receipt.refused) == (423, 38, 0)
    assert (
        receipt.lines[1]
        == "accountData.csv: Windows-1252, comma, header in line 1 · 423 created, 0 updated, 0 unchanged, 0 refused"
    )
    assert {"Crédito Inmobiliario Terras", "Pébéo of America"} <= {account.name for account in book.accounts.values()}
