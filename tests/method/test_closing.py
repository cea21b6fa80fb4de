"""Closing an opportunity: what follows from won and from lost (method §6, §1, §7)."""

from datetime import timedelta

import pytest

from planner.book.records import Endorsement, Promise
from planner.method.closing import close, reason_word, to_stage
from tests.books import NOW, SETTINGS, TODAY, a_book, account, contact, day, endorsement, opportunity, promise, referral


def deal_at(book, status="new", **fields):
    """A proposal at Acme of this status, with Ann Lee."""
    acme = account(book, "Acme", status=status, **fields)
    ann = contact(book, acme)
    return opportunity(book, acme, "Line 3", stage="proposal", proposal_on=day(-20), contact=ann.id)


def closed(book, deal, stage, **said):
    book.change(stage, *close(book, SETTINGS, book.opportunities[deal.id], stage, NOW, **said))
    return book.opportunities[deal.id], book.accounts[deal.account]


def texts(book, deal):
    return [each.text for each in book.promises.of(deal.account) if each.open]


def test_a_won_deal_makes_a_customer_with_an_order_of_today():
    book = a_book()
    deal, acme = closed(book, deal_at(book, parked_until=day(9)), "won", reason="the service")
    assert (deal.stage, deal.closed_on, deal.reason) == ("won", TODAY, "the service")
    assert (acme.status, acme.status_since, acme.last_order, acme.parked_until) == ("existing", TODAY, TODAY, None)
    assert acme.status_why == "bought: Line 3"


def test_an_old_customer_stays_one_since_when_they_were():
    book = a_book()
    _, acme = closed(book, deal_at(book, "existing", status_since=day(-900), last_order=day(-80)), "won")
    assert (acme.status_since, acme.last_order) == (day(-900), TODAY)


def test_a_lost_customer_who_buys_again_is_existing():
    book = a_book()
    _, acme = closed(book, deal_at(book, "lost", lost_reason="price"), "won")
    assert (acme.status, acme.lost_reason) == ("existing", None)


def test_after_winning_the_thanks_the_ask_and_the_endorsement_fall_due_in_that_order():
    book = a_book()
    deal = deal_at(book)
    closed(book, deal, "won")
    assert texts(book, deal) == [
        "Thank Ann Lee for the order: Line 3",
        "Ask Ann Lee how Line 3 has begun; if they are pleased, who else should know of us",
        "Ask Ann Lee for a letter of recommendation, or two minutes on video",
    ]
    assert [each.purpose for each in book.promises.of(deal.account)] == ["thank", "ask referral", None]


def test_who_has_vouched_already_is_not_asked_for_another_endorsement():
    book = a_book()
    deal = deal_at(book)
    endorsement(book, book.contacts[deal.contact], stage="received")
    closed(book, deal, "won")
    assert len(book.endorsements) == 1
    assert not any("recommendation" in text for text in texts(book, deal))


def test_without_anybody_to_ask_the_account_itself_is_thanked():
    book = a_book()
    deal = opportunity(book, account(book, "Acme"), "Line 3", stage="proposal")
    records = close(book, SETTINGS, deal, "won", NOW)
    assert not [each for each in records if isinstance(each, Endorsement)]
    assert "Thank Acme for the order: Line 3" in [each.text for each in records if isinstance(each, Promise)]


def test_a_lost_bid_is_not_a_lost_customer():
    book = a_book()
    deal, acme = closed(book, deal_at(book), "lost", reason="price", competitor="Initech")
    assert (deal.stage, deal.reason, deal.competitor) == ("lost", "price", "Initech")
    assert acme.status == "new"
    (revisit,) = book.promises.of(acme.id)
    assert revisit.text == "See Acme again: what came of their choice? (Line 3 went to Initech, price)"
    assert revisit.due == day(91)  # 90 days on is a Sunday


@pytest.mark.parametrize("status", ["existing", "new"])
def test_a_customer_who_refuses_goes_to_lost_with_the_reason(status):
    book = a_book()
    _, acme = closed(
        book, deal_at(book, status, last_order=day(-100)), "lost", reason="Price too high", competitor="Initech"
    )
    assert (acme.status, acme.status_since, acme.lost_reason) == ("lost", TODAY, "price")
    assert acme.status_why == "lost: Line 3 went to Initech, Price too high"
    assert not book.promises.of(acme.id)


