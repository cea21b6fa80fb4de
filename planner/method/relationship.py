"""What makes an account a relationship: ledger, level, ports of entry, knowledge, fences, inner circle (method §4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from planner.book import Book, BookError
from planner.book.records import Account, Benefit, Contact, Insight
from planner.book.vocabulary import FENCE_STEPS, HEADINGS, LEVELS, FenceStep, Heading, Level
from planner.method.cadence import Every, history, in_contact
from planner.method.due import next_fence
from planner.method.evidence import EVER, Evidence, Port, evidence, latest
from planner.method.scoring import AsOf, executive_met, ports_open
from planner.settings import Settings, working_days
from planner.wording import ago, clean, days, one_line, plural

RELATION_LEVELS = ("acquaintance", "vendor", "investing", "relationship", "partner")
"""From the loosest to the closest."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was given and got: weights (1 small, 2 solid, 3 big) and calendar days."""

    given: int
    got: int
    days_since_given: int | None
    days_since_got: int | None
    benefits: tuple[Benefit, ...]
    """Newest first."""
    lately: str
    """The answer to "what have you done for me lately?"."""

    @property
    def balance(self) -> int:
        """What was given less what was got: under zero we owe them."""
        return self.given - self.got


def ledger(book: Book, settings: Settings, account: str, today: date) -> Ledger:
    """The ledger of an account (method §4)."""
    benefits = book.benefits.of(account)
    given = [each for each in benefits if each.direction == "given"]
    got = [each for each in benefits if each.direction == "got"]
    return Ledger(
        sum(each.weight for each in given),
        sum(each.weight for each in got),
        _age(given[-1].on, today) if given else None,
        _age(got[-1].on, today) if got else None,
        tuple(reversed(benefits)),
        _lately(given, settings.rules.benefit_days, today),
    )


def _age(day: date, today: date) -> int:
    return max(0, (today - day).days)


def _lately(given: list[Benefit], fresh: int, today: date) -> str:
    if not given:
        return "nothing yet"
    last = given[-1]
    stale = " (stale by now)" if _age(last.on, today) > fresh else ""
    return f"{one_line(last.what)}, {ago(last.on, today)}{stale}"


def level(book: Book, settings: Settings, account: str, today: date) -> str:
    """One of RELATION_LEVELS, by what the ledger shows (method §4)."""
    return level_of(evidence(book, account), _today(settings, today))


def level_of(found: Evidence, on: AsOf) -> str:
    """The level by some evidence, as of a day.

    Both sides within 180 days make a relationship. When one of them has gone stale, the other says what is left; when
    both have, we are acquaintances again. Who only ever got, or only ever gave, stays a vendor or an investor.
    """
    given, got = found.last_benefit(True, on.seen), found.last_benefit(False, on.seen)
    gave_lately = given is not None and on.today - given <= on.benefits
    got_lately = got is not None and on.today - got <= on.benefits
    if gave_lately and got_lately:
        return "partner" if _close(found, on) else "relationship"
    if gave_lately or (given is not None and got is None):
        return "investing"
    if got_lately or (got is not None and given is None):
        return "vendor"
    return "acquaintance"


def _close(found: Evidence, on: AsOf) -> bool:
    """Current knowledge of their business, and an executive met lately."""
    knows = any(day <= on.seen and on.today - day <= on.insights for day, _ in found.learned)
    return knows and executive_met(found, on)


def _today(settings: Settings, today: date) -> AsOf:
    return AsOf(settings, today.toordinal(), EVER, working_days(settings.hours))


@dataclass(frozen=True, slots=True)
class Entry:
    """The ports of entry: how many people, in which departments and at which levels, were in contact in the last 180 days."""

    people: int
    departments: tuple[str, ...]
    levels: tuple[Level, ...]
    summary: str


def entry(book: Book, settings: Settings, account: str, today: date) -> Entry:
    """The ports of entry of an account (method §4)."""
    on = _today(settings, today)
    ports, unnamed = ports_open(evidence(book, account), on)
    departments = sorted({port.contact.department.strip() for port in ports if port.department})
    levels = tuple(each for each in LEVELS if any(port.level == each for port in ports))
    return Entry(len(ports) or int(unnamed), tuple(departments), levels, say_entry(ports, unnamed, on.entry))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the account. Days are calendar days since the last contact, None when there never was any."""

    contact: Contact
    level: Level | None
    days: int | None
    open: bool
    """A port of entry: in contact within 180 days."""
    due: bool
    """An executive who is to be met again: 90 days are over, or what their own cadence says."""
    every: Every | None = None
    """How often that is, for an executive."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The map of who is known: executives on top; an empty row or place is a gap."""

    rows: tuple[tuple[Level | None, tuple[Person, ...]], ...]
    """Every level, also those at which nobody is known; last, those whose level is not noted, where there are any."""
    departments: tuple[str, ...]
    gaps: tuple[str, ...]
    """What is missing, in words."""
    summary: str

    def at(self, level: Level | None, department: str) -> tuple[Person, ...]:
        """Who is in one place of the map."""
        row = next((people for each, people in self.rows if each == level), ())
        return tuple(person for person in row if person.contact.department.strip() == department)


def coverage(book: Book, settings: Settings, account: str, today: date) -> Coverage:
    """The coverage map of an account; people who left are not on it (method §4)."""
    there = _people(book, settings, account, today)
    rows: list[tuple[Level | None, tuple[Person, ...]]] = [
        (each, tuple(person for person in there if person.level == each)) for each in LEVELS
    ]
    unknown = tuple(person for person in there if person.level is None)
    if unknown:
        rows.append((None, unknown))
    departments = tuple(dict.fromkeys(person.contact.department.strip() for person in there))
    return Coverage(
        tuple(rows),
        departments,
        tuple(_gaps(rows, settings)),
        entry(book, settings, account, today).summary,
    )


