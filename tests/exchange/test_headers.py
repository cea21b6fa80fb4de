"""Whose export a file is, is told by its header alone; the rows here are made up, the headers are facts."""

from datetime import date, datetime

import pytest

from planner.exchange.headers import fingerprint, recognise
from planner.exchange.imports import ImportRefused, plan_import
from tests.books import NOW, SETTINGS, ZONE, a_book
from tests.exchange.helpers import bring, dry, named, only, source


@pytest.mark.parametrize(
    ("header", "program", "kind"),
    [
        ("ID,ISDELETED,MASTERRECORDID,NAME,TYPE,PARENTID,BILLINGSTREET,BILLINGCITY,PHONE", "Salesforce", "accounts"),
        (
            "ID,ISDELETED,ACCOUNTID,NAME,DESCRIPTION,STAGENAME,AMOUNT,PROBABILITY,CLOSEDATE",
            "Salesforce",
            "opportunities",
        ),
        ("Id,Name,AccountId,StageName,CloseDate,Amount", "Salesforce", "opportunities"),
        ("Id,IsDeleted,AccountId,LastName,FirstName,Salutation,Name,MailingCity,Phone", "Salesforce", "contacts"),
        ("Id,WhoId,WhatId,Subject,ActivityDate,Status,CallDurationInSeconds,CallType", "Salesforce", "activities"),
        ("Account: Account Name,Account: Type,Contact: First Name,Contact: Last Name", "Salesforce report", "contacts"),
        (
            "Opportunity Owner,Account Name,Opportunity Name,Stage,Total Amount Currency,Total Amount,Close Date",
            "",
            "opportunities",
        ),
        ("Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Associated Company", "HubSpot", "contacts"),
        ("Record ID,Company name,Website URL,Company owner,Create Date", "HubSpot", "accounts"),
        ("Record ID,Deal Name,Deal Stage,Amount,Deal owner,Associated Company IDs", "HubSpot", "opportunities"),
        ("Person - Name,Person - Phone,Organization - Name", "Pipedrive", "contacts"),
        ("Deal - Title *,Deal - Value,Organization - Name,Person - Name", "Pipedrive", "opportunities"),
        (
            "Activity - Subject,Activity - Type,Activity - Due date,Deal - Title,Organization - Name",
            "Pipedrive",
            "activities",
        ),
        (
            "id,display_name,url,status_id,status_label,primary_contact_name,primary_contact_primary_email",
            "Close",
            "contacts",
        ),
        ("Record Id,Account Name,Website,Phone,Industry,Account Owner,Created Time", "Zoho", "accounts"),
        ("First Name,Last Name,URL,Email Address,Company,Position,Connected On", "LinkedIn", "contacts"),
        (
            "First Name,Middle Name,Last Name,Organization Name,Organization Title,Labels,E-mail 1 - Value",
            "Google Contacts",
            "contacts",
        ),
        (
            "Name,Given Name,Additional Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value",
            "Google Contacts",
            "contacts",
        ),
        (
            "Title,First Name,Last Name,Company,Job Title,Business Street,Business Phone,E-mail Address",
            "Outlook",
            "contacts",
        ),
        ("First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Notes,", "Thunderbird", "contacts"),
        (
            "id,first_name,last_name,title,status,tags,company_id,company_name,email_work,phone_work",
            "Atomic CRM",
            "contacts",
        ),
        (
            "Anrede,Vorname,Nachname,Firma,Position,Telefon geschäftlich,Mobiltelefon,E-Mail-Adresse",
            "Outlook",
            "contacts",
        ),
        (
            "Titre,Prénom,Nom,Société,Service,Téléphone (bureau),Tél. mobile,Adresse de messagerie",
            "Outlook",
            "contacts",
        ),
        (
            "Tratamiento,Nombre,Apellidos,Organización,Puesto,Teléfono del trabajo,Dirección de correo electrónico",
            "Outlook",
            "contacts",
        ),
        ("Titolo,Nome,Cognome,Società,Posizione,Via (uff.),Ufficio,Indirizzo posta elettronica", "Outlook", "contacts"),
        (
            "Tytuł,Imię,Nazwisko,Firma,Stanowisko,Adres służbowy - ulica,Telefon służbowy,Adres e-mail",
            "Outlook",
            "contacts",
        ),
        (
            "Título,Nome,Sobrenome,Empresa,Cargo,Telefone comercial,Telefone celular,Endereço de email",
            "Outlook",
            "contacts",
        ),
        ("Обращение,Имя,Фамилия,Организация,Должность,Рабочий телефон,Адрес эл. почты", "Outlook", "contacts"),
        ("Company,Phone,City", "", "accounts"),
        ("Name,Company", "", "contacts"),
    ],
)
def test_every_program_is_recognised_by_its_header(header: str, program: str, kind: str) -> None:
    table = source(header + "\n" + "," * header.count(",") + "\n").table

    assert table is not None
    found = recognise("list.csv", table.header)
    assert (found.source, found.kind) == (program, kind)


