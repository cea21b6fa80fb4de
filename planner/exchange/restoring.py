"""A file of ours on its way back in: records by their ids, new ones whole, known ones filled, the rest asked about."""

from collections.abc import Sequence

from planner.book.records import Record
from planner.exchange.batches import Batch
from planner.exchange.headers import OWN
from planner.exchange.importer import Importer
from planner.exchange.own import KIND_OF, record_of, records_in
from planner.exchange.plans import Verdict
from planner.exchange.refusals import ImportRefused
from planner.wording import one_line


def plan_records(worker: Importer, batch: Batch) -> None:
    """Plan what a file of ours holds: by id, new ones whole, known ones filled, what the user has otherwise asked about."""
    source = batch.source
    if source.table is None:
        for table, place, record in records_in(source.document):
            _plan(worker, batch, place, table, record)
        return
    names = source.table.header
    match = OWN.fullmatch(names[0])
    kind = KIND_OF.get(match[1]) if match else None
    if kind is None:
        raise ImportRefused(f'{source.name}: there is no kind of record "{names[0]}"')
    batch.kind = kind.table
    for row in source.table.rows:
        _plan(worker, batch, row.number, kind.table, _of_row(kind, names, row.cells))


def _of_row(kind: type[Record], names: Sequence[str], row: Sequence[str]) -> Record | str:
    try:
        return record_of(kind, names, row)
    except ValueError as problem:
        return str(problem)


def _plan(worker: Importer, batch: Batch, line: int, table: str, record: Record | str) -> None:
    if isinstance(record, str):
        worker.say(batch, line, table, "refused", "", record)
        return
    known = worker.bench.put.get(record.id) or worker.book.collections[table].get(record.id)
    verdict: Verdict = "created"
    if known is not None and known.table != table:
        worker.say(batch, line, table, "refused", _name(record), f"its id is that of one of the {known.table}")
        return
    if known is None:
        worker.bench.put[record.id] = record
    else:
        verdict = "updated" if worker.take_in(batch, line, known, record) else "unchanged"
    worker.say(batch, line, table, verdict, _name(record), id=record.id)


def _name(record: Record) -> str:
    for field in ("name", "title", "text", "what", "prospect", "note", "outcome"):
        said = getattr(record, field, "")
        if isinstance(said, str) and said:
            return one_line(said)[:80]
    return record.id
