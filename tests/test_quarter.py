"""Four simulated weeks: our plan keeps the shares of time and the promises; other ways to go through a day do not (method §2)."""

from datetime import date, time
from statistics import fmean

import pytest

from benchmarks.market import ZONE, Market, Supply
from benchmarks.policies import POLICIES
from benchmarks.simulation import Quarter, error, simulate, talk_until, worst_prefix
from planner.book.records import Meeting
from planner.clock import local_moment
from planner.method.calls import Call
from planner.settings import Hours, Settings

MORNINGS = Settings(hours=Hours(start=time(9), end=time(12), lunch_minutes=0, reserve_minutes=20))
"""Short days, so that the test is short."""
TERRITORY = Supply(existing=90, lost=120, new=400)
SEEDS, WEEKS = (1, 2), 4
OTHERS = tuple(name for name in POLICIES if name != "ours")


@pytest.fixture(scope="module")
def quarters() -> dict[str, list[Quarter]]:
    """Every policy in the same two territories."""
    return {name: [simulate(name, seed, WEEKS, TERRITORY, MORNINGS) for seed in SEEDS] for name in POLICIES}


def weekly(found: list[Quarter]) -> float:
    """The mean share error of all weeks, in percentage points."""
    return fmean(week for each in found for week in each.weeks)


def test_after_four_weeks_the_time_is_where_it_was_meant_to_be(quarters):
    assert max(each.end for each in quarters["ours"]) <= 1.0


def test_every_week_by_itself_is_near_its_shares(quarters):
    assert weekly(quarters["ours"]) <= 4


@pytest.mark.parametrize("other", OTHERS)
def test_other_ways_to_go_through_a_day_are_far_off(quarters, other):
    assert weekly(quarters[other]) >= 2.5 * weekly(quarters["ours"])
    assert min(each.end for each in quarters[other]) >= 3 * max(each.end for each in quarters["ours"])


def test_promises_are_kept_on_their_day(quarters):
    kept, promised = (sum(getattr(each, what) for each in quarters["ours"]) for what in ("kept", "promised"))
    assert promised >= 20
    assert kept >= 0.95 * promised


@pytest.mark.parametrize("other", ["most overdue first", "urgency sum"])
def test_in_a_list_sorted_by_urgency_promises_drown(quarters, other):
    assert max(each.kept_share for each in quarters[other]) < 70


def test_no_day_is_planned_over_its_minutes(quarters):
    assert [each.over for each in quarters["ours"]] == [0, 0]
    assert min(each.over for each in quarters["most overdue first"]) > 10


def test_a_morning_s_order_is_balanced_wherever_it_stops(quarters):
    ours = max(each.prefix_minutes for each in quarters["ours"])
    assert all(each.prefix_minutes > 2 * ours for name in OTHERS for each in quarters[name])


def test_where_lost_accounts_are_too_few_their_minutes_are_given_away_by_share():
    found = simulate("ours", 1, 3, Supply(existing=150, lost=5, new=400), MORNINGS)
    assert found.minutes["lost"] < 0.1 * sum(found.minutes.values())
    assert found.end_of_the_rest <= 4


def test_a_share_error_is_that_of_the_status_furthest_off():
    aims = {"existing": 0.5, "lost": 0.3, "new": 0.2}
    assert error({"existing": 50, "lost": 30, "new": 20}, aims) == pytest.approx(0)
    assert error({"existing": 60, "lost": 30, "new": 10}, aims) == pytest.approx(10)
    assert error({"existing": 0, "lost": 0, "new": 0}, aims) == 0


def test_the_worst_prefix_is_found_in_the_middle_of_an_order():
    calls = [
        Call(account=None, contact=None, status=status, purpose="thank", minutes=10, why=())
        for status in ("existing", "existing", "new", "new")
    ]
    assert worst_prefix(calls, {"existing": 20, "lost": 0, "new": 20}) == (10, 10)
    assert worst_prefix([], {"existing": 1, "lost": 0, "new": 0}) == (0, 0)


@pytest.mark.parametrize(("at", "until"), [((9, 50), (10, 0)), ((10, 0), (17, 0)), ((16, 55), (17, 0))])
def test_whoever_has_to_go_ends_the_talk(at, until):
    def clock(*hands):
        return local_moment(date(2026, 9, 7), time(*hands), ZONE)

    meeting = Meeting(id="m", title="a meeting", start=clock(10), end=clock(11))
    assert talk_until(clock(*at), clock(17), [meeting]) == clock(*until)


def test_what_happens_on_a_call_does_not_hang_on_who_asks():
    one, other = Market(5, TERRITORY), Market(5, TERRITORY)
    book = one.book()
    account = next(iter(book.accounts.values()))
    call = Call(account=account.id, contact=None, status=account.status, purpose="thank", minutes=5, why=())
    now = book.touches.of(account.id)[0].at
    assert [one.answer(call, now) for _ in range(5)] == [other.answer(call, now) for _ in range(5)]
    assert [each.name for each in other.book().accounts.values()] == [each.name for each in book.accounts.values()]
