"""Bytes → text, with the encoding named; nothing is replaced in silence, and what is no text is refused."""

import codecs
import re
from dataclasses import dataclass

from planner.exchange.refusals import ImportRefused
from planner.wording import plural

SAMPLE = 64 * 1024
"""Bytes of lines with foreign letters that detection looks at."""

_MARKS = (  # the longer ones first: a UTF-32 mark begins like a UTF-16 one
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with a mark"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_KNOWN_FILES = (
    (b"PK\x03\x04", "a workbook or an archive: open it in a spreadsheet and save the sheet as CSV"),
    (b"\xd0\xcf\x11\xe0", "an old workbook: open it in a spreadsheet and save the sheet as CSV"),
    (b"%PDF", "a PDF: export the list as CSV instead"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "compressed: unpack it first"),
    (b"SQLite format 3", "a database: export its table as CSV"),
    (b"\x7fELF", "a program"),
)
_NAMES = {"cp1252": "Windows-1252", "cp1250": "Windows-1250", "cp1251": "Windows-1251", "mac_roman": "Mac Roman"}
_LATIN_CONTROLS = re.compile("[\x01-\x08\x0e-\x1f]")
_SIGN = "[\u00a1-\u00bf\u00d7\u00f7\u0192\u02c6\u02dc\u2020\u2021\u2022\u2030\u2039\u203a\u20ac\u2122]"
_SUSPICIOUS = re.compile(  # signs within words, or runs of letters with accents: no Western text has them
    rf"(?<=[^\W\d_]){_SIGN}+(?=[^\W\d_])|(?<!\S){_SIGN}(?=[a-z\u00df-\u00ff])|[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]{{3,}}"
)
_FOREIGN = re.compile("[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Text:
    """A file's text, the encoding in words, and what had to be guessed, in words."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, name: str) -> Text:
    """The text of a file called `name`; ImportRefused when it is none."""
    for magic, what in _KNOWN_FILES:
        if data.startswith(magic):
            raise ImportRefused(f"{name} is {what}")
    found = _by_mark(data) or _wide(data) or _utf8(data) or _legacy(data, name)
    if "\0" in found.text or len(_LATIN_CONTROLS.findall(found.text[:SAMPLE])) > len(found.text[:SAMPLE]) // 50:
        raise ImportRefused(
            f"{name} is no text file ({found.encoding} gives NUL or control characters): export the list as CSV instead"
        )
    return found


def _by_mark(data: bytes) -> Text | None:
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            try:
                return Text(data[len(mark) :].decode(codec), name)
            except UnicodeDecodeError:
                continue
    return None


def _wide(data: bytes) -> Text | None:
    """UTF-16 without a mark: every other byte of the Latin letters is zero."""
    sample = data[:SAMPLE]
    if sample.count(0) * 4 < len(sample) or len(data) % 2:
        return None
    codec = "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    try:
        return Text(data.decode(codec), "UTF-16 without a mark")
    except UnicodeDecodeError:
        return None


def _utf8(data: bytes) -> Text | None:
    """Strict UTF-8; or UTF-8 with a few stray bytes of Windows-1252, whose lines are then named."""
    try:
        text = data.decode("utf-8")
        return Text(text, "plain ASCII" if text.isascii() else "UTF-8")
    except UnicodeDecodeError:
        pass
    good, strays, lines = _with_strays(data)
    letters = len(_FOREIGN.findall(good))
    if letters < 20 * strays:
        return None
    where = ", ".join(map(str, lines[:5])) + ("…" if len(lines) > 5 else "")
    return Text(good, "UTF-8", (f"{plural(strays, 'stray byte')} read as Windows-1252, in line {where}",))


def _with_strays(data: bytes) -> tuple[str, int, list[int]]:
    strays = 0
    lines: list[int] = []

    def mend(error: UnicodeError) -> tuple[str, int]:
        nonlocal strays
        assert isinstance(error, UnicodeDecodeError)
        strays += 1
        if strays <= 200:
            lines.append(data.count(b"\n", 0, error.start) + 1)
        return data[error.start : error.start + 1].decode("cp1252", "backslashreplace"), error.start + 1

    codecs.register_error("planner-stray", mend)
    text = data.decode("utf-8", "planner-stray") if len(data) < 64 << 20 else ""
    return text, strays, sorted(set(lines))


def _legacy(data: bytes, name: str) -> Text:
    """One byte a letter, or an Asian double-byte code: Windows-1252 where it reads well, else what detection finds."""
    try:
        western: str | None = data.decode("cp1252")
    except UnicodeDecodeError:
        western = None
    lines = b"\n".join(line for line in data.split(b"\n") if not line.isascii())[:SAMPLE]
    if western is not None and _reads_well(lines.decode("cp1252", "replace")):
        return Text(western, "Windows-1252")
    from charset_normalizer import from_bytes

    best = from_bytes(lines).best()
    central = "cp1250" if _reads_well(lines.decode("cp1250", "replace")) else ""
    for codec in (best.encoding if best else "", central, "cp1252", "mac_roman"):
        try:
            if codec and "\ufffd" not in (text := data.decode(codec)):
                if codec.startswith("mac_") and text == data.decode("mac_roman"):
                    codec = "mac_roman"  # its cousins differ in letters that are not there
                return Text(text, _NAMES.get(codec, codec.replace("_", "-").upper()), ("the encoding is a guess",))
        except (UnicodeDecodeError, LookupError):
            continue
    raise ImportRefused(f"{name} is in no encoding that can be read: save it as UTF-8 and import it again")


def _reads_well(text: str) -> bool:
    return 10 * sum(map(len, _SUSPICIOUS.findall(text))) <= len(_FOREIGN.findall(text))
