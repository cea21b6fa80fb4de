"""How the weeks went in the sample book: the plans of the last mornings, and what was thought about it on Fridays."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Final, NamedTuple

from msgspec.structs import replace

from planner.book.records import DayPlan, PlannedCall, Promise, Reflection, Touch
from planner.book.vocabulary import STATUSES, Purpose, Status
from planner.demo.diary import ON_PLAN, Diary, Place

_WHY: Final[dict[Purpose, str]] = {
    "executive interview": "not met for some months",
    "working interview": "nothing learned there this quarter",
    "deliver value": "silent for longer than usual",
    "mend fences": "the next step of mending fences is due",
    "romance": "proposal out: it is our turn",
    "prospecting": "the next try is due",
    "thank": "thanks are owed",
    "ask referral": "in credit, and not asked for months",
}
_PLANNED: Final[dict[Status, tuple[Purpose, int]]] = {
    "existing": ("deliver value", 8),
    "lost": ("mend fences", 12),
    "new": ("prospecting", 6),
}
_MORNING: Final[dict[Status, float]] = {"existing": 0.46, "lost": 0.33, "new": 0.21}
"""Targets as shares of a morning: lost accounts are owed some time."""
_SPENT: Final[dict[Status, float]] = {"existing": 0.54, "lost": 0.25, "new": 0.21}
"""Where the time of the last four weeks went."""


class Friday(NamedTuple):
    """The retrospective of a week: the three answers, what worked, what to change, one promise."""

    answers: tuple[int, int, int]
    worked: str
    change: str
    promise: str


FRIDAYS: Final[tuple[Friday, ...]] = (
    Friday((3, 1, 1), "Two interviews at the top, and both talked about next year.",
           "Lost accounts got the crumbs again: first call, not the last.", "Ring one lost customer before nine every day"),
    Friday((3, 1, 2), "Every proposal had something brought to it, not one \"just checking in\".",
           "I still fill gaps with courtesy calls.", "Have three pieces of news ready before I dial"),
    Friday((2, 1, 1), "The referral from Tarnbeck came because I asked, in one sentence.",
           "Thanks went out late; do it from the car.", "Thank on the day, in person"),
    Friday((3, 2, 1), "Stood at the machine instead of in the office. Learned more in ten minutes.",
           "Asked three people what was coming up. None knew, all were bored.", "No call without something in the hand"),
    Friday((2, 2, 1), "Promises kept, all but one.", "The one I broke was to the customer who never complains.",
           "Ring before a date slips, not after"),
    Friday((2, 1, 2), "Granvik said \"we\" again.", "Too many notes of three words.", "Write the note before the next call"),
    Friday((2, 2, 2), "Two first visits through people who know us.", "Cold calls in the best hour of the day.",
           "Cold calls after three, people I know before noon"),
    Friday((1, 2, 2), "Sent four customers a figure that they used.", "No executive seen for the second week.",
           "Two interviews in the diary by Tuesday"),
    Friday((1, 3, 2), "Got through the whole plan twice.", "Gave up the afternoons to e-mail.", "E-mail at noon and at five"),
    Friday((1, 3, 3), "Asked who else had bid, and was told.", "Visits only where the coffee is good.",
           "One account that I avoid, every day"),
    Friday((1, 3, 3), "Began to write everything down.", "I call when I want something. They notice.",
           "Give something first, five times"),
)  # fmt: skip


def even_out(diary: Diary) -> None:
    """Bring the minutes of the last four weeks to the split that the story wants: customers over, lost accounts under.

    Colleagues count as new, as they do in the method (§1): what they took is no longer there for prospects.
    """
    first = diary.now.date() - timedelta(days=diary.settings.plan.debt_days)
    status_of = {place.account.id: place.status for place in diary.places.values()}
    recent: dict[str, list[int]] = {"existing": [], "lost": [], "new": [], "colleague": []}
    for at, record in enumerate(diary.records):
        if isinstance(record, Touch) and record.at.date() >= first:
            recent[status_of.get(record.account or "", "colleague")].append(at)
    spent = {who: sum(_touch(diary, at).minutes for at in found) for who, found in recent.items()}
    whole = sum(spent.values())
    for status, share in _SPENT.items():
        wanted = whole * share - (spent["colleague"] if status == "new" else 0)
        factor = min(max(wanted / max(spent[status], 1), 0.6), 1.8)
        for at in recent[status]:
            touch = _touch(diary, at)
            if touch.minutes > 3:
                diary.records[at] = replace(touch, minutes=min(max(round(touch.minutes * factor), 4), 40))


def _touch(diary: Diary, at: int) -> Touch:
    record = diary.records[at]
    assert isinstance(record, Touch)
    return record


def write_plans(diary: Diary) -> None:
    """The plans of the last fifteen mornings: balanced as they were made, with what was not done still on them."""
    by_day: dict[date, list[Touch]] = defaultdict(list)
    first = diary.back(ON_PLAN)
    for record in diary.records:
        if isinstance(record, Touch) and record.planned and record.at.date() >= first:
            by_day[record.at.date()].append(record)
    by_id = {place.account.id: place for place in diary.places.values()}
    for days in range(min(ON_PLAN, diary.reach), 0, -1):
        day = diary.back(days)
        _write_plan(diary, day, sorted(by_day[day], key=lambda touch: touch.at), by_id)


def _write_plan(diary: Diary, day: date, touches: list[Touch], by_id: dict[str, Place]) -> None:
    calls = [_done(touch, by_id) for touch in touches if touch.account]
    spent = {status: sum(call.minutes for call in calls if call.status == status) for status in STATUSES}
    capacity = max(120, *(round(spent[status] / _MORNING[status]) for status in STATUSES))
    targets = {status: round(capacity * _MORNING[status]) for status in STATUSES}
    called = {call.account for call in calls}
    undone: list[PlannedCall] = []
    for status in STATUSES:
        for place in _others(diary, status, called):
            purpose, minutes = _PLANNED[status]
            if spent[status] + minutes > targets[status] + 3:
                break
            spent[status] += minutes
            undone.append(_planned(place, purpose, minutes))
    for each in undone:
        calls.insert(diary.random.randint(len(calls) // 2, len(calls)), each)
    aside = tuple(call.account for call in undone[:1] if call.account) if diary.random.random() < 0.3 else ()
    made = diary.at(day, 8, 10)
    diary.write(DayPlan, made, day=day, capacity=capacity, targets=targets, calls=tuple(calls), put_aside=aside)


def _others(diary: Diary, status: Status, called: set[str | None]) -> list[Place]:
    """Accounts of a status that were not called that day, in any order."""
    free = [
        place
        for place in diary.places.values()
        if place.status == status and place.account.id not in called and not place.company.ended
    ]
    return diary.random.sample(free, len(free))


def _done(touch: Touch, by_id: dict[str, Place]) -> PlannedCall:
    place = by_id[touch.account or ""]
    purpose = touch.purpose or "deliver value"
    usual = {"executive interview": 30, "working interview": 20}.get(purpose, _PLANNED[place.status][1])
    minutes = max(usual, touch.minutes if touch.minutes > 12 else 0)
    return _planned(place, purpose, minutes, touch.contact, touch.opportunity)


def _planned(
    place: Place, purpose: Purpose, minutes: int, contact: str | None = None, opportunity: str | None = None
) -> PlannedCall:
    return PlannedCall(
        account=place.account.id,
        contact=contact or place.others[0].record.id,
        status=place.status,
        purpose=purpose,
        minutes=minutes,
        why=(_WHY.get(purpose, "it was due"),),
        opportunity=opportunity,
    )


def write_reflections(diary: Diary) -> None:
    """The retrospectives of the last eleven weeks; the promise of each fell due on the Monday after."""
    starts = 6 if diary.settings.hours.week_starts == "sun" else 0
    today = diary.now.date()
    this_week = today - timedelta(days=(today.weekday() - starts) % 7)
    for ago, friday in enumerate(FRIDAYS, 1):
        week = this_week - timedelta(weeks=ago)
        finished = diary.working.add(week + timedelta(weeks=1), -1)
        due = diary.working.on_or_after(week + timedelta(weeks=1))
        promise = _promised(diary, friday.promise, due, finished, kept=ago % 4 != 0)
        diary.write(
            Reflection,
            finished,
            week=week,
            answers=friday.answers,
            worked=friday.worked,
            change=friday.change,
            promise=friday.promise,
            promised=promise.id,
            finished=finished,
        )


def _promised(diary: Diary, text: str, due: date, made: date, kept: bool) -> Promise:
    past = due < diary.now.date()
    late = diary.working.add(due, 2)
    done = None if not past else due if kept or late >= diary.now.date() else late
    return diary.promise(text, due, made=made, done=done)
