"""Quotations with the cited words marked."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from index.model import Highlight


def marked(text: str, marks: Iterable[Highlight]) -> Markup:
    """Return `text` escaped, with each marked stretch in a `<mark>`; overlaps are joined."""
    parts: list[Markup] = []
    done = 0
    for mark in sorted(marks, key=lambda one: (one.start, one.end)):
        start, end = max(mark.start, done), min(mark.end, len(text))
        if start >= end:
            continue
        parts.append(escape(text[done:start]))
        parts.append(Markup("<mark>{}</mark>").format(text[start:end]))
        done = end
    parts.append(escape(text[done:]))
    return Markup("").join(parts)


def marked_mention(quotation: str, mention: str) -> Markup:
    """Return a quotation with the words of the mention marked where they first stand in it."""
    start = quotation.find(mention) if mention else -1
    if start < 0:
        return escape(quotation)
    return marked(quotation, [Highlight(start, start + len(mention))])
