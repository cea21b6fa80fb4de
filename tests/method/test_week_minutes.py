"""Target, planned, done and debt of a week, by day and by status (method §8, §2)."""

import pytest

from planner.book import Book
from planner.book.records import DayPlan, PlannedCall
from tests.books import (
    a_book,
    account,
    day,
    put,
)
from tests.method.week_books import call, figures, hand_counted


@pytest.fixture
def a_week() -> Book:
    """23 to 29 November 2026: eight calls, 37 minutes existing, 20 lost, 28 new; and a call on either side of it."""
    return hand_counted()


def test_minutes_are_counted_by_status_for_the_week_and_for_each_day(a_week: Book) -> None:
    minutes = figures(a_week).minutes
    assert minutes.done == {"existing": 37, "lost": 20, "new": 28}
    assert [sum(each.done.values()) for each in minutes.days] == [32, 13, 7, 18, 15, 0, 0]
    assert minutes.days[0].done == {"existing": 30, "lost": 2, "new": 0}


def test_shares_done_are_fractions_of_the_minutes_done(a_week: Book) -> None:
    shares = figures(a_week).minutes.shares_done
    assert shares == pytest.approx({"existing": 37 / 85, "lost": 20 / 85, "new": 28 / 85})


def test_target_and_planned_are_what_the_mornings_plans_said(a_week: Book) -> None:
    calls = tuple(
        PlannedCall(account=None, contact=None, status=status, purpose="thank", minutes=minutes, why=())
        for status, minutes in (("existing", 30), ("lost", 12), ("lost", 12), ("new", 6))
    )
    targets = {"existing": 50, "lost": 30, "new": 20}
    put(a_week, DayPlan, day=day(0), capacity=100, targets=targets, calls=calls)
    minutes = figures(a_week).minutes
    assert minutes.days[0].target == targets
    assert minutes.days[0].planned == {"existing": 30, "lost": 24, "new": 6}
    assert minutes.planned == {"existing": 30, "lost": 24, "new": 6}


def test_a_day_without_a_kept_plan_aims_at_the_shares_of_what_was_done(a_week: Book) -> None:
    thursday = figures(a_week).minutes.days[3]
    assert thursday.target == {"existing": 9, "lost": 5, "new": 4}  # of 18 minutes: 9, 5.4 and 3.6
    assert thursday.planned == {"existing": 0, "lost": 0, "new": 0}


def test_debt_is_carried_on_as_the_next_morning_finds_it(a_week: Book) -> None:
    # 28 days up to Friday evening: 137 existing, 20 lost, 28 new of 185; owed 92.5, 55.5 and 37.
    # What is owed, less what was had: -44.5, 35.5 and 9; in whole minutes it still adds up to nothing.
    assert figures(a_week).minutes.debt == {"existing": -44, "lost": 35, "new": 9}


def test_debt_goes_back_twenty_eight_days_from_today_and_not_from_the_end_of_the_week() -> None:
    book = a_book()
    new = account(book)
    call(book, new, day(-23), minutes=100)  # the 28th day back from Friday
    call(book, new, day(-24), minutes=100)
    assert figures(book).minutes.debt == {"existing": 50, "lost": 30, "new": -80}


def test_debt_is_at_most_half_a_days_selling_minutes() -> None:
    book = a_book()
    call(book, account(book), day(0), minutes=1000)
    assert figures(book).minutes.debt == {"existing": 180, "lost": 180, "new": -180}  # of 360 a day


def test_a_past_weeks_debt_does_not_look_ahead(a_week: Book) -> None:
    debt = figures(a_week, day(-7)).minutes.debt  # only the hundred minutes of Sunday the 22nd
    assert debt == {"existing": -50, "lost": 30, "new": 20}
