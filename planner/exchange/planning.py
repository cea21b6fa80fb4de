"""Rows → planned records, kind by kind: what a row must have, what it is matched by, and why it is refused."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from planner.book.records import Account, Contact, Opportunity, Promise, Touch
from planner.exchange.activities import Activity, NoActivity, read_activity, stable_id
from planner.exchange.batches import Batch
from planner.exchange.companies import account_fields, contact_fields, several
from planner.exchange.deals import opportunity_fields
from planner.exchange.headers import KINDS
from planner.exchange.importer import Importer
from planner.exchange.linking import Refusal, account_of, contact_of, source_id, whom
from planner.exchange.matching import Match
from planner.exchange.meanings import status_of_type
from planner.exchange.plans import Verdict
from planner.exchange.rows import Fields, Row
from planner.exchange.values import says_yes
from planner.wording import one_line


def plan_stage(worker: Importer, batch: Batch, stage: str) -> Iterator[int]:
    """Plan what a file holds of one kind of record, or, at the stage "whole", what is no table of rows; step by step."""
    if stage == KINDS[0]:
        for line, reason in batch.source.refused:
            worker.refuse(batch, line, reason)
    if stage == "whole" and batch.kind not in KINDS:
        _whole(worker, batch)
        yield 1
    elif stage in batch.kinds:
        for row in batch.read():
            plan_row(worker, batch, row, stage)
            yield 1


def _whole(worker: Importer, batch: Batch) -> None:
    """A calendar, or a book that we wrote."""
    if batch.source.format == "calendar":
        from planner.exchange.meetings import plan_meetings

        plan_meetings(worker, batch)
    else:
        from planner.exchange.restoring import plan_records

        plan_records(worker, batch)


def plan_row(worker: Importer, batch: Batch, row: Row, kind: str) -> None:
    """Plan the record of one kind that a row holds, or note why it can't be; one bad row never stops a file."""
    said = row.fields.get(kind, {})
    if not said and kind != batch.kind:
        return
    try:
        if says_yes(said.get("deleted", "")):
            raise Refusal("deleted at the source")
        _PLANS[kind](worker, batch, row, said)
    except (Refusal, NoActivity) as reason:
        worker.refuse(batch, row.line, str(reason), said.get("name") or said.get("subject") or "")


def _account(worker: Importer, batch: Batch, row: Row, said: Fields) -> None:
    main = batch.kind == "accounts"
    name = one_line(said.get("name") or row.fields.get(batch.kind, {}).get("account") or "")
    if not name:
        if main:
            raise Refusal("it has no name")
        return
    if not any(map(str.isalnum, name)):
        worker.note(batch, "names without a letter or digit (destroyed at the source?) were kept as they are")
    id = source_id(batch, said)
    fields = account_fields(said, row.extra if main else {}, id, batch.reading, worker.today)
    fields["name"] = name
    account = worker.plan(batch, row, Account, fields, worker.bench.accounts.account(name, id, fields["phone"]), main)
    if account:
        worker.sold_to.add(account)
        worker.part_of(account, batch, said)


def _contact(worker: Importer, batch: Batch, row: Row, said: Fields) -> None:
    main = batch.kind == "contacts"
    id = source_id(batch, said)
    fields = contact_fields(said, row.extra if main else {}, id, batch.reading, worker.today)
    fields["name"] = fields["name"] or fields["email"]
    company = one_line(said.get("account") or row.fields.get("accounts", {}).get("name") or "")
    if not fields["name"]:
        if main and not company:
            raise Refusal("it has no name")
        if main and "name" not in row.fields.get("accounts", {}):
            _company_alone(worker, batch, row, company)
        return
    account = account_of(worker, batch, row, said)
    fields |= {"account": account, "company": "" if account else company}
    numbers = [number for number in (fields["mobile"], fields["phone"]) if number]
    found = worker.bench.contacts.contact(fields["name"], id, fields["email"], numbers, account)
    contact = worker.plan(batch, row, Contact, fields, found, main)
    if account and status_of_type(said.get("type", "")) == "existing":
        worker.claim(account, said["type"])
    if contact and said.get("referred_by"):
        worker.introduced(contact, batch, row.line, one_line(said["referred_by"]))


def _company_alone(worker: Importer, batch: Batch, row: Row, name: str) -> None:
    """A card of a company that names no person: an account, with the number and address of the card."""
    if worker.makes_companies(batch) == "link":
        raise Refusal(f"nobody at {name} is named")
    said = row.fields["contacts"] | {"name": name}
    phones = several(said.get("phone") or said.get("mobile") or "")
    said |= {"phone": phones[0] if phones else ""}
    fields = account_fields(said, row.extra, "", batch.reading, worker.today)
    known = worker.bench.accounts.account(name, "", fields["phone"])
    account = worker.plan(batch, row, Account, fields, known, True)
    if account:
        worker.sold_to.add(account)


