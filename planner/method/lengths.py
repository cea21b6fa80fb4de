"""How many minutes a call is planned with: the median of the user's own, shrunk towards the default (method §2)."""

from collections import defaultdict
from statistics import median

from planner.book import Book
from planner.book.vocabulary import CONTACT_OUTCOMES, Purpose, Status
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

    Measured anew whenever twenty more calls are known, or a hundredth more, so that logging one doesn't read the whole log.
    """
    known = len(book.touches)
    step = max(20, 1 << max(0, known.bit_length() - 7))
    return book.until("call lengths", known // step, lambda: _measure(book))


def _measure(book: Book) -> Lengths:
    minutes: dict[tuple[Status, Purpose], list[int]] = defaultdict(list)
    for id, touches in book.touches.keys_of("account").items():
        account = book.accounts.get(id) if id else None
        status: Status = account.status if account else "new"
        for touch in touches:
            if touch.minutes and touch.purpose and touch.outcome in CONTACT_OUTCOMES:
                minutes[status, touch.purpose].append(touch.minutes)
    return {key: (float(median(values)), len(values)) for key, values in minutes.items()}
