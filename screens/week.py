"""Week: did the time go where the sales are? Every figure leads to the calls behind it (method §8)."""

from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from planner.exchange.week_behind import behind
from planner.exchange.week_markdown import week_markdown, write_markdown
from planner.exchange.week_words import heading
from planner.method.balance_course import YearDay, course, usual, year_of_days
from planner.method.week import Week
from planner.method.weeks import week_of
from planner.wording import one_line
from screens.base import PlannerScreen
from screens.behind import BehindScreen, YearScreen
from screens.dialogs import AskScreen, Question
from screens.retrospect import RetrospectScreen
from widgets.palette import content, wrapped
from widgets.rows import Rows
from widgets.week_charts import Chart
from widgets.week_pictures import day_picture, picture_of
from widgets.week_rows import week_rows

EMPTY_BOOK = (
    "Nothing is logged yet. From the first call on, this shows whether your time goes where the sales are: minutes against "
    "50/30/20, promises, executives met, value given. On Friday afternoon T takes stock of it in two minutes."
)
WIDE = 104
EMPTY_WEEK = "No call was logged in this week. ← goes to the weeks before."


class Figures(Rows):
    """The list of the figures; it tells when it has another width, since its texts go over as many rows as they need."""

    class Sized(Message):
        """The list was laid out."""

    def on_resize(self) -> None:
        """Tell."""
        super().on_resize()
        self.post_message(self.Sized())


class WeekScreen(PlannerScreen):
    """The retrospective of any week."""

    CSS_PATH = "week.tcss"
    name_in_bar: ClassVar[str] = "week"
    help_text: ClassVar[str] = (
        "Did the time go where the sales are? Each figure stands against the week before and against what is usual, the "
        "mean of twelve weeks. One chart follows the cursor: it shows twelve weeks of what it is on. Enter on "
        "a figure shows the calls behind it, Enter on a week opens that week. T takes stock: three answers and three "
        "lines, in two minutes; the promise lands on the next working day."
    )
    BINDINGS = [
        Binding("T", "take_stock", "Take stock", id="take-stock", tooltip="Three answers, three lines, two minutes"),
        Binding("left", "turn(-1)", "Week before", id="week-before", tooltip="The week before"),
        Binding("right", "turn(1)", "Next week", show=False, id="week-after", tooltip="The week after"),
        Binding("e", "write", "Markdown", id="week-markdown", tooltip="Write this week out as Markdown"),
        Binding("H", "year", "Year", id="week-year", tooltip="The year's days by their balance"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.day: date | None = None
        self.weeks: tuple[Week, ...] = ()

    def body(self) -> ComposeResult:
        """The heading, the figures, the charts."""
        yield Static("", id="week-heading")
        with Horizontal(id="week-body"):
            yield Figures(1, id="figures")
            with Vertical(id="charts"):
                yield Chart(id="days")
                yield Chart(id="course")

    def on_mount(self) -> None:
        """The keys go to the figures."""
        super().on_mount()
        self.set_focus(self.query_one("#figures", Rows))

    def refresh_book(self) -> None:
        """Count the week and the eleven before it."""
        self.day = self.day or self._day_to_show()
        self.weeks = course(self.book, self.settings, self.now, day=self.day)
        week = self.weeks[-1]
        lines = [[(heading(week), "bold")]]
        if not week.count("calls"):
            lines += wrapped(EMPTY_BOOK if not len(self.book.touches) else EMPTY_WEEK, self.size.width - 4, "dim")
        for each in week.neglect:  # where it is narrow, the figures without what they stand for
            said = each.why if self.size.width >= WIDE else each.why.partition(":")[0]
            lines.append([(f"Neglect: {said}", "late")])
        self.query_one("#week-heading", Static).update(content(*lines))
        self.query_one("#charts").set_class(not len(self.book.touches), "-empty")
        self.query_one("#days", Chart).picture = day_picture(week)
        self._show_rows()

    @on(Figures.Sized)
    def _show_rows(self) -> None:
        """The figures, their texts broken for the room there is."""
        listed = self.query_one("#figures", Figures)
        if self.weeks and listed.row_width:
            listed.show(week_rows(self.book, self.weeks, usual(self.weeks), listed.row_width))

    @on(Rows.Highlighted, "#figures")
    def follow(self, event: Rows.Highlighted) -> None:
        """Twelve weeks of what the cursor is on."""
        if self.weeks:
            self.query_one("#course", Chart).picture = picture_of(event.key or "", self.weeks)

    def _day_to_show(self) -> date:
        """Today, or a day of the week before while this one has no calls yet: Monday morning looks back."""
        today = self.now.date()
        span = week_of(today, self.settings.hours.week_starts)
        begun = any(self.book.touches.where("day", day) for day in span.days)
        return today if begun or not len(self.book.touches) else today - timedelta(weeks=1)

    def action_turn(self, by: int) -> None:
        """Another week; never one that is yet to come."""
        day = (self.day or self.now.date()) + timedelta(weeks=by)
        if day <= self.now.date() + timedelta(days=6) and self.weeks[-1].span.moved(by).first <= self.now.date():
            self.day = day
            self.bring_up_to_date(force=True)

    @on(Rows.Chosen, "#figures")
    def look_behind(self, event: Rows.Chosen) -> None:
        """The calls behind a figure; the account of a line that names one; the self-check where it is asked."""
        kind, _, id = event.key.partition(" ")
        if kind == "account":
            self.planner.open_account(id)
        elif kind == "deal":
            self.planner.open_account(self.book.opportunities[id].account)
        elif kind == "week":
            self.day = date.fromisoformat(id)
            self.bring_up_to_date(force=True)
        elif kind in ("score", "line"):
            self.action_take_stock()
        elif groups := behind(self.book, self.weeks[-1], event.key):
            title = f"Behind the figures of {self.weeks[-1].span.name}"
            self.planner.push_screen(
                BehindScreen(self.book, title, groups),
                lambda about: self.planner.open_account(about) if about else None,
            )

    def action_take_stock(self) -> None:
        """The retrospective; what is half done is kept."""
        week = self.weeks[-1]

        def done(said: str | None) -> None:
            if said:
                self.say(said)
            self.planner.book_changed()

        self.planner.push_screen(RetrospectScreen(self.book, self.settings, self.now, week), done)

    def action_write(self) -> None:
        """Write this week out as Markdown."""
        name = f"{self.weeks[-1].span.name}.md"

        def write(said: dict[str, str] | None) -> None:
            if said:
                path = Path(said["path"]).expanduser()
                try:
                    write_markdown(path, week_markdown(self.book, self.weeks))
                except Exception as error:
                    self.say(f"{one_line(str(error))}", "error")
                else:
                    self.say(f"Written: {path}")

        question = Question("path", "File", str(Path.cwd() / name), needed=True)
        self.planner.push_screen(AskScreen("Write the week as Markdown", [question]), write)

    def action_year(self) -> None:
        """The heat map of the year."""
        today = self.now.date()

        def days_of(year: int) -> tuple[YearDay, ...]:
            return year_of_days(self.book, self.settings, year)

        year = min(self.weeks[-1].span.last, today).year
        self.planner.push_screen(YearScreen(days_of, year, today, self.settings.hours.week_starts))
