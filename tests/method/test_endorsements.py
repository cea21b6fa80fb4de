"""Endorsements: proposed, asked, received, used, and brought to the right prospect (method §7, §6)."""

import pytest

from planner.method.endorsements import advance, ask_text, best_offer, propose, to_ask, to_offer
from planner.method.entry import Entry
from planner.method.outcomes import log_call
from tests.books import NOW, SETTINGS, TODAY, a_book, account, contact, day, endorsement, opportunity, promise


def client(book, name="Acme", person="Ann Lee", **fields):
    """Somebody at a customer of ours in food."""
    return contact(book, account(book, name, status="existing", industry="food"), person, **fields)


def moved(book, made, stage, **said):
    book.change(stage, *advance(book, SETTINGS, book.endorsements[made.id], stage, NOW, **said))
    return book.endorsements[made.id]


def open_texts(book, person):
    return [each.text for each in book.promises.where("contact", person.id) if each.open]


def test_a_satisfied_client_without_an_endorsement_is_proposed():
    book = a_book()
    ann = client(book, satisfied=day(-9))
    client(book, "Other", "Unsure")
    endorsement(book, client(book, "Third", "Has One", satisfied=day(-9)), stage="received")
    (due,) = to_ask(book, NOW)
    assert due.contact == ann
    assert due.why == "told us on Sat 14 Nov that they are satisfied; no endorsement is on record yet"


def test_those_already_proposed_come_first_and_the_video_is_asked_for_in_other_words():
    book = a_book()
    client(book, satisfied=day(-9))
    bea = client(book, "Globex", "Bea")
    book.change("propose", propose(book, bea, NOW, "video"))
    first, second = to_ask(book, NOW)
    assert (first.contact, first.endorsement.kind) == (bea, "video")
    assert "a video was proposed on Mon 23 Nov" in first.why
    assert "on camera" in first.say
    assert "half a page" in second.say


@pytest.mark.parametrize("gone", [{"left": day(-1)}, {"do_not_call": day(-1)}])
def test_who_may_not_be_called_is_not_asked(gone):
    book = a_book()
    client(book, satisfied=day(-9), **gone)
    assert to_ask(book, NOW) == []


def test_from_proposed_to_used_with_the_promises_in_between():
    book = a_book()
    ann = client(book)
    made = propose(book, ann, NOW)
    book.change("proposed", made)
    promise(book, book.accounts[ann.account], ask_text("Ann Lee"), contact=ann.id, kind="task")

    moved(book, made, "asked")
    assert open_texts(book, ann) == ["Offer Ann Lee a hand with the letter they agreed to: a draft, or a date"]
    received = moved(book, made, "received", link="ann.pdf")
    assert open_texts(book, ann) == ["Thank Ann Lee for the letter, and say whom it will help us with"]
    assert received.link == "ann.pdf"
    deal = opportunity(book, account(book, "Globex"))
    used = moved(book, made, "used", opportunity=deal.id)
    assert used.used_for == (deal.id,)
    assert [(change.stage, change.on) for change in used.history] == [
        (stage, TODAY) for stage in ("proposed", "asked", "received", "used")
    ]


def test_showing_it_to_a_second_prospect_is_noted_and_to_the_same_one_changes_nothing():
    book = a_book()
    deals = [opportunity(book, account(book, name)) for name in ("A", "B")]
    made = endorsement(book, client(book), stage="used", used_for=(deals[0].id,))
    assert advance(book, SETTINGS, made, "used", NOW, opportunity=deals[0].id) == []
    assert moved(book, made, "used", opportunity=deals[1].id).used_for == (deals[0].id, deals[1].id)


def test_one_of_their_own_industry_is_offered_first_and_each_only_once():
    book = a_book()
    glass = contact(book, account(book, "Glassworks", status="existing", industry="glass"), "Gil")
    other, kindred = endorsement(book, glass, stage="received"), endorsement(book, client(book), stage="received")
    endorsement(book, client(book, "Hooli", "Hal"), stage="asked")
    deal = opportunity(book, account(book, "Globex", industry="Food"))
    assert [(offer.endorsement, offer.kindred) for offer in to_offer(book, deal)] == [(kindred, True), (other, False)]
    assert best_offer(book, deal).endorsement == kindred
    moved(book, kindred, "used", opportunity=deal.id)
    assert [offer.endorsement for offer in to_offer(book, deal)] == [other]
    assert best_offer(book, deal).endorsement == other


def test_nobody_is_offered_to_their_own_company_or_after_saying_do_not_call():
    book = a_book()
    ann = client(book)
    endorsement(book, ann, stage="received")
    endorsement(book, client(book, "Hooli", "Hal", do_not_call=day(-1)), stage="received")
    deal = opportunity(book, book.accounts[ann.account])
    assert to_offer(book, deal) == []
    assert best_offer(book, deal) is None


def test_a_reference_that_was_brought_is_used_with_that_prospect_and_not_offered_there_again():
    book = a_book()
    bea = client(book, person="Bea")
    made = endorsement(book, bea, stage="received")
    globex = account(book, "Globex", industry="food")
    deal = opportunity(book, globex, stage="proposal", proposal_on=day(-9))
    entry = Entry(outcome="voicemail", account=globex.id, purpose="romance", opportunity=deal.id, idea="reference")
    book.change("a message", *log_call(book, SETTINGS, NOW, entry).records)
    assert book.endorsements[made.id].used_for == ()
    entry = Entry(outcome="connected", account=globex.id, purpose="romance", opportunity=deal.id, idea="reference")
    book.change("a talk", *log_call(book, SETTINGS, NOW, entry).records)
    used = book.endorsements[made.id]
    assert (used.stage, used.used_for) == ("used", (deal.id,))
    assert best_offer(book, deal) is None
