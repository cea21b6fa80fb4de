"""Fills a book with the sample: sixty invented companies and two years of selling to them, around `now`."""

from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace

from planner.book import Book
from planner.book.records import Account
from planner.book.vocabulary import Status
from planner.demo import notes
from planner.demo.circle import write_circle, write_colleagues
from planner.demo.companies import Company, phone, zone
from planner.demo.deals import write_deals
from planner.demo.diary import TWO_YEARS, Diary, Place
from planner.demo.existing import EXISTING
from planner.demo.history import write_history
from planner.demo.lost import LOST
from planner.demo.people import Names, domain, staff
from planner.demo.prospects import PROSPECTS
from planner.demo.scenes import write_scenes
from planner.demo.warm import write_endorsements, write_notices, write_referrals
from planner.demo.weeks import even_out, write_plans, write_reflections
from planner.settings import Settings

LABEL = "the sample book"
SNOOZED = "Bluemesa Springs"
COMPANIES: tuple[tuple[Status, tuple[Company, ...]], ...] = (("existing", EXISTING), ("lost", LOST), ("new", PROSPECTS))


def fill(book: Book, now: datetime, settings: Settings, seed: int = 7) -> None:
    """Put the sample into an empty book, in one change that undo leaves alone; the same for the same seed and day.

    `now` is aware; what falls due "today" falls due on the next working day when `now` is none. Nothing that has
    happened lies after it. Raises planner.storage.NotSaved when the book can't be written.
    """
    diary = Diary(now, settings, seed)
    names = Names(diary.random)
    for status, companies in COMPANIES:
        for company in companies:
            diary.places[company.name] = _place(diary, names, company, status)
    for place in diary.places.values():
        write_history(diary, place, write_deals(diary, place))
    colleagues = write_colleagues(diary)
    referrals = write_referrals(diary, colleagues)
    write_endorsements(diary)
    write_circle(diary)
    write_notices(diary)
    write_scenes(diary, colleagues, referrals)
    even_out(diary)
    write_plans(diary)
    write_reflections(diary)
    accounts = [_settled(diary, place) for place in diary.places.values()]
    people = [person.record for place in diary.places.values() for person in place.people]
    book.change(LABEL, *accounts, *people, *diary.records, undoable=False)


def _place(diary: Diary, names: Names, company: Company, status: Status) -> Place:
    """A company with its people; what depends on its history is added at the end."""
    first = diary.back(diary.reach)
    if status == "new":
        known = company.known or 3 * company.tries + diary.random.randint(5, 40)
        first = diary.back(known if company.warm else known + 2)
    account = Account(
        id=diary.make_id(),
        created=diary.at(first, 9),
        source="" if company.orders or company.warm else "list of the packaging fair",
        name=company.name,
        status=status,
        industry=company.industry,
        phone=phone(company, diary.random),
        website=f"https://{domain(company.name)}",
        address=company.street,
        city=company.city,
        region=company.region,
        country=company.country,
        zone=zone(company),
        competitor=company.competitor,
        tags=company.tags,
        note=company.note,
        cadence=company.cadence,
        lost_reason=company.reason,
        lost_note=company.changed,
    )
    return Place(company, account, staff(company, account, names, diary.random, diary.make_id))


def _settled(diary: Diary, place: Place) -> Account:
    """The account with what two years have made of it."""
    company, account = place.company, place.account
    fields: dict[str, Any] = {"status_since": account.created.date() if account.created else diary.today}
    if company.orders:
        last, first = diary.days_ago(company.orders[0]), diary.days_ago(min(company.orders[-1], TWO_YEARS))
        fields |= {"last_order": last, "status_since": first, "status_why": "first order"}
        if company.reason:
            left = last + timedelta(days=120)
            fields |= {"status_since": left, "status_why": notes.WHY_LEFT[company.reason]}
    if company.parent:
        fields["parent"] = diary.places[company.parent].account.id
    return replace(account, **fields, **_kept_out(diary, place))


def _kept_out(diary: Diary, place: Place) -> dict[str, Any]:
    """Parked after five tries or a no, put off by us, or never to be called again."""
    company, rules, last = place.company, diary.settings.rules, diary.latest.get(place.account.id)
    if company.name == SNOOZED:
        return {"snoozed_until": diary.ahead(9), "snoozed_why": "the audit, until it is over"}
    if last is None:
        return {}
    day = last.at.date()
    if company.ended == "do not call":
        return {"do_not_call": day}
    if company.ended == "not interested":
        until = day + timedelta(days=rules.revisit_days)
        return {"parked_until": until, "parked_why": f"not interested: {last.note}"}
    if company.tries >= rules.tries:
        until = day + timedelta(days=rules.park_days)
        return {"parked_until": until, "parked_why": f"{company.tries} tries without contact"}
    return {}
