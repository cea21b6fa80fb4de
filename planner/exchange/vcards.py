"""Address cards (vCard 2.1, 3.0, 4.0) from phones, Outlook and address books → rows; a card that can't be read is named."""

import quopri
import re
from collections.abc import Iterator, Sequence
from typing import Any

from planner.exchange.encodings import Text
from planner.exchange.labels import JOINED
from planner.exchange.refusals import ImportRefused
from planner.exchange.rows import Row
from planner.wording import clean, one_line

_WANTED = re.compile(
    r"(?:[\w-]+\.)?(VERSION|FN|N|ORG|TITLE|ROLE|TEL|EMAIL|ADR|URL|NOTE|BDAY|CATEGORIES|UID)(?=[;:])(.*)",
    re.IGNORECASE | re.DOTALL,
)
_PROPERTY = re.compile(r"(?:[\w-]+\.)?[A-Za-z][\w-]*[;:]")
_QUOTED = re.compile(r";(?:ENCODING=)?QUOTED-PRINTABLE", re.IGNORECASE)
_CHARSET = re.compile(r";CHARSET=([\w-]+)", re.IGNORECASE)
_NO_VOICE = {"PAGER", "MODEM", "BBS"}
NO_YEAR = "1604"
"""The year that iPhones write for a birthday whose year is not known."""


def read_cards(data: bytes, text: Text, name: str) -> tuple[tuple[Row, ...], tuple[tuple[int, str], ...]]:
    """The cards of a file as rows of contacts, and the line and reason of each that can't be read."""
    rows: list[Row] = []
    refused: list[tuple[int, str]] = []
    for line, lines, whole in _cards(text.text):
        if not whole:
            refused.append((line, f"the card {_shown(lines)} never ends"))
            continue
        try:
            fields = _contact(_parsed(lines))
        except Exception as problem:  # vobject raises whatever its parsing meets; the rest of the file goes on
            said = one_line(str(problem))[:100] or type(problem).__name__
            refused.append((line, f"the card {_shown(lines)} can't be read ({said})"))
            continue
        rows.append(Row(line, {"contacts": fields}, {}))
    if not rows and not refused:
        raise ImportRefused(f"{name} holds no address card: nothing was read")
    return tuple(rows), tuple(refused)


def _cards(text: str) -> Iterator[tuple[int, list[str], bool]]:
    """Each card with the line that it begins on, and whether it ends."""
    begins = 0
    held: list[str] | None = None
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        mark = line.strip().upper() if len(line) < 40 else ""
        if mark == "BEGIN:VCARD":
            if held is not None:
                yield begins, held, False
            begins, held = number, []
        elif mark == "END:VCARD":
            if held is not None:
                yield begins, held, True
            held = None
        elif held is not None:
            held.append(line)
    if held is not None:
        yield begins, held, False


def _wanted(lines: Sequence[str]) -> Iterator[str]:
    """The properties that make a contact, each as one line; pictures and what programs add for themselves are left out."""
    current: str | None = None
    for line in lines:
        soft = current is not None and current.endswith("=") and bool(_QUOTED.search(current.split(":")[0]))
        if current is not None and soft:
            current = current[:-1] + line.lstrip(" \t")
        elif current is not None and line[:1] in (" ", "\t"):
            current += line[1:]
        elif _PROPERTY.match(line):
            if current is not None and _WANTED.match(current):
                yield _decoded(current)
            current = line
    if current is not None and _WANTED.match(current):
        yield _decoded(current)


def _decoded(line: str) -> str:
    """A quoted-printable property as plain text."""
    head, _, value = line.partition(":")
    if not _QUOTED.search(head):
        return line
    charset = _CHARSET.search(head)
    raw = quopri.decodestring(value.encode("utf-8", "replace"))
    try:
        said = raw.decode(charset[1] if charset else "utf-8")
    except (UnicodeDecodeError, LookupError):
        said = raw.decode("cp1252", "backslashreplace")
    head = _CHARSET.sub("", _QUOTED.sub("", head))
    return head + ":" + re.sub(r"\r\n|\r|\n", r"\\n", said)


