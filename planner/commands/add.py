"""`planner add`: records by hand."""

from datetime import date
from typing import Any

import click
from msgspec.structs import replace

from planner.book.find import find_account, find_contact, find_opportunity
from planner.book.records import (
    Account,
    Contact,
    Opportunity,
    Promise,
    Referral,
    StageChange,
)
from planner.book.vocabulary import (
    ENDORSEMENT_KINDS,
    ENDORSEMENT_STAGES,
    FIELDS,
    LEVELS,
    PROPOSAL_OUT,
    REFERRAL_STAGES,
    STAGES,
    STATUSES,
    choose,
)
from planner.commands.changing import keep
from planner.commands.completing import account_names, contact_names, words
from planner.commands.desk import Desk, WrongUsage, pass_desk
from planner.commands.ledger import add_benefit, add_insight
from planner.commands.values import amount_of, day_of, text_of
from planner.method import endorsements, referrals
from planner.settings import working_days
from planner.when import parse_when
from planner.wording import day as say_day
from planner.wording import moment as say_moment
from planner.wording import one_line


@click.group()
def add_command() -> None:
    """Add an account, contact, opportunity, promise, benefit, insight, referral or endorsement."""


for each in (add_benefit, add_insight):
    add_command.add_command(each)


def about(desk: Desk) -> dict[str, Any]:
    """What every new record carries."""
    return {"id": desk.book.make_id(), "created": desk.now}


def texts(fields: dict[str, Any]) -> dict[str, Any]:
    """Options that are plain text, as they are stored."""
    return {field: one_line(value) for field, value in fields.items()}


account_option = click.option("--account", "-a", metavar="NAME", help="The account.", shell_complete=account_names)


@add_command.command("account")
@click.argument("name")
@click.option(
    "--status", help=f"{' · '.join(STATUSES)}; else what the last order makes it.", shell_complete=words(STATUSES)
)
@click.option("--industry", default="")
@click.option("--phone", default="")
@click.option("--website", default="")
@click.option("--city", default="")
@click.option("--country", default="")
@click.option("--zone", default="", help="IANA time zone, such as Europe/Berlin.")
@click.option("--competitor", default="", help="Whose account it is today.")
@click.option("--tag", "tags", multiple=True, help="May be given more than once.")
@click.option("--last-order", metavar="WHEN", help="The day of the last order.")
@click.option("--note", default="")
@pass_desk
def add_account(
    desk: Desk, name: str, status: str | None, last_order: str | None, tags: tuple[str, ...], **fields: Any
) -> None:
    """Add the account NAME."""
    with desk.reading():
        ordered = day_of(desk, last_order, past=True)
        chosen = choose(status, STATUSES, "status") if status else _status(desk, ordered)
        account = Account(
            **about(desk), name=text_of(name, "the name of the account"), status=chosen, status_since=desk.now.date(),  # type: ignore[arg-type]  # one of STATUSES
            status_why="set by hand" if status else "", last_order=ordered, tags=tuple(one_line(tag) for tag in tags),
            **texts(fields),
        )  # fmt: skip
        keep(desk, account, account.name)


def _status(desk: Desk, ordered: date | None) -> str:
    if ordered is None:
        return "new"
    months = (desk.now.year - ordered.year) * 12 + desk.now.month - ordered.month - (desk.now.day < ordered.day)
    return "existing" if months < desk.settings.rules.existing_months else "lost"


@add_command.command("contact")
@click.argument("name")
@account_option
@click.option("--level", help=" · ".join(LEVELS), shell_complete=words(LEVELS))
@click.option("--title", default="")
@click.option("--department", default="")
@click.option("--phone", default="")
@click.option("--mobile", default="")
@click.option("--email", default="")
@click.option("--zone", default="", help="IANA time zone, such as Europe/Berlin.")
@click.option("--manner", default="", help="What they are like to deal with.")
@click.option("--company", default="", help="Of a colleague (a contact without an account).")
@click.option("--field", help=f"Of a colleague: {' · '.join(FIELDS)}")
@click.option("--sells-to", multiple=True, help="An industry that a colleague sells to; may be given more than once.")
@click.option("--note", default="")
@pass_desk
def add_contact(
    desk: Desk,
    name: str,
    account: str | None,
    level: str | None,
    field: str | None,
    sells_to: tuple[str, ...],
    **fields: Any,
) -> None:
    """Add the person NAME, at an account, or as a colleague in selling when no account is given."""
    with desk.reading() as book:
        at = find_account(book, account) if account else None
        contact = Contact(
            **about(desk), name=text_of(name, "the name of the contact"), account=at.id if at else None,
            level=choose(level, LEVELS, "level") if level else None,  # type: ignore[arg-type]  # one of LEVELS
            field=choose(field, FIELDS, "field") if field else None if at else "anywhere",  # type: ignore[arg-type]  # one of FIELDS
            sells_to=tuple(one_line(each) for each in sells_to), **texts(fields),
        )  # fmt: skip
        keep(desk, contact, contact.name)


