"""`planner promises`: what is promised and booked, by day, the late ones first."""

from typing import Any

import click

from planner.book.records import Promise
from planner.commands.desk import Desk, answer_json, json_option, pass_desk, say
from planner.commands.paper import Tone, clipped, width
from planner.method.due import soon
from planner.wording import one_line

WIDE = 110
"""Columns from which on a promise is told in one line."""


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
        room = width()
        for each in kept:
            due = soon(today, each) + (f" {each.at:%H:%M}" if each.at else "")
            tone: Tone = "alert" if each.due < today else ""
            if room is None or room >= WIDE:
                say(
                    f"{due:<22} {each.kind:<8} {clipped(one_line(who(each)), 34):<34} {one_line(each.text)}",
                    tone,
                    hang=67,
                )
                continue
            say(f"{due:<20}  {one_line(each.text)}", tone, hang=22)
            say(f"{'':<20}  {each.kind}{f' · {one_line(who(each))}' if who(each) else ''}", "quiet")


def _json(each: Promise, account: str, contact: str) -> dict[str, Any]:
    return {
        "id": each.id, "text": each.text, "kind": each.kind, "account": account or None, "contact": contact or None,
        "due": each.due.isoformat(), "at": each.at.isoformat() if each.at else None,
    }  # fmt: skip
