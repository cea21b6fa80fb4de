"""The last import can be taken back whatever was done since; what was edited or is needed by now stays, and is named."""

import pytest

from planner.exchange.refusals import ImportRefused
from planner.exchange.takeback import take_back
from tests.books import a_book, touch
from tests.exchange.helpers import bring, named

TEXT = "Account Name,Billing City,Phone\nAcme,Rome,1\nBolt,Oslo,2\nCrane,Bern,3\n"


def test_rows_edited_since_stay_and_are_named_the_rest_goes() -> None:
    book = a_book()
    bring(book, "Account Name,Billing City\nAcme,\n")
    bring(book, TEXT)
    book.edit("Edited", named(book.accounts, "Bolt"), note="mine")
    done = take_back(book)

    assert sorted(each.name for each in book.accounts.values()) == ["Acme", "Bolt"]
    assert named(book.accounts, "Acme").city == "", "what the import filled is empty again"
    assert done.lines == [
        "Taken back: Import of list1.csv: 2 created, 1 updated",
        "edited since, so left as they are: Bolt",
    ]
    book.undo()
    assert sorted(each.name for each in book.accounts.values()) == ["Acme", "Bolt", "Crane"]


def test_an_account_with_a_call_logged_since_is_needed_and_stays() -> None:
    book = a_book()
    bring(book, TEXT)
    touch(book, named(book.accounts, "Crane"), outcome="no answer")
    done = take_back(book)

    assert [each.name for each in book.accounts.values()] == ["Crane"]
    assert done.lines[1] == "needed by what was added since, so kept: Crane"


def test_each_import_is_taken_back_once_the_newest_first() -> None:
    book = a_book()
    bring(book, "Account Name,Billing City\nOld,Rome\n")
    bring(book, "Account Name,Billing City\nNew,Rome\n")
    bring(book, "Account Name,Billing City\nUndone,Rome\n")
    book.undo()
    take_back(book)
    assert [each.name for each in book.accounts.values()] == ["Old"]
    take_back(book)
    assert not book.accounts
    with pytest.raises(ImportRefused, match="no import is on record"):
        take_back(book)
