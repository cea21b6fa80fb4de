"""Cells → money: amounts with any decimal mark, thousands parted in any way, and the currency where it is named."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from planner.wording import minor_digits


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units, with the currency where the cell names one."""

    minor: int
    currency: str


LARGEST = 1 << 60
"""Minor units from which something is no amount of money, and no number that can be stored."""
_SIGNS = {
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₽": "RUB",
    "zł": "PLN",
    "kč": "CZK",
    "fr.": "CHF",
    "kr": "",
    "kr.": "",
}
_SIGNS |= {"us$": "USD", "a$": "AUD", "c$": "CAD", "ca$": "CAD", "r$": "BRL", "chf": "CHF", "₩": "KRW", "₺": "TRY"}
_AMOUNT = re.compile(
    r"([^\d(+\-−.,]*)([(+\-−]?)\s*([^\d(+\-−.,]*)(\d[\d.,' ]*|[.,]\d+)\s*(?:(mio|mn|bn|mrd|tsd|[kmb])(?![^\W\d_]))?\.?\)?\s*(\D*)"
)
_TIMES = {"k": 10**3, "tsd": 10**3, "m": 10**6, "mio": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "mrd": 10**9}
_PLAIN = re.compile(r"-?\d+(?:\.\d{1,2})?")


def decimal_mark(cells: Iterable[str]) -> Literal[".", ",", ""]:
    """The decimal mark of a column of amounts, as far as a value shows it without doubt."""
    for cell in cells:
        digits = re.sub(r"[^\d.,]", "", cell)
        dot, comma = digits.rfind("."), digits.rfind(",")
        if dot >= 0 and comma >= 0:
            return "." if dot > comma else ","
        mark = "." if dot >= 0 else "," if comma >= 0 else ""
        if mark and digits.count(mark) > 1:
            return "," if mark == "." else "."
        if mark and len(digits) - digits.rfind(mark) - 1 != 3:
            return mark  # type: ignore[return-value]  # one of the two
    return ""


def money_of(cell: str, currency: str, mark: Literal[".", ",", ""] = "") -> Money:
    """An amount such as 45k, (1,200), 1.234,56 €, CHF 1'200; ValueError when it is none. `currency` where none is named."""
    said = re.sub(r"[\s\u2009\u202f\xa0]+", " ", cell.strip())
    if _PLAIN.fullmatch(said) and mark != ",":
        return Money(_minor(Decimal(said), currency, said), currency)
    match = _AMOUNT.fullmatch(said.casefold())
    if not match:
        raise ValueError(f'"{said[:40]}" is no amount of money')
    named = _currency(match[1]) or _currency(match[3]) or _currency(match[6])
    if named is None and any(word.strip() for word in (match[1], match[3], match[6])):
        raise ValueError(f'"{said[:40]}" is no amount of money')
    named = named or currency
    try:
        amount = Decimal(_plain_digits(match[4], mark)) * _TIMES.get(match[5] or "", 1)
    except InvalidOperation:
        raise ValueError(f'"{said[:40]}" is no amount of money') from None
    minor = _minor(amount, named, said)
    return Money(-minor if match[2] and match[2] in "(-−" else minor, named)


def _minor(amount: Decimal, currency: str, said: str) -> int:
    minor = int((amount * 10 ** minor_digits(currency)).to_integral_value())
    if abs(minor) >= LARGEST:
        raise ValueError(f'"{said[:40]}" is too large an amount')
    return minor


def _currency(word: str) -> str | None:
    word = word.strip()
    if word in _SIGNS:
        return _SIGNS[word]
    return word.upper() if re.fullmatch("[a-z]{3}", word) else None


def _plain_digits(digits: str, mark: str) -> str:
    """ "1.234,56" as "1234.56". A single mark before three digits parts thousands, unless the column says otherwise."""
    digits = digits.replace(" ", "").replace("'", "").replace("’", "").rstrip(".,")
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return digits
    sign = digits[last]
    if "." in digits and "," in digits:
        parts = digits.count(sign) == 1
    elif digits.count(sign) > 1:
        parts = False
    elif len(digits) - last - 1 == 3 and digits[:last].strip("0"):
        parts = mark == sign
    else:
        parts = True
    whole = re.sub("[.,]", "", digits[:last])
    rest = re.sub("[.,]", "", digits[last:])
    return f"{whole or 0}.{rest}" if parts else whole + rest
