"""What a person may say for a date, and what it means. It is Monday 23 November 2026, 09:30, unless a test says otherwise."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner.clock import WorkingDays
from planner.when import When, WhenError, parse_when, say_when
from planner.wording import one_line

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=BERLIN)
FRIDAY = datetime(2026, 11, 27, 9, 30, tzinfo=BERLIN)


def meaning(text: str, now: datetime = NOW, **how: Any) -> str:
    """The day in ISO, with the local time where there is one."""
    when = parse_when(text, now, **how)
    return f"{when.at:%Y-%m-%d %H:%M}" if when.at else when.day.isoformat()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("fri", "2026-11-27"),
        ("fri 10:00", "2026-11-27 10:00"),
        ("10:00 fri", "2026-11-27 10:00"),
        ("Friday at 3", "2026-11-27 15:00"),
        ("fri at 10", "2026-11-27 10:00"),
        ("fri 9.30am", "2026-11-27 09:30"),
        ("tomorrow 9am", "2026-11-24 09:00"),
        ("day after tomorrow", "2026-11-25"),
        ("today", "2026-11-23"),
        ("mon", "2026-11-30"),
        ("this mon", "2026-11-23"),
        ("next tue", "2026-12-01"),
        ("next mon", "2026-11-30"),
        ("tuesday next week", "2026-12-01"),
        ("next week friday", "2026-12-04"),
        ("last fri", "2026-11-20"),
        ("monday morning", "2026-11-30 09:00"),
        ("wed afternoon", "2026-11-25 14:00"),
        ("this afternoon", "2026-11-23 14:00"),
        ("tonight", "2026-11-23 18:00"),
        ("fri eod", "2026-11-27 17:00"),
        ("by fri", "2026-11-27"),
        ("Mon, 30 Nov, 9 am", "2026-11-30 09:00"),
    ],
)
def test_days_of_the_week_and_near_days(text: str, meant: str) -> None:
    assert meaning(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("+3d", "2026-11-26"),
        ("3d", "2026-11-26"),
        ("+2w", "2026-12-07"),
        ("in 2 weeks", "2026-12-07"),
        ("two weeks", "2026-12-07"),
        ("in a fortnight", "2026-12-07"),
        ("in 2 weeks' time", "2026-12-07"),
        ("a week from now", "2026-11-30"),
        ("+1m", "2026-12-23"),
        ("in 3 months 10:00", "2027-02-23 10:00"),
        ("+1y", "2027-11-23"),
        ("+5wd", "2026-11-30"),
        ("in 5 working days", "2026-11-30"),
        ("2 days ago", "2026-11-21"),
        ("-2d", "2026-11-21"),
        ("yesterday 15:00", "2026-11-22 15:00"),
        ("+4h", "2026-11-23 13:30"),
        ("+30min", "2026-11-23 10:00"),
        ("in half an hour", "2026-11-23 10:00"),
        ("in an hour and a half", "2026-11-23 11:00"),
        ("+1h30m", "2026-11-23 11:00"),
        ("1.5h", "2026-11-23 11:00"),
        ("-2h", "2026-11-23 07:30"),
        ("20 min ago", "2026-11-23 09:10"),
        ("now", "2026-11-23 09:30"),
        ("in 20h", "2026-11-24 05:30"),
    ],
)
def test_lengths_of_time_from_now(text: str, meant: str) -> None:
    assert meaning(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1 dec", "2026-12-01"),
        ("dec 1", "2026-12-01"),
        ("1st of December", "2026-12-01"),
        ("Dec 1st, 2027", "2027-12-01"),
        ("1 sept", "2027-09-01"),
        ("1.12.", "2026-12-01"),
        ("1.12.26", "2026-12-01"),
        ("1/12", "2026-12-01"),
        ("31/12/2026", "2026-12-31"),
        ("12/31", "2026-12-31"),  # can only be read in one way
        ("2026-12-01", "2026-12-01"),
        ("2026/12/01 14:00", "2026-12-01 14:00"),
        ("2026-12-01T09:30", "2026-12-01 09:30"),
        ("2026-12-01T09:30Z", "2026-12-01 10:30"),
        ("fri 27 nov 10:00", "2026-11-27 10:00"),
        ("23 nov", "2026-11-23"),
        ("22 nov", "2027-11-22"),  # gone by, so next year's
        ("22 nov 2026", "2026-11-22"),
        ("29 feb", "2028-02-29"),
        ("the 5th", "2026-12-05"),
        ("31st", "2026-12-31"),
        ("december", "2026-12-01"),
        ("end of march", "2027-03-31"),
        ("end of november", "2026-11-30"),
    ],
)
def test_dates(text: str, meant: str) -> None:
    assert meaning(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("fri 10", "2026-11-27 10:00"),
        ("fri 3", "2026-11-27 15:00"),
        ("fri 10h", "2026-11-27 10:00"),
        ("fri 1430", "2026-11-27 14:30"),
        ("fri, 10.30", "2026-11-27 10:30"),
        ("fri 9.00", "2026-11-27 09:00"),
        ("fri 27", "2026-11-27"),
        ("fri 27th", "2026-11-27"),
        ("friday the 27th", "2026-11-27"),
        ("mon 30 9am", "2026-11-30 09:00"),
        ("tomorrow 9", "2026-11-24 09:00"),
        ("tom 9", "2026-11-24 09:00"),
        ("tomorrow lunchtime", "2026-11-24 12:00"),
        ("first thing tomorrow", "2026-11-24 09:00"),
        ("fri pm", "2026-11-27 14:00"),
        ("fri am", "2026-11-27 09:00"),
        ("half past 3", "2026-11-23 15:30"),
        ("fri quarter to four", "2026-11-27 15:45"),
        ("16h", "2026-11-23 16:00"),
        ("2h", "2026-11-23 11:30"),
        ("12 dec 14", "2026-12-12 14:00"),
        ("12 dec 27", "2027-12-12"),
        ("+3d 10", "2026-11-26 10:00"),
    ],
)
def test_a_bare_figure_beside_a_day_is_the_hour_unless_it_can_be_only_a_date(text: str, meant: str) -> None:
    assert meaning(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("mon after next", "2026-12-07"),
        ("friday after next", "2026-12-11"),
        ("the week after next", "2026-12-07"),
        ("monday week", "2026-12-07"),
        ("a week on friday", "2026-12-04"),
        ("wed in 2 weeks", "2026-12-09"),
        ("the day after tomorrow", "2026-11-25"),
        ("next working day", "2026-11-24"),
        ("in half a year", "2027-05-23"),
        ("week 49", "2026-11-30"),
        ("kw 1", "2027-01-04"),
        ("q1", "2027-01-01"),
        ("end of q4", "2026-12-31"),
        ("end of q1", "2027-03-31"),
        ("q3 2028", "2028-07-03"),
        ("in december", "2026-12-01"),
        ("beginning of january", "2027-01-01"),
        ("mid december", "2026-12-15"),
        ("20261201", "2026-12-01"),
    ],
)
def test_weeks_and_longer_stretches_as_people_speak_of_them(text: str, meant: str) -> None:
    assert meaning(text, working=WorkingDays()) == meant


def test_where_the_week_begins_on_sunday_it_also_ends_before_the_next() -> None:
    week = WorkingDays((7, 1, 2, 3, 4))
    wednesday = datetime(2026, 11, 25, 9, 0, tzinfo=BERLIN)
    assert meaning("next week", wednesday, working=week) == "2026-11-29"
    assert meaning("next sun", wednesday, working=week) == "2026-11-29"
    assert meaning("next mon", wednesday, working=week) == "2026-11-30"
    assert meaning("end of week", wednesday, working=week) == "2026-11-26"
    assert meaning("end of next week", wednesday, working=week) == "2026-12-03"
    assert meaning("next mon", datetime(2026, 11, 29, 9, 0, tzinfo=BERLIN), working=week) == "2026-12-07"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("14:30", "2026-11-23 14:30"),
        ("08:15", "2026-11-24 08:15"),
        ("09:30", "2026-11-24 09:30"),
        ("noon", "2026-11-23 12:00"),
        ("at 2", "2026-11-23 14:00"),
        ("12am", "2026-11-24 00:00"),
        ("12pm", "2026-11-23 12:00"),
        ("9.30pm", "2026-11-23 21:30"),
        ("in the morning", "2026-11-24 09:00"),
    ],
)
def test_a_clock_time_alone_is_the_next_time_the_clock_shows_it(text: str, meant: str) -> None:
    assert meaning(text) == meant


def test_the_weekday_of_today_means_next_weeks_unless_its_time_is_ahead() -> None:
    assert meaning("fri", FRIDAY) == "2026-12-04"
    assert meaning("fri 14:00", FRIDAY) == "2026-11-27 14:00"
    assert meaning("fri 9:00", FRIDAY) == "2026-12-04 09:00"
    assert meaning("next fri", FRIDAY) == "2026-12-04"


def test_month_first_is_read_where_the_user_has_it_so() -> None:
    assert meaning("2/3", day_first=True) == "2027-03-02"
    assert meaning("2/3", day_first=False) == "2027-02-03"
    assert meaning("25/12", day_first=False) == "2026-12-25"
    assert meaning("2.3.", day_first=False) == "2027-03-02"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("fri", "2026-11-20"),
        ("mon", "2026-11-16"),
        ("mon 9:00", "2026-11-23 09:00"),
        ("mon 10:00", "2026-11-16 10:00"),
        ("08:15", "2026-11-23 08:15"),
        ("14:30", "2026-11-22 14:30"),
        ("1 dec", "2025-12-01"),
        ("the 25th", "2026-10-25"),
        ("today 8:00", "2026-11-23 08:00"),
    ],
)
def test_for_what_has_happened_the_same_words_look_back(text: str, meant: str) -> None:
    assert meaning(text, past=True) == meant


def test_a_month_on_from_its_last_day_is_the_last_day_of_a_shorter_one() -> None:
    assert meaning("+1m", datetime(2027, 1, 31, 9, 0, tzinfo=BERLIN)) == "2027-02-28"


def test_loose_words_mean_a_working_day_where_working_days_are_known() -> None:
    now = datetime(2027, 1, 27, 9, 0, tzinfo=BERLIN)  # its month ends on a Sunday; the Monday after is taken off
    week = WorkingDays(off={date(2027, 2, 1): "skiing"})
    assert parse_when("end of month", now).day == date(2027, 1, 31)
    assert parse_when("end of month", now, week).day == date(2027, 1, 29)
    assert parse_when("next week", now).day == date(2027, 2, 1)
    assert parse_when("next week", now, week).day == parse_when("next month", now, week).day == date(2027, 2, 2)
    assert parse_when("+3wd", now, week).day == date(2027, 2, 2)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("eow", "2026-11-27"),
        ("end of next week", "2026-12-04"),
        ("eom", "2026-11-30"),
        ("end of next month", "2026-12-31"),
        ("end of the quarter", "2026-12-31"),
        ("eoy", "2026-12-31"),
        ("start of next quarter", "2027-01-01"),
        ("next year", "2027-01-01"),
    ],
)
def test_ends_and_beginnings(text: str, meant: str) -> None:
    assert meaning(text) == meant


@pytest.mark.parametrize(("day", "end"), [((2026, 11, 28), "2026-11-29"), ((2026, 10, 31), "2026-11-01")])
def test_the_end_of_a_week_is_not_before_today(day: tuple[int, int, int], end: str) -> None:
    saturday = datetime(*day, 9, 0, tzinfo=BERLIN)
    assert parse_when("end of week", saturday, WorkingDays()).day >= saturday.date()
    assert meaning("eow", saturday) == end


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("in twenty days", "2026-12-13"),
        ("fifteen days from now", "2026-12-08"),
        ("1 week 2 days", "2026-12-02"),
        ("twenty minutes", "2026-11-23 09:50"),
        ("3 weeks from fri 9am", "2026-12-18 09:00"),
        ("2 days before 31 december", "2026-12-29"),
        ("2 hours after noon", "2026-11-23 14:00"),
        ("a week from monday", "2026-12-07"),
    ],
)
def test_lengths_in_other_words_and_from_other_days(text: str, meant: str) -> None:
    assert meaning(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "soon",
        "garbage",
        "garbage days",
        "call ann",
        "3",
        "1130",
        "2026",
        "25:00",
        "13pm",
        "99:99",
        "mon or tue",
        "may i",
        "sat sun",
        "today after",
        "march 2026 ago",
        "this week",
        "2 hours after friday",
        "in",
        "+",
        "tomorrow tomorrow",
        "1 dec 9999",
        "+9999y",
        "9999 years",
        "+9999 working days from mon",
        "2026-12-01T99:30",
        "2026-12-01T09:30+99:00",
        "fri " * 40,
        "1" * 400,
        "٣d",
        "١/١٢",
    ],
)
def test_what_is_no_date_is_refused_with_examples(text: str) -> None:
    with pytest.raises(WhenError) as error:
        parse_when(text, NOW)
    assert str(error.value).startswith('no date in "')
    assert str(error.value).endswith("try fri, fri 10:00, +3d, in 2 weeks, 1 dec, 2026-12-01T09:30")
    assert len(str(error.value)) < 130


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("31 feb", "there is no 31 February 2026"),
        ("2026-02-30", "there is no 30 February 2026"),
        ("2026-13-01", "there is no 1 month 13 2026"),
        ("the 32nd", "no month has a day 32"),
        ("sat 27 nov", "27 November 2026 is a Friday"),
        ("+30m", "say +30min for minutes"),
        ("fri 10.12", "10 December 2026 is a Thursday"),
        ("mon 31", "31 December 2026 is a Thursday"),
        ("q4", "q4 has begun"),
        ("week 60", "there is no week 60"),
    ],
)
def test_a_date_that_cannot_be_says_why(text: str, told: str) -> None:
    with pytest.raises(WhenError, match=re.escape(told)):
        parse_when(text, NOW)


def test_an_error_shows_nothing_that_steers_a_terminal() -> None:
    with pytest.raises(WhenError) as error:
        parse_when("\x1b[2Jfri\u202e\nsoon", NOW)
    assert str(error.value).isprintable()


def test_a_failure_inside_the_library_is_no_date(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise KeyError("inside")

    monkeypatch.setattr("parsedatetime.Calendar.nlp", fails)
    with pytest.raises(WhenError, match="no date in"):
        parse_when("twenty days", NOW)


# Time zones


def test_a_time_that_the_clocks_skip_moves_forward_and_a_doubled_one_is_the_first() -> None:
    march, october = (datetime(2026, month, 20, 9, 0, tzinfo=BERLIN) for month in (3, 10))
    assert str(parse_when("29 mar 02:30", march).at) == "2026-03-29 03:30:00+02:00"
    assert str(parse_when("25 oct 02:30", october).at) == "2026-10-25 02:30:00+02:00"


def test_hours_from_now_are_real_hours_when_the_clocks_change() -> None:
    before = datetime(2026, 3, 29, 1, 30, tzinfo=BERLIN)
    assert str(parse_when("+1h", before).at) == "2026-03-29 03:30:00+02:00"
    assert str(parse_when("60 min", before).at) == "2026-03-29 03:30:00+02:00"


def test_moments_are_in_the_zone_of_now() -> None:
    tokyo = NOW.astimezone(ZoneInfo("Asia/Tokyo"))  # 17:30 there
    assert parse_when("17:00", tokyo).day == date(2026, 11, 24)
    assert str(parse_when("2026-12-01T09:30Z", tokyo).at) == "2026-12-01 18:30:00+09:00"


def test_now_without_a_zone_is_refused() -> None:
    with pytest.raises(WhenError, match="time zone"):
        parse_when("fri", NOW.replace(tzinfo=None))


# Saying it back


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fri 10:00", "Fri 27 Nov 10:00, in 4 days"),
        ("fri", "Fri 27 Nov, in 4 days"),
        ("14:30", "today, Mon 23 Nov 14:30"),
        ("tomorrow", "tomorrow, Tue 24 Nov"),
        ("tomorrow 9am", "tomorrow, Tue 24 Nov 09:00"),
        ("yesterday", "yesterday, Sun 22 Nov"),
        ("today", "today, Mon 23 Nov"),
        ("5 jan", "Tue 5 Jan 2027, in 6 weeks"),
        ("last fri", "Fri 20 Nov, 3 days ago"),
    ],
)
def test_a_day_is_said_back_with_its_date_and_its_distance(text: str, said: str) -> None:
    assert say_when(parse_when(text, NOW), NOW) == said


def test_a_moment_is_said_in_the_zone_of_now() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert say_when(When(late.date(), late), NOW) == "tomorrow, Tue 24 Nov 00:30"


# For any text and any moment

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))
ZONES = st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"])
NOWS = st.builds(
    lambda moment, zone: moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)),
    st.datetimes(datetime(2000, 1, 2), datetime(2090, 12, 30)),  # noqa: DTZ001 - Hypothesis wants them naive
    ZONES,
)
VOCABULARY = """
    fri mon today tomorrow yesterday next last this in at on by + - 3 31 1. 12. 1/12 9am 14:30 25:61 dec may feb
    week weeks day days d w m h min hours half an a of end month quarter morning noon before after from ago now
    2026 2026-12-01 T09:30 5th twenty and
