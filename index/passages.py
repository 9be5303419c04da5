"""Cuts a parsed document into passages along its own structure.

A passage is what search finds and shows: a Điều, some of its khoản, or the part of a plan under one
heading. Passages follow one another without overlap and leave out nothing but blank space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from index.model import Passage
from index.syllables import surfaces
from nlp.directive import Directive, Section, SectionLevel

SHORT = 120
"""Below this many syllables a passage takes in what follows under the same heading."""

LONG = 250
"""Above this many syllables a passage is cut, at a sentence's end where there is one."""

_HEADING_ONLY = 25
"""A passage of fewer syllables is a heading without its text, and takes in what follows."""

_MAX_UNSPACED = 4000
"""Characters after which a run without any space is cut."""

_MAX_HEADING = 160
"""Characters of a heading that a passage shows; some "headings" are whole paragraphs."""

# Units that begin a passage of their own once the one before is long enough; smaller ones
# (điểm, gạch đầu dòng) only mark places where a long passage may be cut.
_TOP: frozenset[SectionLevel] = frozenset(
    ("phan", "chuong", "muc", "tieu_muc", "dieu", "alpha", "roman", "annex")
)
_TITLED: frozenset[SectionLevel] = _TOP | {"khoan", "arabic", "decimal", "quoted"}

_SENTENCE_END = re.compile(r"[.;:!?…][\"”’)*]*\s+|\n\s*")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch that is not divided further by the structure; `owner` indexes the sections."""

    start: int
    end: int
    owner: int | None
    top: int | None
    size: int


def make_passages(sha256: str, text: str, directive: Directive) -> tuple[Passage, ...]:
    """Returns the passages of a document in reading order.

    Args:
        sha256: the document's SHA-256, which begins every passage's id.
        text: the text that the directive was parsed from.
        directive: its structure.

    Returns:
        Passages of about `SHORT` to `LONG` syllables; shorter where a top unit (Điều, I.) is.
    """
    sections = directive.sections
    blocks = [piece for block in _blocks(text, sections) for piece in _divide(text, block)]
    passages: list[Passage] = []
    for group in _groups(blocks, sections):
        start, end = _trimmed(text, group[0].start, group[-1].end)
        if start < end:
            ordinal = len(passages)
            heading = _heading_path(sections, group)
            name = f"{sha256}:{ordinal}"
            passages.append(Passage(name, sha256, ordinal, heading, start, end, text[start:end]))
    return tuple(passages)


def _blocks(text: str, sections: Sequence[Section]) -> Iterator[_Block]:
    """Yields the stretches between any two borders of sections, with the innermost section."""
    borders = {0, len(text)}
    for section in sections:
        borders.update((max(0, section.start), min(len(text), section.end)))
    starts: dict[int, list[int]] = {}
    for index, section in enumerate(sections):
        if section.start < section.end:
            starts.setdefault(max(0, section.start), []).append(index)
    open_: list[int] = []
    cuts = sorted(border for border in borders if 0 <= border <= len(text))
    for start, end in pairwise(cuts):
        open_ = [index for index in open_ if sections[index].end > start]
        open_ += sorted(starts.get(start, ()), key=lambda index: -sections[index].end)
        owner = min(open_, key=lambda i: (sections[i].end - sections[i].start, -i), default=None)
        size = len(surfaces(text[start:end]))
        yield _Block(start, end, owner, _top_of(sections, owner), size)


def _top_of(sections: Sequence[Section], index: int | None) -> int | None:
    """Returns the nearest section around `index`, itself included, that keeps to itself."""
    for _ in range(len(sections)):
        if index is None or sections[index].level in _TOP:
            return index
        index = sections[index].parent
    return index


def _divide(text: str, block: _Block) -> Iterator[_Block]:
    """Cuts a block that is too long into its sentences, and these between words if they must be."""
    if block.size <= LONG:
        yield block
        return
    ends = [m.end() for m in _SENTENCE_END.finditer(text, block.start, block.end)]
    start = block.start
    for end in (*ends, block.end):
        if start < end:
            yield from _between_words(text, start, end, block)
            start = end


def _between_words(text: str, start: int, end: int, block: _Block) -> Iterator[_Block]:
    size = len(surfaces(text[start:end]))
    while size > LONG:
        spaces = _SPACE.finditer(text, start, end)
        cut = next((m.end() for m in islice(spaces, LONG - 1, None)), None)
        cut = min(end, start + _MAX_UNSPACED) if cut is None or cut >= end else cut
        if cut >= end:
            break
        part = len(surfaces(text[start:cut]))
        yield _Block(start, cut, block.owner, block.top, part)
        start, size = cut, size - part
    yield _Block(start, end, block.owner, block.top, size)


def _groups(blocks: Iterable[_Block], sections: Sequence[Section]) -> Iterator[list[_Block]]:
    group: list[_Block] = []
    size = 0
    for block in blocks:
        if group and _breaks(group[-1], size, block, sections):
            yield group
            group, size = [], 0
        group.append(block)
        size += block.size
    if group:
        yield group


def _breaks(last: _Block, size: int, block: _Block, sections: Sequence[Section]) -> bool:
    if size + block.size > LONG and size >= _HEADING_ONLY:
        return True
    if block.top != last.top:
        return size >= _HEADING_ONLY
    if size < SHORT or block.owner is None:
        return False
    section = sections[block.owner]
    return section.start == block.start and section.level in _TITLED


def _heading_path(sections: Sequence[Section], group: Sequence[_Block]) -> tuple[str, ...]:
    """Returns the headings above the group: those that all its blocks share.

    A heading that only begins inside the group's first block counts as well when the group holds
    nothing else, so that a passage that is one Điều is called by it.
    """
    paths = [_ancestors(sections, b.owner) for b in group if b.size] or [()]
    shared = [ids[0] for ids in zip(*paths, strict=False) if len(set(ids)) == 1]
    if not shared and paths[-1]:
        shared = [i for i in paths[-1] if sections[i].level in _TOP]
    named = (sections[i] for i in shared if sections[i].level in _TITLED)
    return tuple(text for section in named if (text := _heading(section)))


def _ancestors(sections: Sequence[Section], index: int | None) -> tuple[int, ...]:
    path: list[int] = []
    while index is not None and index not in path:
        path.append(index)
        index = sections[index].parent
    return tuple(reversed(path))


def _heading(section: Section) -> str:
    words = _SPACE.sub(" ", section.heading).strip(" .:*#")
    if len(words) > _MAX_HEADING:
        words = words[:_MAX_HEADING].rsplit(" ", 1)[0] + " …"
    return f"{section.label}. {words}" if section.label and words else section.label or words


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
