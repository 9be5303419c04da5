"""Measures the graph store on a generated library: `python -m bench.graph --documents 20000`.

Prints and writes to `bench/results/graph.json`: rate of the bulk load, size, memory, lineage and
"documents that implement X", and the same questions to rdflib's in-memory store beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

import rdflib

from bench.synthetic import SyntheticLibrary
from graph import terms
from graph.lineage import trace
from graph.model import DocumentGraph
from graph.snapshots import TABLES
from graph.store import GraphStore
from nlp.directive import RelationKind

RESULTS: Final = Path(__file__).parent / "results" / "graph.json"
DEPTH: Final = 4
LIMIT: Final = 500
IMPLEMENTS: Final[tuple[RelationKind, ...]] = ("implements",)
_HUB_REPEATS: Final = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--edges", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=766)
    parser.add_argument("--rdflib-documents", type=int, default=2_000, help="size beside rdflib")
    parser.add_argument("--folder", type=Path, help="where to build; kept, and used again")
    arguments = parser.parse_args()
    folder = arguments.folder or Path(tempfile.mkdtemp(prefix="bench-graph-"))
    try:
        figures = measure(
            SyntheticLibrary(arguments.documents, arguments.edges, arguments.seed), folder / "graph"
        )
        beside = min(arguments.rdflib_documents, arguments.documents)
        edges = arguments.edges * beside // arguments.documents
        small = SyntheticLibrary(beside, edges, arguments.seed)
        figures["beside_rdflib"] = compare_with_rdflib(small, folder / "small")
    finally:
        if not arguments.folder:
            shutil.rmtree(folder, ignore_errors=True)
    report = {"machine": machine(), **figures}
    known = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    known[f"{arguments.documents} documents, {arguments.edges} edges"] = report
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(known, indent=2, ensure_ascii=False) + "\n", "utf-8")
    print(json.dumps(report, indent=2, ensure_ascii=False))


def machine() -> dict[str, Any]:
    return {
        "system": f"{platform.system()} {platform.release()}",
        "processor": _processor(),
        "cores": os.cpu_count(),
        "load_average": [round(load, 2) for load in os.getloadavg()],
        "python": platform.python_version(),
        "date": time.strftime("%Y-%m-%d"),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(": ")[1] for line in lines if line.startswith("model name")), "")


def measure(library: SyntheticLibrary, folder: Path) -> dict[str, Any]:
    figures: dict[str, Any] = {"documents": library.documents, "edges": library.edges}
    noted = folder.with_name(f"{folder.name}.load.json")
    if not folder.exists():
        noted.write_text(json.dumps(_load(library, folder)), "utf-8")
    figures |= json.loads(noted.read_text("utf-8"))
    figures["tables_bytes"] = 2 * (folder / TABLES).stat().st_size  # and the published copy
    figures["store_bytes"] = _size(folder)
    figures["bytes_per_edge"] = round(_size(folder) / library.edges)
    began = time.perf_counter()
    with GraphStore.open(folder, read_only=True) as store:
        figures["open_ms"] = _ms(time.perf_counter() - began)
        figures |= ask(library, store)
    return figures


def _load(library: SyntheticLibrary, folder: Path) -> dict[str, Any]:
    made = 0

    def counted() -> Iterator[DocumentGraph]:
        nonlocal made
        for graph in library.graphs():
            made += len(graph.edges)
            yield graph

    with GraphStore.open(folder) as store:
        began, at_work = time.perf_counter(), time.process_time()
        store.build(counted(), generation=1)
        loading, working = time.perf_counter() - began, time.process_time() - at_work
        began = time.perf_counter()
        store.publish()
        publishing = time.perf_counter() - began
    return {
        "edges_made": made,
        "load_seconds": round(loading, 1),
        "load_cpu_seconds": round(working, 1),
        "publish_seconds": round(publishing, 2),
        "load_peak_memory_mb": _peak_memory(),
        "edges_per_second": round(made / loading),
        "documents_per_second": round(library.documents / loading),
    }


def ask(library: SyntheticLibrary, store: GraphStore) -> dict[str, Any]:
    """Lineage of the hub and of 100 random documents; who implements 100 random central ones.

    Answers are cut at `LIMIT` documents, as the program's own are.
    """
    draw = random.Random(library.seed + 1)
    hub = library.urn(0)
    some = [library.urn(draw.randrange(library.documents)) for _ in range(100)]
    cited = [library.urn(int(library.central * draw.random() ** 3)) for _ in range(100)]
    sizes: Counter[str] = Counter()

    def lineage(urn: str) -> None:
        found = trace(store, urn, direction="down", depth=DEPTH, limit=LIMIT)
        sizes["nodes"] += len(found.nodes)
        sizes["edges"] += len(found.edges)
        sizes["truncated"] += found.truncated

    def implementing(urn: str) -> None:
        found = islice(store.links(urn, "in", IMPLEMENTS), LIMIT)
        sizes["implementing"] += len({link.subject for link in found})

    def proven(urn: str) -> None:
        links = list(islice(store.links(urn, "in", IMPLEMENTS), 20))
        store.proofs(links, every=False)
        store.described(link.subject for link in links)

    return {
        "lineage_hub": _times(lineage, [hub] * _HUB_REPEATS),
        "lineage_100_random": _times(lineage, some),
        "implementing_hub": _times(implementing, [hub] * _HUB_REPEATS),
        "implementing_100_cited": _times(implementing, cited),
        "implementing_100_cited_first_20_with_proof": _times(proven, cited),
        "nodes_returned": sizes["nodes"],
        "edges_returned": sizes["edges"],
        "lineages_truncated": sizes["truncated"],
        "implementing_returned": sizes["implementing"],
    }


def compare_with_rdflib(library: SyntheticLibrary, folder: Path) -> dict[str, Any]:
    """The same library and questions in our store and in rdflib's in-memory one."""
    if not folder.exists():
        _load(library, folder)
    draw = random.Random(library.seed + 2)
    cited = [library.urn(int(library.central * draw.random() ** 3)) for _ in range(100)]
    with GraphStore.open(folder, read_only=True) as store:
        ours = {
            "implementing": _times(lambda u: list(store.links(u, "in", IMPLEMENTS)), cited),
            "lineage": _times(
                lambda u: trace(store, u, direction="down", depth=DEPTH, limit=LIMIT), cited
            ),
        }
        before = _resident_mb()
        began = time.perf_counter()
        dataset = rdflib.Dataset(default_union=True)
        for name in store.graphs():
            if terms.host_of_graph(name):
                text = "".join(f"{quad} .\n" for quad in store.quads(name))
                dataset.parse(data=text, format="nquads")
        loading = time.perf_counter() - began
    theirs = _ask_rdflib(dataset, cited)
    return {
        "documents": library.documents,
        "edges": library.edges,
        "rdflib_load_seconds": round(loading, 1),
        "rdflib_memory_mb": round(_resident_mb() - before),
        "ours": ours,
        "rdflib": theirs,
        "ratio_of_medians": {
            name: round(theirs[name]["p50_ms"] / max(ours[name]["p50_ms"], 0.001), 2)
            for name in ours
        },
    }


