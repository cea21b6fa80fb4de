"""What a user says of a call, and what it amounts to once the rules have looked at it (method §3)."""

from datetime import datetime

from msgspec import Struct

from planner.book.records import Promise, Record, Touch
from planner.book.vocabulary import HEADINGS, FenceStep, Heading, Idea, Outcome, Purpose
from planner.when import When
from planner.wording import clean


class Entry(Struct, frozen=True, kw_only=True):
    """What a user says of a call. Minutes are whole minutes; None: as usual for such a call."""

    account: str | None
    outcome: Outcome
    contact: str | None = None
    purpose: Purpose | None = None
    minutes: int | None = None
    at: datetime | None = None
    note: str = ""
    gave: str = ""
    got: str = ""
    insight: str = ""
    """May begin with a heading: "threats: a rival opens next door"."""
    promise: str = ""
    next: When | None = None
    opportunity: str | None = None
    idea: Idea | None = None
    fence: FenceStep | None = None
    prospect: str = ""
    """The name of the new account, when a referral was received."""
    inbound: bool = False
    weight: int = 1


class Logged(Struct, frozen=True):
    """What a call amounts to: the records to put, as one change, and what the user reads."""

    label: str
    touch: Touch
    records: tuple[Record, ...]
    next_step: Promise | None
    said: tuple[str, ...] = ()


def split_heading(text: str) -> tuple[Heading, str]:
    """ "threats: a rival" → its heading of the knowledge sheet and the rest; "business" when it names none."""
    before, colon, after = clean(text).strip().partition(":")
    for heading in HEADINGS:
        if colon and after.strip() and before.strip().casefold() in (heading, heading.rstrip("s"), heading.split()[0]):
            return heading, after.strip()
    return "business", clean(text).strip()
