"""Who waits for a decision of ours to be liked: every open proposal, most endangered first, with the next thing to do (method §6).

Sales are lost in the waiting. Silence is counted from when they last answered; what we tried meanwhile stands beside it.
"""

from collections import defaultdict
from datetime import date, datetime
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from planner.book import Book
from planner.book.records import Account, Contact, Opportunity, Promise
from planner.book.vocabulary import PROPOSAL_OUT, RULE_OF, Idea
from planner.method.cadence import history, in_contact, open_promises
from planner.method.catalogue import short
from planner.method.ideas import NextIdea as NextIdea
from planner.method.ideas import booked_idea, idea_of_kind, whom
from planner.method.ideas import next_idea as next_idea
from planner.method.intervals import answer_days, limits, out_since, streak
from planner.settings import Settings, working_days
from planner.wording import day as say_day
from planner.wording import one_line, plural

DECISION_NEAR = 10
"""Working days before a decision within which it adds to the danger."""
CALMED = 0.2
"""What is left of the danger while a next step is booked."""


class Standing(Struct, frozen=True):
    """How long an open proposal has been silent, in working days, against what is ideal and what is tolerated."""

    since: date
    answered: bool
    """They have been in contact since the proposal went out (else the silence counts from that day)."""
    days_silent: int
    ideal: int
    most: int
    waiting: Promise | None
    """A step booked after today: it stops the alarm until its date."""

    @property
    def due(self) -> bool:
        """Time for the next romance step."""
        return self.waiting is None and self.days_silent >= self.ideal

    @property
    def endangered(self) -> bool:
        """Silent past what is tolerated, and nothing is booked."""
        return self.waiting is None and self.days_silent > self.most

    @property
    def said(self) -> str:
        """The silence in words."""
        long = plural(self.days_silent, "working day")
        limit = (
            f"over the {self.most} tolerated"
            if self.days_silent > self.most
            else f"ideal {self.ideal}, at most {self.most}"
        )
        if self.days_silent == 0:
            return "they answered today" if self.answered else "the proposal went out today"
        if self.answered:
            return f"they last answered {long} ago ({limit})"
        return f"no answer since the proposal went out {long} ago ({limit})"


class Courtship(Struct, frozen=True):
    """One entry of the queue. Days are working days; `danger` is 0 to 1, and `why` says what it is made of."""

    opportunity: Opportunity
    account: Account
    contact: Contact | None
    """Whom to call."""
    days_silent: int
    ideal: int
    most: int
    tries_unanswered: int
    streak: int
    """Intervals in a row that were kept."""
    next_step: Promise | None
    """The earliest booked step from today on."""
    idea: NextIdea
    danger: float
    why: tuple[str, ...]
    bids_unasked: bool
    """Nobody has asked "who else has bid?"."""
    endangered: bool
    """Silent past what is tolerated, and nothing is booked."""


def queue(book: Book, settings: Settings, now: datetime) -> list[Courtship]:
    """Every open opportunity with a proposal out, most endangered first (method §6); not those who said "do not call"."""
    out = [each for each in book.opportunities.values() if each.stage in PROPOSAL_OUT]
    amounts: defaultdict[str, list[int]] = defaultdict(list)
    for deal in out:
        amounts[deal.currency].append(deal.amount or 0)
    entries = []
    for deal in out:
        account = book.accounts.get(deal.account)
        if account and not account.do_not_call:
            entries.append(_entry(book, settings, deal, account, _weight(deal, amounts[deal.currency]), now))
    return sorted(
        entries, key=lambda entry: (-entry.danger, -entry.days_silent, entry.account.name, entry.opportunity.id)
    )


def due(book: Book, settings: Settings, opportunity: Opportunity, now: datetime) -> Standing | None:
    """How a proposal stands when its next romance step is due today; None when there is still time (method §6).

    Cheap: what the touches say is remembered per account, the rest is counting.
    """
    now_standing = standing(book, settings, opportunity, now)
    return now_standing if opportunity.stage in PROPOSAL_OUT and now_standing.due else None


def standing(book: Book, settings: Settings, opportunity: Opportunity, now: datetime) -> Standing:
    """How long a proposal has been silent, whether or not its next step is due."""
    return standing_on(book, settings, opportunity, now.date())


def standing_on(book: Book, settings: Settings, opportunity: Opportunity, today: date) -> Standing:
    """As `standing`, on a day."""
    out, answers = out_since(opportunity), answer_days(book, opportunity)
    last = answers[-1] if answers else None
    answered = last is not None and (out is None or last >= out)
    since = max((day for day in (last, out) if day), default=today)
    ideal, most = limits(book, settings, opportunity)
    quiet = working_days(settings.hours).between(since, today)
    return Standing(since, answered, quiet, ideal, most, booked(book, opportunity, today, after=True))


def booked(book: Book, opportunity: Opportunity, today: date, after: bool = False) -> Promise | None:
    """The earliest step booked for an opportunity, or for its account, from today on (`after`: from tomorrow on)."""
    for promise in open_promises(book, opportunity.account):
        late = promise.due < today or (after and promise.due == today)
        if not late and promise.opportunity in (None, opportunity.id):
            return promise
    return None


