"""How many minutes a call is planned with: the median of the user's own, shrunk towards the default (method §2)."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from planner.book import Book
from planner.book.records import Touch
from planner.book.vocabulary import CONTACT_OUTCOMES, STATUSES, Purpose, Status
from planner.settings import Settings

Lengths = dict[tuple[Status, Purpose], tuple[float, int]]
LATEST = 20_000
"""So many of the latest touches are learned from, a few years of them: how one called before says little of today."""


def planned_minutes(book: Book, settings: Settings, status: Status, purpose: Purpose) -> int:
    """Whole minutes for a call of this status and purpose; the default weighs `plan.learn_from` calls."""
    default = settings.minutes.of(purpose)
    own, n = measured(book).get((status, purpose), (0.0, 0))
    weight = settings.plan.learn_from
    return max(1, round((weight * default + n * own) / (weight + n))) if weight + n else default


def measured(book: Book) -> Lengths:
    """Median minutes and number of the user's latest calls with contact, by status and purpose.

    Measured anew whenever twenty more calls are known, or a hundredth more, so that logging one doesn't read the whole log.
    """
    known = len(book.touches)
    step = max(20, 1 << max(0, known.bit_length() - 7))
    return book.until("call lengths", known // step, lambda: _measure(book))


def _measure(book: Book) -> Lengths:
    minutes: dict[Status, dict[Purpose, list[int]]] = {status: defaultdict(list) for status in STATUSES}
    now: dict[str | None, Status] = {each.id: each.status for each in book.accounts.values()}
    for touch in _latest(book):
        if touch.outcome in CONTACT_OUTCOMES and touch.minutes and touch.purpose:
            minutes[touch.status or now.get(touch.account, "new")][touch.purpose].append(touch.minutes)
    return {
        (status, purpose): (_median(Counter(values)), len(values))
        for status, purposes in minutes.items()
        for purpose, values in purposes.items()
    }


def _latest(book: Book) -> Iterator[Touch]:
    """The touches of the latest days with calls, back to the day on which there are enough of them."""
    days = book.touches.keys_of("day")
    seen = 0
    for day in sorted(days, reverse=True):
        yield from days[day]
        seen += len(days[day])
        if seen >= LATEST:
            break


def _median(counts: Counter[int]) -> float:
    """The median of whole numbers by how often each came: a career has many calls, and few lengths."""
    total, before = counts.total(), 0
    low = high = None
    for value in sorted(counts):
        before += counts[value]
        if low is None and 2 * before >= total:
            low = value
        if high is None and 2 * before > total:
            high = value
            break
    return ((low or 0) + (high or 0)) / 2
