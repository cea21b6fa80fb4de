"""The new accounts of the sample book: eighteen that have never bought, from never called to a proposal on the table."""

# ruff: noqa: E501  (a company is easier to read when its note stays on one line)

from planner.demo.companies import Company

PROSPECTS: tuple[Company, ...] = (
    Company(
        name="Halvorpike Instruments", city="Minneapolis", region="MN", country="US", industry="medical devices",
        street="2400 Nicollet Loft", known=8, silence=3, gap=6, warm=True, people=4, meeting=True, competitor="Conveyra",
        last=("prospecting", "{who} will see me: three sites, three ways of packing, and an auditor who noticed."),
    ),
    Company(
        name="Greywether Homes", city="Reading", country="GB", industry="building materials", street="Forbury Gate",
        known=48, silence=4, gap=5, people=4, competitor="Rackworth",
        last=("romance", "{who} has read all of it, twice. Wants the second option priced without the lift."),
    ),
    Company(
        name="Fjordlund Apotek", city="Stockholm", country="SE", industry="pharmaceuticals", street="Pillerbacken 1",
        people=3, tries=2,
    ),
    Company(
        name="Tannhövel Naturkost", city="Hamburg", country="DE", industry="food", street="Kaffeekai 30",
        known=14, silence=4, gap=8, warm=True, people=3,
        last=("prospecting", "{who} packs by hand and is proud of it, but loses one order in fifty. Left them with that figure."),
    ),
    Company(
        name="Cobblestead Foods", city="Columbus", region="OH", country="US", industry="food", street="515 Scioto Mile",
        people=3, tries=4,
    ),
    Company(
        name="Cycles Armorel", city="Rennes", country="FR", industry="sporting goods", street="12 allée du Vélo",
        known=52, silence=6, gap=5, people=3, competitor="Stahlbrück Systems",
        last=("romance", "{who} decides with the brother, who is not convinced. The brother likes figures; send him some."),
    ),
    Company(
        name="Iberlana Moda", city="Madrid", country="ES", industry="textiles", street="Calle del Telar 44", people=2,
    ),
    Company(
        name="Karpniki Szkło", city="Warszawa", country="PL", industry="home goods", street="ul. Hutnicza 17",
        people=2, tries=1,
    ),
    Company(
        name="Thistlecombe Pet Foods", city="Glasgow", country="GB", industry="pet food", street="Govan Old Dock",
        known=21, silence=8, gap=10, warm=True, people=3, meeting=True,
        last=("prospecting", "{who}: \"If Ballinreagh say you come on a Sunday, I will listen.\" They do."),
    ),
    Company(
        name="Rheinlauf Sportartikel", city="Köln", country="DE", industry="sporting goods", street="Deutzer Lände 6",
        people=3, tries=5,
    ),
    Company(
        name="Marlpit Wholesale Pharmacy", city="London", country="GB", industry="pharmaceuticals", street="19 Deptford Basin",
        known=13, warm=True, people=4, tries=3,
    ),
    Company(
        name="Bluemesa Springs", city="Phoenix", region="AZ", country="US", industry="beverages", street="802 Canal Bank Rd",
        known=58, silence=12, gap=9, people=3,
        last=("prospecting", "{who} is in the middle of the audit; asked me to leave it until that is over."),
    ),
    Company(
        name="Orchardvale Online", city="Toronto", region="ON", country="CA", industry="e-commerce", street="260 Carpet Lane",
        known=61, silence=10, gap=8, people=3,
        last=("working interview", "{who} showed me the returns pile. It has its own door by now."),
    ),
    Company(
        name="Wexcombe Engineering", city="Bristol", country="GB", industry="engineering", street="Unit 3, Feeder Road",
        known=64, silence=25, gap=10, ended="do not call", people=2,
        last=("prospecting", "{who}: please take us off your list. Done, and said sorry for the bother."),
    ),
    Company(
        name="Sternholz Küchen", city="Frankfurt", country="DE", industry="furniture", street="Hanauer Kehre 40", people=3,
    ),
    Company(
        name="Pelicanreef Marine Supply", city="Miami", region="FL", country="US", industry="engineering",
        street="71 Dinner Key", known=63, silence=15, gap=10, ended="not interested", people=2, competitor="Rackworth",
        last=("prospecting", "{who} is not interested: signed with Rackworth in spring, for two years. Said it kindly."),
    ),
    Company(
        name="Vantreux Emballage", city="Lyon", country="FR", industry="paper and packaging", street="5 montée du Carton",
        people=2, tries=1,
    ),
    Company(
        name="Quarrymead Organics", city="Cardiff", country="GB", industry="food", street="Tramshed Row",
        known=26, silence=5, gap=7, warm=True, people=3, meeting=True,
        last=("working interview", "{who} stood at the Ballinreagh crate washer and timed it with a phone. Now wants ours timed at Cardiff."),
    ),
)  # fmt: skip
