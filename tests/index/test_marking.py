"""Places of a query's words in a text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.marking import highlights
from index.matching import is_plain, query_syllables
from index.syllables import spans


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        pytest.param(
            "so hoa ho so", "Đẩy mạnh số hóa hồ sơ, giấy tờ; lưu hồ sơ.", ["số hóa hồ sơ", "hồ sơ"],
            id="neighbours are one, marks were left out",
        ),
        pytest.param("số hóa", "Đẩy mạnh SỐ HOÁ.", ["SỐ HOÁ"], id="case and place of the tone"),
        pytest.param("đất ở", "đất_ở, đất/ở", ["đất_ở", "đất/ở"], id="what joins words"),
        pytest.param("đất ở", "đấtở đất, ở", ["đất", "ở"], id="within a word, and parted"),
        pytest.param("đất Đồng", "ÐẤT đồng", ["ÐẤT đồng"], id="eth for d with stroke"),
        pytest.param("quý tuý", "quý QUÝ túy tuý qúy", ["quý QUÝ túy tuý"], id="qu keeps its tone"),
        pytest.param("nước", unicodedata.normalize("NFD", "Nước"), None, id="decomposed"),
        pytest.param("", "số hóa", [], id="nothing sought"),
        pytest.param("số", "", [], id="nothing to look in"),
    ],
)  # fmt: skip
def test_highlights_are_places_in_the_text(query: str, text: str, marked: list[str] | None) -> None:
    found = [text[h.start : h.end] for h in highlights(query, [text])[0]]
    assert found == ([text] if marked is None else marked)


def _expected(query: str, text: str) -> list[tuple[int, int]]:
    """Looks at each syllable by itself."""
    plain = is_plain(query)
    wanted = set(query_syllables(query, plain=plain))
    marks: list[tuple[int, int]] = []
    for one in spans(text):
        if (one.folded if plain else one.exact) in wanted:
            gap = text[marks[-1][1] : one.start] if marks else "."
            if gap.strip(" \t\n-/_"):
                marks.append((one.start, one.end))
            else:
                marks[-1] = (marks[-1][0], one.end)
    return marks


_PIECES = st.sampled_from(
    ["đất", "Đất", "ÐẤT", "hoà", "hòa", "HOÀ", "quý", "thuý", "thúy", "a", "ấ", "\u0301", "\u0323",
     " ", " ", "  ", "_", "-", "/", ", ", "\n", "61/2018", "ΑΣ", "σ", "İ", "ß", "Ǆ", "ⓐ", "²", "ễ",
     "\u1100\u1161", "각", "\u212b", "\ud800"]
)  # fmt: skip
_TEXTS = st.lists(_PIECES | st.characters(), max_size=40).map("".join)


@given(_TEXTS, _TEXTS)
@example("hoà đất", "hoa hòa hoà hoàn đất-hòa_HOÀ. đấtđất")
@example("ΑΣ ấ", "ΑΣ'Β ΑΣ ας ấ")
@example("Ⱥđất", "Ⱥđất")
def test_highlights_are_those_of_single_syllables(query: str, text: str) -> None:
    found = [(h.start, h.end) for h in highlights(query, [text])[0]]
    assert found == _expected(query, text)


@given(_TEXTS, st.lists(_TEXTS, max_size=5))
@example("đất ở", ["đất", "ở đất", "", "\0ở", "\u0323đất ở"])
def test_each_of_several_texts_has_its_own(query: str, texts: list[str]) -> None:
    assert highlights(query, texts) == [highlights(query, [text])[0] for text in texts]


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_a_text_is_marked_with_its_own_words(text: str) -> None:
    found = [(h.start, h.end) for h in highlights(text, [text])[0]]
    assert found == _expected(text, text)
