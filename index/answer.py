"""From a `Query` to an `Answer`: documents with proof from the graph, passages from the indexes."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.holdings import ChainedHoldings, Holdings
from graph.model import DocumentNode
from graph.reading import GraphReader
from index.choosing import Chosen, TargetChoice, approving, is_of_other_type, name_typed
from index.cited import CitedHoldings
from index.embedding import Embedder
from index.entries import Filters
from index.expansion import expanded
from index.facet_counts import active, counted
from index.hits import hits_of
from index.labels import dated_name_of, label_of, name_of
from index.lexical import LexicalIndex
from index.limits import described, filters_of, limited
from index.messages import say, verb
from index.model import Answer, AnsweredDocument, Hit, Query, Target
from index.narrowed import NarrowedSearch
from index.ranking import HybridSearch, Ranking, Reranker
from index.register import Register
from index.relating import RELATED, Related, evidence, related
from index.syllables import syllables
from index.vectors import VectorIndex

MAX_CANDIDATES = 100
"""Documents among which an ambiguous number lets the user choose."""

MAX_DOCUMENTS = 200
"""Documents that answer a relation, at most: an audit needs all, a page cannot hold thousands."""


class Answerer:
    """Answers queries over one library."""

    def __init__(
        self,
        store: GraphReader,
        lexical: LexicalIndex,
        vectors: VectorIndex | None,
        holdings: Holdings,
        embedder: Embedder | None = None,
        *,
        register: Register | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        self._graph = store
        self._holdings = ChainedHoldings(holdings, CitedHoldings(store))
        self._targets = TargetChoice(store, self._holdings)
        self._search = NarrowedSearch(HybridSearch(lexical, vectors, embedder, reranker), register)

    def answer(self, query: Query, limit: int = 10, filters: Filters | None = None) -> Answer:
        """Returns what the library holds on a query.

        Args:
            query: what was understood (`index.query.understand`).
            limit: how many documents with passages at most; what the graph answers is complete up
                to `MAX_DOCUMENTS`, and the message says so where there are more.
            filters: limits set beside the text; they hold in place of those that the text states.

        Returns:
            For a relation the documents of the graph with their evidence, for a number the
            document, for a topic passages grouped by document. A message says what was not found,
            or which of several documents a number was taken for.
        """
        started = time.perf_counter()
        if filters is not None:
            query = limited(query, filters)
        limits = filters_of(query, filters)
        if not syllables(query.text[:4000]):
            answer = Answer(query, message=say("empty", query))
        elif query.target is None:
            answer = self._topic(query, limit, limits, active(filters or Filters()))
        else:
            answer = self._document(query, query.target, limit, limits)
        return replace(answer, took_ms=round((time.perf_counter() - started) * 1000, 2))

    def _document(self, query: Query, target: Target, limit: int, filters: Filters) -> Answer:
        candidates = self._targets.candidates(query, target)
        if not any(self._is_known(candidate.urn) for candidate in candidates):
            typed = target.urn or name_typed(target)
            hits = self._hits(query.text, limit, Filters())
            return Answer(query, hits=hits, message=say("unknown", query, typed=typed))
        chosen = self._targets.chosen(query, candidates)
        known = replace(query, target=replace(target, urn=chosen.urn))
        answer = (
            self._relation(known, chosen, limit, filters)
            if known.relation is not None
            else self._lookup(known, chosen, limit)
        )
        node = self._described([chosen.urn])[chosen.urn]
        typed, taken = name_typed(target), dated_name_of(node)
        if is_of_other_type(target, node):
            message = say("other_type", query, typed=typed, taken=taken)
            answer = replace(answer, message=" ".join(filter(None, (message, answer.message))))
        if len(candidates) < 2:
            return answer
        message = say("taken", query, typed=typed, count=len(candidates), taken=taken)
        offered = tuple(self._target(c.urn) for c in candidates if c.urn != chosen.urn)
        return replace(
            answer,
            candidates=offered[:MAX_CANDIDATES],
            message=" ".join(filter(None, (message, answer.message))),
        )

    # -- the three intents

    def _relation(self, query: Query, chosen: Chosen, limit: int, filters: Filters) -> Answer:
        assert query.relation is not None
        found = list(chosen.found) or approving(self._graph, query, chosen.urn)
        nodes = self._described(one.urn for one in found)
        ordered = sorted(found, key=lambda one: self._order(query, one, nodes[one.urn]))
        countable = self._search.countable(nodes, {one.urn: one.relation for one in found})
        kept = [one for one in ordered if countable[one.urn].passes(filters)]
        left_out = [one for one in ordered if not countable[one.urn].passes(filters)]
        message = ""
        target = self._name(chosen.urn)
        if not kept:
            name = "none" if query.direction == "in" else "none_out"
            message = say(name, query, verb=verb(query), target=target)
            if left_out:
                limits = described(filters)
                message = say(
                    f"{name}_filtered", query, verb=verb(query), target=target, filters=limits
                )
        elif not any(one.rank == 0 for one in kept) and not _same_fact(query, kept):
            name = "related" if query.direction == "in" else "related_out"
            message = say(name, query, verb=verb(query), target=target)
        nearest = left_out or ([] if kept else self._nearest(query, chosen.urn))
        nodes |= self._described(one.urn for one in nearest)
        documents = tuple(self._answered(one, nodes[one.urn]) for one in kept[:MAX_DOCUMENTS])
        if len(kept) > MAX_DOCUMENTS:
            more = say("more", query, count=len(kept), shown=MAX_DOCUMENTS)
            message = " ".join(filter(None, (message, more)))
        words = _words_beside(query)
        hits = self._hits(words, limit, filters) or self._hits(query.text, limit, Filters())
        return Answer(
            query,
            documents,
            hits,
            message=message,
            facets=counted(countable.values(), filters),
            nearest=tuple(self._answered(one, nodes[one.urn]) for one in nearest[:limit]),
        )

    def _nearest(self, query: Query, urn: str) -> list[Related]:
        """What is otherwise related to a document, in the same direction."""
        assert query.direction is not None
        return related(self._graph, urn, "cites", query.direction)

    def _lookup(self, query: Query, chosen: Chosen, limit: int) -> Answer:
        node = self._described([chosen.urn])[chosen.urn]
        document = AnsweredDocument(chosen.urn, label_of(node), None, (chosen.urn,), (), node.held)
        if node.held and node.sha256:
            words = query.topic or node.title or query.text
            own = self._hits(words, limit, Filters(documents=(node.sha256,)))
            return Answer(query, (document,), own, facets=self._search.counted([node]))
        number = node.number or (query.target.number if query.target else None) or query.text
        hits = self._hits(number, limit, Filters())
        message = say("not_held", query, target=name_of(node))
        return Answer(
            query, (document,), hits, message=message, facets=self._search.counted([node])
        )

    def _topic(self, query: Query, limit: int, filters: Filters, chosen: Sequence[str]) -> Answer:
        words = query.topic if filters_of(query) else query.text
        text = expanded(words or query.text)
        ranking = self._search.ranking(text, limit, filters)
        hits = hits_of(self._search.shown(text, ranking, limit), limit, text)
        message = ""
        if not hits and filters:
            hits = self._hits(query.text, limit, Filters())
            if hits:
                message = say("filtered", query, filters=described(filters))
        if not hits:
            message = say("nothing", query)
        facets = self._search.counted(self._described_documents(ranking))
        # What a person chose can be chosen otherwise; what the text says is part of the question.
        for facet in chosen:
            others = self._search.ranking(text, limit, filters.without(facet))
            facets |= self._search.counted(self._described_documents(others), facet)
        return Answer(query, hits=hits, message=message, facets=facets)

    # -- parts of answers

    def _hits(self, words: str, limit: int, filters: Filters) -> tuple[Hit, ...]:
        text = expanded(words)
        ranking = self._search.ranking(text, limit, filters)
        return hits_of(self._search.shown(text, ranking, limit), limit, text)

    def _described_documents(self, ranking: Ranking) -> Iterable[DocumentNode]:
        return self._described(ranking.urns()).values()

    def _described(self, urns: Iterable[str]) -> dict[str, DocumentNode]:
        wanted = list(dict.fromkeys(urns))
        nodes = self._graph.described(wanted)
        return {urn: nodes.get(urn) or self._known(urn) for urn in wanted}

    def _is_known(self, urn: str) -> bool:
        return self._graph.node(urn) is not None or self._holdings.by_urn(urn) is not None

    def _known(self, urn: str) -> DocumentNode:
        known = self._holdings.by_urn(urn)
        if known is None:
            return DocumentNode(urn)
        return DocumentNode(
            urn, known.type, known.number, known.date, known.year, known.issuer, known.title
        )

    def _name(self, urn: str) -> str:
        return name_of(self._described([urn])[urn])

    def _target(self, urn: str) -> Target:
        node = self._described([urn])[urn]
        return Target(node.type, node.number, node.year, urn, node.title, node.issuer)

    @staticmethod
    def _order(query: Query, one: Related, node: DocumentNode) -> tuple[object, ...]:
        words = set(syllables(query.topic, folded=True))
        shared = len(words & set(syllables(node.title or "", folded=True)))
        newest = tuple(-ord(c) for c in node.date or str(node.year or ""))
        return (one.rank, -shared, not node.held, newest, one.urn)

    def _answered(self, one: Related, node: DocumentNode) -> AnsweredDocument:
        ends = [one.urn]
        for link in one.links:
            ends.append(link.object if link.subject == ends[-1] else link.subject)
        proofs = evidence(self._graph, one.links)
        return AnsweredDocument(
            one.urn, label_of(node), one.relation, tuple(ends), proofs, node.held
        )


def _words_beside(query: Query) -> str:
    """Returns what passages beside a relation's answer should speak of."""
    target = query.target or Target()
    return " ".join(filter(None, (target.number or target.name, query.topic))) or query.text


def _same_fact(query: Query, kept: Sequence[Related]) -> bool:
    """Tells whether a near relation answers too: a replacement ends a document as a repeal does."""
    near = RELATED.get(query.relation or "cites", ())
    return query.relation in ("repeals", "replaces", "cites") and any(
        o.relation in near for o in kept
    )
