"""A made-up territory for the simulated quarter: its accounts, who answers, how long they talk, what is promised to them.

What happens on a call hangs on the seed, the account and how often it was called before, and not on who asks: every policy
meets the same people. Connect rates and lengths of talk are those of the method's measured data (method §9).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import exp
from random import Random
from zoneinfo import ZoneInfo

from planner.book import Book
from planner.book.ids import seeded
from planner.book.records import Account, Contact, Meeting, Opportunity, Record, Touch
from planner.book.vocabulary import CONTACT_OUTCOMES, Outcome, Purpose, Status
from planner.clock import local_moment
from planner.method.calls import Call
from planner.method.entry import Entry
from planner.settings import Settings, working_days
from planner.when import When

ZONE = ZoneInfo("Europe/Berlin")
FIRST_DAY = date(2026, 9, 7)
"""A Monday. The quarter that begins with it has no change of the year in it, but the change of clocks in October."""
MOST_MINUTES = 60
"""No talk is longer: there is always a next appointment."""


@dataclass(frozen=True, slots=True)
class Supply:
    """How many accounts there are of each status."""

    existing: int = 240
    lost: int = 320
    new: int = 1800

    def of(self, status: Status) -> int:
        """The accounts of one status."""
        sizes: dict[Status, int] = {"existing": self.existing, "lost": self.lost, "new": self.new}
        return sizes[status]


ENOUGH = Supply()
THIN_LOST = Supply(existing=420, lost=20)
"""Too few lost accounts, and enough of the others to take over their minutes."""

PROPOSALS: dict[Status, float] = {"existing": 0.06, "lost": 0.03, "new": 0.01}
"""So many of the accounts have a proposal out."""
CONNECT: dict[Status, tuple[float, float]] = {"existing": (0.50, 0.70), "lost": (0.30, 0.45), "new": (0.13, 0.25)}
"""How often somebody picks up: drawn once for each account between these."""
REACHED: dict[Status, dict[Outcome, float]] = {
    "existing": {"connected": 87, "call back later": 5, "meeting set": 6, "referral received": 2},
    "lost": {"connected": 80, "call back later": 5, "meeting set": 5, "not interested": 10},
    "new": {"connected": 64, "call back later": 6, "meeting set": 10, "not interested": 20},
}
MISSED: dict[Outcome, float] = {"no answer": 48, "voicemail": 30, "gatekeeper": 13, "busy": 7, "wrong number": 2}
TALK: dict[Purpose, tuple[float, float]] = {
    "executive interview": (27, 0.4),
    "working interview": (18, 0.5),
    "deliver value": (8, 0.71),
    "mend fences": (7, 0.71),
    "romance": (7, 0.71),
    "prospecting": (3, 0.85),
    "thank": (3, 0.71),
}
"""Median minutes, and the spread of their logarithm. All measured calls have 3 and 0.85, the successful ones 7 and 0.71
(method §9); interviews are longer, and keep closer to what was agreed."""
SUCCESS = 7 / 3
"""A call that sets a meeting is so much longer than others."""
PROMISES, TIMED = 0.12, 0.3
"""So often a talk ends with a promise that has a date, and so often of these it has a clock time."""


class Market:
    """The territory of one seed."""

    def __init__(self, seed: int, supply: Supply = ENOUGH, settings: Settings | None = None) -> None:
        self.seed, self.supply, self.settings = seed, supply, settings or Settings()
        self.working = working_days(self.settings.hours)
        self.calls: Counter[str] = Counter()

    def book(self) -> Book:
        """The book on the eve of the quarter: some silence behind every account, no minutes on record yet."""
        book = Book.in_memory(seeded(self.seed))
        random = self._random("book")
        book.change("the territory", *self._records(book, random))
        book.load()
        return book

    def _records(self, book: Book, random: Random) -> Iterator[Record]:
        for status in CONNECT:
            for count in range(self.supply.of(status)):
                account = Account(id=book.make_id(), name=f"{status} {count}", status=status)
                people = [Contact(id=book.make_id(), name=f"Buyer {count}", account=account.id, level="manager")]
                if status == "existing" and random.random() < 0.4:
                    people.append(
                        Contact(id=book.make_id(), name=f"Boss {count}", account=account.id, level="executive")
                    )
                yield account
                yield from people
                if status != "new" or random.random() < 0.3:
                    yield from (self._past(book, account, person, random) for person in people)
                if random.random() < PROPOSALS[status]:
                    yield self._proposal(book, account, random)

    def _past(self, book: Book, account: Account, person: Contact, random: Random) -> Touch:
        """The last talk before the quarter. It has no minutes, so nothing is owed from before."""
        ideal = getattr(self.settings.cadence, account.status)[0] if person.level != "executive" else 65
        day = self.working.add(FIRST_DAY, -random.randint(1, round(1.4 * ideal)))
        at = local_moment(day, time(random.randint(9, 16)), ZONE)
        return Touch(id=book.make_id(), at=at, outcome="connected", account=account.id, contact=person.id)

    def _proposal(self, book: Book, account: Account, random: Random) -> Opportunity:
        out = FIRST_DAY - timedelta(days=random.randint(1, 10))
        return Opportunity(id=book.make_id(), name="a proposal", account=account.id, stage="proposal", proposal_on=out)

    def days(self, weeks: int) -> list[date]:
        """The working days of so many weeks."""
        span = (FIRST_DAY + timedelta(days=n) for n in range(7 * weeks))
        return [day for day in span if self.working.is_working(day)]

    def meetings(self, book: Book, day: date) -> list[Meeting]:
        """The calendar of a day: on two days in five a meeting of an hour or two."""
        random = self._random("meetings", day)
        if random.random() > 0.4:
            return []
        start = local_moment(day, time(random.randint(9, 15), random.choice((0, 30))), ZONE)
        end = start + timedelta(minutes=random.choice((30, 60, 90, 120)))
        return [Meeting(id=book.make_id(), title="a meeting", start=start, end=end)]

    def ends(self, day: date) -> datetime:
        """When the day really ends. One in five is cut short, and nobody knew in the morning."""
        random = self._random("end", day)
        hours = self.settings.hours
        start, end = local_moment(day, hours.start, ZONE), local_moment(day, hours.end, ZONE)
        return start + (end - start) * random.uniform(0.2, 0.9) if random.random() < 0.2 else end

    def answer(self, call: Call, now: datetime) -> Entry:
        """What comes of a call."""
        self.calls[call.about] += 1
        rate = self._random("rate", call.about).uniform(*CONNECT[call.status])
        random = self._random("call", call.about, self.calls[call.about])
        booked = 0.9 if call.promised and call.at else 0.75 if call.promised else rate  # who expects a call picks up
        chances = REACHED[call.status] if random.random() < booked else MISSED
        outcome: Outcome = random.choices(list(chances), list(chances.values()))[0]
        contact = outcome in CONTACT_OUTCOMES
        return Entry(
            account=call.account,
            contact=call.contact,
            outcome=outcome,
            purpose=call.purpose,
            opportunity=call.opportunity,
            fence=call.fence if contact else None,
            minutes=self._minutes(call.purpose, outcome, random) if contact else None,
            insight="they plan a second shift" if contact and random.random() < 0.3 else "",
            next=self._next(outcome, now, random),
        )

    def _minutes(self, purpose: Purpose, outcome: Outcome, random: Random) -> int:
        middle, spread = TALK[purpose]
        factor = SUCCESS if outcome == "meeting set" and purpose == "prospecting" else 1
        if outcome in ("not interested", "call back later"):
            middle = min(middle, 3)
        return max(1, min(MOST_MINUTES, round(middle * factor * exp(random.gauss(0, spread)))))

    def _next(self, outcome: Outcome, now: datetime, random: Random) -> When | None:
        """A promise with its day, and now and then a clock time; a meeting always has one."""
        meeting = outcome == "meeting set"
        if not meeting and not (outcome in ("connected", "call back later") and random.random() < PROMISES):
            return None
        day = self.working.add(now.date(), random.randint(1, 8))
        timed = meeting or random.random() < TIMED
        at = local_moment(day, time(random.choice((9, 10, 11, 13, 14, 15, 16)), 30), ZONE) if timed else None
        return When(day, at)

    def _random(self, *about: object) -> Random:
        return Random(f"{self.seed} {' '.join(map(str, about))}")
