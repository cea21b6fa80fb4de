"""The fields of a form by kind: what is asked, what is offered, how the answer is checked and kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from planner.book.find import find_account, find_contact
from planner.book.records import Contact
from planner.book.vocabulary import choose
from planner.wording import clean, one_line
from screens.base import PlannerScreen
from screens.checks import account_named, day_named, person_named, when_of, word_of
from screens.dialogs import Question
from screens.reading import read_cadence, read_list, say_cadence, show_cadence, show_day

MOST_OFFERED = 5_000
"""Names that a field completes as one types; in a larger book it still finds them."""


@dataclass(frozen=True, slots=True)
class Field:
    """A question, and how its answer is kept in the field of the same name."""

    question: Question
    read: Callable[[str], Any] = one_line


class Fields:
    """Makes fields for one screen's book, settings and moment. Nothing typed is kept as None, or as empty."""

    def __init__(self, screen: PlannerScreen) -> None:
        self.book, self.settings, self.now = screen.book, screen.settings, screen.now

    def line(
        self, name: str, label: str, value: str = "", hint: str = "", needed: bool = False, offers: Sequence[str] = ()
    ) -> Field:
        """One line of text."""
        return Field(Question(name, label, one_line(value), hint, offers, needed=needed))

    def free(self, name: str, label: str, value: str = "", hint: str = "", needed: bool = False) -> Field:
        """Text that may have been written over several lines elsewhere: its line ends are kept as long as it is let be."""
        return Field(Question(name, label, one_line(value), hint, needed=needed), lambda text: clean(text).strip())

    def pick(self, name: str, label: str, value: str | None, words: tuple[str, ...], needed: bool = True) -> Field:
        """One of some words."""
        check = word_of(words, label.casefold())
        question = Question(name, label, value or "", ", ".join(words), words, check, needed)
        return Field(question, lambda text: choose(text, words, label.casefold()) if text else None)

    def past(
        self, name: str, label: str, value: date | None, hint: str = "today, fri, 3 weeks ago", needed: bool = False
    ) -> Field:
        """A day that has been."""
        check = day_named(self.now, self.settings, past=True)
        question = Question(name, label, show_day(value), hint, check=check, needed=needed)
        return Field(question, lambda text: when_of(text, self.now, self.settings, past=True).day if text else None)

    def coming(self, name: str, label: str, value: date | None, hint: str = "fri, +3d, in 2 weeks") -> Field:
        """A day to come."""
        question = Question(name, label, show_day(value), hint, check=day_named(self.now, self.settings))
        return Field(question, lambda text: when_of(text, self.now, self.settings).day if text else None)

    def many(self, name: str, label: str, values: Sequence[str], hint: str = "") -> Field:
        """Several, with commas."""
        return Field(Question(name, label, ", ".join(map(one_line, values)), hint), read_list)

    def cadence(self, value: tuple[int, int] | None) -> Field:
        """Ideal and tolerated silence."""
        hint = "10/20 working days; usual"
        return Field(Question("cadence", "Cadence", show_cadence(value), hint, check=say_cadence), read_cadence)

    def account(self, name: str, label: str, value: str | None, hint: str) -> Field:
        """An account, by name."""
        everyone = self.book.accounts.values()
        offers = [one_line(each.name) for each in everyone] if len(everyone) <= MOST_OFFERED else []
        question = Question(
            name, label, one_line(self.book.account_name(value)), hint, offers, account_named(self.book)
        )
        return Field(question, lambda text: find_account(self.book, text).id if text else None)

    def person(self, label: str, value: str | None, account: str | None, needed: bool = False) -> Field:
        """Who it is about: somebody at the account, or anybody where none is given."""
        at = self.book.accounts.get(account or "")
        there: Sequence[Contact] = self.book.contacts.of(at.id) if at else list(self.book.contacts.values())
        offers = [one_line(each.name) for each in there[:MOST_OFFERED]]
        shown = one_line(self.book.contact_name(value))
        question = Question("contact", label, shown, "type a name", offers, person_named(self.book, at), needed)
        return Field(question, lambda text: find_contact(self.book, text, at).id if text else None)
