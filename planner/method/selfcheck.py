"""The self-check: three answers of the user, their score, and what the log shows beside each (method §8)."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from planner.book import Book
from planner.book.records import Touch
from planner.book.vocabulary import CONTACT_OUTCOMES
from planner.method.cadence import executives_every, in_contact
from planner.method.weeks import Span
from planner.settings import Settings, working_days
from planner.wording import plural

Answers = tuple[int, int, int]

QUESTIONS: Final = (
    "I schedule interviews with senior executives to understand their environment, business, threats and opportunities",
    "I call only to see whether projects are coming up",
    'I follow up with "is there anything I can do for you?"',
)
ANSWERS: Final = ("never", "seldom", "sometimes", "often", "always")
"""What 0 to 4 mean."""


def score(answers: Answers) -> int:
    """The first answer less the other two: positive is good."""
    return answers[0] - answers[1] - answers[2]


@dataclass(frozen=True, slots=True)
class Measured:
    """What the log shows for the three questions. Ids, so that the calls can be looked at."""

    interviews: tuple[str, ...]
    """Touches: one for each executive interview that was held."""
    due: tuple[str, ...]
    """Contacts: executives who were due in the week, those interviewed among them."""
    project_checks: tuple[str, ...]
    courtesies: tuple[str, ...]

    @property
    def words(self) -> tuple[str, str, str]:
        """The three in words, each to stand beside its answer."""
        held, due = len(self.interviews), len(self.due)
        return (
            f"{held} of {plural(due, 'executive')} due interviewed" if due else "no executive was due",
            plural(len(self.project_checks), "project check"),
            plural(len(self.courtesies), "courtesy call"),
        )


def measured(book: Book, settings: Settings, span: Span, touches: list[Touch]) -> Measured:
    """The self-check of a week as its `touches` show it.

    An interview is held when there was contact. An executive is due when by the end of the week they had not been met
    for `cadence.executive_days`, or what their own cadence says (method §5), or never, at an account that we are in
    touch with at all (method §4).
    """
    held = {
        touch.contact or touch.id: touch.id
        for touch in touches
        if touch.purpose == "executive interview" and in_contact(touch)
    }
    ours = [touch for touch in touches if not touch.inbound]
    due = dict.fromkeys(executives_due(book, settings, span))
    due.update(dict.fromkeys(held))
    return Measured(
        interviews=tuple(held.values()),
        due=tuple(due),
        project_checks=tuple(touch.id for touch in ours if touch.purpose == "project check"),
        courtesies=tuple(touch.id for touch in ours if touch.purpose == "courtesy"),
    )


def executives_due(book: Book, settings: Settings, span: Span) -> Iterator[str]:
    """The ids of executives who fell due before or in the week: what happened in it does not count (method §4, §5)."""
    first, last, working = span.first.toordinal(), span.last.toordinal(), working_days(settings.hours)
    known: dict[str, list[int]] = book.known("days met")
    in_touch: dict[str, bool] = book.known("in touch")
    for each in book.contacts.where("level", "executive"):
        days = known.get(each.id)
        if days is None:
            days = known[each.id] = _days_met(book, each.id)
        before = bisect_left(days, first)
        if each.do_not_call or (each.left and each.left <= span.last):
            continue
        account = book.accounts.get(each.account) if each.account else None
        every = executives_every(settings.cadence, working, account.cadence if account else None, each.cadence)
        if before and every.passed(days[before - 1], last, working) < 1:
            continue
        if each.account and (each.created is None or each.created.date() <= span.last):
            touched = in_touch.get(each.account)
            if touched is None:
                touched = in_touch[each.account] = _in_touch(book, each.account)
            if touched:
                yield each.id


def _days_met(book: Book, contact: str) -> list[int]:
    """The days on which somebody was in contact, in order; as ordinals, which compare quickly."""
    touches = book.touches.where("contact", contact)
    return [each.at.toordinal() for each in touches if each.outcome in CONTACT_OUTCOMES or each.inbound]


def _in_touch(book: Book, id: str) -> bool:
    """Whether an account may be called, and has bought or was ever in contact."""
    account = book.accounts.get(id)
    if account is None or account.do_not_call:
        return False
    return account.status != "new" or any(in_contact(touch) for touch in book.touches.of(account.id))
