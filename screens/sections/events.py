"""Networking events: no business cards are counted, only those we met who have heard from us within two working days."""

from collections.abc import Iterator, Sequence
from functools import partial

from planner.book.records import Event
from planner.book.vocabulary import Purpose
from planner.method.events import EventTally, FollowUp, follow_ups, tallies
from planner.wording import ago, one_line, plural
from planner.wording import day as say_day
from screens.sections.section import Item, Section, View, named, part, person_lines, two_lines
from screens.target import Target
from widgets.palette import Line, wrapped

PURPOSES: dict[str, Purpose] = {"existing": "deliver value", "lost": "mend fences", "new": "prospecting"}


def read(view: View) -> list[Item | str]:
    """Events to come, then the newest with those whom we met."""
    rows = follow_ups(view.book, view.settings, view.now)
    found: list[Item | str] = []
    coming = sorted((each for each in view.book.events.values() if each.on > view.today), key=lambda each: each.on)
    if coming:
        found += ["Coming", *(_coming(view, each) for each in coming)]
    for tally in tallies(view.book, view.settings, view.now):
        met = [row for row in rows if row.event.id == tally.event.id]
        found += [f"{one_line(tally.event.name)}, {say_day(tally.event.on, view.today)}: {_tally(tally)}"]
        found += [_item(view, row) for row in met]
    return found


def _tally(tally: EventTally) -> str:
    counts = (("followed up in time", tally.kept), ("late", tally.late), ("to follow up", tally.owing))
    return ", ".join(f"{count} {word}" for word, count in counts if count) or "nobody noted yet"


def _coming(view: View, event: Event) -> Item:
    note = one_line(event.note) or "E notes whom you met, once you were there"
    return Item(
        key=f"event {event.id}",
        lines=two_lines(one_line(event.name), ago(event.on, view.today), note),
        detail=partial(_about, view, event, ()),
        event=event.id,
        due=False,
    )


def _item(view: View, row: FollowUp) -> Item:
    person = row.contact
    said, style = _state(view, row)
    return Item(
        key=f"met {row.event.id} {person.id}",
        lines=two_lines(
            named(view.book, person),
            said,
            row.offer or _to_find_out(row),
            right_style=style,
            mark="!" if row.state == "missed" else "",
        ),
        detail=partial(_detail, view, row),
        target=Target(person.account, person.id, PURPOSES[row.account.status] if row.account else "colleague catch-up"),
        contact=person.id,
        event=row.event.id,
        due=row.followed is None,
    )


def _to_find_out(row: FollowUp) -> str:
    return "not noted" if row.followed else "not known yet: ask what they came for"


def _state(view: View, row: FollowUp) -> tuple[str, str]:
    if row.followed is None:
        return f"{'by' if row.state == 'open' else 'was due'} {say_day(row.due, view.today)}", "late"
    on = say_day(row.followed, view.today)
    return (f"✓ {on}", "good") if row.state == "kept" else (f"late, {on}", "dim")


def _detail(view: View, row: FollowUp, width: int) -> Iterator[Line]:
    yield from person_lines(view, row.contact, width)
    yield from part("What we can do for them", [row.offer or _to_find_out(row)], width)
    said, style = _state(view, row)
    yield from part("Follow-up", [said], width, style)
    yield []
    yield from _about(view, row.event, row.event.met, width)


def _about(view: View, event: Event, met: Sequence[str], width: int) -> Iterator[Line]:
    yield from wrapped(f"{one_line(event.name)}, {say_day(event.on, view.today)}", width, "title")
    if event.note:
        yield from wrapped(event.note, width, "dim")
    if met:
        yield from wrapped(f"met {plural(len(met), 'person', 'people')}; E notes more", width, "dim")


EVENTS = Section(
    "events",
    "Events",
    read,
    "No event so far. N writes one down with the people you met: each is to hear from you within two working days.",
    "c heard from you · N new event · E who else you met",
)
