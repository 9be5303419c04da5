from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from corpus.errors import DamagedFile, UnreadableFile
from graph import nquads, terms, triples
from graph.model import DocumentGraph
from graph.store import GraphStore
from graph.validation import validate_file, validate_store, validate_triples
from tests.graph import examples as ex


def proven() -> DocumentGraph:
    """One document with a citation that states everything that can be stated."""
    edges = (
        ex.edge(
            ex.PROVINCE, "amends", ex.DECREE, 0, cue="sửa đổi", pinpoint="Điều 3", partial=True
        ),
        ex.edge(ex.PROVINCE, "cites", ex.LAW, 1, status="ambiguous", confidence=0.25),
    )
    return DocumentGraph(ex.library()[0].node, edges)


QUADS = list(ox.parse(nquads.nquads_of_graph(proven()), format=ox.RdfFormat.N_QUADS))
# What is said of a citation, or is said because of it.
EVIDENCE = [
    quad
    for quad in QUADS
    if "#c" in triples.subject_of(quad)
    or quad.predicate.value in terms.RELATION_OF_IRI
    or quad.predicate.value == terms.READ_BY
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with GraphStore.open(tmp_path_factory.mktemp("valid") / "graph") as opened:
        opened.put(ex.library(), generation=1)
        yield opened


def test_the_library_conforms(store: GraphStore) -> None:
    assert not list(validate_store(store))
    assert not list(validate_store(store, [ex.PROVINCE]))


@pytest.mark.parametrize(
    "lost",
    [pytest.param(quad, id=f"{triples.subject_of(quad)[-6:]} {quad.predicate.value.split('#')[-1]}")
     for quad in EVIDENCE],
)  # fmt: skip
def test_deleting_any_one_triple_of_the_evidence_is_found(lost: ox.Quad) -> None:
    rest = [quad.triple for quad in QUADS if quad != lost]
    assert validate_triples(rest)


def test_a_changed_quotation_is_found() -> None:
    changed = [
        ox.Triple(q.subject, q.predicate, ox.Literal("Câu khác"))
        if q.predicate.value == triples.EXACT
        else q.triple
        for q in QUADS
    ]
    found = validate_triples(changed)
    assert {v.focus for v in found} == {f"{ex.PROVINCE}#c0", f"{ex.PROVINCE}#c1"}
    assert all("digest" in v.message for v in found)


def test_a_relation_without_a_citation_is_found() -> None:
    claim = ox.Triple(
        ox.NamedNode(ex.OTHER), ox.NamedNode(terms.LUOCDO + "repeals"), ox.NamedNode(ex.LAW)
    )
    found = validate_triples([*(q.triple for q in QUADS), claim])
    assert [v.focus for v in found] == [ex.OTHER]


def test_a_file_is_validated_in_its_own_syntax(tmp_path: Path) -> None:
    out = tmp_path / "export.ttl"
    ox.serialize([q.triple for q in QUADS], str(out), ox.RdfFormat.TURTLE)
    assert validate_file(out) == ()
    out.write_text(out.read_text(encoding="utf-8").replace("oa#exact", "oa#prefix"), "utf-8")
    assert any(v.path == triples.EXACT for v in validate_file(out))


def test_bad_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"none\.ttl"):
        validate_file(tmp_path / "none.ttl")
    (tmp_path / "bad.ttl").write_text("this is no Turtle", "utf-8")
    with pytest.raises(DamagedFile, match=r"bad\.ttl"):
        validate_file(tmp_path / "bad.ttl")
