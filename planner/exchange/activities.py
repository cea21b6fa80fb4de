"""A row of another program's calls, meetings and tasks → a touch that took place, or a promise that falls due (method §3).

Only calls and meetings are touches. A task that is done is kept as a kept task, so that no e-mail that was merely sent
counts as contact.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import blake2b
from typing import Any, Final, Literal

from planner.book.ids import number, spelled
from planner.book.vocabulary import Outcome
from planner.clock import local_moment
from planner.exchange.dates import clock_of
from planner.exchange.meanings import outcome_of
from planner.exchange.rows import Fields, Reading
from planner.exchange.values import minutes_of, says_yes, without_html
from planner.wording import fold, one_line

LONGEST_NOTE: Final = 4000
SHORT: Final = 200
"""Letters of a note that a task's text takes."""
STALE_DAYS: Final = 90
"""An open task that is overdue by more days than this is put aside: nobody's plan is to begin with it."""

_MEETING = re.compile(r"\b(meeting|visit|lunch|event|demo|appointment|termin|besuch|presentation|conference)")
_CALL = re.compile(r"\b(call|phone|telefon|anruf|voice ?mail|vm|dial|rang|spoke)")
_OTHER = re.compile(r"\b(e?-?mail|letter|deadline|to ?do|task|reminder|note|sms|linkedin|fax)\b")
_CANCELLED = re.compile(r"cancell?ed|storniert|annule|abgesagt")
_DONE = re.compile(r"(complete|done|held|closed|finished|erledigt|termine|success|logged|sent)")


