"""What would raise an account's health: for each part the one next thing, in words a salesperson would act on (method §5).

Each of these happens in a conversation, so each ends the silence as well; the gain is that of the whole score.
"""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from planner.book.records import Contact
from planner.book.vocabulary import HEADINGS
from planner.method.evidence import EVER, NEVER, Evidence, Port, latest
from planner.method.scoring import (
    ENTRY,
    EXECUTIVES,
    FULL_SIDE,
    KNOWLEDGE,
    PER_HEADING,
    RECENCY,
    RECIPROCITY,
    Figures,
    Marks,
    entry_points,
    executive_points,
    reciprocity_points,
)
from planner.wording import days, one_line, plural

SOLID = 2
"""Weight of the benefit that is reckoned with."""
LATELY = 60
"""Calendar days."""
NOBODY = Contact(id="", name="")
STRANGER = Port(NOBODY, None, "\0", NEVER, ())
"""Somebody who is not known yet, in a department of their own."""
EXECUTIVE = Port(NOBODY, "executive", "\0", NEVER, ())
"""An executive who is not known yet."""
ASKED = {"concerns": "issues and concerns"}
"""Headings that are put in more words when one asks about them."""


class Step(NamedTuple):
    """One thing to do, what it would add to the score, and the part it is for."""

    gain: int
    part: str
    text: str
    adds: tuple[tuple[str, int], ...] = ()
    """What the gain is made of: the parts that it fills, and by how many points."""

    @property
    def said(self) -> str:
        """ "Meet Dana Cruz (COO): not met for 120 days, +12"."""
        return f"{self.text}, +{self.gain}" if self.gain else self.text

    @property
    def made_of(self) -> str:
        """ "+12 recency, +20 executives"; empty where one part alone is filled."""
        return ", ".join(f"+{points} {part}" for part, points in self.adds) if len(self.adds) > 1 else ""


class _Gain(NamedTuple):
    """A step before it is put in words; `what` is the person to talk to or the number of the heading to ask about."""

    gain: int
    part: str
    what: Port | int | None
    after: Marks


def best_step(found: Evidence, now: Figures, marks: Marks, day: int) -> Step | None:
    """The one next thing that would raise the score most; None when nothing is missing."""
    gains = _gains(found, now, marks)
    if not gains:
        return None
    best = max(gains, key=_gain_of)  # of equals the first: executives before all else
    return _step(found, now, best, marks, day)


def steps(found: Evidence, now: Figures, marks: Marks, day: int) -> list[Step]:
    """The one next thing for each part that is short of points, the largest gain first."""
    gains = sorted(_gains(found, now, marks), key=_gain_of, reverse=True)
    return [_step(found, now, each, marks, day) for each in gains]


def _gain_of(gain: _Gain) -> int:
    return gain.gain


def _gains(found: Evidence, now: Figures, marks: Marks) -> list[_Gain]:
    spoken = replace(marks, recency=RECENCY)
    score = marks.score
    gains = []
    boss: Port | None = None
    if marks.executives is None or marks.executives < EXECUTIVES:
        boss, executives, entry = _meet(found, now)
        after = replace(spoken, executives=executives, entry=max(entry, marks.entry))
        gains.append(_Gain(after.score - score, "executives", boss, after))
    if marks.reciprocity < RECIPROCITY:
        direction, points = _exchange(now)
        after = replace(spoken, reciprocity=points)
        gains.append(_Gain(after.score - score, direction, None, after))
    if marks.entry < ENTRY:
        port, entry = _new_port(found, now, boss)
        if entry > marks.entry:
            after = replace(spoken, entry=entry)
            gains.append(_Gain(after.score - score, "entry", port, after))
    if marks.knowledge < KNOWLEDGE:
        least = now.known.index(min(now.known))
        points = int(PER_HEADING * (sum(now.known) + 1 - now.known[least]) + 0.5)
        after = replace(spoken, knowledge=points)
        gains.append(_Gain(after.score - score, "knowledge", least, after))
    if marks.recency < RECENCY:
        gains.append(_Gain(spoken.score - score, "recency", None, spoken))
    return gains


