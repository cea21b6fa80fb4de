"""The next romance step: an idea and a day in one look. Enter books it, the arrows go through other ideas (method §6)."""

from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Label, Static

from planner.method.ideas import NextIdea
from planner.settings import Settings
from planner.when import When, say_when
from planner.wording import plural
from screens.checks import when_of
from screens.modal import Modal
from widgets.palette import content, wrapped
from widgets.typed import Typed


class Step(Struct, frozen=True):
    """The idea that was taken, and when."""

    idea: NextIdea
    when: When


class StepScreen(Modal[Step | None]):
    """Offers the next idea with a day; Escape books nothing."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", "Book nothing", id="no-step", tooltip="Book nothing"),
        Binding("down,ctrl+n", "another(1)", "Another idea", id="next-idea", tooltip="Another idea", priority=True),
        Binding("up", "another(-1)", "The idea before", id="idea-before", tooltip="The idea before", priority=True),
    ]

    def __init__(self, title: str, ideas: Sequence[NextIdea], due: date, now: datetime, settings: Settings) -> None:
        """`ideas`: the one that is proposed first. `due`: the day that is offered."""
        super().__init__()
        self._heading, self._ideas, self._due, self._now, self._settings = title, ideas, due, now, settings
        self._chosen = 0

    def compose(self) -> ComposeResult:
        """The idea, and the day below it."""
        with VerticalScroll(classes="dialog") as dialog:
            dialog.border_title = content([(self._heading, "")])
            dialog.border_subtitle = "enter books it · ↓ another idea · esc books nothing"
            yield Static(id="step-idea")
            yield Static("")
            with Horizontal(classes="field"):
                yield Label("On")
                yield Typed(f"{self._due.day} {self._due:%b}", placeholder="fri 10:00 · +3d", id="step-when")
            yield Static("", classes="hint -empty", id="hint-when")

    def on_mount(self) -> None:
        """Enter alone is enough."""
        self._show_idea()
        self.set_focus(self.query_one("#step-when", Input))

    def _show_idea(self) -> None:
        idea = self._ideas[self._chosen]
        width = min(66, self.app.size.width - 10)
        place = f"{self._chosen + 1} of {plural(len(self._ideas), 'idea')}"
        lines = [[(idea.kind.capitalize(), "title"), (f"  {place}", "dim")], *wrapped(idea.text, width)]
        self.query_one("#step-idea", Static).update(content(*lines))

    def action_another(self, by: int) -> None:
        """Go through the ideas; none is one of the last two."""
        self._chosen = (self._chosen + by) % len(self._ideas)
        self._show_idea()

    @on(Input.Changed)
    def understand(self) -> None:
        """Say which day is meant while it is typed."""
        self._when()

    def _when(self) -> When | None:
        text, hint = self.query_one("#step-when", Input).value.strip(), self.query_one("#hint-when", Static)
        when, said, style = None, "say when, or press Escape", "late"
        if text:
            try:
                when = when_of(text, self._now, self._settings)
                said, style = say_when(when, self._now), "good"
            except ValueError as error:
                said = str(error)
        if when and when.day < self._now.date():
            when, said, style = None, f"{said}: that is gone by", "late"
        hint.update(content([(said, style)]))
        hint.remove_class("-empty")
        return when

    @on(Input.Submitted)
    def book_it(self) -> None:
        """Book the idea on the day."""
        when = self._when()
        if when:
            self.dismiss(Step(self._ideas[self._chosen], when))
