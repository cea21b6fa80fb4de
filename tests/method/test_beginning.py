"""Where nobody was in contact yet: what comes first (method §5, §7)."""

import pytest
from msgspec.structs import replace

from planner.book import Book
from planner.book.records import Account
from planner.method.beginning import first_step
from tests.books import NOW, SETTINGS, a_book, account, contact, day, referral, touch


@pytest.fixture
def book() -> Book:
    return a_book()


@pytest.fixture
def acme(book: Book) -> Account:
    return account(book, "Acme")


def first(book: Book, of: Account) -> str:
    return first_step(book, SETTINGS, of, NOW).text


def test_where_nobody_is_known_a_name_comes_first(book: Book, acme: Account) -> None:
    found = first_step(book, SETTINGS, acme, NOW)
    assert (found.text, found.nobody) == ("Find out whom to talk to: nobody is known there", True)
    contact(book, acme, "Gone Away", left=day(-3))
    assert first(book, acme) == "Find out whom to talk to: nobody may be called there"


def test_the_call_names_whom_to_call(book: Book, acme: Account) -> None:
    contact(book, acme, "Bo Ray")
    dana = contact(book, acme, "Dana Cruz", title="COO", phone="+44 20 7946 0001")
    found = first_step(book, SETTINGS, acme, NOW)
    assert (found.text, found.contact, found.nobody) == ("Call Dana Cruz (COO)", dana.id, False)


def test_whoever_can_introduce_us_is_asked_before_a_cold_call(book: Book) -> None:
    shut = account(book, "Shut Ltd", status="new")
    client = account(book, "Client", status="existing", last_order=day(-30))
    ann = contact(book, client, "Ann Lee", worked_at=("Shut Ltd",))
    touch(book, client, 5, contact=ann.id)
    found = first_step(book, SETTINGS, shut, NOW)
    assert found.text.startswith("Ask Ann Lee for an introduction") and found.opens


def test_an_introduction_that_is_under_way_comes_before_another(book: Book) -> None:
    shut = account(book, "Shut Ltd", status="new")
    contact(book, shut, "Dana Cruz")
    client = account(book, "Client", status="existing", last_order=day(-30))
    for name in ("Ann Lee", "Bo Ray"):
        touch(book, client, 5, contact=contact(book, client, name, worked_at=("Shut Ltd",)).id)
    ann = next(each for each in book.contacts.values() if each.name == "Ann Lee")
    asked = referral(book, ann, "Shut Ltd", account=shut.id, stage="to ask")
    assert first(book, shut) == "Ask Ann Lee for the introduction that you have in mind"
    book.change("asked", replace(asked, stage="asked"))
    assert first(book, shut) == "Ask Ann Lee what became of the introduction"


def test_who_is_not_to_be_called_now_is_let_be(book: Book) -> None:
    barred = account(book, "Barred", do_not_call=day(-9))
    assert first(book, barred).startswith("Let it be: do not call, since")
    parked = account(book, "Parked", parked_until=day(40), parked_why="5 tries")
    contact(book, parked, "Bo Ray")
    assert "parked until" in first(book, parked) and "5 tries" in first(book, parked)
