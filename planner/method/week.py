"""The figures of a week, for the retrospective: every one of them is a list of the calls or records behind it (method §8).

Weeks of the past are told as they stood at their end, so that what is done later doesn't change them, with two
exceptions that the book keeps no history of: an account's status, and its cadence.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from planner.book import Book
from planner.book.records import Opportunity, Reflection, Touch
from planner.book.vocabulary import CONTACT_OUTCOMES, EMPTY_PURPOSES, Status
from planner.method.balance import statuses_of
from planner.method.figures import OF_CALLS, Behind, Figure
from planner.method.neglect import Neglect, neglect
from planner.method.reflection import reflection_of
from planner.method.selfcheck import Measured, measured, score
from planner.method.slipped import slipped
from planner.method.week_minutes import WeekMinutes, week_minutes
from planner.method.week_records import record_figures
from planner.method.week_romance import romance_figures
from planner.method.weeks import Span, week_of
from planner.settings import Settings, working_days

_CALLS_TO: Final[dict[Status, Figure]] = {"existing": "existing calls", "lost": "lost calls", "new": "new calls"}


@dataclass(frozen=True, slots=True)
class Week:
    """One week. `behind` names, for every figure, the ids it was counted from: touches, where calls can be behind it."""

    span: Span
    minutes: WeekMinutes
    behind: Behind
    measured: Measured
    reflection: Reflection | None
    slipped: tuple[str, ...]
    """Names of the accounts whose silence grew too long."""
    won: tuple[Opportunity, ...]
    lost: tuple[Opportunity, ...]
    neglect: tuple[Neglect, ...]

    def count(self, figure: Figure) -> int:
        """The figure itself: as many as are behind it."""
        return len(self.behind[figure])

    @property
    def score(self) -> int | None:
        """The score of the self-check, None while it is not answered."""
        answers = self.reflection.answers if self.reflection else None
        return score(answers) if answers else None


def week(book: Book, settings: Settings, now: datetime, day: date) -> Week:
    """The week that `day` belongs to, as far as it has come by `now` (aware). Remembered until the book changes."""
    span, today = week_of(day, settings.hours.week_starts), now.date()
    rules = hash((settings.hours, settings.shares, settings.cadence, settings.rules, settings.plan))
    return book.whole(("week", span, min(today, span.last), rules), lambda: _week(book, settings, span, today))


def _week(book: Book, settings: Settings, span: Span, today: date) -> Week:
    touches = touches_of(book, span)
    behind: dict[Figure, tuple[str, ...]] = {
        **_call_figures(book, touches),
        **record_figures(book, span, today, touches),
        **romance_figures(book, settings, span, today),
        "accounts slipped": slipped(book, settings, span, today),
    }
    minutes = week_minutes(book, settings, span, today)
    check = measured(book, settings, span, touches)
    return Week(
        span=span,
        minutes=minutes,
        behind=behind,
        measured=check,
        reflection=reflection_of(book, span),
        slipped=tuple(book.account_name(each) for each in behind["accounts slipped"]),
        won=tuple(book.opportunities[each] for each in behind["deals won"]),
        lost=tuple(book.opportunities[each] for each in behind["deals lost"]),
        neglect=neglect(
            minutes, len(touches), len(behind["executives met"]), len(check.due), _running(settings, span, today)
        ),
    )


def _running(settings: Settings, span: Span, today: date) -> bool:
    """Whether the week still has a working day after today."""
    working = working_days(settings.hours)
    return any(day > today and working.is_working(day) for day in span.days)


def touches_of(book: Book, span: Span) -> list[Touch]:
    """What was logged in a week, in order; the day of a touch is the user's own at the time."""
    return [touch for day in span.days for touch in book.touches.where("day", day)]


def _call_figures(book: Book, touches: list[Touch]) -> dict[Figure, tuple[str, ...]]:
    """The figures that are counted from the log of calls alone.

    Calls to new accounts are warm when somebody opened the door; what came in from them is neither warm nor cold.
    """
    counted: dict[Figure, list[str]] = {figure: [] for figure in OF_CALLS}
    statuses, executives = statuses_of(book)[0], _executives(book)
    met: dict[str | None, str] = {}
    for touch in touches:
        status, id = touch.status or statuses.get(touch.account, "new"), touch.id
        counted["calls"].append(id)
        counted[_CALLS_TO[status]].append(id)
        if touch.outcome in CONTACT_OUTCOMES or touch.inbound:
            counted["contacts"].append(id)
            if touch.contact in executives:
                met[touch.contact] = id
        if touch.inbound:
            continue
        if status == "new" and touch.account:
            counted["warm calls" if touch.warm else "cold calls"].append(id)
        if touch.purpose in EMPTY_PURPOSES:
            counted["empty calls"].append(id)
    return {**{figure: tuple(ids) for figure, ids in counted.items()}, "executives met": tuple(met.values())}


def _executives(book: Book) -> set[str | None]:
    """Everybody who is an executive of an account."""
    return {each.id for each in book.contacts.where("level", "executive") if each.account is not None}
