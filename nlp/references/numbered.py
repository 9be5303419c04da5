"""Mentions with a number: typed ("Nghị định số 61/2018/NĐ-CP"), bare, short and abbreviated."""

from __future__ import annotations

import re

from nlp.fold import FoldedText
from nlp.references.anchors import GENERIC_TYPES, Anchor, spells
from nlp.references.dates import BARE_YEAR, date_behind, match_date
from nlp.references.mention import Mention
from nlp.references.numbers import (
    DIGITS,
    NUMBER,
    OLD_NUMBER,
    SHORT,
    SO,
    SYMBOL_FIRST,
    YEAR,
    Number,
    match_number,
    old_number,
    short_number,
    symbol_first_number,
)
from nlp.types import type_by_name

# Words that may stand between a type and its number and stay part of the mention.
_MODIFIER = (
    r"(?:\s+(?:ket\s+luan|tham\s+tra|tham\s+dinh|hanh\s+dong|phoi\s+hop|lien\s+tich|chuyen\s+de"
    r"|hoa\s+toc|khan|chi\s+dao|huong\s+dan|kiem\s+tra|giam\s+sat|thanh\s+tra|phuc\s+dap|mat"
    r"|ca\s+biet|quy\s+pham\s+phap\s+luat|hop\s+nhat|cong\s+tac|lien\s+nganh|tong\s+ket|so\s+ket"
    r"|tong\s+hop|danh\s+gia|bo\s+sung|thuyet\s+minh|lam\s+viec|hoat\s+dong"
    r"|giai\s+trinh(?:,?\s+(?:va\s+)?tiep\s+thu)?|tiep\s+thu(?:,?\s+(?:va\s+)?giai\s+trinh)?))?"
)
_TYPED_GAP = re.compile(rf"(?i:{_MODIFIER})[\s:]{{0,6}}(?P<so>{SO})?")
# A type in capitals above "Số: …" is the heading of a document, not a citation.
_HEADING = re.compile(r"[A-Z\s]{6,40}\n\s*S[oO]\s{0,3}:")
_BACK = re.compile(
    rf"(?:^|[^\w/.-])(?P<so>{SO})?(?P<n>{DIGITS})(?:\s{{0,2}}/\s{{0,2}}{YEAR})?"
    rf"(?:\s{{0,2}}-\s{{0,2}}[A-Z][A-Za-z]{{0,5}})?\s{{0,2}}$"
)
# What a number beside such a word counts is no document.
_NOT_A_DOCUMENT = re.compile(
    r"(?:mau|bieu|phu luc|ky hieu|ma so|tai khoan|ho so|bien so|dien thoai|tcvn|qcvn|iso|tcn|qctdhn"
    r"|hotline|ban do|to so|thua|lo|cong bao/?)(?:\s+(?:so|dat|so hieu))?[\s:.]*$"
)
# A short number in front of one of these counts things: "Nghị quyết 5 năm", "Kế hoạch 10 ngày".
_COUNTED = re.compile(
    r"\s{0,3}(?:nam|thang|ngay(?!\s*\d)|nguoi|lan|%|dong|trieu|ty|ban|cap|tinh|xa|huyen|dieu|khoan"
    r"|chuong|noi dung|nhiem vu|bo|co quan|don vi|dia phuong|muc tieu|nhom|giai doan|tuan|gio|buoc"
    r"|ho|truong hop|linh vuc|thu tuc|van ban|chi tieu|van de|mat|trang|phan|quy|thanh vien)\b"
)
# Headings and forms count these ("Quy trình số 01"): a number without symbol needs a date.
# "Điện" is a power line more often than a telegram ("động cơ điện 380 V").
_COUNTED_THEMSELVES = frozenset(
    ("Quy trình", "Dự án", "Phương án", "Hợp đồng", "Biên bản", "Giấy mời", "Giấy phép", "Điện")
)
# "pháp luật 18": the end of another word, and the mark of a footnote.
_LONGER_WORD = re.compile(r"\b(?:phap|ky|quy)\s+$")
_DIGIT = re.compile(r"\d")
_IN_LIST = re.compile(r"\s{0,3}(?:[,;]|va|,\s?va|[,;]\s?so|va\s+so)\s{1,3}")
_NATIONAL_ASSEMBLY = re.compile(r"QH\d{1,2}$")
_STANDING_COMMITTEE = re.compile(r"(?:NQ-|PL-)?UBTVQH\d{1,2}$")
_HOLDS_DOCUMENTS = re.compile(r"UBND|VPCP|HDND|HĐND|VP|^B[A-ZĐ]{1,7}$|^S[A-ZĐ]{2,7}$|QH\d")


