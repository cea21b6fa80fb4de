"""A wrong setting costs only itself: it is named with its line, the default is used, and reading never fails."""

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.settings import Settings, load, parse, working_days


def test_no_file_and_an_empty_file_mean_the_defaults(tmp_path: Path):
    for loaded in (load(tmp_path / "none.toml"), parse("")):
        assert loaded.settings == Settings() and loaded.problems == ()


def test_what_is_said_is_taken_and_the_rest_is_the_default():
    settings = parse("[shares]\nexisting = 60\n[hours]\nstart = '8:30'\nend = 16:00:00\n").settings
    assert settings.shares.existing == 60 and settings.shares.lost == 30
    assert (settings.hours.start, settings.hours.end) == (time(8, 30), time(16))
    assert settings.shares.as_fractions()["existing"] == pytest.approx(60 / 110)


def test_what_is_meant_is_taken_also_when_it_is_not_typed_as_toml_wants_it():
    settings = parse("[hours]\nstart = '8'\ncountry = 'de'\nsubdivision = 'by'\n[calendar]\nfiles = 'work.ics'\n")
    assert settings.problems == ()
    assert settings.settings.hours.start == time(8)
    assert settings.settings.calendar.files == ("work.ics",)
    assert not working_days(settings.settings.hours).is_working(date(2026, 1, 6)), "Epiphany is a holiday in Bavaria"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[shares]\n\nexisting = 'many'\n", "line 3", "existing: expected a number, got text; 50 is used"),
        ("[shares]\nexisting = -1\n", "line 2", "existing"),
        ("[rules]\ntries = 0\n", "line 2", "5 is used"),
        ("[cadence]\nnew = [10]\n", "line 2", "expected a list of length 2, got 1; 10, 20 is used"),
        ("[cadence]\nnew = [30, 15]\n", "line 2", "the ideal silence is longer than the tolerated one; 10, 20 is used"),
        ("[hours]\nend = '24:00'\n", "line 2", "expected a time such as 9:00; 17:00 is used"),
        ("[hours]\nweekdays = []\n", "line 2", "a week without a working day; mon, tue, wed, thu, fri is used"),
        ("[hours]\nlunch_minutes = -5\n", "line 2", "expected a whole number of at least 0; 60 is used"),
        ("[plan]\norder = 'random'\n", "line 2", "balanced is used"),
        ("[plan]\norders = 'blocks'\n", "line 2", "there is no setting orders"),
        ("[colours]\nred = 1\n", "line 1", "there is no section [colours]"),
        ("shares = 5\n", "line 1", "must be a section"),
        ("[shares]\nexisting = 0\nlost = 0\nnew = 0\n", "line 1", "50/30/20 is used"),
        ("[hours]\nstart = 18:00:00\n", "line 1", "the day ends before it starts"),
        ("[hours]\ncountry = 'XX'\n", "line 2", "no public holidays are used"),
        ("[hours]\ncountry = 'GB'\nsubdivision = 'Nowhere'\n", "line 3", "no public holidays are used"),
        ("[hours]\nzone = 'Middle/Earth'\n", "line 2", "there is no time zone"),
    ],
)
def test_a_wrong_setting_is_named_with_its_line_and_the_default_is_used(text: str, line: str, said: str):
    loaded = parse(text, Path("config.toml"))
    (problem,) = loaded.problems
    assert problem.startswith(f"config.toml {line}:") and said in problem
    assert loaded.settings == Settings()


def test_one_wrong_value_costs_only_itself():
    loaded = parse("[shares]\nexisting = 'x'\nlost = 40\n[plan]\norder = 'blocks'\n")
    assert len(loaded.problems) == 1
    assert (loaded.settings.shares.lost, loaded.settings.plan.order) == (40, "blocks")


def test_a_file_that_is_no_toml_is_named_with_its_line_and_changes_nothing(tmp_path: Path):
    path = tmp_path / "config.toml"
    path.write_text("[shares]\nexisting = = 3\n")
    loaded = load(path)
    assert loaded.settings == Settings() and "line 2" in loaded.problems[0]
    path.write_bytes(b"\xff\xfe\x00\x00")
    assert "not UTF-8" in load(path).problems[0]


def test_a_mark_at_the_start_of_the_file_does_no_harm(tmp_path: Path):
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbf[shares]\nnew = 25\n")
    assert load(path).settings.shares.new == 25


def test_an_unknown_country_never_stops_the_counting_of_days():
    hours = parse("[hours]\ncountry = 'XX'\n").settings.hours
    days = working_days(hours)
    assert days.next(date(2026, 11, 20)) == date(2026, 11, 23)


@given(st.text(max_size=200))
def test_whatever_the_file_says_there_are_settings(text: str):
    loaded = parse(text)
    assert isinstance(loaded.settings, Settings)
    assert all("\n" not in problem for problem in loaded.problems)
