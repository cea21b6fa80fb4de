"""The sixty companies of the sample book: what a row of the three lists says, and how their telephones are numbered.

All of them are invented. Telephone numbers lie in the ranges that each country keeps for fiction, or, where a country
keeps none (Spain, Poland), in a block of noughts; web addresses end in .example, which nobody can register.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Literal

from planner.book.vocabulary import LostReason, Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """One row. Figures with `ago` in mind count back from today: orders in calendar days, all others in working days."""

    name: str
    city: str
    region: str = ""
    country: str
    """ISO code, two letters."""
    industry: str
    street: str
    silence: int | None = None
    """Working days since the last contact; None when there never was one."""
    gap: int = 12
    """The usual gap between contacts, in working days."""
    last: tuple[Purpose, str] | None = None
    """The last contact: its purpose and its note."""
    orders: tuple[int, ...] = ()
    """Calendar days since each order, the latest first."""
    people: int = 3
    tries: int = 0
    """Tries in a row since the last contact."""
    executive: int | None = None
    """Working days since an executive was met; None leaves it to the story."""
    thread: bool = False
    """Only one person there has been in contact for months."""
    given: float = 0.5
    """How often a contact brought them a benefit, as a chance."""
    got: float = 0.18
    fences: int = 0
    """How many mend-fences steps have been taken (lost accounts)."""
    reason: LostReason | None = None
    changed: str = ""
    """What has changed since they left."""
    competitor: str = ""
    parent: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    cadence: tuple[int, int] | None = None
    meeting: bool = False
    """The last contact ended with a meeting set (new accounts)."""
    known: int = 0
    """Working days since the first contact (new accounts)."""
    warm: bool = False
    """Somebody introduced us (new accounts)."""
    ended: Literal["", "not interested", "do not call"] = ""
    """How the last contact ended, when that was the end of it."""


ZONES = {
    "GB": "Europe/London",
    "DE": "Europe/Berlin",
    "FR": "Europe/Paris",
    "ES": "Europe/Madrid",
    "PL": "Europe/Warsaw",
    "SE": "Europe/Stockholm",
    "IE": "Europe/Dublin",
    "AU": "Australia/Sydney",
    "Halifax": "America/Halifax",
    "Toronto": "America/Toronto",
    "Chicago": "America/Chicago",
    "Minneapolis": "America/Chicago",
    "Dallas": "America/Chicago",
    "Denver": "America/Denver",
    "Phoenix": "America/Phoenix",
    "Portland": "America/Los_Angeles",
    "Seattle": "America/Los_Angeles",
    "US": "America/New_York",
}
"""Country or, where one country has several, city → zone."""

CURRENCIES = {"US": "USD", "CA": "CAD", "GB": "GBP", "SE": "SEK", "PL": "PLN", "AU": "AUD"}
"""Country → currency; all others pay in euros."""

_AREAS = {
    "Atlanta": "404",
    "Boston": "617",
    "Chicago": "312",
    "Cleveland": "216",
    "Columbus": "614",
    "Dallas": "214",
    "Denver": "303",
    "Detroit": "313",
    "Halifax": "902",
    "Miami": "305",
    "Minneapolis": "612",
    "Philadelphia": "215",
    "Phoenix": "602",
    "Portland": "503",
    "Seattle": "206",
    "Toronto": "416",
    "London": "20 7946",
    "Leeds": "113 496",
    "Sheffield": "114 496",
    "Leicester": "116 496",
    "Bristol": "117 496",
    "Reading": "118 496",
    "Birmingham": "121 496",
    "Edinburgh": "131 496",
    "Glasgow": "141 496",
    "Manchester": "161 496",
    "Newcastle": "191 498",
    "Cardiff": "29 2018",
    "Berlin": "30 23125",
    "Frankfurt": "69 90009",
    "Hamburg": "40 66969",
    "Köln": "221 4710",
    "München": "89 99998",
    "Paris": "1 99 00",
    "Rennes": "2 61 91",
    "Lyon": "4 65 71",
    "Bordeaux": "5 36 49",
    "Madrid": "91",
    "Barcelona": "93",
    "Valencia": "96",
    "Warszawa": "22",
    "Kraków": "12",
    "Poznań": "61",
    "Wrocław": "71",
    "Stockholm": "8",
    "Göteborg": "31",
    "Sydney": "2",
    "Cork": "20",
}

_SHAPES: dict[str, Callable[[str, int], str]] = {
    "US": lambda area, n: f"+1 {area}-555-01{n:02}",
    "CA": lambda area, n: f"+1 {area}-555-01{n:02}",
    "GB": lambda area, n: f"+44 {area} 0{100 + n}",
    "DE": lambda area, n: f"+49 {area} {100 + n}",
    "FR": lambda area, n: f"+33 {area} {n:02} {n * 7 % 100:02}",
    "ES": lambda area, n: f"+34 {area} 000 00 {n:02}",
    "PL": lambda area, n: f"+48 {area} 000 00 {n:02}",
    "SE": lambda area, n: f"+46 {area} {'465 004' if area == '8' else '390 06'} {n:02}",
    "IE": lambda area, n: f"+353 {area} 911 00{n:02}",
    "AU": lambda area, n: f"+61 {area} 5550 10{n:02}",
}


def phone(company: Company, random: Random) -> str:
    """A direct number at the company's town, in a range where nobody answers."""
    return _SHAPES[company.country](_AREAS[company.city], random.randrange(100))


def mobile(company: Company, random: Random) -> str:
    """A mobile number from the ranges that Britain and France keep for fiction; "" elsewhere."""
    if company.country == "GB":
        return f"+44 7700 900{random.randrange(1000):03}"
    if company.country == "FR":
        return f"+33 6 39 98 {random.randrange(100):02} {random.randrange(100):02}"
    return ""


def zone(company: Company) -> str:
    """The company's time zone."""
    return ZONES.get(company.city) or ZONES[company.country]
