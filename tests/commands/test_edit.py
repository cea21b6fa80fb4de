"""`planner edit` and `planner promises`: whatever is on record can be changed by hand, and taken back (interface)."""

import pytest

from tests.commands.conftest import Planner


@pytest.fixture
def acme(planner: Planner) -> Planner:
    assert planner("add", "account", "Acme", "--status", "existing") == 0
    assert planner("add", "contact", "Ann Lee", "--account", "Acme", "--level", "exec") == 0
    return planner


def test_an_account_is_lost_with_its_reason_put_off_and_given_a_cadence_of_its_own(acme: Planner):
    words = ["--status", "lost", "--reason", "price", "--snooze", "+3d", "--cadence", "5/10", "--industry", "tools"]
    assert acme("edit", "account", "Acme", *words) == 0
    assert acme.json("account", "Acme")["status"] == "lost"
    assert acme("why", "Acme") == 0
    assert "put off until" in acme.out
    assert acme("undo") == 0
    assert acme.json("account", "Acme")["status"] == "existing"


def test_an_executive_is_due_by_the_cadence_that_was_given_them(acme: Planner):
    acme("log", "Acme", "connected", "--contact", "Ann", "--purpose", "executive interview", "--at", "2026-11-02T10:00")
    assert acme("why", "Acme") == 0
    assert "their own cadence" not in acme.out
    assert acme("edit", "contact", "Ann", "--cadence", "10/20") == 0
    assert acme("why", "Acme") == 0
    assert "executive interview" in acme.out and "their own cadence" in acme.out
    assert acme("edit", "contact", "Ann", "--cadence", "usual") == 0
    assert acme("why", "Acme") == 0
    assert "their own cadence" not in acme.out


@pytest.mark.parametrize("cadence", ["10", "20/10", "0/5", "a/b", "1/99999"])
def test_a_cadence_that_is_none_is_refused_with_an_example(acme: Planner, cadence: str):
    assert acme("edit", "account", "Acme", "--cadence", cadence) == 2
    assert "such as 10/20" in acme.err


def test_somebody_moves_to_another_account_and_has_worked_at_the_old_one(acme: Planner):
    acme("add", "account", "Globex")
    assert acme("edit", "contact", "Ann", "--move-to", "Globex", "--title", "COO", "--noticed") == 0
    acme("account", "Globex")
    assert "Ann Lee" in acme.out
    acme("account", "Acme")
    assert "Ann Lee" not in acme.out
    assert acme("edit", "contact", "Ann", "--do-not-call") == 0
    assert acme("edit", "contact", "Ann", "--left", "--level", "chief") == 2


def test_a_promise_is_listed_moved_kept_and_dropped(acme: Planner):
    acme("add", "promise", "send the figures", "--account", "Acme", "--due", "fri 10:00")
    acme("add", "promise", "bring the samples", "--account", "Acme", "--due", "tomorrow")
    assert [each["text"] for each in acme.json("promises")] == ["bring the samples", "send the figures"]
    assert acme("edit", "promise", "figures", "--due", "today") == 0
    assert acme("promises") == 0
    assert acme.out.index("send the figures") < acme.out.index("bring the samples")
    assert acme("edit", "promise", "figures", "--done") == 0
    assert acme("edit", "promise", "samples", "--drop") == 0
    assert acme.json("promises") == []
    acme("promises")
    assert "Nothing is promised" in acme.out


def test_which_promise_is_meant_must_be_clear(acme: Planner):
    acme("add", "promise", "send the figures", "--account", "Acme", "--due", "fri")
    acme("add", "promise", "send the samples", "--account", "Acme", "--due", "fri")
    assert acme("edit", "promise", "send", "--done") == 1
    assert "is in 2 open promises" in acme.err
    assert acme("edit", "promise", "the moon", "--done") == 1
    assert "planner promises lists them" in acme.err


def test_a_referral_goes_on_and_the_source_is_thanked_and_paid(acme: Planner):
    assert acme("add", "referral", "Globex", "--from", "Ann", "--stage", "asked") == 0
    assert acme("edit", "referral", "Globex", "--stage", "introduced", "--reward", "dinner") == 0
    assert "Globex is now introduced" in acme.out
    assert acme("edit", "referral", "Globex", "--thanked", "--paid") == 0
    (open_one,) = acme.json("referrals")["open"]
    assert (open_one["prospect"], open_one["stage"], open_one["thanked"]) == ("Globex", "introduced", True)


def test_an_import_is_taken_back_past_a_later_call_from_the_command_line(acme: Planner, tmp_path):
    (tmp_path / "more.csv").write_text("Account Name,Industry\nNorthwind,pumps\n", encoding="utf-8")
    assert acme("import", str(tmp_path / "more.csv"), "--as", "accounts") == 0
    assert acme("log", "Acme", "a") == 0
    assert acme("undo", "--import") == 0
    assert [each["name"] for each in acme.json("accounts")] == ["Acme"]
    assert acme("undo", "--import") == 1
    assert "no import is on record" in acme.err


def test_what_was_given_and_learned_is_added_changed_and_deleted_by_its_words(acme: Planner):
    assert acme("add", "benefit", "a lead in Hull", "--gave", "-a", "Acme", "--contact", "Ann", "--weight", "2") == 0
    assert acme("add", "benefit", "paid early", "--got", "-a", "Acme", "--on", "yesterday") == 0
    assert acme("add", "insight", "They open a plant", "-a", "Acme", "--heading", "opp") == 0
    told = acme.json("account", "Acme")
    assert (told["ledger"]["given"], told["ledger"]["got"]) == (2, 1)
    sheet = {
        each["heading"]: [one["text"] for one in each["insights"]] for each in told["knowledge"] if each["insights"]
    }
    assert sheet == {"opportunities": ["They open a plant"]}
    assert acme("edit", "benefit", "lead", "--weight", "3") == 0
    assert acme("edit", "insight", "open a plant", "--heading", "business") == 0
    assert acme("edit", "benefit", "paid", "--delete") == 0
    told = acme.json("account", "Acme")
    assert (told["ledger"]["given"], told["ledger"]["got"]) == (3, 0)
    assert acme("undo") == 0
    assert acme.json("account", "Acme")["ledger"]["got"] == 1


def test_a_benefit_has_a_direction_and_a_day_gone_by(acme: Planner):
    assert acme("add", "benefit", "a lead", "-a", "Acme") == 2
    assert "say --gave or --got" in acme.err
    assert acme("add", "benefit", "a lead", "--gave", "-a", "Acme", "--on", "tomorrow") == 2
    assert acme("edit", "insight", "the moon", "--heading", "business") == 1
    assert "planner find shows them" in acme.err


def test_an_endorsement_goes_on_by_the_name_of_who_gives_it(acme: Planner):
    assert acme("add", "endorsement", "--from", "Ann", "--stage", "asked") == 0
    assert acme("edit", "endorsement", "Ann", "--stage", "received", "--link", "letter.pdf") == 0
    assert "is now received" in acme.out
    assert acme("edit", "endorsement", "Ann", "--stage", "received") == 1
