from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.issuers import match_issuer, match_place

# One case a line: the text, the canonical head, the places, the words that belong to the mention.
CASES = [
    pytest.param(
        row["text"], row["head"], [tuple(p) for p in row["places"]], row["words"], id=row["reason"]
    )
    for row in map(
        json.loads, Path(__file__).with_name("matching.jsonl").read_text("utf-8").splitlines()
    )
]


@pytest.mark.parametrize(("text", "head", "places", "words"), CASES)
def test_issuers_are_matched(
    text: str, head: str, places: list[tuple[str, str | None]], words: str
) -> None:
    mention = match_issuer(text, 0)
    assert mention is not None
    assert mention.head == head
    assert [(p.type, p.name) for p in mention.places] == places
    assert mention.text == words == text[mention.start : mention.end]


@pytest.mark.parametrize(("text", "head", "places", "words"), CASES)
def test_composition_does_not_matter(
    text: str, head: str, places: list[tuple[str, str | None]], words: str
) -> None:
    mention = match_issuer(unicodedata.normalize("NFD", text), 0)
    assert mention is not None
    assert mention.head == head
    assert [(p.type, p.name) for p in mention.places] == places
    assert unicodedata.normalize("NFC", mention.text) == words


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("UBND cấp tỉnh", id="bodies of a tier"),
        pytest.param("UBND các xã, phường", id="several bodies"),
        pytest.param("UBND tỉnh, thành phố trực thuộc Trung ương", id="a list of types"),
        pytest.param("Ban hành kèm theo", id="a verb"),
        pytest.param("Bộ luật Lao động", id="a code of law"),
        pytest.param("Phòng, chống tham nhũng", id="a verb that looks like an office"),
        pytest.param("Bộ phận Một cửa", id="a word that begins like a ministry"),
        pytest.param("", id="nothing"),
        pytest.param("12/2024", id="digits"),
        pytest.param("sở hữu trí tuệ", id="a compound with sở"),
    ],
)
def test_what_is_no_issuer(text: str) -> None:
    assert match_issuer(text, 0) is None


def test_joint_bodies_are_one_mention() -> None:
    mention = match_issuer("Bộ Y tế, Bộ Tài chính và Bộ Nội vụ quy định", 0, joint=True)
    assert mention is not None
    assert mention.members == ("Bộ Y tế", "Bộ Tài chính", "Bộ Nội vụ")
    assert mention.text == "Bộ Y tế, Bộ Tài chính và Bộ Nội vụ"


def test_without_joint_only_the_first_body_is_read() -> None:
    mention = match_issuer("Bộ Y tế, Bộ Tài chính", 0)
    assert mention is not None
    assert mention.head == "Bộ Y tế"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Thành phố về", [("thành phố", None)]),
        ("huyện Vĩnh Bảo năm 2024", [("huyện", "Vĩnh Bảo")]),
        ("tỉnh Quảng Trị", [("tỉnh", "Quảng Trị")]),
    ],
)
def test_a_bare_unit_stands_for_its_committee(
    text: str, places: list[tuple[str, str | None]]
) -> None:
    mention = match_place(text, 0)
    assert mention is not None
    assert (mention.head, [(p.type, p.name) for p in mention.places]) == ("UBND", places)


@given(
    st.text(alphabet="UBND ủyỷban nhândt*|\n.,-&xãhuyệtỉTPHCM1", max_size=120), st.integers(0, 120)
)
def test_any_text_is_read_without_an_error(text: str, pos: int) -> None:
    mention = match_issuer(text, min(pos, len(text)))
    assert mention is None or text[mention.start : mention.end] == mention.text


def test_a_page_of_one_word_is_bounded() -> None:
    assert match_issuer("U" * 200_000, 0) is None
    assert match_issuer("Ủy ban nhân dân xã " + "A " * 100_000, 0) is not None
