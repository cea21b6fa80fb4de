"""Who is known at an account: the coverage map with executives on top, gaps shown as gaps, then each person (method §4)."""

from collections.abc import Iterator
from functools import partial

from planner.book.extras import extras
from planner.method.relationship import Coverage, Person
from planner.wording import days, one_line
from widgets.items import Item, blank, heading, item
from widgets.palette import Line, columns, fit

NARROWEST, WIDEST = 11, 18
"""Cells of one place of the map."""
LEVEL = 10
ELSEWHERE = "no department"


def people_items(coverage: Coverage, left: int = 0) -> Iterator[Item]:
    """The map, and below it everybody by level; `left`: how many no longer work there."""
    yield from heading("People", coverage.summary)
    if coverage.departments:
        yield Item(None, partial(_map_heads, coverage))
        for level, _ in coverage.rows:
            yield Item(None, partial(_map_row, coverage, level))
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


def _places(coverage: Coverage, width: int) -> tuple[list[str], int, bool]:
    """The departments for which there is room, the cells of each, and whether some are left out."""
    everything = [*(each for each in coverage.departments if each), *([""] if "" in coverage.departments else [])]
    room = width - LEVEL - 2
    cell = min(WIDEST, max(NARROWEST, room // max(1, len(everything)) - 1))
    fit = max(1, room // (cell + 1))
    return everything[:fit], cell, len(everything) > fit


def _map_heads(coverage: Coverage, width: int) -> list[Line]:
    shown, cell, more = _places(coverage, width)
    cells = [("", "", 1), ("", "", LEVEL), *((each or ELSEWHERE, "dim", cell) for each in shown)]
    return [columns(width, [*cells, ("…" if more else "", "dim", 0)])]


def _map_row(coverage: Coverage, level: str | None, width: int) -> list[Line]:
    shown, cell, _ = _places(coverage, width)
    cells = [("", "", 1), (level or "no level", "dim" if level is None else "", LEVEL)]
    people = next((there for each, there in coverage.rows if each == level), ())
    for department in shown:
        there = [person for person in people if person.contact.department.strip() == department]
        cells.append((*_place(there, cell), cell))
    if not people:
        return [columns(width, [*cells[:2], ("nobody is known", "late", 0)])]
    return [columns(width, [*cells, ("", "", 0)])]


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
