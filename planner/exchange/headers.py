"""Whose export a header is, what kind of rows it has, and which column holds which of our fields."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from planner.exchange.aliases import ALIASES, OUTLOOK_ABROAD
from planner.exchange.refusals import ImportRefused
from planner.wording import fold

KINDS: Final = ("accounts", "contacts", "opportunities", "activities")
"""What rows of a table can be; each row is one of the last of these that its table has columns for."""

_FIRST_PERSON = re.compile(r"primary_contact_(name|title|\w*phone\w*|\w*email\w*)")
"""Close gives a company and its first person in one row."""
_PREFIX = re.compile(
    r"(account|contact|opportunity|lead|task|event|activity|person|organization|organisation|deal|note)(?:: | - |:)(.+)",
    re.I,
)
_NOTE = re.compile(r"note\b", re.IGNORECASE)
_KIND_OF = {
    "account": "accounts", "organization": "accounts", "organisation": "accounts", "contact": "contacts", "person": "contacts",
    "lead": "contacts", "opportunity": "opportunities", "deal": "opportunities", "task": "activities", "event": "activities",
    "activity": "activities", "note": "activities",
}  # fmt: skip
_ESSENTIAL = {
    "accounts": ("name", "id"),
    "contacts": ("name", "first", "last", "email"),
    "opportunities": ("name",),
    "activities": ("subject", "date", "outcome"),
}

_SOURCES: Final[tuple[tuple[str, str], ...]] = (  # the first whose names are all there
    ("Salesforce", "id isdeleted"),
    ("Salesforce", "id systemmodstamp"),
    ("Salesforce", "id accountid stagename"),
    ("Salesforce", "id whoid"),
    ("Salesforce", "id billingcity ownerid"),
    ("Salesforce", "id accountid mailingcity"),
    ("LinkedIn", "firstname lastname connectedon"),
    ("Zoho", "recordid accountowner"),
    ("Zoho", "recordid contactowner accountname"),
    ("Zoho", "recordid dealowner accountname"),
    ("Zoho", "recordid leadowner"),
    ("HubSpot", "recordid"),
    ("Atomic CRM", "firstname lastname emailwork phonework"),
    ("Google Contacts", "givenname familyname groupmembership"),
    ("Google Contacts", "firstname lastname organizationname labels"),
    ("Google Contacts", "givenname familyname email1value"),
    ("Outlook", "firstname lastname emailaddress businessphone"),
    ("Outlook", "firstname lastname businessstreet"),
    ("Thunderbird", "displayname primaryemail"),
    ("HubSpot", "calloutcome activitydate"),
    ("Close", "leadid statustype"),
)
_SIGNS: Final[Mapping[str, str]] = {  # names that only rows of that kind have
    "activities": "whoid whatid activitydate activitydatetime calldisposition calldurationinseconds tasksubtype activitytype "
    "activitysubject calloutcome callduration duedate durationinminutes outcome callnotes meetingname meetingstarttime "
    "meetingoutcome notebody calltitle tasktitle",
    "opportunities": "stagename dealname dealstage opportunityname closedate closingdate expectedclosedate dealvalue iswon stage "
    "probability potentialname dealtitle amount statustype valueperiod datewon",
    "contacts": "firstname lastname givenname familyname fullname primaryemail emailaddress jobtitle position mobilephone "
    "birthdate birthday title email contactname",
}  # fmt: skip
_NOT_OURS = {
    "casenumber": "support cases",
    "productcode": "products",
    "invoicenumber": "invoices",
    "contenttype": "files",
    "profileid": "users of the CRM",
}
OWN = re.compile(r"planner (\w+) id")
"""The first column of our own CSV."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a header was recognised as. `columns`: "kind.field" → its columns, the preferred one first."""

    source: str
    """The program that it comes from, "" when that is not known."""
    kind: str
    """What each row is: one of KINDS."""
    columns: dict[str, tuple[str, ...]]

    def fields_of(self, kind: str) -> dict[str, tuple[str, ...]]:
        """Field → columns of one kind of record."""
        return {name.split(".", 1)[1]: columns for name, columns in self.columns.items() if name.startswith(f"{kind}.")}


def fields_of(kind: str) -> tuple[str, ...]:
    """The fields of a kind that columns can be mapped to."""
    return tuple(ALIASES[kind])


