"""A person's words for a date or a moment ("fri 10:00", "+3d", "1 dec") made exact, and said back in words.

For every command and field that takes WHEN. Days are read by planner.spoken; clock times and hours are read here. Lengths of
time that neither knows ("twenty days") go to parsedatetime, which is believed only when it used every word.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from planner import wording
from planner.clock import AFTERNOON, FIRST_YEAR, LAST_YEAR, MORNING, WorkingDays, local_moment
from planner.said import EXAMPLES, Said, WhenError
from planner.spoken import NUMBER, WEEKDAY, day_of, number

__all__ = ["When", "WhenError", "parse_when", "say_when"]

LONGEST = 80  # characters; nobody says a date in more
YEARS_AHEAD = 10  # further ahead, parsedatetime has misunderstood

_TIMES = {
    "morning": MORNING,
    "am": MORNING,
    "noon": time(12),
    "midday": time(12),
    "lunch": time(12),
    "lunchtime": time(12),
    "afternoon": AFTERNOON,
    "pm": AFTERNOON,
    "eod": time(17),
    "cob": time(17),
    "end of day": time(17),
    "evening": time(18),
    "midnight": time(0),
}
_SAME = (  # ways of saying the same thing, before anything else is read
    (r"[,\s]+", " "),
    (r"^(on|by) ", ""),
    (r"\btonight\b", "today evening"),
    (r"\bthis (morning|afternoon|evening)\b", r"today \1"),
    (r"\b(in the )?early (morning|afternoon|evening)\b", r"\2"),
    (r"\bin the (morning|afternoon|evening)\b", r"\1"),
    (r"\bfirst thing\b", "morning"),
    (r"\b(a )?quarter of an hour\b", "15 min"),
    (r"\b(an )?hour and a half\b", "90 min"),
    (r"\bhalf an hour\b", "30 min"),
    (r"\bhalf a year\b", "6 months"),
    (r"\ba fortnight\b", "2 weeks"),
    (r"\b(a couple of|a couple|two)\b", "2"),
    (r"\b(tmrw|tmr|tom)\b", "tomorrow"),
    (r"\bthe (day (?:after tomorrow|before yesterday)|week after next)\b", r"\1"),
    (r"\bnext (working ?day|workday|business day)\b", "+1wd"),
    (rf"\b({WEEKDAY}|week) after next\b", r"a week from next \1"),
    (rf"\b(?:a week on ({WEEKDAY})|({WEEKDAY}) week)\b", lambda m: f"a week from {m[1] or m[2]}"),
    (r"\beo([wmqy])\b", lambda m: "end of " + {"w": "week", "m": "month", "q": "quarter", "y": "year"}[m[1]]),
    (rf"\b(half|quarter) (past|to) ({NUMBER})\b", lambda m: _about_the_hour(*m.groups())),
)
# Strings: re compiles them at first use, so that no start pays for them.
_DURATION = (
    rf"(?P<sign>[+-]|in )? ?(?:(?P<h>\d+\.\d|{NUMBER}) ?(?:h|hrs?|hours?)(?: and| ?(?=\d))?)?"
    rf" ?(?:(?P<min>{NUMBER}) ?(?:min|mins|minutes?)|(?<=h)(?P<rest>\d\d?)m?|(?<=h )(?P<rest2>\d\d?)m)?"
    r"(?P<tail> ago| from now|'? time)?"
)
_ONE_LENGTH = (
    r"(?:\d{1,4}|(?!(?:in|this|next|last|from|after|before|ago|and)\b)[a-z]+)"
    r" (?:minutes?|min|hours?|days?|weeks?|months?|years?)"
)
_LENGTH = (
    rf"(?:in )?(?P<length>{_ONE_LENGTH}(?:(?: and)? {_ONE_LENGTH})*)"
    r"(?: from now| (?P<way>from|after|before) (?P<start>.+))?"
)
_CLOCK = (
    r"(?:(?P<at>at|@) ?)?(?P<h>\d\d?)(?:(?P<dot>[:.])(?P<m>\d\d)(?::(?P<s>\d\d))?)? ?(?P<half>[ap]\.?m?\.?|h|o'clock)?"
)
_ISO_MOMENT = r"\d{4}-\d\d-\d\d[t ]\d\d(:?\d\d)?.*"


class When(Struct, frozen=True):
    """A day in the user's zone; `at` is the aware moment on it when a clock time was given, else None."""

    day: date
    at: datetime | None


