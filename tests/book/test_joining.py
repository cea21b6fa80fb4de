"""Two records made one: everything that referred to the second is moved, nothing that either said is lost."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.book import Book, BookError
from planner.book.joining import join_accounts, join_contacts, side_by_side
from planner.book.records import (
    Account,
    Contact,
    DayPlan,
    Draft,
    Event,
    Meeting,
    PlannedCall,
)
from tests.books import (
    NOW,
    TODAY,
    a_book,
    account,
    benefit,
    contact,
    day,
    endorsement,
    insight,
    opportunity,
    promise,
    put,
    referral,
    touch,
)


@pytest.fixture
def book() -> Book:
    return a_book()


def everything(book: Book) -> dict[str, dict[str, Any]]:
    return {table: dict(collection) for table, collection in book.collections.items()}


def join(book: Book, first: Account, second: Account, *chosen: str) -> Account:
    book.change("merge", lambda b: join_accounts(b, first, second, chosen))
    return book.accounts[first.id]


def full(book: Book, at: Account, person: Contact) -> None:
    """One of everything that can refer to an account or a contact."""
    deal = opportunity(book, at, contact=person.id)
    call = touch(book, at, 3, contact=person.id, opportunity=deal.id)
    benefit(book, at, contact=person.id, touch=call.id)
    insight(book, at, contact=person.id)
    promise(book, at, contact=person.id)
    referral(book, person, account=at.id)
    endorsement(book, person)
    put(book, Meeting, title="review", start=NOW, end=NOW, account=at.id)
    put(book, Event, name="fair", on=TODAY, met=(person.id,))
    planned = PlannedCall(account=at.id, contact=person.id, status="new", purpose="thank", minutes=5, why=("so",))
    put(book, DayPlan, day=TODAY, calls=(planned,), put_aside=(at.id, person.id))
    put(book, Draft, about=at.id, fields={"note": "half a sen"})
    account(book, "Branch", parent=at.id)


def mentions(book: Book, id: str) -> list[str]:
    """The tables in which an id still occurs."""
    return [table for table, records in everything(book).items() if id in repr(records)]


def test_everything_of_the_second_account_moves_to_the_first(book: Book) -> None:
    first, second = account(book, "Acme"), account(book, "Acme Inc")
    ann = contact(book, second, "Ann Lee")
    full(book, second, ann)
    before = {table: len(records) for table, records in everything(book).items()}
    join(book, first, second)
    assert mentions(book, second.id) == []
    assert {table: len(records) for table, records in everything(book).items()} == before | {
        "accounts": before["accounts"] - 1
    }
    assert book.contacts[ann.id].account == first.id
    assert [len(each.of(first.id)) for each in (book.touches, book.promises, book.opportunities)] == [1, 1, 1]
    assert next(each for each in book.accounts.values() if each.name == "Branch").parent == first.id


def test_a_merge_is_one_change_that_undo_takes_back(book: Book) -> None:
    first, second = account(book, "Acme"), account(book, "Acme Inc", phone="1", note="b")
    full(book, second, contact(book, second))
    before = everything(book)
    join(book, first, second)
    assert book.undo() == "merge"
    assert everything(book) == before


def test_empty_fields_are_filled_and_lists_are_joined(book: Book) -> None:
    first = account(book, "Acme", tags=("vip",), source_ids=("a",), note="old")
    second = account(
        book, "Acme", phone="+1 555", tags=("fair", "vip"), source_ids=("b",), note="new", extra={"Fax": "9"}
    )
    joined = join(book, first, second)
    assert (joined.phone, joined.tags, joined.source_ids) == ("+1 555", ("vip", "fair"), ("a", "b"))
    assert joined.note == "old\n\nnew"
    assert joined.extra == {"Fax": "9"}


def test_the_user_chooses_and_what_was_not_chosen_is_kept_aside(book: Book) -> None:
    first = account(book, "Acme", city="Bonn", phone="1")
    second = account(book, "Acme Inc", city="Köln", phone="2")
    assert [pair.field for pair in side_by_side(first, second) if pair.choice] == ["name", "phone", "city"]
    joined = join(book, first, second, "city")
    assert (joined.name, joined.city, joined.phone) == ("Acme", "Köln", "1")
    assert joined.extra == {"name (merged)": "Acme Inc", "city (merged)": "Bonn", "phone (merged)": "2"}


def test_a_second_merge_keeps_what_the_first_one_put_aside(book: Book) -> None:
    first = account(book, "A", phone="1")
    join(book, first, account(book, "A", phone="2"))
    joined = join(book, first, account(book, "A", phone="3"))
    assert set(joined.extra.values()) == {"2", "3"}


def test_a_status_is_chosen_with_its_day_and_reason(book: Book) -> None:
    first = account(book, "A", status="new", status_since=day(-1), status_why="imported")
    second = account(book, "A", status="lost", status_since=day(-90), status_why="set by hand")
    joined = join(book, first, second, "status")
    assert (joined.status, joined.status_since, joined.status_why) == ("lost", day(-90), "set by hand")


@pytest.mark.parametrize("chosen", [(), ("do_not_call",)])
def test_do_not_call_survives_every_merge(book: Book, chosen: tuple[str, ...]) -> None:
    barred, free = account(book, "A", do_not_call=day(-9)), account(book, "A")
    assert join(book, free, barred, *chosen).do_not_call == day(-9)
    again = account(book, "A", do_not_call=day(-2))
    assert join(book, free, again, *chosen).do_not_call == day(-9)


def test_the_later_order_counts(book: Book) -> None:
    first, second = account(book, "A", last_order=day(-400)), account(book, "A", last_order=day(-4))
    assert join(book, first, second).last_order == day(-4)


@pytest.mark.parametrize("upside_down", [False, True])
def test_an_account_never_becomes_its_own_parent(book: Book, upside_down: bool) -> None:
    top = account(book, "Holding")
    parent = account(book, "A", parent=top.id)
    child = account(book, "A", parent=parent.id)
    joined = join(book, child, parent) if upside_down else join(book, parent, child)
    assert joined.parent == top.id


def test_everything_of_the_second_contact_moves_to_the_first(book: Book) -> None:
    acme = account(book, "Acme")
    first, second = contact(book, acme, "Ann Lee"), contact(book, acme, "A. Lee", email="ann@acme.example")
    full(book, acme, second)
    book.change("merge", lambda b: join_contacts(b, first, second))
    assert mentions(book, second.id) == []
    assert book.contacts[first.id].email == "ann@acme.example"
    assert len(book.touches.where("contact", first.id)) == 1
    assert next(iter(book.events.values())).met == (first.id,)


def test_a_person_who_moved_keeps_the_former_company(book: Book) -> None:
    old, new = account(book, "Old Ltd"), account(book, "New Ltd")
    first, second = contact(book, old, "Ann Lee"), contact(book, new, "Ann Lee")
    call = touch(book, new, 3, contact=second.id)
    book.change("merge", lambda b: join_contacts(b, first, second, ["account"]))
    joined = book.contacts[first.id]
    assert (joined.account, joined.worked_at, joined.extra) == (new.id, ("Old Ltd",), {})
    assert (book.touches[call.id].account, book.touches[call.id].contact) == (new.id, first.id)


def test_texts_begun_for_both_are_both_kept(book: Book) -> None:
    first, second = account(book, "A"), account(book, "A")
    put(book, Draft, about=first.id, fields={"note": "one"})
    put(book, Draft, about=second.id, fields={"note": "two", "gave": "a lead"})
    join(book, first, second)
    assert [each.fields for each in book.drafts.where("about", first.id)] == [{"note": "one\ntwo", "gave": "a lead"}]


def test_a_record_is_not_merged_with_itself_nor_with_one_that_is_gone(book: Book) -> None:
    first, second = account(book, "A"), account(book, "B")
    with pytest.raises(BookError, match="itself"):
        join_accounts(book, first, first)
    join(book, first, second)
    with pytest.raises(BookError, match="gone"):
        join_accounts(book, first, second)


TEXT = st.text("ab ", max_size=3)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "phone": TEXT,
        "city": TEXT,
        "note": TEXT,
        "competitor": TEXT,
        "status_why": TEXT,
        "tags": st.lists(TEXT.filter(bool), max_size=2).map(tuple),
        "extra": st.dictionaries(st.sampled_from(["Fax", "phone (merged)"]), TEXT, max_size=2),
        "cadence": st.sampled_from([(5, 10), (6, 12)]),
    },
)


@given(FIELDS, FIELDS, st.sets(st.sampled_from(["phone", "city", "note", "competitor", "cadence"])))
def test_nothing_that_either_said_is_lost(first: dict[str, Any], second: dict[str, Any], chosen: set[str]) -> None:
    book = a_book()
    one, other = account(book, "A", **first), account(book, "A", **second)
    joined = repr(join(book, one, other, *chosen))
    for name, value in (*first.items(), *second.items()):
        texts = value if name == "tags" else value.values() if name == "extra" else [value]
        for text in texts:
            shown = " / ".join(map(str, text)) if isinstance(text, tuple) else str(text)
            assert shown in joined or str(text) in joined
