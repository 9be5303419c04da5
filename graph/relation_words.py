"""Relations in words, as they read from either end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from nlp.directive import RelationKind


@dataclass(frozen=True, slots=True)
class RelationWords:
    """A relation as it reads from its subject (`out`) and from its object (`incoming`)."""

    out: str
    incoming: str


# After the labels of the tab "Lược đồ" of the national database of legal documents (vbpl.vn).
RELATION_WORDS: Final[dict[RelationKind, RelationWords]] = {
    "implements": RelationWords("triển khai, thực hiện", "được triển khai, thực hiện bởi"),
    "guides": RelationWords("hướng dẫn", "được hướng dẫn bởi"),
    "based_on": RelationWords("căn cứ", "là căn cứ của"),
    "applies": RelationWords("áp dụng", "được áp dụng bởi"),
    "promulgates": RelationWords("ban hành, phê duyệt", "được ban hành, phê duyệt bởi"),
    "annex_of": RelationWords("kèm theo", "có kèm theo"),
    "amends": RelationWords("sửa đổi, bổ sung", "được sửa đổi, bổ sung bởi"),
    "replaces": RelationWords("thay thế", "bị thay thế bởi"),
    "repeals": RelationWords("bãi bỏ", "bị bãi bỏ bởi"),
    "suspends": RelationWords("đình chỉ, ngưng hiệu lực", "bị đình chỉ, ngưng hiệu lực bởi"),
    "corrects": RelationWords("đính chính", "được đính chính bởi"),
    "consolidates": RelationWords("hợp nhất", "được hợp nhất bởi"),
    "cites": RelationWords("dẫn chiếu", "được dẫn chiếu bởi"),
    "self": RelationWords("chính văn bản này", "chính văn bản này"),
}
