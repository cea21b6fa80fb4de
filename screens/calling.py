"""Logging by key, on every screen where somebody is selected: one key for most outcomes, the dialog for the rest (method §3)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.binding import Binding

from planner.book import Gone
from planner.book.records import Account, Contact, DayPlan, Promise, Record
from planner.book.vocabulary import OUTCOME_RULES, RULE_OF, Outcome
from planner.settings import working_days
from planner.when import When, parse_when, say_when
from planner.wording import one_line
from screens.target import Target
from screens.timer import LONG
from screens.trail import TrailScreen

if TYPE_CHECKING:
    from planner.method.entry import Entry, Logged

SHOWN_IN_FOOTER = {"connected", "no answer", "voicemail"}


class CallingScreen(TrailScreen):
    """A screen on which a call can be logged. Subclasses say whom the keys are about."""

    BINDINGS = [
        *(
            Binding(
                rule.key,
                f"outcome('{rule.outcome}')",
                rule.outcome.capitalize(),
                show=rule.outcome in SHOWN_IN_FOOTER,
                id=f"log-{rule.outcome.replace(' ', '-')}",
                tooltip=f"Log: {rule.outcome}",
            )
            for rule in OUTCOME_RULES
        ),
        Binding("space", "timer", "Timer", id="timer", tooltip="Start or stop timing the call"),
        Binding("l", "log", "Log", show=False, id="log", tooltip="Log a call: pick the outcome from a list"),
        Binding(
            "s", "skip", "Put off", show=False, id="put-off", tooltip="Put the account off to a day, with a reason"
        ),
        Binding("p", "promise", "Promise", show=False, id="promise", tooltip="Write down a promise"),
        Binding("Y", "copy", "Copy number", show=False, id="copy", tooltip="Copy the number, or the address"),
        Binding("o", "dial", "Dial", show=False, id="dial", tooltip="Open the number, the e-mail or the web page"),
    ]

    def target(self) -> Target | None:
        """Whom the keys are about; None when nothing is selected."""
        raise NotImplementedError("a screen of calls says whom they are with")

    def before_log(self) -> None:
        """What a screen does just before a call is logged."""

    def amended(self, logged: "Logged", entry: "Entry", target: Target) -> "Logged":
        """A call with what a screen adds to it, in the same change."""
        return logged

    def after_log(self, logged: "Logged", target: Target) -> None:
        """What a screen does once a call is saved."""

    # -- logging

    def action_outcome(self, outcome: Outcome) -> None:
        """Log what came of the call; what has words to it opens the dialog."""
        target = self.target()
        if target is None:
            self.say("Nobody is selected: move to a call first", "warning")
            return
        if not (target.account or target.contact):
            self._keep_promise(target, outcome)
            return
        if outcome == "do not call":
            self._confirm_bar(target)
            return
        minutes = self.planner.timer.minutes(self.now, target.account, target.contact)
        if RULE_OF[outcome].dialog or (minutes or 0) > LONG:
            self._talk(target, outcome, minutes)
        else:
            self._save(self._entry(target, outcome, minutes), target)

    def _keep_promise(self, target: Target, outcome: Outcome) -> None:
        """A promise to oneself is no call: c says that it was kept."""
        promise = self.book.promises.get(target.promise or "")
        if promise is None or outcome != "connected":
            self.say("This is a promise to yourself: c once it is kept, s or x to leave it for another day")
            return
        label = f"Kept: {one_line(promise.text)}"
        self.before_log()
        self.change(label, replace(promise, done=self.now.date()), say=label)

    def _entry(self, target: Target, outcome: Outcome, minutes: int | None) -> "Entry":
        from planner.method.entry import Entry

        return Entry(
            account=target.account,
            contact=target.contact,
            outcome=outcome,
            purpose=target.purpose,
            minutes=minutes,
            opportunity=target.opportunity,
            idea=target.idea,
            fence=target.fence,
        )

    def _talk(self, target: Target, outcome: Outcome, minutes: int | None) -> None:
        from screens.log import LogScreen, Talk

        entry = self._entry(target, outcome, None)
        name = self.whose(target)
        shown = minutes if minutes is not None else target.minutes
        talk = Talk(entry, name, shown, (minutes or 0) > LONG)
        screen = LogScreen(self.book, self.settings, self.now, talk, self.planner.meetings(self.now.date()))

        def said(call: "Entry | None") -> None:
            if call:
                self._save(call, target)
            elif any(draft.fields for draft in self.book.drafts.where("about", target.about)):
                self.planner.book_changed()
                self.say(f"Kept as a draft, not logged: {name}")

        self.planner.push_screen(screen, said)

    def whose(self, target: Target) -> str:
        names = (self.book.contact_name(target.contact), self.book.account_name(target.account))
        return ", ".join(one_line(name) for name in names if name)

    def _save(self, entry: "Entry", target: Target) -> None:
        """One change: the touch with all that hangs on it; its draft and its timer end with it."""
        from planner.method.outcomes import log_call

        logged = self.amended(log_call(self.book, self.settings, self.now, entry), entry, target)
        ended: list[Record | Gone] = [Gone(each) for each in self.book.drafts.where("about", target.about)]
        if self.planner.timer.minutes(self.now, target.account, target.contact) is not None:
            ended += self.planner.timer.stopping()
        said = " · ".join((logged.label, *logged.said))
        self.before_log()
        if self.change(logged.label, *logged.records, *ended, say=said):
            self.show_bar()
            self.after_log(logged, target)

    def _confirm_bar(self, target: Target) -> None:
        """Never again: the confirmation names who it is about."""
        from screens.dialogs import ChooseScreen

        account, person = self.book.account_name(target.account), self.book.contact_name(target.contact)
        choices = []
        if person:
            choices.append(("p", "person", f"never call {one_line(person)} again"))
        if account:
            choices.append(("a", "account", f"never call anybody at {one_line(account)} again"))

        def bar(choice: str | None) -> None:
            if choice:
                entry = self._entry(target, "do not call", None)
                self._save(replace(entry, contact=target.contact if choice == "person" else None), target)

        self.planner.push_screen(
            ChooseScreen("Do not call", choices, "It stays so, also when they are imported again."), bar
        )

    def action_log(self) -> None:
        """Pick the outcome from a list."""
        if self.target() is None:
            return
        from screens.dialogs import ChooseScreen

        choices = [(rule.key, rule.outcome, rule.outcome) for rule in OUTCOME_RULES]
        title = f"What came of it: {self.whose(self.target() or Target(None, None))}?"
        self.planner.push_screen(
            ChooseScreen(title, choices), lambda outcome: self.action_outcome(outcome) if outcome else None
        )  # fmt: skip

    def action_timer(self) -> None:
        """Start timing the selected call, or stop the one that runs."""
        timer, target = self.planner.timer, self.target()
        if timer.running:
            timer.stop()
            self.say("Timer stopped")
        elif target:
            timer.start(self.now, target.account, target.contact)
        self.show_bar()

    # -- putting off, promising

    def action_skip(self) -> None:
        """Put the account off to a day, with a reason."""
        from screens.checks import next_workday
        from screens.dialogs import AskScreen, Question

        target = self.target()
        account = self.book.accounts.get(target.account or "") if target else None
        if account is None:
            self.say("Only accounts can be put off: x leaves a colleague out for today", "warning")
            return
        questions = [
            Question("until", "Until", next_workday(self.now, self.settings), check=self._day, needed=True),
            Question("why", "Because", placeholder="why not now"),
        ]

        def put_off(said: dict[str, str] | None) -> None:
            if said:
                until = self._when(said["until"]).day
                label = f"Put off to {until:%a %d %b}: {one_line(account.name)}"
                self.change(label, self._edited(account, snoozed_until=until, snoozed_why=said["why"]), say=label)

        self.planner.push_screen(AskScreen(f"Put off: {one_line(account.name)}", questions), put_off)

    def _edited(self, record: Account, **fields: object) -> Callable[[object], list[Record]]:
        return lambda _: [replace(self.book.accounts.get(record.id, record), **fields)]

    def _when(self, text: str) -> When:
        return parse_when(text, self.now, working_days(self.settings.hours), self.settings.look.day_first)

    def _day(self, text: str) -> str:
        return say_when(self._when(text), self.now)

    def action_promise(self) -> None:
        """Write a promise down; it comes first on the plan of its day."""
        from screens.checks import next_workday
        from screens.dialogs import AskScreen, Question

        target = self.target()
        if target is None:
            return
        questions = [
            Question("text", "I will", placeholder="what is promised", needed=True),
            Question("due", "By", next_workday(self.now, self.settings), check=self._day, needed=True),
        ]

        def keep(said: dict[str, str] | None) -> None:
            if said:
                when = self._when(said["due"])
                promise = Promise(
                    id=self.book.make_id(), created=self.now, made=self.now.date(), text=said["text"], due=when.day,
                    at=when.at, account=target.account, contact=target.contact, opportunity=target.opportunity,
                )  # fmt: skip
                label = f"Promised {self.whose(target)}: {one_line(promise.text)}, {say_when(when, self.now)}"
                self.change(label, promise, say=label)

        self.planner.push_screen(AskScreen(f"A promise to {self.whose(target)}", questions), keep)

    def put_aside(self, about: str, name: str) -> None:
        """Leave somebody out of today's plan."""
        today = self.now.date()
        kept = next(iter(self.book.plans.where("day", today)), None) or DayPlan(id=self.book.make_id(), day=today)
        label = f"Not today: {one_line(name)}"
        self.change(label, replace(kept, put_aside=(*kept.put_aside, about)), say=label)

    # -- reaching them

    def reach(self) -> tuple[Contact | None, Account | None]:
        """The person and the account that are selected."""
        target = self.target() or Target(None, None)
        return self.book.contacts.get(target.contact or ""), self.book.accounts.get(target.account or "")

    def action_copy(self) -> None:
        """Copy the number, or the address where there is none."""
        person, account = self.reach()
        text = (person.phone or person.mobile or person.email if person else "") or (account.phone if account else "")
        if text:
            self.planner.copy_to_clipboard(text)
        self.say(f"Copied {one_line(text)}" if text else "There is no number or address to copy", "information")

    def action_dial(self) -> None:
        """Open the number, the e-mail address or the web page in the program that is meant for it."""
        from screens.dialogs import ChooseScreen

        person, account = self.reach()
        number = (person.phone or person.mobile if person else "") or (account.phone if account else "")
        digits = "".join(sign for sign in number if sign.isdigit() or sign == "+")
        choices = [("t", f"tel:{digits}", f"call {one_line(number)}")] if digits else []
        if person and person.email:
            choices.append(("e", f"mailto:{person.email.strip()}", f"write to {one_line(person.email)}"))
        page = (person.website if person else "") or (account.website if account else "")
        if page:
            address = page if page.startswith(("http://", "https://")) else f"https://{page}"
            choices.append(("w", address, f"open {one_line(page)}"))
        if not choices:
            self.say("There is no number, address or page to open")
            return
        self.planner.push_screen(
            ChooseScreen("Open", choices), lambda link: self.planner.open_url(link) if link else None
        )
