"""What makes a relationship: the five levels by their stories, ports of entry, knowledge, mended fences, the inner circle."""

import pytest

from planner.book import Book, BookError
from planner.book.records import Account
from planner.method.relationship import (
    coverage,
    enter_circle,
    entry,
    fences,
    inner_circle,
    knowledge,
    leave_circle,
    ledger,
    level,
)
from planner.settings import Rules, Settings
from tests.books import SETTINGS, TODAY, a_book, account, benefit, contact, day, insight, touch


@pytest.fixture
def book() -> Book:
    return a_book()


@pytest.fixture
def acme(book: Book) -> Account:
    return account(book, "Acme", status="existing")


def level_of(book: Book, acme: Account, days: int = 0) -> str:
    return level(book, SETTINGS, acme.id, day(days))


# -- levels, each by its story


def test_pleasant_lunches_without_a_benefit_stay_an_acquaintance(book: Book, acme: Account) -> None:
    ann = contact(book, acme)
    for ago in (200, 120, 40, 3):
        touch(book, acme, ago, contact=ann.id, purpose="courtesy", note="lunch, football")
    assert level_of(book, acme) == "acquaintance"


def test_who_only_ever_took_orders_is_a_vendor(book: Book, acme: Account) -> None:
    benefit(book, acme, "got", ago=30, what="an order")
    assert level_of(book, acme) == "vendor"


def test_help_that_was_not_answered_yet_is_investing(book: Book, acme: Account) -> None:
    benefit(book, acme, "given", ago=30, what="introduced them to a supplier")
    assert level_of(book, acme) == "investing"


def test_a_benefit_on_both_sides_is_a_relationship(book: Book, acme: Account) -> None:
    benefit(book, acme, "given", ago=150)
    benefit(book, acme, "got", ago=20)
    assert level_of(book, acme) == "relationship"


def test_knowing_their_business_and_meeting_their_executives_makes_partners(book: Book, acme: Account) -> None:
    dana = contact(book, acme, "Dana Cruz", level="executive")
    benefit(book, acme, "given", ago=100)
    benefit(book, acme, "got", ago=20)
    insight(book, acme, ago=60, contact=dana.id)
    touch(book, acme, 60, contact=dana.id, purpose="executive interview")
    assert level_of(book, acme) == "partner"
    assert level_of(book, acme, days=31) == "relationship", "the executive was met 91 days ago by then"


def test_partners_need_current_knowledge(book: Book, acme: Account) -> None:
    dana = contact(book, acme, "Dana Cruz", level="executive")
    benefit(book, acme, "given", ago=10)
    benefit(book, acme, "got", ago=10)
    touch(book, acme, 5, contact=dana.id)
    insight(book, acme, ago=181)
    assert level_of(book, acme) == "relationship"


def test_a_relationship_lapses_when_one_side_goes_stale(book: Book, acme: Account) -> None:
    benefit(book, acme, "given", ago=170)
    benefit(book, acme, "got", ago=20)
    assert level_of(book, acme) == "relationship"
    assert level_of(book, acme, days=11) == "vendor", "what we gave is too long ago to count"
    assert level_of(book, acme, days=200) == "acquaintance", "by then all of it is"


def test_an_old_benefit_of_one_side_is_still_all_there_ever_was(book: Book, acme: Account) -> None:
    benefit(book, acme, "got", ago=500)
    assert level_of(book, acme) == "vendor"


# -- ledger


def test_the_ledger_weighs_what_was_given_against_what_was_got(book: Book, acme: Account) -> None:
    benefit(book, acme, "given", ago=100, weight=3, what="a month of free support")
    benefit(book, acme, "given", ago=9, weight=1, what="a lead")
    benefit(book, acme, "got", ago=40, weight=2, what="a reference")
    sums = ledger(book, SETTINGS, acme.id, TODAY)
    assert (sums.given, sums.got, sums.balance) == (4, 2, 2)
    assert (sums.days_since_given, sums.days_since_got) == (9, 40)
    assert sums.lately == "a lead, 9 days ago"
    assert [each.what for each in sums.benefits] == ["a lead", "a reference", "a month of free support"]


