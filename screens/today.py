"""Today: the balance, the calls in their order, and the brief of the one that is selected."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from planner.book.vocabulary import STATUSES
from planner.method.calls import Call
from planner.storage import StorageError
from planner.wording import plural
from screens.later import later
from screens.lazy import make
from screens.opening import OpeningScreen
from screens.target import Target
from widgets.brief import Brief, BriefOf
from widgets.call_rows import call_rows, kept_rows, key_of
from widgets.meter import Meter
from widgets.palette import content
from widgets.rows import Rows

if TYPE_CHECKING:
    from planner.method.day import Plan


class TodayScreen(OpeningScreen):
    """The day's call plan, worked through with single keys. The rules are imported once its frame stands."""

    CSS_PATH = "today.tcss"
    name_in_bar: ClassVar[str] = "today"
    help_text: ClassVar[str] = (
        "The calls stand in an order that is balanced wherever the day stops. Log each with one key: a for no answer, "
        "v for voicemail, c when you were connected. Every call says why it is here."
    )
    besides: ClassVar[tuple[str, ...]] = ("promise", "undo", "put-off", "not-today", "find")
    """What the line of hints shows when it is wide enough, by the names of the bindings."""
    BINDINGS = [
        Binding("x", "aside", "Not today", show=False, id="not-today", tooltip="Leave this one out for today"),
        Binding("R", "replan", "Replan", show=False, id="replan", tooltip="Plan the minutes that are left anew"),
        Binding("A", "account", "Account", show=False, id="to-account", tooltip="Open the account"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._plan: Plan | None = None
        self._planned_for: date | None = None
        self._next: str | None = None
        self._framed = False
        self._small = False
        self._said: list[str] | None = None

    @property
    def plan(self) -> "Plan | None":
        """The plan of the day; None while a large book is being read."""
        self.begin()
        return self._plan

    def body(self) -> ComposeResult:
        """The meter, the calls, the brief."""
        yield Meter(id="meter")
        with Horizontal(id="day"):
            with Vertical(id="plan"):
                yield Static("", id="notes", classes="-empty")
                yield Rows(2, id="calls")
            with VerticalScroll(id="side", can_focus=False):
                yield Brief(id="brief")

    def on_mount(self) -> None:
        """The keys go to the calls; the plan comes once the frame stands, which is at once."""
        self.query_one("#calls", Rows).focus()
        self.set_interval(30, self._tick)

    def painted(self) -> None:
        """After the first frame comes the plan."""
        if not self._framed:
            self.call_later(self.begin)

    def begin(self) -> None:
        """The plan, once there is a frame to see it in."""
        if not self._framed:
            self._framed = True
            self.bring_up_to_date()

    def bring_up_to_date(self, force: bool = False) -> None:
        """As every screen does, but not before there is a frame to see."""
        if self._framed:
            super().bring_up_to_date(force)

    def on_resize(self) -> None:
        """Fewer lines where there is less room."""
        if self._framed and self._small != self._is_small():
            self._show()

    def _is_small(self) -> bool:
        return self.app.size.height < 30 or self.app.size.width < 72

    def _tick(self) -> None:
        """A new day begins at midnight, also when the program stays open."""
        if self._planned_for != self.now.date():
            self.bring_up_to_date(force=True)

    # -- showing

    def _offer_week(self) -> None:
        """Friday afternoon or Monday morning: two minutes for the week, offered once."""
        from planner.method import reflection

        span = reflection.offer(self.book, self.settings, self.now)
        if span:
            reflection.offered(self.book, span)
            self.say(f"Two minutes for the week {span.name}? 5 opens it, T takes stock.")

    def refresh_book(self) -> None:
        """Plan what is left of the day; the morning's plan is kept, once."""
        from planner.method.day import plan_day
        from planner.method.doors import told

        now = self.now
        self._planned_for = now.date()
        plan = plan_day(self.book, self.settings, now, self.planner.meetings(self._planned_for))
        self._plan = plan = told(self.book, self.settings, plan, now)
        self._show()
        later(self, self._keep, plan)
        if not plan.calls and not len(self.book.accounts):
            self.call_later(self._welcome)

    def _keep(self, plan: "Plan") -> None:
        """What is written once a day; nobody waits for the disk to see the plan."""
        if self.book.database.read_only:
            return
        from planner.method.day import kept_plan, plan_to_keep

        seen = self.book.version
        try:
            if plan.calls and kept_plan(self.book, plan.day) is None:
                self.book.change("the morning's plan", plan_to_keep(self.book, plan), undoable=False)
            self._offer_week()
        except StorageError as error:
            self.say(str(error), "error")
        if self._seen == seen:
            self._seen = self.book.version

    def _welcome(self) -> None:
        """An empty book: three ways to begin."""
        if self.app.screen is self and not len(self.book.accounts):
            self.planner.push_screen(make("welcome"))

    def show_reading(self) -> None:
        """The morning's plan as it was kept, until the book is read and the day planned anew."""
        from planner.method.day import kept_plan

        self._said = None
        notes = self.query_one("#notes", Static)
        notes.update(content([(f"Reading {len(self.book.touches):,} touches…", "dim")]))
        notes.remove_class("-empty")
        kept = kept_plan(self.book, self.now.date())
        if kept:
            self.query_one("#calls", Rows).show(kept_rows(self.book, kept), 2)

    def _show(self) -> None:
        plan = self._plan
        if plan is None:
            return
        small = self._small = self._is_small()
        meter = self.query_one(Meter)
        meter.styles.height = 1 if small else len(STATUSES)
        meter.show(plan.done, plan.planned, plan.target, compact=small)
        rows = self.query_one("#calls", Rows)
        following, self._next = self._next, None
        rows.show(call_rows(self.book, plan), 1 if small else 2, following or self._first_choice(rows))
        notes = self.query_one("#notes", Static)
        lines = self._notes(plan)
        if lines != self._said:
            self._said = lines
            tone = "good" if not plan.todo and plan.calls else ""
            notes.update(content(*([(line, "dim" if count else tone)] for count, line in enumerate(lines))))
        notes.set_class(not lines, "-empty")

    def _first_choice(self, rows: Rows) -> str | None:
        """Where the cursor goes when it has been nowhere yet: the first call that is not done."""
        if rows.key is not None or self._plan is None:
            return None
        return next((key_of(call) for call in self._plan.calls if not call.done), None)

    def _notes(self, plan: "Plan") -> list[str]:
        if not plan.calls and not len(self.book.accounts):
            return ["The book is empty: i imports what your CRM exports, 2 shows the accounts, where N adds one."]
        if not plan.calls and plan.capacity.minutes:
            return ["Nobody is due today: a good day to ask for a referral (4) or to meet an executive."]
        if plan.calls and not plan.todo:
            return [f"All done: {plural(len(plan.calls), 'call')}, {sum(plan.done.values())} min.", *plan.notes]
        return list(plan.notes)

    @on(Rows.Highlighted, "#calls")
    def show_brief(self) -> None:
        """The brief follows the cursor."""
        call = self.selected
        brief = self.query_one(Brief)
        if not self.query_one("#side").display:
            return
        brief.show(self.book, self.settings, self.now, self._brief_of(call) if call else None)

    def _brief_of(self, call: Call) -> BriefOf:
        return BriefOf(self.book.accounts.get(call.account or ""), self.book.contacts.get(call.contact or ""), call)

    @property
    def selected(self) -> Call | None:
        """The call under the cursor."""
        calls = self._plan.calls if self._plan else ()
        key = self.query_one("#calls", Rows).key
        return next((call for call in calls if key_of(call) == key), None)

    def target(self) -> Target | None:
        """The call under the cursor."""
        call = self.selected
        if call is None:
            return None
        return Target(
            call.account, call.contact, call.purpose, call.opportunity, None, call.fence, call.minutes, call.promise
        )

    def before_log(self) -> None:
        """The cursor will go to the next call that is not done."""
        todo = [key_of(call) for call in self._plan.todo] if self._plan else []
        key = self.query_one("#calls", Rows).key
        place = todo.index(key) if key in todo else -1
        self._next = next(iter(todo[place + 1 :] or todo[:1]), None)

    # -- acting

    @on(Rows.Chosen, "#calls")
    def open_call(self) -> None:
        """Enter opens the account."""
        self.action_account()

    def action_account(self) -> None:
        """The account of the call."""
        call = self.selected
        if call and call.about:
            self.planner.open_account(call.about)

    def action_aside(self) -> None:
        """Leave this one out for today."""
        call = self.selected
        if call and not call.done:
            name = self.book.account_name(call.account) or self.book.contact_name(call.contact)
            self.put_aside(call.about, name or "the promise to yourself")

    def action_replan(self) -> None:
        """Plan the minutes that are left anew, as of now."""
        self.bring_up_to_date(force=True)
        left = self._plan.capacity.minutes if self._plan else 0
        self.say(f"Planned anew: {left} min left")
