"""Which document can change which: none changes one of a higher rank.

Luật 64/2025/QH15, Điều 8 (the order of the documents) and Điều 60: a document is amended, replaced
or repealed only by one of the body that issued it or of a higher one. A plan of a commune that
speaks of "sửa đổi Luật Đất đai" reports what others do.
"""

from __future__ import annotations

import re

from nlp.references.mention import Mention

_CHANGES = frozenset(("amends", "replaces", "repeals", "suspends"))
_BY_TYPE = {
    "Hiến pháp": 5, "Bộ luật": 5, "Luật": 5, "Pháp lệnh": 5, "Nghị định": 4, "Thông tư": 3,
    "Thông tư liên tịch": 3,
}  # fmt: skip
_PATTERNS = (
    (5, re.compile(r"(?:^|-)(?:UBTV)?QH\d")),
    (4, re.compile(r"-(?:CP|TTg)$")),
    # Ministries and their like; BCĐ and BQL are boards of any level.
    (3, re.compile(r"-(?:B(?!CĐ|QL)[A-ZĐ&]{2,6}|VPCP|TTCP|NHNN)(?:-|$)")),
    (2, re.compile(r"-(?:HĐND|UBND)")),
    (2, re.compile(r"^UBND")),
)


def may_change(relation: str, subject: Mention | None, target: Mention) -> bool:
    """Whether `subject` has the rank to do `relation` to `target`; unknown ranks forbid nothing."""
    if relation not in _CHANGES or subject is None:
        return True
    own, other = _rank(subject), _rank(target)
    return own is None or other is None or own >= other


def _rank(mention: Mention) -> int | None:
    if mention.type in _BY_TYPE:
        return _BY_TYPE[mention.type]
    symbol = mention.number.symbol if mention.number else None
    if not symbol or (mention.number and mention.number.party):
        return None
    return next((rank for rank, pattern in _PATTERNS if pattern.search(symbol)), None)
