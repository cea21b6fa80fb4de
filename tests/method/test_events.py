"""Networking events: only the follow-ups kept count (method §7)."""

from datetime import timedelta

from planner.book.records import Event
from planner.method.events import follow_ups, met_at, owing, tallies
from tests.books import NOW, SETTINGS, TODAY, a_book, account, contact, day, put, touch


def fair(book, ago, *people):
    """A trade fair so many days ago, with the people met."""
    return put(book, Event, name="Trade fair", on=day(-ago), met=tuple(person.id for person in people))


def states(book, now=NOW):
    return {row.contact.name: row.state for row in follow_ups(book, SETTINGS, now)}


def test_a_follow_up_is_kept_within_two_working_days():
    book = a_book()
    acme = account(book)
    names = ("Kept", "Late", "Missed")
    kept, late, missed = (contact(book, acme, name) for name in names)
    fair(book, 10, kept, late, missed)  # a Friday: due on the Tuesday
    touch(book, acme, ago=6, contact=kept.id)
    touch(book, acme, ago=5, contact=late.id)
    touch(book, acme, ago=1, contact=missed.id, outcome="no answer")
    assert states(book) == {"Kept": "kept", "Late": "late", "Missed": "missed"}
    (tally,) = tallies(book, SETTINGS, NOW)
    assert (tally.kept, tally.late, tally.owing) == (1, 1, 1)


def test_the_talk_at_the_event_itself_is_no_follow_up_but_a_message_left_is():
    book = a_book()
    acme = account(book)
    there, message = contact(book, acme, "There"), contact(book, acme, "Message")
    fair(book, 3, there, message)
    touch(book, acme, ago=3, contact=there.id)
    touch(book, acme, ago=2, contact=message.id, outcome="voicemail")
    assert states(book) == {"There": "open", "Message": "kept"}


def test_an_event_to_come_owes_nothing_yet():
    book = a_book()
    fair(book, -5, contact(book, None, "Al"))
    assert follow_ups(book, SETTINGS, NOW) == []


def test_who_is_owed_stands_by_the_day_and_without_those_who_may_not_be_called():
    book = a_book()
    fair(book, 1, contact(book, None, "New"))
    fair(book, 9, contact(book, None, "Old"), contact(book, None, "Barred", do_not_call=day(-2)))
    assert [row.contact.name for row in owing(book, SETTINGS, NOW)] == ["Old", "New"]


def test_noting_an_event_promises_a_follow_up_with_everybody_met_and_what_we_can_do_for_them():
    book = a_book()
    ann = contact(book, account(book, status="existing"), "Ann", we_help="a visit to our plant")
    col = contact(book, None, "Col", asks="works managers")
    new = contact(book, account(book, "Globex"), "Gus")
    book.change("fair", *met_at(book, SETTINGS, "Trade fair", TODAY, [ann, col, new], NOW))
    made = {book.contact_name(each.contact): each for each in book.promises.values()}
    assert {each.due for each in made.values()} == {day(2)}
    assert made["Ann"].text == "Follow up with Ann after Trade fair. We can do this for them: a visit to our plant"
    assert "works managers" in made["Col"].text
    assert "What can we do for them?" in made["Gus"].text
    assert [made[name].purpose for name in ("Ann", "Col", "Gus")] == [
        "deliver value",
        "colleague catch-up",
        "prospecting",
    ]
    assert set(states(book, NOW + timedelta(days=3)).values()) == {"missed"}
