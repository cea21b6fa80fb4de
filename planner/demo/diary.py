"""The pen with which the sample book is written: two years of working days around `now`, one seed, and what stands so far.

Days are counted backwards: day 0 is today (or the next working day), day 1 the working day before it, and so on.
"""

from bisect import bisect_left
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, TypeVar

from planner.book.ids import seeded
from planner.book.records import Account, Benefit, Contact, Insight, Promise, Record, Touch
from planner.book.vocabulary import Direction, Heading, Outcome, PromiseKind, Purpose, Status
from planner.clock import zone_named
from planner.demo import knowledge
from planner.demo.companies import Company
from planner.demo.notes import THINGS
from planner.demo.people import Person
from planner.settings import Settings, working_days

R = TypeVar("R", bound=Record)

TWO_YEARS = 730
ON_PLAN = 15
"""Working days for which the morning's plans are kept."""
_CALLEE_HOURS = (9 * 60, 17 * 60)


class Place:
    """A company of the sample book with its people, and what has been written about it so far."""

    def __init__(self, company: Company, account: Account, people: list[Person]) -> None:
        self.company = company
        self.account = account
        self.people = people
        self.known: set[str] = set()
        """What was learned already, so that nothing is learned twice."""
        self.said: list[str] = []
        """The notes written so far, so that no call sounds like the one after it."""
        self.executives_met = 0
        """How many interviews have been written: the executives take turns."""

    @property
    def status(self) -> Status:
        """Existing, lost or new."""
        return self.account.status

    @property
    def executives(self) -> list[Person]:
        """Those who are interviewed."""
        return [person for person in self.people if person.level == "executive"]

    @property
    def others(self) -> list[Person]:
        """Managers and staff; the executives where there is nobody else."""
        return [person for person in self.people if person.level != "executive"] or self.people


