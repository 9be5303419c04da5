"""Nests the marks of a document into its structure.

Order of units: Luật 64/2025/QH15 and NĐ 78/2025/NĐ-CP for normative documents (phần, chương, mục,
tiểu mục, điều, khoản, điểm); NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II.6 for the others
(phần, chương, mục, điều or I., 1., a)).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from nlp.directive import Section, SectionLevel
from nlp.structure.headings import find_heading
from nlp.structure.tokens import Token

_RANK = {
    "annex": 0, "phan": 10, "chuong": 20, "alpha": 25, "muc": 30, "roman": 35, "tieu_muc": 40,
    "dieu": 50, "arabic": 60, "decimal": 61, "letter": 70, "dash": 80,
}  # fmt: skip
_IN_ARTICLE: dict[SectionLevel, SectionLevel] = {"arabic": "khoan", "letter": "diem"}
_SEQUENCE = ("dieu", "arabic", "roman", "muc")
_SENTENCE_END = '.;:”"/!?)*|'
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(slots=True)
class _Open:
    """A unit that still grows; `limit` is where it ends at the latest."""

    index: int
    rank: int
    token: Token
    level: SectionLevel
    path: tuple[str, ...]
    in_article: bool
    limit: int


@dataclass(slots=True)
class Tree:
    """Builds the list of sections from marks in reading order.

    Attributes:
        text: canonical text.
    """

    text: str
    _sections: list[Section | None] = field(default_factory=list)
    _stack: list[_Open] = field(default_factory=list)
    # For each depth, the last number that each level had there.
    _last: list[dict[str, int]] = field(default_factory=list)
    _floor: int = 0
    # Articles are numbered through the whole document (and anew in each quotation).
    _article: int = 0
    _article_outside: int = 0
    # The list of recipients and the signature have no structure.
    _signed: bool = False

    def add(self, token: Token) -> None:
        """Take in the next mark, unless it is a number at the beginning of a wrapped line."""
        if token.level is None:
            self.close(token.line)
            self._signed = True
            return
        if token.level == "dash" and self._signed and not self._stack:
            return
        self._signed = False
        rank = _RANK[token.level] + token.number.count(".") * (token.level == "decimal")
        if not self._plausible(token, rank):
            return
        while len(self._stack) > self._floor and self._stack[-1].rank >= rank:
            self._pop(token.line)
        self._push(token, token.level, rank, len(self.text))

    def open_quoted(self, start: int, end: int) -> None:
        """Begin a quotation: units up to its end belong to it."""
        rank = self._stack[-1].rank + 1 if self._stack else 0
        self._push(Token("quoted", "“”", "", start, start, start), "quoted", rank, end)
        self._floor = len(self._stack)
        self._article, self._article_outside = 0, self._article

    def close_quoted(self, end: int, depth: int) -> None:
        """End the quotation that was opened when `depth` units were open."""
        self._floor = 0
        self._article = self._article_outside
        while len(self._stack) > depth:
            self._pop(end)

    @property
    def depth(self) -> int:
        """How many units are open."""
        return len(self._stack)

    def close(self, end: int) -> None:
        """Close every open unit (outside of the quotation that is open, if one is)."""
        while len(self._stack) > self._floor:
            self._pop(end)

    def sections(self) -> tuple[Section, ...]:
        """The units found, in order of their beginning; all must be closed."""
        return tuple(section for section in self._sections if section is not None)

    def _pop(self, end: int) -> None:
        done = self._stack.pop()
        start, mark = done.token.start, done.token.end
        stop = self._trim(start, end if end < done.limit else done.limit)
        if stop < mark:
            stop = max(stop, min(end, mark))
        parent = self._stack[-1].index if self._stack else None
        heading = find_heading(self.text, mark, stop, done.level)
        self._sections[done.index] = Section(
            done.level, done.token.label, heading, start, stop, parent, done.path
        )

    def _trim(self, start: int, end: int) -> int:
        """Step back over blanks and markup before `end`."""
        text = self.text
        while end > start and text[end - 1] in " \t\n*|#>_":
            end -= 1
        return end

    def _push(self, token: Token, level: SectionLevel, rank: int, limit: int) -> None:
        above = self._stack[-1] if self._stack else None
        path = (*above.path, token.label) if above else (token.label,)
        in_article = level == "dieu" or (above is not None and above.in_article)
        if in_article and level in _IN_ARTICLE:
            level = _IN_ARTICLE[level]
        depth = len(self._stack)
        if level == "dieu":
            self._article = _value(token.number)
        if level != "dash":
            del self._last[depth + 1 :]
            while len(self._last) <= depth:
                self._last.append({})
            self._last[depth][token.level or ""] = _value(token.number)
        self._stack.append(_Open(len(self._sections), rank, token, level, path, in_article, limit))
        self._sections.append(None)

    def _plausible(self, token: Token, rank: int) -> bool:
        """Whether a number that begins a line numbers a unit.

        Lines of gazettes are wrapped, so that "… quy định tại ⏎ Điều 5." begins a line as well:
        a number is taken if it is the next of its row, or if the line before ended a sentence.
        """
        if token.level == "decimal":
            return self._fits_decimal(token) or self._after_sentence(token.line)
        if token.level not in _SEQUENCE or (self._stack and self._stack[-1].level == "quoted"):
            return True
        depth = len(self._stack)
        while depth > self._floor and self._stack[depth - 1].rank >= rank:
            depth -= 1
        last = self._last[depth].get(token.level, 0) if depth < len(self._last) else 0
        if token.level == "dieu":
            last = self._article
        value = _value(token.number)
        if value in (last, last + 1) and (value > last or not token.number.isdigit()):
            return True
        return self._after_sentence(token.line)

    def _fits_decimal(self, token: Token) -> bool:
        above, _, own = token.number.rpartition(".")
        for unit in reversed(self._stack):
            if unit.token.number == above:
                return True
            if unit.token.level == "decimal":
                head, _, last = unit.token.number.rpartition(".")
                if head == above and int(own) == int(last) + 1:
                    return True
        return False

    def _after_sentence(self, line: int) -> bool:
        before = self.text[max(0, line - 80) : max(0, line - 1)].rstrip(" \t")
        return not before or before[-1] in _SENTENCE_END or before[-1] == "\n"


@lru_cache(maxsize=4096)
def _value(number: str) -> int:
    if not number:
        return 0
    digits = number.rstrip("abcdefghijklmnopqrstuvwxyzđ")
    if digits.isdigit():
        return int(digits)
    total = 0
    for one, after in zip(digits, [*digits[1:], " "], strict=False):
        value = _ROMAN.get(one, 0)
        total += -value if value < _ROMAN.get(after, 0) else value
    return total


def build(
    text: str,
    tokens: Iterable[Token],
    quoted: list[tuple[int, int]],
    barriers: list[int],
    end: int,
) -> tuple[Section, ...]:
    """Nest `tokens` into sections.

    Args:
        text: canonical text.
        tokens: marks in reading order.
        quoted: spans of quoted new wording, in order, not overlapping.
        barriers: positions at which everything closes (attached documents begin).
        end: where the document ends.
    """
    tree = Tree(text)
    events = _merge(quoted, barriers)
    next_event = next(events, None)
    depth = 0
    for token in tokens:
        while next_event and next_event[0] <= token.start:
            depth = _apply(tree, next_event, depth)
            next_event = next(events, None)
        tree.add(token)
    while next_event:
        depth = _apply(tree, next_event, depth)
        next_event = next(events, None)
    tree.close(end)
    return tree.sections()


_Event = tuple[int, int, int]


def _merge(quoted: list[tuple[int, int]], barriers: list[int]) -> Iterator[_Event]:
    """Position, kind (0 closes a quotation, 1 is a barrier, 2 opens a quotation) and end."""
    events = [(start, 2, end) for start, end in quoted] + [(end, 0, end) for _, end in quoted]
    starts = [start for start, _ in quoted]
    for barrier in barriers:
        i = bisect_right(starts, barrier) - 1
        if i < 0 or quoted[i][1] <= barrier:
            events.append((barrier, 1, barrier))
    return iter(sorted(events))


def _apply(tree: Tree, event: _Event, depth: int) -> int:
    position, kind, end = event
    if kind == 1:
        tree.close(position)
    elif kind == 2:
        depth = tree.depth
        tree.open_quoted(position, end)
    else:
        tree.close_quoted(position, depth)
    return depth