def _people(book: Book, settings: Settings, account: str, today: date) -> list[Person]:
    """Who is there, those in contact last first."""
    found, on = evidence(book, account), _today(settings, today)
    ports = {port.contact.id: port for port in found.ports}
    people = []
    for contact in book.contacts.of(account):
        if contact.left:
            continue
        port = ports[contact.id]
        last = latest(port.met, EVER)
        since = None if last is None else max(0, today.toordinal() - last)
        open_now = since is not None and since <= settings.rules.entry_days and not contact.do_not_call
        every = on.every(found, contact.cadence) if port.level == "executive" else None
        late = every is not None and (last is None or every.passed(last, on.today, on.working) >= 1)
        people.append(Person(contact, port.level, since, open_now, late and not contact.do_not_call, every))
    return sorted(people, key=lambda each: (each.days is None, each.days or 0, each.contact.name))


def _gaps(rows: list[tuple[Level | None, tuple[Person, ...]]], settings: Settings) -> list[str]:
    known = dict(rows)
    gaps = [f"no {each} is known" for each in LEVELS if not known[each]]
    for person in known["executive"]:
        if person.due:
            name = one_line(person.contact.name)
            often = f" (every {person.every}, {person.every.whose})" if person.every and person.every.whose else ""
            last = f"was last met {days(person.days)} ago{often}" if person.days is not None else "was never met"
            gaps.append(f"{name} {last}")
    if None in known:
        gaps.append(f"the level of {plural(len(known[None]), 'person', 'people')} is not noted")
    return gaps


def say_entry(ports: Sequence[Port], unnamed: bool, within: int) -> str:
    """The ports of entry in words; one contact only is said to be a thread."""
    if not ports and not unnamed:
        return f"nobody in contact within {days(within)}"
    if len(ports) < 2:
        return f"one contact only within {days(within)}: the account hangs by a thread"
    departments = len({port.department for port in ports if port.department})
    levels = len({port.level for port in ports if port.level})
    parts = [plural(departments, "department")] if departments else []
    parts += [plural(levels, "level")] if levels else []
    return f"{len(ports)} people{''.join(f', {part}' for part in parts)} in contact within {days(within)}"


@dataclass(frozen=True, slots=True)
class Topic:
    """One heading of the knowledge sheet; `days` is the age of the newest insight, None when nothing is known."""

    heading: Heading
    insights: tuple[Insight, ...]
    """Newest first; `Insight.contact` is who said it."""
    days: int | None
    stale: bool
    """Something is known, and it is older than 180 days."""


def knowledge(book: Book, settings: Settings, account: str, today: date) -> tuple[Topic, ...]:
    """What is known of their business, heading by heading, all six (method §4)."""
    known: dict[str, list[Insight]] = {heading: [] for heading in HEADINGS}
    for insight in reversed(book.insights.of(account)):
        known[insight.heading].append(insight)
    topics = []
    for heading in HEADINGS:
        age = _age(known[heading][0].on, today) if known[heading] else None
        topics.append(Topic(heading, tuple(known[heading]), age, age is not None and age > settings.rules.insight_days))
    return tuple(topics)


@dataclass(frozen=True, slots=True)
class Fences:
    """How far a lost account has come: the steps taken with their days, in the method's order, and the next one."""

    taken: tuple[tuple[FenceStep, date], ...]
    next: FenceStep | None
    why_lost: str
    """Why they left; empty while nobody has found out."""
    changed: str
    """What has changed since."""

    @property
    def summary(self) -> str:
        """ "2 of 4 steps taken; next: bring something"."""
        done = f"{len(self.taken)} of {plural(len(FENCE_STEPS), 'step')} taken"
        return f"{done}; next: {self.next}" if self.next else f"{done}: fences mended"


def fences(book: Book, account: Account) -> Fences:
    """The steps of mending fences that were taken in contact, and the next (method §4)."""
    past = history(book, account.id)
    taken: dict[str, date] = {}
    for touch in past.touches:
        if touch.fence and in_contact(touch):
            taken.setdefault(touch.fence, touch.at.date())
    steps = tuple((step, taken[step]) for step in FENCE_STEPS if step in taken)
    return Fences(steps, next_fence(past), account.lost_reason or "", account.lost_note)


def inner_circle(book: Book) -> list[Contact]:
    """The people of the inner circle, by name (method §4)."""
    return sorted((each for each in book.contacts.values() if each.circle), key=lambda each: each.name)


def enter_circle(book: Book, settings: Settings, contact: Contact, helps_us: str, we_help: str, today: date) -> Contact:
    """The contact as a member of the inner circle, to be put into the book.

    Raises BookError when the two-way test is not passed (both answers must be written down) or the circle is full.
    """
    theirs, ours, name = clean(helps_us).strip(), clean(we_help).strip(), one_line(contact.name)
    if not theirs or not ours:
        missing = "how they can help us" if not theirs else "how we can help them"
        raise BookError(f"{name} can't enter the inner circle yet: write down {missing}")
    size, members = settings.rules.circle_size, inner_circle(book)
    if not contact.circle and len(members) >= size:
        raise BookError(f"the inner circle is full ({len(members)} of {size}): few and deep; let somebody go first")
    return replace(contact, helps_us=theirs, we_help=ours, circle=contact.circle or today)


def leave_circle(contact: Contact) -> Contact:
    """The contact outside the inner circle; both answers are kept."""
    return replace(contact, circle=None)
