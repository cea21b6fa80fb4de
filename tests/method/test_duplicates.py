"""Duplicates: the same company or person twice is found, two that only look alike are left in peace."""

import pytest

from planner.book import Book
from planner.book.records import Account, Contact
from planner.method.duplicates import bare_name, domain, duplicate_accounts, duplicate_contacts, last_digits
from tests.books import NOW, a_book, account, contact


@pytest.fixture
def book() -> Book:
    return a_book()


def names(pairs: list) -> list[set[str]]:
    return [{pair.first.name, pair.second.name} for pair in pairs]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ACME, Inc.", "Acme"),
        ("Müller Maschinenbau GmbH", "Muller Maschinenbau"),
        ("Northwind Traders", "Nothwind Traders Ltd"),
        ("Globex Corporation", "Globex Corp."),
        ("Stone & Sons S.A.", "Stone & Sons"),
        ("Traders Northwind", "Northwind Traders"),
    ],
)
def test_one_company_written_in_two_ways_is_found(book: Book, one: str, other: str) -> None:
    account(book, one)
    account(book, other)
    account(book, "Somebody Else")
    assert names(duplicate_accounts(book)) == [{one, other}]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Store 12", "Store 13"), ("Berlin Bank", "London Bank"), ("Acme", "Apex"), ("The Company", "Co")],
)
def test_two_companies_stay_two(book: Book, one: str, other: str) -> None:
    account(book, one)
    account(book, other)
    assert duplicate_accounts(book) == []


def test_what_they_share_strengthens_a_likeness(book: Book) -> None:
    account(book, "Initech Systems", website="https://www.initech.example/start")
    account(book, "Initech Software", website="initech.example")
    account(book, "Initech Catering")
    pairs = duplicate_accounts(book)
    assert names(pairs) == [{"Initech Systems", "Initech Software"}]
    assert "the website initech.example" in pairs[0].why


def test_a_branch_is_no_duplicate_of_its_parent(book: Book) -> None:
    parent = account(book, "Hooli")
    account(book, "Hooli", parent=parent.id)
    assert duplicate_accounts(book) == []


def test_the_older_record_is_the_one_to_keep(book: Book) -> None:
    account(book, "Acme Inc", created=NOW)
    account(book, "Acme", created=NOW.replace(year=2024))
    assert duplicate_accounts(book)[0].first.name == "Acme"


def test_a_person_twice_at_one_account_is_found(book: Book) -> None:
    acme, other = account(book, "Acme"), account(book, "Other")
    contact(book, acme, "Ann Lee")
    contact(book, acme, "Lee, Ann")
    contact(book, acme, "Bob Ray")
    contact(book, other, "Ann Lee")
    assert names(duplicate_contacts(book)) == [{"Ann Lee", "Lee, Ann"}]


def test_a_person_at_two_accounts_is_found_by_what_is_theirs_alone(book: Book) -> None:
    contact(book, account(book, "Acme"), "Ann Lee", mobile="+49 170 1234567")
    contact(book, account(book, "Other"), "Anne Lee", phone="0170 123 45 67")
    pairs = duplicate_contacts(book)
    assert len(pairs) == 1
    assert "the phone number" in pairs[0].why


def test_colleagues_who_share_only_the_switchboard_stay_two(book: Book) -> None:
    acme = account(book, "Acme")
    contact(book, acme, "Ann Lee", phone="+1 555 0100 200")
    contact(book, acme, "Robert Wong", phone="+1 555 0100 200")
    assert duplicate_contacts(book) == []


def test_a_name_that_half_the_book_has_is_still_compared_with_its_neighbours(book: Book) -> None:
    records = [
        Account(id=book.make_id(), name=f"Sparkasse {chr(65 + n % 26)}{chr(97 + n // 26)}orf") for n in range(120)
    ]
    twin = Account(id=book.make_id(), name=f"{records[7].name} AG")
    book.change("many", *records, twin)
    assert {records[7].name, twin.name} in names(duplicate_accounts(book))


def test_a_contact_without_account_is_compared_within_the_company(book: Book) -> None:
    book.change(
        "two",
        Contact(id=book.make_id(), name="Jo Park", company="Soylent"),
        Contact(id=book.make_id(), name="Jo Park", company="soylent "),
        Contact(id=book.make_id(), name="Jo Park", company="Cyberdyne"),
    )
    assert len(duplicate_contacts(book)) == 1


def test_names_numbers_and_domains_are_compared_bare() -> None:
    assert bare_name("The  ACME Co., Ltd.") == "acme"
    assert bare_name("GmbH") == "gmbh", "a name that is nothing else stays itself"
    assert last_digits("+49 (170) 123-4567") == last_digits("0170 1234567") == "01234567"
    assert last_digits("1234") == ""
    assert domain("Ann@Acme.example") == domain("http://www.acme.example/x?y") == "acme.example"
    assert domain("ann@gmail.com") == ""
