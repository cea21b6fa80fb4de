"""planner merge: another copy of the book (another machine's, a sync tool's conflict copy) joined into this one."""

from dataclasses import asdict
from pathlib import Path

import click

from planner.commands.desk import Desk, Refused, answer_json, json_option, pass_desk, say
from planner.exchange.refusals import ImportRefused


@click.command()
@click.argument("other", type=click.Path(path_type=Path), metavar="OTHER.json")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@json_option
@pass_desk
def merge_command(desk: Desk, other: Path, dry_run: bool, as_json: bool) -> None:
    """Join OTHER.json into the book: by id, the newest of each field, deletions kept. One undo takes all of it back."""
    from planner.exchange.merge import apply_merge, merge_lines, plan_merge, read_copy

    try:
        if other.exists() and desk.path.exists() and other.samefile(desk.path):
            raise ImportRefused(f"{other.name} is the book itself: name the other copy")
        copy, notes = read_copy(other)
        with desk.reading() as book:
            plan = plan_merge(book, copy, other.name)
            if not dry_run:
                apply_merge(book, plan)
    except ImportRefused as reason:
        raise Refused(str(reason)) from None
    if as_json:
        conflicts = [asdict(each) for each in plan.conflicts]
        answer_json(
            {
                "added": plan.added,
                "changed": plan.changed,
                "removed": len(plan.gone),
                "conflicts": conflicts,
                "dry_run": dry_run,
            }
        )
        return
    for line in (*notes, *merge_lines(plan, not dry_run)):
        say(line)
