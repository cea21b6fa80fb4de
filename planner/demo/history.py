"""Two years of calls to each company of the sample book: how often, with whom, to what end, and what was written down."""

from dataclasses import dataclass
from typing import Any, Final

from planner.book.records import Touch
from planner.book.vocabulary import FENCE_STEPS, HEADINGS, Heading, Outcome, Purpose
from planner.demo import notes
from planner.demo.deals import Deal, romance_days
from planner.demo.diary import ON_PLAN, Diary, Place
from planner.demo.people import Person
from planner.demo.tries import failed_before, open_tries

RECENT: Final = 65
"""Working days since when the salesperson has lived by the plan; before that calls were rarer."""
EAGER: Final = 0.9
"""How much shorter than usual the gaps have been since."""
LAPSE: Final = 2.2
"""How much longer the gaps were before that."""

_USUAL: Final[tuple[tuple[Purpose, ...], tuple[int, ...]]] = (
    ("deliver value", "working interview", "thank", "project check", "courtesy", "ask referral"),
    (44, 26, 8, 8, 8, 6),
)
_MINUTES: Final[dict[Purpose, tuple[int, int]]] = {
    "executive interview": (24, 40),
    "working interview": (12, 22),
    "deliver value": (4, 9),
    "mend fences": (8, 17),
    "romance": (4, 9),
    "prospecting": (4, 9),
    "ask referral": (4, 9),
    "thank": (3, 6),
    "colleague catch-up": (8, 18),
    "project check": (3, 6),
    "courtesy": (2, 5),
}
_LEARNED: Final[dict[Purpose, tuple[Heading, ...]]] = {
    "executive interview": HEADINGS,
    "working interview": ("business", "concerns", "decision process", "environment"),
    "mend fences": ("concerns", "business"),
    "prospecting": ("business", "environment"),
}


@dataclass(slots=True)
class Point:
    """One contact to be written: so many working days ago, and whatever is settled about it."""

    days: int
    purpose: Purpose | None = None
    note: str = ""
    fields: dict[str, Any] | None = None


def write_history(diary: Diary, place: Place, deals: list[Deal]) -> None:
    """Every call to one company, from the latest back to the first."""
    points = _points(diary, place, deals)
    next_executive = _first_executive(diary, place)
    for at, point in enumerate(points):
        earlier = points[at + 1].days if at + 1 < len(points) else place.company.known or diary.reach
        if point.purpose is None and place.executives and point.days >= next_executive:
            point.purpose = "executive interview"
        if point.purpose == "executive interview":
            soon = len(place.executives) > 1 and point.days < RECENT
            next_executive = point.days + (diary.random.randint(12, 18) if soon else diary.random.randint(46, 60))
        person = _person(diary, place, point)
        touch = _contact(diary, place, point, person, latest=at == 0)
        _fruits(diary, place, touch, point.days)
        failed_before(diary, place, person, point.days, earlier)
    open_tries(diary, place, points[0].days if points else None)


def _points(diary: Diary, place: Place, deals: list[Deal]) -> list[Point]:
    """The contacts, latest first."""
    company = place.company
    if company.silence is None:
        return []
    by_day: dict[int, Point] = {}
    for days in _usual_days(diary, place, deals):
        by_day.setdefault(days, Point(days))
    for point in _fence_points(diary, place, deals) if place.status == "lost" else ():
        by_day[point.days] = point
    for deal in deals:
        for days, idea in romance_days(diary, deal, company.silence):
            by_day[days] = Point(days, "romance", "", {"opportunity": deal.record.id, "idea": idea})
    if company.executive is not None:
        by_day[company.executive] = Point(company.executive, "executive interview")
    latest = by_day.setdefault(company.silence, Point(company.silence))
    if company.last:
        latest.purpose, latest.note = company.last
    return [by_day[days] for days in sorted(by_day) if company.silence <= days <= diary.reach]


def _usual_days(diary: Diary, place: Place, deals: list[Deal]) -> list[int]:
    """The rhythm of the relationship, apart from what proposals and fences add to it."""
    company, random = place.company, diary.random
    assert company.silence is not None
    if place.status == "new":
        return list(range(company.silence, company.known + 1, company.gap))
    days: list[int] = []
    at = float(company.silence) if place.status == "existing" else _left(place)
    if place.status == "existing":
        at = max([at, *(deal.out + 3.0 for deal in deals if deal.open)])
    while at <= _known_since(diary, place):
        days.append(round(at))
        at += max(company.gap * random.uniform(0.6, 1.4) * (EAGER if at < RECENT else LAPSE), 2)
    return days


def _left(place: Place) -> float:
    """When a lost customer was last called as a customer: some weeks after the last order, in working days."""
    return max(place.company.orders[0] * 5 / 7 - 25, 100)


def _known_since(diary: Diary, place: Place) -> int:
    orders = place.company.orders
    return diary.reach if len(orders) != 1 or orders[0] > 300 else orders[0] * 5 // 7 + 45


