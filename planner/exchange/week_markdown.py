"""A week written out as Markdown, its charts as text, to be kept, sent or printed (method §8)."""

import re
from collections.abc import Sequence
from pathlib import Path

from planner.book import Book, BookError
from planner.exchange.week_charts import balance_chart, course_chart, day_chart, debt_line
from planner.exchange.week_words import check_words, deal_words, heading, rows, signed, three_lines
from planner.method.balance_course import usual
from planner.method.week import Week
from planner.wording import one_line

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$]|&(?=#?\w+;))")
_LEADING = re.compile(r"^(\d+)([.)])|^([-+=])")


def week_markdown(book: Book, weeks: Sequence[Week]) -> str:
    """The last of `weeks` (oldest first) as Markdown, against the week before and the mean of them all."""
    week, before = weeks[-1], weeks[-2] if len(weeks) > 1 else None
    parts = [f"# {heading(week)}", *_neglect(week), *_minutes(week), *_figures(weeks, before), *_lists(book, week)]
    parts += [*_self_check(week), *_lines(week)]
    if len(weeks) > 1:
        parts += ["## Week by week", _chart(course_chart(weeks))]
    return "\n\n".join(parts) + "\n"


def write_markdown(path: Path, text: str) -> None:
    """Write a week to `path`, over an older one of ours but over nothing else. BookError says in a line what is wrong."""
    try:
        if path.exists() and not path.read_text(encoding="utf-8", errors="replace").startswith(
            ("# Week ", "\ufeff# Week ")
        ):
            raise BookError(f"{one_line(str(path))} is there and is no week of ours: give another name")
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        why = error.strerror or "unknown error"
        raise BookError(f"{one_line(str(path))} can't be written ({why}): give another name or folder") from None


def escaped(text: str) -> str:
    """A user's text in one line, with whatever Markdown would take for its own signs made plain."""
    plain = _SPECIAL.sub(r"\\\1", one_line(text))
    return _LEADING.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", plain)


def _neglect(week: Week) -> list[str]:
    return [f"**Neglect:** {each.why}." for each in week.neglect]


def _minutes(week: Week) -> list[str]:
    if not week.minutes.total and not any(week.minutes.planned.values()):
        return ["## Minutes", "No minutes were planned or spent.", debt_line(week.minutes)]
    chart = [*balance_chart(week.minutes), "", *day_chart(week.minutes)]
    return ["## Minutes", _chart(chart), debt_line(week.minutes)]


def _figures(weeks: Sequence[Week], before: Week | None) -> list[str]:
    head = ["|  | this week | week before | usual |", "|---|---:|---:|---:|"]
    lines = [
        f"| {row.label} | {row.this} | {row.before} | {row.usual} |" for row in rows(weeks[-1], before, usual(weeks))
    ]
    return ["## Figures", "\n".join(head + lines)]


def _lists(book: Book, week: Week) -> list[str]:
    parts = []
    for title, lines in (
        ("Won", [deal_words(book, deal) for deal in week.won]),
        ("Lost", [deal_words(book, deal) for deal in week.lost]),
        ("Slipped", week.slipped),
    ):
        if lines:
            parts += [f"## {title}", "\n".join(f"- {escaped(line)}" for line in lines)]
    return parts


def _self_check(week: Week) -> list[str]:
    lines = ["| 0 never … 4 always | answer | the log shows |", "|---|---|---|"]
    lines += [
        f"| {escaped(question)} | {said or 'not answered'} | {shown} |" for question, said, shown in check_words(week)
    ]
    score = [] if week.score is None else [f"Score: {signed(week.score)} (positive is good)."]
    return ["## Check yourself", "\n".join(lines), *score]


def _lines(week: Week) -> list[str]:
    said = three_lines(week)
    return ["## Three lines", "\n".join(f"- {label}: {escaped(line)}" for label, line in said)] if said else []


def _chart(lines: Sequence[str]) -> str:
    return "\n".join(["```text", *lines, "```"])
