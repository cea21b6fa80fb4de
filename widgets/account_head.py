"""Who an account, or a colleague, is: the lines on top of their screen."""

from collections.abc import Iterator
from datetime import date

from planner.book import Book
from planner.book.extras import extras
from planner.book.records import Account, Contact
from planner.method.status import chance_of_order, days_since_order
from planner.wording import ago, days, one_line, percent
from planner.wording import day as say_day
from widgets.palette import LETTERS, Line


def account_head(book: Book, account: Account, today: date) -> list[Line]:
    """The name, the status with its letter and word, the last order and what it promises."""
    since = f" since {account.status_since:%b %Y}" if account.status_since else ""
    why = f" ({one_line(account.status_why)})" if account.status_why else ""
    lines: list[Line] = [
        [
            (f"{LETTERS[account.status]} ", account.status),
            (one_line(account.name), "bold"),
            (f"  {account.status}{since}", account.status),
            (why, "dim"),
        ]
    ]
    order = days_since_order(book, account, today)
    if order is None:
        lines.append([("never ordered", "dim")])
    else:
        again = f" · again within 90 days: {percent(chance_of_order(order))}"
        lines.append([(f"last order {days(order)}{'' if order == 0 else ' ago'}", ""), (again, "dim")])
    lines += [[(said, "late")] for said in _kept_away(account, today)]
    return lines


def _kept_away(account: Account, today: date) -> Iterator[str]:
    if account.do_not_call:
        yield f"do not call, since {say_day(account.do_not_call, today)}"
    if account.parked_until and account.parked_until > today:
        yield f"parked until {say_day(account.parked_until, today)}" + (
            f" after {one_line(account.parked_why)}" if account.parked_why else ""
        )
    if account.snoozed_until and account.snoozed_until > today:
        yield f"put off until {say_day(account.snoozed_until, today)}" + (
            f": {one_line(account.snoozed_why)}" if account.snoozed_why else ""
        )


def account_facts(book: Book, account: Account) -> str:
    """Everything else that is noted about an account, in one line."""
    cadence = f"called every {account.cadence[0]}/{account.cadence[1]} working days" if account.cadence else ""
    facts = (
        account.industry, account.city, account.region, account.country, account.phone, account.website,
        " ".join(f"#{tag}" for tag in account.tags), f"part of {book.account_name(account.parent)}" if account.parent else "",
        f"customer of {account.competitor}" if account.competitor else "", cadence, account.note,
    )  # fmt: skip
    return " · ".join(one_line(fact) for fact in (*facts, *extras(account.extra)) if fact)


def colleague_head(person: Contact, today: date, last: date | None) -> list[Line]:
    """The name, the company, and when we last talked."""
    place = ", ".join(part for part in (person.title, person.company) if part)
    met = f"last talked {ago(last, today)}" if last else "never talked so far"
    lines: list[Line] = [
        [
            (one_line(person.name), "bold"),
            (f"  {one_line(place)}", ""),
            (f"  colleague, {person.field or 'anywhere'}", "dim"),
        ],
        [(met, ""), (" · in the inner circle" if person.circle else "", "accent")],
    ]
    if person.do_not_call:
        lines.append([(f"do not call, since {say_day(person.do_not_call, today)}", "late")])
    return lines


def colleague_facts(person: Contact) -> str:
    """Everything else that is noted about a colleague, in one line."""
    sells = f"sells to {', '.join(person.sells_to)}" if person.sells_to else ""
    wants = f"wants to meet {person.asks}" if person.asks else ""
    facts = (person.phone, person.mobile, person.email, sells, wants, person.manner, person.note)
    return " · ".join(one_line(fact) for fact in (*facts, *extras(person.extra)) if fact)
