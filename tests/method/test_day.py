"""The plan of a day: the minutes there are, promises first, balanced, honest about what is short (method §2)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest

from planner.book.records import Meeting
from planner.book.vocabulary import STATUSES
from planner.method.capacity import capacity, clash, full_day
from planner.method.day import kept_plan, plan_day, plan_to_keep
from planner.method.due import candidates
from planner.method.lengths import planned_minutes
from planner.method.why import why
from planner.settings import CallLengths, Hours, Settings
from tests.books import (
    NOW,
    SETTINGS,
    TODAY,
    ZONE,
    a_book,
    account,
    benefit,
    contact,
    day,
    opportunity,
    promise,
    put,
    touch,
)


def a_full_book(each: int = 30):
    """Enough due accounts of every status, with no phone and no zone."""
    book = a_book()
    for count in range(each):
        for status, ago in (("existing", 60), ("lost", 90), ("new", 40)):
            one = account(book, f"{status} {count}", status=status)
            touch(book, one, ago + count, minutes=0)
    return book


def minutes_of(plan, status):
    return sum(call.minutes for call in plan.todo if call.status == status)


def meeting(book, start, end, title="Review", on=TODAY, **fields):
    at = datetime(on.year, on.month, on.day, tzinfo=ZONE)
    return put(book, Meeting, title=title, start=at + timedelta(hours=start), end=at + timedelta(hours=end), **fields)


# -- the minutes there are


def test_a_day_has_working_hours_less_lunch_and_the_reserve():
    assert full_day(Hours()) == 8 * 60 - 60 - 60
    assert capacity(SETTINGS, TODAY, NOW).minutes == 360


def test_meetings_take_their_minutes_and_overlapping_ones_only_once():
    book = a_book()
    meetings = [meeting(book, 10, 11), meeting(book, 10.5, 11.5), meeting(book, 7, 9.5)]
    assert capacity(SETTINGS, TODAY, NOW, meetings).minutes == 360 - 90 - 30


def test_later_in_the_day_only_the_minutes_that_are_left_count():
    noon = NOW.replace(hour=14, minute=0)
    assert capacity(SETTINGS, TODAY, noon).minutes == int(180 * 360 / 420)
    assert capacity(SETTINGS, TODAY, NOW.replace(hour=18)).why_none == "the day is over at 17:00"


def test_a_minute_that_has_begun_still_counts():
    assert capacity(SETTINGS, TODAY, NOW.replace(hour=9, second=40)).minutes == 360


def test_a_day_off_a_holiday_and_a_weekend_have_no_minutes_and_say_why():
    german = msgspec.structs.replace(SETTINGS, hours=Hours(country="DE", days_off=(date(2026, 11, 24),)))
    assert capacity(german, date(2026, 12, 25), NOW).why_none not in (None, "")
    assert capacity(german, date(2026, 11, 24), NOW).why_none == "day off"
    assert capacity(german, date(2026, 11, 28), NOW).why_none == "Saturday"


def test_a_working_week_that_begins_on_sunday_plans_sundays():
    week = ("sun", "mon", "tue", "wed", "thu")
    sunday = date(2026, 11, 29)
    assert capacity(Settings(hours=Hours(weekdays=week)), sunday, NOW).minutes == 360
    assert capacity(Settings(hours=Hours(weekdays=week)), date(2026, 11, 27), NOW).why_none == "Friday"


def test_on_the_days_when_clocks_change_a_working_day_is_as_long_as_ever():
    early = Settings(
        hours=Hours(start=Hours().start.replace(hour=1), weekdays=("sun",), reserve_minutes=0, lunch_minutes=0)
    )
    spring, autumn = date(2026, 3, 29), date(2026, 10, 25)
    at = datetime(2026, 3, 1, tzinfo=ZONE)
    assert capacity(early, spring, at).minutes == 15 * 60
    assert capacity(early, autumn, at).minutes == 17 * 60


def test_a_user_who_travels_has_the_day_of_the_place_where_he_is():
    tokyo = datetime(2026, 11, 24, 8, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert plan_day(a_full_book(3), SETTINGS, tokyo).day == date(2026, 11, 24)
    assert capacity(SETTINGS, date(2026, 11, 24), tokyo).minutes == 360


# -- who is on it


def test_with_enough_accounts_the_minutes_are_split_50_30_20():
    plan = plan_day(a_full_book(), SETTINGS, NOW)
    assert plan.target == {"existing": 180, "lost": 108, "new": 72}
    for status in STATUSES:
        assert abs(minutes_of(plan, status) - plan.target[status]) <= 15
    assert sum(call.minutes for call in plan.todo) <= 360


def test_the_plan_is_balanced_at_every_prefix():
    plan = plan_day(a_full_book(), SETTINGS, NOW)
    spent = dict.fromkeys(STATUSES, 0)
    longest = max(call.minutes for call in plan.todo)
    for call in plan.todo:
        spent[call.status] += call.minutes
        total = sum(spent.values())
        assert max(abs(spent[s] - plan.target[s] / 360 * total) for s in STATUSES) <= longest


def test_with_equal_lengths_no_plan_is_more_than_half_a_call_off_the_shares_wherever_it_stops():
    equal = CallLengths(**dict.fromkeys(CallLengths.__struct_fields__, 10))
    settings, book = Settings(minutes=equal), a_full_book(24)
    for minutes in (10, 31, 38, 70, 136, 234, 297, 332, 395):  # most of them no whole number of calls
        spent = dict.fromkeys(STATUSES, 0)
        for call in plan_day(book, settings, NOW, minutes=minutes).todo:
            spent[call.status] += call.minutes
            so_far = sum(spent.values())
            shares = {"existing": 0.5, "lost": 0.3, "new": 0.2}
            assert max(abs(spent[status] - shares[status] * so_far) for status in STATUSES) <= 5 + 1e-9, minutes


def test_a_promise_for_today_is_on_the_plan_whatever_the_status_and_first_of_its_kind():
    book = a_full_book()
    one = account(book, "Promised", status="lost")
    promise(book, one, "send the offer", 0)
    calls = plan_day(book, SETTINGS, NOW).calls
    (mine,) = [call for call in calls if call.account == one.id]
    assert mine.promised
    assert "promised today: send the offer" in mine.why[0]
    assert next(call for call in calls if call.status == "lost") is mine


def test_an_overdue_promise_says_how_late_it_is():
    book = a_book()
    promise(book, account(book, status="existing"), "call back", -3)
    assert plan_day(book, SETTINGS, NOW).calls[0].why[0] == "promised 3 days late: call back"


def test_a_promise_with_a_clock_time_stands_at_that_time_and_names_the_meeting_it_runs_into():
    book = a_full_book()
    one = account(book, "At eleven", status="new")
    promise(book, one, "call at eleven", 0, at=NOW.replace(hour=11))
    meeting(book, 11, 11.5, "Board")
    plan = plan_day(book, SETTINGS, NOW)
    before = 0
    for call in plan.todo:
        if call.account == one.id:
            assert call.at == NOW.replace(hour=11)
            assert any("clashes with Board" in reason for reason in call.why)
            break
        before += call.minutes
    assert plan.capacity.position(NOW.replace(hour=11)) - 30 <= before <= plan.capacity.position(NOW.replace(hour=11))


def test_two_promises_at_nearly_the_same_time_name_each_other():
    book = a_book()
    for name, minute in (("First", 0), ("Second", 5), ("Third", 30)):
        promise(book, account(book, name, status="existing"), "call", 0, at=NOW.replace(hour=11, minute=minute))
    whys = [call.why[1:] for call in plan_day(book, SETTINGS, NOW).todo]
    assert whys == [(), ("clashes with First at 11:00",), ()]


def test_a_day_without_minutes_says_so_and_still_shows_the_promises_that_fall_on_it():
    book = a_full_book(3)
    saturday = NOW + timedelta(days=5)
    promise(book, account(book, "Weekend", status="existing"), "wish her luck", 5)
    plan = plan_day(book, SETTINGS, saturday)
    assert [call.promised for call in plan.calls] == [True]
    assert plan.notes[0] == "No minutes for calls: Saturday."


def test_do_not_call_parked_put_off_and_a_booked_step_keep_an_account_off_the_plan():
    book = a_book()
    never = account(book, "Never", status="existing", do_not_call=day(-9))
    parked = account(book, "Parked", status="new", parked_until=day(73), parked_why="5 tries without contact")
    later = account(book, "Later", status="lost", snoozed_until=day(2), snoozed_why="on holiday")
    booked = account(book, "Booked", status="existing")
    promise(book, booked, "the review", 4)
    assert not plan_day(book, SETTINGS, NOW).calls
    said = {each.name: why(book, SETTINGS, NOW, each)[0] for each in (never, parked, later, booked)}
    assert said["Never"] == "not on the plan: do not call, since Sat 14 Nov"
    assert said["Parked"] == "not on the plan: parked until Thu 4 Feb 2027 after 5 tries without contact"
    assert said["Later"] == "not on the plan: put off until Wed 25 Nov: on holiday"
    assert said["Booked"] == "not on the plan: next step booked for Fri 27 Nov (the review)"


def test_an_account_beyond_the_minutes_of_the_day_is_told_its_place():
    book = a_full_book()
    held = sum(call.status == "existing" for call in plan_day(book, SETTINGS, NOW).todo)
    last = [each for each in candidates(book, SETTINGS, TODAY) if each.status == "existing"][-1]
    said = why(book, SETTINGS, NOW, book.accounts[last.account])[0]
    assert said == f"not on the plan: 30th of the 30 existing that are due; the day holds {held}"


def test_a_status_with_too_few_accounts_is_named_and_its_minutes_are_given_away_by_share():
    book = a_book()
    for count in range(30):
        touch(book, account(book, f"E {count}", status="existing"), 60)
        account(book, f"N {count}", status="new")
    touch(book, account(book, "the only lost", status="lost"), 90)
    plan = plan_day(book, SETTINGS, NOW)
    (short,) = plan.shortfall
    assert (short.status, short.minutes) == ("lost", 108 - 12)
    assert short.given_to == {"existing": 69, "new": 27}
    assert "lost is short 96 min: given to existing 69, new 27." in plan.notes


def test_the_executive_who_was_not_met_for_90_days_is_the_one_to_call():
    book = a_book()
    acme = account(book, status="existing")
    contact(book, acme, "Bob Staff", level="staff")
    boss = contact(book, acme, "Dana Cruz", level="executive", title="COO")
    touch(book, acme, 120, contact=boss.id)
    touch(book, acme, 2, contact=None)
    (call,) = plan_day(book, SETTINGS, NOW).calls
    assert (call.contact, call.purpose) == (boss.id, "executive interview")
    assert call.why[0] == "Dana Cruz (COO) was last met 120 days ago (every 90)"


def test_where_an_executive_is_due_a_long_silence_is_ended_with_the_executive():
    book = a_book()
    acme = account(book, status="existing")
    clerk = contact(book, acme, "Bob Staff", level="staff", phone="+49 30 1234567")
    boss = contact(book, acme, "Dana Cruz", level="executive")
    touch(book, acme, 150, contact=boss.id)
    touch(book, acme, 100, contact=clerk.id)
    benefit(book, acme, "got", 120)
    (call,) = plan_day(book, SETTINGS, NOW).calls
    assert (call.contact, call.purpose) == (boss.id, "executive interview")
    assert call.why[0] == "Dana Cruz was last met 150 days ago (every 90)"
    assert call.why[1] == "silent for 71 working days (ideal 15, at most 30)"


def test_of_several_proposals_to_one_account_each_is_told_by_its_name():
    book = a_book()
    acme = account(book, "Acme")
    opportunity(book, acme, name="Rebrand", stage="proposal", proposal_on=day(-30))
    opportunity(book, acme, name="Website", stage="proposal", proposal_on=day(-30))
    (call,) = plan_day(book, SETTINGS, NOW).calls
    told = [line for line in call.why if "no answer since the proposal went out" in line]
    assert [line.split(":")[0] for line in told] == ["proposal Rebrand out", "proposal Website out"]


def test_an_executive_who_is_due_does_not_put_off_a_proposal_or_a_booked_try():
    book = a_book()
    acme = account(book, "Acme", status="existing")
    boss = contact(book, acme, "Dana Cruz", level="executive")
    touch(book, acme, 100, contact=boss.id)
    opportunity(book, acme, stage="proposal", proposal_on=day(-30))
    other = account(book, "Other", status="existing")
    contact(book, other, "Eve Cole", level="executive")
    touch(book, other, 3, "no answer")
    promise(book, other, "try again", 0, kind="retry", purpose="deliver value")
    assert {call.purpose for call in plan_day(book, SETTINGS, NOW).calls} == {"romance", "deliver value"}


def test_value_owed_is_a_reason_to_call():
    book = a_book()
    acme = account(book, status="existing")
    touch(book, acme, 3)
    benefit(book, acme, "got", 10)
    (call,) = plan_day(book, SETTINGS, NOW).calls
    assert call.purpose == "deliver value"
    assert "value owed: we got 10 days ago, we never gave" in call.why


def test_a_proposal_in_silence_past_the_most_stands_on_top_with_the_reason():
    book = a_full_book()
    waiting = account(book, "Waiting", status="new")
    opportunity(book, waiting, stage="proposal", proposal_on=day(-30))
    touch(book, waiting, 29)
    first = plan_day(book, SETTINGS, NOW).calls[0]
    assert (first.account, first.purpose) == (waiting.id, "romance")
    assert "they last answered" in first.why[0] and "over the 10 tolerated" in first.why[0]


def test_lost_accounts_get_the_next_step_of_mending_fences():
    book = a_book()
    gone = account(book, "Gone", status="lost")
    touch(book, gone, 50, purpose="mend fences", fence="hear out")
    (call,) = plan_day(book, SETTINGS, NOW).calls
    assert (call.purpose, call.fence) == ("mend fences", "repair")


def test_a_colleague_is_caught_up_with_after_30_working_days():
    book = a_book()
    friend = contact(book, None, "Kim Sales", field="aligned")
    touch(book, None, 45, contact=friend.id, purpose="colleague catch-up")
    (call,) = plan_day(book, SETTINGS, NOW).calls
    assert (call.account, call.contact, call.purpose, call.status) == (None, friend.id, "colleague catch-up", "new")


# -- as the day goes on


def test_what_is_done_stays_and_the_rest_makes_up_for_it():
    book = a_full_book()
    first = plan_day(book, SETTINGS, NOW).todo[0]
    touch(book, book.accounts[first.account], 0, minutes=60, hour=8)
    plan = plan_day(book, SETTINGS, NOW.replace(hour=9))
    assert plan.calls[0].done and plan.calls[0].account == first.account
    assert first.account not in {call.account for call in plan.todo}
    assert plan.done[first.status] == 60
    assert plan.planned[first.status] <= plan.target[first.status] + 15


def test_after_a_monday_wholly_on_existing_the_rest_of_the_week_restores_the_shares():
    book = a_full_book(90)
    monday = account(book, "All day", status="existing")
    touch(book, monday, 0, minutes=360, hour=9)
    for offset in range(1, 5):
        at = NOW + timedelta(days=offset)
        for call in plan_day(book, SETTINGS, at).todo:
            done_at = at.replace(hour=10)
            put_touch(book, call, done_at)
    spent = dict.fromkeys(STATUSES, 0)
    for each in book.touches.values():
        if each.minutes:
            spent[book.accounts[each.account].status] += each.minutes
    total = sum(spent.values())
    for status, share in (("existing", 0.5), ("lost", 0.3), ("new", 0.2)):
        assert abs(spent[status] - share * total) <= 30


def put_touch(book, call, at):
    from planner.book.records import Touch

    put(book, Touch, account=call.account, contact=call.contact, at=at, outcome="connected", minutes=call.minutes)


def test_the_morning_s_plan_is_replayed_exactly_as_it_was():
    book = a_full_book()
    plan = plan_day(book, SETTINGS, NOW)
    book.change("keep", plan_to_keep(book, plan), undoable=False)
    touch(book, book.accounts[plan.todo[0].account], 0, minutes=20)
    kept = kept_plan(book, TODAY)
    assert [(each.account, each.purpose, each.minutes, each.why) for each in kept.calls] == [
        (call.account, call.purpose, call.minutes, call.why) for call in plan.todo
    ]


def test_what_if_changes_nothing():
    book = a_full_book()
    version = book.version
    plan = plan_day(book, SETTINGS, NOW, shares={"existing": 0.6, "lost": 0.25, "new": 0.15}, minutes=180)
    assert plan.minutes == 180
    assert plan.target == {"existing": 108, "lost": 45, "new": 27}
    assert book.version == version


def test_blocks_keep_each_status_together():
    book = a_full_book()
    blocks = msgspec.structs.replace(SETTINGS, plan=msgspec.structs.replace(SETTINGS.plan, order="blocks"))
    statuses = [call.status for call in plan_day(book, blocks, NOW).todo]
    assert statuses == sorted(statuses, key=STATUSES.index)


def test_call_lengths_are_learned_slowly_from_the_user_s_own():
    book = a_book()
    acme = account(book, status="existing")
    assert planned_minutes(book, SETTINGS, "existing", "deliver value") == 12
    for count in range(10):
        touch(book, acme, 10 + count, minutes=24, purpose="deliver value")
    fresh = a_book()
    for count in range(20):
        touch(fresh, account(fresh, f"A {count}", status="existing"), 10, minutes=24, purpose="deliver value")
    assert planned_minutes(fresh, SETTINGS, "existing", "deliver value") == 20
    assert planned_minutes(fresh, SETTINGS, "lost", "deliver value") == 12


@pytest.mark.parametrize("today", [date(2028, 2, 29), date(2026, 12, 31), date(2027, 1, 4), date(2027, 3, 29)])
def test_leap_days_year_ends_and_clock_changes_are_planned_like_any_day(today):
    book = a_full_book()
    at = datetime(today.year, today.month, today.day, 8, tzinfo=ZONE)
    plan = plan_day(book, SETTINGS, at)
    assert plan.day == today
    assert 300 <= sum(call.minutes for call in plan.todo) <= 360


def test_a_meeting_in_another_zone_takes_the_right_minutes():
    book = a_book()
    at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    one = put(book, Meeting, title="Call", start=at, end=at + timedelta(hours=1))
    assert capacity(SETTINGS, TODAY, NOW, [one]).free[0][1] == NOW.replace(hour=10)
    assert clash([one], NOW.replace(hour=10, minute=30), 15) == "clashes with Call at 10:00"
