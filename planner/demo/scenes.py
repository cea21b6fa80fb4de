"""What stands in the sample book for the days around today: promises, meetings, events, and the odd turns of a few accounts."""

from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from planner.book.records import Barred, Event, Meeting, Opportunity, Promise, Referral
from planner.book.vocabulary import PromiseKind, Purpose
from planner.demo.diary import Diary
from planner.demo.people import Person, amend


class Word(NamedTuple):
    """One open promise: days are working days from today (before, when negative), `made` working days ago."""

    company: str
    person: int
    text: str
    due: int
    made: int = 1
    kind: PromiseKind = "promise"
    at: tuple[int, int] | None = None
    purpose: Purpose | None = None
    minutes: int | None = None
    about: str = ""
    """The prospect of a referral, or "deal" for the open proposal."""


WORDS: Final[tuple[Word, ...]] = (
    Word("Cedarhollis Outfitters", 1, "Send {who} the training sheet for the mezzanine pickers", 0, purpose="deliver value"),
    Word("Tarnbeck Brewers", 0, "Tell {who} how the first talk with Thistlecombe went, and thank", 0, 8, "tell",
         purpose="thank", about="Thistlecombe Pet Foods"),
    Word("Bergwinkel Kaffeerösterei", 1, "Show {who} the layout with the walking distances", -2, 4, purpose="mend fences"),
    Word("Kupferkamm Elektrik", 1, "Find out for {who} what others did with the old labels", -4, 22),
    Word("Orchardvale Online", 1, "Ring {who} with what a returned parcel costs others", 0, 10, purpose="prospecting"),
    Word("Établissements Vaubriand", 1, "Send {who} the auditor's questions in French", 1, 6),
    Word("Nordhang Möbelwerke", 1, "Show the works council the stoppage figures", 2, 4, "meeting", (10, 0),
         "romance", 40, about="deal"),
    Word("Ballinreagh Creameries", 0, "The dinner at the harbour for {who}: book it and send the card", 2, 20, "reward",
         purpose="thank", about="Saltmarram Seafoods"),
    Word("Halvorpike Instruments", 0, "First visit: three sites, three ways of packing", 3, 3, "meeting", (14, 0),
         "executive interview", 45),
    Word("Harrowfen Dairies", -1, "Bring {who} the list of dairies that moved to crates", 3, 11, purpose="deliver value"),
    Word("Thistlecombe Pet Foods", 0, "Meet {who} at the dock, with the Sunday rota", 4, 8, "meeting", (11, 0),
         "working interview", 40),
    Word("Hochtal Medizintechnik", 0, "Ring {who} with three firms that moved a plant", 5, 3, purpose="deliver value"),
    Word("Quarrymead Organics", 1, "Time the crates at Cardiff with {who}", 6, 5, "meeting", (9, 30), "working interview", 45),
    Word("Granvik Sport", 1, "Ring {who} once the lifts have been serviced", 7, 6, purpose="mend fences"),
)  # fmt: skip

PINNED: Final = Word(
    "Ballinreagh Creameries", 1, "Ring {who} about the tickets to the packaging fair", 0, 5, purpose="thank", minutes=8
)
"""The promise of today that has a clock time."""

WORKED_AT: Final[dict[tuple[str, int], str]] = {
    ("Brackwater Provisions", 1): "Cobblestead Foods",
    ("Nordhang Möbelwerke", 2): "Sternholz Küchen",
    ("Lindqvarn Dryck", 1): "Fjordlund Apotek",
    ("Pradosol Alimentación", 1): "Iberlana Moda",
    ("Wierzbnica Papier", 2): "Karpniki Szkło",
    ("Otterbrook Cosmetics", 1): "Marlpit Wholesale Pharmacy",
}
"""Who used to work at a company that we would like to know: warm paths."""


def write_scenes(diary: Diary, colleagues: dict[str, Person], referrals: dict[str, Referral]) -> None:
    """Everything that is due, booked or odd around today."""
    for word in WORDS:
        _promise(diary, word, referrals, _at(diary, word))
    _promise(diary, PINNED, referrals, _clock_time(diary))
    walt = colleagues["Walt"]
    diary.promise(
        "Thank Walt for Halvorpike Instruments", diary.ahead(1), None, walt, "thank", diary.back(3), purpose="thank",
        referral=referrals["Halvorpike Instruments"].id,
    )  # fmt: skip
    _meetings(diary)
    _events(diary, colleagues)
    _successor(diary)


def _promise(diary: Diary, word: Word, referrals: dict[str, Referral], at: datetime | None) -> Promise:
    place = diary.places[word.company]
    fields: dict[str, Any] = {"purpose": word.purpose, "minutes": word.minutes, "at": at}
    if word.about == "deal":
        fields["opportunity"] = next(
            each.id
            for each in diary.records
            if isinstance(each, Opportunity) and each.account == place.account.id and each.stage == "negotiation"
        )
    elif word.about:
        fields["referral"] = referrals[word.about].id
    due = diary.back(-word.due) if word.due < 0 else diary.ahead(word.due)
    return diary.promise(word.text, due, place, place.people[word.person], word.kind, diary.back(word.made), **fields)


