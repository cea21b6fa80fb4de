"""The documents that the program can write about itself: its keys, its settings and its commands, so that none of them drifts.

`python -m docs.reference` writes docs/keys.md, docs/settings.md, docs/commands.md and the manual page docs/planner.1; with
`--check` it writes nothing, names those that are stale, and exits with 1 when there are any.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from docs.commands import commands
from docs.keys import keys
from docs.manual import manual
from docs.settings import settings

FOLDER = Path(__file__).parent
DOCUMENTS: dict[str, Callable[[], str]] = {
    "keys.md": keys,
    "settings.md": settings,
    "commands.md": commands,
    "planner.1": manual,
}


def stale() -> list[str]:
    """The documents that are not as the program would write them now."""
    return [name for name, write in DOCUMENTS.items() if _read(FOLDER / name) != write()]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def main(arguments: Sequence[str]) -> int:
    """Write the documents that are stale, or only name them."""
    for name in (found := stale()):
        if "--check" in arguments:
            print(f"docs/{name} is stale: python -m docs.reference writes it anew", file=sys.stderr)
        else:
            (FOLDER / name).write_text(DOCUMENTS[name](), encoding="utf-8")
            print(f"docs/{name}")
    return 1 if found and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
