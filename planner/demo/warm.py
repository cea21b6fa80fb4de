"""Who speaks for us in the sample book: referrals at every stage and in both directions, letters and videos."""

from datetime import timedelta
from typing import Any, Final, NamedTuple

from planner.book.records import Endorsement, Opportunity, Referral, StageChange
from planner.book.vocabulary import EndorsementKind, EndorsementStage, ReferralDirection, ReferralStage
from planner.demo.diary import Diary, Place
from planner.demo.people import Person, amend


class Introduction(NamedTuple):
    """One referral; days are working days ago. `of` is a company or a colleague: the source, or whom we gave it to."""

    prospect: str
    of: str
    direction: ReferralDirection
    stage: ReferralStage
    made: int
    thanked: int | None = None
    reward: str = ""
    paid: int | None = None
    note: str = ""


INTRODUCTIONS: Final[tuple[Introduction, ...]] = (
    Introduction("Harlow Pike Medical", "Hochtal Medizintechnik", "got", "won", 96, 58, "a day at the München packaging fair", 40),
    Introduction("Saltmarram Seafoods", "Ballinreagh Creameries", "got", "won", 104, 70, "dinner for two at the harbour"),
    Introduction("Quarrymead Organics", "Ballinreagh Creameries", "got", "met", 26, 18, note="Saw the crate washer run."),
    Introduction("Thistlecombe Pet Foods", "Tarnbeck Brewers", "got", "met", 21, note="Same canteen supplier, old friends."),
    Introduction("Halvorpike Instruments", "Walt", "got", "introduced", 8, note="Walt saw the three packing rooms himself."),
    Introduction("Tannhövel Naturkost", "Nordhang Möbelwerke", "got", "introduced", 14, 12),
    Introduction("Marlpit Wholesale Pharmacy", "Janet", "got", "introduced", 13, 11),
    Introduction("Dovecroft Gins", "Kestrelmoor Logistics", "got", "asked", 16, note="Shares the yard; wants to ask them first."),
    Introduction("somebody in the tile cluster", "Lumbreda Cerámica", "got", "asked", 15),
    Introduction("Bellstrand Stone", "Brackwater Provisions", "got", "to ask", 2, note="Brother-in-law runs the finishing shop."),
    Introduction("Oakumvale Ropes", "Établissements Vaubriand", "got", "declined", 62, 59, note="Rents its hall, can't build."),
    Introduction("Kestrelmoor Logistics", "Renske", "given", "won", 82, note="Six reach trucks on hire."),
    Introduction("Nordhang Möbelwerke", "Tobias", "given", "met", 22, note="Gates for hall 2."),
    Introduction("Établissements Vaubriand", "Delphine", "given", "introduced", 10),
    Introduction("Drachenfurt Spielwaren", "Brzozalin Meble", "given", "declined", 51, note="Wanted beech, not pine."),
    Introduction("Quillmark Print", "Walt", "given", "asked", 6),
    Introduction("Orchardvale Online", "Cedarhollis Outfitters", "given", "to ask", 4, note="Both drown in returns."),
)  # fmt: skip

_WAY: Final[tuple[ReferralStage, ...]] = ("to ask", "asked", "introduced", "met", "won")


class Praise(NamedTuple):
    """One letter or video; days are working days since it came to its stage."""

    company: str
    person: int
    kind: EndorsementKind
    stage: EndorsementStage
    days: int
    used_for: tuple[str, ...] = ()
    note: str = ""


PRAISE: Final[tuple[Praise, ...]] = (
    Praise("Ballinreagh Creameries", 0, "letter", "used", 21, ("Kestrelmoor Logistics",), "Half a page on hygiene and nights."),
    Praise("Tarnbeck Brewers", 0, "letter", "received", 34, note="\"They rang before we noticed.\""),
    Praise("Cedarhollis Outfitters", 0, "video", "received", 12, note="Two minutes on the mezzanine, with the pickers."),
    Praise("Établissements Vaubriand", 0, "letter", "asked", 7),
    Praise("Lindqvarn Dryck", 0, "video", "asked", 14),
    Praise("Nordhang Möbelwerke", 1, "letter", "proposed", 9),
)  # fmt: skip
_TO_USED: Final[tuple[EndorsementStage, ...]] = ("proposed", "asked", "received", "used")

