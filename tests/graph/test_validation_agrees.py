"""Validation as it runs here says what pyshacl says of the shapes as they are published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.namespace import RDF, SH

from corpus.readers import read_file
from corpus.samples import sample_documents
from graph import nquads, shapes, terms, triples
from graph.model import DocumentGraph
from graph.validation import validate_triples
from tests.graph import examples as ex
from tests.graph.audit.library import TextLibrary

Triples = tuple[ox.Triple, ...]
PARTS = (
    terms.TYPE, terms.SUBJECT, terms.PREDICATE, terms.OBJECT, triples.SOURCE, triples.START,
    triples.END, triples.EXACT, terms.CONFIDENCE, terms.DIGEST, terms.CUE, terms.PINPOINT,
    terms.PARTIAL, terms.STATUS,
)  # fmt: skip


def document(suffix: str) -> DocumentGraph:
    """A document that shares no IRI with one of another suffix; it states all that can be."""
    host, cited, other = (f"{urn}-{suffix}" for urn in (ex.PROVINCE, ex.DECREE, ex.LAW))
    node = ex.node(host, "Kế hoạch", "500/KH-UBND", "UBND tỉnh Nghệ An", held=True, sha256="0" * 64)
    return DocumentGraph(
        node,
        (
            ex.edge(host, "amends", cited, 0, cue="sửa đổi", pinpoint="Điều 3", partial=True),
            ex.edge(host, "cites", other, 1, status="ambiguous", confidence=0.25),
        ),
    )


def triples_of(graph: DocumentGraph) -> Triples:
    quads = ox.parse(nquads.nquads_of_graph(graph), format=ox.RdfFormat.N_QUADS)
    return tuple(quad.triple for quad in quads)


def subject_of(triple: ox.Triple) -> str:
    return triples.subject_of(ox.Quad(*triple))


def is_evidence(triple: ox.Triple) -> bool:
    return (
        terms.is_citation(subject_of(triple))
        or triple.predicate.value in terms.RELATION_OF_IRI
        or triple.predicate.value in (terms.READ_BY, terms.HELD, terms.SHA256)
    )


def others(value: object, turn: int) -> tuple[ox.NamedNode | ox.Literal, ...]:
    """Two values that a triple must not have in place of its own; another pair each turn."""
    if isinstance(value, ox.NamedNode):
        return ox.NamedNode(value.value + "x"), ox.Literal(value.value)
    assert isinstance(value, ox.Literal)
    ways = (
        ox.Literal(value.value + "1", datatype=value.datatype),
        ox.Literal("", datatype=value.datatype),
        ox.Literal(value.value, language="vi"),
        ox.Literal("-7", datatype=ox.NamedNode(terms.XSD + "integer")),
        ox.NamedNode("urn:lex:vn:x"),
    )
    return ways[turn % len(ways)], ways[(turn + 2) % len(ways)]


def damaged() -> Iterator[tuple[str, Triples, bool]]:
    """Documents of which one triple is lost, changed or doubled, and whether it was evidence."""
    for index, original in enumerate(triples_of(document("whole"))):
        own = triples_of(document(f"lost-{index}"))
        yield f"lost {index}", own[:index] + own[index + 1 :], is_evidence(own[index])
        changed, doubled = others(original.object, index)
        own = triples_of(document(f"changed-{index}"))
        this = ox.Triple(own[index].subject, own[index].predicate, changed)
        yield f"changed {index}", (*own[:index], this, *own[index + 1 :]), False
        own = triples_of(document(f"doubled-{index}"))
        this = ox.Triple(own[index].subject, own[index].predicate, doubled)
        yield f"doubled {index}", (*own, this), False


DAMAGED = tuple(damaged())


def as_published(found: Iterable[ox.Triple]) -> set[tuple[str, str | None, str]]:
    """The results of pyshacl with rdflib's own graph and the shapes as their files say them."""
    rules = rdflib.Graph()
    for source in shapes.sources():
        rules.parse(data=source, format="turtle")
    text = ox.serialize(found, format=ox.RdfFormat.N_TRIPLES)
    assert text is not None
    _, report, _ = pyshacl.validate(rdflib.Graph().parse(data=text, format="nt"), shacl_graph=rules)
    assert isinstance(report, rdflib.Graph)
    results = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus, path, message, value = (
            report.value(result, SH[part])
            for part in ("focusNode", "resultPath", "resultMessage", "value")
        )
        culprit = value if str(focus) == terms.ONTOLOGY_GRAPH else focus
        named = str(path) if isinstance(path, rdflib.URIRef) else None
        results.add((str(culprit), named, str(message)))
    return results


@pytest.mark.filterwarnings("ignore:Parsing weird boolean")
def test_every_damage_is_judged_as_by_pyshacl_alone() -> None:
    expected = as_published({triple for _, found, _ in DAMAGED for triple in found})
    found = {
        (one.focus, one.path, one.message)
        for _, damage, _ in DAMAGED
        for one in validate_triples(set(damage))
    }
    assert len(expected) > len(DAMAGED)
    assert found == expected


@pytest.mark.parametrize(
    "found", [pytest.param(found, id=name) for name, found, evidence in DAMAGED if evidence]
)
def test_a_lost_triple_of_evidence_is_found(found: Triples) -> None:
    assert validate_triples(found)


@pytest.fixture(scope="module")
def samples() -> tuple[Triples, ...]:
    texts = {path.name: read_file(path).text for path in sample_documents()[::9]}
    graph = TextLibrary(texts).graph
    return tuple(tuple(quad.triple for quad in graph.quads(name)) for name in graph.graphs())


@pytest.mark.parametrize("part", [*(pytest.param(one, id=one.split("#")[-1]) for one in PARTS)])
def test_each_citation_that_lost_a_part_is_named(samples: tuple[Triples, ...], part: str) -> None:
    looked_at = 0
    for whole in samples:
        lost = {
            subject_of(one): one
            for one in whole
            if one.predicate.value == part and terms.is_citation(subject_of(one))
        }
        looked_at += len(lost)
        found = validate_triples(set(whole) - set(lost.values()))
        assert {one.focus for one in found} >= lost.keys()
    assert looked_at or part in (terms.PINPOINT, terms.PARTIAL, terms.STATUS)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_one_triple_of_evidence_of_the_samples(
    samples: tuple[Triples, ...], data: st.DataObject
) -> None:
    whole = data.draw(st.sampled_from([one for one in samples if any(map(is_evidence, one))]))
    lost = data.draw(st.sampled_from([one for one in whole if is_evidence(one)]))
    assert validate_triples(set(whole) - {lost}), lost


def test_the_samples_conform(samples: tuple[Triples, ...]) -> None:
    assert samples
    for whole in samples:
        assert not validate_triples(whole)
