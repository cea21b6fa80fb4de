"""Commands are tested as a user runs them: arguments in, exit code and text out, on a book in a temporary folder."""

import contextlib
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from planner.program import run
from planner.storage import OsFiles

NOW = "2026-11-23T08:30"


class Planner:
    """Runs `planner` in this process on one book, at a fixed moment."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path, self._capsys = path, capsys
        self.out = self.err = ""

    def __call__(self, *arguments: str, now: str = NOW) -> int:
        """The exit code; `out` and `err` hold what was printed."""
        code = run(["--book", str(self.path), "--now", now, *arguments])
        self.out, self.err = self._capsys.readouterr()
        assert "Traceback" not in self.err
        return code

    def json(self, *arguments: str, now: str = NOW) -> Any:
        """The JSON answer of a command that must succeed."""
        assert self(*arguments, "--json", now=now) == 0, self.err
        return json.loads(self.out)


@pytest.fixture
def planner(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Planner:
    """`planner` on a book that is not there yet, with the user's own settings out of reach."""
    monkeypatch.setenv("PLANNER_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("TZ", "Europe/London")
    monkeypatch.delenv("PLANNER_NOW", raising=False)
    monkeypatch.delenv("PLANNER_BOOK", raising=False)
    monkeypatch.setattr(OsFiles, "sync", lambda self, fd: None)  # what is answered doesn't depend on the device
    monkeypatch.setattr(OsFiles, "sync_folder", lambda self, path: None)
    return Planner(tmp_path / "book.json", capsys)


@pytest.fixture(scope="session")
def sample_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample book, made once."""
    path = tmp_path_factory.mktemp("sample") / "book.json"
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(io.StringIO()):
        patch.setenv("PLANNER_CONFIG", str(path.with_name("config.toml")))
        patch.setenv("TZ", "Europe/London")
        assert run(["--now", NOW, "demo", "--into", str(path)]) == 0
    return path


@pytest.fixture
def demo(planner: Planner, sample_book: Path) -> Planner:
    """`planner` on a copy of the sample book."""
    for file in sample_book.parent.glob("book.json*"):
        shutil.copy(file, planner.path.parent)
    return planner
