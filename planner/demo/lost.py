"""The lost customers of the sample book: sixteen that bought and stopped, with the reason and how far fences are mended."""

# ruff: noqa: E501  (a company is easier to read when its note stays on one line)

from planner.demo.companies import Company

LOST: tuple[Company, ...] = (
    Company(
        name="Granvik Sport", city="Göteborg", country="SE", industry="sporting goods", street="Magasinsgatan 16",
        silence=3, gap=10, orders=(455, 690), people=4, fences=3, reason="service", competitor="Liftwell Automation",
        changed="We have had a technician of our own in Göteborg since spring.",
        last=("mend fences", "Brought {who} the wear forecast for the lifts that Liftwell look after now. Asked for nothing. Coffee lasted an hour."),
    ),
    Company(
        name="Ashcombe Weavers", city="Leicester", country="GB", industry="textiles", street="Frog Island Mill",
        silence=26, gap=15, tries=1, orders=(520,), people=3, fences=1, reason="people",
        changed="The project manager they fell out with has left us.",
        last=("mend fences", "Let {who} talk for forty minutes. It was not the conveyor, it was being told they had used it wrongly."),
    ),
    Company(
        name="Drachenfurt Spielwaren", city="Frankfurt", country="DE", industry="toys", street="Am Zollhafen 2",
        silence=9, gap=9, orders=(400, 640), people=4, fences=4, reason="price", competitor="Conveyra",
        changed="We offer the controls separately now, which is what they asked for.",
        last=("romance", "{who} has the proposal for the gift line and one open point: who pays if the start-up slips past Easter?"),
    ),
    Company(
        name="Northspur Freight", city="Dallas", region="TX", country="US", industry="logistics", street="4100 Trinity Spur",
        silence=52, gap=20, orders=(610,), people=3, fences=0, reason="competitor", competitor="Rackworth",
        last=("courtesy", "{who} was polite and short. Rackworth have the contract until the end of next year."),
    ),
    Company(
        name="Papeterie Solvanne", city="Paris", country="FR", industry="paper and packaging", street="51 rue du Moulin-Joli",
        silence=13, gap=11, orders=(480, 720), people=3, fences=2, reason="service",
        changed="Spare parts for their line are kept in Lyon now.",
        last=("mend fences", "Had the old gearbox replaced at our cost, {who} watched it run. \"Enfin.\""),
    ),
    Company(
        name="Coldridge Foods", city="Birmingham", country="GB", industry="food", street="200 Digbeth Cut",
        silence=31, gap=16, tries=2, orders=(560,), people=4, fences=1, reason="price", competitor="Rackworth",
        last=("mend fences", "{who} told me what the cheap racking really cost: two closed bays since summer. I listened."),
    ),
    Company(
        name="Tessaline Labs", city="Philadelphia", region="PA", country="US", industry="pharmaceuticals", street="1 Tinicum Court",
        silence=18, gap=13, orders=(430,), people=4, fences=2, reason="people", tags=("validated plant",),
        changed="Their quality director retired; the new one worked with us at Harlow Pike Medical.",
        last=("mend fences", "Handed {who} the missing validation papers, three years late, complete and indexed."),
    ),
    Company(
        name="Bergwinkel Kaffeerösterei", city="Berlin", country="DE", industry="food", street="Röstergasse 7",
        silence=4, gap=8, orders=(390, 620), people=3, fences=3, reason="need gone",
        changed="They have bought the roastery next door and need one flow through both.",
        last=("mend fences", "Sent {who} the layout of a roaster of the same size, with the walking distances marked. They want to see it."),
    ),
    Company(
        name="Miravalle Textil", city="Barcelona", country="ES", industry="textiles", street="Carrer dels Teixidors 18",
        silence=None, gap=20, orders=(700,), people=2, fences=0, reason="other",
        note="Came with the territory; nobody here ever called on them.",
    ),
    Company(
        name="Stonequay Building Supply", city="Seattle", region="WA", country="US", industry="building materials", street="77 Pier Street",
        silence=22, gap=18, orders=(500,), people=3, fences=1, reason="service", tries=2,
        last=("mend fences", "{who} still has the e-mails about the weekend we did not come. I read them all, and said so."),
    ),
    Company(
        name="Harrowfen Dairies", city="Sheffield", country="GB", industry="dairy", street="Neepsend Works",
        silence=4, gap=10, orders=(415,), people=4, fences=4, reason="competitor", competitor="Stahlbrück Systems",
        changed="Stahlbrück have closed their Leeds depot.",
        last=("mend fences", "Met {who}, who joined in summer and has no history with us. Asked more questions than I did."),
    ),
    Company(
        name="Zakopiec Sport", city="Kraków", country="PL", industry="sporting goods", street="ul. Garbarska 9",
        silence=38, gap=20, orders=(580,), people=3, fences=0, reason="price", tries=1,
        last=("project check", "{who}: no projects this year. They know what I call for by now."),
    ),
    Company(
        name="Copperlarch Fixtures", city="Cleveland", region="OH", country="US", industry="home goods", street="618 Flats Rd",
        silence=29, gap=16, orders=(470,), people=3, fences=2, reason="service",
        last=("mend fences", "Had the invoice for the second start-up cancelled; told {who} myself before the letter came."),
    ),
    Company(
        name="Bois du Lanvic", city="Rennes", country="FR", industry="furniture", street="ZA de la Scierie",
        silence=61, gap=20, orders=(640,), people=3, fences=0, reason="need gone",
        last=("courtesy", "{who} is winding down the second site. Wished them well."),
    ),
    Company(
        name="Silberdorn Optik", city="München", country="DE", industry="medical devices", street="Linsenweg 11",
        silence=7, gap=11, orders=(250, 600), people=3, fences=1, reason="people",
        note="Bought spare parts within the year, but told us in plain words that they have moved on.",
        last=("mend fences", "{who} said it at last: after the handover nobody of ours ever came back. True."),
    ),
    Company(
        name="Amberleigh Books", city="Edinburgh", country="GB", industry="books", street="4 Canonmills Close",
        silence=24, gap=18, orders=(535,), people=2, fences=0, reason="need gone",
        changed="They took over a school supplier in autumn and pack twice as much.",
        last=("courtesy", "{who} mentioned the school supplier in passing. Ask what they pack it with."),
    ),
)  # fmt: skip
