"""The program: hands over to the commands, opens the screens, and turns every refusal into one clear line."""

import errno
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.commands import cli

if TYPE_CHECKING:
    from planner.commands.desk import Desk


def run(arguments: Sequence[str] | None = None) -> int:
    """Run `planner`; the exit code: 0 done, 1 could not, 2 wrong usage. A mistake of the program's own comes out as it is."""
    output = sys.stdout
    try:
        outcome = cli.main(args=arguments, prog_name="planner", standalone_mode=False, obj=open_screens)
    except click.exceptions.Abort:
        return refuse("stopped: nothing was changed", 1)
    except click.exceptions.NoArgsIsHelpError as error:
        return refuse(f"say what, one of {_kinds(error)}; see {_path(error)} --help", 2)
    except click.UsageError as error:
        return refuse(f"{_sentence(error.format_message())}; see {_path(error)} --help", 2)
    except click.ClickException as error:
        return refuse(error.format_message(), error.exit_code)
    except SystemExit as end:
        if sys.stdout is not output:  # click's stand-in for one whose reader, such as head, has seen enough
            return 0
        return end.code if isinstance(end.code, int) else 1
    except KeyboardInterrupt:
        return refuse("stopped", 130)
    except Exception as error:
        known = _known(error)
        if known is None:
            raise
        return refuse(*known)
    return outcome if isinstance(outcome, int) else 0


def open_screens(desk: "Desk") -> None:
    """Open the screens on a desk's book."""
    if _shown(desk, desk.path) == "demo":  # the first start offers it
        from planner.commands.demo import sample
        from planner.commands.desk import say

        path = sample(desk)
        _shown(desk, path)
        say(f"The sample book is {path}: planner --book {path} opens it again, planner your own.")


def _shown(desk: "Desk", path: Path) -> str | None:
    """The screens on the book at `path`, until they are left; a mistake of theirs comes out as it is."""
    from screens.app import PlannerApp

    app = PlannerApp(path, desk.loaded, desk.clock)
    wanted = app.run()
    if app.mistake is not None:
        raise app.mistake
    return wanted


def _known(error: Exception) -> tuple[str, int] | None:
    """The line and exit code of a refusal that the floors below raise; None for what should not have happened."""
    from planner.book import BookError
    from planner.book.vocabulary import UnknownWord
    from planner.clock import ClockError
    from planner.storage import StorageError
    from planner.storage.errors import in_words, remedy
    from planner.when import WhenError

    if isinstance(error, UnknownWord | ClockError | WhenError):
        return str(error), 2
    if isinstance(error, StorageError):
        hint = getattr(error, "hint", "")
        return f"{error}{f' {hint}' if hint and hint not in str(error) else ''}", 1
    if isinstance(error, BookError):
        return str(error), 1
    if isinstance(error, OSError):
        if isinstance(error.filename, str):
            return f"{error.filename}: {in_words(error)}. {remedy(error)}", 1
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
            return f"the answer could not be written: {in_words(error)}. A change that was asked for is saved.", 1
        return f"{in_words(error)}. {remedy(error)}", 1
    return None


def _path(error: click.UsageError) -> str:
    """The command that was meant, as it is typed: "planner add"."""
    return error.ctx.command_path if error.ctx else "planner"


def _kinds(error: click.UsageError) -> str:
    """What could have followed: "account, contact …"."""
    if error.ctx is None or not isinstance(error.ctx.command, click.Group):
        return "its commands"
    return ", ".join(error.ctx.command.list_commands(error.ctx))


def _sentence(message: str) -> str:
    return message.replace("\n", " ").removesuffix(".")


def refuse(message: str, code: int) -> int:
    """One line on standard error; the exit code comes back."""
    from planner.wording import one_line

    click.echo(f"planner: {one_line(message)}", err=True)
    return code