def _ask_rdflib(dataset: Any, cited: list[str]) -> dict[str, Any]:
    relations = [rdflib.URIRef(iri) for iri in terms.RELATION_IRI.values()]
    implements = rdflib.URIRef(terms.RELATION_IRI["implements"])
    parts = [rdflib.URIRef(iri) for iri in (terms.SUBJECT, terms.PREDICATE)]
    target = rdflib.URIRef(terms.OBJECT)

    def lineage(urn: str) -> None:
        seen, frontier = {rdflib.URIRef(urn)}, [rdflib.URIRef(urn)]
        for _ in range(DEPTH):
            found = []
            for upper in frontier:
                for relation in relations:
                    for lower in dataset.subjects(relation, upper):
                        if lower not in seen and len(seen) < LIMIT:
                            seen.add(lower)
                            found.append(lower)
            frontier = found
        for document in seen:  # what our lineage returns too: descriptions and evidence
            list(dataset.predicate_objects(document))
        for upper in seen:
            for citation in dataset.subjects(target, upper):
                if dataset.value(citation, parts[0]) in seen:
                    list(dataset.predicate_objects(citation))

    return {
        "implementing": _times(
            lambda u: list(dataset.subjects(implements, rdflib.URIRef(u))), cited
        ),
        "lineage": _times(lineage, cited[:5]),
    }


def _times(question: Callable[[str], object], urns: list[str]) -> dict[str, float]:
    taken, worked = [], []
    for urn in urns:
        began, at_work = time.perf_counter(), time.process_time()
        question(urn)
        worked.append(time.process_time() - at_work)
        taken.append(time.perf_counter() - began)
    taken.sort()
    worked.sort()
    return {
        "p50_ms": _ms(statistics.median(taken)),
        "p95_ms": _ms(taken[round(0.95 * (len(taken) - 1))]),
        "max_ms": _ms(taken[-1]),
        # What the processor did for us: on a busy machine less than what the clock says.
        "cpu_p95_ms": _ms(worked[round(0.95 * (len(worked) - 1))]),
    }


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 2)


def _size(folder: Path) -> int:
    """Bytes on disk; a hard link of the published copy counts once."""
    files = {}
    for path in folder.rglob("*"):
        if path.is_file():
            status = path.stat()
            files[status.st_dev, status.st_ino] = status.st_size
    return sum(files.values())


def _peak_memory() -> int | None:
    if sys.platform == "win32":
        return None
    import resource  # noqa: PLC0415 - POSIX only

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024))


def _resident_mb() -> float:
    try:
        pages = int(Path("/proc/self/statm").read_text("utf-8").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


if __name__ == "__main__":
    main()
