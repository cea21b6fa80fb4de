"""Acts on what is selected on the screen of an account: edit, add, delete, tick, merge, the inner circle. All undoable."""

from collections.abc import Callable

from msgspec.structs import replace
from textual.binding import Binding

from planner.book import Book
from planner.book.find import find_account, find_contact
from planner.book.records import Account, Contact, Opportunity, Promise, Touch
from planner.book.removing import removal
from planner.book.vocabulary import OUTCOME_RULES, choose_outcome
from planner.method.status import Proposal, proposal
from planner.wording import one_line, plural
from screens.agreeing import confirm_status, keep_status, settle
from screens.checks import account_named, person_named
from screens.circle import ask_in
from screens.deals import DealScreen
from screens.deleting import named
from screens.dialogs import AskScreen, ChooseScreen, Question
from screens.forms import edit_record
from screens.log import LogScreen, Talk
from screens.merge import MergeScreen
from screens.touch_edit import edited, entry_of
from widgets.items import Item

KINDS = {
    "p": ("contact", "a person"),
    "o": ("opportunity", "an opportunity"),
    "n": ("promise", "a promise, a next step"),
    "g": ("gave", "something that was given"),
    "r": ("got", "something that was got"),
    "i": ("insight", "something learned about their business"),
    "f": ("referral", "a referral"),
    "e": ("endorsement", "a letter or a video"),
}
"""What can be added, each with its letter."""
OF_COLLEAGUES = "ngrfe"


