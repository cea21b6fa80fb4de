"""The sample book: the same every time, on any day, and nothing in it contradicts itself or the calendar."""

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import phonenumbers
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.book import Book
from planner.book.records import Opportunity, Promise, Touch
from planner.book.vocabulary import (
    FENCE_STEPS,
)
from planner.clock import zone_named, zone_of_phone
from planner.demo import fill
from planner.method.cadence import history
from planner.settings import Hours, Settings, working_days
from planner.wording import money
from tests.sample import MONDAY, SETTINGS, WORKING, everything, sample

# -- the same every time, on any day


def test_the_same_seed_and_day_give_the_same_book() -> None:
    again = Book.in_memory()
    fill(again, MONDAY, SETTINGS)
    again.load()
    assert everything(again) == everything(sample())


def test_another_seed_gives_other_people_and_other_calls() -> None:
    other = sample(seed=8)
    assert {contact.name for contact in other.contacts.values()} != {each.name for each in sample().contacts.values()}
    assert not set(everything(other)) & set(everything(sample()))


def test_undo_can_not_empty_the_sample_by_accident() -> None:
    book = Book.in_memory()
    fill(book, MONDAY, SETTINGS)
    assert book.undo() is None
    assert len(book.accounts) == 60


def test_the_sample_survives_a_file(tmp_path: Path) -> None:
    book = Book.open(tmp_path / "book.json", now=lambda: MONDAY)
    fill(book, MONDAY, SETTINGS)
    book.close()
    read = Book.open(tmp_path / "book.json", now=lambda: MONDAY)
    try:
        assert everything(read) == everything(sample())
        assert read.unreadable() == 0
    finally:
        read.close()


moments = st.builds(
    lambda day, hour, zone: datetime(day.year, day.month, day.day, hour, 30, tzinfo=ZoneInfo(zone)),
    st.dates(date(2001, 1, 1), date(2090, 12, 31)),
    st.integers(0, 23),
    st.sampled_from(("UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland")),
)


@settings(max_examples=12, deadline=None)
@given(moments)
def test_at_any_moment_nothing_that_happened_lies_in_the_future(now: datetime) -> None:
    book = Book.in_memory()
    fill(book, now, SETTINGS)
    today = now.date()
    assert all(touch.at < now for touch in book.touches.values())
    assert all(record.created <= now for record in everything(book).values() if record.created)
    assert all(benefit.on < today for benefit in book.benefits.values())
    assert all(insight.on < today for insight in book.insights.values())
    assert all(event.on < today for event in book.events.values())
    for promise in book.promises.values():
        assert promise.made and promise.made <= today
        assert max(promise.done or today, promise.dropped or today) <= today
    for deal in book.opportunities.values():
        assert all(day <= today for day in (deal.proposal_on, deal.closed_on, deal.bids_asked) if day)
    for reflection in book.reflections.values():
        assert reflection.week + timedelta(days=7) <= today


@settings(max_examples=8, deadline=None)
@given(moments, st.sets(st.sampled_from(("mon", "tue", "wed", "thu", "fri", "sat", "sun")), min_size=1))
def test_the_sample_fits_any_working_week(now: datetime, weekdays: set[Any]) -> None:
    mine = Settings(hours=Hours(weekdays=tuple(sorted(weekdays))))
    book = Book.in_memory()
    fill(book, now, mine)
    working = working_days(mine.hours)
    assert all(working.is_working(touch.at.date()) for touch in book.touches.values())
    assert all(working.is_working(promise.due) for promise in book.promises.values() if promise.open)


# -- it holds together


def test_every_id_that_a_record_names_is_in_the_book() -> None:
    book, known = sample(), everything(sample())
    kinds = {
        "account": "accounts", "contact": "contacts", "opportunity": "opportunities", "referral": "referrals",
        "touch": "touches", "promised": "promises", "parent": "accounts",
    }  # fmt: skip
    named_ids = Counter[str]()
    for record in known.values():
        for field, table in kinds.items():
            id = getattr(record, field, None)
            if id is not None:
                assert id in book.collections[table], f"{record} names no {field} of this book"
                named_ids[field] += 1
    assert set(named_ids) == set(kinds)
    for event in book.events.values():
        assert event.met and set(event.met) <= set(book.contacts)
    for endorsement in book.endorsements.values():
        assert set(endorsement.used_for) <= set(book.opportunities)
    for plan in book.plans.values():
        assert set(plan.put_aside) <= set(book.accounts)
        assert all(call.account in book.accounts and call.contact in book.contacts for call in plan.calls)


def test_a_contact_named_beside_an_account_works_there() -> None:
    book = sample()
    for record in everything(book).values():
        if isinstance(record, Touch | Promise | Opportunity) and record.account and record.contact:
            assert book.contacts[record.contact].account == record.account


