"""Settings in force: the theme, the keys and what is wrong with config.toml, at the start and whenever one was changed."""

from importlib import import_module
from typing import TYPE_CHECKING

from textual.app import App

from planner.hurry import settle
from planner.settings import Loaded, config_path, load, parse
from screens.themes import SAID, THEMES

if TYPE_CHECKING:
    from screens.app import PlannerApp


def dress(app: "PlannerApp") -> None:
    """Our themes, and the one that is wanted before anything is painted: changing it later would style everything twice."""
    for theme in THEMES:
        app.register_theme(theme)
    wanted = app.settings.look.theme
    app.set_reactive(App.theme, wanted if wanted in app.available_themes else THEMES[0].name)
    app.stylesheet.set_variables(app.get_css_variables())


def started() -> None:
    """The first frame stands: what a key will soon want is read in, so that none waits for it."""
    import_module("screens.log")
    settle()


def put_in_force(app: "PlannerApp", loaded: Loaded) -> None:
    """Settings as they were read; whatever is wrong with them is said."""
    problems = list(loaded.problems)
    before, app.loaded, app.settings = app.settings, loaded, loaded.settings
    wanted = app.settings.look.theme
    app.theme = wanted if wanted in app.available_themes else THEMES[0].name
    if wanted != app.theme:
        problems.append(f"[look] theme: there is no theme {wanted!a}; {app.theme} is used")
    if app.settings.keys or before.keys:
        from screens.keys import keymap_of

        keys, clashes = keymap_of(app.settings.keys)
        app.set_keymap(keys)
        problems += clashes
    for problem in problems:
        app.say(problem, "warning")


def change_setting(app: "PlannerApp", section: str, key: str, value: object) -> None:
    """Write one setting (None: the default again) and put it in force at once.

    SettingsNotChanged, or ValueError for a value that would be refused on reading, says why; then nothing has changed.
    """
    from planner.settings_file import read_text, with_setting, write_text

    path = app.loaded.path or config_path()
    before = read_text(path)
    text = with_setting(before, section, key, value)
    known = {_said(problem) for problem in parse(before, path).problems}
    new = next((problem for problem in parse(text, path).problems if _said(problem) not in known), None)
    if new:
        raise ValueError(_said(new))
    write_text(path, text)
    put_in_force(app, load(path))
    app.book.forget()
    app.book_changed()


def choose_theme(app: "PlannerApp") -> None:
    """Every theme, shown as the cursor comes to it; Escape leaves the one there was."""
    from planner.settings_file import SettingsNotChanged
    from screens.picking import PickScreen

    before = app.theme

    def look_at(theme: str) -> None:
        app.theme = theme

    def decide(theme: str | None) -> None:
        app.theme = before
        if theme is None:
            return
        try:
            change_setting(app, "look", "theme", theme)
        except (SettingsNotChanged, ValueError) as problem:
            app.theme = theme
            app.say(f"{problem}; the theme stays until you leave", "warning")

    ours = [theme.name for theme in THEMES]
    others = sorted(name for name in app.available_themes if name not in ours)
    choices = [(name, name, SAID.get(name, "")) for name in (*ours, *others)]
    app.push_screen(PickScreen("Colours", choices, before, look_at), decide)


def _said(problem: str) -> str:
    """A problem without its line, which moves when others are written."""
    return problem.split(": ", 1)[-1]
