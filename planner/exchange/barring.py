"""Who said "do not call" stays barred, though the record was deleted and is imported again (method §3)."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from msgspec.structs import replace

from planner.book.records import Account, Barred, Contact, Record
from planner.exchange.matching import name_key, source_key
from planner.exchange.values import phone_key

R = TypeVar("R", bound=Record)


class Bars:
    """Everybody who said "do not call", by what they can be known by."""

    def __init__(self, barred: Iterable[Barred], country: str = "") -> None:
        self.country = country
        self._keys: dict[tuple[str, str], date] = {}
        for each in barred:
            keys = [("id", source_key(id)) for id in each.source_ids]
            keys += [("email", address.casefold()) for address in each.emails]
            keys += [("phone", e164) for number in each.phones if (e164 := phone_key(number, country))]
            keys += [("name", f"{name_key(each.name)}\0{name_key(each.company)}")]
            for key in keys:
                self._keys[key] = each.on

    def applied(self, record: R, account: Account | None) -> R:
        """The record, with "do not call" set when it is somebody who said so."""
        if not self._keys or not isinstance(record, Account | Contact) or record.do_not_call:
            return record
        for key in self._keys_of(record, account):
            if key in self._keys:
                return replace(record, do_not_call=self._keys[key])
        return record

    def _keys_of(self, record: Account | Contact, account: Account | None) -> Iterable[tuple[str, str]]:
        for id in record.source_ids:
            yield "id", source_key(id)
        if isinstance(record, Contact):
            if record.email:
                yield "email", record.email.casefold()
            company = account.name if account else record.company
            yield "name", f"{name_key(record.name)}\0{name_key(company)}"
        else:
            yield "name", f"{name_key(record.name)}\0"
        for number in (record.phone, getattr(record, "mobile", "")):
            key = phone_key(number, self.country) if number else ""
            if key:
                yield "phone", key
