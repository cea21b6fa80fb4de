"""The figures of a week against weeks that were counted by hand (method §8)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.book import Book
from planner.book.vocabulary import OUTCOMES
from planner.method.figures import FIGURES
from planner.method.week import week
from tests.books import (
    SETTINGS,
    a_book,
    account,
    contact,
    day,
    promise,
)
from tests.method.week_books import MONDAY, at, call, figures, hand_counted


@pytest.fixture
def a_week() -> Book:
    """23 to 29 November 2026: eight calls, 37 minutes existing, 20 lost, 28 new; and a call on either side of it."""
    return hand_counted()


def test_calls_and_contacts_made(a_week: Book) -> None:
    counted = figures(a_week)
    assert (counted.count("calls"), counted.count("contacts")) == (8, 5)


def test_calls_stand_behind_the_minutes_of_each_status(a_week: Book) -> None:
    counted = figures(a_week)
    assert [counted.count(each) for each in ("existing calls", "lost calls", "new calls")] == [3, 2, 3]
    minutes = sum(a_week.touches[each].minutes for each in counted.behind["lost calls"])
    assert minutes == counted.minutes.done["lost"]


def test_warm_calls_to_new_accounts_are_counted_against_cold_ones(a_week: Book) -> None:
    counted = figures(a_week)
    assert (counted.count("warm calls"), counted.count("cold calls")) == (1, 1)
    assert a_week.touches[counted.behind["warm calls"][0]].warm


def test_a_new_account_that_calls_us_is_neither_warm_nor_cold() -> None:
    book = a_book()
    call(book, account(book), MONDAY, inbound=True)
    counted = figures(book)
    assert (counted.count("warm calls"), counted.count("cold calls"), counted.count("calls")) == (0, 0, 1)


def test_project_checks_and_courtesies_are_empty_calls_whether_or_not_they_reached_anybody(a_week: Book) -> None:
    assert figures(a_week).count("empty calls") == 2


def test_an_executive_met_twice_is_one_executive_met(a_week: Book) -> None:
    ann = next(each for each in a_week.contacts.values() if each.name == "Ann Lee")
    acme = a_week.accounts[ann.account or ""]
    staff = contact(a_week, acme, "Stan", level="staff")
    again = call(a_week, acme, day(4), contact=ann.id)
    call(a_week, acme, day(4), contact=staff.id)
    assert figures(a_week).behind["executives met"] == (again.id,)


def test_a_colleague_is_no_executive_met_whatever_their_title() -> None:
    book = a_book()
    call(book, None, MONDAY, contact=contact(book, None, level="executive").id)
    assert figures(book).count("executives met") == 0


def test_an_executive_who_was_only_left_a_message_was_not_met() -> None:
    book = a_book()
    acme = account(book, status="existing")
    call(book, acme, MONDAY, "voicemail", contact=contact(book, acme, level="executive").id)
    assert figures(book).count("executives met") == 0


def test_every_figure_names_records_that_are_in_the_book(a_week: Book) -> None:
    promise(a_week, None, due=1, done=day(1))
    counted = figures(a_week)
    assert set(counted.behind) == set(FIGURES)
    known = {id for table in a_week.collections.values() for id in table}
    assert {id for ids in counted.behind.values() for id in ids} <= known


def test_a_week_is_counted_anew_when_something_was_logged(a_week: Book) -> None:
    before = figures(a_week).count("calls")
    call(a_week, None, day(4))
    assert figures(a_week).count("calls") == before + 1


@given(
    st.lists(
        st.tuples(st.integers(-9, 9), st.sampled_from(OUTCOMES), st.integers(0, 60), st.sampled_from([0, 1, 2])),
        max_size=25,
    )
)
def test_the_figures_never_contradict_each_other(calls: list[tuple[int, Any, int, int]]) -> None:
    book = a_book()
    accounts = [account(book, "E", status="existing"), account(book, "L", status="lost"), account(book, "N")]
    for on, outcome, minutes, of in calls:
        call(book, accounts[of], day(on), outcome, minutes=minutes)
    counted = week(book, SETTINGS, at(day(12)), MONDAY)
    assert counted.count("contacts") <= counted.count("calls")
    by_status = [counted.count(each) for each in ("existing calls", "lost calls", "new calls")]
    assert sum(by_status) == counted.count("calls")
    assert counted.count("warm calls") + counted.count("cold calls") == by_status[2]
    assert sum(counted.minutes.target.values()) == counted.minutes.total
    assert sum(counted.minutes.shares_done.values()) == pytest.approx(1 if counted.minutes.total else 0)
