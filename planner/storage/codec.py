"""How documents are written: compact JSON in plain ASCII, checked so that reading gives back what was stored."""

from __future__ import annotations

import codecs
import re
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from typing import Any, Final, NoReturn

import orjson

from .errors import Damaged, NotSaved

JsonObject = dict[str, Any]

_SEAL: Final = re.compile(rb',"crc":"([0-9a-f]{8})"\}$')
_SEAL_SIZE: Final = len(b',"crc":"00000000"}')
_DUMP: Final = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS
_BIGGEST: Final = 2**64
_SMALLEST: Final = -(2**63)
_MANY: Final = 200  # lines to leave out of a block, from which on every line is looked at
_BIGGEST_ID: Final = 2**63


def _escape(error: UnicodeError) -> tuple[str, int]:
    """The JSON escapes of a run of characters outside ASCII (as pairs above U+FFFF)."""
    assert isinstance(error, UnicodeEncodeError)
    units = error.object[error.start : error.end].encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4)), error.end


codecs.register_error("planner.json", _escape)


def escaped(raw: bytes) -> bytes:
    """The same JSON text in ASCII, as stock TinyDB writes it, so that no machine's encoding can misread it."""
    return raw if raw.isascii() else raw.decode("utf-8").encode("ascii", "planner.json")


def canonical(raw: bytes) -> bytes:
    """One document as it will be stored; NotSaved for what is no JSON object or would not come back as it went in."""
    try:
        value = orjson.loads(raw)
        compact = orjson.dumps(value)
    except (orjson.JSONDecodeError, TypeError) as error:  # dumps refuses what is nested too deeply with a TypeError
        raise NotSaved(f"Not saved: a record is no JSON that can be stored ({error}).", _NOTHING_HAPPENED) from None
    if type(value) is not dict:
        raise NotSaved(f"Not saved: a record must be a JSON object, not {type(value).__name__}.", _NOTHING_HAPPENED)
    stored = escaped(compact)
    if raw not in (compact, stored):
        _check_numbers(raw)
    return stored


_NOTHING_HAPPENED: Final = "Nothing was changed. Correct the value, then try again."


def encoded(document: Mapping[str, Any]) -> bytes:
    """A Python document as it will be stored; NotSaved for values that JSON can't hold."""
    document = document if isinstance(document, dict) else dict(document)
    try:
        compact = orjson.dumps(document, option=_DUMP)
    except TypeError as error:
        raise NotSaved(
            f"Not saved: a record holds a value that can't be stored ({error}).", _NOTHING_HAPPENED
        ) from None
    if b"null" in compact and not _finite(document):  # NaN and infinity would turn into null without a word
        raise NotSaved("Not saved: a record holds a number that is not finite.", _NOTHING_HAPPENED)
    return escaped(compact)


def _finite(value: object) -> bool:
    if isinstance(value, float):
        return value - value == 0
    if isinstance(value, Mapping):
        return all(_finite(item) for item in value.values())
    if isinstance(value, list | tuple):
        return all(_finite(item) for item in value)
    return True


def _check_numbers(raw: bytes) -> None:
    """Refuses whole numbers beyond 64 bits: they would come back rounded."""
    import json  # only for texts that were not written compactly

    def whole(digits: str) -> int:
        if len(digits) > 20 or not _SMALLEST <= int(digits) < _BIGGEST:
            raise NotSaved(f"Not saved: the number {digits[:25]} is too long to be stored.", _NOTHING_HAPPENED)
        return int(digits)

    json.loads(raw, parse_int=whole)


def decoded(raw: bytes) -> JsonObject:
    """A stored document as Python values, fresh each time."""
    document: JsonObject = orjson.loads(raw)
    return document


def text(value: object) -> bytes:
    """Any small value of ours (a label, a header) as ASCII JSON."""
    return escaped(orjson.dumps(value))


def row(doc_id: int, raw: bytes) -> bytes:
    """A document's line in the main file, without the comma that may follow."""
    return b'"%d": %b' % (doc_id, raw)


