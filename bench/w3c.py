"""The W3C's SPARQL 1.1 test cases over HTTP against our own `/sparql`.

    python -m bench.w3c [--cases ARCHIVE] [--only TEXT]

The application runs under uvicorn on a free port of this computer, with its routes, headers,
content negotiation, limits and processes. Each case's data becomes an Oxigraph store of its own,
which the endpoint is pointed at for the time of the case. Entailment, federation and updates are
left out. Where an answer is wrong, the same query is put to Oxigraph itself, without us: what it
answers too is named "engine", what only we do is named "endpoint". The exit code is 1 where an
exception is not explained below.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tarfile
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import rdflib

from bench.w3c_cases import BASE, Case, Exchange, cases
from bench.w3c_compare import FORMATS, Answer, Table, of_graph, read, same
from bench.w3c_server import Reply, Server, load, pointed_at, serving

ROOT: Final = Path(__file__).resolve().parents[1]
ARCHIVE: Final = ROOT.parent / "shared" / "data" / "w3c_sparql11_tests.tar.xz"
RESULTS: Final = ROOT / "bench" / "results" / "w3c.json"
GOAL: Final = 0.98

_QUERY, _FORM = "application/sparql-query", "application/x-www-form-urlencoded"
_RESULT_TYPES: Final = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": tuple(media for media, _ in FORMATS.values() if media != "text/turtle"),
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples"),
}


_ZERO_LENGTH: Final = (
    "Oxigraph finds no path of length zero at a term that the graph does not hold; by 18.4 a "
    "constant end always has one"
)
_INNER_GRAPH: Final = "Oxigraph binds the variable of GRAPH by triple patterns, no other way"
_JOINED: Final = (
    "Oxigraph keeps a language that all joined strings share; by 18.5.1.7 it is dropped"
)
_UNEXPLAINED: Final = "not explained"
CAUSES: Final = {
    "aggregates/agg-groupconcat-04": _JOINED,
    "aggregates/agg-groupconcat-06": _JOINED,
    "aggregates/agg-empty-group-count-graph": _INNER_GRAPH,
    "bindings/graph": _INNER_GRAPH,
    "negation/graph-minus": "to Oxigraph both sides of MINUS share the variable of GRAPH",
    "csv-tsv-res/tsv03": "Oxigraph stores every integer type as xsd:integer: -3 of type "
    "xsd:negativeInteger comes back as xsd:integer",
    "functions/bnode01": "Oxigraph makes one blank node of a string for all rows, not one a row",
    "property-path/zero_or_more_set_start": _ZERO_LENGTH,
    "property-path/zero_or_more_set_end": _ZERO_LENGTH,
    "property-path/zero_or_one_set_start": _ZERO_LENGTH,
    "property-path/zero_or_one_set_end": _ZERO_LENGTH,
    "syntax-query/test_42": "FROM names a graph that the store does not hold; the endpoint refuses "
    "that by design, where others read it as empty or fetch it",
}
"""Why the known exceptions differ; what the tool finds decides, not this table."""


class Wrong(Exception):
    """A case did not go as it should; says in one line what came instead."""


def text_of(case: Case) -> str:
    """The query, which says itself what its relative IRIs are relative to."""
    query = case.query.read_text(encoding="utf-8") if case.query else ""
    return f"BASE <{case.base}>\n{query}" if case.kind == "evaluation" else query


def ask(server: Server, query: str, accept: str, turn: int) -> Reply:
    """Put a query in one of the three ways of the protocol, by turns."""
    headers = {"Accept": accept}
    if turn % 3 == 0:
        return server.send("GET", f"/sparql?query={quote(query, safe='')}", headers)
    if turn % 3 == 1:
        body = urlencode({"query": query}).encode()
        return server.send("POST", "/sparql", {**headers, "Content-Type": _FORM}, body)
    return server.send(
        "POST", "/sparql", {**headers, "Content-Type": _QUERY}, query.encode("utf-8")
    )


def run(server: Server, case: Case, turn: int) -> None:
    """Run a case.

    Raises:
        Wrong: it failed.
    """
    if case.kind == "protocol":
        for exchange in case.exchanges:
            _exchange(server, exchange)
    elif case.kind == "evaluation":
        _evaluate(server, case, turn)
    else:
        reply = ask(server, text_of(case), "*/*", turn)
        error = _error(reply) if reply.status == 400 else ""
        # What cannot be evaluated, a function that nobody has, was read as SPARQL all the same.
        read_well = reply.status == 200 or error.startswith("the query cannot be answered")
        if case.kind == "positive syntax" and not read_well:
            raise Wrong(f"refused: {_error(reply)}")
        if case.kind == "negative syntax" and "no SPARQL" not in error:
            raise Wrong(f"not refused as a syntax error: {reply.status}")


def _evaluate(server: Server, case: Case, turn: int) -> None:
    suffix, expected = _expected(case)
    media_type = FORMATS[suffix][0]
    query = text_of(case)
    reply = ask(server, query, media_type, turn)
    if reply.status != 200:
        raise Wrong(f"status {reply.status}: {_error(reply)}")
    if reply.media_type != media_type:
        raise Wrong(f"{reply.media_type} came for {media_type}")
    compare(expected, read(reply.content, suffix), query)


def _expected(case: Case) -> tuple[str, Answer]:
    if case.result is None:
        raise ValueError(f"{case.name}: no result to compare with")
    suffix = case.result.suffix[1:]
    if suffix in ("rdf", "ttl"):
        syntax = {"rdf": "xml", "ttl": "turtle"}[suffix]
        iri = f"{BASE}{case.group}/{case.result.name}"
        graph = rdflib.Graph().parse(case.result, format=syntax, publicID=iri)
        answer = of_graph(graph)
        return "ttl" if isinstance(answer, rdflib.Graph) else "srx", answer
    return suffix, read(case.result.read_bytes(), suffix)


def compare(expected: Answer, found: Answer, query: str) -> None:
    """Compare two results.

    Raises:
        Wrong: they differ.
    """
    ordered = "ORDER BY" in query.upper()
    if same(expected, found, ordered=ordered):
        return
    if ordered and same(expected, found, ordered=False):
        raise Wrong("the rows come in another order")
    raise Wrong(f"expected {_shown(expected)}, found {_shown(found)}")


def _exchange(server: Server, exchange: Exchange) -> None:
    headers = {"Content-Type": exchange.content_type} if exchange.content_type else {}
    # The manifest's address stands for that of the endpoint.
    target = "/sparql" + exchange.target.removeprefix("/sparql/")
    reply = server.send(exchange.method, target, headers, exchange.body)
    if f"{reply.status // 100}xx" != exchange.status:
        raise Wrong(f"{exchange.status} was due, {reply.status} came: {_error(reply)}")
    if exchange.form and reply.media_type not in _RESULT_TYPES[exchange.form]:
        raise Wrong(f"{exchange.form} was due, {reply.media_type} came")
    if exchange.truth is not None and json.loads(reply.content)["boolean"] is not exchange.truth:
        raise Wrong(f"{exchange.truth} was due")


def _error(reply: Reply) -> str:
    try:
        return str(json.loads(reply.content)["error"])
    except (ValueError, KeyError):
        return repr(reply.content[:100])


def _shown(answer: Answer) -> str:
    if isinstance(answer, bool):
        return str(answer).lower()
    if isinstance(answer, Table):
        rows = (" ".join(term.n3() if term else "-" for term in row) for row in answer.rows)
        return " | ".join((" ".join(answer.names), *sorted(rows)))[:400]
    return " ".join(sorted(" ".join(term.n3() for term in triple) + " ." for triple in answer))[
        :400
    ]


def responsible(case: Case) -> str:
    """Who is at fault: "engine" where Oxigraph itself gives a wrong answer too, else "endpoint"."""
    if case.kind == "protocol":
        return "endpoint"
    try:
        answer = _engine_answer(case)
        if case.kind == "evaluation":
            suffix, expected = _expected(case)
            compare(expected, read(answer, suffix), text_of(case))
    except SyntaxError:
        return "endpoint" if case.kind == "negative syntax" else "engine"
    except Exception:  # noqa: BLE001  whatever it is, it is Oxigraph's
        return "engine"
    return "engine" if case.kind == "negative syntax" else "endpoint"


def _engine_answer(case: Case) -> bytes:
    store = ox.Store()
    load(store, case)
    result = store.query(text_of(case), base_iri=case.base)
    if isinstance(result, ox.QueryTriples):
        return ox.serialize(result, format=ox.RdfFormat.TURTLE) or b""
    media_type = FORMATS[_expected(case)[0]][0] if case.result else "text/csv"
    return result.serialize(format=ox.QueryResultsFormat.from_media_type(media_type)) or b""


def measure(root: Path, only: str) -> dict[str, Any]:
    """Run the cases and return the figures."""
    passed, total = Counter[str](), Counter[str]()
    approved = Counter[bool]()  # of the approved ones, how many went which way
    exceptions: list[dict[str, str]] = []
    begun, processor = time.perf_counter(), _processor()
    with (
        tempfile.TemporaryDirectory(prefix="w3c-") as scratch,
        serving(Path(scratch) / "library") as server,
    ):
        for turn, case in enumerate(cases(root)):
            if only not in f"{case.group}/{case.name}":
                continue
            total[case.group] += 1
            try:
                with pointed_at(server, case, Path(scratch) / str(turn)):
                    run(server, case, turn)
                passed[case.group] += 1
                approved[True] += case.approved
            except Exception as error:  # noqa: BLE001  a case that fails is a figure
                approved[False] += case.approved
                exceptions.append(_exception(case, error))
    return {
        "cases": total.total(),
        "passed": passed.total(),
        "rate": round(passed.total() / max(total.total(), 1), 4),
        "approved": {
            "cases": approved.total(),
            "passed": approved[True],
            "rate": round(approved[True] / max(approved.total(), 1), 4),
        },
        "groups": {name: [passed[name], total[name]] for name in total},
        "exceptions": exceptions,
        "pyoxigraph": ox.__version__,
        "seconds": round(time.perf_counter() - begun, 1),
        "processor_seconds": round(_processor() - processor, 1),
    }


def _exception(case: Case, error: Exception) -> dict[str, Any]:
    name = f"{case.group}/{case.name}"
    what = str(error) if isinstance(error, Wrong) else repr(error)
    return {
        "case": name,
        "kind": case.kind,
        "approved": case.approved,
        "who": responsible(case),
        "cause": CAUSES.get(name, _UNEXPLAINED),
        "what": " ".join(what.split()),
    }


def _processor() -> float:
    """Seconds of processor time of this process and of those that it has ended."""
    used = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.w3c", description=__doc__)
    parser.add_argument("--cases", type=Path, default=ARCHIVE)
    parser.add_argument("--only", default="", help="cases whose name holds this; nothing is kept")
    arguments = parser.parse_args()
    rdflib.NORMALIZE_LITERALS = False  # results are compared as they are written
    with tempfile.TemporaryDirectory(prefix="w3c-cases-") as folder:
        with tarfile.open(arguments.cases) as archive:
            archive.extractall(folder, filter="data")
        figures = measure(Path(folder) / "sparql" / "sparql11", arguments.only)
    for group, (passed, total) in figures["groups"].items():
        print(f"{group:20} {passed:4} of {total}")
    for one in figures["exceptions"]:
        print("exception: {case} ({kind}, {who}): {cause}".format(**one))
    for what, part in (("all", figures), ("approved by the W3C", figures["approved"])):
        print(f"{what}: {part['passed']} of {part['cases']} passed, {part['rate']:.2%}")
    print("{seconds} s, {processor_seconds} s of processor time".format(**figures))
    print(f"goal {GOAL:.0%} of all: {'reached' if figures['rate'] >= GOAL else 'missed'}")
    if not arguments.only:
        RESULTS.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return int(any(one["cause"] == _UNEXPLAINED for one in figures["exceptions"]))


if __name__ == "__main__":
    sys.exit(main())
