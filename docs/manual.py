"""docs/planner.1: the manual page, from the commands themselves; `man docs/planner.1` shows it."""

import re
from collections.abc import Iterator

import click

from planner.book.vocabulary import OUTCOME_RULES
from planner.commands import COMMANDS, cli

HEAD = """\
.TH PLANNER 1 "" "" "User Commands"
.SH NAME
planner \\- a daily planner for salespeople who live on relationships
.SH SYNOPSIS
planner [\\-\\-book PATH] [\\-\\-now WHEN] [COMMAND] ...
.SH DESCRIPTION
Builds today's call plan within the minutes there are, balanced over existing, lost and new accounts, with promises first.
Without a command the screens open; where standard output is no terminal, today's plan is printed.
.SH COMMANDS
"""
ENVIRONMENT = (
    ("PLANNER_BOOK", "The book, where no --book is given."),
    ("PLANNER_CONFIG", "The settings, else config.toml in your settings folder."),
    ("PLANNER_NOW", "Sets the clock, as --now does."),
    ("NO_COLOR", "Shades of grey only."),
)
CODES = (
    ("0", "Done."),
    ("1", "Could not: one line on standard error says what, where and what to do."),
    ("2", "Wrong usage."),
)


def manual() -> str:
    """The whole page."""
    parts = [HEAD.rstrip("\n")]
    context = click.Context(cli, info_name="planner")
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        parts += _command(command, context, name)
    parts += [".SH OUTCOMES"]
    for rule in OUTCOME_RULES:
        parts += _entry(rule.key, rule.outcome)
    parts += [".SH ENVIRONMENT", *(line for each in ENVIRONMENT for line in _entry(*each))]
    parts += [".SH EXIT STATUS", *(line for each in CODES for line in _entry(*each))]
    return "\n".join(parts) + "\n"


def _command(command: click.Command, above: click.Context, name: str) -> Iterator[str]:
    """A command, and those that it leads on to."""
    context = click.Context(command, info_name=name, parent=above)
    if isinstance(command, click.Group):
        yield f".SS {_plain(context.command_path)}"
        yield _plain(command.help)
        for inner in command.list_commands(context):
            following = command.get_command(context, inner)
            assert following is not None
            yield from _command(following, context, inner)
        return
    yield f".SS {_plain(context.command_path)}"
    yield _plain(f"{context.command_path} {' '.join(command.collect_usage_pieces(context))}")
    yield ".PP"
    yield _plain(command.help)
    for option in command.params:
        record = option.get_help_record(context) if isinstance(option, click.Option) else None
        if record:
            yield from _entry(*record)


def _entry(term: str, said: str) -> Iterator[str]:
    yield from (".TP", _plain(term), _plain(said))


def _plain(text: str | None) -> str:
    """One line of text as troff takes it: no line of ours begins with its control characters."""
    text = re.sub(r"\[(\d+)<=x<=(\d+)\]", r"(\1 to \2)", text or "").replace("INTEGER RANGE", "N")
    line = " ".join(text.replace("\b", "").split()).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{line}" if line.startswith((".", "'")) or not line else line
