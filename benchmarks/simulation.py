"""One policy worked through some weeks of one territory, call by call, through the real rules with a simulated clock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from msgspec.structs import replace

from benchmarks.market import ENOUGH, FIRST_DAY, ZONE, Market, Supply
from benchmarks.policies import POLICIES, Ordered, Policy
from planner.book import Book
from planner.book.records import Meeting, Promise
from planner.book.vocabulary import STATUSES, Status
from planner.clock import local_moment
from planner.method.balance import minutes_by_status
from planner.method.cadence import cadence, history, silence
from planner.method.calls import Call
from planner.method.capacity import Capacity, capacity
from planner.method.lengths import planned_minutes
from planner.method.outcomes import log_call
from planner.settings import Settings

BINDING = frozenset({"promise", "meeting", "thank", "tell", "reward"})
"""Kinds of promises that were given to somebody; our own next tries bind nobody."""

TASK = 3
"""Minutes that it takes to find a number or a successor; they are no selling time."""


@dataclass
class Quarter:
    """What came of one policy in one territory. Errors are percentage points, of the status that is furthest off."""

    minutes: dict[Status, float] = field(default_factory=dict)
    weeks: list[float] = field(default_factory=list)
    prefix_minutes: float = 0.0
    """The worst deviation of a morning's order over all its prefixes."""
    prefix_calls: float = 0.0
    """The same in longest calls of that order."""
    kept: int = 0
    promised: int = 0
    neglected: int = 0
    over: int = 0
    """Days planned over capacity."""
    calls: int = 0
    aims: Mapping[Status, float] = field(default_factory=dict)

    @property
    def end(self) -> float:
        """The share error of the whole quarter."""
        return error(self.minutes, self.aims)

    @property
    def end_of_the_rest(self) -> float:
        """The share error between existing and new alone: what a lack of lost accounts is given away by."""
        both = {status: self.aims[status] for status in STATUSES if status != "lost"}
        return error(self.minutes, {status: share / sum(both.values()) for status, share in both.items()})

    @property
    def kept_share(self) -> float:
        """Promises kept on their day, in percent of those for which there was time."""
        return 100 * self.kept / self.promised if self.promised else 100.0


def error(minutes: Mapping[Status, float], aims: Mapping[Status, float]) -> float:
    """How far the worst status is from its share of the minutes, in percentage points; aims add up to 1."""
    total = sum(minutes[status] for status in aims)
    return 100 * max(abs(minutes[status] / total - aims[status]) for status in aims) if total else 0.0


def simulate(name: str, seed: int, weeks: int, supply: Supply = ENOUGH, settings: Settings | None = None) -> Quarter:
    """One policy through so many weeks of one territory."""
    return _Run(POLICIES[name], Market(seed, supply, settings), weeks).result()


class _Run:
    """A policy on its way through a quarter."""

    def __init__(self, policy: Policy, market: Market, weeks: int) -> None:
        self.policy, self.market, self.weeks = policy, market, weeks
        self.settings: Settings = market.settings
        self.book: Book = market.book()
        self.random = Random(f"policy {market.seed}")
        self.found = Quarter(aims=self.settings.shares.as_fractions())

    def result(self) -> Quarter:
        """Work through all days."""
        for week in range(self.weeks):
            first = FIRST_DAY + timedelta(days=7 * week)
            for day in self.market.days(self.weeks)[5 * week : 5 * week + 5]:
                self._work(day)
            spent = minutes_by_status(self.book, first, first + timedelta(days=6))
            self.found.weeks.append(error(spent, self.found.aims))
        last = FIRST_DAY + timedelta(days=7 * self.weeks)
        self.found.minutes = dict(minutes_by_status(self.book, FIRST_DAY, last))
        self.found.neglected = sum(_neglected(self.book, self.settings, last))
        return self.found

    def _work(self, day: date) -> None:
        """One day, from its morning's plan to its end."""
        meetings = self.market.meetings(self.book, day)
        now, ends = local_moment(day, self.settings.hours.start, ZONE), self.market.ends(day)
        morning = self.policy(self.book, self.settings, now, meetings, self.random)
        self._judge(morning)
        due = _feasible(self.book, self.settings, day, meetings, ends)
        called: set[str] = set()
        while now < ends:
            ordered = self.policy(self.book, self.settings, now, meetings, self.random)
            following = _next(ordered.calls, now)
            if following is None:
                break
            call, at = following
            if at >= ends:
                break
            called.add(call.about)
            begins = max(at, _opens(ordered.room, at))
            now = self._make(call, begins, day, meetings, talk_until(begins, ends, meetings))
        self.found.promised += len(due)
        self.found.kept += sum((each.account or each.contact or "") in called for each in due)

    def _judge(self, morning: Ordered) -> None:
        worst, longest = worst_prefix(morning.calls, morning.aim)
        if worst > self.found.prefix_minutes:
            self.found.prefix_minutes = worst
        if longest:
            self.found.prefix_calls = max(self.found.prefix_calls, worst / longest)
        promises = sum(call.minutes for call in morning.calls if call.promised)
        self.found.over += morning.listed > max(morning.room.minutes, promises)

    def _make(self, call: Call, at: datetime, day: date, meetings: Sequence[Meeting], until: datetime) -> datetime:
        """Make a call and log it; the moment when one is ready for the next. A talk is over when one has to go, `until`."""
        promise = self.book.promises.get(call.promise or "")
        if promise is not None and promise.kind == "task":  # to find a number is no call
            self.book.edit("done", promise, done=day)
            return at + timedelta(minutes=TASK)
        answer = self.market.answer(call, at)
        if answer.minutes is not None:
            answer = replace(answer, minutes=max(1, min(answer.minutes, round((until - at).total_seconds() / 60))))
        logged = log_call(self.book, self.settings, at, answer)
        self.book.change(logged.label, *logged.records)
        self.found.calls += 1
        room = capacity(self.settings, day, at, meetings)
        return max(room.clock(logged.touch.minutes) or at, at + timedelta(minutes=logged.touch.minutes))


