"""What a user reads when the program itself made a mistake: one line, and where the details are for whoever mends it."""

import os
import tempfile
import traceback
from contextlib import suppress
from pathlib import Path

NAME = "planner-error.txt"


def told(error: BaseException) -> str:
    """One line about a mistake of the program's own; its traceback goes into a file that only the user can read."""
    said = f"{type(error).__name__}: {error}".rstrip(": ")
    where = _kept("".join(traceback.format_exception(error)))
    details = f" The details are in {where}: please send them to whoever looks after Planner." if where else ""
    return f"stopped by a mistake in the program ({said}). What was saved is safe.{details}"


def _kept(details: str) -> Path | None:
    """Where the details were written: the platform's folder for logs, else the temporary one; None when neither takes them."""
    from platformdirs import user_log_path

    for folder in (user_log_path("planner", appauthor=False), Path(tempfile.gettempdir())):
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = folder / NAME
            path.unlink(missing_ok=True)  # never through a link that somebody else put there
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                file.write(details)
            return path
    return None
