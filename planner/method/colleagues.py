"""Other salespeople: whose catch-up is due, and what to talk about so that both sides are helped (method §7)."""

from collections.abc import Iterator
from datetime import date, datetime

from msgspec import Struct

from planner.book import Book
from planner.book.records import Contact, Promise
from planner.book.vocabulary import FIELDS, Field
from planner.method.cadence import history, next_step, open_promises
from planner.method.catalogue import short
from planner.settings import Settings, working_days
from planner.wording import day as say_day
from planner.wording import listing, one_line, plural


class CatchUp(Struct, frozen=True):
    """A colleague with what there is to talk about. Days are working days; None when there never was contact."""

    contact: Contact
    days_silent: int | None
    ideal: int
    most: int
    next_step: Promise | None
    prompts: tuple[str, ...]
    why: str
    both_answered: bool
    """What they can do for us and we for them are both written down."""

    @property
    def late(self) -> float:
        """How late the catch-up is: 1 is due, 2 twice the ideal; just due when there never was contact."""
        return 1.0 if self.days_silent is None else self.days_silent / self.ideal


def catch_ups(book: Book, settings: Settings, now: datetime) -> list[CatchUp]:
    """The colleagues whose catch-up is due, the longest overdue first (method §7); a booked next step counts as a date."""
    today = now.date()
    due = [
        each
        for each in (catch_up(book, settings, person, now) for person in _callable(book))
        if each.late >= 1 and not any(step.due > today for step in open_promises(book, each.contact.id))
    ]
    return sorted(due, key=lambda each: (-each.late, _place(each.contact.field), each.contact.name, each.contact.id))


def colleagues(book: Book, settings: Settings, now: datetime) -> list[CatchUp]:
    """All colleagues, due or not, by field: aligned, co-worker, anywhere; then by name."""
    everyone = [catch_up(book, settings, person, now) for person in _callable(book)]
    return sorted(everyone, key=lambda each: (_place(each.contact.field), each.contact.name, each.contact.id))


def _callable(book: Book) -> Iterator[Contact]:
    for person in book.contacts.where("account", None):
        sells = person.field is not None or person.circle is not None or bool(person.sells_to)
        if sells and person.do_not_call is None and person.left is None:
            yield person


def _place(field: Field | None) -> int:
    return FIELDS.index(field) if field else len(FIELDS)


def cadence_of(settings: Settings, person: Contact) -> tuple[int, int]:
    """Ideal and tolerated silence with a colleague, in working days: their own, the inner circle's, or a colleague's."""
    return person.cadence or (settings.cadence.circle if person.circle else settings.cadence.colleague)


def catch_up(book: Book, settings: Settings, person: Contact, now: datetime) -> CatchUp:
    """How it stands with one colleague, and what to talk about."""
    today = now.date()
    since = history(book, person.id).silent_since
    ideal, most = cadence_of(settings, person)
    silent = working_days(settings.hours).between(since, today) if since else None
    return CatchUp(
        contact=person,
        days_silent=silent,
        ideal=ideal,
        most=most,
        next_step=next_step(book, person.id, today),
        prompts=prompts(person),
        why=_why(since, silent, ideal, most, today),
        both_answered=bool(person.helps_us.strip() and person.we_help.strip()),
    )


def _why(since: date | None, silent: int | None, ideal: int, most: int, today: date) -> str:
    if since is None or silent is None:
        return "never talked so far"
    limit = f"over the {most} tolerated" if silent > most else f"ideal {ideal}, at most {most}"
    return f"last talked {say_day(since, today)}, {plural(silent, 'working day')} ago ({limit})"


def prompts(person: Contact) -> tuple[str, ...]:
    """What to talk about: news, trends, challenges, pride, and what each can do for the other (method §7)."""
    fields = listing([one_line(each) for each in person.sells_to], limit=6)
    where = f"in {fields}" if fields else "among the people you sell to"
    return (
        "What is new with you since we last talked?",
        f"Which trends do you see {where}: who spends, who stops?",
        "What is the hardest part of your year so far?",
        "What are you proudest of lately? Tell me how you did it.",
        *_help(person),
    )


def _help(person: Contact) -> Iterator[str]:
    """How can we help each other: what is known already, and what is still to be asked."""
    if person.asks.strip():
        yield f"On their wish list: {short(person.asks)}. Bring a name."
    if person.we_help.strip():
        yield f"What we can do for them: {short(person.we_help)}. Offer it."
    if not person.asks.strip() and not person.we_help.strip():
        yield "Whom would you like to meet, and what would help you most this month?"
    if person.helps_us.strip():
        yield f"What they can do for us: {short(person.helps_us)}. Ask for it, if the time is right."
    else:
        yield "Here is whom I would like to meet: does a name come to mind?"
