"""The commands that answer and exit. Each is read from its own file only when it is called, so that answers come at once."""

from importlib import import_module
from typing import Final

import click

COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "demo": ("demo", "A sample book of two years, opened (in a pipe: its plan is printed)."),
    "today": ("today", "The day's call plan; what-if without changing anything."),
    "why": ("today", "Why an account is, or is not, on the plan."),
    "log": ("log", "Log one call: planner log ACCOUNT OUTCOME."),
    "add": ("add", "Add an account, a contact, a promise or anything else."),
    "edit": ("edit", "Change a record."),
    "accounts": ("accounts", "Every account with its health."),
    "account": ("accounts", "One account's brief."),
    "romance": ("romance", "Proposals that are out, most endangered first."),
    "referrals": ("referrals", "Whom to ask, what is open, and warm paths to new accounts."),
    "promises": ("promises", "What is promised, by day."),
    "find": ("find", "Search everything that is known."),
    "week": ("week", "The weekly retrospective."),
    "import": ("imports", "Bring in CSV, vCard or ICS files."),
    "export": ("exports", "Write everything out, as CSV per kind or as one JSON."),
    "merge": ("merge", "Join another copy of the book into this one."),
    "undo": ("undo", "Take the last change back."),
    "redo": ("undo", "Bring back what was undone."),
    "check": ("care", "Is the book sound?"),
    "backup": ("care", "Make a backup now."),
    "restore": ("care", "Go back to a backup."),
    "where": ("care", "Where the book, the settings and the backups are."),
    "config": ("care", "The settings in force, and what is wrong with config.toml."),
    "completion": ("completion", "Tab completion for bash, zsh or fish."),
    "web": ("web", "The screens in a browser (needs the extra: web)."),
}
"""Command → the file here that holds it, and its line in --help."""


class Commands(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All of them, in the order of a working day."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One command, read from its file."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"planner.commands.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in --help, without importing any command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--book", type=click.Path(), metavar="PATH", help="The book (else $PLANNER_BOOK, else your data folder).")
@click.option("--now", metavar="WHEN", help="Set the clock, as ISO date or moment; it runs on from there.")
@click.version_option(package_name="planner", prog_name="planner")
@click.pass_context
def cli(ctx: click.Context, book: str | None, now: str | None) -> None:
    """Planner: the daily call plan of a salesperson who lives on relationships.

    Without a command the screens open; where standard output is no terminal, today's plan is printed.
    """
    from planner.commands.desk import Desk
    from planner.hurry import heed

    heed()
    ctx.obj = desk = Desk.at(book, now, ctx.obj)
    if ctx.invoked_subcommand is None and not desk.open_screens():
        from planner.commands.today import show_plan

        show_plan(desk)
