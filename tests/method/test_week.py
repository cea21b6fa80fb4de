"""The figures of a week against weeks that were counted by hand (method §8)."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.book import Book
from planner.book.records import DayPlan, PlannedCall, Promise, StageChange, Touch
from planner.book.vocabulary import OUTCOMES
from planner.method.balance_course import course, scores, usual, year_of_days
from planner.method.figures import FIGURES
from planner.method.intervals import intervals
from planner.method.reflection import keep
from planner.method.week import Week, week
from planner.method.weeks import week_of
from planner.settings import Hours, Settings, Shares
from tests.books import (
    SETTINGS,
    ZONE,
    a_book,
    account,
    benefit,
    contact,
    day,
    opportunity,
    promise,
    put,
    referral,
)

MONDAY = date(2026, 11, 23)
FRIDAY_EVENING = datetime(2026, 11, 27, 18, 0, tzinfo=ZONE)
SUNDAYS = Settings(hours=Hours(week_starts="sun"))


def at(on: date, hour: int = 10, zone: ZoneInfo = ZONE) -> datetime:
    """A moment on a day, on the user's clock."""
    return datetime(on.year, on.month, on.day, hour, tzinfo=zone)


def call(book: Book, of: Any, on: date, outcome: str = "connected", hour: int = 10, **fields: Any) -> Touch:
    """A touch with an account (None: with nobody in particular) on a day."""
    return put(book, Touch, account=of.id if of else None, at=at(on, hour), outcome=outcome, **fields)


def figures(book: Book, on: date = MONDAY, now: datetime = FRIDAY_EVENING, settings: Settings = SETTINGS) -> Week:
    """The week of a day."""
    return week(book, settings, now, on)


@pytest.fixture
def a_week() -> Book:
    """23 to 29 November 2026: eight calls, 37 minutes existing, 20 lost, 28 new; and a call on either side of it."""
    book = a_book()
    acme, borg, cyan = (
        account(book, "Acme", status="existing"),
        account(book, "Borg", status="lost"),
        account(book, "Cyan"),
    )
    ann, colleague = contact(book, acme, "Ann Lee", level="executive"), contact(book, None, "Cole")
    call(book, acme, day(-1), minutes=100)
    call(book, acme, day(0), minutes=30, contact=ann.id, purpose="executive interview")
    call(book, borg, day(0), "voicemail", hour=11, minutes=2)
    call(book, cyan, day(1), "no answer", minutes=1, purpose="prospecting")
    call(book, cyan, day(1), hour=15, minutes=12, purpose="prospecting", warm=True)
    call(book, acme, day(2), minutes=5, purpose="courtesy")
    call(book, acme, day(2), "voicemail", hour=12, minutes=2, purpose="project check")
    call(book, borg, day(3), minutes=18, purpose="mend fences")
    call(book, None, day(4), minutes=15, contact=colleague.id, purpose="colleague catch-up")
    call(book, borg, day(7), minutes=100)
    return book


# -- minutes


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
    assert figures(a_week).minutes.debt == {"existing": -44, "lost": 36, "new": 9}


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


# -- calls


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


# -- promises


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


# -- romance, value, referrals, deals


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


# -- accounts that slipped


def thirty_working_days_before(on: date) -> date:
    """Six weeks earlier: without holidays that is thirty working days."""
    return on - timedelta(weeks=6)


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


# -- neglect and self-check


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


# -- which days


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


# -- the weeks beside each other


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


# -- what is behind


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
