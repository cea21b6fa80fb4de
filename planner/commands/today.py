"""`planner today` and `planner why`: the plan, as text, as one line, or as JSON."""

from datetime import date
from typing import Any

import click

from planner.book import Book
from planner.book.records import Meeting
from planner.book.vocabulary import STATUSES
from planner.commands.call_words import call_json, shares_line, who
from planner.commands.completing import account_names
from planner.commands.desk import Desk, WrongUsage, answer_json, json_option, meetings_around, pass_desk, say
from planner.commands.replay import show_replay
from planner.method.calls import BESIDE, Call
from planner.method.day import Plan, kept_plan, plan_day, plan_to_keep
from planner.method.doors import told, way_in
from planner.method.why import why
from planner.settings import working_days
from planner.storage import NotSaved
from planner.when import parse_when
from planner.wording import day as say_day
from planner.wording import one_line, plural


@click.command()
@click.option("--date", "day", metavar="WHEN", help="Another day; of a past one, what was planned and what was done.")
@click.option("--shares", metavar="E/L/N", help="What if the shares were, e.g., 60/25/15?")
@click.option("--capacity", type=click.IntRange(0, 1440), metavar="MINUTES", help="What if there were so many minutes?")
@click.option("--line", is_flag=True, help="One line, for a prompt or a status bar.")
@json_option
@pass_desk
def today_command(
    desk: Desk, day: str | None, shares: str | None, capacity: int | None, line: bool, as_json: bool
) -> None:
    """The day's call plan. With --shares or --capacity nothing is changed: it answers "what if?"."""
    show_plan(desk, day, shares, capacity, line, as_json)


def show_plan(
    desk: Desk,
    day: str | None = None,
    shares: str | None = None,
    capacity: int | None = None,
    line: bool = False,
    as_json: bool = False,
) -> None:
    """Print the plan of a day as text, as one line or as JSON."""
    with desk.reading() as book:
        book.load()
        when = _day(desk, day)
        if when < desk.now.date():
            if shares or capacity is not None:
                raise WrongUsage("--shares and --capacity ask about today or a day to come; that day is over")
            show_replay(book, when, desk.now.date(), line, as_json)
            return
        problems, meetings = meetings_around(desk, when)
        plan = plan_day(book, desk.settings, desk.now, meetings, day=when, shares=read_shares(shares), minutes=capacity)
        plan = told(book, desk.settings, plan, desk.now)
        if not (shares or capacity is not None or when != desk.now.date()):
            keep_plan(book, plan)
        for problem in problems:
            click.echo(one_line(problem), err=True)
        if as_json:
            answer_json(plan_json(book, plan))
        elif line:
            say(status_line(book, plan))
        else:
            if shares or capacity is not None:
                say("What if: this changes nothing, and is not kept.", "quiet")
            print_plan(book, plan, desk.now.date())


def _day(desk: Desk, day: str | None) -> date:
    settings = desk.settings
    return (
        parse_when(day, desk.now, working_days(settings.hours), settings.look.day_first).day if day else desk.now.date()
    )


@click.command()
@click.argument("account", shell_complete=account_names)
@json_option
@pass_desk
def why_command(desk: Desk, account: str, as_json: bool) -> None:
    """Why ACCOUNT is, or is not, on today's plan."""
    from planner.book.find import find_account

    with desk.reading() as book:
        book.load()
        found = find_account(book, account)
        problems, meetings = meetings_around(desk, desk.now.date())
        for problem in problems:
            click.echo(one_line(problem), err=True)
        lines = why(book, desk.settings, desk.now, found, meetings)
        way = way_in(book, desk.settings, found, desk.now)
        lines += [f"{BESIDE}{way.how}"] if way else []
        if as_json:
            on_plan = not lines[0].startswith("not ")
            answer_json({"account": found.name, "account_id": found.id, "on_plan": on_plan, "why": lines})
            return
        say(f"{one_line(found.name)} ({found.status}): {one_line(lines[0])}")
        for each in lines[1:]:
            say(f"  {one_line(each)}")


def keep_plan(book: Book, plan: Plan) -> None:
    """Keep the morning's plan once a day; a book that can't be written is read all the same."""
    if book.database.read_only or not plan.calls or kept_plan(book, plan.day) is not None:
        return
    try:
        book.change("the morning's plan", plan_to_keep(book, plan), undoable=False)
    except NotSaved as problem:  # a full disk must not keep the day from being read
        click.echo(one_line(f"The morning's plan is not kept: {problem}"), err=True)


