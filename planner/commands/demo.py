"""`planner demo`: a sample book of two years, to look around in; your own book is never touched."""

import tempfile
from pathlib import Path

import click

from planner.book import Book
from planner.commands.desk import Desk, Refused, meetings_around, pass_desk, say
from planner.commands.today import keep_plan, print_plan
from planner.method.day import plan_day
from planner.method.doors import told
from planner.settings import working_days
from planner.wording import day as say_day


@click.command()
@click.option("--into", type=click.Path(), metavar="PATH", help="Where to put it (never over a book that is there).")
@pass_desk
def demo_command(desk: Desk, into: str | None) -> None:
    """A sample book of about 60 accounts, opened; in a pipe its plan is printed."""
    desk.path = path = sample(desk, Path(into).expanduser() if into else None)
    if desk.open_screens():
        return
    with desk.reading() as book:
        today = desk.now.date()
        _, meetings = meetings_around(desk, today)
        plan = told(book, desk.settings, plan_day(book, desk.settings, desk.now, meetings), desk.now)
        if plan.todo:
            keep_plan(book, plan)
        else:
            following = working_days(desk.settings.hours).next(today)
            say(f"{say_day(today)}: {plan.capacity.why_none or 'nothing left to do'}. The next working day:")
            _, meetings = meetings_around(desk, following)
            plan = plan_day(book, desk.settings, desk.now, meetings, day=following)
        print_plan(book, plan)
    say()
    say(f"The sample book is {path}: planner --book {path} opens it again.")


def sample(desk: Desk, path: Path | None = None) -> Path:
    """Where the sample book is, made at `path`, else in a folder of its own; Refused when something is there."""
    goal = path or Path(tempfile.mkdtemp(prefix="planner-demo-")) / "book.json"
    make(desk, goal)
    return goal


def make(desk: Desk, path: Path) -> None:
    """Put the sample book at `path`; Refused when something is there."""
    from planner.demo import fill

    if path.exists() or path.is_symlink():
        raise Refused(f"{path}: there is a file already; the demo never overwrites: choose another name")
    with_book = Book.open(path, now=desk.clock.now, backups=False)
    try:
        fill(with_book, desk.now, desk.settings)
    finally:
        with_book.close()
