"""An import: first the plan of it, which changes nothing, then the whole of it as one change that one undo takes back.

Records are planned kind by kind over all files (accounts, contacts, opportunities, activities), so that the order of
the files does not matter and links by the other program's ids are found across them.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace as renamed
from datetime import datetime
from typing import Literal

from msgspec.structs import replace

from planner.book import Book
from planner.book.records import Draft, Record
from planner.exchange.batches import Batch, open_batch
from planner.exchange.dates import Order
from planner.exchange.headers import KINDS
from planner.exchange.importer import Importer
from planner.exchange.planning import plan_stage
from planner.exchange.plans import FileReport, ImportPlan, PlannedRow, Question, Receipt, counted
from planner.exchange.receipts import receipt
from planner.exchange.refusals import Cancelled, ImportRefused
from planner.exchange.remembered import about, recall
from planner.exchange.sources import Source, read_source
from planner.settings import Settings
from planner.wording import listing, plural

Progress = Callable[[int, int], bool]
PACE = 256
"""Rows between two calls of `progress`."""

__all__ = [
    "Cancelled",
    "ImportPlan",
    "ImportRefused",
    "Receipt",
    "Source",
    "apply_import",
    "plan_import",
    "read_source",
]


def plan_import(
    book: Book,
    settings: Settings,
    now: datetime,
    sources: Sequence[Source],
    *,
    kind: str | None = None,
    mapping: Mapping[str, str] | None = None,
    dates: Order | None = None,
    overwrite: bool | Container[str] = False,
    companies: Literal["create", "link"] | None = None,
    duplicates: Literal["create", "join", "skip"] = "create",
    answers: Mapping[str, Literal["new", "same", "skip"]] | None = None,
    progress: Progress | None = None,
) -> ImportPlan:
    """What importing these files would do, row by row; nothing is changed.

    `kind` and `mapping` (our field → column) are the user's word; without a mapping the one that was given for the same
    columns before is used again. `overwrite`: True, or the keys of those questions that were answered with yes.
    `companies`: whether a person's company becomes an account when it is none yet (usually so, but not for LinkedIn).
    `duplicates` says what to do with possible duplicates, `answers` ("file:line" → …) with single ones.
    `progress(done, total)` is called now and then; when it returns False, Cancelled is raised.
    Raises ImportRefused where a file as a whole can't be brought in.
    """
    sources = _apart(sources)
    batches = [open_batch(source, recall(book, source), kind, mapping or {}, dates, now) for source in sources]
    worker = Importer(book, settings, now, overwrite, companies, duplicates, answers)
    total, done = sum(batch.steps for batch in batches), 0
    for stage in (*KINDS, "whole"):
        for batch in batches:
            for step in plan_stage(worker, batch, stage):
                done += step
                if progress and done % PACE < step and not progress(done, total):
                    raise Cancelled
    worker.settle()
    if progress and not progress(total, total):
        raise Cancelled
    return _plan(batches, worker, mapping or {})


def _apart(sources: Sequence[Source]) -> list[Source]:
    """Files of the same name from several folders, told apart by name."""
    seen: Counter[str] = Counter()
    apart = []
    for source in sources:
        seen[source.name] += 1
        apart.append(source if seen[source.name] == 1 else renamed(source, name=f"{source.name} ({seen[source.name]})"))
    return apart


def _plan(batches: Sequence[Batch], worker: Importer, mapping: Mapping[str, str]) -> ImportPlan:
    rows = sorted(worker.rows, key=lambda row: (_position(batches, row.file), row.line))
    by_file: dict[str, list[PlannedRow]] = {}
    for row in rows:
        by_file.setdefault(row.file, []).append(row)
    files = tuple(_report(batch, by_file.get(batch.source.name, []), worker) for batch in batches)
    questions = [question for batch in batches for question in batch.questions] + worker.questions
    remember = tuple((each.fingerprint, each.kind, dict(mapping)) for each in files if mapping and each.fingerprint)
    names = listing([batch.source.name for batch in batches])
    made = counted(rows)
    label = f"Import of {names}: {made['created'] + made['possible duplicate']:,} created, {made['updated']:,} updated"
    records = tuple(worker.bench.put.values())
    before = {each.id: known for each in records if (known := worker.book.collections[each.table].get(each.id))}
    return ImportPlan(files, tuple(rows), records, tuple(questions), (), label, before, remember)


def _position(batches: Sequence[Batch], name: str) -> int:
    return next((at for at, batch in enumerate(batches) if batch.source.name == name), 0)


def _report(batch: Batch, rows: Sequence[PlannedRow], worker: Importer) -> FileReport:
    source = batch.source
    notes = (*source.notes, *batch.notes, *worker.notes_of(source.name))
    return FileReport(
        source.name, batch.kind, batch.program, source.read_as, source.encoding, source.delimiter,
        {field: columns[0] for field, columns in batch.columns.items() if columns},
        source.table.header if source.table else (), batch.fingerprint, notes, counted(rows),
    )  # fmt: skip


def apply_import(book: Book, plan: ImportPlan) -> Receipt:
    """Carry out a plan as one change, which one undo takes back.

    Raises ImportRefused while a question about dates is open; planner.storage.NotSaved, and then nothing has happened.
    What was changed or deleted since the plan was made stays so; only the plan's own fields are set.
    """
    if plan.undecided:
        raise ImportRefused(plan.undecided[0].text)
    if not plan.records and not any(row.verdict in ("updated", "unchanged") for row in plan.rows):
        raise ImportRefused(_nothing(plan))
    if plan.records:
        book.change(plan.label, lambda newest: _on_newest(newest, plan))
    if plan.remember:
        book.change("columns remembered", *_remembered(book, plan), undoable=False)
    return receipt(plan, len(plan.records))


def _on_newest(book: Book, plan: ImportPlan) -> Iterator[Record]:
    """The plan's records on top of what the book holds by now."""
    for record in plan.records:
        known, newest = plan.before.get(record.id), book.collections[record.table].get(record.id)
        if newest == known:
            yield record
        elif known is not None and newest is not None:
            ours = {
                name: getattr(record, name)
                for name in record.__struct_fields__
                if getattr(record, name) != getattr(known, name)
            }
            yield replace(newest, **ours)


def _nothing(plan: ImportPlan) -> str:
    reasons = [row for row in plan.rows if row.verdict == "refused"]
    names = listing([each.file for each in plan.files])
    if not reasons:
        return f"nothing to import in {names}: there are no rows below the column names"
    return f"nothing could be imported from {names}: {plural(len(reasons), 'row')} refused, {reasons[0].where}: {reasons[0].reason}"


def _remembered(book: Book, plan: ImportPlan) -> Iterable[Record]:
    for fingerprint, kind, mapping in plan.remember:
        known = book.drafts.where("about", about(fingerprint))
        id = known[0].id if known else book.make_id()
        yield Draft(id=id, about=about(fingerprint), fields={"kind": kind, **mapping})


def questions_of(plan: ImportPlan) -> tuple[Question, ...]:
    """The questions that a screen asks, those about dates first."""
    return tuple(sorted(plan.questions, key=lambda question: question.kind != "dates"))
