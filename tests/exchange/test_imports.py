"""An import is planned first, is one change, can be repeated, and never loses what the user typed."""

from datetime import date, timedelta

import pytest

from planner.book import Gone
from planner.book.records import Barred
from planner.exchange.imports import Cancelled, ImportRefused, apply_import
from tests import books
from tests.books import NOW, a_book, put
from tests.exchange.helpers import ACCOUNTS, CONTACTS, DEALS, TASKS, bring, dry, named, only, source

COMPANIES = ACCOUNTS + (
    "001A00000000001AAA,false,Acme,Prospect,(212) 555-0100,Rome,x\n"
    "001A00000000002AAA,false,Globex,Customer,,Oslo,x\n"
    "001A00000000003AAA,true,Gone Ltd,,,,x\n"
)
PEOPLE = CONTACTS + "003A00000000001AAA,false,001A00000000001AAA,Ann,Lee,CEO,ann@acme.example,,x\n"
ORDERS = DEALS + (
    "006A00000000001AAA,false,001A00000000001AAA,Pumps,Closed Won,500.0,2026-03-01,true,true,2026-01-01T10:00:00.000Z\n"
    "006A00000000002AAA,false,001A00000000001AAA,Pipes,Proposal/Price Quote,900.0,2026-12-24,false,false,2026-10-01T10:00:00.000Z\n"
    "006A00000000003AAA,false,001A00000000001AAA,Bolts,Closed Lost,10.0,2026-02-01,true,false,2026-01-01T10:00:00.000Z\n"
)
CALLS = TASKS + (
    "00TA00000000001AAA,003A00000000001AAA,006A00000000002AAA,001A00000000001AAA,Call,2026-11-20,Completed,240,Connected,Call,\n"
    "00TA00000000002AAA,003A00000000001AAA,,001A00000000001AAA,Send the offer,2026-11-30,Not Started,,,Task,\n"
)


def test_a_dry_run_changes_nothing_and_says_what_would_happen() -> None:
    book = a_book()
    plan = dry(book, source(COMPANIES, "a.csv"))

    assert book.version == 0
    assert [(row.line, row.verdict, row.what) for row in plan.rows] == [
        (2, "created", "Acme"),
        (3, "created", "Globex"),
        (4, "refused", "Gone Ltd"),
    ]
    assert plan.rows[2].reason == "deleted at the source"
    assert (plan.encoding, plan.delimiter) == ("plain ASCII", "comma")


def test_links_by_id_are_found_whatever_the_order_of_the_files() -> None:
    book = a_book()
    receipt = bring(book, CALLS, ORDERS, PEOPLE, COMPANIES)
    acme, ann, pipes = named(book.accounts, "Acme"), only(book.contacts), named(book.opportunities, "Pipes")

    assert receipt.refused == 1
    assert (ann.account, pipes.account, pipes.stage, pipes.decision) == (
        acme.id,
        acme.id,
        "proposal",
        date(2026, 12, 24),
    )
    touch, task = only(book.touches), only(book.promises)
    assert (touch.account, touch.contact, touch.opportunity, touch.minutes) == (acme.id, ann.id, pipes.id, 4)
    assert (task.text, task.due, task.kind) == ("Send the offer", date(2026, 11, 30), "task")


def test_links_are_found_when_the_files_come_one_day_after_the_other() -> None:
    book = a_book()
    for text in (COMPANIES, PEOPLE, ORDERS, CALLS):
        bring(book, text)

    assert only(book.touches).opportunity == named(book.opportunities, "Pipes").id
    assert named(book.accounts, "Acme").status == "existing"


def test_importing_the_same_files_again_creates_nothing_and_changes_nothing() -> None:
    book = a_book()
    bring(book, COMPANIES, PEOPLE, ORDERS, CALLS)
    version = book.version
    again = bring(book, COMPANIES, PEOPLE, ORDERS, CALLS)

    assert (again.created, again.updated, again.unchanged, again.changed) == (0, 0, 8, 0)
    assert book.version == version


def test_one_undo_takes_the_whole_import_back_and_redo_brings_it() -> None:
    book = a_book()
    bring(book, COMPANIES, PEOPLE, ORDERS, CALLS)

    assert book.undo() == "Import of list1.csv, list2.csv and 2 more: 8 created, 0 updated"
    assert not any(book.collections.values())
    book.redo()
    assert len(book.opportunities) == 3


