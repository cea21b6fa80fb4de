"""A proposal that is out, as a row of the queue and as the panel beside it: the silence, the danger, the next idea (method §6)."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from planner.book import Book
from planner.book.records import Account, Contact, Opportunity, Touch
from planner.method.cadence import history, in_contact
from planner.method.endorsements import to_offer
from planner.method.ideas import is_about
from planner.method.intervals import intervals
from planner.method.romance import Courtship
from planner.settings import Settings
from planner.wording import ago, one_line, percent, plural, short_money
from planner.wording import day as say_day
from widgets.palette import LETTERS, Line, columns, fit, wrapped
from widgets.rows import Row
from widgets.silence import WIDTH, silence_bar, silence_said, silence_style

SHORT = {"who else has bid?": "bids?"}
"""What a fact is called where there is no room for all of it."""
OFFERED = 3
"""So many endorsements are named in the panel."""


# -- in the queue


def courtship_rows(queue: list[Courtship], today: date, height: int = 3) -> list[Row]:
    """A row an entry, in the order of the queue; with four lines the facts have one of their own."""
    return [Row(entry.opportunity.id, _row(place, entry, today, height)) for place, entry in enumerate(queue, 1)]


def _row(place: int, entry: Courtship, today: date, height: int) -> Callable[[int], list[Line]]:
    def lines(width: int) -> list[Line]:
        facts = list(_facts(entry))
        silence, own = _silence(entry, today, width), [_within([("    ", "")], facts, width)] if facts else []
        if height < 4:
            silence, own = _within(silence, facts, width), []
        return [_headline(place, entry, today, width), silence, *own, _idea(entry, today, width)]

    return lines


def _headline(place: int, entry: Courtship, today: date, width: int) -> Line:
    deal = entry.opportunity
    name = f"{one_line(entry.account.name)} · {one_line(deal.name)}"
    amount = short_money(deal.amount, deal.currency) if deal.amount else ""
    cells = [
        (str(place), "dim", -2),
        ("!" if entry.endangered else "", "late", 1),
        (name, "bold", 0),
        (amount, "", -9),
    ]
    if width >= 52:
        cells.append(_decision(deal, today))
    return columns(width, cells)


def _decision(deal: Opportunity, today: date) -> tuple[str, str, int]:
    if deal.decision is None:
        return "no date", "dim", -14
    said = f"{deal.decision.day} {deal.decision:%b}"
    if deal.decision < today:
        return f"was due {said}", "late", -14
    return f"decides {said}", "dim", -14


def waits(entry: Courtship, today: date) -> bool:
    """Whether a step is booked for a day to come, which stops the alarm until then."""
    return entry.next_step is not None and entry.next_step.due > today


def _silence(entry: Courtship, today: date, width: int) -> Line:
    bar = silence_bar(entry.days_silent, entry.ideal, entry.most, WIDTH if width >= 52 else 9)
    style = "dim" if waits(entry, today) else silence_style(entry.days_silent, entry.ideal, entry.most)
    said = silence_said(entry.days_silent, entry.ideal, entry.most)
    said = said if width >= 52 else said.replace(" silent", "")
    return [("     ", ""), *bar, ("  ", ""), (said, style)]


def _facts(entry: Courtship) -> Iterator[tuple[str, str]]:
    """What adds to the danger, and what speaks against it, the weightiest first."""
    if entry.tries_unanswered:
        yield plural(entry.tries_unanswered, "try", "tries") + " unanswered", "late"
    if entry.opportunity.competitor:
        yield f"against {one_line(entry.opportunity.competitor)}", "accent"
    elif entry.bids_unasked:
        yield "who else has bid?", "accent"
    if entry.streak > 1:
        yield f"{entry.streak} intervals kept in a row", "good"


def _within(line: Line, facts: list[tuple[str, str]], width: int) -> Line:
    """The line with as many facts as fit; the first may be cut, but not to a stump."""
    used = sum(len(text) for text, _ in line)
    for place, (text, style) in enumerate(facts):
        gap = " · " if line[-1][0].strip() else " "
        room = width - used - len(gap)
        text = SHORT.get(text, text) if len(text) > room else text
        if room < (len(text) if place else min(len(text), 12)):
            break
        line += [(gap, "dim"), (fit(text, min(room, len(text))), style)]
        used += len(gap) + min(room, len(text))
    return line


def _idea(entry: Courtship, today: date, width: int) -> Line:
    step = entry.next_step
    if step:
        when = "today" if step.due == today else say_day(step.due, today)
        return columns(width, [("", "", 4), (f"booked for {when}: {one_line(step.text)}", "good", 0)])
    return columns(width, [("", "", 4), (f"→ {entry.idea.text}", "dim", 0)])


def waiting_rows(book: Book, deals: list[Opportunity], today: date) -> list[Row]:
    """A row for each opportunity whose proposal is not out yet, under a heading; nothing when there is none."""
    if not deals:
        return []
    heading = Row(None, lambda width: [[], [(" Before the proposal", "title")], []])
    return [heading, *(Row(deal.id, _waiting(book, deal, today)) for deal in deals)]


def _waiting(book: Book, deal: Opportunity, today: date) -> Callable[[int], list[Line]]:
    def lines(width: int) -> list[Line]:
        name = f"{one_line(book.account_name(deal.account))} · {one_line(deal.name)}"
        amount = short_money(deal.amount, deal.currency) if deal.amount else ""
        since = f" since {say_day(deal.history[-1].on, today)}" if deal.history else ""
        rival = f" · against {one_line(deal.competitor)}" if deal.competitor else ""
        cells = [("", "", 4), (name, "bold", 0), (amount, "", -9)]
        if width >= 52:
            cells.append(_decision(deal, today))
        return [
            columns(width, cells),
            columns(width, [("", "", 4), (f"{deal.stage}{since}{rival}", "dim", 0)]),
            columns(width, [("", "", 4), (f"concern: {one_line(deal.concern)}" if deal.concern else "", "dim", 0)]),
        ]

    return lines


# -- the panel


def deal_lines(book: Book, deal: Opportunity, person: Contact | None, today: date, width: int) -> Iterator[Line]:
    """All that is known of an opportunity whose proposal is not out."""
    account = book.accounts.get(deal.account)
    if account is None:
        return
    yield from _what(deal, account, person, today, width)
    yield from _concerns(deal, today, width)
    yield from _past(book, deal, today, width)


def courtship_lines(book: Book, settings: Settings, now: datetime, entry: Courtship, width: int) -> Iterator[Line]:
    """All that is known of one proposal, in the order in which it is asked before a call."""
    today = now.date()
    yield from _what(entry.opportunity, entry.account, entry.contact, today, width)
    yield []
    yield [("Danger", "title"), (f"  {percent(entry.danger)}", "late" if entry.endangered else "dim")]
    for reason in entry.why:
        yield from wrapped(reason, width, indent="  ", first="· ")
    yield from _next(entry, today, width)
    yield from _concerns(entry.opportunity, today, width)
    yield from _endorsements(book, entry.opportunity, width)
    yield from _kept(book, settings, entry, today)
    yield from _past(book, entry.opportunity, today, width)


def _what(deal: Opportunity, account: Account, person: Contact | None, today: date, width: int) -> Iterator[Line]:
    yield from wrapped(deal.name, width, "bold")
    yield [(f"{LETTERS[account.status]} ", account.status), (fit(account.name, width - 2).rstrip(), "")]
    amount = short_money(deal.amount, deal.currency) if deal.amount else "no amount yet"
    yield [(f"{amount} · {deal.stage}", ""), (f", out {_out(deal, today)}" if deal.proposal_on else "", "dim")]
    if person:
        role = f", {one_line(person.title)}" if person.title else ""
        yield [(fit(f"{one_line(person.name)}{role}", width).rstrip(), "")]
        number = one_line(person.phone or person.mobile or account.phone)
        yield [(f"☎ {number or 'no number'}", "accent")]
    else:
        yield [("nobody to call is known there: add a contact", "late")]


def _out(deal: Opportunity, today: date) -> str:
    return f"since {say_day(deal.proposal_on, today)}" if deal.proposal_on else ""


def _next(entry: Courtship, today: date, width: int) -> Iterator[Line]:
    step = entry.next_step
    if step:
        yield []
        yield [("Booked", "title"), (f"  {say_day(step.due, today)}{f' {step.at:%H:%M}' if step.at else ''}", "good")]
        yield from wrapped(step.text, width, indent="  ", first="· ")
        if step.idea:
            return
    yield []
    yield [
        ("After that" if step else "Next idea", "title"),
        ("  I takes it · i another" if not step and width >= 36 else "", "dim"),
    ]
    yield from wrapped(entry.idea.text, width, indent="  ", first="→ ")


def _concerns(deal: Opportunity, today: date, width: int) -> Iterator[Line]:
    if deal.concern:
        yield []
        yield [("Their concern", "title")]
        yield from wrapped(deal.concern, width, indent="  ", first="· ")
    if deal.told:
        yield []
        yield [("What they were told", "title")]
        yield from wrapped(deal.told, width, indent="  ", first="· ")
    yield []
    yield [("Who else has bid?", "title")]
    known = bool(deal.bids_asked or deal.competitor)
    yield from wrapped(_bids(deal, today), width, "" if known else "late", indent="  ", first="· ")


def _bids(deal: Opportunity, today: date) -> str:
    """Who else has bid, as far as they have said."""
    asked = f"asked on {say_day(deal.bids_asked, today)}" if deal.bids_asked else ""
    if deal.competitor:
        return f"{one_line(deal.competitor)} ({asked or 'heard of, not asked yet'})"
    return f"nobody that they named ({asked})" if asked else "not asked yet: B notes what they say"


def _endorsements(book: Book, deal: Opportunity, width: int) -> Iterator[Line]:
    offers = to_offer(book, deal)
    if offers:
        yield []
        yield [("Who speaks for us", "title")]
    for offer in offers[:OFFERED]:
        company = f", {one_line(offer.account.name)}" if offer.account else ""
        kindred = " (their industry)" if offer.kindred else ""
        text = f"{offer.endorsement.kind} by {one_line(offer.contact.name)}{company}{kindred}"
        yield from wrapped(text, width, "good" if offer.kindred else "", indent="  ", first="· ")


def _kept(book: Book, settings: Settings, entry: Courtship, today: date) -> Iterator[Line]:
    """The intervals since the proposal went out, oldest first."""
    marks = [each.kept(today) for each in intervals(book, settings, entry.opportunity)]
    known = [mark for mark in marks if mark is not None]
    if known:
        yield []
        yield [("Intervals", "title"), (f"  {sum(known)} of {len(known)} kept", "dim")]
        yield [("  ", ""), *((" ✓" if mark else " ✗", "good" if mark else "bad") for mark in known[-16:])]


def _past(book: Book, deal: Opportunity, today: date, width: int) -> Iterator[Line]:
    """Stages and romance steps, the newest first."""
    about = [touch for touch in history(book, deal.account).touches if is_about(touch, deal.id)]
    found: list[tuple[date, str]] = [(touch.at.date(), _step(book, touch)) for touch in about]
    found += [(change.on, f"stage: {change.stage}") for change in deal.history]
    if found:
        yield []
        yield [("So far", "title")]
    for on, said in sorted(found, key=lambda each: -each[0].toordinal()):
        yield from wrapped(f"{ago(on, today)}: {said}", width, "dim", indent="  ", first="· ")


def _step(book: Book, touch: Touch) -> str:
    who = book.contact_name(touch.contact).split(" ")[0]
    what = ", ".join(part for part in (touch.idea, "" if in_contact(touch) else touch.outcome, who) if part)
    return f"{what}: {one_line(touch.note)}" if touch.note and what else touch.note or what or touch.outcome