class Diary:
    """Everything that is written goes into `records`, in order."""

    def __init__(self, now: datetime, settings: Settings, seed: int) -> None:
        self.random = Random(seed)
        self.make_id = seeded(seed)
        self.now = now
        self.zone = now.tzinfo
        self.working = working_days(settings.hours)
        self.hours = settings.hours
        self.settings = settings
        self.today = self.working.on_or_after(now.date())
        first = self.today - timedelta(days=TWO_YEARS)
        ordinals = range(self.today.toordinal(), first.toordinal(), -1)
        self.days = [day for day in map(date.fromordinal, ordinals) if self.working.is_working(day)]
        self.records: list[Record] = []
        self.places: dict[str, Place] = {}
        self.latest: dict[str, Touch] = {}
        """Account → its latest touch."""
        self._taken: set[tuple[date, int]] = set()
        self._windows: dict[str, tuple[int, int]] = {}

    # -- when

    @property
    def reach(self) -> int:
        """The number of the oldest day."""
        return len(self.days) - 1

    def back(self, days: int) -> date:
        """The day so many working days ago."""
        return self.days[min(max(days, 0), self.reach)]

    def ahead(self, days: int) -> date:
        """The day so many working days from today."""
        return self.working.add(self.today, days)

    def number_of(self, day: date) -> int:
        """How many working days ago a calendar day was: that day itself, or the last one before it."""
        return min(bisect_left(self.days, -day.toordinal(), key=lambda each: -each.toordinal()), self.reach)

    def days_ago(self, calendar: int) -> date:
        """The working day at, or just before, so many calendar days ago."""
        return self.days[self.number_of(self.today - timedelta(days=calendar))]

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """A moment on the user's own wall clock."""
        return datetime.combine(day, time(hour, minute), self.zone)

    def moment(self, day: date, zone: str = "") -> datetime:
        """A free five minutes of the user's day, in the callee's working hours where the two overlap."""
        first, last = self._window(zone)
        minute = first + 5 * self.random.randrange(max((last - first) // 5, 1))
        lunch = self.hours.lunch_start.hour * 60 + self.hours.lunch_start.minute
        for _ in range(20):
            if lunch <= minute < lunch + self.hours.lunch_minutes < last:
                minute = lunch + self.hours.lunch_minutes
            if (day, minute) not in self._taken:
                break
            minute = minute + 5 if minute + 5 < last else first
        self._taken.add((day, minute))
        return self.at(day, minute // 60, minute % 60)

    def _window(self, zone: str) -> tuple[int, int]:
        """First and last minute of the user's day in which somebody in that zone is called."""
        if zone not in self._windows:
            first = self.hours.start.hour * 60 + self.hours.start.minute
            last = max(self.hours.end.hour * 60 + self.hours.end.minute - 15, first + 5)
            there = self.now.astimezone(zone_named(zone)) if zone else self.now
            ahead = int((there.utcoffset() or timedelta()).total_seconds() - _offset(self.now)) // 60
            both = max(first, _CALLEE_HOURS[0] - ahead), min(last, _CALLEE_HOURS[1] - ahead)
            self._windows[zone] = both if both[1] - both[0] >= 30 else (first, last)
        return self._windows[zone]

    # -- what

    def write(self, kind: type[R], when: date | datetime, /, **fields: Any) -> R:
        """A new record, made at that moment or on the evening of that day."""
        made = when if isinstance(when, datetime) else self.at(when, 18)
        record = kind(id=self.make_id(), created=min(made, self.now), **fields)
        self.records.append(record)
        return record

    def touch(
        self, place: Place | None, person: Person | None, days: int, outcome: Outcome, purpose: Purpose, **fields: Any
    ) -> Touch:
        """One call so many working days ago."""
        at = self.moment(self.back(max(days, 1)), place.account.zone if place else "")
        touch = self.write(
            Touch,
            at,
            at=at,
            outcome=outcome,
            purpose=purpose,
            account=place.account.id if place else None,
            contact=person.record.id if person else None,
            **fields,
        )
        if place and (place.account.id not in self.latest or self.latest[place.account.id].at < at):
            self.latest[place.account.id] = touch
        return touch

    def fill_in(self, text: str, place: Place | None, person: Person | None) -> str:
        """A note with its people, its plant and its town."""
        if "{" not in text:
            return text
        others = [each for each in place.people if each is not person] if place else []
        return text.format(
            who=person.called if person else "they",
            other=self.random.choice(others).called if others else "a colleague",
            thing=self.random.choice(THINGS),
            city=place.company.city if place else "",
        )

    def benefit(self, place: Place, touch: Touch, direction: Direction) -> None:
        """A benefit that went one way in a call."""
        text, weight = self.random.choice(knowledge.GIVEN if direction == "given" else knowledge.GOT)
        what = self.fill_in(text, place, None)
        self.write(
            Benefit, touch.at, on=touch.at.date(), direction=direction, what=what, weight=weight, **_about(touch)
        )

    def insight(self, place: Place, touch: Touch, heading: Heading) -> None:
        """Something learned in a call that was not known before."""
        fresh = [text for text in knowledge.INSIGHTS[heading] if text not in place.known]
        if fresh:
            text = self.random.choice(fresh)
            place.known.add(text)
            said = self.fill_in(text, place, None)
            self.write(Insight, touch.at, on=touch.at.date(), heading=heading, text=said, **_about(touch))

    def promise(
        self,
        text: str,
        due: date,
        place: Place | None = None,
        person: Person | Contact | None = None,
        kind: PromiseKind = "promise",
        made: date | None = None,
        **fields: Any,
    ) -> Promise:
        """Something that falls, or fell, due."""
        contact = person.record if isinstance(person, Person) else person
        made = made or self.back(2)
        return self.write(
            Promise,
            made,
            text=self.fill_in(text, place, person if isinstance(person, Person) else None),
            due=due,
            kind=kind,
            made=made,
            account=place.account.id if place else None,
            contact=contact.id if contact else None,
            **fields,
        )


def _about(touch: Touch) -> dict[str, str | None]:
    return {"account": touch.account, "contact": touch.contact, "touch": touch.id}


def _offset(moment: datetime) -> float:
    return (moment.utcoffset() or timedelta()).total_seconds()