class AccountActs(DealScreen):
    """The acts. Subclasses say what is selected."""

    BINDINGS = [
        Binding("N", "new", "New", id="new", tooltip="Add a person, a promise, a benefit, an insight or anything else"),
        Binding("E", "edit", "Edit", id="edit", tooltip="Edit what the cursor is on"),
        Binding("D", "delete", "Delete", id="delete", tooltip="Delete what is selected, after a question that names it"),
        Binding("K", "tick", "Tick", show=False, id="tick", tooltip="The promise was kept; told that you will ask; satisfied"),
        Binding("Z", "outcome_was", "Outcome", show=False, id="outcome-was", tooltip="The call had another outcome"),
        Binding("J", "join", "Join", show=False, id="join", tooltip="Merge with another account, or person"),
        Binding("C", "circle", "Circle", show=False, id="circle", tooltip="The inner circle: in, or whoever is in it"),
        Binding("plus", "confirm", "So it is", show=False, key_display="+", id="status-yes", tooltip="Confirm the proposed status"),
        Binding("minus", "keep", "It stays", show=False, key_display="-", id="status-no", tooltip="The status stays as it is"),
    ]  # fmt: skip
    about: str
    """The id of the account or the colleague."""
    deleted_here = False

    def item(self) -> Item | None:
        """What the cursor is on."""
        raise NotImplementedError("a screen of an account says what is selected")

    @property
    def account(self) -> Account | None:
        """The account, None for a colleague."""
        return self.book.accounts.get(self.about)

    @property
    def person(self) -> Contact | None:
        """The person under the cursor, else the colleague."""
        item = self.item()
        record = item.record if item else None
        return record if isinstance(record, Contact) else self.book.contacts.get(self.about)

    def deal(self) -> Opportunity | None:
        """The opportunity under the cursor."""
        item = self.item()
        record = item.record if item else None
        return self.book.opportunities.get(record.id) if isinstance(record, Opportunity) else None

    # -- adding

    def action_new(self) -> None:
        """Ask what is to be added here."""
        kinds = {key: said for key, said in KINDS.items() if self.account or key in OF_COLLEAGUES}
        choices = [(key, kind, said) for key, (kind, said) in kinds.items()]
        self.planner.push_screen(ChooseScreen("Add", choices), lambda kind: self.add(kind) if kind else None)

    def add(self, what: str) -> None:
        """Ask for a new record; `what` may say more: "person executive", "insight threats"."""
        kind, _, more = what.partition(" ")
        at = self.account.id if self.account else None
        contact = None if self.account else self.about
        if kind == "opportunity":
            super().action_new()
        elif kind in ("contact", "person"):
            edit_record(self, "contact", account=at, level=more or None)
        elif kind in ("gave", "got"):
            edit_record(self, "benefit", account=at, contact=contact, direction="given" if kind == "gave" else "got")
        elif kind == "insight":
            edit_record(self, "insight", account=at, contact=contact, heading=more or "business")
        elif kind == "account" and self.account:
            edit_record(self, "account", self.account, begin=more)
        elif kind == "referral":
            edit_record(self, "referral", contact=contact or self._somebody())
        else:
            edit_record(self, kind, account=at, contact=contact or self._somebody())

    def _somebody(self) -> str | None:
        """The person under the cursor."""
        item = self.item()
        return item.contact if item else None

    # -- editing

    def action_edit(self) -> None:
        """Edit what is selected."""
        item = self.item()
        record = item.record if item else None
        if record is None:
            if item and item.adds:
                self.add(item.adds)
            return
        newest = self.book.collections[record.table].get(record.id)
        if isinstance(newest, Touch):
            self._edit_touch(newest)
        elif isinstance(newest, Opportunity):
            super().action_edit()
        elif newest is not None:
            edit_record(self, type(newest).__name__.casefold(), newest)

    def _edit_touch(self, touch: Touch) -> None:
        entry = entry_of(self.book, touch, self.now)
        name = one_line(self.book.account_name(touch.account) or self.book.contact_name(touch.contact))
        talk = Talk(entry, f"{name}, {touch.at:%d %b %Y}", touch.minutes, editing=touch)
        screen = LogScreen(self.book, self.settings, self.now, talk)

        def save(said: object) -> None:
            from planner.method.entry import Entry

            if isinstance(said, Entry):
                label = f"Edited the call of {touch.at:%d %b %Y}: {name}"
                self.change(label, *edited(self.book, self.settings, touch, said, self.now), say=label)

        self.planner.push_screen(screen, save)

    def action_outcome_was(self) -> None:
        """The call had another outcome; what it brought with it then stays as it is."""
        item = self.item()
        touch = item.record if item else None
        if not isinstance(touch, Touch):
            self.say("Choose a call in the timeline first")
            return
        choices = [(rule.key, rule.outcome, rule.outcome) for rule in OUTCOME_RULES if rule.outcome != touch.outcome]

        def put_right(said: str | None) -> None:
            if said:
                label = f"The call of {touch.at:%d %b %Y} was: {said}"
                newest = self.book.touches.get(touch.id, touch)
                self.change(label, replace(newest, outcome=choose_outcome(said)), say=label)

        self.planner.push_screen(ChooseScreen(f"The call of {touch.at:%d %b %Y}: {touch.outcome}", choices), put_right)

    # -- deleting

    def action_delete(self) -> None:
        """Delete what is selected, after a question that names it."""
        item = self.item()
        record = item.record if item else None
        if record is None:
            return
        name, today = named(self.book, record), self.now.date()
        hangs = len(removal(self.book, record, today)) - 1
        with_it = f" and {plural(hangs, 'record')} that {'hangs' if hangs == 1 else 'hang'} on it" if hangs else ""
        choices = [("y", "yes", f"delete it{with_it}; u brings it back")]

        def delete(said: str | None) -> None:
            if said:
                self.deleted_here = True
                gone = f"Deleted {name}"
                self.change(gone, lambda book: removal(book, record, today), say=f"{gone}: u brings it back")
                self.deleted_here = False

        self.planner.push_screen(ChooseScreen(f"Delete {name}?", choices), delete)

    # -- ticking

    def action_tick(self) -> None:
        """A promise: kept, or open again. A person: told that we will ask, then satisfied."""
        item = self.item()
        record = item.record if item else None
        if isinstance(record, Promise):
            self._tick_promise(self.book.promises.get(record.id, record))
        elif isinstance(record, Contact) and self.account:
            self._tick_person(self.book.contacts.get(record.id, record))
        else:
            self.say("K ticks a promise or a person: choose one first")

    def _tick_promise(self, promise: Promise) -> None:
        kept = None if promise.done else self.now.date()
        label = f"{'Kept' if kept else 'Open again'}: {one_line(promise.text)}"
        self.change(label, replace(promise, done=kept, dropped=None), say=label)

    def _tick_person(self, person: Contact) -> None:
        ticks = [
            ("n", "noticed", "told that you will ask for referrals once they are satisfied"),
            ("s", "satisfied", "satisfied: the ask falls due"),
            ("l", "left", "no longer there"),
        ]
        choices = [
            (key, field, f"{'take back: ' if getattr(person, field) else ''}{said}") for key, field, said in ticks
        ]

        def tick(field: str | None) -> None:
            if field:
                on = None if getattr(person, field) else self.now.date()
                label = f"{one_line(person.name)}: {field}" if on else f"{one_line(person.name)}: no longer {field}"
                self.change(label, replace(self.book.contacts.get(person.id, person), **{field: on}), say=label)

        self.planner.push_screen(ChooseScreen(one_line(person.name), choices), tick)

    # -- merging

    def action_join(self) -> None:
        """Merge the selected person, or the account, with another one."""
        item = self.item()
        person = item.record if item and isinstance(item.record, Contact) else None
        first = person or self.account
        if first is None:
            return
        others = [each for each in self._others(first) if each.id != first.id]
        check = person_named(self.book) if person else account_named(self.book)
        question = Question(
            "other", "With", "", "type a name", [one_line(each.name) for each in others[:5000]], check, needed=True
        )

        def join(said: dict[str, str] | None) -> None:
            if said:
                find: Callable[[Book, str], Account | Contact] = find_contact if person else find_account
                second = find(self.book, said["other"])
                if second.id == first.id:
                    self.say(f"{one_line(first.name)} can't be merged with itself: name the other one", "warning")
                else:
                    self.planner.push_screen(MergeScreen(self.book, first, second), lambda said: settle(self, said))

        self.planner.push_screen(AskScreen(f"Merge {one_line(first.name)} with another", [question]), join)

    def _others(self, first: Account | Contact) -> list[Account] | list[Contact]:
        return list(self.book.contacts.values()) if isinstance(first, Contact) else list(self.book.accounts.values())

    # -- the inner circle

    def action_circle(self) -> None:
        """Whoever is selected enters, once both answers are there; else the circle is shown."""
        person = self.person
        if person and not person.circle:
            ask_in(self, person)
            return
        from screens.circle import CircleScreen

        self.planner.push_screen(CircleScreen())

    # -- the status that is proposed

    def proposed(self) -> Proposal | None:
        """What the dates suggest."""
        return proposal(self.book, self.settings, self.account, self.now) if self.account else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A status can be confirmed only where one is proposed."""
        if action in ("confirm", "keep"):
            return self.proposed() is not None
        return super().check_action(action, parameters)

    def action_confirm(self) -> None:
        """The proposed status is right."""
        found = self.proposed()
        if found:
            confirm_status(self, found)

    def action_keep(self) -> None:
        """The status stays as it is."""
        found = self.proposed()
        if found:
            keep_status(self, found)
