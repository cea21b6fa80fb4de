"""Who is known at an account: the coverage map with executives on top, gaps shown as gaps, then each person (method §4)."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from planner.book.extras import extras
from planner.method.relationship import Coverage, Person
from planner.wording import days, one_line
from widgets.items import Item, blank, heading, item
from widgets.palette import Line, columns, fit

NARROWEST, WIDEST = 9, 18
"""Cells of one place of the map."""
LEVEL = 10
ELSEWHERE, UNKNOWN = "no department", "no level"


def people_items(coverage: Coverage, left: int = 0) -> Iterator[Item]:
    """The map, and below it everybody by level; `left`: how many no longer work there."""
    yield from heading("People", coverage.summary)
    if any(coverage.departments):  # without any, the list below says as much
        yield from map(partial(Item, None), _map(coverage))
        yield blank()
    for level, people in coverage.rows:
        for person in people:
            yield _person(person)
        if level and not people:
            yield item(
                f"gap {level}",
                partial(_gap, level),
                adds=f"person {level}",
                says=f"No {level} is known here: find out who it is. Enter adds somebody.",
            )
    if left:
        yield Item(None, lambda width: [columns(width, [("", "", 1), (f"{left} more left the company", "dim", 0)])])


def _map(coverage: Coverage) -> Iterator[Callable[[int], list[Line]]]:
    """Levels down and departments across; the other way round where there are more departments than levels."""
    departments = [*(each for each in coverage.departments if each), *([""] if "" in coverage.departments else [])]
    levels = [level for level, _ in coverage.rows]
    if len(departments) <= len(levels):
        yield partial(_heads, LEVEL, [each or ELSEWHERE for each in departments])
        for level, people in coverage.rows:
            places = [_of(people, department) for department in departments] if people else None
            yield partial(_across, LEVEL, level or UNKNOWN, "" if level else "dim", places)
        return
    label = min(WIDEST, max(len(each or ELSEWHERE) for each in departments))
    yield partial(_heads, label, [level or UNKNOWN for level in levels])
    rows = [(department, [_of(people, department) for _, people in coverage.rows]) for department in departments]
    for department, places in sorted(
        rows, key=lambda row: (not row[0], next(i for i, there in enumerate(row[1]) if there))
    ):
        yield partial(_across, label, department or ELSEWHERE, "" if department else "dim", places)


def _of(people: Sequence[Person], department: str) -> list[Person]:
    return [person for person in people if person.contact.department.strip() == department]


def _cell(label: int, count: int, width: int) -> int:
    """Cells of one place of the map."""
    return min(WIDEST, max(NARROWEST, (width - label - 2) // max(1, count) - 1))


def _heads(label: int, names: Sequence[str], width: int) -> list[Line]:
    cell = _cell(label, len(names), width)
    return [columns(width, [("", "", 1), ("", "", label), *((each, "dim", cell) for each in names), ("", "", 0)])]


def _across(label: int, name: str, style: str, places: Sequence[list[Person]] | None, width: int) -> list[Line]:
    """One line of the map; None where nobody is known at all."""
    cells = [("", "", 1), (name, style, label)]
    if places is None:
        return [columns(width, [*cells, ("nobody is known", "late", 0)])]
    cell = _cell(label, len(places), width)
    return [columns(width, [*cells, *((*_place(there, cell), cell) for there in places), ("", "", 0)])]


def _place(people: list[Person], cell: int) -> tuple[str, str]:
    """One place of the map: whoever was met last, with the days since."""
    if not people:
        return "·", "faint"
    first = people[0]
    surname = one_line(first.contact.name).split(" ")[-1]
    more = f" +{len(people) - 1}" if len(people) > 1 else ""
    since = "never" if first.days is None else f"{first.days} d"
    room = cell - len(since) - len(more) - 1
    return f"{fit(surname, min(len(surname), room))} {since}{more}", _style(first)


def _style(person: Person) -> str:
    if person.contact.do_not_call:
        return "dim"
    if person.due:
        return "late"
    return "good" if person.open else "dim"


def _gap(level: str, width: int) -> Line:
    return columns(width, [("", "", 1), ("+", "late", 1), (f"no {level} is known", "late", 0)])


def _person(person: Person) -> Item:
    return item(
        f"contact {person.contact.id}",
        partial(_person_line, person),
        person.contact,
        person.contact.id,
        says=_in_full(person),
    )


def _person_line(person: Person, width: int) -> Line:
    contact = person.contact
    name = one_line(contact.name) + (" ●" if contact.circle else "")
    told = "do not call" if contact.do_not_call else _met(person)
    cells = [("", "", 1), (contact.level or "–", "dim", LEVEL), (name, "bold", 24 if width >= 64 else 18)]
    return columns(width, [*cells, (contact.title or contact.department, "dim", 0), (told, _style(person), -11)])


def _met(person: Person) -> str:
    return "never met" if person.days is None else days(person.days)


def _in_full(person: Person) -> str:
    each = person.contact
    facts = [
        ", ".join(part for part in (each.title, each.department, each.level or "") if part),
        ", ".join(part for part in (each.phone, each.mobile, each.email) if part),
        each.manner,
        each.note,
        f"told that you will ask for referrals, {each.noticed:%d %b %Y}" if each.noticed else "",
        f"satisfied since {each.satisfied:%d %b %Y}" if each.satisfied else "",
        "in the inner circle ●" if each.circle else "",
        *extras(each.extra),
    ]
    return " · ".join(one_line(fact) for fact in facts if fact)
