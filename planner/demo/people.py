"""The people of the sample book: names by country, titles by level, and what each is like to deal with. All invented."""

from collections.abc import Callable
from random import Random
from typing import Any

import msgspec

from planner.book.records import Account, Contact
from planner.book.vocabulary import Level
from planner.demo.companies import Company, mobile, phone
from planner.wording import fold

_NAMES: dict[str, tuple[str, str, str]] = {
    "US": (
        "Carla Denise Joanne Marisol Keisha Beth Priya Ruth Tamara Lorraine Yolanda Megan",
        "Marcus Dale Hector Curtis Wade Anil Russell Greg Terrence Victor Emilio Darnell",
        "Okaforde Brandvold Castellane Mayhewes Tillerby Quesadero Rostovane Haugensen Pruettman Delacroy Whitcombe "
        "Nakamorita Sedlaker Fitzwarren Oyelaro Lindgaard Marquette-Hill Bexley Tornquist Abernath Kowalder Vandersloot "
        "Ellingboe Ramsdale Pettigrove Ostrander-Bay Caldwin Merriwick Stallworthy Iversby Trujano Beckwourth-Low "
        "Hollowell Grantham-Reye Duquesne Zellman Farnsby Ochoaga Thibodaux Wrenfield Navarrow Kessleton "
        "Alderfer-Cole Brightwater Crandalow Dempsterly Espinara Falkenrath Gundermeyer Huckabane Jessuper Kilbrannon "
        "Lorimoor Montfallon Nygaardson Overstreeter Philbrooker Rademaker-Wills Sorrelson Tuckerman-Ash",
    ),
    "GB": (
        "Alison Gwen Harriet Moira Sunita Jean Imogen Nadia Philippa Bethan Rosalind Shabnam",
        "Colin Rhys Gareth Desmond Imran Alistair Nigel Owen Fraser Tariq Clive Leonard",
        "Braithwell Pennock Ogilby Tremayning Thackwray Llewinson Marchbank Sandhurst Cawthorner Fairlambe Dunwoodie "
        "Eckersall Abelthorpe Birkinshawe Crosslane Drewitt-Hay Entwhistler Foxgrove Garsdale Hebblewick Ibbotsley "
        "Jessamy Kirkbridger Lathomby Mossgrave Netherwood Oakenshaw Pickersgale Quarmbry Ramsbottle Skelmerton "
        "Thistlewick Uttoxley Varley-Stone Wetherald Yarrowby Ashdowner Blenkarn Clitheroe-May Dalrympling Ellershaw "
        "Featherstow Gillanders-Roy Hawksmoorby Inchbold Keldwick Lockerby-Shaw Marrickson Nunthorpe Pendlebrook "
        "Rothersley Swinfleet",
    ),
    "DE": (
        "Katrin Ulrike Sabine Jördis Aylin Heike Friederike Birgit Svenja Annegret Käthe Ilona",
        "Jürgen Holger Matthias Günter Ralf Emre Sönke Dietmar Volker Björn Rüdiger Anton",
        "Kehlmeyer Brückstein Öhlschlegel Wagenfurt Rößnert Tannhaus Zschunkel Mühlegger Lindbrooker Yavuzerli Großkurth "
        "Pätzkow Ahrenholtz Bärwinkel Dörrenhaus Eichgrüner Faßbendorf Gräfenhain Hölzlberger Immelköppen Jägersfeld "
        "Krähwinkel Löwenthaler Möllersdorf Nüßlein-Kern Oberwöhrd Pfützenreuter Quäckenbrück Rübsamener Süßengut "
        "Türkheimer Überscher Völlmann Würzbacher Zöllnerich Strüngmark",
    ),
    "FR": (
        "Hélène Solène Maëlle Brigitte Aïcha Noémie Françoise Édith Corinne Inès",
        "Étienne Bruno Loïc Gaël Thierry Rachid Jérôme Benoît Cédric Théo",
        "Vauquelines Marchessou Béranger-Lys Fontbrune Haddouchine Lecœurdier Pradellec Guénolez Rocheverre Saint-Aubrac "
        "Tréguiert Castelmaure Dumontelle Éperval Frémigny Garancière Hautecombe-Roy Jolivart Kervadoc Lamarquise",
    ),
    "ES": (
        "Nuria Lucía Begoña Inmaculada Rocío Ángela Pilar",
        "Joaquín Íñigo Andrés Ramón Martín César Tomás",
        "Ibarrondo Peñalver-Mas Castrillejo Núñez-Vara Quintanal Bermúdez-Sol Echevarne Zumalaca Ordoñera Villaescusa "
        "Santolaya Corbalán-Ruz Llorensena Garcimartín",
    ),
    "PL": (
        "Małgorzata Agnieszka Zofia Bożena Łucja Grażyna",
        "Paweł Łukasz Zbigniew Michał Grzegorz Wojciech",
        "Wiśniowczyk Dąbrowiak Żurawin Kołodziejak Śliwczyk Gąsiorek Brzeziak Mazurczyk Jaworznik Ćwiklak Tyszkiel",
    ),
    "SE": (
        "Åsa Linnéa Birgitta Märta Ingrid",
        "Göran Anders Sören Björn Håkan",
        "Vinterström Åkerhielm Sjöbladh Nyströmmer Ekholtz Hägglöf Östbergh Torslundh Kvarnbäck Lövgrenius Fjällman",
    ),
    "IE": ("Siobhán Aoife Gráinne Niamh", "Declan Pádraig Cormac Eoin", "Ó_Briainín Mac_Conallta Ní_Dhubhda Quilligan"),
    "AU": ("Tegan Narelle Bronwyn", "Lachlan Craig Dougal", "Mirrabell Tasswick Ballantree"),
}
_SAME_NAMES = {"CA": "US"}

