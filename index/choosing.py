"""Which document a question is about: all that its words fit, and the one that is taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.holdings import Holdings
from graph.lookup import Target as Wanted
from graph.lookup import find_targets
from graph.model import Candidate, DocumentNode
from graph.reading import GraphReader
from index.facets import issuer_terms
from index.force_questions import asks_force
from index.model import Query, Target
from index.placed import other_names_of_body
from index.relating import RELATED, Related, related
from index.syllables import fold

_TRIED = 12
_PROGRAMMES = ("Đề án", "Chương trình")
_CERTAIN = 0.9


@dataclass(frozen=True, slots=True)
class Chosen:
    """The document taken for the target, and those that it was chosen from."""

    urn: str
    others: tuple[Candidate, ...]
    found: tuple[Related, ...] = ()


@dataclass(frozen=True, slots=True)
class Fitting:
    """The documents that a target's words fit, the likeliest first.

    `other_year` is true where they fit all but its year.
    """

    candidates: tuple[Candidate, ...]
    other_year: bool = False


class TargetChoice:
    """Finds the documents that a target's words fit, in one library."""

    def __init__(self, graph: GraphReader, holdings: Holdings) -> None:
        self._graph = graph
        self._holdings = holdings

    def fitting(self, query: Query, target: Target) -> Fitting:
        """Returns the documents that a question's target may be.

        Where no known one is of the target's year, those of other years are taken: "Quyết định 766
        năm 2023" may be a slip, or mean the results of that year.
        """
        found = self.candidates(query, target)
        year = target.year
        if found or year is None or str(year) in (target.number or ""):
            return Fitting(found)
        others = self.candidates(query, replace(target, year=None))
        return Fitting(others, bool(others))

    def candidates(self, query: Query, target: Target) -> tuple[Candidate, ...]:
        """Returns the known documents that a question's target may be, the likeliest first."""
        if target.urn:
            given = Candidate(target.urn, "explicit", 1.0)
            return (given,) if self._is_known(target.urn) else ()
        wanted = Wanted(target.type, target.number, target.year, target.issuer, None, target.name)
        found = find_targets(wanted, self._holdings)
        if target.type in _PROGRAMMES and target.number and target.number.isalnum():
            # "Đề án 06" is a name before it is a number.
            named = replace(wanted, number=None, name=target.number)
            found = find_targets(named, self._holdings) or found
        if not found and target.issuer and query.intent == "lookup":
            found = find_targets(replace(wanted, issuer=None), self._holdings)
        if not found and target.type and target.number:
            found = self._of_other_type(wanted)
        if query.intent == "lookup" and query.issuer:
            found = self._issued_by(query.issuer, found) or found
        return self._known(found) or self._of_other_names(wanted)

    def _known(self, found: Iterable[Candidate]) -> tuple[Candidate, ...]:
        # A number in full names a document, even one that nobody knows.
        return tuple(one for one in found if one.reason != "explicit" or self._is_known(one.urn))

    def _of_other_names(self, wanted: Wanted) -> tuple[Candidate, ...]:
        """Returns what the target's issuer issued while its province had another name or rank."""
        names = other_names_of_body(wanted.issuer) if wanted.issuer and wanted.number else ()
        found = (find_targets(replace(wanted, issuer=name), self._holdings) for name in names)
        return tuple(one for some in found for one in self._known(some))

    def _is_known(self, urn: str) -> bool:
        return self._graph.node(urn) is not None or self._holdings.by_urn(urn) is not None

    def _of_other_type(self, wanted: Wanted) -> tuple[Candidate, ...]:
        """Returns what a wrongly typed type may mean: "Nghị định 766" for the one 766 that is held.

        A bare number that documents of many types bear tells nothing about another type.
        """
        found = find_targets(replace(wanted, type=None), self._holdings)
        if "/" in (wanted.number or ""):
            return found
        nodes = ((candidate, self._graph.node(candidate.urn)) for candidate in found)
        held = tuple(candidate for candidate, node in nodes if node is not None and node.held)
        return held if len(held) == 1 else ()

    def is_of_other_issuer(self, query: Query, urn: str) -> bool:
        """Tells whether a document is known to be another body's than the question names.

        A place named without its body names none.
        """
        known = self._holdings.by_urn(urn)
        if query.issuer is None or query.place or known is None or known.issuer is None:
            return False
        return fold(query.issuer) not in map(fold, issuer_terms(known.issuer))

    def _issued_by(self, issuer: str, found: Iterable[Candidate]) -> tuple[Candidate, ...]:
        wanted = fold(issuer)
        kept = []
        for candidate in found:
            known = self._holdings.by_urn(candidate.urn)
            if known and known.issuer and wanted in map(fold, issuer_terms(known.issuer)):
                kept.append(candidate)
        return tuple(kept)

    def chosen(self, query: Query, candidates: Sequence[Candidate]) -> Chosen:
        """Takes the candidate that the library has most to say on.

        For a relation that is the one with most answers; then the one that is held, then the one
        that most documents cite. A question about force has an answer for each of them, so that
        the number of answers tells nothing there. A candidate that is certain is taken whatever
        the library holds.
        """
        others = tuple(candidates)
        by_answers = not asks_force(query)
        ranked: list[tuple[tuple[int, ...], Chosen]] = []
        for order, candidate in enumerate(candidates[:_TRIED]):
            found: list[Related] = []
            if query.relation is not None and query.direction is not None:
                found = related(self._graph, candidate.urn, query.relation, query.direction)
            least = len(RELATED.get(query.relation or "self", ()))
            exact = by_answers * sum(one.rank == 0 for one in found)
            near = by_answers * sum(one.rank < least for one in found)
            node = self._graph.node(candidate.urn)
            held = node is not None and node.held
            cited = sum(1 for _ in self._graph.links(candidate.urn, "in"))
            weight = (-exact, -near, -int(held), -cited, order)
            if candidates[0].confidence >= _CERTAIN:
                weight = (order, 0, 0, 0, 0)
            ranked.append((weight, Chosen(candidate.urn, others, tuple(found))))
        return min(ranked, key=lambda entry: entry[0])[1]


def approving(graph: GraphReader, query: Query, urn: str) -> list[Related]:
    """Returns the document itself where a plan or scheme goes by its decision's number.

    "Đề án 06" is an annex of Decision 06/QĐ-TTg: asked what approved it, that decision answers,
    with the sentence by which it does so where the graph has one.
    """
    typed = query.target.type if query.target else None
    if query.relation != "promulgates" or query.direction != "in" or typed not in _PROGRAMMES:
        return []
    links = tuple(graph.links(urn, "out", frozenset({"promulgates"})))
    return [Related(urn, "promulgates", 0, links[:1])]


def is_of_other_type(target: Target, node: DocumentNode) -> bool:
    """Tells whether a document bears the number that was typed, but not the type beside it.

    A programme goes by the number of the decision that approved it: "Đề án 06".
    """
    return (
        target.number is not None
        and target.type not in (None, node.type, *_PROGRAMMES)
        and node.type is not None
    )


def name_typed(target: Target) -> str:
    """Returns a target as the question names it; a law's name holds its type already."""
    kind = target.type if not (target.name or "").startswith(target.type or " ") else None
    known = f"{target.number or ''} {target.name or ''}"
    year = str(target.year) if target.year and str(target.year) not in known else ""
    return " ".join(filter(None, (kind, target.number, target.name, year)))