SATISFIED: Final[dict[str, int]] = {
    "Hochtal Medizintechnik": 30, "Ballinreagh Creameries": 60, "Tarnbeck Brewers": 75, "Cedarhollis Outfitters": 15,
    "Brackwater Provisions": 20, "Harlow Pike Medical": 40, "Wierzbnica Papier": 55, "Établissements Vaubriand": 48,
    "Lindqvarn Dryck": 120, "Kestrelmoor Logistics": 90, "Nordhang Möbelwerke": 33, "Saltmarram Seafoods": 25,
}  # fmt: skip
"""Company → calendar days since its executive said that they are satisfied; they had been told that we would ask."""
NOTICED: Final[dict[str, int]] = {
    "Quarrymead Organics": 8,
    "Greywether Homes": 13,
    "Cycles Armorel": 24,
    "Redwillow Toys": 80,
}
"""Company → calendar days since they were told that we'll ask for referrals if we do well for them."""


def write_referrals(diary: Diary, colleagues: dict[str, Person]) -> dict[str, Referral]:
    """The referrals, by prospect (the one that we got, where there are both)."""
    found: dict[str, Referral] = {}
    for row in INTRODUCTIONS:
        referral = _referral(diary, row, colleagues)
        found.setdefault(row.prospect, referral)
        if row.direction == "got" and row.of in diary.places:
            _told(diary, row, diary.places[row.of])
    return found


def _referral(diary: Diary, row: Introduction, colleagues: dict[str, Person]) -> Referral:
    place = diary.places.get(row.of)
    source = place.people[0] if place else colleagues[row.of]
    about = diary.places.get(row.prospect)
    return diary.write(
        Referral,
        diary.back(row.made),
        prospect=row.prospect,
        direction=row.direction,
        stage=row.stage,
        contact=source.record.id,
        account=about.account.id if about else None,
        made=diary.back(row.made),
        history=_history(diary, row),
        thanked=None if row.thanked is None else diary.back(row.thanked),
        reward=row.reward,
        reward_paid=None if row.paid is None else diary.back(row.paid),
        note=row.note,
    )


def _history(diary: Diary, row: Introduction) -> tuple[StageChange, ...]:
    """How it came to its stage, in even steps from when it was made."""
    way = ["asked", "declined"] if row.stage == "declined" else list(_WAY[1 : _WAY.index(row.stage) + 1]) or ["to ask"]
    step = min(max((row.made - 2) // len(way), 0), 14)
    return tuple(StageChange(stage, diary.back(row.made - at * step)) for at, stage in enumerate(way))


def _told(diary: Diary, row: Introduction, place: Place) -> None:
    """The calls that belong to a referral: the one that brought it, and the one that thanked for it."""
    source = place.people[0]
    if row.stage == "to ask":
        return
    if row.stage == "asked":
        note = f"Asked {source.called} about {row.prospect}. Will think about how."
        diary.touch(place, source, row.made, "connected", "ask referral", minutes=6, note=note)
        return
    note = f"{source.called} gave me {row.prospect}, and leave to use the name."
    touch = diary.touch(place, source, row.made, "referral received", "ask referral", minutes=7, note=note)
    diary.benefit(place, touch, "got")
    if row.thanked is not None:
        note = f"Thanked {source.called} for {row.prospect}, and told how the first talk went."
        diary.touch(place, source, row.thanked, "connected", "thank", minutes=4, note=note)


def write_endorsements(diary: Diary) -> None:
    """Letters and videos, from proposed to used."""
    for row in PRAISE:
        place = diary.places[row.company]
        stages = _TO_USED[: _TO_USED.index(row.stage) + 1]
        at_hand = row.stage in ("received", "used")
        file = "letter.pdf" if row.kind == "letter" else "video.mp4"
        fields: dict[str, Any] = {"link": f"{place.account.website}/{file}"} if at_hand else {}
        diary.write(
            Endorsement,
            diary.back(row.days + 12 * (len(stages) - 1)),
            contact=place.people[row.person].record.id,
            account=place.account.id,
            kind=row.kind,
            stage=row.stage,
            note=row.note,
            used_for=tuple(_open_deal(diary, name) for name in row.used_for),
            history=tuple(
                StageChange(stage, diary.back(row.days + 12 * (len(stages) - 1 - at)))
                for at, stage in enumerate(stages)
            ),
            **fields,
        )


def _open_deal(diary: Diary, name: str) -> str:
    account = diary.places[name].account.id
    deals = (each for each in diary.records if isinstance(each, Opportunity) and each.account == account)
    return next(deal.id for deal in deals if deal.stage in ("proposal", "negotiation"))


def write_notices(diary: Diary) -> None:
    """Who was told that we will ask for referrals, and who is satisfied by now."""
    for name, ago in SATISFIED.items():
        day = diary.today - timedelta(days=ago)
        amend(diary.places[name].people, 0, satisfied=day, noticed=day - timedelta(days=150))
    for name, ago in NOTICED.items():
        amend(diary.places[name].people, 0, noticed=diary.today - timedelta(days=ago))
