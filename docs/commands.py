"""docs/commands.md: every command with its options, from the commands themselves, and the JSON that they answer with."""

import re
from collections.abc import Iterator
from typing import Any

import click

from docs.examples import EXAMPLES
from planner.book import vocabulary as words
from planner.commands import COMMANDS, cli

INTRODUCTION = """\
# Commands

`planner [--book PATH] [--now WHEN] COMMAND`. Without a command the screens open; where standard output is no terminal, today's
plan is printed. All of it works beside open screens, which show the change within a second.

| | |
|---|---|
| `--book PATH`, `$PLANNER_BOOK` | the book, else the one in your data folder (`planner where`) |
| `--now WHEN`, `$PLANNER_NOW` | sets the clock, as ISO date or moment; it runs on from there |
| `$PLANNER_CONFIG` | the settings, else `config.toml` in your settings folder |
| exit code | 0 done · 1 could not: one line on standard error says what, where and what to do · 2 wrong usage |
| `--json` | on every reading command; the names below stay, others may join them |

**Names**: an account, a contact and the like are found by their name, then by its beginning, then by what is most similar. One
clear winner is taken; otherwise the candidates are listed, and nothing is done.

**WHEN** takes what a person says: `fri`, `fri 10:00`, `fri 10`, `tomorrow 9am`, `first thing tomorrow`, `half past 3`, `+3d`,
`+2h`, `in 2 weeks`, `next tue`, `mon after next`, `the 5th`, `1 dec`, `1/12`, `end of month`, `next working day`, `week 49`, `q1`,
`2026-12-01T09:30`. What was understood is said back; what can't be understood is refused with examples.

**Words** may be shortened to a beginning that only one of them has:

"""


def commands() -> str:
    """The whole document."""
    parts = [INTRODUCTION + "\n".join(_words()) + "\n"]
    context = click.Context(cli, info_name="planner")
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        parts += _command(command, context, name)
    return "\n".join(parts).rstrip() + "\n"


def _words() -> Iterator[str]:
    yield "| | |"
    yield "|---|---|"
    outcomes = " · ".join(f"{rule.outcome} (`{rule.key}`)" for rule in words.OUTCOME_RULES)
    yield f"| outcome | {outcomes} |"
    for name, each in (
        ("purpose", words.PURPOSES),
        ("status", words.STATUSES),
        ("level", words.LEVELS),
        ("stage", words.STAGES),
        ("idea", words.IDEAS),
        ("stage of a referral", words.REFERRAL_STAGES),
        ("stage of an endorsement", words.ENDORSEMENT_STAGES),
    ):
        yield f"| {name} | {' · '.join(each)} |"


def _command(command: click.Command, above: click.Context, name: str, depth: int = 2) -> Iterator[str]:
    """A command, and those that it leads on to."""
    context = click.Context(command, info_name=name, parent=above)
    yield f"{'#' * depth} {context.command_path}\n"
    yield f"{_plain(command.help)}\n"
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            following = command.get_command(context, inner)
            assert following is not None
            yield from _command(following, context, inner, depth + 1)
        return
    yield f"`{context.command_path} {' '.join(command.collect_usage_pieces(context))}`\n"
    options = [each for each in command.params if isinstance(each, click.Option)]
    if options:
        yield from ("| option | |", "|---|---|", *(_option(each, context) for each in options), "")
    if command.epilog:
        yield f"{_plain(command.epilog)}\n"
    if name in EXAMPLES and depth == 2:
        yield f"```json\n{EXAMPLES[name]}\n```\n"


def _option(option: click.Option, context: click.Context) -> str:
    said = option.get_help_record(context)
    spelled = said[0] if said else ", ".join(option.opts)
    meaning = re.sub(r"\[(\d+)<=x<=(\d+)\]", r"(\1 to \2)", _cell(said[1] if said else ""))
    return f"| `{_cell(spelled).replace('INTEGER RANGE', 'N')}` | {meaning} |"


def _cell(text: Any) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")


def _plain(text: str | None) -> str:
    return " ".join((text or "").replace("\b", "").split())
