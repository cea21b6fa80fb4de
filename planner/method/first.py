"""What comes before anybody is asked for a favour: a late promise of ours, a proposal that has waited too long (method §7)."""

from datetime import date

from msgspec import Struct

from planner.book import Book
from planner.book.records import Opportunity, Promise
from planner.method.cadence import open_promises, open_proposals
from planner.method.catalogue import short
from planner.method.romance import standing_on
from planner.settings import Settings
from planner.wording import day as say_day
from planner.wording import days

OWED = frozenset({"promise", "thank", "tell", "reward"})
"""The kinds of promise that were given to somebody; a meeting, a task and a next try are none."""


class First(Struct, frozen=True):
    """What is to be done first: why, and what to say about that instead of asking."""

    why: str
    say: str


def first(book: Book, settings: Settings, about: str, today: date) -> First | None:
    """What comes before an account (or a colleague, by their id) is asked for a referral; None when nothing does."""
    late = next((each for each in open_promises(book, about) if _late(each, today)), None)
    if late:
        return First(
            f"keep your promise first: “{short(late.text, 50)}”, {days((today - late.due).days)} late",
            f"“I still owe you something, and here it is.” (The promise: {short(late.text)}. Ask another day.)",
        )
    for deal in open_proposals(book, about):
        why = _waited(book, settings, deal, today)
        if why:
            return First(
                f"their decision on “{short(deal.name, 50)}” first: {why}",
                "“How far have you come with our proposal, and what is still missing?” (Ask for names once they have decided.)",
            )
    return None


def _late(promise: Promise, today: date) -> bool:
    return promise.due < today and promise.kind in OWED and promise.purpose != "ask referral"


def _waited(book: Book, settings: Settings, deal: Opportunity, today: date) -> str | None:
    """Why it is no time for a favour while a proposal is out; None while it is in time."""
    standing = standing_on(book, settings, deal, today)
    if standing.endangered:
        return standing.said
    if deal.decision and deal.decision < today and standing.waiting is None:
        return f"it was due on {say_day(deal.decision, today)}"
    return None
