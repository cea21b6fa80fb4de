"""Accounts: the health of the whole book in one table, sorted and filtered as one types (method §5)."""

from dataclasses import replace as replaced
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, Static

from planner.book.records import Account, Contact
from planner.book.removing import removal
from planner.method.cadence import history
from planner.method.due import whom
from planner.method.duplicates import Pair, duplicate_accounts, duplicate_contacts
from planner.method.health import Health, all_health, slipping
from planner.method.status import Proposal, proposals
from planner.method.value import value_rank
from planner.wording import one_line, plural
from screens.account_filter import HELP, Asked, read_filter
from screens.account_views import kept, own_views, views
from screens.accounts_bulk import BulkScreen
from screens.calling import CallingScreen, Target
from screens.dialogs import AskScreen, ChooseScreen, Question
from screens.forms import edit_record
from screens.lazy import PLACES, make
from screens.merge import MergeScreen, not_one, told_apart
from widgets.account_table import SORTED_BY, SORTS, Sort, days_silent, table_heads, table_line
from widgets.account_table import Asked as AskedOfTable
from widgets.palette import Line, content, wrapped
from widgets.rows import Row, Rows

QUICK = 1_500
"""So many accounts are reckoned before the first frame; of more, the names are shown first."""
EMPTY = (
    "The book is empty.",
    "N  adds an account by hand: its name is enough to begin with",
    "F  brings in what your CRM, your address book or a spreadsheet exports",
    "To see how it looks when it is full, leave with q and run: planner demo",
)


