"""`planner config`: the settings in force, with what the user's own log says beside what is assumed (method §1)."""

from tests.commands.conftest import Planner


def test_beside_the_assumed_ease_stands_the_measured_one_with_its_sample_and_interval(demo: Planner):
    measured = demo.json("config")["measured_ease"]
    existing = measured["existing"]
    assert existing["closed"] > 0 and existing["prior"] == 4
    assert 0 <= existing["low"] <= existing["rate"] <= existing["high"] <= 1
    assert demo("config") == 0
    line = next(line for line in demo.out.splitlines() if line.startswith("existing = 4"))
    assert f"won of {existing['closed']} closed" in line and "95 % between" in line


def test_the_settings_are_shown_also_where_there_is_no_book_and_where_it_is_damaged(planner: Planner):
    assert planner("config") == 0
    assert "existing = 4\n" in planner.out
    assert not planner.path.exists()
    planner.path.write_text("{ no book")
    assert planner("config") == 0
    assert planner.json("config")["measured_ease"] == {}
