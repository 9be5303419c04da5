"""Recognising and converting character encodings."""

from __future__ import annotations

import codecs
import shutil
import subprocess
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.encodings import convert, decode, encoding_of_font, recognise
from corpus.encodings.legacy import _rows
from corpus.encodings.syllables import is_syllable
from corpus.errors import DamagedFile

TEXT = (
    "ỦY BAN NHÂN DÂN XÃ HÒA BÌNH\n"
    "Số: 12/KH-UBND\n"
    "Kế hoạch triển khai thực hiện Nghị quyết về chuyển đổi số năm 2024, những nhiệm vụ trọng tâm "
    "được giao; đẩy mạnh cải cách thủ tục hành chính trên môi trường điện tử.\n"
)
TCVN3 = {letter: chr(int(code, 16)) for code, letter in _rows("tcvn3.tsv")}
VNI = {letter: code for code, letter in _rows("vni.tsv")}
LETTERS = [c for c in VNI if c.islower()]


def to_tcvn3(text: str) -> str:
    return "".join(TCVN3.get(c, TCVN3.get(c.lower(), c)) for c in text)


def to_vni(text: str) -> str:
    return "".join(VNI.get(c, c) for c in text)


def to_windows_1258(text: str) -> bytes:
    out = b""
    for char in text:
        marks = [
            m for m in unicodedata.normalize("NFD", char) if m in "\u0300\u0301\u0303\u0309\u0323"
        ]
        bare = "".join(m for m in unicodedata.normalize("NFD", char) if m not in marks)
        out += (unicodedata.normalize("NFC", bare) + "".join(marks)).encode("cp1258")
    return out


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(TEXT.encode(), "utf-8", id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode(), "utf-8", id="the mark of utf-8 is dropped"),
        pytest.param(
            codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le", id="le with mark"
        ),
        pytest.param(
            codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be", id="be with mark"
        ),
        pytest.param(TEXT.encode("utf-16-le"), "utf-16-le", id="le without mark"),
        pytest.param(TEXT.encode("utf-16-be"), "utf-16-be", id="be without mark"),
        pytest.param(to_tcvn3(TEXT).encode("latin-1"), "tcvn3", id="bytes of a TCVN3 font"),
        pytest.param(to_tcvn3(TEXT).encode(), "tcvn3", id="TCVN3 codes pasted as Unicode"),
        pytest.param(to_vni(TEXT).encode("cp1252"), "vni", id="bytes of a VNI font"),
        pytest.param(to_vni(TEXT).encode(), "vni", id="VNI codes pasted as Unicode"),
    ],
)
def test_every_encoding_gives_the_same_text(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.warnings) == (TEXT, encoding, ())


