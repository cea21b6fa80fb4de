"""Address cards of every version come in; one that can't be read is named, and the rest goes on."""

from datetime import date

import pytest

from planner.exchange.imports import ImportRefused
from planner.exchange.sources import read_bytes
from tests.books import a_book
from tests.exchange.helpers import bring, dry, named, only, source


def card(*lines: str, version: str = "3.0") -> str:
    """A card of these properties."""
    return "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


def test_a_phone_s_card_fills_the_person_and_their_company() -> None:
    book = a_book()
    bring(
        book,
        source(
            card(
                "N:Lee;Ann;;Dr.;",
                "FN:Dr. Ann Lee",
                "ORG:Acme\\, Inc.;Purchasing",
                "TITLE:Managing Director",
                "TEL;TYPE=WORK,FAX:+1 212 555 0199",
                "TEL;TYPE=HOME:+1 212 555 0101",
                "TEL;TYPE=WORK,VOICE:+1 212 555 0100",
                "TEL;TYPE=CELL:+1 917 555 0100",
                "EMAIL;TYPE=INTERNET:private@mail.example",
                "EMAIL;TYPE=WORK;TYPE=pref:ann@acme.example",
                "ADR;TYPE=WORK:;;1 Main St;Dayton;OH;45402;USA",
                "BDAY:1980-04-23",
                "NOTE:likes blue\\nhates mondays",
                "PHOTO;ENCODING=b:AAAA",
            ),
            "a.vcf",
        ),
    )
    ann = only(book.contacts)

    assert (ann.name, ann.title, ann.level, ann.department) == (
        "Ann Lee",
        "Managing Director",
        "executive",
        "Purchasing",
    )
    assert (ann.phone, ann.mobile, ann.email) == ("+1 212 555 0100", "+1 917 555 0100", "ann@acme.example")
    assert (ann.birthday, ann.note) == (date(1980, 4, 23), "likes blue\nhates mondays")
    assert ann.address == "1 Main St, 45402, Dayton, OH, USA"
    assert book.account_name(ann.account) == "Acme, Inc."


def test_cards_of_version_2_1_with_quoted_printable_and_their_own_charset() -> None:
    book = a_book()
    bring(
        book,
        source(
            card(
                "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9F=D0=B5=D1=82=D1=80=D0=BE=D0=B2=D0=B0;=D0=90=D0=BD=D0=\r\n=BD=D0=B0",
                "TEL;CELL:+7 900 1234567",
                "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Caf=E9=0D=0Anext line",
                version="2.1",
            ),
            "old.vcf",
        ),
    )

    assert (only(book.contacts).name, only(book.contacts).note) == ("Анна Петрова", "Café\nnext line")


def test_a_number_as_an_address_of_version_4_is_a_number() -> None:
    book = a_book()
    text = card(
        "FN:Ann Lee", "TEL;VALUE=uri;TYPE=work:tel:+1-418-656-9254;ext=102", "UID:urn:uuid:1-2-3", version="4.0"
    )
    bring(book, source(text, "a.vcf"))

    assert only(book.contacts).phone == "+1-418-656-9254 x102"
    assert bring(book, source(text, "a.vcf")).unchanged == 1


def test_a_card_that_can_t_be_read_is_named_and_the_rest_goes_on() -> None:
    book = a_book()
    broken = "BEGIN:VCARD\r\nVERSION:3.0\r\nTEL:1\r\nEND:VCARD\r\n"
    plan = dry(book, source(card("FN:Ann Lee") + broken + card("FN:Bob Ray") + "BEGIN:VCARD\r\nFN:Cy Fox\r\n", "a.vcf"))

    assert [(row.line, row.verdict) for row in plan.rows] == [
        (1, "created"),
        (5, "refused"),
        (9, "created"),
        (13, "refused"),
    ]
    assert plan.rows[1].reason == "the card without a name can't be read (it has no name)"
    assert plan.rows[3].reason == 'the card "Cy Fox" never ends'


def test_people_who_are_known_are_not_doubled() -> None:
    book = a_book()
    bring(book, "First Name,Last Name,Email,Company\nAnn,Lee,ann@acme.example,Acme\n")
    bring(book, source(card("FN:Ann Lee", "EMAIL:ANN@acme.example", "TEL;TYPE=CELL:+1 917 555 0100"), "a.vcf"))

    assert named(book.contacts, "Ann Lee").mobile == "+1 917 555 0100"


def test_a_file_without_a_card_is_refused() -> None:
    with pytest.raises(ImportRefused):
        read_bytes(b"BEGIN:VCARDS\n", "a.vcf")


def test_further_numbers_and_addresses_of_a_card_are_kept_and_a_year_that_is_not_known_is_none() -> None:
    book = a_book()
    text = (
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ann Lee\nTEL;TYPE=HOME:+1 212 555 0102\nTEL;TYPE=WORK:+1 212 555 0101\n"
        "TEL;TYPE=WORK,FAX:+1 212 555 0109\nEMAIL:home@x.example\nEMAIL;TYPE=PREF:ann@acme.example\n"
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-05\nEND:VCARD\n"
    )
    bring(book, source(text, "a.vcf"))
    ann = only(book.contacts)

    assert (ann.phone, ann.email, ann.birthday) == ("+1 212 555 0101", "ann@acme.example", None)
    assert (ann.extra["Other phones"], ann.extra["Other e-mails"]) == ("+1 212 555 0102", "home@x.example")
    assert ann.extra["Fax"] == "+1 212 555 0109"
