"""These tests ask what is written, not when it reaches the device, so they don't wait for the device."""

import pytest

from planner.storage import OsFiles


@pytest.fixture(autouse=True)
def no_waiting_for_the_device(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OsFiles, "sync", lambda self, fd: None)
    monkeypatch.setattr(OsFiles, "sync_folder", lambda self, path: None)
