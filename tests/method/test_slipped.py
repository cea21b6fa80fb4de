"""Which accounts slipped in a week, and which did not (method §8)."""

from typing import Any

import pytest

from tests.books import (
    a_book,
    account,
    day,
    promise,
)
from tests.method.week_books import at, call, figures, thirty_working_days_before


def test_an_account_slips_on_the_first_day_that_its_silence_is_too_long() -> None:
    book = a_book()
    acme = account(book, "Acme", status="existing")
    call(book, acme, thirty_working_days_before(day(0)))  # Monday is the thirtieth day, Tuesday is over it
    assert figures(book).slipped == ("Acme",)
    assert figures(book, now=at(day(0))).slipped == ()
    assert figures(book, now=at(day(1))).slipped == ("Acme",)
    assert figures(book, day(-7)).slipped == ()
    assert figures(book, day(7), at(day(11))).slipped == ()


@pytest.mark.parametrize(
    "excuse", ["contact in time", "a step booked", "parked", "put off", "do not call"], ids=lambda each: each
)
def test_an_account_does_not_slip_that_was_called_booked_or_left_in_peace(excuse: str) -> None:
    book = a_book()
    fields: dict[str, Any] = {
        "parked": {"parked_until": day(30)},
        "put off": {"snoozed_until": day(30)},
        "do not call": {"do_not_call": day(-3)},
    }.get(excuse, {})
    acme = account(book, status="existing", **fields)
    call(book, acme, thirty_working_days_before(day(0)))
    if excuse == "contact in time":
        call(book, acme, day(0))
    if excuse == "a step booked":
        promise(book, acme, due=8, made=day(-5))
    assert figures(book).slipped == ()


def test_a_step_that_was_booked_and_taken_on_the_day_itself_was_in_time() -> None:
    book = a_book()
    acme = account(book, status="existing")
    call(book, acme, thirty_working_days_before(day(0)))
    promise(book, acme, due=1, made=day(1), done=day(1))
    assert figures(book).slipped == ()


def test_a_step_that_was_taken_before_or_booked_afterwards_stops_no_alarm() -> None:
    book = a_book()
    acme = account(book, "Acme", status="existing")
    call(book, acme, thirty_working_days_before(day(0)))
    promise(book, acme, due=8, made=day(-9), done=day(-7))
    promise(book, acme, due=8, made=day(2))
    promise(book, acme, due=0, made=day(-9))
    assert figures(book).slipped == ("Acme",)


def test_tries_that_reach_nobody_do_not_keep_an_account_from_slipping() -> None:
    book = a_book()
    acme = account(book, "Acme", status="existing")
    call(book, acme, thirty_working_days_before(day(0)))
    call(book, acme, day(-2), "voicemail")
    assert figures(book).slipped == ("Acme",)


def test_an_account_that_slipped_is_remembered_though_it_was_called_afterwards() -> None:
    book = a_book()
    acme = account(book, "Acme", status="existing")
    call(book, acme, thirty_working_days_before(day(0)))
    call(book, acme, day(1))  # the very day on which it became too long
    assert figures(book).slipped == ("Acme",)


def test_each_account_slips_by_its_own_cadence() -> None:
    book = a_book()
    often = account(book, "Often", status="existing", cadence=(2, 5))
    seldom = account(book, "Seldom", status="existing", cadence=(20, 60))
    for each in (often, seldom):
        call(book, each, day(-5))
    assert figures(book).slipped == ("Often",)  # Wednesday, five working days: the Wednesday after is over
