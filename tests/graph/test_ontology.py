from __future__ import annotations

import re
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS

from graph import ontology, shapes, terms
from graph.store import GraphStore

ELI = rdflib.Namespace(terms.ELI)
LUOCDO = rdflib.Namespace(terms.LUOCDO)
DOCS = Path(__file__).resolve().parents[2] / "docs" / "ontology.md"

# As the design maps them.
ELI_OF_RELATION = {
    "based_on": "based_on",
    "implements": "implements",
    "applies": "applies",
    "guides": "based_on",
    "amends": "amends",
    "replaces": "repeals",
    "repeals": "repeals",
    "suspends": "changes",
    "corrects": "corrects",
    "consolidates": "consolidates",
    "promulgates": "has_annex",
    "annex_of": "is_annex_of",
    "cites": "cites",
}


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return rdflib.Graph().parse(data=ontology.source(), format="turtle")


def own_terms(graph: rdflib.Graph) -> set[rdflib.URIRef]:
    subjects = {s for s in graph.subjects() if isinstance(s, rdflib.URIRef)}
    return {subject for subject in subjects if subject.startswith(terms.LUOCDO)}


def test_every_relation_is_a_subproperty_of_its_eli_one(graph: rdflib.Graph) -> None:
    assert set(ELI_OF_RELATION) == set(terms.RELATIONS)
    for relation, eli in ELI_OF_RELATION.items():
        above = set(graph.objects(LUOCDO[relation], RDFS.subPropertyOf))
        assert above == {LUOCDO.relation, ELI[eli]}


def test_every_term_is_explained_in_two_languages(graph: rdflib.Graph) -> None:
    for term in own_terms(graph):
        for predicate in (RDFS.label, RDFS.comment):
            texts = [o for o in graph.objects(term, predicate) if isinstance(o, rdflib.Literal)]
            assert sorted(str(text.language) for text in texts) == ["en", "vi"], term


def test_every_term_that_is_written_is_declared(graph: rdflib.Graph) -> None:
    written = {
        value
        for name, value in vars(terms).items()
        if name.isupper() and isinstance(value, str) and value.startswith(terms.LUOCDO)
    } - {terms.LUOCDO}
    assert {rdflib.URIRef(iri) for iri in written} <= own_terms(graph)


def test_every_term_of_the_shapes_is_declared(graph: rdflib.Graph) -> None:
    used = {name for text in shapes.sources() for name in re.findall(r"\bluocdo:(\w+)", text)}
    assert {LUOCDO[name] for name in used} <= own_terms(graph)


def test_evidence_is_what_web_annotation_and_prov_call_it(graph: rdflib.Graph) -> None:
    above = {str(o) for o in graph.objects(LUOCDO.Citation, RDFS.subClassOf)}
    assert {terms.OA + "TextPositionSelector", terms.OA + "TextQuoteSelector"} <= above
    assert terms.PROV + "Entity" in above


def test_documents_are_elis_legal_resources(graph: rdflib.Graph) -> None:
    assert ELI.LegalResource in set(graph.objects(LUOCDO.Directive, RDFS.subClassOf))
    assert (LUOCDO.Finding, RDF.type, OWL.Class) in graph


def test_docs_name_every_relation_the_version_and_26_labels() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert all(f"`luocdo:{relation}`" in text for relation in terms.RELATIONS)
    assert f"version {ontology.version()}" in text
    rows = re.findall(
        r"^\| ([^|]+) \| `X luocdo:(\w+) Y` \| ([^|]+) \| `Y luocdo:(\w+) X`", text, re.M
    )
    assert len(rows) == 13
    assert len({label for outgoing, _, incoming, _ in rows for label in (outgoing, incoming)}) == 26
    assert all(out == into and out in terms.RELATIONS for _, out, _, into in rows)


def test_every_store_holds_this_ontology(tmp_path: Path, graph: rdflib.Graph) -> None:
    with GraphStore.open(tmp_path / "graph") as store:
        assert len(list(store.quads(terms.ONTOLOGY_GRAPH))) == len(graph)
        assert ontology.loaded_version(store._store) == ontology.version()


def test_an_older_ontology_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "graph"
    with GraphStore.open(path) as store:
        version = f'"{ontology.version()}"'
        graph = f"GRAPH <{terms.ONTOLOGY_GRAPH}>"
        info = f"<{terms.OWL}versionInfo>"
        store._store.update(
            f"DELETE {{ {graph} {{ ?o {info} {version} }} }} "
            f'INSERT {{ {graph} {{ ?o {info} "0.1" }} }} '
            f"WHERE {{ {graph} {{ ?o {info} {version} }} }}"
        )
    with GraphStore.open(path) as store:
        assert ontology.loaded_version(store._store) == ontology.version()