def worst_prefix(calls: Sequence[Call], aim: Mapping[Status, float]) -> tuple[float, int]:
    """The worst |minutes of a status − its share of the minutes so far| over all prefixes, and the longest call."""
    total = sum(aim.values()) or 1.0
    spent: dict[Status, float] = dict.fromkeys(STATUSES, 0.0)
    worst = 0.0
    for call in calls:
        spent[call.status] += call.minutes
        so_far = sum(spent.values())
        worst = max(worst, *(abs(spent[status] - aim[status] / total * so_far) for status in STATUSES))
    return worst, max((call.minutes for call in calls), default=0)


def _next(calls: Sequence[Call], now: datetime) -> tuple[Call, datetime] | None:
    """The call to make, and when: while one waits for its time, the first that fits in before it."""
    if not calls:
        return None
    first = calls[0]
    if first.at is None or first.at <= now:
        return first, now
    gap = (first.at - now).total_seconds() / 60
    between = next((call for call in calls if call.at is None and call.minutes <= gap), None)
    return (between, now) if between else (first, first.at)


def _opens(room: Capacity, at: datetime) -> datetime:
    """The first moment from `at` on that is free: after lunch, after a meeting."""
    return next((max(start, at) for start, end in room.free if end > at), at)


def talk_until(at: datetime, ends: datetime, meetings: Sequence[Meeting]) -> datetime:
    """The moment at which one has to go: to the next meeting, or home."""
    return min([each.start for each in meetings if each.start > at] + [ends])


def _feasible(book: Book, settings: Settings, day: date, meetings: Sequence[Meeting], ends: datetime) -> list[Promise]:
    """The promises of a day that its minutes allow, in order; those with a clock time must be over when the day really ends."""
    start = local_moment(day, settings.hours.start, ZONE)
    cut = Meeting(id="end", title="the day ends", start=ends, end=start + timedelta(hours=15))
    room = capacity(settings, day, start, [*meetings, cut]).minutes
    binding = (each for each in book.promises.where("open", True) if each.kind in BINDING and each.due == day)
    allowed, spent = [], 0
    for each in sorted(binding, key=lambda promise: promise.id):
        account = book.accounts.get(each.account or "")
        if account is None or account.do_not_call:
            continue
        minutes = planned_minutes(book, settings, account.status, "deliver value")
        spent += minutes
        if spent <= room and (each.at is None or each.at + timedelta(minutes=minutes) <= ends):
            allowed.append(each)
    return allowed


def _neglected(book: Book, settings: Settings, today: date) -> Iterable[bool]:
    """For each existing and lost account whether its silence is past "at most"; parked ones are left in peace."""
    working = Market(0, settings=settings).working
    for account in book.accounts.values():
        if account.status != "new" and not account.parked_until and not account.do_not_call:
            silent = silence(history(book, account.id), today, working)
            yield silent is None or silent > cadence(book, settings, account)[1]
