"""Care for the book: `check`, `backup`, `restore`, `where` and `config`."""

from pathlib import Path

import click
import msgspec

from planner import storage
from planner.book import BookError
from planner.book.migrations import SCHEMA, migrate
from planner.book.vocabulary import Status
from planner.commands.desk import Desk, Refused, answer_json, json_option, pass_desk, say
from planner.method.status import Ease, ease_said, measured_ease
from planner.settings import config_path
from planner.wording import one_line


@click.command()
@json_option
@pass_desk
def where_command(desk: Desk, as_json: bool) -> None:
    """Where the book, the settings and the backups are."""
    backups = storage.list_backups(desk.path) if desk.path.exists() else []
    paths = {"book": str(desk.path), "settings": str(config_path()), "backups": str(desk.path.parent / "backups")}
    if as_json:
        answer_json(paths | {"exists": desk.path.exists(), "backups_kept": len(backups)})
        return
    say(f"book      {paths['book']}{'' if desk.path.exists() else '  (not made yet)'}")
    say(f"settings  {paths['settings']}{'' if config_path().exists() else '  (not made: the defaults are used)'}")
    say(f"backups   {paths['backups']}  ({len(backups)} kept)")


@click.command()
@json_option
@pass_desk
def config_command(desk: Desk, as_json: bool) -> None:
    """The settings in force; what is wrong in config.toml is named with its line."""
    values, measured = msgspec.to_builtins(desk.settings), _ease(desk)
    if as_json:
        ease = {status: _ease_json(each) for status, each in measured.items()}
        said = {"path": str(config_path()), "problems": list(desk.loaded.problems), "settings": values}
        answer_json(said | {"measured_ease": ease})
        return
    say(f"# {config_path()}")
    for section, settings in values.items():
        say(f"\n[{section}]")
        for key, value in settings.items():
            beside = f"  # {ease_said(measured[key], key)}" if section == "ease" and key in measured else ""
            say(f"{key} = {_toml(value)}{beside}")


def _ease(desk: Desk) -> dict[Status, Ease]:
    """How easy sales have been by the book; nothing where there is none that can be read."""
    if not desk.path.exists():
        return {}
    try:
        with desk.reading() as book:
            return measured_ease(book, desk.settings)
    except (storage.StorageError, BookError):  # the settings are shown all the same; planner check says what is wrong
        return {}


def _ease_json(ease: Ease) -> dict[str, object]:
    return {name: getattr(ease, name) for name in ("won", "closed", "rate", "low", "high", "times", "prior", "thin")}


def _toml(value: object) -> str:
    if isinstance(value, str):
        return value if len(value) == 8 and value.count(":") == 2 else f'"{one_line(value)}"'
    if isinstance(value, list | tuple):
        return f"[{', '.join(_toml(each) for each in value)}]"
    return str(value).lower() if isinstance(value, bool) else str(value)


@click.command()
@pass_desk
def backup_command(desk: Desk) -> None:
    """Make a backup now."""
    _there(desk)
    say(f"Backed up: {storage.backup(desk.path)}")


def _there(desk: Desk) -> None:
    if not desk.path.exists():
        raise Refused(f"{desk.path}: there is no book; planner demo shows a sample, planner import begins your own")


@click.command()
@click.option("--tidy", is_flag=True, help="Also bring the main file up to date, for other programs that read it.")
@json_option
@pass_desk
def check_command(desk: Desk, tidy: bool, as_json: bool) -> None:
    """Is the book sound? Exit code 1 when it is not."""
    _there(desk)
    report = storage.check(desk.path)
    if as_json:
        answer_json({
            "ok": report.ok, "lines": report.lines, "records": report.documents, "bytes": report.size,
            "waiting_in_journal": report.waiting,
        })  # fmt: skip
    for line in report.lines if not as_json else ():
        say(one_line(line))
    if not report.ok:
        raise Refused(f"{desk.path.name} is not sound: planner restore shows the backups")
    with desk.reading() as book:
        book.load()
        if book.unreadable():
            raise Refused(
                f"{book.unreadable()} documents are no records of ours: they are kept in the file, but not shown"
            )
        if tidy:
            book.database.checkpoint()
            if not as_json:
                say("The main file is up to date.")


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Don't ask.")
@pass_desk
def restore_command(desk: Desk, file: Path | None, yes: bool) -> None:
    """Go back to the backup FILE (a path, or its number in the list that comes without one)."""
    backups = storage.list_backups(desk.path)
    if file is None:
        for count, each in enumerate(backups, 1):
            say(f"{count:>3}  {each.made.astimezone(desk.clock.zone):%Y-%m-%d %H:%M}  {each.kind:<8}  {each.path.name}")
        say("planner restore NUMBER goes back to one of them." if backups else "There are no backups yet.")
        return
    if str(file).isdigit() and 0 < int(str(file)) <= len(backups):
        file = backups[int(str(file)) - 1].path
    told: list[str] = []
    if not yes:
        told = storage.preview_restore(desk.path, file).lines
        for line in told:
            say(one_line(line))
        if not click.confirm("Go back to it?", err=True):
            raise Refused("nothing was changed")
    for line in storage.restore(desk.path, file, schema=SCHEMA, migrate=migrate, now=desk.clock.now).lines:
        if line not in told:
            say(one_line(line))
    say(f"This is the book as of {file.name}.")
