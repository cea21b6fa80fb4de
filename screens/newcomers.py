"""What the Referrals screen writes down anew: a referral, an endorsement, a colleague, an event (method §7)."""

from datetime import date, datetime
from typing import ClassVar

from textual.binding import Binding

from planner.book.find import find_contact
from planner.book.records import Contact, Record, Referral
from planner.book.vocabulary import ENDORSEMENT_KINDS, ENDORSEMENT_STAGES, REFERRAL_STAGES, ReferralDirection, choose
from planner.method import endorsements, referrals
from planner.method.events import met_at
from planner.settings import Settings
from planner.when import When, say_when
from planner.wording import clean, one_line, plural
from screens.acquaintances import colleague_of, colleague_questions, people_named, say_people
from screens.calling import CallingScreen
from screens.checks import person_named, when_of, word_of
from screens.dialogs import AskScreen, ChooseScreen, Question
from screens.promised import with_promises
from screens.sections.section import Item


class NewcomersScreen(CallingScreen):
    """A screen on which these can be added. Subclasses say what is selected."""

    BINDINGS = [Binding("N", "new", "New", id="new", tooltip="A new referral, endorsement, colleague or event")]
    CHOICES: ClassVar[list[tuple[str, str, str]]] = [
        ("r", "got", "a referral that we got, or ask for"),
        ("g", "given", "a referral that we gave"),
        ("e", "endorsement", "a letter of recommendation, or a video"),
        ("c", "colleague", "a colleague in selling"),
        ("v", "event", "a networking event"),
    ]

    def item(self) -> Item | None:
        """The row that is selected."""
        raise NotImplementedError("a screen of sections says what is selected")

    def action_new(self) -> None:
        """Pick what is new."""
        self.planner.push_screen(ChooseScreen("New", self.CHOICES), self._write)

    def _write(self, what: str | None) -> None:
        if what == "got" or what == "given":
            self._new_referral("got" if what == "got" else "given")
        elif what == "endorsement":
            self._new_endorsement()
        elif what == "colleague":
            self.planner.push_screen(AskScreen("A new colleague", colleague_questions(None)), self._add_colleague)
        elif what == "event":
            self._new_event()

    def _selected_name(self) -> str:
        item = self.item()
        return one_line(self.book.contact_name(item.contact)) if item else ""

    def _person(self, label: str) -> Question:
        names = [one_line(person.name) for person in self.book.contacts.values()]
        return Question("contact", label, self._selected_name(), "type a name", names, person_named(self.book), True)

    # -- referrals

    def _new_referral(self, direction: ReferralDirection) -> None:
        got = direction == "got"
        questions = [
            Question("prospect", "Whom", placeholder="the company or person it is about", needed=True),
            self._person("From" if got else "Given to"),
            Question(
                "stage", "Stage", "introduced", offers=REFERRAL_STAGES, check=word_of(REFERRAL_STAGES, "stage"),
                needed=True,
            ),
            Question("reward", "Reward", placeholder="what was agreed on, if anything" if got else ""),
            Question("note", "Note"),
        ]  # fmt: skip
        title = "A referral that we got, or ask for" if got else "A referral that we gave"
        self.planner.push_screen(
            AskScreen(title, questions), lambda said: self._add_referral(said, direction) if said else None
        )

    def _add_referral(self, said: dict[str, str], direction: ReferralDirection) -> None:
        """The referral, with what its stage brings: the new account, thanks, the first call."""
        bare = Referral(
            id=self.book.make_id(), created=self.now, prospect=clean(said["prospect"]), direction=direction,
            contact=find_contact(self.book, said["contact"]).id, made=self.now.date(),
            reward=clean(said["reward"]), note=clean(said["note"]),
        )  # fmt: skip
        stage = choose(said["stage"], REFERRAL_STAGES, "stage")
        records = referrals.advance(self.book, self.settings, bare, stage, self.now)  # type: ignore[arg-type]  # one of REFERRAL_STAGES
        label = f"New referral: {one_line(bare.prospect)}, {stage}"
        self.change(label, *records, say=with_promises(label, records, self.now.date()))

    # -- endorsements

    def _new_endorsement(self) -> None:
        questions = [
            self._person("By"),
            Question("kind", "Kind", "letter", "letter or video", ENDORSEMENT_KINDS, word_of(ENDORSEMENT_KINDS, "kind"), True),
            Question(
                "stage", "Stage", "received", " ".join(ENDORSEMENT_STAGES), ENDORSEMENT_STAGES,
                word_of(ENDORSEMENT_STAGES, "stage"), True,
            ),
            Question("link", "Where", placeholder="a file or an address"),
            Question("note", "Note", placeholder="the sentence worth quoting"),
        ]  # fmt: skip
        self.planner.push_screen(AskScreen("A letter or a video", questions), self._add_endorsement)

    def _add_endorsement(self, said: dict[str, str] | None) -> None:
        if said is None:
            return
        from msgspec.structs import replace

        person = find_contact(self.book, said["contact"])
        kind, stage = (
            choose(said["kind"], ENDORSEMENT_KINDS, "kind"),
            choose(said["stage"], ENDORSEMENT_STAGES, "stage"),
        )
        bare = replace(endorsements.propose(self.book, person, self.now, kind), note=clean(said["note"]))  # type: ignore[arg-type]  # one of ENDORSEMENT_KINDS
        records = endorsements.advance(
            self.book, self.settings, bare, stage, self.now, link=one_line(said["link"])  # type: ignore[arg-type]  # one of ENDORSEMENT_STAGES
        ) or [bare]  # fmt: skip
        label = f"New {kind} by {one_line(person.name)}: {stage}"
        self.change(label, *records, say=with_promises(label, records, self.now.date()))

    # -- colleagues

    def _add_colleague(self, said: dict[str, str] | None) -> None:
        if said:
            person = colleague_of(Contact(id=self.book.make_id(), created=self.now, name=""), said)
            label = f"New colleague: {one_line(person.name)}"
            self.change(label, person, say=label)

    # -- events

    def _new_event(self) -> None:
        questions = [
            Question("name", "Event", placeholder="what it is called", needed=True),
            Question("on", "On", "today", "yesterday, 20 nov", check=self._event_named, needed=True),
            Question("met", "Met", placeholder="Ann Lee, Bob Ray (Initech)", check=self._met_named),
        ]
        self.planner.push_screen(AskScreen("A networking event", questions), self._add_event)

    def _event_named(self, text: str) -> str:
        return say_when(When(event_day(text, self.now, self.settings), None), self.now)

    def _met_named(self, text: str) -> str:
        return say_people(self.book, text, self.now)

    def _add_event(self, said: dict[str, str] | None) -> None:
        """The event with those who were met; each is to hear from us within two working days."""
        if said is None:
            return
        known, new = people_named(self.book, said["met"], self.now)
        name = clean(said["name"])
        records: list[Record] = [
            *new, *met_at(self.book, self.settings, name, event_day(said["on"], self.now, self.settings), [*known, *new], self.now)
        ]  # fmt: skip
        met = plural(len(known) + len(new), "follow-up")
        label = f"New event: {one_line(name)}"
        self.change(label, *records, say=f"{label}, {met} promised" if known or new else label)


def event_day(text: str, now: datetime, settings: Settings) -> date:
    """The day that is meant, gone by or to come, whichever is nearer; ValueError when none is."""
    days = [when_of(text, now, settings, past).day for past in (True, False)]
    return min(days, key=lambda day: abs((day - now.date()).days))
