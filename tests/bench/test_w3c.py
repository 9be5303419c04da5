"""The W3C's cases: how results are compared, and the protocol's cases as a whole."""

import tarfile
from pathlib import Path

import pytest
import rdflib

from bench.w3c import ARCHIVE, measure
from bench.w3c_compare import read, same

HEAD = '<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>'


@pytest.fixture(autouse=True)
def _as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


def tsv(*rows: str) -> bytes:
    return "".join(row.replace(" ", "\t") + "\n" for row in rows).encode()


@pytest.mark.parametrize(
    ("expected", "found", "ordered", "alike"),
    [
        pytest.param(("?a", "1", "2"), ("?a", "2", "1"), False, True, id="rows are a multiset"),
        pytest.param(("?a", "1", "2"), ("?a", "2", "1"), True, False, id="unless in order"),
        pytest.param(("?a", "1", "1"), ("?a", "1"), False, False, id="each row counts"),
        pytest.param(("?a", "1", "1", "2"), ("?a", "1", "2", "2"), False, False, id="as often"),
        pytest.param(("?a ?b", "1 2"), ("?b ?a", "2 1"), False, True, id="columns in any order"),
        pytest.param(("?a", "1"), ("?b", "1"), False, False, id="but of the same names"),
        pytest.param(("?a", "1.0e6"), ("?a", "1E6"), False, True, id="numbers by value"),
        pytest.param(("?a", "1"), ("?a", "1.0"), False, False, id="of the same type"),
        pytest.param(("?a", '"1"'), ("?a", "1"), False, False, id="not strings"),
        pytest.param(("?a ?b", "_:x _:y"), ("?a ?b", "_:y _:x"), False, True, id="renamed"),
        pytest.param(("?a ?b", "_:x _:x"), ("?a ?b", "_:y _:x"), False, False, id="one for one"),
        pytest.param(("?a ?b", "_:x _:y"), ("?a ?b", "_:z _:z"), False, False, id="and back"),
        pytest.param(
            ("?a ?b", "_:x _:y", "_:y _:x"), ("?a ?b", "_:p _:q", "_:q _:p"), False, True,
            id="a ring of blank nodes",
        ),
        pytest.param(
            ("?a ?b", "_:x _:y", "_:y _:x"), ("?a ?b", "_:p _:p", "_:q _:q"), False, False,
            id="two rings",
        ),
        pytest.param(
            ("?a ?b", "_:x 1", "_:x 2", "_:y 1"), ("?a ?b", "_:q 1", "_:p 1", "_:p 2"), False,
            True, id="found after a wrong guess",
        ),
        pytest.param(("?a", "_:x"), ("?a", "<a:b>"), False, False, id="a blank node is no IRI"),
    ],
)  # fmt: skip
def test_results_are_compared(
    expected: tuple[str, ...], found: tuple[str, ...], ordered: bool, alike: bool
) -> None:
    first, second = read(tsv(*expected), "tsv"), read(tsv(*found), "tsv")
    assert same(first, second, ordered=ordered) is alike
    assert same(second, first, ordered=ordered) is alike


def test_kinds_of_results_differ() -> None:
    true = read(f"{HEAD}</head><boolean>true</boolean></sparql>".encode(), "srx")
    false = read(b'{"head": {}, "boolean": false}', "srj")
    graph = read(b"[] <urn:p> [] .", "ttl")
    table = read(b"a,b\r\n_:x,1.0\r\n", "csv")
    results = [true, false, graph, table]
    assert [[same(one, two, ordered=False) for two in results] for one in results] == [
        [one is two for two in results] for one in results
    ]
    assert same(graph, read(b"_:x <urn:p> _:y .", "ttl"), ordered=False)
    assert same(table, read(b"b,a\n1,_:z\n", "csv"), ordered=False)


@pytest.mark.skipif(not ARCHIVE.exists(), reason="the W3C's cases are not here")
def test_the_protocols_cases_pass(tmp_path: Path) -> None:
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(tmp_path, filter="data")
    figures = measure(tmp_path / "sparql" / "sparql11", "protocol/")
    assert figures["cases"] == 20
    assert figures["exceptions"] == []
