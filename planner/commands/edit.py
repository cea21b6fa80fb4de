"""`planner edit`: change, close or delete a record."""

from typing import Any

import click
from msgspec.structs import replace

from planner.book.find import find_account, find_contact, find_opportunity, find_referral
from planner.book.records import Promise
from planner.book.vocabulary import LEVELS, LOST_REASONS, REFERRAL_STAGES, STAGES, STATUSES, choose
from planner.commands.changing import change, delete_option, given
from planner.commands.completing import account_names, contact_names, opportunity_names, words
from planner.commands.desk import Desk, WrongUsage, pass_desk, say
from planner.commands.ledger import edit_benefit, edit_endorsement, edit_insight, the_one
from planner.commands.values import amount_of, day_of, text_of
from planner.settings import working_days
from planner.when import parse_when
from planner.wording import day as say_day
from planner.wording import one_line


@click.group()
def edit_command() -> None:
    """Change what is on record; options that are not given stay as they are."""


for each in (edit_benefit, edit_insight, edit_endorsement):
    edit_command.add_command(each)


@edit_command.command("account")
@click.argument("name", shell_complete=account_names)
@click.option("--name", "new_name")
@click.option("--status", help=" · ".join(STATUSES), shell_complete=words(STATUSES))
@click.option("--reason", help=f"Why they left: {' · '.join(LOST_REASONS)}")
@click.option("--industry")
@click.option("--phone")
@click.option("--website")
@click.option("--city")
@click.option("--country")
@click.option("--zone", help="IANA time zone, such as Europe/Berlin.")
@click.option("--competitor", help="Whose account it is today.")
@click.option("--note")
@click.option("--last-order", metavar="WHEN")
@click.option("--cadence", metavar="IDEAL/MOST", help='In working days, such as 10/20; "usual" for the settings\'.')
@click.option("--snooze", metavar="WHEN", help='Keep it off the plan until then; "no" brings it back.')
@click.option("--park", metavar="WHEN", help='Park it until then; "no" brings it back.')
@click.option("--do-not-call/--may-call", default=None)
@delete_option
@pass_desk
def edit_account(
    desk: Desk, name: str, new_name: str | None, status: str | None, reason: str | None, last_order: str | None,
    cadence: str | None, snooze: str | None, park: str | None, do_not_call: bool | None, delete: bool, **fields: Any,
) -> None:  # fmt: skip
    """Change the account NAME."""
    with desk.reading() as book:
        account, today = find_account(book, name), desk.now.date()
        changes = given(fields)
        if new_name is not None:
            changes["name"] = text_of(new_name, "the new name")
        if status:
            chosen = choose(status, STATUSES, "status")
            changes |= {"status": chosen, "status_since": today, "status_why": "set by hand"}
        if reason:
            changes["lost_reason"] = choose(reason, LOST_REASONS, "reason")
        if last_order:
            changes["last_order"] = day_of(desk, last_order, past=True)
        if cadence:
            changes["cadence"] = read_cadence(cadence)
        if snooze:
            changes["snoozed_until"] = None if snooze == "no" else day_of(desk, snooze)
        if park:
            changes["parked_until"] = None if park == "no" else day_of(desk, park)
            changes["parked_why"] = "" if park == "no" else "your decision"
        if do_not_call is not None:
            changes["do_not_call"] = today if do_not_call else None
        change(desk, book, account, account.name, changes, delete)


def read_cadence(text: str) -> tuple[int, int] | None:
    """ "10/20" → working days, ideal and at most; "usual" → None."""
    if text == "usual":
        return None
    ideal, _, most = text.partition("/")
    if not (ideal.isdigit() and most.isdigit() and 0 < int(ideal) <= int(most) <= 3660):
        raise WrongUsage(f'--cadence "{one_line(text)}": give ideal/at most in working days, such as 10/20')
    return int(ideal), int(most)


