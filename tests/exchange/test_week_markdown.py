"""A week written out: its charts as text, its figures, and nobody's text taken for markup (method §8)."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.book import Book, BookError
from planner.book.records import DayPlan, PlannedCall
from planner.book.vocabulary import STATUSES
from planner.exchange.week_charts import balance_chart, course_chart, day_chart, stacked, year_chart
from planner.exchange.week_markdown import escaped, week_markdown, write_markdown
from planner.method.balance_course import course, year_of_days
from planner.method.reflection import keep
from planner.method.week import week
from planner.wording import one_line
from tests.books import SETTINGS, ZONE, a_book, account, opportunity, put, touch

FRIDAY = datetime(2026, 11, 27, 16, 0, tzinfo=ZONE)
MONDAY = date(2026, 11, 23)


@pytest.fixture
def a_week() -> Book:
    """60 minutes existing, 30 lost, 10 new on Monday, of 120 planned; a deal won, an account that slipped."""
    book = a_book()
    acme, borg, cyan = (
        account(book, "Acme", status="existing"),
        account(book, "Borg", status="lost"),
        account(book, "Cyan"),
    )
    for each, minutes in ((acme, 60), (borg, 30), (cyan, 10)):
        touch(book, each, 0, minutes=minutes)
    touch(book, acme, 7, minutes=50)
    touch(book, account(book, "Dorm [x](y)", status="existing"), 42)
    planned = PlannedCall(account=acme.id, contact=None, status="existing", purpose="thank", minutes=120, why=())
    targets = {"existing": 60, "lost": 36, "new": 24}
    put(book, DayPlan, day=MONDAY, capacity=120, targets=targets, calls=(planned,))
    opportunity(
        book, acme, "Press *line*", stage="won", closed_on=MONDAY, amount=1_200_000, reason="we stayed in touch"
    )
    return book


def written(book: Book) -> str:
    """This week as Markdown."""
    return week_markdown(book, course(book, SETTINGS, FRIDAY))


# -- charts


def test_the_balance_chart_shows_target_planned_done_and_share_with_its_aim(a_week: Book) -> None:
    _, existing, lost, new = balance_chart(week(a_week, SETTINGS, FRIDAY, MONDAY).minutes)
    assert existing.split()[:8] == ["existing", "60", "120", "60", "60", "%", "50", "%"]
    assert lost.split()[:8] == ["lost", "36", "0", "30", "30", "%", "30", "%"]
    assert new.split()[:8] == ["new", "24", "0", "10", "10", "%", "20", "%"]


def test_the_mark_of_the_aim_stands_behind_a_bar_that_falls_short_and_within_one_that_exceeds_it(a_week: Book) -> None:
    _, existing, _, new = balance_chart(week(a_week, SETTINGS, FRIDAY, MONDAY).minutes)
    assert re.search("█│█", existing)
    assert re.search("█ +│$", new)


def test_the_day_chart_has_a_line_for_each_day_with_minutes(a_week: Book) -> None:
    _, monday = day_chart(week(a_week, SETTINGS, FRIDAY, MONDAY).minutes)
    assert monday.startswith("Mon 23 Nov")
    assert monday.endswith("E 60  L 30  N 10")
    assert monday.split()[3:6] == ["100", "120", "120"]


def test_the_course_has_a_line_for_each_week_with_its_figures(a_week: Book) -> None:
    lines = course_chart(course(a_week, SETTINGS, FRIDAY))
    assert len(lines) == 13
    assert lines[-2].split()[:5] == ["2026-W47", "50", "100", "0", "0"]
    assert lines[-1].split()[:5] == ["2026-W48", "100", "60", "30", "10"]


@given(st.tuples(*[st.integers(0, 2000)] * 3), st.integers(0, 3000), st.integers(1, 60))
def test_a_stacked_bar_is_as_long_as_its_minutes_and_shared_out_by_status(
    minutes: tuple[int, int, int], more: int, width: int
) -> None:
    total = sum(minutes)
    bar = stacked(dict(zip(STATUSES, minutes, strict=True)), total + more, width)
    assert len(bar) == (max(1, round(total / (total + more) * width)) if total else 0)
    for shade, part in zip("█▓░", minutes, strict=True):
        assert abs(bar.count(shade) - (part / total * len(bar) if total else 0)) < 1


def test_the_year_has_a_cell_for_every_day_that_has_come(a_week: Book) -> None:
    lines = year_chart(year_of_days(a_week, SETTINGS, 2026), FRIDAY.date())
    cells = "".join(line[5:] for line in lines[1:8]).replace(" ", "")
    assert len(cells) == (FRIDAY.date() - date(2026, 1, 1)).days + 1
    assert cells.count("·") == len(cells) - 2
    assert "2 days with selling minutes, 1 of them balanced" in lines[-1]


@pytest.mark.parametrize("starts", ["mon", "sun"])
@pytest.mark.parametrize("year", [2023, 2024, 2026, 2028])
def test_a_day_of_the_year_stands_in_the_row_of_its_weekday_below_its_month(year: int, starts: str) -> None:
    book = a_book()
    on = date(year, 8, 1)
    touch(book, account(book, status="existing"), (date(2026, 11, 23) - on).days, minutes=9)
    lines = year_chart(year_of_days(book, SETTINGS, year), date(year, 12, 31), starts)  # type: ignore[arg-type]  # one of the two
    (row,) = [line for line in lines[1:8] if "░" in line]
    assert row[:3] == f"{on:%a}"
    assert row.index("░") == lines[0].index("Aug")
    assert max(len(line) for line in lines) <= 80


# -- Markdown


def test_the_markdown_holds_figures_charts_lists_and_the_three_lines(a_week: Book) -> None:
    keep(a_week, SETTINGS, FRIDAY, MONDAY, answers=(3, 1, 1), worked="mornings", promise="two executives")
    text = written(a_week)
    assert text.startswith("# Week 2026-W48: Mon 23 Nov to Sun 29 Nov 2026\n")
    assert "| Calls / with contact | 3 / 3 | 1 / 1 |" in text
    assert "- Press \\*line\\*, Acme, USD 12,000: we stayed in touch" in text
    assert "Score: +1 (positive is good)." in text
    assert "- What worked: mornings\n- Promise: two executives" in text
    assert text.count("```text") == 2
    assert text.count("```") == 4


def test_names_are_never_taken_for_markup(a_week: Book) -> None:
    assert "- Dorm \\[x\\](y)" in written(a_week)


def test_a_week_without_anything_says_so() -> None:
    text = written(a_book())
    assert "No minutes were planned or spent." in text
    assert "not answered" in text
    assert "## Won" not in text


def test_a_week_across_the_years_end_names_both_years() -> None:
    now = datetime(2027, 1, 3, 12, tzinfo=ZONE)
    assert week_markdown(a_book(), course(a_book(), SETTINGS, now)).startswith(
        "# Week 2026-W53: Mon 28 Dec 2026 to Sun 3 Jan 2027\n"
    )


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=60))
def test_escaped_text_is_one_line_and_loses_nothing(text: str) -> None:
    plain = escaped(text)
    assert not re.match(r"([-+=#>]|\d+[.)])", plain)
    assert re.sub(r"\\([\W_])", r"\1", plain) == one_line(text)


@pytest.mark.parametrize(
    "text", ["# Boss", "> quoted", "- item", "1. item", "a|b", "<script>", "`x`", "&lt;", "$x$", "__b__"]
)
def test_what_markdown_would_read_as_its_own_is_escaped(text: str) -> None:
    assert "\\" in escaped(text)


# -- the file


def test_a_week_is_written_over_an_older_one_but_over_nothing_else(tmp_path: Path, a_week: Book) -> None:
    ours, theirs = tmp_path / "week.md", tmp_path / "notes.md"
    write_markdown(ours, written(a_week))
    touch(a_week, None, 0, minutes=1)
    write_markdown(ours, written(a_week))
    assert ours.read_text(encoding="utf-8") == written(a_week)
    theirs.write_text("my notes", encoding="utf-8")
    with pytest.raises(BookError, match="no week of ours"):
        write_markdown(theirs, written(a_week))
    assert theirs.read_text(encoding="utf-8") == "my notes"


def test_a_file_that_cannot_be_written_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="can't be written") as refused:
        write_markdown(tmp_path / "nowhere" / "week.md", "# Week")
    assert "\n" not in str(refused.value)
    with pytest.raises(BookError, match="can't be written"):
        write_markdown(tmp_path, "# Week")


def test_the_days_of_a_quiet_week_are_left_out(a_week: Book) -> None:
    touch(a_week, None, -2, minutes=15)
    lines = day_chart(week(a_week, SETTINGS, FRIDAY, MONDAY).minutes)
    assert [line[:10] for line in lines[1:]] == ["Mon 23 Nov", "Wed 25 Nov"]
