"""Formats of graph tools: GraphML and GEXF (Gephi, yEd, Cytoscape) and DOT (Graphviz)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from corpus.errors import TooLarge
from graph.lineage import edge_attributes, node_attributes

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    import networkx as nx

    from graph.exports.extract import Extract

# networkx holds the whole graph, and the XML tree of it, in memory: some 5 kB an edge.
MAX_EDGES: Final = 500_000
_STYLE: Final = {"replaces": "bold", "repeals": "bold", "cites": "dotted"}


def write_graphml(extract: Extract, out: Path) -> None:
    """GraphML; edges are numbered, and carry the relation and its evidence.

    Raises:
        TooLarge: more edges than `MAX_EDGES`.
    """
    from networkx.readwrite.graphml import GraphMLWriter  # noqa: PLC0415

    # Not `write_graphml`, whose bytes depend on whether lxml happens to be installed.
    writer = GraphMLWriter(graph=_network(extract), encoding="utf-8", prettyprint=True)
    with out.open("wb") as file:
        writer.dump(file)


def write_gexf(extract: Extract, out: Path) -> None:
    """GEXF 1.2 with a constant date, where networkx would write today's.

    Raises:
        TooLarge: more edges than `MAX_EDGES`.
    """
    from networkx.readwrite.gexf import GEXFWriter  # noqa: PLC0415

    writer = GEXFWriter(graph=_network(extract), encoding="utf-8", prettyprint=True)
    _undate(writer.xml)
    with out.open("wb") as file:
        writer.write(file)


def _undate(gexf: Element) -> None:
    for meta in gexf.iter():
        if meta.tag.endswith("meta"):
            meta.attrib.pop("lastmodifieddate", None)


def _network(extract: Extract) -> nx.MultiDiGraph[str]:
    import networkx as nx  # noqa: PLC0415

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in extract.documents():
        attributes = node_attributes(node)
        attributes["label"] = _label(node.type, node.number, node.urn)
        graph.add_node(node.urn, **attributes)
    for number, edge in enumerate(extract.edges()):
        if number == MAX_EDGES:
            raise TooLarge(
                f"more than {MAX_EDGES} edges do not fit into this format; "
                "select a document, or export N-Quads or CSV"
            )
        graph.add_edge(edge.subject, edge.object, key=number, **edge_attributes(edge))
    return graph


def _label(kind: str | None, number: str | None, urn: str) -> str:
    return " ".join(part for part in (kind, number) if part) or urn


def write_dot(extract: Extract, out: Path) -> None:
    """DOT, upper documents on top; several edges of one kind between two documents are one."""
    with out.open("w", encoding="utf-8", newline="\n") as file:
        file.write("digraph luocdo {\n  rankdir=BT;\n  node [shape=box, style=rounded];\n")
        for node in extract.documents():
            label = _label(node.type, node.number, node.urn)
            lines = [part for part in (label, node.issuer, node.date) if part]
            style = "" if node.held else ", style=dashed"
            file.write(f"  {_quoted([node.urn])} [label={_quoted(lines)}{style}];\n")
        drawn = {
            (edge.subject, edge.object, edge.relation, edge.status) for edge in extract.edges()
        }
        for subject, target, relation, status in sorted(drawn):
            sure = status == "resolved"
            style = _STYLE.get(relation, "solid") if sure else "dashed"
            label = _quoted([relation if sure else f"{relation}?"])
            file.write(
                f"  {_quoted([subject])} -> {_quoted([target])} [label={label}, style={style}];\n"
            )
        file.write("}\n")


def _quoted(lines: Iterable[str]) -> str:
    """A DOT string; a line break between the parts, which hold none themselves."""
    escaped = (line.replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return '"' + "\\n".join(" ".join(line.split()) for line in escaped) + '"'