def test_windows_1258_keeps_its_combining_marks() -> None:
    decoded = decode(to_windows_1258(TEXT))
    assert decoded.encoding == "windows-1258"
    assert decoded.text != TEXT
    assert unicodedata.normalize("NFC", decoded.text) == TEXT


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("plain ASCII words, number 12/QD-UBND", id="ascii"),
        pytest.param("Café naïve résumé déjà vu, élève à l'école où ça", id="french"),
        pytest.param("Straße über größer, schöne Äpfel für Öl", id="german"),
        pytest.param("España, año, niño, señor, mañana", id="spanish"),
        pytest.param("Company® ©2020 § 5, 10 µm ± 2", id="signs that are TCVN3 letters"),
        pytest.param("có là và các bà, cá cà", id="Vietnamese without letters of its own"),
        pytest.param("Kế hoạch số 1", id="Vietnamese"),
        pytest.param(unicodedata.normalize("NFD", TEXT), id="decomposed Vietnamese"),
        pytest.param("《法律》第一条", id="chinese"),
        pytest.param("Приказ министра", id="russian"),
    ],
)
def test_unicode_text_is_never_taken_for_a_font_encoding(text: str) -> None:
    assert recognise(text) is None
    decoded = decode(text.encode())
    assert (decoded.text, decoded.encoding) == (text, "utf-8")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Café naïve résumé déjà vu élève", id="french"),
        pytest.param("Straße über größer schöne Äpfel", id="german"),
    ],
)
def test_western_bytes_stay_western(text: str) -> None:
    decoded = decode(text.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (text, "windows-1252")
    assert decoded.warnings


@given(st.lists(st.sampled_from(LETTERS), min_size=1))
def test_tables_hold_every_letter(letters: list[str]) -> None:
    text = "".join(letters)
    assert convert(to_tcvn3(text), "tcvn3", font=".VnTime") == text
    assert convert(to_tcvn3(text), "tcvn3", font=".VnTimeH") == text.upper()
    assert convert(to_vni(text.upper()), "vni") == text.upper()


def test_tables_are_complete() -> None:
    vowels = {
        unicodedata.normalize("NFC", base + tone)
        for base in "aăâeêioôơuưy"
        for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    }
    wanted = {c for c in vowels if not c.isascii()} | {"đ"}
    assert {c for c in TCVN3 if c.islower()} == wanted
    assert {c for c in TCVN3 if c.isupper()} == set("ĂÂÊÔƠƯĐ")
    assert set(VNI) == wanted | {c.upper() for c in wanted}


@pytest.mark.skipif(shutil.which("iconv") is None, reason="iconv is not installed")
def test_tcvn3_agrees_with_iconv() -> None:
    codes = bytes(ord(code) for code in TCVN3.values())
    done = subprocess.run(
        ["iconv", "-f", "TCVN", "-t", "UTF-8"], input=codes, capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("this iconv does not know TCVN")
    assert unicodedata.normalize("NFC", done.stdout.decode()) == "".join(TCVN3)


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        pytest.param("NghÞ ®Þnh", "Nghị định", id="lower case"),
        pytest.param("QUYÕT §ÞNH", "QUYẾT ĐỊNH", id="capitals around tell the case"),
        pytest.param("Bé QUèC PHßNG", "BỘ QUỐC PHÒNG", id="one capital in a line of them"),
        pytest.param("Sè: 12/Q§-UBND", "Số: 12/QĐ-UBND", id="a symbol shows nothing of the words"),
        pytest.param("ñy ban nh©n d©n", "ủy ban nhân dân", id="no capital at all"),
    ],
)
def test_tcvn3_capitals(codes: str, text: str) -> None:
    assert convert(codes, "tcvn3") == text


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        pytest.param("Nghò ñònh", "Nghị định", id="lower case"),
        pytest.param("UÛY BAN NHAÂN DAÂN", "ỦY BAN NHÂN DÂN", id="capitals"),
        pytest.param("Uûy ban", "Ủy ban", id="capital letter with a small mark"),
    ],
)
def test_vni(codes: str, text: str) -> None:
    assert convert(codes, "vni") == text


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", "tcvn3"),
        (".VnArialH", "tcvn3"),
        ("ABCDEF+.VnTime", "tcvn3"),
        ("VNI-Times", "vni"),
        ("Times New Roman", None),
        ("Vni", None),
        ("", None),
        (None, None),
    ],
)
def test_encoding_of_font(font: str | None, encoding: str | None) -> None:
    assert encoding_of_font(font) == encoding


@pytest.mark.parametrize(
    "word",
    [
        "nghiêng",
        "quyết",
        "Giết",
        "gì",
        "giêng",
        "đường",
        "khuỷu",
        "ủy",
        "uỷ",
        "hoà",
        "hòa",
        "Ở",
        "XOONG",
        "quốc",
    ],
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", ["été", "straße", "ñao", "bàd", "àá", "càt", "zôn", "", "đ"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_stray_nul_characters_are_kept_and_reported() -> None:
    text = TEXT * 3 + "\0" + TEXT
    decoded = decode(text.encode())
    assert decoded.text == text
    assert decoded.warnings


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\0" * 4096, id="NUL bytes"),
        pytest.param(b"text\0" * 100, id="many NUL bytes"),
        pytest.param(bytes(range(1, 32)) * 20 + b"\xff\xfe\xfd", id="control characters"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(DamagedFile):
        decode(data)


def test_broken_utf8_keeps_what_is_left() -> None:
    data = TEXT.encode() + b"\xc3" + TEXT.encode()
    decoded = decode(data)
    assert decoded.text == f"{TEXT}\ufffd{TEXT}"
    assert decoded.encoding == "utf-8"
    assert decoded.warnings


@pytest.mark.parametrize("declared", ["utf-8", "windows-1258", "no-such-charset", "iso-8859-1"])
def test_a_wrong_declaration_does_no_harm(declared: str) -> None:
    assert decode(TEXT.encode(), declared=declared).text == TEXT


def test_a_right_declaration_is_used() -> None:
    data = "số".encode() + b""
    assert decode(to_windows_1258("số"), declared="windows-1258").encoding == "windows-1258"
    assert decode(data, declared="windows-1258").text == "số"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0\ufeff")))
def test_utf8_is_never_changed(text: str) -> None:
    data = text.encode()
    if recognise(text) is None:
        assert decode(data).text == text