def parse_when(
    text: str, now: datetime, working: WorkingDays | None = None, day_first: bool = True, past: bool = False
) -> When:
    """The day, or moment, that `text` names, seen from `now` (aware), in the zone of `now`.

    `working` counts working days ("+3wd") and puts loose words ("next week", "end of month") on one. `day_first` reads
    1/12 as 1 December. `past` is for what has happened: "fri", "14:30" and "1 dec" then mean the last one instead of
    the next. Raises WhenError for anything else, whatever the text.
    """
    if now.tzinfo is None:
        raise WhenError("a date can be read only from a moment with a time zone")
    said = Said(now, now.tzinfo, working, day_first, past)
    words = text.strip().casefold() if len(text) <= LONGEST else ""
    for pattern, same in _SAME:
        words = re.sub(pattern, same, words)
    try:
        found = _moment(words, said) or _day_and_time(words, said) or _by_parsedatetime(words, said)
    except (OverflowError, ValueError) as problem:
        if isinstance(problem, WhenError):
            raise
        found = None
    if found is None or not FIRST_YEAR <= found.day.year <= LAST_YEAR:
        raise WhenError(f'no date in "{_shown(text)}": try {EXAMPLES}')
    return found


def say_when(when: When, now: datetime) -> str:
    """A When in words, seen from `now`, with its date: "tomorrow, Tue 24 Nov 14:30", "Fri 27 Nov 10:00, in 4 days"."""
    at = when.at.astimezone(now.tzinfo) if when.at else None
    day, today = at.date() if at else when.day, now.date()
    date_said = wording.day(day, today) + (f" {at:%H:%M}" if at else "")
    distance = wording.ago(day, today)
    near = abs(day.toordinal() - today.toordinal()) <= 1
    return f"{distance}, {date_said}" if near else f"{date_said}, {distance}"


def _shown(text: str) -> str:
    line = wording.one_line(text[: 2 * LONGEST])
    return line if len(line) <= 40 else line[:39] + "…"


def _moment(words: str, said: Said) -> When | None:
    """Words that name a moment as a whole: an ISO moment, "now", "in half an hour", "+4h", "20 min ago"."""
    if re.fullmatch(_ISO_MOMENT, words, re.ASCII):
        read = datetime.fromisoformat(words.upper())
        return _at(read.date(), read.time(), said) if read.tzinfo is None else _when(read.astimezone(said.zone))
    length = timedelta() if words == "now" else _duration(words)
    if length is None:
        return None
    moment = (said.now.astimezone(UTC) + length).astimezone(said.zone)
    return _when(moment.replace(second=0, microsecond=0))


def _duration(words: str) -> timedelta | None:
    """Hours and minutes from now, negative for those gone by; None when the words are something else."""
    if re.fullmatch(r"(9|1\d|2[0-3]) ?h", words, re.ASCII):  # "16h" is a clock time, "2h" and "+16h" are lengths
        return None
    match = re.fullmatch(_DURATION, words, re.ASCII)
    shares = match and (match["h"], match["min"] or match["rest"] or match["rest2"])
    if not match or not shares or shares == (None, None):
        return None
    hours, mins = (float(s) if s and s[0].isdigit() else number(s) for s in shares)
    length = timedelta(hours=hours, minutes=mins)
    return -length if match["sign"] == "-" or match["tail"] == " ago" else length


def _day_and_time(words: str, said: Said) -> When | None:
    for day_words, time_words in _readings(words):
        at = _clock_time(time_words, bool(day_words)) if time_words else None
        if time_words and at is None:
            continue
        if not day_words:
            return _next_time(at, said) if at else None
        day = day_of(day_words, replace(said, at=at))
        if day:
            return _at(day, at, said) if at else When(day, None)
    return None