@lru_cache(maxsize=4096)
def squashed(name: str) -> str:
    """A column's name as its letters and digits: "BILLINGSTREET", "Billing Street" and "billing_street" are one."""
    return "".join(filter(str.isalnum, fold(name.replace("ß", "ss"))))


@lru_cache(maxsize=1)
def _lookup() -> dict[str, dict[str, tuple[str, int]]]:
    """Kind → squashed name → (field, preference)."""
    tables: dict[str, dict[str, tuple[str, int]]] = {}
    for kind, aliases in ALIASES.items():
        table = tables[kind] = {}
        for field, names in aliases.items():
            for at, name in enumerate(names.split()):
                table.setdefault(name, (field, at))
    for at, (name, field) in enumerate(OUTLOOK_ABROAD.items()):
        tables["contacts"].setdefault(name, (field, 100 + at))
    return tables


def known_names(cells: Sequence[str]) -> int:
    """How many cells of a row are names of columns that we know."""
    if cells and OWN.match(cells[0].strip()):
        return len(cells)
    return len({name for cell in cells if len(cell) < 80 and (name := squashed(_split(cell)[1])) and _is_known(name)})


def _is_known(name: str) -> bool:
    return any(name in table for table in _lookup().values()) or name in ("casenumber", "connectedon", "systemmodstamp")


def _split(column: str) -> tuple[str | None, str]:
    """ "Account: Type" and "Person - Name" as (kind, name); a plain name as (None, name)."""
    if _FIRST_PERSON.fullmatch(column.strip()):
        return "contacts", column
    match = _PREFIX.fullmatch(column.strip())
    return (_KIND_OF[match[1].casefold()], match[2].strip()) if match else (None, column)


def _parted(header: Sequence[str]) -> list[tuple[str | None, str]]:
    """Each column's kind, where its name says one, and its squashed name. A note is part of whatever the row is about."""
    split = [_split(column) for column in header]
    notes_alone = not any(
        kind == "activities" and not _NOTE.match(column) for (kind, _), column in zip(split, header, strict=True)
    )
    return [
        (None, squashed(column)) if notes_alone and _NOTE.match(column) and kind else (kind, squashed(name))
        for (kind, name), column in zip(split, header, strict=True)
    ]


def fingerprint(header: Iterable[str]) -> str:
    """Eight letters that are the same for the same set of columns, in whatever order."""
    names = "\n".join(sorted(squashed(name) for name in header))
    return blake2b(names.encode(), digest_size=4).hexdigest()


def recognise(
    name: str, header: Sequence[str], kind: str | None = None, mapping: Mapping[str, str] | None = None
) -> Recognised:
    """What the columns of a table are. `kind` and `mapping` (field, or kind.field → column) are the user's word.

    Raises ImportRefused when that can't be told, or when the user names a column or a field that is not there.
    """
    parts = _parted(header)
    plain = {squashed(column) for column in header}
    strange = next((what for sign, what in _NOT_OURS.items() if sign in plain), None)
    if strange and not kind:
        raise ImportRefused(f"{name} holds {strange}: there is no place for them in the book")
    prefixed = {kind_of for kind_of, _ in parts if kind_of}
    source = _source(plain, bool(prefixed))
    chosen = kind or _kind(parts, plain) or _kind_of_mapping(mapping)
    if chosen is None:
        shown = ", ".join(header[:6]) + (" …" if len(header) > 6 else "")
        raise ImportRefused(
            f"{name}: can't tell what its rows are from the columns {shown}: "
            "say --as accounts, contacts, opportunities or activities, and --map name=COLUMN"
        )
    columns = _columns(header, parts, "accounts" if source == "Close" and chosen == "contacts" else chosen)
    _mend(columns, source)
    columns.update(_users(name, header, chosen, mapping or {}))
    if not any(f"{chosen}.{field}" in columns for field in _ESSENTIAL[chosen]):
        wanted = _ESSENTIAL[chosen][0]
        raise ImportRefused(f"{name}: no column of it holds the {wanted} of {chosen}: say --map {wanted}=COLUMN")
    return Recognised(source, chosen, columns)


def _source(plain: set[str], prefixed: bool) -> str:
    if {"displayname", "statuslabel"} <= plain:
        return "Close"
    if prefixed:
        pipedrive = any(name.startswith(("person", "organization", "deal", "activity")) for name in plain)
        return "Pipedrive" if pipedrive else "Salesforce report"
    for source, needed in _SOURCES:
        if plain.issuperset(needed.split()):
            return source
    abroad = sum(name in OUTLOOK_ABROAD for name in plain)
    return "Outlook" if abroad >= 4 and abroad * 2 > sum(_is_known(name) for name in plain) else ""


