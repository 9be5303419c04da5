"""The reasons of a resolution: a machine word and a sentence for people."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Literal

from graph.model import Resolution


@lru_cache(maxsize=1)
def reasons() -> dict[str, tuple[str, str]]:
    """Return reason word → sentence in Vietnamese and in English."""
    text = files("graph").joinpath("data/reasons.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {word: (vietnamese, english) for word, _, vietnamese, english in rows}


def reason(word: str) -> str:
    """Return what `Resolution.reason` holds: the word, a colon and the Vietnamese sentence.

    Raises:
        KeyError: the table has no such word.
    """
    return f"{word}: {reasons()[word][0]}"


def reason_word(text: str | Resolution) -> str:
    """Return the machine word of a reason."""
    return (text.reason if isinstance(text, Resolution) else text).partition(":")[0]


def reason_sentence(text: str | Resolution, language: Literal["vi", "en"] = "vi") -> str:
    """Return the sentence of a reason in the given language."""
    return reasons()[reason_word(text)][0 if language == "vi" else 1]