def tries_unanswered(book: Book, opportunity: Opportunity) -> int:
    """How often we tried without reaching them since they last answered (or since the proposal went out)."""

    def count() -> int:
        answers, out = answer_days(book, opportunity), out_since(opportunity)
        since = max((day for day in (answers[-1] if answers else None, out) if day), default=date.min)
        tries = 0
        for touch in history(book, opportunity.account).touches:
            if touch.opportunity in (None, opportunity.id) and touch.at.date() >= since:
                if in_contact(touch) and touch.at.date() == since:
                    tries = 0
                tries += RULE_OF[touch.outcome].tries == "counts" and not touch.inbound
        return tries

    return book.fact(opportunity.account, ("tries unanswered", opportunity.id), count)


def book_idea(
    book: Book,
    settings: Settings,
    opportunity: Opportunity,
    now: datetime,
    *,
    kind: Idea | None = None,
    due: date | None = None,
    at: datetime | None = None,
    after: tuple[Idea, ...] = (),
) -> list[Promise]:
    """The promises that make an idea the next step: the proposed one, or of the `kind` chosen, on `due`.

    Without `due` it falls when the ideal silence ends. `after` are the ideas being carried out in the same go; a step
    with an idea that was booked before is dropped, so that one stands at a time.
    """
    idea = (
        idea_of_kind(book, settings, opportunity, kind, now)
        if kind
        else next_idea(book, settings, opportunity, now, after)
    )
    today, person, before = now.date(), whom(book, opportunity), booked_idea(book, opportunity)
    day = due or working_days(settings.hours).add(today, limits(book, settings, opportunity)[0])
    step = Promise(
        id=book.make_id(),
        created=now,
        made=today,
        text=idea.text,
        due=day,
        at=at,
        account=opportunity.account,
        contact=person.id if person else None,
        opportunity=opportunity.id,
        purpose="romance",
        idea=idea.kind,
    )
    return [*_dropped(before, today, after), step]


def _dropped(before: Promise | None, today: date, after: tuple[Idea, ...]) -> list[Promise]:
    if before is None:
        return []
    return [replace(before, done=today) if before.idea in after else replace(before, dropped=today)]


# -- how endangered


class _Weight(NamedTuple):
    """An amount against the largest that is out in its currency."""

    share: float
    largest: bool


def _weight(deal: Opportunity, amounts: list[int]) -> _Weight:
    amount, top = deal.amount or 0, max(amounts)
    return _Weight(amount / top if top > 0 else 0.0, len(amounts) > 1 and amount == top > 0)


def _entry(
    book: Book, settings: Settings, deal: Opportunity, account: Account, weight: _Weight, now: datetime
) -> Courtship:
    today = now.date()
    state = standing(book, settings, deal, now)
    tries = tries_unanswered(book, deal)
    unasked = deal.bids_asked is None and not deal.competitor
    return Courtship(
        opportunity=deal,
        account=account,
        contact=whom(book, deal),
        days_silent=state.days_silent,
        ideal=state.ideal,
        most=state.most,
        tries_unanswered=tries,
        streak=streak(book, settings, deal, today),
        next_step=booked(book, deal, today),
        idea=next_idea(book, settings, deal, now),
        danger=_danger(settings, state, deal, unasked, weight.share, today),
        why=tuple(_why(state, deal, tries, unasked, weight.largest, today)),
        bids_unasked=unasked,
        endangered=state.endangered,
    )


def _danger(settings: Settings, state: Standing, deal: Opportunity, unasked: bool, share: float, today: date) -> float:
    """0 to 1: silence up to 0.68, a decision near or overdue 0.15, a competitor 0.12 (bids unasked 0.03), the amount 0.05."""
    danger = _silence(state.days_silent, state.ideal, state.most) + 0.05 * share
    danger += 0.12 if deal.competitor else 0.03 if unasked else 0
    if deal.decision:
        left = working_days(settings.hours).between(today, deal.decision)
        danger += 0.15 * max(0.0, 1 - left / DECISION_NEAR)
    return round(danger * (CALMED if state.waiting else 1), 3)


def _silence(days: int, ideal: int, most: int) -> float:
    """0 to 0.68: 0.2 at the ideal, 0.5 at the most that is tolerated, slowly more after that."""
    if days <= ideal:
        return 0.2 * days / ideal
    if days <= most:
        return 0.2 + 0.3 * (days - ideal) / (most - ideal)
    return 0.5 + 0.18 * (1 - most / days)


def _why(state: Standing, deal: Opportunity, tries: int, unasked: bool, largest: bool, today: date) -> list[str]:
    why = []
    if state.waiting:
        why.append(f"booked for {say_day(state.waiting.due, today)}: {one_line(state.waiting.text)}")
    why.append(state.said)
    if tries:
        why.append(f"{plural(tries, 'try', 'tries')} of ours unanswered since")
    if deal.competitor:
        why.append(f"{short(deal.competitor, 40)} has bid too")
    elif unasked:
        why.append("nobody has asked them yet who else has bid")
    if deal.decision:
        why.append(_decision(deal.decision, today))
    if largest:
        why.append(f"the largest proposal out in {deal.currency}")
    return why


def _decision(decision: date, today: date) -> str:
    if decision < today:
        return f"the decision was due {say_day(decision, today)}: ask for the new date"
    return "they decide today" if decision == today else f"they decide {say_day(decision, today)}"
