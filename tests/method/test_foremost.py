"""Who comes first is found without looking at everybody: it must be whom one finds by looking at everybody (method §2)."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.book import Book, Gone
from planner.book.records import Account, Benefit, Contact, Opportunity, Promise, Referral, Touch
from planner.book.vocabulary import LEVELS, OUTCOMES, PURPOSES, STAGES, STATUSES
from planner.method.due import Candidate, candidates
from planner.method.foremost import Foremost, bounds
from tests.books import SETTINGS, TODAY, a_book, account, contact, day, days_ago, touch


def told(found: list[Candidate]) -> list[Any]:
    """Candidates with all that a user would read of them."""
    return [(each.rank, each.contact, [(why.purpose, why.urgency, why.why) for why in each.reasons]) for each in found]


def agrees(book: Book, today: Any = TODAY) -> None:
    """Best first gives the same as looking at everybody in a book of which nothing is remembered."""
    found = {status: told(list(Foremost(book, SETTINGS, today, set()).of(status))) for status in STATUSES}
    endangered = Foremost(book, SETTINGS, today, set()).endangered()
    book.forget()
    everybody = candidates(book, SETTINGS, today)
    at_most = {id: bound for each in bounds(book, SETTINGS, today).values() for bound, id in each.values()}
    assert all(at_most[each.account] <= each.rank[0] for each in everybody if each.account)
    for status in STATUSES:
        assert found[status] == told([each for each in everybody if each.status == status])
    first = next((each for each in everybody if each.endangered), None)
    assert told([endangered] if endangered else []) == told([first] if first else [])


def some_day(random: Random, back: int, ahead: int = 0) -> Any:
    return day(random.randint(-back, ahead))


def an_account(random: Random, id: str) -> Account:
    return Account(
        id=id, name=id, status=random.choice(STATUSES), created=days_ago(random.randint(0, 200)),
        cadence=random.choice((None, None, None, (3, 6), (60, 90), (70, 90))),
        parked_until=random.choice((None, None, some_day(random, 5, 5))),
        snoozed_until=random.choice((None, None, some_day(random, 5, 5))),
        do_not_call=random.choice((None,) * 9 + (day(-9),)),
    )  # fmt: skip


def something(random: Random, id: str, places: list[str], people: list[Contact]) -> Any:
    """A record of any kind about one of these accounts or people."""
    kind = random.choice((Touch, Touch, Touch, Contact, Promise, Benefit, Opportunity, Referral, Account))
    place = random.choice(places)
    person = random.choice([each.id for each in people if each.account == place] or [None])
    if kind is Touch:
        return Touch(
            id=id, at=days_ago(random.randint(0, 150), random.randint(8, 18)), outcome=random.choice(OUTCOMES),
            account=place, contact=person, purpose=random.choice(PURPOSES), inbound=random.random() < 0.1,
        )  # fmt: skip
    if kind is Contact:
        return Contact(
            id=id, name=id, account=random.choice((place, place, place, None)), level=random.choice((*LEVELS, None)),
            circle=random.choice((None, None, day(-9))), cadence=random.choice((None, None, (4, 8))),
            left=random.choice((None, None, None, day(-3))), do_not_call=random.choice((None, None, None, day(-3))),
            field=random.choice((None, "aligned")), satisfied=random.choice((None, day(-20))),
        )  # fmt: skip
    if kind is Promise:
        return Promise(
            id=id, text="call", due=some_day(random, 9, 9), kind=random.choice(("retry", "promise")), account=place,
            contact=person, done=random.choice((None, None, day(-1))),
        )  # fmt: skip
    if kind is Benefit:
        way = random.choice(("given", "got"))
        return Benefit(id=id, on=some_day(random, 250), direction=way, what="a lead", account=place, contact=person)
    if kind is Opportunity:
        return Opportunity(
            id=id, name="deal", account=place, contact=person, stage=random.choice(STAGES),
            proposal_on=random.choice((None, some_day(random, 60, 3))), decision=some_day(random, 9, 30),
        )  # fmt: skip
    if kind is Referral:
        stage = random.choice(("to ask", "asked"))
        return Referral(id=id, prospect="Globex", contact=person, stage=stage, made=some_day(random, 150))
    return an_account(random, place)


def changes(random: Random, book: Book) -> Iterator[Any]:
    """A few accounts, then one record after another; now and then one goes again."""
    places = [book.make_id() for _ in range(5)]
    yield from (an_account(random, id) for id in places)
    for _ in range(40):
        yield something(random, book.make_id(), places, list(book.contacts.values()))
        if random.random() < 0.15:
            table = random.choice((book.touches, book.promises, book.contacts, book.benefits, book.opportunities))
            if len(table):
                yield Gone(random.choice(list(table.values())))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_best_first_is_what_looking_at_everybody_finds_whatever_is_in_the_book(seed: int) -> None:
    random, book = Random(seed), a_book()
    for each in changes(random, book):
        book.change("any change", each)
    agrees(book)
    agrees(book, TODAY + timedelta(days=random.randint(1, 40)))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_what_is_remembered_is_right_after_every_change_and_every_undo(seed: int) -> None:
    random, book = Random(seed), a_book()
    for each in changes(random, book):
        before = [told(list(Foremost(book, SETTINGS, TODAY, set()).of(status))) for status in STATUSES]
        book.change("any change", each)
        now = [told(list(Foremost(book, SETTINGS, TODAY, set()).of(status))) for status in STATUSES]
        book.undo()
        assert [told(list(Foremost(book, SETTINGS, TODAY, set()).of(status))) for status in STATUSES] == before
        book.redo()
        assert [told(list(Foremost(book, SETTINGS, TODAY, set()).of(status))) for status in STATUSES] == now
    agrees(book)


def test_an_executive_met_long_ago_counts_though_others_there_were_met_yesterday() -> None:
    book = a_book()
    acme = account(book, status="existing")
    chief, clerk = contact(book, acme, level="executive"), contact(book, acme, level="staff")
    touch(book, acme, 120, contact=chief.id)
    touch(book, acme, 3, contact=clerk.id)
    agrees(book)
    assert [each.best.purpose for each in Foremost(book, SETTINGS, TODAY, set()).of("existing")] == [
        "executive interview"
    ]


def test_their_own_rhythm_counts_before_the_cadence_does() -> None:
    book = a_book()
    acme = account(book, status="existing")
    for ago in (26, 24, 22, 20, 18, 15):
        touch(book, acme, ago)
    agrees(book)
    assert len(list(Foremost(book, SETTINGS, TODAY, set()).of("existing"))) == 1


def test_a_plan_of_a_few_calls_looks_at_a_few_accounts() -> None:
    book = a_book()
    for count in range(200):
        touch(book, account(book, f"Acme {count}", status="lost"), 60 + count)
    found = Foremost(book, SETTINGS, TODAY, set()).of("lost")
    first = [next(found) for _ in range(3)]
    assert [book.account_name(each.account) for each in first] == ["Acme 199", "Acme 198", "Acme 197"]
    looked_at = book.known("due", (TODAY, SETTINGS.cadence, SETTINGS.rules, SETTINGS.hours))
    assert 3 <= len(looked_at) < 10


def test_an_executive_with_a_cadence_of_their_own_is_found_before_ninety_days_are_over() -> None:
    book = a_book()
    acme = account(book, status="existing", cadence=(60, 90))
    chief, clerk = contact(book, acme, level="executive", cadence=(10, 20)), contact(book, acme, level="staff")
    touch(book, acme, 40, contact=chief.id)
    touch(book, acme, 3, contact=clerk.id)
    agrees(book)
    (found,) = Foremost(book, SETTINGS, TODAY, set()).of("existing")
    assert found.best.why == "Ann Lee was last met 40 days ago (every 10 working days, their own cadence)"
