"""Neglect in both directions, and what the log shows beside the self-check (method §8)."""

from typing import Any

import pytest

from planner.book import Book
from planner.settings import Settings, Shares
from tests.books import (
    a_book,
    account,
    contact,
    day,
)
from tests.method.week_books import MONDAY, at, call, figures, hand_counted


@pytest.fixture
def a_week() -> Book:
    """23 to 29 November 2026: eight calls, 37 minutes existing, 20 lost, 28 new; and a call on either side of it."""
    return hand_counted()


def test_a_week_that_forgets_its_customers_is_named_a_busy_one() -> None:
    book = a_book()
    call(book, account(book, status="existing"), MONDAY, minutes=39)
    call(book, account(book, "New"), MONDAY, minutes=61)
    (named,) = figures(book).neglect
    assert named.kind == "busy"
    assert "39 %" in named.why
    assert "40 %" in named.why


def test_forty_per_cent_for_customers_is_enough() -> None:
    book = a_book()
    call(book, account(book, status="existing"), MONDAY, minutes=40)
    call(book, account(book, "New"), MONDAY, minutes=60)
    assert figures(book).neglect == ()


def test_the_least_for_customers_follows_the_shares_that_were_set() -> None:
    book = a_book()
    call(book, account(book, status="existing"), MONDAY, minutes=30)
    call(book, account(book, "New"), MONDAY, minutes=70)
    twenty_five = Settings(shares=Shares(existing=25, lost=25, new=50))
    assert figures(book, settings=twenty_five).neglect == ()


def test_a_week_that_avoids_executives_who_are_due_is_named_a_slow_one() -> None:
    book = a_book()
    acme = account(book, status="existing")
    contact(book, acme, level="executive")
    call(book, acme, MONDAY, minutes=30)
    (named,) = figures(book).neglect
    assert named.kind == "slow"
    assert "1 was due" in named.why


def test_a_week_that_is_still_running_neglects_only_so_far() -> None:
    book = a_book()
    call(book, account(book), MONDAY, minutes=30)
    assert figures(book, now=at(day(3))).neglect[0].why.startswith("so far existing accounts got 0 %")
    assert figures(book, now=at(day(4))).neglect[0].why.startswith("existing accounts got 0 %")


def test_a_week_off_neglects_nobody() -> None:
    book = a_book()
    contact(book, account(book, status="existing"), level="executive")
    assert figures(book).neglect == ()


def test_the_self_check_shows_interviews_held_of_those_due_and_the_empty_calls(a_week: Book) -> None:
    acme = next(each for each in a_week.accounts.values() if each.name == "Acme")
    never = contact(a_week, acme, "Nora", level="executive")
    lately = contact(a_week, acme, "Lana", level="executive")
    long_ago = contact(a_week, acme, "Lou", level="executive")
    contact(a_week, acme, "Stan", level="staff")
    contact(a_week, account(a_week, "Unknown"), "Una", level="executive")  # at a prospect never reached
    call(a_week, acme, day(-20), contact=lately.id)
    call(a_week, acme, day(-85), contact=long_ago.id)  # 90 days are over on Saturday
    shown = figures(a_week).measured
    ann = next(each for each in a_week.contacts.values() if each.name == "Ann Lee")
    assert set(shown.due) == {ann.id, never.id, long_ago.id}
    assert len(shown.interviews) == 1
    assert shown.words == ("1 of 3 executives due interviewed", "1 project check", "1 courtesy call")


@pytest.mark.parametrize(("met", "due"), [(-84, True), (-83, False), (2, True)])
def test_an_executive_is_due_when_ninety_days_are_over_by_the_end_of_the_week(met: int, due: bool) -> None:
    """Sunday is day 6. Having been met within the week, for whatever reason, does not undo that it was due."""
    book = a_book()
    acme = account(book, status="existing")
    ann = contact(book, acme, level="executive")
    call(book, acme, day(met), contact=ann.id)
    assert figures(book).measured.due == ((ann.id,) if due else ())


@pytest.mark.parametrize(
    ("theirs", "the_accounts", "met", "due"),
    [
        ((20, 40), None, -23, True),  # the twentieth working day is the Friday
        ((20, 40), None, -20, False),
        ((80, 99), None, -84, False),
        (None, (80, 99), -84, False),
        (None, (5, 10), -83, False),
    ],
)
def test_an_executive_is_due_in_the_week_by_their_own_cadence(
    theirs: tuple[int, int] | None, the_accounts: tuple[int, int] | None, met: int, due: bool
) -> None:
    book = a_book()
    acme = account(book, status="existing", cadence=the_accounts)
    ann = contact(book, acme, level="executive", cadence=theirs)
    call(book, acme, day(met), contact=ann.id)
    assert figures(book).measured.due == ((ann.id,) if due else ())


@pytest.mark.parametrize(
    ("person", "firm", "due"),
    [
        ({"do_not_call": day(-50)}, {}, False),
        ({"left": day(-50)}, {}, False),
        ({"left": day(9)}, {}, True),
        ({"created": at(day(9))}, {}, False),
        ({}, {"do_not_call": day(-50)}, False),
        ({}, {}, True),
    ],
    ids=["do not call", "left", "left later", "known later", "account not to be called", "as usual"],
)
def test_only_executives_who_can_be_called_are_due(person: dict[str, Any], firm: dict[str, Any], due: bool) -> None:
    book = a_book()
    contact(book, account(book, status="lost", **firm), level="executive", **person)
    assert bool(figures(book).measured.due) is due


def test_a_courtesy_that_they_called_us_for_is_not_ours() -> None:
    book = a_book()
    for purpose in ("courtesy", "project check"):
        call(book, account(book), MONDAY, purpose=purpose, inbound=True)
    counted = figures(book)
    assert (counted.measured.courtesies, counted.measured.project_checks, counted.count("empty calls")) == ((), (), 0)


def test_an_interview_that_reached_nobody_was_not_held() -> None:
    book = a_book()
    acme = account(book, status="existing")
    call(book, acme, MONDAY, "gatekeeper", purpose="executive interview")
    assert figures(book).measured.interviews == ()
