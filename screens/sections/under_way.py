"""Referrals under way, both directions, by stage: who still has to be thanked or told, and which rewards are owed."""

from collections.abc import Iterator
from functools import partial

from planner.book.records import Referral
from planner.book.vocabulary import Purpose
from planner.method.cadence import people
from planner.method.referrals import ARRIVED, OVER, open_referrals, owed, source_said, thanked
from planner.wording import day as say_day
from planner.wording import one_line
from screens.sections.section import Item, Section, View, part, person_lines, stages_said, two_lines
from screens.target import Target
from widgets.palette import Line, wrapped

HEADINGS = {
    "introduced": "Introduced",
    "met": "Met",
    "asked": "Asked",
    "to ask": "To ask",
    "won": "Won, and not settled with the source",
    "declined": "Declined, and the source has not heard",
}
NEXT = {"to ask": "asked", "asked": "introduced", "introduced": "met", "met": "won"}
"""Stage → what M moves it on to."""


def read(view: View) -> list[Item | str]:
    """Furthest on first, under the name of the stage."""
    found: list[Item | str] = []
    stage = None
    for each in open_referrals(view.book):
        if each.stage != stage:
            stage = each.stage
            found.append(HEADINGS[each.stage])
        found.append(_item(view, each))
    return found


def way(view: View, referral: Referral) -> str:
    """From whom, or to whom."""
    word = "from" if referral.direction == "got" else "given to"
    return f"{word} {source_said(view.book, referral.contact)}"


def untold(view: View, referral: Referral) -> bool:
    """Whether the source still has to be thanked or told."""
    news = referral.stage in ARRIVED or referral.stage in OVER
    return referral.direction == "got" and news and not thanked(view.book, referral)


def _item(view: View, referral: Referral) -> Item:
    owes = [f"reward owed: {one_line(referral.reward)}"] if owed(referral) else []
    owes += ["thank or tell the source"] if untold(view, referral) else []
    since = f"since {say_day(referral.history[-1].on, view.today)}" if referral.history else ""
    second = " · ".join([*owes, way(view, referral)])
    name = one_line(referral.prospect)
    return Item(
        key=f"referral {referral.id}",
        lines=two_lines(name, since, second, mark="!" if owes else "", style="late" if owes else "dim"),
        detail=partial(_detail, view, referral),
        target=_target(view, referral),
        contact=referral.contact,
        referral=referral.id,
        due=bool(owes),
    )


def _target(view: View, referral: Referral) -> Target | None:
    """Whom to call: the source while there is something to ask or to tell, then whom we were introduced to."""
    source = view.book.contacts.get(referral.contact or "")
    met = view.book.accounts.get(referral.account or "")
    if referral.direction == "got" and met and referral.stage in ("introduced", "met") and not untold(view, referral):
        there = people(view.book, met.id)
        return Target(met.id, there[0].id if there else None, "prospecting" if met.status == "new" else None)
    if source is None:
        return None
    purpose: Purpose = "thank" if untold(view, referral) or owed(referral) else "ask referral"
    if referral.direction == "given":
        purpose = "deliver value"
    return Target(source.account, source.id, purpose)


def _detail(view: View, referral: Referral, width: int) -> Iterator[Line]:
    yield from wrapped(referral.prospect, width, "bold")
    yield from wrapped(f"{referral.stage}, {way(view, referral)}", width, "dim")
    yield from part("Still to do", _still(view, referral), width, "late")
    if referral.stage in NEXT:
        yield from part("Next", [f"M moves it on to “{NEXT[referral.stage]}”, S to another stage"], width)
    target = _target(view, referral)
    person = view.book.contacts.get(target.contact or "") if target else None
    if target and person:
        yield []
        yield [("Call", "title"), (f"  {target.purpose or ''}", "dim")]
        yield from person_lines(view, person, width)
    elif target:
        yield from part("Call", [f"{view.book.account_name(target.account)}: nobody there is known by name yet"], width)
    if referral.reward:
        paid = f", given on {say_day(referral.reward_paid, view.today)}" if referral.reward_paid else ""
        yield from part("Reward", [f"{one_line(referral.reward)}{paid}"], width)
    yield from part("Note", [referral.note], width)
    yield from part("So far", stages_said(referral.history, view.today), width, "dim")


def _still(view: View, referral: Referral) -> Iterator[str]:
    if untold(view, referral):
        yield f"Thank or tell {source_said(view.book, referral.contact)}: T notes that it was done"
    if owed(referral):
        yield f"Give what was agreed on: {one_line(referral.reward)}. P notes that it was given"


UNDER_WAY = Section(
    "open",
    "Under way",
    read,
    "No referral is under way. N writes one down, got or given.",
    "M moves on · T thanked · P reward given",
)
