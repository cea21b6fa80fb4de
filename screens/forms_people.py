"""The forms of accounts and people (method §1, §4, §7)."""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec.structs import replace

from planner.book import Book, Gone
from planner.book.find import find_account
from planner.book.records import Account, Contact, Record
from planner.book.vocabulary import FIELDS, LEVELS, LOST_REASONS, STATUSES, choose
from planner.method.status import SAID_SO
from planner.wording import clean, one_line
from screens.base import PlannerScreen
from screens.checks import account_named, day_named, when_of, word_of
from screens.dialogs import Question
from screens.forms import Changes, Field, Form
from screens.reading import read_cadence, read_list, say_cadence, show_cadence, show_day


def free(text: str) -> str:
    """Free text as it is kept."""
    return clean(text).strip()


def picked(words: tuple[str, ...], what: str) -> Callable[[str], str | None]:
    """Reads one of some words; nothing typed is None."""
    return lambda text: choose(text, words, what) if text else None


def past_day(screen: PlannerScreen) -> Callable[[str], Any]:
    """Reads a day gone by; nothing typed is None."""
    return lambda text: when_of(text, screen.now, screen.settings, past=True).day if text else None


def day(screen: PlannerScreen) -> Callable[[str], Any]:
    """Reads a day to come; nothing typed is None."""
    return lambda text: when_of(text, screen.now, screen.settings).day if text else None


def account_form(screen: PlannerScreen, record: Record | None = None) -> Form:
    """An account: its name is enough."""
    new = record is None
    account = record if isinstance(record, Account) else Account(
        id=screen.book.make_id(), created=screen.now, name="", status_since=screen.now.date()
    )  # fmt: skip
    book, past = screen.book, day_named(screen.now, screen.settings, past=True)
    to_come = day_named(screen.now, screen.settings)
    industries = sorted({each.industry for each in book.accounts.values() if each.industry})
    names = [one_line(each.name) for each in book.accounts.values()] if len(book.accounts) < 5000 else []

    def parent(text: str) -> str | None:
        return find_account(book, text).id if text else None

    fields = [
        Field(Question("name", "Name", account.name, "the company", needed=True)),
        Field(Question("status", "Status", account.status, ", ".join(STATUSES), STATUSES, word_of(STATUSES, "status"), True), picked(STATUSES, "status")),
        Field(Question("last_order", "Last order", show_day(account.last_order), "3 months ago, 2026-05-01", check=past), past_day(screen)),
        Field(Question("industry", "Industry", account.industry, offers=industries)),
        Field(Question("phone", "Phone", account.phone)),
        Field(Question("website", "Website", account.website)),
        Field(Question("address", "Address", account.address)),
        Field(Question("city", "City", account.city)),
        Field(Question("region", "Region", account.region)),
        Field(Question("country", "Country", account.country)),
        Field(Question("zone", "Time zone", account.zone, "Europe/Berlin")),
        Field(Question("tags", "Tags", ", ".join(account.tags), "key account, north"), read_list),
        Field(Question("competitor", "Competitor", account.competitor, "whose customer they are")),
        Field(Question("parent", "Part of", book.account_name(account.parent), "the company above it", names, account_named(book)), parent),
        Field(Question("cadence", "Cadence", show_cadence(account.cadence), "10/20 working days; usual", check=say_cadence), read_cadence),
        Field(Question("parked_until", "Parked until", show_day(account.parked_until), check=to_come), day(screen)),
        Field(Question("snoozed_until", "Put off until", show_day(account.snoozed_until), check=to_come), day(screen)),
        Field(Question("do_not_call", "Do not call", show_day(account.do_not_call), "since when", check=past), past_day(screen)),
        Field(Question("lost_reason", "Left because", account.lost_reason or "", ", ".join(LOST_REASONS), LOST_REASONS, word_of(LOST_REASONS, "reason")), picked(LOST_REASONS, "reason")),
        Field(Question("lost_note", "Since then", account.lost_note, "what has changed since they left"), free),
        Field(Question("note", "Note", account.note), free),
    ]  # fmt: skip
    shown = fields if not new else [each for each in fields if each.question.name in NEW_ACCOUNT]

    def finish(_: Book, before: Account, changed: Changes) -> Sequence[Record | Gone]:
        """A status that the user sets stands against the dates."""
        after = replace(before, **changed)
        if after.status == before.status:
            return [after]
        return [replace(after, status_since=screen.now.date(), status_why=SAID_SO)]

    title = "New account" if new else one_line(account.name)
    return Form(
        title,
        account,
        shown,
        lambda said: f"{'Added' if new else 'Edited'} account {one_line(said['name'])}",
        finish,
        new,
    )


