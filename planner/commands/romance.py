"""`planner romance`: the proposals that are out, most endangered first, each with the next thing to do for them."""

from typing import Any

import click

from planner.book import Book
from planner.commands.desk import Desk, answer_json, json_option, pass_desk, say
from planner.commands.values import units_of
from planner.method.intervals import longest_silences, romance_pays
from planner.method.romance import Courtship, queue
from planner.settings import Settings
from planner.wording import day as say_day
from planner.wording import money, one_line, percent, plural

SHOWN = 20


@click.command()
@click.option("--all", "every", is_flag=True, help=f"Every proposal, not only the first {SHOWN}.")
@json_option
@pass_desk
def romance_command(desk: Desk, every: bool, as_json: bool) -> None:
    """Proposals that are out, most endangered first."""
    with desk.reading() as book:
        entries = queue(book, desk.settings, desk.now)
        if as_json:
            answer_json([_json(entry) for entry in entries])
            return
        if not entries:
            say("No proposal is out. planner add opportunity NAME --account A --stage proposal puts one here.")
        shown = entries if every else entries[:SHOWN]
        for position, entry in enumerate(shown, 1):
            _say_entry(position, entry, desk)
        if len(entries) > len(shown):
            say(f"and {len(entries) - len(shown)} more that are less endangered: planner romance --all")
        _say_silences(book, desk)
        _say_pays(book)


def _say_entry(position: int, entry: Courtship, desk: Desk) -> None:
    deal, today = entry.opportunity, desk.now.date()
    amount = f" · {money(deal.amount, deal.currency)}" if deal.amount else ""
    who = f" · {one_line(entry.contact.name)}" if entry.contact else ""
    say(f"{position:>2}  {one_line(entry.account.name)} · {one_line(deal.name)}{amount}{who}", "heading")
    say(f"    danger {percent(entry.danger)}: {'; '.join(entry.why)}")
    if entry.streak:
        say(f"    {plural(entry.streak, 'interval')} kept in a row", "quiet")
    if entry.next_step is None:
        say(f"    next: {entry.idea.text}")
    elif not entry.next_step.idea:
        say(f"    booked {say_day(entry.next_step.due, today)}; then: {entry.idea.text}")
    say()


def _say_silences(book: Book, desk: Desk) -> None:
    settings: Settings = desk.settings
    longest = [each for each in longest_silences(book, settings, desk.now) if each.days > settings.cadence.proposal[1]]
    if longest:
        say("Longest silences of this quarter", "heading")
    for each in longest:
        until = f"until {say_day(each.until, desk.now.date())}" if each.until else "and still silent"
        name = f"{one_line(book.account_name(each.opportunity.account))} · {one_line(each.opportunity.name)}"
        say(f"    {plural(each.days, 'working day'):<16} {name}, {until}")


def _say_pays(book: Book) -> None:
    rows = [row for row in romance_pays(book) if row.n]
    if rows:
        say("Does romance pay? Won, by romance steps that reached them", "heading")
    for row in rows:
        thin = " (few: take it lightly)" if row.thin else ""
        say(f"    {row.steps:<10} {percent(row.rate or 0):>6}  {row.won} of {row.n}{thin}")


def _json(entry: Courtship) -> dict[str, Any]:
    deal = entry.opportunity
    return {
        "opportunity": deal.name,
        "opportunity_id": deal.id,
        "account": entry.account.name,
        "account_id": entry.account.id,
        "contact": entry.contact.name if entry.contact else None,
        "stage": deal.stage,
        "amount": units_of(deal.amount, deal.currency),
        "currency": deal.currency,
        "decision": deal.decision,
        "days_since_they_answered": entry.days_silent,
        "ideal_days": entry.ideal,
        "most_days": entry.most,
        "tries_unanswered": entry.tries_unanswered,
        "competitor": deal.competitor or None,
        "bids_unasked": entry.bids_unasked,
        "streak": entry.streak,
        "next_step": entry.next_step.due if entry.next_step else None,
        "next_step_text": entry.next_step.text if entry.next_step else None,
        "idea_kind": entry.idea.kind,
        "idea": entry.idea.text,
        "danger": entry.danger,
        "endangered": entry.endangered,
        "why": entry.why,
    }
