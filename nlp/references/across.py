"""References read across page breaks, carried back to the text that has the pages' heads."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import pairwise

from nlp.canonical import Canonical
from nlp.directive import FurtherRelation, Header, Reference, Span


def header_across(header: Header, pages: Canonical) -> Header:
    """Return a header read in the text with its spans in the copy `pages`."""
    spans = ((n, Span(pages.position(s.start), pages.position(s.end))) for n, s in header.spans)
    return replace(header, spans=tuple(spans))


def carry_back(reference: Reference, text: str, pages: Canonical) -> Reference:
    """Return a reference found in the copy `pages` with its spans in `text`.

    A mention that a page break cuts in two has `text` with the page's head, as it stands there,
    and its two sides as `pieces`.
    """
    start, end = pages.origin(reference.start), pages.end_origin(reference.end)
    pieces = tuple(part for span in reference.pieces for part in _sides(span, pages))
    if not pieces:
        sides = _sides(Span(reference.start, reference.end), pages)
        pieces = tuple(sides) if len(sides) > 1 else ()
    return replace(
        reference,
        start=start,
        end=end,
        text=text[start:end],
        cue_span=_carried(reference.cue_span, pages),
        pieces=pieces,
        further=tuple(_further(further, pages) for further in reference.further),
    )


def _carried(span: Span | None, pages: Canonical) -> Span | None:
    return span and Span(pages.origin(span.start), pages.end_origin(span.end))


def _further(further: FurtherRelation, pages: Canonical) -> FurtherRelation:
    return replace(further, cue_span=_carried(further.cue_span, pages))


def _sides(span: Span, pages: Canonical) -> list[Span]:
    """The parts of a span of the copy that the page heads within it leave in the text."""
    first, stop = bisect_right(pages.starts, span.start), bisect_left(pages.starts, span.end)
    cuts = pages.starts[first:stop]
    edges = [span.start, *cuts, span.end]
    return [Span(pages.origin(begin), pages.end_origin(end)) for begin, end in pairwise(edges)]