class AccountsScreen(BulkScreen):
    """Every account with its health, the worst first."""

    CSS_PATH = "accounts.tcss"
    name_in_bar: ClassVar[str] = "accounts"
    help_text: ClassVar[str] = (
        "Every account with its health. / filters as you type, O puts them in another order, V brings saved views, "
        "Enter opens the account. "
        "M marks accounts, T does something with all of them. The outcome keys log a call here, too. "
        f"The filter takes {HELP}."
    )
    BINDINGS = [
        *(replaced(each, show=False) for each in CallingScreen.BINDINGS if isinstance(each, Binding)),
        Binding("slash", "filter", "Filter", key_display="/", id="filter", tooltip="Filter as you type"),
        Binding("O", "sort", "Order", id="sort", tooltip="Sort by health, name, silence or value"),
        Binding("V", "views", "Views", id="views", tooltip="Saved views: choose, save or forget one"),
        Binding("M,insert", "mark", "Mark", key_display="M", id="mark", tooltip="Mark the account, and go on"),
        Binding("asterisk", "mark_all", "All", show=False, key_display="*", id="mark-all", tooltip="Mark all shown, or none"),
        Binding("N", "new", "New", id="new", tooltip="Add an account"),
        Binding("E", "edit", "Edit", show=False, id="edit", tooltip="Edit the account"),
        Binding("D", "delete", "Delete", show=False, id="delete", tooltip="Delete the account with everything about it"),
        Binding("J", "join", "Join", show=False, id="join", tooltip="Merge the two that are marked, or what looks alike"),
        Binding("C", "circle", "Circle", show=False, id="circle", tooltip="The inner circle"),
        Binding("F", "imports", "Import", show=False, id="imports", tooltip="Bring in a file of accounts or contacts"),
        Binding("plus", "confirm", "So it is", show=False, key_display="+", id="status-yes", tooltip="Confirm the proposed status"),
        Binding("minus", "keep", "It stays", show=False, key_display="-", id="status-no", tooltip="The status stays as it is"),
        Binding("escape", "clear", "Clear", show=False, id="clear", tooltip="Clear the filter and the marks"),
        *(
            Binding(f"f{place}", f"view({place - 1})", f"View {place}", show=False, id=f"view-{place}", tooltip=f"View {place} of V")
            for place in range(1, 5)
        ),
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
        yield Input(placeholder=HELP, id="filter", classes="-empty")
        yield Static("", id="heads")
        yield Rows(1, id="accounts")
        yield Static("", id="strip")

    def on_mount(self) -> None:
        """The keys go to the table."""
        super().on_mount()
        self.set_focus(self.query_one("#accounts", Rows))

    def on_resize(self) -> None:
        """Other columns."""
        super().on_resize()
        self.call_after_refresh(self._show_around)

    # -- showing

    def refresh_book(self) -> None:
        """Reckon the health of all; in a large book the names are there before."""
        self.marks &= self.book.accounts.keys()
        if not self.health and len(self.book.accounts) > QUICK:
            self._show()
            self.call_after_refresh(self._reckon)
        else:
            self._reckon()

    def _reckon(self) -> None:
        first = not self.health
        self.health = all_health(self.book, self.settings, self.now)
        self.proposed = proposals(self.book, self.settings, self.now)
        if len(self.book.accounts) <= QUICK:
            self._look_alike()
        self._show(to_top=first)

    def _look_alike(self) -> None:
        pairs: list[Pair[Account] | Pair[Contact]] = [*duplicate_accounts(self.book), *duplicate_contacts(self.book)]
        apart = told_apart(self.book)
        self.alike = [each for each in pairs if frozenset((each.first.id, each.second.id)) not in apart]

    def _show(self, to_top: bool = False) -> None:
        wanted = read_filter(self.filter)
        asked = partial(Asked, self.book, self.settings, self.now)
        of = self.health.get
        chosen = [] if wanted.problems else list(self.book.accounts.values())
        if wanted.tests:
            chosen = [each for each in chosen if wanted.lets(asked(each, of(each.id)))]
        self.shown_accounts = self._sorted(chosen)
        about = AskedOfTable(self.book, self.now.date(), self.sort, of, self.marks.__contains__)
        lines = [Row(each.id, partial(_line, about, each)) for each in self.shown_accounts]
        top = lines[0].key if to_top and lines else None
        self.query_one("#accounts", Rows).show(lines, 1, top)
        self._show_around(wanted.problems)

    def _sorted(self, accounts: list[Account]) -> list[Account]:
        named = sorted(accounts, key=lambda each: each.name.casefold())
        if self.sort == "name" or not self.health:
            return named
        if self.sort == "value":
            today = self.now.date()
            return sorted(named, key=lambda each: -value_rank(self.book, each, today))
        if self.sort == "silence":
            return sorted(named, key=lambda each: -self._silent(each))
        return sorted(named, key=self._score)

    def _silent(self, account: Account) -> int:
        silent = days_silent(self.health.get(account.id))
        return -1 if silent is None else silent

    def _score(self, account: Account) -> int:
        health = self.health.get(account.id)
        return 101 if health is None or health.score is None else health.score

    def _show_around(self, problems: tuple[str, ...] = ()) -> None:
        self._show_proposals()
        empty = not len(self.book.accounts)
        lines = [[(line, "" if place else "title")] for place, line in enumerate(EMPTY)] if empty else []
        self.query_one("#summary", Static).update(content(*(lines or [self._summary(problems)])))
        width = self.query_one("#accounts", Rows).size.width
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
            line.append((f" · {len(self.marks):,} marked: T does something with them", "accent"))
        return line

    def _show_proposals(self) -> None:
        lines: list[Line] = []
        if self.proposed:
            first = self.proposed[0]
            keys = [("+", f"so it is: {first.to}"), ("-", f"it stays {first.account.status}")]
            lines.append(_proposal(first.label, f": {first.why}", keys, len(self.proposed)))
        if self.alike:
            pair = self.alike[0]
            names = f"{one_line(pair.first.name)} and {one_line(pair.second.name)}"
            lines.append(_proposal(names, " may be the same", [("J", "look at both")], len(self.alike)))
        box = self.query_one("#proposals", Static)
        box.update(content(*lines))
        box.set_class(not lines, "-empty")

    @on(Rows.Highlighted, "#accounts")
    def show_strip(self) -> None:
        """What there is to say about the selected account."""
        account, lines = self.selected, list[Line]()
        if account:
            health = self.health.get(account.id)
            width = max(20, self.size.width - 4)
            slips = slipping(self.book, self.settings, account, self.now) if health else None
            if health:
                lines += wrapped(health.raise_it, width, "", "  ", "↑ ")[:2]
            if slips:
                lines.insert(0, [("↓ slipping: ", "late"), (slips, "")])
        self.query_one("#strip", Static).update(content(*lines[:3]))

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
            self._look(filter="", sort=self.sort)
        elif self.marks:
            self.unmark()

    def _look(self, filter: str, sort: Sort) -> None:
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

    def action_view(self, place: int) -> None:
        """A view by its number."""
        there = views(self.book)
        if place < len(there):
            self._look(there[place].filter, there[place].sort)
            self.say(f"View: {one_line(there[place].name)}")

    def action_views(self) -> None:
        """Choose, save or forget a view."""
        choices = []
        for place, view in enumerate(views(self.book)[:9], 1):
            said = f"{one_line(view.name)}   F{place}" if place < 5 else one_line(view.name)
            choices.append((str(place), str(place - 1), said))
        choices.append(("s", "save", "save what is shown now, under a name"))
        if own_views(self.book):
            choices.append(("f", "forget", "forget one that was saved"))

        def choose(said: str | None) -> None:
            if said == "save":
                self._save_view()
            elif said == "forget":
                self._forget_view()
            elif said:
                self.action_view(int(said))

        self.planner.push_screen(ChooseScreen("Views", choices), choose)

    def _save_view(self) -> None:
        def save(said: dict[str, str] | None) -> None:
            if said:
                view = kept(self.book, one_line(said["name"]), self.filter, self.sort)
                self.change(
                    f"View saved: {one_line(said['name'])}",
                    view,
                    undoable=False,
                    say=f"Saved: {one_line(said['name'])}",
                )

        shown = f"{self.filter or 'everything'}, {SORTED_BY[self.sort]}"
        self.planner.push_screen(AskScreen(f"Save as a view: {shown}", [Question("name", "Name", needed=True)]), save)

    def _forget_view(self) -> None:
        mine = own_views(self.book)[:9]
        choices = [(str(place), str(place - 1), one_line(view.name)) for place, view in enumerate(mine, 1)]

        def forget(said: str | None) -> None:
            view = mine[int(said)] if said else None
            if view and view.draft:
                self._forgotten(view.draft.id, view.name)

        self.planner.push_screen(ChooseScreen("Forget a view", choices), forget)

    def _forgotten(self, id: str, name: str) -> None:
        from planner.book import Gone

        draft = self.book.drafts.get(id)
        if draft:
            self.change(
                f"View forgotten: {one_line(name)}", Gone(draft), undoable=False, say=f"Forgotten: {one_line(name)}"
            )

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

    # -- acting on accounts

    @on(Rows.Chosen, "#accounts")
    def open_selected(self) -> None:
        """Enter opens the account."""
        if self.selected:
            self.planner.open_account(self.selected.id)

    def action_new(self) -> None:
        """Add an account, and open it."""
        edit_record(self, "account", then=self.planner.open_account)

    def action_edit(self) -> None:
        """Edit the selected account."""
        if self.selected:
            edit_record(self, "account", self.selected)

    def action_delete(self) -> None:
        """Delete the selected account, after a question that names it."""
        account = self.selected
        if account is None:
            return
        name, out = one_line(account.name), removal(self.book, account, self.now.date())
        choices = [
            ("y", "yes", f"delete {name} and {plural(len(out) - 1, 'record')} about it; u brings all of it back")
        ]

        def delete(said: str | None) -> None:
            if said:
                self.change(
                    f"Deleted account {name}",
                    lambda book: removal(book, account, self.now.date()),
                    say=f"Deleted {name}: u brings it back",
                )

        self.planner.push_screen(ChooseScreen(f"Delete {name}?", choices), delete)

    def action_skip(self) -> None:
        """Put off what is marked, or the selected account."""
        if self.marks:
            self._put_off(self.chosen(), plural(len(self.marks), "account"))
        else:
            super().action_skip()

    def action_circle(self) -> None:
        """The inner circle."""
        from screens.circle import CircleScreen

        self.planner.push_screen(CircleScreen())

    def action_imports(self) -> None:
        """Bring in a file."""
        if "imports" in PLACES:
            self.planner.push_screen(make("imports"))

    # -- what is proposed

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A status can be confirmed only where one is proposed."""
        return bool(self.proposed) if action in ("confirm", "keep") else super().check_action(action, parameters)

    def action_confirm(self) -> None:
        """The proposed status is right."""
        first = self.proposed[0]
        label = f"{one_line(first.account.name)} is {first.to} now"
        self.change(label, *first.confirm, say=label)

    def action_keep(self) -> None:
        """The status stays; it is not asked again for the same order."""
        first = self.proposed[0]
        label = f"{one_line(first.account.name)} stays {first.account.status}"
        self.change(label, *first.keep, say=label)

    def action_join(self) -> None:
        """Merge the two marked accounts, or decide on the pair that looks alike the most."""
        marked = self.chosen() if len(self.marks) == 2 else []
        if marked:
            first, second = sorted(marked, key=lambda each: (each.created is None, str(each.created), each.id))
            self.planner.push_screen(MergeScreen(self.book, first, second), self._merged)
            return
        self._look_alike()
        if not self.alike:
            self.say("Nothing looks alike: mark two accounts with M to merge them")
            return
        pair = self.alike[0]
        self.planner.push_screen(MergeScreen(self.book, pair.first, pair.second, pair.why), self._merged)

    def _merged(self, said: object) -> None:
        from screens.merge import Decision

        if isinstance(said, Decision):
            self.marks -= {said.first.id, said.second.id}
            if said.same:
                self.change(said.label, said.work, say=said.label)
            else:
                self.change(
                    said.label, not_one(self.book, said.first.id, said.second.id), undoable=False, say=said.label
                )


def _proposal(what: str, why: str, keys: list[tuple[str, str]], count: int) -> Line:
    """ "! Acme looks lost: last order 14 months ago   + so it is: lost   - it stays existing   (1 of 3)"."""
    line: Line = [("! ", "late"), (what, "bold"), (why, "")]
    for key, said in keys:
        line += [("   ", ""), (key, "key"), (f" {said}", "")]
    return [*line, (f"   (1 of {count})" if count > 1 else "", "dim")]


def _line(about: AskedOfTable, account: Account, width: int) -> list[Line]:
    return [table_line(about, account, width)]
