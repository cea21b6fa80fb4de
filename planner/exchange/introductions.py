"""Outlook's "Referred By": where it names somebody of the book, a referral that we got from them (method §7)."""

from dataclasses import dataclass
from typing import Final

from planner.book.records import Referral
from planner.book.vocabulary import ReferralStage
from planner.exchange.activities import stable_id
from planner.exchange.workbench import Workbench

_STAGES: Final[dict[str, ReferralStage]] = {"existing": "won", "lost": "won"}


@dataclass(frozen=True, slots=True)
class Introduced:
    """A contact that a row names, and who, by the row, brought them."""

    contact: str
    by: str
    where: str


def referral_of(bench: Workbench, said: Introduced) -> Referral | None:
    """The referral that a row tells of; None where its source is nobody that we know, or it is on record already.

    Whoever has bought since was won; of the others we only know that they were introduced.
    """
    person = bench.contact(said.contact)
    sources = [id for id in bench.contacts.by_name(said.by) if id != said.contact]
    if person is None or len(sources) != 1:
        return None
    id = stable_id("referral", sources[0], person.id)
    account = bench.account(person.account)
    known = bench.book.referrals.where("contact", sources[0])
    if any(each.id == id or (account and each.account == account.id) for each in known):
        return None
    return Referral(
        id=id,
        created=bench.now,
        source=said.where,
        prospect=account.name if account else person.name,
        contact=sources[0],
        account=account.id if account else None,
        stage=_STAGES.get(account.status, "introduced") if account else "introduced",
        note=f"brought us {person.name}" if account else "",
    )
