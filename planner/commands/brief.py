"""The brief of one account, as text and as JSON: what a salesperson wants before dialling."""

from datetime import date, datetime
from typing import Any

from planner.book import Book
from planner.book.extras import extras
from planner.book.records import Account, Contact, Opportunity
from planner.book.vocabulary import CLOSED
from planner.commands.desk import say
from planner.commands.values import units_of
from planner.method.beginning import UNKNOWN, first_step
from planner.method.cadence import open_promises
from planner.method.doors import way_in
from planner.method.health import Health, slipping
from planner.method.relationship import Person, coverage, fences, knowledge, ledger
from planner.method.status import days_since_order, proposal
from planner.method.timeline import Happening, timeline
from planner.settings import Settings
from planner.wording import ago, bar, money, one_line, plural, silence
from planner.wording import day as say_day
from planner.wording import days as say_days

LAST = 8
"""Touches that are shown."""
BAR = 10


def account_json(book: Book, settings: Settings, account: Account, score: Health, now: datetime) -> dict[str, Any]:
    """What the brief says, besides what `planner accounts --json` says of every account."""
    today = now.date()
    sums = ledger(book, settings, account.id, today)
    suggested, warm = proposal(book, settings, account, now), way_in(book, settings, account, now)
    return {
        "ways": [{"part": way.part, "gain": way.gain, "text": way.text} for way in score.ways],
        "slipping": slipping(book, settings, account, now),
        "status_proposal": {"to": suggested.to, "why": suggested.why} if suggested else None,
        "warm_path": warm.how if warm else None,
        "people": [_person_json(each) for each in _everybody(book, settings, account, today)],
        "gaps": list(coverage(book, settings, account.id, today).gaps),
        "ledger": {
            "given": sums.given, "got": sums.got, "balance": sums.balance, "days_since_given": sums.days_since_given,
            "days_since_got": sums.days_since_got, "lately": sums.lately,
        },
        "knowledge": [
            {
                "heading": topic.heading, "days": topic.days, "stale": topic.stale,
                "insights": [
                    {"on": each.on, "text": each.text, "contact": book.contact_name(each.contact) or None}
                    for each in topic.insights
                ],
            }
            for topic in knowledge(book, settings, account.id, today)
        ],
        "fences": _fences_json(book, account),
        "promises": [
            {"id": each.id, "text": each.text, "due": each.due, "kind": each.kind} for each in open_promises(book, account.id)
        ],
        "opportunities": [
            {
                "id": deal.id, "name": deal.name, "stage": deal.stage, "amount": units_of(deal.amount, deal.currency),
                "currency": deal.currency, "decision": deal.decision, "competitor": deal.competitor or None,
            }
            for deal in book.opportunities.of(account.id)
        ],
        "timeline": [_happening_json(book, each) for each in timeline(book, account.id)],
    }  # fmt: skip


def _everybody(book: Book, settings: Settings, account: Account, today: date) -> list[Person]:
    return [person for _, people in coverage(book, settings, account.id, today).rows for person in people]


def _person_json(person: Person) -> dict[str, Any]:
    contact = person.contact
    return {
        "id": contact.id, "name": contact.name, "title": contact.title or None, "level": person.level,
        "department": contact.department or None, "days_since_contact": person.days, "due": person.due,
        "do_not_call": contact.do_not_call is not None,
    }  # fmt: skip


def _fences_json(book: Book, account: Account) -> dict[str, Any] | None:
    if account.status != "lost":
        return None
    mending = fences(book, account)
    taken = [{"step": step, "on": on} for step, on in mending.taken]
    return {
        "taken": taken,
        "next": mending.next,
        "why_lost": mending.why_lost or None,
        "changed": mending.changed or None,
    }


def _happening_json(book: Book, event: Happening) -> dict[str, Any]:
    return {
        "on": event.on, "at": event.at.isoformat() if event.at else None, "kind": event.kind, "title": event.title,
        "detail": event.detail, "contact": book.contact_name(event.contact) or None,
    }  # fmt: skip


def print_brief(book: Book, settings: Settings, account: Account, score: Health, now: datetime) -> None:
    """The brief as text, readable in 80 columns."""
    today = now.date()
    _print_head(book, settings, account, score, now)
    if score.score is None:
        say()
        say(f"Health: {UNKNOWN}", "heading")
        say(f"  first: {first_step(book, settings, account, now).text}")
    else:
        _print_health(score)
    _print_people(book, settings, account, today)
    _print_ledger(book, settings, account, today)
    if account.status == "lost":
        _print_fences(book, account)
    _print_deals(book, account, today)
    _print_last(book, account, today)


def _print_head(book: Book, settings: Settings, account: Account, score: Health, now: datetime) -> None:
    ordered = days_since_order(book, account, now.date())
    order = "" if ordered is None else f" · last order {silence(ordered)}{' ago' if ordered else ''}"
    say(f"{one_line(account.name)} · {account.status}{order} · {score.level}", "heading")
    facts = (account.industry, account.city, account.phone, account.website)
    if any(facts):
        say("  " + " · ".join(one_line(each) for each in facts if each))
    if account.do_not_call:
        say(f"  do not call, since {say_day(account.do_not_call, now.date())}", "alert")
    slips = slipping(book, settings, account, now)
    if slips:
        say(f"  slipping: {slips}", "alert")
    suggested = proposal(book, settings, account, now)
    if suggested:
        say(f"  {suggested.label}: {suggested.why}")
    way = way_in(book, settings, account, now)
    if way:
        say(f"  warm path: {way.how}")
    if account.note:
        say(f"  {one_line(account.note)}")
    _print_extras(account, 2)


