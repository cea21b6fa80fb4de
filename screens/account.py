"""One account, or one colleague: who and what is known on the left, what happened on the right (method §4, §5)."""

from dataclasses import replace as replaced
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from planner.book.records import Contact
from planner.method.cadence import history
from planner.method.doors import way_in
from planner.method.due import next_fence, whom
from planner.method.health import slipping
from planner.method.timeline import KINDS as HAPPENINGS
from planner.method.timeline import timeline
from planner.wording import one_line, plural
from screens.account_acts import AccountActs
from screens.account_sections import COMES_FROM, account_sections, colleague_sections
from screens.calling import CallingScreen
from screens.deals import DealScreen
from screens.dialogs import ChooseScreen
from screens.in_full import InFull
from screens.later import later
from screens.opening import OpeningScreen
from screens.target import Target
from widgets.account_head import account_head, colleague_head
from widgets.items import Item, rows
from widgets.palette import Line, content
from widgets.rows import Rows
from widgets.timeline_rows import timeline_items
from widgets.typed import Typed

SHOWN = ("E", "N", "D")
STREAMS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("a", "everything", frozenset(HAPPENINGS)),
    ("c", "calls", frozenset({"touch"})),
    ("b", "given and got", frozenset({"given", "got"})),
    ("i", "insights", frozenset({"insight"})),
    ("p", "promises", frozenset({"promise"})),
    ("o", "opportunities and status", frozenset({"opportunity", "status"})),
    ("r", "referrals and endorsements", frozenset({"referral", "endorsement"})),
)
"""What the timeline can be narrowed to."""


