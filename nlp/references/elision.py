"""What lists leave out: "số 01 và 02", "01, 02/NQ-CP", "các Luật: số A, số B"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.fold import FoldedText
from nlp.references.mention import Mention
from nlp.references.numbered import add_date, counts_things
from nlp.references.numbers import DIGITS, SO, YEAR, short_number

_MORE = re.compile(
    rf"\s{{0,3}}(?:,|;|\bva\b|,\s*va\b|\bhoac\b)\s{{1,3}}(?P<so>{SO})?"
    rf"(?P<n>{DIGITS})(?:\s?/\s?(?P<y>{YEAR}))?(?![\w/.%-])(?!\s?-\s?\w)"
)
_JOINT = re.compile(r"\s*(?:,|va|,\s*va|hoac)\s*(?:so\s*:?\s*)?$")
_HEAD_TYPE = re.compile(r"\b(bo\s+luat|luat|nghi\s+quyet|phap\s+lenh|quy\s+dinh|quyet\s+dinh)\b")
_PARTY_HEAD = re.compile(r"\b(quy[ \n]+dinh|quyet\s+dinh)\b")
_HEAD_NAMES = {
    "bo luat": "Bộ luật", "luat": "Luật", "nghi quyet": "Nghị quyết", "phap lenh": "Pháp lệnh",
}  # fmt: skip
_HEAD_WINDOW = 300
_MOST = 30


def read_elided(folded: FoldedText, first: Mention) -> list[Mention]:
    """The numbers that follow a short mention and share its type ("Nghị quyết số 01 và 02")."""
    if first.kind != "short" or first.number is None:
        return []
    dated = first.number.year is not None
    found: list[Mention] = []
    last = first
    while len(found) < _MOST:
        match = _MORE.match(folded.cased, last.end)
        if match is None or (match["y"] is not None) != dated:
            break
        if not match["so"] and (counts_things(folded.lower, match.end()) or "/" in match[0][-1:]):
            break
        number = short_number(match)
        start = match.start("so") if match["so"] else match.start("n")
        written = number.written
        last = Mention(start, number.end, first.type, "short", number, written)
        found.append(add_date(folded, last))
    return found


def complete_types(folded: FoldedText, mentions: Sequence[Mention]) -> None:
    """Fill what a list's head or the next item states for the whole list."""
    previous: Mention | None = None
    for mention in mentions:
        if mention.kind in ("numbered", "short"):
            if mention.type is None:
                mention.type = _type_from_head(folded, mention, previous)
            elif mention.number is not None and mention.number.party and _untyped(folded, mention):
                mention.type = _party_type(folded, mention)
            elif previous is not None and _same_series(folded, previous, mention):
                mention.type = previous.type
        previous = mention
    for first, second in zip(reversed(mentions[:-1]), reversed(mentions), strict=False):
        if first.kind == "short" and second.kind == "numbered":
            _share_symbol(folded, first, second)


def _type_from_head(folded: FoldedText, mention: Mention, previous: Mention | None) -> str:
    """Luật, Nghị quyết …: the symbol "QH15" does not say which."""
    start = max(0, mention.start - _HEAD_WINDOW)
    words = _HEAD_TYPE.findall(folded.lower[start : mention.start])
    if words:
        name = _HEAD_NAMES.get(" ".join(words[-1].split()))
        if name:
            return name
    if previous is not None and previous.type in _HEAD_NAMES.values():
        return str(previous.type)
    mention.confidence = 0.7
    return "Luật"


def _untyped(folded: FoldedText, mention: Mention) -> bool:
    return folded.lower[mention.start].isdigit() or folded.lower.startswith("so", mention.start)


def _party_type(folded: FoldedText, mention: Mention) -> str | None:
    """The party's "QĐ" is Quyết định or Quy định: the last of the two words before it decides."""
    if mention.type != "Quyết định":
        return mention.type
    start = max(0, mention.start - _HEAD_WINDOW)
    words = _PARTY_HEAD.findall(folded.lower[start : mention.start])
    return "Quy định" if words and words[-1].startswith(("quy ", "quy\n")) else mention.type


def _same_series(folded: FoldedText, previous: Mention, mention: Mention) -> bool:
    """An untyped number right behind a typed one of the same symbol ("Quy định số 37-QĐ/TW …")."""
    if previous.number is None or mention.number is None or previous.type == mention.type:
        return False
    if (
        not folded.lower.startswith("so", mention.start)
        and not folded.lower[mention.start].isdigit()
    ):
        return False
    return previous.number.code == mention.number.code and mention.start - previous.end < 200


def _share_symbol(folded: FoldedText, short: Mention, full: Mention) -> None:
    """In "Nghị quyết 01, 02/NQ-CP" the first one has the second one's symbol."""
    if full.number is None or full.number.symbol is None or short.type != full.type:
        return
    if folded.lower[full.start].isdigit() or folded.lower.startswith("so", full.start):
        between = folded.lower[short.end : full.start]
        if short.number is not None and _JOINT.fullmatch(between):
            year = f"/{full.number.year}" if full.number.year and not short.number.year else ""
            short.written = f"{short.number.written}{year}/{full.number.symbol}"
            short.kind = "numbered"
            # With its symbol it can lend it on: "số 12, 13, 14/QĐ-UBND".
            short.number = replace(
                short.number, symbol=full.number.symbol, code=full.number.code,
                kind=full.number.kind,
            )  # fmt: skip
