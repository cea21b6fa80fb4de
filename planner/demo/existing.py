"""The customers of the sample book: twenty-six that have bought within the year."""

# ruff: noqa: E501  (a company is easier to read when its note stays on one line)

from planner.demo.companies import Company

EXISTING: tuple[Company, ...] = (
    Company(
        name="Tollgate & Fenn", city="Leeds", country="GB", industry="furniture", street="14 Tannery Wharf",
        silence=14, gap=9, orders=(118, 402, 655), people=5, given=0.7, got=0.35, tags=("key account",),
        last=("romance", "{who} has the board paper drafted, but finance want our price held until spring. Stahlbrück are in, too."),
        note="Second-generation family firm; decisions are taken over lunch on Thursdays.",
    ),
    Company(
        name="Nordhang Möbelwerke", city="Hamburg", country="DE", industry="furniture", street="Speicherdamm 8",
        silence=4, gap=8, orders=(64, 290, 560), people=6, given=0.75, got=0.4, executive=12, tags=("key account", "framework"),
        last=("deliver value", "Took {who} through the stoppage figures of hall 2: the merge alone costs them 40 minutes a shift. Wants it shown to the works council."),
    ),
    Company(
        name="Brackwater Provisions", city="Portland", region="OR", country="US", industry="food", street="410 Cannery Row N",
        silence=2, gap=10, orders=(33, 240), people=4, given=0.65, got=0.3, executive=2,
        last=("executive interview", "An hour with {who}: retail margins are down two points, so the freezer hall moves forward a year. Asked me what others did about night energy."),
    ),
    Company(
        name="Kestrelmoor Logistics", city="Manchester", country="GB", industry="logistics", street="Unit 7, Irwell Reach",
        silence=3, gap=6, orders=(201, 480), people=5, given=0.7, got=0.3, executive=20,
        last=("romance", "{who} liked the walk round the sorter at our reference site; only the noise at the chutes worries them now."),
    ),
    Company(
        name="Quillmark Print", city="Chicago", region="IL", country="US", industry="printing", street="2218 Foundry Ave",
        silence=6, gap=11, orders=(155, 430), got=0.2, people=3, given=0.25,
        last=("working interview", "{who} counts pallets by hand at the dock since the scanner froze. Sketched a gate with two readers."),
    ),
    Company(
        name="Établissements Vaubriand", city="Lyon", country="FR", industry="dairy", street="27 quai des Arceaux",
        silence=3, gap=9, orders=(92, 350), people=4, given=0.6, got=0.25, executive=30,
        last=("deliver value", "Passed {who} the hygiene checklist that our Cork customer's auditor accepted. \"C'est exactement ce qu'il me fallait.\""),
    ),
    Company(
        name="Harlow Pike Medical", city="Boston", region="MA", country="US", industry="medical devices", street="88 Causeway Sq",
        silence=5, gap=12, orders=(74,), people=4, given=0.35, got=0.2, executive=75, tags=("validated plant",),
        last=("working interview", "{who} showed the clean room's new gowning flow; every trolley turns in the same narrow corner."),
    ),
    Company(
        name="Lindqvarn Dryck", city="Stockholm", country="SE", industry="beverages", street="Bryggargränd 3",
        silence=11, gap=13, orders=(260, 610), people=3, given=0.2, got=0.35,
        last=("thank", "Thanked {who} for letting the Edinburgh people see the keg line. They stayed three hours."),
    ),
    Company(
        name="Pradosol Alimentación", city="Madrid", country="ES", industry="food", street="Calle de la Almazara 12",
        silence=17, gap=12, orders=(310,), got=0.0, people=4, given=0.35,
        last=("deliver value", "{who} used our energy figures in the budget round and kept the line. Said we saved the investment."),
    ),
    Company(
        name="Brzozalin Meble", city="Poznań", country="PL", industry="furniture", street="ul. Stolarska 41",
        silence=5, gap=10, orders=(140, 395), people=3, given=0.15, got=0.5,
        last=("working interview", "{who} took our prospect's call for half an hour and answered everything. That is the third time; we owe them."),
    ),
    Company(
        name="Otterbrook Cosmetics", city="Bristol", country="GB", industry="cosmetics", street="3 Sugar House Lane",
        silence=8, gap=10, orders=(225,), got=0.15, people=3, given=0.3, executive=26,
        last=("romance", "{who} has passed our drawings to the architect and will not guess at a date. Nothing said about others bidding."),
    ),
    Company(
        name="Wiesenkroll Armaturen", city="Köln", country="DE", industry="building materials", street="Gießerstraße 19",
        silence=33, gap=13, orders=(348,), got=0.1, people=3, given=0.1,
        last=("project check", "{who} has nothing coming up. Short call; I should have brought something."),
    ),
    Company(
        name="Cedarhollis Outfitters", city="Denver", region="CO", country="US", industry="e-commerce", street="1701 Platte Yard",
        silence=1, gap=7, orders=(4, 205, 470), people=5, given=0.6, got=0.3, executive=15, tags=("key account",),
        last=("working interview", "{who} goes live with returns on the mezzanine in two weeks and is short of pickers who know it. Promised the training sheet."),
    ),
    Company(
        name="Maison Quérignac", city="Bordeaux", country="FR", industry="beverages", street="8 cours du Chai",
        silence=19, gap=14, orders=(180, 540), people=3, given=0.25, got=0.1,
        last=("courtesy", "Asked {who} whether there was anything I could do. There was not."),
    ),
    Company(
        name="Tarnbeck Brewers", city="Newcastle", country="GB", industry="beverages", street="Maltings Yard",
        silence=3, gap=9, orders=(130, 388), people=4, given=0.65, got=0.3, executive=3,
        last=("executive interview", "{who} fears the deposit scheme more than the duty: 30 % more empties through the same gate from next autumn."),
    ),
    Company(
        name="Feldspar & Rowe", city="Leicester", country="GB", industry="ceramics", street="61 Kiln Lane",
        silence=28, gap=12, tries=1, orders=(290,), got=0.2, people=4, thread=True, given=0.2,
        last=("working interview", "{who} is the only one who still returns my calls; the new works director has not been seen on the floor."),
    ),
    Company(
        name="Wierzbnica Papier", city="Wrocław", country="PL", industry="paper and packaging", street="ul. Młyńska 5",
        silence=2, gap=11, orders=(98, 330), people=3, given=0.5, got=0.0,
        last=("deliver value", "Gave {who} the spare-parts list by wear instead of by drawing number; purchasing ordered from it the same day."),
    ),
    Company(
        name="Delmarra Auto Parts", city="Detroit", region="MI", country="US", industry="automotive parts", street="900 Rouge River Dr",
        silence=2, gap=10, orders=(170, 415), people=5, given=0.4, got=0.2, executive=33, competitor="Rackworth",
        last=("working interview", "{who} says the second shift comes back in the new year; the kitting cells will not keep up with it."),
    ),
    Company(
        name="Hochtal Medizintechnik", city="München", country="DE", industry="medical devices", street="Sendlinger Höhe 4",
        silence=3, gap=9, orders=(52, 270), people=4, given=0.7, got=0.35, executive=3,
        last=("executive interview", "{who}: the Austrian plant closes in June and everything comes to München. Has not told the staff; keep it to ourselves."),
    ),
    Company(
        name="Pinevane Parcel", city="Atlanta", region="GA", country="US", industry="logistics", street="55 Hangar Rd SW",
        silence=44, gap=10, tries=3, orders=(275,), got=0.25, people=4, given=0.1,
        last=("working interview", "{who} is buried in peak planning and asked to be left alone until it is over. That was two months ago."),
    ),
    Company(
        name="Saltmarram Seafoods", city="Halifax", region="NS", country="CA", industry="food", street="12 Fairway Wharf",
        silence=12, gap=14, orders=(84,), got=0.0, people=3, given=0.5,
        last=("deliver value", "Sent {who} the corrosion table for the wash-down area; the cheap bearings are off the list."),
    ),
    Company(
        name="Kupferkamm Elektrik", city="Berlin", country="DE", industry="electrical", street="Spulenweg 22",
        silence=22, gap=11, tries=2, orders=(320,), people=3, given=0.35, got=0.0,
        last=("working interview", "{who} has a new ERP from April and no time for anything else; wants to know what others did with the old labels."),
    ),
    Company(
        name="Ballinreagh Creameries", city="Cork", country="IE", industry="dairy", street="Ballinreagh Cross",
        silence=5, gap=8, orders=(45, 230, 500), people=4, given=0.7, got=0.4, executive=24, tags=("reference",),
        last=("thank", "Rang {who} to say the Cardiff people were taken with the crate washer. Offered them tickets to the packaging fair."),
    ),
    Company(
        name="Wattlegum Homewares", city="Sydney", region="NSW", country="AU", industry="home goods", street="9 Wharf Parade",
        silence=20, gap=16, orders=(190,), got=0.2, people=2, given=0.15,
        last=("working interview", "{who} stocks for two summers now, as the ships take so long; aisles are double-parked."),
    ),
    Company(
        name="Redwillow Toys", city="Minneapolis", region="MN", country="US", industry="toys", street="330 Mill Ruins Way",
        silence=4, gap=10, orders=(110, 365), people=3, given=0.4, got=0.25, executive=28,
        last=("romance", "{who} has our price and the one from Conveyra side by side; ours is dearer and \"easier to sleep with\"."),
    ),
    Company(
        name="Lumbreda Cerámica", city="Valencia", country="ES", industry="ceramics", street="Camí del Forn 30",
        silence=15, gap=15, orders=(240,), got=0.0, people=3, given=0.4, parent="Pradosol Alimentación",
        last=("ask referral", "{who} will think about who in the tile cluster should hear of us. Ask again once the audit is done."),
    ),
)  # fmt: skip
