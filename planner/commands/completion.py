"""`planner completion`: the script that teaches bash, zsh or fish our commands, outcomes and names."""

import click
from click.shell_completion import BashComplete, get_completion_class

from planner.commands import cli

_BASH = """\
%(complete_func)s() {
    local kind value cur="${COMP_WORDS[COMP_CWORD]}"
    COMPREPLY=()
    while IFS=',' read -r kind value; do
        if [[ $kind == dir ]]; then
            compopt -o dirnames
        elif [[ $kind == file ]]; then
            compopt -o default
        elif [[ $kind == plain && $cur == [\\'\\"]* ]]; then
            COMPREPLY+=("$value")
        elif [[ $kind == plain ]]; then
            COMPREPLY+=("$(printf '%%q' "$value")")
        fi
    done < <(IFS=$'\\n'; COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD %(complete_var)s=bash_complete "$1")
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""


class Bash(BashComplete):
    """click's completion for bash, whose own script puts a name with spaces on the line as several words."""

    source_template = _BASH


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion_command(shell: str) -> None:
    """Print the completion script for SHELL, e.g. eval "$(planner completion bash)" in ~/.bashrc."""
    kind = Bash if shell == "bash" else get_completion_class(shell)
    assert kind is not None
    click.echo(kind(cli, {}, "planner", "_PLANNER_COMPLETE").source())
