"""A row's fields → what an opportunity is made of; and the status that an account's orders prove (method §1, §6)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

from msgspec.structs import replace

from planner.book.records import Account, Opportunity, StageChange
from planner.book.vocabulary import CLOSED, PROPOSAL_OUT, Stage, Status
from planner.exchange.companies import TYPE
from planner.exchange.meanings import stage_of, status_of_type
from planner.exchange.money import money_of
from planner.exchange.rows import Fields, Reading
from planner.exchange.values import says_yes, without_html
from planner.exchange.workbench import marked_anew, untouched
from planner.wording import one_line


def opportunity_fields(
    said: Fields, extra: Mapping[str, str], source_id: str, reading: Reading, today: date, currency: str
) -> tuple[dict[str, Any], list[str]]:
    """The fields of an Opportunity but for whose it is, and what was odd about the row, in words."""
    odd: list[str] = []
    kept = dict(extra)
    stage = _stage(said, kept, odd)
    days = {
        name: _day(said, name, reading, kept, odd) for name in ("close", "won_on", "lost_on", "stage_on", "created")
    }
    closed = stage in CLOSED
    closed_on = (days["won_on"] or days["lost_on"] or days["close"]) if closed else None
    amount, unit = _amount(said, reading, currency, kept, odd)
    out_since = days["stage_on"] or days["created"] if stage in PROPOSAL_OUT else None
    changed_on = closed_on or days["stage_on"] or days["created"]
    fields = {
        "name": one_line(said.get("name", "")),
        "stage": stage,
        "amount": amount,
        "currency": unit,
        "proposal_on": min(out_since, today) if out_since else None,
        "decision": None if closed else days["close"],
        "closed_on": min(closed_on, today) if closed_on else None,
        "reason": one_line(said.get("reason", "")) if closed else "",
        "competitor": one_line(said.get("competitor", "")),
        "note": without_html(said.get("note", "")),
        "history": (StageChange(stage, min(changed_on, today)),) if changed_on and stage else (),
        "source_ids": (source_id,) if source_id else (),
        "extra": kept | ({"Next step": said["next_step"]} if said.get("next_step") else {}),
    }
    return fields, odd


def _stage(said: Fields, kept: dict[str, str], odd: list[str]) -> Stage | Literal[""]:
    """What is flagged as won or lost is that, whatever its stage is called; "" where the row does not say."""
    label = said.get("stage") or said.get("state") or ""
    if label:
        kept["Stage"] = label
    if says_yes(said.get("is_won", "")):
        return "won"
    if says_yes(said.get("is_closed", "")) and "is_won" in said:
        return "lost"
    state = stage_of(said["state"]) if said.get("state") else None
    if state in CLOSED:
        return state
    found = stage_of(label) if label else None
    if label and found is None:
        odd.append(f'the stage "{label}" is not known: taken as prospecting')
        return "prospecting"
    return found or ""


def _amount(
    said: Fields, reading: Reading, currency: str, kept: dict[str, str], odd: list[str]
) -> tuple[int | None, str]:
    """Minor units and currency. What can't be read is kept as it was written."""
    named = one_line(said.get("currency", "")).upper()
    unit = named if len(named) == 3 and named.isalpha() else currency
    if not said.get("amount"):
        return None, unit
    try:
        money = money_of(said["amount"], unit, reading.mark)
    except ValueError as problem:
        kept["Amount"] = said["amount"]
        odd.append(f"{problem}: kept as it is written")
        return None, unit
    return money.minor, money.currency


def _day(said: Fields, name: str, reading: Reading, kept: dict[str, str], odd: list[str]) -> date | None:
    if not said.get(name):
        return None
    try:
        return reading.day(name, said[name])
    except (ValueError, OverflowError):
        kept[name.replace("_", " ").capitalize()] = said[name]
        odd.append(f'"{said[name][:40]}" is no date: kept as it is written')
        return None


def months_before(today: date, months: int) -> date:
    """The day so many months before `today`; the last of its month where that has no such day."""
    import pendulum

    found = pendulum.date(today.year, today.month, today.day).subtract(months=months)
    return date(found.year, found.month, found.day)


def _months_on(day: date, months: int) -> date:
    return months_before(day, -months)


def with_status(account: Account, deals: Iterable[Opportunity], today: date, months: int, fresh: bool) -> Account:
    """An account with the status that the evidence shows: its last order, else its type, else new (method §1).

    A status that the user chose is left alone; the day of the last order only ever moves forward.
    """
    days = [deal.closed_on for deal in deals if deal.stage == "won" and deal.closed_on]
    last = max([*days, *([account.last_order] if account.last_order else [])], default=None)
    if last != account.last_order:
        account = replace(account, last_order=last)
    if not fresh and not untouched(account, "status"):
        return account
    status, why = _proved(last, account.extra.get(TYPE, ""), today, months)
    if (status, why) == (account.status, account.status_why) and (not fresh or untouched(account, "status")):
        return account
    since = _months_on(last, months) if last and status == "lost" else last
    return marked_anew(replace(account, status=status, status_why=why, status_since=since), "status")


def _proved(last: date | None, label: str, today: date, months: int) -> tuple[Status, str]:
    if last:
        if last >= months_before(today, months):
            return "existing", f"last order {last.isoformat()}"
        return "lost", f"last order {last.isoformat()}, over {months} months ago"
    claimed = status_of_type(label) if label else None
    return (claimed, f'its type says "{label}", no dated order') if claimed and claimed != "new" else ("new", "")