def _readings(words: str) -> Iterator[tuple[str, str]]:
    """The ways to part words into (day, clock time): all day, then the time last, then the time first."""
    tokens = words.split()
    yield words, ""
    for cut in range(len(tokens)):
        yield " ".join(tokens[:cut]), " ".join(tokens[cut:])
    for cut in range(1, len(tokens)):
        yield " ".join(tokens[cut:]), " ".join(tokens[:cut])


def _clock_time(words: str, beside_day: bool = False) -> time | None:
    """The time of "10:00", "9am", "at 3", "9.30 pm", "noon"; a bare "at 3", as "fri 3", is in working hours.

    A bare figure is a time only beside a day ("fri 10", "tomorrow 1430").
    """
    named = _TIMES.get(words.removeprefix("at "))
    match = re.fullmatch(_CLOCK, words, re.ASCII)
    if named:
        return named if beside_day or words not in ("am", "pm") else None
    if not match:
        together = re.fullmatch(r"(?:at )?([01]\d|2[0-3])([0-5]\d)", words, re.ASCII)
        return time(int(together[1]), int(together[2])) if together and beside_day else None
    half = (match["half"] or "")[:1]
    hour, minute, second = int(match["h"]), int(match["m"] or 0), int(match["s"] or 0)
    unlike_a_date = match["dot"] == "." and not 1 <= minute <= 12
    if not (half or match["at"] or match["dot"] == ":" or unlike_a_date or (beside_day and not match["dot"])):
        return None
    if half in ("a", "p"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    elif not match["m"] and half != "h" and 1 <= hour <= 6:
        hour += 12
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _about_the_hour(part: str, way: str, hour: str) -> str:
    """ "half past 3" as 15:30: in working hours, as "at 3" is."""
    of_hour = number(hour) % 24
    minutes = (30 if part == "half" else 15) * (1 if way == "past" else -1)
    total = 60 * (of_hour + (12 if 1 <= of_hour <= 6 else 0)) + minutes
    return f"{total // 60 % 24:02}:{total % 60:02}"


def _at(day: date, at: time, said: Said) -> When:
    return _when(local_moment(day, at, said.zone))


def _when(moment: datetime) -> When:
    return When(moment.date(), moment)


def _next_time(at: time, said: Said) -> When:
    """A clock time alone: today if still ahead, else tomorrow; for the past, today if gone by, else yesterday."""
    if said.holds(said.today, at):
        return _at(said.today, at, said)
    return _at(said.today + timedelta(days=-1 if said.past else 1), at, said)


def _by_parsedatetime(words: str, said: Said) -> When | None:
    """Lengths of time in other words, and lengths from another day: "twenty days", "3 weeks from mon 9am"."""
    match = re.fullmatch(_LENGTH, words, re.ASCII)
    start = match and (_day_and_time(match["start"], said) if match["start"] else _when(said.now))
    if not match or not start:
        return None
    begin = start.at or local_moment(start.day, time(), said.zone)
    length, clock = _library_length(match["length"], begin.replace(tzinfo=None), back=match["way"] == "before")
    if length is None or abs(length.days) > YEARS_AHEAD * 366 or (clock and not start.at):
        return None
    if clock:
        found = _when((begin.astimezone(UTC) + length).astimezone(said.zone).replace(second=0, microsecond=0))
    else:
        day = (begin.replace(tzinfo=None) + length).date()
        found = _at(day, start.at.time(), said) if start.at and match["start"] else When(day, None)
    return found if said.past or found.day >= said.today else None


def _library_length(words: str, begin: datetime, back: bool) -> tuple[timedelta | None, bool]:
    """How far `words` lead from `begin`, and whether by the clock (hours) or by the calendar; None when unread.

    The library also finds dates in "today after" and "march 2026 ago": so it is only ever shown a length.
    """
    import parsedatetime as library

    calendar = library.Calendar(library.Constants("en_US", usePyICU=False), version=library.VERSION_CONTEXT_STYLE)
    said = f"{words} ago" if back else words
    try:
        findings: Any = calendar.nlp(said, sourceTime=begin) or ()
    except Exception:  # it promises nothing about odd input, and raises whatever its arithmetic meets
        return None, False
    if len(findings) != 1 or findings[0][4] != said:
        return None, False
    local, context = findings[0][:2]
    return (local - begin if context.hasDate or context.hasTime else None), context.hasTime
