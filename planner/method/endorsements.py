"""Letters of recommendation and video endorsements: whom to ask for one, and which to bring along (method §7, §6)."""

from collections.abc import Iterator
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from planner.book import Book
from planner.book.records import Account, Contact, Endorsement, Opportunity, Promise, Record, StageChange
from planner.book.vocabulary import EndorsementKind, EndorsementStage
from planner.method.cadence import open_promises
from planner.method.industries import industries
from planner.settings import Settings, working_days
from planner.wording import day as say_day
from planner.wording import one_line

REMIND_AFTER = 10
"""Working days after which a letter or video that was asked for is asked about."""
AT_HAND: frozenset[EndorsementStage] = frozenset({"received", "used"})
_AtHand = tuple[Endorsement, Contact, Account | None, frozenset[str]]


class EndorsementDue(Struct, frozen=True):
    """A client to be asked for an endorsement: why now, and what to say; `endorsement` when it was proposed before."""

    contact: Contact
    account: Account | None
    endorsement: Endorsement | None
    why: str
    say: str


class Offer(Struct, frozen=True):
    """An endorsement that can be brought to a prospect; `kindred` when its author is in the prospect's industry."""

    endorsement: Endorsement
    contact: Contact
    account: Account | None
    kindred: bool


def to_ask(book: Book, now: datetime) -> list[EndorsementDue]:
    """Clients to ask for an endorsement: those already proposed, then satisfied ones without any (method §7)."""
    today = now.date()
    proposed = [each for each in book.endorsements.values() if each.stage == "proposed"]
    due = [_due(book, book.contacts[each.contact], each, today) for each in proposed if each.contact in book.contacts]
    due += [_due(book, person, None, today) for person in _without_any(book)]
    due = [each for each in due if _may_be_asked(each)]
    return sorted(due, key=lambda each: (each.endorsement is None, each.contact.satisfied or today, each.contact.id))


def _without_any(book: Book) -> Iterator[Contact]:
    """Satisfied clients of whom no endorsement is on record."""
    for person in book.contacts.values():
        if person.satisfied and person.account and not book.endorsements.where("contact", person.id):
            account = book.accounts.get(person.account)
            if account and account.status == "existing":
                yield person


def _may_be_asked(due: EndorsementDue) -> bool:
    barred = due.contact.do_not_call or due.contact.left or (due.account and due.account.do_not_call)
    return not barred


def _due(book: Book, person: Contact, endorsement: Endorsement | None, today: date) -> EndorsementDue:
    why = "no endorsement is on record yet"
    if endorsement:
        since = came_to(endorsement, "proposed")
        why = f"a {endorsement.kind} was proposed" + (f" on {say_day(since, today)}" if since else "")
    if person.satisfied:
        why = f"told us on {say_day(person.satisfied, today)} that they are satisfied; {why}"
    kind: EndorsementKind = endorsement.kind if endorsement else "letter"
    return EndorsementDue(person, book.accounts.get(person.account or ""), endorsement, why, what_to_say(kind))


def what_to_say(kind: EndorsementKind) -> str:
    """How to ask, in our own words."""
    if kind == "video":
        return (
            "“Others in your position ask me who can vouch for us. Would you say on camera, in two minutes, what you "
            "needed, what we did and what came of it? I come to you, and nothing is shown before you have seen it.”"
        )
    return (
        "“Others in your position ask me who can vouch for us. Would you write me half a page: what you needed, what we "
        "did, what came of it? If it saves you time I draft it from your own words, and you change what you like.”"
    )


def ask_text(name: str) -> str:
    """The text of the dated promise to ask somebody for an endorsement."""
    return f"Ask {one_line(name)} for a letter of recommendation, or two minutes on video"


def came_to(endorsement: Endorsement, stage: EndorsementStage) -> date | None:
    """The day on which an endorsement last came to a stage, None when it never did."""
    return next((change.on for change in reversed(endorsement.history) if change.stage == stage), None)


def propose(book: Book, person: Contact, now: datetime, kind: EndorsementKind = "letter") -> Endorsement:
    """A new endorsement of this contact, at stage proposed."""
    return Endorsement(
        id=book.make_id(),
        created=now,
        contact=person.id,
        account=person.account,
        kind=kind,
        history=(StageChange("proposed", now.date()),),
    )


def advance(
    book: Book,
    settings: Settings,
    endorsement: Endorsement,
    stage: EndorsementStage,
    now: datetime,
    *,
    link: str = "",
    opportunity: str | None = None,
) -> list[Record]:
    """The records that move an endorsement to a stage: itself, the promise that follows, and those that are kept by it.

    Asked: a reminder; received: a thank-you. `opportunity` names the one that it was shown to (stage used).
    Nothing when that changes nothing.
    """
    today = now.date()
    used_for = endorsement.used_for
    if opportunity and opportunity not in used_for:
        used_for = (*used_for, opportunity)
    moved = replace(endorsement, stage=stage, used_for=used_for, link=link or endorsement.link)
    if stage != endorsement.stage:
        moved = replace(moved, history=(*endorsement.history, StageChange(stage, today)))
    if moved == endorsement:
        return []
    records: list[Record] = [moved]
    if stage != endorsement.stage:
        records.extend(_keeps(book, endorsement, stage, today))
        following = _following(book, settings, endorsement, stage, now)
        records.extend([following] if following else [])
    return records


