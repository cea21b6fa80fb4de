"""Two copies of one book become one again: the newest of each field wins, deletions stay, clashes are told."""

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from planner.book import Book, Gone
from planner.book.records import Account, Draft
from planner.exchange.exports import export_json
from planner.exchange.imports import ImportRefused
from planner.exchange.merge import MergePlan, apply_merge, plan_merge, read_copy
from tests import books
from tests.books import NOW, TODAY
from tests.exchange.helpers import named, only


class Desks:
    """A laptop and a desktop that once had the same book; their clocks run on with every change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.time = NOW

    def now(self) -> datetime:
        self.time += timedelta(minutes=1)
        return self.time

    def open(self, name: str) -> Book:
        return Book.open(self.folder / name / "book.json", now=self.now)

    def copied(self, book: Book, name: str) -> Book:
        """The same book on another machine, with nothing but its file."""
        book.close()
        (self.folder / name).mkdir()
        shutil.copy(self.folder / "laptop" / "book.json", self.folder / name / "book.json")
        return self.open(name)

    def merged(self, into: Book, other: Book, other_name: str) -> MergePlan:
        other.close()
        copy, _ = read_copy(self.folder / other_name / "book.json")
        plan = plan_merge(into, copy, "other.json")
        apply_merge(into, plan)
        return plan


@pytest.fixture
def desks(tmp_path: Path) -> Desks:
    """A folder with two machines' books."""
    return Desks(tmp_path)


@pytest.fixture
def pair(desks: Desks) -> tuple[Book, Book]:
    """The laptop's and the desktop's book, alike so far: Acme, Globex, and Ann Lee at Acme."""
    laptop = desks.open("laptop")
    acme = books.account(laptop, "Acme", phone="1", city="Rome")
    books.account(laptop, "Globex")
    books.contact(laptop, acme, "Ann Lee")
    desktop = desks.copied(laptop, "desktop")
    return desks.open("laptop"), desktop


def test_what_was_added_on_either_side_is_there_afterwards(desks: Desks, pair: tuple[Book, Book]) -> None:
    laptop, desktop = pair
    books.account(laptop, "Laptop Ltd")
    books.touch(desktop, named(desktop.accounts, "Acme"), note="called from the office")
    plan = desks.merged(laptop, desktop, "desktop")

    assert sorted(account.name for account in laptop.accounts.values()) == ["Acme", "Globex", "Laptop Ltd"]
    assert only(laptop.touches).note == "called from the office"
    assert (plan.added, plan.changed, len(plan.gone), plan.conflicts) == (1, 0, 0, ())


def test_of_each_field_the_newest_wins_without_asking(desks: Desks, pair: tuple[Book, Book]) -> None:
    laptop, desktop = pair
    laptop.edit("here", named(laptop.accounts, "Acme"), phone="2")
    desktop.edit("there", named(desktop.accounts, "Acme"), city="Milan")
    plan = desks.merged(laptop, desktop, "desktop")
    acme = named(laptop.accounts, "Acme")

    assert (acme.phone, acme.city) == ("2", "Milan")
    assert plan.conflicts == ()


@pytest.mark.parametrize(("laptop_first", "winner"), [(True, "Oslo"), (False, "Bonn")])
def test_a_field_that_both_changed_is_listed_and_the_later_change_wins(
    desks: Desks, pair: tuple[Book, Book], laptop_first: bool, winner: str
) -> None:
    laptop, desktop = pair
    edits: list[Callable[[], object]] = [
        lambda: laptop.edit("here", named(laptop.accounts, "Acme"), city="Bonn"),
        lambda: desktop.edit("there", named(desktop.accounts, "Acme"), city="Oslo"),
    ]
    for edit in edits if laptop_first else reversed(edits):
        edit()
    plan = desks.merged(laptop, desktop, "desktop")

    assert named(laptop.accounts, "Acme").city == winner
    assert [(each.what, "Bonn here, Oslo there" in each.text) for each in plan.conflicts] == [("Acme", True)]


