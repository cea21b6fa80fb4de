"""What time it is where a contact is, and when they may be called: nobody outside their own working hours (method §2)."""

from datetime import date, datetime, time, tzinfo
from functools import lru_cache

from planner.book import Book
from planner.book.records import Account, Contact
from planner.clock import local_moment, other_half_of_day, zone_named, zone_of_phone
from planner.method.calls import Window
from planner.method.capacity import Capacity
from planner.settings import Hours, Settings

THEIR_START, THEIR_END = time(8, 30), time(17, 30)


def zone_of(settings: Settings, account: Account | None, contact: Contact | None) -> tzinfo | None:
    """The contact's zone, else the account's, else that of the phone number; None when nothing tells."""
    for name in (contact.zone if contact else "", account.zone if account else ""):
        zone = zone_named(name) if name else None
        if zone:
            return zone
    number = (contact.phone or contact.mobile if contact else "") or (account.phone if account else "")
    derived = _zone_of_number(number, settings.hours.country) if number else None
    return zone_named(derived) if derived else None


@lru_cache(maxsize=4096)
def _zone_of_number(number: str, country: str) -> str | None:
    if not country and not number.lstrip().startswith(("+", "00")):
        return None
    return zone_of_phone(number, country or None)


def window(
    book: Book, settings: Settings, account: str | None, contact: str | None, day: date, zone: tzinfo
) -> tuple[datetime, datetime] | None:
    """When somebody may be called on `day`, in the user's `zone`; None when nothing is known of where they are."""
    there = zone_of(settings, book.accounts.get(account or ""), book.contacts.get(contact or ""))
    return _their_hours(day, there, zone) if there else None


@lru_cache(maxsize=512)
def _their_hours(day: date, there: tzinfo, zone: tzinfo) -> tuple[datetime, datetime]:
    start, end = (local_moment(day, at, there).astimezone(zone) for at in (THEIR_START, THEIR_END))
    return start, end


def their_time(settings: Settings, account: Account | None, contact: Contact | None, now: datetime) -> datetime | None:
    """The clock on their wall, None when nothing tells where they are."""
    there = zone_of(settings, account, contact)
    return now.astimezone(there) if there else None


def next_half(settings: Settings, account: Account | None, contact: Contact | None, at: datetime) -> tuple[str, str]:
    """The half of the day to try in after a try at `at`, and when that was: by the clock on their wall where it is known.

    ("the afternoon", "09:10"), or ("their afternoon", "09:10 there") where their clock is another than the user's (method §3).
    """
    local = their_time(settings, account, contact, at) or at
    away = local.utcoffset() != at.utcoffset()
    return f"{'their' if away else 'the'} {other_half_of_day(local)}", f"{local:%H:%M}{' there' if away else ''}"


def half(hours: Hours, tried: datetime, day: date, zone: tzinfo, there: tzinfo | None) -> tuple[datetime, datetime]:
    """The half of `day` other than that of a try, where they are (where that is known), in the user's `zone` (method §3)."""
    begins, ends = (THEIR_START, THEIR_END) if there else (hours.start, hours.end)
    noon = max(begins, min(ends, time(12)))
    if other_half_of_day(tried.astimezone(there) if there else tried) == "morning":
        ends = noon
    else:
        begins = noon
    start, end = (local_moment(day, at, there or zone).astimezone(zone) for at in (begins, ends))
    return start, end


def reachable(
    book: Book,
    settings: Settings,
    account: str | None,
    contact: str | None,
    day: date,
    now: datetime,
    room: Capacity,
    tried: datetime | None = None,
) -> Window | None:
    """The selling minutes of `room` between which somebody may be called; None: at any time of the day.

    `tried` is the last try that reached nobody: the next one belongs in the other half of the day, unless that half is over
    or lies outside the user's hours; then any of their hours will do.
    """
    assert now.tzinfo is not None
    if not room.free:  # a day of which one only asks "what if": nobody's hours can be held against it
        return None
    hours = window(book, settings, account, contact, day, now.tzinfo)
    spans = [hours] if hours else []
    if tried:
        there = zone_of(settings, book.accounts.get(account or ""), book.contacts.get(contact or ""))
        spans.append(half(settings.hours, tried, day, now.tzinfo, there))
    if not spans:
        return None
    earliest = max(room.position(start) for start, _ in spans)
    latest = min(room.position(end) for _, end in spans)
    if latest <= earliest:
        if hours is None:
            return None
        earliest, latest = room.position(hours[0]), room.position(hours[1])
    return None if earliest <= 0 and latest >= room.minutes else (earliest, latest)


def fits(between: Window | None, minutes: int) -> bool:
    """Whether a call of so many minutes can be made within a window."""
    return between is None or between[1] - max(0, between[0]) >= minutes
