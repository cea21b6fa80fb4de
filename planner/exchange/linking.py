"""Whose is a row? Its account, its contact and its opportunity, by the other program's ids, then by e-mail and name."""

from typing import Any

from planner.book.records import Account
from planner.exchange.batches import Batch
from planner.exchange.companies import account_fields
from planner.exchange.importer import Importer
from planner.exchange.rows import Fields, Row
from planner.wording import one_line


class Refusal(Exception):
    """A row can't be brought in; the message is the reason."""


def source_id(batch: Batch, said: Fields) -> str:
    """The other program's id of a row, with the program's name; "" where it has none."""
    return f"{batch.family}:{one_line(said['id'])}" if said.get("id") else ""


def account_of(worker: Importer, batch: Batch, row: Row, said: Fields) -> str | None:
    """The account that a row belongs to, by id, else by name; made where only a name is given.

    Raises Refusal when it is named by an id that nobody knows. None where none is named, or none is to be made.
    """
    known = worker.bench.accounts
    own = row.fields.get("accounts", {})
    ids = _ids(said.get("account_id") or own.get("id") or "")
    for raw in ids:
        found = known.by_source(f"{batch.family}:{raw}") or known.by_raw_id(raw)
        if found:
            return found
    name = one_line(said.get("account") or own.get("name") or "")
    if name:
        named = known.by_name(name)
        if named:
            if len(named) > 1:
                worker.note(batch, f'{len(named)} accounts are called "{name[:40]}": the first of them was taken')
            return named[0]
        makes = worker.makes_companies(batch)
        return _new_company(worker, batch, row, name, ids[0] if ids else "") if makes == "create" else None
    if ids:
        raise Refusal(f"account id {ids[0]} is not among the accounts: import the account file with it")
    return None


def _ids(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _new_company(worker: Importer, batch: Batch, row: Row, name: str, raw: str) -> str | None:
    id = f"{batch.family}:{raw}" if raw else ""
    fields = account_fields({"name": name}, {}, id, batch.reading, worker.today)
    account = worker.plan(batch, row, Account, fields, worker.bench.accounts.account(name, id, ""), main=False)
    if account:
        worker.sold_to.add(account)
    return account


def contact_of(worker: Importer, batch: Batch, row: Row, said: Fields, account: str | None) -> str | None:
    """The contact that a row names by id, by e-mail, or by name (at the account, where that is known); None for none."""
    known = worker.bench.contacts
    for raw in _ids(said.get("contact_id") or ""):
        found = known.by_source(f"{batch.family}:{raw}") or known.by_raw_id(raw)
        if found:
            return found
    person = row.fields.get("contacts", {})
    for address in (said.get("email", ""), person.get("email", "")):
        if address and known.by_email(address):
            return known.by_email(address)[0]
    for id in known.by_name(said.get("contact") or person.get("name") or ""):
        contact = worker.bench.contact(id)
        if contact and account in (None, contact.account):
            return id
    return None


def whom(worker: Importer, batch: Batch, row: Row, said: Fields) -> dict[str, Any]:
    """Account, contact and opportunity of an activity; Refusal when it is nobody's."""
    bench = worker.bench
    what = said.get("what_id") or said.get("opportunity_id") or ""
    deal = bench.opportunity(bench.opportunities.get(f"{batch.family}:{what}")) if what else None
    account = deal.account if deal else bench.accounts.by_source(f"{batch.family}:{what}") if what else None
    refused: Refusal | None = None
    if account is None:
        try:
            account = account_of(worker, batch, row, said)
        except Refusal as reason:
            refused = reason
    contact = contact_of(worker, batch, row, said, None if said.get("contact_id") or said.get("email") else account)
    person = bench.contact(contact)
    account = account or (person.account if person else None)
    if account is None and contact is None:
        raise refused or Refusal(_nobody(said))
    title = said.get("opportunity") or row.fields.get("opportunities", {}).get("name")
    if deal is None and account and title:
        wanted = title.casefold()
        deal = next((each for each in bench.deals.get(account, ()) if each.name.casefold() == wanted), None)
    return {"account": account, "contact": contact, "opportunity": deal.id if deal else None}


def _nobody(said: Fields) -> str:
    id = said.get("contact_id") or said.get("what_id")
    if id:
        return f"{id} is not among the contacts and accounts: import their files with it"
    return "it names no account and no contact"
