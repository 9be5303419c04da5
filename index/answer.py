"""From a `Query` to an `Answer`: documents with proof from the graph, passages from the indexes."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from graph.holdings import ChainedHoldings, Holdings
from graph.model import Candidate, DocumentNode
from graph.reading import GraphReader
from index.choosing import Chosen, Fitting, TargetChoice, is_of_other_type, name_typed
from index.cited import CitedHoldings
from index.describing import Descriptions
from index.embedding import Embedder
from index.entries import Filters
from index.expansion import expanded
from index.facet_counts import active
from index.force_answers import ForceAnswers, Histories
from index.guessed import GuessedFilters, Limits
from index.hits import hits_of, merged
from index.labels import dated_name_of, label_of, name_of
from index.lexical import LexicalIndex
from index.limits import described, filters_of, inapplicable, limited, unapplied
from index.mentions import mentions_of
from index.messages import is_english, joined, say
from index.model import Answer, AnsweredDocument, Hit, Query, Target
from index.narrowed import NarrowedSearch
from index.other_years import in_year, means_year_of_results
from index.ranking import HybridSearch, Ranking, Reranker
from index.register import Register
from index.relation_answers import RelationAnswers
from index.syllables import syllables
from index.vectors import VectorIndex

MAX_CANDIDATES = 100
"""Documents among which an ambiguous number lets the user choose."""

_MOST_NAMED = 4


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
        histories: Histories | None = None,
    ) -> None:
        """Puts together what answers over one library's stores.

        Args:
            store: its graph.
            lexical: its lexical index.
            vectors: its vector index, null where words alone decide.
            holdings: known documents beside those of the graph.
            embedder: the model of the vectors.
            register: its register, without which there are no filters by force.
            reranker: orders the first passages anew.
            histories: what is known of a document's force, without which only its state is told.
        """
        known = ChainedHoldings(holdings, CitedHoldings(store))
        self._graph = store
        self._documents = Descriptions(store, known)
        self._targets = TargetChoice(store, known)
        self._search = NarrowedSearch(HybridSearch(lexical, vectors, embedder, reranker), register)
        self._guessed = GuessedFilters(self._search, lexical)
        force = ForceAnswers(store, register, histories)
        self._relations = RelationAnswers(store, self._search, self._documents, force)

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
        given = filters or Filters()
        idle = inapplicable(query, given)
        chosen = given.without(*idle)
        if query.target is None or query.relation is not None:
            query = limited(query, chosen)
        limits = filters_of(query, chosen)
        if not syllables(query.text[:4000]):
            answer = Answer(query, message=say("empty", query))
        elif query.target is None:
            answer = self._topic(query, limit, limits, chosen)
        else:
            answer = self._document(query, query.target, limit, limits, chosen)
        if idle:
            message = unapplied(query, Filters(relation=given.relation))
            answer = replace(answer, message=joined(answer.message, message))
        return replace(answer, took_ms=round((time.perf_counter() - started) * 1000, 2))

    def _document(
        self, query: Query, target: Target, limit: int, filters: Filters, beside: Filters
    ) -> Answer:
        fitting = self._targets.fitting(query, target)
        typed = target.urn or name_typed(target)
        if not fitting.candidates:
            hits = self._hits(query.text, limit, beside)
            return Answer(query, hits=hits, message=say("unknown", query, typed=typed))
        said = ""
        if fitting.other_year:
            if not means_year_of_results(query):
                return self._of_other_years(query, target, fitting, limit)
            typed = name_typed(replace(target, year=None))
            said = say("year_of_results", query, typed=typed, year=target.year)
            filters = in_year(filters, target.year)
        candidates = fitting.candidates
        lookup = query.relation is None
        chosen = self._targets.chosen(query, self._passing(candidates, beside if lookup else None))
        known = replace(query, target=replace(target, urn=chosen.urn))
        answer = (
            self._lookup(known, chosen, limit, beside)
            if lookup
            else self._relation(known, chosen, limit, (filters, beside))
        )
        node = self._documents.one(chosen.urn)
        taken = dated_name_of(node)
        if is_of_other_type(target, node):
            said = joined(say("other_type", query, typed=typed, taken=taken), said)
        if lookup and self._targets.is_of_other_issuer(query, chosen.urn):
            whose = {"issuer": query.issuer, "taken": f"{taken}, {node.issuer}"}
            said = joined(say("other_issuer", query, typed=typed, **whose), said)
        if len(candidates) > 1:
            said = joined(
                say("taken", query, typed=typed, count=len(candidates), taken=taken), said
            )
            others = (one.urn for one in candidates if one.urn != chosen.urn)
            answer = replace(answer, candidates=self._offered(others))
        return replace(answer, message=joined(said, answer.message))

    def _of_other_years(self, query: Query, target: Target, fitting: Fitting, limit: int) -> Answer:
        """Asks back where the document of this number and year is not known, but others are."""
        typed = name_typed(replace(target, year=None))
        offered = self._offered(one.urn for one in fitting.candidates)
        nodes = self._documents.of(one.urn for one in fitting.candidates[:_MOST_NAMED])
        names = [*map(dated_name_of, nodes.values()), *(["…"] if len(offered) > len(nodes) else [])]
        message = say("other_year", query, typed=typed, year=target.year, names=", ".join(names))
        hits = self._hits(query.text, limit, Filters())
        return Answer(query, hits=hits, candidates=offered, message=message)

    def _passing(
        self, candidates: Sequence[Candidate], filters: Filters | None
    ) -> Sequence[Candidate]:
        """Returns the candidates that pass the filters that were chosen, all where none does."""
        if not filters or len(candidates) == 1:
            return candidates
        found = self._search.countable(self._documents.of(one.urn for one in candidates))
        return [one for one in candidates if found[one.urn].passes(filters)] or candidates

    def _offered(self, urns: Iterable[str]) -> tuple[Target, ...]:
        return tuple(map(self._documents.target, islice(urns, MAX_CANDIDATES)))

    # -- the three intents

    def _relation(self, query: Query, chosen: Chosen, limit: int, within: Limits) -> Answer:
        filters, beside = within
        answer = self._relations.answer(query, chosen, limit, filters)
        words = _words_beside(query)
        about = [chosen.urn, *(one.urn for one in (*answer.answer, *answer.nearest) if one.held)]
        files = [node.sha256 for node in self._documents.of(about).values() if node.sha256]
        named = replace(filters, documents=tuple(files))
        own = self._hits(words, limit, named) if files else ()
        hits = self._hits(words, limit, filters) or self._hits(query.text, limit, beside)
        return replace(answer, hits=merged(own, hits, limit))

    def _lookup(self, query: Query, chosen: Chosen, limit: int, beside: Filters) -> Answer:
        node = self._documents.one(chosen.urn)
        document = AnsweredDocument(chosen.urn, label_of(node), None, (chosen.urn,), (), node.held)
        message = ""
        if not self._search.countable({node.urn: node})[node.urn].passes(beside):
            limits = described(beside, english=is_english(query))
            message = say("off_filters", query, target=name_of(node), filters=limits)
        facets = self._search.counted([node])
        if node.held and node.sha256:
            words = query.topic or node.title or query.text
            own = self._hits(words, limit, Filters(documents=(node.sha256,)))
            return Answer(query, (document,), own, message=message, facets=facets)
        citing = mentions_of(self._graph, self._documents, chosen.urn)
        words = " ".join(filter(None, (node.number, node.title))) or query.text
        hits = self._hits(words, limit, Filters(documents=citing.files))
        name = "not_held" if citing.documents else "not_held_uncited"
        said = say(name, query, target=name_of(node))
        return Answer(
            query, (document,), hits, message=joined(message, said), facets=facets,
            nearest=citing.documents[:limit],
        )  # fmt: skip

    def _topic(self, query: Query, limit: int, limits: Filters, chosen: Filters) -> Answer:
        text = expanded((query.topic if filters_of(query) else "") or query.text)
        ranking = self._search.ranking(text, limit, limits)
        hits, message = self._guessed.hits(query, text, ranking, limit, within=(limits, chosen))
        facets = self._search.counted(self._described_documents(ranking))
        # What a person chose can be chosen otherwise; what the text says is part of the question.
        for facet in active(chosen):
            others = self._search.ranking(text, limit, limits.without(facet))
            facets |= self._search.counted(self._described_documents(others), facet)
        return Answer(query, hits=hits, message=message, facets=facets)

    # -- parts of answers

    def _hits(self, words: str, limit: int, filters: Filters) -> tuple[Hit, ...]:
        text = expanded(words)
        ranking = self._search.ranking(text, limit, filters)
        return hits_of(self._search.shown(text, ranking, limit), limit, text)

    def _described_documents(self, ranking: Ranking) -> Iterable[DocumentNode]:
        return self._documents.of(ranking.urns()).values()


def _words_beside(query: Query) -> str:
    """Returns what passages beside a relation's answer should speak of."""
    target = query.target or Target()
    return " ".join(filter(None, (target.number or target.name, query.topic))) or query.text
