"""The charts of the week, drawn without a screen: round ticks, whole bars, the aim in sight, the figures above (method §8)."""

from datetime import date, timedelta

from planner.book.records import Reflection
from planner.method.balance_course import course
from tests.books import NOW, SETTINGS, a_book, account, put, touch
from widgets.week_charts import Chart
from widgets.week_pictures import Bar, Part, Picture, day_picture, picture_of
from widgets.week_rows import week_rows


def drawn(picture: Picture, width: int, height: int) -> list[str]:
    """The plot as text, without the title; trailing blanks off."""
    return [line.rstrip() for line in Chart().plotted(picture, width, height).plain.splitlines()]


def weeks_of_a_book():
    """Two weeks: 30 + 12 + 6 minutes in the one before, 10 in this one."""
    book = a_book()
    for status, minutes in (("existing", 30), ("lost", 12), ("new", 6)):
        touch(book, account(book, status, status=status), 7, minutes=minutes)
    touch(book, account(book, "another", status="existing"), 0, minutes=10)
    return book, course(book, SETTINGS, NOW)


def test_a_bar_of_one_part_ends_in_eighths_below_its_figure_and_beside_its_aim():
    bars = (Bar("46", (50.0,), "50", None), Bar("47", (75.0,), "75", None))
    picture = Picture("Share, %", (Part("existing", "existing"),), bars, (50.0,), "aim", (50, 100))
    assert drawn(picture, 24, 8) == [
        "",
        "100              75",
        "              ▄▄▄▄▄▄▄▄",
        "       50     ████████",
        " 50 ──────────────────",
        "    ████████  ████████",
        "    ████████  ████████",
        "       46        47",
    ]


def test_a_day_is_stacked_by_shades_and_what_just_reaches_its_target_has_it_on_top():
    _, weeks = weeks_of_a_book()
    assert drawn(day_picture(weeks[-2]), 34, 8) == [
        "    48",
        "60 ────",
        "   ░░░░",
        "   ▓▓▓▓",
        "30 ████",
        "   ████",
        "   ████",
        "    Mon   Tue   Wed   Thu   Fri",
    ]


def test_ticks_are_round_few_and_reach_over_the_highest_bar():
    def ticks(highest: float, most: int = 4, **fields: object) -> list[int]:
        return Picture("", (Part("", ""),), (Bar("", (highest,), ""),), **fields).ticks(most)

    assert ticks(103, steps=(15, 30, 60, 120)) == [0, 30, 60, 90, 120]
    assert ticks(103, 2, steps=(15, 30, 60, 120)) == [0, 60, 120]
    assert ticks(0) == [0, 1]
    assert ticks(7) == [0, 2, 4, 6, 8]
    assert ticks(48, 3) == [0, 20, 40, 60]
    assert ticks(100 * 0.55 + 100 * 0.28 + 100 * 0.17, 3, steps=(25, 50, 100)) == [0, 50, 100], "shares end at 100"


def test_the_days_show_whom_their_minutes_went_to_against_the_target():
    _, weeks = weeks_of_a_book()
    picture = day_picture(weeks[-2])
    assert [bar.label for bar in picture.bars] == ["Mon", "Tue", "Wed", "Thu", "Fri"]
    assert (picture.bars[0].parts, picture.bars[0].figure, picture.bars[0].aim) == ((30.0, 12.0, 6.0), "48", 48)
    assert picture.bars[1].figure == "", "a day without minutes shows no figure"


def test_every_row_has_a_course_of_its_own():
    book, _ = weeks_of_a_book()
    put(book, Reflection, week=date(2026, 11, 16), answers=(4, 1, 0))
    weeks = course(book, SETTINGS, NOW)
    shares = picture_of("minutes all", weeks)
    assert shares.bars[-2].parts == (62.5, 25.0, 12.5)
    assert shares.lines == (50.0, 80.0), "where existing should end, and lost above it"
    assert picture_of("minutes lost", weeks).bars[-2] == Bar("47", (25.0,), "25")
    calls = picture_of("figure Calls / with contact", weeks)
    assert (calls.title, calls.bars[-2].parts, calls.bars[-2].figure) == ("Calls", (3.0, 0.0), "3")
    assert calls.lines == (2.0,), "what is usual: the mean of the weeks with calls"
    score = picture_of("check 0", weeks)
    assert (score.points, score.bars[-2].figure, score.bars[-1].parts) == (True, "+3", ())
    assert picture_of("account 1", weeks).title == "Accounts that slipped"


def test_a_score_below_zero_is_a_point_below_the_line():
    bars = (Bar("46", (-3.0,), "-3"), Bar("47", (1.0,), "+1"))
    lines = drawn(Picture("Score", (Part("", "title"),), bars, (0.0,), points=True), 24, 9)
    point = next(number for number, line in enumerate(lines) if "●" in line[:12])
    zero = next(number for number, line in enumerate(lines) if "──" in line)
    assert lines[zero].startswith("0 ") and zero < point, "the line at zero is above the point"
    assert "-3" in lines[point - 1], "its figure stands above it"


def test_the_rows_fit_their_width_and_say_where_each_leads():
    book, weeks = weeks_of_a_book()
    for width in (56, 77, 110):
        found = week_rows(book, weeks, {}, width)
        for row in found:
            for line in row.lines(width):
                assert sum(len(text) for text, _ in line) <= width
    keys = [row.key.partition(" ")[0] for row in found if row.key]
    assert list(dict.fromkeys(keys)) == ["minutes", "debt", "figure", "check", "day", "week"]


def test_a_long_line_of_the_three_is_broken_and_never_cut():
    book, _ = weeks_of_a_book()
    words = " ".join(["word"] * 40)
    put(book, Reflection, week=NOW.date() - timedelta(days=NOW.weekday()), worked=words)
    found = week_rows(book, course(book, SETTINGS, NOW), {}, 56)
    text = "".join(part for row in found for line in row.lines(56) for part, _ in line)
    assert text.count("word") == 40
