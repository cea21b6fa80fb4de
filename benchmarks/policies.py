"""Four ways to go through a day's calls: ours, and three that other tools offer. All know the same book and the same promises.

A policy answers with the calls in the order in which it would have them made, as of a moment. What has a clock time
stands at that time with every policy: any calendar can do that.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from planner.book import Book
from planner.book.records import Meeting
from planner.book.vocabulary import STATUSES, Status
from planner.method.cadence import cadence, history, open_promises
from planner.method.calls import Call
from planner.method.capacity import Capacity, capacity
from planner.method.day import plan_day
from planner.method.due import Candidate, candidates, person_to_call
from planner.method.lengths import planned_minutes
from planner.method.promised import promised_calls
from planner.settings import Settings, working_days

TIMED_FIRST = 5
"""So many minutes before its time a call with a clock time goes before all others."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """The calls in their order, the minutes that the list takes and those that there are."""

    calls: Sequence[Call]
    listed: float
    room: Capacity
    aim: Mapping[Status, float]
    """Minutes (or shares) that the order is to be held against."""


Policy = Callable[[Book, Settings, datetime, Sequence[Meeting], Random], Ordered]


def ours(book: Book, settings: Settings, now: datetime, meetings: Sequence[Meeting], random: Random) -> Ordered:
    """The plan of the day (method §2)."""
    plan = plan_day(book, settings, now, meetings)
    aim = plan.planned if plan.shortfall else plan.target
    return Ordered(plan.todo, sum(call.minutes for call in plan.todo), plan.capacity, aim)


@dataclass(frozen=True, slots=True)
class Task:
    """Something that is due, as a task manager knows it."""

    due: date
    status: Status
    promise: Call | None
    candidate: Candidate | None


def most_overdue(book: Book, settings: Settings, now: datetime, meetings: Sequence[Meeting], random: Random) -> Ordered:
    """Whatever is overdue for the longest time comes first."""
    return _list(book, settings, now, meetings, lambda task: -(now.date() - task.due).days)


PRIORITY: dict[Status, float] = {"existing": 6.0, "lost": 3.9, "new": 1.8}
"""High, medium, low: by how easy a sale is (method §1). A promise is of high priority."""
DUE, AGE = 12.0, 2.0


def urgency_sum(book: Book, settings: Settings, now: datetime, meetings: Sequence[Meeting], random: Random) -> Ordered:
    """A sum of coefficients for priority, due date and age, as task managers have it."""

    def urgency(task: Task) -> float:
        late = (now.date() - task.due).days
        near = min(1.0, max(0.2, (late + 14) * 0.8 / 21 + 0.2))  # from two weeks before to one week after
        priority = 6.0 if task.promise else PRIORITY[task.status]
        return -(priority + DUE * near + AGE * min(1.0, max(0, late) / 365))

    return _list(book, settings, now, meetings, urgency)


def weighted_random(
    book: Book, settings: Settings, now: datetime, meetings: Sequence[Meeting], random: Random
) -> Ordered:
    """What is promised, then calls drawn at random, half of them existing, three in ten lost, two in ten new."""
    room = capacity(settings, now.date(), now, meetings)
    promised = promised_calls(book, settings, now.date(), now, room)
    taken = {call.about for call in promised}
    pools: dict[Status, list[Candidate]] = {status: [] for status in STATUSES}
    for each in candidates(book, settings, now.date()):
        if each.about not in taken:
            pools[each.status].append(each)
    shares = settings.shares.as_fractions()

    def drawn() -> Iterator[Call]:
        yield from sorted(promised, key=lambda call: -call.urgency)
        while statuses := [status for status in STATUSES if pools[status]]:
            status = random.choices(statuses, [shares[each] for each in statuses])[0]
            pool = pools[status]
            at = random.randrange(len(pool))
            pool[at], pool[-1] = pool[-1], pool[at]
            yield _call(book, settings, pool.pop())

    calls = _until_full(drawn(), room.minutes)
    return Ordered(_timed(calls, now), sum(call.minutes for call in calls), room, shares)


POLICIES: dict[str, Policy] = {
    "ours": ours,
    "most overdue first": most_overdue,
    "urgency sum": urgency_sum,
    "weighted random": weighted_random,
}


def _list(
    book: Book, settings: Settings, now: datetime, meetings: Sequence[Meeting], key: Callable[[Task], float]
) -> Ordered:
    """Everything that is due, sorted: a list, which knows nothing of the minutes there are."""
    room = capacity(settings, now.date(), now, meetings)
    tasks = sorted(_tasks(book, settings, now, room), key=key)
    timed = [task.promise for task in tasks if task.promise and task.promise.at]
    rest = [task for task in tasks if not (task.promise and task.promise.at)]
    taken = sum(call.minutes for call in timed)
    calls = _until_full((task.promise or _call(book, settings, task.candidate) for task in rest), room.minutes - taken)
    listed = taken + sum(call.minutes for call in calls)
    more = len(rest) > len(calls)
    calls = [*timed, *calls]
    shares = settings.shares.as_fractions()
    return Ordered(_timed(calls, now), room.minutes + 1 if more and listed else listed, room, shares)


def _tasks(book: Book, settings: Settings, now: datetime, room: Capacity) -> Iterator[Task]:
    today = now.date()
    promised = promised_calls(book, settings, today, now, room)
    for call in promised:
        promise = book.promises[call.promise or ""]
        yield Task(promise.due, call.status, call, None)
    taken = {call.about for call in promised}
    for each in candidates(book, settings, today):
        if each.about not in taken:
            yield Task(_due(book, settings, each, today), each.status, None, each)


def _due(book: Book, settings: Settings, each: Candidate, today: date) -> date:
    """The day a task manager would have noted: that of the next try, else the last contact and the ideal silence."""
    steps = open_promises(book, each.about)
    if steps:
        return steps[0].due
    since = history(book, each.about).silent_since
    account = book.accounts.get(each.account or "")
    if since is None or account is None:
        return today
    return working_days(settings.hours).add(since, cadence(book, settings, account)[0])


def _until_full(calls: Iterator[Call], minutes: int) -> list[Call]:
    taken: list[Call] = []
    spent = 0
    for call in calls:
        if spent + call.minutes > minutes:
            break
        taken.append(call)
        spent += call.minutes
    return taken


def _timed(calls: Sequence[Call], now: datetime) -> list[Call]:
    """What has a clock time stands at the front once it has come, and waits until then."""
    soon = [call for call in calls if call.at and (call.at - now).total_seconds() <= 60 * TIMED_FIRST]
    later = [call for call in calls if call.at and call not in soon]
    return [*soon, *(call for call in calls if not call.at), *later]


def _call(book: Book, settings: Settings, each: Candidate | None) -> Call:
    assert each is not None  # a task is a promise or a candidate
    best = each.best
    return Call(
        account=each.account,
        contact=person_to_call(book, each),
        status=each.status,
        purpose=best.purpose,
        minutes=planned_minutes(book, settings, each.status, best.purpose),
        why=(),
        opportunity=best.opportunity,
        fence=best.fence,
    )
