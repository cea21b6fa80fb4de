"""Which days make a week: ISO, from Sunday, across the year's end, when the clock changes (method §8)."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.book import Book
from planner.book.records import Touch
from planner.method.figures import FIGURES
from planner.method.weeks import week_of
from tests.books import (
    a_book,
    account,
    day,
    put,
)
from tests.method.week_books import MONDAY, SUNDAYS, at, call, figures, hand_counted, thirty_working_days_before


@pytest.fixture
def a_week() -> Book:
    """23 to 29 November 2026: eight calls, 37 minutes existing, 20 lost, 28 new; and a call on either side of it."""
    return hand_counted()


def test_a_week_is_named_by_iso_and_runs_from_monday_to_sunday() -> None:
    span = week_of(date(2026, 11, 25))
    assert (span.name, span.first, span.last) == ("2026-W48", date(2026, 11, 23), date(2026, 11, 29))


@pytest.mark.parametrize(
    ("on", "name", "first"),
    [
        (date(2026, 12, 31), "2026-W53", date(2026, 12, 28)),
        (date(2027, 1, 3), "2026-W53", date(2026, 12, 28)),
        (date(2027, 1, 4), "2027-W01", date(2027, 1, 4)),
        (date(2024, 12, 30), "2025-W01", date(2024, 12, 30)),
    ],
)
def test_the_week_across_the_years_end_is_one_week(on: date, name: str, first: date) -> None:
    assert (week_of(on).name, week_of(on).first) == (name, first)


def test_calls_on_both_sides_of_new_year_fall_into_the_one_week() -> None:
    book = a_book()
    acme = account(book, status="existing")
    for on in (date(2026, 12, 27), date(2026, 12, 31), date(2027, 1, 3), date(2027, 1, 4)):
        call(book, acme, on, minutes=10)
    counted = figures(book, date(2027, 1, 1), at(date(2027, 1, 4), 12))
    assert (counted.span.name, counted.count("calls"), counted.minutes.total) == ("2026-W53", 2, 20)


def test_weeks_may_begin_on_sunday_and_keep_the_name_of_their_monday(a_week: Book) -> None:
    counted = figures(a_week, settings=SUNDAYS)
    assert (counted.span.first, counted.span.last, counted.span.name) == (day(-1), day(5), "2026-W48")
    assert counted.minutes.done["existing"] == 137  # with the hundred minutes of Sunday the 22nd


def test_a_sunday_week_across_the_years_end() -> None:
    span = week_of(date(2027, 1, 1), "sun")
    assert (span.first, span.last, span.name) == (date(2026, 12, 27), date(2027, 1, 2), "2026-W53")


@given(st.dates(date(1980, 1, 1), date(2190, 1, 1)), st.sampled_from(["mon", "sun"]))
def test_every_day_is_in_exactly_one_week(on: date, starts: Any) -> None:
    span = week_of(on, starts)
    assert on in span
    assert on not in span.moved(1)
    assert on not in span.moved(-1)
    assert {week_of(each, starts) for each in span.days} == {span}
    assert span.first.isoweekday() == (1 if starts == "mon" else 7)


def test_the_weeks_in_which_the_clock_changes_have_seven_days_and_lose_no_call() -> None:
    book = a_book()
    acme = account(book, status="existing")
    for on in (date(2026, 10, 19), date(2026, 10, 25), date(2026, 10, 26), date(2026, 3, 23), date(2026, 3, 29)):
        for hour in (0, 2, 23):  # on 25 October 2:00 comes twice, on 29 March never
            call(book, acme, on, hour=hour, minutes=1)
    autumn = figures(book, date(2026, 10, 25))
    assert [sum(each.done.values()) for each in autumn.minutes.days] == [3, 0, 0, 0, 0, 0, 3]
    spring = figures(book, date(2026, 3, 25))
    assert [sum(each.done.values()) for each in spring.minutes.days] == [3, 0, 0, 0, 0, 0, 3]


def test_a_call_counts_on_the_day_it_was_where_the_user_was() -> None:
    book = a_book()
    tokyo = ZoneInfo("Asia/Tokyo")
    put(book, Touch, account=account(book).id, at=at(MONDAY, 1, tokyo), outcome="connected", minutes=7)
    assert figures(book).minutes.days[0].done["new"] == 7  # in Berlin it was still Sunday


def test_a_week_to_come_is_empty() -> None:
    book = a_book()
    call(book, account(book, status="existing"), thirty_working_days_before(day(0)))
    assert not any(figures(book, day(70)).count(each) for each in FIGURES)
