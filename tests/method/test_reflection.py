"""The retrospective in the user's words: never lost, finished once, offered once (method §8)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from planner.book import Book, BookError
from planner.book.records import Touch
from planner.method.day import plan_day
from planner.method.reflection import (
    finish,
    half_answered,
    keep,
    keep_half,
    offer,
    offered,
    promise_day,
    reflection_of,
)
from planner.method.selfcheck import QUESTIONS, score
from planner.method.week import week
from planner.method.weeks import week_of
from planner.settings import Hours, Settings
from tests.books import SETTINGS, ZONE, a_book, put

FRIDAY = datetime(2026, 11, 27, 15, 0, tzinfo=ZONE)
MONDAY_AFTER = datetime(2026, 11, 30, 8, 30, tzinfo=ZONE)
THIS_WEEK = week_of(FRIDAY.date())


def called(book: Book, on: datetime = FRIDAY) -> Book:
    """A book with a call on a day."""
    put(book, Touch, at=on - timedelta(hours=2), outcome="connected")
    return book


# -- writing it


def test_a_week_half_done_is_kept_and_taken_up_where_it_was_left() -> None:
    book = a_book()
    keep(book, SETTINGS, FRIDAY, FRIDAY.date(), answers=(3, 1, 2))
    keep(book, SETTINGS, FRIDAY, date(2026, 11, 23), worked="mornings for customers")
    kept = reflection_of(book, THIS_WEEK)
    assert kept is not None
    assert (kept.answers, kept.worked, kept.change, kept.finished) == ((3, 1, 2), "mornings for customers", "", None)
    assert len(book.reflections) == 1


def test_a_self_check_left_between_two_answers_is_kept_until_it_is_whole() -> None:
    book = a_book()
    keep_half(book, THIS_WEEK, ["3", "", ""])
    assert half_answered(book, THIS_WEEK) == ("3", "", "")
    assert half_answered(book, THIS_WEEK.moved(-1)) == ()
    keep_half(book, THIS_WEEK, ["3", "1", ""])
    assert half_answered(book, THIS_WEEK) == ("3", "1", "")
    keep_half(book, THIS_WEEK, ["3", "1", "2"])
    assert (half_answered(book, THIS_WEEK), len(book.drafts)) == ((), 0)
    assert book.undo() is None, "it is no part of undo"


def test_a_line_can_be_taken_back() -> None:
    book = a_book()
    keep(book, SETTINGS, FRIDAY, FRIDAY.date(), worked="mornings", change="less mail")
    assert keep(book, SETTINGS, FRIDAY, FRIDAY.date(), worked="").change == "less mail"
    assert reflection_of(book, THIS_WEEK).worked == ""  # type: ignore[union-attr]  # it was just kept


def test_keeping_can_be_undone() -> None:
    book = a_book()
    keep(book, SETTINGS, FRIDAY, FRIDAY.date(), worked="mornings")
    book.undo()
    assert reflection_of(book, THIS_WEEK) is None


def test_finishing_puts_the_promise_on_mondays_plan() -> None:
    book = a_book()
    keep(book, SETTINGS, FRIDAY, FRIDAY.date(), answers=(3, 1, 2))
    written = finish(book, SETTINGS, FRIDAY, FRIDAY.date(), promise="call two executives\nbefore ten")
    assert written.finished == FRIDAY.date()
    promise = book.promises[written.promised or ""]
    assert (promise.text, promise.due, promise.kind) == (
        "call two executives before ten",
        date(2026, 11, 30),
        "promise",
    )
    plan = plan_day(book, SETTINGS, MONDAY_AFTER)
    assert [call.promise for call in plan.calls if call.promised] == [promise.id]


def test_finishing_is_one_change_to_undo() -> None:
    book = a_book()
    finish(book, SETTINGS, FRIDAY, FRIDAY.date(), promise="call two executives")
    book.undo()
    assert (len(book.promises), reflection_of(book, THIS_WEEK)) == (0, None)


def test_finishing_twice_changes_the_promise_and_makes_no_second_one() -> None:
    book = a_book()
    finish(book, SETTINGS, FRIDAY, FRIDAY.date(), promise="call two executives")
    finish(book, SETTINGS, FRIDAY, FRIDAY.date(), promise="call three executives")
    assert [each.text for each in book.promises.values()] == ["call three executives"]


def test_a_promise_that_is_taken_back_is_dropped() -> None:
    book = a_book()
    written = finish(book, SETTINGS, FRIDAY, FRIDAY.date(), promise="call two executives")
    finish(book, SETTINGS, FRIDAY, FRIDAY.date(), worked="mornings", promise="")
    assert book.promises[written.promised or ""].dropped == FRIDAY.date()


def test_a_promise_that_is_done_is_left_alone() -> None:
    book = a_book()
    written = finish(book, SETTINGS, FRIDAY, FRIDAY.date(), promise="call two executives")
    book.edit("done", book.promises[written.promised or ""], done=date(2026, 11, 30))
    finish(book, SETTINGS, MONDAY_AFTER, FRIDAY.date(), promise="call five executives")
    assert [(each.text, each.done) for each in book.promises.values()] == [("call two executives", date(2026, 11, 30))]


def test_the_day_it_was_finished_first_stays() -> None:
    book = a_book()
    finish(book, SETTINGS, FRIDAY, FRIDAY.date(), worked="mornings")
    assert finish(book, SETTINGS, MONDAY_AFTER, FRIDAY.date(), worked="evenings").finished == FRIDAY.date()


def test_without_a_promise_none_is_made() -> None:
    book = a_book()
    assert finish(book, SETTINGS, FRIDAY, FRIDAY.date(), worked="mornings").promised is None
    assert len(book.promises) == 0


def test_nothing_at_all_cannot_be_finished() -> None:
    book = a_book()
    with pytest.raises(BookError, match="nothing to finish"):
        finish(book, SETTINGS, FRIDAY, FRIDAY.date(), worked="  ")
    assert len(book.reflections) == 0


@pytest.mark.parametrize("answers", [(5, 0, 0), (0, -1, 0), (1, 2)])
def test_answers_are_three_from_never_to_always(answers: Any) -> None:
    with pytest.raises(BookError, match=r"0 \(never\) to 4"):
        keep(a_book(), SETTINGS, FRIDAY, FRIDAY.date(), answers=answers)


def test_what_was_written_is_not_lost_when_weeks_begin_on_another_day() -> None:
    book = a_book()
    keep(book, SETTINGS, FRIDAY, FRIDAY.date(), worked="mornings")
    sundays = Settings(hours=Hours(week_starts="sun"))
    again = keep(book, sundays, FRIDAY, FRIDAY.date(), change="less mail")
    assert (again.worked, len(book.reflections)) == ("mornings", 1)


# -- when the promise falls due


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (FRIDAY, date(2026, 11, 30)),
        (datetime(2026, 11, 25, 9, 0, tzinfo=ZONE), date(2026, 11, 30)),
        (MONDAY_AFTER, date(2026, 11, 30)),
        (datetime(2026, 11, 30, 17, 0, tzinfo=ZONE), date(2026, 12, 1)),
        (datetime(2026, 12, 5, 9, 0, tzinfo=ZONE), date(2026, 12, 7)),
    ],
    ids=["Friday", "midweek", "Monday morning", "Monday evening", "a Saturday later"],
)
def test_the_promise_falls_on_the_first_working_day_after_the_week_that_is_not_over(now: datetime, due: date) -> None:
    assert promise_day(SETTINGS, THIS_WEEK, now) == due


def test_the_promise_waits_for_the_end_of_a_holiday() -> None:
    off = Settings(hours=Hours(days_off=(date(2026, 11, 30), date(2026, 12, 1))))
    assert promise_day(off, THIS_WEEK, FRIDAY) == date(2026, 12, 2)


# -- the offer


@pytest.mark.parametrize(
    ("now", "week_named"),
    [
        (datetime(2026, 11, 27, 11, 59, tzinfo=ZONE), None),
        (datetime(2026, 11, 27, 12, 0, tzinfo=ZONE), "2026-W48"),
        (datetime(2026, 11, 28, 15, 0, tzinfo=ZONE), None),
        (datetime(2026, 11, 30, 8, 0, tzinfo=ZONE), "2026-W48"),
        (datetime(2026, 11, 30, 12, 0, tzinfo=ZONE), None),
        (datetime(2026, 12, 1, 8, 0, tzinfo=ZONE), None),
    ],
    ids=["Friday morning", "Friday noon", "Saturday", "Monday morning", "Monday noon", "Tuesday"],
)
def test_it_is_offered_on_friday_afternoon_or_monday_morning(now: datetime, week_named: str | None) -> None:
    span = offer(called(a_book()), SETTINGS, now)
    assert (span.name if span else None) == week_named


def test_a_short_week_is_looked_back_on_before_its_last_working_day_ends() -> None:
    thanksgiving = Settings(hours=Hours(days_off=(date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 30))))
    book = called(a_book(), datetime(2026, 11, 25, 12, 0, tzinfo=ZONE))
    assert offer(book, thanksgiving, datetime(2026, 11, 25, 13, 0, tzinfo=ZONE)) == THIS_WEEK
    assert offer(book, thanksgiving, FRIDAY) is None
    assert offer(book, thanksgiving, datetime(2026, 12, 1, 9, 0, tzinfo=ZONE)) == THIS_WEEK


def test_it_is_offered_once() -> None:
    book = called(a_book())
    offered(book, THIS_WEEK)
    assert offer(book, SETTINGS, FRIDAY) is None
    assert offer(book, SETTINGS, MONDAY_AFTER) is None
    called(book, FRIDAY + timedelta(days=7))
    assert offer(book, SETTINGS, FRIDAY + timedelta(days=7)) == THIS_WEEK.moved(1)


def test_that_it_was_offered_is_no_change_that_undo_takes_back() -> None:
    book = called(a_book())
    offered(book, THIS_WEEK)
    assert book.undo() == "test: Touch"
    called(book)
    assert offer(book, SETTINGS, FRIDAY) is None


def test_what_is_finished_is_not_offered_but_what_is_half_done_is() -> None:
    book = called(a_book())
    keep(book, SETTINGS, FRIDAY, FRIDAY.date(), worked="mornings")
    assert offer(book, SETTINGS, FRIDAY) == THIS_WEEK
    finish(book, SETTINGS, FRIDAY, FRIDAY.date())
    assert offer(book, SETTINGS, MONDAY_AFTER) is None


def test_a_week_without_calls_is_not_offered() -> None:
    assert offer(a_book(), SETTINGS, FRIDAY) is None


# -- the self-check


def test_the_score_is_the_first_answer_less_the_other_two() -> None:
    assert [score((3, 1, 2)), score((4, 0, 0)), score((0, 4, 4))] == [0, 4, -8]
    assert len(QUESTIONS) == 3


def test_the_score_of_a_week_waits_for_its_answers() -> None:
    book = a_book()
    keep(book, SETTINGS, FRIDAY, FRIDAY.date(), worked="mornings")
    assert week(book, SETTINGS, FRIDAY, FRIDAY.date()).score is None
    keep(book, SETTINGS, FRIDAY, FRIDAY.date(), answers=(4, 1, 1))
    assert week(book, SETTINGS, FRIDAY, FRIDAY.date()).score == 2
