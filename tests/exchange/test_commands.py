"""planner import, export and merge, as they are typed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.commands import cli
from tests.exchange.helpers import ACCOUNTS

COMPANIES = ACCOUNTS + "001A00000000001AAA,false,Acme,Prospect,1,Rome,x\n001A00000000002AAA,true,Gone,,,,x\n"


class Desk:
    """A folder with a book, and a way to ask it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def file(self, name: str, text: str) -> str:
        (self.folder / name).write_text(text, encoding="utf-8")
        return str(self.folder / name)

    def run(self, *words: str, book: str = "book.json") -> Result:
        path = self.folder / "books" / book
        return CliRunner().invoke(cli, ["--book", str(path), "--now", "2026-11-23", *words], catch_exceptions=True)

    def ask(self, *words: str, book: str = "book.json") -> str:
        told = self.run(*words, book=book)
        assert told.exit_code == 0, told.output
        return told.stdout


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """An empty book."""
    monkeypatch.setenv("PLANNER_CONFIG", str(tmp_path / "none.toml"))
    return Desk(tmp_path)


def test_a_receipt_says_encoding_delimiter_and_counts(desk: Desk) -> None:
    told = desk.ask("import", desk.file("a.csv", COMPANIES))

    assert (
        told.splitlines()[0]
        == "a.csv: plain ASCII, comma, header in line 1 · 1 created, 0 updated, 0 unchanged, 1 refused"
    )
    assert "a.csv:3: refused: Gone: deleted at the source" in told
    assert desk.ask("undo").startswith("Taken back: Import of a.csv")


def test_a_dry_run_and_json(desk: Desk) -> None:
    file = desk.file("a.csv", COMPANIES)
    told = json.loads(desk.ask("import", file, "--dry-run", "--json"))

    assert (told["created"], told["refused"], told["dry_run"]) == (1, 1, True)
    assert json.loads(desk.ask("import", file, "--json"))["created"] == 1
    assert "a dry run: nothing was changed" in desk.ask("import", file, "--dry-run")


def test_columns_can_be_mapped_and_are_remembered(desk: Desk) -> None:
    first, second = desk.file("a.csv", "wer,wo\nAcme,Rome\n"), desk.file("b.csv", "wo,wer\nOslo,Globex\n")

    assert "1 created" in desk.ask("import", first, "--as", "acc", "--map", "name=wer", "--map", "city=wo")
    assert "1 created" in desk.ask("import", second)


@pytest.mark.parametrize(
    ("text", "options", "code", "said"),
    [
        (None, [], 1, "there is no file"),
        ("", [], 1, "is empty"),
        ("a,b\n1,2\n", [], 1, "can't tell what its rows are"),
        (ACCOUNTS, [], 1, "nothing to import"),
        (COMPANIES, ["--as", "boats"], 2, "boats"),
        (COMPANIES, ["--map", "nonsense"], 2, "FIELD=COLUMN"),
        (COMPANIES, ["--map", "name=Nope"], 1, 'no column "Nope"'),
        ("Account Name,Opportunity Name,Stage,Close Date\nA,B,Won,1/2/2026\n", [], 1, "--dates dmy"),
    ],
)
def test_what_can_t_be_done_is_one_line(desk: Desk, text: str | None, options: list[str], code: int, said: str) -> None:
    file = str(desk.folder / "none.csv") if text is None else desk.file("a.csv", text)
    told = desk.run("import", file, *options)

    assert told.exit_code == code
    assert said in told.output
    assert told.exception is None or isinstance(told.exception, SystemExit)
    assert len(told.stderr.strip().splitlines()) == 1 or code == 2


def test_a_file_that_can_t_be_read_does_not_keep_the_others_out(desk: Desk) -> None:
    told = desk.run("import", desk.file("a.csv", COMPANIES), desk.file("b.csv", ""))

    assert told.exit_code == 1
    assert "1 created" in told.stdout
    assert "not imported: b.csv is empty" in told.stderr


def test_what_is_exported_comes_back_into_another_book(desk: Desk) -> None:
    desk.ask("import", desk.file("a.csv", COMPANIES))
    desk.ask("export", str(desk.folder / "out"))
    written = sorted(path.name for path in (desk.folder / "out").iterdir())
    told = desk.ask("import", str(desk.folder / "out" / "accounts.csv"), book="other.json")
    desk.ask("export", str(desk.folder / "json"), "--json")

    assert written == ["accounts.csv", "contacts.vcf", "planner.ics"]
    assert "1 created" in told
    assert "1 created" in desk.ask("import", str(desk.folder / "json" / "planner.json"), book="third.json")


def test_a_brief_is_markdown_whose_text_is_no_markup(desk: Desk) -> None:
    desk.ask("import", desk.file("a.csv", COMPANIES.replace("Acme", "Acme *Best* [x]")))
    told = desk.ask("export", "--brief", "Acme")

    assert told.startswith("# Acme \\*Best\\* \\[x\\]\n\nNew · no contact yet")


def test_books_are_merged_and_the_clashes_told(desk: Desk) -> None:
    desk.ask("import", desk.file("a.csv", COMPANIES))
    desk.ask(
        "import",
        desk.file("b.csv", COMPANIES.replace("Acme", "Globex").replace("0001AAA", "0009AAA")),
        book="other.json",
    )
    other = str(desk.folder / "books" / "other.json")

    assert "1 added, 0 changed, 0 removed (a dry run: nothing was changed)" in desk.ask("merge", other, "--dry-run")
    assert "Merge with other.json: 1 added" in desk.ask("merge", other)
    assert json.loads(desk.ask("merge", other, "--json"))["added"] == 0
    assert desk.run("merge", str(desk.folder / "books" / "book.json")).exit_code == 1
