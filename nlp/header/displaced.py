"""The header block that a PDF's text has below the first page's words.

Where number, motto, place and date stand in frames of their own, text extraction tells them after
the page's running text: the opening has type and title only, and the block follows in the body.
"""

from __future__ import annotations

from dataclasses import dataclass

from nlp.header.number import OwnNumber, PlaceAndDate, find_number, find_place_and_date
from nlp.header.types import type_in_symbol
from nlp.header.window import WINDOW, Window, find_mottos, open_window

# The block: three lines of the left column above the motto, number and date below it.
_ABOVE, _BELOW = 120, 300
# A page has one header; forms with mottos of their own follow it.
_MOST_TRIED = 3


@dataclass(frozen=True, slots=True)
class Displaced:
    """Number, place and date of a block in the body; `window` is the block."""

    window: Window
    number: OwnNumber
    place: PlaceAndDate


def find_displaced(text: str, body: int, end: int, kind: str | None) -> Displaced | None:
    """Find the header block of a first page whose frames are told last.

    Args:
        text: the canonical text.
        body: where the opening ends.
        end: where the document ends.
        kind: the type that the opening names; a block whose number says another is a form's.

    Returns:
        The block, if number, motto, place and whole date stand together; else null.
    """
    page = text[body : min(end, body + WINDOW)]
    for start, stop in find_mottos(page)[:_MOST_TRIED]:
        block = open_window(text[: min(end, body + stop + _BELOW)], body + max(0, start - _ABOVE))
        last = len(block.text)
        number = find_number(block, last, last)
        place = find_place_and_date(block, 0, last)
        if number is None or number.number is None or number.lead or not number.symbol:
            continue
        if place is None or place.place is None or len(place.date or "") < len("2024-02-05"):
            continue
        if type_in_symbol(number.symbol) == kind:
            return Displaced(block, number, place)
    return None
