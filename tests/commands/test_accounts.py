"""`planner accounts` and `planner account`: health as published, and a brief that a salesperson reads before dialling."""

from pathlib import Path

import pytest

from tests.commands.conftest import Planner

PARTS = {"recency": 25, "reciprocity": 25, "executives": 20, "entry": 15, "knowledge": 15}


@pytest.fixture
def acme(planner: Planner) -> Planner:
    """A book with Acme, a customer with an executive who was talked to, and Globex, a prospect never reached."""
    planner("add", "account", "Acme", "--status", "existing", "--last-order", "2026-10-13")
    planner("add", "contact", "Dana Cruz", "--account", "Acme", "--level", "executive", "--title", "COO")
    planner("log", "Acme", "connected", "--contact", "Dana", "--at", "2026-11-20T10:00", "--gave", "a lead")
    planner("add", "account", "Globex", "--status", "new")
    return planner


def test_health_is_answered_as_published(acme: Planner) -> None:
    found = {row["name"]: row for row in acme.json("accounts")}["Acme"]
    assert (found["status"], found["days_since_order"], found["days_since_contact"]) == ("existing", 41, 3)
    assert set(found) == {"id", "name", "status", "days_since_order", "days_since_contact", "next_step", "health"}
    health = found["health"]
    assert {name: part["of"] for name, part in health["parts"].items()} == PARTS
    assert health["score"] == sum(part["points"] for part in health["parts"].values())
    assert (health["level"], health["weakest"], health["trend"]) == ("investing", "knowledge", None)
    assert health["raise_it"]


def test_an_account_without_contact_answers_no_data(acme: Planner) -> None:
    health = {row["name"]: row for row in acme.json("accounts")}["Globex"]["health"]
    assert (health["score"], health["trend"], health["weakest"]) == (None, None, None)
    assert all("no data" in part["why"] for part in health["parts"].values())


def test_a_booked_step_is_answered_as_its_day(acme: Planner) -> None:
    acme("add", "promise", "send the figures", "--account", "Acme", "--due", "2026-11-27")
    assert acme.json("account", "Acme")["next_step"] == "2026-11-27"


def test_the_weakest_account_comes_first_and_no_data_last(acme: Planner) -> None:
    acme("add", "account", "Hooli", "--status", "lost")
    acme("log", "Hooli", "connected", "--at", "2026-08-03T10:00")
    assert [row["name"] for row in acme.json("accounts")] == ["Hooli", "Acme", "Globex"]


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("name", ["Acme", "Globex", "Hooli"]),
        ("silence", ["Hooli", "Acme", "Globex"]),
        ("value", ["Globex", "Acme", "Hooli"]),
    ],
)
def test_accounts_are_sorted_as_asked(acme: Planner, sort: str, names: list[str]) -> None:
    acme("add", "account", "Hooli", "--status", "lost")
    acme("log", "Hooli", "connected", "--at", "2026-08-03T10:00")
    acme("add", "opportunity", "Line 3", "--account", "Globex", "--amount", "50000")
    assert [row["name"] for row in acme.json("accounts", "--sort", sort)] == names


def test_one_status_alone_by_a_unique_beginning(acme: Planner) -> None:
    assert [row["name"] for row in acme.json("accounts", "--status", "ex")] == ["Acme"]


@pytest.mark.parametrize("wrong", [("--status", "gone"), ("--sort", "colour")])
def test_a_word_that_is_none_of_those_offered_is_wrong_usage(acme: Planner, wrong: tuple[str, str]) -> None:
    assert acme("accounts", *wrong) == 2
    assert "use one of" in acme.err


def test_the_table_tells_health_in_words_and_figures(acme: Planner) -> None:
    assert acme("accounts") == 0
    lines = acme.out.splitlines()
    assert lines[0].split() == ["health", "trend", "level", "weakest", "silence", "next", "step"]
    assert lines[1].startswith("Acme ")
    assert "investing" in lines[1]
    assert "no data" in lines[2]
    assert "2 accounts, 1 with data for a score" in lines[-1]


def test_an_empty_book_says_what_to_do(planner: Planner) -> None:
    assert planner("accounts") == 0
    assert "planner import" in planner.out


