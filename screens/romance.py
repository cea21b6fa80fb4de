"""Romance: every proposal that is out, most endangered first, each with the next thing to do for it (method §6)."""

from datetime import date
from typing import ClassVar

from msgspec.structs import replace as with_fields
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from planner.book.records import Opportunity, Promise, Record, Touch
from planner.book.vocabulary import CLOSED, IDEAS, PROPOSAL_OUT, Idea
from planner.method.cadence import in_contact
from planner.method.entry import Entry, Logged
from planner.method.ideas import NextIdea, booked_idea, idea_of_kind, ideas_taken, next_idea, whom
from planner.method.lengths import planned_minutes
from planner.method.romance import Courtship, book_idea, booked, queue, standing
from planner.settings import working_days
from planner.when import When, say_when
from planner.wording import money, one_line, plural
from screens.deals import DealScreen
from screens.later import later
from screens.page import PageScreen
from screens.step import Step, StepScreen
from screens.target import Target
from widgets.courtship import courtship_lines, courtship_rows, deal_lines, waiting_rows, waits
from widgets.palette import Line, content
from widgets.romance_figures import looking_back_lines
from widgets.rows import Rows

TALL = 36
"""Lines from which a row of the queue has four."""


class RomanceScreen(DealScreen):
    """The queue, and beside it all that is known of the proposal that is selected."""

    CSS_PATH = "romance.tcss"
    name_in_bar: ClassVar[str] = "romance"
    help_text: ClassVar[str] = (
        "Sales are lost in the waiting. Every proposal that is out stands here, most endangered first: the bar is the "
        "silence since they last answered, in working days, crossed at the ideal and at the most that is tolerated. "
        "Log a call with its key (c when you were connected); the next idea is then booked with Enter."
    )
    BINDINGS = [
        Binding(
            "I", "take", "Take it", show=False, id="take", tooltip="Take the idea that is proposed as the next step"
        ),
        Binding(
            "i", "another", "Another idea", show=False, id="another", tooltip="Choose the idea and the day of the step"
        ),
        Binding("H", "looking_back", "Looking back", show=False, id="looking-back", tooltip="Silences, and what pays"),
        Binding("A", "account", "Account", show=False, id="to-account", tooltip="Open the account"),
        Binding("escape", "to_list", "Back", show=False, id="to-list", tooltip="Back to the list"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.queue: list[Courtship] = []
        self.early: list[Opportunity] = []

    def body(self) -> ComposeResult:
        """What is out, in one line; the queue; the panel."""
        yield Static(id="out")
        with Horizontal(id="courting"):
            with VerticalScroll(id="list", can_focus=False):
                yield Rows(3, id="queue")
            with VerticalScroll(id="side"):
                yield Static(id="panel")

    def on_mount(self) -> None:
        """The keys go to the queue."""
        super().on_mount()
        self.set_focus(self.query_one("#queue", Rows))

    def on_resize(self) -> None:
        """The rows and the panel are laid out for the new size."""
        super().on_resize()
        later(self, self._show)

    # -- showing

    def refresh_book(self) -> None:
        """Ask who waits, and show them; the cursor stays with its proposal."""
        self.queue = queue(self.book, self.settings, self.now)
        early = [each for each in self.book.opportunities.values() if each.stage not in PROPOSAL_OUT | CLOSED]
        self.early = sorted(early, key=lambda each: (each.stage == "prospecting", -(each.amount or 0), each.id))
        self._show()

    def _show(self) -> None:
        self.query_one("#out", Static).update(content(*self._out()))
        today = self.now.date()
        height = 4 if self.size.height >= TALL else 3
        rows = [*courtship_rows(self.queue, today, height), *waiting_rows(self.book, self.early, today)]
        self.query_one("#queue", Rows).show(rows, height)
        self.show_panel()

    def _out(self) -> list[Line]:
        """How many proposals are out, for how much, and how many of them need a call."""
        if not self.queue:
            return [[("No proposal is out: N writes one down, S moves one on.", "dim")]]
        late = sum(entry.endangered for entry in self.queue)
        due = sum(entry.days_silent >= entry.ideal and not waits(entry, self.now.date()) for entry in self.queue) - late
        line: Line = [(plural(len(self.queue), "proposal") + " out", "bold")]
        if late:
            line.append((f" · {late} silent too long", "bad"))
        if due:
            line.append((f" · {due} due", "late"))
        amounts: dict[str, int] = {}
        for entry in self.queue:
            amounts[entry.opportunity.currency] = amounts.get(entry.opportunity.currency, 0) + (
                entry.opportunity.amount or 0
            )
        sums = [money(amount, currency) for currency, amount in sorted(amounts.items()) if amount]
        room = self.size.width - 4 - sum(len(text) for text, _ in line)
        worth = f" · {', '.join(sums)}"
        return [[*line, (worth, "dim")]] if len(worth) <= room else [line]

    @on(Rows.Highlighted, "#queue")
    def show_panel(self) -> None:
        """The panel follows the cursor."""
        if not self.query_one("#side").display:
            return
        panel = self.query_one("#panel", Static)
        width = self.size.width - 5 if self.has_class("-narrow") else panel.size.width - 1
        panel.update(content(*self._panel(max(24, width))))

    def _panel(self, width: int) -> list[Line]:
        entry, deal = self.selected, self.deal()
        if entry:
            return list(courtship_lines(self.book, self.settings, self.now, entry, width))
        return list(deal_lines(self.book, deal, whom(self.book, deal), self.now.date(), width)) if deal else []

    @on(Rows.Chosen, "#queue")
    def to_panel(self) -> None:
        """Enter goes to the panel, to read on; in a narrow terminal it takes the place of the list."""
        self.add_class("-reading")
        side = self.query_one("#side", VerticalScroll)
        side.scroll_home(animate=False)
        self.set_focus(side)
        later(self, self.show_panel)

    def action_to_list(self) -> None:
        """Back to the list."""
        self.remove_class("-reading")
        self.set_focus(self.query_one("#queue", Rows))

    # -- what is selected

    @property
    def selected(self) -> Courtship | None:
        """The entry of the queue under the cursor."""
        key = self.query_one("#queue", Rows).key
        return next((entry for entry in self.queue if entry.opportunity.id == key), None)

    def deal(self) -> Opportunity | None:
        """The opportunity under the cursor, out or not."""
        key = self.query_one("#queue", Rows).key
        return self.book.opportunities.get(key) if key else None

    def target(self) -> Target | None:
        """The call that the proposal needs, with the idea that it carries out."""
        deal, entry = self.deal(), self.selected
        if deal is None:
            return None
        person, account = whom(self.book, deal), self.book.accounts.get(deal.account)
        contact = person.id if person else None
        if entry is None or account is None:
            return Target(deal.account, contact, None, deal.id)
        minutes = planned_minutes(self.book, self.settings, account.status, "romance")
        return Target(deal.account, contact, "romance", deal.id, entry.idea.kind, minutes=minutes)

    # -- logging

    def amended(self, logged: Logged, entry: Entry, target: Target) -> Logged:
        """An idea is carried out only when they were reached; a date without words books the next idea for it."""
        if not in_contact(logged.touch):
            return _with(logged, with_fields(logged.touch, idea=None))
        deal = self.book.opportunities.get(target.opportunity or "")
        words = entry.promise.strip() or entry.outcome != "connected" or entry.purpose != "romance"
        if deal is None or words or entry.next is None or logged.next_step is None:
            return logged
        after = (logged.touch.idea,) if logged.touch.idea else ()
        steps = book_idea(
            self.book, self.settings, deal, self.now, due=entry.next.day, at=entry.next.at, after=after
        )  # fmt: skip
        rest = [each for each in logged.records if each is not logged.next_step]
        step = with_fields(steps[-1], touch=logged.touch.id)
        said = f"next: {say_when(entry.next, self.now)}, {one_line(step.text)}"
        return Logged(logged.label, logged.touch, (*steps[:-1], *rest, step), step, (said, *logged.said[1:]))

    def after_log(self, logged: Logged, target: Target) -> None:
        """After a talk without a next step the next idea is offered; after a refusal, to close it."""
        deal = self.book.opportunities.get(target.opportunity or "")
        touch = logged.touch
        if deal is None or deal.stage not in PROPOSAL_OUT or not in_contact(touch):
            return
        if touch.outcome == "not interested":
            self.action_lost()
        elif touch.purpose == "romance" and booked(self.book, deal, self.now.date(), after=True) is None:
            self._offer(deal, "And next?", just=touch.idea)

    # -- the next step

    def action_take(self) -> None:
        """Book the idea for the day on which the ideal silence ends; the next working day when it has."""
        entry = self.selected
        if entry is None:
            return
        if entry.next_step and entry.next_step.idea == entry.idea.kind:
            self.say("That is booked already: i takes another idea, or another day")
            return
        when = When(self._due(entry.opportunity), None)
        self._book(entry.opportunity, Step(entry.idea, when))

    def action_another(self) -> None:
        """Choose the idea and the day."""
        entry = self.selected
        if entry:
            self._offer(entry.opportunity, "Next step:")

    def _offer(self, deal: Opportunity, title: str, just: Idea | None = None) -> None:
        first = next_idea(self.book, self.settings, deal, self.now)
        resting = ideas_taken(self.book, deal)[-2:]
        others = [kind for kind in IDEAS if kind != first.kind and kind not in resting]
        ideas: list[NextIdea] = [
            first, *(idea_of_kind(self.book, self.settings, deal, kind, self.now) for kind in others)
        ]  # fmt: skip
        screen = StepScreen(f"{title} {self.deal_said(deal)}", ideas, self._due(deal), self.now, self.settings)
        self.planner.push_screen(screen, lambda step: self._book(deal, step, just) if step else None)

    def _due(self, deal: Opportunity) -> date:
        """The day on which the ideal silence ends, never before tomorrow."""
        working, today = working_days(self.settings.hours), self.now.date()
        state = standing(self.book, self.settings, deal, self.now)
        return max(working.add(state.since, state.ideal), working.next(today))

    def _book(self, deal: Opportunity, step: Step, just: Idea | None = None) -> None:
        """Book a step; what was booked before gives way, as done when it has just been carried out."""
        before = booked_idea(self.book, deal)
        records: list[Record] = []
        for each in book_idea(
            self.book, self.settings, deal, self.now, kind=step.idea.kind, due=step.when.day, at=step.when.at
        ):
            if before and each.id == before.id and before.idea == just and isinstance(each, Promise):
                each = with_fields(each, done=self.now.date(), dropped=None)
            records.append(each)
        label = f"Booked: {say_when(step.when, self.now)}, {self.deal_said(deal)}"
        self.change(label, *records, say=f"Booked for {say_when(step.when, self.now)}: {step.idea.text}")

    # -- going elsewhere

    def action_looking_back(self) -> None:
        """The longest silences of the quarter, and whether romance pays."""
        self.planner.push_screen(
            PageScreen(
                "Looking back", lambda width: list(looking_back_lines(self.book, self.settings, self.now, width))
            )
        )

    def action_account(self) -> None:
        """The account of the proposal."""
        deal = self.deal()
        if deal:
            self.planner.open_account(deal.account)


def _with(logged: Logged, touch: Touch) -> Logged:
    """A logged call with its touch changed."""
    records = tuple(touch if each is logged.touch else each for each in logged.records)
    return Logged(logged.label, touch, records, logged.next_step, logged.said)