@pytest.mark.parametrize(
    ("today", "status", "why"),
    [
        ("2027-03-01", "existing", "last order 2026-03-01"),
        ("2027-03-02", "lost", "last order 2026-03-01, over 12 months ago"),
    ],
)
def test_status_comes_from_orders_before_labels(today: str, status: str, why: str) -> None:
    book = a_book()
    bring(book, COMPANIES, ORDERS, now=NOW.fromisoformat(f"{today}T08:00:00+01:00"))
    acme, globex = named(book.accounts, "Acme"), named(book.accounts, "Globex")

    assert (acme.status, acme.status_why, acme.last_order) == (status, why, date(2026, 3, 1))
    assert (globex.status, globex.status_why) == ("existing", 'its type says "Customer", no dated order')


def test_a_list_of_one_s_own_says_the_status_in_a_column_of_that_name() -> None:
    book = a_book()
    bring(book, "Account Name,Status\nAlder,existing\nBirch,Lost\nCedar,new\nDogwood,Active\n")
    assert {each.name: each.status for each in book.accounts.values()} == {
        "Alder": "existing", "Birch": "lost", "Cedar": "new", "Dogwood": "new",
    }  # fmt: skip


def test_a_type_says_more_than_a_status_beside_it() -> None:
    book = a_book()
    bring(book, "Account Name,Status,Type\nAlder,lost,Customer\n")
    assert only(book.accounts).status == "existing"
    assert only(book.accounts).extra["Status"] == "lost"


def test_two_companies_with_one_switchboard_stay_two() -> None:
    book = a_book()
    both = source("Account Name,Phone\nAcme North,+1 212 555 0100\nAcme South,+1 212 555 0100\n")
    planned = dry(book, both)
    assert [(row.verdict, row.reason) for row in planned.rows if row.what == "Acme South"] == [
        ("possible duplicate", 'same phone number as "Acme North"')
    ]
    bring(book, both)
    assert sorted(each.name for each in book.accounts.values()) == ["Acme North", "Acme South"]


@pytest.mark.parametrize("again", ["Acme", "ACME PUMPS Inc.", "Acme Pumps and Valves", "Acme Pumsp"])
def test_a_company_is_known_again_by_its_number_and_a_name_that_fits(again: str) -> None:
    book = a_book()
    bring(book, "Account Name,Phone\nAcme Pumps,+1 212 555 0100\n")
    bring(book, source(f"Account Name,Phone\n{again},+1 (212) 555-0100\n", "later.csv"))
    assert len(book.accounts) == 1


def test_a_status_that_the_user_chose_is_left_alone() -> None:
    book = a_book()
    bring(book, COMPANIES)
    acme = named(book.accounts, "Acme")
    book.edit("mine", acme, status="lost", status_why="set by hand")
    bring(book, ORDERS)

    assert (book.accounts[acme.id].status, book.accounts[acme.id].last_order) == ("lost", date(2026, 3, 1))


def test_a_lost_bid_makes_no_lost_customer() -> None:
    book = a_book()
    bring(
        book,
        COMPANIES,
        DEALS + "006A00000000009AAA,false,001A00000000001AAA,Bolts,Closed Lost,1,2020-02-01,true,false,\n",
    )

    assert named(book.accounts, "Acme").status == "new"


def test_an_opportunity_of_an_unknown_account_is_refused_by_line_unless_a_name_is_there() -> None:
    book = a_book()
    plan = dry(book, source(ORDERS, "o.csv"))
    reason = "account id 001A00000000001AAA is not among the accounts: import the account file with it"

    assert [(row.line, row.verdict, row.reason) for row in plan.rows] == [
        (line, "refused", reason) for line in (2, 3, 4)
    ]
    with pytest.raises(ImportRefused, match="nothing could be imported"):
        apply_import(book, plan)
    assert book.version == 0
    bring(
        book,
        "Id,AccountId,Account Name,Name,StageName,CloseDate\n006A,001A00000000001AAA,Acme,Pumps,Prospecting,2026-12-01\n",
    )
    assert only(book.accounts).name == "Acme"


def test_an_update_fills_what_is_empty_and_asks_before_it_overwrites_what_was_typed() -> None:
    book = a_book()
    bring(book, COMPANIES)
    acme = named(book.accounts, "Acme")
    book.edit("typed", acme, phone="+39 06 1", city="Roma")
    changed = COMPANIES.replace("(212) 555-0100,Rome", "(212) 555-0199,Rome").replace(",x\n", ",y\n")
    plan = dry(book, source(changed, "new.csv"))

    assert [question.kind for question in plan.questions] == ["overwrite"]
    assert "phone is +39 06 1, the file has (212) 555-0199" in plan.questions[0].text
    apply_import(book, plan)
    assert (book.accounts[acme.id].phone, book.accounts[acme.id].city) == ("+39 06 1", "Roma")
    bring(book, changed, overwrite=True)
    assert book.accounts[acme.id].phone == "(212) 555-0199"


