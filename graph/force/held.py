"""What the judgements of this folder need to know of the documents besides the graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from graph.holdings import KnownDocument
from graph.model import DocumentNode, Evidence, Resolution
from graph.sentences import sentence_around
from nlp.directive import Directive, Reference


@dataclass(frozen=True, slots=True)
class HeldText:
    """A document whose text is held, as it was read.

    Attributes:
        node: what the graph says of it.
        text: its text; all offsets count its characters.
        directive: what was parsed from the text.
        resolutions: what each of the directive's references means, in their order.
    """

    node: DocumentNode
    text: str
    directive: Directive
    resolutions: tuple[Resolution, ...]

    def quote(self, start: int, end: int) -> Evidence:
        """The sentence around a stretch of the text, as evidence."""
        left, right = sentence_around(self.text, start, end)
        return Evidence(self.node.urn, start, end, self.text[left:right])

    def evidence(self, reference: Reference) -> Evidence:
        """The evidence of a mention: the sentence that holds it and the words that govern it."""
        start, end = reference.start, reference.end
        if reference.cue_span is not None:
            start, end = min(start, reference.cue_span.start), max(end, reference.cue_span.end)
        left, right = sentence_around(self.text, start, end)
        return Evidence(self.node.urn, reference.start, reference.end, self.text[left:right])


class HeldTexts(Protocol):
    """Where held texts and records come from: the library, or the tests' own."""

    def read(self, urn: str) -> HeldText | None:
        """Return a held document; null where the library does not hold it."""
        ...

    def record(self, urn: str) -> KnownDocument | None:
        """Return what the authority records say of a document."""
        ...

    def editions(self, record: KnownDocument) -> tuple[KnownDocument, ...]:
        """Return the recorded acts that bear the same name, itself included."""
        ...
