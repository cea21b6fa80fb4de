"""One setting is changed; every other line of config.toml, and every comment, stays as the user wrote it."""

import tomllib
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.settings_file import SettingsNotChanged, as_toml, read_text, with_setting, write_text

MINE = """\
# my settings
[shares]
existing = 40   # we farm
lost = 40

  new = 20
# ask Bea about this

[hours]
start = 08:00:00
days_off = [
  2026-12-24,  # Christmas
  2026-12-31,
]
"""


def test_one_line_changes_and_its_remark_stays():
    changed = with_setting(MINE, "shares", "existing", 60)
    assert changed == MINE.replace("existing = 40   # we farm", "existing = 60   # we farm")


def test_a_value_over_several_lines_is_replaced_as_a_whole():
    changed = with_setting(MINE, "hours", "days_off", (date(2026, 12, 28),))
    assert changed == MINE[: MINE.index("days_off")] + "days_off = [2026-12-28]\n"


def test_a_new_setting_stands_below_the_others_of_its_section():
    changed = with_setting(MINE, "hours", "end", time(17, 30))
    assert changed == MINE + "end = 17:30:00\n"
    changed = with_setting("[shares]\n# nothing yet\n\n[plan]\norder = 'blocks'\n", "shares", "new", 30)
    assert changed == "[shares]\nnew = 30\n# nothing yet\n\n[plan]\norder = 'blocks'\n"


def test_a_new_section_stands_at_the_end():
    assert with_setting("", "look", "theme", "planner-light") == '[look]\ntheme = "planner-light"\n'
    assert with_setting(MINE, "look", "day_first", False) == MINE + "\n[look]\nday_first = false\n"


def test_the_default_comes_back_by_taking_the_line_out():
    assert with_setting(MINE, "shares", "lost", None) == MINE.replace("lost = 40\n", "")
    assert with_setting(MINE, "look", "theme", None) == MINE


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("shares.existing = 40\n", "shares.existing = 60\n"),
        ("shares.lost = 40\n", "shares.lost = 40\nshares.existing = 60\n"),
        ("shares = { lost = 40 } # all\n", "shares = { lost = 40, existing = 60 } # all\n"),
        ("[ 'shares' ]\n\"existing\" = 40\n", "[ 'shares' ]\n\"existing\" = 60\n"),
        ("[shares]\r\nexisting = 40 # a\r\nlost = 1\r\n", "[shares]\r\nexisting = 60 # a\r\nlost = 1\r\n"),
        ("[shares]\nexisting = 40", "[shares]\nexisting = 60\n"),
        ("[shares]\nexisting_too = 1\n", "[shares]\nexisting_too = 1\nexisting = 60\n"),
    ],
)
def test_every_usual_spelling_is_understood(text: str, after: str):
    assert with_setting(text, "shares", "existing", 60) == after


def test_a_number_sign_inside_a_text_is_no_remark():
    text = '[calendar]\nemail = "a#b@c.example" # work\n'
    assert with_setting(text, "calendar", "email", "d@e.example") == '[calendar]\nemail = "d@e.example" # work\n'


def test_what_only_looks_like_a_setting_is_never_changed():
    text = '[calendar]\nemail = """\n[shares]\nexisting = 40\n"""\n'
    with pytest.raises(SettingsNotChanged, match="only a hand can change"):
        with_setting(text, "shares", "existing", 60)


def test_a_file_that_is_no_toml_is_left_alone_and_the_line_is_named():
    with pytest.raises(SettingsNotChanged, match=r"line 2.*by hand"):
        with_setting("[shares]\nexisting = = 4\n", "shares", "existing", 60)
    with pytest.raises(SettingsNotChanged, match="shares is no section"):
        with_setting("shares = 4\n", "shares", "existing", 60)


VALUES = st.one_of(
    st.integers(-(10**9), 10**9),
    st.booleans(),
    st.floats(-1e6, 1e6, allow_nan=False),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))),
    st.times().map(lambda each: each.replace(microsecond=0)),
    st.dates(),
    st.lists(st.integers(0, 99), max_size=4),
)


@given(VALUES, st.sampled_from(["existing", "lost", "other"]), st.sampled_from(["", MINE, "shares.new = 3\n"]))
def test_what_is_written_is_what_is_read_and_all_else_stays(value: object, key: str, text: str):
    before, after = tomllib.loads(text), tomllib.loads(with_setting(text, "shares", key, value))
    assert after["shares"][key] == value
    assert {k: v for k, v in after["shares"].items() if k != key} == {
        k: v for k, v in before.get("shares", {}).items() if k != key
    }
    assert {k: v for k, v in after.items() if k != "shares"} == {k: v for k, v in before.items() if k != "shares"}


def test_control_signs_never_get_into_the_file():
    assert as_toml("a\x1b[31m\tb\nc") == '"a[31m\\tb\\nc"'


def test_the_file_and_its_folder_are_made_and_a_link_stays_a_link(tmp_path: Path):
    goal, link = tmp_path / "dotfiles" / "planner.toml", tmp_path / "config.toml"
    link.symlink_to(goal)
    write_text(link, "[look]\n")
    assert link.is_symlink() and goal.read_text() == "[look]\n" and read_text(link) == "[look]\n"
    assert [each.name for each in goal.parent.iterdir()] == ["planner.toml"]
    goal.chmod(0o600)
    write_text(link, "[shares]\n")
    assert goal.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_not_there_says_nothing_and_one_that_cannot_be_read_is_named(tmp_path: Path):
    assert read_text(tmp_path / "none.toml") == ""
    (tmp_path / "odd.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsNotChanged, match=r"odd.toml can't be read \(it is not UTF-8"):
        read_text(tmp_path / "odd.toml")
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsNotChanged, match="can't be written"):
        write_text(tmp_path / "file" / "config.toml", "x = 1\n")
