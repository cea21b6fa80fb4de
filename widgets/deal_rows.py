"""What is under way with an account: opportunities, promises, referrals, endorsements, one line each (method §2, §6, §7)."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from planner.book import Book
from planner.book.extras import extras
from planner.book.records import Endorsement, Opportunity, Promise, Referral
from planner.book.vocabulary import CLOSED
from planner.wording import ago, money, one_line, plural, short_money
from planner.wording import day as say_day
from widgets.items import Item, heading, item
from widgets.palette import Line, columns

STYLES = {"won": "good", "lost": "dim", "proposal": "accent", "negotiation": "accent"}


def promise_items(book: Book, promises: Sequence[Promise], today: date) -> Iterator[Item]:
    """What is promised and booked, the most urgent first."""
    late = sum(each.due < today and each.kind != "retry" for each in promises)
    said = f"{plural(len(promises), 'is', 'are').split(' ')[0]} open" + (f", {late} late" if late else "")
    yield from heading("Promised", said if promises else "nothing is booked", "late" if late else "dim")
    for each in promises:
        who = one_line(book.contact_name(each.contact))
        full = f"{one_line(each.text)}{f', to {who}' if who else ''}, by {say_day(each.due, today)} ({each.kind})"
        yield item(f"promise {each.id}", partial(_promise, each, who, today), each, each.contact, says=full)
    if not promises:
        yield item(
            "gap promise",
            lambda width: columns(width, [("", "", 1), ("+", "late", 1), ("no next step", "late", 0)]),
            adds="promise",
            says="No next step is booked. Enter writes one down.",
        )


def _promise(promise: Promise, who: str, today: date, width: int) -> Line:
    when = f"{say_day(promise.due, today)}{f' {promise.at:%H:%M}' if promise.at else ''}"
    late = promise.due < today and promise.kind != "retry"
    source = [(who.split(" ")[0], "dim", 10)] if width >= 60 else []
    return columns(
        width,
        [
            ("", "", 1),
            ("!" if late else " ", "late", 1),
            (when, "late" if late else "", 16),
            (promise.text, "", 0),
            *source,
        ],
    )


def deal_items(deals: Sequence[Opportunity], today: date) -> Iterator[Item]:
    """Opportunities, the open ones first."""
    if not deals:
        return
    open_ones = [each for each in deals if each.stage not in CLOSED]
    won = sum(each.stage == "won" for each in deals)
    yield from heading("Opportunities", f"{len(open_ones)} open, {won} won of {len(deals) - len(open_ones)} closed")
    ordered = sorted(deals, key=lambda each: (each.stage in CLOSED, -(each.closed_on or today).toordinal()))
    for each in ordered:
        yield item(
            f"opportunity {each.id}", partial(_deal, each, today), each, each.contact, says=_deal_in_full(each, today)
        )


def _deal(deal: Opportunity, today: date, width: int) -> Line:
    amount = short_money(deal.amount, deal.currency) if deal.amount is not None else ""
    closed = deal.stage in CLOSED
    when = deal.closed_on if closed else deal.decision
    told = "" if when is None else f"{when:%b %Y}" if closed else f"decides {when.day} {when:%b}"
    cells = [("", "", 1), (deal.stage, STYLES.get(deal.stage, ""), 11), (deal.name, "dim" if closed else "bold", 0)]
    if deal.competitor and not closed and width >= 60:
        cells.append((f"against {one_line(deal.competitor)}", "late", 0))
    return columns(width, [*cells, (amount, "", -9), (told, "dim", -14)])


def _deal_in_full(deal: Opportunity, today: date) -> str:
    facts = [
        f"{one_line(deal.name)}, {deal.stage}",
        money(deal.amount, deal.currency) if deal.amount is not None else "",
        f"proposal out since {ago(deal.proposal_on, today)}" if deal.proposal_on and deal.stage not in CLOSED else "",
        f"against {deal.competitor}"
        if deal.competitor
        else ""
        if deal.bids_asked or deal.stage in CLOSED
        else "who else has bid? not asked",
        f"concern: {deal.concern}" if deal.concern else "",
        f"told: {deal.told}" if deal.told else "",
        deal.reason,
        deal.note,
        *extras(deal.extra),
    ]
    return " · ".join(one_line(fact) for fact in facts if fact)


def referral_items(book: Book, referrals: Sequence[Referral], account: str, today: date) -> Iterator[Item]:
    """Referrals from people here, to people here, and the one through which the account came."""
    if not referrals:
        return
    got = sum(each.direction == "got" and each.account != account for each in referrals)
    given = sum(each.direction == "given" for each in referrals)
    yield from heading("Referrals", f"{got} got from here, {given} given")
    for each in referrals:
        who = one_line(book.contact_name(each.contact))
        yield item(
            f"referral {each.id}",
            partial(_referral, each, who, account),
            each,
            each.contact if each.account != account else None,
            says=_referral_in_full(each, who, account, today),
        )


def _referral_words(referral: Referral, who: str, account: str) -> str:
    prospect = one_line(referral.prospect)
    if referral.account == account:
        return f"came through {who or 'a referral'}"
    return (
        f"{who or 'somebody'} named {prospect}"
        if referral.direction == "got"
        else f"we sent {who or 'them'} {prospect}"
    )


def _referral(referral: Referral, who: str, account: str, width: int) -> Line:
    owed = referral.reward and not referral.reward_paid and referral.stage == "won"
    told = "reward owed" if owed else "" if referral.thanked or referral.direction == "given" else "not thanked"
    cells = [("", "", 1), (referral.stage, "good" if referral.stage == "won" else "", 11)]
    cells.append((_referral_words(referral, who, account), "", 0))
    return columns(width, [*cells, (told, "late" if owed else "dim", -12)] if told else cells)


def _referral_in_full(referral: Referral, who: str, account: str, today: date) -> str:
    made = f", {ago(referral.made, today)}" if referral.made else ""
    reward = f" · reward: {referral.reward}" if referral.reward else ""
    note = f" · {one_line(referral.note)}" if referral.note else ""
    return f"{_referral_words(referral, who, account)}: {referral.stage}{made}{reward}{note}"


def endorsement_items(book: Book, endorsements: Sequence[Endorsement]) -> Iterator[Item]:
    """Letters and videos of people here."""
    if not endorsements:
        return
    yield from heading("Endorsements")
    for each in endorsements:
        who = one_line(book.contact_name(each.contact))
        full = " · ".join(part for part in (f"{each.kind} by {who}", each.stage, each.link, each.note) if part)
        yield item(f"endorsement {each.id}", partial(_endorsement, each, who), each, each.contact, says=one_line(full))


def _endorsement(endorsement: Endorsement, who: str, width: int) -> Line:
    return columns(
        width,
        [
            ("", "", 1),
            (endorsement.stage, "", 11),
            (f"{endorsement.kind} by {who}", "", 0),
            (endorsement.link, "dim", 20 if width >= 60 else 1),
        ],
    )
