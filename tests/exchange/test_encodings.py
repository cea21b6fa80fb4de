"""Bytes become text with the encoding named; what is no text is refused in one line."""

import pytest

from planner.exchange.encodings import decode
from planner.exchange.refusals import ImportRefused

TEXT = "Name,City\nPébéo,Besançon\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (TEXT.encode("utf-8"), "UTF-8"),
        (TEXT.encode("utf-8-sig"), "UTF-8 with a mark"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16 without a mark"),
        (TEXT.encode("utf-16-be"), "UTF-16 without a mark"),
        (TEXT.encode("utf-32"), "UTF-32"),
        (TEXT.encode("cp1252"), "Windows-1252"),
    ],
)
def test_every_way_of_writing_text_is_read_and_named(data: bytes, said: str) -> None:
    found = decode(data, "list.csv")

    assert (found.text, found.encoding) == (TEXT, said)


def test_a_few_accents_are_windows_1252_not_some_rarer_code_page() -> None:
    assert decode("Crédito “Inmobiliario” – Terras\n".encode("cp1252") * 3, "a.csv").encoding == "Windows-1252"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Имя,Фамилия,Организация\nАнна,Петрова,Ромашка и сыновья\n" * 5, "cp1251"),
        ("Imię,Nazwisko,Firma\nŁukasz,Żółć,Spółdzielnia Łódź\nZażółć gęślą jaźń\n" * 5, "cp1250"),
        ("名前,会社\n山田太郎,株式会社サンプル東京支店営業部\n" * 5, "shift_jis"),
    ],
)
def test_other_scripts_are_not_taken_for_western_letters(text: str, codec: str) -> None:
    found = decode(text.encode(codec), "list.csv")

    assert found.text == text
    assert "the encoding is a guess" in found.notes


def test_an_old_mac_is_called_so_and_not_by_a_rarer_code_page_that_reads_the_same() -> None:
    found = decode("Account Name,City\nMüller,Köln\nÉcole,Orléans\n".encode("mac_roman"), "a.csv")

    assert (found.encoding, found.text[18:29]) == ("Mac Roman", "Müller,Köln")


def test_stray_bytes_in_utf8_are_read_and_their_lines_named() -> None:
    good = "Besançon,Orléans,Nîmes,Sète\n" * 20
    found = decode(good.encode() + "Caf\xe9\n".encode("latin-1"), "list.csv")

    assert found.text == good + "Café\n"
    assert found.notes == ("1 stray byte read as Windows-1252, in line 21",)


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"PK\x03\x04 and so on", "save the sheet as CSV"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (b"Name,City\nAcme\0,Rome\n", "NUL"),
        (b"\xff\xfe" + "Name".encode("utf-32-le"), "NUL"),
        (bytes(range(1, 32)) * 50, "control characters"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes, part: str) -> None:
    with pytest.raises(ImportRefused, match=part) as refused:
        decode(data, "thing.bin")

    assert "thing.bin" in str(refused.value)
    assert "\n" not in str(refused.value)
