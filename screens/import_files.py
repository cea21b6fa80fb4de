"""Finding the file to import: a small list of a folder, a path that completes itself, and a path that was dropped on the window."""

import shlex
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlparse

from textual.suggester import Suggester

from planner.wording import ago, one_line
from widgets.palette import Line, columns
from widgets.rows import Row

KINDS: dict[str, str] = {
    ".csv": "table", ".tsv": "table", ".txt": "table", ".tab": "table", ".vcf": "address cards", ".vcard": "address cards",
    ".ics": "calendar", ".ical": "calendar", ".json": "a book of ours",
}  # fmt: skip
"""What can be brought in, by the end of its name."""
MOST = 2000
"""Entries of a folder that are listed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A folder, or a file that may be imported."""

    path: Path
    folder: bool
    size: int = 0
    changed: float = 0


def first_folder() -> Path:
    """Where people keep what they have just exported: here, when there is something here, else the downloads."""
    here, home = Path.cwd(), Path.home()
    if any(not entry.folder for entry in entries(here)):
        return here
    downloads = home / "Downloads"
    return downloads if downloads.is_dir() else home


def entries(folder: Path) -> list[Entry]:
    """What a folder holds of interest: the newest files first, then its folders; nothing when it can't be read."""
    found: list[Entry] = []
    try:
        for path in folder.iterdir():
            if path.name.startswith("."):
                continue
            if path.is_dir():
                found.append(Entry(path, True))
            elif path.suffix.lower() in KINDS:
                stat = path.stat()
                found.append(Entry(path, False, stat.st_size, stat.st_mtime))
            if len(found) >= MOST:
                break
    except OSError:
        return []
    return sorted(found, key=lambda entry: (entry.folder, -entry.changed, entry.path.name.casefold()))


def file_rows(folder: Path, marked: set[Path], now: datetime) -> Iterator[Row]:
    """A folder as rows: its files with size and age, the folder above, its folders."""
    found = entries(folder)
    files = [entry for entry in found if not entry.folder]
    for entry in files:
        yield Row(str(entry.path), _file(entry, entry.path in marked, now))
    if not files:
        yield Row(None, lambda width: [[("No file to import here (.csv .tsv .txt .vcf .ics .json)", "dim")]])
    yield Row(None, lambda width: [])
    if folder.parent != folder:
        yield Row(str(folder.parent), lambda width: [columns(width, [("", "", 1), ("..", "", 0)])])
    for entry in found:
        if entry.folder:
            yield Row(str(entry.path), _folder(entry))


def _file(entry: Entry, marked: bool, now: datetime) -> Callable[[int], list[Line]]:
    kind = KINDS[entry.path.suffix.lower()]
    day = datetime.fromtimestamp(entry.changed, now.tzinfo).date()
    size = f"{entry.size / 1e6:.1f} MB" if entry.size >= 1e6 else f"{max(1, entry.size // 1000):,} kB"

    def lines(width: int) -> list[Line]:
        cells = [("✓" if marked else "", "good", 1), (one_line(entry.path.name), "bold", 0), (kind, "dim", 14)]
        if width >= 60:
            cells += [(size, "dim", -9), (ago(day, now.date()), "dim", -14)]
        return [columns(width, cells)]

    return lines


def _folder(entry: Entry) -> Callable[[int], list[Line]]:
    return lambda width: [columns(width, [("", "", 1), (f"{one_line(entry.path.name)}/", "", 0)])]


def dropped(text: str) -> Path | None:
    """The file of a path as terminals paste it when a file is dropped on them: quoted, escaped, or as a file:// address."""
    line = text.strip().splitlines()[0].strip() if text.strip() else ""
    if line.startswith("file://"):
        line = unquote(urlparse(line).path)
    options = [line]
    with suppress(ValueError):  # an apostrophe in a name is no quote
        options += shlex.split(line)[:1]
    for option in options:
        path = Path(option).expanduser()
        try:
            if option and path.exists():
                return path
        except OSError:
            continue
    return None


def typed_path(text: str, folder: Path) -> Path | None:
    """The file that a typed path means, as it is or seen from `folder`; the key that leads to the field may be its first "/"."""
    return dropped(text) or dropped(str(folder / Path(text).expanduser())) or dropped(f"/{text}")


class PathSuggester(Suggester):
    """Completes a path to the first name in its folder that begins so; relative to the folder that is shown."""

    def __init__(self, folder: Callable[[], Path]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._folder = folder

    async def get_suggestion(self, value: str) -> str | None:
        """The whole path, or None."""
        return complete(value, self._folder())


def complete(text: str, folder: Path) -> str | None:
    """A path completed by one name, None where nothing begins so."""
    head, slash, start = text.rpartition("/")
    place = folder / Path(f"{head}{slash}").expanduser() if slash else folder
    if not start:
        return None
    names = [f"{entry.path.name}/" if entry.folder else entry.path.name for entry in entries(place)]
    for same in (str.startswith, lambda name, begin: name.casefold().startswith(begin.casefold())):
        for name in sorted(names):
            if same(name, start):
                return f"{head}{slash}{name}"
    return None
