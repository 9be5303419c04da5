from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import openpyxl
import pyoxigraph as ox
import pytest
import rdflib

from corpus.errors import InputError, UnknownDocument, UnsupportedFormat
from graph import terms
from graph.exports import FORMATS, SUFFIXES, Selection, export, format_of
from graph.exports.sorting import sorted_unique
from graph.model import DocumentGraph
from graph.store import GraphStore
from graph.validation import validate_file
from tests.graph import examples as ex

RDF_SUFFIXES = ("ttl", "nt", "nq", "trig", "jsonld", "rdf")
HOSTILE = '=HYPERLINK("http://x","y")'


def hostile_library() -> list[DocumentGraph]:
    """The library, with texts that would break a format written carelessly."""
    first, *others = ex.library()
    odd = ex.edge(ex.PROVINCE, "cites", ex.LAW, 7, quotation='=1+1\t"; <b> & \\ ]]>\r\n@x', cue="-")
    return [
        replace(first, node=replace(first.node, title=HOSTILE), edges=(*first.edges, odd)),
        *others,
    ]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with GraphStore.open(tmp_path_factory.mktemp("exports") / "graph") as opened:
        opened.put(hostile_library(), generation=1)
        yield opened


def triples_of(path: Path) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(path=str(path))}


@pytest.mark.parametrize("suffix", RDF_SUFFIXES)
def test_every_syntax_holds_the_same_triples(
    store: GraphStore, tmp_path: Path, suffix: str
) -> None:
    (out,) = export(store, tmp_path / f"library.{suffix}")
    expected = {
        quad.triple
        for graph in store.graphs()
        if terms.host_of_graph(graph)
        for quad in store.quads(graph)
    }
    assert triples_of(out) == expected


@pytest.mark.parametrize("suffix", ["nq", "trig", "jsonld"])
def test_formats_of_quads_keep_the_named_graphs(
    store: GraphStore, tmp_path: Path, suffix: str
) -> None:
    (out,) = export(store, tmp_path / f"library.{suffix}")
    graphs = {quad.graph_name.value for quad in ox.parse(path=str(out))}
    assert graphs == {terms.graph_iri(graph.node.urn) for graph in ex.library()}


@pytest.mark.parametrize(("suffix", "parser"), [("ttl", "turtle"), ("rdf", "xml"), ("nt", "nt")])
def test_rdflib_reads_the_same(store: GraphStore, tmp_path: Path, suffix: str, parser: str) -> None:
    (out,) = export(store, tmp_path / f"library.{suffix}")
    assert len(rdflib.Graph().parse(out, format=parser)) == len(triples_of(out))


@pytest.mark.parametrize("suffix", RDF_SUFFIXES)
def test_exports_pass_the_shapes(store: GraphStore, tmp_path: Path, suffix: str) -> None:
    selection = Selection((ex.DISTRICT,), depth=1)
    for chosen in (None, selection):
        (out,) = export(store, tmp_path / f"x.{suffix}", selection=chosen)
        assert validate_file(out) == ()


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_two_exports_are_the_same_bytes(tmp_path: Path, name: str) -> None:
    written = []
    for nth, library in enumerate((hostile_library(), list(reversed(hostile_library())))):
        with GraphStore.open(tmp_path / f"graph{nth}") as store:
            store.put(library[:2], generation=1)
            store.put(library[2:], generation=2)
            (out,) = export(store, tmp_path / f"out{nth}{FORMATS[name][0]}", name)
            written.append(out.read_bytes())
    assert written[0] == written[1]
    assert written[0]


def test_nquads_are_sorted_for_canonical_comparison(store: GraphStore, tmp_path: Path) -> None:
    (out,) = export(store, tmp_path / "library.nq")
    lines = out.read_text(encoding="utf-8").split("\n")[:-1]
    assert lines == sorted(lines)
    assert not any("_:" in line.split(" ")[0] for line in lines)


def test_selection_holds_the_lineage_and_no_more(store: GraphStore, tmp_path: Path) -> None:
    export(store, tmp_path / "sel", "csv", Selection((ex.DISTRICT,), depth=1))
    with (tmp_path / "sel" / "documents.csv").open(encoding="utf-8-sig") as file:
        documents = {row["urn"] for row in csv.DictReader(file)}
    with (tmp_path / "sel" / "edges.csv").open(encoding="utf-8-sig") as file:
        edges = {(row["subject"], row["relation"], row["object"]) for row in csv.DictReader(file)}
    assert documents == {ex.DISTRICT, ex.PROVINCE, ex.DECISION, ex.COMMUNE}
    assert edges == {
        (ex.DISTRICT, "implements", ex.PROVINCE),
        (ex.DISTRICT, "implements", ex.DECISION),
        (ex.COMMUNE, "implements", ex.DISTRICT),
    }
    (out,) = export(store, tmp_path / "sel.ttl", selection=Selection((ex.DISTRICT,), depth=1))
    citations = {t.subject for t in triples_of(out) if t.predicate.value == terms.SUBJECT}
    assert len(citations) == 3
    assert not any(ex.LAW in str(triple) for triple in triples_of(out))


@pytest.mark.parametrize("suffix", RDF_SUFFIXES)
def test_a_document_that_only_records_know(store: GraphStore, tmp_path: Path, suffix: str) -> None:
    urn = "urn:lex:vn:quoc.hoi:luat:2024;31-2024-qh15"
    known = ex.node(urn, "Luật", "31/2024/QH15", "Quốc hội", title=HOSTILE)
    (out,) = export(store, tmp_path / f"x.{suffix}", selection=Selection((), recorded=(known,)))
    assert {triple.subject for triple in triples_of(out)} == {ox.NamedNode(urn)}
    assert validate_file(out) == ()


