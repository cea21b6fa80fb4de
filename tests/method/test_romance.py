"""The romance queue: nobody waits for a decision without hearing from us (method §6)."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from planner.method.closing import close, to_stage
from planner.method.due import candidates
from planner.method.intervals import longest_silences, romance_pays, streak
from planner.method.referrals import asks
from planner.method.romance import book_idea, due, next_idea, queue, standing
from tests.books import (
    NOW,
    SETTINGS,
    TODAY,
    a_book,
    account,
    benefit,
    contact,
    day,
    days_ago,
    opportunity,
    promise,
    touch,
)


def proposal(book, of, out=30, **fields):
    """A proposal that went out so many days ago."""
    return opportunity(book, of, stage="proposal", proposal_on=day(-out), **fields)


def entries(book, now=NOW):
    return {entry.opportunity.name: entry for entry in queue(book, SETTINGS, now)}


# -- the story that the queue is for


def test_a_proposal_romanced_by_different_ideas_is_won_and_thanks_ask_and_endorsement_fall_due():
    book = a_book()
    acme = account(book, "Acme")
    ann = contact(book, acme, "Ann Lee", level="executive")
    deal = opportunity(book, acme, "Line 3", contact=ann.id, amount=1_200_000)
    start = NOW - timedelta(days=28)
    book.change("out", *to_stage(book, SETTINGS, deal, "proposal", start))
    assert book.opportunities[deal.id].proposal_on == start.date()

    kinds = []
    for week in (1, 2, 3):
        now = start + timedelta(days=7 * week)
        idea = next_idea(book, SETTINGS, book.opportunities[deal.id], now)
        kinds.append(idea.kind)
        touch(book, acme, ago=28 - 7 * week, purpose="romance", opportunity=deal.id, idea=idea.kind, contact=ann.id)
        if week == 2:
            book.edit("rival", book.opportunities[deal.id], competitor="Initech", bids_asked=now.date())
            assert "Initech has bid too" in entries(book, now)["Line 3"].why
    assert len(set(kinds)) == 3
    assert entries(book)["Line 3"].streak == 3

    won = close(book, SETTINGS, book.opportunities[deal.id], "won", NOW, reason="we knew their line")
    book.change("won", *won)
    assert book.accounts[acme.id].status == "existing"
    assert book.accounts[acme.id].last_order == TODAY
    assert not queue(book, SETTINGS, NOW)
    steps = {each.purpose: each for each in book.promises.of(acme.id) if each.kind != "task"}
    assert steps["thank"].due == day(1)
    assert "Ann Lee" in steps["thank"].text
    tasks = [each for each in book.promises.of(acme.id) if each.kind == "task"]
    assert [each.due for each in tasks] == [day(14), day(28)]
    assert [each.stage for each in book.endorsements.of(acme.id)] == ["proposed"]
    assert book.opportunities[deal.id].competitor == "Initech"

    benefit(book, acme, "given", ago=5)
    later = NOW + timedelta(days=15)
    assert [ask.contact.id for ask in asks(book, SETTINGS, later)] == [ann.id]


def test_silence_past_the_most_that_is_tolerated_puts_the_proposal_on_top_of_the_plan_with_the_reason():
    book = a_book()
    for count in range(5):
        touch(book, account(book, f"Quiet {count}", status="existing"), ago=30)
    acme = account(book, "Acme")
    deal = proposal(book, acme, out=40)
    touch(book, acme, ago=18, purpose="romance", opportunity=deal.id)

    stands = due(book, SETTINGS, deal, NOW)
    assert stands is not None
    assert stands.endangered
    assert stands.said == "they last answered 12 working days ago (over the 10 tolerated)"
    first = candidates(book, SETTINGS, TODAY)[0]
    assert (first.account, first.best.purpose) == (acme.id, "romance")


# -- silence


def test_silence_counts_from_when_they_last_answered_and_our_tries_stand_beside_it():
    book = a_book()
    acme = account(book)
    deal = proposal(book, acme, out=30)
    touch(book, acme, ago=14, opportunity=deal.id)
    touch(book, acme, ago=3, outcome="voicemail", opportunity=deal.id)
    touch(book, acme, ago=4, outcome="no answer", opportunity=deal.id)
    entry = entries(book)["A deal"]
    assert (entry.days_silent, entry.tries_unanswered) == (10, 2)
    assert "2 tries of ours unanswered since" in entry.why


def test_a_talk_about_something_else_does_not_end_the_silence_of_a_proposal():
    book = a_book()
    acme = account(book)
    deal = proposal(book, acme, out=30)
    touch(book, acme, ago=14, opportunity=deal.id)
    touch(book, acme, ago=1, purpose="deliver value")
    assert standing(book, SETTINGS, deal, NOW).days_silent == 10


def test_any_contact_at_the_account_counts_while_none_names_the_proposal():
    book = a_book()
    acme = account(book)
    deal = proposal(book, acme, out=30)
    touch(book, acme, ago=7)
    assert standing(book, SETTINGS, deal, NOW).days_silent == 5


def test_without_any_answer_silence_counts_from_the_proposal():
    book = a_book()
    acme = account(book)
    touch(book, acme, ago=60)
    stands = standing(book, SETTINGS, proposal(book, acme, out=7), NOW)
    assert stands.said == "no answer since the proposal went out 5 working days ago (ideal 5, at most 10)"


def test_a_booked_next_step_stops_the_alarm_until_its_date():
    book = a_book()
    acme = account(book)
    deal = proposal(book, acme, out=40)
    loud = entries(book)["A deal"].danger
    promise(book, acme, "show them the drawings", due=3, opportunity=deal.id)
    entry = entries(book)["A deal"]
    assert entry.danger < loud / 3
    assert entry.why[0] == "booked for Thu 26 Nov: show them the drawings"
    assert due(book, SETTINGS, deal, NOW) is None
    assert due(book, SETTINGS, deal, NOW + timedelta(days=3)) is not None


def test_a_step_booked_for_another_opportunity_does_not_calm_this_one():
    book = a_book()
    acme = account(book)
    deal, other = proposal(book, acme, out=40), proposal(book, acme, out=2, name="Other")
    promise(book, acme, "the other one", due=3, opportunity=other.id)
    assert due(book, SETTINGS, deal, NOW) is not None


def test_a_shorter_cadence_of_the_account_counts_a_longer_one_does_not():
    book = a_book()
    hurried, patient = account(book, "H", cadence=(2, 4)), account(book, "P", cadence=(30, 60))
    assert standing(book, SETTINGS, proposal(book, hurried), NOW).most == 4
    assert standing(book, SETTINGS, proposal(book, patient), NOW).most == 10


# -- danger


def test_the_longest_silent_is_the_most_endangered():
    book = a_book()
    for out in (3, 30, 12):
        proposal(book, account(book, f"Out {out}"), out=out, name=str(out))
    assert [entry.opportunity.name for entry in queue(book, SETTINGS, NOW)] == ["30", "12", "3"]


def test_a_competitor_a_near_decision_and_a_larger_amount_each_add_to_the_danger():
    book = a_book()
    acme = account(book)
    proposal(book, acme, out=9, name="plain", amount=100, bids_asked=TODAY)
    proposal(book, acme, out=9, name="rival", amount=100, competitor="Initech")
    proposal(book, acme, out=9, name="decision", amount=100, bids_asked=TODAY, decision=day(2))
    proposal(book, acme, out=9, name="large", amount=90_000, bids_asked=TODAY)
    danger = {name: entry.danger for name, entry in entries(book).items()}
    assert min(danger, key=danger.__getitem__) == "plain"
    assert danger["rival"] > danger["large"]
    assert "they decide Wed 25 Nov" in entries(book)["decision"].why
    assert "the largest proposal out in USD" in entries(book)["large"].why


@given(st.integers(0, 400), st.integers(0, 400), st.booleans(), st.integers(-30, 60), st.integers(0, 10**9))
def test_danger_lies_between_0_and_1_and_never_falls_with_silence(out, longer, rival, decision, amount):
    book = a_book()
    fields = {"competitor": "Initech" if rival else "", "decision": day(decision), "amount": amount}
    proposal(book, account(book, "A"), out=out, name="short", **fields)
    proposal(book, account(book, "B"), out=out + longer, name="long", **fields)
    danger = {name: entry.danger for name, entry in entries(book).items()}
    assert 0 <= danger["short"] <= danger["long"] <= 1


def test_whether_anybody_asked_who_else_has_bid_is_marked():
    book = a_book()
    acme = account(book)
    proposal(book, acme, name="unasked")
    proposal(book, acme, name="asked", bids_asked=day(-3))
    proposal(book, acme, name="known", competitor="Initech")
    marked = {name: entry.bids_unasked for name, entry in entries(book).items()}
    assert marked == {"unasked": True, "asked": False, "known": False}


def test_only_open_proposals_of_those_who_may_be_called_are_in_the_queue():
    book = a_book()
    acme, barred = account(book), account(book, "Barred", do_not_call=day(-9))
    proposal(book, barred, name="barred")
    opportunity(book, acme, "early", stage="qualified")
    opportunity(book, acme, "over", stage="lost", closed_on=day(-2), proposal_on=day(-20))
    opportunity(book, acme, "talks", stage="negotiation", proposal_on=day(-20))
    assert list(entries(book)) == ["talks"]


def test_whom_to_call_is_the_one_named_else_whoever_answered_last():
    book = a_book()
    acme = account(book)
    ann, bob = contact(book, acme, "Ann"), contact(book, acme, "Bob")
    gone = contact(book, acme, "Gone", left=day(-5))
    touch(book, acme, ago=9, contact=bob.id)
    proposal(book, acme, name="named", contact=ann.id)
    proposal(book, acme, name="left", contact=gone.id)
    assert {name: entry.contact.name for name, entry in entries(book).items()} == {"named": "Ann", "left": "Bob"}


# -- intervals


def test_an_interval_missed_ends_the_streak():
    book = a_book()
    acme = account(book)
    deal = proposal(book, acme, out=60)
    for ago in (53, 46, 20, 13, 6):
        touch(book, acme, ago=ago, opportunity=deal.id)
    assert streak(book, SETTINGS, deal, TODAY) == 2


def test_a_running_silence_past_the_most_leaves_no_streak():
    book = a_book()
    acme = account(book)
    deal = proposal(book, acme, out=40)
    touch(book, acme, ago=35, opportunity=deal.id)
    assert streak(book, SETTINGS, deal, TODAY) == 0


def test_a_long_interval_that_a_booked_step_covered_was_kept():
    book = a_book()
    acme = account(book)
    deal = proposal(book, acme, out=60)
    promise(book, acme, "after their trade fair", due=-20, made=day(-55), done=day(-20), opportunity=deal.id)
    touch(book, acme, ago=20, opportunity=deal.id)
    touch(book, acme, ago=8, opportunity=deal.id)
    assert streak(book, SETTINGS, deal, TODAY) == 2


def test_the_longest_silences_of_the_quarter_leave_out_what_ended_before_it():
    book = a_book()
    acme = account(book)
    deal = proposal(book, acme, out=150)
    for ago in (70, 50, 2):
        touch(book, acme, ago=ago, opportunity=deal.id)
    silences = longest_silences(book, SETTINGS, NOW)
    assert [(each.since, each.until) for each in silences] == [
        (day(-50), day(-2)),
        (day(-70), day(-50)),
        (day(-2), None),
    ]


def test_whether_romance_pays_is_shown_with_how_many():
    book = a_book()
    acme = account(book)
    for stage, steps in (("won", 3), ("won", 3), ("lost", 4), ("lost", 0), ("won", 7)):
        deal = opportunity(book, acme, stage=stage, proposal_on=day(-90), closed_on=day(-10))
        for count in range(steps):
            touch(book, acme, ago=80 - count, purpose="romance", opportunity=deal.id)
        touch(book, acme, ago=79, outcome="voicemail", purpose="romance", opportunity=deal.id)
    opportunity(book, acme, stage="lost", closed_on=day(-10))
    rows = {row.steps: (row.won, row.n, row.thin) for row in romance_pays(book)}
    assert rows == {"none": (0, 1, True), "1 or 2": (0, 0, True), "3 or 4": (2, 3, True), "5 or more": (1, 1, True)}


# -- taking the idea


def test_one_key_takes_the_idea_as_the_next_step():
    book = a_book()
    acme = account(book)
    ann = contact(book, acme)
    deal = proposal(book, acme, out=40)
    idea = next_idea(book, SETTINGS, deal, NOW)
    book.change("take it", *book_idea(book, SETTINGS, deal, NOW))
    (step,) = book.promises.of(acme.id)
    assert (step.idea, step.text, step.purpose, step.contact) == (idea.kind, idea.text, "romance", ann.id)
    assert step.due == day(7)
    assert entries(book)["A deal"].next_step == step


def test_the_idea_booked_after_a_call_is_not_the_one_just_carried_out():
    book = a_book()
    acme = account(book)
    deal = proposal(book, acme, out=40)
    book.change("first", *book_idea(book, SETTINGS, deal, NOW))
    (first,) = book.promises.of(acme.id)
    later = NOW + timedelta(days=7)
    book.change("again", *book_idea(book, SETTINGS, deal, later, after=(first.idea,)))
    open_steps = [each for each in book.promises.of(acme.id) if each.open]
    assert [each.idea == first.idea for each in open_steps] == [False]
    assert book.promises[first.id].done == later.date()


def test_the_day_of_the_proposal_is_found_where_only_the_history_tells_it():
    book = a_book()
    deal = opportunity(book, account(book), stage="proposal", created=days_ago(14))
    assert standing(book, SETTINGS, deal, NOW).since == day(-14)


def test_a_try_that_was_booked_covers_no_interval():
    book = a_book()
    acme = account(book)
    deal = proposal(book, acme, out=60)
    promise(book, acme, "try again", due=-20, made=day(-55), kind="retry", opportunity=deal.id)
    touch(book, acme, ago=20, opportunity=deal.id)
    touch(book, acme, ago=8, opportunity=deal.id)
    assert streak(book, SETTINGS, deal, TODAY) == 1


def test_an_answer_on_the_day_of_the_proposal_is_an_answer():
    book = a_book()
    acme = account(book)
    deal = proposal(book, acme, out=7)
    touch(book, acme, ago=7, opportunity=deal.id)
    assert standing(book, SETTINGS, deal, NOW).said.startswith("they last answered 5 working days ago")
