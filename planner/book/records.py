"""What is known, record by record: frozen, typed, checked on the way in, stored as one JSON document each.

Moments are aware datetimes (ISO-8601 with offset in the file), days are dates, money is an integer of minor units
with its currency. `id` is ours and global; `source` says which import and row a record came from; `created` when.
All kinds stand in this one file, since together they are the file format, which wants to be read in one go.
"""

from datetime import date, datetime
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from planner.book.vocabulary import (
    Direction,
    EndorsementKind,
    EndorsementStage,
    FenceStep,
    Field,
    Heading,
    Idea,
    Level,
    LostReason,
    Outcome,
    PromiseKind,
    Purpose,
    ReferralDirection,
    ReferralStage,
    Stage,
    Status,
)

Moment = Annotated[datetime, Meta(tz=True)]
Minutes = Annotated[int, Meta(ge=0, le=24 * 60)]


class Record(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What every record carries."""

    table: ClassVar[str]
    id: str
    created: Moment | None = None
    source: str = ""


class Account(Record, frozen=True, kw_only=True):
    """A company: existing, lost or new (method §1)."""

    table: ClassVar[str] = "accounts"
    name: str
    status: Status = "new"
    status_since: date | None = None
    status_why: str = ""
    last_order: date | None = None
    industry: str = ""
    phone: str = ""
    website: str = ""
    address: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    zone: str = ""
    parent: str | None = None
    competitor: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    cadence: tuple[int, int] | None = None
    """Ideal and at most, in working days; overrides the settings."""
    parked_until: date | None = None
    parked_why: str = ""
    snoozed_until: date | None = None
    snoozed_why: str = ""
    do_not_call: date | None = None
    lost_reason: LostReason | None = None
    lost_note: str = ""
    """What has changed since they left."""
    source_ids: tuple[str, ...] = ()
    """The ids that other programs know it by."""
    extra: dict[str, str] = {}
    """Columns of an import that we have no field for, kept."""


class Contact(Record, frozen=True, kw_only=True):
    """A person: at an account, or a colleague in selling when there is no account (method §4, §7)."""

    table: ClassVar[str] = "contacts"
    name: str
    account: str | None = None
    title: str = ""
    level: Level | None = None
    department: str = ""
    phone: str = ""
    mobile: str = ""
    email: str = ""
    website: str = ""
    address: str = ""
    zone: str = ""
    manner: str = ""
    """What they are like to deal with."""
    note: str = ""
    birthday: date | None = None
    tags: tuple[str, ...] = ()
    cadence: tuple[int, int] | None = None
    do_not_call: date | None = None
    left: date | None = None
    """The day we learned that they no longer work there."""
    worked_at: tuple[str, ...] = ()
    """Companies they worked for before, by name."""
    noticed: date | None = None
    """Told "if we do well for you, I'll ask you for referrals" (method §7)."""
    satisfied: date | None = None
    """Said that they are satisfied: the ask falls due."""
    circle: date | None = None
    """In the inner circle since."""
    helps_us: str = ""
    we_help: str = ""
    company: str = ""
    """Of a colleague."""
    field: Field | None = None
    sells_to: tuple[str, ...] = ()
    """Industries that a colleague sells to."""
    asks: str = ""
    """Whom a colleague would like to meet."""
    source_ids: tuple[str, ...] = ()
    extra: dict[str, str] = {}


class StageChange(Struct, frozen=True):
    """When something came to a stage."""

    stage: str
    on: date


class Opportunity(Record, frozen=True, kw_only=True):
    """A piece of business, from prospecting to won or lost (method §6)."""

    table: ClassVar[str] = "opportunities"
    name: str
    account: str
    contact: str | None = None
    stage: Stage = "prospecting"
    amount: int | None = None
    """Minor units of `currency`."""
    currency: str = "USD"
    proposal_on: date | None = None
    """Since when a proposal is out."""
    decision: date | None = None
    closed_on: date | None = None
    reason: str = ""
    """Why it was won or lost."""
    competitor: str = ""
    bids_asked: date | None = None
    """When we asked "who else has bid?"."""
    told: str = ""
    """What they were told."""
    concern: str = ""
    """An open concern of theirs."""
    note: str = ""
    history: tuple[StageChange, ...] = ()
    source_ids: tuple[str, ...] = ()
    extra: dict[str, str] = {}


class Touch(Record, frozen=True, kw_only=True):
    """One call, visit or message, logged (method §3)."""

    table: ClassVar[str] = "touches"
    at: Moment
    outcome: Outcome
    account: str | None = None
    contact: str | None = None
    purpose: Purpose | None = None
    status: Status | None = None
    """What the account was then: the minutes stay where they were spent when it is won, or lost. None: as it is now."""
    minutes: Minutes = 0
    note: str = ""
    opportunity: str | None = None
    idea: Idea | None = None
    """The romance step that was carried out."""
    fence: FenceStep | None = None
    """The mend-fences step that was taken."""
    warm: bool = False
    """A new account opened through somebody, not cold."""
    inbound: bool = False
    """They came to us."""
    planned: bool = False
    """It stood on that morning's plan."""


class Benefit(Record, frozen=True, kw_only=True):
    """A professional benefit that was given or got (method §4)."""

    table: ClassVar[str] = "benefits"
    on: date
    direction: Direction
    what: str
    weight: Annotated[int, Meta(ge=1, le=3)] = 1
    """1 small, 2 solid, 3 big."""
    account: str | None = None
    contact: str | None = None
    touch: str | None = None


class Insight(Record, frozen=True, kw_only=True):
    """Something learned about the customer's business (method §4)."""

    table: ClassVar[str] = "insights"
    on: date
    text: str
    heading: Heading = "business"
    account: str | None = None
    contact: str | None = None
    """Who said it."""
    touch: str | None = None


class Promise(Record, frozen=True, kw_only=True):
    """Something that falls due on a day: the user's word, a meeting, a thank-you, or our own next try (method §2, §3).

    A "retry" is booked by an outcome and binds nobody; all other kinds come first on the plan of their day.
    """

    table: ClassVar[str] = "promises"
    text: str
    due: date
    at: Moment | None = None
    """The clock time, where one was given."""
    kind: PromiseKind = "promise"
    account: str | None = None
    contact: str | None = None
    opportunity: str | None = None
    referral: str | None = None
    touch: str | None = None
    """The touch in which it was made."""
    purpose: Purpose | None = None
    idea: Idea | None = None
    fence: FenceStep | None = None
    minutes: Minutes | None = None
    made: date | None = None
    done: date | None = None
    dropped: date | None = None

    @property
    def open(self) -> bool:
        """Neither done nor dropped."""
        return self.done is None and self.dropped is None


class Referral(Record, frozen=True, kw_only=True):
    """Somebody who was, or is to be, introduced to somebody; both ways are tracked (method §7)."""

    table: ClassVar[str] = "referrals"
    prospect: str
    """Who it is about, by name."""
    direction: ReferralDirection = "got"
    stage: ReferralStage = "to ask"
    contact: str | None = None
    """The source when we got it, the receiver when we gave it."""
    account: str | None = None
    """The new account that came of it."""
    made: date | None = None
    history: tuple[StageChange, ...] = ()
    thanked: date | None = None
    reward: str = ""
    reward_paid: date | None = None
    note: str = ""


class Endorsement(Record, frozen=True, kw_only=True):
    """A letter of recommendation or a video, from proposed to used (method §7)."""

    table: ClassVar[str] = "endorsements"
    contact: str
    account: str | None = None
    kind: EndorsementKind = "letter"
    stage: EndorsementStage = "proposed"
    link: str = ""
    history: tuple[StageChange, ...] = ()
    used_for: tuple[str, ...] = ()
    """Opportunities it was shown to."""
    note: str = ""


class Event(Record, frozen=True, kw_only=True):
    """A networking event: only the follow-ups kept count (method §7)."""

    table: ClassVar[str] = "events"
    name: str
    on: date
    met: tuple[str, ...] = ()
    """Contacts met there."""
    note: str = ""


class Meeting(Record, frozen=True, kw_only=True):
    """A meeting of the calendar, brought in by hand or by import; it takes minutes from the day (method §2)."""

    table: ClassVar[str] = "meetings"
    title: str
    start: Moment
    end: Moment
    account: str | None = None
    all_day: bool = False
    uid: str = ""


class Reflection(Record, frozen=True, kw_only=True):
    """The weekly retrospective in the user's words (method §8)."""

    table: ClassVar[str] = "reflections"
    week: date
    """Its first day."""
    answers: tuple[int, int, int] | None = None
    worked: str = ""
    change: str = ""
    promise: str = ""
    promised: str | None = None
    """The promise that came of it."""
    finished: date | None = None


class PlannedCall(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One call of a morning's plan, as it stood then."""

    account: str | None
    contact: str | None
    status: Status
    purpose: Purpose
    minutes: int
    why: tuple[str, ...]
    at: Moment | None = None
    promised: bool = False
    promise: str | None = None
    opportunity: str | None = None


class DayPlan(Record, frozen=True, kw_only=True):
    """A morning's plan as it was made, and what was put aside that day (method §2)."""

    table: ClassVar[str] = "plans"
    day: date
    capacity: int = 0
    targets: dict[str, int] = {}
    calls: tuple[PlannedCall, ...] = ()
    put_aside: tuple[str, ...] = ()
    """Accounts (or colleagues) that the user said "not today" to."""


class Draft(Record, frozen=True, kw_only=True):
    """What was being typed or timed when it was interrupted; it is no part of undo."""

    table: ClassVar[str] = "drafts"
    about: str
    """The account's or colleague's id; "timer" for the running timer."""
    started: Moment | None = None
    outcome: Outcome | None = None
    fields: dict[str, str] = {}


class Barred(Record, frozen=True, kw_only=True):
    """Somebody who said "do not call": it outlives the record itself and every import (method §3)."""

    table: ClassVar[str] = "barred"
    name: str
    company: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()
    on: date


KINDS: tuple[type[Record], ...] = (
    Account,
    Contact,
    Opportunity,
    Promise,
    Benefit,
    Insight,
    Referral,
    Endorsement,
    Event,
    Meeting,
    Reflection,
    DayPlan,
    Draft,
    Barred,
    Touch,
)


def concerns(record: Record) -> set[str]:
    """The ids of the accounts and contacts whose picture a record is part of."""
    about = {getattr(record, "account", None), getattr(record, "contact", None)}
    if isinstance(record, Account | Contact):
        about.add(record.id)
    return {each for each in about if each}
