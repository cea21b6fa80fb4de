"""Acts on the accounts of the table: views, add, edit, delete, merge, what is proposed, the inner circle, import."""

from textual.binding import Binding

from planner.book import Gone
from planner.book.records import Account, Contact
from planner.book.removing import removal
from planner.method.duplicates import Pair
from planner.method.status import Proposal
from planner.wording import one_line, plural
from screens.account_views import View, kept, own_views, views
from screens.accounts_bulk import BulkScreen
from screens.agreeing import confirm_status, keep_status, settle
from screens.circle import CircleScreen
from screens.dialogs import AskScreen, ChooseScreen, Question
from screens.forms import edit_record
from screens.lazy import make
from screens.merge import Decision, MergeScreen
from widgets.account_table import SORTED_BY, Sort

ON_KEYS = ("1", "2", "3", "4")
"""The user's own views that a function key brings, too."""


class AccountsActs(BulkScreen):
    """The acts. Subclasses say what is selected, marked, filtered and proposed."""

    BINDINGS = [
        Binding("V", "views", "Views", id="views", tooltip="Saved views: choose, save or forget one"),
        Binding("N", "new", "New", id="new", tooltip="Add an account"),
        Binding("E", "edit", "Edit", show=False, id="edit", tooltip="Edit the account"),
        Binding("D", "delete", "Delete", show=False, id="delete", tooltip="Delete the account with everything about it"),
        Binding("J", "join", "Join", show=False, id="join", tooltip="Merge the two that are marked, or what looks alike"),
        Binding("C", "circle", "Circle", show=False, id="circle", tooltip="The inner circle"),
        Binding("F", "imports", "Import", show=False, id="imports", tooltip="Bring in a file of accounts or contacts"),
        Binding("plus", "confirm", "So it is", show=False, key_display="+", id="status-yes", tooltip="Confirm the proposed status"),
        Binding("minus", "keep", "It stays", show=False, key_display="-", id="status-no", tooltip="The status stays as it is"),
        *(
            Binding(
                f"f{key}", f"view({int(key) - 1})", f"View {key}", show=False, id=f"view-{key}",
                tooltip=f"Your own view number {key}",
            )
            for key in ON_KEYS
        ),
    ]  # fmt: skip
    filter: str
    sort: Sort
    marks: set[str]
    proposed: list[Proposal]
    alike: list[Pair[Account] | Pair[Contact]]

    @property
    def selected(self) -> Account | None:
        """The account under the cursor."""
        raise NotImplementedError("a table of accounts says which is selected")

    def look(self, filter: str, sort: Sort) -> None:
        """Show the table so."""
        raise NotImplementedError("a table of accounts can be filtered and sorted")

    def look_alike(self) -> None:
        """Find out which look alike."""
        raise NotImplementedError("a table of accounts knows which look alike")

    # -- views

    def action_view(self, place: int) -> None:
        """One of the user's own views, by its number."""
        mine = own_views(self.book)
        if place < len(mine):
            self._see(mine[place])
        else:
            self.say(f"No view is saved on F{place + 1}: V, then s, saves what is shown now")

    def _see(self, view: View) -> None:
        self.look(view.filter, view.sort)
        self.say(f"View: {one_line(view.name)}")

    def action_views(self) -> None:
        """Choose, save or forget a view."""
        there = {view.key: view for view in views(self.book)}
        choices = []
        for key, view in there.items():
            on_key = f"   F{key}" if key in ON_KEYS else ""
            choices.append((key, key, f"{one_line(view.name)}{on_key}"))
        choices.append(("s", "save", "save what is shown now, under a name"))
        if own_views(self.book):
            choices.append(("f", "forget", "forget one that was saved"))

        def choose(said: str | None) -> None:
            if said == "save":
                self._save_view()
            elif said == "forget":
                self._forget_view()
            elif said:
                self._see(there[said])

        self.planner.push_screen(ChooseScreen("Views", choices), choose)

    def _save_view(self) -> None:
        def save(said: dict[str, str] | None) -> None:
            if said:
                name = one_line(said["name"])
                view = kept(self.book, name, self.filter, self.sort, self.now)
                if self.change(f"View saved: {name}", view, undoable=False):
                    key = next((each.key for each in own_views(self.book) if each.draft == view), "")
                    self.say(
                        f"Saved: {name}; V {key} brings it back" if key else f"Saved: {name}; forget one, for a key"
                    )

        shown = f"{self.filter or 'everything'}, {SORTED_BY[self.sort]}"
        self.planner.push_screen(AskScreen(f"Save as a view: {shown}", [Question("name", "Name", needed=True)]), save)

    def _forget_view(self) -> None:
        mine = {view.key: view for view in own_views(self.book)}
        choices = [(key, key, one_line(view.name)) for key, view in mine.items()]

        def forget(said: str | None) -> None:
            draft = mine[said].draft if said else None
            if draft and draft.id in self.book.drafts:
                name = one_line(mine[said or ""].name)
                self.change(f"View forgotten: {name}", Gone(draft), undoable=False, say=f"Forgotten: {name}")

        self.planner.push_screen(ChooseScreen("Forget a view", choices), forget)

    # -- acting on accounts

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
        with_it = f" and {plural(len(out) - 1, 'record')} about it" if len(out) > 1 else ""
        choices = [("y", "yes", f"delete {name}{with_it}; u brings all of it back")]

        def delete(said: str | None) -> None:
            if said:
                label = f"Deleted account {name}"
                self.change(
                    label, lambda book: removal(book, account, self.now.date()), say=f"{label}: u brings it back"
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
        self.planner.push_screen(CircleScreen())

    def action_imports(self) -> None:
        """Bring in a file."""
        self.planner.push_screen(make("imports"))

    # -- what is proposed

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A status can be confirmed only where one is proposed."""
        return bool(self.proposed) if action in ("confirm", "keep") else super().check_action(action, parameters)

    def action_confirm(self) -> None:
        """The proposed status is right."""
        confirm_status(self, self.proposed[0])

    def action_keep(self) -> None:
        """The status stays; it is not asked again for the same order."""
        keep_status(self, self.proposed[0])

    def action_join(self) -> None:
        """Merge the two marked accounts, or decide on the pair that looks alike the most."""
        marked = self.chosen() if len(self.marks) == 2 else []
        if marked:
            first, second = sorted(marked, key=lambda each: (each.created is None, str(each.created), each.id))
            self.planner.push_screen(MergeScreen(self.book, first, second), self._settled)
            return
        self.look_alike()
        if not self.alike:
            self.say("Nothing looks alike: mark two accounts with X to merge them")
            return
        pair = self.alike[0]
        self.planner.push_screen(MergeScreen(self.book, pair.first, pair.second, pair.why), self._settled)

    def _settled(self, said: Decision | None) -> None:
        if said:
            self.marks -= {said.first.id, said.second.id}
            settle(self, said)
