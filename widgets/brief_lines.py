"""The words of a brief: who it is, why now, what to ask, the last words, what is owed, what is out (method §2, §4, §6)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from rich.cells import cell_len

from planner.book import Book
from planner.book.records import Account, Contact
from planner.method.cadence import history, in_contact, open_promises, open_proposals
from planner.method.due import soon
from planner.method.local_time import their_time
from planner.method.openers import questions
from planner.settings import Settings
from planner.wording import ago, one_line, short_money
from widgets.brief import BriefOf
from widgets.palette import LETTERS, Line, fit, wrapped

WIDE = 64
"""Cells from which on what belongs together stands in one line."""


def brief_lines(
    book: Book, settings: Settings, now: datetime, of: BriefOf, width: int, warm: Sequence[str] = ()
) -> Iterator[Line]:
    """The brief, line by line."""
    yield from _who(settings, now, of, width)
    if of.call:
        yield []
        what = f"{of.call.purpose}, " if of.account or of.contact else ""
        yield [("Done" if of.call.done else "Why now", "title"), (f"  {what}{of.call.minutes} min", "dim")]
        for reason in of.call.why:
            yield from wrapped(reason, width, indent="  ", first="· ")
    for way in warm[:2]:
        yield from wrapped(f"warm path: {way}", width, "good", indent="  ", first="· ")
    about = of.account.id if of.account else of.contact.id if of.contact else ""
    yield from _draft(book, about, width)
    if about and not (of.call and of.call.done):
        yield from _ask(book, of, now, width)
    yield from _last_words(book, about, now, width)
    yield from _owed(book, about, now, width)
    yield from _proposals(book, about, now, width)


def _who(settings: Settings, now: datetime, of: BriefOf, width: int) -> Iterator[Line]:
    person, account = of.contact, of.account
    yield from _joined(_person(person, width), width)
    yield from _joined(_place(account, person, width), width)
    yield from _joined(_reach(settings, now, account, person, width), width)
    if person and person.manner:
        yield from wrapped(person.manner, width, "dim")


def _cut(text: str, width: int) -> str:
    """In one line, with an ellipsis where it doesn't fit."""
    return fit(text, width).rstrip()


def _joined(lines: list[Line], width: int) -> list[Line]:
    """Lines that belong together as one, where a wide and low panel has the room for it."""
    length = sum(cell_len(text) for line in lines for text, _ in line) + 3 * (len(lines) - 1)
    if not lines or width < WIDE or length > width:
        return lines
    return [[piece for count, line in enumerate(lines) for piece in ([(" · ", "dim")] if count else []) + line]]


def _person(person: Contact | None, width: int) -> list[Line]:
    if person is None:
        return []
    role = ", ".join(part for part in (person.title, person.department) if part)
    name: Line = [(one_line(person.name), "bold"), (f"  {person.level or ''}", "dim")]
    return [name, [(_cut(role, width), "dim")]] if role else [name]


def _place(account: Account | None, person: Contact | None, width: int) -> list[Line]:
    if account is None:
        return [[(f"{one_line(person.company)} (colleague)", "")]] if person and person.company else []
    facts = ", ".join(one_line(part) for part in (account.industry, account.city, account.country) if part)
    name: Line = [(f"{LETTERS[account.status]} ", account.status), (one_line(account.name), "" if person else "bold")]
    return [name, [(_cut(facts, width), "dim")]] if facts else [name]


def _reach(
    settings: Settings, now: datetime, account: Account | None, person: Contact | None, width: int
) -> list[Line]:
    lines: list[Line] = []
    number = (person.phone or person.mobile if person else "") or (account.phone if account else "")
    there = their_time(settings, account, person, now)
    if number or there:
        clock = f"  {there:%H:%M} there" if there and there.utcoffset() != now.utcoffset() else ""
        tone = "late" if there and not 8 <= there.hour < 18 else "dim"
        lines.append([(f"☎ {one_line(number) or 'no number'}", "accent"), (clock, tone)])
    if person and person.email:
        lines.append([(_cut(f"@ {person.email}", width), "dim")])
    return lines


def _ask(book: Book, of: BriefOf, now: datetime, width: int) -> Iterator[Line]:
    purpose = of.call.purpose if of.call else None
    asked = questions(book, of.account, of.contact, purpose, now.date(), of.call.fence if of.call else None)
    if asked:
        yield []
        yield [("Ask", "title")]
    for question in asked:
        yield from wrapped(question, width, indent="  ", first="· ")


def _draft(book: Book, about: str, width: int) -> Iterator[Line]:
    for draft in book.drafts.where("about", about):
        if draft.fields:
            yield []
            yield [("Draft", "title"), ("  not logged yet; c goes on", "dim")]
            yield from wrapped(" · ".join(draft.fields.values()), width, "late", indent="  ", first="· ")


def _last_words(book: Book, about: str, now: datetime, width: int) -> Iterator[Line]:
    past = history(book, about)
    said = [touch for touch in reversed(past.touches) if touch.note][:2]
    if past.last_contact or said:
        yield []
        last = (
            f"  in contact {ago(past.last_contact.at.date(), now.date())}"
            if past.last_contact
            else "  never in contact"
        )
        yield [("Last words", "title"), (last, "dim")]
    for touch in said:
        parts = [ago(touch.at.date(), now.date()), book.contact_name(touch.contact).split(" ")[0]]
        when = ", ".join(part for part in parts if part) + ("" if in_contact(touch) else f" ({touch.outcome})")
        yield from wrapped(f"{when}: {touch.note}", width, indent="  ", first="· ")


def _owed(book: Book, about: str, now: datetime, width: int) -> Iterator[Line]:
    owed = [each for each in open_promises(book, about) if each.kind != "retry"]
    benefits = book.benefits.of(about)
    given = [each for each in benefits if each.direction == "given"]
    got = [each for each in benefits if each.direction == "got"]
    if owed or benefits:
        balance = sum(each.weight for each in given) - sum(each.weight for each in got)
        yield []
        yield [
            ("Owed", "title"),
            (f"  {'we are in credit' if balance > 0 else 'we owe them' if balance < 0 else 'even'}", "dim"),
        ]
    for promise in owed[:3]:
        late = promise.due < now.date()
        yield from wrapped(
            f"{soon(now.date(), promise)}: {promise.text}", width, "late" if late else "", indent="  ", first="· "
        )
    for word, side in (("gave", given), ("got", got)):
        if side:
            yield from wrapped(
                f"{word} {ago(side[-1].on, now.date())}: {side[-1].what}", width, "dim", indent="  ", first="· "
            )


def _proposals(book: Book, about: str, now: datetime, width: int) -> Iterator[Line]:
    for deal in open_proposals(book, about):
        money = f" {short_money(deal.amount, deal.currency)}" if deal.amount else ""
        yield []
        yield [("Proposal out", "title"), (f"  {_cut(one_line(deal.name) + money, width - 14)}", "")]
        facts = [f"since {ago(deal.proposal_on, now.date())}"] if deal.proposal_on else []
        facts.append(
            f"against {deal.competitor}"
            if deal.competitor
            else "who else has bid? not asked"
            if not deal.bids_asked
            else "no rival known"
        )
        if deal.concern:
            facts.append(f"concern: {deal.concern}")
        for fact in facts:
            yield from wrapped(fact, width, "dim", indent="  ", first="· ")
