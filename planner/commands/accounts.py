"""`planner accounts` and `planner account NAME`: every account with its health, and the brief of one."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import click

from planner.book import Book
from planner.book.records import Account
from planner.book.vocabulary import STATUSES, choose
from planner.commands.brief import account_json, print_brief
from planner.commands.completing import account_names
from planner.commands.desk import Desk, answer_json, json_option, pass_desk, say
from planner.commands.paper import cells, clipped, width
from planner.method.cadence import history, next_step
from planner.method.health import Health, all_health, health
from planner.method.status import days_since_order
from planner.wording import day as say_day
from planner.wording import minor_digits, one_line, plural, silence

SORTS = ("health", "name", "silence", "value")
NAME_WIDTH = 26
WIDE = 102
"""Columns that the table takes with every column at its full width."""
TIGHT = 74
"""Below this even the weakest part has no room."""
NARROW = 56
"""Columns that a narrow table takes besides the names."""
VALUE_DAYS = 365
Key = Callable[[Account], tuple[Any, ...]]


@click.command()
@click.option("--status", help="Only existing, lost or new ones.")
@click.option("--sort", default="health", help="health (weakest first, the default), name, silence or value.")
@json_option
@pass_desk
def accounts_command(desk: Desk, status: str | None, sort: str, as_json: bool) -> None:
    """Every account with its health, the one that needs you most first."""
    wanted = choose(status, STATUSES, "status") if status else None
    by = choose(sort, SORTS, "sort")
    with desk.reading() as book:
        healths = all_health(book, desk.settings, desk.now)
        key = _key(book, healths, by, desk.now.date())
        accounts = sorted((each for each in book.accounts.values() if wanted in (None, each.status)), key=key)
        if as_json:
            answer_json([row_json(book, each, healths[each.id], desk.now.date()) for each in accounts])
            return
        _print_table(book, accounts, healths, desk.now.date(), wanted)


@click.command()
@click.argument("account", shell_complete=account_names)
@json_option
@pass_desk
def account_command(desk: Desk, account: str, as_json: bool) -> None:
    """The brief of one ACCOUNT: who is there, what is owed either way, what is known, what comes next."""
    from planner.book.find import find_account

    with desk.reading() as book:
        found = find_account(book, account)
        score = health(book, desk.settings, found, desk.now)
        if as_json:
            row = row_json(book, found, score, desk.now.date())
            answer_json(row | account_json(book, desk.settings, found, score, desk.now))
            return
        print_brief(book, desk.settings, found, score, desk.now)


def row_json(book: Book, account: Account, score: Health, today: date) -> dict[str, Any]:
    """One account as published in the interface."""
    step = next_step(book, account.id, today)
    return {
        "id": account.id,
        "name": account.name,
        "status": account.status,
        "days_since_order": days_since_order(book, account, today),
        "days_since_contact": days_since_contact(book, account, today),
        "next_step": step.due.isoformat() if step else None,
        "health": health_json(score),
    }


def health_json(score: Health) -> dict[str, Any]:
    """The health of an account as published in the interface."""
    parts = {
        name: {"points": part.points, "of": part.of, "why": part.why, "judged": part.judged}
        for name, part in score.parts.items()
    }
    return {
        "score": score.score,
        "trend": score.trend,
        "level": score.level,
        "weakest": score.weakest,
        "parts": parts,
        "raise_it": score.raise_it,
    }


def days_since_contact(book: Book, account: Account, today: date) -> int | None:
    """Calendar days since the last contact; None when there never was one."""
    since = history(book, account.id).silent_since
    return None if since is None else max(0, (today - since).days)


def value(book: Book, account: Account, today: date) -> float:
    """What the account is worth: its open opportunities and those won in the last year, in units of their currencies."""
    total = 0.0
    for deal in book.opportunities.of(account.id):
        open_now = deal.stage not in ("won", "lost")
        lately = deal.stage == "won" and deal.closed_on and deal.closed_on >= today - timedelta(days=VALUE_DAYS)
        if deal.amount and (open_now or lately):
            total += deal.amount / 10 ** minor_digits(deal.currency)
    return total


def _key(book: Book, healths: dict[str, Health], by: str, today: date) -> Key:
    """How the accounts are put in order; of equals by name."""

    def by_health(account: Account) -> tuple[Any, ...]:
        score = healths[account.id].score
        return score is None, score or 0, *by_name(account)

    def by_name(account: Account) -> tuple[Any, ...]:
        return account.name.casefold(), account.id

    def by_silence(account: Account) -> tuple[Any, ...]:
        silent = days_since_contact(book, account, today)
        return silent is None, -(silent or 0), *by_name(account)

    def by_value(account: Account) -> tuple[Any, ...]:
        return -value(book, account, today), *by_name(account)

    return {"health": by_health, "name": by_name, "silence": by_silence, "value": by_value}[by]


def _print_table(
    book: Book, accounts: list[Account], healths: dict[str, Health], today: date, status: str | None
) -> None:
    if not accounts:
        which = f"{status} " if status else ""
        say(f"There is no {which}account. planner add account, or planner import, brings some in.")
        return
    room = width() or WIDE
    if room < WIDE:
        part = "weakest     " if room >= TIGHT else ""
        say(f"{_name('', room)} health level        {part}silence  next step", "heading")
    else:
        say(f"{'':<{NAME_WIDTH}}           health  trend  level         weakest      silence    next step", "heading")
    for account in accounts:
        say(_line(book, account, healths[account.id], today, room), cut=True)
    say()
    judged = sum(healths[each.id].score is not None for each in accounts)
    say(f"{plural(len(accounts), 'account')}, {judged} with data for a score; planner account NAME shows one")


def _line(book: Book, account: Account, score: Health, today: date, room: int) -> str:
    points = "no data" if score.score is None else str(score.score)
    trend = "" if score.trend is None else f"{score.trend:+d}" if score.trend else "="
    silent, weakest = silence(days_since_contact(book, account, today)), score.weakest or ""
    step = next_step(book, account.id, today)
    due = say_day(step.due, today) if step else ""
    if room < WIDE:  # a narrow terminal: the status by its letter, the trend beside the score
        part = f"{weakest:<11} " if room >= TIGHT else ""
        narrow = f"{'–' if score.score is None else points:>3} {trend:>3} {score.level:<12} {part}{silent:<8}"
        return f"{_name(account.name, room)} {account.status[0].upper()} {narrow} {due}".rstrip()
    columns = f"{account.status:<9} {points:>7} {trend:>6}  {score.level:<13} {weakest:<12} {silent:<10}"
    return f"{_name(account.name, room)} {columns} {due}".rstrip()


def _name(text: str, room: int) -> str:
    """A name in its column, which gets what the others leave of a terminal of `room` columns."""
    place = NAME_WIDTH if room >= WIDE else room - (NARROW if room >= TIGHT else NARROW - 12)
    name = clipped(one_line(text), place)
    return name + " " * (place - cells(name))
