"""What of a passage gets vectors: its heading with each stretch of its text.

One vector for a long passage is a mean of all that it speaks of; a question asks for one thing.
Stretches of sixty syllables, each with the heading, find more (measured on held-out
articles: `index/data/embedding/README.md`); of their products with a question the largest counts,
as passages stand for their article (Dai and Callan 2019, Deeper Text Understanding for IR: MaxP).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from index.model import Passage
from index.syllables import located

STRETCH: Final = 60
"""Syllables of a stretch."""

SCHEME: Final = f"stretches-{STRETCH}"
"""Names what is embedded of a passage; vectors of another scheme do not compare."""

_RECIPIENTS = re.compile(r"^[\s*_|>-]*Nơi nhận[\s*_]*[:.]", re.MULTILINE)
_NOTHING: Final = " \n*_|-"


@dataclass(frozen=True, slots=True)
class Embedded:
    """The innermost heading of a passage, and the stretches that are embedded with it.

    There is one stretch at least, "" where the passage says nothing.
    """

    heading: str
    stretches: tuple[str, ...]


def embedded(passage: Passage) -> Embedded:
    """Returns what an embedding model reads of a passage.

    Recipients and signatures are left out (NĐ 30/2020/NĐ-CP, Phụ lục I, ô 9b and 7): they are alike
    in all documents of an office, whatever these are about.
    """
    closing = _RECIPIENTS.search(passage.text)
    said = passage.text[: closing.start()] if closing else passage.text
    if not said.strip(_NOTHING):
        return Embedded("", ("",))
    return Embedded("".join(passage.heading[-1:]), tuple(_stretches(said)))


def _stretches(text: str) -> Iterator[str]:
    """Yields stretches of `STRETCH` syllables, as few as cover the text, evenly spread over it."""
    places = [match.span() for match in located(text)]
    over = len(places) - STRETCH
    if over <= 0:
        yield text
        return
    steps = -(-over // STRETCH)
    for step in range(steps + 1):
        first = round(step * over / steps)
        yield text[places[first][0] : places[first + STRETCH - 1][1]]
