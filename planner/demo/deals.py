"""The business of the sample book: what was won and lost in two years, and the eight proposals that are on the table."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from planner.book.records import Opportunity, StageChange
from planner.book.vocabulary import Idea, Stage
from planner.demo import notes
from planner.demo.companies import CURRENCIES
from planner.demo.diary import Diary, Place

_FACTOR: Final = {"SEK": 11, "PLN": 4}
"""What an amount is multiplied by in a currency of smaller units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A proposal on the table. `out` and `every` in working days, `decision` in calendar days from today."""

    name: str
    out: int
    every: int
    amount: int
    decision: int | None
    stage: Stage = "proposal"
    competitor: str = ""
    asked: bool = True
    """Whether "who else has bid?" was asked."""
    told: str = ""
    concern: str = ""
    ideas: tuple[Idea, ...]
    """The steps so far, the latest first."""


PROPOSALS: Final[dict[str, Proposal]] = {
    "Tollgate & Fenn": Proposal(
        name="Packing hall 2", out=38, every=6, amount=186_000, decision=6, competitor="Stahlbrück Systems",
        told="The price holds until the end of January; start-up in eleven weeks.",
        concern="Finance want the price held until spring.", ideas=("decision", "reference", "visit", "insight"),
    ),
    "Nordhang Möbelwerke": Proposal(
        name="Merge and sorter, hall 2", out=24, every=4, amount=412_000, decision=33, stage="negotiation",
        told="62 decibels at the merge, and a week of trial nights before they sign.",
        concern="Noise at the merge on the night shift.",
        ideas=("insight", "concern", "expert", "visit", "thanks"),
    ),
    "Kestrelmoor Logistics": Proposal(
        name="Chute renewal", out=25, every=4, amount=94_500, decision=18,
        told="New chutes in two weekends, without a day of standstill.", concern="Noise at the chutes.",
        ideas=("reference", "invite", "insight", "decision", "visit", "thanks"),
    ),
    "Otterbrook Cosmetics": Proposal(
        name="Filling-room conveyors", out=18, every=5, amount=61_000, decision=40, asked=False,
        ideas=("visit", "insight"),
    ),
    "Redwillow Toys": Proposal(
        name="Returns gate", out=14, every=5, amount=78_000, decision=1, competitor="Conveyra",
        told="The gate runs eight weeks after they sign; Sundays cost extra.", concern="Whether we can start up before the season.",
        ideas=("concern", "decision", "reference"),
    ),
    "Greywether Homes": Proposal(
        name="Yard and mezzanine", out=9, every=4, amount=133_000, decision=26, competitor="Rackworth",
        told="Drawings stay with them, and two of their people are trained.", ideas=("visit", "thanks"),
    ),
    "Cycles Armorel": Proposal(
        name="Wheel store", out=17, every=5, amount=57_500, decision=-3, competitor="Stahlbrück Systems",
        told="It pays back in three years and two months, with their own figures.",
        concern="The brother wants the payback in figures.", ideas=("insight", "invite", "decision"),
    ),
    "Drachenfurt Spielwaren": Proposal(
        name="Gift line", out=20, every=5, amount=148_000, decision=12, asked=False,
        concern="Who pays if the start-up slips past Easter?", ideas=("expert", "concern", "thanks"),
    ),
}  # fmt: skip

EARLY: Final[dict[str, tuple[str, Stage, int | None]]] = {
    "Harlow Pike Medical": ("Clean-room trolleys", "qualified", 40_000),
    "Hochtal Medizintechnik": ("Move of the Austrian plant", "qualified", 650_000),
    "Halvorpike Instruments": ("One way of packing for three sites", "prospecting", None),
    "Quarrymead Organics": ("Crate washer", "qualified", 52_000),
    "Bergwinkel Kaffeerösterei": ("One flow through both roasteries", "prospecting", None),
    "Delmarra Auto Parts": ("Kitting cells for the second shift", "prospecting", 90_000),
}
"""Business that has no proposal yet: company → name, stage, amount."""


BIDS_LOST: Final = {"Quillmark Print": 6, "Bluemesa Springs": 31, "Orchardvale Online": 36}
"""Bids lost of late, one of them last week: company → calendar days ago. A lost bid makes no lost customer (method §1)."""

_STEPS: Final = {"won": ((1, 2, 3, 4, 5), (3, 5, 4, 3, 1)), "lost": ((0, 1, 2, 3, 4), (3, 4, 4, 3, 1))}
"""How many romance steps a decided proposal had had, and how often."""


@dataclass(frozen=True, slots=True)
class Deal:
    """An opportunity with the days, counted back, on which its proposal went out and on which it was decided."""

    record: Opportunity
    out: int
    closed: int
    ideas: tuple[Idea, ...]
    every: int

    @property
    def open(self) -> bool:
        """Still undecided."""
        return self.closed == 0


def write_deals(diary: Diary, place: Place) -> list[Deal]:
    """Everything that was, or may be, sold to one company."""
    company = place.company
    names = diary.random.sample(notes.DEALS, 5)
    deals = [_won(diary, place, names.pop(), ago) for ago in company.orders if ago < 726]
    if company.orders and (place.status == "lost" or diary.random.random() < 0.35):
        bid = diary.random.randint(30, 600) if place.status == "existing" else company.orders[0] - 30
        deals.append(_bid_lost(diary, place, names.pop(), max(bid, 25)))
    if company.name in BIDS_LOST:
        deals.append(_bid_lost(diary, place, names.pop(), BIDS_LOST[company.name]))
    if company.name in PROPOSALS:
        deals.append(_on_the_table(diary, place, PROPOSALS[company.name]))
    if company.name in EARLY:
        name, stage, amount = EARLY[company.name]
        since = company.known or 20
        history = [StageChange("prospecting", diary.back(since))]
        if stage == "qualified":
            history.append(StageChange("qualified", diary.back(min(since, 8))))
        _write(diary, place, since, name=name, stage=stage, amount=_minor(place, amount), history=tuple(history))
    return deals


def romance_days(diary: Diary, deal: Deal, silence: int) -> Iterator[tuple[int, Idea]]:
    """When a proposal was followed up, and how: the latest step first."""
    start = max(deal.closed + 1, silence)
    for step, idea in enumerate(deal.ideas):
        days = start + step * deal.every + (diary.random.randint(-1, 0) if step else 0)
        if days < deal.out:
            yield days, idea


def _won(diary: Diary, place: Place, name: str, ago: int) -> Deal:
    why = diary.fill_in(diary.random.choice(notes.WHY_WON), place, None)
    return _closed(diary, place, name, ago, "won", why, "")


def _bid_lost(diary: Diary, place: Place, name: str, ago: int) -> Deal:
    why, competitor = diary.random.choice(notes.WHY_BID_LOST)
    return _closed(diary, place, name, ago, "lost", why, place.company.competitor or competitor)


def _closed(diary: Diary, place: Place, name: str, ago: int, stage: Stage, reason: str, competitor: str) -> Deal:
    random = diary.random
    closed_on = diary.days_ago(ago)
    closed = diary.number_of(closed_on)
    out = min(closed + random.randint(12, 30), diary.reach)
    proposal_on, asked = diary.back(out), random.random() < 0.7
    record = _write(
        diary, place, out + 15, name=name, stage=stage, amount=_minor(place, random.randint(16, 190) * 1000),
        proposal_on=proposal_on, decision=closed_on, closed_on=closed_on, reason=reason, competitor=competitor,
        bids_asked=diary.back(out - 4) if asked else None,
        history=(
            StageChange("prospecting", diary.back(out + 15)),
            StageChange("proposal", proposal_on),
            StageChange(stage, closed_on),
        ),
    )  # fmt: skip
    steps = random.choices(*_STEPS[stage])[0]
    return Deal(record, out, closed, tuple(random.sample(sorted(notes.IDEAS), steps)), max((out - closed) // 6, 2))


def _on_the_table(diary: Diary, place: Place, proposal: Proposal) -> Deal:
    decision = None
    if proposal.decision is not None:
        decision = diary.working.on_or_after(diary.today + timedelta(days=proposal.decision))
    proposal_on = diary.back(proposal.out)
    history = [StageChange("prospecting", diary.back(proposal.out + 25)), StageChange("proposal", proposal_on)]
    if proposal.stage == "negotiation":
        history.append(StageChange("negotiation", diary.back(proposal.out // 3)))
    record = _write(
        diary, place, proposal.out + 25, name=proposal.name, stage=proposal.stage,
        amount=_minor(place, proposal.amount), proposal_on=proposal_on, decision=decision,
        competitor=proposal.competitor, told=proposal.told, concern=proposal.concern,
        bids_asked=diary.back(place.company.silence or 1) if proposal.asked else None, history=tuple(history),
    )  # fmt: skip
    return Deal(record, proposal.out, 0, proposal.ideas, proposal.every)


def _write(diary: Diary, place: Place, days: int, **fields: Any) -> Opportunity:
    currency = CURRENCIES.get(place.company.country, "EUR")
    contact = place.others[0].record.id
    return diary.write(
        Opportunity, diary.back(days), account=place.account.id, contact=contact, currency=currency, **fields
    )


def _minor(place: Place, amount: int | None) -> int | None:
    """An amount in the minor unit of the company's currency."""
    currency = CURRENCIES.get(place.company.country, "EUR")
    return None if amount is None else amount * _FACTOR.get(currency, 1) * 100