@add_command.command("opportunity")
@click.argument("name")
@account_option
@click.option("--contact", metavar="NAME")
@click.option(
    "--stage",
    default="prospecting",
    show_default=True,
    help=" · ".join(STAGES),
    shell_complete=words(STAGES),
)
@click.option("--amount", help="In whole units: 50000, 45k, 1.2M.")
@click.option("--currency", help="ISO code, such as USD.")
@click.option("--decision", metavar="WHEN", help="When they decide.")
@click.option("--proposal", metavar="WHEN", help="When the proposal went out.")
@click.option("--competitor", default="")
@click.option("--told", default="", help="What they were told.")
@click.option("--concern", default="", help="An open concern of theirs.")
@click.option("--note", default="")
@pass_desk
def add_opportunity(
    desk: Desk, name: str, account: str | None, contact: str | None, stage: str, amount: str | None, currency: str | None,
    decision: str | None, proposal: str | None, competitor: str, **fields: Any,
) -> None:  # fmt: skip
    """Add the opportunity NAME at an account."""
    with desk.reading() as book:
        at = find_account(book, _needed(account, "opportunity"))
        chosen = choose(stage, STAGES, "stage")
        money = amount_of(desk, amount, currency)
        out = day_of(desk, proposal, past=True) or (desk.now.date() if chosen in PROPOSAL_OUT else None)
        since = desk.now.date()
        opportunity = Opportunity(
            **about(desk), name=text_of(name, "the name of the opportunity"), account=at.id,
            contact=find_contact(book, contact, at).id if contact else None, stage=chosen,  # type: ignore[arg-type]  # one of STAGES
            amount=money[0], currency=money[1], decision=day_of(desk, decision), proposal_on=out,
            closed_on=since if chosen in ("won", "lost") else None, competitor=one_line(competitor),
            bids_asked=since if competitor else None, history=(StageChange(chosen, out or since),),
            **texts(fields),
        )  # fmt: skip
        keep(desk, opportunity, opportunity.name)


def _needed(account: str | None, what: str) -> str:
    if not account:
        raise WrongUsage(f"an {what} belongs to an account: say which with --account NAME")
    return account


@add_command.command("promise")
@click.argument("text")
@account_option
@click.option("--contact", metavar="NAME")
@click.option("--due", required=True, metavar="WHEN", help="fri, fri 10:00, +3d, 1 dec …")
@click.option("--opportunity", metavar="NAME")
@click.option("--minutes", type=click.IntRange(0, 1440))
@pass_desk
def add_promise(
    desk: Desk,
    text: str,
    account: str | None,
    contact: str | None,
    due: str,
    opportunity: str | None,
    minutes: int | None,
) -> None:
    """Add the promise TEXT; it comes first on the plan of its day."""
    when = parse_when(due, desk.now, working_days(desk.settings.hours), desk.settings.look.day_first)
    with desk.reading() as book:
        at = find_account(book, account) if account else None
        person = find_contact(book, contact, at) if contact else None
        deal = find_opportunity(book, opportunity, at) if opportunity else None
        whose = at.id if at else person.account if person else deal.account if deal else None
        promise = Promise(
            **about(desk), text=text_of(text, "what is promised"), due=when.day, at=when.at, account=whose,
            contact=person.id if person else None, opportunity=deal.id if deal else None, minutes=minutes,
            made=desk.now.date(),
        )  # fmt: skip
        today = desk.now.date()
        due_said = say_moment(promise.at, today) if promise.at else say_day(promise.due, today)
        keep(desk, promise, f"{promise.text}, due {due_said}")


@add_command.command("referral")
@click.argument("prospect")
@click.option("--from", "source", metavar="CONTACT", help="Who referred them to us.", shell_complete=contact_names)
@click.option("--to", "receiver", metavar="CONTACT", help="Whom we referred them to (a referral that we gave).")
@account_option
@click.option(
    "--stage",
    default="to ask",
    show_default=True,
    help=" · ".join(REFERRAL_STAGES),
    shell_complete=words(REFERRAL_STAGES),
)
@click.option("--reward", default="", help="What is owed for it.")
@click.option("--note", default="")
@pass_desk
def add_referral(
    desk: Desk,
    prospect: str,
    source: str | None,
    receiver: str | None,
    account: str | None,
    stage: str,
    reward: str,
    note: str,
) -> None:
    """Add a referral of PROSPECT, got from somebody or given to somebody; its stage brings thanks and the new account."""
    if bool(source) == bool(receiver):
        raise WrongUsage("a referral was got --from a contact or given --to one: say which")
    chosen = choose(stage, REFERRAL_STAGES, "stage")
    with desk.reading() as book:
        person = find_contact(book, source or receiver or "")
        at = find_account(book, account) if account else None
        bare = Referral(
            **about(desk), prospect=text_of(prospect, "the name of the prospect"), direction="got" if source else "given",
            contact=person.id, account=at.id if at else None, made=desk.now.date(),
            reward=one_line(reward), note=one_line(note),
        )  # fmt: skip
        first, *brought = referrals.advance(desk.book, desk.settings, bare, chosen, desk.now)  # type: ignore[arg-type]  # one of REFERRAL_STAGES
        keep(desk, first, bare.prospect, *brought)


@add_command.command("endorsement")
@click.option("--from", "source", required=True, metavar="CONTACT", shell_complete=contact_names)
@click.option("--kind", default="letter", show_default=True, help=" · ".join(ENDORSEMENT_KINDS))
@click.option(
    "--stage",
    default="received",
    show_default=True,
    help=" · ".join(ENDORSEMENT_STAGES),
    shell_complete=words(ENDORSEMENT_STAGES),
)
@click.option("--link", default="", help="Where it is: a file or an address.")
@click.option("--note", default="")
@pass_desk
def add_endorsement(desk: Desk, source: str, kind: str, stage: str, link: str, note: str) -> None:
    """Add a letter of recommendation or a video; its stage brings the reminder or the thanks."""
    chosen: Any = choose(stage, ENDORSEMENT_STAGES, "stage")
    sort: Any = choose(kind, ENDORSEMENT_KINDS, "kind")
    with desk.reading() as book:
        person = find_contact(book, source)
        bare = replace(endorsements.propose(book, person, desk.now, sort), note=one_line(note))
        moved = endorsements.advance(book, desk.settings, bare, chosen, desk.now, link=one_line(link))
        first, *brought = moved or [bare]
        keep(desk, first, f"by {person.name}", *brought)
