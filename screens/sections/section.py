"""A section of the Referrals screen: its rows, what the panel says of each, and whom the keys are about."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from planner.book import Book
from planner.book.records import Contact, StageChange
from planner.settings import Settings
from planner.wording import day as say_day
from planner.wording import one_line
from screens.target import Target
from widgets.palette import LETTERS, Line, columns, fit, wrapped


@dataclass(frozen=True, slots=True)
class View:
    """What a section is made from."""

    book: Book
    settings: Settings
    now: datetime

    @property
    def today(self) -> date:
        """The day it is."""
        return self.now.date()


@dataclass(frozen=True, slots=True)
class Item:
    """One row. The ids say what the keys act on; `due` ones are counted in the section's title."""

    key: str
    lines: Callable[[int], list[Line]]
    detail: Callable[[int], Iterable[Line]]
    target: Target | None = None
    contact: str | None = None
    referral: str | None = None
    endorsement: str | None = None
    account: str | None = None
    """The new account that a warm path leads to."""
    event: str | None = None
    due: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """A list of the screen: what it holds (a text among the items is a heading), and what it says when it is empty."""

    name: str
    title: str
    read: Callable[[View], Sequence[Item | str]]
    empty: str
    hint: str
    """The keys that matter here, in a few words."""


def two_lines(
    name: str, right: str, second: str, *, mark: str = "", style: str = "dim", right_style: str = "dim"
) -> Callable[[int], list[Line]]:
    """A row: whom it is about in bold, how it stands on the right, and a second line."""

    def lines(width: int) -> list[Line]:
        room = min(len(right), max(12, width // 3)) if right else 0
        cells = [(mark, "late", 1), (name, "bold", 0)]
        if room:
            cells.append((right, right_style, -room))
        return [columns(width, cells), columns(width, [("", "", 1), ("", "", 1), (second, style, 0)])]

    return lines


def company_of(book: Book, person: Contact) -> str:
    """Where somebody works, or sells."""
    return one_line(book.account_name(person.account) or person.company)


def named(book: Book, person: Contact) -> str:
    """ "Ann Lee · Acme"."""
    company = company_of(book, person)
    return f"{one_line(person.name)} · {company}" if company else one_line(person.name)


def person_lines(view: View, person: Contact, width: int) -> Iterator[Line]:
    """Who somebody is and how to reach them."""
    account = view.book.accounts.get(person.account or "")
    yield [(fit(person.name, width).rstrip(), "bold")]
    if person.title:
        yield [(fit(person.title, width).rstrip(), "dim")]
    if account:
        yield [(f"{LETTERS[account.status]} ", account.status), (fit(account.name, width - 2).rstrip(), "")]
    elif person.company:
        yield [(fit(f"{person.company} (colleague)", width).rstrip(), "")]
    number = one_line(person.phone or person.mobile or (account.phone if account else ""))
    yield [(f"☎ {number or 'no number'}", "accent")]
    if person.manner:
        yield from wrapped(person.manner, width, "dim")


def part(title: str, texts: Iterable[str], width: int, style: str = "", first: str = "· ") -> Iterator[Line]:
    """A titled part of the panel; nothing where there is nothing to say."""
    said = [text for text in texts if text.strip()]
    if said:
        yield []
        yield [(title, "title")]
    for text in said:
        yield from wrapped(text, width, style, indent="  ", first=first)


def stages_said(history: Sequence[StageChange], today: date) -> list[str]:
    """The stages that something went through, the newest first."""
    return [f"{say_day(change.on, today)}: {change.stage}" for change in reversed(history)]
