"""A row's fields → what an account or a contact is made of."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from planner.exchange.meanings import level_of
from planner.exchange.rows import Fields, Reading
from planner.exchange.values import says_yes, without_html
from planner.wording import fold, one_line

TYPE: Final = "Type"
"""The key in `extra` under which an account's type is kept."""
DO_NOT_CALL: Final = "do not call"
"""The label of whoever said so, on cards that we write, too."""
_NO_TAGS: Final = ("mycontacts", "my contacts", "*", DO_NOT_CALL)
REFERRED_BY: Final = "Referred By"
"""The key in `extra` under which stands who brought a contact."""


def account_fields(
    said: Fields, extra: Mapping[str, str], source_id: str, reading: Reading, today: date
) -> dict[str, Any]:
    """The fields of an Account that a row fills; the status is derived elsewhere, from orders before labels (method §1)."""
    kept = dict(extra)
    label = said.get("status") or said.get("type")
    if label:
        kept[TYPE] = label
    return {
        "name": one_line(said.get("name", "")),
        "industry": one_line(said.get("industry", "")),
        "phone": one_line(said.get("phone", "")),
        "website": one_line(said.get("website", "")),
        "address": street(said),
        "city": one_line(said.get("city", "")),
        "region": one_line(said.get("region", "")),
        "country": one_line(said.get("country", "")),
        "competitor": one_line(said.get("competitor", "")),
        "note": without_html(said.get("note", "")),
        "tags": tags(said),
        "do_not_call": today if _barred(said) else None,
        "last_order": _past_day(said, "last_order", reading, today),
        "source_ids": (source_id,) if source_id else (),
        "extra": kept,
    }


def contact_fields(
    said: Fields, extra: Mapping[str, str], source_id: str, reading: Reading, today: date
) -> dict[str, Any]:
    """The fields of a Contact that a row fills, but for the account."""
    kept = dict(extra)
    if said.get("referred_by"):
        kept[REFERRED_BY] = said["referred_by"]
    if said.get("type"):
        kept["Status"] = said["type"]
    title = one_line(said.get("title", ""))
    phones, mobiles, emails = (
        several(said.get("phone", "")), several(said.get("mobile", "")), addresses(said.get("email", ""))
    )  # fmt: skip
    others = {
        "Other phones": phones[1:] + mobiles[1:],
        "Other e-mails": emails[1:],
        "Fax": several(said.get("fax", "")),
    }
    kept |= {name: "; ".join(values) for name, values in others.items() if values}
    return {
        "name": person_name(said),
        "title": title,
        "level": level_of(said.get("level") or title),
        "department": one_line(said.get("department", "")),
        "phone": phones[0] if phones else "",
        "mobile": mobiles[0] if mobiles else "",
        "email": emails[0] if emails else "",
        "website": one_line(said.get("website", "")),
        "address": ", ".join(
            part
            for part in (street(said), *(one_line(said.get(name, "")) for name in ("city", "region", "country")))
            if part
        ),
        "note": without_html(said.get("note", "")),
        "birthday": _birthday(said, reading, today),
        "tags": tags(said),
        "do_not_call": today if _barred(said) else None,
        "source_ids": (source_id,) if source_id else (),
        "extra": kept,
    }


def person_name(said: Fields) -> str:
    """A person's whole name: as given, else put together."""
    parts = [said.get(part, "") for part in ("first", "middle", "last")]
    if not any(parts):
        return one_line(said.get("name", ""))
    whole = " ".join(part for part in parts if part)
    suffix = said.get("suffix", "")
    return one_line(f"{whole}, {suffix}" if suffix else whole)


def several(cell: str) -> list[str]:
    """The numbers of a cell, however they are joined: by Google (" ::: "), line breaks, semicolons, or commas."""
    parts = [one_line(part) for part in re.split(r":::|;|\n", cell)]
    return [number for part in parts if part for number in _by_commas(part)]


def _by_commas(part: str) -> list[str]:
    """Numbers parted by commas; "555 0100, ext. 5" is one number."""
    numbers = [one_line(each) for each in part.split(",")]
    return numbers if all(sum(map(str.isdigit, each)) >= 6 for each in numbers) else [part]


def addresses(cell: str) -> list[str]:
    """The e-mail addresses of a cell, however they are joined."""
    parts = (one_line(part).removeprefix("mailto:").strip("<> ") for part in re.split(r":::|[;,\n]", cell))
    return [part for part in parts if "@" in part and " " not in part]


def street(said: Fields) -> str:
    """Street and postal code in one line; the whole address where only that is given."""
    parts = [one_line(said.get(part, "").replace("\n", ", ")) for part in ("street", "street2", "street3", "postcode")]
    found = ", ".join(part for part in parts if part)
    return found or one_line(said.get("address", "").replace("\n", ", "))


def tags(said: Fields) -> tuple[str, ...]:
    """Labels, however they are joined, less those that every Google contact has."""
    text = said.get("tags", "").replace(":::", ",").replace(";", ",")
    found = (one_line(part).removeprefix("* ").strip() for part in text.split(","))
    return tuple(dict.fromkeys(part for part in found if part and fold(part) not in _NO_TAGS))


def _barred(said: Fields) -> bool:
    """Whether a row says "do not call": in a column of its own, or as a label."""
    labels = re.split(r":::|[;,]", said.get("tags", ""))
    return says_yes(said.get("do_not_call", "")) or any(fold(label) == DO_NOT_CALL for label in labels)


def _past_day(said: Fields, field: str, reading: Reading, today: date) -> date | None:
    """A day gone by; None where there is none, or one that can't be read (a birthday is not worth a row)."""
    try:
        found = reading.day(field, said[field]) if said.get(field) else None
    except (ValueError, OverflowError):
        return None
    return found if found and found <= today else None


def _birthday(said: Fields, reading: Reading, today: date) -> date | None:
    """The birthday, also where day, month and year stand in columns of their own."""
    parts = [said.get(name, "") for name in ("birth_year", "birth_month", "birthday")]
    if all(part.isascii() and part.isdigit() for part in parts):
        try:
            return date(*map(int, parts))
        except (ValueError, OverflowError):
            return None
    return _past_day(said, "birthday", reading, today)
