"""Referrals: leverage before cold calls, in sections that the arrow keys turn to (method §7)."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from planner.book.records import Account, Record, Referral
from planner.method import endorsements, referrals
from planner.method.cadence import in_contact
from planner.method.entry import Entry, Logged
from planner.wording import fold
from screens.later import later
from screens.leverage import LeverageScreen
from screens.sections.asks import ASKS
from screens.sections.circle import CIRCLE
from screens.sections.colleagues import COLLEAGUES
from screens.sections.endorsements import ENDORSEMENTS
from screens.sections.events import EVENTS
from screens.sections.paths import PATHS
from screens.sections.section import Item, Section, View
from screens.sections.sources import SOURCES
from screens.sections.under_way import UNDER_WAY
from screens.target import Target
from widgets.palette import Line, content, fit
from widgets.rows import Row, Rows

SECTIONS: tuple[Section, ...] = (ASKS, UNDER_WAY, PATHS, COLLEAGUES, ENDORSEMENTS, CIRCLE, EVENTS, SOURCES)


class ReferralsScreen(LeverageScreen):
    """One list at a time, and beside it what the panel says of the row."""

    CSS_PATH = "referrals.tcss"
    name_in_bar: ClassVar[str] = "referrals"
    help_text: ClassVar[str] = (
        "A new account is opened by a cold call or by a referral, and a referral is better. The left and right arrows "
        "turn to the next section. The outcome keys log a call with the person of the row: c in the ask queue means "
        "that you asked. N adds a referral, an endorsement, a colleague or an event."
    )
    BINDINGS = [
        Binding(
            "right,tab", "turn(1)", "Next section", id="next-section", key_display="→", tooltip="The next section",
            priority=True,
        ),
        Binding(
            "left,shift+tab", "turn(-1)", "Section before", show=False, id="section-before",
            tooltip="The section before", priority=True,
        ),
        Binding("A", "account", "Account", show=False, id="to-account", tooltip="Open the account, or the colleague"),
        Binding("escape", "to_list", "Back", show=False, id="to-list", tooltip="Back to the list"),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.section: Section = ASKS
        self.items: Sequence[Item | str] = ()
        self.counts: dict[str, int] = {}
        self._places: dict[str, str | None] = {}

    def body(self) -> ComposeResult:
        """The sections; the list; the panel."""
        yield Static(id="sections")
        yield Static(id="nothing", classes="-empty")
        with Horizontal(id="leverage"):
            with VerticalScroll(id="list", can_focus=False):
                yield Rows(2, id="rows")
            with VerticalScroll(id="side"):
                yield Static(id="panel")
        yield Static(id="hint")

    def on_mount(self) -> None:
        """The keys go to the list."""
        super().on_mount()
        self.set_focus(self.query_one("#rows", Rows))

    def on_resize(self) -> None:
        """The sections and the panel are laid out for the new width."""
        super().on_resize()
        later(self, self._lay_out)

    def _lay_out(self) -> None:
        self._show_sections()
        self.show_panel()

    # -- showing

    @property
    def view(self) -> View:
        """What the sections are made from."""
        return View(self.book, self.settings, self.now)

    def refresh_book(self) -> None:
        """Read the section that is shown; the others are counted once it is painted."""
        self._show_section()
        later(self, self._count)

    def _count(self) -> None:
        for each in SECTIONS:
            if each is not self.section:
                self.counts[each.name] = _due(each.read(self.view))
        self._show_sections()

    def _show_section(self) -> None:
        self.items = self.section.read(self.view)
        self.counts[self.section.name] = _due(self.items)
        rows = [_heading(each) if isinstance(each, str) else Row(each.key, each.lines) for each in self.items]
        self.query_one("#rows", Rows).show(rows, 2, self._places.get(self.section.name) or _first(self.items))
        nothing = self.query_one("#nothing", Static)
        nothing.update(content([(self.section.empty, "dim")]))
        nothing.set_class(bool(rows), "-empty")
        self.query_one("#hint", Static).update(content([(self.section.hint, "dim")]))
        self._lay_out()

    def _show_sections(self) -> None:
        line: Line = []
        wide = self.size.width >= 104
        for each in SECTIONS:
            chosen, count = each is self.section, self.counts.get(each.name, 0)
            if wide or chosen:
                line += [
                    (each.title, "title" if chosen else "dim"),
                    (f" {count}" if count else "", "bold" if chosen else "dim"),
                ]
            else:
                line.append(("•" if count else "·", "late" if count else "dim"))
            line.append(("   " if wide else "  ", ""))
        place = f"{SECTIONS.index(self.section) + 1} of {len(SECTIONS)}, ← → turn"
        self.query_one("#sections", Static).update(content(line if wide else [*line, (place, "dim")]))

    @on(Rows.Highlighted, "#rows")
    def show_panel(self) -> None:
        """The panel follows the cursor."""
        self._places[self.section.name] = self.query_one("#rows", Rows).key
        if not self.query_one("#side").display:
            return
        panel, item = self.query_one("#panel", Static), self.item()
        width = self.size.width - 5 if self.has_class("-narrow") else panel.size.width - 1
        panel.update(content(*(item.detail(max(24, width)) if item else ())))

    def action_turn(self, by: int) -> None:
        """Another section."""
        self.section = SECTIONS[(SECTIONS.index(self.section) + by) % len(SECTIONS)]
        self.remove_class("-reading")
        self._show_section()
        self.set_focus(self.query_one("#rows", Rows))

    @on(Rows.Chosen, "#rows")
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
        self.set_focus(self.query_one("#rows", Rows))

    # -- what is selected

    def item(self) -> Item | None:
        """The row under the cursor."""
        key = self.query_one("#rows", Rows).key
        return next((each for each in self.items if isinstance(each, Item) and each.key == key), None)

    def target(self) -> Target | None:
        """The person of the row, with what the call is for."""
        item = self.item()
        return item.target if item else None

    def action_account(self) -> None:
        """The account, or the colleague."""
        item = self.item()
        person = self.person()
        about = item.account if item and item.account else (person.account or person.id) if person else None
        if about:
            self.planner.open_account(about)

    # -- logging

    def amended(self, logged: Logged, entry: Entry, target: Target) -> Logged:
        """What a call in this section settles: the referral is asked for, the source thanked, the letter asked for."""
        item = self.item()
        if item is None or not in_contact(logged.touch):
            return logged
        referral, purpose = self.book.referrals.get(item.referral or ""), logged.touch.purpose
        if referral and entry.outcome == "referral received" and _same(referral, entry.prospect):
            return self._introduced(logged, referral)
        if referral and purpose == "ask referral" and referral.stage == "to ask":
            return _and(logged, referrals.advance(self.book, self.settings, referral, "asked", self.now), "asked")
        if referral and purpose == "thank" and referral.direction == "got":
            return _and(logged, referrals.thank(self.book, referral, self.now), "the source knows")
        praised = self.endorsement()
        if praised and praised.stage == "proposed" and purpose == "ask referral":
            moved = endorsements.advance(self.book, self.settings, praised, "asked", self.now)
            return _and(logged, moved, f"{praised.kind} asked for")
        return logged

    def _introduced(self, logged: Logged, referral: Referral) -> Logged:
        """The name that we had in mind came: it is that referral which moves on, not a second one."""
        second = (Referral, Account)
        kept = [each for each in logged.records if not (isinstance(each, second) and each.id not in self._ids())]
        trimmed = Logged(logged.label, logged.touch, tuple(kept), logged.next_step, logged.said)
        return _and(
            trimmed, referrals.advance(self.book, self.settings, referral, "introduced", self.now), "introduced"
        )

    def _ids(self) -> set[str]:
        return {*self.book.referrals, *self.book.accounts}


def _first(items: Sequence[Item | str]) -> str | None:
    return next((each.key for each in items if isinstance(each, Item)), None)


def _due(items: Sequence[Item | str]) -> int:
    return sum(isinstance(each, Item) and each.due for each in items)


def _heading(text: str) -> Row:
    return Row(None, lambda width: [[], [(fit(text, width).rstrip(), "title")]])


def _same(referral: Referral, prospect: str) -> bool:
    """Whether the name that came is the one that we asked for."""
    return not prospect.strip() or fold(prospect) == fold(referral.prospect)


def _and(logged: Logged, records: Sequence[Record], said: str) -> Logged:
    """A logged call with more records in the same change; where both change a record, the call has the last word."""
    return Logged(logged.label, logged.touch, (*records, *logged.records), logged.next_step, (*logged.said, said))
