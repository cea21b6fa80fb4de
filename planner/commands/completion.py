"""`planner completion`: the script that teaches bash, zsh or fish our commands, outcomes and account names."""

import click
from click.shell_completion import get_completion_class

from planner.commands import cli


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion_command(shell: str) -> None:
    """Print the completion script for SHELL, e.g. eval "$(planner completion bash)" in ~/.bashrc."""
    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(cli, {}, "planner", "_PLANNER_COMPLETE").source())