@pytest.mark.parametrize("header", ["a,b,c", "key,val", "Id,IsDeleted,CaseNumber,ContactId,Subject,Status"])
def test_what_is_no_list_of_ours_is_refused_with_what_to_do(header: str) -> None:
    with pytest.raises(ImportRefused, match=r"can't tell what its rows are|no place for them"):
        recognise("list.csv", header.split(","))


def test_linkedin_connections_join_companies_that_are_known_and_make_none() -> None:
    book = a_book()
    bring(book, "Company,Phone,City\nAcme,1,Rome\n")
    receipt = bring(
        book,
        'Notes:\n"When exporting your connection data, some addresses are missing"\n\n'
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        'Ann,"Lee, PMP",https://example.com/in/a,,Acme,CEO,07 Dec 2025\n'
        "Bob,Ray,https://example.com/in/b,undefined,Globex,Clerk,08 Dec 2025\n,,,,,,\n",
    )

    assert receipt.created == 2
    assert [account.name for account in book.accounts.values()] == ["Acme"]
    ann, bob = named(book.contacts, "Ann Lee, PMP"), named(book.contacts, "Bob Ray")
    assert (book.account_name(ann.account), ann.level, ann.email) == ("Acme", "executive", "")
    assert (bob.account, bob.company) == (None, "Globex")


def test_a_salesforce_report_has_a_currency_column_before_the_amount_and_footers_below() -> None:
    book = a_book()
    receipt = bring(
        book,
        "Opportunity Owner,Account Name,Opportunity Name,Stage,Total Amount Currency,Total Amount,Close Date,Type\n"
        'Me,Acme,Line 2,Closed Won,EUR,"1,200.50",11/19/2026,New\n'
        '"Grand Totals (1 records)",,,,,,,\n"Copyright (c) 2000-2026 a vendor",,,,,,,\n',
    )
    deal = only(book.opportunities)

    assert receipt.created == 2
    assert (deal.amount, deal.currency, deal.stage, deal.closed_on) == (120_050, "EUR", "won", date(2026, 11, 19))


def test_pipedrive_links_by_name_and_joins_several_values() -> None:
    book = a_book()
    bring(
        book,
        "Deal - Title *,Deal - Value,Deal - Currency of value,Deal - Stage,Deal - Status,Deal - Expected close date,"
        "Organization - Name,Person - Name,Person - Email (Work),Deal - Lost reason\n"
        "Big one,12000,EUR,Negotiations Started,Open,45631,Acme,Ann Lee,ann@acme.example,\n"
        "Old one,500,EUR,Qualified,Lost,45631,Acme,Ann Lee,ann@acme.example,Price\n",
    )
    big, old = named(book.opportunities, "Big one"), named(book.opportunities, "Old one")

    assert (big.stage, big.decision, book.contact_name(big.contact)) == ("negotiation", date(2024, 12, 5), "Ann Lee")
    assert (old.stage, old.closed_on, old.reason) == ("lost", date(2024, 12, 5), "Price")
    assert [account.name for account in book.accounts.values()] == ["Acme"]


