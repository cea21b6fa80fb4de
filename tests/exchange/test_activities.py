"""Only calls and meetings are contact; tasks stay tasks, and other programs' outcomes become ours."""

from datetime import date, datetime

import pytest

from planner.exchange.meanings import level_of, outcome_of, stage_of, status_of_type
from tests.books import ZONE, a_book
from tests.exchange.helpers import bring, dry, only, source

HEADER = "Company,Subject,Type,Date,Time,Status,Outcome,Duration\n"


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("Left Voicemail", "voicemail"),
        ("LVM", "voicemail"),
        ("No Answer", "no answer"),
        ("Busy", "busy"),
        ("Wrong Number", "wrong number"),
        ("Left live message", "gatekeeper"),
        ("Meeting Scheduled", "meeting set"),
        ("Call Back Later", "call back later"),
        ("Not Interested", "not interested"),
        ("Do Not Call", "do not call"),
        ("Spoke with decision maker", "connected"),
        ("9D9162E7-6CF3-4944-BF63-4DFF82258764", "busy"),
        ("purple", None),
    ],
)
def test_outcomes_of_other_programs_are_ours(said: str, outcome: str | None) -> None:
    assert outcome_of(said) == outcome


@pytest.mark.parametrize(
    ("said", "stage"),
    [
        ("Closed Won", "won"),
        ("closedlost", "lost"),
        ("Negotiation/Review", "negotiation"),
        ("Proposal/Price Quote", "proposal"),
        ("Value Proposition", "qualified"),
        ("Id. Decision Makers", "qualified"),
        ("Needs Analysis", "qualified"),
        ("Prospecting", "prospecting"),
        ("Qualification", "prospecting"),
        ("contractsent", "negotiation"),
        ("appointmentscheduled", "qualified"),
        ("zzz", None),
    ],
)
def test_stages_of_other_programs_are_ours(said: str, stage: str | None) -> None:
    assert stage_of(said) == stage


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Customer", "existing"),
        ("Customer - Direct", "existing"),
        ("Former customer", "lost"),
        ("Prospect", None),
        ("Technology Partner", None),
    ],
)
def test_only_a_label_that_says_customer_claims_anything(said: str, status: str | None) -> None:
    assert status_of_type(said) == status


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("CEO", "executive"),
        ("VP of Sales", "executive"),
        ("Geschäftsführerin", "executive"),
        ("Sales Manager", "manager"),
        ("Head of IT", "manager"),
        ("Assistant to the CEO", None),
        ("Account Executive", None),
        ("Welder", None),
    ],
)
def test_a_job_title_says_how_senior_somebody_is(title: str, level: str | None) -> None:
    assert level_of(title) == level


def test_a_call_without_an_outcome_was_a_talk_unless_it_lasted_no_time() -> None:
    book = a_book()
    bring(
        book,
        "Company,Subject,Type,Date,Status,CallDurationInSeconds\nAcme,Call,Call,2026-11-02,Completed,0\n"
        "Acme,Call,Call,2026-11-03,Completed,200\nAcme,Left voicemail,Call,2026-11-04,Completed,20\n",
    )

    assert [touch.outcome for touch in book.touches.of(only(book.accounts).id)] == [
        "no answer",
        "connected",
        "voicemail",
    ]


def test_a_mail_that_was_sent_is_a_task_that_was_done_and_no_contact() -> None:
    book = a_book()
    bring(book, HEADER + "Acme,Sent the offer,Email,2026-11-02,,Completed,,\n")

    assert not book.touches
    assert (only(book.promises).done, only(book.promises).kind) == (date(2026, 11, 2), "task")


def test_a_meeting_to_come_stands_at_its_time_and_one_held_was_contact() -> None:
    book = a_book()
    bring(
        book,
        HEADER + "Acme,Review,Meeting,2026-11-26,10:00,Planned,,45\nAcme,Review,Meeting,2026-11-02,14:00,Held,,30\n",
    )
    promise, touch = only(book.promises), only(book.touches)

    assert (promise.kind, promise.at, promise.minutes) == ("meeting", datetime(2026, 11, 26, 10, tzinfo=ZONE), 45)
    assert (touch.outcome, touch.minutes) == ("connected", 30)


def test_an_open_task_that_is_long_overdue_is_put_aside_and_said() -> None:
    book = a_book()
    receipt = bring(book, HEADER + "Acme,Call them,Call,2024-01-02,,Not started,,\n")

    assert only(book.promises).dropped is not None
    assert any("put aside" in note for note in receipt.notes)


def test_a_task_that_is_done_by_the_next_export_is_done_here_too() -> None:
    book = a_book()
    tasks = "Id,Company,Subject,Type,Date,Status,Outcome\n7,Acme,Call Ann,Call,2026-11-25,Not started,\n"
    bring(book, tasks)
    receipt = bring(book, tasks.replace("2026-11-25,Not started,", "2026-11-22,Completed,Connected"))

    assert (receipt.created, receipt.updated, receipt.unchanged) == (0, 1, 0)
    assert only(book.promises).done == date(2026, 11, 22)


def test_an_unknown_outcome_is_said_and_kept_in_the_note() -> None:
    book = a_book()
    receipt = bring(book, HEADER + "Acme,Call,Call,2026-11-02,,Completed,Purple,5\n")

    assert (only(book.touches).outcome, "(Purple)" in only(book.touches).note) == ("connected", True)
    assert any('"Purple" is not known' in note for note in receipt.notes)


def test_an_activity_of_nobody_or_without_a_date_is_refused_with_its_reason() -> None:
    plan = dry(
        a_book(),
        source(
            HEADER
            + ",Call,Call,2026-11-02,,Completed,,\nAcme,Call,Call,,,Not started,,\nAcme,Call,Call,someday,,Completed,,\n"
        ),
    )

    assert [row.reason for row in plan.rows] == [
        "it names no account and no contact",
        "an open task without a date",
        '"someday" is no date',
    ]


def test_two_calls_on_one_day_are_two_and_stay_two_when_imported_again() -> None:
    book = a_book()
    text = HEADER + "Acme,Call,Call,2026-11-02,,Completed,No answer,\n" * 2
    bring(book, text)
    again = bring(book, text)

    assert (len(book.touches), again.unchanged) == (2, 2)
