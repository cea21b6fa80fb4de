"""The catalogue of romance ideas: how well each kind fits what is known of a prospect, and its wordings (method §6).

Every idea gives them something or asks something that only they can answer; none asks for news.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from planner.book.records import Event, Insight, Opportunity
from planner.book.vocabulary import Idea
from planner.method.endorsements import Offer
from planner.wording import day as say_day
from planner.wording import one_line

LONG_SILENT: Final = 14
"""Calendar days after which going there in person beats another call."""


class Known(Struct, frozen=True):
    """What is known of the prospect, as far as ideas are fitted to it."""

    who: str
    deal: str
    opportunity: Opportunity
    industry: str
    concern: str
    offer: Offer | None
    insight: Insight | None
    event: Event | None
    calendar_silent: int | None
    today: date


class Fitted(Struct, frozen=True):
    """How well a kind fits (0 to 10), and its wordings, taken in turn."""

    fit: float
    texts: Sequence[str]


def short(text: str, most: int = 60) -> str:
    """A user's own words in one line, cut at a word when they are long."""
    line = one_line(text).rstrip(".")
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def _insight(known: Known) -> Fitted:
    found = known.insight
    if found is None:
        where = f" in {known.industry}" if known.industry else " in their line of business"
        return Fitted(
            2,
            (
                f"Bring {known.who} one figure about what is changing{where}, and what it would mean for {known.deal}.",
                f"Ask {known.who} which change{where} worries or tempts them most this year, and come back with an answer.",
            ),
        )
    what, urgent = f"“{short(found.text)}”", found.heading in ("threats", "opportunities")
    return Fitted(
        6 if urgent else 4,
        (
            f"Bring {known.who} something of use on {what} (noted {say_day(found.on, known.today)}): a figure, a case, a name.",
            f"Show {known.who} on one page what {known.deal} does about {what}.",
        ),
    )


def _concern(known: Known) -> Fitted:
    if not known.concern:
        return Fitted(
            2.5,
            (
                f"Ask {known.who} what could still speak against {known.deal}, and write it down before answering.",
                f"Ask {known.who} who over there likes {known.deal} least, and what that person would need.",
            ),
        )
    return Fitted(
        10,
        (
            f"Answer {known.concern}: take {known.who} one page with the figure, the date, and who of us stands for it.",
            f"Tell {known.who} how another customer dealt with {known.concern}: what they feared, and what came of it.",
            f"Ask {known.who} what would settle {known.concern} for good, and bring exactly that.",
        ),
    )


def _reference(known: Known) -> Fitted:
    offer = known.offer
    if offer is None:
        return Fitted(
            1.5,
            (
                f"Offer {known.who} a talk with a customer who had the same choice to make, and name two dates for it.",
                f"Tell {known.who} in five minutes how it went at a customer's: before, after, and what went wrong.",
            ),
        )
    name, at = short(offer.contact.name, 40), short(offer.account.name, 40) if offer.account else ""
    speaker = f"{name} of {at}" if at else name
    shown = f"Show {known.who} the video by {speaker}" if offer.endorsement.kind == "video" else ""
    shown = shown or f"Take {known.who} the letter from {speaker}"
    too = f", in {known.industry} as they are," if offer.kindred and known.industry else ""
    return Fitted(
        7 if offer.kindred else 4,
        (
            f"Introduce {speaker}{too} to {known.who}: ten minutes on the phone, without us.",
            f"{shown}, and ask which part of it they would want for themselves.",
        ),
    )


def _expert(known: Known) -> Fitted:
    if known.concern:
        return Fitted(5, (f"Bring the colleague who knows most about {known.concern}, and let {known.who} ask.",))
    return Fitted(
        3,
        (
            f"Bring along the colleague who would do the work, and let {known.who} ask the hard questions.",
            f"Let the one of us who would do the work call whoever will live with it, about the first month of {known.deal}.",
        ),
    )


def _invite(known: Known) -> Fitted:
    if known.event:
        when = say_day(known.event.on, known.today)
        text = f"Invite {known.who} to {short(known.event.name, 40)} on {when}, and have two people ready for them to meet."
        return Fitted(5, (text,))
    return Fitted(
        3,
        (
            f"Invite {known.who} to see the work where it is done: at a customer's, or at our own place. Name a day.",
            f"Invite {known.who} and one colleague of theirs to lunch with a customer of ours who has no stake in it.",
        ),
    )


def _decision(known: Known) -> Fitted:
    deal = known.opportunity
    if deal.competitor:
        rival = short(deal.competitor, 40)
        return Fitted(
            8,
            (
                f"Ask {known.who} how they will choose between {rival} and us: who decides, by which yardstick, by when.",
                f"Ask {known.who} what {rival} does better than we do, and what that is worth to them.",
            ),
        )
    if deal.bids_asked is None:
        return Fitted(
            8,
            (
                f"Ask {known.who} who else has bid, and by which yardstick the bids will be compared.",
                f"Ask {known.who} who else has bid, and what would tip the scales between two bids that are level.",
            ),
        )
    if deal.decision and deal.decision >= known.today:
        when = say_day(deal.decision, known.today)
        return Fitted(4, (f"Ask {known.who} who signs on {when}, and what that person must have seen by then.",))
    return Fitted(
        3.5,
        (
            f"Ask {known.who} who else has a say in {known.deal}, and for an introduction to one of them.",
            f"Ask {known.who} which steps are left until a yes, and which of them we can take off their desk.",
        ),
    )


def _visit(known: Known) -> Fitted:
    long = known.calendar_silent is None or known.calendar_silent >= LONG_SILENT
    return Fitted(
        5 if long else 3,
        (
            f"Go there: ten minutes with {known.who} in person, with a sketch of the first month of {known.deal}.",
            f"Go there and ask {known.who} to show you the place where {known.deal} would be felt first.",
        ),
    )


def _thanks(known: Known) -> Fitted:
    fresh = known.calendar_silent is not None and known.calendar_silent <= 7
    return Fitted(
        3 if fresh else 2,
        (
            f"Thank {known.who} by hand, in three lines, for the time they gave: name the one thing we learned from it.",
            f"Thank {known.who} for an objection they raised, and say what we changed in {known.deal} because of it.",
        ),
    )


CATALOGUE: Final[dict[Idea, Callable[[Known], Fitted]]] = {
    "concern": _concern,
    "decision": _decision,
    "reference": _reference,
    "insight": _insight,
    "expert": _expert,
    "visit": _visit,
    "invite": _invite,
    "thanks": _thanks,
}
"""Every kind of idea, in the order that decides between equals."""
