"""Small files for the tests of what comes in, made and imported in one line each."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from planner.book import Book
from planner.exchange.imports import ImportPlan, Receipt, apply_import, plan_import
from planner.exchange.sources import Source, read_bytes
from planner.settings import Settings
from tests.books import NOW, SETTINGS

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
"""Real exports, where they are at hand; the tests that need them are skipped elsewhere."""

ACCOUNTS = "Id,IsDeleted,Name,Type,Phone,BillingCity,SystemModstamp\n"
CONTACTS = "Id,IsDeleted,AccountId,FirstName,LastName,Title,Email,Phone,SystemModstamp\n"
DEALS = "Id,IsDeleted,AccountId,Name,StageName,Amount,CloseDate,IsClosed,IsWon,CreatedDate\n"
TASKS = "Id,WhoId,WhatId,AccountId,Subject,ActivityDate,Status,CallDurationInSeconds,CallDisposition,TaskSubtype,Description\n"


def source(text: str | bytes, name: str = "list.csv") -> Source:
    """A file of this text."""
    return read_bytes(text.encode() if isinstance(text, str) else text, name)


def dry(book: Book, *files: Source, now: datetime = NOW, settings: Settings = SETTINGS, **options: Any) -> ImportPlan:
    """The plan of importing these files."""
    return plan_import(book, settings, now, files, **options)


def bring(
    book: Book, *texts: str | Source, now: datetime = NOW, settings: Settings = SETTINGS, **options: Any
) -> Receipt:
    """Import these texts as list1.csv, list2.csv …"""
    files = [text if isinstance(text, Source) else source(text, f"list{at}.csv") for at, text in enumerate(texts, 1)]
    return apply_import(book, plan_import(book, settings, now, files, **options))


def only(records: Mapping[str, Any]) -> Any:
    """The one record of a kind that there is."""
    (record,) = records.values()
    return record


def named(records: Mapping[str, Any], name: str) -> Any:
    """The one record of that name."""
    (record,) = [each for each in records.values() if each.name == name]
    return record
