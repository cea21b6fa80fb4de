"""The salesperson's own people in the sample book: colleagues in selling, and the inner circle with its two answers."""

from datetime import timedelta
from random import Random
from typing import Final, NamedTuple

from planner.book.records import Contact
from planner.book.vocabulary import Field
from planner.demo import notes
from planner.demo.companies import Company, mobile, phone, zone
from planner.demo.diary import Diary
from planner.demo.people import Person, amend, domain
from planner.wording import fold


class Colleague(NamedTuple):
    """Somebody who sells, too: to whom, and what each of us can do for the other."""

    name: str
    called: str
    company: str
    title: str
    city: str
    country: str
    field: Field
    sells_to: tuple[str, ...]
    helps_us: str
    we_help: str
    asks: str
    silence: int
    gap: int
    circle: bool
    manner: str


COLLEAGUES: Final[tuple[Colleague, ...]] = (
    Colleague(
        "Renske Vandermoolen", "Renske", "Ambergate Truck Hire", "Account Manager", "Manchester", "GB", "aligned",
        ("logistics", "beverages", "food", "pet food"), "hears of every new hall before the architect does",
        "we know who will be short of trucks after a fit-out", "Warehouse managers who plan a second shift", 23, 22, True,
        "rings back within the hour",
    ),
    Colleague(
        "Tobias Hellwingert", "Tobias", "Torwerk Fleetloh", "Sales Engineer", "Hamburg", "DE", "aligned",
        ("furniture", "food", "building materials", "sporting goods"), "opens doors in the north, in both senses",
        "every dock we draw needs a gate", "Works managers with draughty docks", 36, 30, False, "likes lunch, hates e-mail",
    ),
    Colleague(
        "Delphine Castagnolle", "Delphine", "Assurances Rivemontel", "Corporate Accounts", "Lyon", "FR", "aligned",
        ("paper and packaging", "dairy", "textiles", "sporting goods"), "knows which halls the insurers want rebuilt",
        "our layouts lower her clients' premiums", "Owners who have just had a fire inspection", 9, 20, True,
        "precise; give dates",
    ),
    Colleague(
        "Janet Ochieng-Marlowe", "Janet", "", "Service Sales", "London", "GB", "co-worker",
        ("pharmaceuticals", "medical devices", "cosmetics"), "sees from the service tickets who is about to outgrow a line",
        "we write maintenance into every proposal", "New halls in their second year", 12, 15, True, "candid, in a good way",
    ),
    Colleague(
        "Íker Monteagudo-Riba", "Íker", "", "Iberian Office", "Madrid", "ES", "co-worker",
        ("food", "textiles", "ceramics"), "knows the owners in the tile cluster by first name",
        "we bring him references from the north", "Family firms between two generations", 67, 40, False,
        "call late, talk long",
    ),
    Colleague(
        "Walt Dunnigault", "Walt", "Prairieline Label & Ink", "Regional Sales", "Minneapolis", "US", "anywhere",
        ("medical devices", "e-commerce", "printing", "food"), "is in two packing rooms a day and keeps his eyes open",
        "we see where labels smear", "Quality managers with an audit coming", 17, 26, False, "early, cheerful, brief",
    ),
)  # fmt: skip

CLIENTS: Final[dict[str, tuple[str, str]]] = {
    "Ballinreagh Creameries": (
        "speaks for us in the dairy trade, unasked",
        "we bring her buyers who ask for the crate washer's hygiene record",
    ),
    "Hochtal Medizintechnik": (
        "sits on the board of the medical cluster",
        "we know three plants that moved without a lost day",
    ),
    "Tarnbeck Brewers": (
        "knows every brewery in the north by its gate",
        "we find him used kegging plant before the auctions",
    ),
    "Cedarhollis Outfitters": ("runs the returns round table in Denver", "we show her what Europe does with returns"),
}
"""Clients in the inner circle: can we both help each other? Both answers."""


def write_colleagues(diary: Diary) -> dict[str, Person]:
    """The colleagues, by what we call them, with two years of catch-ups."""
    found: dict[str, Person] = {}
    for row in COLLEAGUES:
        person = Person(_contact(diary, row), row.called)
        diary.records.append(person.record)
        found[row.called] = person
        days = row.silence
        while days < diary.reach:
            _catch_up(diary, person, days)
            days += diary.random.randint(row.gap - 5, row.gap + 12)
    return found


def write_circle(diary: Diary) -> None:
    """The clients in the inner circle (method §4: few and deep)."""
    for at, (name, (helps_us, we_help)) in enumerate(CLIENTS.items()):
        since = diary.today - timedelta(days=400 - 70 * at)
        amend(diary.places[name].people, 0, circle=since, helps_us=helps_us, we_help=we_help)


def _contact(diary: Diary, row: Colleague) -> Contact:
    place = Company(name=row.company or "home office", city=row.city, country=row.country, industry="", street="")
    numbers = Random(row.name)
    return Contact(
        id=diary.make_id(),
        created=diary.at(diary.back(diary.reach), 12),
        name=row.name,
        title=row.title,
        company=row.company or "our own company",
        field=row.field,
        sells_to=row.sells_to,
        helps_us=row.helps_us,
        we_help=row.we_help,
        asks=row.asks,
        manner=row.manner,
        phone=phone(place, numbers),
        mobile=mobile(place, numbers),
        email=f"{fold(row.called)}@{domain(place.name)}",
        zone=zone(place),
        circle=diary.today - timedelta(days=300) if row.circle else None,
    )


def _catch_up(diary: Diary, person: Person, days: int) -> None:
    if diary.random.random() < 0.3:
        diary.touch(None, person, days + 1, "voicemail", "colleague catch-up", minutes=1)
    note = diary.fill_in(diary.random.choice(notes.DONE["colleague catch-up"]), None, person)
    minutes = diary.random.randint(8, 18)
    diary.touch(None, person, days, "connected", "colleague catch-up", minutes=minutes, note=note)
