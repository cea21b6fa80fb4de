"""The inner circle: few and deep, each with both answers to "can we both help each other?"."""

from collections.abc import Iterator
from functools import partial

from planner.book.records import Contact
from planner.method.cadence import history, in_contact
from planner.method.relationship import inner_circle
from planner.settings import working_days
from planner.wording import one_line, plural
from screens.sections.colleagues import both_ways
from screens.sections.section import Item, Section, View, named, person_lines, two_lines
from screens.target import Target
from widgets.palette import Line
from widgets.silence import silence_bar, silence_said, silence_style


def read(view: View) -> list[Item | str]:
    """By name, under how many there are and may be."""
    members = inner_circle(view.book)
    if not members:
        return []
    size = view.settings.rules.circle_size
    return [f"{plural(len(members), 'person', 'people')}, {size} at most", *(_item(view, each) for each in members)]


def _silent(view: View, person: Contact) -> int | None:
    """Working days since they were last in contact themselves; None when they never were."""
    touches = history(view.book, person.account or person.id).touches
    last = next((each for each in reversed(touches) if each.contact == person.id and in_contact(each)), None)
    return working_days(view.settings.hours).between(last.at.date(), view.today) if last else None


def _item(view: View, person: Contact) -> Item:
    ideal, most = person.cadence or view.settings.cadence.circle
    silent = _silent(view, person)
    said = "never talked" if silent is None else silence_said(silent, ideal, most)
    style = "late" if silent is None else silence_style(silent, ideal, most)
    return Item(
        key=f"circle {person.id}",
        lines=two_lines(named(view.book, person), said, f"helps us: {one_line(person.helps_us)}", right_style=style),
        detail=partial(_detail, view, person, silent, ideal, most),
        target=Target(person.account, person.id, None if person.account else "colleague catch-up"),
        contact=person.id,
        due=silent is None or silent >= ideal,
    )


def _detail(view: View, person: Contact, silent: int | None, ideal: int, most: int, width: int) -> Iterator[Line]:
    yield from person_lines(view, person, width)
    yield []
    if silent is not None:
        yield silence_bar(silent, ideal, most)
        yield [(silence_said(silent, ideal, most), silence_style(silent, ideal, most)), (" (working days)", "dim")]
    else:
        yield [("Never talked so far.", "late")]
    yield from both_ways(person, width)


CIRCLE = Section(
    "circle",
    "Circle",
    read,
    "The inner circle is empty. C takes somebody in, once both answers are written down: how they help us, how we help them.",
    "c talked · C both answers, or out of the circle",
)
