"""Warm paths: for each new account, through whom it could be opened, before any cold call."""

from collections.abc import Iterator
from functools import partial

from planner.book import Book
from planner.book.records import Account
from planner.method.asks import why_not
from planner.method.warm import WarmPath, warm_paths
from planner.wording import listing, one_line, plural
from screens.calling import Target
from screens.sections.section import Item, Section, View, part, two_lines
from widgets.palette import LETTERS, Line, wrapped


def read(view: View) -> list[Item | str]:
    """The warmest account first."""
    paths = warm_paths(view.book, view.settings, view.now)
    ranked = sorted(paths.items(), key=lambda each: (-each[1][0].strength, view.book.account_name(each[0]), each[0]))
    items = [_item(view, view.book.accounts[account], ways) for account, ways in ranked]
    return ["New accounts, the warmest first", *items] if items else []


def askable(book: Book, account: Account, ways: list[WarmPath]) -> list[WarmPath]:
    """The ways through a person whose introduction to that account is not on record yet."""
    on_record = {each.contact for each in book.referrals.of(account.id) if each.direction == "got"}
    return [way for way in ways if way.contact and way.contact not in on_record]


def _item(view: View, account: Account, ways: list[WarmPath]) -> Item:
    first, others = ways[0], len(ways) - 1
    person = view.book.contacts.get(first.contact or "")
    return Item(
        key=f"path {account.id}",
        lines=two_lines(one_line(account.name), f"+{others}" if others else "", first.how),
        detail=partial(_detail, view, account, ways),
        target=Target(person.account, person.id, "ask referral") if person else None,
        contact=first.contact,
        account=account.id,
        due=not any(each.direction == "got" for each in view.book.referrals.of(account.id)),
    )


def _detail(view: View, account: Account, ways: list[WarmPath], width: int) -> Iterator[Line]:
    yield [(f"{LETTERS[account.status]} ", account.status), (one_line(account.name)[: width - 2], "bold")]
    facts = listing([one_line(each) for each in (account.industry, account.city, account.country) if each])
    if facts:
        yield from wrapped(facts, width, "dim")
    yield []
    yield [("Through whom", "title"), (f"  {plural(len(ways), 'way')}, the best first", "dim")]
    for way in ways:
        yield from wrapped(way.how, width, indent="  ", first="· ")
    open_ways = askable(view.book, account, ways)
    person = view.book.contacts.get(open_ways[0].contact or "") if open_ways else None
    if person:
        name = one_line(person.name)
        reason = why_not(view.book, view.settings, person, view.now)
        texts = [f"I puts {name} into the ask queue for it" + (", i somebody else" if len(open_ways) > 1 else "")]
        texts += [f"not today, though: {reason}"] if reason else []
        yield from part("Make it an ask", texts, width)


PATHS = Section(
    "paths",
    "Warm paths",
    read,
    "No new account can be reached through anybody yet. Colleagues (N) and where people worked before make paths.",
    "I makes it an ask · i through somebody else",
)