def test_hubspot_call_outcomes_are_told_from_their_ids() -> None:
    book = a_book()
    bring(
        book,
        "Record ID,Call outcome,Activity date,Call notes,Company name,Call duration\n"
        "1,f240bbac-87c9-4f6e-bf70-924b57d47db7,2026-11-19 09:14,<p>Good talk</p>,Acme,180000\n"
        "2,b2cf5968-551e-4856-9783-52b3da59a7d0,2026-11-20 09:14,,Acme,\n",
    )
    first, second = book.touches.of(only(book.accounts).id)

    assert (first.outcome, first.note, first.at) == (
        "connected",
        "Good talk",
        datetime(2026, 11, 19, 9, 14, tzinfo=ZONE),
    )
    assert second.outcome == "voicemail"


def test_close_gives_a_company_and_its_first_person_in_one_row() -> None:
    book = a_book()
    bring(
        book,
        "id,display_name,url,status_label,primary_contact_name,primary_contact_title,primary_contact_primary_email,custom.Segment\n"
        "lead_1,Acme,https://acme.example,Potential,Ann Lee,Owner,ann@acme.example,Gold\nlead_2,Globex,,Customer,,,,\n",
    )

    assert named(book.accounts, "Globex").status == "existing"
    assert (only(book.contacts).name, book.account_name(only(book.contacts).account)) == ("Ann Lee", "Acme")
    assert "close:lead_1" in named(book.accounts, "Acme").source_ids


def test_outlook_in_german_fills_company_phones_and_referral_source() -> None:
    book = a_book()
    bring(
        book,
        "Anrede;Vorname;Nachname;Firma;Position;Telefon geschäftlich;Mobiltelefon;E-Mail-Adresse;Geburtstag;Empfohlen von\n"
        "Frau;Anna;Groß;Müller GmbH;Geschäftsführerin;030 1234567;0170 1234567;anna@mueller.example;0/0/00;Jo Kern\n",
    )
    anna = only(book.contacts)

    assert (anna.name, anna.level, anna.phone, anna.mobile) == ("Anna Groß", "executive", "030 1234567", "0170 1234567")
    assert (book.account_name(anna.account), anna.birthday, anna.extra["Referred By"]) == (
        "Müller GmbH",
        None,
        "Jo Kern",
    )


def test_google_labels_and_joined_values_are_taken_apart() -> None:
    book = a_book()
    bring(
        book,
        "First Name,Last Name,Organization Name,Organization Title,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Value\n"
        "Ann,Lee,Acme,Head of Sales,* myContacts ::: Fair,* Work,ann@acme.example ::: a.lee@acme.example,"
        "+1 212 555 0100 ::: +1 212 555 0101\n",
    )
    ann = only(book.contacts)

    assert (ann.email, ann.phone, ann.tags, ann.level) == ("ann@acme.example", "+1 212 555 0100", ("Fair",), "manager")


def test_a_mapping_is_remembered_by_the_columns_whatever_their_order() -> None:
    book = a_book()
    bring(book, "wer,wo,was\nAcme,Rome,1\n", kind="accounts", mapping={"name": "wer", "city": "wo"})
    again = dry(book, source("was,wo,wer\n2,Oslo,Globex\n"))

    assert fingerprint(["wer", "wo", "was"]) == fingerprint(["was", "wo", "wer"])
    assert [(row.what, row.verdict) for row in again.rows] == [("Globex", "created")]
    assert book.undo() == "Import of list1.csv: 1 created, 0 updated"


def test_a_mapping_to_a_column_or_field_that_is_not_there_is_refused() -> None:
    for mapping in ({"name": "Nope"}, {"shoe size": "A"}):
        with pytest.raises(ImportRefused, match=r"no column|no field"):
            plan_import(a_book(), SETTINGS, NOW, [source("A,B\nx,y\n")], kind="accounts", mapping=mapping)
