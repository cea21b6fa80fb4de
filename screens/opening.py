"""One key beside a cold call: ask for an introduction instead (method §7)."""

from typing import TYPE_CHECKING

from textual.binding import Binding

from planner.book.records import Account
from planner.wording import one_line
from screens.calling import CallingScreen

if TYPE_CHECKING:
    from planner.method.warm import WarmPath


class OpeningScreen(CallingScreen):
    """A screen on which a new account can be selected. `target` says which."""

    BINDINGS = [
        Binding(
            "I", "introduction", "Introduction", show=False, id="introduction",
            tooltip="Ask somebody for an introduction, instead of calling cold",
        ),
    ]  # fmt: skip

    def action_introduction(self) -> None:
        """The warm path of the account becomes an ask."""
        target = self.target()
        self.ask_for_introduction(self.book.accounts.get(target.account or "") if target else None)

    def ask_for_introduction(self, account: Account | None) -> None:
        """Put whoever could introduce us best into the ask queue, with the account in mind."""
        if account is None or account.status != "new":
            self.say("No new account is selected: introductions are for those who never bought", "warning")
            return
        from planner.method.doors import introduction

        found = introduction(self.book, self.settings, account, self.now)
        if found is None:
            name = one_line(account.name)
            self.say(f"Nobody who is left to ask could introduce us to {name}", "warning")
            return
        self.ask_by(account, found.way, f"not today, though: {found.not_today}" if found.not_today else "")

    def ask_by(self, account: Account, way: "WarmPath", besides: str = "") -> None:
        """Ask by a way that was chosen; `besides` is said with it."""
        from planner.method.warm import ask_through

        name = one_line(self.book.contact_name(way.contact))
        label = f"To ask: {name}, for an introduction to {one_line(account.name)}"
        said = " · ".join(part for part in (label, besides) if part)
        self.change(label, *ask_through(self.book, account, way, self.now), say=said)
