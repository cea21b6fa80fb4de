"""The forms of accounts and people (method §1, §4, §7)."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from planner.book import Book, Gone
from planner.book.records import Account, Contact, Record
from planner.book.vocabulary import FIELDS, LEVELS, LOST_REASONS, STATUSES, Level
from planner.method.status import SAID_SO
from planner.wording import one_line
from screens.base import PlannerScreen
from screens.fields import Field, Fields
from screens.forms import Changes, Form

NEW_ACCOUNT = ("name", "status", "last_order", "industry", "phone", "website", "city", "country", "tags", "note")
"""What is asked of a new account; the rest is asked when it is edited."""


def account_form(screen: PlannerScreen, record: Record | None = None, begin: str = "") -> Form:
    """An account: its name is enough. `begin`: the field that is wanted."""
    new, today = record is None, screen.now.date()
    account = record if isinstance(record, Account) else Account(
        id=screen.book.make_id(), created=screen.now, name="", status_since=today
    )  # fmt: skip
    fields = _account_fields(screen, account)
    shown = [each for each in fields if each.question.name in NEW_ACCOUNT] if new else fields

    def finish(_: Book, before: Account, changed: Changes) -> Sequence[Record | Gone]:
        """A status that the user sets stands against the dates."""
        after = replace(before, **changed)
        if after.status == before.status:
            return [after]
        return [replace(after, status_since=today, status_why=SAID_SO)]

    title, did = ("New account", "Added") if new else (one_line(account.name), "Edited")
    return Form(title, account, shown, lambda said: f"{did} account {one_line(said['name'])}", finish, new, begin)


def _account_fields(screen: PlannerScreen, account: Account) -> list[Field]:
    make = Fields(screen)
    industries = sorted({each.industry for each in screen.book.accounts.values() if each.industry})
    return [
        make.line("name", "Name", account.name, "the company", needed=True),
        make.pick("status", "Status", account.status, STATUSES),
        make.past("last_order", "Last order", account.last_order, "3 months ago, 2026-05-01"),
        make.line("industry", "Industry", account.industry, offers=industries),
        make.line("phone", "Phone", account.phone),
        make.line("website", "Website", account.website),
        make.line("address", "Address", account.address),
        make.line("city", "City", account.city),
        make.line("region", "Region", account.region),
        make.line("country", "Country", account.country),
        make.line("zone", "Time zone", account.zone, "Europe/Berlin"),
        make.many("tags", "Tags", account.tags, "key account, north"),
        make.line("competitor", "Competitor", account.competitor, "whose customer they are"),
        make.account("parent", "Part of", account.parent, "the company above it"),
        make.cadence(account.cadence),
        make.coming("parked_until", "Parked until", account.parked_until),
        make.coming("snoozed_until", "Put off until", account.snoozed_until),
        make.past("do_not_call", "Do not call", account.do_not_call, "since when"),
        make.pick("lost_reason", "Left because", account.lost_reason, LOST_REASONS, needed=False),
        make.free("lost_note", "Since then", account.lost_note, "what has changed since they left"),
        make.free("note", "Note", account.note),
    ]


def contact_form(
    screen: PlannerScreen, record: Record | None = None, account: str | None = None, level: Level | None = None
) -> Form:
    """A person at an account; without an account, a colleague in selling."""
    new = record is None
    person = record if isinstance(record, Contact) else Contact(
        id=screen.book.make_id(), created=screen.now, name="", account=account, level=level,
        field=None if account else "anywhere",
    )  # fmt: skip
    fields = _first_fields(screen, person)
    if not new:
        fields += _more_fields(screen, person)

    def finish(book: Book, before: Contact, changed: Changes) -> Sequence[Record | Gone]:
        """Who moves to another account has worked at the one before."""
        after, former = replace(before, **changed), book.account_name(before.account)
        if after.account == before.account or not former:
            return [after]
        return [replace(after, worked_at=tuple(dict.fromkeys((*after.worked_at, former))))]

    named = one_line(person.name) or ("New person" if account else "New colleague")
    return Form(
        named, person, fields, lambda said: f"{'Added' if new else 'Edited'} {one_line(said['name'])}", finish, new
    )


def _first_fields(screen: PlannerScreen, person: Contact) -> list[Field]:
    make = Fields(screen)
    there = screen.book.contacts.of(person.account) if person.account else []
    departments = sorted({each.department for each in there if each.department})
    at_work = [
        make.pick("level", "Level", person.level, LEVELS, needed=False),
        make.line("department", "Department", person.department, offers=departments),
    ]
    in_selling = [
        make.line("company", "Company", person.company),
        make.pick("field", "Field", person.field, FIELDS, needed=False),
        make.many("sells_to", "Sells to", person.sells_to, "industries: food, textiles"),
        make.line("asks", "Wants to meet", person.asks),
    ]
    return [
        make.line("name", "Name", person.name, needed=True),
        make.line("title", "Title", person.title),
        *(at_work if person.account else in_selling),
        make.line("phone", "Phone", person.phone),
        make.line("mobile", "Mobile", person.mobile),
        make.line("email", "E-mail", person.email),
        make.line("manner", "Manner", person.manner, "what they are like to deal with"),
        make.free("note", "Note", person.note),
    ]


def _more_fields(screen: PlannerScreen, person: Contact) -> list[Field]:
    make = Fields(screen)
    of_customers = [
        make.account("account", "Works at", person.account, "their account"),
        make.past("noticed", "On notice", person.noticed, 'told "I\'ll ask you for referrals": when'),
        make.past("satisfied", "Satisfied", person.satisfied, "since when they say so"),
        make.past("left", "Has left", person.left, "when we learned of it"),
    ]
    return [
        make.line("zone", "Time zone", person.zone, "Europe/Berlin"),
        make.past("birthday", "Birthday", person.birthday, "1980-05-01"),
        make.many("tags", "Tags", person.tags),
        make.cadence(person.cadence),
        make.many("worked_at", "Worked at", person.worked_at, "companies before this one"),
        make.free("helps_us", "They help us", person.helps_us),
        make.free("we_help", "We help them", person.we_help),
        *(of_customers if person.account else []),
        make.past("do_not_call", "Do not call", person.do_not_call, "since when"),
    ]


PEOPLE: dict[str, Callable[..., Form]] = {"account": account_form, "contact": contact_form}
