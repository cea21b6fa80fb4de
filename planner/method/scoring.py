"""The five parts of account health in points, as of any day (method §5).

More that was given, got or learned, a fresh meeting with an executive and a new port of entry can only add points, and
silence can only take them away. For that to hold of the score, too, what is judged must not hang on what is good: once
there was contact every part is judged, and a part with nothing on record has no points. Before any contact there is no
data. Executives alone can stay unjudged: as long as none is known and not everybody's level has been noted.
"""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from planner.book.vocabulary import HEADINGS
from planner.clock import WorkingDays
from planner.method.cadence import Every, executives_every
from planner.method.evidence import Dated, Evidence, Port, latest
from planner.settings import Settings

RECENCY, RECIPROCITY, EXECUTIVES, ENTRY, KNOWLEDGE = 25, 25, 20, 15, 15
FULL_SIDE = 3
"""Weight of fresh benefits from which one side of the ledger is full: one big one, or a solid and a small one."""
ENOUGH_EXECUTIVES = 2
"""So many executives met are full coverage, where there are as many."""
ENOUGH_PEOPLE = 3
PER_PERSON, SECOND_DEPARTMENT, SECOND_LEVEL = 3, 3, 3
HEADING_COUNT = len(HEADINGS)
PER_HEADING = KNOWLEDGE / HEADING_COUNT
SHORTEST_GAP = 7
"""Calendar days: nobody is late within a week, however often they usually talk."""


class Marks(Struct, frozen=True, gc=False):
    """Whole points of each part; None where it can't be judged."""

    recency: int
    reciprocity: int
    executives: int | None
    entry: int
    knowledge: int

    @property
    def score(self) -> int:
        """Points in a hundred of what could be judged."""
        points = self.recency + self.reciprocity + self.entry + self.knowledge
        if self.executives is None:
            return int(100 * points / (100 - EXECUTIVES) + 0.5)
        return points + self.executives


class AsOf:
    """The day for which accounts are judged, and the latest day whose records count; days are ordinals."""

    __slots__ = ("benefits", "cadences", "entry", "executives", "insights", "seen", "silences", "today", "working")

    def __init__(self, settings: Settings, today: int, seen: int, working: WorkingDays) -> None:
        """`seen` is `today` for a look back; EVER takes in what is already entered for tomorrow."""
        self.today, self.seen, self.working = today, seen, working
        self.cadences = settings.cadence
        self.executives = executives_every(settings.cadence, working, None, None)
        """How often they are to be met where neither they nor the account have a cadence of their own."""
        self.benefits = settings.rules.benefit_days
        self.insights = settings.rules.insight_days
        self.entry = settings.rules.entry_days
        self.silences: dict[int, int] = {}
        """Day of a last contact → working days since; many accounts share it."""

    def silent(self, last: int) -> int:
        """Working days since a day."""
        silent = self.silences.get(last)
        if silent is None:
            silent = self.working.between(date.fromordinal(last), date.fromordinal(self.today))
            self.silences[last] = silent
        return silent

    def every(self, found: Evidence, person: tuple[int, int] | None = None) -> Every:
        """How often an executive of an account is to be met; `person` is their own cadence (method §5)."""
        if person is None and found.cadence is None:
            return self.executives
        return executives_every(self.cadences, self.working, found.cadence, person)

    def fresh(self, last: int, every: Every) -> float:
        """1 until an executive is to be met again, the day itself included; then evenly down to 0 at twice that."""
        passed = every.passed(last, self.today, self.working)
        return 1.0 if passed <= 1 else max(0.0, 2 - passed)


class Figures(Struct, frozen=True, gc=False):
    """What the words about the parts are made of; ages and silence in calendar days unless they say otherwise."""

    silent: int
    """Working days since the last contact."""
    silent_calendar: int
    usual: float | None
    """Their usual gap; None where it is not known, or does not count."""
    limits: tuple[int, int]
    """Ideal and tolerated silence in working days."""
    given: float
    """Weight of what was given, the fresh in full and the stale in part."""
    got: float
    executives: list[float]
    """How fresh the last meeting is with each executive who is there (1 fresh, 0 stale or never)."""
    interview: float | None
    """How fresh the last executive interview is in which nobody was named; None when there was none."""
    levels_noted: bool
    ports: list[Port]
    """Who was in contact lately."""
    unnamed: bool
    """Nobody of those was named: somebody, then."""
    known: list[float]
    """How fresh the knowledge is under each heading."""

    @property
    def people(self) -> int:
        """How many were in contact lately."""
        return len(self.ports) or int(self.unnamed)


def marks_on(found: Evidence, limits: tuple[int, int], rhythm: bool, on: AsOf) -> Marks | None:
    """The points of an account; None when there was no contact yet.

    `limits` are its ideal and tolerated silence in working days, `rhythm` says whether its own usual gap counts as well.
    """
    last = latest(found.contact_days, on.seen)
    if last is None:
        return None
    given, got = benefits(found.benefits, on)
    ports, executives = people(found, on)
    age = on.today - last
    return Marks(
        recency_points(on.silent(last), limits, age, found.usual_gap(on.seen) if rhythm else None),
        reciprocity_points(given, got),
        executive_points(executives, interview(found, on), found.levels_noted),
        entry_points(ports) if ports else PER_PERSON * (age <= on.entry),
        int(PER_HEADING * sum(known(found.learned, on)) + 0.5) if found.learned else 0,
    )