@edit_command.command("contact")
@click.argument("name", shell_complete=contact_names)
@click.option("--account", metavar="NAME", help="The account, where a name is met twice.", shell_complete=account_names)
@click.option("--move-to", metavar="ACCOUNT", help="They work there now.")
@click.option("--name", "new_name")
@click.option("--level", help=" · ".join(LEVELS), shell_complete=words(LEVELS))
@click.option("--title")
@click.option("--department")
@click.option("--phone")
@click.option("--mobile")
@click.option("--email")
@click.option("--zone", help="IANA time zone, such as Europe/Berlin.")
@click.option("--manner", help="What they are like to deal with.")
@click.option("--note")
@click.option("--cadence", metavar="IDEAL/MOST", help='In working days, such as 10/20; "usual" for the settings\'.')
@click.option("--left/--there", default=None, help="They no longer work there.")
@click.option("--noticed/--not-noticed", default=None, help="Told that you will ask for referrals.")
@click.option("--satisfied/--not-satisfied", default=None, help="They said that they are satisfied.")
@click.option("--do-not-call/--may-call", default=None)
@delete_option
@pass_desk
def edit_contact(
    desk: Desk, name: str, account: str | None, move_to: str | None, new_name: str | None, level: str | None,
    cadence: str | None, left: bool | None, noticed: bool | None, satisfied: bool | None, do_not_call: bool | None,
    delete: bool, **fields: Any,
) -> None:  # fmt: skip
    """Change the contact NAME."""
    with desk.reading() as book:
        person = find_contact(book, name, find_account(book, account) if account else None)
        changes, today = given(fields), desk.now.date()
        if new_name is not None:
            changes["name"] = text_of(new_name, "the new name")
        if level:
            changes["level"] = choose(level, LEVELS, "level")
        if cadence:
            changes["cadence"] = read_cadence(cadence)
        if move_to:
            to = find_account(book, move_to)
            was = book.account_name(person.account)
            changes |= {
                "account": to.id,
                "worked_at": tuple(dict.fromkeys((*person.worked_at, *([was] if was else [])))),
            }
        for field, on in (("left", left), ("noticed", noticed), ("satisfied", satisfied), ("do_not_call", do_not_call)):
            if on is not None:
                changes[field] = today if on else None
        change(desk, book, person, person.name, changes, delete)


@edit_command.command("opportunity")
@click.argument("name", shell_complete=opportunity_names)
@click.option("--account", metavar="NAME", shell_complete=account_names)
@click.option("--name", "new_name")
@click.option("--stage", help=" · ".join(STAGES), shell_complete=words(STAGES))
@click.option("--reason", default="", help="Why it was won or lost.")
@click.option("--amount")
@click.option("--currency")
@click.option("--decision", metavar="WHEN", help="When they decide.")
@click.option("--competitor")
@click.option("--asked-bids", is_flag=True, help='"Who else has bid?" was asked.')
@click.option("--told", help="What they were told.")
@click.option("--concern", help="An open concern of theirs.")
@click.option("--note")
@delete_option
@pass_desk
def edit_opportunity(
    desk: Desk, name: str, account: str | None, new_name: str | None, stage: str | None, reason: str, amount: str | None,
    currency: str | None, decision: str | None, asked_bids: bool, delete: bool, **fields: Any,
) -> None:  # fmt: skip
    """Change the opportunity NAME; --stage won or lost closes it, with what follows from that."""
    from planner.method.closing import close, to_stage

    with desk.reading() as book:
        deal = find_opportunity(book, name, find_account(book, account) if account else None)
        changes = given(fields)
        if new_name is not None:
            changes["name"] = text_of(new_name, "the new name")
        if amount or currency:
            minor, code = amount_of(desk, amount, currency or deal.currency)
            changes |= {"amount": minor if amount else deal.amount, "currency": code}
        if decision:
            changes["decision"] = day_of(desk, decision)
        if asked_bids or changes.get("competitor"):
            changes["bids_asked"] = deal.bids_asked or desk.now.date()
        if stage is None or delete:
            change(desk, book, deal, deal.name, changes, delete)
            return
        chosen: Any = choose(stage, STAGES, "stage")
        newest = replace(deal, **changes)
        if chosen in ("won", "lost"):
            records = close(book, desk.settings, newest, chosen, desk.now, reason=reason, competitor=newest.competitor)
        else:
            records = to_stage(book, desk.settings, newest, chosen, desk.now)
        book.change(f"{chosen.capitalize()}: {one_line(deal.name)}", *records)
        say(f"{one_line(deal.name)} is now {chosen}")
        for record in records:
            if isinstance(record, Promise):
                say(f"  next: {one_line(record.text)}, {say_day(record.due, desk.now.date())}")