def test_every_record_is_valid_as_it_is_stored() -> None:
    for record in everything(sample()).values():
        assert msgspec.json.decode(msgspec.json.encode(record), type=type(record)) == record


def test_calls_are_made_in_working_hours_on_working_days_one_at_a_time() -> None:
    moments = Counter(touch.at for touch in sample().touches.values())
    assert all(WORKING.is_working(at.date()) for at in moments)
    assert all(SETTINGS.hours.start <= at.time() < SETTINGS.hours.end for at in moments)
    assert sum(1 for count in moments.values() if count > 1) <= 5


def test_numbers_are_those_that_nobody_answers_and_ring_in_the_right_zone() -> None:
    book = sample()
    for account in book.accounts.values():
        assert zone_named(account.zone)
        if account.country != "IE":  # the library does not know Ireland's range for fiction
            assert zone_of_phone(account.phone) is not None, account
        for contact in book.contacts.of(account.id):
            assert phonenumbers.is_possible_number(phonenumbers.parse(contact.phone)), contact
    for contact in book.contacts.values():
        number = phonenumbers.parse(contact.phone)
        national = str(number.national_number)
        if number.country_code == 1:
            assert national[3:8] == "55501"
        assert contact.email.endswith(".example")
    assert all(account.website.endswith(".example") for account in book.accounts.values())


def test_amounts_are_money_of_the_country_they_are_paid_in() -> None:
    book = sample()
    shown = [money(deal.amount, deal.currency) for deal in book.opportunities.values() if deal.amount]
    assert all("." not in text for text in shown)
    assert {deal.currency for deal in book.opportunities.values()} >= {"USD", "GBP", "EUR", "PLN", "SEK"}


# -- the statuses agree with the evidence


def test_there_are_about_sixty_accounts_of_all_three_kinds() -> None:
    counted = Counter(account.status for account in sample().accounts.values())
    assert counted == {"existing": 26, "lost": 16, "new": 18}


def test_existing_accounts_ordered_within_the_year_and_lost_ones_say_why_they_stopped() -> None:
    book = sample()
    year_ago = MONDAY.date() - timedelta(days=365)
    for account in book.accounts.values():
        won = [deal for deal in book.opportunities.of(account.id) if deal.stage == "won"]
        if account.status == "new":
            assert account.last_order is None and not won
            continue
        assert account.last_order is not None
        assert max(deal.closed_on or date.min for deal in won) == account.last_order
        assert bool(account.lost_reason) == (account.status == "lost")
        # One lost customer ordered spare parts since, but has told us that they moved on.
        if account.status == "existing" or account.name == "Silberdorn Optik":
            assert account.last_order > year_ago
        else:
            assert account.last_order < year_ago


def test_mended_fences_stand_at_every_step_and_in_their_order() -> None:
    book = sample()
    seen = set()
    for account in book.accounts.values():
        steps = [touch.fence for touch in book.touches.of(account.id) if touch.fence]
        assert steps == list(FENCE_STEPS[: len(steps)])
        assert account.status == "lost" or not steps
        if account.status == "lost":
            seen.add(len(steps))
    assert seen == {0, 1, 2, 3, 4}


def test_tries_run_from_one_to_five_and_the_fifth_parks_the_account() -> None:
    book = sample()
    new = [account for account in book.accounts.values() if account.status == "new"]
    tries = {account.name: history(book, account.id).tries for account in new}
    assert {1, 2, 3, 4, 5} <= set(tries.values())
    for account in new:
        if tries[account.name] >= SETTINGS.rules.tries:
            assert account.parked_until and account.parked_until > MONDAY.date()
    kept_out = [account for account in new if account.parked_until or account.snoozed_until or account.do_not_call]
    assert len(kept_out) == 4
    assert sum(1 for account in new if not book.touches.of(account.id)) >= 2


def test_whoever_said_do_not_call_is_barred() -> None:
    book = sample()
    said = [account for account in book.accounts.values() if account.do_not_call]
    assert [each.company for each in book.barred.values()] == [account.name for account in said]
    (account,) = said
    assert book.touches.of(account.id)[-1].outcome == "do not call"
    assert any(contact.do_not_call for contact in book.contacts.values())


def test_every_try_that_reached_nobody_last_has_the_next_one_booked() -> None:
    book = sample()
    for account in book.accounts.values():
        past = history(book, account.id)
        if past.last_try and past.tries and past.last_try is past.last and not account.parked_until:
            retries = [promise for promise in book.promises.of(account.id) if promise.kind == "retry"]
            assert [promise.open for promise in retries] == [True]
            assert retries[0].touch == past.last_try.id
