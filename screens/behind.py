"""What stands behind a figure of the week: the calls and records that it counts; and the year's days by their balance."""

from collections.abc import Callable, Sequence
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from planner.book import Book
from planner.exchange.week_behind import Group
from planner.exchange.week_charts import year_chart
from planner.method.balance_course import YearDay
from planner.method.weeks import WeekStarts
from planner.wording import day as say_day
from screens.modal import Modal
from widgets.palette import Line, columns, content, wrapped
from widgets.rows import Row, Rows


class BehindScreen(Modal[str | None]):
    """The calls and records behind a figure, group by group; Enter opens the account."""

    BINDINGS = [Binding("escape,q", "dismiss(None)", "Back", id="leave", tooltip="Back to the week")]

    def __init__(self, book: Book, title: str, groups: Sequence[Group]) -> None:
        super().__init__()
        self._book, self._title, self._groups = book, title, groups
        self._accounts: dict[str, str | None] = {}

    def compose(self) -> ComposeResult:
        """A list with a heading a figure."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = content([(self._title, "")])
            dialog.border_subtitle = "enter opens the account · esc goes back"
            yield Rows(1, id="behind")

    def on_mount(self) -> None:
        """Fill the list."""
        rows: list[Row] = []
        for title, ids in self._groups:
            if rows:
                rows.append(Row(None, lambda width: [[]]))
            rows.append(Row(None, lambda width, title=title: [columns(width, [(title, "title", 0)])]))  # type: ignore[misc]
            rows += [self._row(title, id) for id in ids]
        listed = self.query_one(Rows)
        listed.styles.height = max(4, min(len(rows), self.app.size.height - 8))
        listed.show(rows)
        self.set_focus(listed)

    def _row(self, title: str, id: str) -> Row:
        key = f"{title} {id}"
        when, who, what, account = describe(self._book, id)
        touch = self._book.touches.get(id)
        self._accounts[key] = account
        return Row(key, _lines(when, who, f"{touch.minutes}′" if touch else "", what))

    @on(Rows.Chosen)
    def open(self, event: Rows.Chosen) -> None:
        """The account of the line."""
        account = self._accounts.get(event.key)
        if account:
            self.dismiss(account)


def _lines(when: str, who: str, minutes: str, what: str) -> Callable[[int], list[Line]]:
    def lines(width: int) -> list[Line]:
        lasted = [(minutes, "dim", -4)] if minutes else []
        return [columns(width, [(when, "dim", 10), (who, "bold", width // 3), *lasted, (what, "", 0)])]

    return lines


def describe(book: Book, id: str) -> tuple[str, str, str, str | None]:
    """A record behind a figure in words: when, who, what, and the account to open."""
    if id in book.touches:
        touch = book.touches[id]
        who = book.account_name(touch.account) or book.contact_name(touch.contact)
        what = " · ".join(part for part in (touch.outcome, touch.purpose or "", touch.note) if part)
        return say_day(touch.at.date()), who, what, touch.account or touch.contact
    if id in book.promises:
        promise = book.promises[id]
        who = book.account_name(promise.account) or book.contact_name(promise.contact)
        return say_day(promise.due), who, promise.text, promise.account or promise.contact
    if id in book.benefits:
        benefit = book.benefits[id]
        return say_day(benefit.on), book.account_name(benefit.account), benefit.what, benefit.account or benefit.contact
    if id in book.referrals:
        referral = book.referrals[id]
        return "", book.contact_name(referral.contact), f"{referral.prospect}: {referral.stage}", referral.contact
    if id in book.opportunities:
        deal = book.opportunities[id]
        return "", book.account_name(deal.account), f"{deal.name}: {deal.stage}", deal.account
    return "", book.account_name(id) or book.contact_name(id), "", id


class YearScreen(Modal[None]):
    """The year's days, darker the nearer they were to the shares; left and right go to other years."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-normal")]
    BINDINGS = [
        Binding("escape,q,H", "dismiss(None)", "Back", id="leave", tooltip="Back to the week"),
        Binding("left", "turn(-1)", "Year before", id="year-before", tooltip="The year before"),
        Binding("right", "turn(1)", "Next year", id="year-after", tooltip="The year after"),
    ]

    def __init__(self, days_of: Callable[[int], Sequence[YearDay]], year: int, today: date, starts: WeekStarts) -> None:
        super().__init__()
        self._days_of, self._year, self._today, self._starts = days_of, year, today, starts

    def compose(self) -> ComposeResult:
        """The heat map as text: it reads without colour."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_subtitle = "← → another year · esc goes back"
            yield Static("", id="days-of-year")

    def on_mount(self) -> None:
        """Show the year."""
        self.action_turn(0)

    def action_turn(self, by: int) -> None:
        """Another year; never one that is yet to come."""
        if self._year + by <= self._today.year:
            self._year += by
            self.query_one(".dialog").border_title = f"{self._year}: days by balance"
            chart = year_chart(self._days_of(self._year), self._today, self._starts)
            lines = [_shaded(line) for line in chart[:-1]] + wrapped(chart[-1], 56, "dim")
            self.query_one("#days-of-year", Static).update(content(*lines))


def _shaded(line: str) -> Line:
    """A line of the year, the days off quieter than the others, the balanced ones in green."""
    styles = {"█": "good", "▓": "good", "░": "dim", "·": "faint"}
    pieces: Line = []
    for mark in line:
        style = styles.get(mark, "")
        if pieces and pieces[-1][1] == style:
            pieces[-1] = (pieces[-1][0] + mark, style)
        else:
            pieces.append((mark, style))
    return pieces
