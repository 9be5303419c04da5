"""The signature block and "Nơi nhận" at the end of a document.

NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II.7 and II.9: TM. for a collective, KT. for a head whose
deputy signs, TL. by order, TUQ. by delegation, Q. for an acting head; the signer's position in
capitals, the name in upright bold below it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.data import lines
from nlp.letters import LOWER as _LOWER
from nlp.letters import UPPER as _UPPER

_MARK = r"(?:(?:T/?M|K/?T|T/?L|TUQ|T\.U\.Q|Q)\s?[.,]|T/M|K/T|T/L)"
_CAPACITY = re.compile(rf"(?:^|\s)({_MARK})\s*(?=[{_UPPER}])|^(TM|KT|TL|TUQ)\s")
_POSITIONS = "|".join(sorted(lines("positions.txt"), key=len, reverse=True))
_FIRST = (
    rf"(?={_MARK}\s{{0,9}}\*{{0,4}}\s{{0,9}}[{_UPPER}]{{2}}"
    rf"|(?:TM|KT|TL|TUQ)\s[{_UPPER}]{{2}}|(?:{_POSITIONS})\b)"
)
_START = re.compile(rf"\n[ \t|*#>]*(?=[TKQCPBGVH][./ {_UPPER}]){_FIRST}")
_START_IN_ROW = re.compile(rf"(?:[\t|] ?|    )\*{{0,4}}(?=[TKQCPBGVH]){_FIRST}")
_NAME = re.compile(
    r"(?:(?:GS|PGS|TS|ThS|Ths|BS|KS|Ts|TSKH|Dr)\b[.,]? ?)*"
    r"(?:(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy) |Thủ trưởng )?"
    rf"(?P<name>(?:[{_UPPER}][{_LOWER}]*[ ]){{1,5}}[{_UPPER}][{_LOWER}]*)$"
)
_NAME_IN_CAPITALS = re.compile(rf"(?P<name>(?:[{_UPPER}]{{2,7}} ){{1,4}}[{_UPPER}]{{2,7}})$")
_PART = re.compile(rf"[{_UPPER}][{_LOWER}]*(?: [{_UPPER}][{_LOWER}]*){{0,4}}$")
_RANK = re.compile(r"(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy)$")
_NOT_NAMES = re.compile(
    r"(?:Nơi|Phụ|Quyết|Kế|Thông|Nghị|Quy|Danh|Mẫu|Biểu|Công|Căn|Điều|Chương|Phần|Ban|Bộ|Sở|Ủy|Uỷ|Tỉnh"
    r"|Thành|Hội|Văn Phòng|Ngày|Người|Chủ|Phó|Giám|Lưu|Như|Số|Đã|Ký|Họ)\s"
)
_NOISE = re.compile(
    r"^(?:\(?\s*(?:[Đđ]ã [Kk]ý|ĐÃ KÝ|[Kk]ý,? .*|[Kk]ý tên.*|[Cc]hữ ký.*|[Ss]igned.*)\s*\)?"
    r"|\(?[Kk]ý\)?|[-_=*.\s]+|\[.*\]|\d+|CÔNG BÁO.*|Ký bởi.*|Người ký.*"
    r"|(?:Cơ quan|Email|Ngày ký|Thời gian ký):.*)$"
)
_RECIPIENTS = re.compile(r"Nơi\s+nhận\s*:?")
_BLOCK_LINES = 26
_BLOCK_LENGTH = 1500
_BESIDE = 120


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed and as what; the span covers the block from its first line to the name."""

    name: str | None
    capacity: str | None
    position: str | None
    collective: str
    start: int
    end: int


def find_signature(text: str, start: int, end: int | None = None) -> Signature | None:
    """Find the first signature block with a name in `text[start:end]`; `text` is canonical."""
    stop = len(text) if end is None else end
    found = _search(_START, text, start, stop)
    if found is None or found.name is None:
        beside = _search(_START_IN_ROW, text, start, stop)
        return beside if beside and (beside.name or not found) else found
    # "- Lưu: VT. ⇥ KT. BỘ TRƯỞNG": the block began on the row above, beside the recipients.
    above = _search(_START_IN_ROW, text, max(start, found.start - _BESIDE), found.start)
    return above if above and above.name == found.name else found


def _search(pattern: re.Pattern[str], text: str, start: int, stop: int) -> Signature | None:
    nameless: Signature | None = None
    position = start
    while match := pattern.search(text, position, stop):
        position = match.end() + 1
        found = _read_block(text, match.end(), min(len(text), match.end() + _BLOCK_LENGTH))
        if found is None:
            continue
        if found.name:
            return found
        if nameless is None and found.capacity:
            nameless = found
        position = max(position, found.end)
    return nameless


