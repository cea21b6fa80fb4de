"""The forms of promises, benefits, insights, referrals and endorsements (method §4, §7)."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from planner.book import Book, Gone
from planner.book.records import Benefit, Endorsement, Insight, Promise, Record, Referral, StageChange
from planner.book.vocabulary import (
    ENDORSEMENT_KINDS,
    ENDORSEMENT_STAGES,
    HEADINGS,
    REFERRAL_STAGES,
    Direction,
    Heading,
    choose,
)
from planner.method import endorsements, referrals
from planner.wording import one_line
from screens.base import PlannerScreen
from screens.checks import day_named, next_workday, when_of
from screens.dialogs import Question
from screens.fields import Field, Fields
from screens.forms import Changes, Form
from screens.reading import show_day

SIZES = ("small", "solid", "big")
"""Weights 1, 2 and 3 of a benefit."""
STATES = ("open", "kept", "dropped")
WAYS = ("got", "given")


def promise_form(
    screen: PlannerScreen, record: Record | None = None, account: str | None = None, contact: str | None = None
) -> Form:
    """A promise: what, to whom, by when, and what became of it."""
    new, today, make = record is None, screen.now.date(), Fields(screen)
    promise = record if isinstance(record, Promise) else Promise(
        id=screen.book.make_id(), created=screen.now, made=today, text="", due=today, account=account, contact=contact
    )  # fmt: skip
    state = "kept" if promise.done else "dropped" if promise.dropped else "open"
    fields = [
        make.free("text", "I will", promise.text, "what is promised", needed=True),
        _due(screen, promise, new),
        make.person("To", promise.contact, promise.account),
        *([] if new else [make.pick("done", "It is", state, STATES)]),
    ]

    def finish(_: Book, before: Promise, changed: Changes) -> Sequence[Record | Gone]:
        """The day and the state as they are kept."""
        fields = dict(changed)
        if "due" in changed:
            fields |= {"due": changed["due"].day, "at": changed["due"].at}
        if "done" in changed:
            kept, dropped = changed["done"] == "kept", changed["done"] == "dropped"
            fields |= {"done": today if kept else None, "dropped": today if dropped else None}
        return [replace(before, **fields)]

    title, did = ("New promise", "Promised") if new else (f"Promise: {one_line(promise.text)}", "Edited promise")
    return Form(title, promise, fields, lambda said: f"{did}: {one_line(said['text'])}", finish, new)


def _due(screen: PlannerScreen, promise: Promise, new: bool) -> Field:
    at = promise.at.astimezone(screen.now.tzinfo) if promise.at else None
    shown = (
        next_workday(screen.now, screen.settings) if new else f"{at:%Y-%m-%dT%H:%M}" if at else show_day(promise.due)
    )
    question = Question("due", "By", shown, check=day_named(screen.now, screen.settings), needed=True)
    return Field(question, lambda text: when_of(text, screen.now, screen.settings))


def benefit_form(
    screen: PlannerScreen,
    record: Record | None = None,
    account: str | None = None,
    contact: str | None = None,
    direction: Direction = "given",
) -> Form:
    """A professional benefit that was given or got."""
    new, make = record is None, Fields(screen)
    benefit = record if isinstance(record, Benefit) else Benefit(
        id=screen.book.make_id(), created=screen.now, on=screen.now.date(), direction=direction, what="",
        account=account, contact=contact,
    )  # fmt: skip
    given = benefit.direction == "given"
    hint = "a professional benefit " + ("they got from you" if given else "you got from them")
    size = make.pick("weight", "How big", SIZES[benefit.weight - 1], SIZES)
    fields = [
        make.free("what", "Gave" if given else "Got", benefit.what, hint, needed=True),
        Field(size.question, lambda text: SIZES.index(choose(text, SIZES, "size")) + 1),
        make.past("on", "On", benefit.on, needed=True),
        make.person("To" if given else "From", benefit.contact, benefit.account),
    ]
    did = "Gave" if given else "Got"
    title = "What was given" if given else "What was got"
    return Form(title, benefit, fields, lambda said: f"{did}: {one_line(said['what'])}", None, new)


def insight_form(
    screen: PlannerScreen,
    record: Record | None = None,
    account: str | None = None,
    contact: str | None = None,
    heading: Heading = "business",
) -> Form:
    """Something learned about their business, under a heading, with who said it."""
    new, make = record is None, Fields(screen)
    insight = record if isinstance(record, Insight) else Insight(
        id=screen.book.make_id(), created=screen.now, on=screen.now.date(), text="", heading=heading,
        account=account, contact=contact,
    )  # fmt: skip
    fields = [
        make.free("text", "Learned", insight.text, "about their business", needed=True),
        make.pick("heading", "Heading", insight.heading, HEADINGS),
        make.past("on", "On", insight.on, needed=True),
        make.person("Said by", insight.contact, insight.account),
    ]
    return Form("What was learned", insight, fields, lambda said: f"Learned: {one_line(said['text'])}", None, new)


def referral_form(
    screen: PlannerScreen, record: Record | None = None, contact: str | None = None, account: str | None = None
) -> Form:
    """A referral; a new stage makes the promise to thank or to tell the source."""
    new, today, make = record is None, screen.now.date(), Fields(screen)
    referral = record if isinstance(record, Referral) else Referral(
        id=screen.book.make_id(), created=screen.now, prospect="", contact=contact, account=account, made=today
    )  # fmt: skip
    fields = [
        make.line("prospect", "Prospect", referral.prospect, "who was, or is to be, introduced", needed=True),
        make.pick("direction", "Way", referral.direction, WAYS),
        make.person("With", referral.contact, None),
        make.pick("stage", "Stage", referral.stage, REFERRAL_STAGES),
        make.account("account", "Opened", referral.account, "the account that came of it"),
        make.line("reward", "Reward", referral.reward, "what is owed for it"),
        make.free("note", "Note", referral.note),
    ]

    def finish(book: Book, before: Referral, changed: Changes) -> Sequence[Record | Gone]:
        """A new stage brings with it what the method says."""
        stage = changed.get("stage", before.stage)
        after = replace(before, **(changed | {"stage": before.stage}))
        if new and stage == before.stage:
            return [replace(after, history=(StageChange(stage, today),))]
        return referrals.advance(book, screen.settings, after, stage, screen.now)

    title = "New referral" if new else f"Referral: {one_line(referral.prospect)}"
    return Form(
        title, referral, fields, lambda said: f"Referral {said['stage']}: {one_line(said['prospect'])}", finish, new
    )


def endorsement_form(
    screen: PlannerScreen, record: Record | None = None, contact: str | None = None, account: str | None = None
) -> Form:
    """A letter of recommendation or a video, from proposed to used."""
    new, today, make = record is None, screen.now.date(), Fields(screen)
    endorsement = record if isinstance(record, Endorsement) else Endorsement(
        id=screen.book.make_id(), created=screen.now, contact=contact or "", account=account
    )  # fmt: skip
    fields = [
        make.person("By", endorsement.contact, endorsement.account, needed=True),
        make.pick("kind", "Kind", endorsement.kind, ENDORSEMENT_KINDS),
        make.pick("stage", "Stage", endorsement.stage, ENDORSEMENT_STAGES),
        make.line("link", "Where it is", endorsement.link, "a file or an address"),
        make.free("note", "Note", endorsement.note),
    ]

    def finish(book: Book, before: Endorsement, changed: Changes) -> Sequence[Record | Gone]:
        """A new stage brings with it what the method says."""
        stage = changed.get("stage", before.stage)
        after = replace(before, **(changed | {"stage": before.stage}))
        if new and stage == before.stage:
            return [replace(after, history=(StageChange(stage, today),))]
        return endorsements.advance(book, screen.settings, after, stage, screen.now) or [after]

    by = one_line(screen.book.contact_name(endorsement.contact))
    title = "New endorsement" if new else f"Endorsement by {by}"
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
