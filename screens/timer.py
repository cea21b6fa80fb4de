"""The running call: started with space, kept in the book so that it survives leaving the screen and the program."""

from datetime import datetime
from math import ceil

from planner.book import Book, Gone
from planner.book.records import Draft

TIMER = "timer"
LONG = 60
"""Minutes after which the user is asked how long the call really was."""


class CallTimer:
    """At most one call is timed at a time; whom it is with is kept beside the start."""

    def __init__(self, book: Book) -> None:
        self._book = book

    @property
    def running(self) -> Draft | None:
        """The running call, None when there is none."""
        return next(iter(self._book.drafts.where("about", TIMER)), None)

    def start(self, now: datetime, account: str | None, contact: str | None) -> None:
        """Start timing a call; one that was running is dropped."""
        fields = {"account": account or "", "contact": contact or ""}
        draft = Draft(id=self._book.make_id(), about=TIMER, started=now, fields=fields)
        self._book.change("timer started", *self.stopping(), draft, undoable=False)

    def stop(self) -> None:
        """Stop without logging."""
        self._book.change("timer stopped", *self.stopping(), undoable=False)

    def stopping(self) -> list[Gone]:
        """What a change has to hold so that the timer stops with it."""
        return [Gone(self.running)] if self.running else []

    def minutes(self, now: datetime, account: str | None, contact: str | None) -> int | None:
        """Whole minutes of the call that runs with this account (or colleague); None when none runs with them."""
        running = self.running
        if running is None or running.started is None:
            return None
        if (running.fields.get("account") or None, account) == (None, None):
            same = running.fields.get("contact") == contact
        else:
            same = running.fields.get("account") == account
        return max(1, ceil((now - running.started).total_seconds() / 60 - 0.5)) if same else None

    def label(self, now: datetime) -> str:
        """ "● 03:12 Ann Lee" for the bar; "" when no call runs."""
        running = self.running
        if running is None or running.started is None:
            return ""
        seconds = max(0, int((now - running.started).total_seconds()))
        name = self._book.contact_name(running.fields.get("contact")) or self._book.account_name(
            running.fields.get("account")
        )
        clock = (
            f"{seconds // 60:02}:{seconds % 60:02}"
            if seconds < 3600
            else f"{seconds // 3600} h {seconds % 3600 // 60:02}"
        )
        return f"● {clock} {name}"[:32]
