"""The Settings screen: every setting explained, changed with one check, written to config.toml, in force at once."""

from pathlib import Path
from typing import Any

import pytest

from planner.settings import Loaded, Settings, load
from planner.settings_words import EXPLAINED, TITLES, choices_of, keys_of, read, shown, value_of
from screens.app import PlannerApp
from screens.keys import is_key, keymap_of, usual_keys
from screens.settings import KeyScreen, SettingsScreen
from tests.books import a_book, account, touch
from tests.screens.apps import app_on, demo_app
from widgets.rows import Rows

MINE = "# mine\n[shares]\nexisting = 60  # we farm\n"


def app_with(path: Path, text: str | None = None) -> PlannerApp:
    """The app on a book with one account a status, with a config.toml of its own."""
    if text is not None:
        path.write_text(text)
    book = a_book()
    for status in ("existing", "lost", "new"):
        touch(book, account(book, status, status=status), 90)
    app = app_on(book)
    app.loaded = load(path)
    app.settings = app.loaded.settings
    return app


async def to(app: PlannerApp, pilot: object, key: str) -> None:
    """Open the settings with the cursor on one."""
    await pilot.press("comma")  # type: ignore[attr-defined]
    rows = app.screen.query_one(Rows)
    rows.cursor = next(place for place, row in enumerate(rows._rows) if row.key == key)
    await pilot.pause()  # type: ignore[attr-defined]


def messages(app: PlannerApp) -> str:
    return "\n".join(each.message for each in app._notifications)


def test_every_setting_is_explained_and_shown_so_that_it_can_be_typed_again():
    known = {f"{section}.{key}" for section in TITLES for key in keys_of(section)}
    assert known == set(EXPLAINED)
    assert set(TITLES) | {"keys"} == set(Settings.__struct_fields__)
    for name in known:
        section, key = name.split(".")
        value = value_of(Settings(), section, key)
        assert read(section, key, shown(value)) == value, name
        if choices_of(section, key):
            assert shown(value) in choices_of(section, key)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("shares.new", "lots", "a number from 0 to 100"),
        ("rules.tries", "0", "a number from 1 to 50"),
        ("hours.start", "25:00", "a time of day"),
        ("cadence.new", "10", "two numbers of days"),
        ("hours.weekdays", "mon someday", "the days you work"),
        ("look.day_first", "perhaps", "one of: yes, no"),
    ],
)
def test_what_makes_no_sense_is_answered_with_what_does(name: str, text: str, said: str):
    with pytest.raises(ValueError, match=said):
        read(*name.split("."), text)


async def test_a_changed_setting_is_written_beside_the_users_own_lines_and_holds_at_once(tmp_path: Path):
    path = tmp_path / "config.toml"
    app = app_with(path, MINE)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to(app, pilot, "shares.lost")
        await pilot.press("enter", *["backspace"] * 4, *"25", "enter")
        assert path.read_text() == MINE + "lost = 25\n"
        assert app.settings.shares.lost == 25
        await pilot.press("backspace")
        assert path.read_text() == MINE and app.settings.shares.lost == 30
        await pilot.press("escape")
        assert not isinstance(app.screen, SettingsScreen)
    assert app._exception is None


async def test_the_day_is_planned_anew_when_a_share_has_changed(tmp_path: Path):
    app = app_with(tmp_path / "config.toml")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        before = dict(app.screen.plan.target)
        await to(app, pilot, "shares.new")
        await pilot.press("enter", *["backspace"] * 2, *"90", "enter", "escape")
        await pilot.pause()
        assert app.screen.plan.target["new"] > before["new"]


async def test_a_value_that_is_wrong_is_named_as_it_is_typed_and_never_written(tmp_path: Path):
    path = tmp_path / "config.toml"
    app = app_with(path, MINE)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to(app, pilot, "hours.start")
        await pilot.press("enter", *["backspace"] * 5, *"noon", "enter")
        assert "a time of day" in str(app.screen.query_one("#hint-value").content)
        await pilot.press("escape")
        await to(app, pilot, "hours.start")
        await pilot.press("enter", *["backspace"] * 5, *"18", "enter")
        assert "the day ends before it starts" in messages(app)
        await to(app, pilot, "hours.country")
        await pilot.press("enter", *"xx", "enter")
        assert "no public holidays known for" in messages(app)
    assert path.read_text() == MINE and app._exception is None


async def test_what_is_wrong_in_the_file_stands_on_top_with_its_line(tmp_path: Path):
    app = app_with(tmp_path / "config.toml", "[plan]\norder = 'random'\n")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("comma")
        assert "config.toml line 2" in str(app.screen.query_one("#about").content)
        assert "config.toml line 2" in messages(app)


async def test_a_theme_is_seen_before_it_is_chosen_and_escape_brings_the_old_one_back(tmp_path: Path):
    path = tmp_path / "config.toml"
    app = app_with(path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        assert app.theme == "planner-dark"
        await pilot.press("ctrl+t", "j")
        await pilot.pause()
        assert app.theme == "planner-light"
        await pilot.press("escape")
        assert app.theme == "planner-dark" and not path.exists()
        await pilot.press("ctrl+t", "j", "j", "enter")
        assert app.theme == "planner-contrast"
        assert load(path).settings.look.theme == "planner-contrast"
    assert app._exception is None


async def test_a_key_is_changed_by_pressing_it_and_one_that_is_taken_is_refused(tmp_path: Path):
    path = tmp_path / "config.toml"
    app = app_with(path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to(app, pilot, "keys.find")
        await pilot.press("enter", "u")
        assert "is the key of undo" in messages(app) and not path.exists()
        await pilot.press("enter")
        assert isinstance(app.screen, KeyScreen)
        await pilot.press("ctrl+g")
        assert load(path).settings.keys == {"find": "ctrl+g"}
        await pilot.press("escape", "ctrl+g")
        await pilot.pause()
        assert type(app.screen).__name__ == "FindScreen"
    assert app._exception is None


@pytest.mark.parametrize("key", ["f", "é", "?", "ctrl+o", "f5", "question_mark", "ctrl+shift+left", "space", "enter"])
def test_what_a_keyboard_has_is_a_key(key: str):
    assert is_key(key)


@pytest.mark.parametrize("key", ["", "\x1b", "contrl+o", "ctrl+", "nosuch", " ", "ab"])
def test_what_no_keyboard_has_is_refused_by_name(key: str):
    assert not is_key(key)
    keymap, clashes = keymap_of({"find": key})
    assert keymap == {} and "is no key" in clashes[0] and clashes[0].isprintable()


def test_all_our_own_keys_are_keys():
    assert [keys for keys in usual_keys().values() if not all(map(is_key, keys.split(",")))] == []


async def test_a_folder_that_cannot_be_written_is_named_and_nothing_changes(tmp_path: Path):
    (tmp_path / "file").write_text("")
    app = app_with(tmp_path / "file" / "config.toml")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to(app, pilot, "look.day_first")
        await pilot.press("enter", "j", "enter")
        assert "can't be" in messages(app)
        assert app.settings.look.day_first
    assert app._exception is None


def test_the_settings_look_as_they_should(snap_compare: Any):
    app = demo_app()
    app.loaded = Loaded(
        Settings(), ("config.toml line 2: order: expected balanced; balanced is used",), Path("config.toml")
    )

    async def look(pilot: Any) -> None:
        await pilot.press("comma", "j", "j")
        await pilot.pause()
        app.clear_notifications()
        await pilot.pause()
        assert app._exception is None

    assert snap_compare(app, terminal_size=(120, 40), run_before=look)