"""
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), max_size=6).map(" ".join)


@given(
    st.text(max_size=100) | WORDS | st.from_regex(r"[-+]?\d{1,4} ?[a-z]{1,6}", fullmatch=True),
    NOWS,
    st.booleans(),
    st.booleans(),
)
@example("9999 weeks from 2026-12-01", NOW, True, False)
@example("-9999y", NOW, True, True)
@example("a" * 81, NOW, True, False)
def test_any_text_is_a_date_or_a_when_error(text: str, now: datetime, day_first: bool, past: bool) -> None:
    try:
        when = parse_when(text, now, WorkingDays(), day_first, past)
    except WhenError as error:
        assert one_line(str(error)) == str(error)
        return
    assert when.at is None or (when.at.date() == when.day and when.at.tzinfo == now.tzinfo)
    assert say_when(when, now)


AHEAD = st.one_of(
    st.sampled_from(["today", "tomorrow", "fri", "mon", "sun", "noon", "14:30", "eow", "eom", "eoy", "december"]),
    st.sampled_from(["next tue", "this wed", "next week", "next quarter", "end of month", "end of may", "the 30th"]),
    st.sampled_from(["29 feb", "mon 9am", "midnight", "end of next week", "in twenty days", "a week from tomorrow"]),
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["+", "in ", ""]),
        st.integers(0, 12),
        st.sampled_from(["d", "w", "m", "h", "min", "wd", " days"]),
    ),
)


@given(AHEAD, NOWS, st.sampled_from([None, WorkingDays()]))
def test_words_for_the_future_never_name_a_day_before_today(
    text: str, now: datetime, working: WorkingDays | None
) -> None:
    assert parse_when(text, now, working).day >= now.date()


@given(DAYS, NOWS)
def test_iso_days_are_read_exactly(day: date, now: datetime) -> None:
    assert parse_when(day.isoformat(), now) == When(day, None)


@given(st.integers(2, 300), NOWS)
def test_what_is_said_of_a_day_can_be_typed_again(n: int, now: datetime) -> None:
    when = When(now.date() + timedelta(days=n), None)
    assert parse_when(say_when(when, now).partition(",")[0], now) == when
