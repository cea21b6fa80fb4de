"""`planner add` and `edit` for what relationships are made of: benefits, insights and endorsements (method §4, §7)."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click
from msgspec.structs import replace

from planner.book.find import find_account, find_contact
from planner.book.records import Benefit, Insight, Record
from planner.book.vocabulary import ENDORSEMENT_STAGES, HEADINGS, choose
from planner.commands.changing import change, delete_option, given, keep
from planner.commands.completing import account_names, contact_names, words
from planner.commands.desk import Desk, Refused, WrongUsage, pass_desk, say
from planner.commands.values import day_of, text_of
from planner.wording import fold, one_line

R = TypeVar("R", bound=Record)
at_option = click.option("--account", "-a", required=True, metavar="NAME", shell_complete=account_names)
with_option = click.option("--contact", metavar="NAME", help="Who it was.", shell_complete=contact_names)
on_option = click.option("--on", "on", metavar="WHEN", help="The day; today when it is not said.")
weight_option = click.option("--weight", type=click.IntRange(1, 3), help="1 small, 2 solid, 3 big.")
heading_option = click.option("--heading", help=" · ".join(HEADINGS), shell_complete=words(HEADINGS))


def the_one(records: Iterable[R], text: str, what: str, said: Callable[[R], str], instead: str) -> R:
    """The record with the id `text`, or the only one in whose words it occurs; Refused in one line when there is none."""
    found = []
    for each in records:
        if each.id == text:
            return each
        if text.strip() and fold(text) in fold(said(each)):
            found.append(each)
    if len(found) == 1:
        return found[0]
    shown = one_line(text)
    if not found:
        raise Refused(f'no {what} with "{shown}" in it: {instead}')
    names = "; ".join(f"{one_line(said(each))} ({each.id})" for each in found[:5])
    raise Refused(f'"{shown}" is in {len(found)} {what}s: {names}; type more, or the id')


@click.command("benefit")
@click.argument("what")
@click.option("--gave/--got", "gave", default=None, help="They had it from us, or we from them.")
@at_option
@with_option
@weight_option
@on_option
@pass_desk
def add_benefit(
    desk: Desk, what: str, gave: bool | None, account: str, contact: str | None, weight: int | None, on: str | None
) -> None:
    """Add a professional benefit, given or got; planner log --gave and --got add it with the call."""
    if gave is None:
        raise WrongUsage("a benefit was given or got: say --gave or --got")
    with desk.reading() as book:
        at = find_account(book, account)
        benefit = Benefit(
            id=book.make_id(), created=desk.now, on=day_of(desk, on, past=True) or desk.now.date(),
            direction="given" if gave else "got", what=text_of(what, "what the benefit was"), weight=weight or 1,
            account=at.id, contact=find_contact(book, contact, at).id if contact else None,
        )  # fmt: skip
        keep(desk, benefit, f"{benefit.direction}: {benefit.what}")


@click.command("insight")
@click.argument("text")
@at_option
@with_option
@heading_option
@on_option
@pass_desk
def add_insight(desk: Desk, text: str, account: str, contact: str | None, heading: str | None, on: str | None) -> None:
    """Add something learned about a customer's business to their knowledge sheet."""
    chosen: Any = choose(heading, HEADINGS, "heading") if heading else "business"
    with desk.reading() as book:
        at = find_account(book, account)
        insight = Insight(
            id=book.make_id(), created=desk.now, on=day_of(desk, on, past=True) or desk.now.date(),
            heading=chosen, text=text_of(text, "what was learned"),
            account=at.id, contact=find_contact(book, contact, at).id if contact else None,
        )  # fmt: skip
        keep(desk, insight, f"{insight.heading}: {insight.text}")


@click.command("benefit")
@click.argument("text")
@click.option("--what", help="Other words for it.")
@weight_option
@on_option
@delete_option
@pass_desk
def edit_benefit(desk: Desk, text: str, what: str | None, weight: int | None, on: str | None, delete: bool) -> None:
    """Change the benefit in whose words TEXT occurs (or that has that id)."""
    with desk.reading() as book:
        benefit = the_one(book.benefits.values(), text, "benefit", lambda each: each.what, "planner find shows them")
        changes: dict[str, Any] = {"weight": weight} if weight else {}
        if what is not None:
            changes["what"] = text_of(what, "what the benefit was")
        if on:
            changes["on"] = day_of(desk, on, past=True)
        change(desk, book, benefit, benefit.what, changes, delete)


@click.command("insight")
@click.argument("text")
@click.option("--text", "new_text", help="Other words for it.")
@heading_option
@on_option
@delete_option
@pass_desk
def edit_insight(
    desk: Desk, text: str, new_text: str | None, heading: str | None, on: str | None, delete: bool
) -> None:
    """Change the insight in whose words TEXT occurs (or that has that id)."""
    with desk.reading() as book:
        insight = the_one(book.insights.values(), text, "insight", lambda each: each.text, "planner find shows them")
        changes: dict[str, Any] = {"heading": choose(heading, HEADINGS, "heading")} if heading else {}
        if new_text is not None:
            changes["text"] = text_of(new_text, "what was learned")
        if on:
            changes["on"] = day_of(desk, on, past=True)
        change(desk, book, insight, insight.text, changes, delete)


@click.command("endorsement")
@click.argument("contact")
@click.option("--stage", help=" · ".join(ENDORSEMENT_STAGES), shell_complete=words(ENDORSEMENT_STAGES))
@click.option("--link")
@click.option("--note")
@delete_option
@pass_desk
def edit_endorsement(desk: Desk, contact: str, stage: str | None, delete: bool, **fields: str | None) -> None:
    """Change the endorsement by CONTACT (or with that id); a new stage brings what follows from it."""
    from planner.method.endorsements import advance

    with desk.reading() as book:
        instead = "planner add endorsement --from CONTACT adds one"
        found = the_one(
            book.endorsements.values(), contact, "endorsement", lambda each: book.contact_name(each.contact), instead
        )
        name, changes = book.contact_name(found.contact), given(fields)
        chosen: Any = choose(stage, ENDORSEMENT_STAGES, "stage") if stage else None
        if chosen == found.stage and not (changes or delete):
            raise Refused(f"the {found.kind} by {one_line(name)} is {chosen} already")
        if chosen and chosen != found.stage and not delete:
            records = advance(book, desk.settings, replace(found, **changes), chosen, desk.now)
            book.change(f"Endorsement {chosen}: {one_line(name)}", *records)
            say(f"The {found.kind} by {one_line(name)} is now {chosen}")
            return
        change(desk, book, found, f"by {name}", changes, delete)
