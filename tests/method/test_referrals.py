"""Asking for referrals, and keeping the source in the picture until the reward is paid (method §7)."""

from datetime import timedelta

import pytest

from planner.method.asks import asks, why_not
from planner.method.closing import close
from planner.method.referrals import (
    advance,
    notice_due,
    open_referrals,
    opened_by,
    owed,
    pay,
    thank,
    thanked,
)
from planner.method.sources import by_source
from planner.method.warm import WarmPath, ask_through, paths_to
from tests.books import (
    NOW,
    SETTINGS,
    TODAY,
    a_book,
    account,
    benefit,
    contact,
    day,
    opportunity,
    promise,
    put,
    referral,
    touch,
)


def client(book, name="Acme", person="Ann Lee", given=10, ticks=True, **fields):
    """A client in contact and in credit; the person to ask."""
    acme = account(book, name, status="existing")
    ann = contact(book, acme, person, **({"noticed": day(-200), "satisfied": day(-20)} if ticks else {}) | fields)
    touch(book, acme, ago=12, contact=ann.id)
    if given is not None:
        benefit(book, acme, "given", ago=given, what="a lead to Hooli")
    return ann


def in_queue(book, now=NOW):
    return [ask.contact.name for ask in asks(book, SETTINGS, now)]


def moved(book, sent, stage, now=NOW, **said):
    book.change(stage, *advance(book, SETTINGS, book.referrals[sent.id], stage, now, **said))
    return book.referrals[sent.id]


def to_source(book, person):
    return [each.text for each in book.promises.where("contact", person.id) if each.open]


# -- the story that the module is for


def test_a_referral_from_notice_to_reward():
    book = a_book()
    ann = client(book, ticks=False)
    acme = book.accounts[ann.account]
    book.edit("notice", ann, noticed=day(-200))
    assert not asks(book, SETTINGS, NOW)[0].contact.satisfied
    book.edit("satisfied", book.contacts[ann.id], satisfied=TODAY)

    (ask,) = asks(book, SETTINGS, NOW)
    assert ask.contact.id == ann.id
    assert "said on Mon 23 Nov that they are satisfied" in ask.why
    assert ask.say.startswith("“When we started I said that I would ask you")

    touch(book, acme, ago=0, purpose="ask referral", contact=ann.id)
    sent = referral(book, ann, "Globex", stage="to ask", reward="dinner for two")
    sent = moved(book, sent, "asked")
    assert in_queue(book) == []
    assert to_source(book, ann) == []

    sent = moved(book, sent, "introduced")
    globex = book.accounts[sent.account]
    assert (globex.name, globex.status, globex.source) == ("Globex", "new", "referral from Ann Lee (Acme)")
    assert opened_by(book, globex.id) == sent
    assert [each.text for each in book.promises.of(globex.id)] == ["Call Globex while Ann Lee's introduction is fresh"]
    assert to_source(book, ann) == ["Thank Ann Lee for the introduction to Globex"]
    assert not thanked(book, sent)
    book.change("thanked", *thank(book, sent, NOW))
    assert thanked(book, book.referrals[sent.id])

    sent = moved(book, sent, "met", NOW + timedelta(days=7))
    assert to_source(book, ann) == ["Tell Ann Lee how the first meeting with Globex went"]
    assert not thanked(book, sent)

    deal = opportunity(book, globex, "Line 1", stage="proposal", amount=500_000)
    book.change("won", *close(book, SETTINGS, deal, "won", NOW + timedelta(days=20)))
    sent = book.referrals[sent.id]
    assert sent.stage == "won"
    assert [change.stage for change in sent.history] == ["asked", "introduced", "met", "won"]
    assert to_source(book, ann) == [
        "Thank Ann Lee: Globex has bought from us",
        "Give Ann Lee what was agreed on for Globex: dinner for two",
    ]
    assert owed(sent)
    assert open_referrals(book) == [sent]

    later = NOW + timedelta(days=22)
    book.change("thanked", *thank(book, sent, later))
    book.change("paid", *pay(book, book.referrals[sent.id], later))
    assert to_source(book, ann) == []
    assert open_referrals(book) == []
    (source,) = by_source(book)
    assert (source.contact.id, source.got, source.introduced, source.met, source.won) == (ann.id, 1, 1, 1, 1)
    assert (source.amounts, source.rewards_owed) == ({"USD": 500_000}, 0)


