"""How pages put relations into words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from nlp.directive import RelationKind


@dataclass(frozen=True, slots=True)
class RelationWords:
    """A relation as it reads from its subject (`out`) and from its object (`incoming`)."""

    out: str
    incoming: str


# The outgoing and incoming labels follow the "lược đồ" tab of vbpl.vn (see docs/ontology.md).
RELATION_WORDS: Final[dict[RelationKind, RelationWords]] = {
    "based_on": RelationWords("căn cứ", "được căn cứ bởi"),
    "implements": RelationWords("triển khai, thực hiện", "được triển khai bởi"),
    "applies": RelationWords("áp dụng", "được áp dụng bởi"),
    "guides": RelationWords("hướng dẫn", "được hướng dẫn bởi"),
    "amends": RelationWords("sửa đổi, bổ sung", "được sửa đổi, bổ sung bởi"),
    "replaces": RelationWords("thay thế", "bị thay thế bởi"),
    "repeals": RelationWords("bãi bỏ", "bị bãi bỏ bởi"),
    "suspends": RelationWords("đình chỉ", "bị đình chỉ bởi"),
    "corrects": RelationWords("đính chính", "được đính chính bởi"),
    "consolidates": RelationWords("hợp nhất", "được hợp nhất bởi"),
    "promulgates": RelationWords("ban hành, phê duyệt", "được ban hành bởi"),
    "annex_of": RelationWords("kèm theo", "có kèm theo"),
    "cites": RelationWords("dẫn chiếu", "được dẫn chiếu bởi"),
    "self": RelationWords("chính văn bản này", "chính văn bản này"),
}
