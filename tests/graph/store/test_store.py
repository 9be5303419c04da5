from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import NewerSchema, NotALibrary, StoreBusy, StoreError
from graph import store_notes, terms
from graph.model import DocumentGraph, DocumentNode, Edge, Link
from graph.store import GraphStore
from nlp.directive import RelationKind
from tests.graph import examples as ex

IMPLEMENTS: tuple[RelationKind, ...] = ("implements",)


@pytest.fixture
def store(tmp_path: Path) -> GraphStore:
    opened = GraphStore.open(tmp_path / "graph")
    opened.put(ex.library(), generation=3)
    return opened


def ordered(edges: object) -> list[Edge]:
    return sorted(edges, key=repr)  # type: ignore[call-overload,no-any-return]


def test_edges_come_back_as_they_were_put(store: GraphStore) -> None:
    assert ordered(store.edges()) == ordered(e for graph in ex.library() for e in graph.edges)


def test_nodes_come_back_as_they_were_put(store: GraphStore) -> None:
    for graph in ex.library():
        assert store.node(graph.node.urn) == graph.node


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param({"subject": ex.PROVINCE}, {0, 1, 3}, id="what the plan says of itself"),
        pytest.param({"subject": ex.DECISION}, {2}, id="nested: the cited document is the subject"),
        pytest.param({"subject": ex.PROVINCE, "object": ex.DECISION}, {1, 3}, id="one pair"),
        pytest.param({"host": ex.PROVINCE}, {0, 1, 2, 3}, id="all that a text states"),
        pytest.param({"host": ex.PROVINCE, "object": ex.DECISION}, {1, 3}, id="host and object"),
        pytest.param(
            {"host": ex.PROVINCE, "subject": ex.PROVINCE, "object": ex.DECISION},
            {1, 3},
            id="all three",
        ),
        pytest.param(
            {"host": ex.PROVINCE, "relations": ("amends", "based_on")}, {0, 2}, id="by relation"
        ),
        pytest.param({"subject": ex.PROVINCE, "relations": ()}, set(), id="no relation, no edge"),
        pytest.param({"subject": "urn:lex:vn:nobody;1"}, set(), id="unknown document"),
        pytest.param({"subject": "not an iri"}, set(), id="not an IRI"),
    ],
)
def test_edges_are_selected(
    store: GraphStore, arguments: dict[str, str], expected: set[int]
) -> None:
    found = [e.mention for e in store.edges(**arguments)]  # type: ignore[arg-type]
    assert sorted(found) == sorted(expected)


def test_links_walk_both_ways_and_leave_out_the_ambiguous(store: GraphStore) -> None:
    into = {(link.subject, link.relation) for link in store.links(ex.DECISION, "in")}
    assert into == {
        (ex.PROVINCE, "implements"),
        (ex.PROVINCE, "cites"),
        (ex.DISTRICT, "implements"),
        (ex.OTHER, "applies"),
    }
    assert {link.object for link in store.links(ex.DISTRICT, "out", IMPLEMENTS)} == {
        ex.PROVINCE,
        ex.DECISION,
    }
    assert [link.subject for link in store.links(ex.PROVINCE, "in")] == [ex.DISTRICT]


def test_proofs_are_the_edges_of_a_link(store: GraphStore) -> None:
    link = Link(ex.DECISION, "amends", ex.DECREE, ex.PROVINCE)
    unproved = Link(ex.DECISION, "repeals", ex.DECREE, ex.PROVINCE)
    proofs = store.proofs([link, unproved])
    assert [edge.mention for edge in proofs[link]] == [2]
    assert proofs[unproved] == ()


def test_first_mention_is_enough_to_show_a_proof(store: GraphStore) -> None:
    again = ex.edge(ex.DISTRICT, "implements", ex.DECISION, 9)
    store.put([replace(g, edges=(*g.edges, again)) for g in ex.library()[1:2]], generation=4)
    (link,) = {k for k in store.links(ex.DISTRICT, "out") if k.object == ex.DECISION}
    assert [edge.mention for edge in store.proofs([link])[link]] == [1, 9]
    assert [edge.mention for edge in store.proofs([link], every=False)[link]] == [1]


def test_cited_document_is_a_node_that_is_not_held(store: GraphStore) -> None:
    assert store.node(ex.DECISION) == ex.CITED_DECISION
    assert {node.urn for node in store.nodes(held=False)} == {ex.LAW, ex.DECREE, ex.DECISION}
    assert len(list(store.nodes(held=True))) == 4
    assert len(list(store.nodes())) == 7


