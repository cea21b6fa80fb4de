"""What the clock, the time zones and the working days promise."""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.clock import (
    Clock,
    ClockError,
    WorkingDays,
    half_of_day,
    local_moment,
    local_zone,
    other_half_of_day,
    public_holidays,
    read_now,
    zone_named,
    zone_of_phone,
)

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 23)
DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))


# The clock


def test_a_fixed_clock_stands_still() -> None:
    moment = datetime(2026, 11, 23, 9, 30, tzinfo=BERLIN)
    standing = Clock.fixed(moment)
    assert standing.now() == standing.now() == moment
    assert standing.zone is BERLIN


def test_a_set_clock_runs_on_from_its_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter([100.0, 100.0, 190.0])
    monkeypatch.setattr("planner.clock.monotonic", lambda: next(seconds))
    start = datetime(2026, 11, 23, 9, 30, tzinfo=BERLIN)
    running = Clock.starting(start)
    assert running.now() == start
    assert running.now() == start + timedelta(seconds=90)


def test_a_set_clock_runs_across_a_change_of_clocks_in_real_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter([0.0, 3600.0])
    monkeypatch.setattr("planner.clock.monotonic", lambda: next(seconds))
    running = Clock.starting(datetime(2026, 3, 29, 1, 30, tzinfo=BERLIN))
    assert running.now().isoformat() == "2026-03-29T03:30:00+02:00"


def test_the_machines_clock_is_shown_in_the_users_zone() -> None:
    assert Clock.system(BERLIN).now().tzinfo is BERLIN
    assert Clock.system().now().tzinfo is not None


def test_a_moment_without_a_zone_sets_no_clock() -> None:
    with pytest.raises(ClockError, match="no time zone"):
        Clock.fixed(datetime(2026, 11, 23, 9, 30))  # noqa: DTZ001 - the point of the test
    with pytest.raises(ClockError, match="no time zone"):
        Clock.starting(datetime(2026, 11, 23, 9, 30))  # noqa: DTZ001 - the point of the test


# --now


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-11-23", "2026-11-23T08:00:00+01:00"),
        (" 2026-11-23T09:30 ", "2026-11-23T09:30:00+01:00"),
        ("2026-11-23 09:30:15", "2026-11-23T09:30:15+01:00"),
        ("2026-11-23T09:30+05:00", "2026-11-23T05:30:00+01:00"),
        ("2026-07-01T09:30Z", "2026-07-01T11:30:00+02:00"),
        ("2026-03-29T02:30", "2026-03-29T03:30:00+02:00"),  # skipped when the clocks change: moves forward
        ("2026-10-25T02:30", "2026-10-25T02:30:00+02:00"),  # comes twice: the first
    ],
)
def test_now_is_read_in_the_users_zone(text: str, meant: str) -> None:
    read = read_now(text, BERLIN)
    assert read.isoformat() == meant
    assert read.tzinfo is BERLIN


@pytest.mark.parametrize(
    "text", ["", "soon", "2026-13-01", "2026-02-30", "09:30", "0001-01-01", "9999-12-31T23:59-23:00"]
)
def test_a_now_that_cannot_be_read_is_named_with_an_example(text: str) -> None:
    with pytest.raises(ClockError) as error:
        read_now(text, BERLIN)
    assert repr(text) in str(error.value)
    assert "2026-11-23T09:30" in str(error.value)


@given(st.text(max_size=30))
def test_no_text_makes_now_fail_in_another_way(text: str) -> None:
    try:
        assert read_now(text, BERLIN).tzinfo is BERLIN
    except ClockError as error:
        assert "\n" not in str(error)
        assert str(error).isprintable()


# Zones


def test_the_machines_zone_has_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    for set_to in ("Europe/Berlin", ":Europe/Berlin", "/usr/share/zoneinfo/Europe/Berlin"):
        monkeypatch.setenv("TZ", set_to)
        assert local_zone() == BERLIN


def test_a_machine_with_an_unknown_zone_still_has_an_offset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Mars/Olympus")
    assert datetime(2026, 11, 23, tzinfo=local_zone()).utcoffset() is not None