@edit_command.command("promise")
@click.argument("text")
@click.option("--due", metavar="WHEN", help="Another day.")
@click.option("--text", "new_text")
@click.option("--done", is_flag=True, help="It was kept.")
@click.option("--drop", is_flag=True, help="It no longer holds.")
@delete_option
@pass_desk
def edit_promise(
    desk: Desk, text: str, due: str | None, new_text: str | None, done: bool, drop: bool, delete: bool
) -> None:
    """Change the open promise whose text contains TEXT (or has that id)."""
    with desk.reading() as book:
        found = book.promises.get(text)
        promise = found or the_one(
            book.promises.where("open", True),
            text,
            "open promise",
            lambda each: each.text,
            "planner promises lists them",
        )
        changes: dict[str, Any] = {}
        if due:
            when = parse_when(due, desk.now, working_days(desk.settings.hours), desk.settings.look.day_first)
            changes |= {"due": when.day, "at": when.at}
        if new_text is not None:
            changes["text"] = text_of(new_text, "the new text")
        if done or drop:
            changes["done" if done else "dropped"] = desk.now.date()
        change(desk, book, promise, promise.text, changes, delete)


@edit_command.command("referral")
@click.argument("prospect")
@click.option("--stage", help=" · ".join(REFERRAL_STAGES), shell_complete=words(REFERRAL_STAGES))
@click.option("--reward")
@click.option("--paid", is_flag=True, help="The reward was paid.")
@click.option("--thanked", is_flag=True, help="The source was thanked.")
@click.option("--note")
@delete_option
@pass_desk
def edit_referral(
    desk: Desk, prospect: str, stage: str | None, paid: bool, thanked: bool, delete: bool, **fields: Any
) -> None:
    """Change the referral of PROSPECT; a new stage makes the promise to thank or tell the source."""
    from planner.method.referrals import advance, pay, thank

    with desk.reading() as book:
        referral, today = find_referral(book, prospect), desk.now.date()
        changes: dict[str, Any] = given(fields)
        if (paid or thanked) and not (stage or delete or changes):
            done = [
                *(pay(book, referral, desk.now) if paid else []),
                *(thank(book, referral, desk.now) if thanked else []),
            ]
            merged = replace(
                referral,
                reward_paid=today if paid else referral.reward_paid,
                thanked=today if thanked else referral.thanked,
            )
            label = f"{'Paid' if paid else 'Thanked'} for {one_line(referral.prospect)}"
            book.change(label, *[each for each in done if each.id != referral.id], merged)
            say(label)
            return
        changes |= {"reward_paid": today} if paid else {}
        changes |= {"thanked": today} if thanked else {}
        if stage and not delete:
            chosen: Any = choose(stage, REFERRAL_STAGES, "stage")
            records = advance(book, desk.settings, replace(referral, **changes), chosen, desk.now)
            book.change(f"Referral {chosen}: {one_line(referral.prospect)}", *records)
            say(f"{one_line(referral.prospect)} is now {chosen}")
            return
        change(desk, book, referral, referral.prospect, changes, delete)