_BY_SURNAME = {"DE": ("Frau", "Herr"), "FR": ("Mme", "M.")}
_BY_FIRST_NAME = {"PL": ("Pani", "Pan")}

_EXECUTIVES = (
    ("Managing Director", "Management"),
    ("Chief Operating Officer", "Management"),
    ("Chief Financial Officer", "Finance"),
    ("Owner", "Management"),
    ("Vice President Operations", "Operations"),
)
_MANAGERS = (
    ("Works Manager", "Production"),
    ("Head of Logistics", "Logistics"),
    ("Purchasing Manager", "Purchasing"),
    ("Maintenance Manager", "Maintenance"),
    ("Project Manager", "Engineering"),
    ("Head of Quality", "Quality"),
)
_STAFF = (
    ("Shift Leader", "Production"),
    ("Buyer", "Purchasing"),
    ("Process Engineer", "Engineering"),
    ("Warehouse Supervisor", "Logistics"),
    ("Safety Officer", "Quality"),
)
_LADDER: tuple[Level, ...] = ("executive", "manager", "manager", "staff", "executive", "staff")
"""The levels of the first, second, third … person whom we know at a company."""

_TITLES: dict[Level, tuple[tuple[str, str], ...]] = {"executive": _EXECUTIVES, "manager": _MANAGERS, "staff": _STAFF}

_MANNERS = (
    "direct, likes figures; never before ten",
    "warm, tells stories; leave time",
    "short on the phone, generous at the machine",
    "wants it in writing, then decides the same day",
    "asks the same question three ways; give the same answer",
    "hates slides, loves drawings",
    "best reached from the car, after five",
    "says yes to everyone; watch what happens next",
    "careful, checks with the works council first",
    "dry humour; laughs late",
    "early bird: seven sharp or not at all",
    "thinks aloud; don't interrupt",
    "reads every footnote",
    "quiet in meetings, calls afterwards",
    "proud of the apprentices; ask about them",
    "impatient with jargon",
    "loyal once won, and it took a year",
    "loses e-mails; ring",
    "never on Fridays",
    "wants the bad news first",
)
_ASIDES = (
    "Came up through the shop floor.",
    "Restores an old sailing dinghy.",
    "Chairs the regional logistics circle.",
    "Two children at university, one of them in engineering.",
    "Signs up to 50,000 alone; above that the board.",
    "Was a customer of ours in an earlier job.",
    "Deputy is never in the loop; copy both.",
    "Runs half-marathons.",
)


class Person(msgspec.Struct, frozen=True):
    """A contact of the sample book and how a note calls them."""

    record: Contact
    called: str

    @property
    def level(self) -> Level | None:
        """Executive, manager or staff."""
        return self.record.level


class Names:
    """Names by country, dealt like cards: none comes twice before all have been used."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._decks: dict[tuple[str, int], list[str]] = {}

    def deal(self, country: str, kind: int) -> str:
        """A woman's first name (0), a man's (1) or a surname (2)."""
        country = _SAME_NAMES.get(country, country)
        deck = self._decks.setdefault((country, kind), [])
        if not deck:
            deck.extend(_NAMES[country][kind].split())
            self._random.shuffle(deck)
        return deck.pop().replace("_", " ")


def staff(company: Company, account: Account, names: Names, random: Random, make_id: Callable[[], str]) -> list[Person]:
    """The people whom we know at a company: an executive first, then those who run it, then those who do the work."""
    titles = {level: random.sample(known, len(known)) for level, known in _TITLES.items()}
    found: list[Person] = []
    for level in _LADDER[: company.people]:
        woman = random.random() < 0.5
        first, surname = names.deal(company.country, 0 if woman else 1), names.deal(company.country, 2)
        title, department = titles[level].pop()
        found.append(
            Person(
                Contact(
                    id=make_id(),
                    created=account.created,
                    account=account.id,
                    name=f"{first} {surname}",
                    title=title,
                    level=level,
                    department=department,
                    phone=phone(company, random),
                    mobile=mobile(company, random) if random.random() < 0.6 else "",
                    email=f"{_plain(first)}.{_plain(surname)}@{domain(company.name)}",
                    manner=random.choice(_MANNERS),
                    note=random.choice(_ASIDES) if random.random() < 0.4 else "",
                ),
                _called(company.country, woman, first, surname),
            )
        )
    return found


def amend(people: list[Person], at: int, **fields: Any) -> Contact:
    """One of the people with more said about them; the contact as it is now."""
    people[at] = Person(msgspec.structs.replace(people[at].record, **fields), people[at].called)
    return people[at].record


def domain(name: str) -> str:
    """The web domain of an invented company, where nobody lives."""
    words = [word for word in fold(name.replace("&", " ")).split() if word not in ("etablissements", "maison")]
    return "-".join(words[:2]) + ".example"


def _called(country: str, woman: bool, first: str, surname: str) -> str:
    """How one speaks of them in that country: "Frau Kehlmeyer", "Pan Paweł", "Colin"."""
    if country in _BY_SURNAME:
        return f"{_BY_SURNAME[country][0 if woman else 1]} {surname}"
    if country in _BY_FIRST_NAME:
        return f"{_BY_FIRST_NAME[country][0 if woman else 1]} {first}"
    return first


def _plain(text: str) -> str:
    return fold(text).replace(" ", "").replace("'", "")
