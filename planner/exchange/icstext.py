"""A calendar's text cut into its events, so that one broken event costs only itself and a day's events are found fast."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from planner.clock import LAST_YEAR

_LINES = re.compile(r"\r\n|\r|\n")
_UID = re.compile(r"^UID[^:\n]*:(.*)$", re.MULTILINE | re.IGNORECASE)
_START = re.compile(r"^DTSTART[^:\n]*:\s*(\d{8})", re.MULTILINE | re.IGNORECASE)
_END = re.compile(r"^DTEND[^:\n]*:\s*(\d{8})", re.MULTILINE | re.IGNORECASE)
_LENGTH = re.compile(r"^DURATION[^:\n]*:", re.MULTILINE | re.IGNORECASE)
_REPEATS = re.compile(r"^(RRULE|RDATE|RECURRENCE-ID)[;:]", re.MULTILINE | re.IGNORECASE)
_UNTIL = re.compile(r"^RRULE[^\n]*[;:]UNTIL=(\d{8})", re.MULTILINE | re.IGNORECASE)
_RDATE = re.compile(r"^RDATE", re.MULTILINE | re.IGNORECASE)
_SLACK = timedelta(days=2)
"""Days by which time zones and floating times may shift an event's day."""
LONGEST_EVENT = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Event:
    """The events of one UID (a series and its exceptions) as text, without alarms."""

    line: int
    """Of the file, where the first of them begins."""
    uid: str
    text: str
    repeats: bool
    starts: date | None
    ends: date | None
    """The last day on which it can take place, None when that can't be told."""

    def may_touch(self, first: date, last: date) -> bool:
        """Whether it could take place in these days; True when that can't be told without reading it."""
        if self.starts and self.starts > last + _SLACK:
            return False
        return self.ends is None or self.ends >= first - _SLACK


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar file, cut up."""

    zones: tuple[str, ...]
    events: tuple[Event, ...]
    refused: tuple[tuple[int, str], ...] = ()


def cut(text: str) -> Calendar:
    """The events and time zones of a calendar's text. Events that never end are refused."""
    blocks: dict[str, list[tuple[int, str]]] = {"VEVENT": [], "VTIMEZONE": []}
    refused: list[tuple[int, str]] = []
    held: list[str] | None = None
    kind, begins, inner, unknown = "", 0, "", False
    for number, line in enumerate(_LINES.split(text), 1):
        mark = line.strip().upper() if len(line) < 60 else ""
        if mark.startswith("BEGIN:"):
            name = mark[6:]
            if held is None and name in blocks:
                kind, begins, held = name, number, [line.strip()]
                continue
            if held is not None and not inner:
                if name == kind:
                    refused.append((begins, "the event never ends"))
                    begins, held = number, [line.strip()]
                    continue
                inner, unknown = name, kind == "VEVENT"
        if held is not None and not (inner and unknown):
            held.append(line)
        if mark.startswith("END:"):
            if inner and mark[4:] == inner:
                inner = ""
            elif held is not None and not inner and mark[4:] == kind:
                blocks[kind].append((begins, "\n".join(held)))
                held = None
    if held is not None:
        refused.append((begins, "the event never ends" if kind == "VEVENT" else "the time zone never ends"))
    return Calendar(tuple(each for _, each in blocks["VTIMEZONE"]), _grouped(blocks["VEVENT"]), tuple(refused))


def _grouped(blocks: list[tuple[int, str]]) -> tuple[Event, ...]:
    """Blocks of the same UID together: only so are exceptions of a series understood."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for line, block in blocks:
        unfolded = re.sub(r"\n[ \t]", "", block)
        uid = _UID.search(unfolded)
        groups.setdefault(uid[1].strip() if uid else f"\0{line}", []).append((line, unfolded))
    return tuple(_event(uid, members) for uid, members in groups.items())


def _event(uid: str, members: list[tuple[int, str]]) -> Event:
    text = "\n".join(block for _, block in members)
    repeats = bool(_REPEATS.search(text))
    starts = [day for found in _START.findall(text) if (day := _day(found))]
    first = min(starts, default=None)
    return Event(
        members[0][0], "" if uid.startswith("\0") else uid, text, repeats,
        None if _RDATE.search(text) else first, _last_day(text, repeats, max(starts, default=None)),
    )  # fmt: skip


def _last_day(text: str, repeats: bool, latest: date | None) -> date | None:
    if latest is None:
        return None
    ends = [day for found in _END.findall(text) if (day := _day(found))]
    last = max([latest, *ends])
    if _LENGTH.search(text):
        last = max(last, latest + LONGEST_EVENT)
    if not repeats:
        return last
    until = _UNTIL.search(text)
    day = _day(until[1]) if until else None
    if day is None or _RDATE.search(text) or len(re.findall(r"(?m)^RRULE", text)) != 1:
        return None
    return max(last, day + (last - latest if last > latest else timedelta()))


def _day(digits: str) -> date | None:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
    return day if day.year < LAST_YEAR else None