class AccountScreen(AccountActs, OpeningScreen, InFull):
    """Everything about one account; a colleague's id shows the colleague, a contact's the account they work at."""

    CSS_PATH = "account.tcss"
    name_in_bar: ClassVar[str] = "accounts"
    help_text: ClassVar[str] = (
        "Everything about one account. Enter or E edits what the cursor is on; Enter on a part of the score goes where it is from; "
        "N adds, D deletes, K ticks a promise or a person; [ and ] go from section to section, Tab to the timeline and back; "
        "/ finds in the timeline, H narrows it; t shows the whole text of what is cut off. "
        "The outcome keys log a call with the person that is selected."
    )
    BINDINGS = [
        *(
            replaced(each, show=each.key in SHOWN)
            for owner in (CallingScreen, DealScreen, AccountActs)
            for each in owner.BINDINGS
            if isinstance(each, Binding)
        ),
        Binding("tab", "other_side", "Timeline", id="other-side", tooltip="To the timeline, and back"),
        Binding("slash", "filter", "Find", key_display="/", id="filter", tooltip="Find in the timeline as you type"),
        Binding("H", "streams", "Kinds", show=False, id="streams", tooltip="What the timeline shows"),
        Binding("right_square_bracket", "section(1)", "On", show=False, key_display="]", id="part-on", tooltip="The next part"),
        Binding("left_square_bracket", "section(-1)", "Up", show=False, key_display="[", id="part-up", tooltip="The part before"),
        Binding("escape", "back", "Back", id="back", tooltip="Clear the filter, or back to where you were"),
    ]  # fmt: skip

    def __init__(self, about: str) -> None:
        super().__init__()
        self.about = about
        self.begin_at: str | None = None
        self.filter = ""
        self.stream = STREAMS[0]
        self.items: dict[str, Item] = {}
        self.sections: list[int] = []
        self.past: dict[str, Item] = {}

    def body(self) -> ComposeResult:
        """The head, the list of what is known, the timeline, and the selected line in full."""
        yield Static("", id="head")
        with Horizontal(id="sides"):
            yield Rows(1, id="known")
            with Vertical(id="happened"):
                yield Static("", id="stream")
                yield Typed(placeholder="find in the timeline", id="find-here", classes="-empty")
                yield Rows(2, id="timeline")
        yield Static("", id="full")

    def on_mount(self) -> None:
        """A contact's id opens their account, with the cursor on them."""
        person = self.book.contacts.get(self.about)
        if person and person.account in self.book.accounts:
            self.begin_at, self.about = f"contact {person.id}", person.account or self.about
        self.set_focus(self.query_one("#known", Rows))

    def on_resize(self) -> None:
        """Lay the head out anew."""
        later(self, self._show_head)
        later(self, self.show_full)

    # -- showing

    def refresh_book(self) -> None:
        """Ask the rules; go back when what was shown is gone."""
        if self.account is None and self.book.contacts.get(self.about) is None:
            self._seen = -1
            if self.is_current and self.is_attached:
                if not self.deleted_here:
                    self.say("It is no longer in the book")
                self.dismiss()
            return
        self._show_head()
        begin, self.begin_at = self.begin_at, None
        found = list(self._known())
        self.items = {each.key: each for each in found if each.key}
        self.sections = _first_of_sections(found)
        self.query_one("#known", Rows).show(rows(found), 1, begin)
        self._show_timeline()

    def _known(self) -> list[Item]:
        account, person = self.account, self.book.contacts.get(self.about)
        if account:
            return list(account_sections(self.book, self.settings, account, self.now))
        return list(colleague_sections(self.book, person, self.now)) if person else []

    def _show_head(self) -> None:
        account, person, today = self.account, self.book.contacts.get(self.about), self.now.date()
        lines: list[Line] = []
        if account:
            lines = account_head(self.book, account, today)
            slips = slipping(self.book, self.settings, account, self.now)
            arrow = "↓ " if self.has_class("-narrow") else "↓ slipping: "
            lines += [[(arrow, "late"), (slips, "")]] if slips else []
            way = way_in(self.book, self.settings, account, self.now)
            lines += [[("warm path: ", "good"), (way.how, "")]] if way else []
            found = self.proposed()
            if found:
                keys: Line = [
                    ("   + ", "key"),
                    (f"so it is: {found.to}", ""),
                    ("   - ", "key"),
                    (f"it stays {account.status}", ""),
                ]
                lines.append([("! ", "late"), (f"{found.label}: {found.why}", "bold"), *keys])
        elif person:
            lines = colleague_head(person, today, history(self.book, person.id).silent_since)
        self.query_one("#head", Static).update(content(*lines))

    def _show_timeline(self) -> None:
        found = timeline(self.book, self.about, kinds=self.stream[2], text=self.filter)
        listed = list(timeline_items(self.book, found, self.now.date(), self.about))
        self.past = {each.key: each for each in listed if each.key}
        if not listed:
            said = "nothing that says so" if self.filter else "nothing has happened yet: log the first call"
            listed = [Item(None, lambda width: [[], [(said, "dim")]])]
        self.query_one("#timeline", Rows).show(rows(listed), 2)
        shown = [
            plural(len(found), "entry", "entries"),
            "" if self.stream == STREAMS[0] else self.stream[1],
            one_line(self.filter),
        ]
        head: Line = [("Timeline", "title"), ("  " + " · ".join(part for part in shown if part), "dim")]
        self.query_one("#stream", Static).update(content(head))

    @on(Rows.Highlighted)
    def show_full(self) -> None:
        """The line under the cursor, whole."""
        self.show_in_full()

    # -- what is selected

    @property
    def side(self) -> Rows:
        """The list that has the keys."""
        there = self.focused is not None and self.focused.id in ("timeline", "find-here")
        return self.query_one("#timeline" if there else "#known", Rows)

    def item(self) -> Item | None:
        """What the cursor is on, on the side that has the keys."""
        side = self.side
        return (self.past if side.id == "timeline" else self.items).get(side.key or "")

    def target(self) -> Target | None:
        """The account with the person under the cursor, else whoever was in contact last."""
        account, item, deal = self.account, self.item(), self.deal()
        if account is None:
            return Target(None, self.about)
        past = history(self.book, account.id)
        person = self._callable(item.contact if item else None) or whom(self.book, account.id, past)
        fence = next_fence(past) if account.status == "lost" else None
        return Target(account.id, person, opportunity=deal.id if deal else None, fence=fence)

    def _callable(self, id: str | None) -> str | None:
        person = self.book.contacts.get(id or "")
        there = isinstance(person, Contact) and person.account == self.about and not person.left
        return id if there and person and not person.do_not_call else None

    # -- moving

    def action_other_side(self) -> None:
        """The keys go to the other list; where there is room for one only, it is the one that is shown."""
        to_past = self.side.id != "timeline"
        self.set_class(to_past, "-past")
        self.set_focus(self.query_one("#timeline" if to_past else "#known", Rows))
        self.show_full()

    def action_section(self, by: int) -> None:
        """The first line of the next section, or of this one, or of the one before."""
        known = self.query_one("#known", Rows)
        if self.side is not known:
            self.action_other_side()
        wanted = [place for place in self.sections if (place > known.cursor if by > 0 else place < known.cursor)]
        if wanted:
            known.cursor = wanted[0 if by > 0 else -1]

    def jump(self, part: str) -> None:
        """Go where a part of the score comes from: the timeline, the ledger, the people, what is known of their business."""
        begins = COMES_FROM.get(part)
        if begins is None:
            self.action_other_side()
        else:
            self.query_one("#known", Rows).go_to(next((key for key in self.items if key.startswith(begins)), None))

    @on(Rows.Chosen)
    def open_chosen(self) -> None:
        """Enter edits, fills the gap, or goes where a part of the score comes from."""
        item = self.item()
        if item and item.leads:
            self.jump(item.leads)
        else:
            self.action_edit()

    # -- the timeline

    def action_filter(self) -> None:
        """Type what is to be found."""
        if self.side.id != "timeline":
            self.action_other_side()
        field = self.query_one("#find-here", Input)
        field.remove_class("-empty")
        self.set_focus(field)

    @on(Input.Changed, "#find-here")
    def filter_as_typed(self, event: Input.Changed) -> None:
        """The timeline follows what is typed."""
        self.filter = event.value
        self._show_timeline()

    @on(Input.Submitted, "#find-here")
    def leave_filter(self) -> None:
        """To what was found."""
        self.query_one("#find-here", Input).set_class(not self.filter, "-empty")
        self.set_focus(self.query_one("#timeline", Rows))

    def action_streams(self) -> None:
        """What the timeline shows."""

        def choose(key: str | None) -> None:
            if key:
                self.stream = next(each for each in STREAMS if each[0] == key)
                self._show_timeline()
                if self.side.id != "timeline":
                    self.action_other_side()

        self.planner.push_screen(
            ChooseScreen("Show in the timeline", [(key, key, said) for key, said, _ in STREAMS]), choose
        )

    def action_back(self) -> None:
        """Clear the filter first; then back to the list, where only one is shown; then back to where one was."""
        field = self.query_one("#find-here", Input)
        if self.filter or field.has_focus:
            field.value, self.filter = "", ""
            field.add_class("-empty")
            self.set_focus(self.query_one("#timeline", Rows))
            self._show_timeline()
        elif self.has_class("-narrow") and self.has_class("-past"):
            self.action_other_side()
        else:
            self.dismiss()


def _first_of_sections(items: list[Item]) -> list[int]:
    """The first line of each section that the cursor can go to."""
    firsts, fresh = [], True
    for place, each in enumerate(items):
        if each.key is None:
            fresh = fresh or not each.lines(40)
        elif fresh:
            firsts.append(place)
            fresh = False
    return firsts
