"""Settings: everything that config.toml can say, with what it means; Enter changes one, and it holds at once."""

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from planner.method.status import ease_said, measured_ease
from planner.settings import Settings, config_path
from planner.settings_file import SettingsNotChanged
from planner.settings_words import EXPLAINED, TITLES, choices_of, keys_of, read, shown, value_of
from planner.wording import clean
from screens.base import PlannerScreen
from screens.dialogs import AskScreen, Question
from screens.keys import actions, keymap_of
from screens.modal import Modal
from screens.picking import PickScreen
from screens.settled import change_setting, choose_theme
from widgets.palette import Line, columns, content, wrapped
from widgets.rows import Row, Rows

DEFAULTS = Settings()


class SettingsScreen(PlannerScreen):
    """One list of all settings; what the cursor is on is explained below it."""

    CSS_PATH = "settings.tcss"
    name_in_bar: ClassVar[str] = "settings"
    help_text: ClassVar[str] = (
        "Everything here stands in config.toml, which you may also edit yourself: your own lines and remarks stay. "
        "Enter changes what the cursor is on, backspace brings the default back."
    )
    BINDINGS = [
        Binding("backspace", "default", "Default", id="default", tooltip="Bring the default back"),
        Binding("escape", "dismiss", "Back", id="leave-settings", tooltip="Back to where you were"),
    ]

    def body(self) -> ComposeResult:
        """The list, and the words below it."""
        yield Rows(1, id="settings")
        yield Static("", id="about")

    def on_mount(self) -> None:
        """The keys go to the list."""
        super().on_mount()
        self.set_focus(self.query_one(Rows))

    def refresh_book(self) -> None:
        """Show the settings in force."""
        self.query_one(Rows).show(list(self._rows()))

    def _rows(self) -> Iterator[Row]:
        problems = self.planner.loaded.problems
        if problems:
            yield Row(None, _title("What can't be used", "the defaults are used instead"))
            yield from (Row(f"problem {count}", _plain(said)) for count, said in enumerate(problems))
        for section, title in TITLES.items():
            if problems or section != next(iter(TITLES)):
                yield Row(None, lambda width: [])
            yield Row(None, _title(title, f"[{section}]"))
            for key in keys_of(section):
                value = value_of(self.settings, section, key)
                own = value != value_of(DEFAULTS, section, key)
                said = _value(section, key, value)
                yield Row(f"{section}.{key}", _setting(key.replace("_", " "), said, EXPLAINED[f"{section}.{key}"], own))
        yield Row(None, lambda width: [])
        yield Row(None, _title("Keys", "[keys]"))
        for name, binding in sorted(actions().items()):
            if binding.tooltip:
                wanted = self.settings.keys.get(name, "")
                yield Row(f"keys.{name}", _setting(name, wanted or binding.key, binding.tooltip, bool(wanted)))

    @on(Rows.Highlighted, "#settings")
    def explain(self) -> None:
        """What the setting under the cursor is for."""
        section, _, key = (self.query_one(Rows).key or "").partition(".")
        width = max(20, self.size.width - 4)
        lines: list[Line] = []
        if section.startswith("problem"):
            lines = wrapped(self.planner.loaded.problems[int(section.split(" ")[1])], width, "late")
        elif section == "keys":
            usual = actions()[key]
            lines = [*wrapped(str(usual.tooltip), width), [(f"usually {usual.key} · enter takes another key", "dim")]]
        elif key:
            usual = value_of(DEFAULTS, section, key)
            lines = [
                *wrapped(EXPLAINED[f"{section}.{key}"], width),
                [(f"usually {shown(usual) or 'empty'} · enter changes it", "dim")],
            ]
            if section == "ease":
                lines += wrapped(self._measured(key), width)
        where = clean(str(self.planner.loaded.path or config_path()))
        self.query_one("#about", Static).update(content(*lines, *wrapped(f"in {where}", width, "dim")))

    def _measured(self, status: str) -> str:
        """How easy a sale has been by the log, beside what is assumed."""
        return next(
            ease_said(ease, each) for each, ease in measured_ease(self.book, self.settings).items() if each == status
        )

    # -- changing

    @on(Rows.Chosen, "#settings")
    def edit(self, event: Rows.Chosen) -> None:
        """Ask for another value, in the way that fits it."""
        section, _, key = event.key.partition(".")
        if section == "keys":
            self.planner.push_screen(KeyScreen(key), lambda pressed: self._remap(key, pressed))
        elif event.key == "look.theme":
            choose_theme(self.planner)
        elif key and choices_of(section, key):
            self._choose(section, key)
        elif key:
            self._ask(section, key)

    def _choose(self, section: str, key: str) -> None:
        now = shown(value_of(self.settings, section, key))
        choices = [(each, each, "") for each in choices_of(section, key)]
        title = f"{key.replace('_', ' ').capitalize()}: {EXPLAINED[f'{section}.{key}']}"
        self.planner.push_screen(
            PickScreen(title, choices, now), lambda said: self._put(section, key, said) if said else None
        )

    def _ask(self, section: str, key: str) -> None:
        now = shown(value_of(self.settings, section, key))
        question = Question(
            "value", key.replace("_", " ").capitalize()[:12], now, EXPLAINED[f"{section}.{key}"],
            check=lambda text: f"= {_value(section, key, read(section, key, text)) or 'empty'}",
        )  # fmt: skip
        title = f"{TITLES[section]}: {key.replace('_', ' ')}"
        self.planner.push_screen(
            AskScreen(title, [question]), lambda said: self._put(section, key, said["value"]) if said else None
        )

    def _put(self, section: str, key: str, text: str) -> None:
        try:
            value = read(section, key, text)
        except ValueError as problem:
            self.say(f"{key}: {problem}", "error")
            return
        self._write(section, key, value, f"{key.replace('_', ' ')}: {_value(section, key, value) or 'empty'}")

    def _remap(self, name: str, pressed: str | None) -> None:
        if pressed is None:
            return
        _, clashes = keymap_of({**self.settings.keys, name: pressed})
        if clashes:
            self.say(clashes[-1], "error")
        else:
            self._write("keys", name, pressed, f"{name}: {pressed}")

    def _write(self, section: str, key: str, value: Any, said: str) -> None:
        try:
            change_setting(self.planner, section, key, value)
        except (SettingsNotChanged, ValueError) as problem:
            self.say(str(problem), "error")
            return
        self.say(said)

    def action_default(self) -> None:
        """Take the setting out of config.toml."""
        section, _, key = (self.query_one(Rows).key or "").partition(".")
        if key:
            self._write(section, key, None, f"{key.replace('_', ' ')}: as usual")


