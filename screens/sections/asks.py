"""The ask queue: whom to ask for a referral now, why, and what to say; and who is still to be told that we will ask."""

from collections.abc import Iterator
from functools import partial
from heapq import nlargest

from planner.book.records import Contact
from planner.method.asks import Ask, asks
from planner.method.cadence import history
from planner.method.lengths import planned_minutes
from planner.method.referrals import notice_due
from planner.method.sayings import NOTICE
from planner.wording import ago, one_line
from screens.sections.section import Item, Section, View, named, part, person_lines, two_lines
from screens.target import Target
from widgets.palette import Line

TOLD_SHOWN = 12
"""So many prospects are named who should hear that we will ask."""


def read(view: View) -> list[Item | str]:
    """Clients in credit, then other salespeople, then prospects to be told."""
    queue = asks(view.book, view.settings, view.now)
    found: list[Item | str] = []
    for kind, heading in (("client", "Clients in credit"), ("colleague", "Other salespeople")):
        rows = [_item(view, ask) for ask in queue if ask.kind == kind]
        found += [heading, *rows] if rows else []
    return [*found, *_notices(view)]


def _item(view: View, ask: Ask) -> Item:
    status = ask.account.status if ask.account else "new"
    minutes = planned_minutes(view.book, view.settings, status, "ask referral")
    right = f"to {one_line(ask.referral.prospect)}" if ask.referral else ""
    return Item(
        key=f"ask {ask.contact.id}",
        lines=two_lines(named(view.book, ask.contact), right, "; ".join(ask.why), right_style="good"),
        detail=partial(_detail, view, ask),
        target=Target(ask.account.id if ask.account else None, ask.contact.id, "ask referral", minutes=minutes),
        contact=ask.contact.id,
        referral=ask.referral.id if ask.referral else None,
    )


def _detail(view: View, ask: Ask, width: int) -> Iterator[Line]:
    yield from person_lines(view, ask.contact, width)
    yield from part("Why now", ask.why, width)
    yield from part("What to say", [ask.say], width, first="  ")


def _notices(view: View) -> list[Item | str]:
    """Those in contact last, and no more than one would tell in a few days."""
    due = notice_due(view.book)
    if not due:
        return []
    newest = nlargest(TOLD_SHOWN, due, key=lambda each: (history(view.book, each.account or "").met[each.id], each.id))
    rest = f" ({len(newest)} of {len(due):,})" if len(due) > len(newest) else ""
    return [f"Prospects to tell that you will ask one day{rest}", *(_notice(view, person) for person in newest)]


def _notice(view: View, person: Contact) -> Item:
    met = history(view.book, person.account or "").met.get(person.id)
    seen = f"last talked {ago(met, view.today)}" if met else "in talks"

    def detail(width: int) -> Iterator[Line]:
        yield from person_lines(view, person, width)
        yield from part("Why now", [f"{seen}, and nobody there has been told that you will ask one day"], width)
        yield from part("What to say", [NOTICE], width, first="  ")
        yield from part("Then", ["K notes that they were told. Once they are satisfied, the ask falls due."], width)

    return Item(
        key=f"notice {person.id}",
        lines=two_lines(
            named(view.book, person), "", ", ".join(part for part in (seen, one_line(person.title)) if part)
        ),
        detail=detail,
        target=Target(person.account, person.id, "prospecting"),
        contact=person.id,
        due=False,
    )


ASKS = Section(
    "ask",
    "Ask",
    read,
    "Nobody is to be asked today: first bring something of use to a client.",
    "c asked · r a name came · K told, or satisfied",
)