def _kind(parts: Sequence[tuple[str | None, str]], plain: set[str]) -> str | None:
    """What the rows are: the last kind that a prefix names, or that the columns without one speak of."""
    prefixed = {kind for kind, _ in parts if kind}
    if not prefixed:
        return _plain_kind(plain)
    found = prefixed | {_plain_kind({name for kind, name in parts if kind is None})}
    return next(kind for kind in reversed(KINDS) if kind in found)


def _plain_kind(plain: set[str]) -> str | None:
    """What the rows are, by the names that only one kind has."""
    signs = {kind: len(plain.intersection(words.split())) for kind, words in _SIGNS.items()}
    called = {_lookup()["contacts"].get(name, ("", 0))[0] for name in plain}
    if {"first", "last"} <= called and not plain & {"whoid", "calloutcome", "activitydate", "subject"}:
        return "contacts"
    if signs["activities"] >= 2 or (signs["activities"] and "subject" in plain):
        return "activities"
    if signs["opportunities"] >= 2:
        return "opportunities"
    if plain & {"primarycontactname"}:
        return "contacts"
    people = signs["contacts"] + sum(OUTLOOK_ABROAD.get(name) in ("first", "last", "mobile", "email") for name in plain)
    if (
        plain & {"accountname", "companyname", "billingstreet", "billingcity", "numberofemployees", "industry"}
        and people < 2
    ):
        return "accounts"
    if people >= 1 and people + ("name" in plain) >= 2:
        return "contacts"
    if "name" in plain and plain & {"company", "companyname", "organization", "organisation", "employer", "firma"}:
        return "contacts"
    account = _lookup()["accounts"]
    said = {account[name][0] for name in plain if name in account}
    return "accounts" if "name" in said and len(said) >= 2 else None


def _kind_of_mapping(mapping: Mapping[str, str] | None) -> str | None:
    named = {field.split(".")[0] for field in mapping or {} if "." in field}
    return next((kind for kind in reversed(KINDS) if kind in named), None)


def _columns(
    header: Sequence[str], parts: Sequence[tuple[str | None, str]], plain_kind: str
) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[tuple[int, int, str]]] = {}
    for at, (column, (prefix, name)) in enumerate(zip(header, parts, strict=True)):
        kind = prefix or plain_kind
        known = _lookup()[kind].get(name)
        if known is None and prefix:
            known = _lookup()[kind].get(squashed(column))
        if known:
            found.setdefault(f"{kind}.{known[0]}", []).append((known[1], at, column))
    return {field: tuple(column for *_, column in sorted(columns)) for field, columns in found.items()}


def _mend(columns: dict[str, tuple[str, ...]], source: str) -> None:
    """What only some programs mean by a name."""
    titles = columns.get("contacts.title", ())
    if any(squashed(column) == "jobtitle" for column in titles):  # beside it, "Title" is Mr. or Dr.
        columns["contacts.title"] = tuple(column for column in titles if squashed(column) != "title")
    if source == "HubSpot" and [squashed(each) for each in columns.get("activities.seconds", ())] == ["callduration"]:
        columns["activities.milliseconds"] = columns.pop("activities.seconds")
    if source == "Close" and "opportunities.account" in columns:  # its opportunities have no names
        columns.setdefault("opportunities.name", columns["opportunities.account"])


def _users(name: str, header: Sequence[str], chosen: str, mapping: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The user's own mapping, checked."""
    by_name = {fold(column): column for column in header}
    users: dict[str, tuple[str, ...]] = {}
    for field, column in mapping.items():
        kind, _, plain = field.rpartition(".")
        kind = kind or chosen
        if plain not in ALIASES.get(kind, {}):
            known = ", ".join(sorted(ALIASES.get(kind, ALIASES[chosen])))
            raise ImportRefused(f'there is no field "{field}" to map: the fields of {kind} are {known}')
        if not column:
            users[f"{kind}.{plain}"] = ()
        elif fold(column) in by_name:
            users[f"{kind}.{plain}"] = (by_name[fold(column)],)
        else:
            raise ImportRefused(f'{name} has no column "{column}": its columns are {", ".join(header[:20])}')
    return users
