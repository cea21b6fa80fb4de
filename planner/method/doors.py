"""Before a cold call: which door somebody could open for us, and whom to ask for it first (method §7)."""

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from planner.book import Book
from planner.book.records import Account, Contact
from planner.method.asks import why_not
from planner.method.cadence import history
from planner.method.calls import BESIDE, Call
from planner.method.day import Plan
from planner.method.referrals import opened_by
from planner.method.warm import WarmPath, paths_to, warm_paths
from planner.settings import Settings


class Door(Struct, frozen=True):
    """A new account with the ways in, the best first."""

    account: Account
    ways: list[WarmPath]
    talked: bool
    """We have been in contact, whoever opened it."""
    asked: bool
    """An introduction is on record: to be asked for, asked for, or made."""
    opened: bool
    """Somebody has introduced us."""


class Introduction(Struct, frozen=True):
    """Whom to ask to introduce us, and by which way; `not_today` says why they should not be asked today, if so."""

    way: WarmPath
    person: Contact
    not_today: str | None


def doors(book: Book, settings: Settings, now: datetime) -> list[Door]:
    """Every new account that somebody could introduce us to: those that are still shut first, the warmest first."""
    found = [_door(book, book.accounts[account], ways) for account, ways in warm_paths(book, settings, now).items()]
    return sorted(
        found,
        key=lambda door: (
            door.opened,
            door.asked,
            door.talked,
            -door.ways[0].strength,
            door.account.name,
            door.account.id,
        ),
    )


def _door(book: Book, account: Account, ways: list[WarmPath]) -> Door:
    asked = any(each.direction == "got" and each.stage != "declined" for each in book.referrals.of(account.id))
    talked = history(book, account.id).last_contact is not None
    return Door(account, ways, talked, asked, opened_by(book, account.id) is not None)


def is_cold(book: Book, account: Account) -> bool:
    """Whether a call there is a cold one: they never bought, and nobody has introduced us."""
    return account.status == "new" and account.do_not_call is None and opened_by(book, account.id) is None


def way_in(book: Book, settings: Settings, account: Account | None, now: datetime) -> WarmPath | None:
    """The best way into an account that we would otherwise call cold; None when there is none, or it is not cold."""
    if account is None or not is_cold(book, account):
        return None
    return next(iter(paths_to(book, settings, account, now)), None)


def told(book: Book, settings: Settings, plan: Plan, now: datetime) -> Plan:
    """The plan with the warm path beside each cold call that is still to be made (method §7)."""
    return replace(plan, calls=tuple(_told(book, settings, call, now) for call in plan.calls))


def _told(book: Book, settings: Settings, call: Call, now: datetime) -> Call:
    if call.done or call.promised or call.purpose != "prospecting" or call.account is None:
        return call  # what was promised is done first, and in person
    way = way_in(book, settings, book.accounts.get(call.account), now)
    return replace(call, why=(*call.why[:1], f"{BESIDE}{way.how}", *call.why[1:])) if way else call


def askable(book: Book, account: Account, ways: list[WarmPath]) -> list[WarmPath]:
    """The ways through a person whose introduction to that account is not on record yet."""
    on_record = {each.contact for each in book.referrals.of(account.id) if each.direction == "got"}
    return [way for way in ways if way.contact in book.contacts and way.contact not in on_record]


def introduction(book: Book, settings: Settings, account: Account, now: datetime) -> Introduction | None:
    """Whom to ask to introduce us: by the best way that is left; None when nobody is left to ask."""
    ways = askable(book, account, paths_to(book, settings, account, now))
    if not ways:
        return None
    person = book.contacts[ways[0].contact or ""]
    return Introduction(ways[0], person, why_not(book, settings, person, now))
