"""What the words on both faces promise."""

import unicodedata
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner import wording

TODAY = date(2026, 11, 23)
ANY_TEXT = st.text(st.characters() | st.sampled_from("\x1b\x85\r\n\t\u202e\u200d\ufeff\u2028 \ud800")) | st.text()
DAYS = st.dates(date(1970, 1, 1), date(2199, 12, 31))


# Text from outside


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("plain", "plain"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("a\r\nb\rc\vd\u2028e\x85f", "a\nb\nc\nd\ne\nf"),
        ("\x1b[31mred\x07", "[31mred"),
        ("evil\u202etxt.exe\u2066\u200f\u061c", "eviltxt.exe"),
        ("\ufeffname", "name"),
        ("half\ud83d", "half\ufffd"),
        (
            "\U0001f468\u200d\U0001f469\u200d\U0001f467 क्\u200dष می\u200cخواهم",
            "\U0001f468\u200d\U0001f469\u200d\U0001f467 क्\u200dष می\u200cخواهم",
        ),
        ("[VP] [/b] stays", "[VP] [/b] stays"),
        ("non\xa0breaking", "non\xa0breaking"),
    ],
)
def test_text_stays_as_typed_less_what_steers_a_terminal(typed: str, kept: str) -> None:
    assert wording.clean(typed) == kept


@given(ANY_TEXT)
def test_cleaned_text_holds_nothing_that_steers_a_terminal(text: str) -> None:
    cleaned = wording.clean(text)
    assert wording.clean(cleaned) == cleaned
    assert not [c for c in cleaned if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") and c not in "\n\t"]
    assert not [
        c
        for c in cleaned
        if unicodedata.bidirectional(c) in ("LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI")
    ]


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Mn", "Zs"))))
def test_ordinary_text_is_not_touched(text: str) -> None:
    assert wording.clean(text) == text


@given(ANY_TEXT)
def test_one_line_is_one_line_with_single_spaces(text: str) -> None:
    line = wording.one_line(text)
    assert line == " ".join(line.split())
    assert wording.one_line(line) == line


def test_a_title_of_several_lines_becomes_one() -> None:
    assert wording.one_line("  Ann\r\n  Lee\t(VP)\xa0 ") == "Ann Lee (VP)"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Crédito ", "CREDITO"),
        ("Łódź", "lodz"),
        ("Straße", "STRASSE"),
        ("Ærø", "aero"),
        ("Ａｃｍｅ", "acme"),
        ("İstanbul", "istanbul"),
        ("Acme\t  Ltd", "acme ltd"),
        ("e\u0301", "é"),
        ("서울", unicodedata.normalize("NFD", "서울")),
    ],
)
def test_names_match_without_accents_case_and_spacing(one: str, other: str) -> None:
    assert wording.fold(one) == wording.fold(other)


def test_letters_that_only_look_accented_stay_different() -> None:
    assert wording.fold("が") != wording.fold("か")


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    folded = wording.fold(text)
    assert wording.fold(folded) == folded


# Lengths of time


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "0 min"),
        (45, "45 min"),
        (59.6, "1 h"),
        (60, "1 h"),
        (65, "1 h 05"),
        (80, "1 h 20"),
        (12.5, "13 min"),
        (-80, "-1 h 20"),
        (-0.2, "0 min"),
    ],
)
def test_minutes_read_as_hours_and_minutes(n: float, said: str) -> None:
    assert wording.minutes(n) == said


def test_days_in_words() -> None:
    assert [wording.days(n) for n in (0, 1, 12, -1)] == ["today", "1 day", "12 days", "-1 day"]


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "today"),
        (1, "yesterday"),
        (5, "5 days ago"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (21, "3 weeks ago"),
        (59, "8 weeks ago"),
        (60, "2 months ago"),
        (425, "14 months ago"),
        (365 * 3, "3 years ago"),
        (-1, "tomorrow"),
        (-4, "in 4 days"),
        (-30, "in 4 weeks"),
    ],
)
def test_how_long_ago_is_said_in_a_unit_that_fits(n: int, said: str) -> None:
    assert wording.ago(TODAY - timedelta(days=n), TODAY) == said


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (None, "never"),
        (0, "today"),
        (-3, "today"),
        (1, "1 day"),
        (12, "12 days"),
        (59, "59 days"),
        (91, "3 months"),
        (800, "2 years"),
    ],
)
def test_silence_in_words(n: int | None, said: str) -> None:
    assert wording.silence(n) == said


# Days


def test_a_day_has_its_year_only_when_it_is_another() -> None:
    assert wording.day(date(2026, 11, 27), TODAY) == wording.day(date(2026, 11, 27)) == "Fri 27 Nov"
    assert wording.day(date(2027, 1, 5), TODAY) == "Tue 5 Jan 2027"