# -- whom to ask


@pytest.mark.parametrize(("given", "why"), [(None, "never gave"), (91, "something 3 months ago")])
def test_a_client_who_got_nothing_from_us_lately_is_never_in_the_queue(given, why):
    book = a_book()
    ann = client(book, given=given)
    assert in_queue(book) == []
    assert why in why_not(book, SETTINGS, ann, NOW)


def test_nobody_is_asked_whom_we_owe():
    book = a_book()
    ann = client(book)
    benefit(book, book.accounts[ann.account], "got", ago=3, weight=2)
    assert in_queue(book) == []
    assert why_not(book, SETTINGS, ann, NOW) == "we owe them: got 2, given 1"


@pytest.mark.parametrize(("ago", "queued"), [(89, []), (90, ["Ann Lee"])])
def test_nobody_is_asked_again_within_ninety_days(ago, queued):
    book = a_book()
    ann = client(book)
    touch(book, book.accounts[ann.account], ago=ago, purpose="ask referral", contact=ann.id)
    assert in_queue(book) == queued


def test_an_ask_that_reached_nobody_was_no_ask():
    book = a_book()
    ann = client(book)
    touch(book, book.accounts[ann.account], ago=2, outcome="voicemail", purpose="ask referral", contact=ann.id)
    assert in_queue(book) == ["Ann Lee"]


def test_a_referral_on_record_as_asked_counts_as_asked():
    book = a_book()
    referral(book, client(book), stage="asked", made=day(-10))
    assert in_queue(book) == []


@pytest.mark.parametrize("outcome", ["not interested", "do not call"])
def test_nobody_is_asked_whose_last_contact_was_a_refusal(outcome):
    book = a_book()
    ann = client(book)
    touch(book, book.accounts[ann.account], ago=1, outcome=outcome, contact=ann.id)
    assert in_queue(book) == []


def test_an_ask_that_is_booked_for_a_later_day_waits_for_it():
    book = a_book()
    ann = client(book)
    promise(book, book.accounts[ann.account], "ask", due=5, purpose="ask referral", contact=ann.id)
    assert in_queue(book) == []
    assert in_queue(book, NOW + timedelta(days=5)) == ["Ann Lee"]


def test_notice_kept_and_satisfied_come_first_and_colleagues_after_all_clients():
    book = a_book()
    client(book, "A", "Neither", given=1, ticks=False)
    client(book, "B", "Noticed", given=2, ticks=False, noticed=day(-99))
    client(book, "C", "Satisfied", given=3, ticks=False, satisfied=day(-9))
    client(book, "D", "Both", given=60)
    for name, field in (("Any", "anywhere"), ("Co", "co-worker"), ("Al", "aligned"), ("Unknown", None)):
        contact(book, None, name, field=field)
    assert in_queue(book) == ["Both", "Satisfied", "Noticed", "Neither", "Al", "Co", "Any", "Unknown"]


def test_one_person_of_a_client_is_asked_at_a_time():
    book = a_book()
    ann = client(book, ticks=False)
    contact(book, book.accounts[ann.account], "Bea", noticed=day(-99), satisfied=day(-9))
    assert in_queue(book) == ["Bea"]


def test_lost_and_new_accounts_are_no_clients_to_ask():
    book = a_book()
    for status in ("lost", "new"):
        other = account(book, status, status=status)
        contact(book, other, satisfied=day(-9))
        touch(book, other, ago=3)
        benefit(book, other, "given", ago=3)
    assert in_queue(book) == []