def test_unknown_selection_is_named_and_leaves_nothing(store: GraphStore, tmp_path: Path) -> None:
    with pytest.raises(UnknownDocument):
        export(store, tmp_path / "x.ttl", selection=Selection(("urn:lex:vn:nobody;1",)))
    assert not list(tmp_path.iterdir())


def test_csv_cannot_run_formulas(store: GraphStore, tmp_path: Path) -> None:
    documents, edges = export(store, tmp_path / "folder", "csv")
    for path in (documents, edges):
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell.lstrip()[:1] in {"=", "+", "-", "@"} and cell]
    assert "'" + HOSTILE in documents.read_text("utf-8-sig").replace('""', '"')


def test_single_csv_holds_the_edges(store: GraphStore, tmp_path: Path) -> None:
    (out,) = export(store, tmp_path / "edges.csv")
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == sum(len(graph.edges) for graph in hostile_library())
    assert rows[0]["subject"] < rows[-1]["subject"]


def test_workbook_holds_texts_and_no_formulas(store: GraphStore, tmp_path: Path) -> None:
    (out,) = export(store, tmp_path / "library.xlsx")
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["documents", "edges"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert HOSTILE in [cell.value for cell in cells]
    assert book["edges"].max_row == 1 + sum(len(graph.edges) for graph in hostile_library())


def test_graphml_reads_back(store: GraphStore, tmp_path: Path) -> None:
    (out,) = export(store, tmp_path / "library.graphml")
    graph = nx.read_graphml(out, force_multigraph=True)
    assert set(graph) == set(store.urns())
    assert graph.number_of_edges() == sum(len(g.edges) for g in hostile_library())
    assert graph.nodes[ex.PROVINCE]["title"] == HOSTILE
    assert any(data.get("pinpoint") == "Điều 3" for *_, data in graph.edges(data=True))


def test_gexf_has_every_edge_and_no_date(store: GraphStore, tmp_path: Path) -> None:
    (out,) = export(store, tmp_path / "library.gexf")
    assert "lastmodifieddate" not in out.read_text("utf-8")
    edges = ElementTree.parse(out).getroot().iter("{http://www.gexf.net/1.2draft}edge")
    assert len(list(edges)) == sum(len(g.edges) for g in hostile_library())


def test_dot_quotes_what_it_must(store: GraphStore, tmp_path: Path) -> None:
    (out,) = export(store, tmp_path / "library.gv")
    text = out.read_text("utf-8")
    assert text.startswith("digraph luocdo {")
    assert f'"{ex.COMMUNE}" -> "{ex.DISTRICT}" [label="implements", style=solid];' in text
    assert 'label="cites?", style=dashed' in text
    for line in text.splitlines():
        assert line.replace('\\"', "").count('"') % 2 == 0


def test_jsonld_is_json_with_our_documents(store: GraphStore, tmp_path: Path) -> None:
    (out,) = export(store, tmp_path / "library.jsonld")
    assert ex.PROVINCE in json.dumps(json.loads(out.read_text("utf-8")))


@pytest.mark.parametrize(
    ("name", "named", "expected"),
    [
        ("x.ttl", None, "turtle"),
        ("x.TTL", None, "turtle"),
        ("x.gv", None, "dot"),
        ("x", "JSON-LD", "json-ld"),
        ("x.txt", "nquads", "n-quads"),
        ("folder", "csv", "csv"),
        ("x.svg", None, "svg"),
        ("x.zip", None, "bundle"),
    ],
)
def test_format_is_found(name: str, named: str | None, expected: str) -> None:
    assert format_of(Path(name), named) == expected


@pytest.mark.parametrize(("name", "named"), [("x.docx", None), ("x", None), ("x.ttl", "word")])
def test_unknown_format_lists_the_known(name: str, named: str | None) -> None:
    with pytest.raises(UnsupportedFormat, match="choose turtle") as refused:
        format_of(Path(name), named)
    assert str(refused.value).endswith(", ".join(SUFFIXES))
    assert {*FORMATS, "svg", "bundle"} == set(SUFFIXES)


def test_a_bundle_needs_more_than_the_graph(store: GraphStore, tmp_path: Path) -> None:
    with pytest.raises(UnsupportedFormat, match="audit bundle needs a library"):
        export(store, tmp_path / "x.zip")


def test_place_that_cannot_be_written_is_named(store: GraphStore, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere.*x\.ttl"):
        export(store, tmp_path / "nowhere" / "x.ttl")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(InputError, match="file"):
        export(store, tmp_path / "file", "csv")


def test_existing_file_is_replaced(store: GraphStore, tmp_path: Path) -> None:
    out = tmp_path / "library.nq"
    out.write_text("old", "utf-8")
    export(store, out)
    assert out.read_text("utf-8").startswith("<")
    assert [path.name for path in tmp_path.iterdir()] == ["library.nq"]


@pytest.mark.parametrize("at_once", [1, 2, 3, 7, 100])
def test_sorting_in_runs_equals_sorting_at_once(at_once: int) -> None:
    lines = [f"{n * 7919 % 13}đ{n % 3}\n" for n in range(40)]
    assert list(sorted_unique(lines, at_once)) == sorted(set(lines))
