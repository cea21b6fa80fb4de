"""The call plan of a day: within its minutes, promises first, balanced wherever it stops, each call with its reason (method §2)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from planner.book import Book
from planner.book.records import DayPlan, Meeting, PlannedCall
from planner.book.vocabulary import STATUSES, Status
from planner.method.arrange import arrange
from planner.method.balance import minutes_by_status, status_of, targets
from planner.method.calls import Call, Window
from planner.method.capacity import Capacity, capacity
from planner.method.debts import capped, uncapped, whole
from planner.method.due import Candidate, person_to_call, usual_purpose
from planner.method.foremost import Foremost
from planner.method.lengths import planned_minutes
from planner.method.local_time import fits, reachable
from planner.method.promised import promised_calls, put_aside
from planner.method.selection import Shortfall, Supply, choose
from planner.settings import Settings


class Plan(Struct, frozen=True):
    """A day: what there is time for, what was done, and the calls to come in their order. All figures are minutes."""

    day: date
    capacity: Capacity
    order: str
    shares: Mapping[Status, float]
    done: Mapping[Status, int]
    planned: Mapping[Status, int]
    """Done and still to be done."""
    target: Mapping[Status, int]
    debt: Mapping[Status, int]
    shortfall: tuple[Shortfall, ...]
    calls: tuple[Call, ...]
    notes: tuple[str, ...]

    @property
    def minutes(self) -> int:
        """The day's selling minutes: spent, and still to be spent."""
        return sum(self.done.values()) + self.capacity.minutes

    @property
    def todo(self) -> tuple[Call, ...]:
        """The calls that are not done."""
        return tuple(call for call in self.calls if not call.done)


def plan_day(
    book: Book,
    settings: Settings,
    now: datetime,
    meetings: Sequence[Meeting] = (),
    *,
    day: date | None = None,
    shares: Mapping[str, float] | None = None,
    minutes: int | None = None,
) -> Plan:
    """The plan of `day` (today when None) as of `now`; `shares` (fractions) and `minutes` are what-ifs (method §2).

    What is done stays; the rest is planned anew for the minutes that are left.
    """
    day = day or now.date()
    settings = with_shares(settings, shares)
    done = {status: round(spent) for status, spent in minutes_by_status(book, day, day).items()}
    spent = sum(done.values())
    room = capacity(settings, day, now, [*book.meetings.values(), *meetings])
    if minutes is not None:
        room = replace(room, minutes=max(0, minutes - spent))
    fractions = {status: settings.shares.as_fractions()[status] for status in STATUSES}
    owed = uncapped(book, settings, day)
    debts = capped(owed, room.full / 2)
    target = targets(fractions, spent + room.minutes, debts)
    promised = promised_calls(book, settings, day, now, room)
    used = sum(call.minutes for call in promised)
    wanted = {
        status: target[status] - done[status] - sum(call.minutes for call in promised if call.status == status)
        for status in STATUSES
    }
    supply = _supplies(book, settings, day, now, room, {call.about for call in promised} | put_aside(book, day))
    choice = choose(supply, wanted, fractions, max(0, room.minutes - used))
    calls = [*_by_urgency(promised), *choice.calls]
    planned = {
        status: done[status] + sum(call.minutes for call in calls if call.status == status) for status in STATUSES
    }
    # Where minutes were given away, the target is not what the day comes to: it is balanced against what it does come to.
    ordered = arrange(calls, settings.plan.order, room, planned if choice.shortfall else target, done)
    return Plan(
        day=day,
        capacity=room,
        order=settings.plan.order,
        shares=fractions,
        done=done,
        planned=planned,
        target=target,
        debt=whole(debts),
        shortfall=choice.shortfall,
        calls=(*done_calls(book, day), *ordered),
        notes=tuple(_notes(room, used, choice.shortfall, owed)),
    )


def with_shares(settings: Settings, shares: Mapping[str, float] | None) -> Settings:
    """The settings with what-if shares (fractions) in force."""
    if shares is None:
        return settings
    percent = {status: 100 * share for status, share in shares.items()}
    return msgspec.structs.replace(settings, shares=msgspec.structs.replace(settings.shares, **percent))