def read_typed(folded: FoldedText, anchor: Anchor) -> Mention | None:
    """The mention that begins with a type word, if a number stands behind it."""
    gap = _TYPED_GAP.match(folded.cased, anchor.end)
    assert gap is not None  # every part of the pattern is optional
    if "\n" in gap[0] and _HEADING.match(folded.cased, anchor.start):
        return None
    number = _number_at(folded, gap.end())
    if number is None:
        old = OLD_NUMBER.match(folded.cased, gap.end())
        number = old_number(folded, old) if old else None
    if number is None:
        number = _short_at(folded, anchor, gap)
    if number is None:
        return None
    stated = GENERIC_TYPES.get(anchor.name, anchor.name)
    mention = Mention(anchor.start, number.end, stated, "numbered", number, number.written)
    if number.symbol is None:
        mention.kind = "short"
    if number.broken:
        mention.confidence = 0.5
    mention.type = _real_type(anchor.name, number)
    return add_date(folded, mention)


def _number_at(folded: FoldedText, position: int) -> Number | None:
    match = NUMBER.match(folded.cased, position)
    if match:
        number = match_number(folded, match)
        if number is not None:
            return number
    match = SYMBOL_FIRST.match(folded.cased, position)
    return symbol_first_number(folded, match) if match else None


def _short_at(folded: FoldedText, anchor: Anchor, gap: re.Match[str]) -> Number | None:
    """A number without symbol, where the type and what follows allow one."""
    match = SHORT.match(folded.cased, gap.end())
    says_so = gap["so"] is not None
    if match is None or ("\n" in gap[0] and not says_so):
        return None
    if not match["y"] and not _bare_number(folded, anchor, match, says_so):
        return None
    if not spells(folded.surface(anchor.start, anchor.end), anchor.name):
        return None
    return short_number(match)


def _bare_number(folded: FoldedText, anchor: Anchor, match: re.Match[str], says_so: bool) -> bool:
    """Whether digits without year and symbol number a document and count nothing."""
    digits = match["n"]
    if digits[-1].isalpha() or _COUNTED.match(folded.lower, match.end()):
        return False
    if match.start() == anchor.end:  # "kế hoạch20": the mark of a footnote
        return False
    if anchor.name == "Luật" and _LONGER_WORD.search(
        folded.lower, max(0, anchor.start - 8), anchor.start
    ):
        return False
    if anchor.name in _COUNTED_THEMSELVES:
        return match_date(folded.lower, match.end()) is not None
    if says_so:
        return True
    kind = type_by_name(GENERIC_TYPES.get(anchor.name, anchor.name))
    looks_like_year = len(digits) == 4 and digits.startswith(("19", "20"))
    return kind is not None and kind.bare and len(digits) > 1 and not looks_like_year


def _real_type(stated: str, number: Number) -> str:
    """The type that the number proves, where the text says only "Văn bản" or a longer name."""
    plain = GENERIC_TYPES.get(stated, stated)
    if number.kind is None:
        return plain
    if stated == "Văn bản" or plain.startswith(number.kind.name + " "):
        return number.kind.name
    return plain


# "Mẫu TT171" is the name of a form.
_FORM = re.compile(r"\b(?:mau|bieu)\s+(?:so\s+)?$")


def read_abbreviated(folded: FoldedText, anchor: Anchor) -> Mention | None:
    """An abbreviated type: "QĐ 468", "NĐ61"; or the symbol first: "NĐ-CP 45/2020"."""
    cased = folded.cased
    if anchor.role == "symbol":
        match = SYMBOL_FIRST.match(cased, anchor.start)
        number = symbol_first_number(folded, match) if match else None
    else:
        labels_form = _FORM.search(folded.lower, max(0, anchor.start - 10), anchor.start)
        if labels_form or not _abbreviates(folded, anchor):
            return None
        number = _number_at(folded, anchor.end - 1)
        if number is None:
            match = SHORT.match(cased, anchor.end - 1)
            if (
                match is None
                or match["n"][-1].isalpha()
                or (not match["y"] and (len(match["n"]) < 2 or len(match["n"]) > 5))
                or _COUNTED.match(folded.lower, match.end())
            ):
                return None
            if anchor.name in _WITH_SYMBOL:
                return None
            if not match["y"] and _in_a_code(cased, anchor, match.end()):
                return None
            number = short_number(match)
    if number is None:
        return None
    name = number.kind.name if number.kind else anchor.name
    kind = "numbered" if number.symbol else "short"
    mention = Mention(anchor.start, number.end, name, "numbered", number, number.written)
    mention.kind = "short" if kind == "short" else "numbered"
    return add_date(folded, mention)


