"""Writing a bundle: the same library gives the same bytes, whoever writes it and when."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from graph import ontology, terms
from graph.audit import AuditLibrary, Scope, audit
from graph.audit.tables import json_lines
from graph.bundle import archive
from graph.bundle.members import (
    EVIDENCE,
    FINDINGS,
    FORMAT,
    GRAPH,
    NAMES,
    README,
    README_TEXT,
    REPORT,
    SOURCES,
    VERSION,
    VERSIONS,
    citations,
    digest_of,
    evidence_row,
    json_line,
    json_text,
    report_of,
    rules,
)
from graph.exports import Extract, Selection, replace_file
from graph.exports.rdf import write_nquads
from graph.force import HeldText
from graph.quad_reader import QuadReader
from graph.reading import GraphReader
from graph.validation import validate_store

# Above this the copy of the graph that is checked lies on disk.
_IN_MEMORY: Final = 200_000_000
_TOOLS: Final = ("pyoxigraph", "pyshacl", "rdflib")


def write_bundle(
    library: AuditLibrary, out: Path, selection: Selection | None = None
) -> dict[str, Any]:
    """Write the whole library, or the part around some documents, as a bundle.

    Returns:
        The manifest.

    Raises:
        UnknownDocument: the selection starts from a document that the graph does not know.
        TooLarge: the bundle would be larger than `archive.LARGEST`.
        InputError: the file cannot be written.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "shapes").mkdir()
        counts = _write_contents(library, folder, selection)
        manifest = _manifest(folder, counts, selection)
        _put(folder / archive.MANIFEST, [json_text(manifest)])
        members = [(name, folder / name) for name in NAMES]
        replace_file(out, lambda path: archive.write(path, members))
    return manifest


def _write_contents(
    library: AuditLibrary, folder: Path, selection: Selection | None
) -> dict[str, int]:
    write_nquads(Extract(library.graph, selection), folder / GRAPH)
    store = open_store(folder / GRAPH, folder / "store")
    graph = QuadReader(store)
    hosts = sorted(filter(None, map(terms.host_of_graph, graph.graphs())))
    held = [one for one in hosts if library.read(one) is not None]
    scope = Scope(urns=tuple(held)) if selection is not None else None
    findings = audit(library, scope)
    violations = tuple(validate_store(graph))
    _put(folder / README, [README_TEXT])
    _put(folder / VERSIONS, [json_text(_versions(store))])
    sources = _put(folder / SOURCES, map(json_line, _sources(library, held)))
    evidence = _put(folder / EVIDENCE, _evidence(library, graph, hosts))
    _put(folder / FINDINGS, json_lines(findings))
    _put(folder / REPORT, [report_of(violations)])
    for name, text in rules().items():
        _put(folder / name, [text])
    return {
        "documents": sources,
        "relations": evidence,
        "findings": len(findings),
        "violations": len(violations),
    }


def open_store(nquads: Path, scratch: Path) -> ox.Store:
    """The graph of an N-Quads file, in memory if it is small, else under `scratch`.

    Raises:
        SyntaxError: the file is no N-Quads.
        OSError: it cannot be read, or the disk is full.
    """
    small = nquads.stat().st_size <= _IN_MEMORY
    store = ox.Store() if small else ox.Store(str(scratch))
    store.bulk_load(path=str(nquads), format=ox.RdfFormat.N_QUADS)
    return store


def _sources(library: AuditLibrary, urns: Iterable[str]) -> Iterator[dict[str, Any]]:
    for urn in urns:
        held, copies = library.read(urn), library.copies(urn)
        if held is None or not copies:
            continue
        node = copies[0]
        yield {
            "urn": urn,
            "file": node.file,
            "sha256": node.sha256,
            "text_sha256": digest_of(held.text),
            "characters": len(held.text),
            "type": node.type,
            "number": node.number,
            "date": node.date,
            "issuer": node.issuer,
            "title": node.title,
            "copies": [{"file": one.file, "sha256": one.sha256} for one in copies[1:]],
        }


def _evidence(library: AuditLibrary, graph: GraphReader, hosts: Iterable[str]) -> Iterator[str]:
    for host in hosts:
        held = library.read(host)
        sha256 = held.node.sha256 if held else None
        for iri, edge, _ in citations(graph, host):
            words = _words(held, edge.evidence.start, edge.evidence.end)
            yield json_line(evidence_row(iri, edge, sha256, words))


def _words(held: HeldText | None, start: int, end: int) -> str | None:
    return held.text[start:end] if held else None


def _versions(store: ox.Store) -> dict[str, Any]:
    """Versions of all that the contents depend on; the graph itself names its extractors."""
    stated = store.quads_for_pattern(None, ox.NamedNode(terms.OWL + "versionInfo"), None)
    extractors = {quad.object.value for quad in stated if isinstance(quad.object, ox.Literal)}
    return {
        "bundle": VERSION,
        "luocdo": terms.installed_version(),
        "extractors": sorted(extractors),
        "ontology": ontology.version(),
        "rules": {name: digest_of(text) for name, text in rules().items()},
        "tools": {name: _version_of(name) for name in _TOOLS},
    }


def _version_of(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _manifest(folder: Path, counts: dict[str, int], selection: Selection | None) -> dict[str, Any]:
    members = {}
    for name in NAMES:
        if name != archive.MANIFEST:
            length, sha256, _ = archive.measure(folder / name)
            members[name] = {"bytes": length, "sha256": sha256}
    chosen = selection and {
        "documents": list(selection.urns),
        "depth": selection.depth,
        "direction": selection.direction,
        "relations": list(selection.relations) if selection.relations else None,
    }
    return {
        "format": FORMAT,
        "version": VERSION,
        "canonical": "RDFC-1.0; no blank nodes, hence sorted canonical N-Quads",
        "counts": counts,
        "selection": chosen,
        "members": members,
    }


def _put(path: Path, lines: Iterable[str]) -> int:
    """Write lines and return how many there were; surrogates stay, as three bytes each."""
    count = 0
    with path.open("w", encoding="utf-8", errors="surrogatepass", newline="\n") as file:
        for line in lines:
            file.write(line)
            count += 1
    return count
