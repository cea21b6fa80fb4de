"""Referrals both ways: through their stages with the source kept in the picture, rewards, and who opened what (method §7)."""

from collections.abc import Iterator
from datetime import date, datetime

from msgspec.structs import replace

from planner.book import Book
from planner.book.records import Account, Contact, Promise, Record, Referral, StageChange
from planner.book.vocabulary import PromiseKind, Purpose, ReferralStage
from planner.method.asks import Ask as Ask
from planner.method.asks import asks as asks
from planner.method.cadence import history, people
from planner.settings import Settings, working_days
from planner.wording import fold, one_line

OVER: frozenset[ReferralStage] = frozenset({"won", "declined"})
ARRIVED: frozenset[ReferralStage] = frozenset({"introduced", "met", "won"})
HEARD_AFTER = 10
"""Working days after which we ask what became of a referral that we gave."""


# -- moving on


def advance(
    book: Book,
    settings: Settings,
    referral: Referral,
    stage: ReferralStage,
    now: datetime,
    *,
    account: str | None = None,
    reward: str = "",
) -> list[Record]:
    """The records that move a referral to a stage; nothing when it is there already, as it stands (method §7).

    Every news makes a promise to thank or to tell the source. Introduced: the new account arrives with its source
    (`account` names one that is there already), and a first call while the introduction is fresh. Won: the reward falls
    due, if one was agreed on (`reward`). Of a referral that we gave, we ask later what became of it.
    """
    if stage == referral.stage:
        return [] if book.referrals.get(referral.id) == referral else [referral]
    today = now.date()
    moved = replace(
        referral,
        stage=stage,
        made=referral.made or today,
        history=(*referral.history, StageChange(stage, today)),
        reward=reward or referral.reward,
        account=account or referral.account,
    )
    if moved.direction == "given":
        return [moved, *_given_on(book, settings, moved, stage, now)]
    records: list[Record] = []
    if stage in ARRIVED and moved.account is None:
        arrived = _account(book, moved, now)
        records += [arrived] if arrived.id not in book.accounts else []
        moved = replace(moved, account=arrived.id)
    return [moved, *records, *_superseded(book, moved, today), *_news(book, settings, moved, stage, now)]


def received(
    book: Book, prospect: str, contact: str | None, by: str, now: datetime, id: str
) -> tuple[Referral, Account | None]:
    """A referral that a call brought, and the account that is new by it; None where the prospect is in the book already.

    `by` names who gave it. Without the name of a `prospect` it is a referral asked for: the name is still to come.
    """
    stage: ReferralStage = "introduced" if prospect else "asked"
    today = now.date()
    referral = Referral(
        id=id, created=now, prospect=prospect or "name still to be asked", contact=contact, stage=stage, made=today,
        history=(StageChange(stage, today),),
    )  # fmt: skip
    if not prospect:
        return referral, None
    account = _account(book, referral, now, by)
    return replace(referral, account=account.id), None if account.id in book.accounts else account


def source_said(book: Book, contact: str | None) -> str:
    """A source in words: "Ann Lee (Acme)"; "somebody" when nobody is named."""
    person = book.contacts.get(contact or "")
    if person is None:
        return "somebody"
    company = book.account_name(person.account) or person.company
    return f"{one_line(person.name)} ({one_line(company)})" if company else one_line(person.name)


def _account(book: Book, referral: Referral, now: datetime, by: str = "") -> Account:
    """The account of the prospect: one of that very name, else a new one that says who brought it."""
    wanted = fold(referral.prospect)
    known = next((each for each in book.accounts.values() if fold(each.name) == wanted), None)
    if known:
        return known
    source = by or source_said(book, referral.contact)
    return Account(
        id=book.make_id(),
        created=now,
        source=f"referral from {source}",
        name=referral.prospect,
        status_since=now.date(),
        status_why=f"introduced by {source}",
    )


def _superseded(book: Book, referral: Referral, today: date) -> Iterator[Promise]:
    """News to the source that was never told is dropped when newer news takes its place; thanks stand."""
    for each in _promises(book, referral):
        if each.open and each.kind == "tell":
            yield replace(each, dropped=today)


def _news(book: Book, settings: Settings, referral: Referral, stage: ReferralStage, now: datetime) -> Iterator[Promise]:
    """What a stage makes us promise: thanks, news for the source, the first call, the reward."""
    working = working_days(settings.hours)
    soon = working.next(now.date())
    name = one_line(book.contact_name(referral.contact)) or "the source"
    prospect = one_line(referral.prospect)
    if stage == "introduced":
        yield _to_source(book, referral, now, soon, "thank", f"Thank {name} for the introduction to {prospect}")
        text = f"Call {prospect} while {name}'s introduction is fresh"
        yield _promise(book, referral, now, soon, "task", text, "prospecting", account=referral.account, contact=None)
    elif stage == "met":
        text = f"Tell {name} how the first meeting with {prospect} went"
        yield _to_source(book, referral, now, soon, "tell", text)
    elif stage == "declined":
        text = f"Tell {name} that {prospect} will not go ahead, and thank them all the same"
        yield _to_source(book, referral, now, soon, "tell", text)
    elif stage == "won":
        text = f"Thank {name}: {prospect} has bought from us"
        yield _to_source(book, referral, now, soon, "thank", text)
        if referral.reward and referral.reward_paid is None:
            text = f"Give {name} what was agreed on for {prospect}: {one_line(referral.reward)}"
            yield _to_source(book, referral, now, working.add(now.date(), 5), "reward", text)


