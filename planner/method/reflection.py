"""The retrospective in the user's words: kept as it grows, finished once, and offered once a week (method §8)."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, Final

import msgspec

from planner.book import Book, BookError, Gone
from planner.book.records import Draft, Promise, Record, Reflection
from planner.method.selfcheck import ANSWERS, Answers
from planner.method.weeks import Span, week_of
from planner.settings import Settings, working_days
from planner.wording import clean, one_line

NOON: Final = time(12)
OFFERED: Final = "retrospective"
"""What the draft is about that remembers which week was offered."""
HALF: Final = "self-check "
"""What a half-answered self-check is kept under, before the week's first day."""


def reflection_of(book: Book, span: Span) -> Reflection | None:
    """What was written about a week, finished or half-done; None when nothing was.

    Found by any of its days, so that it is not lost when weeks begin on another day than they did.
    """
    found = [each for day in span.days for each in book.reflections.where("week", day)]
    return max(found, key=lambda each: (each.finished is not None, each.week == span.first, each.id), default=None)


def keep(
    book: Book,
    settings: Settings,
    now: datetime,
    day: date,
    *,
    answers: Answers | None = None,
    worked: str | None = None,
    change: str | None = None,
    promise: str | None = None,
) -> Reflection:
    """Keep what was answered or written so far about the week of `day`; what is None stays as it was.

    Raises BookError when an answer is not 0 to 4.
    """
    return _write(book, settings, now, day, False, _said(answers, worked, change, promise))


def finish(
    book: Book,
    settings: Settings,
    now: datetime,
    day: date,
    *,
    answers: Answers | None = None,
    worked: str | None = None,
    change: str | None = None,
    promise: str | None = None,
) -> Reflection:
    """Keep the rest and close the retrospective: its promise comes on the plan of the next week's first working day.

    Finishing again after a change brings the promise up to date and makes no second one. Raises BookError when an
    answer is not 0 to 4, or when there is nothing at all to finish.
    """
    return _write(book, settings, now, day, True, _said(answers, worked, change, promise))


def promise_day(settings: Settings, span: Span, now: datetime) -> date:
    """When the promise of a week falls due: the first working day after it, never one that is over (method §8)."""
    working, today = working_days(settings.hours), now.date()
    day = working.on_or_after(max(span.moved(1).first, today))
    return working.next(day) if day == today and now.time() >= settings.hours.end else day


def offer(book: Book, settings: Settings, now: datetime) -> Span | None:
    """The week whose retrospective is to be offered now; None when it is not the time, or it was done or offered.

    In the afternoon of a week's last working day that week, in the morning of its first the week before (for most
    users Friday and Monday). A week without calls is not worth one.
    """
    span = _time_for(settings, now)
    if span is None or not any(book.touches.where("day", day) for day in span.days):
        return None
    written = reflection_of(book, span)
    if (written and written.finished) or _offered(book, span):
        return None
    return span


def offered(book: Book, span: Span) -> None:
    """Remember that a week was offered: it is not offered again. No part of undo."""
    draft = next(iter(book.drafts.where("about", OFFERED)), None) or Draft(id=book.make_id(), about=OFFERED)
    kept = msgspec.structs.replace(draft, fields={"week": span.first.isoformat()})
    book.change("the retrospective was offered", kept, undoable=False)


def half_answered(book: Book, span: Span) -> tuple[str, ...]:
    """The digits of a self-check that was left before its third answer, "" where there is none; () when it was not."""
    draft = _half(book, span)
    return tuple(draft.fields.get(str(count), "") for count in range(3)) if draft else ()


def keep_half(book: Book, span: Span, digits: Sequence[str]) -> None:
    """Keep the answers of a self-check that is not finished; when it is, or is empty, nothing is kept any more."""
    draft, fields = _half(book, span), {str(count): digit for count, digit in enumerate(digits) if digit}
    if len(fields) in (0, 3):
        if draft:
            book.change("the self-check was finished", Gone(draft), undoable=False)
    elif draft is None or draft.fields != fields:
        kept = draft or Draft(id=book.make_id(), about=f"{HALF}{span.first.isoformat()}")
        book.change("the self-check was left", msgspec.structs.replace(kept, fields=fields), undoable=False)


# -- inside


def _half(book: Book, span: Span) -> Draft | None:
    return next(iter(book.drafts.where("about", f"{HALF}{span.first.isoformat()}")), None)


def _said(answers: Answers | None, worked: str | None, change: str | None, promise: str | None) -> dict[str, Any]:
    """What was said now, checked and cleaned, by field."""
    if answers is not None and (len(answers) != 3 or not all(0 <= each < len(ANSWERS) for each in answers)):
        raise BookError("the self-check takes three answers, each from 0 (never) to 4 (always)")
    lines = {"worked": worked, "change": change, "promise": promise}
    said: dict[str, Any] = {name: clean(line).strip() for name, line in lines.items() if line is not None}
    return said if answers is None else {**said, "answers": tuple(answers)}


def _write(
    book: Book, settings: Settings, now: datetime, day: date, finishing: bool, said: dict[str, Any]
) -> Reflection:
    span = week_of(day, settings.hours.week_starts)

    def work(newest: Book) -> list[Record]:
        before = reflection_of(newest, span) or Reflection(id=newest.make_id(), created=now, week=span.first)
        after = msgspec.structs.replace(before, **said)
        return _finished(newest, settings, span, now, after) if finishing else [after]

    verb = "finished" if finishing else "kept"
    book.change(f"Retrospective of {span.name} {verb}", work)
    written = reflection_of(book, span)
    assert written is not None
    return written


def _finished(book: Book, settings: Settings, span: Span, now: datetime, reflection: Reflection) -> list[Record]:
    if reflection.answers is None and not (reflection.worked or reflection.change or reflection.promise):
        raise BookError("there is nothing to finish yet: answer the self-check or write one of the three lines")
    today = now.date()
    promise = _promised(book, reflection, promise_day(settings, span, now), now)
    closed = msgspec.structs.replace(
        reflection, finished=reflection.finished or today, promised=promise.id if promise else reflection.promised
    )
    return [closed, promise] if promise else [closed]


def _promised(book: Book, reflection: Reflection, due: date, now: datetime) -> Promise | None:
    """The promise as the reflection has it now; None when there is nothing to make, change or take back."""
    text, made = one_line(reflection.promise), book.promises.get(reflection.promised or "")
    if made is None:
        return Promise(id=book.make_id(), created=now, made=now.date(), text=text, due=due) if text else None
    if not made.open:
        return None
    return msgspec.structs.replace(made, text=text) if text else msgspec.structs.replace(made, dropped=now.date())


def _time_for(settings: Settings, now: datetime) -> Span | None:
    """The week that it is time to look back on: this one, the one before, or None."""
    today, working = now.date(), working_days(settings.hours)
    span = week_of(today, settings.hours.week_starts)
    days = [day for day in span.days if working.is_working(day)]
    if not days:
        return None
    if today == days[-1] and now.time() >= NOON:
        return span
    return span.moved(-1) if today == days[0] and now.time() < NOON else None


def _offered(book: Book, span: Span) -> bool:
    return any(each.fields.get("week") == span.first.isoformat() for each in book.drafts.where("about", OFFERED))