def test_without_a_setting_the_machine_still_has_a_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TZ", raising=False)
    assert datetime(2026, 11, 23, tzinfo=local_zone()).utcoffset() is not None


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such file")
def test_a_zone_that_is_a_copy_without_a_name_keeps_its_rules(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TZ", raising=False)
    copy = tmp_path / "localtime"
    copy.write_bytes((files("tzdata") / "zoneinfo" / "Europe" / "Berlin").read_bytes())
    assert datetime(2026, 7, 1, tzinfo=local_zone(copy)).utcoffset() == timedelta(hours=2)
    assert datetime(2026, 12, 1, tzinfo=local_zone(copy)).utcoffset() == timedelta(hours=1)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such file")
@pytest.mark.parametrize("content", [None, b"", b"no zone at all"])
def test_a_damaged_or_missing_zone_file_still_leaves_an_offset(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None
) -> None:
    monkeypatch.delenv("TZ", raising=False)
    if content is not None:
        (tmp_path / "localtime").write_bytes(content)
    assert datetime(2026, 7, 1, tzinfo=local_zone(tmp_path / "localtime")).utcoffset() is not None


def test_a_zone_is_found_by_name() -> None:
    assert zone_named("Europe/Berlin") == BERLIN


@given(st.text(max_size=20) | st.sampled_from(["", "Europe", "../etc/passwd", "/etc/localtime", "a\0b", "x" * 5000]))
def test_a_name_that_is_no_zone_is_none_and_never_an_error(name: str) -> None:
    zone = zone_named(name)
    assert zone is None or zone.key == name
    assert zone_named("Mars/Olympus") is None


@pytest.mark.parametrize(
    ("number", "country", "zone"),
    [
        ("+49 30 123456", None, "Europe/Berlin"),
        ("030 123456", "de", "Europe/Berlin"),
        ("+1 212 555 0100", None, "America/New_York"),
        ("+33612345678", None, "Europe/Paris"),
        ("030 123456", None, None),  # whose country is not known
        ("+1 800 555 0199", None, None),  # rings anywhere in America
        ("no number", None, None),
        ("", "US", None),
        ("+49 30 123456", "nowhere", "Europe/Berlin"),
    ],
)
def test_a_phone_number_tells_its_zone_unless_it_may_ring_in_several(
    number: str, country: str | None, zone: str | None
) -> None:
    assert zone_of_phone(number, country) == zone


def test_zones_that_keep_the_same_time_count_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    from phonenumbers import timezone as by_number

    monkeypatch.setattr(by_number, "time_zones_for_number", lambda number: ("Europe/London", "Europe/Jersey"))
    assert zone_of_phone("+44 1534 000001") == "Europe/London"
    monkeypatch.setattr(by_number, "time_zones_for_number", lambda number: ("Europe/London", "Africa/Abidjan"))
    assert zone_of_phone("+44 1534 000002") is None  # the same in winter only


# Moments


def test_a_skipped_time_moves_forward_and_a_doubled_one_is_the_first() -> None:
    assert local_moment(date(2026, 3, 29), time(2, 30), BERLIN).isoformat() == "2026-03-29T03:30:00+02:00"
    assert local_moment(date(2026, 10, 25), time(2, 30), BERLIN).isoformat() == "2026-10-25T02:30:00+02:00"


def test_the_day_has_two_halves_that_meet_at_noon() -> None:
    before, noon = (datetime(2026, 11, 23, hour, minute, tzinfo=UTC) for hour, minute in ((11, 59), (12, 0)))
    assert (half_of_day(before), other_half_of_day(before)) == ("morning", "afternoon")
    assert (half_of_day(noon), other_half_of_day(noon)) == ("afternoon", "morning")


# Working days


def test_a_weekend_is_stepped_over() -> None:
    week = WorkingDays()
    assert week.add(MONDAY, 4) == date(2026, 11, 27)
    assert week.add(MONDAY, 5) == date(2026, 11, 30)
    assert week.next(date(2026, 11, 27)) == date(2026, 11, 30)
    assert week.add(date(2026, 11, 30), -1) == date(2026, 11, 27)
    assert week.on_or_after(date(2026, 11, 28)) == week.add(date(2026, 11, 28), 0) == date(2026, 11, 30)
    assert week.add(date(2026, 11, 28), -1) == date(2026, 11, 27)


def test_a_day_off_says_why() -> None:
    week = WorkingDays(off={date(2026, 11, 24): "dentist", date(2026, 11, 25): ""}, holidays=public_holidays("DE"))
    assert week.reason_off(MONDAY) is None
    assert week.reason_off(date(2026, 11, 24)) == "dentist"
    assert week.reason_off(date(2026, 11, 25)) == "day off"
    assert week.reason_off(date(2026, 11, 28)) == "Saturday"
    assert "Weihnacht" in str(week.reason_off(date(2026, 12, 25))) or "Christmas" in str(
        week.reason_off(date(2026, 12, 25))
    )


def test_a_part_of_a_country_has_holidays_of_its_own() -> None:
    epiphany = date(2027, 1, 6)
    assert WorkingDays(holidays=public_holidays("DE")).is_working(epiphany)
    assert not WorkingDays(holidays=public_holidays("de", "BY")).is_working(epiphany)


@pytest.mark.parametrize("where", [("XX", None), ("", None), ("DE", "QQ")])
def test_a_country_without_known_holidays_is_named(where: tuple[str, str | None]) -> None:
    with pytest.raises(ValueError, match="no public holidays known for"):
        public_holidays(*where)(2026)


def test_holidays_are_asked_for_only_when_a_year_is_looked_at_and_once() -> None:
    asked: list[int] = []

    def by_year(year: int) -> Mapping[date, str]:
        asked.append(year)
        return {date(year, 11, 24): "a feast"}

    week = WorkingDays(holidays=by_year)
    assert asked == []
    assert week.between(MONDAY, date(2026, 11, 25)) == 1
    assert week.between(MONDAY, date(2026, 11, 27)) == 3
    assert asked == [2026]


@pytest.mark.parametrize("weekdays", [(), (0,), (8,), (1, 2, 9)])
def test_a_week_without_working_days_is_refused(weekdays: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="from 1"):
        WorkingDays(weekdays)


def test_a_count_beyond_the_calendar_says_so_at_once() -> None:
    for n in (10**9, -(10**9)):
        with pytest.raises(OverflowError, match="beyond the calendar"):
            WorkingDays().add(MONDAY, n)


def test_a_break_of_many_years_is_stepped_over() -> None:
    sabbatical = {date(2026, 11, 24) + timedelta(days=n): "sabbatical" for n in range(365 * 5)}
    assert WorkingDays(off=sabbatical).next(MONDAY) == date(2031, 11, 24)


WEEKS = st.builds(
    WorkingDays,
    st.sets(st.integers(1, 7), min_size=1),
    st.dictionaries(st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.just("off"), max_size=20),
    st.none() | st.just(lambda year: {date(year, 1, 1): "New Year", date(year, 12, 25): "Christmas"}),
)


@given(WEEKS, st.lists(st.tuples(DAYS, st.integers(-30, 400)), min_size=1, max_size=4))
def test_counting_agrees_with_looking_at_every_day(week: WorkingDays, spans: list[tuple[date, int]]) -> None:
    for earlier, length in spans:  # several, so that the totals grow in both directions
        days = (earlier + timedelta(days=n) for n in range(1, length + 1))
        assert week.between(earlier, earlier + timedelta(days=length)) == sum(map(week.is_working, days))


@given(WEEKS, DAYS, st.integers(-300, 300))
def test_adding_lands_on_a_working_day_that_counts_back(week: WorkingDays, day: date, n: int) -> None:
    there = week.add(day, n)
    assert week.is_working(there)
    if n > 0:
        assert there > day
        assert week.between(day, there) == n
    elif n < 0:
        assert there < day
        assert week.between(there, day - timedelta(days=1)) == -n - 1
    else:
        assert there >= day
        assert week.between(day - timedelta(days=1), there) == 1


@given(DAYS, DAYS)
def test_no_working_days_lie_between_a_day_and_an_earlier_one(one: date, other: date) -> None:
    assert WorkingDays().between(max(one, other), min(one, other)) == 0


def test_a_fixed_offset_will_do_for_a_zone() -> None:
    plus_two = timezone(timedelta(hours=2))
    assert read_now("2026-11-23", plus_two).isoformat() == "2026-11-23T08:00:00+02:00"
