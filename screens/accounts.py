"""Accounts: the health of the whole book in one table, sorted and filtered as one types (method §5)."""

from dataclasses import replace as replaced
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, Static

from planner.book.records import Account, Contact
from planner.method.cadence import history
from planner.method.due import whom
from planner.method.duplicates import Pair, duplicate_accounts, duplicate_contacts
from planner.method.health import Health, all_health
from planner.method.status import Proposal, proposal
from planner.wording import one_line, plural
from screens.account_filter import HELP, AccountFilter, Asked, read_filter
from screens.account_order import in_order
from screens.accounts_acts import AccountsActs
from screens.calling import CallingScreen
from screens.later import later
from screens.merge import told_apart
from screens.target import Target
from widgets.account_strip import strip_lines
from widgets.account_table import SORTED_BY, SORTS, Sort, TableRows, table_heads
from widgets.account_table import Asked as AskedOfTable
from widgets.palette import Line, content
from widgets.rows import Rows
from widgets.typed import Typed

QUICK = 1_500
"""So many accounts are reckoned before the first frame; of more, the names are shown first."""
EMPTY = (
    "The book is empty.",
    "N  adds an account by hand: its name will do for a start",
    "F  brings in what your CRM or your address book exports",
    "To see a full one, leave with q and run: planner demo",
)


