"""Meetings are read from the user's calendar files: series, exceptions, zones; nothing that takes no time, nothing that raises."""

import os
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from dateutil.rrule import rrule
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.book.records import Meeting
from planner.exchange.calendars import read_meetings
from planner.settings import Calendar, Settings
from tests.books import TODAY, ZONE, a_book
from tests.exchange.helpers import bring, dry, only, source

TUESDAY = TODAY + timedelta(days=1)


def calendar(*events: str, zones: str = "") -> str:
    """A calendar of these events."""
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{zones}" + "".join(events) + "END:VCALENDAR\r\n"


def event(
    *lines: str, start: str = "DTSTART:20261124T100000", end: str = "DTEND:20261124T110000", uid: str = "1"
) -> str:
    """An event, by default on Tuesday from ten to eleven."""
    return "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:Review", start, end, *lines, "END:VEVENT", ""))


def meetings(path: Path, first: date = TUESDAY, last: date | None = None, email: str = "") -> list[Meeting]:
    """The meetings of a file on these days; nothing in it may be unreadable."""
    settings = Settings(calendar=Calendar(files=(str(path),), email=email))
    reading = read_meetings(settings, first, last or first, ZONE)
    assert reading.problems == ()
    return list(reading.meetings)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a calendar is written."""
    return tmp_path / "work.ics"


def test_a_meeting_without_a_zone_is_in_the_user_s_own_time(file: Path) -> None:
    file.write_text(calendar(event()))

    (found,) = meetings(file)
    assert (found.title, found.start, found.end) == (
        "Review",
        datetime(2026, 11, 24, 10, tzinfo=ZONE),
        datetime(2026, 11, 24, 11, tzinfo=ZONE),
    )
    assert meetings(file, TODAY) == []


@pytest.mark.parametrize(
    "start",
    [
        "DTSTART:20261124T090000Z",
        "DTSTART;TZID=America/New_York:20261124T040000",
        "DTSTART;TZID=Eastern Standard Time:20261124T040000",
    ],
)
def test_zones_are_reckoned_into_the_user_s(file: Path, start: str) -> None:
    file.write_text(calendar(event("DURATION:PT30M", start=start, end="X-NOTHING:1")))

    (found,) = meetings(file)
    assert (found.start.isoformat(), found.end - found.start) == ("2026-11-24T10:00:00+01:00", timedelta(minutes=30))


def test_a_series_is_unrolled_with_its_exceptions(file: Path) -> None:
    series = event("RRULE:FREQ=DAILY;COUNT=5", "EXDATE:20261126T100000")
    moved = event("RECURRENCE-ID:20261125T100000", start="DTSTART:20261125T150000", end="DTEND:20261125T160000")
    off = event(
        "RECURRENCE-ID:20261127T100000",
        "STATUS:CANCELLED",
        start="DTSTART:20261127T100000",
        end="DTEND:20261127T110000",
    )
    file.write_text(calendar(series, moved, off))

    found = meetings(file, TUESDAY, TUESDAY + timedelta(days=10))
    assert [each.start.strftime("%d %H") for each in found] == ["24 10", "25 15", "28 10"]
    assert len({each.id for each in found}) == 3


def test_an_all_day_meeting_lasts_the_whole_day_where_the_user_is(file: Path) -> None:
    file.write_text(calendar(event(start="DTSTART;VALUE=DATE:20261124", end="DTEND;VALUE=DATE:20261126")))

    (found,) = meetings(file, TUESDAY + timedelta(days=1))
    assert (found.all_day, found.start.date(), found.end.date()) == (True, TUESDAY, TUESDAY + timedelta(days=2))
    assert meetings(file, TUESDAY + timedelta(days=2)) == []


@pytest.mark.parametrize("line", ["STATUS:CANCELLED", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"])
def test_what_is_cancelled_or_free_takes_no_time(file: Path, line: str) -> None:
    file.write_text(calendar(event(line), event(uid="2", start="DTSTART:20261124T140000", end="DTEND:20261124T150000")))

    assert [each.start.hour for each in meetings(file)] == [14]


def test_an_invitation_that_the_user_declined_takes_no_time(file: Path) -> None:
    said = "ATTENDEE;PARTSTAT=DECLINED:mailto:Me@acme.example"
    file.write_text(calendar(event(said, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:you@acme.example")))

    assert meetings(file, email="me@ACME.example") == []
    assert len(meetings(file, email="you@acme.example")) == 1


def test_a_broken_event_is_named_and_the_rest_of_the_file_goes_on(file: Path) -> None:
    broken = event("RRULE:FREQ=NEVER", uid="2")
    file.write_text(calendar(broken, event(), event(start="DTSTART:soon", uid="3")))
    reading = read_meetings(Settings(calendar=Calendar(files=(str(file),))), TUESDAY, TUESDAY, ZONE)

    assert [each.title for each in reading.meetings] == ["Review"]
    assert len(reading.problems) == 2
    assert reading.problems[0].startswith("calendar work.ics line 3: an event can't be read")


def test_a_broken_zone_does_not_cost_the_meeting(file: Path) -> None:
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Odd\r\nBEGIN:STANDARD\r\nDTSTART:18930401T000000\r\nTZOFFSETFROM:+5328\r\n"
        "TZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    file.write_text(calendar(event(), zones=zone))

    assert len(meetings(file)) == 1


def test_files_that_are_missing_or_no_calendars_are_named_and_skipped(tmp_path: Path) -> None:
    (tmp_path / "good.ics").write_text(calendar(event()))
    (tmp_path / "bad.ics").write_bytes(b"\x00\x01\x02")
    (tmp_path / "empty.ics").write_text("")
    settings = Settings(calendar=Calendar(files=(str(tmp_path / "gone.ics"), str(tmp_path))))
    reading = read_meetings(settings, TUESDAY, TUESDAY, ZONE)

    assert len(reading.meetings) == 1
    assert len(reading.problems) == 3
    assert all("\n" not in problem for problem in reading.problems)


def test_a_calendar_in_which_nothing_stands_yet_is_no_problem(file: Path) -> None:
    file.write_text(calendar())
    assert meetings(file) == []


def test_a_calendar_that_has_changed_is_read_again(file: Path) -> None:
    file.write_text(calendar(event()))
    assert len(meetings(file)) == 1
    file.write_text(calendar(event(), event(uid="2")))
    os.utime(file, (1, 1))

    assert len(meetings(file)) == 2


def test_an_imported_calendar_has_the_same_meetings_at_every_import() -> None:
    book = a_book()
    text = calendar(
        event("RRULE:FREQ=WEEKLY;COUNT=3"), event(uid="2", start="DTSTART:20200101T100000", end="DTEND:20200101T110000")
    )
    receipt = bring(book, source(text, "a.ics"))
    again = bring(book, source(text, "a.ics"))

    assert (receipt.created, again.created, again.unchanged) == (4, 0, 4)


def test_a_meeting_that_was_moved_keeps_the_account_it_was_given() -> None:
    book = a_book()
    bring(book, source(calendar(event()), "a.ics"))
    meeting = only(book.meetings)
    book.change("whose", replace(meeting, account="0123456789ab"))
    receipt = bring(book, source(calendar(event(end="DTEND:20261124T123000")), "a.ics"))

    assert receipt.updated == 1
    assert (only(book.meetings).account, only(book.meetings).end.hour) == ("0123456789ab", 12)


def test_a_series_that_is_over_is_refused_with_its_reason() -> None:
    over = event("RRULE:FREQ=DAILY;COUNT=2", start="DTSTART:20200101T100000", end="DTEND:20200101T110000")
    plan = dry(a_book(), source(calendar(over, event(uid="2")), "a.ics"))

    assert [row.verdict for row in plan.rows] == ["created", "refused"] or [row.verdict for row in plan.rows] == [
        "refused",
        "created",
    ]
    assert "no repeat between" in plan.rows[0].reason


def test_the_receipt_counts_the_series_that_came_in_and_no_other() -> None:
    weekly, often = event("RRULE:FREQ=WEEKLY;COUNT=3"), event("RRULE:FREQ=SECONDLY", uid="often")
    receipt = bring(a_book(), source(calendar(weekly, often), "a.ics"))

    assert (receipt.created, receipt.refused) == (3, 1)
    assert any(note.endswith(": name the file in config.toml to have them always") for note in receipt.notes)
    assert any("1 repeating event unrolled to 2027-11-24" in note for note in receipt.notes)


# -- only the days that are asked for are looked at


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[datetime]]:
    """Every repeat that is looked at."""
    seen: list[datetime] = []
    repeats = rrule._iter

    def counted(rule: rrule) -> Iterator[datetime]:
        for each in repeats(rule):
            seen.append(each)
            yield each

    monkeypatch.setattr(rrule, "_iter", counted)
    yield seen


@pytest.mark.parametrize(
    ("start", "end", "rule", "most"),
    [
        ("00010101T100000", "20270101T110000", "", 0),
        ("19000101T100000", "19000101T110000", "FREQ=DAILY", 20),
        ("19000101T100000", "19000101T110000", "FREQ=DAILY;COUNT=10000000", 20),
        ("19000101T100000", "19000101T110000", "FREQ=DAILY;INTERVAL=2;BYDAY=TU,WE", 20),
        ("00010102T100000", "00010102T110000", "FREQ=HOURLY;BYHOUR=10", 20),
        ("00010102T100000", "00010102T110000", "FREQ=WEEKLY;BYDAY=TU", 20),
        ("00010124T100000", "00010124T110000", "FREQ=MONTHLY", 400 * 12),
        ("00011124T100000", "00011124T110000", "FREQ=YEARLY", 400),
    ],
)
def test_what_began_long_ago_is_looked_at_around_the_day_only(
    file: Path, looked: list[datetime], start: str, end: str, rule: str, most: int
) -> None:
    lines = (f"RRULE:{rule}",) if rule else ()
    file.write_text(calendar(event(*lines, start=f"DTSTART:{start}", end=f"DTEND:{end}")))

    (found,) = meetings(file)
    assert found.start <= datetime(2026, 11, 24, 10, tzinfo=ZONE) < found.end
    assert len(looked) <= most


@pytest.mark.parametrize(
    ("start", "end", "rule"),
    [
        ("00010101T000000", "00010101T000001", "FREQ=SECONDLY"),
        ("20261001T000000", "20261001T000001", "FREQ=SECONDLY"),
        ("20261001T000000", "20261001T000100", "FREQ=MINUTELY"),
        ("00270101T100000", "20270101T110000", "FREQ=WEEKLY"),
        ("00270101T100000", "20270101T110000", "FREQ=DAILY;COUNT=99999999"),
        ("00270101T100000", "00270101T110000", "FREQ=HOURLY;BYHOUR=10,11,12,13,14,15;COUNT=99999999"),
        ("20260101T100000", "20260101T110000", "FREQ=DAILY;INTERVAL=0"),
    ],
)
def test_what_repeats_too_often_for_any_day_is_named_and_the_rest_goes_on(
    file: Path, looked: list[datetime], start: str, end: str, rule: str
) -> None:
    often = event(f"RRULE:{rule}", start=f"DTSTART:{start}", end=f"DTEND:{end}", uid="often")
    file.write_text(calendar(often, event()))
    reading = read_meetings(Settings(calendar=Calendar(files=(str(file),))), TUESDAY, TUESDAY, ZONE)

    assert [each.title for each in reading.meetings] == ["Review"]
    (said,) = reading.problems
    assert said.startswith("calendar work.ics line 3: an event can't be read: it repeats")
    assert len(looked) <= 2 * 50_100  # once with the rest of the file, once alone


def test_a_day_that_no_month_has_is_not_looked_for_until_the_end_of_time(file: Path, looked: list[datetime]) -> None:
    rule, lasts = "RRULE:FREQ=DAILY;BYMONTH=2,4;BYMONTHDAY=31", "DURATION:PT1H"
    file.write_text(calendar(event(rule, lasts, start="DTSTART:20200101T100000", end="X-NO:1")))

    assert meetings(file) == []
    assert looked == []


BY = {
    "BYDAY": st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, max_size=3),
    "BYMONTH": st.lists(st.integers(1, 12), min_size=1, max_size=4),
    "BYMONTHDAY": st.lists(st.integers(1, 28), min_size=1, max_size=4),
    "BYHOUR": st.lists(st.integers(0, 23), min_size=1, max_size=2),
    "BYMINUTE": st.lists(st.integers(0, 59), min_size=1, max_size=2),
    "BYSETPOS": st.lists(st.sampled_from([1, 2, -1]), min_size=1, max_size=2),
    "WKST": st.lists(st.sampled_from(["MO", "SU"]), min_size=1, max_size=1),
}
BACK = {"YEARLY": 9999, "MONTHLY": 9999, "WEEKLY": 9999, "DAILY": 2000, "HOURLY": 60, "MINUTELY": 3}
"""Days that the library is asked to walk through."""
LONG = {"HOURLY": 2, "MINUTELY": 0}
"""Days that are asked for at most, besides the first."""


@st.composite
def series(draw: st.DrawFn) -> tuple[str, datetime, int]:
    """A calendar with one series of any kind that a person may have made; from when, and for how many days it is read."""
    often = draw(st.sampled_from(list(BACK)))
    start = datetime(2027, 6, 1, tzinfo=ZONE) - timedelta(days=draw(st.integers(0, 12_000)))
    start = max(start, datetime(2026, 11, 24, tzinfo=ZONE) - timedelta(days=BACK[often]))
    start += timedelta(minutes=draw(st.integers(0, 3000)))
    if often in ("YEARLY", "MONTHLY") and draw(st.booleans()):
        start = start.replace(year=start.year - 800)
    rule = [f"FREQ={often}", f"INTERVAL={draw(st.integers(1, 9))}"]
    names = draw(st.lists(st.sampled_from(list(BY)), max_size=3, unique=True))
    if often not in ("YEARLY", "MONTHLY", "WEEKLY"):
        names = [name for name in names if name != "BYSETPOS"]  # the library looks for a second one until the year 9999
    rule += [f"{name}={','.join(map(str, draw(BY[name])))}" for name in names]
    zone = draw(st.sampled_from(["", "", "Z", "TZID=Europe/Berlin", "TZID=America/New_York", "VALUE=DATE"]))
    ends = draw(st.sampled_from(["", "", "COUNT", "UNTIL"]))
    if ends == "COUNT":
        rule.append(f"COUNT={draw(st.integers(1, 4000))}")
    elif ends:
        day = f"{start + timedelta(days=draw(st.integers(0, 9000))):%Y%m%d}"
        rule.append(f"UNTIL={day}" if zone == "VALUE=DATE" else f"UNTIL={day}T120000{'Z' if zone else ''}")
    begins = f"{start:%Y%m%d}" if zone == "VALUE=DATE" else f"{start:%Y%m%dT%H%M%S}{zone if zone == 'Z' else ''}"
    named = f";{zone}" if "=" in zone else ""
    lasts = (
        f"P{draw(st.integers(1, 40))}D"
        if zone == "VALUE=DATE"
        else draw(st.sampled_from(["PT1H", "PT0S", "P3D" if often not in LONG else "PT5H"]))
    )
    left_out = f"EXDATE{named}:{begins}"
    more = [left_out] if draw(st.booleans()) else []
    text = calendar(
        event(f"RRULE:{';'.join(rule)}", f"DURATION:{lasts}", *more, start=f"DTSTART{named}:{begins}", end="X-NO:1")
    )
    ahead = draw(st.integers(-40, 400)) if often not in LONG else 0
    return text, datetime(2026, 11, 24, tzinfo=ZONE) + timedelta(days=ahead), draw(st.integers(0, LONG.get(often, 30)))


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=30, deadline=None)
@given(series())
def test_a_series_seen_near_the_days_is_the_series_that_the_library_walks_through(
    asked: tuple[str, datetime, int],
) -> None:
    import icalendar
    import recurring_ical_events

    from planner.exchange.series import TooOften, near_events

    text, first, days = asked
    found: list[list[str]] = []
    for components in (["VEVENT"], [near_events()]):
        try:
            of = recurring_ical_events.of(icalendar.Calendar.from_ical(text), components=components)
            found.append(sorted(f"{each.start} {each.end}" for each in of.between(first, first + timedelta(days=days))))
        except ValueError as error:
            found.append([str(error)])
    if found[1] == [str(TooOften())]:
        assert len(found[0]) > 50, "what somebody could keep is not refused"
    else:
        assert found[0] == found[1]
