"""What an import would do, row by row, and what it did: the words and figures that commands and screens show."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from planner.book.records import Record

Verdict = Literal["created", "updated", "unchanged", "possible duplicate", "refused"]
VERDICTS: tuple[Verdict, ...] = ("created", "updated", "unchanged", "possible duplicate", "refused")


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One record of one row. A "possible duplicate" is a new record, shown beside the one that it may be."""

    file: str
    line: int
    kind: str
    verdict: Verdict
    what: str
    """The record's name."""
    reason: str = ""
    id: str = ""
    """The record's id, "" when it was refused."""

    @property
    def where(self) -> str:
        """ "accounts.csv:12"."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Question:
    """Something that only the user can decide before an import.

    "dates": the day and month of a file can be read both ways (answer with `dates`). "overwrite": the file has another
    value than the user typed (answer with `overwrite`); until then the user's own value stays.
    """

    kind: Literal["dates", "overwrite"]
    file: str
    line: int
    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class FileReport:
    """How one file was read."""

    file: str
    kind: str
    source: str
    read_as: str
    """ "Windows-1252, comma, header in line 1"."""
    encoding: str
    delimiter: str
    mapping: dict[str, str]
    """ "kind.field" → column, as it was used."""
    header: tuple[str, ...]
    fingerprint: str
    notes: tuple[str, ...]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A dry run: nothing has been changed. `records` are what apply_import would put."""

    files: tuple[FileReport, ...]
    rows: tuple[PlannedRow, ...]
    records: tuple[Record, ...]
    questions: tuple[Question, ...]
    notes: tuple[str, ...]
    label: str
    before: Mapping[str, Record] = field(default_factory=dict)
    """The records of the book that would be changed, by id, as they were when the plan was made."""
    remember: tuple[tuple[str, str, dict[str, str]], ...] = ()
    """(fingerprint, kind, mapping) of the mappings that the user gave."""

    @property
    def counts(self) -> dict[str, int]:
        """How many records have each verdict."""
        return counted(self.rows)

    @property
    def encoding(self) -> str:
        """The encoding of the first file."""
        return self.files[0].encoding if self.files else ""

    @property
    def delimiter(self) -> str:
        """The delimiter of the first file."""
        return self.files[0].delimiter if self.files else ""

    @property
    def undecided(self) -> tuple[Question, ...]:
        """The questions without whose answer nothing can be imported."""
        return tuple(question for question in self.questions if question.kind == "dates")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an import did. `created` counts possible duplicates, too: they are new records."""

    created: int
    updated: int
    unchanged: int
    refused: int
    possible_duplicates: int
    lines: tuple[str, ...]
    notes: tuple[str, ...] = ()
    changed: int = field(default=0)
    """How many records were written."""


def counted(rows: Sequence[PlannedRow]) -> dict[str, int]:
    """Verdict → how many of the rows have it."""
    found = Counter(row.verdict for row in rows)
    return {verdict: found[verdict] for verdict in VERDICTS}
