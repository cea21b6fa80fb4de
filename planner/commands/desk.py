"""What every command needs at hand: the book, the settings, the clock, and how to answer or to refuse."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import click

from planner.book import Book
from planner.book.records import Meeting
from planner.clock import Clock, local_zone, read_now, zone_named
from planner.commands.paper import Tone, page
from planner.settings import Loaded, Settings, book_path, config_path, load
from planner.wording import clean

R = TypeVar("R")


class Refused(click.ClickException):
    """The command could not be done: one line that says what, where and what to do; exit code 1."""

    exit_code = 1


class WrongUsage(Refused):
    """The command was not understood; exit code 2."""

    exit_code = 2


class Desk:
    """The book, settings and clock of one run; each is read when it is first asked for."""

    def __init__(self, path: Path, now_text: str | None, opener: "Callable[[Desk], None] | None" = None) -> None:
        """`opener` opens the screens; the program hands it in, as commands know no screen."""
        self.path, self.now_text, self.opener = path, now_text, opener

    @classmethod
    def at(cls, book: str | None, now: str | None, opener: "Callable[[Desk], None] | None" = None) -> "Desk":
        """The desk that options and environment describe."""
        return cls(Path(book).expanduser() if book else book_path(), now or os.environ.get("PLANNER_NOW"), opener)

    def open_screens(self) -> bool:
        """Open the screens where there is a terminal, or a browser by `planner web`, to show them; False when there is none."""
        screen = sys.stdout.isatty() and sys.stdin.isatty() and os.environ.get("TERM") != "dumb"
        shown = os.environ.get("TEXTUAL_DRIVER") or screen
        if self.opener is None or not shown:
            return False
        self.opener(self)
        return True

    @cached_property
    def loaded(self) -> Loaded:
        """The settings with what is wrong with them; wrong ones are told once, on standard error."""
        loaded = load(config_path())
        for problem in loaded.problems:
            click.echo(f"settings: {clean(problem)}", err=True)
        return loaded

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.loaded.settings

    @cached_property
    def clock(self) -> Clock:
        """The clock, set by --now or $PLANNER_NOW, else the machine's."""
        named = zone_named(self.settings.hours.zone) if self.settings.hours.zone else None
        zone = named or local_zone()
        return Clock.starting(read_now(self.now_text, zone)) if self.now_text else Clock.system(zone)

    @cached_property
    def now(self) -> datetime:
        """The moment this command works with."""
        return self.clock.now()

    @cached_property
    def book(self) -> Book:
        """The book; what was found on opening it is told on standard error."""
        book = Book.open(self.path, now=self.clock.now)
        self.tell(book)
        return book

    def tell(self, book: Book) -> None:
        """Say what the storage has to say."""
        for notice in book.database.notices:
            click.echo(clean(notice), err=True)
        book.database.notices.clear()

    @contextmanager
    def reading(self) -> Iterator[Book]:
        """The book, closed afterwards."""
        try:
            yield self.book
        finally:
            if "book" in self.__dict__:
                self.book.close()
                self.tell(self.book)  # such as that the last spare room of a full disk was used


def meetings_around(desk: Desk, day: date) -> tuple[tuple[str, ...], tuple[Meeting, ...]]:
    """What could not be read of the calendar, and the meetings of a day."""
    if not desk.settings.calendar.files:
        return (), ()
    from planner.exchange.calendars import read_meetings

    reading = read_meetings(desk.settings, day, day, desk.clock.zone)
    return tuple(reading.problems), tuple(reading.meetings)


def say(text: str = "", tone: Tone = "", *, cut: bool = False, hang: int | None = None) -> None:
    """A line of an answer (see `paper.page`); whatever it quotes, no control sequence leaves the program."""
    for line in page(clean(text), tone, cut=cut, hang=hang):
        click.echo(line)


def answer_json(value: Any) -> None:
    """An answer for other programs."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2 if sys.stdout.isatty() else None, default=str))


json_option = click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")


def pass_desk(command: Callable[..., R]) -> Callable[..., R]:
    """Hand the desk to a command, as its first argument."""
    return click.pass_obj(command)
