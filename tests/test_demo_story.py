"""The sample book is the showroom: every feature of the planner has something to show in it."""

from datetime import datetime, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from planner.book.records import Contact
from planner.book.vocabulary import (
    ENDORSEMENT_STAGES,
    FIELDS,
    HEADINGS,
    IDEAS,
    LEVELS,
    LOST_REASONS,
    OUTCOMES,
    PROPOSAL_OUT,
    PURPOSES,
    REFERRAL_STAGES,
    STAGES,
    STATUSES,
    PromiseKind,
)
from planner.method.balance import minutes_by_status
from planner.method.cadence import history, in_contact, silence
from tests.sample import MONDAY, SATURDAY, SETTINGS, WORKING, named, sample


def test_every_word_of_the_trade_occurs() -> None:
    book = sample()
    touches = book.touches.values()
    assert {touch.outcome for touch in touches} == set(OUTCOMES)
    assert {touch.purpose for touch in touches} == set(PURPOSES)
    assert {touch.idea for touch in touches} >= set(IDEAS)
    assert {account.status for account in book.accounts.values()} == set(STATUSES)
    assert {account.lost_reason for account in book.accounts.values()} >= set(LOST_REASONS)
    assert {contact.level for contact in book.contacts.values()} >= set(LEVELS)
    assert {contact.field for contact in book.contacts.values()} >= set(FIELDS)
    assert {deal.stage for deal in book.opportunities.values()} == set(STAGES)
    assert {insight.heading for insight in book.insights.values()} == set(HEADINGS)
    assert {promise.kind for promise in book.promises.values()} == set(get_args(PromiseKind))
    assert {each.stage for each in book.endorsements.values()} == set(ENDORSEMENT_STAGES)
    assert {each.kind for each in book.endorsements.values()} == {"letter", "video"}
    assert {each.stage for each in book.referrals.values()} == set(REFERRAL_STAGES)
    for direction in ("got", "given"):
        assert len({each.stage for each in book.referrals.values() if each.direction == direction}) == 6


