"""How pages put states and kinds of filters into words."""

from __future__ import annotations

from typing import Final

from graph.force.model import ForceEffect
from graph.model import ForceState, Status
from graph.relation_words import RELATION_WORDS
from nlp.directive import RelationKind

INVERSE: Final[dict[RelationKind, RelationKind]] = {
    "promulgates": "annex_of",
    "annex_of": "promulgates",
}
"""The same fact told from its other end."""

STATUS_WORDS: Final[dict[Status, str]] = {
    "resolved": "đã xác định",
    "ambiguous": "chưa rõ văn bản nào",
    "unresolved": "chưa xác định được",
}

DECIDED_WORDS: Final = "do người xác định"
"""Beside what a person decided that a mention means."""

# After vbpl.vn, "Tình trạng hiệu lực".
FORCE_WORDS: Final[dict[ForceState, str]] = {
    "not_yet": "Chưa có hiệu lực",
    "in_force": "Còn hiệu lực",
    "partly": "Hết hiệu lực một phần",
    "suspended": "Ngưng hiệu lực",
    "ended": "Hết hiệu lực toàn bộ",
    "unknown": "Chưa rõ hiệu lực",
}

EFFECT_WORDS: Final[dict[ForceEffect, str]] = {
    "begins": "có hiệu lực",
    "ends": "hết hiệu lực",
    "changes": "được sửa đổi, bổ sung",
    "suspends": "ngưng hiệu lực",
    "lapses": "văn bản được quy định chi tiết đã hết hiệu lực",
}

VALUE_WORDS: Final[dict[str, dict[str, str]]] = {
    "force": {str(state): words for state, words in FORCE_WORDS.items()},
    "relation": {str(kind): words.out for kind, words in RELATION_WORDS.items()},
}
"""Values of facets that are no words themselves."""

FACET_WORDS: Final[dict[str, str]] = {
    "type": "Loại văn bản",
    "level": "Cấp",
    "issuer": "Cơ quan ban hành",
    "province": "Tỉnh, thành phố hiện nay",
    "year": "Năm",
    "force": "Hiệu lực hôm nay",
    "relation": "Quan hệ",
}
"""Facets that a page offers as filters, in this order."""