def _read_block(text: str, start: int, stop: int) -> Signature | None:
    heads: list[str] = []
    name, end = None, start
    lines = [row for row in _block_lines(text, start, stop) if not _NOISE.match(row.text)]
    for i, row in enumerate(lines):
        if _is_head(row.text, heads) or (heads and _is_wrapped_head(lines, i)):
            heads.append(row.text)
            end = row.end
        elif not _RANK.match(row.text):
            name, last = _name_at(lines, i)
            end = last.end if name else end
            break
    if not heads:
        return None
    words = " ".join(heads)
    marks = [re.sub(r"[^A-Z]", "", m[1] or m[2]) for m in _CAPACITY.finditer(words)]
    capacity = " ".join(f"{mark}." for mark in dict.fromkeys(marks)) or None
    return Signature(name, capacity, _position(heads), words, start, end)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a signature block; `open` where it breaks off in bold or italics."""

    end: int
    text: str
    open: bool
    joined: bool


def _block_lines(text: str, start: int, stop: int) -> list[_Row]:
    found: list[_Row] = []
    at, joined = start, False
    stars = text.count("*", text.rfind("\n", 0, start) + 1, start)
    for part in re.split(r"([\n\t|])", text[start:stop])[: 2 * _BLOCK_LINES]:
        line = " ".join(part.replace("*", "").strip(" #>_").split())
        if line:
            stars += part.count("*")
            found.append(_Row(at + len(part.rstrip(" *_")), line, stars % 4 in (1, 2), joined))
            joined = True
        elif part != "\n" or text[at - 1 : at] == "\n":
            joined = False
        at += len(part)
    return found


def _name_at(lines: list[_Row], i: int) -> tuple[str | None, _Row]:
    """The name in line `i`, with the line below it if the name is broken there."""
    row = lines[i]
    below = lines[i + 1] if i + 1 < len(lines) else None
    if below and below.joined and _PART.match(row.text) and _PART.match(below.text):
        syllables = len(row.text.split()) + len(below.text.split())
        if syllables <= 5 and (row.open or " " not in row.text):
            name = _person(f"{row.text} {below.text}")
            if name:
                return name, below
    return _person(row.text), row


def _is_wrapped_head(lines: list[_Row], i: int) -> bool:
    """Capitals that look like a name, but the name stands below them."""
    if not lines[i].text.isupper() or len(lines[i].text) > 90:
        return False
    return any(
        _NAME.match(row.text) and not _NOT_NAMES.match(row.text) for row in lines[i + 1 : i + 4]
    )


def _is_head(line: str, heads: list[str]) -> bool:
    """A line of the block above the name: capitals, or an abbreviated capacity before them."""
    if len(line) > 90 or any(c.isdigit() for c in line):
        return False
    letters = [c for c in _CAPACITY.sub(" ", line) if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if not letters or capitals < 0.9 * len(letters):
        return False
    return not (heads and _NAME_IN_CAPITALS.match(line) and _is_complete(heads[-1], line))


def _is_complete(last: str, line: str) -> bool:
    """Whether `last` is a whole position, so that `line` in capitals can only be a name."""
    ends = re.search(rf"(?:^|\s)(?:{_POSITIONS})$", last) is not None
    return (
        ends
        and re.match(rf"(?:T/?M|K/?T|T/?L|TUQ|Q)\b|{_POSITIONS}|BAN|ỦY|HỘI|VĂN|BỘ|SỞ", line) is None
    )


def _person(line: str) -> str | None:
    match = _NAME.match(line)
    if match and not _NOT_NAMES.match(line):
        return match["name"]
    match = _NAME_IN_CAPITALS.match(line)
    if match and not _NOT_NAMES.match(line.title()):
        return match["name"].title()
    return None


def _position(heads: list[str]) -> str | None:
    """The signer's own position: what follows the last line that begins with one."""
    for i in range(len(heads) - 1, -1, -1):
        own = _CAPACITY.sub(" ", heads[i]).strip()
        if re.match(rf"(?:{_POSITIONS})\b", own):
            words = " ".join([own, *heads[i + 1 :]])
            return words[:1] + words[1:].lower()
    return None


def find_recipients(text: str, start: int, end: int) -> tuple[tuple[str, ...], int, int] | None:
    """Read "Nơi nhận:" in `text[start:end]`: the recipients, and the list's span."""
    label = _RECIPIENTS.search(text, start, end)
    if label is None:
        return None
    found: list[str] = []
    stop, at = label.end(), label.end()
    for raw in text[label.end() : min(end, label.end() + 4000)].split("\n"):
        line = " ".join(raw.replace("*", "").strip(" |#>\t").split())
        bordered = "|" in raw
        if line.startswith(("-", "+", "–", "•")):
            found.append(line.lstrip("-+–• ").rstrip(";. "))
        elif found and line and not (line.isupper() or bordered or _ends(found[-1], line)):
            found[-1] = f"{found[-1]} {line.rstrip(';. ')}"
        elif line not in ("", ":", "-") or (bordered and found):
            break
        if line:
            stop = at + len(raw.rstrip())
        at += len(raw) + 1
    return tuple(x for x in found if x), label.start(), stop


def _ends(last: str, line: str) -> bool:
    """Whether the list ended before `line`: a new paragraph that is no wrapped recipient."""
    return (
        last.startswith("Lưu")
        or _person(line) is not None
        or bool(_CAPACITY.search(line[:4] + " A"))
    )