def _at(diary: Diary, word: Word) -> datetime | None:
    return diary.at(diary.ahead(word.due), *word.at) if word.at else None


def _clock_time(diary: Diary) -> datetime:
    """Half past ten; on a day that is well under way, the half hour after next."""
    usual = diary.at(diary.today, 10, 30)
    if diary.now <= usual - timedelta(minutes=30):
        return usual
    later = diary.now + timedelta(minutes=60 - diary.now.minute % 30)
    return min(later.replace(second=0, microsecond=0), diary.at(diary.today, 16, 30))


def _meetings(diary: Diary) -> None:
    """Two meetings today, one tomorrow, and those of the last two weeks."""
    booked: list[tuple[int, tuple[int, int], int, str, str]] = [
        (0, (11, 30), 45, "Sales meeting", ""),
        (0, (14, 30), 60, "On site: chutes and noise", "Kestrelmoor Logistics"),
        (-1, (9, 30), 60, "The second shift comes back", "Delmarra Auto Parts"),
        (3, (15, 0), 60, "Acceptance of the freezer hall", "Brackwater Provisions"),
        (5, (11, 30), 45, "Sales meeting", ""),
        (6, (10, 0), 90, "Works council, first round", "Nordhang Möbelwerke"),
        (10, (11, 30), 45, "Sales meeting", ""),
        (11, (14, 0), 60, "Crate washer, third year", "Ballinreagh Creameries"),
    ]
    for days, (hour, minute), minutes, title, name in booked:
        day = diary.back(days) if days >= 0 else diary.ahead(-days)
        start, account = diary.at(day, hour, minute), diary.places[name].account.id if name else None
        end = start + timedelta(minutes=minutes)
        diary.write(Meeting, diary.back(days + 5), title=title, start=start, end=end, account=account)


def _events(diary: Diary, colleagues: dict[str, Person]) -> None:
    """Three evenings out: one followed up with everybody, one half, and yesterday's with everything still to do."""
    met: list[tuple[int, str, str, tuple[tuple[str, int], ...], int]] = [
        (16, "Packaging fair, northern hall", "Stood at the crate washer all day.",
         (("Quarrymead Organics", 1), ("Thistlecombe Pet Foods", 0), ("Tarnbeck Brewers", 2)), 3),
        (86, "Chamber breakfast on energy", "Good coffee, one real talk.",
         (("Otterbrook Cosmetics", 1), ("Feldspar & Rowe", 1)), 1),
        (1, "Logistics evening at the harbour", "Long table, three cards, one promise.",
         (("Kestrelmoor Logistics", 2), ("Orchardvale Online", 2)), 0),
    ]  # fmt: skip
    for days, name, note, guests, kept in met:
        people = [(diary.places[company], diary.places[company].people[at]) for company, at in guests]
        ids = [person.record.id for _, person in people] + ([colleagues["Renske"].record.id] if days == 1 else [])
        diary.write(Event, diary.back(days), name=name, on=diary.back(days), met=tuple(ids), note=note)
        for at, (place, person) in enumerate(people[:kept]):
            said = f"Sent {person.called} what we spoke about at the {name.split(',')[0].lower()}."
            purpose: Purpose = "prospecting" if place.status == "new" else "thank"
            diary.touch(
                place, person, days - 1 - at % 2, "connected", purpose, minutes=5, note=said, warm=place.company.warm
            )


def _successor(diary: Diary) -> None:
    """Somebody left, and we found out by ringing; the successor is still to be found. And two who are left alone."""
    place = diary.places["Quillmark Print"]
    gone = place.people[2]
    touch = diary.touch(
        place, gone, 3, "wrong number", "deliver value", minutes=1, note=f"{gone.called} left in summer, says the dock."
    )
    amend(place.people, 2, left=touch.at.date())
    text = f"find the number of {gone.record.name}, or the successor"
    diary.promise(text, diary.ahead(1), place, gone, "task", touch.at.date(), touch=touch.id)
    amend(diary.places["Copperlarch Fixtures"].people, 2, do_not_call=diary.days_ago(120))
    barred = diary.places["Wexcombe Engineering"]
    diary.write(
        Barred,
        diary.back(25),
        name=barred.account.name,
        company=barred.account.name,
        phones=tuple(person.record.phone for person in barred.people),
        emails=tuple(person.record.email for person in barred.people),
        on=diary.back(25),
    )
    for (name, at), company in WORKED_AT.items():
        amend(diary.places[name].people, at, worked_at=(company,))
