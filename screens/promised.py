"""What a change promises, for the words that tell of it."""

from collections.abc import Iterable
from datetime import date

from planner.book.records import Promise, Record
from planner.wording import day as say_day
from planner.wording import one_line


def with_promises(said: str, records: Iterable[Record], today: date) -> str:
    """What was done, and after it each promise that it brought: "Acme: met · Tue 24 Nov: Tell Ann how it went"."""
    steps = [each for each in records if isinstance(each, Promise) and each.open]
    return " · ".join((said, *(f"{say_day(each.due, today)}: {one_line(each.text)}" for each in steps)))
