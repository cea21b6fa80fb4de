"""The settings in words: what each is for, how its value is shown, and how what a user types for it is read."""

import re
from collections.abc import Mapping
from datetime import date, time
from types import UnionType
from typing import Annotated, Any, Final, Literal, get_args, get_origin

import msgspec

from planner.settings import WEEKDAYS, Section, Settings
from planner.wording import one_line

TITLES: Final[Mapping[str, str]] = {
    "shares": "Shares of your selling time",
    "hours": "Your working day",
    "look": "Look and manners",
    "plan": "Order of the day",
    "minutes": "How long calls take",
    "cadence": "How long silence may last",
    "rules": "The method's other figures",
    "ease": "How easy a sale is",
    "calendar": "Your calendar",
    "backups": "Backups",
}
"""Section → its heading, in the order in which people look for them."""

EXPLAINED: Final[Mapping[str, str]] = {
    "shares.existing": "percent for customers you have; the three are scaled to 100 together",
    "shares.lost": "percent for customers who left and may come back",
    "shares.new": "percent for those who have never bought",
    "ease.existing": "how much easier than to a new account one sells here, until your own log says more",
    "ease.lost": "the same, for a customer who left",
    "ease.new": "the measure of the other two",
    "hours.start": "when the day begins, as 8:30",
    "hours.end": "when it ends",
    "hours.lunch_start": "when lunch begins",
    "hours.lunch_minutes": "minutes of lunch",
    "hours.reserve_minutes": "minutes kept free for notes and administration",
    "hours.weekdays": "the days you work, as mon tue wed thu fri",
    "hours.week_starts": "the day on which a week begins",
    "hours.days_off": "holidays of your own, as 2026-12-24 2026-12-31",
    "hours.country": "two letters, as GB: for public holidays, and for phone numbers without a country code",
    "hours.subdivision": "a part of the country with holidays of its own, as SCT or BY",
    "hours.zone": "your time zone, as Europe/London; empty: this machine's (counts from the next start)",
    "plan.order": "balanced: right wherever the day stops; blocks: one status after the other",
    "plan.debt_days": "days over which minutes that were missed are made up for",
    "plan.learn_from": "calls after which your own call lengths count as much as the figures below",
    "minutes.executive_interview": "planned minutes, before your log has taught better",
    "minutes.working_interview": "planned minutes of an interview with those who do the work",
    "minutes.deliver_value": "planned minutes of a call that brings them something",
    "minutes.mend_fences": "planned minutes of a call to a customer who left",
    "minutes.romance": "planned minutes of a call while a proposal is out",
    "minutes.prospecting": "planned minutes of a first call",
    "minutes.ask_referral": "planned minutes of asking for a referral",
    "minutes.thank": "planned minutes of a thank-you",
    "minutes.colleague_catch_up": "planned minutes with a colleague who sells to the same people",
    "minutes.project_check": "planned minutes of asking how a project goes",
    "minutes.courtesy": "planned minutes of a courtesy call",
    "cadence.existing": "working days of silence: ideal, and at most",
    "cadence.lost": "the same, for customers who left",
    "cadence.new": "the same, for those who have never bought",
    "cadence.proposal": "the same, while a proposal is out",
    "cadence.circle": "the same, for your inner circle",
    "cadence.colleague": "the same, for colleagues",
    "cadence.executive_days": "days within which a senior executive should have been met",
    "rules.existing_months": "months after the last order from which a customer looks lost",
    "rules.tries": "tries without an answer before somebody is left alone",
    "rules.park_days": "days for which they are then left alone",
    "rules.revisit_days": "days after which a no is asked again",
    "rules.benefit_days": "days for which a benefit keeps a relationship warm",
    "rules.value_days": "value given within these days makes a client one to ask for a referral",
    "rules.ask_again_days": "days between two requests for a referral",
    "rules.insight_days": "days after which what you know of their business is old",
    "rules.entry_days": "days after which a point of entry is old",
    "rules.circle_size": "people in your inner circle, at most",
    "rules.event_follow_up": "working days within which one calls after an event",
    "calendar.files": "ICS files or folders of them, parted by commas; their meetings take minutes off the day",
    "calendar.email": "your address, to tell which invitations you declined",
    "look.theme": "colours; look at each before you choose",
    "look.day_first": "yes: 1/12 is the first of December; no: the twelfth of January",
    "look.currency": "three letters, as EUR, for new opportunities",
    "backups.daily": "how many daily backups are kept",
}
"""section.key → what it is for, in a few words."""