def test_documents_are_described_together(store: GraphStore) -> None:
    asked = [ex.PROVINCE, ex.DECISION, "urn:lex:vn:nobody;1", "not an iri", ex.PROVINCE]
    found = store.described(asked)
    assert list(found) == [ex.PROVINCE, ex.DECISION]
    assert all(node == store.node(urn) for urn, node in found.items())


def test_unknown_document_is_no_node(store: GraphStore) -> None:
    assert store.node("urn:lex:vn:nobody;1") is None
    assert store.node("not an iri") is None


def test_own_description_wins_once_the_document_arrives(store: GraphStore) -> None:
    full = replace(ex.CITED_DECISION, title="Phê duyệt Bộ chỉ số", held=True)
    store.put([DocumentGraph(full)], generation=4)
    assert store.node(ex.DECISION) == full


def test_citing_documents_are_merged_by_majority(store: GraphStore) -> None:
    odd = replace(ex.CITED_DECISION, title="Tên khác", issuer="Chính phủ")
    store.put([DocumentGraph(DocumentNode("urn:lex:vn:x;1", held=True), (), (odd,))], 4)
    merged = store.node(ex.DECISION)
    assert merged is not None
    assert (merged.issuer, merged.title) == ("Thủ tướng Chính phủ", "Tên khác")


def test_authority_describes_what_is_not_held(store: GraphStore) -> None:
    known = replace(ex.CITED_DECISION, title="Theo cơ sở dữ liệu quốc gia")
    store.put_authority([known])
    assert store.node(ex.DECISION) == known


@pytest.mark.parametrize("date", ["2024", "2024-02", "2024-02-29", "cuối năm 2024"])
def test_partial_dates_are_kept(store: GraphStore, date: str) -> None:
    node = DocumentNode("urn:lex:vn:x;1", date=date, year=2024, held=True)
    store.put([DocumentGraph(node)], 4)
    assert store.node("urn:lex:vn:x;1") == node


def test_putting_again_replaces(store: GraphStore) -> None:
    province = ex.library()[0]
    store.put([replace(province, edges=province.edges[:1])], generation=4)
    assert [edge.mention for edge in store.edges(host=ex.PROVINCE)] == [0]
    assert store.generation == 4


def test_putting_twice_changes_no_quad(store: GraphStore) -> None:
    before = sorted(map(str, store.quads(terms.graph_iri(ex.PROVINCE))))
    store.put(reversed(ex.library()), generation=3)
    assert sorted(map(str, store.quads(terms.graph_iri(ex.PROVINCE)))) == before


def test_building_equals_putting(store: GraphStore, tmp_path: Path) -> None:
    with GraphStore.open(tmp_path / "built") as built:
        built.build(iter(ex.library()), generation=3)
        assert built.generation == 3
        assert ordered(built.edges()) == ordered(store.edges())
        assert set(built.nodes()) == set(store.nodes())
        with pytest.raises(StoreError, match="not empty"):
            built.build([], generation=4)


def test_building_stops_at_an_edge_without_proof(tmp_path: Path) -> None:
    bad = ex.edge(ex.OTHER, "cites", ex.LAW, 0, quotation=" ")
    graphs = [*ex.library()[:3], replace(ex.library()[3], edges=(bad,))]
    with GraphStore.open(tmp_path / "built") as built:
        with pytest.raises(ValueError, match="no evidence"):
            built.build(graphs, generation=3)
        assert built.generation == 0


def test_removed_document_stays_as_a_cited_one(store: GraphStore) -> None:
    store.remove([ex.DISTRICT], generation=4)
    assert store.node(ex.DISTRICT) == DocumentNode(ex.DISTRICT)  # who cites it says no more
    assert ex.DISTRICT in set(store.urns(held=False))
    assert [link.subject for link in store.links(ex.DISTRICT, "in")] == [ex.COMMUNE]
    assert not list(store.edges(host=ex.DISTRICT))


