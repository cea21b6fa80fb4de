"""How healthy an account is: a score of five explained parts, its trend, and what would raise it most (method §5).

What is judged, and why the score can't fall for good news, is said in scoring.py.
"""

import gc
from dataclasses import dataclass
from datetime import datetime

from msgspec import Struct

from planner.book import Book
from planner.book.records import Account
from planner.book.vocabulary import HEADINGS, Status
from planner.method.cadence import history, next_step
from planner.method.evidence import EVER, Evidence, evidence, evidences, limits
from planner.method.raising import Step, best_step, steps
from planner.method.relationship import level_of, say_entry
from planner.method.scoring import (
    ENTRY,
    EXECUTIVES,
    KNOWLEDGE,
    RECENCY,
    RECIPROCITY,
    AsOf,
    Figures,
    Marks,
    figures,
    marks_on,
    usual_limit,
)
from planner.settings import Settings, working_days
from planner.wording import days, listing, plural

TREND_DAYS = 30
NO_CONTACT = "no data: nobody was in contact yet"
PARTS = ("recency", "reciprocity", "executives", "entry", "knowledge")
OF = (RECENCY, RECIPROCITY, EXECUTIVES, ENTRY, KNOWLEDGE)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the score; a part that could not be judged counts neither good nor bad."""

    points: int
    of: int
    why: str
    judged: bool


class Told(Struct, frozen=True, gc=False):
    """What the words about an account's health are made of, when somebody wants to read them."""

    found: Evidence
    limits: tuple[int, int]
    rhythm: bool
    """Their own usual gap counts as well."""
    marks: Marks
    on: AsOf

    @property
    def figures(self) -> Figures:
        """What the points were reckoned from."""
        return figures(self.found, self.limits, self.rhythm, self.on)


class Health(Struct, frozen=True, gc=False):
    """The health of one account; score and trend in points of a hundred, None for no data.

    Trend, level, parts and advice are made when they are asked for: a table of 10,000 accounts shows a few of them.
    """

    score: int | None
    found: Evidence
    status: Status
    on: AsOf
    then: AsOf
    """The day with which the trend compares."""
    told: Told | None
    """None while nobody was in contact."""
    barred: bool
    """Not to be called: there is nothing to advise."""

    @property
    def trend(self) -> int | None:
        """The score less the score of 30 days ago, recomputed as of that day; None where there was none."""
        if self.told is None or self.score is None:
            return None
        shortest = limits(self.found, self.then.cadences, self.status, self.then.seen)
        before = marks_on(self.found, shortest, self.told.rhythm, self.then)
        return None if before is None else self.score - before.score

    @property
    def level(self) -> str:
        """Acquaintance, vendor, investing, relationship or partner (method §4)."""
        return level_of(self.found, self.on)

    @property
    def weakest(self) -> str | None:
        """The part with the smallest share of its points; None when none is short of them."""
        return _weakest(self.told.marks) if self.told else None

    @property
    def silent(self) -> int | None:
        """Calendar days since the last contact; None when there never was one."""
        days = self.found.contact_days
        return max(0, self.on.today - days[-1]) if days else None

    @property
    def parts(self) -> dict[str, Part]:
        """The five parts by name, in the order of their weight."""
        return _parts(self.told) if self.told else dict(UNJUDGED)

    @property
    def raise_it(self) -> str:
        """The one next thing that would raise the score most, with its gain (method §5)."""
        if self.barred:
            return "Do not call: there is nothing to do"
        if self.told is None:
            return "Talk to them for the first time: there is no data yet"
        best = self.best
        return best.said if best else "Nothing is missing: keep it so"

    @property
    def best(self) -> Step | None:
        """The same, with its gain apart from its words; None where there is nothing to gain, or no data."""
        if self.barred or self.told is None:
            return None
        return best_step(self.told.found, self.told.figures, self.told.marks, self.told.on.today)

    @property
    def ways(self) -> tuple[Step, ...]:
        """For each part that is short of points the one thing that would raise it most, the largest gain first."""
        if self.barred or self.told is None:
            return ()
        return tuple(steps(self.told.found, self.told.figures, self.told.marks, self.told.on.today))


UNJUDGED = {name: Part(0, of, NO_CONTACT, False) for name, of in zip(PARTS, OF, strict=True)}


def health(book: Book, settings: Settings, account: Account, now: datetime) -> Health:
    """The health of an account, remembered for the day until a record of it changes (method §5)."""
    today, then = _two_days(settings, now)
    known = _known(book, settings, today)
    found = known.get(account.id)
    if found is None:
        found = known[account.id] = _health(account, evidence(book, account.id), today, then)
    return found


def all_health(book: Book, settings: Settings, now: datetime) -> dict[str, Health]:
    """Account id → its health; after one logged touch only that account is looked at again.

    Nothing made here refers back to its maker, so the garbage collector is held off while so many pieces are made.
    """
    today, then = _two_days(settings, now)
    known = _known(book, settings, today)
    missing = [account for account in book.accounts.values() if account.id not in known]
    if not missing:
        return dict(known)
    collecting = gc.isenabled()
    gc.disable()
    try:
        for account, found in zip(missing, evidences(book, missing), strict=True):
            known[account.id] = _health(account, found, today, then)
        return dict(known)
    finally:
        if collecting:
            gc.enable()


def _two_days(settings: Settings, now: datetime) -> tuple[AsOf, AsOf]:
    """Today, and the day with which the trend compares."""
    day, working = now.date().toordinal(), working_days(settings.hours)
    then = day - TREND_DAYS
    return AsOf(settings, day, EVER, working), AsOf(settings, then, then, working)


