from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import BadQuery, UnknownDocument
from graph.cascade import cascade
from graph.lineage import Lineage, trace
from graph.model import DocumentGraph, DocumentNode, Edge
from graph.paths import PRECEDENCE, Branch
from graph.store import GraphStore
from graph.terms import RELATIONS
from tests.graph import examples as ex


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with GraphStore.open(tmp_path_factory.mktemp("lineage") / "graph") as opened:
        opened.put(ex.library(), generation=1)
        yield opened


def urns(lineage: Lineage) -> list[str]:
    return [node.document.urn for node in lineage.nodes]


@pytest.mark.parametrize(
    ("root", "arguments", "expected"),
    [
        pytest.param(
            ex.COMMUNE, {"direction": "up", "depth": 1}, [ex.COMMUNE, ex.DISTRICT], id="one step up"
        ),
        pytest.param(
            ex.COMMUNE,
            {"direction": "up", "depth": 9},
            [ex.COMMUNE, ex.DISTRICT, ex.DECISION, ex.PROVINCE, ex.DECREE, ex.LAW],
            id="all the way up, over the nested amendment",
        ),
        pytest.param(
            ex.DECISION,
            {"direction": "down", "depth": 9},
            [ex.DECISION, ex.PROVINCE, ex.DISTRICT, ex.OTHER, ex.COMMUNE],
            id="all the way down, by distance and date",
        ),
        pytest.param(
            ex.DECISION,
            {"direction": "down", "depth": 9, "relations": ("implements",)},
            [ex.DECISION, ex.PROVINCE, ex.DISTRICT, ex.COMMUNE],
            id="only by one relation",
        ),
        pytest.param(
            ex.PROVINCE,
            {"direction": "both", "depth": 1},
            [ex.PROVINCE, ex.LAW, ex.DECISION, ex.DISTRICT],
            id="both ways does not turn around to siblings",
        ),
        pytest.param(
            ex.DECISION,
            {"direction": "down", "depth": 9, "as_of": "2022-09-15"},
            [ex.DECISION, ex.PROVINCE, ex.DISTRICT],
            id="as of a date",
        ),
        pytest.param(
            ex.DECISION,
            {"direction": "down", "depth": 9, "keep": lambda node: "tỉnh" in (node.issuer or "")},
            [ex.DECISION, ex.PROVINCE, ex.DISTRICT, ex.OTHER],
            id="kept by a test",
        ),
        pytest.param(ex.LAW, {"depth": 0}, [ex.LAW], id="no step"),
    ],
)
def test_trace_finds(
    store: GraphStore, root: str, arguments: dict[str, object], expected: list[str]
) -> None:
    lineage = trace(store, root, **arguments)  # type: ignore[arg-type]
    assert urns(lineage) == expected
    assert not lineage.truncated


def test_edges_of_a_lineage_have_their_evidence(store: GraphStore) -> None:
    lineage = trace(store, ex.PROVINCE, direction="up", depth=1)
    own = [e for e in ex.library()[0].edges if e.subject == ex.PROVINCE]
    assert sorted(lineage.edges, key=repr) == sorted(own, key=repr)


def test_ambiguous_citations_are_no_lineage(store: GraphStore) -> None:
    below = urns(trace(store, ex.PROVINCE, direction="down", depth=3))
    assert ex.OTHER not in below


def test_limit_is_reported_and_keeps_implementing_documents(store: GraphStore) -> None:
    lineage = trace(store, ex.DECISION, direction="down", depth=1, limit=3)
    assert lineage.truncated
    assert urns(lineage) == [ex.DECISION, ex.PROVINCE, ex.DISTRICT]


def test_a_limit_that_is_not_reached_cuts_nothing(store: GraphStore) -> None:
    assert not trace(store, ex.DECISION, direction="down", depth=9, limit=5).truncated


def test_levels_are_negative_above(store: GraphStore) -> None:
    lineage = trace(store, ex.DISTRICT, depth=2)
    assert {node.document.urn: node.level for node in lineage.nodes} == {
        ex.DISTRICT: 0, ex.PROVINCE: -1, ex.DECISION: -1, ex.DECREE: -2, ex.LAW: -2, ex.COMMUNE: 1,
    }  # fmt: skip


def shape(branch: Branch) -> object:
    name = branch.document.urn + ("*" if branch.repeated else "")
    return (name, [shape(below) for below in branch.branches]) if branch.branches else name


def test_tree_shows_each_document_once_with_its_branches(store: GraphStore) -> None:
    below = trace(store, ex.DECISION, direction="down", depth=9).tree("down")
    assert shape(below) == (
        ex.DECISION,
        [(ex.DISTRICT, [ex.COMMUNE]), (ex.PROVINCE, [ex.DISTRICT + "*"]), ex.OTHER],
    )
    (province,) = [b for b in below.branches if b.document.urn == ex.PROVINCE]
    assert [edge.relation for edge in province.edges] == ["implements", "cites"]


def test_path_carries_the_proof_of_each_step(store: GraphStore) -> None:
    lineage = trace(store, ex.COMMUNE, depth=4)
    steps = lineage.path(ex.LAW)
    assert [step.document.urn for step in steps] == [ex.DISTRICT, ex.PROVINCE, ex.LAW]
    assert steps[-1].edges[0].pinpoint == "Điều 3"
    assert lineage.path(ex.COMMUNE) == ()
    with pytest.raises(UnknownDocument, match="more depth"):
        lineage.path("urn:lex:vn:nobody;1")


