"""The text of a document as markup: mentions linked, and places that can be linked to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

from markupsafe import Markup, escape

from api.http.addresses import address_of
from api.http.wording import DECIDED_WORDS, STATUS_WORDS
from corpus.catalog import Mention
from graph.relation_words import RELATION_WORDS

_OPEN: Final = Markup('<span id="char={}"></span>')


def linked_text(
    text: str,
    mentions: Sequence[Mention],
    places: Iterable[int] = (),
    *,
    start: int = 0,
    end: int | None = None,
) -> Markup:
    """Return `text[start:end]` with each mention marked, and linked where it is resolved.

    Args:
        text: the whole text.
        mentions: of the text; one that stands inside another keeps its place and loses its link.
        places: offsets that get an anchor ("char=356", as in RFC 5147) beside the mentions.
        start: offset of the part that is shown; mentions over its borders are not marked.
        end: end of that part; null means that of the text.
    """
    last = len(text) if end is None else min(end, len(text))
    anchors = sorted({*places, *(mention.start for mention in mentions)})
    parts: list[Markup] = []
    done = start
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if mention.start < done or mention.end > last or mention.start >= mention.end:
            continue
        parts.append(_anchored(text, done, mention.start, anchors))
        parts.append(_marked(mention, _anchored(text, mention.start, mention.end, anchors)))
        done = mention.end
    parts.append(_anchored(text, done, last, anchors))
    return Markup("").join(parts)


def _anchored(text: str, start: int, end: int, anchors: Sequence[int]) -> Markup:
    """Return `text[start:end]` escaped, with the anchors that lie in it."""
    parts: list[Markup] = []
    done = start
    for anchor in anchors[bisect_left(anchors, start) : bisect_right(anchors, end - 1)]:
        parts += (escape(text[done:anchor]), _OPEN.format(anchor))
        done = anchor
    parts.append(escape(text[done:end]))
    return Markup("").join(parts)


def _marked(mention: Mention, words: Markup) -> Markup:
    # The fragment of the citation's IRI in the graph, so that the IRI leads to the words.
    place = f"c{mention.ordinal}"
    if mention.relation == "self":
        return Markup('<span id="{}">{}</span>').format(place, words)
    note = RELATION_WORDS[mention.relation].out  # type: ignore[index]  # the catalog keeps words
    if mention.decided:
        note += f" ({DECIDED_WORDS})"
    if mention.urn:
        return Markup('<a id="{}" class="mention" href="{}" title="{}">{}</a>').format(
            place, address_of(mention.urn), note, words
        )
    status = STATUS_WORDS[mention.status]
    return Markup('<span id="{}" class="mention {}" title="{}: {}">{}</span>').format(
        place, mention.status, note, status, words
    )
