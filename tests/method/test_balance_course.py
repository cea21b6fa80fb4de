"""The weeks beside each other, and a year of days (method §8)."""

from datetime import date

import pytest

from planner.book import Book
from planner.method.balance_course import course, scores, usual, year_of_days
from planner.method.reflection import keep
from tests.books import (
    SETTINGS,
    a_book,
    account,
    day,
)
from tests.method.week_books import FRIDAY_EVENING, call, hand_counted


@pytest.fixture
def a_week() -> Book:
    """23 to 29 November 2026: eight calls, 37 minutes existing, 20 lost, 28 new; and a call on either side of it."""
    return hand_counted()


def test_the_course_runs_to_the_week_that_is_asked_for_oldest_first(a_week: Book) -> None:
    weeks = course(a_week, SETTINGS, FRIDAY_EVENING)
    assert [each.span.name for each in weeks[-2:]] == ["2026-W47", "2026-W48"]
    assert len(weeks) == 12
    assert weeks[-2].minutes.total == 100


def test_what_is_usual_is_the_mean_of_the_weeks_with_calls(a_week: Book) -> None:
    mean = usual(course(a_week, SETTINGS, FRIDAY_EVENING))
    assert (mean["calls"], mean["contacts"], mean["empty calls"]) == (4.5, 3.0, 1.0)
    assert usual(course(a_book(), SETTINGS, FRIDAY_EVENING)) == {}


def test_the_scores_of_the_weeks_that_were_answered() -> None:
    book = a_book()
    keep(book, SETTINGS, FRIDAY_EVENING, day(-14), answers=(4, 1, 0))
    keep(book, SETTINGS, FRIDAY_EVENING, day(0), answers=(1, 2, 3))
    assert scores(course(book, SETTINGS, FRIDAY_EVENING)) == (("2026-W46", 3), ("2026-W48", -4))


def test_the_year_tells_of_every_day_how_far_it_was_from_the_shares() -> None:
    book = a_book()
    acme, borg, cyan = account(book, status="existing"), account(book, "B", status="lost"), account(book, "C")
    for each, minutes in ((acme, 50), (borg, 30), (cyan, 20)):
        call(book, each, date(2026, 1, 1), minutes=minutes)
    call(book, acme, date(2026, 12, 31), minutes=60)
    call(book, cyan, date(2026, 12, 31), minutes=40)
    call(book, acme, date(2027, 1, 1), minutes=5)
    days = year_of_days(book, SETTINGS, 2026)
    assert len(days) == 365
    assert days[0].deviation == pytest.approx(0)
    assert days[-1].deviation == pytest.approx(30)  # lost had nothing
    assert (days[-1].total, days[-1].shares["existing"]) == (100, 0.6)
    assert [each.day for each in days if each.deviation is not None] == [date(2026, 1, 1), date(2026, 12, 31)]
