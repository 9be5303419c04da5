"""The words behind a citation that name the document: "về thực hiện cơ chế một cửa"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.fold import FoldedText
from nlp.references.mention import Mention

_OPENS = re.compile(
    r"\s{0,3},?\s{0,3}(?P<title>(?:ve\b|v/v|quy\s+dinh\b|sua\s+doi|ban\s+hanh|phe\s+duyet|huong\s+dan"
    r"|cong\s+bo|bai\s+bo|thay\s+the|dieu\s+chinh|thong\s+qua|dinh\s+chinh|\"|trien\s+khai))"
)
_ENDS = re.compile(r";|\.(?=\s|$|/)|\n\s*\n|\n(?=[ \t]*[-+|#])|\||\t|:\s*\n|[.;:]\s*\n")
_LIMIT = 500


def read_titles(folded: FoldedText, mentions: Sequence[Mention]) -> None:
    """Set `title` of the mentions behind which such words stand.

    A title goes on over the citations inside it, and ends before the next coordinate one.
    """
    for index, mention in enumerate(mentions):
        if mention.kind in ("self", "anaphora", "header", "named", "programme"):
            continue
        opened = _OPENS.match(folded.lower, mention.tail)
        if opened is None:
            continue
        start = opened.start("title")
        ceiling = min(len(folded.lower), start + _LIMIT)
        for later in mentions[index + 1 : index + 8]:
            if later.start >= ceiling:
                break
            if not later.stands_under(mention):
                ceiling = later.reach
                break
        stop = _ENDS.search(folded.lower, start, ceiling)
        end = stop.start() if stop else ceiling
        words = folded.lower[start:end].rstrip(" ,\n(")
        words = re.sub(r"[\s,]+(?:va|cua|theo|tai|va\s+cac|so)$", "", words)
        if len(words) > 3:
            mention.title = (start, start + len(words))
