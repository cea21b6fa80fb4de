"""The log dialog: what was said, given, got, learned and promised, in the order of talk; never a lost word (method §3)."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.suggester import SuggestFromList
from textual.timer import Timer
from textual.widgets import Input, Label, Static

from planner.book import Book, BookError
from planner.book.find import find_contact
from planner.book.records import Draft, Meeting, Touch
from planner.book.vocabulary import PURPOSES, Outcome, choose
from planner.method.capacity import clash
from planner.method.entry import Entry
from planner.settings import Settings, working_days
from planner.storage import StorageError
from planner.when import When, parse_when, say_when
from planner.wording import one_line
from screens.modal import Modal
from widgets.palette import content
from widgets.typed import Typed

LABELS = {
    "note": "Note",
    "gave": "Gave",
    "got": "Got",
    "insight": "Learned",
    "promise": "Promised",
    "next": "Next step",
    "prospect": "New account",
    "contact": "With",
    "purpose": "Purpose",
    "minutes": "Minutes",
    "at": "When",
}
PLACEHOLDERS = {
    "note": "what was said",
    "gave": "a professional benefit they got from you",
    "got": "a professional benefit you got from them",
    "insight": "about their business; threats: … puts it under threats",
    "promise": "what you will do, or what they will",
    "next": "fri 10:00 · tomorrow 9am · +3d · in 2 weeks",
    "prospect": "whom they referred you to",
    "contact": "type a name",
    "at": "just now",
}
WORDS = ("note", "gave", "got", "insight", "promise", "next", "prospect")
"""Fields whose text is one's own: typing goes on behind it, rather than replacing it."""
OFTEN = 0.8
"""Seconds of typing that are lost when the power fails; the draft is kept so often."""


class Talk(Struct, frozen=True):
    """The call that the dialog is about."""

    entry: Entry
    name: str
    minutes: int | None = None
    """From the timer."""
    long: bool = False
    """The timer ran so long that it may have been forgotten."""
    editing: Touch | None = None


