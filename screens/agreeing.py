"""What the program proposes and the user agrees to, or not: a change of status, two records that are one (method §1, §4)."""

from planner.method.status import Proposal
from planner.wording import one_line
from screens.base import PlannerScreen
from screens.merge import Decision, not_one


def confirm_status(screen: PlannerScreen, found: Proposal) -> None:
    """The proposed status is right."""
    label = f"{one_line(found.account.name)} is {found.to} now"
    screen.change(label, *found.confirm, say=label)


def keep_status(screen: PlannerScreen, found: Proposal) -> None:
    """The status stays; it is not asked again for the same order."""
    label = f"{one_line(found.account.name)} stays {found.account.status}"
    screen.change(label, *found.keep, say=label)


def settle(screen: PlannerScreen, said: Decision | None) -> None:
    """Two are made one, or are told apart for good; nothing when nothing was decided."""
    if said and said.same:
        screen.change(said.label, said.work, say=said.label)
    elif said:
        apart = not_one(screen.book, said.first.id, said.second.id)
        screen.change(said.label, apart, undoable=False, say=said.label)
