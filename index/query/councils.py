"""Which body of a place issued a document, where a question names the place alone.

"Nghị quyết tỉnh Nghệ An" is the People's Council's: a People's Committee issues decisions (Luật
Tổ chức chính quyền địa phương 72/2025/QH15), and a number's symbol names the body outright.
"""

from __future__ import annotations

import re

from index.syllables import fold
from nlp.units import split_label

_COMMITTEE = "UBND "
_PARTY_HEADS = {
    "tỉnh": "Tỉnh ủy", "thành phố": "Thành ủy", "huyện": "Huyện ủy", "quận": "Quận ủy",
    "thị xã": "Thị ủy",
}  # fmt: skip
_PARTY_SYMBOL = re.compile(r"-[a-z]+/(?:tu|hu|qu|thu|du)$")


def body_of_place(issuer: str, kind: str | None, number: str | None) -> str:
    """Returns the canonical name of the body that a place stands for.

    Args:
        issuer: the place's People's Committee, as a bare place is read at first.
        kind: the type of the document, if known.
        number: its number, if it has one; only its symbol counts.
    """
    if not issuer.startswith(_COMMITTEE):
        return issuer
    place = issuer.removeprefix(_COMMITTEE)
    symbol = fold(number or "")
    if _PARTY_SYMBOL.search(symbol):
        return _party_body(place)
    bare = re.search(r"[/-][a-z]", symbol) is None
    if "hdnd" in symbol or (kind == "Nghị quyết" and bare):
        return f"HĐND {place}"
    return issuer


def _party_body(place: str) -> str:
    first, _, rest = place.partition(", ")
    head = _PARTY_HEADS.get(split_label(first)[0])
    if head is None:
        return f"Đảng ủy {place}"
    return f"{head} {split_label(first)[1]}" + (f", {rest}" if rest else "")
