"""Which document can change which: none one of a higher rank, and no plan a decision.

Luật 64/2025/QH15, Điều 8 (the order of the documents) and Điều 60: a document is amended, replaced
or repealed only by one of the body that issued it or of a higher one. A plan of a commune that
speaks of "sửa đổi Luật Đất đai" reports what others do. NĐ 30/2020/NĐ-CP, Điều 7 names the types:
plans, letters and notices set out or tell, what is decided is changed by a decision alone; a
submission ("Tờ trình về việc bãi bỏ …") proposes what another shall do.
"""

from __future__ import annotations

import re

from nlp.directive import CHANGES
from nlp.references.mention import Mention

RESERVED = CHANGES - {"corrects"}
"""The relations that only a competent body can bring about."""

_BY_TYPE = {
    "Hiến pháp": 5, "Bộ luật": 5, "Luật": 5, "Pháp lệnh": 5, "Nghị định": 4, "Thông tư": 3,
    "Thông tư liên tịch": 3,
}  # fmt: skip
_DECISIONS = frozenset(_BY_TYPE) | {
    "Nghị quyết", "Nghị quyết liên tịch", "Quyết định", "Lệnh", "Chỉ thị", "Quy chế", "Quy định",
}  # fmt: skip
# They change at most an earlier one of their own type.
_PROPOSALS = frozenset(("Tờ trình", "Báo cáo", "Biên bản", "Văn bản hợp nhất", "Giấy mời"))
_PATTERNS = (
    (5, re.compile(r"(?:^|-)(?:UBTV)?QH\d")),
    (4, re.compile(r"-(?:CP|TTg)$")),
    # Ministries and their like; BCĐ and BQL are boards of any level.
    (3, re.compile(r"-(?:B(?!CĐ|QL)[A-ZĐ&]{2,6}|VPCP|TTCP|NHNN)(?:-|$)")),
    (2, re.compile(r"-(?:HĐND|UBND)")),
    (2, re.compile(r"^UBND")),
)


def may_change(relation: str, subject: Mention | None, target: Mention) -> bool:
    """Whether `subject` is of a type and rank to do `relation` to `target`.

    Unknown types and ranks forbid nothing; what the Party issues has types of its own.
    """
    if relation not in RESERVED or subject is None:
        return True
    if not _type_allows(subject, target):
        return False
    own, other = _rank(subject), _rank(target)
    return own is None or other is None or own >= other


def _type_allows(subject: Mention, target: Mention) -> bool:
    if subject.type is None or subject.type == target.type or _is_party(subject):
        return True
    if subject.type in _PROPOSALS:
        return False
    return subject.type in _DECISIONS or target.type not in _DECISIONS


def _is_party(mention: Mention) -> bool:
    return mention.number is not None and mention.number.party


def _rank(mention: Mention) -> int | None:
    if mention.type in _BY_TYPE:
        return _BY_TYPE[mention.type]
    symbol = mention.number.symbol if mention.number else None
    if not symbol or _is_party(mention):
        return None
    return next((rank for rank, pattern in _PATTERNS if pattern.search(symbol)), None)
