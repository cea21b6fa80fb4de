"""The next romance idea for an open proposal: what to bring, ask or do, never the same kind as the last two (method §6)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from zlib import crc32

from msgspec import Struct

from planner.book import Book
from planner.book.records import Account, Contact, Event, Insight, Opportunity, Promise, Touch
from planner.book.vocabulary import Idea
from planner.method.cadence import history, in_contact, open_promises, people
from planner.method.catalogue import CATALOGUE, Known, short
from planner.method.endorsements import best_offer
from planner.settings import Settings
from planner.wording import one_line

WORN: Final = 4
"""What an idea loses in fitness with each time it was carried out."""
ANY_FIRST: Final[frozenset[Idea]] = frozenset({"concern", "expert", "invite", "visit"})
"""Kinds of which any wording may come first."""
AT_REST: Final = 2
"""So many of the last ideas are not proposed again."""


class NextIdea(Struct, frozen=True):
    """One idea: its kind, and what to do in a sentence."""

    kind: Idea
    text: str


def next_idea(
    book: Book, settings: Settings, opportunity: Opportunity, now: datetime, after: Sequence[Idea] = ()
) -> NextIdea:
    """What to do next for an open proposal (method §6).

    What was booked comes first. Otherwise the kind that fits best what is known, less for each time it was used. Never
    one of the last two kinds carried out; `after` are kinds being carried out right now, as if logged already.
    """
    taken = (*ideas_taken(book, opportunity), *after)
    resting = set(taken[-AT_REST:])
    booked = booked_idea(book, opportunity)
    if booked and booked.idea and booked.idea not in resting:
        return NextIdea(booked.idea, one_line(booked.text))
    known = _known(book, settings, opportunity, now)
    fitted = {kind: fit(known) for kind, fit in CATALOGUE.items() if kind not in resting}
    best = max(fitted, key=lambda kind: fitted[kind].fit - WORN * taken.count(kind))
    return NextIdea(best, _worded(opportunity, best, fitted[best].texts, taken.count(best)))


def idea_of_kind(book: Book, settings: Settings, opportunity: Opportunity, kind: Idea, now: datetime) -> NextIdea:
    """The wording of a kind that the user chose, fitted to what is known."""
    texts = CATALOGUE[kind](_known(book, settings, opportunity, now)).texts
    return NextIdea(kind, _worded(opportunity, kind, texts, ideas_taken(book, opportunity).count(kind)))


def _worded(opportunity: Opportunity, kind: Idea, texts: Sequence[str], times: int) -> str:
    """The wording for the next time; proposals begin with different ones, so that a queue does not say one thing four times."""
    start = crc32(opportunity.id.encode()) if kind in ANY_FIRST else 0
    return texts[(start + times) % len(texts)]


def ideas_taken(book: Book, opportunity: Opportunity) -> tuple[Idea, ...]:
    """The kinds of ideas that were carried out for an opportunity, in order of time."""
    return book.fact(
        opportunity.account,
        ("ideas taken", opportunity.id),
        lambda: tuple(
            touch.idea
            for touch in history(book, opportunity.account).touches
            if touch.idea and is_about(touch, opportunity.id)
        ),
    )


def booked_idea(book: Book, opportunity: Opportunity) -> Promise | None:
    """The earliest open promise that carries an idea for this opportunity; None when none is booked."""
    for promise in open_promises(book, opportunity.account):
        if promise.idea and promise.opportunity in (None, opportunity.id):
            return promise
    return None


def is_about(touch: Touch, opportunity: str) -> bool:
    """Whether a touch was about an opportunity: it names it, or it is a romance step that names none."""
    if touch.opportunity is None:
        return touch.purpose == "romance" or touch.idea is not None
    return touch.opportunity == opportunity


def reached(touch: Touch) -> bool:
    """Whether a romance step reached them, so that it counts as one of the steps taken."""
    return in_contact(touch) and (touch.purpose == "romance" or touch.idea is not None)


def whom(book: Book, opportunity: Opportunity) -> Contact | None:
    """Whom to call about an opportunity: its contact, else whoever answered last, else the first who may be called."""
    there = people(book, opportunity.account)
    named = next((person for person in there if person.id == opportunity.contact), None)
    if named or not there:
        return named
    met = history(book, opportunity.account).met
    return max(there, key=lambda person: (met.get(person.id, date.min), bool(person.phone or person.mobile)))


def _known(book: Book, settings: Settings, opportunity: Opportunity, now: datetime) -> Known:
    person = whom(book, opportunity)
    account: Account | None = book.accounts.get(opportunity.account)
    insights = _fresh_insights(book, settings, opportunity.account, now.date())
    concern = opportunity.concern or next((each.text for each in insights if each.heading == "concerns"), "")
    last = history(book, opportunity.account).silent_since
    return Known(
        who=short(person.name, 40) if person else "them",
        deal=f"“{short(opportunity.name, 40)}”",
        opportunity=opportunity,
        industry=short(account.industry, 40) if account else "",
        concern=f"“{short(concern)}”" if concern else "",
        offer=best_offer(book, opportunity),
        insight=min(insights, key=_usefulness, default=None),
        event=_coming_event(book, now.date()),
        calendar_silent=(now.date() - last).days if last else None,
        today=now.date(),
    )


def _fresh_insights(book: Book, settings: Settings, account: str, today: date) -> list[Insight]:
    """What was learned within the time that knowledge stays fresh, the newest first (method §4)."""
    fresh = settings.rules.insight_days
    return [each for each in reversed(book.insights.of(account)) if 0 <= (today - each.on).days <= fresh]


def _usefulness(insight: Insight) -> int:
    order = {"threats": 0, "opportunities": 1, "business": 2, "environment": 3}
    return order.get(insight.heading, 4)


def _coming_event(book: Book, today: date) -> Event | None:
    coming = book.whole(("events from", today), lambda: [each for each in book.events.values() if each.on > today])
    return min(coming, key=lambda event: event.on, default=None)
