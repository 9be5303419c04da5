"""Which body of a place issued a document, where a question names the place alone.

"Nghị quyết tỉnh Nghệ An" is the People's Council's: a People's Committee issues decisions (Luật
Tổ chức chính quyền địa phương 72/2025/QH15), and a number's symbol names the body outright.
"""

from __future__ import annotations

import re

from index.query.party import is_of_local_party, party_committee
from index.syllables import fold

_COMMITTEE = "UBND "


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
    if is_of_local_party(symbol):
        return party_committee(place)
    bare = re.search(r"[/-][a-z]", symbol) is None
    if "hdnd" in symbol or (kind == "Nghị quyết" and bare):
        return f"HĐND {place}"
    return issuer
