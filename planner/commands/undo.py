"""`planner undo` and `planner redo`: the last change, from either face; an import is one change."""

import click

from planner.commands.desk import Desk, Refused, pass_desk, say
from planner.wording import one_line


@click.command()
@pass_desk
def undo_command(desk: Desk) -> None:
    """Take the last change back."""
    with desk.reading() as book:
        label = book.undo()
        if label is None:
            raise Refused("nothing to undo: no change is on record")
        say(f"Taken back: {one_line(label)}")


@click.command()
@pass_desk
def redo_command(desk: Desk) -> None:
    """Bring back what was undone last."""
    with desk.reading() as book:
        label = book.redo()
        if label is None:
            raise Refused("nothing to redo: nothing was undone since the last change")
        say(f"Brought back: {one_line(label)}")