def test_a_customer_who_bought_elsewhere_just_this_once_stays_a_customer():
    book = a_book()
    _, acme = closed(book, deal_at(book, "existing"), "lost", reason="price", still_customer=True)
    assert acme.status == "existing"


def test_steps_booked_to_win_it_are_dropped_but_the_users_own_word_stands():
    book = a_book()
    deal = deal_at(book)
    acme = book.accounts[deal.account]
    promise(book, acme, "try again", kind="retry", opportunity=deal.id)
    promise(book, acme, "Ask who else has bid", idea="decision", opportunity=deal.id)
    promise(book, acme, "send the drawings", opportunity=deal.id)
    promise(book, acme, "try about something else", kind="retry")
    closed(book, deal, "lost")
    assert {"send the drawings", "try about something else"} <= set(texts(book, deal))
    assert not {"try again", "Ask who else has bid"} & set(texts(book, deal))


def test_whoever_brought_us_there_hears_that_it_was_won():
    book = a_book()
    deal = deal_at(book)
    bob = contact(book, None, "Bob")
    sent = referral(book, bob, "Acme", account=deal.account, stage="met", reward="dinner")
    closed(book, deal, "won")
    assert book.referrals[sent.id].stage == "won"
    assert [each.kind for each in book.promises.where("contact", bob.id)] == ["thank", "reward"]


def test_whoever_brought_us_there_hears_that_it_was_lost_once_nothing_else_is_open():
    book = a_book()
    deal = deal_at(book)
    sent = referral(book, contact(book, None, "Bob"), "Acme", account=deal.account, stage="met")
    other = opportunity(book, book.accounts[deal.account], "Line 4", stage="qualified")
    closed(book, deal, "lost")
    assert book.referrals[sent.id].stage == "met"
    closed(book, other, "lost")
    assert book.referrals[sent.id].stage == "declined"


def test_closing_twice_follows_up_only_once():
    book = a_book()
    deal = deal_at(book)
    closed(book, deal, "won")
    assert close(book, SETTINGS, book.opportunities[deal.id], "won", NOW) == []
    (again,) = close(book, SETTINGS, book.opportunities[deal.id], "won", NOW, reason="they like Ann")
    assert again.reason == "they like Ann"


def test_the_history_tells_each_stage_with_its_day():
    book = a_book()
    deal = opportunity(book, account(book))
    stages = ("qualified", "proposal", "negotiation", "won")
    for week, stage in enumerate(stages):
        now = NOW + timedelta(days=7 * week)
        book.change(stage, *to_stage(book, SETTINGS, book.opportunities[deal.id], stage, now))
    moved = book.opportunities[deal.id]
    assert [(change.stage, change.on) for change in moved.history] == [(s, day(7 * w)) for w, s in enumerate(stages)]
    assert moved.proposal_on == day(7)


def test_a_proposal_taken_back_and_sent_again_is_out_since_the_second_time():
    book = a_book()
    deal = deal_at(book)
    book.change("back", *to_stage(book, SETTINGS, deal, "qualified", NOW))
    assert book.opportunities[deal.id].proposal_on is None
    later = NOW + timedelta(days=3)
    book.change("again", *to_stage(book, SETTINGS, book.opportunities[deal.id], "proposal", later))
    assert book.opportunities[deal.id].proposal_on == day(3)


def test_a_lost_opportunity_can_be_opened_again():
    book = a_book()
    deal = deal_at(book)
    closed(book, deal, "lost", reason="price")
    book.change("open again", *to_stage(book, SETTINGS, book.opportunities[deal.id], "negotiation", NOW))
    opened = book.opportunities[deal.id]
    assert (opened.stage, opened.closed_on, opened.reason, opened.proposal_on) == ("negotiation", None, "", TODAY)


def test_moving_to_where_it_is_changes_nothing():
    book = a_book()
    deal = deal_at(book)
    assert to_stage(book, SETTINGS, deal, "proposal", NOW) == []


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("Price", "price"),
        ("far too expensive", "price"),
        ("deliveries came late", "service"),
        ("no need any more", "need gone"),
        ("", "other"),
    ],
)
def test_the_reason_is_read_from_the_users_own_words(said, word):
    assert reason_word(said) == word


def test_without_a_reason_the_competitor_is_the_reason():
    assert reason_word("", "Initech") == "competitor"
