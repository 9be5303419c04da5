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


def marked_mention(quotation: str, text: str, start: int, end: int) -> Markup:
    """Return a quotation with its mention marked.

    Args:
        quotation: words of `text`, verbatim.
        text: the host's text; may be empty where the library no longer holds it.
        start: where the mention begins in `text`.
        end: where it ends.
    """
    at = text.find(quotation, max(0, end - len(quotation)), start + len(quotation))
    if not 0 <= at <= start:
        return escape(quotation)
    return marked(quotation, [Highlight(start - at, end - at)])
