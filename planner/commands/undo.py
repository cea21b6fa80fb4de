"""`planner undo` and `planner redo`: the last change, from either face; an import is one change."""

import click

from planner.book import Book
from planner.commands.desk import Desk, Refused, pass_desk, say
from planner.wording import one_line


@click.command()
@click.option(
    "--import",
    "imports",
    is_flag=True,
    help="Take the last import back, whatever was done since; rows edited since stay, and are named.",
)
@pass_desk
def undo_command(desk: Desk, imports: bool) -> None:
    """Take the last change back."""
    with desk.reading() as book:
        if imports:
            _import_back(book)
            return
        label = book.undo()
        if label is None:
            raise Refused("nothing to undo: no change is on record")
        say(f"Taken back: {one_line(label)}")


def _import_back(book: Book) -> None:
    from planner.exchange.refusals import ImportRefused
    from planner.exchange.takeback import take_back

    try:
        done = take_back(book)
    except ImportRefused as reason:
        raise Refused(str(reason)) from None
    for line in done.lines:
        say(line)
    if done.gone or done.put:
        say("planner undo brings it in again")


@click.command()
@pass_desk
def redo_command(desk: Desk) -> None:
    """Bring back what was undone last."""
    with desk.reading() as book:
        label = book.redo()
        if label is None:
            raise Refused("nothing to redo: nothing was undone since the last change")
        say(f"Brought back: {one_line(label)}")
