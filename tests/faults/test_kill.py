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

from .books import contents, reopened

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")

ROUNDS = 200


def write_until_killed(path: Path, first: int, acks: int) -> None:
    """The child: logs calls, each a touch and its account in one change; says which were acknowledged."""
    database = reopened(path)
    number = first
    while True:
        number += 1
        raw = orjson.dumps({"n": number, "note": "x" * (number % 90)})
        database.commit("call", lambda raw=raw, n=number: Edit({"touches": {n: raw}, "accounts": {1: raw}}))
        os.write(acks, b"%d\n" % number)
        if number % 10 == 0:
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
    last, rest, wanted = first, b"", first + chance.randrange(1, 15)
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
        database = reopened(path)
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
    path, number, stopped = tmp_path / "book.json", 0, 0
    database = reopened(path)
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    try:
        for microseconds in range(1, 400):
            number += 1
            try:
                signal.setitimer(signal.ITIMER_REAL, microseconds / 1e6)
                database.commit("call", lambda number=number: Edit({"touches": {number: b"{}"}}))
                signal.setitimer(signal.ITIMER_REAL, 0)
            except KeyboardInterrupt:
                stopped += 1
            signal.setitimer(signal.ITIMER_REAL, 0)
            database.poll()
    except KeyboardInterrupt:
        stopped += 1
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    database.poll()
    memory = contents(database)
    assert stopped > 10
    with reopened(path) as other:
        assert contents(other) == memory
    database.close()
