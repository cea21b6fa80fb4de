"""Moving an opportunity on, and closing it won or lost, with everything that follows from that (method §6, §1, §7)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Literal

from msgspec.structs import replace

from planner.book import Book
from planner.book.records import Account, Contact, Opportunity, Promise, Record, StageChange
from planner.book.vocabulary import CLOSED, LOST_REASONS, PROPOSAL_OUT, LostReason, PromiseKind, Purpose, Stage
from planner.method.cadence import open_promises
from planner.method.endorsements import ask_text, propose
from planner.method.ideas import whom
from planner.method.referrals import OVER, advance
from planner.settings import Settings, working_days
from planner.wording import fold, one_line

ASK_AFTER = 10
"""Working days after the order at which the referral ask falls due: they have seen us start."""
ENDORSE_AFTER = 20
"""Working days after the order at which the endorsement falls due: they have something to vouch for."""


def to_stage(book: Book, settings: Settings, opportunity: Opportunity, stage: Stage, now: datetime) -> list[Record]:
    """The records that move an opportunity to a stage, with its history (method §6); won and lost as `close` does.

    Since when the proposal is out is noted when it gets out, and forgotten when it is taken back. Nothing when nothing
    changes; changes of other fields in `opportunity` itself are kept.
    """
    if stage in CLOSED:
        return close(book, settings, opportunity, "won" if stage == "won" else "lost", now)
    if stage == opportunity.stage:
        return _if_new(book, opportunity)
    today = now.date()
    history = (*opportunity.history, StageChange(stage, today))
    moved = replace(opportunity, stage=stage, history=history, closed_on=None)
    if opportunity.stage in CLOSED:
        moved = replace(moved, reason="")
    if stage not in PROPOSAL_OUT:
        return [replace(moved, proposal_on=None)]
    since = opportunity.proposal_on if opportunity.stage in PROPOSAL_OUT else None
    return [replace(moved, proposal_on=since or today)]


def close(
    book: Book,
    settings: Settings,
    opportunity: Opportunity,
    stage: Literal["won", "lost"],
    now: datetime,
    *,
    reason: str = "",
    competitor: str = "",
    still_customer: bool = False,
) -> list[Record]:
    """The records that close an opportunity won or lost, with the reason and the competitor (method §6).

    Won: the account is existing; a thank-you, the referral ask and the endorsement fall due; who referred it hears of it.
    Lost: an account that never bought stays new and is revisited after `rules.revisit_days`; a customer's account goes to
    lost with the reason, unless `still_customer` (this once they bought elsewhere). Steps booked to win it are dropped.
    """
    today = now.date()
    closed = replace(
        opportunity,
        reason=reason or opportunity.reason,
        competitor=competitor or opportunity.competitor,
    )
    if opportunity.stage == stage:
        return _if_new(book, closed)
    history = (*opportunity.history, StageChange(stage, today))
    closed = replace(closed, stage=stage, closed_on=today, history=history)
    records: list[Record] = [closed, *_dropped(book, closed, today)]
    account = book.accounts.get(closed.account)
    if account is None:
        return records
    if stage == "won":
        return [*records, _customer(account, closed, today), *_after_winning(book, settings, closed, now)]
    return [*records, *_after_losing(book, settings, closed, account, now, still_customer)]


def _if_new(book: Book, opportunity: Opportunity) -> list[Record]:
    """The opportunity, when it says something that the book does not know."""
    return [] if book.opportunities.get(opportunity.id) == opportunity else [opportunity]


def _dropped(book: Book, deal: Opportunity, today: date) -> Iterator[Promise]:
    """Booked tries and romance steps have lost their purpose; what the user promised or arranged still stands."""
    for each in open_promises(book, deal.account):
        if each.opportunity == deal.id and (each.kind == "retry" or each.idea or each.purpose == "romance"):
            yield replace(each, dropped=today)


# -- won


def _customer(account: Account, deal: Opportunity, today: date) -> Account:
    """The account as a customer with an order of today."""
    bought = replace(
        account,
        last_order=max(today, account.last_order or today),
        parked_until=None,
        parked_why="",
        snoozed_until=None,
        snoozed_why="",
    )
    if account.status == "existing":
        return bought
    why = f"bought: {one_line(deal.name)}"
    return replace(bought, status="existing", status_since=today, status_why=why, lost_reason=None)


def _after_winning(book: Book, settings: Settings, deal: Opportunity, now: datetime) -> Iterator[Record]:
    """A thank-you, the referral ask, the endorsement, and the news for whoever brought them."""
    working, today = working_days(settings.hours), now.date()
    person = whom(book, deal)
    name = one_line(person.name if person else book.account_name(deal.account))
    what = one_line(deal.name)
    yield _promise(
        book, deal, person, now, working.next(today), "thank", f"Thank {name} for the order: {what}", "thank"
    )
    text = f"Ask {name} how {what} has begun; if they are pleased, who else should know of us"
    yield _promise(book, deal, person, now, working.add(today, ASK_AFTER), "task", text, "ask referral")
    if person and not _vouched(book, person):
        yield propose(book, person, now)
        due = working.add(today, ENDORSE_AFTER)
        yield _promise(book, deal, person, now, due, "task", ask_text(person.name), None)
    for referral in book.referrals.values():
        if referral.account == deal.account and referral.direction == "got" and referral.stage not in OVER:
            yield from advance(book, settings, referral, "won", now)


def _vouched(book: Book, person: Contact) -> bool:
    return bool(book.endorsements.where("contact", person.id))


def _promise(
    book: Book,
    deal: Opportunity,
    person: Contact | None,
    now: datetime,
    due: date,
    kind: PromiseKind,
    text: str,
    purpose: Purpose | None,
) -> Promise:
    return Promise(
        id=book.make_id(),
        created=now,
        made=now.date(),
        text=text,
        due=due,
        kind=kind,
        purpose=purpose,
        account=deal.account,
        contact=person.id if person else None,
        opportunity=deal.id,
    )


# -- lost


def _after_losing(
    book: Book, settings: Settings, deal: Opportunity, account: Account, now: datetime, still_customer: bool
) -> Iterator[Record]:
    """A lost bid is not a lost customer: who never bought is revisited, who did is won back (method §1)."""
    never_bought = account.status == "new" and account.last_order is None
    if never_bought:
        yield _revisit(book, settings, deal, account, now)
        yield from _tell_source(book, settings, deal, now)
    elif account.status != "lost" and not still_customer:
        yield replace(
            account,
            status="lost",
            status_since=now.date(),
            status_why=f"lost: {_because(deal)}",
            lost_reason=reason_word(deal.reason, deal.competitor),
        )


def _revisit(book: Book, settings: Settings, deal: Opportunity, account: Account, now: datetime) -> Promise:
    due = now.date() + timedelta(days=settings.rules.revisit_days)
    text = f"See {one_line(account.name)} again: what came of their choice? ({_because(deal)})"
    day = working_days(settings.hours).on_or_after(due)
    return _promise(book, deal, whom(book, deal), now, day, "task", text, "prospecting")


def _tell_source(book: Book, settings: Settings, deal: Opportunity, now: datetime) -> Iterator[Record]:
    """Whoever introduced us hears that it came to nothing, unless something else is still open there."""
    others = [each for each in book.opportunities.of(deal.account) if each.id != deal.id]
    if any(each.stage not in CLOSED for each in others):
        return
    for referral in book.referrals.values():
        if referral.account == deal.account and referral.direction == "got" and referral.stage not in OVER:
            yield from advance(book, settings, referral, "declined", now)


def _because(deal: Opportunity) -> str:
    """Why it was lost, in a few words: "Line 3 went to Initech, price"."""
    what = one_line(deal.name)
    went = f"{what} went to {one_line(deal.competitor)}" if deal.competitor else f"{what} was lost"
    return f"{went}, {one_line(deal.reason)}" if deal.reason else went


def reason_word(reason: str, competitor: str = "") -> LostReason:
    """The reason for losing that a user's own words name: price, service, people, competitor, need gone, or other."""
    said = fold(reason)
    for word in LOST_REASONS:
        if word in said:
            return word
    hints: tuple[tuple[LostReason, tuple[str, ...]], ...] = (
        ("price", ("expensive", "cost", "cheap", "budget", "discount")),
        ("service", ("late", "deliver", "quality", "support", "complain")),
        ("people", ("left", "trust", "manager", "nobody")),
        ("need gone", ("no need", "cancel", "postpon", "project stopped", "closed down")),
    )
    for meaning, words in hints:
        if any(word in said for word in words):
            return meaning
    return "competitor" if competitor else "other"