def test_an_empty_ledger_has_nothing_to_answer_the_client(book: Book, acme: Account) -> None:
    sums = ledger(book, SETTINGS, acme.id, TODAY)
    assert (sums.balance, sums.days_since_given, sums.lately) == (0, None, "nothing yet")


def test_what_was_done_for_them_goes_stale(book: Book, acme: Account) -> None:
    benefit(book, acme, "given", ago=200)
    assert "stale" in ledger(book, SETTINGS, acme.id, TODAY).lately


# -- ports of entry and the coverage map


def test_one_contact_only_hangs_by_a_thread(book: Book, acme: Account) -> None:
    ann, bob = contact(book, acme, "Ann Lee"), contact(book, acme, "Bob Ray")
    touch(book, acme, 10, contact=ann.id)
    touch(book, acme, 190, contact=bob.id)
    ports = entry(book, SETTINGS, acme.id, TODAY)
    assert ports.people == 1
    assert "hangs by a thread" in ports.summary


def test_ports_count_people_departments_and_levels(book: Book, acme: Account) -> None:
    for name, department, at in (("A", "Finance", "executive"), ("B", "finance ", "staff"), ("C", "Sales", "staff")):
        touch(book, acme, 10, contact=contact(book, acme, name, department=department, level=at).id)
    ports = entry(book, SETTINGS, acme.id, TODAY)
    assert (ports.people, ports.levels) == (3, ("executive", "staff"))
    assert "2 departments" in ports.summary


def test_a_voicemail_opens_no_port(book: Book, acme: Account) -> None:
    touch(book, acme, 3, outcome="voicemail", contact=contact(book, acme).id)
    assert entry(book, SETTINGS, acme.id, TODAY).people == 0


def test_who_left_is_no_port_any_more(book: Book, acme: Account) -> None:
    ann = contact(book, acme, "Ann Lee", left=day(-2))
    touch(book, acme, 10, contact=ann.id)
    assert "Ann Lee" not in {
        person.contact.name for _, row in coverage(book, SETTINGS, acme.id, TODAY).rows for person in row
    }


def test_the_map_shows_executives_on_top_and_gaps_as_gaps(book: Book, acme: Account) -> None:
    dana = contact(book, acme, "Dana Cruz", level="executive", department="Board")
    contact(book, acme, "Sam Poe", level="staff", department="Finance")
    touch(book, acme, 120, contact=dana.id)
    seen = coverage(book, SETTINGS, acme.id, TODAY)
    assert [(level_, [person.contact.name for person in row]) for level_, row in seen.rows] == [
        ("executive", ["Dana Cruz"]),
        ("manager", []),
        ("staff", ["Sam Poe"]),
    ]
    assert seen.rows[0][1][0].days == 120
    assert seen.rows[0][1][0].due
    assert seen.gaps == ("no manager is known", "Dana Cruz was last met 120 days ago")
    assert [person.contact.name for person in seen.at("staff", "Finance")] == ["Sam Poe"]
    assert seen.at("staff", "Board") == ()


def test_an_executive_is_a_gap_by_their_own_cadence_else_on_the_day_on_which_the_plan_has_them(
    book: Book, acme: Account
) -> None:
    dana = contact(book, acme, "Dana Cruz", level="executive", cadence=(20, 40))
    eve = contact(book, acme, "Eve Stone", level="executive")
    touch(book, acme, 28, contact=dana.id)
    touch(book, acme, 90, contact=eve.id)
    seen = coverage(book, SETTINGS, acme.id, TODAY)
    assert "Dana Cruz was last met 28 days ago (every 20 working days, their own cadence)" in seen.gaps
    assert "Eve Stone was last met 90 days ago" in seen.gaps
    assert [person.due for person in seen.rows[0][1]] == [True, True]
    assert [person.due for person in coverage(book, SETTINGS, acme.id, day(-1)).rows[0][1]] == [False, False]


@pytest.mark.parametrize(
    ("theirs", "the_accounts", "met", "seen"),
    [
        (None, None, 90, "partner"),
        (None, None, 91, "relationship"),
        ((20, 40), None, 28, "partner"),
        ((20, 40), None, 29, "relationship"),
        (None, (80, 99), 112, "partner"),
    ],
)
def test_a_partner_is_one_whose_executives_are_met_as_often_as_is_meant_for_them(
    book: Book, theirs: tuple[int, int] | None, the_accounts: tuple[int, int] | None, met: int, seen: str
) -> None:
    acme = account(book, status="existing", cadence=the_accounts)
    dana = contact(book, acme, "Dana Cruz", level="executive", cadence=theirs)
    benefit(book, acme, "given", ago=5)
    benefit(book, acme, "got", ago=5)
    insight(book, acme, ago=5)
    touch(book, acme, met, contact=dana.id)
    assert level(book, SETTINGS, acme.id, TODAY) == seen


