"""Which romance intervals a week kept, and which it missed, each with what is behind it (method §8, §6)."""

from datetime import date, timedelta
from typing import Final

from planner.book import Book
from planner.book.records import Opportunity
from planner.method.cadence import in_contact
from planner.method.figures import Figure
from planner.method.ideas import is_about
from planner.method.intervals import Interval, intervals
from planner.method.weeks import Span
from planner.settings import Settings

A_DAY: Final = timedelta(days=1)


def romance_figures(book: Book, settings: Settings, span: Span, today: date) -> dict[Figure, tuple[str, ...]]:
    """Kept: the calls that ended an interval in time. Missed: the opportunities whose deadline passed unanswered."""
    first, last = span.first, min(span.last, today)
    known: dict[str, dict[str, list[Interval]]] = book.known("intervals", (settings.cadence, settings.hours))
    kept: list[tuple[date, str]] = []
    missed: list[tuple[date, str]] = []
    for deal in book.opportunities.values():
        if (deal.proposal_on and deal.proposal_on > last) or (deal.closed_on and deal.closed_on < first):
            continue
        for each in _intervals(book, settings, deal, known):
            if each.end is not None and each.end <= each.deadline:
                if first <= each.end <= last:
                    kept.append((each.end, _answer(book, deal, each.end)))
            elif first <= each.deadline + A_DAY <= last:
                missed.append((each.deadline, deal.id))
    return {
        "romance kept": tuple(id for _, id in sorted(kept)),
        "romance missed": tuple(id for _, id in sorted(missed)),
    }


def _intervals(
    book: Book, settings: Settings, deal: Opportunity, known: dict[str, dict[str, list[Interval]]]
) -> list[Interval]:
    """A deal's intervals, as they are `known` by account and deal, until something of its account changes."""
    of_account = known.setdefault(deal.account, {})
    found = of_account.get(deal.id)
    if found is None:
        found = of_account[deal.id] = intervals(book, settings, deal)
    return found


def _answer(book: Book, deal: Opportunity, day: date) -> str:
    """The call of that day in which they answered; the one about the deal, where there are several."""
    answers = [each for each in book.touches.of(deal.account) if each.at.date() == day and in_contact(each)]
    about = [each for each in answers if is_about(each, deal.id)]
    return next((each.id for each in about or answers), deal.id)
