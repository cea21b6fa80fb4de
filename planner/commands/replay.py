"""`planner today --date` of a day that is over: what was planned that morning, exactly, beside what was done."""

from datetime import date
from typing import Any

from msgspec import Struct

from planner.book import Book
from planner.book.records import PlannedCall, Touch
from planner.book.vocabulary import STATUSES, Status
from planner.commands.call_words import call_json, shares_line, who
from planner.commands.desk import Refused, answer_json, say
from planner.method.calls import Call
from planner.method.day import done_calls, kept_plan
from planner.wording import day as say_day
from planner.wording import one_line, plural


class Replay(Struct, frozen=True):
    """A day that is over. Minutes are whole minutes by status."""

    day: date
    capacity: int | None
    """Selling minutes as they were reckoned that morning; None when no plan was kept."""
    target: dict[str, int]
    calls: tuple[tuple[Call, tuple[Touch, ...], bool], ...]
    """Each planned call, what was logged with them that day, and whether it is done."""
    more: tuple[Call, ...]
    """What was logged that was not planned."""
    logged: tuple[Call, ...]

    @property
    def planned(self) -> dict[Status, int]:
        """Minutes that the morning's plan held."""
        return _by_status([call for call, _, _ in self.calls])

    @property
    def done(self) -> dict[Status, int]:
        """Minutes that were spent."""
        return _by_status(self.logged)


def _by_status(calls: Any) -> dict[Status, int]:
    return {status: sum(call.minutes for call in calls if call.status == status) for status in STATUSES}


def replayed(book: Book, day: date, today: date) -> Replay:
    """A past day; Refused when nothing is known of it."""
    kept, logged = kept_plan(book, day), tuple(done_calls(book, day))
    if kept is None and not logged:
        raise Refused(f"{say_day(day, today)}: no plan was kept and no call was logged that day")
    touches: dict[str, list[Touch]] = {}
    for call in logged:
        if call.touch:
            touches.setdefault(call.about, []).append(call.touch)
    calls = []
    for each in kept.calls if kept else ():
        call = _as_call(each)
        promise = book.promises.get(each.promise or "")
        mine = tuple(touches.get(call.about, ()))
        calls.append((call, mine, bool(mine) or (promise is not None and promise.done == day)))
    planned = {call.about for call, _, _ in calls}
    return Replay(
        day,
        kept.capacity if kept else None,
        dict(kept.targets) if kept else {},
        tuple(calls),
        tuple(call for call in logged if call.about not in planned),
        logged,
    )


def _as_call(each: PlannedCall) -> Call:
    return Call(
        account=each.account, contact=each.contact, status=each.status, purpose=each.purpose, minutes=each.minutes,
        why=each.why, at=each.at, promised=each.promised, promise=each.promise, opportunity=each.opportunity,
    )  # fmt: skip


def show_replay(book: Book, day: date, today: date, line: bool = False, as_json: bool = False) -> None:
    """Print a past day as text, as one line or as JSON."""
    past = replayed(book, day, today)
    if as_json:
        answer_json(_json(book, past))
    elif line:
        say(f"{_head(past, today)} · {shares_line(past.done)}")
    else:
        _print(book, past, today)


def _json(book: Book, past: Replay) -> dict[str, Any]:
    """Of a past day; what was not kept is left out or null."""
    return {
        "date": past.day.isoformat(),
        "capacity_minutes": past.capacity,
        "minutes": {"done": past.done, "planned": past.planned, "target": past.target},
        "calls": [
            call_json(book, position, call) | {"done": done, "outcome": touches[-1].outcome if touches else None}
            for position, (call, touches, done) in enumerate(past.calls, 1)
        ],
        "logged": [call_json(book, position, call) for position, call in enumerate(past.logged, 1)],
    }


def _head(past: Replay, today: date) -> str:
    planned = "no plan was kept" if past.capacity is None else f"{plural(len(past.calls), 'call')} planned"
    kept = sum(done for _, _, done in past.calls)
    of_them = f", {kept} of those planned" if past.calls else ""
    return f"{say_day(past.day, today)}: {planned}, {len(past.logged)} made{of_them}"


def _print(book: Book, past: Replay, today: date) -> None:
    say(_head(past, today))
    say()
    for status in STATUSES:
        target = f" {past.target.get(status, 0):>4} target" if past.target else ""
        say(f"  {status:<9} {past.done[status]:>4} done {past.planned[status]:>4} planned{target}")
    say()
    for position, (call, touches, done) in enumerate(past.calls, 1):
        say(f"{position:>3} {_row('✓' if done else ' ', book, call)}")
        came = f"{touches[-1].outcome} at {touches[-1].at:%H:%M}, {touches[-1].minutes} min" if touches else ""
        for text in (came or ("kept" if done else "not made"), *call.why[:1]):
            say(f"         {one_line(text)}")
    for call in past.more:
        say(f"  + {_row('✓', book, call)}")
        say(f"         {one_line(call.why[0])}, not planned")


def _row(mark: str, book: Book, call: Call) -> str:
    at = f"{call.at:%H:%M} " if call.at else ""
    return f"{mark} {call.status[0].upper()}  {at}{who(book, call)} · {call.purpose} · {call.minutes} min"