def figures(found: Evidence, limits: tuple[int, int], rhythm: bool, on: AsOf) -> Figures:
    """The same as marks_on before it becomes points, to be put in words; ValueError when there was no contact yet."""
    last = latest(found.contact_days, on.seen)
    if last is None:
        raise ValueError("nobody was in contact yet: there are no figures")
    given, got = benefits(found.benefits, on)
    ports, executives = people(found, on)
    age = max(0, on.today - last)
    return Figures(
        on.silent(last), age, found.usual_gap(on.seen) if rhythm else None, limits, given, got, executives,
        interview(found, on), found.levels_noted, ports, not ports and age <= on.entry, known(found.learned, on),
    )  # fmt: skip


def fading(age: int, fresh: int) -> float:
    """1 while something is no older than `fresh` days, then evenly down to 0 at twice that age."""
    if age <= fresh:
        return 1.0
    return 2 - age / fresh if age < 2 * fresh else 0.0


def recency_points(silent: int, limits: tuple[int, int], silent_calendar: int, usual: float | None) -> int:
    """Of 25: silence against the cadence; silence unlike them, against their own usual gap, takes up to half of that away."""
    ideal, most = limits
    if silent <= ideal:
        share = 1.0
    elif silent < most:
        share = 1 - 0.5 * (silent - ideal) / (most - ideal)
    else:
        share = max(0.0, 1 - 0.5 * silent / max(most, ideal))
    if usual is not None and silent_calendar > SHORTEST_GAP:
        share *= 0.5 + 0.5 * fading(silent_calendar, usual_limit(usual))
    return int(RECENCY * share + 0.5)


def usual_limit(usual: float) -> int:
    """Calendar days of silence that are still like them: half as much again as the usual gap, and a week at least."""
    limit = int(1.5 * usual + 0.5)
    return limit if limit > SHORTEST_GAP else SHORTEST_GAP


def reciprocity_points(given: float, got: float) -> int:
    """Of 25: each side counts for itself, so that more of either never takes anything away."""
    given = given if given < FULL_SIDE else FULL_SIDE
    got = got if got < FULL_SIDE else FULL_SIDE
    return int(RECIPROCITY / 2 * (given + got) / FULL_SIDE + 0.5)


def executive_points(fresh: Sequence[float], interview: float | None, levels_noted: bool) -> int | None:
    """Of 20: how fresh the best two meetings with executives are, or the best one where only one is known.

    None when no executive is known, and not everybody's level is noted.
    """
    if interview is None:
        if not fresh:
            return 0 if levels_noted else None
        if len(fresh) == 1:
            return int(EXECUTIVES * fresh[0] + 0.5)
    wanted = ENOUGH_EXECUTIVES if len(fresh) >= ENOUGH_EXECUTIVES else 1
    best = sorted(fresh if interview is None else (*fresh, interview))[-wanted:]
    return int(EXECUTIVES * sum(best) / wanted + 0.5)


def entry_points(ports: Sequence[Port]) -> int:
    """Of 15: for three people, a second department and a second level."""
    if len(ports) < 2:
        return PER_PERSON * len(ports)
    points = PER_PERSON * (ENOUGH_PEOPLE if len(ports) >= ENOUGH_PEOPLE else len(ports))
    department, level = "", None
    departments = levels = 0
    for port in ports:
        if port.department and port.department != department:
            department, departments = port.department, departments + 1
        if port.level and port.level != level:
            level, levels = port.level, levels + 1
    return points + SECOND_DEPARTMENT * (departments > 1) + SECOND_LEVEL * (levels > 1)


def people(found: Evidence, on: AsOf) -> tuple[list[Port], list[float]]:
    """Who was in contact lately, and how fresh the meetings with the executives are."""
    today, seen, within = on.today, on.seen, on.entry
    often = on.executives.after if found.cadence is None else None
    ports, executives = [], []
    for port in found.ports:
        if port.gone > seen:
            met = port.met
            last = (met[-1] if met[-1] <= seen else latest(met, seen)) if met else None
            if last is not None and today - last <= within:
                ports.append(port)
            if port.level == "executive":
                if last is None:
                    executives.append(0.0)
                elif often and port.contact.cadence is None:  # as nearly everybody
                    executives.append(fading(today - last, often))
                else:
                    executives.append(on.fresh(last, on.every(found, port.contact.cadence)))
    return ports, executives


def ports_open(found: Evidence, on: AsOf) -> tuple[list[Port], bool]:
    """Who was in contact lately, and whether it was somebody whose name was not logged."""
    ports, _ = people(found, on)
    last = latest(found.contact_days, on.seen)
    return ports, not ports and last is not None and on.today - last <= on.entry


def interview(found: Evidence, on: AsOf) -> float | None:
    """How fresh the last executive interview is in which nobody was named; None when there was none."""
    last = latest(found.interviews, on.seen) if found.interviews else None
    return None if last is None else on.fresh(last, on.every(found))


def executive_met(found: Evidence, on: AsOf) -> bool:
    """Whether an executive who is still there, or one whose name was not logged, was met and is not overdue."""
    _, executives = people(found, on)
    return 1 in executives or interview(found, on) == 1


def benefits(dated: tuple[Dated, ...], on: AsOf) -> tuple[float, float]:
    """The weight of what was given and of what was got, stale ones in part."""
    today, seen, fresh = on.today, on.seen, on.benefits
    given = got = 0.0
    for day, weight in dated:
        if day <= seen:
            worth = weight if today - day <= fresh else weight * fading(today - day, fresh)
            if weight > 0:
                given += worth
            else:
                got -= worth
    return given, got


def known(learned: tuple[Dated, ...], on: AsOf) -> list[float]:
    """How fresh the knowledge is under each heading, by its number."""
    today, seen, fresh = on.today, on.seen, on.insights
    known = [0.0] * HEADING_COUNT
    for day, heading in learned:
        if day <= seen:
            known[heading] = 1.0 if today - day <= fresh else fading(today - day, fresh)
    return known
