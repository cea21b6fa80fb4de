"""The next romance idea: fitted to what is known, never twice in three, never "just checking in" (method §6)."""

from hypothesis import given
from hypothesis import strategies as st

from planner.book.vocabulary import IDEAS
from planner.method.catalogue import CATALOGUE
from planner.method.ideas import idea_of_kind, next_idea
from tests.books import (
    NOW,
    SETTINGS,
    TODAY,
    a_book,
    account,
    contact,
    day,
    endorsement,
    insight,
    opportunity,
    put,
    touch,
)

EMPTY_WORDS = ("checking in", "check in", "touch base", "touching base", "follow up", "any news", "anything i can do")


def prospect(book, **fields):
    """A proposal at an account in logistics, with Ann Lee."""
    acme = account(book, "Acme", industry="Logistics")
    ann = contact(book, acme)
    return opportunity(book, acme, "Line 3", stage="proposal", proposal_on=day(-9), contact=ann.id, **fields)


def idea(book, deal):
    return next_idea(book, SETTINGS, deal, NOW)


def test_an_open_concern_is_answered_first():
    book = a_book()
    got = idea(book, prospect(book, concern="the noise at night", competitor="Initech"))
    assert got.kind == "concern"
    assert "“the noise at night”" in got.text


def test_a_concern_noted_as_an_insight_counts_too():
    book = a_book()
    deal = prospect(book, bids_asked=TODAY)
    insight(book, book.accounts[deal.account], ago=9, heading="concerns", text="who trains the night shift?")
    assert "who trains the night shift?" in idea(book, deal).text


def test_with_a_known_competitor_they_are_asked_how_they_decide():
    book = a_book()
    got = idea(book, prospect(book, competitor="Initech"))
    assert got.kind == "decision"
    assert "between Initech and us" in got.text


def test_who_else_has_bid_is_asked_while_nobody_has():
    book = a_book()
    got = idea(book, prospect(book))
    assert got.kind == "decision"
    assert "who else has bid" in got.text


def test_a_customer_in_the_same_industry_who_vouched_is_introduced():
    book = a_book()
    initech = account(book, "Globex", industry="logistics", status="existing")
    bea = contact(book, initech, "Bea Ford")
    endorsement(book, bea, stage="received")
    got = idea(book, prospect(book, bids_asked=TODAY))
    assert got.kind == "reference"
    assert "Bea Ford of Globex" in got.text


def test_an_endorsement_from_their_own_house_is_no_reference():
    book = a_book()
    deal = prospect(book, bids_asked=TODAY)
    endorsement(book, book.contacts[deal.contact], stage="received")
    assert idea(book, deal).kind != "reference"


def test_a_threat_they_told_us_of_is_answered_with_something_of_use():
    book = a_book()
    deal = prospect(book, bids_asked=TODAY)
    insight(book, book.accounts[deal.account], ago=200, heading="threats", text="an old story")
    insight(book, book.accounts[deal.account], ago=20, heading="threats", text="a rival opens next door")
    got = idea(book, deal)
    assert got.kind == "insight"
    assert "a rival opens next door" in got.text


def test_a_step_that_was_booked_with_its_idea_is_the_next_one():
    from planner.book.records import Promise

    book = a_book()
    deal = prospect(book)
    text = "Invite Ann to the plant"
    put(book, Promise, account=deal.account, opportunity=deal.id, text=text, due=day(2), idea="invite")
    assert idea(book, deal).text == text


def test_the_user_may_choose_a_kind_of_idea():
    book = a_book()
    deal = prospect(book)
    for kind in IDEAS:
        assert idea_of_kind(book, SETTINGS, deal, kind, NOW).kind == kind


def test_every_kind_of_idea_has_its_wordings():
    assert set(CATALOGUE) == set(IDEAS)


@given(
    history=st.lists(st.sampled_from(IDEAS), max_size=12),
    concern=st.sampled_from(["", "the price"]),
    competitor=st.sampled_from(["", "Initech"]),
    outcome=st.sampled_from(["connected", "voicemail", "meeting set"]),
    rounds=st.integers(3, 9),
)
def test_no_idea_comes_twice_in_any_three_in_a_row(history, concern, competitor, outcome, rounds):
    book = a_book()
    deal = prospect(book, concern=concern, competitor=competitor)
    acme = book.accounts[deal.account]
    for count, kind in enumerate(history):
        touch(book, acme, ago=100 - count, outcome=outcome, opportunity=deal.id, idea=kind)
    carried = list(history)
    for count in range(rounds):
        got = idea(book, deal)
        assert got.kind not in carried[-2:]
        carried.append(got.kind)
        touch(book, acme, ago=50 - count, outcome=outcome, purpose="romance", opportunity=deal.id, idea=got.kind)


@given(
    concern=st.sampled_from(["", "the price"]),
    competitor=st.sampled_from(["", "Initech"]),
    asked=st.booleans(),
    decision=st.sampled_from([None, 5, -5]),
    with_contact=st.booleans(),
    uses=st.integers(0, 3),
)
def test_every_wording_is_a_sentence_that_asks_for_no_news(concern, competitor, asked, decision, with_contact, uses):
    book = a_book()
    deal = prospect(
        book,
        concern=concern,
        competitor=competitor,
        bids_asked=TODAY if asked else None,
        decision=None if decision is None else day(decision),
    )
    if not with_contact:
        book.edit("left", book.contacts[deal.contact], left=day(-1))
    for kind in IDEAS:
        for count in range(uses):
            touch(book, book.accounts[deal.account], ago=40 - count, opportunity=deal.id, idea=kind)
        text = idea_of_kind(book, SETTINGS, deal, kind, NOW).text
        assert text[0].isupper()
        assert text.endswith((".", "?"))
        assert not any(words in text.casefold() for words in EMPTY_WORDS)
        assert "Ann Lee" in text or not with_contact or "their" in text or "“Line 3”" in text


def test_text_from_the_user_stays_one_line_and_short_in_an_idea():
    book = a_book()
    got = idea(book, prospect(book, concern="line one\nline two " + "very " * 60 + "long"))
    assert "\n" not in got.text
    assert len(got.text) < 220


def test_no_idea_is_worn_out_however_well_it_fits():
    book = a_book()
    deal = prospect(book, concern="the price", competitor="Initech")
    used = []
    for count in range(9):
        used.append(idea(book, deal).kind)
        touch(book, book.accounts[deal.account], ago=50 - count, opportunity=deal.id, idea=used[-1])
    assert len(set(used)) >= 6
    assert used[0] == "concern"