NEW_ACCOUNT = ("name", "status", "last_order", "industry", "phone", "website", "city", "country", "tags", "note")


def contact_form(
    screen: PlannerScreen, record: Record | None = None, account: str | None = None, level: str | None = None
) -> Form:
    """A person at an account; without an account, a colleague in selling."""
    new = record is None
    person = record if isinstance(record, Contact) else Contact(
        id=screen.book.make_id(), created=screen.now, name="", account=account, field=None if account else "anywhere",
        level=choose(level, LEVELS, "level") if level else None,  # type: ignore[arg-type]  # one of LEVELS
    )  # fmt: skip
    past = day_named(screen.now, screen.settings, past=True)
    gone_by = past_day(screen)
    there = screen.book.contacts.of(person.account) if person.account else []
    departments = sorted({each.department for each in there if each.department})
    at_work = [
        Field(Question("level", "Level", person.level or "", ", ".join(LEVELS), LEVELS, word_of(LEVELS, "level")), picked(LEVELS, "level")),
        Field(Question("department", "Department", person.department, offers=departments)),
    ]  # fmt: skip
    in_selling = [
        Field(Question("company", "Company", person.company)),
        Field(Question("field", "Field", person.field or "", ", ".join(FIELDS), FIELDS, word_of(FIELDS, "field")), picked(FIELDS, "field")),
        Field(Question("sells_to", "Sells to", ", ".join(person.sells_to), "industries: food, textiles"), read_list),
        Field(Question("asks", "Wants to meet", person.asks)),
    ]  # fmt: skip
    names = [one_line(each.name) for each in screen.book.accounts.values()] if len(screen.book.accounts) < 5000 else []
    place = screen.book.account_name(person.account)

    def employer(text: str) -> str | None:
        return find_account(screen.book, text).id if text else person.account

    of_customers = [
        Field(Question("account", "Works at", place, "their account", names, account_named(screen.book)), employer),
        Field(Question("noticed", "On notice", show_day(person.noticed), 'told "I\'ll ask for referrals": when', check=past), gone_by),
        Field(Question("satisfied", "Satisfied", show_day(person.satisfied), "since when they say so", check=past), gone_by),
        Field(Question("left", "Has left", show_day(person.left), "when we learned of it", check=past), gone_by),
    ]  # fmt: skip
    fields = [
        Field(Question("name", "Name", person.name, needed=True)),
        Field(Question("title", "Title", person.title)),
        *(at_work if person.account else in_selling),
        Field(Question("phone", "Phone", person.phone)),
        Field(Question("mobile", "Mobile", person.mobile)),
        Field(Question("email", "E-mail", person.email)),
        Field(Question("manner", "Manner", person.manner, "what they are like to deal with")),
        Field(Question("note", "Note", person.note), free),
    ]
    more = [
        Field(Question("zone", "Time zone", person.zone, "Europe/Berlin")),
        Field(Question("birthday", "Birthday", show_day(person.birthday), "1980-05-01", check=past), gone_by),
        Field(Question("tags", "Tags", ", ".join(person.tags)), read_list),
        Field(Question("cadence", "Cadence", show_cadence(person.cadence), "10/20 working days; usual", check=say_cadence), read_cadence),
        Field(Question("worked_at", "Worked at", ", ".join(person.worked_at), "companies before this one"), read_list),
        Field(Question("helps_us", "They help us", person.helps_us)),
        Field(Question("we_help", "We help them", person.we_help)),
        *(of_customers if person.account else []),
        Field(Question("do_not_call", "Do not call", show_day(person.do_not_call), "since when", check=past), gone_by),
    ]  # fmt: skip

    def finish(book: Book, before: Contact, changed: Changes) -> Sequence[Record | Gone]:
        """Who moves to another account has worked at the one before."""
        after = replace(before, **changed)
        former = book.account_name(before.account)
        if after.account == before.account or not former:
            return [after]
        return [replace(after, worked_at=tuple(dict.fromkeys((*after.worked_at, former))))]

    title = ("New person" if account else "New colleague") if new else one_line(person.name)
    return Form(
        title, person, fields if new else [*fields, *more],
        lambda said: f"{'Added' if new else 'Edited'} {one_line(said['name'])}", finish, new,
    )  # fmt: skip


PEOPLE: dict[str, Callable[..., Form]] = {"account": account_form, "contact": contact_form}
