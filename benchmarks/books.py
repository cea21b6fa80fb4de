"""Books of a career's size for the measurements: by default 10,000 accounts, 30,000 contacts and 200,000 touches.

A book is made once per size, seed, moment and version of this file, and kept in a folder that the caller names; after
that it is only copied. Everything in it is made up; only its size and its shape are those of a long life in selling.
"""

import hashlib
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from planner.book.ids import number, seeded
from planner.book.migrations import SCHEMA
from planner.book.records import (
    Account,
    Benefit,
    Contact,
    Endorsement,
    Insight,
    Opportunity,
    Promise,
    Record,
    Referral,
    Touch,
)
from planner.book.vocabulary import (
    CLOSED,
    FIELDS,
    HEADINGS,
    IDEAS,
    LOST_REASONS,
    OUTCOMES,
    PROPOSAL_OUT,
    REFERRAL_STAGES,
    STAGES,
    Direction,
    Outcome,
    Purpose,
    Status,
)
from planner.storage import Database, Edit

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
YEARS = 8

INDUSTRIES = ("food", "furniture", "logistics", "printing", "beverages", "textiles", "toys", "pharmaceuticals")
PLACES = (("US", "America/New_York"), ("GB", "Europe/London"), ("DE", "Europe/Berlin"), ("FR", "Europe/Paris"))
NOTES = (
    "",
    "",
    "Counted the stops with the shift leader; three causes make most of them.",
    "Asked what the board worries about: energy, then people.",
    "Sent the drawing; they will show it to maintenance on Thursday.",
    "Short call, nothing new.",
    "Will decide in spring, after the audit.",
)
SHARES: dict[Status, int] = {"existing": 20, "lost": 25, "new": 55}
WEIGHTS: dict[Outcome, int] = {
    "connected": 44, "meeting set": 3, "call back later": 5, "voicemail": 22, "gatekeeper": 8, "no answer": 12,
    "busy": 3, "wrong number": 1, "not interested": 1, "do not call": 0, "referral received": 1,
}  # fmt: skip
PURPOSES: dict[Status, tuple[Purpose, ...]] = {
    "existing": ("deliver value", "deliver value", "working interview", "executive interview", "romance", "courtesy"),
    "lost": ("mend fences", "mend fences", "courtesy"),
    "new": ("prospecting", "prospecting", "prospecting", "romance"),
}


@dataclass(frozen=True, slots=True)
class Size:
    """How much of what."""

    accounts: int
    contacts: int
    opportunities: int
    touches: int


def make_book(
    path: Path,
    accounts: int = 10_000,
    contacts: int = 30_000,
    opportunities: int = 10_000,
    touches: int = 200_000,
    seed: int = 1,
    now: datetime = NOW,
    cache: Path | None = None,
) -> Path:
    """A book of that size at `path`, which must not be there yet; copied from the folder `cache` when it was made before."""
    if path.exists():
        raise FileExistsError(f"{path} is there already: give the book another place")
    path.parent.mkdir(parents=True, exist_ok=True)
    size = Size(accounts, contacts, opportunities, touches)
    if cache is None:
        _make(path, size, seed, now)
        return path
    kept = cache / _key(size, seed, now) / "book.json"
    if not kept.exists():
        making = kept.parent.with_suffix(".making")
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        _make(making / "book.json", size, seed, now)
        making.rename(kept.parent)
    for suffix in ("", ".journal"):
        shutil.copy2(f"{kept}{suffix}", f"{path}{suffix}")
    _open(path, now).close()  # so that it has been seen in its place, as after any clean exit
    return path


def _open(path: Path, now: datetime) -> Database:
    return Database.open(path, schema=SCHEMA, now=lambda: now, backups=False)


def _key(size: Size, seed: int, now: datetime) -> str:
    """Changes with whatever goes into a book, this file included."""
    told = f"{size} {seed} {now.isoformat()} {SCHEMA}".encode() + Path(__file__).read_bytes()
    return hashlib.sha256(told).hexdigest()[:16]


def _make(path: Path, size: Size, seed: int, now: datetime) -> None:
    """Write a book as one change, and bring its file up to date; nothing stays in its journal."""
    put: dict[str, dict[int, bytes]] = {}
    for record in records(size, seed, now):
        put.setdefault(record.table, {})[number(record.id)] = msgspec.json.encode(record)
    database = _open(path, now)
    try:
        database.commit("a made-up book", lambda: Edit(put, {}), undoable=False)
        database.checkpoint()
    finally:
        database.close()


