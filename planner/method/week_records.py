"""What a week's records count up to: promises, benefits, referrals, and deals that were closed (method §8)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain
from typing import NamedTuple

from planner.book import Book
from planner.book.records import Opportunity, Promise, Record, Referral, Touch
from planner.book.vocabulary import CLOSED
from planner.method.cadence import in_contact
from planner.method.figures import Figure
from planner.method.referrals import ARRIVED
from planner.method.weeks import Span


def record_figures(book: Book, span: Span, today: date, touches: Sequence[Touch]) -> dict[Figure, tuple[str, ...]]:
    """The figures that don't come from the log of calls alone; `touches` are those of the week."""
    benefits = [each for day in span.days for each in book.benefits.where("day", day)]
    closed = closed_by_day(book)
    deals = [each for day in span.days for each in closed.get(day, ())]
    return {
        **_promise_figures(book, span, today),
        **_referral_figures(book, span, touches),
        "benefits given": _ids(each for each in benefits if each.direction == "given"),
        "benefits got": _ids(each for each in benefits if each.direction == "got"),
        "deals won": _ids(each for each in deals if each.stage == "won"),
        "deals lost": _ids(each for each in deals if each.stage == "lost"),
    }


# -- promises


def _promise_figures(book: Book, span: Span, today: date) -> dict[Figure, tuple[str, ...]]:
    """Kept: done in the week, by the day it was due. Late: done in the week, after it. Open: due by the week's end.

    Our own next tries bind nobody, and what was dropped is neither kept nor broken.
    """
    left = sorted(_open_at(book, span.last, today), key=lambda promise: (promise.due, promise.id))
    return {
        "promises kept": _ids(_done(book, "in time", span.days)),
        "promises late": _ids(_done(book, "late", span.days)),
        "promises open": _ids(left),
    }


def _done(book: Book, how: str, days: Iterable[date]) -> Iterator[Promise]:
    return (each for each in _ended(book, how, days) if each.done)


def _ended(book: Book, how: str, days: Iterable[date]) -> Iterator[Promise]:
    """What was done or dropped on some days, "in time" or "late"."""
    return (each for day in days for each in book.promises.where("ended", (how, day)))


def _open_at(book: Book, day: date, today: date) -> Iterator[Promise]:
    """What was due by the end of a day and open then: what still is, and what ended after it, and so late."""
    ended = book.promises.keys_of("ended")
    due = [each for each in ended.get(None, ()) if each.due <= day]
    for n in range(1, (today - day).days + 1):
        late = ended.get(("late", day + timedelta(days=n)))
        if late:
            due += [each for each in late if each.due <= day]
    for each in due:
        made = each.made or (each.created.date() if each.created else each.due)
        if made <= day:
            yield each


# -- referrals


def _referral_figures(book: Book, span: Span, touches: Sequence[Touch]) -> dict[Figure, tuple[str, ...]]:
    """Asked, got and thanked. A call and the referral that came of it count once, as the call."""
    got = _got(book)
    first, last = span.first, span.last
    asked = [each.referral for each in got if each.asked and first <= each.asked <= last]
    introduced = [each.referral for each in got if each.introduced and first <= each.introduced <= last]
    kept = chain(_done(book, "in time", span.days), _done(book, "late", span.days))
    told = {each.referral for each in kept if each.kind in ("thank", "tell")}
    return {
        "referrals asked": (
            *_ids(each for each in touches if _asks(each)),
            *_ids(each for each in asked if not _logged(book, each, _asks, _receives)),
        ),
        "referrals got": (
            *_ids(each for each in touches if _receives(each)),
            *_ids(each for each in introduced if not _logged(book, each, _receives)),
        ),
        "referrals thanked": _ids(
            each.referral for each in got if each.referral.id in told or _in(span, each.referral.thanked)
        ),
    }


class _Came(NamedTuple):
    """A referral that we got, with the days on which it was asked for and the name was given."""

    referral: Referral
    asked: date | None
    introduced: date | None


def _got(book: Book) -> list[_Came]:
    def read() -> list[_Came]:
        got = (each for each in book.referrals.values() if each.direction == "got")
        return [_Came(each, _came_to(each, "asked"), introduced_on(each)) for each in got]

    return book.until("referrals got", book.referrals.changes, read)


def _asks(touch: Touch) -> bool:
    return touch.purpose == "ask referral" and in_contact(touch)


def _receives(touch: Touch) -> bool:
    return touch.outcome == "referral received"


def _logged(book: Book, referral: Referral, *means: Callable[[Touch], bool]) -> bool:
    """Whether the log holds the call that brought it: with the same contact, on a day of its history."""
    days = {referral.made, *(change.on for change in referral.history)}
    calls = book.touches.where("contact", referral.contact)
    return any(touch.at.date() in days for touch in calls if any(each(touch) for each in means))


def introduced_on(referral: Referral) -> date | None:
    """The day on which the name was given to us; None while it was not."""
    reached = [change.on for change in referral.history if change.stage in ARRIVED]
    if reached:
        return min(reached)
    return referral.made if referral.stage in ARRIVED else None


def _came_to(referral: Referral, stage: str) -> date | None:
    on = next((change.on for change in referral.history if change.stage == stage), None)
    return on or (referral.made if referral.stage == stage else None)


# -- deals


def closed_on(deal: Opportunity) -> date | None:
    """The day on which a deal was won or lost; None while it is open."""
    if deal.stage not in CLOSED:
        return None
    came = (change.on for change in reversed(deal.history) if change.stage == deal.stage)
    return deal.closed_on or next(came, None)


def closed_by_day(book: Book) -> dict[date, list[Opportunity]]:
    """Day → the deals that were won or lost on it, by their ids."""

    def read() -> dict[date, list[Opportunity]]:
        found: dict[date, list[Opportunity]] = {}
        for stage in CLOSED:
            for deal in book.opportunities.where("stage", stage):
                on = closed_on(deal)
                if on is not None:
                    found.setdefault(on, []).append(deal)
        for deals in found.values():
            deals.sort(key=lambda deal: deal.id)
        return found

    return book.until("closed by day", book.opportunities.changes, read)


# -- inside


def _in(span: Span, day: date | None) -> bool:
    return day is not None and span.first <= day <= span.last


def _ids(records: Iterable[Record]) -> tuple[str, ...]:
    return tuple(each.id for each in records)
