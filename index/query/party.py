"""The Party's organs in numbers ("05-NQ/TU") and at places ("Tỉnh ủy Nghệ An").

Source: the Party's numbering rules (Quy định 66-QĐ/TW, Hướng dẫn 36-HD/VPTW) as `symbols.tsv` of
`nlp` holds them.
"""

from __future__ import annotations

import re

from graph.typed_numbers import local_party_codes
from index.syllables import fold
from nlp.units import split_label

_NUMBERED = re.compile(r"-[a-z]+/([a-z]+)$")
_SESSION = re.compile(r"\s*\d{1,2}\s*,?\s*khoa\s+(?:\d+|[ivx]+)(?![a-z0-9])")
_HEADS = {
    "tỉnh": "Tỉnh ủy", "thành phố": "Thành ủy", "huyện": "Huyện ủy", "quận": "Quận ủy",
    "thị xã": "Thị ủy",
}  # fmt: skip


def is_session(plain: str, position: int) -> bool:
    """Tells whether the number of a session stands at a place: "5" in "Trung ương 5 khóa XII"."""
    return _SESSION.match(plain, position) is not None


def is_of_local_party(number: str) -> bool:
    """Tells whether a local committee of the Party issued a number: "05-NQ/TU"."""
    organ = _NUMBERED.search(fold(number))
    return organ is not None and organ[1] in local_party_codes()


def party_committee(place: str) -> str:
    """Returns the Party's committee of a place by its label: "tỉnh Nghệ An" → "Tỉnh ủy Nghệ An"."""
    first, _, rest = place.partition(", ")
    kind, name = split_label(first)
    head = _HEADS.get(kind)
    if head is None:
        return f"Đảng ủy {place}"
    return f"{head} {name}" + (f", {rest}" if rest else "")
