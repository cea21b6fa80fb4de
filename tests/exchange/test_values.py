"""Cells become dates, money, minutes and numbers to match by, in every way that programs write them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.exchange.dates import moment_of, order_of
from planner.exchange.money import Money, decimal_mark, money_of
from planner.exchange.values import guarded, is_empty, minutes_of, phone_key, says_yes, text_of, unguarded, without_html
from tests.books import ZONE


@pytest.mark.parametrize("cell", ["", " ", "-", "N/A", "null", "undefined", "Select", "0/0/00", "None"])
def test_cells_that_say_nothing_are_empty(cell: str) -> None:
    assert is_empty(cell)


def test_a_value_over_twelve_decides_the_order_for_the_whole_column() -> None:
    assert order_of(["01/02/2026", "", "25/02/2026"]) == "dmy"
    assert order_of(["01/02/2026", "02/25/2026"]) == "mdy"
    assert order_of(["01/02/2026", "03/04/2026"]) == "either"
    assert order_of(["01.02.2026"]) == "dmy"
    assert order_of(["2026-02-01", "", "03/03/2026"]) == "unneeded"


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("2006-06-15T20:47:07.000Z", datetime(2006, 6, 15, 20, 47, 7, tzinfo=UTC)),
        ("2023-04-04T16:44:05.000+0000", datetime(2023, 4, 4, 16, 44, 5, tzinfo=UTC)),
        ("2024-08-14T11:37:45.65+02:00", datetime(2024, 8, 14, 11, 37, 45, tzinfo=timezone(timedelta(hours=2)))),
        ("2024-03-12 09:14", datetime(2024, 3, 12, 9, 14, tzinfo=ZONE)),
        ("15/3/2024 2:30 PM", datetime(2024, 3, 15, 14, 30, tzinfo=ZONE)),
        ("2005-11-09", date(2005, 11, 9)),
        ("31.12.26", date(2026, 12, 31)),
        ("1.2.68", date(1968, 2, 1)),
        ("07 Dec 2025", date(2025, 12, 7)),
        ("7. März 2025", date(2025, 3, 7)),
        ("Dec 7, 2025", date(2025, 12, 7)),
        ("45631", date(2024, 12, 5)),
        ("45631.5", datetime(2024, 12, 5, 12, tzinfo=ZONE)),
        ("20251207", date(2025, 12, 7)),
        ("1710234840000", datetime(2024, 3, 12, 9, 14, tzinfo=UTC)),
    ],
)
def test_dates_are_read_in_every_way_that_exports_write_them(cell: str, found: date) -> None:
    assert moment_of(cell, "dmy", ZONE, 2026) == found


def test_the_order_of_the_column_is_used_unless_the_month_would_not_exist() -> None:
    assert moment_of("3/4/2026", "mdy", ZONE, 2026) == date(2026, 3, 4)
    assert moment_of("3/4/2026", "dmy", ZONE, 2026) == date(2026, 4, 3)
    assert moment_of("25/4/2026", "mdy", ZONE, 2026) == date(2026, 4, 25)


@given(st.text(max_size=40))
def test_no_text_as_a_date_raises_anything_but_value_error(text: str) -> None:
    try:
        found = moment_of(text, "dmy", ZONE, 2026)
    except (ValueError, OverflowError):
        return
    assert isinstance(found, date)


@pytest.mark.parametrize(
    ("cell", "minor", "currency"),
    [
        ("500000.0", 50_000_000, "USD"),
        ("45k", 4_500_000, "USD"),
        ("$1.2M", 120_000_000, "USD"),
        ("(1,200)", -120_000, "USD"),
        ("1.234,56 €", 123_456, "EUR"),
        ("CHF 1'200.50", 120_050, "CHF"),
        ("1\u202f234,5 EUR", 123_450, "EUR"),
        ("¥12,000", 12_000, "JPY"),
        ("1,234,567", 123_456_700, "USD"),
        ("1.234", 123_400, "USD"),
        ("0.125", 12, "USD"),
        ("-12", -1_200, "USD"),
        ("£2 Mio", 200_000_000, "GBP"),
    ],
)
def test_money_is_read_with_any_decimal_mark_and_currency(cell: str, minor: int, currency: str) -> None:
    assert money_of(cell, "USD") == Money(minor, currency)


def test_the_decimal_mark_of_the_column_decides_what_one_cell_leaves_open() -> None:
    assert decimal_mark(["1.234", "12,50"]) == ","
    assert decimal_mark(["1.234", "12.5"]) == "."
    assert money_of("1.234", "USD", ".").minor == 123
    assert money_of("1.234", "USD", ",").minor == 123_400


@given(st.text(alphabet="0123456789.,'() -€$kKMx", max_size=20))
def test_no_text_as_money_raises_anything_but_value_error(text: str) -> None:
    try:
        assert abs(money_of(text, "EUR").minor) < 1 << 60
    except ValueError as problem:
        assert "\n" not in str(problem)


@pytest.mark.parametrize(
    ("cell", "seconds", "minutes"),
    [("240", True, 4), ("1", True, 1), ("0", True, 0), ("15", False, 15), ("01:30", False, 90)],
)
def test_durations_become_whole_minutes(cell: str, seconds: bool, minutes: int) -> None:
    assert minutes_of(cell, seconds) == minutes


@given(st.text(max_size=30))
def test_the_guard_against_formulas_comes_off_again(text: str) -> None:
    cell = guarded(text)

    assert unguarded(cell) == text
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_spreadsheets_text_formula_is_its_text() -> None:
    assert text_of('="0049 30 1234"') == "0049 30 1234"
    assert text_of("'+49 30 1234") == "+49 30 1234"


def test_the_same_number_is_the_same_however_it_is_written() -> None:
    assert {
        phone_key(n, "US") for n in ("(212) 961-7500", "212.961.7500", "+1 212 961 7500", "1-212-961-7500 x37")
    } == {"+12129617500"}
    assert phone_key("+49 (0)30 123456") == phone_key("0049 30 123456") == "+4930123456"
    assert phone_key("ext. 12") == ""


def test_notes_kept_as_html_become_plain_text() -> None:
    assert without_html("<p>Wants <b>two</b> more</p><ul><li>a &amp; b</li></ul>") == "Wants two more\na & b"
    assert without_html("5 < 6 and 7 > 3") == "5 < 6 and 7 > 3"


@pytest.mark.parametrize(
    ("cell", "yes"), [("TRUE", True), ("1", True), ("Ja", True), ("false", False), ("0", False), ("", False)]
)
def test_yes_is_understood_in_several_languages(cell: str, yes: bool) -> None:
    assert says_yes(cell) is yes
