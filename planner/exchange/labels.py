"""Google's contacts: what a number or an address is ("Mobile", "* Work", "Home Fax") stands in a cell beside it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from planner.exchange.values import is_empty, text_of

_VALUE = re.compile(r"(e-?mail|phone) (\d+) - value", re.IGNORECASE)
_MOBILE = re.compile(r"mobil|cell|handy|portable|movil|iphone", re.IGNORECASE)
_NO_VOICE = re.compile(r"fax|pager", re.IGNORECASE)
_RANKS: Final = ("work", "main", "", "other", "home")
"""Which of several numbers is called first."""
JOINED = " ::: "
"""What stands between several values of one cell."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value's column, and the column before it that says what the value is."""

    field: str
    label: int
    value: int


def labelled(header: Sequence[str]) -> list[Labelled]:
    """The columns of a header whose values have a label beside them; none where the program writes no labels."""
    at = {column.casefold(): number for number, column in enumerate(header)}
    found = []
    for column, number in at.items():
        match = _VALUE.fullmatch(column)
        for word in ("label", "type") if match else ():
            label = at.get(f"{column.removesuffix('value')}{word}")
            if match and label is not None:
                found.append(Labelled("phone" if match[1] == "phone" else "email", label, number))
                break
    return found


def by_label(cells: Sequence[str], columns: Iterable[Labelled]) -> dict[str, str]:
    """A person's `mobile`, `phone`, `email` and `fax`, the best of each first, several of them joined."""
    phones: list[tuple[int, str]] = []
    emails: list[tuple[int, str]] = []
    mobiles: list[str] = []
    faxes: list[str] = []
    for each in columns:
        label, value = cells[each.label].strip(), cells[each.value]
        if not value or is_empty(value):
            continue
        value = text_of(value)
        plain = label.removeprefix("* ").casefold()
        if each.field == "email":
            emails.append((not label.startswith("*"), value))
        elif _NO_VOICE.search(plain):
            faxes.append(value)
        elif _MOBILE.search(plain):
            mobiles.append(value)
        else:
            rank = next((at for at, word in enumerate(_RANKS) if word and word in plain), _RANKS.index(""))
            phones.append((rank, value))
    found = {
        "mobile": mobiles,
        "phone": [value for _, value in sorted(phones, key=lambda pair: pair[0])],
        "email": [value for _, value in sorted(emails, key=lambda pair: pair[0])],
        "fax": faxes,
    }
    return {field: JOINED.join(values) for field, values in found.items() if values}
