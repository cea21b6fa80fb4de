"""The documents tell the truth: generated ones are up to date, links lead somewhere, and what README shows works as shown."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from docs.examples import EXAMPLES
from docs.keys import DIALOGS, dialogs
from docs.reference import DOCUMENTS, main, stale
from planner.commands import COMMANDS, cli
from planner.settings import Loaded, load
from tests.commands.conftest import Planner, demo, planner, sample_book

__all__ = ["demo", "planner", "sample_book"]  # fixtures

ROOT = Path(__file__).parents[1]
TEXTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
COMMAND = re.compile(r"(?:^|`)planner (?:(--help)|([a-z]+))", re.MULTILINE)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_keys_settings_and_commands_are_as_the_program_would_write_them():
    assert not stale(), "python -m docs.reference writes them anew"


def test_checking_says_which_document_is_stale_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr("docs.reference.FOLDER", tmp_path)
    (tmp_path / "keys.md").write_text(DOCUMENTS["keys.md"](), encoding="utf-8")
    (tmp_path / "settings.md").write_text("old", encoding="utf-8")
    assert main(["--check"]) == 1
    said = capsys.readouterr().err
    assert "settings.md" in said and "commands.md" in said and "keys.md" not in said
    assert (tmp_path / "settings.md").read_text(encoding="utf-8") == "old"
    assert main([]) == 0
    assert main(["--check"]) == 0


def test_the_manual_page_has_every_command_and_no_line_that_troff_would_take_for_its_own():
    page = (ROOT / "docs" / "planner.1").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f".SS planner {name}\n" in page
    known = {"TH", "SH", "SS", "TP", "PP", "nf", "fi"}
    asked = {line[1:].split()[0] for line in page.splitlines() if line.startswith((".", "'"))}
    assert asked <= known


def test_every_dialog_with_keys_is_in_the_list_of_keys():
    assert set(dialogs()) == set(DIALOGS)


def links(path: Path) -> Iterator[str]:
    """The relative addresses that a document links or shows."""
    for address in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", address):
            yield address


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_every_link_leads_somewhere(path: Path):
    for address in links(path):
        place, _, heading = address.partition("#")
        goal = (path.parent / place).resolve() if place else path
        assert goal.exists(), f"{name_of(path)}: {address}"
        if heading:
            titles = re.findall(r"^#+ (.+)$", goal.read_text(encoding="utf-8"), re.MULTILINE)
            anchors = {re.sub(r"[^\w -]", "", title).strip().lower().replace(" ", "-") for title in titles}
            assert heading in anchors, f"{name_of(path)}: {address}"


def test_readme_and_documents_lead_to_each_other():
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        path = waiting.pop()
        reached.add(path)
        goals = ((path.parent / address.partition("#")[0]).resolve() for address in links(path))
        waiting += [goal for goal in goals if goal.suffix == ".md" and goal not in reached]
    assert {path for path in TEXTS if path.parent.name == "docs"} <= reached


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_every_file_that_is_named_is_there(path: Path):
    text = path.read_text(encoding="utf-8")
    named = re.findall(r"`((?:planner|screens|widgets|tests|benchmarks|docs)/[\w/]+(?:\.\w+)?)/?`", text)
    assert not [each for each in named if "NAME" not in each and not (ROOT / each).exists()]


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_every_command_that_is_named_exists(path: Path):
    named = {name for _, name in COMMAND.findall(path.read_text(encoding="utf-8")) if name}
    assert named <= set(COMMANDS), f"{name_of(path)}: {named - set(COMMANDS)}"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, planner: Planner):
    assert planner(name, "--help") == 0
    assert planner.out.startswith(f"Usage: planner {name}")


def test_every_command_is_in_the_list_of_commands_with_every_option():
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        assert f"\n## planner {name}\n" in text
        for option in command.params:
            assert not isinstance(option, click.Option) or option.opts[-1] in text


# -- README's five minutes


def readme_commands() -> list[str]:
    """The commands that README tells to type, as they stand there."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return [said for said in re.findall(r"`(planner [^`]+)`", text) if "COMMAND" not in said]


def arguments(said: str) -> list[str]:
    """What comes after `planner`, as a shell would part it."""
    return [first or second for first, second in re.findall(r'"([^"]*)"|(\S+)', said.removeprefix("planner "))]


def test_readme_s_five_minutes_work_in_their_order(planner: Planner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path("accounts.csv").write_text("Id,IsDeleted,Name,Type,Phone\n001,0,Globex,Customer,+44 20 7946 0999\n", "utf-8")
    Path("opportunities.csv").write_text(
        "Id,IsDeleted,AccountId,Name,StageName,Amount,CloseDate,IsClosed,IsWon,CreatedDate\n"
        "006,0,001,Pumps,Closed Won,5000,2026-03-01,1,1,2026-01-01\n",
        "utf-8",
    )
    told = readme_commands()
    assert any(said.startswith("planner import") for said in told)
    assert any(said.startswith("planner log") for said in told)
    for said in told:
        if "--markdown" in said or said == "planner":
            continue
        assert planner(*arguments(said)) == 0, f"{said}: {planner.err}"
    plan = planner.json("today")
    assert "Acme" in [call["account"] for call in plan["calls"]]


def test_readme_tells_of_the_file_that_the_first_picture_is_in():
    assert "docs/pictures/today.svg" in (ROOT / "README.md").read_text(encoding="utf-8")


# -- the published JSON


def names(value: Any, at: str = "") -> Iterator[str]:
    """Every name in an answer with the way to it; entries of a list share theirs."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield f"{at}.{name}"
            yield from names(inner, f"{at}.{name}")
    for inner in value if isinstance(value, list) else ():
        yield from names(inner, f"{at}[]")


@pytest.mark.parametrize("command", EXAMPLES)
def test_the_json_that_is_shown_has_the_names_that_are_answered(command: str, demo: Planner):
    more = {"why": ["Amberleigh Books"], "account": ["Amberleigh Books"], "log": ["Amberleigh Books", "no answer"]}
    real = set(names(demo.json(command, *more.get(command, []))))
    shown = set(names(json.loads(EXAMPLES[command])))
    assert shown <= real, f"planner {command} --json has no {shown - real}"


def test_the_settings_that_are_shown_are_accepted(tmp_path: Path):
    for name in ("settings.md", "keys.md"):
        for text in re.findall(r"```toml\n(.*?)```", (ROOT / "docs" / name).read_text(encoding="utf-8"), re.DOTALL):
            (tmp_path / "config.toml").write_text(text, encoding="utf-8")
            loaded: Loaded = load(tmp_path / "config.toml")
            assert not loaded.problems


def test_the_keys_that_are_shown_are_free():
    from screens.keys import keymap_of

    shown = re.findall(r'^(\w[\w-]*) = "(.+)"$', (ROOT / "docs" / "keys.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert shown
    assert not keymap_of(dict(shown))[1]


@pytest.mark.skipif(shutil.which("make") is None, reason="takes make")
def test_the_first_make_run_says_what_one_waits_for(tmp_path: Path):
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    told = subprocess.run(["make", "--dry-run", "run"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    waiting, *then = [line for line in told.splitlines() if "Setting up" in line or "pip install" in line]
    assert "Setting up .venv: half a minute, once." in waiting and then
