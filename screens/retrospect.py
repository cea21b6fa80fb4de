"""Taking stock: three answers by one digit each, three lines, done; left half-way it is kept (method §8)."""

from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Label, Static

from planner.book import Book, BookError
from planner.method import reflection
from planner.method.selfcheck import ANSWERS, QUESTIONS, Answers
from planner.method.week import Week
from planner.settings import Settings
from planner.storage import StorageError
from planner.wording import day as say_day
from screens.modal import Modal
from widgets.palette import content
from widgets.typed import Typed

LINES = (("worked", "What worked"), ("change", "To change"), ("promise", "I promise"))
SCALE = "0 never  1 seldom  2 sometimes  3 often  4 always"


class RetrospectScreen(Modal[str | None]):
    """A digit answers and goes on; Enter goes on in the lines and finishes in the last. Escape keeps what is there."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-normal")]
    BINDINGS = [
        Binding("escape", "leave", "Later", id="later", tooltip="Keep what is there, and go on another time"),
        Binding("ctrl+s", "finish", "Finish", id="finish", tooltip="Finish from anywhere", priority=True),
    ]

    def __init__(self, book: Book, settings: Settings, now: datetime, week: Week) -> None:
        super().__init__()
        self._book, self._settings, self._now, self._week = book, settings, now, week
        self._there: dict[str | None, str] = {}
        """What the fields began with: that is no answer of now."""

    def compose(self) -> ComposeResult:
        """Each question with what the log shows, then the three lines."""
        written = self._week.reflection
        answers = reflection.half_answered(self._book, self._week.span) or (
            tuple(map(str, written.answers)) if written and written.answers else ("", "", "")
        )
        with VerticalScroll(classes="dialog") as dialog:
            dialog.border_title = content([(f"Taking stock of {self._week.span.name}", "")])
            dialog.border_subtitle = "ctrl+s finishes · esc keeps it for later"
            yield Static(content([(SCALE, "dim")], []))
            for count, (question, shown) in enumerate(zip(QUESTIONS, self._week.measured.words, strict=True)):
                yield Static(content([(question, "")]))
                with Horizontal(classes="field answer"):
                    yield Typed(
                        answers[count], id=f"answer-{count}", max_length=1, restrict="[0-4]?", select_on_focus=True
                    )
                    yield Label("", id=f"meant-{count}", classes="meant")
                    yield Label(content([(f"log: {shown}", "dim")]), classes="shown")
            yield Static("", classes="gap")
            for name, label in LINES:
                with Horizontal(classes="field"):
                    yield Label(label)
                    yield Typed(getattr(written, name) if written else "", id=f"line-{name}")
            yield Static("", classes="hint -empty", id="retrospect-said")

    def on_mount(self) -> None:
        """Begin where it was left."""
        fields = list(self.query(Input))
        self._there = {each.id: each.value for each in fields}
        self.set_focus(next((each for each in fields if not each.value), fields[0]))

    @on(Input.Changed)
    def answered(self, event: Input.Changed) -> None:
        """A digit says what it means and goes on by itself."""
        name = event.input.id or ""
        if not name.startswith("answer-"):
            return
        count, value = int(name.removeprefix("answer-")), event.value
        self.query_one(f"#meant-{count}", Label).update(content([(ANSWERS[int(value)] if value else "", "good")]))
        if value and event.input.has_focus and self._there.pop(name, None) != value:
            self._on_from(event.input)

    @on(Input.Submitted)
    def next_or_finish(self, event: Input.Submitted) -> None:
        """Enter goes on; in the last line it finishes."""
        if event.input.id == "line-promise":
            self.action_finish()
        else:
            self._on_from(event.input)

    def _on_from(self, field: Input) -> None:
        fields = list(self.query(Input))
        self.set_focus(fields[fields.index(field) + 1])

    def _digits(self) -> list[str]:
        return [self.query_one(f"#answer-{count}", Input).value for count in range(3)]

    def _answers(self) -> Answers | None:
        said = self._digits()
        return (int(said[0]), int(said[1]), int(said[2])) if all(said) else None

    def _written(self) -> dict[str, str]:
        return {name: self.query_one(f"#line-{name}", Input).value for name, _ in LINES}

    def action_finish(self) -> None:
        """Close the week; the promise lands on the next week's first working day."""
        answers, written = self._answers(), self._written()
        try:
            reflection.finish(
                self._book, self._settings, self._now, self._week.span.first, answers=answers,
                worked=written["worked"], change=written["change"], promise=written["promise"],
            )  # fmt: skip
            reflection.keep_half(self._book, self._week.span, self._digits())
        except (BookError, StorageError) as error:
            self._refuse(str(error))
            return
        due = reflection.promise_day(self._settings, self._week.span, self._now)
        lands = f"; the promise is on the plan of {say_day(due)}" if written["promise"].strip() else ""
        self.dismiss(f"The week is closed{lands}")

    def action_leave(self) -> None:
        """Keep what is there, when there is anything."""
        answers, written = self._answers(), self._written()
        before = self._week.reflection
        same = all((getattr(before, name) if before else "") == text.strip() for name, text in written.items())
        half = [digit if answers is None else "" for digit in self._digits()]
        kept = any(half)
        try:
            reflection.keep_half(self._book, self._week.span, half)
            if (answers and answers != (before.answers if before else None)) or not same:
                kept = True
                reflection.keep(
                    self._book, self._settings, self._now, self._week.span.first, answers=answers,
                    worked=written["worked"], change=written["change"], promise=written["promise"],
                )  # fmt: skip
        except (BookError, StorageError) as error:
            self._refuse(str(error))
            return
        self.dismiss("Kept: T goes on where you left" if kept else None)

    def _refuse(self, text: str) -> None:
        said = self.query_one("#retrospect-said", Static)
        said.update(content([(text, "late")]))
        said.remove_class("-empty")