def test_the_brief_says_who_is_there_what_is_owed_and_what_comes_next(acme: Planner) -> None:
    acme("add", "promise", "send the figures", "--account", "Acme", "--due", "2026-11-27")
    acme("add", "opportunity", "Line 3", "--account", "Acme", "--stage", "proposal", "--amount", "12000")
    assert acme("account", "acm") == 0
    for said in (
        "Acme · existing · last order 41 days ago · investing",
        "Dana Cruz · COO · 3 days ago",
        "nobody is known",
        "given 1, got 0: 1 in credit",
        "what have you done for me lately? a lead, 3 days ago",
        "decision process nothing is known",
        "Fri 27 Nov      send the figures",
        "Line 3 · proposal · USD 12,000",
        "connected",
    ):
        assert said in acme.out


def test_the_brief_of_an_account_that_was_never_reached_says_what_comes_first(acme: Planner) -> None:
    acme("account", "Globex")
    assert acme.out.count("not known yet") == 1 and "no data" not in acme.out
    assert "first: Find out whom to talk to" in acme.out
    acme("add", "contact", "Ann Lee", "--account", "Globex", "--title", "CEO")
    acme("account", "Globex")
    assert "first: Call Ann Lee (CEO)" in acme.out


def test_the_brief_says_what_other_programs_knew(planner: Planner, tmp_path: Path) -> None:
    companies, people = tmp_path / "companies.csv", tmp_path / "people.csv"
    companies.write_text("ID,NAME,INDUSTRY,ORACLE_ID__C\n1,Acme,pumps,4-2068\n")
    people.write_text("First Name,Last Name,Company,E-mail,Assistant's Phone\nAnn,Lee,Acme,ann@acme.example,555 0102\n")
    assert planner("import", str(companies), str(people)) == 0, planner.err
    assert planner("account", "Acme") == 0
    assert "\n  Oracle ID: 4-2068\n" in planner.out
    assert "Assistant's phone: 555 0102" in planner.out.partition("Ann Lee")[2]


def test_the_brief_of_a_lost_account_says_how_far_its_fences_are_mended(acme: Planner) -> None:
    acme("add", "account", "Hooli", "--status", "lost")
    acme("log", "Hooli", "connected", "--purpose", "mend fences")
    acme("account", "Hooli")
    assert "Mending fences: 1 of 4 steps taken; next: repair" in acme.out
    assert acme.json("account", "Hooli")["fences"]["next"] == "repair"


def test_the_brief_as_json_holds_the_row_and_the_whole_story(acme: Planner) -> None:
    brief = acme.json("account", "Acme")
    assert brief["people"][0]["name"] == "Dana Cruz"
    assert brief["people"][0]["days_since_contact"] == 3
    assert (brief["ledger"]["balance"], brief["ledger"]["lately"]) == (1, "a lead, 3 days ago")
    assert {event["kind"] for event in brief["timeline"]} >= {"touch", "given", "status"}
    assert [way["gain"] for way in brief["ways"]] == sorted((way["gain"] for way in brief["ways"]), reverse=True)


def test_an_account_that_looks_lost_says_so_in_its_brief(planner: Planner) -> None:
    planner("add", "account", "Old", "--last-order", "2026-01-05", now="2026-02-02")
    assert planner("account", "Old", now="2027-02-02") == 0
    assert "Old looks lost: last order" in planner.out


def test_an_account_that_nobody_knows_is_one_clear_line(acme: Planner) -> None:
    assert acme("account", "Zzyzx") == 1
    assert acme.err.count("\n") == 1


def test_good_news_never_lowers_the_score_as_a_user_logs_it(acme: Planner) -> None:
    scores = [acme.json("account", "Acme")["health"]["score"]]
    for news in (
        ["--got", "a name"],
        ["--gave", "a study"],
        ["--insight", "threats: a rival"],
        ["--purpose", "executive"],
    ):
        assert acme("log", "Acme", "connected", "--contact", "Dana", *news) == 0
        scores.append(acme.json("account", "Acme")["health"]["score"])
    assert scores == sorted(scores)
    assert acme.json("account", "Acme")["health"]["level"] == "partner"
    later = [
        acme.json("account", "Acme", now=now)["health"]["score"] for now in ("2026-12-31", "2027-03-31", "2027-12-31")
    ]
    assert [scores[-1], *later] == sorted([scores[-1], *later], reverse=True)
