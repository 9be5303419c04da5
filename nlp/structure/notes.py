"""Puts footnotes in their place among the sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlp.directive import Section
from nlp.footnotes import Footnote


def with_footnotes(
    sections: tuple[Section, ...], footnotes: Sequence[Footnote]
) -> tuple[Section, ...]:
    """Add a unit of level "footnote" for each footnote, under the innermost unit that holds it.

    Both must be in the order of their beginning.
    """
    if not footnotes:
        return sections
    merged: list[Section] = []
    place: list[int] = []
    open_units: list[int] = []
    rest = list(reversed(footnotes))

    def take(limit: int) -> None:
        while rest and rest[-1].start < limit:
            note = rest.pop()
            while open_units and merged[open_units[-1]].end <= note.start:
                open_units.pop()
            parent = open_units[-1] if open_units else None
            above = merged[parent] if parent is not None else None
            end = min(note.end, above.end) if above else note.end
            path = (*above.path, note.label) if above else (note.label,)
            merged.append(Section("footnote", note.label, "", note.start, end, parent, path))

    for section in sections:
        take(section.start)
        while open_units and merged[open_units[-1]].end <= section.start:
            open_units.pop()
        parent = place[section.parent] if section.parent is not None else None
        place.append(len(merged))
        open_units.append(len(merged))
        merged.append(section if parent == section.parent else replace(section, parent=parent))
    take(1 << 62)
    return tuple(merged)
