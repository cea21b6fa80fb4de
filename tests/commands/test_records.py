"""Records by hand: log, add, edit, undo and redo, find, as a user types them (interface)."""

import pytest

from tests.commands.conftest import Planner


@pytest.fixture
def acme(planner: Planner) -> Planner:
    assert planner("add", "account", "Acme", "--status", "existing", "--industry", "tools") == 0
    person = ["Ann Lee", "--account", "Acme", "--level", "exec", "--title", "COO", "--phone", "+44 20 7946 0000"]
    assert planner("add", "contact", *person) == 0
    return planner


def test_a_call_is_logged_in_one_line_and_the_next_step_comes_back(acme: Planner):
    code = acme(
        "log", "acm", "conn", "--contact", "ann", "--note", "wants figures", "--next", "fri 10:00", "--gave", "a lead"
    )
    assert code == 0
    assert "Logged: Acme, connected" in acme.out
    assert "next: call, as agreed, Fri 27 Nov 10:00" in acme.out
    (listed,) = acme.json("accounts")
    assert (listed["next_step"], listed["days_since_contact"]) == ("2026-11-27", 0)


def test_every_word_for_an_outcome_that_the_interface_names_is_taken(acme: Planner):
    words = ["connected", "meeting set", "call back later", "voicemail", "gatekeeper", "no answer", "busy", "wrong number",
             "not interested", "do not call", "referral received", "no-answer", "a", "VOICE", "left voicemail"]  # fmt: skip
    for word in words:
        assert acme("log", "Acme", word) == 0, word


def test_an_earlier_call_is_logged_at_its_time_and_a_later_one_is_refused(acme: Planner):
    assert acme("log", "Acme", "a", "--at", "yesterday 15:00") == 0
    assert acme("log", "Acme", "a", "--at", "2026-12-24") == 2
    assert "yet to come" in acme.err


def test_undo_and_redo_take_the_last_change_whoever_made_it(acme: Planner):
    acme("log", "Acme", "a")
    assert acme("undo") == 0 and "Taken back: No answer: Acme" in acme.out
    assert acme.json("accounts")[0]["days_since_contact"] is None
    assert acme("redo") == 0 and "Brought back: No answer: Acme" in acme.out
    assert acme("redo") == 1


def test_an_opportunity_is_won_by_a_word_and_the_account_is_a_customer_then(planner: Planner):
    planner("add", "account", "Globex")
    assert (
        planner(
            "add",
            "opportunity",
            "New line",
            "--account",
            "Globex",
            "--stage",
            "proposal",
            "--amount",
            "50k",
            "--currency",
            "EUR",
        )
        == 0
    )
    (waiting,) = planner.json("romance")
    assert (waiting["opportunity"], waiting["amount"], waiting["currency"]) == ("New line", 50000, "EUR")
    assert planner("edit", "opportunity", "New line", "--stage", "won", "--reason", "best service") == 0
    assert planner.json("accounts")[0]["status"] == "existing"
    assert planner.json("romance") == []
    assert planner.json("promises")


def test_a_promise_is_added_listed_moved_and_kept(acme: Planner):
    assert acme("add", "promise", "send the drawing", "--account", "Acme", "--due", "today") == 0
    assert [each["text"] for each in acme.json("promises")] == ["send the drawing"]
    assert acme.json("today")["calls"][0]["promised"]
    assert acme("edit", "promise", "drawing", "--due", "fri") == 0
    assert acme.json("promises")[0]["due"] == "2026-11-27"
    assert acme("edit", "promise", "drawing", "--done") == 0
    assert acme.json("promises") == []


def test_referrals_and_endorsements_are_added_with_their_source(acme: Planner):
    assert acme("add", "referral", "Globex", "--from", "Ann", "--stage", "asked") == 0
    assert [each["prospect"] for each in acme.json("referrals")["open"]] == ["Globex"]
    assert acme("edit", "referral", "Globex", "--stage", "introduced") == 0
    assert acme("add", "endorsement", "--from", "Ann", "--kind", "video") == 0
    assert acme("add", "referral", "Nobody") == 2


def test_an_endorsement_brings_what_its_stage_brings_on_the_screens(acme: Planner):
    assert acme("add", "endorsement", "--from", "Ann", "--stage", "asked") == 0
    assert "  promised: " in acme.out
    assert acme("add", "endorsement", "--from", "Ann", "--kind", "video", "--link", "ann.mp4") == 0
    assert "  promised: Thank Ann" in acme.out
    assert acme("undo") == 0
    assert not any("thank" in each["text"].lower() for each in acme.json("promises"))


def test_a_referral_that_is_added_as_introduced_brings_thanks_the_first_call_and_the_account(acme: Planner):
    assert acme("add", "referral", "Globex", "--from", "Ann", "--stage", "introduced") == 0
    assert "  promised: Thank Ann" in acme.out and "  new account: Globex" in acme.out
    planned = {call["account"]: call["purpose"] for call in acme.json("today", now="2026-11-24T08:30")["calls"]}
    assert (planned["Acme"], planned["Globex"]) == ("thank", "prospecting")
    assert acme("undo") == 0
    assert acme.json("referrals")["open"] == []
    assert acme.json("promises") == []


def test_a_status_set_by_hand_stays(acme: Planner):
    assert acme("edit", "account", "Acme", "--status", "lost", "--reason", "price") == 0
    assert acme.json("accounts")[0]["status"] == "lost"


def test_deleting_takes_everything_along_and_undo_brings_it_all_back(acme: Planner):
    acme("log", "Acme", "c", "--note", "hello")
    before = acme.json("account", "Acme")
    assert acme("edit", "account", "Acme", "--delete") == 0
    assert acme.json("accounts") == []
    assert acme("undo") == 0
    assert acme.json("account", "Acme") == before


def test_find_looks_into_names_and_notes(acme: Planner):
    acme("log", "Acme", "c", "--note", "the blue crane")
    assert {hit["kind"] for hit in acme.json("find", "blue crane")} == {"touch"}
    assert {hit["kind"] for hit in acme.json("find", "ann")} >= {"contact"}
    assert acme("find", "zzzz") == 1


def test_names_match_by_beginning_by_word_and_with_a_slip_but_never_by_guessing(acme: Planner):
    acme("add", "account", "Acme Tools")
    assert acme("log", "Acme", "a") == 0
    assert acme("log", "tools", "a") == 0
    assert acme("log", "Acme Toools", "a") == 0
    acme("add", "account", "Acorn Works")
    assert acme("log", "ac", "a") == 1
    assert "could be 3 accounts" in acme.err


@pytest.mark.parametrize("name", ["[/b]", "[VP] Müller", "\x1b[31mRed\x1b[0m", "\u202eevil", "a\nb", "=1+1"])
def test_any_name_is_a_name_and_no_control_sequence_comes_out(planner: Planner, name: str):
    assert planner("add", "account", name) == 0
    account_id = planner.json("accounts")[0]["id"]
    for command in (
        ["log", account_id, "c", "--note", name],
        ["today"],
        ["accounts"],
        ["account", account_id],
        ["why", account_id],
    ):
        assert planner(*command) == 0, (command, planner.err)
        assert "\x1b" not in planner.out and "\u202e" not in planner.out


def test_a_person_named_instead_of_an_account_is_answered_with_where_they_are(planner):
    assert planner("add", "account", "Tollgate & Fenn") == 0
    assert planner("add", "contact", "Tariq Crosslane", "--account", "Tollgate") == 0
    assert planner("log", "tariq", "a") == 1
    assert 'no account "tariq", but Tariq Crosslane at Tollgate & Fenn: name the account' in planner.err