class LogScreen(Modal[Entry | None]):
    """Asks about one call. Enter goes on, in the last field it saves; ctrl+s saves from anywhere; Escape keeps a draft."""

    BINDINGS = [
        Binding("escape", "keep", "Keep a draft", id="keep-draft", tooltip="Leave; what is typed is kept for later"),
        Binding("ctrl+s", "save", "Save", id="save", tooltip="Save from anywhere", priority=True),
        Binding("ctrl+n", "next_step", "Next step", id="next-step", tooltip="Straight to the next step", priority=True),
    ]

    def __init__(
        self, book: Book, settings: Settings, now: datetime, talk: Talk, meetings: Sequence[Meeting] = ()
    ) -> None:
        super().__init__()
        self._book, self._settings, self._now, self._talk, self._meetings = book, settings, now, talk, meetings
        self._about = talk.entry.account or talk.entry.contact or ""
        self._draft = self._find_draft()
        self._given = self._known()
        self._idle: Timer | None = None
        self._left = False
        self._fields = self._which()

    def _which(self) -> list[str]:
        fields = ["note", "gave", "got", "insight", "promise", "next"]
        if self._talk.entry.outcome == "referral received":
            fields.insert(1, "prospect")
        return [*fields, "contact", "purpose", "minutes", "at"]

    def _find_draft(self) -> Draft | None:
        if self._talk.editing:
            return None
        return next((each for each in self._book.drafts.where("about", self._about) if each.fields), None)

    def compose(self) -> ComposeResult:
        """A line a field, in the order of talk; whom, what for and how long come from the plan."""
        entry, values = self._talk.entry, self._given | (self._draft.fields if self._draft else {})
        with VerticalScroll(classes="dialog") as dialog:
            dialog.border_title = content([(f"{entry.outcome.capitalize()}: {self._talk.name}", "")])
            dialog.border_subtitle = content([("ctrl+s saves · ctrl+n next step · esc keeps a draft", "")])
            for name in self._fields:
                with Horizontal(classes="field"):
                    yield Label(LABELS[name])
                    offers = self._offers(name)
                    suggester = SuggestFromList(offers, case_sensitive=False) if offers else None
                    yield Typed(
                        values.get(name, ""),
                        placeholder=PLACEHOLDERS.get(name, ""),
                        id=f"log-{name}",
                        suggester=suggester,
                        select_on_focus=name not in WORDS,
                    )
                yield Static("", classes="hint -empty", id=f"hint-{name}")

    def _known(self) -> dict[str, str]:
        """What stands in the fields before anything is typed."""
        entry = self._talk.entry
        return {
            "note": entry.note,
            "gave": entry.gave,
            "got": entry.got,
            "insight": entry.insight,
            "contact": self._book.contact_name(entry.contact),
            "purpose": entry.purpose or "",
            "minutes": str(self._talk.minutes if self._talk.minutes is not None else entry.minutes or ""),
            "at": f"{entry.at:%Y-%m-%dT%H:%M}" if entry.at else "",
        }

    def _offers(self, name: str) -> list[str]:
        if name == "purpose":
            return list(PURPOSES)
        if name == "contact" and self._talk.entry.account:
            return [one_line(person.name) for person in self._book.contacts.of(self._talk.entry.account)]
        return []

    def on_mount(self) -> None:
        """Begin with the note; or with the minutes, when the timer may have been forgotten."""
        self.set_focus(self.query_one("#log-minutes" if self._talk.long else "#log-note", Input))

    # -- understanding

    @on(Input.Changed)
    def understand(self, event: Input.Changed) -> None:
        """Say what the text means while it is typed, and soon keep a draft."""
        self._understood((event.input.id or "").removeprefix("log-"))
        if self._idle is None:
            self._idle = self.set_timer(OFTEN, self._keep_draft)

    def _text(self, name: str) -> str:
        return self.query_one(f"#log-{name}", Input).value.strip()

    def _understood(self, name: str) -> bool:
        text = self._text(name)
        try:
            said = self._meaning(name, text) if text else ""
        except (ValueError, BookError) as error:
            self._hint(name, str(error), False)
            return False
        forgotten = name == "minutes" and self._talk.long and text == self._given["minutes"]
        self._hint(name, f"the timer ran {text} min: how long was the call?" if forgotten else said, not forgotten)
        return True

    def _meaning(self, name: str, text: str) -> str:
        """What a field means, in words; ValueError or BookError when it means nothing."""
        if name == "next":
            return self._say_next(self._when(text))
        if name == "at":
            when = self._when(text, past=True)
            return say_when(when, self._now)
        if name == "purpose":
            purpose = choose(text, PURPOSES, "purpose")
            return purpose if purpose != text else ""
        if name == "minutes":
            if not text.isdigit() or int(text) > 24 * 60:
                raise ValueError("whole minutes, such as 12")
            return ""
        if name == "contact":
            account = self._book.accounts.get(self._talk.entry.account or "")
            person = find_contact(self._book, text, account)
            return (
                one_line(", ".join(part for part in (person.name, person.title) if part)) if text != person.name else ""
            )
        if name == "note" and self._draft and text == self._draft.fields.get("note"):
            return "this is the draft that you left"
        return ""

    def _when(self, text: str, past: bool = False) -> When:
        working = None if past else working_days(self._settings.hours)
        return parse_when(text, self._now, working, self._settings.look.day_first, past=past)

    def _say_next(self, when: When) -> str:
        said = say_when(when, self._now)
        if when.at:
            ran_into = clash([*self._book.meetings.values(), *self._meetings], when.at, 15)
            return f"{said}; {ran_into}" if ran_into else said
        off = working_days(self._settings.hours).reason_off(when.day)
        return f"{said} ({off})" if off else said

    def _hint(self, name: str, text: str, good: bool) -> None:
        hint = self.query_one(f"#hint-{name}", Static)
        hint.update(content([(text, "good" if good else "late")]))
        hint.set_class(not text, "-empty")

    # -- leaving

    @on(Input.Submitted)
    def next_or_save(self, event: Input.Submitted) -> None:
        """Enter goes on; from the next step, the last thing that is said in a talk, it saves."""
        name = (event.input.id or "").removeprefix("log-")
        place = self._fields.index(name)
        if place >= self._fields.index("next"):
            self.action_save()
        else:
            self.set_focus(self.query_one(f"#log-{self._fields[place + 1]}", Input))

    def action_next_step(self) -> None:
        """Straight to the next step."""
        self.set_focus(self.query_one("#log-next", Input))

    def action_save(self) -> None:
        """Hand the entry back when every field is understood."""
        for name in self._fields:
            if not self._understood(name):
                self.set_focus(self.query_one(f"#log-{name}", Input))
                return
        entry = self._entry()
        if entry.at and entry.at > self._now:
            self._hint("at", "that is yet to come: a call is logged once it was made", False)
            self.set_focus(self.query_one("#log-at", Input))
            return
        self._close(entry)

    def _entry(self) -> Entry:
        account = self._book.accounts.get(self._talk.entry.account or "")
        contact, next_, at, minutes = self._text("contact"), self._text("next"), self._text("at"), self._text("minutes")
        purpose = choose(self._text("purpose"), PURPOSES, "purpose") if self._text("purpose") else None
        when = self._when(at, past=True) if at else None
        return replace(
            self._talk.entry,
            note=self._text("note"),
            gave=self._text("gave"),
            got=self._text("got"),
            insight=self._text("insight"),
            promise=self._text("promise"),
            prospect=self._text("prospect") if "prospect" in self._fields else "",
            next=self._when(next_) if next_ else None,
            contact=find_contact(self._book, contact, account).id if contact else None,
            purpose=purpose,  # one of PURPOSES
            minutes=int(minutes) if minutes else None,
            at=(when.at or self._now) if when else None,
        )

    def _close(self, entry: Entry | None) -> None:
        self._left = True
        if self._idle is not None:
            self._idle.stop()
        self.dismiss(entry)

    def action_keep(self) -> None:
        """Leave, with what is typed kept for the next time this account is logged."""
        if self._idle is not None:
            self._idle.stop()
        self._keep_draft()
        self._close(None)

    def _keep_draft(self) -> None:
        self._idle = None
        if self._left or self._talk.editing:
            return
        texts = {name: self._text(name) for name in self._fields}
        typed = {name: text for name, text in texts.items() if text and text != self._given.get(name)}
        before = self._draft.fields if self._draft else {}
        if typed == before:
            return
        outcome: Outcome = self._talk.entry.outcome
        id = self._draft.id if self._draft else self._book.make_id()
        self._draft = Draft(id=id, about=self._about, outcome=outcome, fields=typed, started=self._now)
        try:
            self._book.change("draft kept", self._draft, undoable=False)
        except StorageError as error:
            self._hint("note", str(error), False)
