"""`planner romance` and `planner referrals`: the published JSON, and what a person reads."""

import json

import pytest
from click.testing import CliRunner

from planner.book import Book
from planner.commands import cli
from tests.books import (
    NOW,
    account,
    benefit,
    contact,
    day,
    opportunity,
    promise,
    referral,
    touch,
)


@pytest.fixture
def made(tmp_path, monkeypatch):
    """A book on disk, and a way to ask it."""
    monkeypatch.setenv("PLANNER_CONFIG", str(tmp_path / "none.toml"))
    path = tmp_path / "book.json"
    book = Book.open(path)

    def ask(*words):
        book.close()
        told = CliRunner().invoke(cli, ["--book", str(path), "--now", NOW.isoformat(), *words], catch_exceptions=False)
        assert told.exit_code == 0, told.output
        return told.stdout

    return book, ask


def test_the_romance_queue_as_json(made):
    book, ask = made
    acme = account(book, "Acme")
    deal = opportunity(
        book, acme, "Line 3", stage="proposal", proposal_on=day(-30), amount=1_200_000, competitor="Initech"
    )
    touch(book, acme, ago=12, opportunity=deal.id)
    promise(book, acme, "show the drawings", due=2, opportunity=deal.id)
    (entry,) = json.loads(ask("romance", "--json"))
    said = {name: entry[name] for name in ("opportunity", "account", "amount", "currency", "competitor", "next_step")}
    assert said == {
        "opportunity": "Line 3", "account": "Acme", "amount": 12000, "currency": "USD", "competitor": "Initech",
        "next_step": "2026-11-25",
    }  # fmt: skip
    assert (entry["days_since_they_answered"], entry["ideal_days"], entry["most_days"]) == (8, 5, 10)
    assert entry["idea_kind"] == "decision"
    assert entry["idea"].endswith(".")
    assert 0 <= entry["danger"] <= 1
    assert entry["streak"] == 0
    assert entry["why"]


def test_an_entry_without_anything_known_has_nulls(made):
    book, ask = made
    opportunity(book, account(book), stage="proposal")
    (entry,) = json.loads(ask("romance", "--json"))
    assert [entry[name] for name in ("amount", "competitor", "next_step", "contact")] == [None] * 4
    assert entry["days_since_they_answered"] == 0


def test_the_romance_queue_in_words(made):
    book, ask = made
    acme = account(book, "Acme")
    opportunity(book, acme, "Line 3", stage="proposal", proposal_on=day(-30), amount=1_200_000)
    opportunity(book, acme, "Line 1", stage="won", proposal_on=day(-90), closed_on=day(-40))
    told = ask("romance")
    assert "Acme · Line 3 · USD 12,000" in told
    assert "no answer since the proposal went out 21 working days ago (over the 10 tolerated)" in told
    assert "21 working days  Acme · Line 3, and still silent" in told
    assert "1 of 1 (few: take it lightly)" in told


def test_an_empty_queue_says_how_to_fill_it(made):
    _, ask = made
    assert "--stage proposal" in ask("romance")
    assert json.loads(ask("romance", "--json")) == []


def test_an_escape_sequence_in_a_name_never_leaves_the_program(made):
    book, ask = made
    opportunity(book, account(book, "Ac\x1b[31mme"), "Line\x1b[2J", stage="proposal")
    assert "\x1b" not in ask("romance")


def test_the_referrals_as_json(made):
    book, ask = made
    acme = account(book, "Acme", status="existing", industry="food")
    ann = contact(book, acme, "Ann Lee", satisfied=day(-9))
    touch(book, acme, ago=5, contact=ann.id)
    benefit(book, acme, "given", ago=5)
    account(book, "Globex", industry="food")
    referral(book, contact(book, None, "Bob"), "Hooli", stage="introduced")
    told = json.loads(ask("referrals", "--json"))
    first = told["ask"][0]
    assert (first["contact"], first["account"], first["kind"]) == ("Ann Lee", "Acme", "client")
    assert first["why"]
    assert first["say"].startswith("“")
    (under_way,) = told["open"]
    assert {name: under_way[name] for name in ("prospect", "source", "stage", "thanked")} == {
        "prospect": "Hooli", "source": "Bob", "stage": "introduced", "thanked": False,
    }  # fmt: skip
    (path,) = told["warm_paths"]
    assert (path["account"], path["through"]) == ("Globex", "Ann Lee (Acme)")
    assert "is in food, too" in path["how"]


def test_the_referrals_in_words(made):
    book, ask = made
    account(book, "Globex", industry="food")
    col = contact(book, None, "Col", field="aligned", sells_to=("food",), company="Torwerk")
    referral(book, col, "Hooli", stage="won", reward="dinner for two", made=day(-200))
    told = ask("referrals")
    assert "Col · Torwerk (colleague)" in told
    assert (
        "Hooli · won · from Col (Torwerk); the source still has to be thanked or told; reward owed: dinner for two"
        in told
    )
    assert "Globex: Col (Torwerk) sells to food, in an aligned field" in told
    assert "Col (Torwerk): 1 introduced, 1 met, 1 won" in told


def test_with_nobody_to_ask_it_says_what_comes_first(made):
    _, ask = made
    assert "first bring something of use" in ask("referrals")
    assert json.loads(ask("referrals", "--json")) == {"ask": [], "open": [], "warm_paths": []}
