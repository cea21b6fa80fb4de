"""The five parts of account health in points, as of any day (method §5).

More that was given, got or learned, a fresh meeting with an executive and a new port of entry can only add points, and
silence can only take them away. For that to hold of the score, too, what is judged must not hang on what is good: once
there was contact every part is judged, and a part with nothing on record has no points. Before any contact there is no
data. Executives alone can stay unjudged: as long as none is known and not everybody's level has been noted.
"""

from datetime import date

from msgspec import Struct

from planner.book.vocabulary import HEADINGS
from planner.clock import WorkingDays
from planner.method.evidence import Dated, Evidence, Port, latest
from planner.settings import Settings

RECENCY, RECIPROCITY, EXECUTIVES, ENTRY, KNOWLEDGE = 25, 25, 20, 15, 15
FULL_SIDE = 3
"""Weight of fresh benefits from which one side of the ledger is full: one big one, or a solid and a small one."""
ENOUGH_EXECUTIVES = 2
"""So many executives met are full coverage, where there are as many."""
ENOUGH_PEOPLE = 3
PER_PERSON, SECOND_DEPARTMENT, SECOND_LEVEL = 3, 3, 3
PER_HEADING = KNOWLEDGE / len(HEADINGS)
SHORTEST_GAP = 7
"""Calendar days: nobody is late within a week, however often they usually talk."""
UNKNOWN = (0.0,) * len(HEADINGS)


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


class Figures(Struct, frozen=True, gc=False):
    """What the parts are reckoned from, on one day; ages and silence in calendar days unless they say otherwise."""

    silent: int
    """Working days since the last contact."""
    silent_calendar: int
    usual: float | None
    limits: tuple[int, int]
    """Ideal and tolerated silence in working days."""
    own_cadence: bool
    given: float
    """Weight of what was given, the fresh in full and the stale in part."""
    got: float
    executives: tuple[float, ...]
    """How fresh the last meeting is with each executive who is there (1 fresh, 0 stale or never)."""
    interview: float | None
    """How fresh the last executive interview is in which nobody was named; None when there was none."""
    levels_noted: bool
    ports: tuple[Port, ...]
    """Who was in contact lately."""
    unnamed: bool
    """Nobody of those was named: somebody, then."""
    known: tuple[float, ...]
    """How fresh the knowledge is under each heading."""

    @property
    def people(self) -> int:
        """How many were in contact lately."""
        return len(self.ports) or int(self.unnamed)

    @property
    def marks(self) -> Marks:
        """The points."""
        executives: int | None = None
        if self.executives or self.interview is not None:
            executives = executive_points(self.executives, self.interview)
        elif self.levels_noted:
            executives = 0
        return Marks(
            recency_points(self), reciprocity_points(self.given, self.got), executives,
            entry_points(self.ports) if self.ports else PER_PERSON * self.unnamed,
            int(PER_HEADING * sum(self.known) + 0.5),
        )  # fmt: skip


def fading(age: int, fresh: int) -> float:
    """1 while something is no older than `fresh` days, then evenly down to 0 at twice that age."""
    if age <= fresh:
        return 1.0
    return 2 - age / fresh if age < 2 * fresh else 0.0


def recency_points(figures: Figures) -> int:
    """Of 25: silence against the cadence and against their own usual gap, whichever is the worse."""
    silent, (ideal, most) = figures.silent, figures.limits
    if silent <= ideal:
        share = 1.0
    elif silent < most:
        share = 1 - 0.5 * (silent - ideal) / (most - ideal)
    else:
        share = max(0.0, 1 - 0.5 * silent / max(most, ideal))
    if figures.usual is not None and not figures.own_cadence:
        share = min(share, fading(figures.silent_calendar, usual_limit(figures.usual)))
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


def executive_points(fresh: tuple[float, ...], interview: float | None) -> int:
    """Of 20: how fresh the best two meetings with executives are, or the best one where only one is known."""
    wanted = ENOUGH_EXECUTIVES if len(fresh) >= ENOUGH_EXECUTIVES else 1
    if interview is not None:
        fresh = (*fresh, interview)
    best = sum(fresh) if len(fresh) == wanted else sum(sorted(fresh)[-wanted:])
    return int(EXECUTIVES * best / wanted + 0.5)


def entry_points(ports: tuple[Port, ...]) -> int:
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


def figures(
    found: Evidence, settings: Settings, limits: tuple[int, int], own: bool, today: int, seen: int, working: WorkingDays
) -> Figures | None:
    """The figures on `today` from the records up to `seen`; None when there was no contact yet."""
    last = latest(found.contact_days, seen)
    if last is None:
        return None
    rules, executive_days = settings.rules, settings.cadence.executive_days
    ports, executives = _people(found.ports, today, seen, rules.entry_days, executive_days)
    interview = latest(found.interviews, seen) if found.interviews else None
    return Figures(
        working.between(date.fromordinal(last), date.fromordinal(today)),
        today - last if today > last else 0,
        found.usual if last == found.contact_days[-1] else found.usual_gap(seen),
        limits,
        own,
        *_benefits(found.benefits, today, seen, rules.benefit_days),
        executives,
        None if interview is None else fading(today - interview, executive_days),
        found.levels_noted,
        ports,
        not ports and today - last <= rules.entry_days,
        _known(found.learned, today, seen, rules.insight_days) if found.learned else UNKNOWN,
    )


def _people(
    people: tuple[Port, ...], today: int, seen: int, entry_days: int, executive_days: int
) -> tuple[tuple[Port, ...], tuple[float, ...]]:
    """Who was in contact lately, and how fresh the meetings with executives are."""
    ports, executives = [], []
    for port in people:
        if port.gone > seen:
            met = port.met
            last = (met[-1] if met[-1] <= seen else latest(met, seen)) if met else None
            if last is not None and today - last <= entry_days:
                ports.append(port)
            if port.level == "executive":
                executives.append(0.0 if last is None else fading(today - last, executive_days))
    return tuple(ports), tuple(executives)


def ports_open(found: Evidence, today: int, seen: int, within: int) -> tuple[tuple[Port, ...], bool]:
    """Who was in contact in the last `within` days, and whether it was somebody whose name was not logged."""
    ports, _ = _people(found.ports, today, seen, within, within)
    last = latest(found.contact_days, seen)
    return ports, not ports and last is not None and today - last <= within


def _benefits(benefits: tuple[Dated, ...], today: int, seen: int, fresh: int) -> tuple[float, float]:
    """The weight of what was given and of what was got, stale ones in part."""
    given = got = 0.0
    for on, weight in reversed(benefits):
        if today - on >= 2 * fresh:
            break
        if on <= seen:
            worth = weight * fading(today - on, fresh)
            if weight > 0:
                given += worth
            else:
                got -= worth
    return given, got


def _known(learned: tuple[Dated, ...], today: int, seen: int, fresh: int) -> tuple[float, ...]:
    known = list(UNKNOWN)
    for day, heading in learned:
        if day <= seen:
            known[heading] = fading(today - day, fresh)
    return tuple(known)
