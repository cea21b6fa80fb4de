"""People who are typed by name, known or new: "Ann Lee, Bob Ray (Initech)", and colleagues with what they sell."""

from datetime import datetime
from typing import Any

from msgspec.structs import replace

from planner.book import Book
from planner.book.records import Contact
from planner.book.vocabulary import FIELDS, choose
from planner.wording import clean, fold, one_line, plural
from screens.checks import word_of
from screens.dialogs import Question


def people_named(book: Book, text: str, now: datetime) -> tuple[list[Contact], list[Contact]]:
    """Those of a list who are in the book, and records for those who are not.

    A company in brackets says where a new one works; without an account of that name they are a colleague.
    """
    by_name: dict[str, Contact] = {}
    for person in book.contacts.values():
        by_name.setdefault(fold(person.name), person)
    accounts = {fold(account.name): account.id for account in book.accounts.values()}
    known, new = [], []
    for part in text.replace(";", ",").split(","):
        name, _, company = part.partition("(")
        company = one_line(company.replace(")", ""))
        if fold(name) in by_name:
            known.append(by_name[fold(name)])
        elif one_line(name):
            at = accounts.get(fold(company)) if company else None
            new.append(
                Contact(
                    id=book.make_id(), created=now, name=one_line(name), account=at, company="" if at else company,
                    field=None if at else "anywhere",
                )
            )  # fmt: skip
    return known, new


def say_people(book: Book, text: str, now: datetime) -> str:
    """Who of a list is known, and who would be new."""
    known, new = people_named(book, text, now)
    said = [f"{plural(len(known), 'person', 'people')} known"] if known else []
    said += [f"new: {', '.join(person.name for person in new)}"] if new else []
    return "; ".join(said)


def colleague_questions(person: Contact | None) -> list[Question]:
    """The fields of a colleague, as they are now."""
    at = person or Contact(id="", name="")
    return [
        Question("name", "Name", at.name, needed=True),
        Question("company", "Company", at.company, "where they sell"),
        Question(
            "field", "Field", at.field or "", "aligned, co-worker or anywhere", FIELDS, word_of(FIELDS, "field")
        ),
        Question("sells_to", "Sells to", ", ".join(at.sells_to), "industries: food, logistics"),
        Question("phone", "Phone", at.phone),
        Question("email", "E-mail", at.email),
        Question("helps_us", "Helps us", at.helps_us, "what they can do for us"),
        Question("we_help", "We help", at.we_help, "what we can do for them"),
        Question("asks", "Wish list", at.asks, "whom they would like to meet"),
    ]  # fmt: skip


def colleague_of(person: Contact, said: dict[str, str]) -> Contact:
    """The colleague with what was typed."""
    fields: dict[str, Any] = {key: clean(value).strip() for key, value in said.items()}
    fields["field"] = choose(said["field"], FIELDS, "field") if said["field"] else None
    fields["sells_to"] = tuple(one_line(each) for each in said["sells_to"].split(",") if each.strip())
    return replace(person, **fields)
