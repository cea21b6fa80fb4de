"""Whom the keys of a screen are about."""

from msgspec import Struct

from planner.book.vocabulary import FenceStep, Idea, Purpose


class Target(Struct, frozen=True):
    """Whom the keys of a screen are about, and what the call is for."""

    account: str | None
    contact: str | None
    purpose: Purpose | None = None
    opportunity: str | None = None
    idea: Idea | None = None
    fence: FenceStep | None = None
    minutes: int | None = None
    promise: str | None = None

    @property
    def about(self) -> str:
        """The account's id, else the colleague's."""
        return self.account or self.contact or self.promise or ""
