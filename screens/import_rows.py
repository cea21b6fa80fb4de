"""An import's plan, and its receipt, as rows: first what wants a decision, then what was refused and why, then the rest."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from planner.exchange.plans import ImportPlan, PlannedRow, Question, Receipt, Verdict
from planner.exchange.receipts import file_lines, one
from planner.wording import one_line, plural
from widgets.palette import Line, columns, wrapped
from widgets.rows import Row

SECTIONS: Final[tuple[tuple[Verdict, str, str], ...]] = (
    ("refused", "Left out", "the rest goes on without them"),
    ("possible duplicate", "Possible duplicates", "enter says whether it is the same"),
    ("created", "New", ""),
    ("updated", "Updated", "what was empty is filled"),
    ("unchanged", "Unchanged", ""),
)
STYLES: Final[Mapping[Verdict, str]] = {
    "refused": "bad",
    "possible duplicate": "late",
    "created": "good",
    "updated": "accent",
    "unchanged": "dim",
}
SHOWN = 2000
"""Rows of one kind that are listed; nobody reads more, and the list is there at once."""
ANSWERS: Final[Mapping[str, str]] = {"new": "another one", "same": "the same one", "skip": "left out"}
"""What can be said of a possible duplicate."""


def counts_line(plan: ImportPlan) -> Line:
    """ "423 new · 12 updated · 3 unchanged · 2 possible duplicates · 5 left out"."""
    counts = plan.counts
    said: tuple[tuple[str, Verdict], ...] = (
        (f"{counts['created']:,} new", "created"),
        (f"{counts['updated']:,} updated", "updated"),
        (f"{counts['unchanged']:,} unchanged", "unchanged"),
        (plural(counts["possible duplicate"], "possible duplicate"), "possible duplicate"),
        (f"{counts['refused']:,} left out", "refused"),
    )
    line: Line = []
    for text, verdict in said:
        if counts[verdict]:
            line += [(" · ", "dim")] if line else []
            line.append((text, STYLES[verdict]))
    return line or [("there is nothing in it", "dim")]


def plan_rows(plan: ImportPlan, answers: Mapping[str, str], overwrite: set[str]) -> list[Row]:
    """The plan, row by row."""
    rows: list[Row] = []
    many = len(plan.files) > 1
    files = file_lines(plan) if many else [f"{report.file}: {report.read_as}" for report in plan.files]
    for count, said in enumerate(files):
        rows += _text(f"file {count}", said)
    for report in plan.files:
        for note in report.notes:
            rows += _text(None, f"{report.file}: {note}" if many else note, "dim", "  ")
    rows += _differing([question for question in plan.questions if question.kind == "overwrite"], overwrite)
    for verdict, title, said in SECTIONS:
        found = [row for row in plan.rows if row.verdict == verdict]
        if found:
            rows += [Row(None, _blank), Row(None, _title(f"{title}  {len(found):,}", said))]
            rows += [Row(f"row {verdict} {place}", _row(row, answers, many)) for place, row in enumerate(found[:SHOWN])]
            if len(found) > SHOWN:
                rows += _text(None, f"… and {len(found) - SHOWN:,} more", "dim")
    return rows


def row_of(plan: ImportPlan, key: str) -> PlannedRow | None:
    """The planned row that a key of plan_rows stands for."""
    kind, _, rest = key.partition(" ")
    verdict, _, place = rest.rpartition(" ")
    if kind != "row":
        return None
    return [row for row in plan.rows if row.verdict == verdict][int(place)]


def receipt_rows(receipt: Receipt) -> list[Row]:
    """What was done, file by file, and what there is to say besides."""
    rows: list[Row] = []
    for count, line in enumerate(receipt.lines):
        rows += _text(f"line {count}", line, "good")
    if receipt.notes:
        rows.append(Row(None, _blank))
    for count, note in enumerate(receipt.notes):
        rows += _text(f"note {count}", note, "dim")
    return rows


def _differing(questions: list[Question], overwrite: set[str]) -> Iterator[Row]:
    if not questions:
        return
    yield Row(None, _blank)
    yield Row(None, _title(f"You have typed otherwise  {len(questions):,}", "yours stays; enter takes the file's"))
    for question in questions[:SHOWN]:
        taken = question.key in overwrite
        mark = ("file's", "late") if taken else ("yours", "good")
        yield Row(f"differs {question.key}", _line(mark, question.text))
    if len(questions) > SHOWN:
        yield from _text(None, f"… and {len(questions) - SHOWN:,} more: yours stay", "dim")


def _row(row: PlannedRow, answers: Mapping[str, str], many: bool) -> Callable[[int], list[Line]]:
    where = f"{row.file}:{row.line}" if many else f"line {row.line:,}"
    said = row.reason
    if row.verdict == "possible duplicate" and row.where in answers:
        said = f"{ANSWERS[answers[row.where]]}: {said}"

    def lines(width: int) -> list[Line]:
        wide = min(28, width // 4) if many else 11
        cells = [(where, "dim", wide), (one_line(row.what) or "(no name)", "", 0)]
        if width >= 60:
            cells.append((one(row.kind), "dim", 12))
        cells.append((said, STYLES[row.verdict] if row.verdict != "unchanged" else "dim", width * 2 // 5))
        return [columns(width, cells)]

    return lines


def _line(mark: tuple[str, str], said: str) -> Callable[[int], list[Line]]:
    return lambda width: [columns(width, [(*mark, 7), (said, "", 0)])]


def _title(title: str, said: str) -> Callable[[int], list[Line]]:
    return lambda width: [[(title, "title"), (f"  {said}", "dim")]]


def _text(key: str | None, said: str, style: str = "", indent: str = "") -> list[Row]:
    """A sentence in one line; the panel below shows it in full."""
    return [Row(key, lambda width: [columns(width, [(f"{indent}{said}", style, 0)])])]


def _blank(width: int) -> list[Line]:
    return []


def said_in_full(plan: ImportPlan, key: str, width: int) -> list[Line]:
    """What the cursor is on, in full."""
    row = row_of(plan, key)
    if row:
        said = ": ".join(part for part in (row.what, row.reason) if part)
        return wrapped(f"{row.where} {said}", width, STYLES[row.verdict])
    kind, _, rest = key.partition(" ")
    if kind == "differs":
        return wrapped(next(each.text for each in plan.questions if each.key == rest), width)
    if kind == "file":
        return wrapped(file_lines(plan)[int(rest)], width)
    return []
