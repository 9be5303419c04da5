"""Which documents stand in a relation to another one, over a graph of bare edges."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model import DocumentGraph, DocumentNode
from graph.store import GraphStore
from index.relating import otherwise_related, related
from nlp.directive import RelationKind
from tests.graph.examples import edge

_Edges = list[tuple[str, RelationKind, str]]


def _urn(name: str) -> str:
    return f"urn:lex:vn:bo.tu.phap:ke.hoach:2024;{name}-kh-btp"


def _graph(folder: Path, edges: _Edges) -> GraphStore:
    store = GraphStore.open(folder / "graph")
    graphs = []
    for host in dict.fromkeys(subject for subject, _, _ in edges):
        own = [(kind, other) for subject, kind, other in edges if subject == host]
        stated = tuple(edge(_urn(host), kind, _urn(to), at) for at, (kind, to) in enumerate(own))
        graphs.append(DocumentGraph(DocumentNode(_urn(host), held=True), stated))
    store.put(graphs, 1)
    return store


@pytest.mark.parametrize(
    ("edges", "found"),
    [
        pytest.param([("2", "implements", "1"), ("3", "implements", "2")],
                     {"2": "implements", "3": "implements"}, id="carried on"),
        pytest.param([("2", "implements", "1"), ("3", "based_on", "2"), ("4", "implements", "3")],
                     {"2": "implements", "3": "based_on"}, id="ends at a mere ground"),
        pytest.param([("2", "applies", "1"), ("3", "implements", "2")],
                     {"2": "applies"}, id="not through what only follows it"),
        pytest.param([("2", "based_on", "1"), ("3", "implements", "2"), ("4", "implements", "3")],
                     {"2": "based_on"}, id="not through what only stands on it"),
        pytest.param([("2", "implements", "1"), ("3", "applies", "1"), ("3", "implements", "2"),
                      ("4", "implements", "3")],
                     {"2": "implements", "3": "applies", "4": "implements"},
                     id="through one that does both"),
        pytest.param([("2", "implements", "1"), ("3", "implements", "1"), ("4", "based_on", "2"),
                      ("4", "implements", "3")],
                     {"2": "implements", "3": "implements", "4": "implements"},
                     id="of two ways the better one"),
    ],
)  # fmt: skip
def test_a_chain_carries_out_at_every_step(
    tmp_path: Path, edges: _Edges, found: dict[str, RelationKind]
) -> None:
    with _graph(tmp_path, edges) as store:
        answers = related(store, _urn("1"), "implements", "in")
    assert {one.urn: one.relation for one in answers} == {
        _urn(name): relation for name, relation in found.items()
    }


def test_a_chain_upwards_ends_where_it_is_no_longer_carried_out(tmp_path: Path) -> None:
    edges: _Edges = [("4", "implements", "3"), ("3", "implements", "2"), ("3", "applies", "5")]
    with _graph(tmp_path, edges) as store:
        answers = related(store, _urn("4"), "implements", "out")
    assert [one.urn for one in answers] == [_urn("3"), _urn("2")]


@pytest.mark.parametrize(
    ("asked", "relations"),
    [
        pytest.param("repeals", ["suspends", "implements"], id="changes first"),
        pytest.param("implements", ["implements", "suspends"], id="followers first"),
    ],
)
def test_what_is_otherwise_related_bears_its_telling_relation(
    tmp_path: Path, asked: RelationKind, relations: list[RelationKind]
) -> None:
    edges: _Edges = [("2", "cites", "1"), ("2", "suspends", "1"), ("3", "implements", "1")]
    with _graph(tmp_path, edges) as store:
        found = otherwise_related(store, _urn("1"), asked, "in")
    assert [one.relation for one in found] == relations
