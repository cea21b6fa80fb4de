"""What stands behind a figure of the week, for whoever asks: the calls and records that it was counted from (method §8)."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from planner.book import Book
from planner.book.records import PlannedCall
from planner.book.vocabulary import STATUSES, Status
from planner.exchange.week_words import ROWS
from planner.method.day import kept_plan
from planner.method.figures import Figure
from planner.method.week import Week
from planner.wording import day as say_day
from planner.wording import minutes as say_minutes
from planner.wording import plural

Group = tuple[str, tuple[str, ...]]
"""A heading with its figure, and the ids that it counts."""

CALLS_TO: Final[dict[Status, Figure]] = {"existing": "existing calls", "lost": "lost calls", "new": "new calls"}


def behind(book: Book, week: Week, key: str) -> list[Group]:
    """The groups behind "minutes STATUS", "minutes all", "figure LABEL", "check N" (0 to 2) or "day 2026-11-16".

    Empty when the key stands for nothing that was counted.
    """
    kind, _, name = key.partition(" ")
    if kind == "minutes":
        return _minutes(book, week, (name,) if name in STATUSES else STATUSES)
    if kind == "figure":
        return [(f"{each.capitalize()}: {week.count(each)}", week.behind[each]) for each in dict(ROWS).get(name, ())]
    if kind == "check":
        return _check(week)[int(name)]
    return _day(book, week, date.fromisoformat(name)) if kind == "day" else []


def _minutes(book: Book, week: Week, statuses: tuple[Status, ...]) -> list[Group]:
    """The calls to these statuses, and whom the mornings' plans had besides."""
    found: list[Group] = []
    for status in statuses:
        ids, spent = week.behind[CALLS_TO[status]], week.minutes.done[status]
        found.append((f"{status.capitalize()}: {plural(len(ids), 'call')}, {say_minutes(spent)}", ids))
    return found + _not_called(book, week.span.days, statuses)


def _day(book: Book, week: Week, day: date) -> list[Group]:
    ids = tuple(id for id in week.behind["calls"] if book.touches[id].at.date() == day)
    spent = next(sum(each.done.values()) for each in week.minutes.days if each.day == day)
    return [
        (f"{say_day(day)}: {plural(len(ids), 'call')}, {say_minutes(spent)}", ids),
        *_not_called(book, (day,), STATUSES),
    ]


def _not_called(book: Book, days: Iterable[date], statuses: tuple[Status, ...]) -> list[Group]:
    """Whom the plans of these mornings had, and who was not called on that day."""
    missed: list[PlannedCall] = []
    for day in days:
        plan = kept_plan(book, day)
        called = {id for touch in book.touches.where("day", day) for id in (touch.account, touch.contact)}
        for call in plan.calls if plan else ():
            if call.status in statuses and (call.account or call.contact) not in called:
                missed.append(call)
    ids = tuple(dict.fromkeys(call.account or call.contact or "" for call in missed))
    spared = sum(call.minutes for call in missed)
    return [(f"Planned and not called: {plural(len(missed), 'call')}, {say_minutes(spared)}", ids)] if missed else []


def _check(week: Week) -> tuple[list[Group], list[Group], list[Group]]:
    shown = week.measured
    return (
        [
            (f"Interviews held: {len(shown.interviews)}", shown.interviews),
            (f"Executives due: {len(shown.due)}", shown.due),
        ],
        [(f"Project checks: {len(shown.project_checks)}", shown.project_checks)],
        [(f"Courtesy calls: {len(shown.courtesies)}", shown.courtesies)],
    )
