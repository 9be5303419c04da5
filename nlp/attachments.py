"""Documents attached to another in the same file: a plan, regulation or list that it issues.

NĐ 30/2020/NĐ-CP, Phụ lục I, Phần III: an attachment bears its name in capitals, its title, and in
brackets "(Kèm theo Quyết định số … ngày … của …)".
"""

from __future__ import annotations

import re
from functools import cache

from nlp.data import lines as data_lines
from nlp.directive import Attachment
from nlp.header.types import type_in_capitals

# Title and name stand in so many lines, and so many characters, above "(Kèm theo …)".
_LINES, _REACH = 16, 2200
_LABEL = re.compile(
    r"\n[ \t*|#>_]*(?:[(\[]\s{0,9}\*{0,4}\s{0,9}"
    r"(?:Ban\s+hành\s+|Được\s+ban\s+hành\s+|Phê\s+duyệt\s+|Đính\s+)?[Kk][èe]m\s+theo"
    r"|(?:Ban\s+hành\s+k|K)èm\s+theo\s+"
    r"(?:Quyết|Nghị|Thông|Kế|Chỉ|Công|Tờ|Báo|Văn|Hướng|Chương|Quy|QĐ))"
)
_BREAK = re.compile(r"\./\.|^\s*-\s|^[ *]*(?:Nơi nhận|CÔNG BÁO|Ký bởi|Người ký|Điều \d)|[;,:]\s*$")


def find_attachments(
    text: str, start: int, end: int, signed: int | None = None
) -> tuple[Attachment, ...]:
    """Find the attached documents in `text[start:end]`, in order; each ends where the next begins.

    Args:
        text: canonical text.
        start: where the document's body begins.
        end: where the file's text ends.
        signed: where the signature of the main document ends, if it has one: a line that names a
            type right below it begins an attachment even without "(Kèm theo …)".
    """
    found: list[tuple[int, str, str]] = []
    floor = start
    first = _unlabelled(text, signed, end) if signed is not None else None
    if first:
        found.append(first)
        floor = first[0] + 1
    for label in _LABEL.finditer(text, start, end):
        name = _name_above(text, max(floor, label.start() - _REACH), label.start())
        if name is not None and not name[2]:
            name = (*name[:2], _title_below(text[label.end() : min(end, label.end() + 1200)]))
        if name is not None:
            if not found or name[0] > found[-1][0]:
                found.append(name)
            floor = label.end()
        elif first is None or label.start() - first[0] > _REACH:
            floor = max(floor, label.start())
    ends = [*[begin for begin, _, _ in found[1:]], end][: len(found)]
    return tuple(
        Attachment(kind, title, begin, stop)
        for (begin, kind, title), stop in zip(found, ends, strict=True)
    )


def _unlabelled(text: str, signed: int, end: int) -> tuple[int, str, str] | None:
    at = signed
    for row in text[signed : min(end, signed + 300)].split("\n"):
        words = _plain(row)
        name = type_in_capitals(words)
        if name:
            below = text[at + len(row) : min(end, at + len(row) + 1200)]
            return at + _indent(row), name, _title_below(below)
        if words and words.upper() != words and at > signed:
            return None
        at += len(row) + 1
    return None


def _title_below(text: str) -> str:
    found: list[str] = []
    for row in text.split("\n")[1:]:
        words = _plain(row)
        if not words and found:
            break
        if words:
            if words.startswith(("(", "I.", "Căn cứ", "Chương", "Điều")):
                break
            found.append(words)
    return " ".join(found)


def _name_above(text: str, start: int, end: int) -> tuple[int, str, str] | None:
    """Read name and title upwards from "(Kèm theo …)": position, type and title."""
    rows: list[tuple[int, str, bool]] = []
    at = end
    for row in reversed(text[start:end].split("\n")):
        at -= len(row)
        words = _plain(row)
        if rows and (len(rows) >= _LINES or _BREAK.search(words)):
            break
        if words:
            rows.append((at + _indent(row), words, "|" in row))
            if _head(words):
                above = [r for r in rows if _head(r[1])]
                if type_in_capitals(words) or len(above) > 1 or words.upper().startswith("PHỤ LỤC"):
                    return _named(rows)
        elif "|" in row and any(_head(w) for _, w, _ in rows):
            break
        at -= 1
    return _named(rows) if any(_head(words) for _, words, _ in rows) else None


def _named(rows: list[tuple[int, str, bool]]) -> tuple[int, str, str]:
    """Take the topmost row that names a kind of document as the beginning."""
    top = max(i for i, (_, words, _) in enumerate(rows) if _head(words))
    position, words, _ = rows[top]
    kind, rest = _head(words) or ("Phụ lục", words)
    below = [w for _, w, _ in reversed(rows[:top])]
    title = " ".join(([rest] if rest else []) + below)
    return position, kind, title.strip(" :.-")


@cache
def _heads() -> tuple[tuple[str, str], ...]:
    names = sorted(data_lines("attachment_heads.txt"), key=len, reverse=True)
    return tuple((name.upper(), name) for name in names)


def _head(words: str) -> tuple[str, str] | None:
    """Return the kind that a line in capitals begins with, and the title that follows on it."""
    exact = type_in_capitals(words)
    if exact:
        return exact, ""
    if words[:3].isupper() or words.startswith("Phụ lục"):
        capitals = words.upper()
        for upper, name in _heads():
            if capitals.startswith(upper) and not words[len(upper) : len(upper) + 1].isalpha():
                rest = words[len(upper) :]
                label = re.match(
                    r"\s*(?:SỐ\s+|số\s+)?(?:[IVX]+[A-Za-z]?|\d{1,2}[a-zA-Z]?)\b[\s.:]*", rest
                )
                if name == "Phụ lục" and label:
                    return name, rest[label.end() :].strip(" .:-")
                return (name, rest.strip(" .:-")) if name == "Phụ lục" else (name, words)
        for count in (4, 3, 2):
            kind = type_in_capitals(" ".join(words.split()[:count]))
            if kind:
                return kind, " ".join(words.split()[count:])
    return None


def _plain(row: str) -> str:
    return " ".join(row.replace("*", "").strip(" \t|#>_").split())


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" \t|#>_*"))
