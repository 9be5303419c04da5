"""Bare levels of government in a question: "cấp xã", "các tỉnh", "huyện nào", "commune-level"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from index.query.doing import CARRIES_OUT, ENGLISH_OWNERS, OWNERS, TENSES
from index.query.homographs import without_homographs
from index.query.naming import ends_in_type, types_in
from index.query.party import is_session
from index.query.wording import CLAIMED, TARGET, Wording

_LEVELS = {
    "tinh": "tỉnh", "thanh pho": "tỉnh", "tp": "tỉnh", "province": "tỉnh", "provinces": "tỉnh",
    "provincial": "tỉnh", "huyen": "huyện", "quan": "huyện", "thi xa": "huyện",
    "district": "huyện", "districts": "huyện", "xa": "xã", "phuong": "xã", "thi tran": "xã",
    "commune": "xã", "communes": "xã", "communal": "xã", "ward": "xã", "wards": "xã",
    "dac khu": "xã", "trung uong": "trung ương", "central": "trung ương", "national": "trung ương",
    "tw": "trung ương",
}  # fmt: skip
_BODIES = (
    r"(?:(?:(?:thuong truc|chu tich)\s+)?(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan)|"
    r"chinh quyen|uy ban|lanh dao)"
)
_LEVEL = (
    r"(?<![a-z])(?:"
    rf"(?:(?:{OWNERS})\s+)?(?:cac\s+)?"
    rf"(?:(?:{_BODIES}|don vi|co quan|dia phuong)\s+)?(?:cac\s+)?(?:o\s+)?"
    r"cap\s+(?P<cap>tinh|thanh pho|huyen|quan|xa|phuong|trung uong|tw)"
    rf"|(?:cua|o|tai|thuoc|do)\s+(?:cac\s+)?(?:{_BODIES}\s+)?(?:cac\s+)?"
    r"(?P<cua>tinh|thanh pho|huyen|quan|xa|phuong|thi tran|trung uong)(?:\s+nao)?"
    r"|(?<!dia )(?<!thi )(?<!co )(?P<nao>tinh|thanh pho|huyen|quan|xa|phuong)\s+nao"
    r"|(?<=\x00 )(?P<after>tinh|thanh pho|huyen|xa|phuong|trung uong|tw)"
    rf"|(?:cac|nhung|moi|{_BODIES})\s+(?:{_BODIES}\s+)?(?P<cac>tinh|thanh pho|huyen|xa|phuong)"
    rf"|^(?P<head>tinh|huyen|xa|phuong)(?=\s+(?:(?:{TENSES})\s+)?"
    rf"(?:{CLAIMED}|{CARRIES_OUT}|ap dung|lam kh|co kh|co ke hoach)(?![a-z]))"
    rf"|(?:(?:{ENGLISH_OWNERS}|for)\s+)?(?:the\s+)?(?:which\s+|all\s+)?"
    r"(?P<en>provinces?|provincial|districts?|communes?|communal|wards?|central|"
    r"national(?=[ -]level|\s+(?:\x00|action plan|document|authorit|government|agenc|plan|policy)))"
    r"(?:[\s-]+level)?"
    r"(?:\s+(?:people ?s (?:committees?|councils?)|authorit(?:y|ies)|governments?))?"
    r")(?![a-z])(?!\s+hoi(?![a-z]))"
)
# "Các xã vùng cao" are places that a text is about.
_KIND_OF_PLACE = re.compile(
    r"\s+(?:vung|mien nui|mien bien|bien gioi|dac biet|kho khan|ngheo|bai ngang|ven|nong thon|"
    r"trong diem|loai|khu vuc|dao|hai dao|an toan khu|diem|chua)(?![a-z])"
)
# "Đơn vị hành chính cấp xã" is what a text is about, not who issued it.
_PART_OF_A_NAME = re.compile(
    r"(?<![a-z])(?:cong chuc|vien chuc|can bo|nhan vien|chuc danh|hoc sinh gioi|giao vien gioi|"
    r"thanh vien|de tai(?: khoa hoc)?|sang kien|di tich|cu tri|"
    r"dai bieu(?: hdnd| hoi dong nhan dan)?|"
    r"(?:don vi hanh chinh|(?:khong|ko) chuyen trach)(?: cap \w+(?:,| va)?)?"
    r"|cap \w+(?:,| va))\s*$"
)
# "Quyết định sáp nhập các xã", "giao biên chế cho các huyện": what is done to them.
_DONE_TO = re.compile(
    r"(?<![a-z])(?:sap nhap|hop nhat|nhap|thanh lap|phan loai|chia tach|tach|sap xep|cong nhan|"
    r"dat ten|doi ten|giai the|ho tro|giao|phan cap|phan bo|dieu chinh|xep loai|cham diem|danh gia)"
    r"(?: [a-z]+){0,3} *$"
)
_ENDED = re.compile(r"(?<![a-z])(?:^bo|xoa bo|giai the|ket thuc hoat dong(?: cua)?) +$")
# "District inspection plans".
_BEFORE_TYPE = re.compile(rf"(?: +(?!(?:on|of|for|in|about|by) )[a-z]+){{0,2}} *{CLAIMED}")
BareLevel = tuple[str, int, int, bool, bool]
"""Level, start, end; whether a word such as "của" leads it, whether it is asked for ("which")."""


@cache
def _compiled() -> re.Pattern[str]:
    return re.compile(_LEVEL)


def bare_levels(wording: Wording) -> Iterator[BareLevel]:
    """Yields the levels that stand for all bodies of theirs, without a name behind them."""
    # Few questions name a level, and the pattern takes long to compile.
    if not any(word in wording.plain for word in _LEVELS):
        return
    for match in _compiled().finditer(without_homographs(wording)):
        word = next(group for group in match.groupdict().values() if group)
        if _PART_OF_A_NAME.search(wording.plain[: match.start()]) or is_session(
            wording.plain, match.end()
        ):
            continue
        if TARGET not in wording.plain and _is_spoken_of(wording, match):
            continue
        if match["en"] is None and not _is_unit_word(wording, match, word):
            continue
        # A capital letter after the unit's type is a place that the table does not know.
        if (
            re.match(r"\s+[^\W\d_]", wording.cased[match.end() :])
            and wording.cased[match.end() :].lstrip()[:1].isupper()
        ):
            continue
        led = match["en"] is None or not match[0].startswith(match["en"])
        asked = bool(re.search(r"(?<![a-z])(?:nao$|which )", match[0]))
        yield _LEVELS[word], match.start(), match.end(), led, asked


def _is_spoken_of(wording: Wording, match: re.Match[str]) -> bool:
    """Tells units that a text is about from those whose text it is."""
    before = wording.plain[: match.start()]
    if match["en"]:
        return _is_attribute(wording, match) or _is_object(match, before)
    if _KIND_OF_PLACE.match(wording.plain, match.end()):
        return True
    if _ENDED.search(before):
        return True
    return match["cac"] is not None and _DONE_TO.search(before) is not None


def _is_object(match: re.Match[str], before: str) -> bool:
    """Tells "merger of communes" from "plans of communes"."""
    if re.match(r"(?:of|for) ", match[0]) is None:
        return False
    return re.search(r"[a-z] *$", before) is not None and not ends_in_type(before)


def _is_attribute(wording: Wording, match: re.Match[str]) -> bool:
    """Tells "commune merger" and "district hospitals" from "commune plans" and "the communes"."""
    if match["en"].endswith("s") or not match[0].endswith(match["en"]) or " " in match[0]:
        return False
    behind = wording.plain[match.end() :]
    named = next(types_in(behind), None)
    beside = named is not None and not behind[: named.start].strip()
    if re.search("[a-z]", behind) is None:
        return CLAIMED not in wording.plain and next(types_in(wording.plain), None) is None
    claimed = _BEFORE_TYPE.match(behind)
    typed = claimed and next(types_in(wording.folded[match.end() + claimed.end() - 1 :]), None)
    return not beside and not (typed and typed.start == 0)


_UNIT_WORDS = {
    "tinh": "tỉnh", "thanh pho": "thành phố", "huyen": "huyện", "quan": "quận", "xa": "xã",
    "phuong": "phường", "thi tran": "thị trấn", "trung uong": "trung ương", "tw": "tw",
}  # fmt: skip
_OTHER_WORDS = re.compile(
    r"\s+(?:hoi|tai vien|tac|vien|uy|doi|nghiep|hinh|trang|chat|luong|ly|he|su|trong|diem|tam|chuc|"
    r"trac|toan|huong|duc|giam|gian|phi|an|phap|tien|thuc|nhan|khu|cuc|chung|phuc|ham|dan)(?![a-z])"
)


def is_other_word(wording: Wording, end: int) -> bool:
    """Tells "quân đội" from "quận" where it is typed without marks, by the word behind."""
    return wording.is_plain and _OTHER_WORDS.match(wording.plain, end) is not None


def _is_unit_word(wording: Wording, match: re.Match[str], word: str) -> bool:
    """Tells "xã" from "xa" and, without diacritics, "tỉnh" from "tình hình"."""
    group = next(name for name, value in match.groupdict().items() if value)
    start, end = match.span(group)
    if wording.is_plain:
        return not is_other_word(wording, end)
    typed = wording.lower[start:end]
    return typed == _UNIT_WORDS[word] or (group == "cap" and typed == word)
