"""`planner referrals`: whom to ask and what to say, what is under way, and warm paths to new accounts."""

from typing import Any

import click

from planner.book import Book
from planner.book.records import Referral
from planner.commands.desk import Desk, answer_json, json_option, pass_desk, say
from planner.method.asks import Ask, asks
from planner.method.doors import Door, doors
from planner.method.referrals import open_referrals, owed, source_said, thanked
from planner.method.sources import by_source
from planner.wording import listing, money, one_line

SHOWN = 10


@click.command()
@click.option("--all", "every", is_flag=True, help=f"Everything, not only the first {SHOWN} of each list.")
@json_option
@pass_desk
def referrals_command(desk: Desk, every: bool, as_json: bool) -> None:
    """Whom to ask, what is open, and warm paths to new accounts."""
    with desk.reading() as book:
        queue = asks(book, desk.settings, desk.now)
        under_way = open_referrals(book)
        paths = doors(book, desk.settings, desk.now)
        if as_json:
            answer_json(_json(book, queue, under_way, paths))
            return
        most = None if every else SHOWN
        _say_asks(queue, most)
        _say_open(book, under_way, most)
        _say_paths(paths, most)
        _say_sources(book, most)


def _say_asks(queue: list[Ask], most: int | None) -> None:
    if not queue:
        say("Nobody to ask for a referral today: first bring something of use to a client.")
        return
    say("Ask for a referral", "heading")
    for ask in queue[:most]:
        company = one_line(ask.account.name if ask.account else ask.contact.company)
        say(f"    {one_line(ask.contact.name)}{f' · {company}' if company else ''} ({ask.kind})")
        say(f"        why: {'; '.join(ask.why)}", "quiet")
        say(f"        say: {ask.say}")
    _say_rest(len(queue), most)


def _say_open(book: Book, under_way: list[Referral], most: int | None) -> None:
    if not under_way:
        return
    say("Referrals under way", "heading")
    for each in under_way[:most]:
        way = (
            f"from {source_said(book, each.contact)}"
            if each.direction == "got"
            else f"given to {source_said(book, each.contact)}"
        )
        told = "" if each.direction == "given" or each.stage in ("to ask", "asked") else _told(book, each)
        reward = f"; reward owed: {one_line(each.reward)}" if owed(each) else ""
        say(f"    {one_line(each.prospect)} · {each.stage} · {way}{told}{reward}")
    _say_rest(len(under_way), most)


def _told(book: Book, referral: Referral) -> str:
    return "; source thanked" if thanked(book, referral) else "; the source still has to be thanked or told"


def _say_paths(paths: list[Door], most: int | None) -> None:
    """Those that nobody opened yet; where we were introduced, it stands under way."""
    paths = [door for door in paths if not door.opened]
    if not paths:
        return
    say("Warm paths to new accounts", "heading")
    for door in paths[:most]:
        say(f"    {one_line(door.account.name)}: {door.ways[0].how}")
    _say_rest(len(paths), most)


def _say_sources(book: Book, most: int | None) -> None:
    sources = [each for each in by_source(book) if each.introduced]
    if not sources:
        return
    say("Who has sent us most", "heading")
    for each in sources[:most]:
        won = listing([money(amount, currency) for currency, amount in sorted(each.amounts.items())])
        say(f"    {source_said(book, each.contact.id)}: {each.came_of}{f' ({won})' if won else ''}")
    _say_rest(len(sources), most)


def _say_rest(n: int, most: int | None) -> None:
    if most is not None and n > most:
        say(f"    and {n - most} more: planner referrals --all")
    say()


def _json(book: Book, queue: list[Ask], under_way: list[Referral], paths: list[Door]) -> dict[str, Any]:
    return {
        "ask": [_ask_json(ask) for ask in queue],
        "open": [
            {
                "prospect": each.prospect,
                "source": book.contact_name(each.contact) or None,
                "direction": each.direction,
                "stage": each.stage,
                "thanked": thanked(book, each),
                "reward_owed": owed(each),
            }
            for each in under_way
        ],
        "warm_paths": [
            {"account": door.account.name, "account_id": door.account.id, "through": path.name, "how": path.how}
            for door in paths
            for path in door.ways
        ],
    }


def _ask_json(ask: Ask) -> dict[str, Any]:
    return {
        "contact": ask.contact.name,
        "contact_id": ask.contact.id,
        "account": ask.account.name if ask.account else None,
        "kind": ask.kind,
        "why": ask.why,
        "say": ask.say,
        "prospect": ask.referral.prospect if ask.referral else None,
    }