def test_what_an_import_wrote_is_brought_up_to_date_by_the_next_export() -> None:
    book = a_book()
    bring(book, COMPANIES, ORDERS)
    receipt = bring(book, ORDERS.replace("Proposal/Price Quote,900.0", "Negotiation/Review,950.0"))
    pipes = named(book.opportunities, "Pipes")

    assert (receipt.updated, receipt.unchanged) == (1, 2)
    assert (pipes.stage, pipes.amount) == ("negotiation", 95_000)
    assert [step.stage for step in pipes.history] == ["proposal", "negotiation"]


def test_single_questions_can_be_answered_with_yes() -> None:
    book = a_book()
    bring(book, COMPANIES)
    for account in book.accounts.values():
        book.edit("typed", account, city="Paris")
    changed = COMPANIES.replace("Rome", "Turin").replace("Oslo", "Bergen")
    keys = [question.key for question in dry(book, source(changed, "c.csv")).questions]
    bring(book, source(changed, "c.csv"), overwrite={keys[0]})

    assert [named(book.accounts, name).city for name in ("Acme", "Globex")] == ["Turin", "Paris"]


def test_accounts_of_the_same_name_with_ids_of_their_own_stay_apart() -> None:
    book = a_book()
    names = ("????????", "????????", "Acme", "Acme")
    text = ACCOUNTS + "".join(f"001A0000000000{at}AAA,false,{name},,,,x\n" for at, name in enumerate(names, 1))
    plan = dry(book, source(text))

    assert [row.verdict for row in plan.rows] == ["created", "created", "created", "possible duplicate"]
    assert apply_import(book, plan).created == 4
    assert "destroyed at the source" in plan.files[0].notes[1]


def test_a_similar_name_is_shown_and_joined_only_when_told_so() -> None:
    book = a_book()
    known = books.account(book, "Acme Pump Works, Inc.")
    text = "Company,Phone,City\nACME Pump Works,1,Rome\n"
    plan = dry(book, source(text, "c.csv"))

    assert [(row.verdict, row.reason) for row in plan.rows] == [
        ("possible duplicate", 'similar to "Acme Pump Works, Inc."')
    ]
    assert dry(book, source(text, "c.csv"), duplicates="skip").rows[0].verdict == "refused"
    apply_import(book, dry(book, source(text, "c.csv"), answers={"c.csv:2": "same"}))
    assert (only(book.accounts).id, only(book.accounts).city) == (known.id, "Rome")


def test_people_are_known_again_by_email_then_phone_then_name_and_company() -> None:
    book = a_book()
    acme = books.account(book, "Acme")
    ann = books.contact(book, acme, "Ann Lee", email="ann@acme.example")
    bob = books.contact(book, acme, "Bob Ray", phone="+1 (212) 555-0100")
    cy = books.contact(book, acme, "Cy Fox")
    bring(
        book,
        "First Name,Last Name,Email,Phone,Company,Job Title\nAnnie,Lee,ANN@acme.example,,Acme,CEO\n"
        "Bob T.,Ray,,+1 212-555-0100,Acme,CFO\ncy,FOX,,,ACME,Buyer\nBob,Ray,,,Globex,Clerk\n",
    )

    assert [book.contacts[each.id].title for each in (ann, bob, cy)] == ["CEO", "CFO", "Buyer"]
    assert len(book.contacts) == 4


def test_a_surname_at_the_same_number_is_only_a_possible_duplicate() -> None:
    book = a_book()
    books.contact(book, books.account(book, "Acme"), "Bob Ray", phone="+1 (212) 555-0100")
    plan = dry(book, source("First Name,Last Name,Email,Phone,Company\nRobert,Ray,,+1 212-555-0100,Acme\n"))

    assert [(row.verdict, row.reason) for row in plan.rows] == [
        ("possible duplicate", 'same phone number and surname as "Bob Ray"')
    ]


def test_a_similar_name_at_the_same_company_is_shown_and_not_joined() -> None:
    book = a_book()
    bring(book, "First Name,Last Name,Email,Company\nKatherine,Janssen,,Acme\n")
    plan = dry(book, source("First Name,Last Name,Email,Company\nKatharine,Janssen,,Acme\nKatharine,Janssen,,Bolt\n"))

    assert [(row.verdict, row.reason) for row in plan.rows if row.kind == "contacts"] == [
        ("possible duplicate", 'similar to "Katherine Janssen"'),
        ("created", ""),
    ]


def test_two_people_with_one_switchboard_stay_two() -> None:
    book = a_book()
    bring(
        book,
        "First Name,Last Name,Email,Phone,Company\nAnn,Lee,info@acme.example,+1 212 555 0100,Acme\n"
        "Bob,Ray,info@acme.example,+1 212 555 0100,Acme\n",
    )

    assert sorted(person.name for person in book.contacts.values()) == ["Ann Lee", "Bob Ray"]


