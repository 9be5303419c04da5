"""Which documents answer a question about a relation, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import DocumentNode
from graph.reading import GraphReader
from index.annexes import without_doubles
from index.choosing import Chosen, approving
from index.describing import Descriptions
from index.entries import Filters
from index.facet_counts import counted
from index.force_answers import ForceAnswers, Standing
from index.force_questions import asks_force
from index.force_words import said_of_force
from index.labels import label_of
from index.limits import described
from index.messages import is_english, say, verb
from index.model import Answer, AnsweredDocument, Query
from index.narrowed import NarrowedSearch
from index.relating import RELATED, Related, otherwise_related
from index.syllables import syllables

MAX_DOCUMENTS = 200
"""Documents that answer a relation, at most: an audit needs all, a page cannot hold thousands."""

_SAME_FACT = ("repeals", "replaces", "cites")


@dataclass(frozen=True, slots=True)
class _Sorted:
    """What was found: what passes the filters, and what they leave out."""

    kept: tuple[Related, ...]
    left_out: tuple[Related, ...]
    filters: Filters


@dataclass(frozen=True, slots=True)
class RelationAnswers:
    """Answers from the graph of one library."""

    graph: GraphReader
    search: NarrowedSearch
    documents: Descriptions
    force: ForceAnswers

    def answer(self, query: Query, chosen: Chosen, limit: int, filters: Filters) -> Answer:
        """Returns the documents in the relation that is asked for, or nearly, without passages.

        Args:
            query: asks for a relation to a document.
            chosen: that document.
            limit: how many documents that only come close.
            filters: what the documents must pass.
        """
        standing = self._standing(query, chosen.urn)
        found = self._found(query, chosen, standing)
        nodes = self.documents.of(one.urn for one in found)
        found = without_doubles(found, nodes, chosen.urn)
        nodes = {one.urn: nodes[one.urn] for one in found}
        words = self._asked_words(query, chosen.urn)
        ordered = sorted(found, key=lambda one: _order(words, one, nodes[one.urn]))
        countable = self.search.countable(nodes, {one.urn: one.relation for one in found})
        passing = {urn for urn, one in countable.items() if one.passes(filters)}
        kept = tuple(one for one in ordered if one.urn in passing)
        left_out = tuple(one for one in ordered if one.urn not in passing)
        nearest = left_out or (() if kept else self._nearest(query, chosen.urn))
        split = _Sorted(kept, left_out, filters)
        nodes |= self.documents.of(one.urn for one in nearest)
        answered = self.documents.answered
        recorded = self._recorded(standing) if standing and not kept else ()
        return Answer(
            query,
            tuple(answered(one, nodes[one.urn]) for one in kept[:MAX_DOCUMENTS]),
            message=self._message(query, chosen.urn, split, standing),
            facets=counted(countable.values(), filters),
            nearest=(*recorded, *(answered(one, nodes[one.urn]) for one in nearest[:limit])),
        )

    def _asked_words(self, query: Query, urn: str) -> frozenset[str]:
        """Returns what the titles of answers should speak of, folded.

        A consolidation bears the title of what it consolidates (Pháp lệnh 01/2012/UBTVQH13, Điều
        11); one of another law merely names it among the acts that amended that law.
        """
        titled = query.relation == "consolidates" and query.direction == "in"
        title = self.documents.one(urn).title if titled else None
        return frozenset(syllables(f"{query.topic} {title or ''}", folded=True))

    def _standing(self, query: Query, urn: str) -> Standing | None:
        """Returns the target's force where the question is about it or about its end."""
        asked = query.relation == "repeals" and query.direction == "in"
        return self.force.standing(urn) if asked else None

    def _found(self, query: Query, chosen: Chosen, standing: Standing | None) -> list[Related]:
        found = list(chosen.found) or approving(self.graph, query, chosen.urn)
        if standing is not None and asks_force(query):
            known = {one.urn for one in found}
            found += {one.urn: one for one in standing.acting() if one.urn not in known}.values()
        return found

    def _recorded(self, standing: Standing) -> tuple[AnsweredDocument, ...]:
        """Returns what ended a document by the records alone, for which there is no sentence."""
        by = [act.by for act in standing.acts if act.effect == "ends" and act.relation is None]
        return tuple(
            AnsweredDocument(urn, label_of(node), None, (urn,), (), node.held)
            for urn, node in self.documents.of(by).items()
        )

    def _nearest(self, query: Query, urn: str) -> Sequence[Related]:
        """What is otherwise related to a document, in the same direction."""
        assert query.relation is not None
        assert query.direction is not None
        return otherwise_related(self.graph, urn, query.relation, query.direction)

    def _message(
        self,
        query: Query,
        urn: str,
        found: _Sorted,
        standing: Standing | None,
    ) -> str:
        kept, left_out = found.kept, found.left_out
        answered = any(one.rank == 0 for one in kept) or _same_fact(query, kept)
        said = []
        if standing is not None and (asks_force(query) or not answered):
            said.append(said_of_force(query, standing, self.documents.name))
        if not answered and not (said and asks_force(query) and (kept or not left_out)):
            said.insert(0, self._missing(query, urn, found))
        if len(kept) > MAX_DOCUMENTS:
            said.append(say("more", query, count=len(kept), shown=MAX_DOCUMENTS))
        return " ".join(said)

    def _missing(self, query: Query, urn: str, found: _Sorted) -> str:
        """Returns what is said where no document that passes stands in the very relation."""
        name = "related" if found.kept else "none"
        if query.direction == "out":
            name += "_out"
        exact = sum(one.rank == 0 for one in found.left_out)
        if found.left_out and (exact or not found.kept):
            name += "_filtered"
        limits = described(found.filters, english=is_english(query))
        target = self.documents.name(urn)
        return say(name, query, verb=verb(query), target=target, filters=limits, count=exact)


def _order(words: frozenset[str], one: Related, node: DocumentNode) -> tuple[object, ...]:
    shared = len(words & set(syllables(node.title or "", folded=True)))
    newest = tuple(-ord(c) for c in node.date or str(node.year or ""))
    return (one.rank, -shared, not node.held, newest, one.urn)


def _same_fact(query: Query, kept: Sequence[Related]) -> bool:
    """Tells whether a near relation answers too: a replacement ends a document as a repeal does."""
    near = RELATED.get(query.relation or "cites", ())
    return query.relation in _SAME_FACT and any(o.relation in near for o in kept)
