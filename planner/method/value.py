"""What an account is worth in plain money: the proposals and chances that are open, and the orders of the last year.

It only puts a table in order (`planner accounts --sort value`); the plan of the day never looks at it.
"""

from datetime import date, timedelta

from planner.book import Book
from planner.book.records import Account, Opportunity
from planner.wording import minor_digits, short_money

WITHIN = timedelta(days=365)
"""How long an order counts."""


def account_value(book: Book, account: Account, today: date) -> dict[str, int]:
    """Currency → minor units of all open opportunities and of the orders of the last 365 days; empty when there are none."""
    worth: dict[str, int] = {}
    for deal in book.opportunities.of(account.id):
        if deal.amount and _counts(deal, today):
            worth[deal.currency] = worth.get(deal.currency, 0) + deal.amount
    return worth


def _counts(deal: Opportunity, today: date) -> bool:
    if deal.stage == "lost":
        return False
    return deal.stage != "won" or (deal.closed_on is not None and today - WITHIN <= deal.closed_on <= today)


def value_rank(book: Book, account: Account, today: date) -> float:
    """The value as one number to sort by: units of money, whatever the currency (no rates are known here)."""
    worth = book.fact(account.id, ("value", today), lambda: account_value(book, account, today))
    return sum((minor / float(10 ** minor_digits(currency)) for currency, minor in worth.items()), 0.0)


def value_said(book: Book, account: Account, today: date) -> str:
    """ "186k GBP"; of several currencies the largest, with a plus; "" where there is nothing."""
    worth = book.fact(account.id, ("value", today), lambda: account_value(book, account, today))
    if not worth:
        return ""
    currency = max(worth, key=lambda code: worth[code] / 10 ** minor_digits(code))
    return short_money(worth[currency], currency) + (" +" if len(worth) > 1 else "")
