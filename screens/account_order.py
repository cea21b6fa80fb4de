"""The orders of the Accounts table: by health, name, silence, value (method §5)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from planner.book import Book
from planner.book.records import Account
from planner.method.health import Health
from planner.method.value import value_rank
from widgets.account_table import Sort, days_silent


def in_order(book: Book, named: list[Account], sort: Sort, health: Mapping[str, Health], today: date) -> list[Account]:
    """Accounts, by name as they come, in another order; of equals by name. As long as no health is reckoned, by name."""
    if sort == "name" or not health:
        return named

    def score(account: Account) -> int:
        found = health.get(account.id)
        return 101 if found is None or found.score is None else found.score

    def silence(account: Account) -> int:
        silent = days_silent(health.get(account.id))
        return 1 if silent is None else -silent

    def value(account: Account) -> float:
        return -value_rank(book, account, today)

    keys: dict[Sort, Callable[[Account], Any]] = {"health": score, "silence": silence, "value": value}
    return sorted(named, key=keys[sort])
