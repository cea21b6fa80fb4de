"""Where nobody was in contact yet there is no score to speak of: what is to be done first instead (method §5, §7)."""

from datetime import datetime
from typing import NamedTuple

from planner.book import Book
from planner.book.records import Account
from planner.method.cadence import history, people
from planner.method.doors import introduction, is_cold
from planner.method.due import kept_out, whom
from planner.settings import Settings
from planner.wording import one_line

UNKNOWN = "not known yet: nobody there was talked to so far"
ASKING = {
    "to ask": "Ask {} for the introduction that you have in mind",
    "asked": "Ask {} what became of the introduction",
}
"""Stage of an introduction that is under way → what comes first."""


class Beginning(NamedTuple):
    """What comes first at an account, in words."""

    text: str
    contact: str | None = None
    """Whom it is about; None where it is nobody at the account."""
    nobody: bool = False
    """Somebody to talk to is missing."""
    opens: bool = False
    """It is to ask for an introduction."""


def first_step(book: Book, settings: Settings, account: Account, now: datetime) -> Beginning:
    """Somebody who can introduce us, a name to find, or whom to call; or why to let it be."""
    there, known = people(book, account.id), book.contacts.of(account.id)
    resting = kept_out(book, account, now.date()) if there or not known or account.do_not_call else None
    if resting:
        return Beginning(f"Let it be: {resting}")
    meant = [each for each in book.referrals.of(account.id) if each.direction == "got" and each.stage in ASKING]
    if meant:
        who = one_line(book.contact_name(meant[-1].contact)) or "the source"
        return Beginning(ASKING[meant[-1].stage].format(who))
    door = introduction(book, settings, account, now) if is_cold(book, account) else None
    if door:
        but = f"; not today, though: {door.not_today}" if door.not_today else ""
        return Beginning(f"Ask {one_line(door.person.name)} for an introduction{but}", opens=True)
    if not there:
        return Beginning(
            f"Find out whom to talk to: nobody {'may be called' if known else 'is known'} there", nobody=True
        )
    person = book.contacts[whom(book, account.id, history(book, account.id)) or ""]
    title = f" ({one_line(person.title)})" if person.title else ""
    return Beginning(f"Call {one_line(person.name)}{title}", person.id)
