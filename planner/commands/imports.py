"""planner import: CSV, vCard and ICS files, or a book that was exported; first a plan, then one change, then a receipt."""

import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

import click

from planner.commands.desk import Desk, Refused, WrongUsage, answer_json, json_option, pass_desk, say
from planner.exchange.plans import ImportPlan, Receipt
from planner.exchange.refusals import ImportRefused

LONG = 5000
"""Rows from which progress is shown."""
KINDS = ("accounts", "contacts", "opportunities", "activities")


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "--as", "kind", metavar="KIND", help="What the rows are: accounts, contacts, opportunities or activities."
)
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option(
    "--map", "maps", multiple=True, metavar="FIELD=COLUMN", help="Which column holds a field (name, contacts.email …)."
)
@click.option(
    "--dates", type=click.Choice(["dmy", "mdy"]), help="Whether 1/12 is 1 December (dmy) or 12 January (mdy)."
)
@click.option("--overwrite", is_flag=True, help="Take the file's value where you have typed another.")
@click.option("--companies", type=click.Choice(["create", "link"]), help="Whether people's companies become accounts.")
@click.option(
    "--duplicates",
    type=click.Choice(["create", "join", "skip"]),
    default="create",
    show_default=True,
    help="What becomes of possible duplicates.",
)
@json_option
@pass_desk
def import_command(
    desk: Desk, files: tuple[Path, ...], kind: str | None, dry_run: bool, maps: tuple[str, ...], dates: str | None,
    overwrite: bool, companies: str | None, duplicates: str, as_json: bool,
) -> None:  # fmt: skip
    """Bring in CSV, vCard or ICS files, or a book written by planner export. One undo takes all of it back."""
    from planner.exchange.imports import apply_import, plan_import, read_source

    try:
        mapping = _mapping(maps)
        chosen = _kind(kind)
        sources, refused = [], []
        for path in files:
            try:
                sources.append(read_source(path))
            except ImportRefused as reason:
                refused.append(str(reason))
        if not sources:
            raise ImportRefused("; ".join(refused))
        with desk.reading() as book:
            plan = plan_import(
                book, desk.settings, desk.now, sources, kind=chosen, mapping=mapping, dates=dates,  # type: ignore[arg-type]  # click has checked the choices
                overwrite=overwrite, companies=companies, duplicates=duplicates,  # type: ignore[arg-type]  # as above
                progress=_progress(sys.stderr),
            )  # fmt: skip
            done = None if dry_run else apply_import(book, plan)
    except ImportRefused as reason:
        raise Refused(str(reason)) from None
    _tell(plan, done, refused, as_json)
    if refused:
        raise SystemExit(1)


def _progress(terminal: TextIO) -> Callable[[int, int], bool] | None:
    """How far a long import is, on one line of a terminal that is wiped at its end; nothing in a pipe. Ctrl-C stops it."""
    if not terminal.isatty():
        return None

    def show(done: int, total: int) -> bool:
        if total >= LONG:
            said = "" if done >= total else f"looking what would happen: {done:,} of {total:,}, ctrl+c stops it"
            terminal.write(f"\r{said}\x1b[K")
            terminal.flush()
        return True

    return show


def _mapping(maps: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for each in maps:
        field, sign, column = each.partition("=")
        if not sign or not field.strip():
            raise WrongUsage(f'--map takes FIELD=COLUMN, such as --map name="Company", not "{each}"')
        found[field.strip()] = column.strip()
    return found


def _kind(text: str | None) -> str | None:
    if text is None:
        return None
    from planner.book.vocabulary import UnknownWord, choose

    try:
        return choose(text, KINDS, "kind of row")
    except UnknownWord as problem:
        raise WrongUsage(str(problem)) from None


def _tell(plan: ImportPlan, done: Receipt | None, refused: list[str], as_json: bool) -> None:
    from planner.exchange.receipts import receipt

    shown = done or receipt(plan, 0)
    if as_json:
        answer = asdict(shown) | {
            "dry_run": done is None,
            "rows": [
                asdict(row) for row in plan.rows if done is None or row.verdict in ("refused", "possible duplicate")
            ],
            "files": [asdict(each) for each in plan.files],
            "questions": [asdict(each) for each in plan.questions],
            "not_read": refused,
        }
        answer_json(answer)
        return
    for line in (*shown.lines, *shown.notes):
        say(line)
    for question in plan.undecided if done is None else ():
        say(question.text)
    for line in refused:
        click.echo(f"not imported: {line}", err=True)
    if done is None:
        say("a dry run: nothing was changed")
    elif done.changed:
        say("planner undo takes all of it back")
