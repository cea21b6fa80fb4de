"""How many minutes a call is planned with: the median of the user's own, shrunk towards the default (method §2)."""

from collections import defaultdict
from statistics import median

from planner.book import Book
from planner.book.vocabulary import CONTACT_OUTCOMES, Purpose, Status
from planner.method.balance import status_of
from planner.settings import Settings

Lengths = dict[tuple[Status, Purpose], tuple[float, int]]


def planned_minutes(book: Book, settings: Settings, status: Status, purpose: Purpose) -> int:
    """Whole minutes for a call of this status and purpose; the default weighs `plan.learn_from` calls."""
    default = settings.minutes.of(purpose)
    own, n = measured(book).get((status, purpose), (0.0, 0))
    weight = settings.plan.learn_from
    return max(1, round((weight * default + n * own) / (weight + n))) if weight + n else default


def measured(book: Book) -> Lengths:
    """Median minutes and number of the user's calls with contact, by status and purpose.

    Measured anew whenever twenty more calls are known, so that logging one doesn't read the whole log.
    """
    return book.until("call lengths", len(book.touches) // 20, lambda: _measure(book))


def _measure(book: Book) -> Lengths:
    minutes: dict[tuple[Status, Purpose], list[int]] = defaultdict(list)
    for touch in book.touches.values():
        if touch.minutes and touch.purpose and touch.outcome in CONTACT_OUTCOMES:
            minutes[status_of(book, touch), touch.purpose].append(touch.minutes)
    return {key: (float(median(values)), len(values)) for key, values in minutes.items()}
