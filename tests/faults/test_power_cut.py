"""A power cut after each call to the system, with everything lost that the rules allow: what was acknowledged is there.

The same trial must fail when a sync is left out; otherwise it would prove nothing.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

from planner.storage import StorageError

from .books import contents, log, reopened
from .disks import RecordingDisk

STATES_PER_CALL = 3


@dataclass
class Outcome:
    """How the states after the cuts fared."""

    states: int = 0
    lost: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


def cut_everywhere(tmp_path: Path, disk: RecordingDisk) -> Outcome:
    """A day's work; after each call of it, some of the states that a power cut could leave are opened anew."""
    outcome, chance = Outcome(), random.Random(7)
    path = tmp_path / "live" / "book.json"
    acknowledged: set[int] = set()

    def cut() -> None:
        must, may = set(acknowledged), set(attempted)
        for _ in range(STATES_PER_CALL):
            outcome.states += 1
            left = tmp_path / str(outcome.states) / "book.json"
            left.parent.mkdir()
            disk.leave(str(path.parent), left.parent, chance)
            try:
                with reopened(left) as database:
                    found = contents(database)
            except StorageError as error:
                outcome.unreadable.append(str(error))
                continue
            touches = set(found.get("touches", {}))
            if not must <= touches <= may or (touches and found["accounts"][1] != b'{"n":%d}' % max(touches)):
                outcome.lost.append(f"{must} acknowledged, {touches} found")

    attempted: set[int] = set()
    disk.after_each = cut
    database = reopened(path, disk)
    for number in range(1, 7):
        attempted.add(number)
        log(database, number)
        acknowledged.add(number)
        if number == 3:
            database.checkpoint()
    database.close()
    return outcome


def test_no_power_cut_loses_what_was_acknowledged(tmp_path: Path) -> None:
    outcome = cut_everywhere(tmp_path, RecordingDisk())
    assert outcome.states > 150
    assert not outcome.lost
    assert not outcome.unreadable


def test_the_trial_fails_when_files_are_not_synced(tmp_path: Path) -> None:
    outcome = cut_everywhere(tmp_path, RecordingDisk(sync=False))
    assert outcome.lost or outcome.unreadable


def test_the_trial_fails_when_folders_are_not_synced(tmp_path: Path) -> None:
    outcome = cut_everywhere(tmp_path, RecordingDisk(sync_folder=False))
    assert outcome.lost or outcome.unreadable
