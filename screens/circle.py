"""The inner circle: few and deep, chosen by one test: can we both help each other? (method §4)."""

from collections.abc import Callable
from dataclasses import replace as replaced
from datetime import date
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from planner.book import BookError
from planner.book.find import find_contact
from planner.book.records import Contact, Record
from planner.method.cadence import history
from planner.method.relationship import enter_circle, inner_circle, leave_circle
from planner.settings import working_days
from planner.wording import ago, listing, one_line
from screens.base import PlannerScreen
from screens.calling import CallingScreen
from screens.checks import person_named
from screens.dialogs import AskScreen, ChooseScreen, Question
from screens.forms import FormScreen
from screens.target import Target
from widgets.palette import Line, columns, content
from widgets.rows import Row, Rows

BOTH = "both answers are needed: one way is no relationship"


def ask_in(screen: PlannerScreen, person: Contact | None = None) -> None:
    """The two-way test: who, how they can help us, how we can help them; nobody enters without both answers."""
    name = one_line(person.name) if person else ""
    book = screen.book
    who = [] if person else [Question("who", "Who", "", "type a name", _names(screen), person_named(book), True)]
    questions = [
        *who,
        Question("helps_us", "They help us", person.helps_us if person else "", "how can they help us?", needed=True),
        Question("we_help", "We help them", person.we_help if person else "", "how can we help them?", needed=True),
    ]

    def enter(said: dict[str, str] | None) -> None:
        if said is None:
            return
        try:
            chosen = person or find_contact(book, said["who"])
            newest = book.contacts.get(chosen.id, chosen)
            member = enter_circle(book, screen.settings, newest, said["helps_us"], said["we_help"], screen.now.date())
        except BookError as error:
            screen.say(str(error), "error")
            return
        label = f"{one_line(member.name)} {'stays' if newest.circle else 'is'} in the inner circle"
        screen.change(label, member, say=label)

    title = f"{name}: can we both help each other?" if person else "Can we both help each other?"
    dialog = FormScreen if person and person.circle else AskScreen
    screen.planner.push_screen(dialog(title, questions, BOTH), enter)


def _names(screen: PlannerScreen) -> list[str]:
    people = [each for each in screen.book.contacts.values() if not (each.circle or each.left or each.do_not_call)]
    return [one_line(each.name) for each in people[:5000]]


class CircleScreen(CallingScreen):
    """The people of the inner circle with both answers."""

    CSS_PATH = "circle.tcss"
    name_in_bar: ClassVar[str] = "accounts"
    help_text: ClassVar[str] = (
        "A few people with whom both sides can help each other. N lets somebody in, when both answers are written down; "
        "E writes the answers anew; D lets somebody go. The outcome keys log a call."
    )
    BINDINGS = [
        *(replaced(each, show=False) for each in CallingScreen.BINDINGS if isinstance(each, Binding)),
        Binding("N", "new", "Let in", id="circle-in", tooltip="Let somebody in: both answers are asked for"),
        Binding("E", "edit", "Answers", id="circle-edit", tooltip="Write both answers anew"),
        Binding("D", "delete", "Let go", id="circle-out", tooltip="Let somebody go; the answers are kept"),
        Binding("A", "account", "Account", id="to-account", tooltip="Open the account, or the colleague"),
        Binding("escape", "app.pop_screen", "Back", id="back", tooltip="Back to where you were"),
    ]

    def body(self) -> ComposeResult:
        """How many there are, and each with both answers."""
        yield Static("", id="circle-head")
        yield Rows(4, id="circle")

    def on_mount(self) -> None:
        """The keys go to the list."""
        self.set_focus(self.query_one("#circle", Rows))

    def refresh_book(self) -> None:
        """Everybody who is in."""
        members, size = inner_circle(self.book), self.settings.rules.circle_size
        due = [each for each in members if self._style(each) != "good"]
        lines: list[Line] = [
            [
                ("Inner circle", "title"),
                (f"  {len(members)} of {size}", "bold"),
                (" · few and deep", "dim"),
            ]
        ]
        if due:
            names = listing([one_line(each.name) for each in due], 3)
            lines.append([(f"Silent for longer than is ideal: {names}", "late")])
        elif not members:
            lines.append([("Nobody yet. N lets somebody in, once it is written down how each can help the other.", "")])
        self.query_one("#circle-head", Static).update(content(*lines))
        self.query_one("#circle", Rows).show([Row(each.id, partial(self._lines, each)) for each in members], 4)

    def _lines(self, person: Contact, width: int) -> list[Line]:
        place = self.book.account_name(person.account) or person.company
        since = self._since(person)
        role = ", ".join(part for part in (person.title, place) if part)
        first = columns(
            width,
            [(person.name, "bold", 26 if width >= 70 else 20), (role, "dim", 0), (since, self._style(person), -14)],
        )
        answers = [("they help us", person.helps_us), ("we help them", person.we_help)]
        said = [_answer(label, text, width) for label, text in answers]
        return [first, *said, []]

    def _since(self, person: Contact) -> str:
        day = self._last(person)
        return ago(day, self.now.date()) if day else "never met"

    def _last(self, person: Contact) -> date | None:
        past = history(self.book, person.account or person.id)
        return past.met.get(person.id) or (past.silent_since if person.account is None else None)

    def _style(self, person: Contact) -> str:
        day = self._last(person)
        ideal, most = person.cadence or self.settings.cadence.circle
        silent = working_days(self.settings.hours).between(day, self.now.date()) if day else most + 1
        return "good" if silent <= ideal else "late" if silent <= most else "bad"

    @property
    def selected(self) -> Contact | None:
        """Who is under the cursor."""
        return self.book.contacts.get(self.query_one("#circle", Rows).key or "")

    def target(self) -> Target | None:
        """Who is under the cursor."""
        person = self.selected
        return Target(person.account, person.id) if person else None

    @on(Rows.Chosen, "#circle")
    def action_edit(self) -> None:
        """Both answers, anew."""
        if self.selected:
            ask_in(self, self.selected)

    def action_new(self) -> None:
        """Let somebody in."""
        members, size = inner_circle(self.book), self.settings.rules.circle_size
        if len(members) >= size:
            self.say(
                f"The inner circle is full ({len(members)} of {size}): few and deep; let somebody go first (D)",
                "warning",
            )
        else:
            ask_in(self)

    def action_delete(self) -> None:
        """Let somebody go, after a question that names them."""
        person = self.selected
        if person is None:
            return
        name = one_line(person.name)

        def leave(said: str | None) -> None:
            if said:
                self.change(f"{name} left the inner circle", self._leaving(person), say=f"{name} left the inner circle")

        choices = [("y", "yes", f"let {name} go; both answers are kept")]
        self.planner.push_screen(ChooseScreen(f"Let {name} go?", choices), leave)

    def _leaving(self, person: Contact) -> Callable[[object], list[Record]]:
        return lambda _: [leave_circle(self.book.contacts.get(person.id, person))]

    def action_account(self) -> None:
        """The account, or the colleague."""
        if self.selected:
            self.planner.open_account(self.selected.account or self.selected.id)


def _answer(label: str, text: str, width: int) -> Line:
    said = one_line(text) or "not written down"
    return columns(width, [("", "", 1), (label, "dim", 12), (said, "" if text else "late", 0)])