def test_cascade_tells_direct_from_indirect(store: GraphStore) -> None:
    carriers = cascade(store, ex.DECISION)
    assert [(c.document.urn, c.direct) for c in carriers] == [
        (ex.DISTRICT, True),
        (ex.PROVINCE, True),
        (ex.OTHER, True),
        (ex.COMMUNE, False),
    ]
    assert [step.document.urn for step in carriers[-1].path] == [ex.DISTRICT, ex.COMMUNE]


def test_networkx_graph_has_evidence_on_its_edges(store: GraphStore) -> None:
    graph = trace(store, ex.DISTRICT, direction="up", depth=1).graph()
    assert set(graph) == {ex.DISTRICT, ex.PROVINCE, ex.DECISION}
    attributes = graph.nodes[ex.DECISION]
    assert attributes["number"] == "766/QĐ-TTg"
    assert attributes["level"] == -1
    (data,) = [data for _, end, data in graph.edges(data=True) if end == ex.DECISION]
    assert data["relation"] == "implements"
    assert data["quotation"].startswith("Câu thứ 1")


def test_promulgated_plan_stands_below_its_decision(tmp_path: Path) -> None:
    decision = DocumentGraph(
        DocumentNode("urn:lex:vn:a;1", held=True),
        (ex.edge("urn:lex:vn:a;1", "promulgates", "urn:lex:vn:a;1-kh", 0),),
    )
    with GraphStore.open(tmp_path / "graph") as store:
        store.put([decision], 1)
        assert urns(trace(store, "urn:lex:vn:a;1", direction="down")) == [
            "urn:lex:vn:a;1",
            "urn:lex:vn:a;1-kh",
        ]
        assert urns(trace(store, "urn:lex:vn:a;1-kh", direction="up"))[1:] == ["urn:lex:vn:a;1"]


def test_cycle_ends(tmp_path: Path) -> None:
    ring = [f"urn:lex:vn:ring;{i}" for i in range(3)]
    graphs = [
        DocumentGraph(DocumentNode(urn, held=True), (ex.edge(urn, "amends", ring[(i + 1) % 3], 0),))
        for i, urn in enumerate(ring)
    ]
    graphs[0] = replace(graphs[0], edges=(*graphs[0].edges, ex.edge(ring[0], "cites", ring[0], 1)))
    with GraphStore.open(tmp_path / "graph") as store:
        store.put(graphs, 1)
        lineage = trace(store, ring[0], depth=50)
        assert sorted(urns(lineage)) == ring
        assert shape(lineage.tree("up")) == (ring[0], [(ring[1], [(ring[2], [ring[0] + "*"])])])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param({"depth": -1}, "depth -1", id="negative depth"),
        pytest.param({"depth": 65}, "0 to 64", id="depth beyond reason"),
        pytest.param({"direction": "sideways"}, "up, down, both", id="direction"),
        pytest.param({"limit": 0}, "limit 0", id="no documents at all"),
        pytest.param({"relations": ("loves",)}, "loves", id="relation"),
        pytest.param({"as_of": "2025-13-01"}, "2025-13-01", id="date out of range"),
        pytest.param({"as_of": "20250701"}, "2025-07-01", id="a day in another form"),
    ],
)
def test_wrong_arguments_are_named(
    store: GraphStore, arguments: dict[str, object], message: str
) -> None:
    with pytest.raises(BadQuery, match=message):
        trace(store, ex.DECISION, **arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize("urn", ["urn:lex:vn:nobody;1", "766/QĐ-TTg", "", "urn:x y"])
def test_unknown_document_is_named(store: GraphStore, urn: str) -> None:
    with pytest.raises(UnknownDocument, match="knows no document"):
        trace(store, urn)


def test_every_relation_has_its_place() -> None:
    assert sorted(PRECEDENCE) == sorted(RELATIONS)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(pairs=st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=14))
def test_walk_reaches_what_a_plain_search_reaches(
    tmp_path_factory: pytest.TempPathFactory, pairs: set[tuple[int, int]]
) -> None:
    names = [f"urn:lex:vn:d;{i}" for i in range(7)]
    edges: dict[str, list[Edge]] = {name: [] for name in names}
    for mention, (start, end) in enumerate(sorted(pairs)):
        edges[names[start]].append(ex.edge(names[start], "cites", names[end], mention))
    expected, frontier = {names[0]}, [names[0]]
    while frontier:
        ends = {edge.object for urn in frontier for edge in edges[urn]} - expected
        expected |= ends
        frontier = sorted(ends)
    with GraphStore.open(tmp_path_factory.mktemp("walk") / "graph") as store:
        store.put([DocumentGraph(DocumentNode(n), tuple(e)) for n, e in edges.items()], 1)
        lineage = trace(store, names[0], direction="up", depth=9)
    assert set(urns(lineage)) == expected
    assert {(e.subject, e.object) for e in lineage.edges} == {
        (e.subject, e.object) for urn in expected for e in edges[urn]
    }
