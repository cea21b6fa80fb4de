"""Changing what the Referrals screen shows: a referral, an endorsement, a colleague, an event (method §7)."""

from msgspec.structs import replace
from textual.binding import Binding

from planner.book.records import Contact, Endorsement, Event, Record, Referral
from planner.book.vocabulary import ENDORSEMENT_KINDS, choose
from planner.method.events import met_at
from planner.wording import clean, one_line
from screens.acquaintances import colleague_of, colleague_questions, people_named, say_people
from screens.checks import word_of
from screens.deleting import ask_delete
from screens.dialogs import AskScreen, Question
from screens.newcomers import NewcomersScreen


class RewritingScreen(NewcomersScreen):
    """A screen on which the row that is selected can be changed."""

    BINDINGS = [
        Binding("E", "edit", "Edit", show=False, id="edit", tooltip="Change what is written down"),
        Binding("D", "delete", "Delete", show=False, id="delete", tooltip="Delete the row, after a question"),
    ]

    def person(self) -> Contact | None:
        """The person of the row."""
        item = self.item()
        return self.book.contacts.get(item.contact or "") if item else None

    def referral(self) -> Referral | None:
        """The referral of the row."""
        item = self.item()
        return self.book.referrals.get(item.referral or "") if item else None

    def action_delete(self) -> None:
        """Delete the event, the referral, the endorsement or the colleague, after a question."""
        item, person, referral = self.item(), self.person(), self.referral()
        event = self.book.events.get(item.event or "") if item else None
        praised = self.book.endorsements.get(item.endorsement or "") if item else None
        if event:
            ask_delete(self, event, f"the event {one_line(event.name)}")
        elif referral:
            ask_delete(self, referral, f"the referral of {one_line(referral.prospect)}")
        elif praised:
            ask_delete(self, praised, f"the {praised.kind} by {one_line(self.book.contact_name(praised.contact))}")
        elif person and person.account is None:
            ask_delete(self, person, one_line(person.name))
        elif person:
            self.say("A opens the account: people are deleted there")

    def action_edit(self) -> None:
        """Change what is written down of the row."""
        item, person = self.item(), self.person()
        event = self.book.events.get(item.event or "") if item else None
        referral = self.referral()
        praised = self.book.endorsements.get(item.endorsement or "") if item else None
        if event:
            self._edit_event(event)
        elif referral:
            self._edit_referral(referral)
        elif praised:
            self._edit_endorsement(praised)
        elif person and person.account is None:
            self.planner.push_screen(
                AskScreen(one_line(person.name), colleague_questions(person)),
                lambda said: self._changed(person.name, colleague_of(person, said)) if said else None,
            )
        elif person:
            self.say("A opens the account: people are changed there")

    def _changed(self, name: str, *records: Record) -> None:
        label = f"Changed: {one_line(name)}"
        self.change(label, *records, say=label)

    def _edit_referral(self, referral: Referral) -> None:
        questions = [
            Question("prospect", "Whom", referral.prospect, needed=True),
            Question("reward", "Reward", referral.reward, "what was agreed on, if anything"),
            Question("note", "Note", referral.note),
        ]

        def keep(said: dict[str, str] | None) -> None:
            if said:
                fields = {key: clean(value) for key, value in said.items()}
                self._changed(said["prospect"], replace(self.book.referrals.get(referral.id, referral), **fields))

        self.planner.push_screen(AskScreen(f"Referral: {one_line(referral.prospect)}", questions), keep)

    def _edit_endorsement(self, praised: Endorsement) -> None:
        name = one_line(self.book.contact_name(praised.contact))
        questions = [
            Question("kind", "Kind", praised.kind, offers=ENDORSEMENT_KINDS, check=word_of(ENDORSEMENT_KINDS, "kind"), needed=True),
            Question("link", "Where", praised.link, "a file or an address"),
            Question("note", "Note", praised.note, "the sentence worth quoting"),
        ]  # fmt: skip

        def keep(said: dict[str, str] | None) -> None:
            if said:
                fields = {key: clean(value) for key, value in said.items()}
                fields["kind"] = choose(said["kind"], ENDORSEMENT_KINDS, "kind")
                self._changed(f"{fields['kind']} by {name}", replace(praised, **fields))

        self.planner.push_screen(AskScreen(f"By {name}", questions), keep)

    def _edit_event(self, event: Event) -> None:
        questions = [
            Question("name", "Event", event.name, needed=True),
            Question(
                "met", "Also met", placeholder="Ann Lee, Bob Ray (Initech)",
                check=lambda text: say_people(self.book, text, self.now),
            ),
            Question("note", "Note", event.note),
        ]  # fmt: skip

        def keep(said: dict[str, str] | None) -> None:
            if said:
                known, new = people_named(self.book, said["met"], self.now)
                fresh = [person for person in (*known, *new) if person.id not in event.met]
                promised = met_at(self.book, self.settings, said["name"], event.on, fresh, self.now)[1:]
                met = (*event.met, *(person.id for person in fresh))
                changed = replace(event, name=clean(said["name"]), note=clean(said["note"]), met=met)
                self._changed(said["name"], changed, *new, *promised)

        self.planner.push_screen(AskScreen(f"Event: {one_line(event.name)}", questions), keep)