def test_somebody_who_gave_an_executive_interview_counts_as_one(book: Book, acme: Account) -> None:
    kim = contact(book, acme, "Kim Oh")
    touch(book, acme, 3, contact=kim.id, purpose="executive interview")
    assert coverage(book, SETTINGS, acme.id, TODAY).at("executive", "")[0].contact == kim


def test_a_level_that_is_not_noted_is_told(book: Book, acme: Account) -> None:
    contact(book, acme, "Kim Oh")
    assert "the level of 1 person is not noted" in coverage(book, SETTINGS, acme.id, TODAY).gaps


# -- knowledge


def test_the_knowledge_sheet_has_every_heading_newest_first_and_says_what_is_stale(book: Book, acme: Account) -> None:
    insight(book, acme, ago=200, heading="threats", text="a rival opens next door")
    insight(book, acme, ago=300, heading="business", text="two plants")
    insight(book, acme, ago=10, heading="business", text="three plants")
    sheet = {topic.heading: topic for topic in knowledge(book, SETTINGS, acme.id, TODAY)}
    assert len(sheet) == 6
    assert [each.text for each in sheet["business"].insights] == ["three plants", "two plants"]
    assert (sheet["business"].days, sheet["business"].stale) == (10, False)
    assert (sheet["threats"].days, sheet["threats"].stale) == (200, True)
    assert (sheet["concerns"].days, sheet["concerns"].stale) == (None, False)


# -- lost accounts


def test_fences_are_mended_step_by_step(book: Book) -> None:
    lost = account(book, "Gone Ltd", status="lost", lost_reason="service", lost_note="a new service team")
    assert fences(book, lost).next == "hear out"
    touch(book, lost, 20, fence="hear out")
    touch(book, lost, 10, fence="repair", outcome="voicemail")
    mending = fences(book, lost)
    assert mending.taken == (("hear out", day(-20)),), "a voicemail repairs nothing"
    assert (mending.next, mending.why_lost, mending.changed) == ("repair", "service", "a new service team")
    for ago, step in ((8, "repair"), (5, "bring something"), (1, "meet someone new")):
        touch(book, lost, ago, fence=step)
    assert fences(book, lost).next is None
    assert fences(book, lost).summary == "4 of 4 steps taken: fences mended"


# -- the inner circle


@pytest.mark.parametrize(("helps_us", "we_help", "missing"), [("", "leads", "help us"), ("leads", " \n", "help them")])
def test_nobody_enters_the_circle_without_both_answers(
    book: Book, acme: Account, helps_us: str, we_help: str, missing: str
) -> None:
    with pytest.raises(BookError, match=missing):
        enter_circle(book, SETTINGS, contact(book, acme), helps_us, we_help, TODAY)


def test_both_answers_open_the_circle_and_leaving_keeps_them(book: Book, acme: Account) -> None:
    member = enter_circle(book, SETTINGS, contact(book, acme), "knows every buyer", "we send them leads", TODAY)
    book.change("circle", member)
    assert inner_circle(book) == [member]
    assert (member.circle, member.helps_us, member.we_help) == (TODAY, "knows every buyer", "we send them leads")
    book.change("circle", leave_circle(member))
    assert inner_circle(book) == []
    assert book.contacts[member.id].we_help == "we send them leads"


def test_few_and_deep_the_circle_has_a_size(book: Book, acme: Account) -> None:
    small = Settings(rules=Rules(circle_size=1))
    first = enter_circle(book, small, contact(book, acme, "Ann"), "a", "b", TODAY)
    book.change("circle", first)
    with pytest.raises(BookError, match="full"):
        enter_circle(book, small, contact(book, acme, "Bob"), "a", "b", TODAY)
    assert enter_circle(book, small, first, "better", "b", TODAY).helps_us == "better", (
        "a member may change the answers"
    )
