"""What is owed from the days before: repaid once, and then settled for good (method §2)."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.book.vocabulary import STATUSES
from planner.method.balance import targets
from planner.method.debts import uncapped, unsettled, whole
from planner.settings import Settings
from tests.books import SETTINGS, TODAY, a_book, account, touch

FULL = 360


def a_territory():
    """A book with one account of each status."""
    book = a_book()
    return book, {status: account(book, status, status=status) for status in STATUSES}


def worked(book, accounts, ago, **minutes):
    """A day's minutes by status."""
    for status, spent in minutes.items():
        touch(book, accounts[status], ago, minutes=spent)


def test_a_day_wholly_on_existing_is_owed_to_the_others():
    book, accounts = a_territory()
    worked(book, accounts, 1, existing=100)
    assert unsettled(book, SETTINGS, TODAY, FULL) == pytest.approx({"existing": -50, "lost": 30, "new": 20})


def test_what_was_made_up_for_is_settled():
    book, accounts = a_territory()
    worked(book, accounts, 3, existing=100)
    worked(book, accounts, 2, lost=60, new=40)
    assert unsettled(book, SETTINGS, TODAY, FULL) == pytest.approx(dict.fromkeys(STATUSES, 0), abs=1e-9)


@pytest.mark.parametrize("later", range(20, 40))
def test_a_bad_day_does_not_come_back_when_it_is_four_weeks_old(later):
    book, accounts = a_territory()
    worked(book, accounts, 3, existing=100)
    worked(book, accounts, 2, lost=60, new=40)
    worked(book, accounts, 1, existing=50, lost=30, new=20)
    owed = unsettled(book, SETTINGS, TODAY + timedelta(days=later), FULL)
    assert owed == pytest.approx(dict.fromkeys(STATUSES, 0), abs=1e-9)


def test_what_nobody_made_up_for_is_forgotten_after_four_weeks():
    book, accounts = a_territory()
    worked(book, accounts, 1, existing=100)
    assert unsettled(book, SETTINGS, TODAY + timedelta(days=27), FULL)["existing"] == -50
    assert unsettled(book, SETTINGS, TODAY + timedelta(days=28), FULL)["existing"] == 0


def test_no_more_than_half_a_day_is_owed_either_way():
    book, accounts = a_territory()
    for ago in range(1, 11):
        worked(book, accounts, ago, existing=300)
    assert unsettled(book, SETTINGS, TODAY, FULL) == {"existing": -180, "lost": 180, "new": 180}


def test_today_is_not_among_the_days_before():
    book, accounts = a_territory()
    worked(book, accounts, 0, existing=100)
    assert unsettled(book, SETTINGS, TODAY, FULL) == dict.fromkeys(STATUSES, 0)


def test_a_changed_status_and_a_changed_call_count_at_once():
    book, accounts = a_territory()
    worked(book, accounts, 1, existing=100)
    assert unsettled(book, SETTINGS, TODAY, FULL)["lost"] == 30
    book.edit("gone", accounts["existing"], status="lost")
    assert unsettled(book, SETTINGS, TODAY, FULL)["lost"] == -70
    book.edit("shorter", book.touches.of(accounts["existing"].id)[0], minutes=10)
    assert unsettled(book, SETTINGS, TODAY, FULL)["lost"] == -7


@given(
    st.lists(
        st.fixed_dictionaries({status: st.integers(0, 120) for status in STATUSES}).filter(lambda d: any(d.values())),
        max_size=20,
    )
)
def test_within_four_weeks_what_is_owed_is_the_share_of_all_minutes_less_the_own(days):
    book, accounts = a_territory()
    for ago, minutes in enumerate(days, 1):
        worked(book, accounts, ago, **minutes)
    uncapped = unsettled(book, SETTINGS, TODAY, 10**6)
    total = sum(sum(minutes.values()) for minutes in days)
    for status, share in SETTINGS.shares.as_fractions().items():
        assert uncapped[status] == pytest.approx(share * total - sum(minutes[status] for minutes in days), abs=1e-6)


def test_the_days_looked_at_are_a_setting():
    week = msgspec.structs.replace(Settings(), plan=msgspec.structs.replace(Settings().plan, debt_days=7))
    book, accounts = a_territory()
    worked(book, accounts, 8, existing=100)
    assert unsettled(book, week, TODAY, FULL)["existing"] == 0
    assert unsettled(book, SETTINGS, TODAY, FULL)["existing"] == -50


@given(
    st.lists(st.fixed_dictionaries({status: st.integers(0, 120) for status in STATUSES}), max_size=25),
    st.integers(1, 5),
)
def test_what_one_is_owed_another_has_had(days, apart):
    book, accounts = a_territory()
    for count, minutes in enumerate(days):
        worked(book, accounts, 1 + count * apart, **minutes)
    assert sum(uncapped(book, SETTINGS, TODAY).values()) == pytest.approx(0, abs=1e-6)


def test_with_what_is_owed_the_targets_add_up_to_the_day_without_scaling():
    book, accounts = a_territory()
    for ago, minutes in ((40, {"existing": 90}), (20, {"lost": 50}), (10, {"existing": 30, "new": 40})):
        worked(book, accounts, ago, **minutes)
    debts = unsettled(book, SETTINGS, TODAY, FULL)
    aims = targets(SETTINGS.shares.as_fractions(), FULL, debts)
    for status, share in SETTINGS.shares.as_fractions().items():
        assert aims[status] == pytest.approx(share * FULL + debts[status], abs=1)


@given(st.lists(st.floats(-300, 300), min_size=2, max_size=2))
def test_whole_minutes_add_up_to_nothing_as_the_parts_do(two):
    parts = dict(zip(STATUSES, (*two, -sum(two)), strict=True))
    found = whole(parts)
    assert sum(found.values()) == 0
    assert all(abs(found[status] - parts[status]) <= 1 for status in STATUSES)