def kind_of(section: str, key: str) -> Any:
    """The type of a setting."""
    fields = msgspec.structs.fields(type(getattr(Settings(), section)))
    return next(field.type for field in fields if field.name == key)


def value_of(settings: Settings, section: str, key: str) -> Any:
    """What a setting says."""
    return getattr(getattr(settings, section), key)


def keys_of(section: str) -> tuple[str, ...]:
    """The settings of a section, in their order."""
    kept: Section = getattr(Settings(), section)
    return kept.__struct_fields__


def choices_of(section: str, key: str) -> tuple[str, ...]:
    """The words that a setting may be; () where it is no such choice."""
    kind = kind_of(section, key)
    if kind is bool:
        return ("yes", "no")
    return get_args(kind) if get_origin(kind) is Literal else ()


def shown(value: Any) -> str:
    """A value as a person would write it: "8:30", "yes", "15 30"."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, time):
        return f"{value.hour}:{value.minute:02}"
    if isinstance(value, tuple):
        texts = [shown(each) for each in value]
        plain = all(isinstance(each, int | date) or each in WEEKDAYS for each in value)
        return (" " if plain else ", ").join(texts)
    return f"{value:g}" if isinstance(value, float) else one_line(str(value))


def read(section: str, key: str, text: str) -> Any:
    """What a user typed, as the value that config.toml holds. ValueError says in one line what is expected."""
    kind, said = kind_of(section, key), one_line(text)
    if key in ("country", "subdivision", "currency"):
        said = said.upper()
    try:
        return msgspec.to_builtins(msgspec.convert(_plain(kind, said), kind), builtin_types=(time, date))
    except (msgspec.ValidationError, ValueError):
        raise ValueError(_expected(section, key)) from None


def _plain(kind: Any, said: str) -> Any:
    """The text as the plain value that is checked next."""
    base = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    if get_origin(base) is tuple:
        inner = get_args(base)[0]
        parts = re.split(r"\s*,\s*" if inner is str else r"[\s,;/]+", said)
        return [_plain(inner, part) for part in parts if part]
    if base is bool:
        return {"yes": True, "y": True, "no": False, "n": False}.get(said.casefold(), said)
    if base is int:
        return int(said)
    if base is float:
        return float(said.removesuffix("%").strip().replace(",", "."))
    if base is time:
        hour, _, minute = said.replace(".", ":").partition(":")
        return time(int(hour), int(minute or 0))
    if get_origin(base) is Literal:
        return next((each for each in get_args(base) if said and each.startswith(said.casefold()[:3])), said)
    return said


def _expected(section: str, key: str) -> str:
    kind = kind_of(section, key)
    if choices_of(section, key):
        return f"one of: {', '.join(choices_of(section, key))}"
    base = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    if get_origin(base) is tuple:
        inner = get_args(base)
        if len(inner) == 2 and inner[1] is not Ellipsis:
            return "two numbers of days, the ideal and the most, as 15 30"
        return EXPLAINED[f"{section}.{key}"]
    if base is time:
        return "a time of day, as 8:30"
    low, high = _limits(kind)
    return f"a number from {low:g} to {high:g}" if high is not None else EXPLAINED[f"{section}.{key}"]


def _limits(kind: Any) -> tuple[float, float | None]:
    meta = next((each for each in get_args(kind)[1:] if isinstance(each, msgspec.Meta)), None)
    if meta is None or isinstance(kind, UnionType):
        return 0, None
    return float(meta.ge if meta.ge is not None else meta.gt or 0), float(meta.le) if meta.le is not None else None
