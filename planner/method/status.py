"""Which status an account should have, proposed and never imposed, and how easy a sale has really been by status (method §1).

The program says "looks lost" or "is existing now"; the user confirms with one key, or says that it stays as it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from math import sqrt

from msgspec.structs import replace

from planner.book import Book
from planner.book.records import Account, Opportunity, Record
from planner.book.vocabulary import STATUSES, Status
from planner.settings import Settings
from planner.wording import ago, one_line, percent

AGAIN: tuple[tuple[int, float], ...] = ((30, 0.52), (90, 0.39), (180, 0.26), (365, 0.15))
"""Days since the last order, up to → chance of another one within 90 days; measured on 23,570 customers (method §9)."""
AGAIN_LATER = 0.03
SAID_SO = "set by hand"
"""Why a status stands against the dates: the user was asked and kept it, or set it by hand."""
THIN = 30
"""Fewer closed opportunities than this prove little."""
Z = 1.96
"""For an interval that holds in 95 of 100 cases."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change of status that the dates suggest."""

    account: Account
    to: Status
    label: str
    """ "looks lost" or "is existing now"."""
    why: str
    confirm: tuple[Record, ...]
    """What to put into the book when the user says yes."""
    keep: tuple[Record, ...]
    """What to put when the user says that it stays as it is: it is not proposed again for the same order."""


def last_order(book: Book, account: Account) -> date | None:
    """The day of the last order: as recorded, or of the last opportunity that was won, whichever is later."""
    won = [deal.closed_on for deal in book.opportunities.of(account.id) if deal.stage == "won" and deal.closed_on]
    if account.last_order:
        won.append(account.last_order)
    return max(won, default=None)


def days_since_order(book: Book, account: Account, today: date) -> int | None:
    """Calendar days since the last order; None when there is none on record."""
    last = book.fact(account.id, "last order", lambda: last_order(book, account))
    return None if last is None else max(0, (today - last).days)


def chance_of_order(days: int) -> float:
    """The measured chance of another order within 90 days, so many days after the last: it falls gradually (method §9)."""
    return next((chance for until, chance in AGAIN if days <= until), AGAIN_LATER)


def proposals(book: Book, settings: Settings, now: datetime) -> list[Proposal]:
    """Every change of status that the dates suggest, by account name."""
    found = [proposal(book, settings, account, now) for account in book.accounts.values()]
    return sorted((each for each in found if each), key=lambda each: (each.account.name.casefold(), each.account.id))


def proposal(book: Book, settings: Settings, account: Account, now: datetime) -> Proposal | None:
    """The change of status that the dates suggest for an account; None when they agree with it (method §1).

    What the user decided against the dates stands: a status that was kept, or set after the last order, is not questioned
    on account of that order. Who was called existing while the order was fresh can still grow silent. A lost bid changes
    nothing, since a prospect that refused a proposal has never bought.
    """
    today = now.date()
    last = book.fact(account.id, "last order", lambda: last_order(book, account))
    if last is None or last > today:
        return None
    months = settings.rules.existing_months
    stale = last < _months_before(today, months)
    if account.status == "existing":
        overruled = _kept(account, last) and last < _months_before(account.status_since or today, months)
        return _looks_lost(account, last, today) if stale and not overruled else None
    if account.status == "lost":
        decided = account.status_since is not None and account.status_since >= last
        return None if stale or decided else _is_existing(account, last, today)
    if _kept(account, last):
        return None
    return _looks_lost(account, last, today) if stale else _is_existing(account, last, today)


def _kept(account: Account, last: date) -> bool:
    return account.status_why == SAID_SO and account.status_since is not None and account.status_since >= last


def _looks_lost(account: Account, last: date, today: date) -> Proposal:
    return _proposal(account, "lost", "looks lost", f"last order {ago(last, today)}", last, today)


def _is_existing(account: Account, last: date, today: date) -> Proposal:
    return _proposal(account, "existing", "is existing now", f"ordered {ago(last, today)}", last, today)


def _proposal(account: Account, to: Status, label: str, why: str, last: date, today: date) -> Proposal:
    changed = replace(account, status=to, status_since=today, status_why=why, last_order=last)
    kept = replace(account, status_since=today, status_why=SAID_SO)
    return Proposal(account, to, f"{one_line(account.name)} {label}", why, (changed,), (kept,))


def _months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise ValueError(f"no day {months} months before {day}")


@dataclass(frozen=True, slots=True)
class Ease:
    """How often business with a status was won, beside what was assumed."""

    won: int
    closed: int
    rate: float | None
    """Won of closed; None when none was closed."""
    low: float
    high: float
    """Wilson's interval, 95 %."""
    times: float | None
    """The rate compared with that of new accounts; None while either is unknown."""
    prior: float
    """The assumption of the settings, likewise compared with new."""

    @property
    def thin(self) -> bool:
        """Whether the sample is too small to lean on."""
        return self.closed < THIN


def ease_said(ease: Ease, status: Status) -> str:
    """The measured ease in words, to stand beside the assumed one, with its sample and its interval (method §1)."""
    if ease.rate is None:
        return "your own log: nothing closed yet"
    times = f", {ease.times:.1f} × new" if ease.times is not None and status != "new" else ""
    held = f"{percent(ease.rate)} won of {ease.closed} closed{times}"
    thin = ", too few to lean on" if ease.thin else ""
    return f"your own log: {held} (95 % between {percent(ease.low)} and {percent(ease.high)}{thin})"


def measured_ease(book: Book, settings: Settings | None = None) -> dict[Status, Ease]:
    """Status → what the closed opportunities show, counted by the status that the account had when each began (method §1).

    A first order is a win with a new account even though it made the account existing.
    """
    settings = settings or Settings()
    won = dict.fromkeys(STATUSES, 0)
    closed = dict.fromkeys(STATUSES, 0)
    for account in book.accounts.values():
        deals = book.opportunities.of(account.id)
        for deal in deals:
            if deal.stage in ("won", "lost"):
                status = status_then(account, deals, deal, settings.rules.existing_months)
                closed[status] += 1
                won[status] += deal.stage == "won"
    rates = {status: won[status] / closed[status] if closed[status] else None for status in STATUSES}
    base = rates["new"]
    assumed = {status: getattr(settings.ease, status) / settings.ease.new for status in STATUSES}
    return {
        status: Ease(
            won[status], closed[status], rate, *wilson(won[status], closed[status]),
            rate / base if rate is not None and base else None, assumed[status],
        )
        for status, rate in rates.items()
    }  # fmt: skip


def status_then(account: Account, deals: Iterable[Opportunity], deal: Opportunity, months: int) -> Status:
    """The status of an account when an opportunity began: by the orders there were before (method §1)."""
    began = deal.history[0].on if deal.history else deal.proposal_on or deal.closed_on
    if began is None:
        return account.status
    orders = [each.closed_on for each in deals if each.stage == "won" and each.id != deal.id and each.closed_on]
    if account.last_order and account.last_order != deal.closed_on:
        orders.append(account.last_order)
    last = max((on for on in orders if on < began), default=None)
    if last is None:
        return "new"
    return "lost" if last < _months_before(began, months) else "existing"


def wilson(successes: int, n: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share; 0 to 1 when nothing was counted."""
    if n == 0:
        return 0.0, 1.0
    share = successes / n
    centre = share + Z * Z / (2 * n)
    reach = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    scale = 1 + Z * Z / n
    low = (centre - reach) / scale if successes else 0.0
    high = (centre + reach) / scale if successes < n else 1.0
    return min(low, share), max(high, share)
