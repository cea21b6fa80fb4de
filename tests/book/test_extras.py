"""What other programs knew of a record is read under names that one can read, and kept as it came."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.book.extras import extras, label


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ORACLE_ID__C", "Oracle ID"),
        ("ServiceLevel__c", "Service level"),
        ("NUMBEROFEMPLOYEES", "Number of employees"),
        ("SHIPPINGPOSTALCODE", "Shipping postal code"),
        ("SLAExpirationDate__c", "SLA expiration date"),
        ("npe01__Home_Address__c", "Home address"),
        ("last_seen", "Last seen"),
        ("AccountNumber", "Account number"),
        ("Referred By", "Referred by"),
        ("phone (merged)", "Phone (merged)"),
        ("Address2", "Address 2"),
    ],
)
def test_the_name_of_a_column_becomes_a_label(name: str, said: str) -> None:
    assert label(name) == said


@pytest.mark.parametrize("name", ["Other phones", "Fleet size", "Firma Telefon", "SAP Nummer", "Größe", "客户 编号"])
def test_a_name_that_is_readable_stays_as_it_is(name: str) -> None:
    assert label(name) == name


def test_what_the_program_keeps_for_itself_is_not_shown_and_nothing_is_said_twice() -> None:
    kept = {"_imported": "name:1", "FAX": "1", "Fax": "1", "fax": "2", "Empty": ""}
    assert extras(kept) == ["Fax: 1", "Fax: 2"]


@given(st.text(max_size=60))
def test_every_name_has_a_label(name: str) -> None:
    assert bool(label(name)) == bool(name)