class KeyScreen(Modal[str | None]):
    """The next key that is pressed is the new one; Escape changes nothing."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._action_name = name

    def compose(self) -> ComposeResult:
        """What to do."""
        words = Static(content([("Press the key that shall do it.", "")]), classes="dialog")
        words.border_title = content([(f"A key for {self._action_name}", "")])
        words.border_subtitle = "esc leaves it"
        yield words

    def on_key(self, event: object) -> None:
        """This one."""
        key = str(getattr(event, "key", ""))
        self.dismiss(None if key == "escape" else key)


def _value(section: str, key: str, value: Any) -> str:
    """A value with its unit, where the key alone does not say it."""
    said = shown(value)
    if section in ("shares",):
        return f"{said} %"
    if section == "cadence" and isinstance(value, tuple):
        return f"{value[0]}, at most {value[1]}" if len(value) == 2 else said
    return f"{said} min" if section == "minutes" or key.endswith("_minutes") else said


def _title(title: str, said: str) -> Callable[[int], list[Line]]:
    return lambda width: [[(title, "title"), ("  ", ""), (said, "dim")]]


def _plain(said: str) -> Callable[[int], list[Line]]:
    return lambda width: [columns(width, [(said, "late", 0)])]


def _setting(name: str, value: str, said: str, own: bool) -> Callable[[int], list[Line]]:
    def lines(width: int) -> list[Line]:
        tone = "bold" if own else ""
        if width < 90:
            return [columns(width, [(name, tone, 22), (value or "·", tone or "dim", 0)])]
        return [columns(width, [(name, tone, 22), (value or "·", tone, 24), (said, "dim", 0)])]

    return lines
