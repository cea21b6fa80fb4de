"""What lands in the book from other programs' files: nothing in the wrong field, and nothing that was in the file is lost."""

from datetime import date

import pytest

from planner.book import Gone
from planner.exchange.aliases import ALIASES, OUTLOOK_ABROAD
from planner.exchange.headers import squashed
from planner.exchange.imports import plan_import
from planner.exchange.values import is_empty
from tests.books import NOW, SETTINGS, a_book
from tests.exchange.helpers import bring, dry, named, only, source


def test_column_names_are_listed_as_they_are_looked_up() -> None:
    listed = [name for fields in ALIASES.values() for names in fields.values() for name in names.split()]

    assert [name for name in (*listed, *OUTLOOK_ABROAD) if squashed(name) != name] == []


def test_outlooks_title_is_how_somebody_is_addressed_and_the_job_title_what_they_do() -> None:
    book = a_book()
    bring(
        book,
        "Title,First Name,Last Name,Company,Job Title,Business Phone,E-mail Address\n"
        "Dr.,Ann,Lee,Acme,CEO,,\n"
        "Ms.,Bo,Ray,,,,\n",
    )

    assert [(each.title, each.level, each.extra["Title"]) for each in book.contacts.values()] == [
        ("CEO", "executive", "Dr."),
        ("", None, "Ms."),
    ]


def test_french_outlook_has_two_columns_of_one_name() -> None:
    book = a_book()
    bring(
        book,
        "Titre,Prénom,Nom,Société,Titre,Tél. mobile,Adresse de messagerie,Anniversaire\n"
        "Mme,Anne,Roux,Acier,PDG,06 12 34 56 78,,05/03/1970\n",
    )
    anne = only(book.contacts)

    assert (anne.title, anne.level, anne.mobile, anne.birthday) == (
        "PDG",
        "executive",
        "06 12 34 56 78",
        date(1970, 3, 5),
    )


def test_russian_outlook_brings_its_telephone_numbers() -> None:
    book = a_book()
    text = (
        "Имя,Фамилия,Организация,Должность,Рабочий телефон,Телефон переносной,День рождения\n"
        "Анна,Белова,Сталь,Генеральный директор,+7 495 123-45-67,+7 916 123-45-67,0.0.00\n"
    )
    bring(book, source(text.encode("cp1251")))
    anna = only(book.contacts)

    assert (anna.phone, anna.mobile, anna.level) == ("+7 495 123-45-67", "+7 916 123-45-67", "executive")


def test_whoever_was_referred_by_somebody_we_know_comes_with_a_referral_once() -> None:
    book = a_book()
    text = (
        "Title,First Name,Last Name,Company,Job Title,Business Phone,E-mail Address,Referred By\n"
        ",Ann,Lee,Acme,,,ann@acme.example,Jo Kern\n"
        ",Jo,Kern,Kern KG,,,jo@kern.example,\n"
        ",Bo,Ray,Bolt,,,bo@bolt.example,Somebody Else\n"
    )
    receipt = bring(book, text)
    referral = only(book.referrals)

    assert (referral.prospect, referral.stage, book.contact_name(referral.contact)) == ("Acme", "introduced", "Jo Kern")
    assert receipt.created == 7
    assert bring(book, text).changed == 0
    book.change("Deleted", Gone(referral))
    assert bring(book, text).changed == 0, "what was deleted does not come back"
    assert named(book.contacts, "Bo Ray").extra["Referred By"] == "Somebody Else"


def test_google_says_beside_each_number_what_it_is() -> None:
    book = a_book()
    bring(
        book,
        "First Name,Last Name,Organization Name,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,"
        "Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Phone 3 - Label,Phone 3 - Value\n"
        "Ann,Lee,Acme,,Home,home@x.example,* Work,ann@acme.example,Mobile,+1 212 555 0111,Work,"
        "+1 212 555 0100 ::: +1 212 555 0101,Work Fax,+1 212 555 0199\n",
    )
    ann = only(book.contacts)

    assert (ann.email, ann.phone, ann.mobile) == ("ann@acme.example", "+1 212 555 0100", "+1 212 555 0111")
    assert {name: said for name, said in ann.extra.items() if name[0] != "_"} == {
        "Other phones": "+1 212 555 0101",
        "Other e-mails": "home@x.example",
        "Fax": "+1 212 555 0199",
    }


