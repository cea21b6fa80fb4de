"""Two or three good opening questions for a call: by its purpose, and by what we don't know of their business yet (method §4)."""

from datetime import date
from typing import Final

from planner.book import Book
from planner.book.records import Account, Contact
from planner.book.vocabulary import HEADINGS, FenceStep, Heading, Purpose

STALE_DAYS = 180

BY_PURPOSE: Final[dict[Purpose, tuple[str, ...]]] = {
    "executive interview": (
        "What will look different in your market a year from now?",
        "Which decision of this year matters most to you, and what would make it easier?",
        "If one thing kept you from your plan, what would it be?",
    ),
    "working interview": (
        "What takes more of your team's time than it should?",
        "What has changed since we last spoke?",
    ),
    "deliver value": (
        "I came across something that touches your business: may I show you in two minutes?",
        "Who else on your side should see this?",
    ),
    "mend fences": ("What should we have done differently, seen from your chair?",),
    "romance": (
        "What came up when you went through the proposal together?",
        "How will you decide, and who else has a say in it?",
    ),
    "prospecting": (
        "How do you solve this today, and what do you like about it?",
        "What would have to happen for you to look at another way?",
    ),
    "ask referral": (
        "Who do you know that has the trouble we solved for you?",
        "Would you tell them about us first, or shall I mention your name?",
    ),
    "thank": ("Your introduction led somewhere: may I tell you what came of it?",),
    "colleague catch-up": (
        "What are you proudest of since we last talked?",
        "Which trend do you see at your customers?",
        "Whom would you like to meet, and who should meet me?",
    ),
    "project check": ("Before I ask about projects: what is on your mind these days?",),
    "courtesy": ("What could I bring you that would be worth your time?",),
}

BY_HEADING: Final[dict[Heading, str]] = {
    "environment": "What is moving in your industry that outsiders don't see?",
    "business": "How does your company really earn its money, and what is changing there?",
    "threats": "Who or what could hurt you most in the next two years?",
    "opportunities": "Where would you invest if you had a free hand?",
    "concerns": "What worries you about the road ahead?",
    "decision process": "How does a decision like this come about in your house?",
}

BY_FENCE: Final[dict[FenceStep, str]] = {
    "hear out": "What went wrong for you, in your own words? I am only here to listen.",
    "repair": "We have looked into what you told us: may I say what we put right?",
    "bring something": "I have something that may be of use to you, and nothing to ask: may I send it?",
    "meet someone new": "Who has joined since our time whom I ought to know?",
}


def questions(
    book: Book,
    account: Account | None,
    contact: Contact | None,
    purpose: Purpose | None,
    today: date,
    fence: FenceStep | None = None,
) -> list[str]:
    """At most three questions: the step's own, one for a gap on the knowledge sheet, and those of the purpose."""
    asked: list[str] = [BY_FENCE[fence]] if fence else []
    if account and purpose in ("executive interview", "working interview", "romance", "deliver value"):
        gap = missing_heading(book, account, today)
        if gap:
            asked.append(BY_HEADING[gap])
    asked.extend(BY_PURPOSE.get(purpose, ()) if purpose else ())
    return list(dict.fromkeys(asked))[:3]


def missing_heading(book: Book, account: Account, today: date) -> Heading | None:
    """The first heading of the knowledge sheet on which there is nothing fresh; None when all are known."""
    fresh = {each.heading for each in book.insights.of(account.id) if (today - each.on).days <= STALE_DAYS}
    return next((heading for heading in HEADINGS if heading not in fresh), None)