def read_shares(text: str | None) -> dict[str, float] | None:
    """ "60/25/15" → fractions by status; WrongUsage when it is no such thing."""
    if text is None:
        return None
    try:
        parts = [float(part) for part in text.replace(",", "/").split("/")]
    except ValueError:
        parts = []
    if len(parts) != 3 or min(parts) < 0 or not 0 < sum(parts) < float("inf"):
        raise WrongUsage(f'--shares "{one_line(text)}": give three shares, existing/lost/new, such as 50/30/20')
    return dict(zip(STATUSES, (part / sum(parts) for part in parts), strict=True))


def plan_json(book: Book, plan: Plan) -> dict[str, Any]:
    """The plan as published in the interface."""
    return {
        "date": plan.day.isoformat(),
        "capacity_minutes": plan.minutes,
        "order": plan.order,
        "shares": dict(plan.shares),
        "minutes": {
            "done": dict(plan.done),
            "planned": dict(plan.planned),
            "target": dict(plan.target),
            "debt": dict(plan.debt),
        },
        "shortfall": [
            {"status": short.status, "minutes": short.minutes, "given_to": dict(short.given_to)}
            for short in plan.shortfall
        ],
        "calls": [call_json(book, position, call) for position, call in enumerate(plan.calls, 1)],
        "notes": list(plan.notes),
        "meetings": [
            {"title": each.title, "start": each.start.isoformat(), "end": each.end.isoformat(), "all_day": each.all_day}
            for each in plan.capacity.meetings
        ],
    }


def print_plan(book: Book, plan: Plan, today: date | None = None) -> None:
    """The plan as text, readable in 80 columns; `today` tells whether the year must be named."""
    head = say_day(plan.day, today or plan.day)
    say(f"{head} · {plural(plan.minutes, 'minute')} for calls · {plural(len(plan.todo), 'call')} to make", "heading")
    for each in plan.capacity.meetings:
        say(f"  {_hours(each, plan.day)}  {one_line(each.title)}")
    say()
    for status in STATUSES:
        done, planned, target, owed = plan.done[status], plan.planned[status], plan.target[status], plan.debt[status]
        carried = f", {abs(owed)} {'owed' if owed > 0 else 'ahead'}" if owed else ""
        say(f"  {status:<9} {done:>4} done {planned:>4} planned {target:>4} target{carried}")
    say()
    for position, call in enumerate(plan.calls, 1):
        print_call(book, position, call)
    for note in plan.notes:
        say(note)
    if not plan.calls and not plan.notes:
        say("Nobody is due. planner add account, or planner import, brings in more.")


def _hours(meeting: Meeting, day: date) -> str:
    """When a meeting is on a day: "10:00 to 11:00", with no time where it lies on another day."""
    begins, ends = meeting.start.date() >= day, meeting.end.date() <= day
    if meeting.all_day or not (begins or ends):
        return f"{'all day':<14}"
    if begins and ends:
        return f"{meeting.start:%H:%M} to {meeting.end:%H:%M}"
    return f"from {meeting.start:%H:%M}    " if begins else f"until {meeting.end:%H:%M}   "


def print_call(book: Book, position: int, call: Call) -> None:
    """Two lines of a call: who and what, and why."""
    mark = "✓" if call.done else "!" if call.promised else " "
    at = f"{call.at:%H:%M} " if call.at else ""
    what = f" · {call.purpose}" if call.account or call.contact else ""
    say(f"{position:>3} {mark} {call.status[0].upper()}  {at}{who(book, call)}{what} · {call.minutes} min")
    for reason in call.why[:2]:
        say(f"         {one_line(reason)}", "quiet")


def status_line(book: Book, plan: Plan) -> str:
    """ "next: Ann Lee, Acme · 3 of 11 · E 52 L 28 N 20": for a prompt or a status bar."""
    following = next(iter(plan.todo), None)
    upcoming = f"next: {who(book, following)}" if following else "all done" if plan.calls else "nothing planned"
    done = sum(call.done for call in plan.calls)
    return f"{upcoming} · {done} of {len(plan.calls)} · {shares_line(plan.done)}"
