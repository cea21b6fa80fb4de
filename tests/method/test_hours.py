"""When somebody may be called: in their own hours, after a try that reached nobody in the other half of the day (method §2, §3)."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from planner.book.vocabulary import STATUSES
from planner.method.day import plan_day
from planner.method.why import why
from tests.books import NOW, SETTINGS, a_book, account, promise, touch


def a_full_book(each: int = 20):
    """Enough that is due for a whole day, anywhere and at any time."""
    book = a_book()
    for count in range(each):
        for status in STATUSES:
            touch(book, account(book, f"{status} {count}", status=status), 60, minutes=0)
    return book


def start_of(plan, one):
    """When the call of an account begins; None when it is not on the plan."""
    before = 0
    for call in plan.todo:
        if call.account == one.id:
            return plan.capacity.clock(before)
        before += call.minutes
    return None


def test_a_prospect_is_tried_in_the_other_half_of_the_day():
    book = a_book()
    for count in range(60):
        account(book, f"Filler {count}", status="new")
    tried = account(book, "Tried", status="new")
    touch(book, tried, 2, "no answer", hour=10)
    plan = plan_day(book, SETTINGS, NOW)
    before = 0
    for call in plan.todo:
        if call.account == tried.id:
            break
        before += call.minutes
    assert plan.capacity.clock(before).hour >= 12


@pytest.mark.parametrize(("hour", "outcome", "half"), [
    (10, "no answer", "afternoon"), (15, "no answer", "morning"), (11, "voicemail", "afternoon"),
])  # fmt: skip
def test_a_booked_next_try_keeps_to_the_other_half_whatever_the_status(hour, outcome, half):
    book = a_full_book()
    one = account(book, "Tried", status="existing")
    touch(book, one, 150, minutes=0)
    touch(book, one, 3, outcome, hour=hour)
    promise(book, one, f"try again in the {half}, after {outcome}", -1, kind="retry")
    start = start_of(plan_day(book, SETTINGS, NOW), one)
    assert start is not None
    assert (start.hour >= 12) == (half == "afternoon")


def test_the_other_half_gives_way_when_it_is_over():
    book = a_book()
    one = account(book, "Tried", status="new")
    touch(book, one, 3, "no answer", hour=15)
    (call,) = plan_day(book, SETTINGS, NOW.replace(hour=14)).calls
    assert call.why[0] == "try 2 of 5, better in the morning: the last was at 15:00"


def test_where_their_clock_is_another_the_other_half_is_that_of_their_day():
    book = a_full_book()
    west = account(book, "Boston Parts", status="new", phone="+1 617 555 0100")
    touch(book, west, 3, "no answer", hour=16)  # ten in the morning there
    assert why(book, SETTINGS, NOW, west)[-1] == "try 2 of 5, better in their afternoon: the last was at 10:00 there"


def test_a_try_in_the_morning_of_one_further_east_is_followed_by_one_in_their_afternoon():
    book = a_full_book()
    east = account(book, "Athens Trading", status="existing", zone="Europe/Athens")
    touch(book, east, 150, minutes=0)
    touch(book, east, 3, "no answer", hour=11)  # noon there: the next one belongs in their morning
    start = start_of(plan_day(book, SETTINGS, NOW), east)
    assert start.astimezone(ZoneInfo("Europe/Athens")).hour < 12


def test_nobody_is_called_outside_their_own_hours():
    book = a_book()
    east = account(book, "Tokyo Trading", status="existing", zone="Asia/Tokyo")
    west = account(book, "Boston Parts", status="existing", zone="America/New_York")
    for count in range(30):
        touch(book, account(book, f"E {count}", status="existing"), 60)
    touch(book, east, 200)
    touch(book, west, 200)
    plan = plan_day(book, SETTINGS, NOW)
    before = 0
    starts = {}
    for call in plan.todo:
        starts[call.account] = plan.capacity.clock(before)
        before += call.minutes
    assert starts[west.id].astimezone(ZoneInfo("America/New_York")).hour >= 8
    east_start = starts.get(east.id)
    assert east_start is None or east_start.astimezone(ZoneInfo("Asia/Tokyo")).hour < 18


def test_a_promise_to_somebody_far_west_waits_until_their_day_begins():
    book = a_full_book()
    west = account(book, "Boston Parts", status="existing", phone="+1 617 555 0100")
    promise(book, west, "send the offer", 0)
    start = start_of(plan_day(book, SETTINGS, NOW), west)
    assert start.astimezone(ZoneInfo("America/New_York")).hour >= 8


def test_a_promise_to_somebody_whose_day_is_over_is_shown_and_says_so():
    book = a_full_book()
    east = account(book, "Tokyo Trading", status="existing", zone="Asia/Tokyo")
    promise(book, east, "send the offer", 0)
    plan = plan_day(book, SETTINGS, NOW.replace(hour=11))
    (call,) = [call for call in plan.todo if call.account == east.id]
    assert call.why == ("promised today: send the offer", "your hours and theirs don't meet today")


def test_what_if_a_day_off_had_minutes_plans_calls_although_nobody_is_known_to_be_reached():
    book = a_book()
    touch(book, account(book, "Boston Parts", status="existing", zone="America/New_York"), 60)
    saturday = NOW + timedelta(days=5)
    assert not plan_day(book, SETTINGS, saturday).calls
    assert len(plan_day(book, SETTINGS, saturday, minutes=60).calls) == 1
