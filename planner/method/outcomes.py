"""What logging a call does: the touch, what was given, got and learned, the next step, tries, parking (method §3)."""

from datetime import date, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from planner.book import Book, BookError
from planner.book.records import Benefit, Insight, Opportunity, PlannedCall, Promise, Record, Touch
from planner.book.vocabulary import RULE_OF, Idea, PromiseKind, Purpose, Status
from planner.method.cadence import history, in_contact, open_promises, open_proposals
from planner.method.due import next_fence, usual_purpose
from planner.method.endorsements import brought
from planner.method.entry import Entry, Logged, split_heading
from planner.method.ideas import next_idea
from planner.method.lengths import planned_minutes
from planner.method.local_time import next_half
from planner.method.referrals import opened_by, received
from planner.settings import Settings, working_days
from planner.when import When
from planner.wording import clean, one_line
from planner.wording import day as say_day

SHORT_CALLS = {"no answer": 1, "busy": 1, "wrong number": 1, "voicemail": 2, "gatekeeper": 2, "do not call": 2}
"""Minutes of a call that reached nobody, when no timer ran."""
LEFT_SOMETHING = ("voicemail", "gatekeeper")
"""Outcomes that did not reach them but left them something."""
BUSY_AGAIN = timedelta(hours=2)


def log_call(book: Book, settings: Settings, now: datetime, entry: Entry) -> Logged:
    """The records of one call at `entry.at` or `now`; BookError when there is nobody it could be with (method §3)."""
    return _Log(book, settings, now, entry).result()


