"""The marks that number a document's units, where they begin a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from nlp.directive import SectionLevel
from nlp.letters import UPPER

_ORDINAL = r"(?:thứ\s+\w+|THỨ\s+[^\W\d_]+|[IVXLC]+|\d+)"
_BLANKS = r"[ \t*]{1,9}"
_MAYBE_BLANKS = r"[ \t*]{0,9}"
# After the number of a chapter comes its heading in capitals, or the line ends.
_CAPITALS_OR_END = rf"(?=[ \t*.:]{{0,9}}(?:\n|[{UPPER}]))"
_STOP_OR_CAPITAL = rf"(?={_MAYBE_BLANKS}[.:\n]|{_BLANKS}[{UPPER}])"
_PATTERNS = (
    r"(?P<dieu>(?:Điều|ĐIỀU)[ \t*\n]{1,4}(?P<dieu_n>\d{1,4}[a-zđ]?)"
    rf"(?={_MAYBE_BLANKS}(?:[.:\n]|\d{{0,2}}\.)|\*+))",
    rf"(?P<chuong>(?:Chương|CHƯƠNG){_BLANKS}(?P<chuong_n>[IVXLC]+[a-z]?|\d+){_CAPITALS_OR_END})",
    rf"(?P<phan>(?:Phần|PHẦN){_BLANKS}(?P<phan_n>{_ORDINAL}){_CAPITALS_OR_END})",
    rf"(?P<muc>(?:Mục|MỤC){_BLANKS}(?P<muc_n>\d{{1,3}}|[IVX]+){_STOP_OR_CAPITAL})",
    rf"(?P<tieu_muc>(?:Tiểu mục|TIỂU MỤC){_BLANKS}(?P<tieu_muc_n>\d{{1,3}}){_STOP_OR_CAPITAL})",
    rf"(?P<annex>(?:PHỤ[ \t]{{1,9}}LỤC|Phụ lục|Mẫu số|MẪU SỐ)(?:{_BLANKS}(?:SỐ|số))?"
    rf"{_MAYBE_BLANKS}(?P<annex_n>[IVXLC]+\b|\d{{1,3}}(?:[./]\d{{1,2}})*[a-zA-Z]?\b)?"
    rf"(?=[ \t*:.]{{0,9}}(?:\n|\Z|[(]|{_BLANKS}[{UPPER}]{{2}}|[ \t:.*-]{{1,9}}[{UPPER}])))",
    rf"(?P<roman>[IVX]{{1,6}}[a-z]?)[.)](?={_BLANKS}[^\W_])",
    rf"(?P<alpha>[A-H])\.(?={_BLANKS}[^\W\d_])",
    rf"(?P<decimal>\d{{1,2}}(?:\.\d{{1,2}}){{1,4}})[.)]?(?={_BLANKS}[“\"(]?[^\W\d_])",
    rf"(?P<arabic>\d{{1,3}}[a-zđ]?)[.)/](?={_MAYBE_BLANKS}[“\"(]?[^\W_]|{_MAYBE_BLANKS}\n)",
    r"(?P<letter>[a-zđ]{1,2}\d?(?:\.\d{1,2})?)\)",
    rf"(?P<dash>[-–+•])(?={_MAYBE_BLANKS}[^\W\d_]|{_BLANKS}\S)",
    rf"(?P<close>(?:Nơi\s+nhận\b|(?:TM|KT|TL|TUQ)\.[ \t]*[{UPPER}]{{2}}))",
)
# What a mark can begin with, so that most lines are left after a look at their first letters.
_FIRST = r"(?=[-–+•\dĐCPMTNKA-HIVX]|[a-zđ]{1,2}[\d.)])"
_TOKEN = re.compile(rf"\n[ \t*#>|_“\"]*{_FIRST}(?:{'|'.join(_PATTERNS)})")

_LEVELS: dict[str, SectionLevel] = {
    "dieu": "dieu", "chuong": "chuong", "phan": "phan", "muc": "muc", "tieu_muc": "tieu_muc",
    "annex": "annex", "roman": "roman", "alpha": "alpha", "decimal": "decimal", "arabic": "arabic",
    "letter": "letter", "dash": "dash",
}  # fmt: skip
_WORDS = {
    "dieu": "Điều", "chuong": "Chương", "phan": "Phần", "muc": "Mục", "tieu_muc": "Tiểu mục",
}  # fmt: skip


class Token(NamedTuple):
    """A mark: its level (null for the end of the body), label, and span of the mark itself."""

    level: SectionLevel | None
    label: str
    number: str
    start: int
    end: int
    line: int


def find_tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield the marks in `text[start:end]`, in order; `line` is where the line begins."""
    if start == 0 and not text.startswith("\n"):
        first = _TOKEN.match("\n" + text[:300])
        if first:
            yield _token(first, -1)
    for match in _TOKEN.finditer(text, max(0, start - 1), end):
        yield _token(match, 0)


def _token(match: re.Match[str], shift: int) -> Token:
    group = match.lastgroup or ""
    begin, end, line = match.start(group) + shift, match.end() + shift, match.start() + 1 + shift
    level = _LEVELS.get(group)
    if level is None:
        return Token(None, "", "", begin, end, line)
    if group in _WORDS:
        number = " ".join(match[f"{group}_n"].split())
        label = f"{_WORDS[group]} {number}"
    elif group == "annex":
        number = match["annex_n"] or ""
        words = " ".join(match["annex"].replace("*", " ").split())
        label = words[:1] + words[1:].lower() if words.isupper() and not number else _annex(words)
    else:
        number = label = match[group]
    return Token(level, label, number, begin, end, line)


def _annex(words: str) -> str:
    """Take the capitals from the name only: "PHỤ LỤC II" → "Phụ lục II"."""
    for name in ("Phụ lục", "Mẫu số"):
        if words.upper().startswith(name.upper()):
            return name + words[len(name) :].replace(" SỐ ", " số ")
    return words
