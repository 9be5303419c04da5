"""What a legal web portal puts around a document: its own table of metadata and its page foot.

Neither is part of the document. `find_portal` tells where they stand, so that a reader of the
text can leave them out, and what the portal states, so that a measurement can compare.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from nlp.data import lines
from nlp.directive import Span

# The portal's table stands in the first screens of the page; a document never starts later.
_HEAD_WINDOW = 6000
_LABELS = {
    "số hiệu": "number",
    "số ký hiệu": "number",
    "số, ký hiệu": "number",
    "loại văn bản": "type",
    "nơi ban hành": "issuer",
    "cơ quan ban hành": "issuer",
    "người ký": "signer",
    "ngày ban hành": "date",
}
_FIELD = re.compile(
    r"^[\s|#*]*(?P<label>[^\W\d_][^\n:|*]{2,30}?)[ *]*:[ *]*(?:\n[\s|*]*|[|\t ]*)"
    r"(?P<value>[^\n|]*)",
    re.MULTILINE,
)
# "Quyết định 12/QĐ-UBND năm 2025 …": a document of this type, number and year, as its caption.
_CAPTION = re.compile(
    r"[^\W\d_][^\n\d/]{3,40} \d[\w.]*(?:/\d{4})?[/-]\S+ [^\n]{5,600}$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Portal:
    """The portal's parts of a page.

    Attributes:
        head: from the text's beginning to the end of the metadata table; empty without one.
        foot: from the first line of the page's foot to the text's end; empty without one.
        fields: field name ("number", "type", "issuer", "signer", "date") → value as written.
    """

    head: Span
    foot: Span
    fields: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=2)
def find_portal(text: str) -> Portal:
    """Find the portal's metadata table before, and its page foot after the document."""
    window = text[:_HEAD_WINDOW]
    fields: dict[str, str] = {}
    head = 0
    if "Số hiệu" in window or "ký hiệu" in window:
        head = _read_table(window, fields)
    foot = None
    if any(phrase in text for phrase in lines("portal_foot.txt")):
        foot = _foot_pattern().search(text, head)
    start = _caption_start(text, foot.start()) if foot else len(text)
    return Portal(Span(0, head), Span(start, len(text)), tuple(sorted(fields.items())))


def _caption_start(text: str, foot: int) -> int:
    """Where the page foot begins if the line before names the document, as captions do."""
    line = text.rfind("\n", 0, foot) + 1
    return max(0, line - 1) if _CAPTION.match(text, line, foot) else foot


def _read_table(window: str, fields: dict[str, str]) -> int:
    end = 0
    for match in _FIELD.finditer(window):
        label = " ".join(match["label"].lower().split())
        if label in _LABELS:
            fields.setdefault(_LABELS[label], match["value"].strip(" *\t"))
        elif label not in _other_labels():
            continue
        if end and match.start() - end > 200:
            break
        end = match.end()
    # One label alone is a sentence of the document, not a table.
    return end if len(fields) >= 2 else 0


@cache
def _other_labels() -> frozenset[str]:
    return frozenset(lines("portal_labels.txt"))


@cache
def _foot_pattern() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in lines("portal_foot.txt"))
    return re.compile(rf"\n[ \t#*|]*(?:{phrases})[ \t*:]*(?=\n|\Z)")
