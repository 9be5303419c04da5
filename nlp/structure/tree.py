"""Nests the marks of a document into its structure.

Order of units: Luật 64/2025/QH15 and NĐ 78/2025/NĐ-CP for normative documents (phần, chương, mục,
tiểu mục, điều, khoản, điểm); NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II.6 for the others
(phần, chương, mục, điều or I., 1., a)).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from nlp.directive import Section
from nlp.structure.headings import find_heading
from nlp.structure.tokens import Token

_RANK = {
    "annex": 0, "phan": 10, "chuong": 20, "alpha": 25, "muc": 30, "roman": 35, "tieu_muc": 40,
    "dieu": 50, "arabic": 60, "decimal": 61, "letter": 70, "dash": 80,
}  # fmt: skip
_IN_ARTICLE = {"arabic": "khoan", "letter": "diem"}
_SEQUENCE = ("dieu", "arabic", "roman", "muc")
_SENTENCE_END = ".;:”\"/!?)*|"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(slots=True)
class _Open:
    """A unit that still grows."""

    index: int
    rank: int
    token: Token


@dataclass(slots=True)
class Tree:
    """Builds the list of sections from marks in reading order.

    Attributes:
        text: canonical text.
        sections: the units found, in order of their beginning; an open unit's `end` is not
            final.
    """

    text: str
    sections: list[Section] = field(default_factory=list)
    _stack: list[_Open] = field(default_factory=list)
    _last: dict[tuple[int, str], int] = field(default_factory=dict)
    _floor: int = 0

    def add(self, token: Token) -> None:
        """Take in the next mark, unless it is a number at the beginning of a wrapped line."""
        if token.level is None:
            self.close(token.line)
            return
        rank = _RANK[token.level] + token.number.count(".") * (token.level == "decimal")
        if not self._plausible(token, rank):
            return
        self._close_down_to(rank, token.line)
        self._push(token, rank)

    def open_quoted(self, start: int, end: int) -> None:
        """Begin a quotation: units up to its end belong to it."""
        self._push(Token("quoted", "“”", "", start, start, start), self._rank() + 1)
        self._floor = len(self._stack)
        self.sections[-1] = replace(self.sections[-1], end=end)

    def close_quoted(self, end: int, depth: int) -> None:
        """End the quotation that was opened when `depth` units were open."""
        self._floor = 0
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

    def _rank(self) -> int:
        return self._stack[-1].rank if self._stack else -1

    def _close_down_to(self, rank: int, end: int) -> None:
        while len(self._stack) > self._floor and self._stack[-1].rank >= rank:
            self._pop(end)

    def _pop(self, end: int) -> None:
        done = self._stack.pop()
        section = self.sections[done.index]
        start = section.start
        stop = start + len(self.text[start:end].rstrip(" \t\n*|#>_")) if end > start else start
        stop = max(stop, min(end, done.token.end))
        mark = done.token.end
        heading = find_heading(self.text, mark, stop, section.level) if mark > start else ""
        self.sections[done.index] = replace(section, end=max(start, stop), heading=heading)

    def _push(self, token: Token, rank: int) -> None:
        parent = self._stack[-1].index if self._stack else None
        path = self.sections[parent].path if parent is not None else ()
        level = token.level or "quoted"
        if level in _IN_ARTICLE and any(o.token.level == "dieu" for o in self._stack):
            level = _IN_ARTICLE[level]  # type: ignore[assignment]  # both values are levels
        self._last[len(self._stack), token.level or ""] = _value(token.number)
        for deeper in [k for k in self._last if k[0] > len(self._stack)]:
            del self._last[deeper]
        self.sections.append(
            Section(level, token.label, "", token.start, token.end, parent, (*path, token.label))
        )
        self._stack.append(_Open(len(self.sections) - 1, rank, token))

    def _plausible(self, token: Token, rank: int) -> bool:
        """Whether a number that begins a line numbers a unit.

        Lines of gazettes are wrapped, so that "… quy định tại ⏎ Điều 5." begins a line as well:
        a number is taken if it is the next of its row, or if the line before ended a sentence.
        """
        if token.level == "decimal":
            return self._fits_decimal(token) or self._after_sentence(token.line)
        if token.level not in _SEQUENCE:
            return True
        depth = len(self._stack)
        while depth > self._floor and self._stack[depth - 1].rank >= rank:
            depth -= 1
        last = self._last.get((depth, token.level), 0)
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
    return tuple(tree.sections)


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
