"""`planner week`: the retrospective as text, as Markdown or as JSON, and the year in one view."""

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from planner.book import Book
from planner.commands.desk import Desk, answer_json, json_option, pass_desk, say
from planner.exchange.week_charts import balance_chart, course_chart, day_chart, debt_line, year_chart
from planner.exchange.week_json import week_json
from planner.exchange.week_markdown import week_markdown, write_markdown
from planner.exchange.week_words import check_words, deal_words, heading, rows, signed, three_lines
from planner.method.balance_course import YearDay, course, scores, usual, year_of_days
from planner.method.week import Week
from planner.when import parse_when
from planner.wording import listing, one_line

SHOWN = 12
"""Accounts that slipped, named at most; the others are counted."""


@click.command()
@click.option("--date", "day", metavar="WHEN", help="Any day of the week that is meant; else this week.")
@click.option("--markdown", type=click.Path(path_type=Path), metavar="FILE", help="Write the week to FILE as Markdown.")
@click.option("--year", is_flag=True, help="The whole year of that day in one view: a heat map of days by balance.")
@json_option
@pass_desk
def week_command(desk: Desk, day: str | None, markdown: Path | None, year: bool, as_json: bool) -> None:
    """The weekly retrospective: did the time go where the sales are?"""
    when = parse_when(day, desk.now, None, desk.settings.look.day_first, past=True).day if day else desk.now.date()
    with desk.reading() as book:
        if year:
            days = year_of_days(book, desk.settings, when.year)
            answer_json(year_json(days)) if as_json else print_year(desk, days)
            return
        weeks = course(book, desk.settings, desk.now, day=when)
        if markdown:
            write_markdown(markdown, week_markdown(book, weeks))
            click.echo(f"written: {one_line(str(markdown))}", err=as_json)
        if as_json:
            answer_json(week_json(book, weeks[-1]))
        elif not markdown:
            for line in week_lines(book, weeks):
                say(line)


def print_year(desk: Desk, days: Sequence[YearDay]) -> None:
    """The heat map."""
    say(f"{days[0].day.year}: days by balance")
    say()
    for line in year_chart(days, desk.now.date(), desk.settings.hours.week_starts):
        say(line)


def year_json(days: Sequence[YearDay]) -> list[dict[str, object]]:
    """The days with calls: minutes by status, and percentage points off the shares."""
    return [
        {
            "date": each.day.isoformat(),
            "minutes": dict(each.minutes),
            "deviation": round(each.deviation, 1),
        }
        for each in days
        if each.deviation is not None
    ]


def week_lines(book: Book, weeks: Sequence[Week]) -> Iterator[str]:
    """The last of `weeks` as text, readable in 80 columns."""
    week = weeks[-1]
    yield heading(week)
    for each in week.neglect:
        yield from _wrapped(f"Neglect: {each.why}.")
    yield ""
    yield from _minutes(week)
    yield ""
    yield f"{'':<34}{'this week':>13}{'week before':>13}{'usual':>19}"
    for row in rows(week, weeks[-2] if len(weeks) > 1 else None, usual(weeks)):
        yield f"{row.label:<34}{row.this:>13}{row.before:>13}{row.usual:>19}".rstrip()
    yield from _lists(book, week)
    yield ""
    yield from _self_check(weeks)
    for label, line in three_lines(week):
        yield from _wrapped(f"{label}: {line}")
    yield ""
    yield "Week by week"
    yield from course_chart(weeks)


def _minutes(week: Week) -> Iterator[str]:
    minutes = week.minutes
    if minutes.total or any(minutes.planned.values()):
        yield from balance_chart(minutes)
        yield ""
        yield from day_chart(minutes)
    else:
        yield "No minutes were planned or spent in this week."
    yield debt_line(minutes)


def _lists(book: Book, week: Week) -> Iterator[str]:
    found = [f"Won: {deal_words(book, deal)}" for deal in week.won]
    found += [f"Lost: {deal_words(book, deal)}" for deal in week.lost]
    if week.slipped:
        found.append(f"Slipped: {listing([one_line(name) for name in week.slipped], SHOWN)}")
    if found:
        yield ""
    for line in found:
        yield from _wrapped(line)


def _self_check(weeks: Sequence[Week]) -> Iterator[str]:
    yield "Check yourself, 0 never to 4 always"
    for number, (question, said, shown) in enumerate(check_words(weeks[-1]), 1):
        yield from _wrapped(f"{number} {question}")
        yield f"    {said or 'not answered'} · the log shows: {shown}"
    past = [signed(score) for _, score in scores(weeks)]
    if past:
        yield f"Score {past[-1] if weeks[-1].score is not None else 'open'} (positive is good); so far: {' '.join(past)}"


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(line, 78, subsequent_indent="    ", break_on_hyphens=False)