def test_several_numbers_of_one_cell_are_one_number_each_and_an_extension_is_none() -> None:
    book = a_book()
    bring(
        book,
        "Person - Name,Person - Phone,Organization - Name\n"
        'Ann,"+1 212 555 0100, +1 212 555 0101",Acme\nBo,"+1 212 555 0102, ext. 5",Acme\n',
    )

    assert named(book.contacts, "Ann").phone == "+1 212 555 0100"
    assert named(book.contacts, "Ann").extra["Other phones"] == "+1 212 555 0101"
    assert named(book.contacts, "Bo").phone == "+1 212 555 0102, ext. 5"


def test_a_card_of_a_company_without_a_person_is_an_account_with_its_number() -> None:
    book = a_book()
    text = "First Name,Last Name,Company,Business Phone,E-mail Address\n,,Acme,+1 212 555 0100,\n"
    bring(book, text)

    assert (only(book.accounts).name, only(book.accounts).phone) == ("Acme", "+1 212 555 0100")
    assert not book.contacts
    (row,) = plan_import(a_book(), SETTINGS, NOW, [source(text)], companies="link").rows
    assert (row.verdict, row.reason) == ("refused", "nobody at Acme is named")


def test_thunderbird_has_a_birthday_in_three_columns() -> None:
    book = a_book()
    bring(
        book,
        "First Name,Last Name,Display Name,Primary Email,Birth Year,Birth Month,Birth Day,\n"
        "Ann,Lee,Ann Lee,a@x.example,1970,3,5,\n",
    )

    assert only(book.contacts).birthday == date(1970, 3, 5)


def test_a_report_of_people_with_columns_of_their_account_is_a_list_of_people() -> None:
    book = a_book()
    bring(
        book,
        "First Name,Last Name,Title,Account Name,Account: Industry,Email\n"
        "Ann,Lee,CEO,Acme,Pumps,a@x.example\n"
        "Total,1,,,,\n",
    )

    assert only(book.contacts).name == "Ann Lee"
    assert (only(book.accounts).name, only(book.accounts).industry) == ("Acme", "Pumps")


def test_a_company_that_is_called_total_is_no_footer() -> None:
    book = a_book()
    bring(book, "Account Name,Billing City,Industry\nTotal,Paris,\nTotal,2,\nGrand Totals (1 records),,\n")

    assert [each.name for each in book.accounts.values()] == ["Total"]


def test_a_note_in_a_list_of_people_is_a_note_about_them() -> None:
    book = a_book()
    bring(
        book,
        "Person - Name,Person - Email (Work),Organization - Name,Note - Content\n"
        "Ann,a@x.example,Acme,<p>Likes tea</p>\n",
    )

    assert only(book.contacts).note == "Likes tea"


def test_hubspot_says_how_long_a_call_was_in_milliseconds_or_as_a_clock() -> None:
    for column, said in (("Call duration", "310000"), ("Call duration (HH:mm:ss)", "00:05:10")):
        book = a_book()
        bring(
            book,
            f"Record ID,Call Title,Activity date,Call outcome,{column},Company name\n"
            f"1,Talk,2026-11-19 09:14,,{said},Acme\n",
        )

        assert only(book.touches).minutes == 5


def test_whom_a_call_was_with_is_not_lost_when_the_book_does_not_know_them() -> None:
    book = a_book()
    bring(
        book,
        "Subject,Date,Company / Account,Contact,Status,Activity Type\n"
        "Call about pumps,11/20/2026,Acme,Ann Lee,Completed,Call\nSend a list,11/30/2026,Acme,Ann Lee,Open,Task\n",
    )

    assert only(book.touches).note == "Call about pumps\n(with Ann Lee)"
    assert only(book.promises).text == "Send a list (with Ann Lee)"


def test_an_activity_that_names_its_deal_belongs_to_it() -> None:
    book = a_book()
    bring(
        book,
        "Activity - Subject,Activity - Type,Activity - Due date,Activity - Done,Organization - Name,Deal - Title\n"
        "Call,Call,2026-11-19,Done,Acme,Pumps\n",
    )

    assert only(book.touches).opportunity == only(book.opportunities).id


def test_opportunities_of_close_are_told_from_its_leads() -> None:
    book = a_book()
    leads = "id,display_name,status_label,primary_contact_name\nlead_1,Acme,Customer,Ann Lee\n"
    deals = (
        "id,lead_id,lead_name,status_label,status_type,value,value_currency,date_won\n"
        "oppo_1,lead_1,Acme,Proposal Sent,active,500,EUR,\n"
    )
    bring(book, leads, deals)

    assert (only(book.opportunities).stage, only(book.opportunities).amount) == ("proposal", 50_000)
    assert only(book.accounts).extra["Type"] == "Customer"


