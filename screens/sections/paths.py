"""Warm paths: for each new account, through whom it could be opened, before any cold call."""

from collections.abc import Iterator
from functools import partial

from planner.method.cadence import history
from planner.method.doors import Door, doors, introduction
from planner.wording import ago, one_line, plural
from screens.sections.section import Item, Section, View, part, two_lines
from screens.target import Target
from widgets.palette import LETTERS, Line, wrapped

SHUT = "Doors still shut, the warmest first"
TALKED = "In talks already: a good word would help"
ASKED = "An introduction is asked for"
OPENED = "Somebody has introduced us"


def read(view: View) -> list[Item | str]:
    """Those that are still shut, the warmest first; then those where we talk, where we asked, where we were introduced."""
    found: list[Item | str] = []
    heading = ""
    for door in doors(view.book, view.settings, view.now):
        belongs = OPENED if door.opened else ASKED if door.asked else TALKED if door.talked else SHUT
        if belongs != heading:
            heading = belongs
            found.append(heading)
        found.append(_item(view, door))
    return found


def _item(view: View, door: Door) -> Item:
    account, first, others = door.account, door.ways[0], len(door.ways) - 1
    person = view.book.contacts.get(first.contact or "")
    return Item(
        key=f"path {account.id}",
        lines=two_lines(one_line(account.name), f"{others} more" if others else "", first.how),
        detail=partial(_detail, view, door),
        target=Target(person.account, person.id, "ask referral") if person else None,
        contact=first.contact,
        account=account.id,
        due=not (door.asked or door.talked),
    )


def _detail(view: View, door: Door, width: int) -> Iterator[Line]:
    account = door.account
    yield [(f"{LETTERS[account.status]} ", account.status), (one_line(account.name)[: width - 2], "bold")]
    facts = ", ".join(one_line(each) for each in (account.industry, account.city, account.country) if each)
    if facts:
        yield from wrapped(facts, width, "dim")
    last = history(view.book, account.id).silent_since
    yield from wrapped(f"last talked {ago(last, view.today)}" if last else "never talked so far", width, "dim")
    yield []
    yield [("Through whom", "title"), (f"  {plural(len(door.ways), 'way')}, the best first", "dim")]
    for way in door.ways:
        yield from wrapped(way.how, width, indent="  ", first="· ")
    if door.opened:
        name = door.ways[0].name
        yield from part("Next", [f"Call them while it is fresh, with {name}'s name. A opens the account."], width)
        return
    best = introduction(view.book, view.settings, account, view.now)
    if best:
        texts = [f"I asks {one_line(best.person.name)} for an introduction, i somebody else"]
        texts += [f"not today, though: {best.not_today}"] if best.not_today else []
        yield from part("Make it an ask", texts, width)


PATHS = Section(
    "paths",
    "Warm paths",
    read,
    "No new account can be reached through anybody yet. Colleagues (N) and where people worked before make paths.",
    "I asks for the introduction · i through somebody else",
)
