"""Words that point back: "Kế hoạch này" (self), "Nghị định nêu trên" (anaphora)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.fold import FoldedText, compare_key
from nlp.references.anchors import GENERIC_TYPES, Anchor, spells
from nlp.references.mention import Mention

_TAIL = re.compile(
    r"\s{1,3}(?P<word>nay|do|(?:da\s+)?neu\s+tren|noi\s+tren|vua\s+neu|tren\s+day|tren)\b"
    # "quy định trên địa bàn tỉnh": a preposition, no pointer.
    r"(?!(?<=tren)\s+(?:dia|co\s+so|toan|pham|mang|cac|moi|dat|he|cong|trang|tinh\s+than|ca|mot|thi"
    r"|bien|duong|nen|tai|ung|thuc|linh|phuong|khong|may|giay|phan|tat|nguyen|quan)\b)"
)
# Common nouns as well: only a capital makes a document of them.
_NEEDS_CAPITAL = frozenset(
    ("Quy định", "Hướng dẫn", "Báo cáo", "Hợp đồng", "Dự án", "Phương án", "Văn bản", "Thông báo",
     "Chương trình", "Quy trình", "Biên bản", "Điện", "Lệnh", "Kết luận", "Giấy phép", "Luật")
)  # fmt: skip
# A host of another type speaks of what it cited before: "Nghị định này" in a plan.
_NEVER_ATTACHED = frozenset(
    ("Nghị định", "Luật", "Bộ luật", "Thông tư", "Thông tư liên tịch", "Pháp lệnh", "Chỉ thị",
     "Nghị quyết", "Hiến pháp", "Công văn", "Công điện")
)  # fmt: skip


def read_backward(folded: FoldedText, anchor: Anchor, host_type: str | None) -> Mention | None:
    """The self mention or anaphora at a type word."""
    tail = _TAIL.match(folded.lower, anchor.end)
    if tail is None:
        return None
    if anchor.name in _NEEDS_CAPITAL and not folded.cased[anchor.start].isupper():
        return None
    word = compare_key(folded.surface(*tail.span("word")))
    if not spells(folded.surface(anchor.start, anchor.end), anchor.name):
        return None
    name = GENERIC_TYPES.get(anchor.name, anchor.name)
    points_here = word in ("này", "nay")
    if word in ("đó", "do", "dó"):
        if word != "đó" or not folded.cased[anchor.start].isupper():
            return None
    elif not points_here and not word.isascii() and "trên" not in word and "nêu" not in word:
        return None
    kind = "self" if points_here else "anaphora"
    if points_here and host_type and name != host_type and anchor.name in _NEVER_ATTACHED:
        kind = "anaphora"
    mention = Mention(anchor.start, tail.end(), name, "self")
    mention.kind = "self" if kind == "self" else "anaphora"
    return mention


def bind_anaphora(mentions: Sequence[Mention]) -> None:
    """Give each anaphora the nearest earlier mention of its type as antecedent.

    One that finds none becomes a self mention if it says "này", as a decision's own words do.
    """
    latest: dict[str | None, Mention] = {}
    for mention in mentions:
        if mention.kind == "anaphora":
            mention.antecedent = mention.antecedent or latest.get(mention.type)
            if mention.antecedent is None:
                mention.confidence = 0.5
        elif mention.kind not in ("self", "header"):
            latest[mention.type] = mention
