"""The process: its streams, its first moments and its end. What it is for begins in `planner.program`."""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from planner.hurry import hurry


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `planner`. Exit codes: 0 done, 1 could not, 2 wrong usage."""
    take_stand()
    hurry()
    try:
        from planner.program import run

        code = run(arguments)
    except Exception as error:
        from planner.mishap import told
        from planner.program import refuse

        code = refuse(told(error), 1)
    leave(code)


def leave(code: int) -> NoReturn:
    """Go at once: what had to be saved is on disk, and to take a program apart piece by piece takes as long as many a command."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:  # whoever read it has seen enough
        pass
    except (OSError, ValueError):
        code = code or 1
    os._exit(code)


def take_stand() -> None:
    """Put the null device where a standard stream was closed before we began: the next file that is opened would take
    its number, and a line for the user (or of a library) would end up in the book."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free: this one
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  # open as long as we are
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


if __name__ == "__main__":
    main()
