"""Our own files, both ways: a CSV per kind of record and one JSON, from which the same book comes back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec
import orjson

from planner.book.ids import number
from planner.book.migrations import SCHEMA
from planner.book.records import KINDS, Record
from planner.exchange.refusals import ImportRefused
from planner.exchange.values import guarded, unguarded
from planner.wording import one_line

FORMAT: Final = 1
KIND_OF: Final[Mapping[str, type[Record]]] = {kind.table: kind for kind in KINDS}


def header(kind: type[Record]) -> list[str]:
    """The columns of our CSV: "planner accounts id", then the fields by name."""
    return [f"planner {kind.table} id", *(name for name in kind.__struct_fields__ if name != "id")]


def cells(record: Record) -> list[str]:
    """A record as cells: text as it is but guarded, days and moments as ISO, whatever has parts as JSON."""
    built = msgspec.to_builtins(record)
    return [record.id, *(_cell(built.get(name)) for name in record.__struct_fields__ if name != "id")]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, bool):
        return "yes" if value else ""
    return str(value) if isinstance(value, int) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def record_of(kind: type[Record], names: Sequence[str], row: Sequence[str]) -> Record:
    """The record that a row of our CSV holds; ValueError with the reason when it is none."""
    fields = {each.name: each for each in msgspec.structs.fields(kind)}
    built: dict[str, Any] = {"id": row[0].strip()}
    for name, cell in zip(names[1:], row[1:], strict=True):
        if name in fields and (cell or fields[name].required):
            built[name] = _value(cell, fields[name].type)
    return _checked(kind, built)


def _value(cell: str, wanted: Any) -> Any:
    spelled = str(wanted)
    if cell[:1] in ("[", "{") and ("tuple" in spelled or "dict" in spelled):
        return orjson.loads(cell)
    if wanted is bool:
        return cell == "yes"
    if "int" in spelled and "datetime" not in spelled and cell.lstrip("-").isdigit():
        return int(cell)
    return unguarded(cell)


def _checked(kind: type[Record], built: Mapping[str, Any]) -> Record:
    try:
        record = msgspec.convert(built, kind)
        if len(record.id) != 12:
            raise ValueError(f'"{one_line(record.id)[:20]}" is no id')
        number(record.id)
        orjson.dumps(msgspec.to_builtins(record))
    except msgspec.ValidationError as problem:
        said, _, field = one_line(str(problem)).replace("`", "").partition(" - at $.")
        raise ValueError(f"{field}: {said[:1].lower()}{said[1:]}" if field else said) from None
    except TypeError:
        raise ValueError("it holds a number or a letter that can't be stored") from None
    return record


def document(tables: Mapping[str, Iterable[Record]]) -> bytes:
    """Everything as one JSON, records in order of their ids, so that the same book gives the same bytes."""
    whole = {
        "planner": FORMAT,
        "schema": SCHEMA,
        "tables": {t: [msgspec.to_builtins(each) for each in rows] for t, rows in tables.items()},
    }
    return orjson.dumps(whole, option=orjson.OPT_INDENT_2) + b"\n"


def read_document(text: str, name: str) -> Mapping[str, Any]:
    """Our own JSON, or a book's file as TinyDB keeps it; ImportRefused when it is neither."""
    try:
        found = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise ImportRefused(f"{name} is no sound JSON: nothing was read") from None
    if isinstance(found, dict) and found.get("planner") is not None and isinstance(found.get("tables"), dict):
        schema = found.get("schema")
        if found["planner"] != FORMAT or not isinstance(schema, int) or schema > SCHEMA:
            raise ImportRefused(f"{name} was written by a newer planner: update this one first")
        return dict(found["tables"])
    if isinstance(found, dict) and isinstance(found.get("_meta"), dict):
        raise ImportRefused(f"{name} is the file of a book, not an export: planner merge {name} joins it into yours")
    raise ImportRefused(f"{name} is JSON of another program: export the list there as CSV and import that")


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON")


def records_in(tables: Mapping[str, Any]) -> Iterable[tuple[str, int, Record | str]]:
    """Each record of our JSON with its table and its place in it, or the reason why it is none."""
    for table, rows in tables.items():
        kind = KIND_OF.get(table)
        if kind is None or not isinstance(rows, list):
            yield table, 1, "there is no such kind of record"
            continue
        for place, built in enumerate(rows, 1):
            try:
                yield table, place, _checked(kind, built) if isinstance(built, dict) else "it is no record"
            except ValueError as problem:
                yield table, place, str(problem)