def _fence_points(diary: Diary, place: Place, deals: list[Deal]) -> list[Point]:
    """The mend-fences steps that were taken, the latest first, with a talk or two between them (method §4)."""
    company, random = place.company, diary.random
    assert company.silence is not None
    start = max([company.silence, *(deal.out + 4 for deal in deals if deal.open)])
    points: list[Point] = []
    for step in reversed(FENCE_STEPS[: company.fences]):
        points.append(Point(start, "mend fences", "", {"fence": step}))
        start += random.randint(company.gap - 3, company.gap + 3)
        if step != "hear out" and random.random() < 0.8:
            points.append(Point(start, "mend fences"))
            start += random.randint(company.gap - 3, company.gap)
    while start < RECENT:
        points.append(Point(start, random.choice(("courtesy", "project check", "courtesy", "thank"))))
        start += 2 * company.gap
    return points


def _first_executive(diary: Diary, place: Place) -> int:
    company = place.company
    if company.thread:
        return 140
    if company.executive is not None:
        return company.executive
    if place.status == "existing":
        return diary.random.randint(12, 40)
    if place.status == "lost":
        return diary.random.randint(5, 30) if company.fences > 1 else diary.random.randint(70, 160)
    return 25


def _person(diary: Diary, place: Place, point: Point) -> Person:
    """Whom the contact was with."""
    if place.company.thread and point.days < 130:
        return place.others[0]
    if point.purpose == "executive interview":
        place.executives_met += 1
        return place.executives[(place.executives_met - 1) % len(place.executives)]
    if point.fields and point.fields.get("fence") == "meet someone new":
        return place.people[-1]
    return diary.random.choice((place.others[0], *place.others))


def _contact(diary: Diary, place: Place, point: Point, person: Person, latest: bool) -> Touch:
    company, random = place.company, diary.random
    fields: dict[str, Any] = dict(point.fields or {})
    purpose = point.purpose or _purpose(diary, place, point)
    outcome: Outcome = "connected"
    if latest and company.ended:
        outcome = company.ended
    elif latest and company.meeting:
        outcome = "meeting set"
    elif not latest and purpose in ("deliver value", "prospecting", "project check") and random.random() < 0.1:
        outcome = "call back later"
    elif not latest and purpose in ("working interview", "prospecting") and random.random() < 0.15:
        outcome = "meeting set"
    text = point.note or _note(diary, place, purpose, outcome, fields)
    return diary.touch(
        place,
        person,
        point.days,
        outcome,
        purpose,
        minutes=random.randint(1, 3) if outcome == "call back later" else random.randint(*_MINUTES[purpose]),
        note=diary.fill_in(text, place, person),
        warm=company.warm,
        inbound=purpose == "deliver value" and random.random() < 0.06,
        planned=point.days <= ON_PLAN and random.random() < 0.8,
        **fields,
    )


def _purpose(diary: Diary, place: Place, point: Point) -> Purpose:
    if place.status == "new":
        return "prospecting" if diary.random.random() < 0.75 else "working interview"
    if place.status == "lost" and point.days < _left(place):
        return "mend fences"
    return diary.random.choices(*_USUAL)[0]


def _note(diary: Diary, place: Place, purpose: Purpose, outcome: Outcome, fields: dict[str, Any]) -> str:
    """What was written down; nothing, now and then, as people are."""
    if outcome == "call back later":
        return diary.random.choice(notes.TRIES[outcome])
    if "fence" in fields:
        return diary.random.choice(notes.FENCES[fields["fence"]])
    if "idea" in fields:
        return diary.random.choice(notes.IDEAS[fields["idea"]])
    fresh = [text for text in notes.DONE[purpose] if text not in place.said[-4:]]
    place.said.append(diary.random.choice(fresh or notes.DONE[purpose]))
    return place.said[-1] if diary.random.random() < 0.92 else ""


def _fruits(diary: Diary, place: Place, touch: Touch, days: int) -> None:
    """What a contact brought either side, what was learned, and what was promised."""
    company, random = place.company, diary.random
    if touch.outcome != "connected" or touch.purpose in ("project check", "courtesy") or touch.purpose is None:
        return
    bought = place.status == "existing" or days > 200
    chance = company.given * (0.85 if touch.purpose in ("deliver value", "romance") else 0.15)
    if random.random() < chance and (bought or touch.fence == "bring something"):
        diary.benefit(place, touch, "given")
    if bought and random.random() < company.got * (1.6 if touch.purpose == "working interview" else 0.6):
        diary.benefit(place, touch, "got")
    # Whoever gives much also listens well.
    chance = (0.35 if touch.purpose == "executive interview" else 0.15) * company.given
    for heading in _LEARNED.get(touch.purpose, ()):
        if random.random() < chance:
            diary.insight(place, touch, heading)
    if random.random() < (0.3 if days < RECENT else 0.08):
        _promised(diary, place, touch, days)


def _promised(diary: Diary, place: Place, touch: Touch, days: int) -> None:
    """A promise out of a call, all of it past: mostly kept, sometimes late, now and then let go."""
    due, fate = days - diary.random.randint(1, 6), diary.random.random()
    late = due - diary.random.randint(1, 4)
    if due < 1:
        return
    person = next((each for each in place.people if each.record.id == touch.contact), None)
    ended: dict[str, Any] = {"done": diary.back(min(due + diary.random.randint(0, 1), days))}
    if fate > 0.92:
        ended = {"dropped": diary.back(due)}
    elif fate > 0.8 and late >= 1:
        ended = {"done": diary.back(late)}
    text = diary.random.choice(notes.PROMISES)
    diary.promise(text, diary.back(due), place, person, made=touch.at.date(), touch=touch.id, **ended)