def test_clear_forgets_all_but_the_ontology(store: GraphStore) -> None:
    store.clear()
    assert store.generation == 0
    assert not list(store.nodes())
    assert terms.ONTOLOGY_GRAPH in set(store.graphs())


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(replace(ex.edge(ex.OTHER, "cites", ex.LAW, 0), object="x y"), id="not an IRI"),
        pytest.param(replace(ex.edge(ex.OTHER, "cites", ex.LAW, 0), host=ex.LAW), id="other host"),
        pytest.param(ex.edge(ex.OTHER, "cites", ex.LAW, 0, quotation=" "), id="no quotation"),
    ],
)
def test_edge_without_proof_is_refused_and_nothing_is_lost(store: GraphStore, bad: Edge) -> None:
    before = ordered(store.edges(host=ex.OTHER))
    other = ex.library()[3]
    with pytest.raises(ValueError, match=r"urn|IRI"):
        store.put([replace(other, edges=(bad,))], generation=4)
    assert ordered(store.edges(host=ex.OTHER)) == before
    assert store.generation == 3


def test_hostile_text_stays_text(store: GraphStore) -> None:
    words = '" . <urn:x> <urn:y> "z\\u0041\u0000\ud800\u2028'
    bad = ex.edge(ex.OTHER, "cites", ex.LAW, 0, quotation=words, cue='"} ; DROP ALL')
    store.put([replace(ex.library()[3], edges=(bad,))], generation=4)
    (found,) = store.edges(host=ex.OTHER)
    assert found.cue == '"} ; DROP ALL'
    assert found.evidence.quotation == words.replace("\u0000", "\ufffd").replace("\ud800", "\ufffd")


def test_reader_sees_what_was_published(store: GraphStore) -> None:
    store.publish()
    with GraphStore.open(store.path, read_only=True) as reader:
        store.remove([ex.COMMUNE], generation=4)
        store.publish()
        assert reader.generation == 3
        assert reader.node(ex.COMMUNE) == ex.library()[2].node
        with GraphStore.open(store.path, read_only=True) as newer:
            assert newer.generation == 4
            assert newer.node(ex.COMMUNE) is None
        with pytest.raises(StoreError, match="reading only"):
            reader.remove([ex.OTHER], generation=5)


def test_old_copies_are_deleted_when_nobody_reads_them(store: GraphStore) -> None:
    for generation in range(4, 8):
        store.put([], generation)
        store.publish()
    assert len(list((store.path / "snapshots").iterdir())) == 1


def test_everything_survives_closing(store: GraphStore) -> None:
    path = store.path
    edges = ordered(store.edges())
    store.close()
    with GraphStore.open(path) as again:
        assert (again.generation, ordered(again.edges())) == (3, edges)


def test_second_writer_is_told_to_wait(store: GraphStore) -> None:
    with pytest.raises(StoreBusy, match="another process"):
        GraphStore.open(store.path)


def test_second_process_is_told_to_wait(store: GraphStore) -> None:
    code = (
        "import sys; from pathlib import Path; from graph.store import GraphStore\n"
        "try: GraphStore.open(Path(sys.argv[1]))\n"
        "except Exception as error: print(type(error).__name__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(store.path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "StoreBusy"


def test_reading_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotALibrary, match="luocdo ingest"):
        GraphStore.open(tmp_path, read_only=True)


def test_foreign_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"mine")
    with pytest.raises(NotALibrary, match="other files"):
        GraphStore.open(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.docx"]


def test_damaged_store_is_named(tmp_path: Path) -> None:
    GraphStore.open(tmp_path / "graph").close()
    (tmp_path / "graph" / "primary" / "CURRENT").write_bytes(b"garbage\n")
    with pytest.raises(StoreError, match="primary"):
        GraphStore.open(tmp_path / "graph")


def test_newer_layout_is_refused(store: GraphStore) -> None:
    store_notes.write(store._store, terms.LAYOUT, store_notes.LAYOUT + 1)
    store._unpublished = True
    path = store.path
    store.close()
    for read_only in (True, False):
        with pytest.raises(NewerSchema, match="upgrade"):
            GraphStore.open(path, read_only=read_only)


def test_rdflib_sees_the_same_store(store: GraphStore) -> None:
    import rdflib

    dataset = store.dataset()
    plans = dataset.subjects(rdflib.URIRef(terms.RELATION_IRI["implements"]), None)
    assert {str(plan) for plan in plans} == {ex.PROVINCE, ex.DISTRICT, ex.COMMUNE}
    rows = dataset.query(f"SELECT ?plan {{ ?plan luocdo:applies <{ex.DECISION}> }}")
    assert [str(row[0]) for row in rows] == [ex.OTHER]  # type: ignore[index]


def test_reading_imports_nothing_heavy() -> None:
    code = (
        "import sys, graph.store\n"
        "print([m for m in ('rdflib', 'oxrdflib', 'networkx', 'pyshacl') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