def _known(book: Book, settings: Settings, today: AsOf) -> dict[str, Health]:
    """What is remembered of the day: those drop out of it of whom a record changes."""
    return book.known("health", (today.today, settings))


def _health(account: Account, found: Evidence, today: AsOf, then: AsOf) -> Health:
    barred = account.do_not_call is not None
    rhythm = account.cadence is None and account.status != "lost"  # who is lost had the rhythm of a customer
    shortest = limits(found, today.cadences, account.status, EVER)
    marks = marks_on(found, shortest, rhythm, today)
    told = Told(found, shortest, rhythm, marks, today) if marks else None
    return Health(marks.score if marks else None, found, account.status, today, then, told, barred)


def _weakest(marks: Marks) -> str | None:
    """The part with the smallest share of its points, the weightier of two; None when all are full."""
    executives = 1.0 if marks.executives is None else marks.executives / EXECUTIVES
    recency, reciprocity = marks.recency / RECENCY, marks.reciprocity / RECIPROCITY
    shares = (recency, reciprocity, executives, marks.entry / ENTRY, marks.knowledge / KNOWLEDGE)
    least = min(shares)
    return PARTS[shares.index(least)] if least < 1 else None


def _parts(told: Told) -> dict[str, Part]:
    found, on, now, marks = told.found, told.on, told.figures, told.marks
    judged = marks.executives is not None
    return {
        "recency": Part(marks.recency, RECENCY, _why_recency(now), True),
        "reciprocity": Part(marks.reciprocity, RECIPROCITY, _why_reciprocity(found, now, on.today), True),
        "executives": Part(marks.executives or 0, EXECUTIVES, _why_executives(found, now, on), judged),
        "entry": Part(marks.entry, ENTRY, say_entry(now.ports, now.unnamed, on.entry), True),
        "knowledge": Part(marks.knowledge, KNOWLEDGE, _why_knowledge(now), True),
    }


def _why_recency(now: Figures) -> str:
    ideal, most = now.limits
    count = plural(now.silent, "working day")
    when = (
        f"silent for {count}" if now.silent > ideal else f"in contact {count} ago" if now.silent else "in contact today"
    )
    why = f"{when} (ideal {ideal}, at most {most})"
    if now.usual is not None and now.silent_calendar > usual_limit(now.usual):
        return f"{why}; usually in contact every {days(max(1, round(now.usual)))}"
    return why


def _why_reciprocity(found: Evidence, now: Figures, day: int) -> str:
    if not found.benefits:
        return "nothing was given or got yet"
    given, got = found.last_benefit(True, EVER), found.last_benefit(False, EVER)
    return f"{_side('given', given, now.given, day)}, {_side('got', got, now.got, day)}"


def _side(word: str, last: int | None, weight: float, day: int) -> str:
    if last is None:
        return f"nothing {word} yet"
    when = "today" if last >= day else f"{days(day - last)} ago"
    return f"last {word} {when}{'' if weight else ' (stale)'}"


def _why_executives(found: Evidence, now: Figures, on: AsOf) -> str:
    within, known = _within(found, on), len(now.executives)
    if not known and now.interview is None:
        return "no executive is known" if now.levels_noted else "no data: no level noted says who is an executive"
    met = sum(fresh == 1 for fresh in now.executives)
    if met:
        return f"{met} of {plural(known, 'executive')} met within {within}"
    last = found.last_executive(EVER)
    if last is None:
        return f"none of {plural(known, 'executive')} was ever met" if known > 1 else "the executive was never met"
    if now.interview == 1:
        return f"an executive was met within {on.every(found)}; who it was is not noted"
    return f"no executive met for {days(on.today - last)}"


def _within(found: Evidence, on: AsOf) -> str:
    """How often the executives who are there are to be met: "90 days", "20 working days or 90 days, as for each"."""
    there = [port for port in found.ports if port.level == "executive" and port.gone > on.seen]
    often = list(dict.fromkeys(str(on.every(found, port.contact.cadence)) for port in there))
    return f"{' or '.join(often)}{', as for each' if len(often) > 1 else ''}"


def _why_knowledge(now: Figures) -> str:
    missing = [heading for heading, fresh in zip(HEADINGS, now.known, strict=True) if not fresh]
    if len(missing) == len(HEADINGS):
        return "nothing current is known of their business"
    stale = sum(0 < fresh < 1 for fresh in now.known)
    why = f"{len(HEADINGS) - len(missing)} of {len(HEADINGS)} headings known"
    if stale:
        why = f"{why}, {stale} going stale"
    return f"{why}; nothing current on {listing(missing)}" if missing else why


def slipping(book: Book, settings: Settings, account: Account, now: datetime) -> str | None:
    """Why an account is slipping: its silence against its own usual gap; None while it is not (method §5).

    Nobody slips who is lost already, or put off, parked, not to be called, or has a dated next step still to come.
    """
    today = now.date()
    if account.status == "lost" or account.do_not_call:
        return None
    if any(until and until > today for until in (account.parked_until, account.snoozed_until)):
        return None
    past = history(book, account.id)
    if past.usual_gap is None or past.silent_since is None or next_step(book, account.id, today):
        return None
    silent = (today - past.silent_since).days
    if silent <= usual_limit(past.usual_gap):
        return None
    return f"silent for {days(silent)}; usually in contact every {days(max(1, round(past.usual_gap)))}"
