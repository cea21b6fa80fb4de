"""One account's brief as Markdown: who they are, what is owed either way, what they told us, what happened lately (method §4)."""

import re
from collections.abc import Iterator
from datetime import datetime

from planner.book import Book
from planner.book.records import Account, Contact
from planner.method.beginning import UNKNOWN, first_step
from planner.method.cadence import history, open_promises, open_proposals, people
from planner.method.health import health
from planner.method.relationship import knowledge, ledger
from planner.method.timeline import timeline
from planner.settings import Settings
from planner.wording import ago, money, one_line
from planner.wording import day as say_day

HAPPENINGS = 15
_MARKS = re.compile(r"([\\`*_\[\]<>#|])")


def brief(book: Book, settings: Settings, account: Account, now: datetime) -> str:
    """The brief of an account, as Markdown; whatever it quotes is no markup."""
    return "\n".join(_lines(book, settings, account, now)) + "\n"


def _lines(book: Book, settings: Settings, account: Account, now: datetime) -> Iterator[str]:
    today = now.date()
    yield f"# {_plain(account.name)}"
    yield ""
    since = f", last order {ago(account.last_order, today)}" if account.last_order else ""
    past = history(book, account.id)
    silent = f"last contact {ago(past.silent_since, today)}" if past.silent_since else "no contact yet"
    yield f"{account.status.capitalize()}{since} · {silent} · {say_day(today, today)} {today.year}"
    place = ", ".join(part for part in (account.address, account.city, account.region, account.country) if part)
    for said in (account.industry, account.phone, account.website, place, account.note):
        if said:
            yield f"- {_plain(said)}"
    found = health(book, settings, account, now)
    if found.score is None:
        yield f"- health {UNKNOWN}. {_plain(first_step(book, settings, account, now).text)}"
    else:
        yield f"- health {found.score}, {found.level}: {_plain(found.raise_it)}"
    yield from _section("People", (_person(person) for person in people(book, account.id)))
    yield from _section(
        "Promised", (f"{say_day(each.due, today)}: {_plain(each.text)}" for each in open_promises(book, account.id))
    )
    yield from _section("Proposals out", _proposals(book, account))
    owed = ledger(book, settings, account.id, today)
    yield from _section(
        "Given and got", [f"given {owed.given}, got {owed.got}: {_plain(owed.lately)}"] if owed.benefits else []
    )
    topics = knowledge(book, settings, account.id, today)
    yield from _section(
        "What we know", (f"{t.heading}: {_plain(i.text)} ({ago(i.on, today)})" for t in topics for i in t.insights[:3])
    )
    events = timeline(book, account.id, most=HAPPENINGS)
    yield from _section("Lately", (f"{say_day(e.on, today)}: {_plain(e.title)}{_detail(e.detail)}" for e in events))


def _section(title: str, lines: Iterator[str] | list[str]) -> Iterator[str]:
    held = list(lines)
    if held:
        yield ""
        yield f"## {title}"
        yield ""
        for line in held:
            yield f"- {line}"


def _person(person: Contact) -> str:
    parts = (person.name, person.title, person.department, person.phone or person.mobile, person.email)
    return " · ".join(_plain(part) for part in parts if part)


def _proposals(book: Book, account: Account) -> Iterator[str]:
    for deal in open_proposals(book, account.id):
        amount = f", {money(deal.amount, deal.currency)}" if deal.amount is not None else ""
        rival = f", against {deal.competitor}" if deal.competitor else ""
        yield _plain(f"{deal.name}{amount}{rival}")


def _detail(text: str) -> str:
    said = one_line(text)
    return f" ({_plain(said[:160])})" if said else ""


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", one_line(text))
