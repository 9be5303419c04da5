"""The document's own number: "Số: 15/KH-UBND" above the body, also where it is left blank."""

from __future__ import annotations

import re

from nlp.directive import Header, Span
from nlp.fold import FoldedText
from nlp.references.mention import Link, Mention
from nlp.references.numbers import NUMBER, SYMBOL, match_number

# NĐ 30/2020/NĐ-CP, Phụ lục I: the number stands at the top left, within the first lines.
_REGION = 4000
_LINE = re.compile(
    r"(?:^|\n|\|)[ \t|#>]{0,40}(?P<so>[Ss][oO]\s{0,3}[:.]?\s{0,40})"
    rf"(?P<rest>{NUMBER.pattern}"
    rf"|(?P<blank>[ ./_…\d]{{0,20}}/?\s{{0,3}}(?:-\s?)?(?P<bsym>{SYMBOL})))"
)


def read_header_number(folded: FoldedText, header: Header) -> Mention | None:
    """The header's number as a mention of kind `header`; None where the text has none.

    A field `number` among the header's spans says where it stands; without it the first line
    "Số: …" counts.
    """
    start, end = _region(folded, header)
    for match in _LINE.finditer(folded.cased, start, end):
        mention = _read(folded, match)
        if mention is not None:
            mention.type = header.type or mention.type
            if header.date:
                whole = len(header.date) == len("2024-01-31")
                mention.date = header.date if whole else None
                mention.year = int(header.date[:4])
            mention.link = Link("self")
            return mention
    return None


def _region(folded: FoldedText, header: Header) -> tuple[int, int]:
    spans: dict[str, Span] = dict(header.spans)
    stated = spans.get("number") or spans.get("symbol")
    if stated is not None:
        at = folded.offset_of(stated.start)
        line = folded.cased.rfind("\n", 0, max(0, at - 1))
        before = folded.cased.rfind("\n", 0, max(0, line))
        return max(0, before), min(len(folded.cased), folded.offset_of(stated.end) + 40)
    return 0, min(len(folded.cased), _REGION)


def _read(folded: FoldedText, match: re.Match[str]) -> Mention | None:
    begin = match.start("so")
    if match["blank"] is None:
        inner = NUMBER.match(folded.cased, match.start("rest"))
        number = match_number(folded, inner) if inner else None
        if number is None or inner is None:
            return None
        if number.broken:
            return Mention(begin, number.end, None, "header", number, confidence=0.5)
        kind = number.kind.name if number.kind else None
        return Mention(begin, number.end, kind, "header", number, number.written)
    if "-" not in match["bsym"] or "/" not in match["blank"]:
        return None
    return Mention(begin, match.end("bsym"), None, "header")
