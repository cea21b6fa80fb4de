"""`planner today` and `planner why`: the published JSON, what-ifs that change nothing, past mornings replayed."""

import json

import pytest

from planner.book import Book
from planner.book.vocabulary import STATUSES
from planner.storage import NotSaved
from tests.commands.conftest import Planner


def test_today_answers_with_the_published_names(demo: Planner):
    plan = demo.json("today")
    assert plan["date"] == "2026-11-23"
    assert plan["order"] == "balanced"
    assert plan["shares"] == {"existing": 0.5, "lost": 0.3, "new": 0.2}
    assert set(plan["minutes"]) == {"done", "planned", "target", "debt"}
    assert all(set(each) == set(STATUSES) for each in plan["minutes"].values())
    first = plan["calls"][0]
    assert {"position", "account", "account_id", "status", "contact", "phone", "purpose", "minutes", "at"} < set(first)
    assert {"promised", "done", "why"} < set(first)
    assert [call["position"] for call in plan["calls"]] == list(range(1, len(plan["calls"]) + 1))
    assert sum(call["minutes"] for call in plan["calls"]) <= plan["capacity_minutes"]


def test_what_if_answers_and_leaves_the_plan_as_it_is(demo: Planner):
    before = demo.json("today")
    what_if = demo.json("today", "--shares", "60/25/15", "--capacity", "90")
    assert what_if["capacity_minutes"] == 90
    assert what_if["shares"] == {"existing": 0.6, "lost": 0.25, "new": 0.15}
    assert demo.json("today") == before


def test_a_past_day_is_replayed_as_planned_beside_what_was_done(demo: Planner):
    planned = demo.json("today")["calls"]
    name = next(call["account"] for call in planned if call["account"])
    assert demo("log", name, "a") == 0
    replayed = demo.json("today", "--date", "2026-11-23", now="2026-11-24T08:00")
    keys = ("account", "contact", "purpose", "minutes", "why", "at")
    assert [[call[key] for key in keys] for call in replayed["calls"]] == [
        [call[key] for key in keys] for call in planned
    ]
    assert [call["account"] for call in replayed["calls"] if call["done"]] == [name]


def test_a_past_day_tells_what_came_of_each_call_and_the_minutes_beside_each_other(demo: Planner):
    planned = demo.json("today")
    first = next(call for call in planned["calls"] if call["account"])
    assert demo("log", first["account"], "c", "--minutes", "25") == 0
    past = demo.json("today", "--date", "yesterday", now="2026-11-24T08:00")
    assert past["minutes"]["planned"] == planned["minutes"]["planned"]
    assert past["minutes"]["target"] == planned["minutes"]["target"]
    assert past["minutes"]["done"][first["status"]] == 25
    assert demo("today", "--date", "yesterday", now="2026-11-24T08:00") == 0
    assert demo.out.startswith("Mon 23 Nov: ") and "1 made, 1 of those planned" in demo.out
    assert "connected at " in demo.out and demo.out.count("not made") == len(planned["calls"]) - 1
    assert demo("today", "--date", "yesterday", "--line", now="2026-11-24T08:00") == 0
    assert demo.out.count("\n") == 1


def test_of_a_day_that_is_over_nobody_asks_what_if(demo: Planner):
    assert demo("today", "--date", "yesterday", "--capacity", "60", now="2026-11-24T08:00") == 2
    assert "that day is over" in demo.err


def test_the_meetings_that_take_the_minutes_are_named_in_the_user_s_time(planner: Planner, tmp_path):
    lines = ("BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "DTSTART:20261123T090000Z", "DTEND:20261123T100000Z",
             "SUMMARY:Review", "END:VEVENT", "END:VCALENDAR")  # fmt: skip
    (tmp_path / "a.ics").write_text("\r\n".join(lines))
    (tmp_path / "config.toml").write_text(
        f'[hours]\nzone = "Europe/Berlin"\n[calendar]\nfiles = ["{tmp_path}/a.ics"]\n'
    )
    plan = planner.json("today")
    assert [(each["title"], each["start"][11:16]) for each in plan["meetings"]] == [("Review", "10:00")]
    assert planner("today") == 0
    assert "  10:00 to 11:00  Review" in planner.out


def test_another_day_is_planned_without_being_kept(demo: Planner):
    assert demo.json("today", "--date", "tomorrow")["date"] == "2026-11-24"
    assert demo("today", "--date", "2026-11-22") == 1


def test_one_line_for_a_prompt(demo: Planner):
    assert demo("today", "--line") == 0
    assert demo.out.startswith("next: ")
    assert demo.out.count("\n") == 1
    assert " · 0 of " in demo.out and "E 0 L 0 N 0" in demo.out


def test_why_gives_the_place_on_the_plan_or_the_reason_against_it(demo: Planner):
    call = next(call for call in demo.json("today")["calls"] if call["account"])
    answer = demo.json("why", call["account"])
    assert answer["on_plan"] and answer["why"][0].startswith(f"call {call['position']} of ")
    assert demo("edit", "account", call["account"], "--snooze", "2026-12-01") == 0
    assert "put off until Tue 1 Dec" in demo.json("why", call["account"])["why"][0] or call["promised"]


def test_an_empty_book_has_an_empty_plan(planner: Planner):
    plan = planner.json("today")
    assert plan["calls"] == []
    assert plan["capacity_minutes"] == 360


def test_no_command_at_all_prints_the_plan_where_there_is_no_terminal(demo: Planner):
    assert demo() == 0
    assert "for calls" in demo.out


def test_shares_that_are_none_are_refused_in_one_line(demo: Planner):
    for text in ("60/25", "a/b/c", "0/0/0", "-1/1/1", "nan/1/1"):
        assert demo("today", "--shares", text) == 2, text
        assert demo.err.count("\n") == 1


def test_the_demo_never_overwrites_a_book(demo: Planner):
    before = demo.path.read_bytes()
    assert demo("demo", "--into", str(demo.path)) == 1
    assert demo.path.read_bytes() == before


def test_the_demo_prints_a_plan_also_on_a_sunday(planner: Planner):
    assert planner("demo", "--into", str(planner.path), now="2026-11-22T21:00") == 0
    assert "Sunday" in planner.out and "calls to make" in planner.out


def test_json_is_json_for_every_reading_command(demo: Planner):
    for command in (
        ["accounts"],
        ["romance"],
        ["referrals"],
        ["promises"],
        ["week"],
        ["where"],
        ["config"],
        ["find", "a"],
    ):
        assert demo(*command, "--json") == 0, command
        json.loads(demo.out)


def test_a_plan_that_can_not_be_kept_is_shown_all_the_same(demo: Planner, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object, **__: object) -> None:
        raise NotSaved("the disk is full")

    monkeypatch.setattr(Book, "change", full)
    assert demo("today", now="2026-11-25T08:30") == 0
    assert "calls to make" in demo.out
    assert demo.err == "The morning's plan is not kept: the disk is full\n"
