"""Who issued the document: from the header's left column, its authority line or the body."""

from __future__ import annotations

from dataclasses import replace

from nlp.directive import Header, Span
from nlp.header.closing import Signature
from nlp.header.window import Window, find_mottos


def issuer_of(
    header: Header, window: Window, spans: dict[str, Span], text: str, signature: Signature | None
) -> Header:
    """Return the header with issuer and chain."""
    taken = [*find_mottos(window.text)]
    words = []
    for line in window.lines:
        if line.text.isupper() and not any(a <= line.start < b for a, b in taken):
            words.append(line.text)
        if line.text == (header.type or "").upper():
            break
    return replace(header, issuer=" ".join(words) or None)