def records(size: Size, seed: int = 1, now: datetime = NOW) -> Iterator[Record]:
    """Every record of such a book, the same for the same seed and moment."""
    maker = Maker(seed, now)
    accounts = [maker.account(n) for n in range(size.accounts)]
    yield from accounts
    people: dict[str, list[str]] = {}
    for n in range(size.contacts):
        contact = maker.contact(n, accounts[n % size.accounts] if accounts else None)
        people.setdefault(contact.account or "", []).append(contact.id)
        yield contact
    yield from (maker.colleague(n) for n in range(size.accounts // 50))
    for _ in range(size.opportunities if accounts else 0):
        yield maker.opportunity(maker.random.choice(accounts))
    # Some accounts are called all the time, most now and then: that is what makes a book uneven.
    often = [maker.random.paretovariate(1.2) for _ in accounts]
    for account in maker.random.choices(accounts, often, k=size.touches) if accounts else []:
        touch = maker.touch(account, people.get(account.id, []))
        yield touch
        yield from maker.fruits(touch)
    for each in maker.random.sample(sorted(people), min(len(people), size.accounts // 20)):
        yield from maker.praise(each, people[each][0])


class Maker:
    """Makes one record at a time, from one seed."""

    def __init__(self, seed: int, now: datetime) -> None:
        self.random = Random(seed)
        self.make_id = seeded(seed)
        self.now = now
        self.today = now.date()
        days = (self.today - timedelta(days=n) for n in range(1, YEARS * 365))
        self.days = [day for day in days if day.isoweekday() < 6]
        self._outcomes = tuple(WEIGHTS), tuple(WEIGHTS.values())
        self._statuses = tuple(SHARES), tuple(SHARES.values())
        assert set(WEIGHTS) == set(OUTCOMES)

    def day(self) -> date:
        """A working day before today, more likely a recent one."""
        return self.days[int(len(self.days) * self.random.random() ** 1.5)]

    def account(self, n: int) -> Account:
        """An account of any status; customers have a last order that agrees with it."""
        status = self.random.choices(*self._statuses)[0]
        country, zone = PLACES[n % len(PLACES)]
        ago = {"existing": (1, 364), "lost": (366, 2000)}.get(status)
        return Account(
            id=self.make_id(),
            created=self.now - timedelta(days=YEARS * 365),
            name=f"{('Alder', 'Birch', 'Cedar', 'Elm', 'Hazel')[n % 5]} Works {n}",
            status=status,
            last_order=self.today - timedelta(days=self.random.randint(*ago)) if ago else None,
            lost_reason=self.random.choice(LOST_REASONS) if status == "lost" else None,
            industry=self.random.choice(INDUSTRIES),
            website=f"https://works-{n}.example",
            country=country,
            zone=zone,
        )

    def contact(self, n: int, account: Account | None) -> Contact:
        """Somebody at an account: every third an executive."""
        return Contact(
            id=self.make_id(),
            name=f"{('Ann', 'Bruno', 'Carla', 'Dieter', 'Eve', 'Farid')[n % 6]} Person {n}",
            account=account.id if account else None,
            level=("executive", "manager", "staff")[self.random.randrange(3)],
            title="Head of Works",
            department=self.random.choice(("Production", "Purchasing", "Finance", "Logistics")),
            phone=f"+1 212-555-01{n % 100:02}",
            email=f"person{n}@works.example",
            satisfied=self.day() if n % 40 == 0 else None,
            noticed=self.day() if n % 25 == 0 else None,
        )

    def colleague(self, n: int) -> Contact:
        """Somebody else who sells."""
        return Contact(
            id=self.make_id(),
            name=f"Colleague {n}",
            field=FIELDS[n % len(FIELDS)],
            sells_to=tuple(self.random.sample(INDUSTRIES, 2)),
        )

    def opportunity(self, account: Account) -> Opportunity:
        """A piece of business at any stage; most are closed."""
        stage = self.random.choices(STAGES, (8, 8, 8, 4, 36, 36))[0]
        out, closed = stage in PROPOSAL_OUT, stage in CLOSED
        day = self.day()
        return Opportunity(
            id=self.make_id(),
            name="Works renewal",
            account=account.id,
            stage=stage,
            amount=self.random.randint(5, 500) * 100_000,
            proposal_on=self.days[self.random.randrange(60)] if out else day if closed else None,
            decision=self.today + timedelta(days=self.random.randint(-10, 60)) if out else None,
            closed_on=min(day + timedelta(days=40), self.today) if closed else None,
            competitor=self.random.choice(("", "", "Rackworth", "Conveyra")),
        )

    def touch(self, account: Account, people: list[str]) -> Touch:
        """One call in working hours."""
        random = self.random
        day = self.day()
        at = datetime(
            day.year, day.month, day.day, random.randrange(9, 17), random.randrange(60), tzinfo=self.now.tzinfo
        )
        outcome = random.choices(*self._outcomes)[0]
        purpose = random.choice(PURPOSES[account.status])
        connected = outcome == "connected"
        return Touch(
            id=self.make_id(),
            created=at,
            at=at,
            outcome=outcome,
            account=account.id,
            contact=random.choice(people) if people else None,
            purpose=purpose,
            minutes=random.randint(4, 30) if connected else 1,
            note=random.choice(NOTES) if connected else "",
            idea=random.choice(IDEAS) if purpose == "romance" else None,
        )

    def fruits(self, touch: Touch) -> Iterator[Record]:
        """What a call brought: now and then a benefit, an insight, a promise."""
        if touch.outcome != "connected":
            return
        random, day = self.random, touch.at.date()
        about: dict[str, Any] = {"account": touch.account, "contact": touch.contact, "touch": touch.id}
        if random.random() < 0.25:
            direction: Direction = "given" if random.random() < 0.6 else "got"
            weight = random.randint(1, 3)
            yield Benefit(id=self.make_id(), on=day, direction=direction, what="stop analysis", weight=weight, **about)
        if random.random() < 0.15:
            heading = random.choice(HEADINGS)
            yield Insight(
                id=self.make_id(), on=day, heading=heading, text="Two shifts, a third before Easter.", **about
            )
        if random.random() < 0.15:
            due = day + timedelta(days=random.randint(1, 12))
            done = None if due >= self.today or random.random() < 0.01 else due
            yield Promise(id=self.make_id(), text="Send the drawing", due=due, made=day, done=done, **about)

    def praise(self, account: str, person: str) -> Iterator[Record]:
        """A referral, and a letter, from somebody at an account."""
        stage = self.random.choice(REFERRAL_STAGES)
        yield Referral(id=self.make_id(), prospect="Oakum Works", contact=person, stage=stage, made=self.day())
        yield Endorsement(id=self.make_id(), contact=person, account=account, stage="received")


if __name__ == "__main__":
    began = time.perf_counter()
    where = make_book(Path(sys.argv[1]))
    print(f"{where}: {where.stat().st_size / 1e6:.0f} MB in {time.perf_counter() - began:.1f} s")
