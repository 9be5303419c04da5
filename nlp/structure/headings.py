"""The words beside or below a mark, where they are a heading and not the text itself."""

from __future__ import annotations

import re

_ALWAYS = frozenset(("phan", "chuong", "muc", "tieu_muc", "annex", "alpha", "roman"))
_WINDOW = 600
# A line as long as this was wrapped: what it begins is a sentence.
_WRAPPED = 70
_LABEL_END = re.compile(r"[ \t*]*[.:)]?[ \t*_–-]*")
_NEW_UNIT = re.compile(
    r"[ \t*#>|_“\"]*(?:(?:Điều|ĐIỀU|Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN)\s+[\dIVX]"
    r"|(?:\d{1,2}|[a-zđ])[.)]\s)"
    r"|[ \t*#>|]*[-+–]\s|[ \t*]*[|(]|[ \t*]*CÔNG BÁO|Người ký|Ký bởi"
)
_SENTENCE_END = (".", ";", ",", "…")


def find_heading(text: str, start: int, end: int, level: str) -> str:
    """Return the heading of the unit whose mark ends at `start`, or an empty string.

    Args:
        text: canonical text.
        start: where the unit's mark ends.
        end: where the unit ends.
        level: the unit's level; those above the article always have a heading, and it may stand
            on the lines below the mark.
    """
    if level in ("dash", "quoted"):
        return ""
    begin = _LABEL_END.match(text, start, end)
    at = begin.end() if begin else start
    if level not in _ALWAYS and level != "dieu":
        return _short_heading(text, at, end)
    below = level in ("phan", "chuong", "muc", "tieu_muc", "annex")
    lines = _heading_lines(text[at : min(end, at + _WINDOW)], below)
    words = " ".join(" ".join(lines).replace("*", "").split()).strip(" _|#>")
    if level in _ALWAYS:
        return words.rstrip(":. ") if len(words) <= 400 else ""
    if not words or len(words) > 250 or words.endswith(_SENTENCE_END):
        return ""
    return words.rstrip(": ")


def _short_heading(text: str, start: int, end: int) -> str:
    """The heading of "1.", "1.1." or "a)": one or two short lines that end no sentence."""
    first = text.find("\n", start, min(end, start + 130))
    if first < 0:
        if end - start > 120:
            return ""
        first = end
    line = text[start:first].strip(" *_|")
    if not line or line[-1] in ".;,…":
        return ""
    if len(line) > _WRAPPED and text[first + 1 : first + 2].islower():
        return ""
    lines = _heading_lines(text[start : min(end, start + 300)], below=False)
    words = " ".join(" ".join(lines).replace("*", "").split()).strip(" _|#>")
    if words.endswith(_SENTENCE_END) or len(words) > 100:
        return ""
    return "" if words.endswith(":") and len(words) > 60 else words.rstrip(": ")


def _heading_lines(window: str, below: bool) -> list[str]:
    found: list[str] = []
    for i, raw in enumerate(window.split("\n")):
        line = raw.strip()
        if not line.strip("*_-| "):
            if found or (i and not below):
                break
            continue
        if found and not _wraps(found[-1], line):
            break
        if i and _NEW_UNIT.match(raw):
            break
        found.append(line)
        if line.endswith("**") and line.count("**") % 2 == 1:
            break
    return found


def _wraps(before: str, line: str) -> bool:
    """Whether `line` goes on with the heading that `before` began."""
    words = line.lstrip("* ")
    if before.endswith(_SENTENCE_END) or before.endswith(":"):
        return before.endswith(",")
    letters = before.strip("* ")
    return words[:1].islower() or (letters.isupper() and words.isupper())