def _given_on(
    book: Book, settings: Settings, referral: Referral, stage: ReferralStage, now: datetime
) -> Iterator[Promise]:
    """Of a referral that we gave: ask the receiver what became of it, once."""
    if stage == "introduced":
        name = one_line(book.contact_name(referral.contact)) or "them"
        text = f"Ask {name} what became of {one_line(referral.prospect)}, whom we introduced"
        due = working_days(settings.hours).add(now.date(), HEARD_AFTER)
        yield _to_source(book, referral, now, due, "task", text)


def _to_source(book: Book, referral: Referral, now: datetime, due: date, kind: PromiseKind, text: str) -> Promise:
    person = book.contacts.get(referral.contact or "")
    purpose: Purpose = "deliver value" if kind == "task" else "thank"
    account = person.account if person else None
    return _promise(book, referral, now, due, kind, text, purpose, account=account, contact=referral.contact)


def _promise(
    book: Book,
    referral: Referral,
    now: datetime,
    due: date,
    kind: PromiseKind,
    text: str,
    purpose: Purpose,
    *,
    account: str | None,
    contact: str | None,
) -> Promise:
    return Promise(
        id=book.make_id(),
        created=now,
        made=now.date(),
        text=text,
        due=due,
        kind=kind,
        purpose=purpose,
        account=account,
        contact=contact,
        referral=referral.id,
    )


# -- closing the loop


def thank(book: Book, referral: Referral, now: datetime) -> list[Record]:
    """The source was thanked, or told: the referral says so, and the open promises to do it are kept."""
    today = now.date()
    kept = [
        replace(each, done=today) for each in _promises(book, referral) if each.open and each.kind in ("thank", "tell")
    ]
    return [replace(referral, thanked=today), *kept]


def pay(book: Book, referral: Referral, now: datetime) -> list[Record]:
    """The reward was given: the referral says so, and the promise to do it is kept."""
    today = now.date()
    kept = [replace(each, done=today) for each in _promises(book, referral) if each.open and each.kind == "reward"]
    return [replace(referral, reward_paid=today), *kept]


def thanked(book: Book, referral: Referral) -> bool:
    """Whether the source knows everything up to the newest news: nothing is left to thank for or to tell."""
    told = [each for each in _promises(book, referral) if each.kind in ("thank", "tell")]
    if any(each.open for each in told):
        return False
    return referral.thanked is not None or any(each.done for each in told)


def _promises(book: Book, referral: Referral) -> list[Promise]:
    by_referral = book.whole("promises by referral", lambda: _by_referral(book))
    return by_referral.get(referral.id, [])


def _by_referral(book: Book) -> dict[str, list[Promise]]:
    found: dict[str, list[Promise]] = {}
    for each in book.promises.values():
        if each.referral:
            found.setdefault(each.referral, []).append(each)
    return found


# -- looking back


def open_referrals(book: Book) -> list[Referral]:
    """Referrals under way, and those that are over but whose source has not heard of it; furthest on first."""
    order = {"introduced": 0, "met": 1, "asked": 2, "to ask": 3, "won": 4, "declined": 5}
    open_ones = [
        each
        for each in book.referrals.values()
        if each.stage not in OVER or (each.direction == "got" and not thanked(book, each)) or owed(each)
    ]
    return sorted(open_ones, key=lambda each: (order[each.stage], each.prospect, each.id))


def owed(referral: Referral) -> bool:
    """Whether a reward was agreed on, earned and not given yet; it binds us the same way when it was we who referred."""
    return (
        bool(referral.reward)
        and referral.stage == "won"
        and referral.reward_paid is None
        and referral.direction == "got"
    )


def opened_by(book: Book, account: str) -> Referral | None:
    """The referral through which a new account was opened; None when it is a cold one."""

    def read() -> dict[str, Referral]:
        got = (each for each in book.referrals.values() if each.direction == "got" and each.stage in ARRIVED)
        return {each.account: each for each in got if each.account}

    return book.whole("accounts opened by referrals", read).get(account)


def notice_due(book: Book) -> list[Contact]:
    """People at prospects with whom we talk, and whom nobody has told that we will ask for referrals one day."""
    found = []
    for account in book.accounts.values():
        if account.status == "new" and not account.do_not_call and book.touches.of(account.id):
            met = history(book, account.id).met
            there = people(book, account.id)
            if not any(person.noticed for person in there):
                found += [person for person in there if person.id in met]
    return found