def _print_extras(record: Account | Contact, indent: int) -> None:
    """What other programs knew besides."""
    known = extras(record.extra)
    if known:
        say(" " * indent + " · ".join(map(one_line, known)))


def _print_health(score: Health) -> None:
    say()
    trend = "" if score.trend is None else f", {score.trend:+d} in 30 days" if score.trend else ", as 30 days ago"
    say(f"Health {score.score} of 100{trend}", "heading")
    for name, part in score.parts.items():
        points = f"{part.points:>2} of {part.of}" if part.judged else "no data "
        say(f"  {name:<12} {points} {bar(part.points, part.of, BAR):<{BAR}} {part.why}")
    say(f"  to raise it: {score.raise_it}")


def _print_people(book: Book, settings: Settings, account: Account, today: date) -> None:
    map_ = coverage(book, settings, account.id, today)
    say()
    say(f"People: {map_.summary}", "heading")
    for level, people in map_.rows:
        if not people:
            say(f"  {level or 'level not noted':<10} nobody is known")
        for place, person in enumerate(people):
            say(f"  {'' if place else level or 'not noted':<10} {_who(person)}", hang=13)
            _print_extras(person.contact, 13)
    for gap in map_.gaps:
        say(f"  gap: {gap}")


def _who(person: Person) -> str:
    contact = person.contact
    seen = "never in contact" if person.days is None else "today" if not person.days else f"{say_days(person.days)} ago"
    parts = [contact.name, contact.title, contact.department, contact.phone or contact.mobile, contact.email]
    state = f"{seen}, due" if person.due else seen
    return (
        " · ".join(one_line(part) for part in parts if part) + f" · {'do not call' if contact.do_not_call else state}"
    )


def _print_ledger(book: Book, settings: Settings, account: Account, today: date) -> None:
    sums = ledger(book, settings, account.id, today)
    say()
    balance = (
        "even" if not sums.balance else f"{abs(sums.balance)} {'in credit' if sums.balance > 0 else 'owed to them'}"
    )
    say(f"Ledger: given {sums.given}, got {sums.got}: {balance}", "heading")
    say(f"  what have you done for me lately? {sums.lately}")
    say()
    say("Knowledge", "heading")
    for topic in knowledge(book, settings, account.id, today):
        if topic.insights:
            newest = topic.insights[0]
            source = book.contact_name(newest.contact)
            by = f", {one_line(source)}" if source else ""
            more = f" (and {len(topic.insights) - 1} more)" if len(topic.insights) > 1 else ""
            stale = ", stale" if topic.stale else ""
            say(f"  {topic.heading:<16} {one_line(newest.text)} ({ago(newest.on, today)}{by}{stale}){more}")
        else:
            say(f"  {topic.heading:<16} nothing is known")


def _print_fences(book: Book, account: Account) -> None:
    mending = fences(book, account)
    say()
    say(f"Mending fences: {mending.summary}", "heading")
    say(f"  why they left: {mending.why_lost or 'not known: hear them out'}")
    if mending.changed:
        say(f"  what has changed since: {one_line(mending.changed)}")


def _print_deals(book: Book, account: Account, today: date) -> None:
    promises, deals = open_promises(book, account.id), book.opportunities.of(account.id)
    say()
    say(f"Promises: {len(promises) or 'none'} open", "heading")
    for promise in promises:
        late = " (late)" if promise.due < today else ""
        say(f"  {say_day(promise.due, today):<15} {one_line(promise.text)}{late}")
    say()
    open_deals = [deal for deal in deals if deal.stage not in CLOSED]
    closed = len(deals) - len(open_deals)
    say(f"Opportunities: {len(open_deals) or 'none'} open{f', {closed} closed' if closed else ''}", "heading")
    for deal in open_deals:
        say(f"  {_deal(deal, today)}")


def _deal(deal: Opportunity, today: date) -> str:
    parts = [one_line(deal.name), deal.stage]
    if deal.amount is not None:
        parts.append(money(deal.amount, deal.currency))
    if deal.decision:
        parts.append(f"decision {say_day(deal.decision, today)}")
    if deal.competitor:
        parts.append(f"against {one_line(deal.competitor)}")
    return " · ".join(parts)


def _print_last(book: Book, account: Account, today: date) -> None:
    touches = timeline(book, account.id, kinds=("touch",), most=LAST)
    total = len(book.touches.of(account.id))
    say()
    say(f"Last touches, of {total}" if total > LAST else plural(total, "touch") if total else "No touch yet", "heading")
    for event in touches:
        who = book.contact_name(event.contact)
        note = f": {one_line(event.detail)}" if event.detail else ""
        say(f"  {say_day(event.on, today):<15} {event.title}{f' · {one_line(who)}' if who else ''}{note}")
