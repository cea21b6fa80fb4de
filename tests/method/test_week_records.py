"""Promises, value, referrals and deals of a week, each as it stood at its end (method §8)."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.book.records import Promise, StageChange
from planner.method.figures import FIGURES
from planner.method.intervals import intervals
from planner.method.week import week
from planner.method.weeks import week_of
from tests.books import (
    SETTINGS,
    a_book,
    account,
    benefit,
    contact,
    day,
    opportunity,
    promise,
    referral,
)
from tests.method.week_books import MONDAY, at, call, figures


@pytest.mark.parametrize(
    ("due", "done", "figure"),
    [
        (2, 2, "promises kept"),
        (2, 1, "promises kept"),
        (9, 3, "promises kept"),
        (-4, 3, "promises late"),
        (1, 2, "promises late"),
        (4, None, "promises open"),
        (6, None, "promises open"),
        (-10, None, "promises open"),
        (2, 8, "promises open"),
    ],
)
def test_a_promise_is_kept_late_or_open(due: int, done: int | None, figure: str) -> None:
    book = a_book()
    made = promise(book, None, due=due, done=None if done is None else day(done))
    counted = figures(book, now=at(day(11)))
    found = [each for each in FIGURES if each.startswith("promises") and counted.behind[each]]
    assert found == [figure]
    assert counted.behind[found[0]] == (made.id,)


@pytest.mark.parametrize(
    "fields",
    [
        {"due": 9},
        {"due": 2, "dropped": day(1)},
        {"due": -9, "done": day(-8)},
        {"due": -3, "made": day(7)},
    ],
    ids=["due after the week", "dropped", "done in an earlier week", "made after the week"],
)
def test_some_promises_are_no_matter_of_this_week(fields: dict[str, Any]) -> None:
    book = a_book()
    promise(book, None, **fields)
    counted = figures(book)
    assert not any(counted.count(each) for each in FIGURES if each.startswith("promises"))


def test_our_own_next_try_binds_nobody_and_is_no_promise() -> None:
    book = a_book()
    book.change("test", Promise(id=book.make_id(), text="try again", due=day(1), kind="retry", done=day(1)))
    book.change("test", Promise(id=book.make_id(), text="try again", due=day(1), kind="retry"))
    assert not any(figures(book).count(each) for each in FIGURES)


def test_a_past_week_stays_as_it_was_when_its_promise_is_done_later() -> None:
    book = a_book()
    made = promise(book, None, due=1, made=day(0))
    before = figures(book).behind
    book.change("test", msgspec.structs.replace(made, done=day(9)))
    later = at(day(10))
    assert figures(book, now=later).behind == before
    assert figures(book, day(9), later).behind["promises late"] == (made.id,)


def test_romance_intervals_are_kept_on_the_day_they_answered_and_missed_once_the_deadline_has_passed() -> None:
    book = a_book()
    acme, borg = account(book, "Acme"), account(book, "Borg")
    kept = opportunity(book, acme, stage="proposal", proposal_on=day(-4))
    missed = opportunity(book, borg, stage="proposal", proposal_on=day(-12))  # Wed 11 Nov: ten working days end Wed 25
    answer = call(book, acme, day(2), opportunity=kept.id, purpose="romance")
    counted = figures(book)
    assert counted.behind["romance kept"] == (answer.id,)
    assert counted.behind["romance missed"] == (missed.id,)
    assert figures(book, now=at(day(2))).count("romance missed") == 0
    assert figures(book, day(7), at(day(11))).count("romance missed") == 0


def test_an_answer_on_the_last_day_in_time_keeps_the_interval() -> None:
    book = a_book()
    acme = account(book)
    deal = opportunity(book, acme, stage="proposal", proposal_on=day(-12))
    call(book, acme, day(2), opportunity=deal.id)
    counted = figures(book)
    assert (counted.count("romance kept"), counted.count("romance missed")) == (1, 0)


def test_the_answer_on_the_day_of_the_decision_is_the_last_interval_kept() -> None:
    book = a_book()
    acme = account(book)
    deal = opportunity(book, acme, stage="won", proposal_on=day(-4), closed_on=day(0))
    answer = call(book, acme, day(0), opportunity=deal.id)
    assert figures(book).behind["romance kept"] == (answer.id,)


@given(st.lists(st.tuples(st.integers(-60, 20), st.booleans()), max_size=12), st.integers(-60, 0), st.integers(-8, 1))
def test_the_week_counts_the_same_intervals_as_romance_does(
    answers: list[tuple[int, bool]], out: int, back: int
) -> None:
    book = a_book()
    acme = account(book)
    deal = opportunity(book, acme, stage="proposal", proposal_on=day(out))
    for n, (on, named) in enumerate(answers):
        call(book, acme, day(on), hour=8 + n % 10, purpose="romance", opportunity=deal.id if named else None)
    now = at(day(21))
    span = week_of(MONDAY).moved(back)
    counted = week(book, SETTINGS, now, span.first)
    found = intervals(book, SETTINGS, deal)
    assert counted.count("romance kept") == sum(1 for each in found if each.kept(day(21)) and each.end in span)
    late = [each.deadline + timedelta(days=1) for each in found if each.kept(day(21)) is False]
    assert counted.count("romance missed") == sum(1 for each in late if each in span)


def test_value_given_and_got_is_counted_by_benefit() -> None:
    book = a_book()
    acme = account(book)
    given_ = [benefit(book, acme, "given", ago=0), benefit(book, acme, "given", ago=-6, weight=3)]
    got = benefit(book, acme, "got", ago=-2)
    benefit(book, acme, "got", ago=1)
    benefit(book, acme, "given", ago=-7)
    counted = figures(book)
    assert set(counted.behind["benefits given"]) == {each.id for each in given_}
    assert counted.behind["benefits got"] == (got.id,)


def test_referrals_asked_got_and_thanked() -> None:
    book = a_book()
    acme = account(book)
    ann = contact(book, acme)
    asked = call(book, acme, day(0), contact=ann.id, purpose="ask referral")
    call(book, acme, day(1), "voicemail", contact=ann.id, purpose="ask referral")
    stages = (StageChange("asked", day(-7)), StageChange("introduced", day(2)))
    got = referral(book, ann, made=day(-7), stage="introduced", history=stages)
    thanked = referral(book, ann, "Initech", made=day(-30), stage="met", thanked=day(3))
    referral(book, ann, "Hooli", direction="given", stage="introduced", made=day(2), thanked=day(2))
    counted = figures(book)
    assert counted.behind["referrals asked"] == (asked.id,)
    assert counted.behind["referrals got"] == (got.id,)
    assert counted.behind["referrals thanked"] == (thanked.id,)


def test_a_source_is_thanked_when_the_promise_to_thank_is_kept_and_only_once() -> None:
    book = a_book()
    source = contact(book, account(book))
    kept = referral(book, source, "Initech", made=day(-3), stage="asked")
    told = referral(book, source, "Pied Piper", made=day(-3), stage="asked")
    both = referral(book, source, "Hooli", made=day(-3), stage="asked", thanked=day(2))
    for each, kind in ((kept, "thank"), (told, "tell"), (both, "thank"), (None, "thank")):
        about = each.id if each else None
        book.change(
            "test", Promise(id=book.make_id(), text="thank", due=day(2), done=day(2), kind=kind, referral=about)
        )
    assert set(figures(book).behind["referrals thanked"]) == {kept.id, told.id, both.id}


def test_a_referral_received_in_a_call_counts_once() -> None:
    book = a_book()
    acme = account(book)
    ann = contact(book, acme)
    received = call(book, acme, day(1), "referral received", contact=ann.id, purpose="ask referral")
    referral(book, ann, made=day(1), stage="introduced", history=(StageChange("introduced", day(1)),))
    referral(book, ann, "Initech", made=day(1), stage="asked", history=(StageChange("asked", day(1)),))
    counted = figures(book)
    assert counted.behind["referrals got"] == (received.id,)
    assert counted.behind["referrals asked"] == (received.id,)


def test_an_ask_that_nobody_logged_as_a_call_counts_by_its_record() -> None:
    book = a_book()
    written = referral(book, contact(book, account(book)), stage="asked", made=day(2))
    assert figures(book).behind["referrals asked"] == (written.id,)


def test_a_referral_without_a_history_counts_on_the_day_it_was_made() -> None:
    book = a_book()
    plain = referral(book, contact(book, account(book)), stage="met", made=day(2))
    assert figures(book).behind["referrals got"] == (plain.id,)


def test_wins_and_losses_come_with_their_reasons() -> None:
    book = a_book()
    acme = account(book)
    won = opportunity(book, acme, "Press line", stage="won", closed_on=day(4), reason="they trusted us")
    lost = opportunity(book, acme, "Spares", stage="lost", history=(StageChange("lost", day(1)),), reason="price")
    opportunity(book, acme, "Long ago", stage="won", closed_on=day(-1))
    opportunity(book, acme, "Running", stage="negotiation", proposal_on=day(0))
    counted = figures(book)
    assert [(each.name, each.reason) for each in counted.won] == [("Press line", "they trusted us")]
    assert [(each.name, each.reason) for each in counted.lost] == [("Spares", "price")]
    assert (counted.behind["deals won"], counted.behind["deals lost"]) == ((won.id,), (lost.id,))
