"""What stands on the screen of one account, or of one colleague, from top to bottom (method §4, §5, §7)."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from planner.book import Book
from planner.book.records import Account, Benefit, Contact, Record, Referral
from planner.method.beginning import first_step
from planner.method.cadence import open_promises
from planner.method.colleagues import prompts
from planner.method.health import health
from planner.method.relationship import coverage, fences, knowledge, ledger
from planner.settings import Settings
from planner.wording import one_line
from widgets.account_head import account_facts, colleague_facts
from widgets.deal_rows import deal_items, endorsement_items, promise_items, referral_items
from widgets.health_rows import health_items, unknown_items
from widgets.items import Item, heading, item
from widgets.ledger_rows import benefit_item, fence_items, knowledge_items, ledger_items
from widgets.palette import Line, columns
from widgets.people_rows import people_items

COMES_FROM: dict[str, tuple[str, ...]] = {
    "reciprocity": ("lately",),
    "executives": ("contact", "gap executive"),
    "entry": ("contact", "gap executive"),
    "knowledge": ("insight", "gap environment"),
}
"""Part of the score → how the keys of the first lines begin that it comes from; recency comes from the timeline."""


def account_sections(book: Book, settings: Settings, account: Account, now: datetime) -> Iterator[Item]:
    """Facts, health, people, promises, opportunities, ledger, knowledge, fences, referrals, endorsements."""
    today, id = now.date(), account.id
    yield _facts(f"account {id}", account_facts(book, account), account)
    score = health(book, settings, account, now)
    if score.score is None:
        yield from unknown_items(first_step(book, settings, account, now))
    else:
        yield from health_items(score)
    gone = sum(person.left is not None for person in book.contacts.of(id))
    yield from people_items(coverage(book, settings, id, today), gone)
    yield from promise_items(book, open_promises(book, id), today)
    yield from deal_items(book.opportunities.of(id), today)
    yield from ledger_items(book, ledger(book, settings, id, today), today)
    yield from knowledge_items(book, knowledge(book, settings, id, today), today)
    if account.status == "lost":
        yield from fence_items(fences(book, account))
    yield from referral_items(book, _referrals(book, account), id, today)
    yield from endorsement_items(book, book.endorsements.of(id))


def _referrals(book: Book, account: Account) -> list[Referral]:
    """Those through which the account came, and those from or to its people."""
    people = [each for person in book.contacts.of(account.id) for each in book.referrals.where("contact", person.id)]
    return list({each.id: each for each in (*book.referrals.of(account.id), *people)}.values())


def _facts(key: str, facts: str, record: Record) -> Item:
    said = facts or "nothing is noted yet: E writes it down"
    contact = record.id if isinstance(record, Contact) else None
    return item(key, lambda width: columns(width, [(said, "dim", 0)]), record, contact, says=said)


def colleague_sections(book: Book, person: Contact, now: datetime) -> Iterator[Item]:
    """Facts, the two-way test, what to talk about, promises, the ledger, referrals, endorsements."""
    today = now.date()
    yield _facts(f"contact {person.id}", colleague_facts(person), person)
    yield from _two_way(person)
    yield from heading("To talk about")
    for place, prompt in enumerate(prompts(person)):
        yield item(f"prompt {place}", _plain(prompt), contact=person.id, says=prompt)
    yield from promise_items(book, open_promises(book, person.id), today)
    yield from _exchanged(book, person, today)
    yield from referral_items(book, book.referrals.where("contact", person.id), "", today)
    yield from endorsement_items(book, book.endorsements.where("contact", person.id))


def _plain(text: str) -> Callable[[int], Line]:
    return lambda width: columns(width, [("", "", 1), (text, "", 0)])


def _two_way(person: Contact) -> Iterator[Item]:
    yield from heading(
        "Can we both help each other?", "in the inner circle" if person.circle else "C lets them into the circle"
    )
    for label, text in (("they help us", person.helps_us), ("we help them", person.we_help)):
        said = one_line(text) or "not written down"
        yield item(
            f"circle {label}", _answer(label, said, bool(text)), person, person.id, says=f"{label.capitalize()}: {said}"
        )


def _answer(label: str, said: str, known: bool) -> Callable[[int], Line]:
    def line(width: int) -> Line:
        return columns(width, [("", "", 1), (label, "dim", 13), (said, "" if known else "late", 0)])

    return line


def _exchanged(book: Book, person: Contact, today: date) -> Iterator[Item]:
    benefits: list[Benefit] = [each for each in book.benefits.where("account", None) if each.contact == person.id]
    if benefits:
        given = sum(each.weight for each in benefits if each.direction == "given")
        got = sum(each.weight for each in benefits if each.direction == "got")
        yield from heading("Ledger", f"gave {given}, got {got}")
        for benefit in reversed(benefits):
            yield benefit_item(book, benefit, today)
