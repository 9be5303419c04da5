from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.entries import DocumentEntry
from index.model import Passage
from index.sequences import PARTS, code, codes, pack, query_codes, unpack


def _packed(text: str, heading: tuple[str, ...] = (), title: str = "", name: str = "d") -> bytes:
    passage = Passage(f"{name}:0", name, 0, heading, 0, len(text), text)
    return pack(DocumentEntry(name, f"urn:{name}", title), passage)


def test_terms_stand_in_order_with_their_parts() -> None:
    sequences = unpack([_packed("giá đất ở", ("Chương I", "Điều 2. Đất"), "Bảng giá")])
    assert sequences.terms.tolist() == codes("bảng giá chương i điều 2 đất giá đất ở")
    assert sequences.lengths.tolist() == [[2, 2, 3, 3]]
    assert [PARTS[p] for p in sequences.part] == (
        ["document"] * 2 + ["above"] * 2 + ["own"] * 3 + ["body"] * 3
    )


def test_terms_of_several_passages_are_told_apart() -> None:
    sequences = unpack([_packed("một hai"), _packed(""), _packed("ba", name="e")])
    assert sequences.passage.tolist() == [0, 0, 2]
    assert len(sequences) == 3


def test_passages_under_one_heading_are_a_unit() -> None:
    packed = [
        _packed("a", ("Điều 1",)),
        _packed("b", ("Điều 1",)),
        _packed("c", ("Điều 2",)),
        _packed("d", ("Điều 1",), name="e"),
    ]
    first, second, other_heading, other_document = unpack(packed).unit.tolist()
    assert first == second
    assert len({first, other_heading, other_document}) == 3


def test_forms_differ_in_the_lower_half_only() -> None:
    exact, plain = code("đất", "dat"), code("dat", "dat")
    assert exact >> 16 == plain >> 16
    assert exact != plain


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        pytest.param(["đất", "ở"], False, id="exact"),
        pytest.param(["dat", "o"], True, id="without diacritics"),
    ],
)
def test_a_query_has_the_codes_of_the_text(words: list[str], plain: bool) -> None:
    terms = unpack([_packed("Đất ở")]).terms
    wanted = terms >> 16 if plain else terms
    assert query_codes(words, plain=plain).tolist() == wanted.tolist()


@given(st.lists(st.text(max_size=60), min_size=1, max_size=6))
def test_any_texts_can_be_packed(texts: list[str]) -> None:
    sequences = unpack([_packed(text) for text in texts])
    assert len(sequences) == len(texts)
    assert sequences.lengths.sum() == len(sequences.terms)
    assert np.all(np.diff(sequences.passage) >= 0)