def test_do_not_call_survives_deletion_and_a_new_import() -> None:
    book = a_book()
    bring(book, COMPANIES, PEOPLE)
    ann = only(book.contacts)
    day = date(2026, 5, 1)
    put(book, Barred, name="Ann Lee", company="Acme", emails=("ANN@acme.example",), on=day)
    book.change("deleted", Gone(ann))
    bring(book, PEOPLE)

    assert only(book.contacts).do_not_call == day
    assert named(book.accounts, "Acme").do_not_call is None


@pytest.mark.parametrize(
    "known",
    [
        {"source_ids": ("salesforce:003A00000000001",)},
        {"phones": ("+1 212 555 0177",)},
        {"company": "ACME"},
    ],
)
def test_the_barred_are_known_by_id_by_phone_and_by_name_and_company(known: dict[str, object]) -> None:
    book = a_book()
    put(book, Barred, name="Ann Lee", on=date(2026, 5, 1), **known)
    bring(book, COMPANIES, PEOPLE.replace("ann@acme.example,,", "ann@acme.example,+1 (212) 555-0177,"))

    assert only(book.contacts).do_not_call == date(2026, 5, 1)


def test_do_not_call_has_the_day_on_which_it_first_came_in() -> None:
    book = a_book()
    text = "First Name,Last Name,Email,Company,Do Not Call\nAnn,Lee,a@x.example,Acme,yes\n"
    bring(book, text)
    again = bring(book, text, now=NOW + timedelta(days=3))

    assert (only(book.contacts).do_not_call, again.changed) == (NOW.date(), 0)


def test_dates_that_can_be_read_both_ways_are_asked_about_before_anything_is_imported() -> None:
    book = a_book()
    text = "Account Name,Opportunity Name,Stage,Close Date\nAcme,Pumps,Closed Won,01/02/2026\n"
    plan = dry(book, source(text))

    assert [question.kind for question in plan.undecided] == ["dates"]
    with pytest.raises(ImportRefused, match="--dates dmy"):
        apply_import(book, plan)
    assert book.version == 0
    bring(book, text, dates="mdy")
    assert only(book.opportunities).closed_on == date(2026, 1, 2)


def test_columns_that_we_have_no_field_for_are_kept() -> None:
    book = a_book()
    bring(book, "Company,Phone,Fleet size,Empty,City\nAcme,1,40 vans,-,Rome\n")
    acme = only(book.accounts)

    assert (acme.extra["Fleet size"], "Empty" in acme.extra, acme.source) == ("40 vans", False, "list1.csv:2")


def test_progress_is_shown_and_a_cancelled_import_has_changed_nothing() -> None:
    book = a_book()
    rows = "".join(f"Company {at},{at},Rome\n" for at in range(2000))
    seen: list[tuple[int, int]] = []

    def stop_halfway(done: int, total: int) -> bool:
        seen.append((done, total))
        return done < 1000

    with pytest.raises(Cancelled):
        dry(book, source("Company,Phone,City\n" + rows), progress=stop_halfway)
    assert len(seen) > 2
    assert book.version == 0


def test_what_somebody_changed_between_the_plan_and_its_import_stays() -> None:
    book = a_book()
    bring(book, COMPANIES)
    acme, globex = named(book.accounts, "Acme"), named(book.accounts, "Globex")
    plan = dry(book, source(COMPANIES.replace("Rome", "Milan").replace("Oslo", "Bergen")))
    book.edit("meanwhile", acme, note="likes blue")
    book.change("meanwhile", Gone(globex))
    apply_import(book, plan)

    assert (only(book.accounts).note, only(book.accounts).city) == ("likes blue", "Milan")


def test_undo_of_an_import_leaves_what_was_typed_before_it() -> None:
    book = a_book()
    bring(book, COMPANIES)
    acme = book.edit("typed", named(book.accounts, "Acme"), note="likes blue")
    bring(book, COMPANIES.replace("Rome", "Milan"))
    book.undo()

    assert book.accounts[acme.id] == acme


def test_files_of_the_same_name_are_told_apart() -> None:
    book = a_book()
    plan = dry(book, source(COMPANIES, "a.csv"), source(PEOPLE, "a.csv"))

    assert [report.file for report in plan.files] == ["a.csv", "a.csv (2)"]
    assert [report.counts["created"] for report in plan.files] == [2, 1]


def test_a_source_says_what_its_rows_seem_to_be() -> None:
    assert [source(text).kind for text in (COMPANIES, PEOPLE, ORDERS, CALLS, "a,b\n1,2\n")] == [
        "accounts",
        "contacts",
        "opportunities",
        "activities",
        None,
    ]
