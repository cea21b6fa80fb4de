"""Small questions: a few fields and a yes, in one look for all of them. Escape asks nothing and changes nothing."""

from collections.abc import Callable, Sequence

from msgspec import Struct
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.suggester import SuggestFromList
from textual.widgets import Input, Label, Static

from screens.modal import Modal
from widgets.palette import content
from widgets.typed import Typed

Check = Callable[[str], str]
"""Text as typed → what it means, in words; ValueError with one line when it means nothing."""


class Question(Struct, frozen=True):
    """One field: its name, label, what stands in it, what is offered, and how it is understood as it is typed."""

    name: str
    label: str
    value: str = ""
    placeholder: str = ""
    offers: Sequence[str] = ()
    check: Check | None = None
    needed: bool = False


class AskScreen(Modal[dict[str, str] | None]):
    """Asks some questions; the answers come back by name, or None after Escape."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", "Leave it", id="leave", tooltip="Change nothing"),
        Binding("ctrl+s", "save", "Save", id="save", tooltip="Save what is typed"),
    ]

    def __init__(
        self, title: str, questions: Sequence[Question], subtitle: str = "enter saves · esc leaves it"
    ) -> None:
        super().__init__()
        self._heading, self._subtitle, self._questions = title, subtitle, questions

    def compose(self) -> ComposeResult:
        """A label and a field a question; what one was understood as comes below it when there is something to say."""
        with VerticalScroll(classes="dialog questions") as dialog:
            dialog.border_title = content([(self._heading, "")])
            dialog.border_subtitle = content([(self._subtitle, "")])
            for each in self._questions:
                yield Label(each.label, markup=False)
                suggester = SuggestFromList(each.offers, case_sensitive=False) if each.offers else None
                yield Typed(each.value, placeholder=each.placeholder, suggester=suggester, id=f"ask-{each.name}")

    def on_mount(self) -> None:
        """Begin where there is something to say."""
        self.set_focus(self.query_one(f"#ask-{self.begin_with().name}", Input))

    def begin_with(self) -> Question:
        """The first field that is empty."""
        return next((each for each in self._questions if not each.value), self._questions[0])

    @on(Input.Changed)
    def understand(self, event: Input.Changed) -> None:
        """Say what the text means while it is typed."""
        self._understood((event.input.id or "").removeprefix("ask-"))

    def _understood(self, name: str) -> bool:
        question = next(each for each in self._questions if each.name == name)
        text = self.query_one(f"#ask-{name}", Input).value.strip()
        said, good = "", True
        if not text and question.needed:
            good = False
        elif text and question.check:
            try:
                said = question.check(text)
            except ValueError as error:
                said, good = str(error), False
        self._hint(name, said, "good" if good else "late")
        return good

    def _hint(self, name: str, said: str, style: str) -> None:
        """Say something below a field, or nothing any more."""
        field = self.query_one(f"#ask-{name}", Input)
        hint = next(iter(self.query(f"#hint-{name}").results(Static)), None)
        if hint is not None:
            hint.update(content([(said, style)]))
            hint.set_class(not said, "-empty")
        elif said:
            hint = Static(content([(said, style)]), classes="hint", id=f"hint-{name}")
            self.query_one(".dialog").mount(hint, after=field)

    @on(Input.Submitted)
    def next_or_save(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field, and saves in the last."""
        names = [each.name for each in self._questions]
        place = names.index((event.input.id or "").removeprefix("ask-"))
        if place + 1 < len(names):
            self.set_focus(self.query_one(f"#ask-{names[place + 1]}", Input))
        else:
            self.action_save()

    def action_save(self) -> None:
        """Hand the answers back when every one of them is understood."""
        for each in self._questions:
            if not self._understood(each.name):
                field = self.query_one(f"#ask-{each.name}", Input)
                self.set_focus(field)
                if not field.value.strip():
                    self._hint(each.name, "say something here, or press Escape", "late")
                return
        self.dismiss({each.name: self.query_one(f"#ask-{each.name}", Input).value.strip() for each in self._questions})


class ChooseScreen(Modal[str | None]):
    """One key decides: each choice has its letter. Escape decides nothing."""

    BINDINGS = [Binding("escape", "dismiss(None)", "Leave it", id="leave", tooltip="Change nothing")]

    def __init__(self, title: str, choices: Sequence[tuple[str, str, str]], text: str = "") -> None:
        """`choices`: key, what it stands for, and its description."""
        super().__init__()
        self._heading, self._choices, self._text = title, choices, text

    def compose(self) -> ComposeResult:
        """The question and a line a choice."""
        with VerticalScroll(classes="dialog") as dialog:
            dialog.border_title = content([(self._heading, "")])
            dialog.border_subtitle = "esc leaves it"
            if self._text:
                yield Static(content([(self._text, "")], []))
            yield Static(content(*([(f" {key}  ", "key"), (said, "")] for key, _, said in self._choices)))

    def on_key(self, event: events.Key) -> None:
        """Take the choice whose letter was pressed; the screen below must not hear of it."""
        pressed = event.character or event.key
        for key, value, _ in self._choices:
            if pressed == key:
                event.stop()
                self.dismiss(value)
                return