def test_two_years_of_calls_are_there_with_lengths_that_people_know() -> None:
    book = sample()
    touches = list(book.touches.values())
    assert 1500 <= len(touches) <= 2500
    assert (MONDAY - min(touch.at for touch in touches)).days > 700
    interviews = [touch.minutes for touch in touches if touch.purpose == "executive interview"]
    assert all(20 <= minutes <= 40 for minutes in interviews[-20:])
    calls = sorted(t.minutes for t in touches if in_contact(t) and not (t.purpose or "").endswith("interview"))
    assert 5 <= calls[len(calls) // 2] <= 8


@pytest.mark.parametrize("now", [MONDAY, SATURDAY, datetime(2027, 7, 1, 15, tzinfo=ZoneInfo("America/New_York"))])
def test_the_last_four_weeks_neglected_the_lost_accounts_a_little(now: datetime) -> None:
    spent = minutes_by_status(sample(now), now.date() - timedelta(days=28), now.date() - timedelta(days=1))
    share = {status: minutes / sum(spent.values()) for status, minutes in spent.items()}
    assert 0.51 < share["existing"] < 0.6
    assert 0.2 < share["lost"] < 0.28
    assert 0.15 < share["new"] < 0.26


@pytest.mark.parametrize("now", [MONDAY, SATURDAY])
def test_today_has_promises_one_with_a_clock_time_and_some_are_overdue(now: datetime) -> None:
    today = WORKING.on_or_after(now.date())
    waiting = [each for each in sample(now).promises.values() if each.open and each.kind != "retry"]
    assert sum(1 for each in waiting if each.due == today) >= 4
    assert [each.at.date() for each in waiting if each.at and each.due == today] == [today]
    assert sum(1 for each in waiting if each.due < today) >= 2
    assert sum(1 for each in waiting if today < each.due <= WORKING.add(today, 7)) >= 6


def test_promises_of_the_past_were_kept_late_or_dropped() -> None:
    past = [each for each in sample().promises.values() if not each.open]
    kept = sum(1 for each in past if each.done and each.done <= each.due)
    late = sum(1 for each in past if each.done and each.done > each.due)
    dropped = sum(1 for each in past if each.dropped)
    assert kept > 3 * late > 0 and dropped > 0


def test_proposals_lie_on_the_table_in_every_state_of_silence() -> None:
    book, today = sample(), MONDAY.date()
    out = [deal for deal in book.opportunities.values() if deal.stage in PROPOSAL_OUT]
    assert 6 <= len(out) <= 8
    quiet = [silence(history(book, deal.account), today, WORKING) or 0 for deal in out]
    assert min(quiet) <= 4 and any(5 <= days <= 10 for days in quiet) and max(quiet) > 10
    assert any(deal.competitor for deal in out) and any(deal.bids_asked is None for deal in out)
    assert any(promise.opportunity and promise.open for promise in book.promises.values())
    assert {book.accounts[deal.account].status for deal in out} == set(STATUSES)
    assert all(any(t.opportunity == deal.id for t in book.touches.of(deal.account)) for deal in out)


def test_what_was_lost_and_won_says_why() -> None:
    closed = [deal for deal in sample().opportunities.values() if deal.stage in ("won", "lost")]
    assert all(deal.reason and deal.closed_on for deal in closed)
    assert all(deal.competitor for deal in closed if deal.stage == "lost")
    assert {deal.closed_on.year for deal in closed if deal.closed_on} >= {2025, 2026}


def test_one_executive_of_a_customer_has_not_been_met_for_a_quarter() -> None:
    book = sample()
    place = named(book, "Harlow Pike Medical")
    met = history(book, place).met
    chiefs = [person for person in book.contacts.of(place) if person.level == "executive"]
    assert [(MONDAY.date() - met[chief.id]).days > 90 for chief in chiefs] == [True]


def test_one_account_hangs_by_one_contact() -> None:
    book = sample()
    place = named(book, "Feldspar & Rowe")
    recent = {t.contact for t in book.touches.of(place) if in_contact(t) and (MONDAY - t.at).days <= 180}
    assert len(recent) == 1 < len(book.contacts.of(place))


def test_some_clients_are_in_credit_and_one_we_owe() -> None:
    book = sample()

    def balance(account: str) -> int:
        weights = (each.weight if each.direction == "given" else -each.weight for each in book.benefits.of(account))
        return sum(weights)

    assert balance(named(book, "Brzozalin Meble")) < 0
    existing = [account.id for account in book.accounts.values() if account.status == "existing"]
    assert sum(1 for id in existing if balance(id) > 0) >= 8
    stale = MONDAY.date() - timedelta(days=SETTINGS.rules.insight_days)
    assert min(each.on for each in book.insights.values()) < stale < max(each.on for each in book.insights.values())


def test_the_inner_circle_has_seven_people_with_both_answers() -> None:
    book = sample()
    circle = [contact for contact in book.contacts.values() if contact.circle]
    assert len(circle) == 7
    assert all(contact.helps_us and contact.we_help for contact in circle)
    colleagues = [contact for contact in book.contacts.values() if contact.account is None]
    assert len(colleagues) == 6
    assert all(each.helps_us and each.we_help and each.sells_to for each in colleagues)
    quiet = [silence(history(book, each.id), MONDAY.date(), WORKING) or 0 for each in colleagues]
    assert max(quiet) > SETTINGS.cadence.colleague[1] > min(quiet)


def test_new_accounts_have_warm_paths() -> None:
    book = sample()
    names = {account.name for account in book.accounts.values() if account.status == "new"}
    assert len(names & {company for contact in book.contacts.values() for company in contact.worked_at}) >= 5
    led_to = [each for each in book.referrals.values() if each.direction == "got" and each.account]
    assert all(book.accounts[each.account or ""].name == each.prospect for each in led_to)
    thanks = [each.thanked for each in led_to if each.stage in ("introduced", "met", "won")]
    assert None in thanks and len(set(thanks)) > 3
    rewards = [each for each in book.referrals.values() if each.reward]
    assert {bool(each.reward_paid) for each in rewards} == {True, False}


def test_a_call_to_a_new_account_is_warm_where_somebody_introduced_us() -> None:
    book = sample()
    introduced = {each.account: each.made for each in book.referrals.values() if each.direction == "got"}
    warm = [touch for touch in book.touches.values() if touch.warm]
    assert len(warm) >= 8
    for touch in warm:
        made = introduced[touch.account]
        assert made is not None and touch.at.date() >= made


def test_events_are_followed_up_with_everybody_with_some_and_with_nobody_yet() -> None:
    book, shares = sample(), []
    for event in book.events.values():
        until = WORKING.add(event.on, SETTINGS.rules.event_follow_up)
        called = {t.contact for t in book.touches.values() if event.on < t.at.date() <= until}
        shares.append(len(called & set(event.met)) / len(event.met))
    assert sorted(shares) == [0.0, 0.5, 1.0]


def test_the_last_fifteen_mornings_were_planned_and_mostly_done() -> None:
    book = sample()
    plans = sorted(book.plans.values(), key=lambda plan: plan.day)
    assert [plan.day for plan in plans] == [WORKING.add(MONDAY.date(), -n) for n in range(15, 0, -1)]
    done = planned = 0
    for plan in plans:
        called = {touch.account for touch in book.touches.where("day", plan.day) if touch.planned}
        planned += len(plan.calls)
        done += sum(1 for call in plan.calls if call.account in called)
        assert sum(plan.targets.values()) == pytest.approx(plan.capacity, abs=2)
        assert called <= {call.account for call in plan.calls} | {None}
    assert 0.4 < done / planned < 0.95


def test_past_weeks_were_looked_back_on_with_three_lines_and_a_promise_for_monday() -> None:
    book = sample()
    weeks = sorted(book.reflections.values(), key=lambda each: each.week, reverse=True)
    assert [each.week for each in weeks] == [MONDAY.date() - timedelta(weeks=n) for n in range(1, 12)]
    for each in weeks:
        assert each.answers and all(0 <= answer <= 4 for answer in each.answers)
        assert each.worked and each.change and each.promise and each.finished
        assert book.promises[each.promised or ""].due == each.week + timedelta(weeks=1)
    assert book.promises[weeks[0].promised or ""].open
    assert sum(1 for each in weeks[1:] if book.promises[each.promised or ""].open) == 0


def test_there_are_meetings_today_and_tomorrow() -> None:
    starts = [meeting.start.date() for meeting in sample().meetings.values()]
    assert starts.count(MONDAY.date()) == 2
    assert starts.count(MONDAY.date() + timedelta(days=1)) == 1


def test_notes_have_no_gaps_left_in_them() -> None:
    texts = [touch.note for touch in sample().touches.values()] + [each.text for each in sample().promises.values()]
    texts += [each.text for each in sample().insights.values()] + [each.what for each in sample().benefits.values()]
    assert not [text for text in texts if "{" in text or "}" in text or "  " in text]
    assert len(set(texts)) > 700


def test_people_have_names_from_where_they_live_and_no_two_share_one() -> None:
    people = [contact for contact in sample().contacts.values() if isinstance(contact, Contact)]
    assert len({contact.name for contact in people}) == len(people)
    assert sum(1 for contact in people if not contact.name.isascii()) > 40
    for account in sample().accounts.values():
        assert 2 <= len(sample().contacts.of(account.id)) <= 6
