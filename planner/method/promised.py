"""What was promised for a day is on its plan, whatever the status; what has a clock time stands at that time (method §2)."""

from datetime import date, datetime, timedelta
from itertools import pairwise

from msgspec.structs import replace

from planner.book import Book
from planner.book.records import Contact, Promise
from planner.book.vocabulary import Purpose, Status
from planner.method.cadence import history
from planner.method.calls import Call
from planner.method.capacity import Capacity, clash
from planner.method.due import MOST_URGENT, soon, usual_purpose, whom
from planner.method.lengths import planned_minutes
from planner.method.local_time import fits, reachable
from planner.settings import Settings


def promised_calls(book: Book, settings: Settings, day: date, now: datetime, room: Capacity) -> list[Call]:
    """A call for everybody to whom something is promised by `day`, and for what is booked at a clock time.

    Several promises to one account are one call, unless they have times of their own. What was tried today without
    contact waits for tomorrow, unless its time is still to come.
    """
    calls: dict[object, Call] = {}
    aside = put_aside(book, day)
    tried = {touch.account or touch.contact: touch.at for touch in book.touches.where("day", day)}
    falling_due = [each for each in book.promises.where("open", True) if each.due <= day]
    for each in sorted(falling_due, key=lambda promise: (promise.due, promise.id)):
        at = each.at.astimezone(now.tzinfo) if each.at and each.due == day else None
        if each.kind == "retry" and at is None:
            continue
        about = each.account or each.contact or each.id
        last = tried.get(about)
        if about in aside or (last and (at is None or at <= last)) or barred(book, each):
            continue
        call = _call(book, settings, each, day, now, room, at)
        key = (about, at) if at else about
        calls[key] = replace(calls[key], why=(*calls[key].why, *call.why)) if key in calls else call
    return _clashing(book, list(calls.values()))


def _clashing(book: Book, calls: list[Call]) -> list[Call]:
    """The calls, those that begin while another with a clock time still runs saying so."""
    timed = sorted((call.at, place) for place, call in enumerate(calls) if call.at)
    late: dict[int, str] = {}
    for (begins, earlier), (follows, later) in pairwise(timed):
        before = calls[earlier]
        if begins + timedelta(minutes=before.minutes) > follows:
            name = book.account_name(before.account) or book.contact_name(before.contact) or "a promise to yourself"
            late[later] = f"clashes with {name} at {begins:%H:%M}"
    return [replace(call, why=(*call.why, late[place])) if place in late else call for place, call in enumerate(calls)]


def put_aside(book: Book, day: date) -> frozenset[str]:
    """The accounts, colleagues or promises to which the user said "not today"."""
    return frozenset(about for kept in book.plans.where("day", day) for about in kept.put_aside)


def barred(book: Book, promise: Promise) -> bool:
    """Whether the one it was promised to said "do not call"."""
    account = book.accounts.get(promise.account or "")
    person = book.contacts.get(promise.contact or "")
    return bool((account and account.do_not_call) or (person and person.do_not_call))


def _call(
    book: Book, settings: Settings, each: Promise, day: date, now: datetime, room: Capacity, at: datetime | None
) -> Call:
    account = book.accounts.get(each.account or "")
    status: Status = account.status if account else "new"
    person = each.contact or (whom(book, account.id, history(book, account.id)) if account else None)
    purpose = each.purpose or _purpose(each, status, book.contacts.get(person or ""))
    minutes = each.minutes or planned_minutes(book, settings, status, purpose)
    word = "booked" if each.kind in ("retry", "meeting") else "promised"
    why = [f"{word} {soon(day, each)}{f' at {at:%H:%M}' if at else ''}: {each.text}"]
    ran_into = clash(room.meetings, at, minutes) if at else None
    between = None if at else reachable(book, settings, each.account, person, day, now, room)
    if not fits(between, minutes):  # it was promised all the same
        ran_into, between = "your hours and theirs don't meet today", None
    return Call(
        account=each.account,
        contact=person,
        status=status,
        purpose=purpose,
        minutes=minutes,
        why=(*why, ran_into) if ran_into else tuple(why),
        at=at,
        promised=each.kind != "retry",
        promise=each.id,
        opportunity=each.opportunity,
        fence=each.fence,
        urgency=MOST_URGENT + (day - each.due).days,
        window=between,
    )


def _purpose(promise: Promise, status: Status, person: Contact | None) -> Purpose:
    by_kind: dict[str, Purpose] = {"thank": "thank", "tell": "thank", "reward": "thank"}
    if promise.kind == "meeting" and status != "new":
        return "executive interview" if person and person.level == "executive" else "working interview"
    if promise.idea:
        return "romance"
    return by_kind.get(promise.kind) or usual_purpose(status)
