"""Colleagues in selling: whose catch-up is due, what to talk about, and what each can do for the other."""

from collections.abc import Iterator
from functools import partial

from planner.book.records import Contact
from planner.method.colleagues import CatchUp, catch_ups, colleagues
from planner.method.lengths import planned_minutes
from planner.wording import day as say_day
from planner.wording import listing, one_line
from screens.sections.section import Item, Section, View, named, part, person_lines, two_lines
from screens.target import Target
from widgets.palette import Line
from widgets.silence import silence_bar, silence_said, silence_style


def read(view: View) -> list[Item | str]:
    """Those that are due, then the others by field."""
    due = catch_ups(view.book, view.settings, view.now)
    late = {each.contact.id for each in due}
    others = [each for each in colleagues(view.book, view.settings, view.now) if each.contact.id not in late]
    found: list[Item | str] = ["Catch-up due", *(_item(view, each, True) for each in due)] if due else []
    return [*found, "In touch", *(_item(view, each, False) for each in others)] if others else found


def _item(view: View, each: CatchUp, due: bool) -> Item:
    person = each.contact
    booked = f"booked for {say_day(each.next_step.due, view.today)}; " if each.next_step else ""
    minutes = planned_minutes(view.book, view.settings, "new", "colleague catch-up")
    return Item(
        key=f"colleague {person.id}",
        lines=two_lines(named(view.book, person), person.field or "", f"{booked}{each.why}"),
        detail=partial(_detail, view, each),
        target=Target(None, person.id, "colleague catch-up", minutes=minutes),
        contact=person.id,
        due=due,
    )


def _detail(view: View, each: CatchUp, width: int) -> Iterator[Line]:
    person = each.contact
    yield from person_lines(view, person, width)
    sells = listing([one_line(field) for field in person.sells_to], 4)
    yield from part("Sells to", [sells], width)
    yield []
    if each.days_silent is None:
        yield [("You never talked so far.", "late")]
    else:
        yield silence_bar(each.days_silent, each.ideal, each.most)
        said = silence_said(each.days_silent, each.ideal, each.most)
        yield [(said, silence_style(each.days_silent, each.ideal, each.most)), (" (working days)", "dim")]
    yield from both_ways(person, width)
    yield from part("Talk about", each.prompts, width)


def both_ways(person: Contact, width: int) -> Iterator[Line]:
    """The two-way test: what they can do for us and we for them; what is missing is said."""
    yield from part(
        "They can help us", [person.helps_us or "not known yet: ask"], width, "" if person.helps_us else "late"
    )
    yield from part(
        "We can help them", [person.we_help or "not known yet: ask"], width, "" if person.we_help else "late"
    )
    yield from part("On their wish list", [person.asks], width)


COLLEAGUES = Section(
    "colleagues",
    "Colleagues",
    read,
    "No colleague is in the book. N adds one: salespeople who sell other things to the same people.",
    "c talked · E edit · C inner circle",
)
