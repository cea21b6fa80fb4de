"""The forms of promises, benefits, insights, referrals and endorsements (method §4, §7)."""

from collections.abc import Callable, Sequence
from dataclasses import replace as replaced

from msgspec.structs import replace

from planner.book import Book, Gone
from planner.book.find import find_account, find_contact
from planner.book.records import Benefit, Contact, Endorsement, Insight, Promise, Record, Referral, StageChange
from planner.book.vocabulary import (
    ENDORSEMENT_KINDS,
    ENDORSEMENT_STAGES,
    HEADINGS,
    REFERRAL_STAGES,
    Direction,
    choose,
)
from planner.method import endorsements, referrals
from planner.wording import one_line
from screens.base import PlannerScreen
from screens.checks import account_named, day_named, person_named, when_of, word_of
from screens.dialogs import Question
from screens.forms import Changes, Field, Form
from screens.forms_people import free, past_day, picked
from screens.reading import show_day

SIZES = ("small", "solid", "big")
"""Weights 1, 2 and 3 of a benefit."""
STATES = ("open", "kept", "dropped")


def person_field(screen: PlannerScreen, label: str, person: str | None, account: str | None) -> Field:
    """Who it is about: somebody at the account, or anybody where there is none."""
    at = screen.book.accounts.get(account or "")
    there: Sequence[Contact] = screen.book.contacts.of(account) if account else list(screen.book.contacts.values())
    names = [one_line(each.name) for each in there[:5000]]

    def read(text: str) -> str | None:
        return find_contact(screen.book, text, at).id if text else None

    shown = screen.book.contact_name(person)
    return Field(Question("contact", label, shown, "type a name", names, person_named(screen.book, at)), read)


def promise_form(
    screen: PlannerScreen, record: Record | None = None, account: str | None = None, contact: str | None = None
) -> Form:
    """A promise: what, to whom, by when, and what became of it."""
    new, today = record is None, screen.now.date()
    promise = record if isinstance(record, Promise) else Promise(
        id=screen.book.make_id(), created=screen.now, made=today, text="", due=today, account=account, contact=contact
    )  # fmt: skip
    due = f"{promise.at.astimezone(screen.now.tzinfo):%Y-%m-%dT%H:%M}" if promise.at else show_day(promise.due)
    state = "kept" if promise.done else "dropped" if promise.dropped else "open"
    fields = [
        Field(Question("text", "I will", promise.text, "what is promised", needed=True), free),
        Field(Question("due", "By", "tomorrow" if new else due, check=day_named(screen.now, screen.settings), needed=True), lambda text: when_of(text, screen.now, screen.settings)),
        person_field(screen, "To", promise.contact, promise.account),
    ]  # fmt: skip
    if not new:
        fields.append(
            Field(
                Question("done", "It is", state, ", ".join(STATES), STATES, word_of(STATES, "state"), True),
                lambda text: choose(text, STATES, "state"),
            )
        )

    def finish(_: Book, before: Promise, changed: Changes) -> Sequence[Record | Gone]:
        """The day and the state as they are kept."""
        if "due" in changed:
            when = changed.pop("due")
            changed |= {"due": when.day, "at": when.at}
        if "done" in changed:
            state = changed.pop("done")
            changed |= {"done": today if state == "kept" else None, "dropped": today if state == "dropped" else None}
        return [replace(before, **changed)]

    title = "New promise" if new else f"Promise: {one_line(promise.text)}"
    return Form(
        title,
        promise,
        fields,
        lambda said: f"{'Promised' if new else 'Edited promise'}: {one_line(said['text'])}",
        finish,
        new,
    )


def benefit_form(
    screen: PlannerScreen, record: Record | None = None, account: str | None = None, contact: str | None = None,
    direction: Direction = "given",
) -> Form:  # fmt: skip
    """A professional benefit that was given or got."""
    new = record is None
    benefit = record if isinstance(record, Benefit) else Benefit(
        id=screen.book.make_id(), created=screen.now, on=screen.now.date(), direction=direction, what="",
        account=account, contact=contact,
    )  # fmt: skip
    given = benefit.direction == "given"
    hint = "a professional benefit " + ("they got from you" if given else "you got from them")
    fields = [
        Field(Question("what", "Gave" if given else "Got", benefit.what, hint, needed=True), free),
        Field(Question("weight", "How big", SIZES[benefit.weight - 1], ", ".join(SIZES), SIZES, word_of(SIZES, "size"), True), lambda text: SIZES.index(choose(text, SIZES, "size")) + 1),
        Field(Question("on", "On", show_day(benefit.on), "today, fri, 3 weeks ago", check=day_named(screen.now, screen.settings, past=True), needed=True), past_day(screen)),
        person_field(screen, "To" if given else "From", benefit.contact, benefit.account),
    ]  # fmt: skip
    word = "Gave" if given else "Got"
    return Form(
        "What was given" if given else "What was got",
        benefit,
        fields,
        lambda said: f"{word}: {one_line(said['what'])}",
        None,
        new,
    )


