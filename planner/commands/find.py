"""`planner find`: everything in which the words occur, names before notes."""

import click
from msgspec.structs import asdict

from planner.book.find import search
from planner.commands.desk import Desk, Refused, answer_json, json_option, pass_desk, say
from planner.commands.paper import clipped
from planner.wording import one_line


@click.command()
@click.argument("text", nargs=-1, required=True)
@json_option
@pass_desk
def find_command(desk: Desk, text: tuple[str, ...], as_json: bool) -> None:
    """Search accounts, contacts, opportunities, promises, insights, benefits, referrals and notes for TEXT."""
    words = " ".join(text)
    with desk.reading() as book:
        hits = search(book, words)
    if as_json:
        answer_json([asdict(hit) for hit in hits])
        return
    if not hits:
        raise Refused(f'nothing with "{one_line(words)}" in it: try fewer letters')
    for hit in hits:
        detail = f"  ·  {clipped(one_line(hit.detail), 70)}" if hit.detail else ""
        say(f"{hit.kind:<12} {clipped(one_line(hit.title), 60)}{detail}", cut=True)
