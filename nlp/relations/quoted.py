"""Citations in the quoted text of another document: that document is the subject, not this one.

An amending document gives new wording in quotation marks (NĐ 78/2025/NĐ-CP, Điều 61), and the notes
of a consolidated text repeat the basis and the final provisions of each document that amended it
(Pháp lệnh 01/2012/UBTVQH13, Điều 12 and the forms of consolidated texts).
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from nlp.directive import Section
from nlp.fold import FoldedText
from nlp.references.mention import Mention
from nlp.relations.cues import last_break

# "… có căn cứ ban hành như sau:", "Điều 2 và Điều 3 của Luật … quy định như sau:".
_REPEATS = re.compile(r"\b(?:can\s+cu(?:\s+ban\s+hanh)?|quy\s+dinh)\s+nhu\s+sau\s*:?\s*$")
# A basis repeated without quotation marks: lines up to the proposal that ends it.
_BASIS = re.compile(r"\bcan\s+cu\s+ban\s+hanh\s+nhu\s+sau\s*:\s*(?=can\s+cu\b)")
_BASIS_ENDS = re.compile(r"\n[ \t*]{0,8}(?:theo|xet)\s+de\s+nghi\b|\n\s{0,8}\n\s{0,8}\d{1,3}\.?\s")
_IS_BASIS = re.compile(r"[\s\"']{0,9}can\s+cu\b")
_BODY = re.compile(r"\n[ \t*#]{0,9}(?:chuong\s+[ivx\d]|phan\s+[ivx\d]|dieu\s+\d{1,3}\.)")
_LONGEST_BASIS = 5000
_LEAD = 900
_CITED = frozenset(("numbered", "short", "law", "law_bare", "anaphora"))
_OPENS_QUOTE = " \t\n*|\"'"


def attribute_quotes(
    folded: FoldedText, mentions: Sequence[Mention], sections: Sequence[Section]
) -> None:
    """Make the quoted document the subject of the citations in its quoted text.

    "Luật này" in such a text is that law. Where the words before a quotation do not tell whose
    text it is, its citations are left as they are.

    Args:
        folded: the text.
        mentions: all mentions in order, with their links.
        sections: the document's structure with its quotations.
    """
    quotes = _quotes(folded, sections)
    if not quotes:
        return
    starts = [mention.start for mention in mentions]
    amended: Mention | None = None
    seen = 0
    for start, end in quotes:
        first, last = bisect.bisect_left(starts, start), bisect.bisect_left(starts, end)
        for mention in mentions[seen:first]:
            amended = mention if _is_amended(mention) else amended
        source = _source(folded, mentions[seen:first], start) or amended
        seen = last
        if source is not None:
            for mention in mentions[first:last]:
                _attribute(folded, mention, source)


def _quotes(folded: FoldedText, sections: Sequence[Section]) -> list[tuple[int, int]]:
    """Spans of quoted text in the folded text, in order, not overlapping."""
    marked = [section for section in sections if section.level == "quoted"]
    found = [(folded.offset_of(s.start), folded.offset_of(s.end)) for s in marked]
    for lead in _BASIS.finditer(folded.lower):
        limit = lead.end() + _LONGEST_BASIS
        stop = _BASIS_ENDS.search(folded.lower, lead.end(), limit)
        if stop is not None:
            found.append((lead.end(), stop.start()))
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if not kept or start >= kept[-1][1]:
            kept.append((start, _end_of_basis(folded, start, end)))
    return kept


def _end_of_basis(folded: FoldedText, start: int, end: int) -> int:
    """Where a repeated basis ends: a note that a page break cuts goes on below the body's text."""
    if not _IS_BASIS.match(folded.lower, start):
        return end
    body = _BODY.search(folded.lower, start, end)
    return body.start() if body else end


def _is_amended(mention: Mention) -> bool:
    own = mention.link.relation == "amends" and mention.link.subject is None
    return own and mention.kind in _CITED and mention.outer is None


def _source(folded: FoldedText, before: Sequence[Mention], start: int) -> Mention | None:
    """The document whose text the statement right before a quotation gives."""
    stop = len(folded.lower[:start].rstrip(_OPENS_QUOTE))
    near = max(0, stop - _LEAD)
    begin = last_break(folded.cased, near, max(near, stop - 2))
    lead = [m for m in before if m.start >= (near if begin is None else begin) and m.end <= stop]
    lead = [m for m in lead if m.kind in _CITED and m.outer is None]
    for mention in lead:
        if _is_amended(mention):
            return mention
    if _REPEATS.search(folded.lower, near, stop):
        return next((m for m in lead if m.link.subject is None), None)
    return None


def _attribute(folded: FoldedText, mention: Mention, source: Mention) -> None:
    meant = source.antecedent or source
    here = mention.kind in ("self", "anaphora") and mention.type == meant.type
    if here and folded.lower[mention.start : mention.end].endswith("nay"):
        mention.kind, mention.antecedent = "anaphora", meant
    points_back = mention.kind == "anaphora" and mention.antecedent is meant
    if mention.link.subject is None and not points_back and mention.outer is None:
        mention.link.subject = meant