def _opportunity(worker: Importer, batch: Batch, row: Row, said: Fields) -> None:
    main = batch.kind == "opportunities"
    if not said.get("name"):
        if main:
            raise Refusal("it has no name")
        return
    id = source_id(batch, said)
    extra = row.extra if main else {}
    fields, odd = opportunity_fields(said, extra, id, batch.reading, worker.today, worker.settings.look.currency)
    account = account_of(worker, batch, row, said)
    if account is None:
        raise Refusal("it names no account")
    for each in odd:
        worker.note(batch, each)
    fields |= {"account": account, "contact": contact_of(worker, batch, row, said, account)}
    if fields["contact"] is None and said.get("contact"):
        fields["extra"] = fields["extra"] | {"Contact": said["contact"]}
    worker.sold_to.add(account)
    found = _known_deal(worker, id, account, fields)
    if found and fields["amount"] is None:
        del fields["currency"]
    worker.plan(batch, row, Opportunity, fields, found, main)


def _known_deal(worker: Importer, id: str, account: str, fields: Mapping[str, Any]) -> Match | None:
    """The same deal: by id; else by name and account, of several the one with the same day and amount.

    Two rows of one import are two deals, unless they have the same id.
    """
    known = worker.bench.opportunities.get(id) if id else None
    if known:
        return Match(known, "same id", True)
    same = [
        deal
        for deal in worker.bench.deals.get(account, ())
        if deal.name.casefold() == fields["name"].casefold()
        and deal.id not in worker.met
        and not (id and deal.source_ids)
    ]
    when = fields["closed_on"] or fields["decision"]
    same.sort(key=lambda deal: ((deal.closed_on or deal.decision) != when, deal.amount != fields["amount"]))
    return Match(same[0].id, "same name and account", True) if same else None


def _activity(worker: Importer, batch: Batch, row: Row, said: Fields) -> None:
    if not said:
        raise Refusal("it says nothing of an activity")
    activity = read_activity(said, batch.reading, worker.now)
    who = whom(worker, batch, row, said)
    if who["contact"] is None and said.get("contact"):
        _name_somebody(activity, one_line(said["contact"]))
    if activity.odd:
        worker.note(batch, activity.odd)
    id = stable_id("activity", f"{batch.family}:{said['id']}" if said.get("id") else _unnamed(worker, said, who))
    name = said.get("subject") or said.get("type") or activity.kind
    table, verdict = _plan_activity(worker, f"{batch.name}:{row.line}", id, activity, activity.fields | who)
    worker.say(batch, row.line, table, verdict, name, id=id)


def _name_somebody(activity: Activity, name: str) -> None:
    """Whom it was with, where the book does not know them: nothing that the file says is lost."""
    field, sign = ("note", "\n") if activity.kind == "touch" else ("text", " ")
    said = activity.fields.get(field, "")
    if name.casefold() not in said.casefold():
        activity.fields[field] = f"{said}{sign}(with {name})".strip()


def _plan_activity(
    worker: Importer, where: str, id: str, activity: Activity, fields: dict[str, Any]
) -> tuple[str, Verdict]:
    """A touch or a promise under an id that is the same at every import; a task that was open may be done by now."""
    bench = worker.bench
    touch, promise = bench.touch(id), bench.promise(id)
    if activity.kind == "touch":
        if promise and promise.open:
            bench.put[promise.id] = replace(promise, done=fields["at"].date())
        if touch is None and promise is None:
            bench.take(Touch(id=id, created=worker.now, source=where, **fields))
            return Touch.table, "created"
        return Touch.table, "updated" if promise and promise.open else "unchanged"
    if promise is None and touch is None:
        bench.take(Promise(id=id, created=worker.now, source=where, **fields))
        return Promise.table, "created"
    if promise and promise.open and (fields.get("done") or fields.get("dropped")):
        bench.take(replace(promise, done=fields.get("done"), dropped=fields.get("dropped")))
        return Promise.table, "updated"
    return Promise.table, "unchanged"


def _unnamed(worker: Importer, said: Fields, who: Mapping[str, Any]) -> str:
    """What tells an activity without an id from others: whom, when, what; and how many like it came before."""
    words = [said.get(name, "") for name in ("date", "time", "subject", "type", "outcome")]
    key = "\0".join((who["account"] or "", who["contact"] or "", *words))
    return f"{key}\0{worker.again(key)}"


_PLANS = {"accounts": _account, "contacts": _contact, "opportunities": _opportunity, "activities": _activity}
