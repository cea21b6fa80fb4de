"""Who has sent us most, and what came of it (method §7)."""

from dataclasses import dataclass, field

from planner.book import Book
from planner.book.records import Contact, Referral
from planner.book.vocabulary import ReferralStage
from planner.method.referrals import owed
from planner.wording import plural


@dataclass(frozen=True, slots=True)
class Source:
    """What came of one person's referrals to us. `amounts` are minor units won, by currency."""

    contact: Contact
    got: int
    introduced: int
    met: int
    won: int
    amounts: dict[str, int] = field(default_factory=dict)
    rewards_owed: int = 0
    given: int = 0
    """Referrals that we gave them."""

    @property
    def came_of(self) -> str:
        """What came of it, in words: "2 introduced, 1 met, 1 won"."""
        if not self.got:
            return f"sent us nobody so far; we sent them {plural(self.given, 'prospect')}"
        if not self.introduced:
            return f"asked about {plural(self.got, 'prospect')}, nobody introduced so far"
        counts = ((self.introduced, "introduced"), (self.met, "met"), (self.won, "won"))
        came = [f"{count} {word}" for count, word in counts if count]
        more = self.got - self.introduced
        return ", ".join([*came, f"{more} more asked about"] if more else came)


def by_source(book: Book) -> list[Source]:
    """Who has sent us most, and what came of it: by deals won, then by people introduced (method §7)."""
    got: dict[str, list[Referral]] = {}
    given: dict[str, int] = {}
    for each in book.referrals.values():
        if each.contact in book.contacts and each.contact:
            if each.direction == "given":
                given[each.contact] = given.get(each.contact, 0) + 1
            elif each.stage != "to ask":
                got.setdefault(each.contact, []).append(each)
    sources = [_source(book, book.contacts[id], got.get(id, []), given.get(id, 0)) for id in {*got, *given}]
    return sorted(
        sources, key=lambda each: (-each.won, -each.introduced, -each.got, each.contact.name, each.contact.id)
    )


def _source(book: Book, contact: Contact, got: list[Referral], given: int) -> Source:
    amounts: dict[str, int] = {}
    for account in {each.account for each in got if each.account}:
        for deal in book.opportunities.of(account):
            if deal.stage == "won" and deal.amount:
                amounts[deal.currency] = amounts.get(deal.currency, 0) + deal.amount
    return Source(
        contact=contact,
        got=len(got),
        introduced=sum(1 for each in got if _came_to(each, "introduced")),
        met=sum(1 for each in got if _came_to(each, "met")),
        won=sum(1 for each in got if each.stage == "won"),
        amounts=amounts,
        rewards_owed=sum(1 for each in got if owed(each)),
        given=given,
    )


def _came_to(referral: Referral, stage: ReferralStage) -> bool:
    """Whether it got to a stage, or beyond it."""
    line: tuple[ReferralStage, ...] = ("introduced", "met", "won")
    reached = {referral.stage, *(change.stage for change in referral.history)}
    return any(each in reached for each in line[line.index(stage) :])