def _meet(found: Evidence, now: Figures) -> tuple[Port | None, int, int]:
    """The executive to meet (None: one who is not known yet), and the points of executives and entry afterwards."""
    if not now.executives:
        return None, EXECUTIVES, entry_points((*now.ports, EXECUTIVE))
    least = now.executives.index(min(now.executives))
    port = [each for each in found.ports if each.level == "executive" and each.gone == NEVER][least]
    fresh = [*now.executives[:least], 1.0, *now.executives[least + 1 :]]
    return port, executive_points(fresh, now.interview, True) or 0, _entry_with(now, port)


def _entry_with(now: Figures, port: Port) -> int:
    return entry_points(now.ports if port in now.ports else (*now.ports, port))


def _exchange(now: Figures) -> tuple[str, int]:
    """Give first: "given", unless that side is full or ahead already and something may be asked in return; the points."""
    given, got = min(now.given, FULL_SIDE), min(now.got, FULL_SIDE)
    if given < FULL_SIDE and (given <= got or given < SOLID):
        return "given", reciprocity_points(given + SOLID, got)
    return "got", reciprocity_points(given, got + SOLID)


def _new_port(found: Evidence, now: Figures, boss: Port | None) -> tuple[Port | None, int]:
    """Whom to bring into contact besides the executive who is to be met anyway, and the points of entry afterwards.

    None stands for somebody who is not known yet.
    """
    there = [port for port in found.ports if port.gone == NEVER and port is not boss]
    best = max(there, key=lambda port: _entry_with(now, port), default=None)
    if best is None or _entry_with(now, best) <= entry_points(now.ports):
        return None, entry_points((*now.ports, STRANGER))
    return best, _entry_with(now, best)


def _step(found: Evidence, now: Figures, gain: _Gain, before: Marks, day: int) -> Step:
    """A step in words, with what its gain is made of."""
    part = "reciprocity" if gain.part in ("given", "got") else gain.part
    return Step(gain.gain, part, _say(found, now, gain, day), tuple(_adds(before, gain)))


def _adds(before: Marks, gain: _Gain) -> Iterator[tuple[str, int]]:
    """The parts that are filled; none where a part is judged for the first time, and the others weigh less from then on."""
    if before.executives is None:
        return
    for part in Marks.__struct_fields__:
        points = getattr(gain.after, part) - getattr(before, part)
        if points:
            yield part, points


def _say(found: Evidence, now: Figures, gain: _Gain, day: int) -> str:
    if gain.part == "executives":
        return _say_meet(found, gain.what, day)
    if gain.part == "given":
        return f"Bring them something useful: {_since(found, True, day)}"
    if gain.part == "got":
        return f"Ask for something in return, such as a referral or a letter: {_since(found, False, day)}"
    if gain.part == "entry":
        return _say_new_port(now, gain.what)
    if isinstance(gain.what, int):
        return _say_ask(found, gain.what, day)
    return f"Talk to them: silent for {plural(now.silent, 'working day')}"


def _say_meet(found: Evidence, port: Port | int | None, day: int) -> str:
    if not isinstance(port, Port):
        return "Find out who the senior executives are and meet one: none is known"
    name = _named(port)
    lately = found.last_executive(EVER)
    last = latest(port.met, EVER)
    if lately is None:
        return f"Meet {name}: no executive was ever met"
    if last == lately:
        return f"Meet {name}: no executive met for {days(max(1, day - last))}"
    return f"Meet {name}: never met" if last is None else f"Meet {name}: not met for {days(day - last)}"


def _named(port: Port) -> str:
    name, title = one_line(port.contact.name), one_line(port.contact.title)
    return f"{name} ({title})" if title else name


def _since(found: Evidence, given: bool, day: int) -> str:
    last, what = found.last_benefit(given, EVER), "given" if given else "got"
    if last is None:
        return f"nothing {what} yet"
    age = max(0, day - last)
    return f"little {what} lately" if age <= LATELY else f"nothing {what} for {days(age)}"


def _say_new_port(now: Figures, port: Port | int | None) -> str:
    open_now = now.people
    why = "nobody" if not open_now else "one person only" if open_now == 1 else f"{open_now} people"
    if isinstance(port, Port):
        return f"Talk with {_named(port)}, too: {why} in contact lately"
    return f"Meet somebody new, in another department: {why} in contact lately"


def _say_ask(found: Evidence, number: int, day: int) -> str:
    heading, last = HEADINGS[number], found.last_learned(number)
    known = "nothing is known" if last is None else f"the last insight is {days(day - last)} old"
    return f"Ask about their {ASKED.get(heading, heading)}: {known}"
