"""What logging a call does, outcome by outcome (method §3)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.book import BookError
from planner.book.records import DayPlan, PlannedCall
from planner.book.vocabulary import OUTCOMES, RULE_OF
from planner.method.cadence import history
from planner.method.entry import Entry, split_heading
from planner.method.outcomes import log_call
from planner.when import When
from tests.books import NOW, SETTINGS, TODAY, a_book, account, contact, day, opportunity, promise, put, referral, touch


def log(book, one, outcome, at=NOW, **fields):
    """Log a call with an account (or a colleague) and put it into the book."""
    of = {"account": one.id} if one.table == "accounts" else {"account": None, "contact": one.id}
    logged = log_call(book, SETTINGS, at, Entry(outcome=outcome, **(of | fields)))
    book.change(logged.label, *logged.records)
    return logged


@pytest.mark.parametrize(
    ("outcome", "kind", "due"),
    [
        ("voicemail", "retry", date(2026, 11, 25)),
        ("gatekeeper", "retry", date(2026, 11, 24)),
        ("no answer", "retry", date(2026, 11, 24)),
        ("wrong number", "task", date(2026, 11, 24)),
        ("referral received", "thank", date(2026, 11, 24)),
        ("meeting set", "promise", date(2026, 11, 24)),
        ("call back later", "promise", date(2026, 11, 24)),
    ],
)
def test_each_outcome_books_its_own_next_step(outcome, kind, due):
    book = a_book()
    step = log(book, account(book), outcome).next_step
    assert (step.kind, step.due) == (kind, due)


def test_working_days_are_skipped_over_the_weekend():
    book = a_book()
    friday = NOW + timedelta(days=4)
    assert log(book, account(book), "voicemail", friday).next_step.due == date(2026, 12, 1)


def test_busy_is_tried_again_in_two_hours_and_late_in_the_day_the_next_morning():
    book = a_book()
    soon = log(book, account(book), "busy", NOW.replace(hour=9)).next_step
    assert (soon.due, soon.at) == (TODAY, NOW.replace(hour=11))
    late = log(book, account(book, "Late"), "busy", NOW.replace(hour=16)).next_step
    assert (late.due, late.at) == (day(1), None)


def test_connected_books_nothing_by_itself_but_keeps_what_the_user_says():
    book = a_book()
    assert log(book, account(book), "connected").next_step is None
    step = log(
        book, account(book, "B"), "connected", next=When(day(4), NOW.replace(hour=10) + timedelta(days=4))
    ).next_step
    assert (step.kind, step.due, step.at.hour) == ("promise", day(4), 10)


def test_a_meeting_with_its_time_is_on_the_plan_of_its_day():
    book = a_book()
    at = NOW.replace(hour=14) + timedelta(days=1)
    assert log(book, account(book), "meeting set", next=When(day(1), at)).next_step.kind == "meeting"


def test_the_fifth_try_in_a_row_parks_the_account_for_90_days_and_says_so():
    book = a_book()
    prospect = account(book)
    for ago in (12, 9, 6, 3):
        touch(book, prospect, ago, "no answer")
    logged = log(book, prospect, "voicemail")
    kept = book.accounts[prospect.id]
    assert (kept.parked_until, kept.parked_why) == (day(90), "5 tries without contact")
    assert logged.next_step is None
    assert "parked until Sun 21 Feb 2027, after 5 tries without contact" in logged.said


def test_contact_resets_the_tries_and_busy_counts_for_nothing():
    book = a_book()
    prospect = account(book)
    for ago, outcome in ((9, "no answer"), (8, "voicemail"), (7, "busy"), (6, "gatekeeper")):
        touch(book, prospect, ago, outcome)
    assert history(book, prospect.id).tries == 3
    touch(book, prospect, 5, "connected")
    assert history(book, prospect.id).tries == 0


def test_not_interested_parks_with_the_reason_and_looks_in_again_after_90_days():
    book = a_book()
    prospect = account(book)
    log(book, prospect, "not interested", note="bound until summer")
    kept = book.accounts[prospect.id]
    assert (kept.parked_until, kept.parked_why) == (day(90), "not interested: bound until summer")


def test_do_not_call_bars_the_person_who_said_it_or_else_the_account():
    book = a_book()
    acme = account(book)
    ann = contact(book, acme)
    log(book, acme, "do not call", contact=ann.id)
    assert book.contacts[ann.id].do_not_call == TODAY
    assert book.accounts[acme.id].do_not_call is None
    log(book, acme, "do not call")
    assert book.accounts[acme.id].do_not_call == TODAY


def test_a_referral_received_brings_the_new_account_its_source_and_the_thanks():
    book = a_book()
    acme = account(book, status="existing")
    ann = contact(book, acme)
    logged = log(book, acme, "referral received", contact=ann.id, prospect="Globex")
    (globex,) = [each for each in book.accounts.values() if each.name == "Globex"]
    (kept,) = book.referrals.values()
    assert (globex.status, globex.source) == ("new", "referral from Ann Lee")
    assert (kept.contact, kept.account, kept.stage) == (ann.id, globex.id, "introduced")
    assert logged.next_step.text == "thank Ann Lee for the referral"
    assert log(book, globex, "no answer").touch.warm


def test_a_referral_to_somebody_in_the_book_is_about_that_account_and_no_second_one():
    book = a_book()
    acme, globex = account(book), account(book, "Globex")
    ann = contact(book, acme)
    logged = log(book, acme, "referral received", contact=ann.id, prospect="globex")
    (kept,) = book.referrals.values()
    assert (kept.account, kept.stage) == (globex.id, "introduced")
    assert len(book.accounts) == 2
    assert not [each for each in logged.said if "new account" in each]


def test_contact_keeps_the_promises_that_were_due_and_a_try_does_not():
    book = a_book()
    acme = account(book)
    due, later = promise(book, acme, "call", -1), promise(book, acme, "review", 5)
    log(book, acme, "no answer")
    assert book.promises[due.id].open
    logged = log(book, acme, "connected")
    assert book.promises[due.id].done == TODAY
    assert book.promises[later.id].open
    assert "kept: call" in logged.said


def test_any_try_uses_up_the_retry_that_was_booked_so_that_only_one_is_open():
    book = a_book()
    acme = account(book)
    log(book, acme, "no answer", NOW - timedelta(days=3))
    log(book, acme, "no answer")
    assert [each.due for each in book.promises.values() if each.open] == [day(1)]


def test_a_task_is_done_only_by_a_call_of_its_purpose():
    book = a_book()
    acme = account(book, status="existing")
    task = promise(book, acme, "ask for a referral", 0, kind="task", purpose="ask referral")
    log(book, acme, "connected", purpose="deliver value")
    assert book.promises[task.id].open
    log(book, acme, "connected", purpose="ask referral")
    assert book.promises[task.id].done == TODAY


def test_thanking_as_promised_tells_the_referral_so():
    book = a_book()
    acme = account(book, status="existing")
    ann = contact(book, acme)
    sent = referral(book, ann)
    promise(book, acme, "thank Ann", 0, kind="thank", referral=sent.id)
    log(book, acme, "connected", contact=ann.id, purpose="thank")
    assert book.referrals[sent.id].thanked == TODAY


def test_what_was_given_got_and_learned_is_kept_with_the_call():
    book = a_book()
    acme = account(book)
    logged = log(book, acme, "connected", gave="a lead", got=" ", insight="Threats: a rival opens next door")
    (given_,) = book.benefits.values()
    (learned,) = book.insights.values()
    assert (given_.direction, given_.what, given_.touch) == ("given", "a lead", logged.touch.id)
    assert (learned.heading, learned.text) == ("threats", "a rival opens next door")


def test_a_romance_call_carries_out_the_idea_that_was_proposed():
    book = a_book()
    acme = account(book)
    deal = opportunity(book, acme, stage="proposal", proposal_on=day(-8))
    logged = log(book, acme, "connected", purpose="romance")
    assert logged.touch.idea is not None
    assert logged.touch.opportunity == deal.id
    assert log(book, acme, "no answer", purpose="romance").touch.idea is None


def test_mending_fences_takes_the_steps_in_their_order():
    book = a_book()
    gone = account(book, status="lost")
    steps = [log(book, gone, "connected", purpose="mend fences").touch.fence for _ in range(4)]
    assert steps == ["hear out", "repair", "bring something", "meet someone new"]


def test_contact_brings_a_parked_account_back():
    book = a_book()
    prospect = account(book, parked_until=day(40), parked_why="5 tries without contact")
    log(book, prospect, "connected")
    assert book.accounts[prospect.id].parked_until is None


def test_minutes_are_those_said_else_short_for_a_try_else_the_planned_length():
    book = a_book()
    acme = account(book, status="existing")
    assert log(book, acme, "connected", minutes=7).touch.minutes == 7
    assert log(book, acme, "no answer").touch.minutes == 1
    assert log(book, acme, "connected", purpose="deliver value").touch.minutes == 12


def test_unless_told_a_call_was_for_what_the_plan_had_it_for_else_for_what_is_open_there():
    book = a_book()
    there, planned = account(book, status="new"), account(book, "Planned", status="existing")
    assert log_call(book, SETTINGS, NOW, Entry(account=there.id, outcome="connected")).touch.purpose == "prospecting"
    opportunity(book, there, stage="proposal", proposal_on=day(-9))
    assert log_call(book, SETTINGS, NOW, Entry(account=there.id, outcome="connected")).touch.purpose == "romance"
    call = PlannedCall(
        account=planned.id, contact=None, status="existing", purpose="ask referral", minutes=6, why=("due",)
    )
    put(book, DayPlan, day=TODAY, calls=(call,))
    logged = log_call(book, SETTINGS, NOW, Entry(account=planned.id, outcome="connected")).touch
    assert (logged.purpose, logged.planned) == ("ask referral", True)


def test_a_call_with_a_colleague_is_a_catch_up():
    book = a_book()
    friend = contact(book, None, "Kim")
    assert log(book, friend, "connected").touch.purpose == "colleague catch-up"


def test_a_call_with_nobody_is_refused():
    with pytest.raises(BookError, match="name one"):
        log_call(a_book(), SETTINGS, NOW, Entry(account=None, outcome="connected"))


@given(st.sampled_from(OUTCOMES), st.text(max_size=40), st.text(max_size=40))
def test_any_words_with_any_outcome_are_one_change_that_undo_takes_back(outcome, note, insight):
    book = a_book()
    acme = account(book)
    log(book, acme, outcome, note=note, insight=insight)
    assert len(book.touches) == 1
    assert book.touches.of(acme.id)[0].outcome == outcome
    book.undo()
    assert len(book.touches) == 0
    assert book.accounts[acme.id] == acme


def test_every_outcome_has_its_own_key():
    assert sorted(rule.key for rule in RULE_OF.values()) == sorted("cmbvgazwndr")


def test_a_heading_is_only_taken_for_one_when_it_is_one():
    assert split_heading("decision: the board in May") == ("decision process", "the board in May")
    assert split_heading("price: too high") == ("business", "price: too high")
