"""The records of a kind and their indexes: the same however they were read, and after whatever has changed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.book import Book, Gone
from planner.book.ids import seeded
from planner.book.records import Account, Contact, Opportunity, Promise, Record, Touch
from planner.book.vocabulary import LEVELS, OUTCOMES, STAGES

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
READINGS: tuple[Callable[[Book], object], ...] = (
    lambda book: None,
    lambda book: book.load(),
    lambda book: book.warm(),
    lambda book: (book.load(), book.warm()),
)


def a_record(random: Random, id: str, accounts: list[str]) -> Record:
    place, day = random.choice(accounts), NOON.date() + timedelta(days=random.randint(-3, 3))
    match random.randrange(4):
        case 0:
            at = NOON + timedelta(hours=random.randint(-48, 48))
            return Touch(id=id, at=at, outcome=random.choice(OUTCOMES), account=place, contact=random.choice(accounts))
        case 1:
            return Contact(id=id, name=random.choice("abc"), account=place, level=random.choice(LEVELS))
        case 2:
            return Opportunity(id=id, name=random.choice("abc"), account=place, stage=random.choice(STAGES))
    return Promise(id=id, text="call", due=day, account=place, done=random.choice((None, day)))


def a_book(random: Random, count: int) -> Book:
    book = Book.in_memory(seeded(random.randrange(99)))
    accounts = [book.make_id() for _ in range(4)]
    book.change("accounts", *(Account(id=id, name=id) for id in accounts))
    book.change("all", *(a_record(random, book.make_id(), accounts) for _ in range(count)))
    return book


def stands_right(book: Book) -> None:
    """Every index holds what one finds by going through all, in the order of the collection."""
    for each in (book.accounts, book.contacts, book.opportunities, book.promises, book.touches):
        collection: Any = each
        for name, key_of in collection._keys.items():
            for key in {key_of(record) for record in collection.values()}:
                expected = sorted((one for one in collection.values() if key_of(one) == key), key=collection._order)
                assert collection.where(name, key) == expected, (collection.kind, name, key)
        assert {record.id: record for record in collection.values()} == dict(collection.items())
        assert len(collection) == len(list(collection))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(READINGS))
def test_every_index_is_right_however_the_book_was_read_and_after_every_change(
    seed: int, reading: Callable[[Book], object]
) -> None:
    random = Random(seed)
    book = a_book(random, 30)
    for collection in book.collections.values():
        collection.forget()
    reading(book)
    stands_right(book)
    for _ in range(6):
        table: Any = random.choice((book.touches, book.promises, book.contacts, book.opportunities))
        accounts = list(book.accounts)
        old = random.choice(list(table.values()) or [None])
        if old is not None and random.random() < 0.4:
            book.change("one goes", Gone(old))
        elif old is not None and random.random() < 0.5:
            book.edit("one moves", old, account=random.choice(accounts))
        else:
            book.change("one more", a_record(random, book.make_id(), accounts))
        if random.random() < 0.3:
            book.undo()
        stands_right(book)


def test_accounts_and_people_stand_by_name_when_a_book_was_read() -> None:
    book = Book.in_memory(seeded(1))
    book.change("three", *(Account(id=book.make_id(), name=name) for name in ("Zeta", "Acme", "Mango")))
    for collection in book.collections.values():
        collection.forget()
    book.load()
    assert [each.name for each in book.accounts.values()] == ["Acme", "Mango", "Zeta"]


def test_what_is_remembered_of_a_person_s_account_is_forgotten_with_what_is_about_the_person() -> None:
    book = Book.in_memory(seeded(1))
    acme, globex = (Account(id=book.make_id(), name=name) for name in ("Acme", "Globex"))
    ann = Contact(id=book.make_id(), name="Ann Lee", account=acme.id)
    book.change("two accounts", acme, globex, ann)
    book.load()
    known = book.known("a rule", "its key")
    known.update({acme.id: 1, globex.id: 2, ann.id: 3})
    book.change("a promise", Promise(id=book.make_id(), text="call", due=NOON.date(), contact=ann.id))
    assert book.known("a rule", "its key") == {globex.id: 2}
    assert book.known("a rule", "another key") == {}
