"""What was given to somebody and got from them, and when they were last asked for a referral (method §7)."""

from datetime import date

from msgspec import Struct

from planner.book import Book
from planner.book.records import Benefit, Touch
from planner.method.cadence import history, in_contact


class Ledger(Struct, frozen=True):
    """Benefits given to somebody and got from them, in weights; `last` is the newest that was given."""

    given: int
    got: int
    last: Benefit | None


def ledger(book: Book, about: str) -> Ledger:
    """What was given to an account (or a colleague, by their id) and got from it."""

    def read() -> Ledger:
        benefits = book.benefits.of(about) or (_unattached(book).get(about, []) if about in book.contacts else [])
        given = [each for each in benefits if each.direction == "given"]
        got = sum(each.weight for each in benefits if each.direction == "got")
        return Ledger(sum(each.weight for each in given), got, given[-1] if given else None)

    return book.fact(about, "ledger for asks", read)


def _unattached(book: Book) -> dict[str, list[Benefit]]:
    """Benefits of people without an account, by person."""

    def read() -> dict[str, list[Benefit]]:
        found: dict[str, list[Benefit]] = {}
        for each in book.benefits.where("account", None):
            found.setdefault(each.contact or "", []).append(each)
        return found

    return book.whole("benefits of colleagues", read)


def last_asked(book: Book, about: str, person: str | None = None) -> date | None:
    """The day on which an account (or a colleague) was last asked for a referral; `person` counts their referrals too."""

    def touched() -> date | None:
        asked = [touch for touch in history(book, about).touches if is_ask(touch)]
        return asked[-1].at.date() if asked else None

    days = [book.fact(about, "last asked", touched)]
    for each in book.referrals.where("contact", person) if person else ():
        if each.direction == "got" and each.stage != "to ask":
            days += [change.on for change in each.history if change.stage == "asked"]
            days.append(each.made if not each.history else None)
    return max((day for day in days if day), default=None)


def is_ask(touch: Touch) -> bool:
    """Whether somebody was asked for a referral in this touch, and heard it."""
    return touch.purpose == "ask referral" and in_contact(touch)
