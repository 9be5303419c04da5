"""Slips of the keyboard: what is mended, and what is a word of its own."""

from __future__ import annotations

import pytest

from index.query.homographs import BLOT, without_homographs
from index.query.law_names import longest_name, nearest_name
from index.query.shortening import stands_for
from index.query.slips import is_certain_slip, is_one_slip
from index.query.spelling import mended
from index.query.wording import Wording


@pytest.mark.parametrize(
    ("typed", "word", "slip", "certain"),
    [
        pytest.param("decre", "decree", True, True, id="a letter left out"),
        pytest.param("deccree", "decree", True, True, id="a letter doubled"),
        pytest.param("dceree", "decree", True, True, id="two letters changed round"),
        pytest.param("degree", "decree", True, False, id="another letter"),
        pytest.param("decreel", "decree", True, False, id="a letter added"),
        pytest.param("decree", "decree", False, False, id="the word itself"),
        pytest.param("ecree", "decree", False, False, id="the first letter is sure"),
        pytest.param("dcere", "decree", False, False, id="two slips"),
        pytest.param("", "decree", False, False, id="nothing"),
    ],
)
def test_slips(typed: str, word: str, slip: bool, certain: bool) -> None:
    assert (is_one_slip(typed, word), is_certain_slip(typed, word)) == (slip, certain)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("ngi dinh 61", "nghi dinh 61", id="no syllable at all"),
        pytest.param("bộ chínnh trị", "bộ Chính trị", id="a body's name, with its marks"),
        pytest.param("luat dat dai het heu luc", "luat dat dai het hieu luc", id="beside a law"),
        pytest.param("kế hạch nào theo QĐ 1", "ke hoach nào theo QĐ 1", id="real, before nào"),
        pytest.param("plnas on health", "plans on health", id="an English type"),
        pytest.param("decree 5 amendd by", "decree 5 amended by", id="an English verb"),
        pytest.param("quyet dnih bay bon chin", "quyet dinh 749", id="before a number in words"),
        pytest.param("bo thhong tu 5/2020", "bo thong tu 5/2020", id="no Bộ Thông tin"),
        pytest.param("nhưg văn bản", "những văn bản", id="a small word"),
    ],
)
def test_slips_are_mended(text: str, read: str) -> None:
    assert mended(Wording(text)).text == read


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("degree recognition", id="degree is no decree"),
        pytest.param("revolution 5 veterans", id="revolution is no resolution"),
        pytest.param("hội đồng trường 2023", id="hội đồng is no hợp đồng"),
        pytest.param("cold storage 2020", id="cold is no could"),
        pytest.param("QĐ 45 Tây Ninh", id="a place"),
        pytest.param("du lich hong dan", id="real words without a document"),
    ],
)
def test_real_words_stay(text: str) -> None:
    assert mended(Wording(text)).text == text


def test_real_words_beside_a_document_are_mended_where_asked_to() -> None:
    wording = Wording("vb hong dan luat dat dai")
    assert mended(wording).text == wording.text
    assert mended(wording, lenient=True).text == "vb huong dan luat dat dai"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param("giá dầu năm 2022", "gia *** nam 2022", id="marks tell"),
        pytest.param("gia dau nam 2022", "gia *** nam 2022", id="a phrase tells"),
        pytest.param("kế hoạch đầu năm", "ke hoach dau nam", id="the word itself"),
        pytest.param("văn bản vê đất", "van ban ve dat", id="its tone left out"),
        pytest.param("vé tàu", "** tau", id="another tone"),
        pytest.param("nhà ở Hà Nội", "nha * ha noi", id="part of a phrase"),
        pytest.param("kho o ha noi", "kho o ha noi", id="the end of another word"),
    ],
)
def test_homographs(text: str, left: str) -> None:
    assert without_homographs(Wording(text)).replace(BLOT, "*") == left


@pytest.mark.parametrize(
    ("words", "name"),
    [
        pytest.param("giao thong dg bo", "Luật Giao thông đường bộ", id="consonants"),
        pytest.param("to chuc cqdp", "Luật Tổ chức chính quyền địa phương", id="initials"),
        pytest.param("dat dia", "Luật Đất đai", id="a slip"),
        pytest.param("gt db", "Luật Giao thông đường bộ", id="nothing but initials"),
        pytest.param("su tu van", None, id="lawyers' advice"),
    ],
)
def test_laws_by_shortened_names(words: str, name: str | None) -> None:
    found = nearest_name(words.split(), "Luật")
    assert (found[1] if found else None) == name


def test_a_longer_law_needs_more_than_real_words() -> None:
    words = ["dau", "tu", "con", "hieu", "luc"]
    known = longest_name(words, "Luật")
    assert known == (2, "Luật Đầu tư")
    assert nearest_name(words, "Luật", known=2) is None
    assert nearest_name(["dau", "tu", "cogn"], "Luật", known=2) == (3, "Luật Đầu tư công")


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        pytest.param("kh dau tu", True, id="initials and words"),
        pytest.param("ke hoach dt", True, id="initials last"),
        pytest.param("khdt", True, id="long initials alone"),
        pytest.param("kh dt", False, id="short initials alone"),
        pytest.param("ke hoach dau", False, id="a syllable too few"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_shortened_names(typed: str, stands: bool) -> None:
    assert stands_for(typed.split(), ["ke", "hoach", "dau", "tu"]) is stands