def test_a_moment_is_said_in_its_own_zone() -> None:
    moment = datetime(2026, 11, 27, 10, 5, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert wording.moment(moment, TODAY) == "Fri 27 Nov 10:05"
    assert wording.moment(moment, date(2025, 1, 1)) == "Fri 27 Nov 2026 10:05"


@given(DAYS, DAYS)
def test_every_day_can_be_said(one: date, other: date) -> None:
    assert str(one.day) in wording.day(one, other).split()
    assert wording.ago(one, other) != ""


# Money and numbers


@pytest.mark.parametrize(
    ("minor", "currency", "said"),
    [
        (1200000, "USD", "USD 12,000"),
        (1200050, "EUR", "EUR 12,000.50"),
        (12000, "JPY", "JPY 12,000"),
        (12000, "KWD", "KWD 12"),
        (12005, "bhd", "bhd 12.005"),
        (-50, "GBP", "GBP -0.50"),
        (0, "USD", "USD 0"),
        (100, "", "1"),
    ],
)
def test_money_has_its_code_and_no_needless_decimals(minor: int, currency: str, said: str) -> None:
    assert wording.money(minor, currency) == said


@pytest.mark.parametrize(
    ("minor", "currency", "said"),
    [
        (1200000, "USD", "12k USD"),
        (123456, "USD", "1.2k USD"),
        (120000000, "EUR", "1.2M EUR"),
        (95000, "GBP", "950 GBP"),
        (99960, "USD", "1k USD"),
        (99995000, "USD", "1M USD"),
        (994900, "USD", "9.9k USD"),
        (995000, "USD", "10k USD"),
        (5000000, "JPY", "5M JPY"),
        (-1200000, "USD", "-12k USD"),
        (-10, "USD", "0 USD"),
        (0, "USD", "0 USD"),
        (10**20, "USD", "1,000,000T USD"),
    ],
)
def test_money_fits_a_narrow_column(minor: int, currency: str, said: str) -> None:
    assert wording.short_money(minor, currency) == said


@given(st.integers(-(10**12), 10**12), st.sampled_from(["USD", "JPY", "KWD", "CLF"]))
def test_no_money_is_lost_in_words(minor: int, currency: str) -> None:
    figures = wording.money(minor, currency).removeprefix(f"{currency} ").replace(",", "")
    whole, _, rest = figures.partition(".")
    digits = wording.minor_digits(currency)
    assert int(whole + (rest or "0" * digits)) == minor


def test_shares_are_whole_per_cent() -> None:
    assert [wording.percent(share) for share in (0, 0.5, 0.125, 1, -0.25)] == ["0 %", "50 %", "13 %", "100 %", "-25 %"]


@pytest.mark.parametrize(
    ("n", "noun", "said"),
    [
        (1, "call", "1 call"),
        (3, "call", "3 calls"),
        (0, "touch", "0 touches"),
        (2, "try", "2 tries"),
        (2, "day", "2 days"),
        (1200, "loss", "1,200 losses"),
    ],
)
def test_a_count_agrees_with_its_noun(n: int, noun: str, said: str) -> None:
    assert wording.plural(n, noun) == said


def test_a_noun_may_bring_its_own_plural() -> None:
    assert wording.plural(2, "person", "people") == "2 people"
    assert wording.plural(1, "person", "people") == "1 person"


def test_a_list_reads_as_a_sentence() -> None:
    assert wording.listing([]) == ""
    assert wording.listing(["a"]) == "a"
    assert wording.listing(["a", "b"]) == "a and b"
    assert wording.listing(["a", "b", "c"]) == "a, b and c"
    assert wording.listing(["a", "b", "c", "d", "e", "f"]) == "a, b and 4 more"
    assert wording.listing(["a", "b", "c"], limit=1) == "a and 2 more"


# Bars


def test_a_bar_shows_eighths_and_fills_at_the_whole() -> None:
    assert wording.bar(5, 10, 4) == "██"
    assert wording.bar(3, 8, 1) == "▍"
    assert wording.bar(12, 10, 4) == "████"
    assert wording.bar(5, 10, 4, ascii_only=True) == "##"


def test_a_little_shows_and_nothing_does_not() -> None:
    assert wording.bar(1, 10_000, 10) == "▏"
    assert wording.bar(1, 10_000, 10, ascii_only=True) == "#"
    assert wording.bar(0, 10, 10) == wording.bar(5, 0, 10) == wording.bar(5, 10, 0) == wording.bar(-5, 10, 10) == ""


@given(st.floats(), st.floats(), st.integers(-5, 200), st.booleans())
def test_a_bar_is_never_wider_than_its_column(value: float, of: float, width: int, ascii_only: bool) -> None:
    bar = wording.bar(value, of, width, ascii_only)
    assert len(bar) <= max(width, 0)
    assert bar.isascii() or not ascii_only
