"""Why an account is, or is not, on the plan: one answer for every state it can be in, with its figures (method §2)."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from planner.method.day import plan_day, plan_to_keep
from planner.method.why import why
from tests.books import NOW, SETTINGS, a_book, account, contact, day, opportunity, promise, touch


def said(book, one, now=NOW):
    """The first line of the answer."""
    return why(book, SETTINGS, now, book.accounts[one.id])[0]


def many(book, status, count, ago=60):
    """Accounts of a status that are all due."""
    return [_silent(book, account(book, f"{status} {n}", status=status), ago) for n in range(count)]


def _silent(book, one, ago):
    touch(book, one, ago, minutes=0)
    return one


def test_one_that_is_on_the_plan_hears_its_place_its_purpose_and_every_reason():
    book = a_book()
    acme = account(book, status="existing")
    contact(book, acme, "Dana Cruz", level="executive", title="COO")
    assert why(book, SETTINGS, NOW, acme) == [
        "call 1 of 1 today, executive interview, 30 min",
        "Dana Cruz (COO) has never been met",
        "no contact on record",
    ]


def test_one_called_today_hears_what_came_of_it_and_what_is_booked():
    book = a_book()
    acme = account(book, status="existing")
    touch(book, acme, 0, hour=9)
    promise(book, acme, "the review", 4)
    assert why(book, SETTINGS, NOW.replace(hour=11), acme) == [
        "not planned again today: connected at 09:00",
        "next step booked for Fri 27 Nov (the review)",
    ]


def test_one_that_said_do_not_call_today_hears_that_it_is_for_good():
    book = a_book()
    acme = account(book, status="existing", do_not_call=day(0))
    touch(book, acme, 0, "do not call", hour=9)
    assert why(book, SETTINGS, NOW, acme)[1] == "do not call, since Mon 23 Nov"


def test_one_put_aside_is_not_said_to_be_waiting_for_something_else():
    book = a_book()
    acme = account(book, status="existing")
    kept = plan_to_keep(book, plan_day(book, SETTINGS, NOW))
    book.change("aside", replace(kept, put_aside=(acme.id,)))
    assert said(book, acme) == "not on the plan: you said not today"


def test_one_in_contact_lately_hears_when_it_falls_due():
    book = a_book()
    acme = account(book, status="existing")
    touch(book, acme, 3)
    assert said(book, acme) == (
        "not on the plan: in contact 1 working day ago (ideal 15, at most 30); due in 14 working days, on Fri 11 Dec"
    )


def test_the_place_in_the_line_counts_those_to_whom_something_is_promised():
    book = a_book()
    due = many(book, "existing", 30)
    for one in due[:3]:
        promise(book, one, "send the offer", 0)
    plan = plan_day(book, SETTINGS, NOW)
    held = sum(call.status == "existing" for call in plan.todo)
    off = [one for one in due if one.id not in {call.account for call in plan.todo}]
    places = sorted(int("".join(filter(str.isdigit, said(book, one).split(" of the 30 ")[0]))) for one in off)
    assert places == list(range(held + 1, 31))


def test_one_that_is_too_long_for_what_is_left_hears_so_instead_of_a_place_within_the_day():
    book = a_book()
    acme = account(book, status="existing")
    contact(book, acme, "Dana Cruz", level="executive")
    touch(book, acme, 3)
    plan = plan_day(book, SETTINGS, NOW, minutes=20)
    assert not plan.calls
    many(book, "new", 4, 40)
    plan = plan_day(book, SETTINGS, NOW, minutes=20)
    assert why(book, SETTINGS, NOW, acme, plan=plan)[0] == (
        "not on the plan: its 30 min don't fit into what is left (2 min are free)"
    )


def test_one_of_a_status_that_has_had_its_share_hears_that():
    book = a_book()
    first, second = many(book, "existing", 2)
    many(book, "lost", 40)
    many(book, "new", 40)
    for ago in (1, 2, 3):
        touch(book, first, ago, minutes=400)
    assert said(book, second) == "not on the plan: existing has had its share, no minutes of today are for it"


@pytest.mark.parametrize(("hour", "zone"), [(14, "Asia/Tokyo"), (16, "Asia/Kolkata")])
def test_one_whose_day_is_over_hears_that_the_hours_do_not_meet(hour, zone):
    book = a_book()
    far = _silent(book, account(book, "Far", status="existing", zone=zone), 60)
    assert said(book, far, NOW.replace(hour=hour)) == "not on the plan: your hours and theirs don't meet today"


def test_a_day_without_minutes_gives_its_own_reason():
    book = a_book()
    (acme,) = many(book, "existing", 1)
    assert said(book, acme, NOW + timedelta(days=5)) == "not on the plan: no minutes for calls (Saturday)"
    assert said(book, acme, NOW.replace(hour=18)) == "not on the plan: no minutes for calls (the day is over at 17:00)"


def test_silence_after_a_proposal_is_told_once():
    book = a_book()
    waiting = account(book, "Waiting", status="existing")
    opportunity(book, waiting, stage="proposal", proposal_on=day(-30))
    touch(book, waiting, 29)
    assert why(book, SETTINGS, NOW, waiting)[1:] == [
        "proposal out: they last answered 21 working days ago (over the 10 tolerated)"
    ]


@pytest.mark.parametrize(
    ("theirs", "the_accounts", "ago", "due"),
    [
        (None, None, 89, None),
        (None, None, 90, "every 90"),
        ((20, 40), None, 27, None),
        ((20, 40), None, 28, "every 20 working days, their own cadence"),
        ((80, 99), None, 100, None),
        ((80, 99), None, 112, "every 80 working days, their own cadence"),
        (None, (5, 10), 89, None),
        (None, (5, 10), 90, "every 90"),
        (None, (80, 99), 111, None),
        (None, (80, 99), 112, "every 80 working days, the account's own cadence"),
        ((20, 40), (80, 99), 28, "every 20 working days, their own cadence"),
    ],
)
def test_an_executive_is_due_by_their_own_cadence_else_by_ninety_days_and_the_figure_is_told(
    theirs, the_accounts, ago, due
):
    """Calling an account often does not make its executives due sooner; calling it rarely makes them due as rarely."""
    book = a_book()
    acme = account(book, status="existing", cadence=the_accounts)
    dana = contact(book, acme, "Dana Cruz", level="executive", title="COO", cadence=theirs)
    sam = contact(book, acme, "Sam Poe", level="staff")
    touch(book, acme, ago, contact=dana.id)
    touch(book, acme, 1, contact=sam.id)
    line = f"Dana Cruz (COO) was last met {ago} days ago ({due})"
    assert (line in why(book, SETTINGS, NOW, acme)) is bool(due)
    assert ("executive interview" in said(book, acme)) is bool(due)
