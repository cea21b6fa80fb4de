"""`planner promises`: what is promised and booked, by day, the late ones first."""

from typing import Any

import click

from planner.book.records import Promise
from planner.commands.desk import Desk, answer_json, json_option, pass_desk, say
from planner.method.due import soon
from planner.wording import one_line


@click.command()
@click.option("--all", "every", is_flag=True, help="Also the tries that outcomes have booked.")
@json_option
@pass_desk
def promises_command(desk: Desk, every: bool, as_json: bool) -> None:
    """What is promised and not yet done."""
    with desk.reading() as book:
        today = desk.now.date()
        kept = [each for each in book.promises.where("open", True) if every or each.kind != "retry"]
        kept.sort(key=lambda each: (each.due, each.id))

        def who(each: Promise) -> str:
            return ", ".join(filter(None, (book.contact_name(each.contact), book.account_name(each.account))))

        if as_json:
            answer_json(
                [_json(each, book.account_name(each.account), book.contact_name(each.contact)) for each in kept]
            )
            return
        if not kept:
            say("Nothing is promised. planner add promise TEXT --account NAME --due WHEN, or p on a screen, adds one.")
        for each in kept:
            at = f" {each.at:%H:%M}" if each.at else ""
            say(f"{soon(today, each) + at:<22} {each.kind:<8} {one_line(who(each)):<34.34} {one_line(each.text)}")


def _json(each: Promise, account: str, contact: str) -> dict[str, Any]:
    return {
        "id": each.id, "text": each.text, "kind": each.kind, "account": account or None, "contact": contact or None,
        "due": each.due.isoformat(), "at": each.at.isoformat() if each.at else None,
    }  # fmt: skip
