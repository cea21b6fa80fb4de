"""The intervals between their answers while a proposal is out: kept, missed, the longest, and do they pay (method §6)."""

from datetime import date, datetime

from msgspec import Struct

from planner.book import Book
from planner.book.records import Opportunity, Promise
from planner.book.vocabulary import CLOSED, PROPOSAL_OUT
from planner.clock import WorkingDays
from planner.method.cadence import history, in_contact
from planner.method.ideas import is_about, reached
from planner.settings import Settings, working_days

STEPS_SHOWN: tuple[tuple[str, int, int], ...] = (
    ("none", 0, 0),
    ("1 or 2", 1, 2),
    ("3 or 4", 3, 4),
    ("5 or more", 5, 9999),
)
"""How romance steps are put together, so that the groups are not too thin."""
THIN = 10
"""With fewer closed opportunities a group says little."""


class Interval(Struct, frozen=True):
    """From one answer (or the proposal) to the next; `end` is None while we wait. They were to answer by `deadline`."""

    start: date
    end: date | None
    deadline: date

    def kept(self, today: date) -> bool | None:
        """Whether they answered in time; None while there still is time."""
        if self.end is not None:
            return self.end <= self.deadline
        return False if today > self.deadline else None


class LongSilence(Struct, frozen=True):
    """A stretch without an answer, in working days; `until` is None while it lasts."""

    opportunity: Opportunity
    days: int
    since: date
    until: date | None


class Pays(Struct, frozen=True):
    """Won and lost among the opportunities that had so many romance steps."""

    steps: str
    won: int
    lost: int

    @property
    def n(self) -> int:
        """How many were decided."""
        return self.won + self.lost

    @property
    def rate(self) -> float | None:
        """The share that was won; None when none was decided."""
        return self.won / self.n if self.n else None

    @property
    def thin(self) -> bool:
        """Too few to trust."""
        return self.n < THIN


def limits(book: Book, settings: Settings, opportunity: Opportunity) -> tuple[int, int]:
    """Ideal and tolerated silence in working days: the proposal's, or the account's own where that is shorter."""
    account = book.accounts.get(opportunity.account)
    own = account.cadence if account else None
    return min(settings.cadence.proposal, own) if own else settings.cadence.proposal


def out_since(opportunity: Opportunity) -> date | None:
    """Since when the proposal is out; None when nothing says so."""
    if opportunity.proposal_on:
        return opportunity.proposal_on
    came = next((change.on for change in opportunity.history if change.stage in PROPOSAL_OUT), None)
    if came is None and opportunity.stage in PROPOSAL_OUT and opportunity.created:
        return opportunity.created.date()
    return came


def answer_days(book: Book, opportunity: Opportunity) -> tuple[date, ...]:
    """The days on which they were in contact about it, in order; at all, when no contact names it."""

    def read() -> tuple[date, ...]:
        answers = [touch for touch in history(book, opportunity.account).touches if in_contact(touch)]
        about = [touch for touch in answers if is_about(touch, opportunity.id)]
        return tuple(dict.fromkeys(touch.at.date() for touch in about or answers))

    return book.fact(opportunity.account, ("answer days", opportunity.id), read)


def intervals(book: Book, settings: Settings, opportunity: Opportunity) -> list[Interval]:
    """Every interval since the proposal went out, oldest first; the last one runs on unless it was decided.

    One that the decision ended in time is left out: there was nothing more to keep.
    """
    since = out_since(opportunity)
    if since is None:
        return []
    most, working = limits(book, settings, opportunity)[1], working_days(settings.hours)
    steps = [each for each in book.promises.of(opportunity.account) if each.kind != "retry"]
    closed = opportunity.closed_on
    found, start = [], since
    for day in answer_days(book, opportunity):
        if day > start and (closed is None or day <= closed):
            found.append(Interval(start, day, _deadline(start, most, steps, opportunity.id, working)))
            start = day
    last = Interval(start, closed, _deadline(start, most, steps, opportunity.id, working))
    if opportunity.stage in PROPOSAL_OUT or (closed and closed > last.deadline):
        found.append(last)
    return found


def _deadline(start: date, most: int, steps: list[Promise], opportunity: str, working: WorkingDays) -> date:
    """The last day in time: as tolerated, or that of a step booked meanwhile, which stops the alarm."""
    deadline = working.add(start, most)
    for each in steps:
        if each.made and start <= each.made <= deadline < each.due and each.opportunity in (None, opportunity):
            deadline = each.due
    return deadline


def streak(book: Book, settings: Settings, opportunity: Opportunity, today: date) -> int:
    """How many intervals in a row were kept up to now; a running one that is late ends the streak."""
    count = 0
    for each in reversed(intervals(book, settings, opportunity)):
        kept = each.kept(today)
        if kept is False:
            break
        count += kept is True
    return count


def longest_silences(book: Book, settings: Settings, now: datetime, most: int = 5) -> list[LongSilence]:
    """The longest stretches without an answer that reached into this calendar quarter, the longest first."""
    today = now.date()
    quarter = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    working = working_days(settings.hours)
    found = []
    for opportunity in book.opportunities.values():
        if opportunity.closed_on is not None and opportunity.closed_on < quarter:
            continue
        for each in intervals(book, settings, opportunity):
            until = each.end if each.end and each.end <= today else None
            if each.start <= today and (until or today) >= quarter:
                length = working.between(each.start, until or today)
                found.append(LongSilence(opportunity, length, each.start, until))
    return sorted(found, key=lambda each: (-each.days, each.since, each.opportunity.id))[:most]


def steps_taken(book: Book, opportunity: Opportunity) -> int:
    """How many romance steps reached them."""
    touches = history(book, opportunity.account).touches
    return sum(1 for touch in touches if reached(touch) and is_about(touch, opportunity.id))


def romance_pays(book: Book) -> tuple[Pays, ...]:
    """Won and lost by the number of romance steps, of all closed opportunities that had a proposal out."""
    won, lost = [0] * len(STEPS_SHOWN), [0] * len(STEPS_SHOWN)
    for opportunity in book.opportunities.values():
        if opportunity.stage in CLOSED and out_since(opportunity):
            steps = steps_taken(book, opportunity)
            group = next(i for i, (_, fewest, most) in enumerate(STEPS_SHOWN) if fewest <= steps <= most)
            (won if opportunity.stage == "won" else lost)[group] += 1
    return tuple(Pays(label, won[i], lost[i]) for i, (label, _, _) in enumerate(STEPS_SHOWN))
