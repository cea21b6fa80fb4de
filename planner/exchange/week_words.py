"""A week's figures and lists in words, for the command and for Markdown alike (method §8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from planner.book import Book
from planner.book.records import Opportunity
from planner.method.figures import Figure
from planner.method.selfcheck import ANSWERS, QUESTIONS
from planner.method.week import Week
from planner.wording import day as say_day
from planner.wording import money, one_line

ROWS: Final[tuple[tuple[str, tuple[Figure, ...]], ...]] = (
    ("Calls / with contact", ("calls", "contacts")),
    ("Promises kept / late / open", ("promises kept", "promises late", "promises open")),
    ("Romance kept / missed", ("romance kept", "romance missed")),
    ("Executives met", ("executives met",)),
    ("Value given / got", ("benefits given", "benefits got")),
    ("Referrals asked / got / thanked", ("referrals asked", "referrals got", "referrals thanked")),
    ("New accounts warm / cold", ("warm calls", "cold calls")),
    ("Empty calls", ("empty calls",)),
    ("Accounts that slipped", ("accounts slipped",)),
    ("Deals won / lost", ("deals won", "deals lost")),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the figures: this week's, the week before's, and what is usual."""

    label: str
    this: str
    before: str
    usual: str


def rows(week: Week, before: Week | None, usual: Mapping[Figure, float]) -> list[Row]:
    """The figures of a week against the week before and the mean of the last twelve."""
    return [
        Row(
            label,
            " / ".join(str(week.count(each)) for each in figures),
            " / ".join(str(before.count(each)) for each in figures) if before else "",
            " / ".join(f"{usual[each]:.1f}".removesuffix(".0") for each in figures) if usual else "",
        )
        for label, figures in ROWS
    ]


def signed(score: int) -> str:
    """A score with its sign: "+2", "-1", "0"."""
    return f"{score:+}" if score else "0"


def heading(week: Week) -> str:
    """ "Week 2026-W48: Mon 23 Nov to Sun 29 Nov 2026"."""
    first, last = week.span.first, week.span.last
    year = f" {first.year}" if first.year != last.year else ""
    return f"Week {week.span.name}: {say_day(first)}{year} to {say_day(last)} {last.year}"


def deal_words(book: Book, deal: Opportunity) -> str:
    """A closed deal: "Press line, Acme, USD 12,000: they trusted us (against Globex)"."""
    parts = [one_line(deal.name), one_line(book.account_name(deal.account))]
    if deal.amount is not None:
        parts.append(money(deal.amount, deal.currency))
    why = f": {one_line(deal.reason)}" if deal.reason else ": no reason was written down"
    against = f" (against {one_line(deal.competitor)})" if deal.competitor else ""
    return ", ".join(part for part in parts if part) + why + against


def check_words(week: Week) -> list[tuple[str, str, str]]:
    """The self-check: each question with its answer in words ("" when not answered) and what the log shows."""
    answers = week.reflection.answers if week.reflection else None
    said = [f"{answer} {ANSWERS[answer]}" for answer in answers] if answers else ["", "", ""]
    return list(zip(QUESTIONS, said, week.measured.words, strict=True))


def three_lines(week: Week) -> list[tuple[str, str]]:
    """What worked, what to change, and the promise, as far as they are written."""
    written = week.reflection
    if written is None:
        return []
    lines = (("What worked", written.worked), ("What to change", written.change), ("Promise", written.promise))
    return [(label, one_line(line)) for label, line in lines if line]
