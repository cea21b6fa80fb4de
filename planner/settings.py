"""config.toml → Settings: every default of the method, each of which the user may change.

A wrong setting is named with its line and the default is used; reading settings never fails.
"""

import os
from collections.abc import Mapping
from datetime import date, time
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from planner.clock import WorkingDays, public_holidays, zone_named
from planner.settings_lines import line_of
from planner.settings_values import in_words, refused, taken

Share = Annotated[float, Meta(ge=0, le=100)]
Ease = Annotated[float, Meta(gt=0, le=100)]
Minutes = Annotated[int, Meta(ge=0, le=24 * 60)]
CallMinutes = Annotated[int, Meta(ge=1, le=8 * 60)]
Days = Annotated[int, Meta(ge=1, le=3660)]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
StatusName = Literal["existing", "lost", "new"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Section(Struct, frozen=True, kw_only=True):
    """A table of config.toml."""


class Shares(Section, frozen=True, kw_only=True):
    """Shares of selling time, in percent (method §1); they are scaled to 100 together."""

    existing: Share = 50
    lost: Share = 30
    new: Share = 20

    def as_fractions(self) -> dict[StatusName, float]:
        """Status → its share, adding up to 1."""
        total = self.existing + self.lost + self.new
        return {"existing": self.existing / total, "lost": self.lost / total, "new": self.new / total}


class EasePrior(Section, frozen=True, kw_only=True):
    """How easy a sale is compared with a new account: an assumption until the log says more (method §1)."""

    existing: Ease = 4
    lost: Ease = 2
    new: Ease = 1


class Hours(Section, frozen=True, kw_only=True):
    """The working day, from which the minutes for calls are counted (method §2)."""

    start: time = time(9)
    end: time = time(17)
    lunch_start: time = time(12, 30)
    lunch_minutes: Minutes = 60
    reserve_minutes: Minutes = 60
    """For notes and administration."""
    weekdays: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri")
    week_starts: Literal["mon", "sun"] = "mon"
    days_off: tuple[date, ...] = ()
    country: str = ""
    """ISO code, for public holidays and for phone numbers without a country code."""
    subdivision: str = ""
    zone: str = ""
    """IANA time zone of the user; empty: the machine's."""


class Plan(Section, frozen=True, kw_only=True):
    """How the day is put in order (method §2)."""

    order: Literal["balanced", "blocks"] = "balanced"
    debt_days: Days = 28
    learn_from: Annotated[int, Meta(ge=0, le=1000)] = 10
    """Weight of the default call length, in calls."""


class CallLengths(Section, frozen=True, kw_only=True):
    """Minutes that a call of a purpose is planned with before the log has taught better (method §2)."""

    executive_interview: CallMinutes = 30
    working_interview: CallMinutes = 20
    deliver_value: CallMinutes = 12
    mend_fences: CallMinutes = 12
    romance: CallMinutes = 12
    prospecting: CallMinutes = 6
    ask_referral: CallMinutes = 8
    thank: CallMinutes = 5
    colleague_catch_up: CallMinutes = 15
    project_check: CallMinutes = 6
    courtesy: CallMinutes = 5

    def of(self, purpose: str) -> int:
        """Minutes for a purpose as it is stored ("executive interview")."""
        minutes: int = getattr(self, purpose.replace(" ", "_").replace("-", "_"))
        return minutes


class Cadence(Section, frozen=True, kw_only=True):
    """Silence that is ideal, and that is tolerated at most, in working days (method §5, §7)."""

    existing: tuple[Days, Days] = (15, 30)
    lost: tuple[Days, Days] = (20, 40)
    new: tuple[Days, Days] = (10, 20)
    proposal: tuple[Days, Days] = (5, 10)
    circle: tuple[Days, Days] = (20, 40)
    colleague: tuple[Days, Days] = (30, 60)
    executive_days: Days = 90
    """Days within which a senior executive should have been met."""


class Rules(Section, frozen=True, kw_only=True):
    """The method's other figures, in days unless they say otherwise."""

    existing_months: Annotated[int, Meta(ge=1, le=120)] = 12
    """A customer whose last order is older looks lost (method §1)."""
    tries: Annotated[int, Meta(ge=1, le=50)] = 5
    park_days: Days = 90
    revisit_days: Days = 90
    benefit_days: Days = 180
    """How long a benefit keeps a relationship (method §4)."""
    value_days: Days = 90
    """Value given within these makes a client one to ask (method §7)."""
    ask_again_days: Days = 90
    insight_days: Days = 180
    entry_days: Days = 180
    circle_size: Annotated[int, Meta(ge=1, le=150)] = 12
    event_follow_up: Days = 2
    """Working days."""


class Calendar(Section, frozen=True, kw_only=True):
    """Where meetings are read from."""

    files: tuple[str, ...] = ()
    """ICS files, or folders of them."""
    email: str = ""
    """The user's address, to tell which invitations were declined."""


class Look(Section, frozen=True, kw_only=True):
    """How the screens look."""

    theme: str = "planner-dark"
    day_first: bool = True
    """1/12 is the first of December."""
    currency: str = "USD"


class Backups(Section, frozen=True, kw_only=True):
    """How many backups are kept."""

    daily: Annotated[int, Meta(ge=1, le=365)] = 7


class Settings(Section, frozen=True, kw_only=True):
    """Everything that config.toml can say."""

    shares: Shares = Shares()
    ease: EasePrior = EasePrior()
    hours: Hours = Hours()
    plan: Plan = Plan()
    minutes: CallLengths = CallLengths()
    cadence: Cadence = Cadence()
    rules: Rules = Rules()
    calendar: Calendar = Calendar()
    look: Look = Look()
    backups: Backups = Backups()
    keys: dict[str, str] = {}
    """Name of an action → the key or keys (with commas) that do it."""


class Loaded(Struct, frozen=True):
    """Settings as read, and a line for everything in the file that could not be used."""

    settings: Settings
    problems: tuple[str, ...]
    path: Path | None


@lru_cache(maxsize=8)
def working_days(hours: Hours) -> WorkingDays:
    """The days that the user works: weekdays less days off and the country's public holidays."""
    holidays = None
    if hours.country:
        holidays = public_holidays(hours.country, hours.subdivision or None)
    weekdays = [WEEKDAYS.index(day) + 1 for day in hours.weekdays]
    return WorkingDays(weekdays or range(1, 6), dict.fromkeys(hours.days_off, "day off"), holidays)


def config_path(environ: Mapping[str, str] = os.environ) -> Path:
    """Where config.toml is: $PLANNER_CONFIG, else the platform's config folder."""
    if environ.get("PLANNER_CONFIG"):
        return Path(environ["PLANNER_CONFIG"]).expanduser()
    from platformdirs import user_config_path

    return user_config_path("planner", appauthor=False) / "config.toml"


def book_path(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the book is: $PLANNER_BOOK, else the platform's data folder."""
    if environ.get("PLANNER_BOOK"):
        return Path(environ["PLANNER_BOOK"]).expanduser()
    from platformdirs import user_data_path

    return user_data_path("planner", appauthor=False) / "book.json"


def load(path: Path) -> Loaded:
    """The settings of a file; the defaults where it is missing or where it is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Loaded(Settings(), (), path)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        return Loaded(Settings(), (f"{path.name} can't be read ({reason}): the defaults are used",), path)
    return parse(text, path)


def parse(text: str, path: Path | None = None) -> Loaded:
    """The settings that a TOML text says."""
    import tomllib  # most users have no settings of their own

    name = path.name if path else "config.toml"
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Loaded(Settings(), (f"{name}: {error}: the defaults are used until that is mended",), path)
    problems: list[str] = []
    sections: dict[str, Any] = {}
    for section, values in said.items():
        if section not in Settings.__struct_fields__:
            problems.append(f"{line_of(text, name, section)}: there is no section [{section}]; it is ignored")
        elif not isinstance(values, dict):
            problems.append(f"{line_of(text, name, section)}: {section} must be a section, [{section}]; it is ignored")
        elif section == "keys":
            sections["keys"] = {action: str(key) for action, key in values.items()}
        else:
            kind = type(getattr(Settings(), section))
            sections[section] = _section(kind, values, lambda key, s=section: line_of(text, name, s, key), problems)
    settings = Settings(**sections)
    if settings.shares.existing + settings.shares.lost + settings.shares.new <= 0:
        problems.append(f"{line_of(text, name, 'shares')}: the shares are all 0; 50/30/20 is used")
        settings = msgspec.structs.replace(settings, shares=Shares())
    if settings.hours.start >= settings.hours.end:
        problems.append(f"{line_of(text, name, 'hours')}: the day ends before it starts; 9:00 to 17:00 is used")
        settings = msgspec.structs.replace(
            settings, hours=msgspec.structs.replace(settings.hours, start=Hours().start, end=Hours().end)
        )
    hours = _known_place(settings.hours, lambda key: line_of(text, name, "hours", key), problems)
    return Loaded(msgspec.structs.replace(settings, hours=hours), tuple(problems), path)


def _known_place(hours: Hours, where: Any, problems: list[str]) -> Hours:
    """The hours without a zone or a country that nobody knows."""
    if hours.zone and zone_named(hours.zone) is None:
        problems.append(f"{where('zone')}: zone: there is no time zone {hours.zone!a}; the machine's is used")
        hours = msgspec.structs.replace(hours, zone="")
    if hours.country:
        try:
            public_holidays(hours.country, hours.subdivision or None)(2026)
        except ValueError as error:
            key = "subdivision" if hours.subdivision else "country"
            problems.append(f"{where(key)}: {error}; no public holidays are used")
            hours = msgspec.structs.replace(hours, country="", subdivision="")
    return hours


def _section(kind: type[Section], values: dict[str, Any], where: Any, problems: list[str]) -> Section:
    """One section, key by key, so that one wrong value costs only itself."""
    default, good = kind(), {}
    types = {field.name: field.type for field in msgspec.structs.fields(kind)}
    for key, value in values.items():
        if key not in types:
            problems.append(f"{where(key)}: there is no setting {key}; it is ignored")
            continue
        try:
            good[key] = msgspec.convert(taken(value, types[key]), types[key])
        except msgspec.ValidationError as error:
            usual = in_words(msgspec.to_builtins(getattr(default, key)))
            problems.append(f"{where(key)}: {key}: {refused(str(error))}; {usual} is used")
    for key, value in list(good.items()):
        usual = in_words(msgspec.to_builtins(getattr(default, key)))
        if kind is Cadence and isinstance(value, tuple) and value[0] > value[1]:
            problems.append(f"{where(key)}: {key}: the ideal silence is longer than the tolerated one; {usual} is used")
            del good[key]
        elif key == "weekdays" and not value:
            problems.append(f"{where(key)}: weekdays: nobody can plan a week without a working day; {usual} is used")
            del good[key]
    return kind(**good)
