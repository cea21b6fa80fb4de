"""One call of a day as text and as the published JSON, for the plan and for past days."""

from collections.abc import Mapping
from typing import Any

from planner.book import Book
from planner.book.vocabulary import STATUSES, Status
from planner.method.calls import Call
from planner.wording import one_line


def phone_of(book: Book, call: Call) -> str:
    """The number to dial: the person's, else the account's."""
    person, account = book.contacts.get(call.contact or ""), book.accounts.get(call.account or "")
    number = (person.phone or person.mobile) if person else ""
    return number or (account.phone if account else "")


def call_json(book: Book, position: int, call: Call) -> dict[str, Any]:
    """One call as published in the interface."""
    return {
        "position": position,
        "account": book.account_name(call.account) or None,
        "account_id": call.account,
        "status": call.status,
        "contact": book.contact_name(call.contact) or None,
        "contact_id": call.contact,
        "phone": phone_of(book, call) or None,
        "purpose": call.purpose,
        "minutes": call.minutes,
        "at": call.at.isoformat() if call.at else None,
        "promised": call.promised,
        "done": call.done,
        "why": list(call.why),
    }


def who(book: Book, call: Call) -> str:
    """ "Ann Lee, Acme"."""
    names = (book.contact_name(call.contact), book.account_name(call.account))
    return ", ".join(one_line(name) for name in names if name) or "a promise to yourself"


def shares_line(spent: Mapping[Status, int]) -> str:
    """ "E 52 L 28 N 20": percent of the minutes that were spent."""
    total = sum(spent.values())
    return " ".join(f"{status[0].upper()} {round(100 * spent[status] / total) if total else 0}" for status in STATUSES)
