"""Balance: targets and debt, and an order that is right wherever the day stops (method §1, §2)."""

from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.book.vocabulary import STATUSES, Status
from planner.method.balance import Item, balanced_order, debt, minutes_by_status, owed, rounded, targets
from planner.method.entry import Entry
from planner.method.outcomes import log_call
from planner.settings import Settings
from tests.books import NOW, TODAY, a_book, account, contact, touch

SHARES = {"existing": 0.5, "lost": 0.3, "new": 0.2}
FIFTY: dict[Status, int] = {"existing": 50, "lost": 30, "new": 20}


def deviations(items, order, shares, done=None):
    """At each prefix the worst |minutes of a status − its share of the minutes so far|, and the sum over the statuses."""
    total = sum(shares.values())
    spent = dict.fromkeys(STATUSES, 0) | (done or {})
    seen = []
    for index in order:
        spent[items[index].status] += items[index].minutes
        so_far = sum(spent.values())
        each = [abs(spent[s] - shares[s] * so_far / total) for s in STATUSES]
        seen.append((max(each), sum(each)))
    return seen


def allowed(items, order):
    """Whether an order keeps urgency within each status and the pinned ones in time, by the rule for fixed times."""
    spent = 0
    waiting = sorted((i for i in range(len(items)) if items[i].pinned is not None), key=lambda i: items[i].pinned)
    left = {s: [i for i in range(len(items)) if items[i].status == s and items[i].pinned is None] for s in STATUSES}
    for index in order:
        heads = [left[s][0] for s in STATUSES if left[s]]
        if items[index].pinned is not None:
            if not waiting or waiting[0] != index:
                return False
            room = items[index].pinned - spent
            if heads and all(items[head].minutes <= room for head in heads):
                return False
            waiting.pop(0)
        else:
            if index not in heads:
                return False
            if waiting and spent + items[index].minutes > items[waiting[0]].pinned:
                return False
            left[items[index].status].pop(0)
        spent += items[index].minutes
    return True


def cost(items, order, shares, done=None):
    seen = deviations(items, order, shares, done)
    return round(max(worst for worst, _ in seen), 6), round(sum(total for _, total in seen), 6)


def test_ten_equal_calls_stand_in_the_known_order_and_are_never_more_than_half_a_call_off():
    items = [Item("existing", 10)] * 5 + [Item("lost", 10)] * 3 + [Item("new", 10)] * 2
    order = balanced_order(items, FIFTY)
    assert "".join(items[i].status[0].upper() for i in order) == "ELNEELENLE"
    assert max(worst for worst, _ in deviations(items, order, FIFTY)) <= 5


def test_calls_of_15_12_and_6_minutes_are_at_most_6_3_minutes_off():
    items = [Item("existing", 15)] * 8 + [Item("lost", 12)] * 6 + [Item("new", 6)] * 8
    worst = max(worst for worst, _ in deviations(items, balanced_order(items, FIFTY), FIFTY))
    assert worst <= 6.31


statuses = st.sampled_from(STATUSES)
calls = st.builds(Item, statuses, st.integers(1, 30), st.none() | st.integers(0, 90))
shares_of_three = st.fixed_dictionaries({s: st.integers(0, 100) for s in STATUSES}).filter(
    lambda s: sum(s.values()) > 0
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(calls, min_size=1, max_size=7),
    shares_of_three,
    st.fixed_dictionaries({s: st.integers(0, 40) for s in STATUSES}),
)
def test_the_order_equals_the_exhaustive_optimum(items, shares, done):
    order = balanced_order(items, shares, done)
    assert sorted(order) == list(range(len(items)))
    assert allowed(items, order)
    best = min(cost(items, each, shares, done) for each in permutations(range(len(items))) if allowed(items, each))
    assert cost(items, order, shares, done) == best


def test_nine_calls_with_two_fixed_times_equal_the_optimum_by_brute_force():
    items = [
        Item("existing", 15), Item("existing", 30), Item("existing", 6), Item("lost", 12), Item("lost", 8),
        Item("new", 6), Item("new", 6), Item("lost", 20, pinned=30), Item("existing", 10, pinned=70),
    ]  # fmt: skip
    best = min(cost(items, each, FIFTY) for each in permutations(range(9)) if allowed(items, each))
    assert cost(items, balanced_order(items, FIFTY), FIFTY) == best


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 4))
def test_with_equal_lengths_and_enough_accounts_every_prefix_is_within_half_a_call(tens):
    items = [Item("existing", 7)] * 5 * tens + [Item("lost", 7)] * 3 * tens + [Item("new", 7)] * 2 * tens
    assert max(worst for worst, _ in deviations(items, balanced_order(items, FIFTY), FIFTY)) <= 3.5


def test_what_was_done_before_is_made_up_for_first():
    items = [Item("existing", 10)] * 3 + [Item("lost", 10)] * 3 + [Item("new", 10)] * 2
    order = balanced_order(items, FIFTY, {"existing": 40, "lost": 0, "new": 0})
    assert items[order[0]].status == "lost"
    assert items[order[1]].status in ("lost", "new")


def test_targets_are_share_plus_debt_and_add_up_to_the_capacity():
    assert targets(SHARES, 240, dict.fromkeys(STATUSES, 0)) == {"existing": 120, "lost": 72, "new": 48}
    assert targets(SHARES, 240, {"existing": -120, "lost": 72, "new": 48}) == {"existing": 0, "lost": 144, "new": 96}


@given(st.fixed_dictionaries({s: st.floats(-300, 300) for s in STATUSES}), st.integers(0, 600))
def test_targets_are_never_negative_and_always_add_up(debts, capacity):
    aims = targets(SHARES, capacity, debts)
    assert min(aims.values()) >= 0
    assert sum(aims.values()) in (0, capacity)


def test_debt_is_share_of_all_minutes_less_own_within_the_cap():
    spent = {"existing": 240.0, "lost": 0.0, "new": 0.0}
    assert owed(SHARES, spent, 180) == pytest.approx({"existing": -120, "lost": 72, "new": 48})
    assert owed(SHARES, {"existing": 2400.0, "lost": 0.0, "new": 0.0}, 180)["existing"] == -180


def test_debt_looks_back_28_days_and_not_at_today():
    book = a_book()
    old, customer = account(book, "Old", status="existing"), account(book, "Ours", status="existing")
    touch(book, old, 29, minutes=100)
    touch(book, customer, 28, minutes=100)
    touch(book, customer, 0, minutes=100)
    assert debt(book, Settings(), TODAY, 360)["existing"] == -50


def test_minutes_stay_where_they_were_spent_when_a_prospect_is_won():
    book = a_book()
    prospect = account(book, status="new")
    call = log_call(book, Settings(), NOW, Entry(account=prospect.id, outcome="connected", minutes=20))
    book.change(call.label, *call.records, replace(prospect, status="existing"))
    assert minutes_by_status(book, TODAY, TODAY) == {"existing": 0, "lost": 0, "new": 20}


def test_time_with_colleagues_counts_for_new_accounts():
    book = a_book()
    friend = contact(book, None, "A colleague")
    touch(book, None, 1, contact=friend.id, minutes=15, purpose="colleague catch-up")
    assert minutes_by_status(book, TODAY - timedelta(days=3), TODAY)["new"] == 15


@given(st.lists(st.floats(0, 500), min_size=3, max_size=3))
def test_rounding_keeps_the_sum(parts):
    by_status = dict(zip(STATUSES, parts, strict=True))
    total = round(sum(parts))
    assert abs(sum(rounded(by_status, total).values()) - total) <= 1
