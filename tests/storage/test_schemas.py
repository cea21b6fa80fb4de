"""Books of other schemas: older ones are brought up to date with a backup kept, newer ones are only read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from planner.book.migrations import SCHEMA, migrate
from planner.storage import Database, NotSaved, StorageError, backup, list_backups, restore

from ..faults.books import contents, log, put, reopened
from ..faults.disks import RefusingDisk

Tables = dict[str, dict[int, dict[str, Any]]]


def renamed(from_schema: int, tables: Tables) -> Tables:
    """Schema 2 calls "nm" "name"; schema 3 has a table of tags."""
    if from_schema < 2:
        tables["accounts"] = {i: {"name": account["nm"]} for i, account in tables.get("accounts", {}).items()}
    if from_schema < 3:
        tables["tags"] = {1: {"tag": "old"}}
    return tables


def old_book(path: Path, schema: int) -> None:
    key = b"nm" if schema == 1 else b"name"
    with Database.open(path, schema=schema, backups=False) as database:
        database.commit("Add", lambda: put("accounts", 1, b'{"%b":"Acme"}' % key))


@pytest.mark.parametrize("schema", [1, 2])
def test_a_book_of_each_older_schema_is_brought_up_to_date_and_kept(tmp_path: Path, schema: int) -> None:
    path = tmp_path / "book.json"
    old_book(path, schema)
    with Database.open(path, schema=3, migrate=renamed, backups=False) as database:
        assert contents(database) == {"accounts": {1: b'{"name":"Acme"}'}, "tags": {1: b'{"tag":"old"}'}}
        assert any(f"format {schema} to 3" in notice for notice in database.notices)
        assert database.undo_label is None, "changes of the old format can't be taken back in the new one"
        log(database, 1)
    kept = [info.path for info in list_backups(path) if "before-format-3" in info.path.name]
    with Database.open(kept[0], schema=schema, read_only=True) as old:
        assert old.count("accounts") == 1
    with Database.open(path, schema=3, migrate=renamed, backups=False) as database:
        assert database.notices == []


def test_an_older_book_that_is_only_read_is_shown_in_todays_format_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    old_book(path, 1)
    before = path.read_bytes()
    with Database.open(path, schema=3, migrate=renamed, read_only=True) as database:
        assert contents(database) == {"accounts": {1: b'{"name":"Acme"}'}, "tags": {1: b'{"tag":"old"}'}}
    assert path.read_bytes() == before
    assert not [info for info in list_backups(path) if "format" in info.path.name]


@pytest.mark.parametrize("schema", [-1, 0])
def test_a_format_that_nobody_ever_wrote_is_refused_in_one_line(schema: int) -> None:
    with pytest.raises(StorageError, match="that no Planner ever wrote"):
        migrate(schema, {})
    assert migrate(SCHEMA, {"accounts": {1: {"name": "Acme"}}}) == {"accounts": {1: {"name": "Acme"}}}
    assert migrate(1, {}, {1: lambda tables: {**tables, "new": {}}}) == {"new": {}}


def test_changes_that_are_only_in_the_journal_are_brought_up_to_date_too(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    old_book(path, 1)
    database = reopened(path)
    database.commit("Add", lambda: put("accounts", 2, b'{"nm":"Best"}'))
    database.book.lock.close()
    with Database.open(path, schema=3, migrate=renamed, backups=False) as database:
        assert database.get("accounts", 2) == b'{"name":"Best"}'


def test_a_program_cut_off_anywhere_in_a_migration_leaves_the_old_book_or_the_new(tmp_path: Path) -> None:
    for allowed in range(100):
        path = tmp_path / str(allowed) / "book.json"
        old_book(path, 1)
        disk = RefusingDisk(allowed, for_ever=True)
        try:
            Database.open(path, schema=3, migrate=renamed, backups=False, files=disk)
        except StorageError as error:
            assert "\n" not in str(error)
        with Database.open(path, schema=3, migrate=renamed, backups=False) as database:
            assert contents(database) == {"accounts": {1: b'{"name":"Acme"}'}, "tags": {1: b'{"tag":"old"}'}}
        if not disk.refused:
            assert allowed > 8
            return
    raise AssertionError("the migration never ended")


def test_a_migration_that_fails_leaves_the_book_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    old_book(path, 1)
    before = path.read_bytes()

    def broken(from_schema: int, tables: Tables) -> Tables:
        raise KeyError("nm")

    with pytest.raises(KeyError):
        Database.open(path, schema=3, migrate=broken, backups=False)
    assert path.read_bytes() == before


def test_a_book_of_a_newer_schema_is_read_but_never_written(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    old_book(path, 3)
    before = path.read_bytes()
    with Database.open(path, schema=2, backups=True) as database:
        assert database.read_only
        assert len(database.notices) == 1
        assert "newer Planner (format 3; this one knows 2)" in database.notices[0]
        assert contents(database) == {"accounts": {1: b'{"name":"Acme"}'}}
        with pytest.raises(NotSaved):
            log(database, 1)
        assert database.undo_label == "Add"
    assert path.read_bytes() == before


def test_an_older_copy_is_brought_up_to_date_when_it_is_put_back(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    old_book(path, 1)
    copy = backup(path)
    with Database.open(path, schema=3, migrate=renamed, backups=False) as database:
        database.commit("Spoil", lambda: put("accounts", 1, b'{"name":"Spoilt"}'))
    with pytest.raises(StorageError, match="an older Planner"):
        restore(path, copy, schema=3)
    restore(path, copy, schema=3, migrate=renamed)
    with Database.open(path, schema=3, migrate=renamed, backups=False) as database:
        assert contents(database) == {"accounts": {1: b'{"name":"Acme"}'}, "tags": {1: b'{"tag":"old"}'}}


def test_a_copy_of_a_newer_schema_is_refused(tmp_path: Path) -> None:
    path, newer = tmp_path / "book.json", tmp_path / "newer.json"
    old_book(path, 1)
    old_book(newer, 3)
    with pytest.raises(StorageError, match="a newer Planner"):
        restore(path, newer)
