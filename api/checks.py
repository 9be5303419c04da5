"""What `luocdo doctor` looks at."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from api.ingest.messages import EXTRACTOR
from api.open_stores import FOLDERS, OpenStores
from api.records import Check
from corpus.catalog import Catalog
from corpus.errors import LuocdoError
from graph.agreement import disagreements

_REPAIR = "run: luocdo doctor --repair"
_SHOWN = 20
"""Failures that are listed."""


def run_checks(catalog: Catalog, stores: OpenStores) -> list[Check]:
    """Check everything; nothing is changed."""
    return [
        _integrity(catalog),
        _pending(catalog),
        *(_generation(catalog, stores, name) for name in FOLDERS),
        _graph_agrees(catalog, stores),
        _tables_agree(stores),
        _lexical_agrees(catalog, stores),
        _copies(catalog),
        _mentions(catalog),
        _extractor(catalog),
        *_failures(catalog),
    ]


def _integrity(catalog: Catalog) -> Check:
    problems = catalog.check()
    if problems:
        advice = "copy the documents to a new folder with: luocdo ingest"
        return Check("catalog", "error", "; ".join(problems), advice)
    documents, files = catalog.documents.count(), catalog.files.count()
    return Check("catalog", "ok", f"{documents} documents in {files} files, sound")


def _pending(catalog: Catalog) -> Check:
    pending, orphans = catalog.documents.count_pending(), len(catalog.files.orphans())
    if pending or orphans:
        message = f"{pending} documents not resolved, {orphans} without a file"
        return Check("ingest", "error", message, "run: luocdo ingest or luocdo doctor --repair")
    return Check("ingest", "ok", "finished")


def _generation(catalog: Catalog, stores: OpenStores, name: str) -> Check:
    try:
        found = getattr(stores, name).generation
    except LuocdoError as error:
        return Check(name, "error", str(error), _REPAIR)
    wanted = catalog.generation
    if found != wanted:
        return Check(name, "error", f"at generation {found}, the catalog at {wanted}", _REPAIR)
    return Check(name, "ok", f"at the catalog's generation {wanted}")


def _graph_agrees(catalog: Catalog, stores: OpenStores) -> Check:
    """Compare the documents that the graph holds with those of the catalog."""
    name = "graph holds what the catalog holds"
    try:
        held = {node.urn for node in stores.graph.nodes(held=True)}
    except LuocdoError as error:
        return Check(name, "error", str(error), _REPAIR)
    wanted = {document.urn for document in catalog.documents.all()}
    return _compared(name, held, wanted, "documents")


def _tables_agree(stores: OpenStores) -> Check:
    """Compare the graph's quads, which are exported, with its tables, which are searched."""
    name = "graph states each relation alike in quads and tables"
    try:
        different = list(disagreements(stores.graph))
    except LuocdoError as error:
        return Check(name, "error", str(error), _REPAIR)
    if different:
        message = f"{len(different)} documents differ, for example {different[0]}"
        return Check(name, "error", message, _REPAIR)
    return Check(name, "ok", "every digest found in both")


def _lexical_agrees(catalog: Catalog, stores: OpenStores) -> Check:
    name = "lexical index holds what the catalog holds"
    try:
        size = stores.lexical.size
    except LuocdoError as error:
        return Check(name, "error", str(error), _REPAIR)
    wanted = catalog.documents.count_passages()
    if size != wanted:
        return Check(name, "error", f"{size} passages, the catalog has {wanted}", _REPAIR)
    return Check(name, "ok", f"{size} passages")


def _compared(name: str, found: set[str], wanted: set[str], what: str) -> Check:
    missing, extra = wanted - found, found - wanted
    if missing or extra:
        example = min(missing or extra)
        message = f"{len(missing)} {what} missing, {len(extra)} too many, for example {example}"
        return Check(name, "error", message, _REPAIR)
    return Check(name, "ok", f"{len(wanted)} {what}")


def _copies(catalog: Catalog) -> Check:
    counts = Counter(document.urn for document in catalog.documents.all())
    several = [urn for urn, number in counts.items() if number > 1]
    if not several:
        return Check("copies", "ok", "no two files are the same document")
    shown = ", ".join(islice(sorted(several), 3))
    message = f"{len(several)} documents are in several files that differ, for example {shown}"
    return Check("copies", "warning", message, "compare them with luocdo show; one speaks")


def _mentions(catalog: Catalog) -> Check:
    counts = catalog.mentions.count_by_status()
    total = sum(counts.values())
    said = ", ".join(f"{counts.get(s, 0)} {s}" for s in ("resolved", "ambiguous", "unresolved"))
    return Check("mentions", "ok", f"{total}: {said}")


def _extractor(catalog: Catalog) -> Check:
    older = sum(document.extractor != EXTRACTOR for document in catalog.documents.all())
    if older:
        message = f"{older} documents were parsed by another version"
        return Check("parser", "warning", message, "run luocdo ingest on their folders again")
    return Check("parser", "ok", "all documents were parsed by this version")


def _failures(catalog: Catalog) -> list[Check]:
    failures = catalog.files.failures()
    if not failures:
        return [Check("failed files", "ok", "none")]
    shown = [Check("failed file", "warning", one.reason) for one in failures[:_SHOWN]]
    if len(failures) > _SHOWN:
        shown.append(Check("failed files", "warning", f"{len(failures) - _SHOWN} more"))
    return shown