def insight_form(
    screen: PlannerScreen, record: Record | None = None, account: str | None = None, contact: str | None = None,
    heading: str = "business",
) -> Form:  # fmt: skip
    """Something learned about their business, under a heading, with who said it."""
    new = record is None
    insight = record if isinstance(record, Insight) else Insight(
        id=screen.book.make_id(), created=screen.now, on=screen.now.date(), text="", account=account, contact=contact,
        heading=choose(heading, HEADINGS, "heading"),  # type: ignore[arg-type]  # one of HEADINGS
    )  # fmt: skip
    fields = [
        Field(Question("text", "Learned", insight.text, "about their business", needed=True), free),
        Field(Question("heading", "Heading", insight.heading, ", ".join(HEADINGS), HEADINGS, word_of(HEADINGS, "heading"), True), picked(HEADINGS, "heading")),
        Field(Question("on", "On", show_day(insight.on), "today, fri, 3 weeks ago", check=day_named(screen.now, screen.settings, past=True), needed=True), past_day(screen)),
        person_field(screen, "Said by", insight.contact, insight.account),
    ]  # fmt: skip
    return Form("What was learned", insight, fields, lambda said: f"Learned: {one_line(said['text'])}", None, new)


def referral_form(
    screen: PlannerScreen, record: Record | None = None, contact: str | None = None, account: str | None = None
) -> Form:
    """A referral; a new stage makes the promise to thank or to tell the source."""
    new, today = record is None, screen.now.date()
    referral = record if isinstance(record, Referral) else Referral(
        id=screen.book.make_id(), created=screen.now, prospect="", contact=contact, account=account, made=today
    )  # fmt: skip
    names = [one_line(each.name) for each in screen.book.accounts.values()] if len(screen.book.accounts) < 5000 else []
    directions = ("got", "given")
    opened = screen.book.account_name(referral.account)

    def opens(text: str) -> str | None:
        return find_account(screen.book, text).id if text else None

    fields = [
        Field(Question("prospect", "Prospect", referral.prospect, "who was, or is to be, introduced", needed=True)),
        Field(Question("direction", "Way", referral.direction, "got or given", directions, word_of(directions, "way"), True), picked(directions, "way")),
        person_field(screen, "With", referral.contact, None),
        Field(Question("stage", "Stage", referral.stage, ", ".join(REFERRAL_STAGES), REFERRAL_STAGES, word_of(REFERRAL_STAGES, "stage"), True), picked(REFERRAL_STAGES, "stage")),
        Field(Question("account", "Opened", opened, "the account that came of it", names, account_named(screen.book)), opens),
        Field(Question("reward", "Reward", referral.reward, "what is owed for it")),
        Field(Question("note", "Note", referral.note), free),
    ]  # fmt: skip

    def finish(book: Book, before: Referral, changed: Changes) -> Sequence[Record | Gone]:
        stage = changed.pop("stage", before.stage)
        after = replace(before, **changed)
        if new:
            return [replace(after, stage=stage, history=(StageChange(stage, today),))]
        return referrals.advance(book, screen.settings, after, stage, screen.now)

    title = "New referral" if new else f"Referral: {one_line(referral.prospect)}"
    return Form(
        title, referral, fields, lambda said: f"Referral {said['stage']}: {one_line(said['prospect'])}", finish, new
    )


def endorsement_form(
    screen: PlannerScreen, record: Record | None = None, contact: str | None = None, account: str | None = None
) -> Form:
    """A letter of recommendation or a video, from proposed to used."""
    new, today = record is None, screen.now.date()
    endorsement = record if isinstance(record, Endorsement) else Endorsement(
        id=screen.book.make_id(), created=screen.now, contact=contact or "", account=account
    )  # fmt: skip
    by = person_field(screen, "By", endorsement.contact, endorsement.account)
    fields = [
        Field(replaced(by.question, needed=True), by.read),
        Field(Question("kind", "Kind", endorsement.kind, ", ".join(ENDORSEMENT_KINDS), ENDORSEMENT_KINDS, word_of(ENDORSEMENT_KINDS, "kind"), True), picked(ENDORSEMENT_KINDS, "kind")),
        Field(Question("stage", "Stage", endorsement.stage, ", ".join(ENDORSEMENT_STAGES), ENDORSEMENT_STAGES, word_of(ENDORSEMENT_STAGES, "stage"), True), picked(ENDORSEMENT_STAGES, "stage")),
        Field(Question("link", "Where it is", endorsement.link, "a file or an address")),
        Field(Question("note", "Note", endorsement.note), free),
    ]  # fmt: skip

    def finish(book: Book, before: Endorsement, changed: Changes) -> Sequence[Record | Gone]:
        stage = changed.pop("stage", before.stage)
        after = replace(before, **changed)
        if new:
            return [replace(after, stage=stage, history=(StageChange(stage, today),))]
        return endorsements.advance(book, screen.settings, after, stage, screen.now) or [after]

    name = one_line(screen.book.contact_name(endorsement.contact))
    title = "New endorsement" if new else f"Endorsement by {name}"
    return Form(
        title,
        endorsement,
        fields,
        lambda said: f"Endorsement {said['stage']}: {one_line(said['contact'])}",
        finish,
        new,
    )


RECORDS: dict[str, Callable[..., Form]] = {
    "promise": promise_form,
    "benefit": benefit_form,
    "insight": insight_form,
    "referral": referral_form,
    "endorsement": endorsement_form,
}
