"""What the salesperson of the sample book has learned about customers, and the benefits that went either way.

{city} is where the company is, {who} who said it, {thing} a piece of its plant.
"""

from planner.book.vocabulary import Heading

INSIGHTS: dict[Heading, tuple[str, ...]] = {
    "environment": (
        "The road past {city} is closed to lorries at night from next year; everything must leave by eight.",
        "Two plants in the neighbourhood hire the same people; wages went up a tenth in a year.",
        "The new packaging law doubles what comes back empty.",
        "Their biggest buyer has moved to fixed delivery windows of thirty minutes.",
        "Electricity contract runs out in March; the new one is dearer by a third.",
        "The town wants the old hall for housing and would pay for a move.",
    ),
    "business": (
        "Makes two thirds of the year's money between September and Christmas.",
        "Three owners, one of whom wants to sell.",
        "Own brand is growing, contract work shrinking; smaller batches, more changeovers.",
        "Exports a fifth, and would like it to be half.",
        "The parent pays for machines but not for software.",
        "Returns cost more than the rent of the hall.",
        "Works two shifts, a third only before Easter.",
        "Margins are made on spare parts, not on the product.",
    ),
    "threats": (
        "Loses a picker every fortnight to the parcel depot across the road.",
        "A discounter copies the range within a season.",
        "The one person who understands the {thing} retires next summer.",
        "Insurance wants sprinklers in the high bay, or else.",
        "One supplier for the glue, and that one is for sale.",
        "A recall last year cost a customer; the second would cost the name.",
    ),
    "opportunities": (
        "Has an option on the plot next door until June.",
        "A chain wants to list them nationwide if they can deliver on Sundays.",
        "Could pack for two neighbours at night if the {thing} were free.",
        "There is grant money for lifting aids that nobody has applied for.",
        "The sister plant has the same {thing} and the same trouble.",
        "Wants to bring repacking back in-house.",
    ),
    "concerns": (
        "Afraid of a start-up in the season; was burnt once.",
        "Noise at the {thing}: the works council has asked twice.",
        "Will not depend on one person's laptop again.",
        "Worries that we are too far from {city} at night.",
        "Does not believe figures that were not measured in the own hall.",
    ),
    "decision process": (
        "Up to 50,000 the works manager signs; above it the board, last Tuesday of the month.",
        "Purchasing asks for three bids, but the shift leaders' word decides.",
        "The owner decides alone, after talking to his sister.",
        "Finance looks at payback only: under three years or it does not get read.",
        "Engineering writes the specification in spring; after that it is too late.",
    ),
}  # fmt: skip

GIVEN: tuple[tuple[str, int], ...] = (
    ("stop analysis of the {thing}", 2),
    ("an introduction to a plant that had solved it", 3),
    ("checklist for the insurer's visit", 1),
    ("energy figures of comparable halls", 2),
    ("early word of a part going out of production", 2),
    ("a fitter for the shutdown week", 2),
    ("help with the grant form", 3),
    ("one-page guide for new starters", 1),
    ("our noise meter, for a week", 1),
    ("a customer: sent them an enquiry that we can't serve", 3),
    ("dead stock of spare parts taken back", 2),
    ("a candidate for the maintenance job", 3),
)
GOT: tuple[tuple[str, int], ...] = (
    ("told us of the tender before it was out", 3),
    ("took a call from our prospect", 2),
    ("let visitors see the {thing}", 2),
    ("named us to the sister plant", 3),
    ("shared next year's volumes", 2),
    ("explained who really decides", 2),
    ("spoke well of us in the trade circle", 2),
    ("sent us the other bidder's layout problem, in words", 1),
    ("paid early when we asked", 1),
    ("tried out our new scanner for a month", 2),
)