class NoActivity(ValueError):
    """A row that can't be a touch or a promise; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Activity:
    """What one row says, but for whom it was with. `kind` decides the record: a touch, or a promise."""

    kind: Literal["touch", "meeting", "task"]
    fields: dict[str, Any]
    odd: str = ""


def stable_id(*parts: str) -> str:
    """The id of something that another program knows by these parts: the same at every import."""
    digest = blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=8).digest()
    return spelled(int.from_bytes(digest, "big") >> 4)


assert number(stable_id("")) >= 0


def read_activity(said: Fields, reading: Reading, now: datetime) -> Activity:
    """The touch or promise in a row; NoActivity says why there is none."""
    sort = _sort(said)
    if any(_CANCELLED.match(fold(said.get(name, ""))) for name in ("status", "outcome")):
        raise NoActivity("it was cancelled")
    at = _moment(said, reading)
    done = _is_done(said, at, now)
    if at is None:
        raise NoActivity("an open task without a date" if not done else "it has no date")
    subject = one_line(said.get("subject", "") or said.get("type", "")) or sort
    if done and sort != "task":
        return _touch(said, subject, at, reading, now, sort)
    day = at.astimezone(reading.zone).date() if isinstance(at, datetime) else at
    fields: dict[str, Any] = {
        "text": _with_note(said, subject, sort),
        "due": day,
        "kind": "meeting" if sort == "meeting" else "task",
    }
    if done:
        return Activity("task", fields | {"done": min(day, now.date())})
    if isinstance(at, datetime):
        fields["at"] = at
    if now.date() - day > timedelta(days=STALE_DAYS):
        return Activity("task", fields | {"dropped": now.date()}, "open tasks overdue by over 90 days were put aside")
    minutes = _minutes(said, reading, at)
    return Activity("meeting" if sort == "meeting" else "task", fields | ({"minutes": minutes} if minutes else {}))


def _with_note(said: Fields, subject: str, sort: str) -> str:
    """What a task is about: its subject and a short note; of a note without a subject its beginning."""
    note = one_line(without_html(said.get("note", "")))
    if not note or note == subject:
        return subject
    if subject == sort:
        return note if len(note) <= SHORT else note[: SHORT - 1] + "…"
    return f"{subject}: {note}" if len(note) <= SHORT else subject


def _sort(said: Fields) -> Literal["call", "meeting", "task"]:
    kind = fold(said.get("type", ""))
    subject = fold(said.get("subject", ""))
    for words in (kind, subject):
        if _CALL.search(words):
            return "call"
        if _OTHER.search(words) and not (words is kind and kind == "task" and said.get("outcome")):
            return "task"
        if _MEETING.search(words):
            return "meeting"
    if said.get("end") and not said.get("status"):
        return "meeting"
    if any(said.get(name) for name in ("outcome", "seconds", "milliseconds", "direction")):
        return "call"
    return "meeting" if (said.get("end") or said.get("minutes")) and not said.get("status") else "task"


def _moment(said: Fields, reading: Reading) -> date | datetime | None:
    for field in ("date", "created"):
        if not said.get(field) or (field == "created" and not _may_use_created(said)):
            continue
        try:
            found = reading.moment(field, said[field])
            if not isinstance(found, datetime) and said.get("time"):
                return local_moment(found, clock_of(said["time"]).replace(tzinfo=None), reading.zone)
            return found
        except (ValueError, OverflowError):
            raise NoActivity(f'"{said[field][:40]}" is no date') from None
    return None


def _may_use_created(said: Fields) -> bool:
    """A call that was logged without a date was logged when it took place; an open task without one has none."""
    return bool(said.get("outcome") or says_yes(said.get("done", "")) or _DONE.search(fold(said.get("status", ""))))


def _is_done(said: Fields, at: date | datetime | None, now: datetime) -> bool:
    if "done" in said:
        word = fold(said["done"])
        return says_yes(word) or bool(re.search(r"\d{4}", word)) or word == "done"
    if "status" in said:
        return bool(_DONE.search(fold(said["status"])))
    if said.get("outcome"):
        return at is None or not _is_to_come(at, now)
    if at is None:
        return False
    return at <= now if isinstance(at, datetime) else at <= now.date()


def _is_to_come(at: date | datetime, now: datetime) -> bool:
    """Whether a moment lies ahead by so much that no time zone explains it."""
    return (at.date() if isinstance(at, datetime) else at) > now.date() + timedelta(days=1)


def _touch(said: Fields, subject: str, at: date | datetime, reading: Reading, now: datetime, sort: str) -> Activity:
    moment = at if isinstance(at, datetime) else local_moment(at, time(12), reading.zone)
    outcome, odd = _outcome(said, subject, reading, at)
    note = without_html(said.get("note", ""))
    text = "\n".join(part for part in (subject if subject not in ("call", "meeting") else "", note) if part)
    if odd:
        text = f"{text}\n({said['outcome']})" if text else said["outcome"]
    fields: dict[str, Any] = {
        "at": min(moment, now) if isinstance(at, datetime) or at <= now.date() else moment,
        "outcome": outcome,
        "minutes": _minutes(said, reading, at) or 0,
        "note": text if len(text) <= LONGEST_NOTE else text[: LONGEST_NOTE - 1] + "…",
        "inbound": fold(said.get("direction", "")) in ("inbound", "incoming", "in"),
    }
    return Activity("touch", fields, odd)


def _outcome(said: Fields, subject: str, reading: Reading, at: date | datetime) -> tuple[Outcome, str]:
    """The outcome that the row names, or that its subject does; a call that was logged without one was a talk."""
    named = said.get("outcome", "")
    if named:
        found = outcome_of(named)
        return (
            (found, "")
            if found
            else ("connected", f'the outcome "{one_line(named)[:40]}" is not known: taken as connected')
        )
    spoken = outcome_of(subject)
    if spoken and spoken not in ("connected", "referral received", "meeting set"):
        return spoken, ""
    lasted = any(name in said for name in ("seconds", "milliseconds"))
    return ("no answer", "") if lasted and not _minutes(said, reading, at) else ("connected", "")


def _minutes(said: Fields, reading: Reading, at: date | datetime) -> int | None:
    try:
        if said.get("seconds"):
            return minutes_of(said["seconds"], seconds=True)
        if ":" in said.get("milliseconds", ""):
            return minutes_of(said["milliseconds"])
        if said.get("milliseconds"):
            return minutes_of(str(float(said["milliseconds"]) / 1000), seconds=True)
        if said.get("minutes"):
            return minutes_of(said["minutes"])
        if said.get("end") and isinstance(at, datetime):
            end = reading.moment("end", said["end"])
            if isinstance(end, datetime) and end >= at:
                return min(24 * 60, round((end - at).total_seconds() / 60))
    except (ValueError, OverflowError):
        return None
    return None
