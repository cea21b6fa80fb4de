"""Looking back on the waiting: the longest silences of the quarter, and whether romance pays, with n (method §6)."""

from collections.abc import Iterator
from datetime import datetime

from planner.book import Book
from planner.method.intervals import LongSilence, Pays, longest_silences, romance_pays
from planner.settings import Settings
from planner.wording import bar, one_line, percent, plural
from planner.wording import day as say_day
from widgets.palette import Line, columns, wrapped

BAR = 16


def looking_back_lines(book: Book, settings: Settings, now: datetime, width: int) -> Iterator[Line]:
    """Both lists, ready to be read."""
    yield [("Longest silences of this quarter", "title"), ("  working days", "dim")]
    longest = longest_silences(book, settings, now)
    for each in longest:
        yield _silence(book, settings, each, now, width)
    if not longest:
        yield [("No proposal was out in this quarter.", "dim")]
    yield []
    yield [("Does romance pay?", "title"), ("  won, by romance steps that reached them", "dim")]
    rows = [row for row in romance_pays(book) if row.n]
    for row in rows:
        yield _pays(row, BAR if width >= 60 else BAR // 2)
    if not rows:
        yield from wrapped("No proposal has been decided yet. W and L close one, with the reason.", width, "dim")
    elif any(row.thin for row in rows):
        yield []
        yield from wrapped("* fewer than ten were decided: take it lightly.", width, "dim")


def _silence(book: Book, settings: Settings, each: LongSilence, now: datetime, width: int) -> Line:
    late = each.days > settings.cadence.proposal[1]
    name = f"{one_line(book.account_name(each.opportunity.account))} · {one_line(each.opportunity.name)}"
    until = f"until {say_day(each.until, now.date())}" if each.until else "still silent"
    return columns(width, [(str(each.days), "bad" if late else "", -4), (name, "", 0), (until, "dim", 16)])


def _pays(row: Pays, room: int) -> Line:
    rate = row.rate or 0
    filled = bar(rate, 1, room)
    return [
        (f"{row.steps:<10}", ""),
        (filled, "existing"),
        ("░" * (room - len(filled)), "faint"),
        (f" {percent(rate):>6}", "bold"),
        (f"   {row.won} of {plural(row.n, 'proposal')}", "dim"),
        (" *" if row.thin else "", "late"),
    ]
