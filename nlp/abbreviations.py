"""Abbreviations that a document defines: "thủ tục hành chính (TTHC)", "(sau đây gọi tắt là …)".

The long form of "(TTHC)" is the run of words before the bracket whose initials it holds, as in
Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical
text" (2003), with Vietnamese syllables for letters.
"""

from __future__ import annotations

import re

from nlp.canonical import canonicalise
from nlp.fold import fold
from nlp.letters import UPPER

_SHORT = re.compile(
    rf"\(\s*(?:(?:sau\s+đây\s+)?(?:gọi|viết)\s+(?:tắt|chung)\s+là\s*:?\s*)?[“\"]?(?P<short>[{UPPER}][\w{UPPER}&.-]{{1,14}})[”\"]?\s*\)"
)
_CALLED = re.compile(
    r"\(\s*(?:sau\s+đây|dưới\s+đây|sau)\s+(?:được\s+)?(?:gọi|viết)\s+(?:tắt\s+|chung\s+)?là\s*:?\s*[“\"]?(?P<short>[^()“”\"\n]{2,60}?)[”\"]?\s*\)"
)
_SYLLABLE = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"[.;:()\"“”]|\n\s*\n")
_REACH = 240
_ROMAN = re.compile(r"[IVXLC]+")


def find_abbreviations(text: str) -> tuple[tuple[str, str], ...]:
    """Return pairs of short and long form, as they are defined one after another, each once."""
    copy = canonicalise(text).text
    found: list[tuple[int, str, str]] = []
    known: set[str] = set()
    for match in _SHORT.finditer(copy):
        short = match["short"].strip(".-")
        long = _expansion(copy, match.start(), short) if short not in known else None
        if long:
            known.add(short)
            found.append((match.start(), short, long))
    for match in _CALLED.finditer(copy):
        short = " ".join(match["short"].split())
        long = _expansion(copy, match.start(), short) or _phrase_before(copy, match.start(), short)
        if long and fold(long) != fold(short):
            found.append((match.start(), short, long))
    pairs: dict[str, str] = {}
    for _, short, long in sorted(found):
        pairs.setdefault(short, long)
    return tuple(pairs.items())


def _words_before(text: str, end: int) -> tuple[str, int]:
    begin = max(0, end - _REACH)
    for stop in _BREAK.finditer(text, begin, end):
        begin = stop.end()
    return text[begin:end], begin


def _expansion(text: str, end: int, short: str) -> str | None:
    """The words before the bracket whose initials are the short form's letters."""
    letters = [c for c in fold(short) if c.isalnum()]
    if len(letters) < 2 or _ROMAN.fullmatch(short) or not short[-1].isalnum():
        return None
    if sum(c.isupper() for c in short) < 2:
        return None
    words, _ = _words_before(text, end)
    syllables = list(_SYLLABLE.finditer(words))
    k = len(letters) - 1
    skipped = 0
    for i in range(len(syllables) - 1, -1, -1):
        initial = fold(syllables[i].group())[:1]
        if initial == letters[k]:
            k -= 1
            if k < 0:
                return " ".join(words[syllables[i].start() :].replace("*", "").split())
        else:
            skipped += 1
            if skipped > 1 + len(letters) // 3:
                return None
    return None


def _phrase_before(text: str, end: int, short: str) -> str | None:
    """The words before the bracket from the short form's own first word on, if they hold it all.

    "Sở Giao dịch chứng khoán Việt Nam (sau đây gọi là Sở giao dịch)": a form that is shortened
    keeps words of the long one; where it does not, the long one's beginning cannot be told.
    """
    words, _ = _words_before(text, end)
    plain = " ".join(words.replace("*", "").split())
    folded = fold(plain)
    wanted = fold(short).split()
    begin = folded.rfind(f" {wanted[0]} ") + 1 if wanted else -1
    if begin < 0 or len(folded) != len(plain):
        return None
    rest = folded[begin:].split()
    position = 0
    for word in wanted:
        if word not in rest[position:]:
            return None
        position = rest.index(word, position) + 1
    phrase = plain[begin:]
    return phrase if len(phrase) <= 200 else None
