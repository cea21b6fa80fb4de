"""The timeline: everything that happened with an account, in one stream that can be filtered."""

import pytest

from planner.book import Book
from planner.book.records import Account, StageChange
from planner.method.timeline import timeline
from tests.books import (
    a_book,
    account,
    benefit,
    contact,
    day,
    endorsement,
    insight,
    opportunity,
    promise,
    referral,
    touch,
)


@pytest.fixture
def book() -> Book:
    return a_book()


@pytest.fixture
def acme(book: Book) -> Account:
    return account(book, "Acme", status="lost", status_since=day(-50), status_why="last order 13 months ago")


def titles(book: Book, acme: Account, **chosen: object) -> list[str]:
    return [event.title for event in timeline(book, acme.id, **chosen)]


def test_everything_stands_in_one_stream_newest_first(book: Book, acme: Account) -> None:
    call = touch(book, acme, 3, purpose="deliver value", minutes=12)
    benefit(book, acme, "given", ago=3, what="a lead", touch=call.id)
    insight(book, acme, ago=10, text="they open a second plant")
    promise(book, acme, "send the figures", due=2)
    opportunity(
        book, acme, "Big one", stage="won", history=(StageChange("proposal", day(-40)), StageChange("won", day(-20)))
    )
    assert titles(book, acme) == [
        "send the figures",
        "connected · deliver value · 12 min",
        "a lead",
        "they open a second plant",
        "Big one: won",
        "Big one: proposal",
        "lost",
    ]


def test_what_came_of_a_touch_stands_beside_it(book: Book, acme: Account) -> None:
    early, late = touch(book, acme, 3, hour=9), touch(book, acme, 3, hour=15, outcome="voicemail")
    benefit(book, acme, "got", ago=3, what="a name", touch=early.id)
    assert [event.record.id for event in timeline(book, acme.id)][:2] == [late.id, early.id]
    assert titles(book, acme)[2] == "a name"


def test_a_kept_promise_stands_where_it_was_kept(book: Book, acme: Account) -> None:
    promise(book, acme, "late one", due=-9, done=day(-5))
    promise(book, acme, "dropped one", due=-9, dropped=day(-8))
    found = {event.title: (event.on, event.detail) for event in timeline(book, acme.id, kinds=("promise",))}
    assert found == {"late one": (day(-5), "kept late"), "dropped one": (day(-8), "dropped")}


def test_the_stream_can_be_filtered_by_kind_person_and_words(book: Book, acme: Account) -> None:
    ann, bob = contact(book, acme, "Ann Lee"), contact(book, acme, "Bob Ray")
    touch(book, acme, 3, contact=ann.id, note="wants the Málaga figures")
    touch(book, acme, 2, contact=bob.id, note="on holiday")
    insight(book, acme, ago=1, text="moving to Malaga", contact=bob.id)
    assert len(timeline(book, acme.id, kinds=("touch",))) == 2
    assert [event.detail for event in timeline(book, acme.id, contact=ann.id)] == ["wants the Málaga figures"]
    assert len(timeline(book, acme.id, text="malaga")) == 2
    assert len(timeline(book, acme.id, text="malaga bob")) == 1
    assert len(timeline(book, acme.id, most=1)) == 1


def test_referrals_and_endorsements_belong_to_the_story(book: Book, acme: Account) -> None:
    ann = contact(book, acme, "Ann Lee")
    referral(book, ann, "Globex", account=acme.id, made=day(-4), stage="introduced")
    endorsement(book, ann, kind="video", history=(StageChange("asked", day(-3)),))
    assert titles(book, acme)[:2] == ["video: asked", "Globex referred to us: introduced"]


def test_status_changes_say_why(book: Book, acme: Account) -> None:
    found = timeline(book, acme.id, kinds=("status",))
    assert [(event.title, event.detail, event.on) for event in found] == [
        ("lost", "last order 13 months ago", day(-50))
    ]


def test_the_last_order_stands_once_where_an_opportunity_tells_of_it(book: Book) -> None:
    won = account(book, "Globex", last_order=day(-9))
    assert "last order" in titles(book, won)
    opportunity(book, won, "Line 3", stage="won", closed_on=day(-9))
    assert titles(book, won) == ["Line 3: won"]


def test_a_new_record_is_in_the_stream_at_once(book: Book, acme: Account) -> None:
    before = len(timeline(book, acme.id))
    touch(book, acme, 0)
    assert len(timeline(book, acme.id)) == before + 1