def done_calls(book: Book, day: date) -> list[Call]:
    """What was logged on a day, in order of time."""
    calls = []
    for touch in book.touches.where("day", day):
        status = status_of(book, touch)
        calls.append(
            Call(
                account=touch.account,
                contact=touch.contact,
                status=status,
                purpose=touch.purpose or usual_purpose(status),
                minutes=touch.minutes,
                why=(f"{touch.outcome} at {touch.at:%H:%M}",),
                opportunity=touch.opportunity,
                fence=touch.fence,
                touch=touch,
            )
        )
    return calls


def kept_plan(book: Book, day: date) -> DayPlan | None:
    """The plan as it was kept that morning; None when none was."""
    return next((kept for kept in book.plans.where("day", day) if kept.calls or kept.capacity), None)


def plan_to_keep(book: Book, plan: Plan) -> DayPlan:
    """The record of a morning's plan, so that it can be replayed exactly and held against what was done (method §2)."""
    kept = next(iter(book.plans.where("day", plan.day)), None) or DayPlan(id=book.make_id(), day=plan.day)
    calls = tuple(
        PlannedCall(
            account=call.account, contact=call.contact, status=call.status, purpose=call.purpose, minutes=call.minutes,
            why=call.why, at=call.at, promised=call.promised, promise=call.promise, opportunity=call.opportunity,
        )
        for call in plan.todo
    )  # fmt: skip
    return msgspec.structs.replace(kept, capacity=plan.minutes, targets=dict(plan.target), calls=calls)


def _by_urgency(calls: Sequence[Call]) -> list[Call]:
    return sorted(calls, key=lambda call: -call.urgency)


def _supplies(
    book: Book, settings: Settings, day: date, now: datetime, room: Capacity, taken: frozenset[str] | set[str]
) -> dict[Status, Supply]:
    """Everybody who is due, by status; nobody twice, nobody outside their own working hours.

    The most endangered proposal comes first of all, once a day: one after the other would be a morning of nothing else.
    """
    if not room.minutes:
        return {status: Supply(iter(())) for status in STATUSES}
    foremost = Foremost(book, settings, day, taken)
    begun = any(touch.purpose == "romance" for touch in book.touches.where("day", day))
    first = None if begun else foremost.endangered()

    def calls(status: Status) -> Iterator[Call]:
        for each in foremost.of(status):
            call = _call(book, settings, day, now, room, each, first)
            if call is not None:
                yield call

    return {status: Supply(calls(status)) for status in STATUSES}


def _call(
    book: Book, settings: Settings, day: date, now: datetime, room: Capacity, each: Candidate, first: Candidate | None
) -> Call | None:
    """A candidate as a call; None when they can't be reached within the hours that are left."""
    best = each.best
    minutes = planned_minutes(book, settings, each.status, best.purpose)
    tried = next((reason.tried for reason in each.reasons if reason.tried), None)
    between = window_of(book, settings, day, now, room, each)
    if not fits(between, minutes):
        return None
    return Call(
        account=each.account,
        contact=person_to_call(book, each),
        status=each.status,
        purpose=best.purpose,
        minutes=minutes,
        why=tuple(reason.why for reason in each.reasons),
        opportunity=best.opportunity,
        fence=best.fence,
        urgency=best.urgency,
        first=each is first,
        window=between,
        better=window_of(book, settings, day, now, room, each, tried) if tried else between,
    )


def window_of(
    book: Book,
    settings: Settings,
    day: date,
    now: datetime,
    room: Capacity,
    each: Candidate,
    tried: datetime | None = None,
) -> Window | None:
    """The selling minutes between which a candidate may be called, the better ones after a try; None: at any time of the day."""
    return reachable(book, settings, each.account, person_to_call(book, each), day, now, room, tried)


def _notes(
    room: Capacity, promised: int, shortfall: Sequence[Shortfall], owed: Mapping[Status, float]
) -> Iterator[str]:
    """What the day has to say besides its calls, one line each. `owed` is not capped."""
    if not room.minutes:
        yield f"No minutes for calls: {room.why_none or 'none are left'}."
    elif promised > room.minutes:
        yield f"Promises alone take {promised} min; the day has {room.minutes}."
    for short in shortfall:
        given = ", ".join(f"{status} {minutes}" for status, minutes in short.given_to.items() if minutes)
        yield f"{short.status} is short {short.minutes} min: {f'given to {given}' if given else 'nobody else is due'}."
    most = round(room.full / 2)
    for status, minutes in owed.items():
        if room.minutes and round(abs(minutes)) > most:
            way = "is owed" if minutes > 0 else "is ahead by"
            yield f"{status} {way} {round(abs(minutes))} min: at most {most} of them are made up for in a day."