def _parsed(lines: Sequence[str]) -> Any:
    import vobject

    kept = list(_wanted(lines))
    if not any(line[:7].upper() == "VERSION" for line in kept):
        kept.insert(0, "VERSION:3.0")
    text = "BEGIN:VCARD\r\n" + "".join(f"{line}\r\n" for line in kept) + "END:VCARD\r\n"
    return vobject.readOne(text, validate=False)


def _contact(card: Any) -> dict[str, str]:
    """A card's fields, named as in planner.exchange.aliases."""
    said = {"name": _name(card)}
    org = [_text(part) for part in _listed(_value(card, "org"))]
    said["account"] = org[0] if org else ""
    said["department"] = ", ".join(part for part in org[1:] if part)
    said["title"] = _text(_value(card, "title")) or _text(_value(card, "role"))
    said["website"] = _text(_value(card, "url")).replace("\\:", ":")
    said["note"] = clean(_text(_value(card, "note"))).strip()
    birthday = _text(_value(card, "bday"))[:10]
    said["birthday"] = "" if birthday.startswith(NO_YEAR) else birthday
    said["tags"] = ", ".join(_text(each) for each in _listed(_value(card, "categories")))
    said["id"] = _text(_value(card, "uid")).removeprefix("urn:uuid:")
    said |= _numbers(card) | _place(card)
    emails = sorted(card.contents.get("email", []), key=lambda each: "PREF" not in _types(each))
    said["email"] = JOINED.join(_text(each.value) for each in emails if "@" in _text(each.value))
    found = {field: value for field, value in said.items() if value}
    if not {"name", "account", "email"} & set(found):
        raise ValueError("it has no name")
    return found if "name" in found or "email" in found else found | {"name": found["account"]}


def _name(card: Any) -> str:
    parts = _value(card, "n")
    if parts is not None:
        names = [_text(getattr(parts, part, "")) for part in ("given", "additional", "family")]
        if any(names):
            return one_line(" ".join(name for name in names if name))
    return one_line(_text(_value(card, "fn")))


def _numbers(card: Any) -> dict[str, str]:
    """The mobile numbers, and the others with the best of them first; faxes apart, and no pagers."""
    voice: list[tuple[int, str]] = []
    mobiles: list[str] = []
    faxes: list[str] = []
    for each in card.contents.get("tel", []):
        types = _types(each)
        number = re.sub(r"^tel:", "", _text(each.value)).replace(";ext=", " x")
        if not number:
            continue
        if "FAX" in types:
            faxes.append(number)
        elif "CELL" in types:
            mobiles.append(number)
        elif not types & _NO_VOICE:
            voice.append((("WORK" not in types) * 2 + ("PREF" not in types), number))
    phones = [number for _, number in sorted(voice, key=lambda each: each[0])]
    return {"mobile": JOINED.join(mobiles), "phone": JOINED.join(phones), "fax": JOINED.join(faxes)}


def _place(card: Any) -> dict[str, str]:
    places = sorted(card.contents.get("adr", []), key=lambda each: "WORK" not in _types(each))
    if not places or isinstance(places[0].value, str):
        return {"address": _text(places[0].value)} if places else {}
    value = places[0].value
    names = {"street": "street", "city": "city", "region": "region", "postcode": "code", "country": "country"}
    return {field: one_line(_text(getattr(value, name, "")).replace("\n", ", ")) for field, name in names.items()}


def _types(line: Any) -> set[str]:
    listed = [*line.params.get("TYPE", []), *line.singletonparams, *(["PREF"] if "PREF" in line.params else [])]
    return {word.strip().upper() for each in listed for word in str(each).split(",")}


def _value(card: Any, name: str) -> Any:
    lines = card.contents.get(name)
    return lines[0].value if lines else None


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [] if value is None else [value]


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return " ".join(_text(each) for each in value if each)
    return "" if value is None else str(value).strip()


def _shown(lines: Sequence[str]) -> str:
    """How a card that can't be read is named: by its name, else by its number."""
    for line in lines:
        if line[:3].upper() in ("FN:", "FN;", "N:") or line[:2].upper() == "N;":
            said = one_line(line.partition(":")[2].replace(";", " "))
            if said:
                return f'"{said[:60]}"'
    return "without a name"
