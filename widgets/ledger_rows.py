"""What was given and got, and what is known of their business: dated, with its source, gaps shown as gaps (method §4)."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from planner.book import Book
from planner.book.records import Benefit, Insight
from planner.method.relationship import Fences, Ledger, Topic
from planner.wording import ago, days, listing, one_line
from widgets.items import Item, heading, item
from widgets.palette import Line, columns

SHOWN = 5
"""Benefits that are shown here; all of them stand in the timeline."""
SHOWN_OF_TOPIC = 2
SIZES = ("small", "solid", "big")
LEFT = {
    "price": "the price", "service": "the service", "people": "the people", "competitor": "went to a competitor",
    "need gone": "had no need any more",
}  # fmt: skip
"""Reasons for leaving in words."""


def ledger_items(book: Book, ledger: Ledger, today: date) -> Iterator[Item]:
    """The balance, what was done for them lately, and the newest benefits."""
    yield from heading("Ledger", _balance(ledger))
    lately = f"What have you done for me lately? {ledger.lately}"
    yield item("lately", partial(_lately, ledger), adds="gave", says=lately)
    for benefit in ledger.benefits[:SHOWN]:
        yield benefit_item(book, benefit, today)
    more = len(ledger.benefits) - SHOWN
    if more > 0:
        yield Item(None, lambda width: [columns(width, [("", "", 1), (f"{more} older in the timeline", "faint", 0)])])


def benefit_item(book: Book, benefit: Benefit, today: date) -> Item:
    """One benefit."""
    who = one_line(book.contact_name(benefit.contact))
    said = _said(benefit, who, today)
    return item(f"benefit {benefit.id}", partial(_benefit, benefit, who, today), benefit, benefit.contact, says=said)


def _balance(ledger: Ledger) -> str:
    """ "we are 5 ahead: gave 8 (395 days ago), got 3 (361 days ago)"."""
    if not ledger.benefits:
        return "nothing was given or got yet"
    owe = f"we owe them {-ledger.balance}" if ledger.balance < 0 else f"we are {ledger.balance} ahead"
    both = (("gave", ledger.given, ledger.days_since_given), ("got", ledger.got, ledger.days_since_got))
    sides = [f"{word} {weight}{f' ({ago_days(since)})' if since is not None else ''}" for word, weight, since in both]
    return f"{owe if ledger.balance else 'even'}: {sides[0]}, {sides[1]}"


def ago_days(count: int) -> str:
    """ "today", "12 days ago"."""
    return days(count) if count == 0 else f"{days(count)} ago"


def _lately(ledger: Ledger, width: int) -> Line:
    stale = not ledger.given or ledger.lately.endswith("(stale by now)")
    return columns(width, [("", "", 1), ("lately", "accent", 6), (ledger.lately, "late" if stale else "good", 0)])


def _said(benefit: Benefit, who: str, today: date) -> str:
    verb, link = ("Gave", "to") if benefit.direction == "given" else ("Got", "from")
    person = f" {link} {who}" if who else ""
    return f"{verb}: {one_line(benefit.what)} ({SIZES[benefit.weight - 1]}){person}, {ago(benefit.on, today)}"


def _benefit(benefit: Benefit, who: str, today: date, width: int) -> Line:
    given = benefit.direction == "given"
    return columns(
        width,
        [
            ("", "", 1), ("gave →" if given else "got  ←", "good" if given else "accent", 6), ("●" * benefit.weight, "dim", 3),
            (benefit.what, "", 0), (who.split(" ")[0] if width >= 60 else "", "dim", 10 if width >= 60 else 1),
            (ago(benefit.on, today), "dim", -13),
        ],
    )  # fmt: skip


def knowledge_items(book: Book, topics: Sequence[Topic], today: date) -> Iterator[Item]:
    """The knowledge sheet: a heading each, its newest insights with age and source."""
    stale, unknown = sum(topic.stale for topic in topics), sum(topic.days is None for topic in topics)
    counts = ((len(topics) - stale - unknown, "known"), (stale, "stale"), (unknown, "unknown"))
    yield from heading(
        "Their business", f"of {len(topics)} headings {listing([f'{n} {word}' for n, word in counts if n])}"
    )
    for topic in topics:
        if not topic.insights:
            yield item(
                f"gap {topic.heading}",
                partial(_unknown, topic),
                adds=f"insight {topic.heading}",
                says=f"Nothing is known of their {topic.heading}: ask. Enter writes it down.",
            )
        for place, insight in enumerate(topic.insights[:SHOWN_OF_TOPIC]):
            who = one_line(book.contact_name(insight.contact))
            said = f"{topic.heading.capitalize()}: {one_line(insight.text)} ({who or 'source not noted'}, {ago(insight.on, today)})"
            yield item(
                f"insight {insight.id}",
                partial(_insight, topic, insight, who, place, today),
                insight,
                insight.contact,
                says=said,
            )


def _unknown(topic: Topic, width: int) -> Line:
    return columns(width, [("+", "late", 1), (topic.heading, "", 16), ("nothing is known", "dim", 0)])


def _insight(topic: Topic, insight: Insight, who: str, place: int, today: date, width: int) -> Line:
    age = ago(insight.on, today)
    style = "late" if place == 0 and topic.stale else "dim"
    source = [(who.split(" ")[0], "dim", 10)] if width >= 60 else []
    size = 16 if width >= 50 else 11
    title = topic.heading if place == 0 else ""
    return columns(
        width,
        [("", "", 1), (title, "", size), (insight.text, "" if place == 0 else "dim", 0), *source, (age, style, -13)],
    )


def fence_items(fences: Fences) -> Iterator[Item]:
    """How far a lost account has come (method §4)."""
    yield from heading("Mending fences", fences.summary)
    why = f"Why they left: {LEFT.get(fences.why_lost, fences.why_lost) or 'nobody has found out'}"
    changed = f"; since then: {one_line(fences.changed).rstrip('.')}" if fences.changed else ""
    style = "" if fences.why_lost else "late"
    yield item(
        "fences",
        lambda width: columns(width, [("", "", 1), (why + changed, style, 0)]),
        adds="account lost_reason",
        says=f"{why}{changed}. Enter writes down why they left, and what has changed since.",
    )
    for step, on in fences.taken:
        yield Item(None, partial(_fence, step, on))


def _fence(step: str, on: date, width: int) -> list[Line]:
    return [columns(width, [("", "", 1), ("✓", "good", 1), (step, "", 16), (f"{on:%d %b %Y}", "dim", 0)])]
