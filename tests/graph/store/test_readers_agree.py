"""The tables say the same as the quads beside them, whatever was put, replaced and removed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.synthetic import SyntheticLibrary
from graph.agreement import disagreements
from graph.model import Direction, DocumentGraph, DocumentNode, Edge, Evidence
from graph.quad_reader import QuadReader
from graph.reading import GraphReader
from graph.store import GraphStore
from graph.terms import RELATIONS
from tests.graph import examples as ex

URNS = tuple(f"urn:lex:vn:chinh.phu:nghi.dinh:2024;{number}" for number in range(5))
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
WORDS = st.text(min_size=1, max_size=6).filter(str.strip)
NODES = st.builds(
    DocumentNode,
    urn=st.sampled_from(URNS),
    type=st.none() | WORDS,
    number=st.none() | WORDS,
    date=st.sampled_from([None, "2024", "2024-02", "2024-02-29", "cuối năm"]),
    year=st.none() | st.integers(1945, 2099),
    title=st.none() | WORDS,
)


@st.composite
def graphs(draw: st.DrawFn) -> DocumentGraph:
    host = draw(st.sampled_from(URNS))
    edges = st.builds(
        Edge,
        subject=st.sampled_from(URNS),
        relation=st.sampled_from(RELATIONS),
        object=st.sampled_from(URNS),
        host=st.just(host),
        evidence=st.builds(
            Evidence, st.just(host), st.integers(0, 9), st.integers(10, 99), quotation=WORDS
        ),
        cue=st.none() | WORDS,
        pinpoint=st.none() | WORDS,
        partial=st.booleans(),
        confidence=st.sampled_from([0.3333, 0.95, 1.0]),
        status=st.sampled_from(["resolved", "ambiguous"]),
        mention=st.integers(0, 3),
        decided=st.booleans(),
    )
    cited = draw(st.lists(NODES, max_size=3, unique_by=lambda node: node.urn))
    node = replace(draw(NODES), urn=host, held=True, file="a.docx")
    return DocumentGraph(node, tuple(draw(st.lists(edges, max_size=4))), tuple(cited), "1")


def assert_agree(store: GraphStore) -> None:
    assert said_by(store) == said_by(QuadReader(store._store))
    assert not list(disagreements(store))


def said_by(reader: GraphReader) -> list[object]:
    return list(_answers(reader))


def _answers(reader: GraphReader) -> Iterator[object]:
    for held in (None, True, False):
        yield held, sorted(reader.urns(held))
        yield sorted(map(repr, reader.nodes(held)))
    some = [*sorted(reader.urns())[:12], "urn:lex:vn:nobody;1", "no iri", "\ud800"]
    yield reader.described(some)
    yield sorted(map(repr, reader.edges()))
    for urn in some:
        yield urn, reader.node(urn)
        for end in ("subject", "object", "host"):
            for relations in (None, ("implements", "cites"), ()):
                chosen: Any = {end: urn, "relations": relations}
                yield end, relations, sorted(map(repr, reader.edges(**chosen)))
        for direction in DIRECTIONS:
            links = sorted(reader.links(urn, direction), key=repr)
            yield direction, links
            proofs = reader.proofs(links)
            yield {link: _in_text(found) for link, found in proofs.items()}
            first = reader.proofs(links, every=False)
            # Of several edges of one mention any may be read, so only the mention is compared.
            yield {link: [edge.mention for edge in found] for link, found in first.items()}
            assert all(set(found) <= set(proofs[link]) for link, found in first.items())
    for subject, target in product(some[:4], repeat=2):
        yield sorted(map(repr, reader.edges(subject=subject, object=target)))


def _in_text(proofs: tuple[Edge, ...]) -> list[tuple[int, int]]:
    return sorted((edge.mention, edge.evidence.start) for edge in proofs)


def test_a_library_with_all_kinds_of_documents(tmp_path: Path) -> None:
    with GraphStore.open(tmp_path / "graph") as store:
        store.build(ex.library(), 1)
        store.put_authority([replace(ex.CITED_DECISION, title="Theo cơ sở dữ liệu quốc gia")])
        assert_agree(store)
        store.remove([ex.DISTRICT], 2)
        assert_agree(store)
        store.put(ex.library()[1:2], 3)
        assert_agree(store)


def test_a_generated_library(tmp_path: Path) -> None:
    with GraphStore.open(tmp_path / "graph") as store:
        store.build(SyntheticLibrary(60, 400).graphs(), 1)
        assert_agree(store)


@settings(max_examples=40, deadline=None)
@given(given_graphs=st.lists(graphs(), min_size=1, max_size=4), gone=st.sampled_from(URNS))
def test_whatever_is_put_and_removed(
    tmp_path_factory: pytest.TempPathFactory, given_graphs: list[DocumentGraph], gone: str
) -> None:
    with GraphStore.open(tmp_path_factory.mktemp("store") / "graph") as store:
        store.put(given_graphs, 1)
        assert_agree(store)
        store.remove([gone], 2)
        assert_agree(store)


@pytest.mark.parametrize(
    "loss",
    [
        pytest.param("DELETE FROM edges WHERE id = 1", id="an edge is lost"),
        pytest.param("UPDATE edges SET start = start + 1 WHERE id = 1", id="a span moved"),
        pytest.param("UPDATE edges SET quotation = 'x' WHERE id = 1", id="other words"),
        pytest.param("UPDATE edges SET cue = NULL WHERE cue IS NOT NULL", id="a cue is lost"),
    ],
)
def test_what_differs_is_named(tmp_path: Path, loss: str) -> None:
    with GraphStore.open(tmp_path / "graph") as store:
        store.build(ex.library(), 1)
        store._rows.execute(loss)
        assert list(disagreements(store)) == [ex.PROVINCE]
