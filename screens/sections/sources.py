"""Who has sent us most, and what came of it; and what we gave them."""

from collections.abc import Iterator
from functools import partial

from planner.method.sources import Source, by_source
from planner.wording import listing, money, one_line, plural
from screens.sections.section import Item, Section, View, named, part, person_lines, two_lines
from screens.target import Target
from widgets.palette import Line


def read(view: View) -> list[Item | str]:
    """By deals won, then by people introduced."""
    sources = by_source(view.book)
    return ["Who has sent us most, by what came of it", *(_item(view, each) for each in sources)] if sources else []


def _worth(each: Source) -> str:
    return listing([money(amount, currency) for currency, amount in sorted(each.amounts.items())])


def _item(view: View, each: Source) -> Item:
    person = each.contact
    return Item(
        key=f"source {person.id}",
        lines=two_lines(named(view.book, person), _worth(each), each.came_of, right_style="good"),
        detail=partial(_detail, view, each),
        target=Target(person.account, person.id, "thank"),
        contact=person.id,
        due=each.rewards_owed > 0,
    )


def _detail(view: View, each: Source, width: int) -> Iterator[Line]:
    yield from person_lines(view, each.contact, width)
    worth = _worth(each)
    yield from part("What came of it", [each.came_of, f"worth {worth}" if worth else ""], width)
    theirs = view.book.referrals.where("contact", each.contact.id)
    for direction, title in (("got", "They sent us"), ("given", "We sent them")):
        said = [f"{one_line(one.prospect)}: {one.stage}" for one in theirs if one.direction == direction]
        yield from part(title, said, width)
    if each.rewards_owed:
        yield from part("Owed", [plural(each.rewards_owed, "reward")], width, "late")


SOURCES = Section(
    "sources",
    "Sources",
    read,
    "Nobody has sent you anybody yet: the ask queue says whom to ask.",
    "c thanked",
)
