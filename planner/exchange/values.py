"""Cells → values: what counts as empty, plain text, yes and no, durations, and phone numbers for matching."""

import re
from functools import lru_cache
from html import unescape

from planner.wording import clean, fold

_SAYS_NOTHING = " - -- – — n/a na #n/a null none nil undefined select (none) [none] nan (leer) (blank)"
EMPTY = frozenset(_SAYS_NOTHING.split(" "))
_ZERO_DATE = re.compile(r"0{1,4}([./-])0{1,2}\1(?:0{1,2}|0{4})")
"""An empty date of Outlook, as 0/0/00, 0.0.00 or 0000-00-00."""
_YES = frozenset(
    ("true", "1", "yes", "y", "x", "ja", "oui", "si", "sim", "tak", "da", "done", "checked", "on", "erledigt")
)


def is_empty(cell: str) -> bool:
    """Whether a cell says nothing: blank, "-", "N/A", "null", "undefined", "Select" and the like."""
    if not cell or (len(cell) < 16 and cell.strip().casefold() in EMPTY):
        return True
    return cell[0] == "0" and bool(_ZERO_DATE.fullmatch(cell.strip()))


def text_of(cell: str) -> str:
    """A cell as plain text: what steers a terminal, a spreadsheet's guard and its ="…" taken off."""
    cell = clean(cell).strip()
    if cell[:1] in ("=", "'"):
        if cell.startswith('="') and cell.endswith('"') and len(cell) > 2:
            return cell[2:-1]
        return unguarded(cell)
    return cell


_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_TO_GUARD = re.compile(r"'*[=+\-@\t\r]")


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe before = + - @, tab and return."""
    return f"'{cell}" if _TO_GUARD.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell before it was guarded."""
    return cell[1:] if _GUARDED.match(cell) else cell


def says_yes(cell: str) -> bool:
    """Whether a cell says yes: true, 1, yes, x, done …"""
    return fold(cell) in _YES


def minutes_of(cell: str, seconds: bool = False) -> int:
    """Whole minutes of a duration: a number (of `seconds`, or of minutes), or h:mm, or h:mm:ss; ValueError otherwise."""
    said = cell.strip()
    if ":" in said:
        hours, mins, *rest = (int(part) for part in said.split(":"))
        total = hours * 60 + mins + (1 if rest and rest[0] >= 30 else 0)
    else:
        number = float(said.replace(",", "."))
        if not 0 <= number < 1e7:
            raise ValueError(f'"{said[:40]}" is no duration')
        total = max(1, round(number / 60)) if seconds and number else round(number)
    if total < 0:
        raise ValueError(f'"{said[:40]}" is no duration')
    return min(total, 24 * 60)


def without_html(text: str) -> str:
    """Notes that were kept as HTML, as plain text."""
    if "<" not in text or ">" not in text:
        return unescape(text) if "&" in text and ";" in text else text
    text = re.sub(r"(?i)<(br|/p|/div|/li|/tr|/h\d)\s*/?>", "\n", text)
    text = unescape(re.sub(r"<[a-zA-Z/!][^<>]{0,2000}>", "", text))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


_EXTENSION = re.compile(r"(?i)\s*(?:x|ext\.?|extension|durchwahl|#)\s*\d{1,6}\s*$")


@lru_cache(maxsize=200_000)
def phone_key(number: str, country: str = "") -> str:
    """A phone number in E.164, for matching: "" when it is none, digits alone when its country is not known.

    `country` (ISO, two letters) is for numbers without a leading +; extensions are left out.
    """
    plain = _EXTENSION.sub("", number.strip())
    digits = "".join(re.findall(r"[0-9]", plain.replace("(0)", "") if plain.startswith("+") else plain))
    if not 7 <= len(digits) <= 17:
        return ""
    if plain.startswith("+"):
        return "+" + digits
    if country:
        import phonenumbers

        try:
            parsed = phonenumbers.parse(plain, country.upper())
            return "" + phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
        except phonenumbers.NumberParseException:
            pass
    return "+" + digits[2:] if digits.startswith("00") else digits
