"""Queries that would eat the server, put to one that runs; it refuses them and goes on."""

import contextlib
import json
import re
import socket
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.api.http.conftest import DECISION, PLAN
from tests.api.http.live import Live, serving

PRODUCT = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
ANY = "(<x:no>|!<x:no>|^!<x:no>)"
TIME = r"^the query took longer than 3 s; "
SERVICE = "^SERVICE is refused: "
DEEP = "^the query nests deeper than 100 brackets; "
SIZE = r"^the query (took longer than 3 s|is too complex, or needs more than 2048 MB); "


def values(name: str, count: int) -> str:
    return f"VALUES {name} {{ {' '.join(map(str, range(count)))} }}"


def doubled(times: int) -> str:
    binds = (f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(times))
    return 'BIND("0123456789" AS ?x0) ' + " ".join(binds)


HOSTILE = {
    "cartesian product": (f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} }}", TIME),
    "all rows of a product": (
        "SELECT * { ?a ?b ?c . ?d ?e ?f }", "^the query gives more than 500 rows; ",
    ),
    "deep property path": (f"SELECT (COUNT(*) AS ?n) {{ ?a {ANY}*/{ANY}*/{ANY}* ?b }}", TIME),
    "huge CONSTRUCT": (
        "CONSTRUCT { ?a ?e ?c . ?d ?b ?f } { ?a ?b ?c . ?d ?e ?f }",
        "^the query gives more than 500 triples; ",
    ),
    "SERVICE to this computer": (
        "SELECT * {{ SERVICE SILENT <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
        SERVICE,
    ),
    "SERVICE that lexers overlook": (
        "SELECT * {{ FILTER(1<'>') SERVICE <http://127.0.0.1:{port}/> {{ }} FILTER('>'>1) }}",
        SERVICE,
    ),
    "LOAD": ("LOAD <http://127.0.0.1:{port}/>", "^LOAD is refused"),
    "FROM elsewhere": (
        "SELECT * FROM <http://127.0.0.1:{port}/> {{ ?s ?p ?o }}", "^FROM <http://127.* is refused",
    ),
    "1 MB of text": ("ASK { ?s ?p '" + "x" * 1_000_000 + "' }", "^query: longer than 262144 bytes"),
    "100,001 characters": ("ASK {} #" + "x" * 99_993, "^the query has 100001 characters; "),
    "nested groups": ("SELECT * " + "{" * 9000 + "}" * 9000, DEEP),
    "nested parentheses": (
        "SELECT * { FILTER" + "(" * 9000 + "1" + ")" * 9000 + " }", DEEP,
    ),
    "nested negations": ("SELECT * { FILTER(" + "!" * 60_000 + "1) }", SIZE),
    "unfinished nesting": ("SELECT * { FILTER" + "(" * 99, "^this is no SPARQL query: "),
    "a pattern of 600 triples": (
        f"SELECT * {{ {' '.join(f'?a{n} ?b{n} ?c{n} .' for n in range(600))} }}", SIZE,
    ),
    "a pattern of 9000 triples": (f"SELECT * {{ {'?a ?b ?c .' * 9000} }}", SIZE),
    "regex bomb": (
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f "
        'FILTER REGEX(CONCAT(STR(?c), STR(?f)), CONCAT("((", "a{1,99}){1,99}|", "(x+x+)+y)")) }',
        SIZE,
    ),
    "huge VALUES": (
        f"SELECT (COUNT(*) AS ?n) {{ {values('?a', 8000)} {values('?b', 7000)} ?c ?d ?e }}", SIZE,
    ),
    "GROUP_CONCAT explosion": (
        f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?c), STR(?f), STR(?i))) AS ?x) {{ {PRODUCT} }}",
        SIZE,
    ),
    "ORDER BY on a product": (f"SELECT * {{ {PRODUCT} }} ORDER BY ?l ?c LIMIT 1", SIZE),
    "DISTINCT on a product": (
        f"SELECT DISTINCT (RAND() AS ?r) {{ {PRODUCT} }} OFFSET 99999999", SIZE,
    ),
    "doubling strings": (f"SELECT (STRLEN(?x40) AS ?n) {{ {doubled(40)} }}", SIZE),
    "a string of 160 MB": (f"SELECT ?x24 {{ {doubled(24)} }}", f"{SIZE}|^the result is over "),
    "NUL": ("ASK {}\0", "^the query holds a NUL character"),
}  # fmt: skip


@dataclass(frozen=True)
class Attack:
    """What came of all hostile queries at once, and of what others asked meanwhile."""

    live: Live
    answers: dict[str, tuple[int, str]]
    searches: list[int]
    connections: list[bytes]


def fetch(address: str, form: dict[str, str] | None = None) -> tuple[int, str]:
    data = urllib.parse.urlencode(form).encode() if form else None
    try:
        with urllib.request.urlopen(address, data, timeout=120) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def text_of(name: str, port: int) -> str:
    query = HOSTILE[name][0]
    return query.format(port=port) if "{port}" in query else query


@pytest.fixture(scope="module")
def attack(data: Path) -> Iterator[Attack]:
    connections: list[bytes] = []
    searches: list[int] = []
    with (
        serving(data, sparql_seconds="3", sparql_rows="500") as live,
        socket.create_server(("127.0.0.1", 0)) as trap,
    ):

        def spring() -> None:
            while True:
                try:
                    connection, _ = trap.accept()
                except OSError:
                    return
                connections.append(connection.recv(100))
                connection.close()

        threading.Thread(target=spring, daemon=True).start()
        port = trap.getsockname()[1]
        with ThreadPoolExecutor(6) as clients:
            replies = {
                name: clients.submit(fetch, live.sparql, {"query": text_of(name, port)})
                for name in HOSTILE
            }
            while not all(reply.done() for reply in replies.values()):
                searches.append(fetch(live.address + "api/search?q=766")[0])
        answers = {name: reply.result() for name, reply in replies.items()}
        yield Attack(live, answers, searches, connections)


@pytest.mark.parametrize("name", HOSTILE)
def test_refused_in_one_line(attack: Attack, name: str) -> None:
    status, body = attack.answers[name]
    problem = json.loads(body)
    assert status == (413 if name == "1 MB of text" else 400), body
    assert problem == {"ok": False, "status": status, "error": problem["error"]}
    assert "\n" not in problem["error"]
    assert len(problem["error"]) < 300
    assert re.search(HOSTILE[name][1], problem["error"])


def test_others_are_served_meanwhile(attack: Attack) -> None:
    assert len(attack.searches) > 1
    assert set(attack.searches) == {200}


def test_nobody_is_asked_in_the_network(attack: Attack) -> None:
    assert not attack.connections


def test_the_server_goes_on(attack: Attack) -> None:
    query = f"SELECT DISTINCT ?plan {{ ?plan luocdo:implements <{DECISION}> }}"
    for _ in range(3):
        status, body = fetch(attack.live.sparql, {"query": query})
        assert status == 200
        assert PLAN in body
    assert fetch(attack.live.address + "healthz")[0] == 200


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
def test_no_process_is_left(attack: Attack) -> None:
    assert fetch(attack.live.sparql, {"query": "ASK {}"})[0] == 200
    states = [state for parent, state in processes() if parent == attack.live.pid]
    assert "Z" not in states
    assert 1 <= len(states) <= 2  # idle ones, kept for the next queries


def processes() -> Iterator[tuple[int, str]]:
    """The parent and the state of every process."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            state, parent = path.read_text().rpartition(")")[2].split()[:2]
            yield int(parent), state
