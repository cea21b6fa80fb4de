"""What can be done with several accounts at once: tag, status, cadence, putting off, writing to a file. One change each."""

import csv
import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from textual.binding import Binding

from planner.book import Book
from planner.book.records import Account
from planner.book.vocabulary import STATUSES, choose
from planner.exchange.values import guarded
from planner.method.cadence import next_step
from planner.method.health import Health
from planner.method.status import SAID_SO, days_since_order
from planner.wording import one_line, plural
from screens.calling import CallingScreen
from screens.checks import next_workday
from screens.dialogs import AskScreen, ChooseScreen, Question
from screens.reading import read_cadence, read_tags, say_cadence, say_tags
from widgets.account_table import days_silent


class BulkScreen(CallingScreen):
    """A screen of accounts of which several can be chosen."""

    BINDINGS = [
        Binding("G", "bulk", "Group", id="bulk", tooltip="Tag, status, cadence, put off, export: all that are marked"),
    ]

    def chosen(self) -> list[Account]:
        """The marked accounts, else the one under the cursor."""
        raise NotImplementedError("a screen of accounts says which are chosen")

    def health_of(self, account: Account) -> Health | None:
        """Its health, where it is reckoned."""
        raise NotImplementedError("a screen of accounts knows their health")

    def unmark(self) -> None:
        """The marks have served."""

    def action_bulk(self) -> None:
        """What is to be done with the accounts that are chosen."""
        chosen = self.chosen()
        if not chosen:
            self.say("Nothing is selected: X marks an account", "warning")
            return
        what = one_line(chosen[0].name) if len(chosen) == 1 else plural(len(chosen), "account")
        acts: dict[str, Callable[[list[Account], str], None]] = {
            "t": self._tag, "s": self._status, "c": self._cadence, "p": self._put_off, "x": self._export,
        }  # fmt: skip
        choices = [
            ("t", "t", "tag them, or take a tag off"),
            ("s", "s", "set their status"),
            ("c", "c", "set how often they are called"),
            ("p", "p", "put them off to a day"),
            ("x", "x", "export them to a CSV file"),
        ]
        self.planner.push_screen(
            ChooseScreen(f"With {what}", choices), lambda key: acts[key](chosen, what) if key else None
        )

    def _set(self, accounts: list[Account], label: str, change: Callable[[Account], dict[str, Any]]) -> None:
        """One change for all of them, each on its newest version."""

        def work(book: Book) -> list[Account]:
            newest = [book.accounts[each.id] for each in accounts if each.id in book.accounts]
            return [replace(each, **change(each)) for each in newest]

        if self.change(label, work, say=label):
            self.unmark()

    def _tag(self, accounts: list[Account], what: str) -> None:
        known = sorted({tag for each in self.book.accounts.values() for tag in each.tags})
        question = Question("tags", "Tags", "", "key account, -old tag", known, say_tags, needed=True)

        def tag(said: dict[str, str] | None) -> None:
            if said:
                on, off = read_tags(said["tags"])
                label = f"Tagged {what}: {one_line(said['tags'])}"
                self._set(
                    accounts,
                    label,
                    lambda each: {"tags": tuple(t for t in dict.fromkeys((*each.tags, *on)) if t not in off)},
                )

        self.planner.push_screen(AskScreen(f"Tag {what}", [question]), tag)

    def _status(self, accounts: list[Account], what: str) -> None:
        choices = [(status[0], status, status) for status in STATUSES]

        def set_status(status: str | None) -> None:
            if status:
                fields = {
                    "status": choose(status, STATUSES, "status"),
                    "status_since": self.now.date(),
                    "status_why": SAID_SO,
                }
                self._set(accounts, f"Status {status}: {what}", lambda _: fields)

        self.planner.push_screen(ChooseScreen(f"The status of {what}", choices), set_status)

    def _cadence(self, accounts: list[Account], what: str) -> None:
        question = Question(
            "cadence", "Working days", "", "ideal/at most, such as 10/20; usual", ("usual",), say_cadence, needed=True
        )

        def set_cadence(said: dict[str, str] | None) -> None:
            if said:
                cadence = read_cadence(said["cadence"])
                self._set(accounts, f"Cadence {one_line(said['cadence'])}: {what}", lambda _: {"cadence": cadence})

        self.planner.push_screen(AskScreen(f"How often to call {what}", [question]), set_cadence)

    def _put_off(self, accounts: list[Account], what: str) -> None:
        questions = [
            Question("until", "Until", next_workday(self.now, self.settings), check=self._day, needed=True),
            Question("why", "Because", placeholder="why not now"),
        ]

        def put_off(said: dict[str, str] | None) -> None:
            if said:
                until = self._when(said["until"]).day
                fields = {"snoozed_until": until, "snoozed_why": said["why"]}
                self._set(accounts, f"Put off to {until:%a %d %b}: {what}", lambda _: fields)

        self.planner.push_screen(AskScreen(f"Put off {what}", questions), put_off)

    def _export(self, accounts: list[Account], what: str) -> None:
        question = Question("path", "File", "accounts.csv", check=_say_path, needed=True)

        def export(said: dict[str, str] | None) -> None:
            if not said:
                return
            path = Path(said["path"]).expanduser()
            try:
                with path.open("x", encoding="utf-8-sig", newline="") as file:
                    file.write(self.sheet(accounts))
            except OSError as error:
                self.say(f"{path} can't be written ({error.strerror or error}): choose another place", "error")
                return
            self.say(f"Written: {path}, {what}")
            self.unmark()

        self.planner.push_screen(AskScreen(f"Export {what}", [question]), export)

    def sheet(self, accounts: Iterable[Account]) -> str:
        """Accounts with their health as CSV, which `planner import` takes back."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for each in accounts:
            writer.writerow([guarded(cell) for cell in self._cells(each)])
        return out.getvalue()

    def _cells(self, account: Account) -> list[str]:
        health, today = self.health_of(account), self.now.date()
        step = next_step(self.book, account.id, today)
        figures = (
            health.score if health else None, health.trend if health else None, days_silent(health),
            days_since_order(self.book, account, today),
        )  # fmt: skip
        told = [health.level if health else "", health.weakest or "" if health else ""]
        texts = [
            account.industry,
            account.phone,
            account.website,
            account.city,
            account.country,
            "; ".join(account.tags),
        ]
        dates = [step.due.isoformat() if step else "", account.last_order.isoformat() if account.last_order else ""]
        return [
            account.id, account.name, account.status, *("" if each is None else str(each) for each in figures),
            *told, *dates, *texts,
        ]  # fmt: skip


COLUMNS = (
    "id", "name", "status", "health", "trend", "days since contact", "days since order", "level", "weakest", "next step",
    "last order", "industry", "phone", "website", "city", "country", "tags",
)  # fmt: skip


def _say_path(text: str) -> str:
    path = Path(text).expanduser()
    if path.exists():
        raise ValueError(f"{path} is there already: choose another name")
    if not path.parent.is_dir():
        raise ValueError(f"there is no folder {path.parent}")
    return str(path.resolve())
