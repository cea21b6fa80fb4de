"""Before a cold call: the warm path beside it, and one key that makes it an ask (method §7)."""

from planner.method.day import plan_day
from planner.method.doors import doors, introduction, told, way_in
from planner.method.warm import ask_through
from tests.books import NOW, SETTINGS, a_book, account, benefit, contact, day, referral, touch


def a_cold_account(book, **fields):
    """A prospect that was never called, and Ann Lee of a customer who used to work there."""
    globex = account(book, "Globex", **fields)
    contact(book, globex, "Gus")
    acme = account(book, "Acme", status="existing")
    return globex, contact(book, acme, "Ann Lee", worked_at=("Globex",), satisfied=day(-9))


def reasons(book, of):
    plan = told(book, SETTINGS, plan_day(book, SETTINGS, NOW), NOW)
    return next(call.why for call in plan.calls if call.account == of.id)


def test_the_warm_path_stands_beside_a_cold_call_of_the_plan():
    book = a_book()
    globex, _ = a_cold_account(book)
    assert any(why.startswith("warm path: Ann Lee (Acme) used to work there") for why in reasons(book, globex))


def test_beside_a_call_that_is_warm_already_there_is_none():
    book = a_book()
    globex, ann = a_cold_account(book)
    referral(book, ann, "Globex", account=globex.id, stage="introduced")
    assert not any(why.startswith("warm path") for why in reasons(book, globex))
    assert way_in(book, SETTINGS, globex, NOW) is None


def test_a_customer_needs_no_introduction():
    book = a_book()
    globex, _ = a_cold_account(book, status="existing")
    assert way_in(book, SETTINGS, globex, NOW) is None


def test_doors_still_shut_come_before_those_where_we_talk_or_were_introduced():
    book = a_book()
    ann = contact(book, account(book, "Acme", status="existing", industry="food"), "Ann Lee")
    introduced, asked, talked, _ = (account(book, name, industry="food") for name in ("A", "B", "C", "D"))
    touch(book, talked, ago=3)
    referral(book, ann, "A", account=introduced.id, stage="introduced")
    referral(book, ann, "B", account=asked.id, stage="asked")
    found = doors(book, SETTINGS, NOW)
    assert [(door.account.name, door.talked, door.asked, door.opened) for door in found] == [
        ("D", False, False, False),
        ("C", True, False, False),
        ("B", False, True, False),
        ("A", False, True, True),
    ]


def test_the_best_way_is_asked_and_it_is_said_when_that_must_wait():
    book = a_book()
    globex, ann = a_cold_account(book)
    acme = book.accounts[ann.account]
    contact(book, None, "Al", field="aligned", sells_to=("food",))
    touch(book, acme, ago=5, contact=ann.id)
    benefit(book, acme, "got", ago=5)
    found = introduction(book, SETTINGS, globex, NOW)
    assert (found.person, found.not_today) == (ann, "we owe them: got 1, given 0")
    benefit(book, acme, "given", ago=5)
    assert introduction(book, SETTINGS, globex, NOW).not_today is None


def test_nobody_is_asked_for_the_same_introduction_twice():
    book = a_book()
    globex, _ = a_cold_account(book)
    book.change("ask", *ask_through(book, globex, introduction(book, SETTINGS, globex, NOW).way, NOW))
    assert introduction(book, SETTINGS, globex, NOW) is None