class _Log:
    """One call on its way into the book."""

    def __init__(self, book: Book, settings: Settings, now: datetime, entry: Entry) -> None:
        self.book, self.settings, self.entry = book, settings, entry
        self.at = entry.at or now
        self.today: date = self.at.date()
        self.rule = RULE_OF[entry.outcome]
        self.account = book.accounts.get(entry.account) if entry.account else None
        self.person = book.contacts.get(entry.contact) if entry.contact else None
        if self.account is None and self.person is None:
            raise BookError("a call needs an account, or a colleague: name one")
        self.about = self.account.id if self.account else entry.contact or ""
        self.past = history(book, self.about)
        self.status: Status = self.account.status if self.account else "new"
        self.working = working_days(settings.hours)
        self.records: list[Record] = []
        self.said: list[str] = []
        self.account_changes: dict[str, object] = {}
        self.referral_id = book.make_id() if entry.outcome == "referral received" else None

    @property
    def name(self) -> str:
        """Whom the call was with, in words."""
        return self.account.name if self.account else self.person.name if self.person else ""

    def result(self) -> Logged:
        """The whole call."""
        touch = self._touch()
        self.records.append(touch)
        self._ledger(touch)
        self._keep_promises(touch)
        self._reference(touch)
        step = self._next_step(touch)
        if step:
            self.records.append(step)
            self.said.insert(0, f"next: {_say(step, self.today)}")
        if self.rule.tries == "counts" and self.past.tries + 1 >= self.settings.rules.tries:
            self._park(self.settings.rules.park_days, f"{self.past.tries + 1} tries without contact")
        self._ends(touch)
        if self.account and self.account_changes:
            self.records.append(replace(self.account, **self.account_changes))
        label = f"{self.entry.outcome.capitalize()}: {one_line(self.name)}"
        return Logged(label, touch, tuple(self.records), step, tuple(self.said))

    def _touch(self) -> Touch:
        entry = self.entry
        purpose = entry.purpose or self._purpose()
        return Touch(
            id=self.book.make_id(),
            created=self.at,
            at=self.at,
            outcome=entry.outcome,
            account=entry.account,
            contact=entry.contact,
            purpose=purpose,
            status=self.account.status if self.account else None,
            minutes=self._minutes(purpose),
            note=clean(entry.note).strip(),
            opportunity=entry.opportunity or self._deal(purpose),
            idea=entry.idea or self._idea(purpose),
            fence=entry.fence or (next_fence(self.past) if purpose == "mend fences" and self.rule.contact else None),
            warm=self._warm(),
            inbound=entry.inbound,
            planned=self._on_plan() is not None,
        )

    def _reference(self, touch: Touch) -> None:
        """A reference that was brought along has been used with this prospect (method §6, §7)."""
        deal = self.book.opportunities.get(touch.opportunity) if touch.opportunity else None
        if touch.idea == "reference" and self.rule.contact and deal:
            self.records += brought(self.book, self.settings, deal, self.at)

    def _purpose(self) -> Purpose:
        """What a call is for when nobody says: what the morning's plan had it for, else what is open there."""
        planned = self._on_plan()
        if planned:
            return planned.purpose
        if self.account is None:
            return "colleague catch-up"
        return "romance" if self._proposals() else usual_purpose(self.status)

    def _idea(self, purpose: Purpose) -> Idea | None:
        """The idea that was proposed, when a romance call reached them and none was named (method §6)."""
        if purpose != "romance" or not (self.rule.contact or self.entry.outcome in LEFT_SOMETHING):
            return None
        named = self.book.opportunities.get(self.entry.opportunity) if self.entry.opportunity else None
        deal = named or next(iter(self._proposals()), None)
        return next_idea(self.book, self.settings, deal, self.at).kind if deal else None

    def _deal(self, purpose: Purpose) -> str | None:
        """A romance call to an account with one proposal out is about that one."""
        deals = self._proposals()
        return deals[0].id if purpose == "romance" and len(deals) == 1 else None

    def _proposals(self) -> list[Opportunity]:
        return open_proposals(self.book, self.account.id) if self.account else []

    def _minutes(self, purpose: Purpose) -> int:
        if self.entry.minutes is not None:
            return self.entry.minutes
        short = SHORT_CALLS.get(self.entry.outcome)
        if short is not None:
            return short
        if not self.book.touches.loaded:  # one log need not read the whole history
            return self.settings.minutes.of(purpose)
        return planned_minutes(self.book, self.settings, self.status, purpose)

    def _on_plan(self) -> PlannedCall | None:
        """The call as it stood on that morning's plan."""
        kept = self.book.plans.where("day", self.today)
        calls = (call for plan in kept for call in plan.calls)
        return next((call for call in calls if (call.account or call.contact) == self.about), None)

    def _warm(self) -> bool:
        """A new account that somebody opened for us."""
        return self.account is not None and self.status == "new" and opened_by(self.book, self.account.id) is not None

    def _ledger(self, touch: Touch) -> None:
        """What was given, got and learned, each only when something was typed (method §4)."""
        entry = self.entry
        about: dict[str, Any] = {"account": touch.account, "contact": touch.contact, "touch": touch.id}
        for direction, what in (("given", entry.gave), ("got", entry.got)):
            if what.strip():
                self.records.append(
                    Benefit(
                        id=self.book.make_id(), created=self.at, on=self.today, direction=direction,  # type: ignore[arg-type]  # one of the two
                        what=clean(what).strip(), weight=entry.weight, **about,
                    )
                )  # fmt: skip
        if entry.insight.strip():
            heading, text = split_heading(entry.insight)
            self.records.append(
                Insight(id=self.book.make_id(), created=self.at, on=self.today, heading=heading, text=text, **about)
            )

    def _keep_promises(self, touch: Touch) -> None:
        """Contact keeps what was promised up to today; any try uses up the retries that were booked."""
        for each in open_promises(self.book, self.about):
            if each.kind == "retry":
                if each.due <= self.today or in_contact(touch):
                    self.records.append(replace(each, done=self.today))
            elif in_contact(touch) and each.due <= self.today and self._was_meant(each, touch):
                self.records.append(replace(each, done=self.today))
                self.said.append(f"kept: {one_line(each.text)}")
                referral = self.book.referrals.get(each.referral) if each.referral else None
                if referral and each.kind in ("thank", "tell"):
                    self.records.append(replace(referral, thanked=self.today))

    @staticmethod
    def _was_meant(promise: Promise, touch: Touch) -> bool:
        """A task is done by a call of its own purpose only; a reward is paid, not talked about."""
        if promise.kind == "task":
            return promise.purpose is not None and promise.purpose == touch.purpose
        return promise.kind != "reward"

    def _next_step(self, touch: Touch) -> Promise | None:
        """What the user said comes next, else the outcome's own next step (method §3)."""
        entry, outcome = self.entry, self.entry.outcome
        if entry.next or entry.promise.strip():
            kind: PromiseKind = "meeting" if outcome == "meeting set" else "promise"
            when = entry.next or When(self.working.next(self.today), None)
            usual = {"meeting set": "the meeting", "call back later": "call back, as they asked"}
            text = clean(entry.promise).strip() or usual.get(outcome, "call, as agreed")
            return self._step(touch, kind, text, when.day, when.at)
        parking = self.rule.tries == "counts" and self.past.tries + 1 >= self.settings.rules.tries
        if parking or outcome in ("connected", "not interested", "do not call"):
            return None
        if outcome in ("voicemail", "no answer"):
            due = self.working.add(self.today, 2 if outcome == "voicemail" else 1)
            half, _ = next_half(self.settings, self.account, self.person, self.at)
            return self._step(touch, "retry", f"try again in {half}, after {outcome}", due, None)
        if outcome == "busy":
            return self._busy(touch)
        if outcome == "wrong number":
            who = self.person.name if self.person else "somebody"
            return self._step(
                touch, "task", f"find the number of {who}, or the successor", self.working.next(self.today), None
            )
        following = self.working.next(self.today)
        if outcome == "gatekeeper":
            return self._step(touch, "retry", "try again, after a message was left", following, None)
        if outcome == "referral received":
            return self._step(touch, "thank", f"thank {self._whom()} for the referral", following, None)
        texts = {"meeting set": "settle the time of the meeting", "call back later": "call back, as they asked"}
        return self._step(touch, "promise", texts[outcome], following, None)

    def _whom(self) -> str:
        return one_line(self.person.name if self.person else self.name)

    def _busy(self, touch: Touch) -> Promise:
        """In two hours; when the day is over by then, the next morning."""
        again = self.at + BUSY_AGAIN
        if again.date() == self.today and again.time() < self.settings.hours.end:
            return self._step(touch, "retry", "try again: it was busy", self.today, again)
        return self._step(touch, "retry", "try again: it was busy", self.working.next(self.today), None)

    def _step(self, touch: Touch, kind: PromiseKind, text: str, due: date, at: datetime | None) -> Promise:
        entry = self.entry
        return Promise(
            id=self.book.make_id(),
            created=self.at,
            made=self.today,
            text=text,
            due=due,
            at=at,
            kind=kind,
            account=entry.account,
            contact=entry.contact,
            opportunity=entry.opportunity,
            referral=self.referral_id if kind == "thank" else None,
            touch=touch.id,
            purpose=entry.purpose if kind == "retry" or (entry.purpose == "romance" and kind == "promise") else None,
        )

    def _park(self, days: int, why: str) -> None:
        if self.account is None:
            return
        until = self.today + timedelta(days=days)
        self.account_changes |= {"parked_until": until, "parked_why": why}
        self.said.append(f"parked until {say_day(until, self.today)}, after {why}")

    def _ends(self, touch: Touch) -> None:
        """Not interested, do not call, and a referral received."""
        if self.entry.outcome == "not interested":
            self._park(self.settings.rules.revisit_days, f"not interested{f': {touch.note}' if touch.note else ''}")
        elif self.entry.outcome == "do not call":
            self._bar()
        elif self.entry.outcome == "referral received":
            self._referral()
        elif touch.idea == "decision" and in_contact(touch):
            deal = self.book.opportunities.get(touch.opportunity) if touch.opportunity else None
            if deal and deal.bids_asked is None:
                self.records.append(replace(deal, bids_asked=self.today))
        if in_contact(touch) and self.rule.tries != "stops" and self.account and self.account.parked_until:
            self.account_changes |= {"parked_until": None, "parked_why": ""}

    def _bar(self) -> None:
        """One person when one is named, else the whole account; it survives deletion and import (method §3)."""
        if self.person is not None:
            self.records.append(replace(self.person, do_not_call=self.today))
            self.said.append(f"{one_line(self.person.name)} is never called again")
        else:
            self.account_changes["do_not_call"] = self.today
            self.said.append(f"{one_line(self.name)} is never called again")

    def _referral(self) -> None:
        """The referral with its source, and the account that is new by it (method §7)."""
        prospect, id = clean(self.entry.prospect).strip(), self.referral_id or self.book.make_id()
        referral, new = received(self.book, prospect, self.entry.contact, self._whom(), self.at, id)
        self.records.append(referral)
        if new is not None:
            self.records.append(new)
            self.said.append(f"new account: {one_line(prospect)}")


def _say(step: Promise, today: date) -> str:
    when = say_day(step.due, today) + (f" {step.at:%H:%M}" if step.at else "")
    return f"{one_line(step.text)}, {when}"
