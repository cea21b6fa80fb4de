"""Catch-ups with other salespeople: when, and what to talk about (method §7)."""

from datetime import timedelta

import pytest

from planner.method.colleagues import catch_up, catch_ups, colleagues
from tests.books import NOW, SETTINGS, a_book, account, contact, day, promise, touch


def met(book, name, ago, **fields):
    """A colleague in selling whom we last talked to so many days ago."""
    person = contact(book, None, name, **{"field": "anywhere"} | fields)
    touch(book, None, ago=ago, contact=person.id, purpose="colleague catch-up")
    return person


def due(book, now=NOW):
    return [each.contact.name for each in catch_ups(book, SETTINGS, now)]


def test_a_colleague_is_due_after_thirty_working_days():
    book = a_book()
    met(book, "Early", 41)
    met(book, "Due", 42)
    assert due(book) == ["Due"]


def test_the_longest_overdue_comes_first_and_who_was_never_called_is_just_due():
    book = a_book()
    met(book, "Late", 60)
    met(book, "Later", 100)
    contact(book, None, "Never", field="anywhere")
    assert due(book) == ["Later", "Late", "Never"]
    assert "over the 60 tolerated" in catch_ups(book, SETTINGS, NOW)[0].why


def test_the_inner_circle_and_a_cadence_of_ones_own_come_sooner():
    book = a_book()
    met(book, "Circle", 29, circle=day(-99))
    met(book, "Own", 8, cadence=(5, 10))
    met(book, "Usual", 29)
    assert due(book) == ["Own", "Circle"]


def test_a_booked_talk_stops_the_catch_up_until_its_day():
    book = a_book()
    person = met(book, "Al", 60)
    promise(book, None, "lunch", due=4, contact=person.id)
    assert due(book) == []
    assert due(book, NOW + timedelta(days=4)) == ["Al"]


def test_a_try_without_contact_does_not_count_as_a_talk():
    book = a_book()
    person = met(book, "Al", 60)
    touch(book, None, ago=2, outcome="voicemail", contact=person.id)
    assert due(book) == ["Al"]


def test_who_left_or_said_do_not_call_and_people_at_accounts_are_no_colleagues_to_call():
    book = a_book()
    met(book, "Gone", 90, left=day(-3))
    met(book, "Barred", 90, do_not_call=day(-3))
    contact(book, account(book), "Client")
    assert colleagues(book, SETTINGS, NOW) == []


def test_somebody_of_an_address_book_is_no_colleague_until_their_selling_is_known():
    book = a_book()
    contact(book, None, "The dentist")
    contact(book, None, "Sells to bakers", sells_to=("food",))
    contact(book, None, "In the circle", circle=day(-5))
    assert due(book) == ["In the circle", "Sells to bakers"]


def test_colleagues_stand_by_field():
    book = a_book()
    for name, field in (("Z", None), ("Any", "anywhere"), ("Co", "co-worker"), ("Al", "aligned")):
        met(book, name, 1, field=field, sells_to=("food",))
    assert [each.contact.name for each in colleagues(book, SETTINGS, NOW)] == ["Al", "Co", "Any", "Z"]


def test_the_prompts_ask_for_news_trends_challenges_pride_and_help():
    book = a_book()
    prompts = catch_up(book, SETTINGS, met(book, "Al", 60, sells_to=("food", "paper")), NOW).prompts
    words = (
        "new with you",
        "trends do you see in food and paper",
        "hardest",
        "proudest",
        "help you",
        "a name",
    )
    assert all(any(word in prompt for prompt in prompts) for word in words)


@pytest.mark.parametrize(
    ("fields", "prompt"),
    [
        ({"asks": "works managers"}, "works managers"),
        ({"we_help": "a desk at our fair"}, "a desk at our fair"),
        ({"helps_us": "a word with the buyer"}, "a word with the buyer"),
    ],
)
def test_what_is_known_of_them_is_in_the_prompts(fields, prompt):
    book = a_book()
    assert any(prompt in each for each in catch_up(book, SETTINGS, met(book, "Al", 60, **fields), NOW).prompts)


def test_both_answers_are_there_only_when_both_are_written_down():
    book = a_book()
    one = met(book, "One", 1, helps_us="names")
    both = met(book, "Both", 1, helps_us="names", we_help="a desk")
    assert not catch_up(book, SETTINGS, one, NOW).both_answered
    assert catch_up(book, SETTINGS, both, NOW).both_answered