@pytest.mark.parametrize("gone", [{"left": day(-3)}, {"do_not_call": day(-3)}])
def test_who_left_or_said_do_not_call_is_not_asked(gone):
    book = a_book()
    ann = client(book)
    book.edit("gone", ann, **gone)
    contact(book, None, "Colleague", **gone)
    assert in_queue(book) == []


def test_a_colleague_whom_we_owe_is_not_asked():
    from planner.book.records import Benefit

    book = a_book()
    col = contact(book, None, "Col", field="aligned")
    put(book, Benefit, contact=col.id, direction="got", on=day(-9), what="a name", weight=2)
    assert why_not(book, SETTINGS, col, NOW) == "we owe them: got 2, given 0"
    put(book, Benefit, contact=col.id, direction="given", on=day(-2), what="a name", weight=2)
    assert in_queue(book) == ["Col"]


def test_what_to_say_fits_the_case():
    book = a_book()
    ann, bea = client(book, "A"), client(book, "B", "Bea", ticks=False)
    contact(book, None, "Al", field="aligned", sells_to=("food", "paper"))
    contact(book, None, "Wish", field="aligned", asks="plant managers")
    said = {ask.contact.name: ask.say for ask in asks(book, SETTINGS, NOW)}
    assert "you told me that we have" in said[ann.name]
    assert "a lead to Hooli" in said[bea.name]
    assert "We both call on food and paper" in said["Al"]
    assert "plant managers" in said["Wish"]
    assert all(say.startswith("“") and say.endswith("”") for say in said.values())
    assert len(set(said.values())) == 4


# -- the warm path that becomes an ask


def test_one_key_turns_a_warm_path_into_an_ask():
    book = a_book()
    ann = client(book)
    globex = account(book, "Globex")
    book.edit("before", ann, worked_at=("Globex",))
    path = paths_to(book, SETTINGS, globex, NOW)[0]
    book.change("ask", *ask_through(book, globex, path, NOW))
    (ask,) = asks(book, SETTINGS, NOW)
    assert ask.referral.account == globex.id
    assert "somebody at Globex" in ask.say
    assert opened_by(book, globex.id) is None
    assert ask_through(book, globex, path, NOW) == []


def test_a_path_without_a_person_can_not_be_asked():
    book = a_book()
    path = WarmPath(None, account(book, "Acme").id, "Acme", "Acme is in food, too", 30)
    assert ask_through(book, account(book, "Globex"), path, NOW) == []


# -- stages


def test_an_introduction_to_an_account_we_know_makes_no_second_one():
    book = a_book()
    globex = account(book, "GLOBEX")
    sent = moved(book, referral(book, client(book), "Globex", stage="asked"), "introduced")
    assert sent.account == globex.id
    assert len(book.accounts) == 2


def test_who_declines_is_told_to_the_source_instead_of_older_news():
    book = a_book()
    ann = client(book)
    sent = moved(book, referral(book, ann, stage="asked"), "met")
    moved(book, sent, "declined")
    assert to_source(book, ann) == ["Tell Ann Lee that Globex will not go ahead, and thank them all the same"]


def test_thanks_still_due_are_not_dropped_by_newer_news():
    book = a_book()
    ann = client(book)
    sent = moved(book, referral(book, ann, stage="asked"), "introduced")
    moved(book, sent, "met")
    assert len(to_source(book, ann)) == 2


def test_a_referral_that_we_gave_is_tracked_and_asked_about():
    book = a_book()
    ann = client(book)
    sent = moved(book, referral(book, ann, "Hooli", direction="given", stage="asked"), "introduced")
    assert sent.account is None
    assert to_source(book, ann) == ["Ask Ann Lee what became of Hooli, whom we introduced"]
    assert [(each.given, each.got) for each in by_source(book)] == [(1, 0)]


def test_moving_to_where_it_is_changes_nothing():
    book = a_book()
    sent = referral(book, client(book), stage="asked")
    assert advance(book, SETTINGS, sent, "asked", NOW) == []


