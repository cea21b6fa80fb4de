"""Small books for the trials, and what they hold."""

from __future__ import annotations

from pathlib import Path

from planner.storage import Database, Edit, OsFiles

Contents = dict[str, dict[int, bytes]]


def contents(database: Database) -> Contents:
    """Every document of a book."""
    return {name: dict(database.rows(name)) for name in database.names()}


def put(table: str, doc_id: int, raw: bytes = b"{}") -> Edit:
    """An edit of one document."""
    return Edit({table: {doc_id: raw}})


def log(database: Database, number: int) -> None:
    """What logging a call does: a touch and its account, in one change."""
    raw = b'{"n":%d}' % number
    database.commit(f"Call {number}", lambda: Edit({"touches": {number: raw}, "accounts": {1: raw}}))


def reopened(path: Path, files: OsFiles | None = None) -> Database:
    """The book opened anew, without a backup of the day."""
    return Database.open(path, backups=False, files=files)
