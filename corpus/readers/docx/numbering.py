"""Labels of automatically numbered paragraphs ("Điều 1.", "a)"), which Word does not store.

Source: ECMA-376 Part 1, 17.9 (numbering).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from corpus.readers.docx.package import W
from corpus.readers.docx.styles import NumberingChoice, Styles, numbering_of, whole
from corpus.readers.numerals import label

_PLACEHOLDER = re.compile(r"%([1-9])")
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    start: int
    number_format: str
    text: str
    suffix: str
    legal: bool
    restart: int | None
    style: str | None


class Numbering:
    """Counts the numbered paragraphs of a document in reading order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, str] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        self._own_levels: dict[str, dict[int, Level]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[str] = set()
        if root is not None:
            self._read(root)

    def label(self, properties: etree._Element | None, style: str | None) -> str:
        """Counts a paragraph and gives its label with what parts it from the text; "" if none."""
        choice = numbering_of(properties) or self._styles.numbering(style)
        if choice is None or choice.num_id not in self._lists:
            return ""
        levels = self._levels(choice.num_id)
        depth = self._depth(choice, levels, style)
        level = levels.get(depth)
        if level is None:
            return ""
        counters = self._count(choice.num_id, depth, levels)
        if level.number_format == "bullet":
            text = _bullet(level.text)
        elif level.number_format == "none":
            text = _PLACEHOLDER.sub("", level.text)
        else:
            text = _PLACEHOLDER.sub(
                lambda m: _part(int(m[1]) - 1, counters, levels, level), level.text
            )
        return text + ("" if level.suffix == "nothing" else " ") if text.strip() else ""

    def _read(self, root: etree._Element) -> None:
        linked: dict[str, str] = {}
        for element in root.iterfind(f"{W}abstractNum"):
            name = element.get(f"{W}abstractNumId", "")
            self._abstract[name] = dict(_level(e) for e in element.iterfind(f"{W}lvl"))
            link = element.find(f"{W}numStyleLink")
            if link is not None:
                linked[name] = link.get(f"{W}val", "")
        for element in root.iterfind(f"{W}num"):
            name, target = element.get(f"{W}numId", ""), element.find(f"{W}abstractNumId")
            if target is None or name == "0":
                continue
            self._lists[name] = target.get(f"{W}val", "")
            self._read_overrides(name, element)
        for name, style in linked.items():
            choice = self._styles.numbering(style)
            if choice is not None and choice.num_id in self._lists:
                self._abstract[name] = self._abstract.get(self._lists[choice.num_id], {})

    def _read_overrides(self, name: str, element: etree._Element) -> None:
        for override in element.iterfind(f"{W}lvlOverride"):
            depth = whole(override.get(f"{W}ilvl"), 0)
            start, level = override.find(f"{W}startOverride"), override.find(f"{W}lvl")
            if start is not None:
                self._overrides.setdefault(name, {})[depth] = whole(start.get(f"{W}val"), 1)
            if level is not None:
                self._own_levels.setdefault(name, {})[depth] = _level(level)[1]

    def _levels(self, num_id: str) -> dict[int, Level]:
        levels = self._abstract.get(self._lists[num_id], {})
        return {**levels, **self._own_levels.get(num_id, {})}

    def _depth(self, choice: NumberingChoice, levels: dict[int, Level], style: str | None) -> int:
        if choice.level is not None:
            return choice.level
        return next((d for d, level in levels.items() if style and level.style == style), 0)

    def _count(self, num_id: str, depth: int, levels: dict[int, Level]) -> dict[int, int]:
        # Lists on the same abstract list count on together, unless one states its own start.
        counters = self._counters.setdefault(self._lists[num_id], {})
        if num_id not in self._started:
            self._started.add(num_id)
            for level, start in self._overrides.get(num_id, {}).items():
                counters[level] = start - 1
        counters[depth] = counters.get(depth, levels[depth].start - 1) + 1
        for deeper in range(depth + 1, _LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart > 0 and depth < restart):
                counters.pop(deeper, None)
        return counters


def _part(depth: int, counters: dict[int, int], levels: dict[int, Level], of: Level) -> str:
    level = levels.get(depth)
    if level is None:
        return ""
    return label(counters.get(depth, level.start), "decimal" if of.legal else level.number_format)


def _bullet(text: str) -> str:
    """The sign of a bulleted list; signs of symbol fonts have no meaning as text."""
    sign = text.strip()
    usable = len(sign) == 1 and not sign.isalnum() and ord(sign) < 0xE000 and sign not in "§·"
    return sign if usable else "-"


def _level(element: etree._Element) -> tuple[int, Level]:
    def value(name: str) -> str | None:
        child = element.find(W + name)
        return None if child is None else child.get(f"{W}val", "")

    restart = value("lvlRestart")
    legal = value("isLgl")
    level = Level(
        start=whole(value("start"), 1),
        number_format=value("numFmt") or "decimal",
        text=value("lvlText") or "",
        suffix=value("suff") or "tab",
        legal=legal is not None and legal not in {"0", "false"},
        restart=None if restart is None else whole(restart, 0),
        style=value("pStyle"),
    )
    return whole(element.get(f"{W}ilvl"), 0), level