def test_the_source_with_most_deals_won_comes_first():
    book = a_book()
    many, good = contact(book, None, "Many"), contact(book, None, "Good")
    for name in ("A", "B", "C"):
        referral(book, many, name, stage="asked")
    referral(book, good, "D", stage="won")
    assert [each.contact.name for each in by_source(book)] == ["Good", "Many"]


def test_a_prospect_with_whom_we_talk_is_to_be_told_that_we_will_ask():
    book = a_book()
    acme = account(book)
    ann = contact(book, acme)
    contact(book, acme, "Never Met")
    touch(book, acme, ago=2, contact=ann.id)
    assert notice_due(book) == [ann]
    book.edit("told", ann, noticed=TODAY)
    assert notice_due(book) == []


# -- first things first


def test_who_waits_for_a_promise_of_ours_is_asked_last_and_hears_of_the_promise_first():
    book = a_book()
    ann = client(book, "Acme", "Ann Lee")
    client(book, "Globex", "Bea Orr", ticks=False)
    contact(book, None, "Col League", field="aligned")
    assert in_queue(book) == ["Ann Lee", "Bea Orr", "Col League"]
    promise(book, book.accounts[ann.account], "send the figures", due=-3)
    assert in_queue(book) == ["Bea Orr", "Col League", "Ann Lee"]
    last = asks(book, SETTINGS, NOW)[-1]
    assert last.why[0] == "keep your promise first: “send the figures”, 3 days late"
    assert "(The promise: send the figures. Ask another day.)" in last.say
    assert why_not(book, SETTINGS, ann, NOW) == last.why[0]


@pytest.mark.parametrize(
    "fields",
    [
        {"due": 0},
        {"due": -3, "done": day(-1)},
        {"due": -3, "kind": "retry"},
        {"due": -3, "kind": "task"},
        {"due": -3, "purpose": "ask referral"},
    ],
    ids=["not late yet", "kept", "a try of ours", "a task", "the ask itself"],
)
def test_what_is_no_late_promise_to_them_holds_no_ask_up(fields):
    book = a_book()
    ann = client(book)
    promise(book, book.accounts[ann.account], **fields)
    assert [ask.first for ask in asks(book, SETTINGS, NOW)] == [None]
    assert why_not(book, SETTINGS, ann, NOW) is None


def test_a_colleague_to_whom_a_promise_is_late_is_asked_after_the_others():
    book = a_book()
    al = contact(book, None, "Al", field="aligned")
    contact(book, None, "Any", field="anywhere")
    promise(book, None, "name two firms", due=-1, contact=al.id)
    assert in_queue(book) == ["Any", "Al"]


@pytest.mark.parametrize(
    ("deal", "ahead", "why"),
    [
        ({}, 0, None),
        ({}, 4, "their decision on “A deal” first: they last answered 12 working days ago (over the 10 tolerated)"),
        ({"decision": day(-3)}, 0, "their decision on “A deal” first: it was due on Fri 20 Nov"),
        ({"stage": "won"}, 4, None),
    ],
    ids=["in time", "romanced late", "overdue", "decided"],
)
def test_who_is_late_with_a_decision_is_asked_for_nothing_else(deal, ahead, why):
    book = a_book()
    ann = client(book)
    opportunity(book, book.accounts[ann.account], **{"stage": "proposal", "proposal_on": day(-14), **deal})
    client(book, "Globex", "Bea Orr", ticks=False)
    now = NOW + timedelta(days=ahead)
    assert in_queue(book, now) == (["Bea Orr", "Ann Lee"] if why else ["Ann Lee", "Bea Orr"])
    assert asks(book, SETTINGS, now)[-1].first == why


def test_the_plan_asks_nobody_for_a_referral_to_whom_a_promise_is_late():
    from planner.method.asks import ask_of

    book = a_book()
    ann = client(book)
    acme = book.accounts[ann.account]
    assert ask_of(book, SETTINGS, acme, NOW)
    promise(book, acme, "send the figures", due=-3)
    assert ask_of(book, SETTINGS, acme, NOW) is None