def test_a_part_of_a_company_is_shown_as_part_of_it_whatever_the_order() -> None:
    book = a_book()
    bring(
        book,
        "Id,IsDeleted,Name,ParentId\n001000000000001,false,Child,001000000000002\n001000000000002,false,Mother,\n",
    )

    assert named(book.accounts, "Child").parent == named(book.accounts, "Mother").id


def test_a_column_that_says_existing_lost_or_new_can_be_mapped_as_the_status() -> None:
    book = a_book()
    bring(book, "Wer,Art\nAcme,existing\nBolt,lost\n", kind="accounts", mapping={"name": "Wer", "status": "Art"})

    assert [each.status for each in book.accounts.values()] == ["existing", "lost"]


def test_an_amount_or_date_that_can_t_be_read_costs_only_itself_and_is_kept() -> None:
    book = a_book()
    head = "Opportunity Name,Account Name,Stage,Amount,Close Date\n"
    receipt = bring(book, f"{head}A,Acme,Proposal,99999999999999999999,soon\nB,Acme,Proposal,a lot,2026-12-01\n")
    kept = named(book.opportunities, "A").extra

    assert (receipt.created, receipt.refused) == (3, 0)
    assert (kept["Amount"], kept["Close"]) == ("99999999999999999999", "soon")
    assert named(book.opportunities, "B").extra["Amount"] == "a lot"


def test_columns_of_one_name_stay_apart_even_from_one_that_is_called_so() -> None:
    table = source("Name,Name,Name (2),NAME,City\nAnn,b,c,d,e\n").table

    assert table is not None and table.header == ("Name", "Name (2)", "Name (2) (2)", "NAME (3)", "City")


@pytest.mark.parametrize("cell", ["0/0/00", "0.0.00", "00/00/0000", "0000-00-00", "00.00.00"])
def test_an_empty_date_is_empty(cell: str) -> None:
    assert is_empty(cell) and not is_empty("0.00") and not is_empty("0")


def test_outlook_in_a_language_that_puts_the_day_first_asks_for_no_order() -> None:
    text = "Vorname,Nachname,Firma,Position,Geburtstag\nAnna,Kern,Kern KG,CEO,05/03/1970\n"

    assert dry(a_book(), source(text)).undecided == ()


def test_a_person_who_is_a_customer_makes_their_company_one_unless_it_says_otherwise() -> None:
    book = a_book()
    people = "id,first_name,last_name,status,company_name,email_work,phone_work\n"
    bring(book, f"{people}1,Ann,Lee,in-contract,Acme,,\n2,Bo,Ray,warm,Bolt,,\n")

    assert [(each.name, each.status) for each in book.accounts.values()] == [("Acme", "existing"), ("Bolt", "new")]
    assert named(book.contacts, "Bo Ray").extra["Status"] == "warm"


def test_hubspots_meetings_and_notes_are_known_and_a_note_is_no_contact() -> None:
    book = a_book()
    meetings = (
        "Record ID,Meeting name,Meeting start time,Meeting end time,Meeting outcome,Associated Company\n"
        "1,Demo,2026-11-18 10:00,2026-11-18 10:45,COMPLETED,Acme\n"
        "3,Fair,2026-12-18 10:00,2026-12-18 10:45,SCHEDULED,Acme\n4,Gone,2026-11-18 12:00,,CANCELED,Acme\n"
    )
    notes = "Record ID,Activity date,Note body,Associated Company\n2,2026-11-18 10:00,<p>They want blue</p>,Acme\n"
    bring(book, meetings, notes)
    touch, note, meeting = only(book.touches), *sorted(book.promises.values(), key=lambda each: each.due)

    assert (touch.outcome, touch.minutes, touch.note) == ("connected", 45, "Demo")
    assert (meeting.text, meeting.kind, meeting.due) == ("Fair", "meeting", date(2026, 12, 18))
    assert (note.text, note.done) == ("They want blue", date(2026, 11, 18))


def test_a_short_note_of_an_open_task_comes_with_it() -> None:
    book = a_book()
    head = "Subject,Date,Company / Account,Status,Activity Type,Comments\n"
    bring(
        book,
        f"{head}Send a list,11/30/2026,Acme,Open,Task,with the new prices\nRing Bo,11/30/2026,Acme,Open,Task,{'x' * 900}\n",
    )

    assert {each.text for each in book.promises.values()} == {"Send a list: with the new prices", "Ring Bo"}