def _keeps(book: Book, endorsement: Endorsement, stage: EndorsementStage, today: date) -> Iterator[Promise]:
    """The promises to ask, and to remind, that are kept once the endorsement has moved on."""
    name = book.contact_name(endorsement.contact)
    kept = {ask_text(name)} if stage != "proposed" else set()
    if stage in AT_HAND:
        kept.add(_remind_text(name, endorsement.kind))
    for each in open_promises(book, endorsement.account or endorsement.contact):
        if each.text in kept and each.contact == endorsement.contact:
            yield replace(each, done=today)


def _remind_text(name: str, kind: EndorsementKind) -> str:
    return f"Offer {one_line(name)} a hand with the {kind} they agreed to: a draft, or a date"


def _following(
    book: Book, settings: Settings, endorsement: Endorsement, stage: EndorsementStage, now: datetime
) -> Promise | None:
    name, today, working = book.contact_name(endorsement.contact), now.date(), working_days(settings.hours)
    if stage == "asked":
        text, due = _remind_text(name, endorsement.kind), working.add(today, REMIND_AFTER)
        return _promise(book, endorsement, now, text, due, thanks=False)
    if stage == "received":
        text = f"Thank {one_line(name)} for the {endorsement.kind}, and say whom it will help us with"
        return _promise(book, endorsement, now, text, working.next(today), thanks=True)
    return None


def _promise(book: Book, about: Endorsement, now: datetime, text: str, due: date, thanks: bool) -> Promise:
    return Promise(
        id=book.make_id(),
        created=now,
        made=now.date(),
        text=text,
        due=due,
        kind="thank" if thanks else "task",
        purpose="thank" if thanks else None,
        account=about.account,
        contact=about.contact,
    )


def to_offer(book: Book, opportunity: Opportunity) -> list[Offer]:
    """Endorsements at hand that this prospect has not been shown, the most convincing first (method §6).

    First those whose author is in the prospect's industry, then customers, then the newest.
    """
    prospect = book.accounts.get(opportunity.account)
    fields = industries(prospect.industry) if prospect else frozenset()
    fitting = [
        Offer(endorsement, person, account, bool(fields) and not fields.isdisjoint(theirs))
        for endorsement, person, account, theirs in _at_hand(book)
        if person.account != opportunity.account and opportunity.id not in endorsement.used_for
    ]
    return sorted(fitting, key=lambda offer: not offer.kindred)


def best_offer(book: Book, opportunity: Opportunity) -> Offer | None:
    """The most convincing endorsement for this prospect, as to_offer has it, without listing the others."""
    prospect = book.accounts.get(opportunity.account)
    by_industry = book.whole("endorsements by industry", lambda: _by_industry(book))
    kindred = [
        each for name in sorted(industries(prospect.industry if prospect else "")) for each in by_industry.get(name, ())
    ]
    for candidates in (kindred, _at_hand(book)):
        for endorsement, person, account, _ in candidates:
            if person.account != opportunity.account and opportunity.id not in endorsement.used_for:
                return Offer(endorsement, person, account, candidates is kindred)
    return None


def brought(book: Book, settings: Settings, opportunity: Opportunity, now: datetime) -> list[Record]:
    """The records of a reference that was brought to a prospect: the endorsement on offer is used, and not offered there again."""
    offer = best_offer(book, opportunity)
    return advance(book, settings, offer.endorsement, "used", now, opportunity=opportunity.id) if offer else []


def _by_industry(book: Book) -> dict[str, list[_AtHand]]:
    found: dict[str, list[_AtHand]] = {}
    for each in _at_hand(book):
        for industry in each[3]:
            found.setdefault(industry, []).append(each)
    return found


def _at_hand(book: Book) -> list[_AtHand]:
    """Every endorsement that we have, the most convincing first; who may not be called can't be introduced."""

    def read() -> list[_AtHand]:
        found = []
        for each in book.endorsements.values():
            person = book.contacts.get(each.contact)
            if each.stage in AT_HAND and person and not person.do_not_call:
                account = book.accounts.get(person.account or "")
                found.append((each, person, account, industries(account.industry if account else "")))
        return sorted(found, key=_least_convincing)

    return book.whole("endorsements at hand", read)


def _least_convincing(each: _AtHand) -> tuple[bool, int, str]:
    endorsement, _, account, _ = each
    received = came_to(endorsement, "received")
    customer = account is not None and account.status == "existing"
    return not customer, -received.toordinal() if received else 0, endorsement.id
