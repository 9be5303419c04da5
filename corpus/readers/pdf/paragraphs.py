"""Joins the lines of a page to paragraphs, also over page breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.encodings.syllables import is_syllable
from corpus.readers.layout import fold
from corpus.readers.pdf.lines import Line, Measure

# In parts of the font's height.
_INDENT = 0.9
_CENTRED = 1.5
_WIDE_GAP = 1.45

# Beginnings that open a paragraph wherever the line before ends a sentence or an item: words,
# folded and with a capital, and labels.
_OPENING_WORD = re.compile(
    r"dieu \d+[a-z]?\s*[.:]"
    r"|(chuong|muc|phan|tieu muc) ([ivxlc]+|\d+|thu)\b"
    r"|(phu luc|can cu|theo de nghi|xet|noi nhan)\b"
)
_OPENING_LABEL = re.compile(r"[-–+•*]\s|([IVXLC]+|\d+(\.\d+)*)[.)]\s|[a-zđ]\)\s")
_LABEL_LENGTH = 40
_ENDED = re.compile(r"[.;:!?…][”\"’)]*\s*$|/\.\s*$")
_VOWELS = frozenset("aeiouy")
_WORD_END = re.compile(r"([^\W\d_]+)$")
_WORD_START = re.compile(r"^([^\W\d_]+)")


@dataclass(slots=True)
class Piece:
    """A line of a paragraph and the index of its page."""

    text: str
    page: int


@dataclass(slots=True)
class PdfParagraph:
    """A paragraph as the lines that make it up."""

    pieces: list[Piece] = field(default_factory=list)

    def joined(self) -> tuple[str, list[tuple[int, int]]]:
        """The text, and for each page the offset in it where the page's part begins."""
        text = ""
        starts: list[tuple[int, int]] = []
        for piece in self.pieces:
            text, start = join(text, piece.text)
            if not starts or starts[-1][0] != piece.page:
                starts.append((piece.page, start))
        return text, starts


def join(before: str, line: str) -> tuple[str, int]:
    """Joins a line to the text before it; a word that was broken becomes whole.

    Returns:
        The text, and where the line begins in it.
    """
    if not before:
        return line, 0
    if before.endswith("\u00ad"):
        before = before[:-1]
        return _join_hyphen(before, line, hard=False)
    if before.endswith(("-", "\u2010", "\u2011")) and not before.endswith((" -", "--")):
        return _join_hyphen(before[:-1], line, hard=True, sign=before[-1])
    glued = before.endswith("/") and len(before) > 1 and not before[-2].isspace()
    glued = glued or (line.startswith("/") and line[1:2].isalnum())
    text = before if glued else f"{before} "
    return text + line, len(text)


def _join_hyphen(before: str, line: str, *, hard: bool, sign: str = "-") -> tuple[str, int]:
    """Joins at a hyphen, which is dropped where it only broke a word ("thực hi-" + "ện").

    In Vietnamese a hyphen parts syllables ("kinh tế-xã hội") and the parts of a number
    ("NĐ-CP"): it broke a word only where the two parts together are a syllable and one of them
    alone is none.
    """
    end, start = _WORD_END.search(before), _WORD_START.match(line)
    if end and start and start[1][0].islower():
        whole = end[1] + start[1]
        # A rest such as "ện" is spelt like a syllable, but syllables seldom begin with a vowel.
        rest_is_word = is_syllable(start[1]) and fold(start[1])[0] not in _VOWELS
        parts_are_words = is_syllable(end[1]) and rest_is_word
        if (is_syllable(whole) and not parts_are_words) or (not hard and not parts_are_words):
            return before + line, len(before)
    text = before + sign
    return text + line, len(text)


class ParagraphMaker:
    """Receives lines in reading order and gathers them to paragraphs."""

    def __init__(self) -> None:
        self._last: Line | None = None
        self._last_page = -1
        self._last_measure: Measure | None = None

    def reset(self) -> None:
        """What comes next begins a paragraph."""
        self._last = None

    def continues(self, line: Line, page: int, measure: Measure) -> bool:
        """Tells whether `line` goes on with the paragraph of the line that was given before."""
        last, last_measure = self._last, self._last_measure
        self._last, self._last_measure = line, measure
        same_page, self._last_page = page == self._last_page, page
        if last is None or last_measure is None or not _alike(last, line):
            return False
        if same_page and last.y - line.y > _WIDE_GAP * max(measure.pitch, line.size):
            return False
        if _is_centred(last, last_measure) or _is_centred(line, measure):
            return same_page and _goes_on_centred(last, line, measure)
        return _goes_on(last, line, last_measure, measure)


def _alike(last: Line, line: Line) -> bool:
    """Whether two lines are of one column, one size of letters and one case."""
    if len(line.segments) > 1 or len(last.segments) > 1:
        return False
    if abs(last.size - line.size) > 0.15 * line.size:
        return False
    # A line of capitals is a heading, unless it is a symbol ("UBND", "15/KH-UBND").
    return _is_heading(last.text) == _is_heading(line.text)


def _is_heading(text: str) -> bool:
    words = [word for word in text.split() if word.isalpha()]
    return len(words) >= 2 and text.isupper()


def _goes_on(last: Line, line: Line, last_measure: Measure, measure: Measure) -> bool:
    indented = line.x0 - measure.left > _INDENT * line.size and line.x0 > last.x0 + 0.3 * line.size
    if indented or not _is_full(last, line, last_measure):
        return False
    return not (_opens(line.text) and _ENDED.search(last.text))


def _opens(text: str) -> bool:
    start = text[:_LABEL_LENGTH].lstrip('“"')
    if _OPENING_LABEL.match(start):
        return True
    return start[:1].isupper() and _OPENING_WORD.match(" ".join(fold(start).split())) is not None


def _is_full(last: Line, line: Line, measure: Measure) -> bool:
    """Whether the line's first word would not have fitted on the line before."""
    text = line.text
    word = text.split(" ", 1)[0]
    width = (line.x1 - line.x0) * (len(word) + 1) / max(len(text), 1)
    return last.x1 + width > measure.right - 0.25 * line.size


def _is_centred(line: Line, measure: Measure) -> bool:
    left, right = line.x0 - measure.left, measure.right - line.x1
    return (
        left > 2 * line.size
        and right > 2 * line.size
        and (abs(left - right) < _CENTRED * line.size)
    )


def _goes_on_centred(last: Line, line: Line, measure: Measure) -> bool:
    """Lines of one centred title: the same kind of letters, the sentence not ended."""
    if abs(last.centre - line.centre) > _CENTRED * line.size or last.text.isupper():
        return False
    if last.segments[0].style != line.segments[0].style and not line.text[:1].islower():
        return False
    if line.text.isupper() or _ENDED.search(last.text) or line.text.startswith("("):
        return False
    near_full = last.x1 - last.x0 > 0.5 * (measure.right - measure.left)
    return near_full or line.text[:1].islower()
