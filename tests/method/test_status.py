"""Status: proposed with its reason and never imposed; and how easy sales have really been, with the sample told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.book import Book
from planner.book.records import Account, StageChange
from planner.method.status import (
    Proposal,
    chance_of_order,
    days_since_order,
    ease_said,
    measured_ease,
    proposal,
    proposals,
    wilson,
)
from tests.books import NOW, SETTINGS, TODAY, a_book, account, day, opportunity


@pytest.fixture
def book() -> Book:
    return a_book()


def proposed(book: Book, acme: Account) -> Proposal | None:
    return proposal(book, SETTINGS, book.accounts[acme.id], NOW)


def test_a_customer_without_an_order_for_over_a_year_looks_lost(book: Book) -> None:
    acme = account(book, "Acme", status="existing", last_order=date(2025, 11, 22))
    found = proposed(book, acme)
    assert found is not None
    assert (found.to, found.label, found.why) == ("lost", "Acme looks lost", "last order 12 months ago")
    assert days_since_order(book, acme, TODAY) == 366


def test_a_customer_who_ordered_twelve_months_ago_to_the_day_is_kept(book: Book) -> None:
    assert proposed(book, account(book, status="existing", last_order=date(2025, 11, 23))) is None


def test_confirming_puts_the_new_status_with_its_day_and_reason(book: Book) -> None:
    acme = account(book, "Acme", status="existing", last_order=day(-500))
    found = proposed(book, acme)
    assert found is not None
    book.change(found.label, *found.confirm)
    now = book.accounts[acme.id]
    assert (now.status, now.status_since, now.status_why) == ("lost", TODAY, "last order 16 months ago")
    assert proposed(book, acme) is None


def test_a_status_that_was_kept_is_not_questioned_again_for_the_same_order(book: Book) -> None:
    acme = account(book, "Acme", status="existing", last_order=day(-500))
    found = proposed(book, acme)
    assert found is not None
    book.change("kept", *found.keep)
    assert book.accounts[acme.id].status == "existing"
    assert proposed(book, acme) is None


def test_what_the_user_set_by_hand_stands(book: Book) -> None:
    acme = account(book, status="existing", last_order=day(-500), status_since=day(-9), status_why="set by hand")
    assert proposed(book, acme) is None


def test_who_was_called_existing_while_the_order_was_fresh_looks_lost_a_year_later(book: Book) -> None:
    said = {"status": "existing", "status_why": "set by hand", "last_order": day(-400)}
    fresh = account(book, "Fresh then", **said, status_since=day(-390))
    account(book, "Stale already", **said, status_since=day(-10))
    (found,) = proposals(book, SETTINGS, NOW)
    assert (found.account, found.label) == (fresh, "Fresh then looks lost")
    book.change("kept", *found.keep)
    assert proposals(book, SETTINGS, NOW) == []


def test_a_won_opportunity_makes_a_prospect_existing(book: Book) -> None:
    acme = account(book, "Acme", status="new")
    opportunity(book, acme, stage="won", closed_on=day(-3))
    found = proposed(book, acme)
    assert found is not None
    assert (found.to, found.label, found.why) == ("existing", "Acme is existing now", "ordered 3 days ago")
    book.change(found.label, *found.confirm)
    assert book.accounts[acme.id].last_order == day(-3)


def test_a_lost_bid_is_not_a_lost_customer(book: Book) -> None:
    acme = account(book, status="new")
    opportunity(book, acme, stage="lost", closed_on=day(-3))
    assert proposed(book, acme) is None
    assert days_since_order(book, acme, TODAY) is None


def test_a_lost_customer_who_orders_again_is_existing_now(book: Book) -> None:
    acme = account(book, status="lost", status_since=day(-100), last_order=day(-600))
    assert proposed(book, acme) is None
    opportunity(book, acme, stage="won", closed_on=day(-1))
    found = proposed(book, acme)
    assert found is not None
    assert found.to == "existing"


def test_who_was_given_up_after_the_last_order_stays_lost(book: Book) -> None:
    assert proposed(book, account(book, status="lost", status_since=day(-10), last_order=day(-40))) is None


def test_a_prospect_that_bought_long_ago_looks_lost_not_new(book: Book) -> None:
    found = proposed(book, account(book, status="new", last_order=day(-800)))
    assert found is not None
    assert found.to == "lost"


def test_without_an_order_on_record_the_users_word_stands(book: Book) -> None:
    assert proposed(book, account(book, status="existing")) is None


def test_proposals_come_by_name(book: Book) -> None:
    for name in ("Zeta", "alpha", "Mid"):
        account(book, name, status="existing", last_order=day(-500))
    account(book, "Fine", status="existing", last_order=day(-5))
    assert [each.account.name for each in proposals(book, SETTINGS, NOW)] == ["alpha", "Mid", "Zeta"]


@given(st.integers(0, 2000), st.integers(0, 2000))
def test_the_chance_of_another_order_falls_with_silence(days: int, later: int) -> None:
    assert chance_of_order(days) >= chance_of_order(days + later) > 0


# -- measured ease


def test_ease_is_counted_by_the_status_at_the_time(book: Book) -> None:
    acme = account(book, "Acme", status="existing", last_order=day(-10))
    opportunity(book, acme, "first", stage="won", closed_on=day(-400), history=(StageChange("qualified", day(-420)),))
    opportunity(book, acme, "again", stage="won", closed_on=day(-380), history=(StageChange("qualified", day(-390)),))
    opportunity(book, acme, "late", stage="won", closed_on=day(-10), history=(StageChange("qualified", day(-12)),))
    opportunity(book, account(book, "Cold"), "no", stage="lost", closed_on=day(-30))
    ease = measured_ease(book, SETTINGS)
    assert (ease["new"].won, ease["new"].closed) == (1, 2), "the first order was a win with a new account"
    assert (ease["existing"].won, ease["existing"].closed) == (1, 1)
    assert (ease["lost"].won, ease["lost"].closed) == (1, 1), "over twelve months after the last order before it"
    assert ease["existing"].times == 2.0
    assert (ease["existing"].prior, ease["lost"].prior, ease["new"].prior) == (4, 2, 1)
    assert ease["existing"].thin


def test_an_unmeasured_ease_shows_its_prior_and_claims_nothing(book: Book) -> None:
    ease = measured_ease(book)["existing"]
    assert (ease.closed, ease.rate, ease.times, ease.prior) == (0, None, None, 4)
    assert (ease.low, ease.high) == (0.0, 1.0)


def test_the_measured_ease_is_said_with_its_sample_and_its_interval(book: Book) -> None:
    for count in range(10):
        opportunity(book, account(book, f"N {count}"), stage="won" if count < 2 else "lost", closed_on=day(-5))
    for count in range(40):
        acme = account(book, f"E {count}", status="existing", last_order=day(-200))
        history = (StageChange("qualified", day(-30)),)
        stage = "won" if count < 24 else "lost"
        opportunity(book, acme, stage=stage, closed_on=day(-5), history=history)
    ease = measured_ease(book, SETTINGS)
    assert ease_said(ease["existing"], "existing") == (
        "your own log: 60 % won of 40 closed, 3.0 × new (95 % between 45 % and 74 %)"
    )
    assert ease_said(ease["new"], "new").endswith("(95 % between 6 % and 51 %, too few to lean on)")
    assert ease_said(ease["lost"], "lost") == "your own log: nothing closed yet"


def test_open_opportunities_prove_nothing_yet(book: Book) -> None:
    opportunity(book, account(book), stage="negotiation")
    assert measured_ease(book)["new"].closed == 0


def test_wilsons_interval_as_published() -> None:
    low, high = wilson(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_interval_holds_the_rate_and_narrows_with_the_sample(won: int, more: int) -> None:
    n = won + more
    low, high = wilson(won, n)
    assert 0 <= low <= won / n <= high <= 1
    narrow = wilson(won * 10, n * 10)
    assert narrow[1] - narrow[0] < high - low