def row_of(line: bytes) -> tuple[int, bytes]:
    """Id and document of a line as `row` wrote it (with or without its comma)."""
    end = line.index(b'"', 1)
    return int(line[1:end]), line[end + 3 : -1] if line.endswith(b",") else line[end + 3 :]


def id_of(line: bytes) -> int:
    """The id with which such a line begins."""
    return int(line[1 : line.index(b'"', 1)])


def without(block: bytes, ids: list[int]) -> bytes:
    """The lines of a block but those of some ids (ascending); the block itself when it has none of them."""
    first, last = block[:32], block[block.rfind(b"\n") + 1 :][:32]
    near = ids[bisect_left(ids, id_of(first)) : bisect_right(ids, id_of(last))]
    if len(near) > _MANY:
        gone = set(near)
        return b"\n".join(line for line in block.split(b"\n") if id_of(line) not in gone)
    for doc_id in near:  # most of them are new, and not in the block at all
        head = b'"%d": ' % doc_id
        at = 0 if block.startswith(head) else block.find(b"\n" + head) + 1
        if at or block.startswith(head):
            end = block.find(b"\n", at) + 1
            block = block[:at] + block[end:] if end else block[: max(0, at - 1)]
    return block


def seal(body: bytes, salt: bytes) -> bytes:
    """A journal line: the JSON object `body` (without its last brace) closed by a checksum that `salt` goes into."""
    return b'%b,"crc":"%08x"}\n' % (body, zlib.crc32(body, zlib.crc32(salt)))


def unseal(line: bytes, salt: bytes) -> bytes | None:
    """The body of a sealed line (without its line end); None when a bit of it, or its journal, is another one."""
    match = _SEAL.search(line)
    if match is None:
        return None
    body = line[:-_SEAL_SIZE]
    return body if int(match[1], 16) == zlib.crc32(body, zlib.crc32(salt)) else None


def documents_of(tables: Mapping[str, Mapping[int, bytes]]) -> bytes:
    """`{"accounts":{"1":{…}}}` from raw documents."""
    return _braces(
        text(name) + b":" + _braces(b'"%d":%b' % item for item in documents.items())
        for name, documents in tables.items()
        if documents
    )


def _braces(members: Iterable[bytes]) -> bytes:
    return b"{" + b",".join(members) + b"}"


def whole_file(data: bytes, name: str) -> dict[str, dict[int, bytes]]:
    """The tables of any TinyDB file, however it was written; Damaged with one clear line for anything else."""
    try:
        tables = orjson.loads(data.removeprefix(codecs.BOM_UTF8))  # which some editors put there
    except orjson.JSONDecodeError as error:
        if "UTF-8" in error.msg:
            raise Damaged(f"{name} can't be read: it is no text in UTF-8, as a book is.") from None
        raise Damaged(f"{name} can't be read: {error.msg} (line {error.lineno}).") from None
    if not isinstance(tables, dict):
        raise Damaged(f"{name} is JSON, but no book (a list of tables was expected).")
    return {table: _table_of(table, rows, name) for table, rows in tables.items()}


def _table_of(table: str, rows: object, name: str) -> dict[int, bytes]:
    if not isinstance(rows, dict):
        _misshapen(name, table)
    result: dict[int, bytes] = {}
    for key, document in rows.items():
        if not isinstance(document, dict) or not (key.isdecimal() and len(key) < 20 and key == str(int(key))):
            _misshapen(name, f"{table}, {key[:40]}")
        if int(key) >= _BIGGEST_ID:
            _misshapen(name, f"{table}, {key}")
        try:
            result[int(key)] = escaped(orjson.dumps(document))
        except TypeError:
            raise Damaged(f"{name} can't be read: {table}, {key[:40]} is nested too deeply.") from None
    return result


def _misshapen(name: str, where: str) -> NoReturn:
    raise Damaged(f"{name} is JSON, but no book: at {where}, a record with a number as its id was expected.")
