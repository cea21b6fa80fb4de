"""kill -9 of a writer at random moments: every acknowledged change is there, nothing is half-there."""

from __future__ import annotations

import os
import random
import signal
import sys
from pathlib import Path

import orjson
import pytest
from tinydb import TinyDB

from planner.storage import Edit

from .books import contents, log, put, reopened
from .disks import QuickDisk

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")

ROUNDS = 200


def write_until_killed(path: Path, first: int, acks: int) -> None:
    """The child: logs calls, each a touch and its account in one change; says which were acknowledged.

    Every other child doesn't wait for the device, so that it is killed more often between two other calls.
    """
    database = reopened(path, QuickDisk() if first % 2 else None)
    number = first
    while True:
        number += 1
        raw = orjson.dumps({"n": number, "note": "x" * (number % 90)})
        database.commit("call", lambda raw=raw, n=number: Edit({"touches": {n: raw}, "accounts": {1: raw}}))
        os.write(acks, b"%d\n" % number)
        if number % 5 == 0:
            database.checkpoint()


def one_round(path: Path, first: int, chance: random.Random) -> int:
    """Starts a writer and kills it; the last acknowledged call."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reader)
            write_until_killed(path, first, writer)
        finally:
            os._exit(1)
    os.close(writer)
    last, rest, wanted = first, b"", first + chance.randrange(1, 8)
    while last < wanted:
        data = os.read(reader, 4096)
        assert data, "the writer ended by itself"
        *lines, rest = (rest + data).split(b"\n")
        last = max([last, *(int(line) for line in lines)])
    for _ in range(chance.randrange(3000)):  # somewhere within what it does next
        pass
    os.kill(child, signal.SIGKILL)
    while data := os.read(reader, 4096):
        *lines, rest = (rest + data).split(b"\n")
        last = max([last, *(int(line) for line in lines)])
    os.close(reader)
    os.waitpid(child, 0)
    return last


def test_two_hundred_killed_writers_lose_nothing(tmp_path: Path) -> None:
    path, chance, last, told = tmp_path / "book.json", random.Random(11), 0, 0
    reopened(path).close()
    for _ in range(ROUNDS):
        acknowledged = one_round(path, last, chance)
        database = reopened(path, QuickDisk())
        found = contents(database)
        touches = set(found["touches"])
        last = max(touches)
        assert touches == set(range(1, last + 1)), "a change is missing"
        assert acknowledged <= last <= acknowledged + 1, "more or less than acknowledged and the one in flight"
        assert found["accounts"][1] == found["touches"][last], "a change is half-there"
        told += any("did not close properly" in notice for notice in database.notices)
        database.close()
    assert told == ROUNDS, "the user must be told after each crash"
    stock = TinyDB(path)
    assert len(stock.table("touches")) == last
    stock.close()


def test_ctrl_c_in_the_midst_of_saving_leaves_memory_and_disk_equal(tmp_path: Path) -> None:
    path, stopped, saved = tmp_path / "book.json", 0, set()
    database = reopened(path)
    handlers = signal.getsignal(signal.SIGALRM), signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGALRM, lambda *_: signal.raise_signal(signal.SIGINT))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    delays = iter(range(1, 1200, 3))
    try:
        while True:
            try:
                for microseconds in delays:
                    signal.setitimer(signal.ITIMER_REAL, microseconds / 1e6)
                    database.commit("call", lambda number=microseconds: put("touches", number))
                    signal.setitimer(signal.ITIMER_REAL, 0)
                    saved.add(microseconds)
                break
            except KeyboardInterrupt:
                stopped += 1
    finally:
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handlers[0])
        signal.signal(signal.SIGINT, handlers[1])
    memory = contents(database)
    assert stopped > 10
    assert saved <= memory["touches"].keys()
    with reopened(path) as other:
        assert contents(other) == memory
        log(other, 10_000)
    assert database.poll()
    database.close()


def test_a_checkpoint_cut_short_between_its_two_renames_is_finished_quietly(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    database = reopened(path)
    for number in range(3):
        log(database, number)
    journal = path.with_name("book.json.journal")
    before = journal.read_bytes()
    database.checkpoint()
    found = contents(database)
    database.book.lock.close()
    journal.write_bytes(before)
    with reopened(path) as again:
        assert contents(again) == found
        assert again.notices == []
        assert again.undo_label == "Call 2"
    assert not list((tmp_path / "backups").glob("*.kept-*"))
