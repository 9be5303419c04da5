"""SHACL validation: every edge has its evidence, and every relation the citation that proves it."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from corpus.errors import DamagedFile, UnreadableFile
from graph import shapes, terms
from graph.reading import GraphReader

if TYPE_CHECKING:
    import rdflib

_RESULT_PARTS: Final = ("focusNode", "resultPath", "resultMessage", "value")


@dataclass(frozen=True, slots=True)
class Violation:
    """One result of the SHACL report: the node, the property if it is about one, and the reason."""

    focus: str
    path: str | None
    message: str


def validate_triples(triples: Iterable[ox.Triple]) -> tuple[Violation, ...]:
    """Everything in these triples that the shapes refuse, sorted; empty where they conform."""
    import pyshacl  # noqa: PLC0415 - over a second, and only for audits
    from rdflib import Graph, URIRef  # noqa: PLC0415
    from rdflib.namespace import RDF, SH  # noqa: PLC0415

    from graph.shacl_data import data_graph  # noqa: PLC0415 - imports rdflib

    with warnings.catch_warnings(), _silenced(logging.getLogger("rdflib.term")):
        warnings.simplefilter("ignore", UserWarning)  # ill-typed values: the shapes judge them
        conforms, report, _ = pyshacl.validate(data_graph(triples), shacl_graph=_rules())
    if conforms:
        return ()
    if not isinstance(report, Graph):
        raise RuntimeError(f"the shapes cannot be applied: {report}")
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus, path, message, value = (report.value(result, SH[part]) for part in _RESULT_PARTS)
        # The constraints over all citations name the offender as their value.
        culprit = value if str(focus) == terms.ONTOLOGY_GRAPH else focus
        # A path of several steps is a blank node, whose name is another in every process.
        named = str(path) if isinstance(path, URIRef) else None
        found.add(Violation(str(culprit), named, str(message)))
    return tuple(sorted(found, key=lambda v: (v.focus, v.path or "", v.message)))


@contextmanager
def _silenced(logger: logging.Logger) -> Iterator[None]:
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


@cache
def _rules() -> rdflib.Graph:
    """The shapes, each property shape with the targets of the node shape that it belongs to.

    That says the same (SHACL, 2.1.3 and 4.7.2), and pyshacl then looks at all focus nodes of a
    property shape at once instead of at one after another.
    """
    from rdflib import Graph  # noqa: PLC0415
    from rdflib.namespace import RDF, SH  # noqa: PLC0415

    rules = Graph()
    for source in shapes.sources():
        rules.parse(data=source, format="turtle")
    targets = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)
    for node, part in list(rules.subject_objects(SH.property)):
        rules.remove((node, SH.property, part))
        rules.add((part, RDF.type, SH.PropertyShape))
        for target in targets:
            for named in rules.objects(node, target):
                rules.add((part, target, named))
    return rules


def validate_store(store: GraphReader, urns: Iterable[str] | None = None) -> Iterator[Violation]:
    """What the shapes refuse in the graphs of these documents (null: of all).

    Each graph is looked at alone: what another one says cannot make up for what it lacks.
    """
    chosen = (
        (graph for graph in store.graphs() if terms.host_of_graph(graph))
        if urns is None
        else (terms.graph_iri(urn) for urn in urns)
    )
    for graph in chosen:
        yield from validate_triples({quad.triple for quad in store.quads(graph)})


def validate_file(path: Path) -> tuple[Violation, ...]:
    """What the shapes refuse in an exported RDF file of any syntax.

    Raises:
        UnreadableFile: it cannot be read.
        DamagedFile: it is not RDF, or not in the syntax that its name promises.
    """
    try:
        triples = {quad.triple for quad in ox.parse(path=str(path))}
    except OSError as error:
        raise UnreadableFile(f"cannot read {path}: {error}") from error
    except (SyntaxError, ValueError) as error:
        raise DamagedFile(f"{path} is not valid RDF: {error}") from error
    return validate_triples(triples)