def counts_things(lower: str, position: int) -> bool:
    """Whether what follows a number shows that it counts things and names no document."""
    return _COUNTED.match(lower, position) is not None


# "TB 12" alone may stand for an average or a team: these need the symbol ("TB số 12-TB/HU").
_WITH_SYMBOL = frozenset(("Thông báo", "Báo cáo", "Tờ trình"))
# The name of a file goes on after the number: "Phụ lục II.NĐ15.doc", "TT 28 BKHCN.doc".
_FILE = re.compile(r"[\w ]{0,20}\.(?:docx?|pdf|xlsx?|rtf|zip)\b")


def _in_a_code(cased: str, anchor: Anchor, end: int) -> bool:
    """Whether letters and digits are part of something else: a road ("CT.08"), a file's name."""
    return "." in cased[max(0, anchor.start - 1) : anchor.end] or bool(_FILE.match(cased, end))


def _abbreviates(folded: FoldedText, anchor: Anchor) -> bool:
    """Whether the letters are capitals, as an abbreviation's are ("Qð" is how OCR reads "QĐ")."""
    letters = folded.surface(anchor.start, anchor.start + 2)
    return letters[0].isupper() and (letters[1].isupper() or letters[1] in "ð₫")


def read_untyped(folded: FoldedText, slash: Anchor, floor: int) -> Mention | None:
    """A number without type word ("số 48/2013/NĐ-CP", "2568/KH-UBND") around a slash.

    `floor` is where the previous mention ends: nothing before it is looked at.
    """
    start = max(floor, slash.start - 26)
    if not _DIGIT.search(folded.lower, max(floor, slash.start - 8), slash.start):
        return None
    window = folded.cased[start : slash.start]
    back = _BACK.search(window)
    if back is None:
        return None
    match = NUMBER.match(folded.cased, start + back.start("n"))
    number = match_number(folded, match) if match else None
    if number is None or number.end <= slash.start or number.broken:
        return None
    begin = start + (back.start("so") if back["so"] else back.start("n"))
    before = folded.lower[max(0, begin - 24) : begin]
    if _NOT_A_DOCUMENT.search(before) or _in_address(folded.lower, begin, number.end):
        return None
    listed = floor and _IN_LIST.fullmatch(folded.lower, floor, begin)
    if not (back["so"] or listed) and (before.endswith(":") or not _convincing(number)):
        return None
    mention = Mention(begin, number.end, _type_of(number), "numbered", number, number.written)
    return add_date(folded, mention)


def _in_address(lower: str, start: int, end: int) -> bool:
    """Whether a number stands in a web address: "…=S%E1%BB%91%2010/2018/TT-BL%C4%90"."""
    return "%" in (lower[start - 1 : start], lower[end : end + 1])


def _convincing(number: Number) -> bool:
    """Whether a number without "số" and type is that of a document by its symbol alone."""
    symbol = number.symbol or ""
    if number.kind is not None:
        return "-" in symbol or "/" in symbol
    return bool(_HOLDS_DOCUMENTS.search(symbol)) and ("-" in symbol or number.year is not None)


def _type_of(number: Number) -> str | None:
    symbol = number.symbol or ""
    if _NATIONAL_ASSEMBLY.search(symbol):
        return None  # Luật or Nghị quyết: only the words around it can tell
    if _STANDING_COMMITTEE.search(symbol):
        return "Pháp lệnh" if symbol.startswith("PL") else "Nghị quyết"
    return number.kind.name if number.kind else "Công văn"


def add_date(folded: FoldedText, mention: Mention) -> Mention:
    """Extend a mention over the date behind it."""
    tail = date_behind(folded, mention.end)
    if tail is None and mention.number is not None and mention.number.symbol is None:
        year = BARE_YEAR.match(folded.lower, mention.end)
        if year and "(" not in year[0]:
            mention.end, mention.year = year.end("y"), int(year["y"])
    elif tail is not None:
        mention.end, mention.date, mention.year = tail.end, tail.date, tail.year
    if mention.year is None and mention.number is not None:
        mention.year = mention.number.year
    mention.tail = mention.end
    return mention
