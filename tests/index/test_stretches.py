"""What of a passage gets vectors: everything but who receives it, in stretches of like length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Passage
from index.stretches import STRETCH, Embedded, embedded
from index.syllables import surfaces


def _embedded(text: str) -> Embedded:
    return embedded(Passage("f:0", "f", 0, ("Chương I", "Điều 3"), 0, len(text), text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Giao các sở.\n*Nơi nhận:*\n- Như trên;", "Giao các sở.\n", id="list"),
        pytest.param("Nơi nhận hồ sơ: bộ phận một cửa", None, id="a sentence of the text"),
    ],
)
def test_recipients_are_not_embedded(text: str, expected: str | None) -> None:
    assert _embedded(text) == Embedded("Điều 3", (text if expected is None else expected,))


@pytest.mark.parametrize("text", ["**\n\nNơi nhận:\n- Lưu: VT.", "", " \n---|"])
def test_a_passage_that_says_nothing_has_one_empty_stretch(text: str) -> None:
    assert _embedded(text) == Embedded("", ("",))


def test_a_passage_without_heading() -> None:
    passage = Passage("f:0", "f", 0, (), 0, 8, "Điều lệ.")
    assert embedded(passage) == Embedded("", ("Điều lệ.",))


@given(st.integers(1, 8 * STRETCH))
def test_stretches_are_of_like_length_and_leave_nothing_out(count: int) -> None:
    words = [f"chữ{n}" for n in range(count)]
    stretches = [surfaces(one) for one in _embedded(", ".join(words)).stretches]
    assert {word for one in stretches for word in one} == set(words)
    assert all(len(one) == min(count, STRETCH) for one in stretches)
    assert len(stretches) == -(-count // STRETCH)
    assert stretches == sorted(stretches, key=lambda one: words.index(one[0]))
