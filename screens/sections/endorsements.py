"""Letters of recommendation and videos, by stage: whom to ask, what was asked for, what is at hand."""

from collections.abc import Iterator
from functools import partial

from planner.book.records import Endorsement
from planner.method.endorsements import EndorsementDue, came_to, to_ask
from planner.wording import day as say_day
from planner.wording import one_line
from screens.sections.section import Item, Section, View, named, part, person_lines, stages_said, two_lines
from screens.target import Target
from widgets.palette import Line

NEXT = {"proposed": "asked", "asked": "received", "received": "used"}
"""Stage → what M moves it on to."""
HEADINGS = (("asked", "Asked for"), ("received", "At hand"), ("used", "Used"))


def read(view: View) -> list[Item | str]:
    """Whom to ask, then by stage."""
    due = [_to_ask(view, each) for each in to_ask(view.book, view.now)]
    found: list[Item | str] = ["To ask", *due] if due else []
    for stage, heading in HEADINGS:
        rows = [_item(view, each) for each in view.book.endorsements.values() if each.stage == stage]
        found += [heading, *rows] if rows else []
    return found


def _to_ask(view: View, each: EndorsementDue) -> Item:
    def detail(width: int) -> Iterator[Line]:
        yield from person_lines(view, each.contact, width)
        yield from part("Why now", [each.why], width)
        yield from part("What to say", [each.say], width, first="  ")
        yield from part("Then", ["M notes that they were asked; c does so with the call."], width)

    return Item(
        key=f"praise {each.contact.id}",
        lines=two_lines(named(view.book, each.contact), "", each.why),
        detail=detail,
        target=Target(each.contact.account, each.contact.id, "ask referral"),
        contact=each.contact.id,
        endorsement=each.endorsement.id if each.endorsement else None,
    )


def _item(view: View, each: Endorsement) -> Item:
    person = view.book.contacts.get(each.contact)
    since = came_to(each, each.stage)
    when = f"{each.stage} on {say_day(since, view.today)}" if since else each.stage
    note = one_line(each.note)
    return Item(
        key=f"endorsement {each.id}",
        lines=two_lines(
            named(view.book, person) if person else "somebody", each.kind, f"{when}{f' · {note}' if note else ''}"
        ),
        detail=partial(_detail, view, each),
        target=Target(person.account, person.id, "thank" if each.stage != "asked" else "ask referral")
        if person
        else None,
        contact=each.contact,
        endorsement=each.id,
        due=each.stage == "asked",
    )


def _detail(view: View, each: Endorsement, width: int) -> Iterator[Line]:
    person = view.book.contacts.get(each.contact)
    if person:
        yield from person_lines(view, person, width)
    yield from part(each.kind.capitalize(), [each.note or "no note yet", each.link], width)
    shown = [view.book.opportunities[id] for id in each.used_for if id in view.book.opportunities]
    deals = [f"{one_line(deal.name)}, {one_line(view.book.account_name(deal.account))}" for deal in shown]
    yield from part("Shown to", deals, width)
    if each.stage in NEXT:
        yield from part("Next", [f"M moves it on to “{NEXT[each.stage]}”, S to another stage"], width)
    yield from part("So far", stages_said(each.history, view.today), width, "dim")


ENDORSEMENTS = Section(
    "endorsements",
    "Endorsements",
    read,
    "No letter or video so far, and nobody has said that they are satisfied (K notes it).",
    "M moves on · N new · E link and note",
)