def test_what_was_deleted_on_either_side_stays_deleted(desks: Desks, pair: tuple[Book, Book]) -> None:
    laptop, desktop = pair
    laptop.change("here", Gone(named(laptop.accounts, "Globex")))
    desktop.change("there", Gone(only(desktop.contacts)))
    plan = desks.merged(laptop, desktop, "desktop")

    assert [account.name for account in laptop.accounts.values()] == ["Acme"]
    assert not laptop.contacts
    assert plan.conflicts == ()


def test_a_record_deleted_here_and_changed_there_later_is_back_and_listed(
    desks: Desks, pair: tuple[Book, Book]
) -> None:
    laptop, desktop = pair
    laptop.change("here", Gone(named(laptop.accounts, "Globex")))
    desktop.edit("there", named(desktop.accounts, "Globex"), note="they want to buy")
    plan = desks.merged(laptop, desktop, "desktop")

    assert named(laptop.accounts, "Globex").note == "they want to buy"
    assert [each.text for each in plan.conflicts] == ["deleted here, changed there later: it is back"]


def test_one_undo_takes_a_merge_back_and_merging_again_changes_nothing(desks: Desks, pair: tuple[Book, Book]) -> None:
    laptop, desktop = pair
    books.account(desktop, "Desktop Ltd")
    desktop.edit("there", named(desktop.accounts, "Acme"), city="Milan")
    desks.merged(laptop, desktop, "desktop")
    again = plan_merge(laptop, read_copy(desks.folder / "desktop" / "book.json")[0], "other.json")

    assert (again.put, again.gone) == ((), ())
    assert laptop.undo() == "Merge with other.json: 1 added, 1 changed, 0 removed"
    assert named(laptop.accounts, "Acme").city == "Rome"
    assert len(laptop.accounts) == 2


def test_do_not_call_and_lists_are_joined_whoever_was_later(desks: Desks, pair: tuple[Book, Book]) -> None:
    laptop, desktop = pair
    desktop.edit("there", only(desktop.contacts), do_not_call=TODAY, tags=("fair",))
    laptop.edit("here", only(laptop.contacts), tags=("golf",))
    desks.merged(laptop, desktop, "desktop")

    assert only(laptop.contacts).do_not_call == TODAY
    assert set(only(laptop.contacts).tags) == {"golf", "fair"}


def test_a_copy_without_a_history_is_judged_by_ours(desks: Desks, pair: tuple[Book, Book]) -> None:
    laptop, desktop = pair
    export_json(desktop, desks.folder / "out")
    laptop.edit("here", named(laptop.accounts, "Acme"), phone="2")
    laptop.change("here", Gone(named(laptop.accounts, "Globex")))
    plan = plan_merge(laptop, read_copy(desks.folder / "out" / "planner.json")[0], "planner.json")

    assert (plan.put, plan.gone, plan.conflicts) == ((), (), ())


def test_drafts_of_another_machine_stay_there_but_not_what_columns_mean(desks: Desks, pair: tuple[Book, Book]) -> None:
    laptop, desktop = pair
    books.put(desktop, Draft, about="timer", started=NOW)
    books.put(desktop, Draft, about="columns 12345678", fields={"kind": "accounts", "name": "Firma"})
    desks.merged(laptop, desktop, "desktop")

    assert [draft.about for draft in laptop.drafts.values()] == ["columns 12345678"]


@pytest.mark.parametrize("content", [None, b"", b"hello", b'{"a": 1}', b"[1, 2]"])
def test_what_is_no_copy_of_a_book_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "other.json"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(ImportRefused) as refused:
        read_copy(path)
    assert "\n" not in str(refused.value)
    assert (path.read_bytes() if path.exists() else None) == content


def test_merging_with_an_empty_laptop_brings_everything(desks: Desks, pair: tuple[Book, Book]) -> None:
    _, desktop = pair
    fresh = desks.open("fresh")
    desks.merged(fresh, desktop, "desktop")

    assert {type(each) for each in fresh.accounts.values()} == {Account}
    assert (len(fresh.accounts), len(fresh.contacts)) == (2, 1)
