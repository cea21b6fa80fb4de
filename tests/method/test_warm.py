"""Warm paths: before a cold call, who could introduce us (method §7)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.method import warm
from planner.method.introducers import domain_of
from planner.method.warm import PATHS_SHOWN, paths_to, warm_paths
from tests.books import NOW, SETTINGS, a_book, account, contact, day, endorsement, referral, touch


def ways(book, prospect):
    return [path.how for path in paths_to(book, SETTINGS, book.accounts[prospect.id], NOW)]


def test_who_used_to_work_there_can_introduce_us():
    book = a_book()
    globex = account(book, "Globex")
    contact(book, account(book, "Acme", status="existing"), "Ann Lee", worked_at=("GLOBEX",))
    assert ways(book, globex) == ["Ann Lee (Acme) used to work there; a customer, not talked to yet"]


def test_their_own_people_who_worked_at_our_customer_are_a_way_in():
    book = a_book()
    globex = account(book, "Globex")
    contact(book, globex, "Gus", worked_at=("Acme",))
    contact(book, account(book, "Acme", status="existing"), "Ann Lee", satisfied=day(-9))
    assert ways(book, globex) == [
        "Ann Lee (Acme) may know Gus, who was at Acme before; says they are satisfied, not talked to yet"
    ]


def test_people_at_prospects_are_not_asked_to_introduce_us():
    book = a_book()
    globex = account(book, "Globex")
    contact(book, account(book, "Hooli"), worked_at=("Globex",))
    assert ways(book, globex) == []


def test_a_customer_in_the_same_industry_speaks_for_us():
    book = a_book()
    globex = account(book, "Globex", industry="Food & Drink")
    acme = account(book, "Acme", status="existing", industry="food")
    contact(book, acme, "Ann Lee")
    touch(book, acme, ago=5)
    assert ways(book, globex) == ["Ann Lee (Acme) is in food, too; a customer, last talked 5 days ago"]


def test_a_former_customer_does_not_speak_for_us_to_their_industry():
    book = a_book()
    globex = account(book, "Globex", industry="food")
    contact(book, account(book, "Acme", status="lost", industry="food"))
    assert ways(book, globex) == []


def test_among_customers_of_an_industry_who_vouched_comes_first():
    book = a_book()
    globex = account(book, "Globex", industry="food")
    people = {}
    for name, fields in (("Plain", {}), ("Happy", {"satisfied": day(-9)}), ("Vouching", {})):
        people[name] = contact(book, account(book, f"Of {name}", status="existing", industry="food"), name, **fields)
    endorsement(book, people["Vouching"], stage="received")
    names = [path.name for path in paths_to(book, SETTINGS, globex, NOW)]
    assert names == ["Vouching (Of Vouching)", "Happy (Of Happy)", "Plain (Of Plain)"]


def test_colleagues_who_sell_to_the_industry_come_by_how_near_their_field_is():
    book = a_book()
    globex = account(book, "Globex", industry="food")
    for name, field in (("Any", "anywhere"), ("Al", "aligned"), ("Co", "co-worker")):
        contact(book, None, name, field=field, sells_to=("Food", "paper"), company="Torwerk")
    assert ways(book, globex) == [
        "Al (Torwerk) sells to Food, in an aligned field; not talked to yet",
        "Co (Torwerk) sells to Food, a co-worker; not talked to yet",
        "Any (Torwerk) sells to Food; not talked to yet",
    ]


def test_a_shared_mail_domain_shows_the_sister_company_but_a_public_one_shows_nothing():
    book = a_book()
    globex = account(book, "Globex", website="https://www.globex.com/de")
    contact(book, globex, email="gus@gmail.com")
    sister = account(book, "Globex Service", status="existing")
    contact(book, sister, "Sue", email="sue@globex.com")
    contact(book, account(book, "Acme", status="existing"), "Ann", email="ann@gmail.com")
    assert ways(book, globex) == [
        "Sue (Globex Service) has the same address, globex.com; a customer, not talked to yet"
    ]


def test_a_customer_of_the_same_group_is_a_way_in():
    book = a_book()
    parent = account(book, "Holding", status="existing")
    sister = account(book, "Sister", status="existing", parent=parent.id)
    globex = account(book, "Globex", parent=parent.id)
    account(book, "Stranger", status="existing", parent="Another Holding")
    assert {path.account for path in paths_to(book, SETTINGS, globex, NOW)} == {parent.id, sister.id}


def test_a_referral_under_way_is_the_first_way_in():
    book = a_book()
    globex = account(book, "Globex")
    ann = contact(book, account(book, "Acme", status="existing"), "Ann Lee", worked_at=("Globex",))
    referral(book, ann, "Globex", account=globex.id, stage="introduced")
    assert ways(book, globex) == ["Ann Lee (Acme) has introduced us"]


def test_who_said_do_not_call_neither_introduces_nor_is_introduced_to():
    book = a_book()
    account(book, "Barred", industry="food", do_not_call=day(-3))
    contact(book, account(book, "Acme", status="existing", industry="food"), "Ann")
    contact(
        book, account(book, "Never", status="existing", industry="food", do_not_call=day(-3)), worked_at=("Globex",)
    )
    contact(book, None, "Gone", left=day(-3), sells_to=("food",), worked_at=("Globex",))
    globex = account(book, "Globex", industry="food")
    assert list(warm_paths(book, SETTINGS, NOW)) == [globex.id]
    assert [path.name for path in paths_to(book, SETTINGS, globex, NOW)] == ["Ann (Acme)"]


def test_a_call_that_reached_nobody_is_no_talk():
    book = a_book()
    globex = account(book, "Globex", industry="food")
    acme = account(book, "Acme", status="existing", industry="food")
    ann, bea = contact(book, acme, "Ann Lee", satisfied=day(-9)), contact(book, acme, "Bea")
    al = contact(book, None, "Al", field="aligned", sells_to=("food",))
    touch(book, acme, ago=40, contact=ann.id)
    touch(book, acme, ago=3, contact=ann.id, outcome="voicemail")
    touch(book, acme, ago=1, contact=bea.id)
    touch(book, None, ago=2, contact=al.id, outcome="no answer")
    assert ways(book, globex) == [
        "Al sells to food, in an aligned field; not talked to yet",
        "Ann Lee (Acme) is in food, too; says they are satisfied, last talked 5 weeks ago",
    ]


@pytest.mark.parametrize("small", [0, 1_000])
def test_who_said_do_not_call_a_moment_ago_speaks_for_nobody_any_more(small, monkeypatch):
    monkeypatch.setattr(warm, "SMALL", small)
    book = a_book()
    globex = account(book, "Globex", industry="food")
    ann = contact(book, account(book, "Acme", status="existing", industry="food"), "Ann Lee")
    bea = contact(book, account(book, "Hooli", status="existing", industry="food"), "Bea")
    assert len(ways(book, globex)) == 2
    book.edit("barred", ann, do_not_call=day(0))
    book.edit("left", bea, left=day(0))
    assert not any("Ann" in way or "Bea" in way for way in ways(book, globex))


def test_an_edit_is_seen_at_once():
    book = a_book()
    globex = account(book, "Globex")
    ann = contact(book, account(book, "Acme", status="existing"), "Ann Lee")
    assert ways(book, globex) == []
    book.edit("worked there", ann, worked_at=("Globex",))
    assert len(ways(book, globex)) == 1


def test_only_new_accounts_with_a_way_in_are_listed():
    book = a_book()
    account(book, "Cold", industry="glass")
    account(book, "Acme", status="existing", industry="food")
    account(book, "Former", status="lost", industry="food")
    globex = account(book, "Globex", industry="food")
    assert list(warm_paths(book, SETTINGS, NOW)) == [globex.id]


def test_a_new_fact_is_seen_at_once():
    book = a_book()
    globex = account(book, "Globex", industry="food")
    assert ways(book, globex) == []
    account(book, "Acme", status="existing", industry="food")
    assert len(ways(book, globex)) == 1


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://www.acme.com/contact?x=1", "acme.com"),
        ("ACME.com", "acme.com"),
        ("http://acme.com:8080/", "acme.com"),
        ("ann@mail.acme.com", "mail.acme.com"),
        ("ann@gmail.com", ""),
        ("see attached", ""),
        ("", ""),
    ],
)
def test_the_domain_of_an_address_is_the_companys(address, domain):
    assert domain_of(address) == domain


@given(
    st.lists(
        st.tuples(st.sampled_from(["existing", "lost", "new"]), st.sampled_from(["", "food", "glass/food"])), max_size=9
    )
)
def test_paths_are_ranked_each_person_once_and_never_through_the_account_itself(accounts):
    book = a_book()
    for count, (status, industry) in enumerate(accounts):
        made = account(book, f"Company {count}", status=status, industry=industry, website="group.com")
        contact(book, made, f"Person {count}", worked_at=(f"Company {count + 1}",))
    for id, paths in warm_paths(book, SETTINGS, NOW).items():
        assert book.accounts[id].status == "new"
        assert 0 < len(paths) <= PATHS_SHOWN
        assert [path.strength for path in paths] == sorted((path.strength for path in paths), reverse=True)
        assert len({path.contact or path.account for path in paths}) == len(paths)
        assert all(path.account != id and path.how.startswith(path.name) for path in paths)
