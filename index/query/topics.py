"""What is left of a question once target, relation and filters are taken out: its topic."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from index.query.homographs import BLOT, without_homographs
from index.query.wording import CLAIMED, TARGET, Wording, alternatives, read_rows
from index.syllables import fold

# "đấu thầu", "máy", "cán bộ" and "chữa" are question words without their diacritics, so a text with
# diacritics is read with them.
_QUESTION = re.compile(
    r"\?|(?<!\w)(?:nào|gì|(?:tại|vì|làm|ra|thì|như) sao|đâu|ai|bao nhiêu|bao lâu|mấy|"
    r"(?:không|chưa)(?= *(?:$|[?.,;!]|(?:ạ|vậy|nhỉ|nữa|thế|hay|nhé|hả|à|ad|các)(?!\w)))|"
    r"(?:có|còn|được|phải|đã|cần|bị)(?= ).* (?:không|chưa)(?= (?:khi|nếu|và|hay|thì))|"
    r"what|which|who|whom|when|where|why|how)(?!\w)|^(?:can|must|does|is|are|do)(?= (?!thiên))"
)
_PLAIN_QUESTION = re.compile(
    r"\?|(?<!\w)(?:nao|gi|vi sao|tai sao|o dau|bao nhieu|bao lau|(?:khong|ko|chua)\s*$|what|which|"
    r"who|"
    r"whom|when|where|why|how|can i|may i|must|does|do i|is|are)(?!\w)"
)
_ABOUT = re.compile(
    r"(?<![a-z])(?:ve viec(?! lam)|ve|lien quan den|"
    r"lien quan toi|noi ve|quy dinh ve|"
    r"trong linh vuc|linh vuc|about|on|regarding|concerning|related to|relating to|"
    r"in the field of)\s+"
)
_GAP = rf"[\s,.;:?!()/{CLAIMED}{TARGET}-]"

_ENGLISH_BEHIND = rf"(?<={CLAIMED} )(?:on|about|regarding|concerning|for|of|by|from|did|does)"

# Artificial intelligence, not who.
_CAPITALS = re.compile(r"(?<!\w)AI(?!\w)")
_MARKS = re.compile(f"[{CLAIMED}{TARGET}{BLOT}]+")

_Edges = tuple[re.Pattern[str], re.Pattern[str]]


@cache
def _edges(*, plain: bool, english: bool) -> _Edges:
    languages = ("en", "any") if english else ("vi", "any")
    rows = [row for row in read_rows("query_fillers.tsv") if row["language"] in languages]
    head = _alternatives(rows, plain=plain)
    tail = _alternatives([row for row in rows if row["at"] == "any"], plain=plain)
    return (
        # "In-patient" and "by-product" are words of their own.
        re.compile(rf"(?:{_GAP}|(?:{head})(?!\w|-\w))*"),
        re.compile(rf"(?:{_GAP}|(?<!\w)(?<!\w-)(?:{tail})(?!\w))*$"),
    )


def _alternatives(rows: Sequence[Mapping[str, str]], *, plain: bool) -> str:
    if plain:
        forms = [fold(r["word"]) if r["plain"] == "=" else r["plain"] for r in rows]
        words = "|".join(sorted((f for f in forms if f != "-"), key=len, reverse=True))
    else:
        # "Plans on số hóa": where Vietnamese has its marks, English words are known from it.
        longest_first = sorted(rows, key=lambda row: -len(row["word"].partition("(?")[0]))
        words = "|".join((*(_literal(row["word"]) for row in longest_first), _ENGLISH_BEHIND))
        words = words.replace(r"về\s+việc", r"về\s+việc(?!\s+làm(?!\w|\s+(?:rõ|lại|thủ)))")
    # Behind what is understood, "ve" is "về" whatever follows it, and "quy định" is a verb.
    return rf"{words}|(?<={CLAIMED} )(?:ve|quy dinh|quy định)"


def _literal(word: str) -> str:
    """Returns the pattern of a filler: its words and what must follow them or must not."""
    words, opening, rest = word.partition("(?")
    return rf"{alternatives([words])}(?!\w){opening}{rest}" if opening else alternatives([words])


def asks(wording: Wording) -> bool:
    """Tells whether the text is a question rather than a row of key words."""
    pattern = _PLAIN_QUESTION if wording.is_plain else _QUESTION
    read = _read(wording.part())
    for name in _CAPITALS.finditer(wording.cased):
        read = f"{read[: name.start()]}{BLOT * 2}{read[name.end() :]}"
    return pattern.search(read) is not None


def is_question(text: str) -> bool:
    """Tells whether a typed text is a question."""
    return asks(Wording(text))


def _read(wording: Wording) -> str:
    """Returns the text in lower case, claims and what only looks like small words blotted out."""
    lower = wording.lower
    for mark in _MARKS.finditer(without_homographs(wording, marked=False)):
        lower = f"{lower[: mark.start()]}{mark[0]}{lower[mark.end() :]}"
    return lower


def leads(wording: Wording, position: int) -> bool:
    """Tells whether nothing but fillers and what is claimed stands before a place."""
    pattern, _ = _edges(plain=wording.is_plain, english=wording.is_english)
    head = pattern.match(_read(wording))
    return head is not None and (
        head.end() >= position or not wording.plain[head.end() : position].strip()
    )


def topic_of(wording: Wording) -> str:
    """Returns the words that nothing claimed, as typed, without fillers at either end."""
    plain = wording.plain
    start_pattern, end_pattern = _edges(plain=wording.is_plain, english=wording.is_english)
    lower = _read(wording)
    head = start_pattern.match(lower)
    start = head.end() if head else 0
    tail = end_pattern.search(lower, start)
    end = tail.start() if tail else len(plain)
    kept = wording.text[start:end]
    for mark in _MARKS.finditer(plain[start:end]):
        kept = kept[: mark.start()] + " " * len(mark[0]) + kept[mark.end() :]
    kept = re.sub(r"\s+", " ", kept).strip(" ,.;:?!-")
    if not re.search(r"\w", kept):
        # Nothing but the quotes around what is understood.
        return ""
    for read, typed in wording.mended:
        word = re.search(rf"(?<!\w){re.escape(read)}(?!\w)", kept)
        if word is not None:
            kept = f"{kept[: word.start()]}{typed}{kept[word.end() :]}"
    return kept


def topic_beside(wording: Wording) -> str:
    """Returns what a question about a document's relations is about: the words after "về", "on"."""
    match = _ABOUT.search(without_homographs(wording))
    if match is None:
        return ""
    return topic_of(wording.part(match.end()))
