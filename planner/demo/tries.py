"""The calls of the sample book that reached nobody: those that it took to get through, and those still open."""

from typing import Final

from planner.book.records import Touch
from planner.book.vocabulary import Outcome, Purpose
from planner.demo import notes
from planner.demo.diary import ON_PLAN, Diary, Place
from planner.demo.people import Person
from planner.method.local_time import next_half

_FAILED: Final[tuple[tuple[Outcome, ...], tuple[int, ...]]] = (
    ("voicemail", "no answer", "gatekeeper", "busy"),
    (44, 26, 20, 10),
)


def failed_before(diary: Diary, place: Place, person: Person, days: int, earlier: int) -> None:
    """The calls that it took to get through."""
    random = diary.random
    at = days
    for _ in range(random.choices((0, 1, 2, 3), (52, 28, 14, 6))[0]):
        at += random.randint(1, 3)
        if at >= earlier:
            return
        _fail(diary, place, person, at)


def _fail(diary: Diary, place: Place, person: Person, days: int, outcome: Outcome | None = None) -> Touch:
    """A call that reached nobody."""
    random = diary.random
    outcome = outcome or random.choices(*_FAILED)[0]
    purposes: dict[str, Purpose] = {"existing": "deliver value", "lost": "mend fences", "new": "prospecting"}
    note = random.choice(notes.TRIES[outcome]) if random.random() < 0.6 else ""
    return diary.touch(
        place,
        person,
        days,
        outcome,
        purposes[place.status],
        minutes=2 if outcome in ("voicemail", "gatekeeper") else 1,
        note=diary.fill_in(note, place, person),
        warm=place.company.warm,
        planned=days <= ON_PLAN and random.random() < 0.75,
    )


def open_tries(diary: Diary, place: Place, silence: int | None) -> None:
    """The tries since the last contact; each outcome has booked the next (method §3)."""
    company, random = place.company, diary.random
    person = place.others[0]
    at = (silence if silence is not None else 999) if company.tries else 0
    at = min(at - 1, 3 * company.tries - 2)
    for left in range(company.tries, 0, -1):
        outcome: Outcome = random.choices(("voicemail", "no answer", "gatekeeper"), (5, 3, 2))[0]
        touch = _fail(diary, place, person, at, outcome)
        if left == 1 and company.tries < diary.settings.rules.tries:
            wait = 2 if outcome == "voicemail" else 1
            due = diary.working.add(touch.at.date(), wait)
            half, _ = next_half(diary.settings, place.account, person.record, touch.at)
            text = (
                "try again, after a message was left"
                if outcome == "gatekeeper"
                else f"try again in {half}, after {outcome}"
            )
            diary.promise(text, due, place, person, "retry", touch.at.date(), touch=touch.id, purpose=touch.purpose)
        at = max(at - 3, left - 1, 1)