class AccountsScreen(AccountsActs):
    """Every account with its health, the worst first."""

    CSS_PATH = "accounts.tcss"
    name_in_bar: ClassVar[str] = "accounts"
    help_text: ClassVar[str] = (
        "Every account with its health. / filters as you type, O puts them in another order, V brings saved views, "
        "Enter opens the account. "
        "X marks accounts, G does something with all of them. The outcome keys log a call here, too. "
        f"The filter takes {HELP}."
    )
    BINDINGS = [
        *(replaced(each, show=False) for each in CallingScreen.BINDINGS if isinstance(each, Binding)),
        Binding("slash", "filter", "Filter", key_display="/", id="filter", tooltip="Filter as you type"),
        Binding("O", "sort", "Order", id="sort", tooltip="Sort by health, name, silence or value"),
        Binding("X,insert", "mark", "Mark", key_display="X", id="mark", tooltip="Mark the account, and go on"),
        Binding("asterisk", "mark_all", "All", show=False, key_display="*", id="mark-all", tooltip="Mark all shown, or none"),
        Binding("escape", "clear", "Clear", show=False, id="clear", tooltip="Clear the filter and the marks"),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.sort: Sort = "health"
        self.filter = ""
        self.marks: set[str] = set()
        self.health: dict[str, Health] = {}
        self.proposed: list[Proposal] = []
        self.alike: list[Pair[Account] | Pair[Contact]] = []
        self.shown_accounts: list[Account] = []

    def body(self) -> ComposeResult:
        """What is proposed, what is shown, the table, and what there is to say about the selected account."""
        yield Static("", id="proposals", classes="-empty")
        yield Static("", id="summary")
        yield Typed(placeholder=HELP, id="filter", classes="-empty")
        yield Static("", id="heads")
        yield Rows(1, id="accounts")
        yield Static("", id="strip")

    def on_mount(self) -> None:
        """The keys go to the table."""
        self.set_focus(self.query_one("#accounts", Rows))

    def on_resize(self) -> None:
        """Other columns."""
        later(self, self._show_around)
        later(self, self.show_strip)

    # -- showing

    def refresh_book(self) -> None:
        """Reckon the health of all; in a large book the names are there before."""
        self.marks &= self.book.accounts.keys()
        if not self.health and len(self.book.accounts) > QUICK:
            self._show()
            later(self, self._reckon)
        else:
            self._reckon()

    def _reckon(self) -> None:
        first = not self.health
        self.health = all_health(self.book, self.settings, self.now)
        self.proposed = self._proposals()
        if len(self.book.accounts) <= QUICK:
            self.look_alike()
        self._show(to_top=first)

    def _proposals(self) -> list[Proposal]:
        """Remembered account by account: after one logged call only that one is looked at again."""
        key, found = ("status proposed", self.now.date(), self.settings.rules), []
        for account in self.book.whole("accounts by name", self._by_name):
            facts = self.book.facts(account.id)
            if key not in facts:
                facts[key] = proposal(self.book, self.settings, account, self.now)
            if facts[key] is not None:
                found.append(facts[key])
        return found

    def look_alike(self) -> None:
        pairs: list[Pair[Account] | Pair[Contact]] = [*duplicate_accounts(self.book), *duplicate_contacts(self.book)]
        apart = told_apart(self.book)
        self.alike = [each for each in pairs if frozenset((each.first.id, each.second.id)) not in apart]

    def _show(self, to_top: bool = False) -> None:
        wanted = read_filter(self.filter)
        self.shown_accounts = [] if wanted.problems else self._in_order(self._let_through(wanted))
        about = AskedOfTable(self.book, self.now.date(), self.sort, self.health.get, self.marks.__contains__)
        lines = TableRows(about, self.shown_accounts)
        top = self.shown_accounts[0].id if to_top and self.shown_accounts else None
        self.query_one("#accounts", Rows).show(lines, 1, top)
        self._show_around(wanted.problems)

    def _let_through(self, wanted: AccountFilter) -> list[Account]:
        """By name, what the filter lets through."""
        named = self.book.whole("accounts by name", self._by_name)
        if not wanted.tests:
            return named
        book, settings, now, of = self.book, self.settings, self.now, self.health.get
        return [each for each in named if wanted.lets(Asked(book, settings, now, each, of(each.id)))]

    def _by_name(self) -> list[Account]:
        return sorted(self.book.accounts.values(), key=lambda each: each.name.casefold())

    def _in_order(self, named: list[Account]) -> list[Account]:
        return in_order(self.book, named, self.sort, self.health, self.now.date())

    def _show_around(self, problems: tuple[str, ...] = ()) -> None:
        self._show_proposals()
        empty = not len(self.book.accounts)
        lines = [[(line, "" if place else "title")] for place, line in enumerate(EMPTY)] if empty else []
        self.query_one("#summary", Static).update(content(*(lines or [self._summary(problems)])))
        width = self.query_one("#accounts", Rows).row_width
        heads = self.query_one("#heads", Static)
        heads.update(content(table_heads(width, self.sort)))
        heads.set_class(empty, "-empty")

    def _summary(self, problems: tuple[str, ...]) -> Line:
        all_of_them, shown = len(self.book.accounts), len(self.shown_accounts)
        counted = plural(all_of_them, "account")
        line: Line = [(f"{shown:,} of {counted}" if self.filter else counted, "bold")]
        line.append((f" · {SORTED_BY[self.sort]}", "dim"))
        if self.filter and not self.query_one("#filter").has_focus:
            line.append((f" · {one_line(self.filter)}", "accent"))
        if problems:
            line.append((f" · {problems[0]}", "late"))
        if self.marks:
            line.append((f" · {len(self.marks):,} marked: G does something with them", "accent"))
        return line

    def _show_proposals(self) -> None:
        lines: list[Line] = []
        if self.proposed:
            first = self.proposed[0]
            keys = [("+", f"so it is: {first.to}"), ("-", f"it stays {first.account.status}")]
            lines += _proposal(first.label, f": {first.why}", keys, len(self.proposed), self.size.width - 2)
        if self.alike:
            pair = self.alike[0]
            names = f"{one_line(pair.first.name)} and {one_line(pair.second.name)}"
            lines += _proposal(names, " may be the same", [("J", "look at both")], len(self.alike), self.size.width - 2)
        box = self.query_one("#proposals", Static)
        box.update(content(*lines))
        box.set_class(not lines, "-empty")

    @on(Rows.Highlighted, "#accounts")
    def show_strip(self) -> None:
        """What there is to say about the selected account."""
        account = self.selected
        health = self.health.get(account.id) if account else None
        width, lines = max(20, self.size.width - 2), list[Line]()
        if account and health:
            lines += strip_lines(self.book, self.settings, account, health, self.now, width)
        self.query_one("#strip", Static).update(content(*lines[: 3 if self.size.width >= 104 else 2]))

    @property
    def selected(self) -> Account | None:
        """The account under the cursor."""
        return self.book.accounts.get(self.query_one("#accounts", Rows).key or "")

    def target(self) -> Target | None:
        """The selected account, and whoever was last in contact there."""
        account = self.selected
        if account is None:
            return None
        return Target(account.id, whom(self.book, account.id, history(self.book, account.id)))

    # -- what the screens of several accounts ask

    def chosen(self) -> list[Account]:
        """The marked accounts that are in the book, else the selected one."""
        if self.marks:
            return [self.book.accounts[each] for each in sorted(self.marks) if each in self.book.accounts]
        return [self.selected] if self.selected else []

    def health_of(self, account: Account) -> Health | None:
        """Its health, where it is reckoned."""
        return self.health.get(account.id)

    def unmark(self) -> None:
        """The marks have served."""
        self.marks.clear()
        self._show()

    # -- filtering and sorting

    def action_filter(self) -> None:
        """Type what is wanted; Enter goes back to the table, Escape clears it."""
        field = self.query_one("#filter", Input)
        field.remove_class("-empty")
        self.set_focus(field)

    @on(Input.Changed, "#filter")
    def filter_as_typed(self, event: Input.Changed) -> None:
        """The table follows what is typed."""
        if event.value != self.filter:
            self.filter = event.value
            self._show(to_top=True)

    @on(Input.Submitted, "#filter")
    def leave_filter(self) -> None:
        """Back to the table, with what is filtered."""
        self.query_one("#filter", Input).set_class(not self.filter, "-empty")
        self.set_focus(self.query_one("#accounts", Rows))
        self._show_around()

    def action_clear(self) -> None:
        """Clear the filter first, then the marks."""
        if self.filter or self.query_one("#filter").has_focus:
            self.look(filter="", sort=self.sort)
        elif self.marks:
            self.unmark()

    def look(self, filter: str, sort: Sort) -> None:
        self.filter, self.sort = filter, sort
        field = self.query_one("#filter", Input)
        field.value = filter
        field.set_class(not filter, "-empty")
        self.set_focus(self.query_one("#accounts", Rows))
        self._show(to_top=True)

    def action_sort(self) -> None:
        """The next order."""
        self.sort = SORTS[(SORTS.index(self.sort) + 1) % len(SORTS)]
        self._show(to_top=True)

    # -- marking

    def action_mark(self) -> None:
        """Mark the selected account, or take the mark off, and go on."""
        if self.selected:
            self.marks ^= {self.selected.id}
            self._show()
            self.query_one("#accounts", Rows).action_move(1)

    def action_mark_all(self) -> None:
        """Mark all that are shown; none when all are."""
        shown = {each.id for each in self.shown_accounts}
        self.marks = self.marks - shown if shown <= self.marks else self.marks | shown
        self._show()

    @on(Rows.Chosen, "#accounts")
    def open_selected(self) -> None:
        """Enter opens the account."""
        if self.selected:
            self.planner.open_account(self.selected.id)


def _proposal(what: str, why: str, keys: list[tuple[str, str]], count: int, width: int) -> list[Line]:
    """ "! Acme looks lost: last order 14 months ago (1 of 3)   + so it is: lost   - it stays existing"; the keys below it
    where there is no room beside it."""
    said: Line = [("! ", "late"), (what, "bold"), (why, ""), (f" (1 of {count})" if count > 1 else "", "dim")]
    told: Line = []
    for key, meaning in keys:
        told += [("   " if told else "", ""), (key, "key"), (f" {meaning}", "")]
    room = width - sum(cell_len(text) for text, _ in (*said, *told))
    return [[*said, ("   ", ""), *told]] if room >= 3 else [said, [("  ", ""), *told]]
