"""What `planner add` and `planner edit` do alike: put a record into the book, change or delete it, and say so."""

from typing import Any

import click

from planner.book import Book
from planner.book.records import Account, Promise, Record
from planner.book.removing import removal
from planner.commands.desk import Desk, WrongUsage, say
from planner.wording import clean, one_line
from planner.wording import day as say_day

FOLLOWS = frozenset({"status_since", "status_why", "parked_why"})
"""Fields that change by themselves with others."""
delete_option = click.option("--delete", is_flag=True, help="Delete it (planner undo brings it back).")


def keep(desk: Desk, record: Record, name: str, *brought: Record) -> None:
    """Put a new record into the book, with what it brings along, and say so."""
    kind = type(record).__name__.lower()
    desk.book.change(f"Added {kind} {one_line(name)}", record, *brought)
    say(f"Added {kind} {one_line(name)} ({record.id})")
    for each in brought:
        if isinstance(each, Promise):
            say(f"  promised: {one_line(each.text)}, {say_day(each.due, desk.now.date())}")
        elif isinstance(each, Account):
            say(f"  new account: {one_line(each.name)}")


def given(fields: dict[str, str | None]) -> dict[str, Any]:
    """The options that were given, as they are stored."""
    return {key: clean(value).strip() for key, value in fields.items() if value is not None}


def change(desk: Desk, book: Book, record: Record, name: str, fields: dict[str, Any], delete: bool) -> None:
    """Change some fields of a record, or delete it, and say so."""
    kind = type(record).__name__.lower()
    shown = one_line(name)
    if delete:
        book.change(f"Deleted {kind} {shown}", *removal(book, record, desk.now.date()))
        say(f"Deleted {kind} {shown}: planner undo brings it back")
        return
    if not fields:
        raise WrongUsage(f"nothing to change on {shown}: see planner edit {kind} --help")
    book.edit(f"Edited {kind} {shown}", record, **fields)
    say(f"Changed {kind} {shown}: {', '.join(key.replace('_', ' ') for key in fields if key not in FOLLOWS)}")
