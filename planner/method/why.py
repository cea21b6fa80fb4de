"""Why an account is on the plan, or why it is not: every answer with its figures (method §2)."""

from collections.abc import Sequence
from datetime import date, datetime

from planner.book import Book
from planner.book.records import Account, Meeting, Promise
from planner.method.cadence import cadence, history, silence
from planner.method.day import Plan, plan_day, window_of
from planner.method.due import candidates, kept_out, reasons_for, waiting
from planner.method.lengths import planned_minutes
from planner.method.local_time import fits
from planner.method.promised import put_aside
from planner.settings import Settings, working_days
from planner.wording import day as say_day
from planner.wording import plural


def why(
    book: Book,
    settings: Settings,
    now: datetime,
    account: Account,
    meetings: Sequence[Meeting] = (),
    plan: Plan | None = None,
) -> list[str]:
    """The answer in lines, the first of which says whether it is on the plan."""
    plan = plan or plan_day(book, settings, now, meetings)
    mine = [(position, call) for position, call in enumerate(plan.calls, 1) if call.account == account.id]
    for position, call in mine:
        if not call.done:
            return [f"call {position} of {len(plan.calls)} today, {call.purpose}, {call.minutes} min", *call.why]
    if mine:
        return _done(book, account, plan, mine[-1][1].why[0])
    return why_not(book, settings, now, account, plan)


def _done(book: Book, account: Account, plan: Plan, said: str) -> list[str]:
    """Why an account that was called today is not planned again."""
    barred, step = kept_out(book, account, plan.day), waiting(book, account.id, plan.day)
    more = [barred] if barred else [_booked(step, plan.day)] if step else []
    return [f"not planned again today: {said}", *more]


def _booked(step: Promise, today: date) -> str:
    return f"next step booked for {say_day(step.due, today)} ({step.text})"


def why_not(book: Book, settings: Settings, now: datetime, account: Account, plan: Plan) -> list[str]:
    """Why an account is not on a plan."""
    today = plan.day
    barred = kept_out(book, account, today)
    if barred:
        return [f"not on the plan: {barred}"]
    if account.id in put_aside(book, today):
        return ["not on the plan: you said not today"]
    step = waiting(book, account.id, today)
    if step:
        return [f"not on the plan: {_booked(step, today)}"]
    if not plan.capacity.minutes:
        return [f"not on the plan: no minutes for calls ({plan.capacity.why_none or 'none are left'})"]
    promised = {call.about for call in plan.todo if call.promised}
    due = [
        each
        for each in candidates(book, settings, today)
        if each.status == account.status and each.about not in promised
    ]
    rank = next((place for place, each in enumerate(due, 1) if each.account == account.id), None)
    if rank is None:
        return _not_due(book, settings, account, plan)
    mine = due[rank - 1]
    minutes = planned_minutes(book, settings, mine.status, mine.best.purpose)
    reasons = [reason.why for reason in mine.reasons]
    if not fits(window_of(book, settings, today, now, plan.capacity, mine), minutes):
        return ["not on the plan: your hours and theirs don't meet today", *reasons]
    before = sum(call.status == account.status and call.promised for call in plan.todo)
    held = sum(call.status == account.status for call in plan.todo)
    if not held and plan.target[account.status] <= plan.done[account.status]:
        return [f"not on the plan: {account.status} has had its share, no minutes of today are for it", *reasons]
    if before + rank <= held or not held:
        left = max(0, plan.minutes - sum(plan.planned.values()))
        return [f"not on the plan: its {minutes} min don't fit into what is left ({left} min are free)", *reasons]
    of = f"{_ordinal(before + rank)} of the {before + len(due)} {account.status} that are due"
    return [f"not on the plan: {of}; the day holds {held}", *reasons]


def _not_due(book: Book, settings: Settings, account: Account, plan: Plan) -> list[str]:
    working = working_days(settings.hours)
    past = history(book, account.id)
    ideal, most = cadence(book, settings, account)
    silent = silence(past, plan.day, working)
    if silent is None:
        return ["not on the plan: nothing is due"]
    coming = ideal - silent
    when = (
        f"due in {plural(coming, 'working day')}, on {say_day(working.add(plan.day, coming), plan.day)}"
        if coming > 0
        else ""
    )
    lines = [f"not on the plan: in contact {plural(silent, 'working day')} ago (ideal {ideal}, at most {most}); {when}"]
    soon = [reason for reason in reasons_for(book, settings, account, plan.day, working, past) if reason.urgency < 1]
    return lines + [f"not due yet: {reason.why}" for reason in soon if reason.purpose == "romance"]


def _ordinal(n: int) -> str:
    suffix = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{suffix}"
