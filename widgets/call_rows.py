"""The calls of a plan as rows: status, who, what for, how long, and why."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from planner.book import Book
from planner.book.records import DayPlan
from planner.method.calls import BESIDE, Call
from planner.wording import one_line
from widgets.palette import LETTERS, Line, columns
from widgets.rows import Row

if TYPE_CHECKING:
    from planner.method.day import Plan


def key_of(call: Call) -> str:
    """What identifies a call in the list, also after it was planned anew."""
    if call.touch:
        return f"done {call.touch.id}"
    return f"{call.about} {call.at.isoformat() if call.at else ''}"


def call_rows(book: Book, plan: "Plan") -> list[Row]:
    """A row a call, in the order of the plan."""
    return [Row(key_of(call), _lines(book, position, call)) for position, call in enumerate(plan.calls, 1)]


def kept_rows(book: Book, kept: DayPlan) -> list[Row]:
    """The calls of a plan that was kept, for as long as nothing newer is known."""
    calls = [
        Call(
            each.account,
            each.contact,
            each.status,
            each.purpose,
            each.minutes,
            each.why,
            each.at,
            each.promised,
            each.promise,
        )
        for each in kept.calls
    ]
    return [Row(key_of(call), _lines(book, position, call)) for position, call in enumerate(calls, 1)]


def who_else(call: Call) -> bool:
    """Whether the call is with somebody: a promise to yourself has no purpose of a call."""
    return bool(call.account or call.contact)


def _lines(book: Book, position: int, call: Call) -> Callable[[int], list[Line]]:
    person, account = book.contact_name(call.contact), book.account_name(call.account)

    def lines(width: int) -> list[Line]:
        mark, mark_style = ("✓", "good") if call.done else ("!", "late") if call.promised else (" ", "")
        tone = "dim" if call.done else ""
        at = f"{call.at:%H:%M} " if call.at else ""
        who = ", ".join(name for name in (person, account) if name) or "a promise to yourself"
        first: Line = columns(
            width,
            [
                (str(position), "dim", -2),
                (mark, mark_style, 1),
                (LETTERS[call.status], call.status, 1),
                (f"{at}{who}", tone or "bold", 0),
                (
                    call.purpose if who_else(call) else "",
                    tone or call.status,
                    19 if width >= 60 else 12 if width >= 48 else 0,
                ),
                (f"{call.minutes}′", "dim", -4),
            ],
        )
        why = " · ".join((*call.why[:1], *(way for way in call.why[1:] if way.startswith(BESIDE))))
        second: Line = columns(
            width, [("", "", 6), (one_line(why), "late" if call.at and "clash" in why else "dim", 0)], 1
        )
        return [first, second]

    return lines
