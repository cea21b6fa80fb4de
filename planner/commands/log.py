"""`planner log`: one call, logged in one line; what was logged and the next step come back."""

from datetime import datetime, time

import click

from planner.book.find import find_account, find_contact, find_opportunity
from planner.book.vocabulary import IDEAS, OUTCOMES, PURPOSES, choose, choose_outcome
from planner.clock import local_moment
from planner.commands.completing import account_names, contact_names, opportunity_names, words
from planner.commands.desk import Desk, WrongUsage, answer_json, json_option, pass_desk, say
from planner.method.entry import Entry
from planner.method.outcomes import log_call
from planner.settings import working_days
from planner.when import When, parse_when
from planner.wording import minutes as say_minutes
from planner.wording import one_line

NOON = time(12)


@click.command(epilog=f"OUTCOME: {' · '.join(OUTCOMES)} (a unique beginning or the key letter will do).")
@click.argument("account", shell_complete=account_names)
@click.argument("outcome", shell_complete=words(OUTCOMES))
@click.option("--contact", "-c", help="Whom you spoke to, or tried.", shell_complete=contact_names)
@click.option("--purpose", "-p", help="What the call was for.", shell_complete=words(PURPOSES))
@click.option("--minutes", "-m", type=click.IntRange(0, 1440), help="Whole minutes.")
@click.option("--at", "at", metavar="WHEN", help="When it was, if not just now.")
@click.option("--note", "-n", default="", help="What was said.")
@click.option("--gave", default="", help="A professional benefit that they got from you.")
@click.option("--got", default="", help="A professional benefit that you got from them.")
@click.option("--insight", default="", help='What you learned; may begin with a heading, "threats: …".')
@click.option("--next", "next_", metavar="WHEN", help="The date of the next step.")
@click.option("--promise", default="", help="What you promised.")
@click.option("--opportunity", help="The opportunity it was about.", shell_complete=opportunity_names)
@click.option("--idea", help="The romance step that was carried out.", shell_complete=words(IDEAS))
@click.option("--prospect", default="", help="The name of the new account, when you received a referral.")
@json_option
@pass_desk
def log_command(  # one parameter an option: the published interface
    desk: Desk, account: str, outcome: str, contact: str | None, purpose: str | None, minutes: int | None,
    at: str | None, note: str, gave: str, got: str, insight: str, next_: str | None, promise: str,
    opportunity: str | None, idea: str | None, prospect: str, as_json: bool,
) -> None:  # fmt: skip
    """Log one call with ACCOUNT: what came of it, and what comes next."""
    chosen = choose_outcome(outcome)
    meant = choose(purpose, PURPOSES, "purpose") if purpose else None
    carried = choose(idea, IDEAS, "idea") if idea else None
    working = working_days(desk.settings.hours)
    moment = parse_when(at, desk.now, None, desk.settings.look.day_first, past=True) if at else None
    following = parse_when(next_, desk.now, working, desk.settings.look.day_first) if next_ else None
    with desk.reading() as book:
        found = find_account(book, account)
        person = find_contact(book, contact, found) if contact else None
        deal = find_opportunity(book, opportunity, found) if opportunity else None
        entry = Entry(
            account=found.id, outcome=chosen, contact=person.id if person else None, purpose=meant,  # type: ignore[arg-type]  # one of PURPOSES
            minutes=minutes, at=_past(moment, desk), note=note, gave=gave, got=got, insight=insight, promise=promise,
            next=following, opportunity=deal.id if deal else None, idea=carried, prospect=prospect,  # type: ignore[arg-type]  # one of IDEAS
        )  # fmt: skip
        logged = log_call(book, desk.settings, desk.now, entry)
        book.change(logged.label, *logged.records)
        if as_json:
            step = logged.next_step
            answer_json({
                "touch": logged.touch.id, "account": found.name, "outcome": chosen, "minutes": logged.touch.minutes,
                "next_step": step.due.isoformat() if step else None, "said": list(logged.said),
            })  # fmt: skip
            return
        say(f"Logged: {one_line(found.name)}, {chosen}, {say_minutes(logged.touch.minutes)}")
        for line in logged.said:
            say(f"  {line}")


def _past(when: When | None, desk: Desk) -> datetime | None:
    """The moment of a call that was made earlier; a bare day means its noon. WrongUsage when it is yet to come."""
    if when is None:
        return None
    at = when.at or local_moment(when.day, NOON, desk.clock.zone)
    if when.at is None and when.day == desk.now.date():
        at = desk.now
    if at > desk.now:
        raise WrongUsage(f"--at {at:%Y-%m-%d %H:%M} is yet to come: a call is logged once it was made")
    return at
