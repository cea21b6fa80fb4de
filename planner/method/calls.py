"""One line of a day's plan: whom to call, for what, for how many minutes, and why."""

from datetime import datetime

from msgspec import Struct

from planner.book.records import Touch
from planner.book.vocabulary import FenceStep, Purpose, Status

Window = tuple[int, int]
"""Selling minutes from the start between which somebody may be called."""
BESIDE = "warm path: "
"""How the reason that names a warm path begins."""


class Call(Struct, frozen=True):
    """`at` is a fixed clock time; `touch` what was logged, once it is done; `minutes` whole minutes."""

    account: str | None
    contact: str | None
    status: Status
    purpose: Purpose
    minutes: int
    why: tuple[str, ...]
    at: datetime | None = None
    promised: bool = False
    promise: str | None = None
    opportunity: str | None = None
    fence: FenceStep | None = None
    touch: Touch | None = None
    urgency: float = 0.0
    first: bool = False
    """Stands before everything that has no clock time."""
    window: Window | None = None
    better: Window | None = None
    """When it is better tried, if balance leaves the choice: the other half of the day than the last try."""

    @property
    def done(self) -> bool:
        """Logged that day."""
        return self.touch is not None

    @property
    def about(self) -> str:
        """The account's id, else the colleague's."""
        return self.account or self.contact or self.promise or ""
