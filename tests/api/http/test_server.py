"""The server as it runs: a process of its own, asked over sockets."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from tests.api.http.conftest import DECISION, PLAN

QUERY = b"Content-Type: application/sparql-query\r\n"

REPOSITORY = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    """The address of `luocdo serve` over the sample library."""
    command = [sys.executable, "-m", "api.main", "serve", "--data", str(data), "--port", "0"]
    environment = {**os.environ, "LUOCDO_EMBEDDER": "none", "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment,
        cwd=REPOSITORY,
    ) as server:  # fmt: skip
        assert server.stdout is not None
        line = server.stdout.readline()
        assert "http://127.0.0.1:" in line, line
        yield line.split("serves at ")[1].split(" ")[0]
        server.terminate()
        assert server.wait(20) is not None


def get(address: str, path: str, accept: str = "*/*") -> str:
    request = urllib.request.Request(address.rstrip("/") + path, headers={"Accept": accept})
    with urllib.request.urlopen(request, timeout=30) as response:
        content: bytes = response.read()
    return content.decode()


def raw(address: str, request: bytes) -> bytes:
    """What the server answers to bytes that no client library would send, until it is silent."""
    answer = bytearray()
    with (
        contextlib.suppress(OSError),  # hung up on, or left waiting for the rest: both will do
        socket.create_connection(("127.0.0.1", urlsplit(address).port), timeout=1) as connection,
    ):
        connection.sendall(request)
        while part := connection.recv(65536):
            answer += part
    return bytes(answer)


def test_a_question_over_the_network(address: str) -> None:
    found = json.loads(get(address, "/api/search?q=" + quote("kế hoạch nào triển khai QĐ 766")))
    assert PLAN in [document["urn"] for document in found["answer"]]


def test_identifiers_are_addresses(address: str) -> None:
    assert "<title>Quyết định 766/QĐ-TTg" in get(address, f"/id/{DECISION}", "text/html")
    assert f"<{DECISION}>" in get(address, f"/id/{quote(DECISION, safe='')}", "text/turtle")


def test_many_requests_at_once(address: str) -> None:
    paths = [
        "/?q=766", f"/id/{PLAN}", "/api/search?q=766", f"/api/lineage/{DECISION}",
        "/api/export?format=nt", "/healthz", "/sparql?query=ASK%7B%7D",
    ]  # fmt: skip
    with ThreadPoolExecutor(24) as clients:
        answers = list(clients.map(lambda n: get(address, paths[n % len(paths)]), range(84)))
    assert all(answers)


@pytest.mark.parametrize(
    ("line", "headers", "body"),
    [
        pytest.param(b"GET /?q=" + b"a" * 150_000, b"", b"", id="150 KB address"),
        pytest.param(b"GET /nope", b"X: " + b"a" * 150_000, b"", id="150 KB header"),
        pytest.param(b"GET /id/%zz%00%ff", b"", b"", id="invalid percent-encoding"),
        pytest.param("GET /id/ạ".encode(), b"", b"", id="raw UTF-8"),
        pytest.param(b"GET /../../etc/passwd", b"", b"", id="traversal"),
        pytest.param(b"GET /static/../app.py", b"", b"", id="out of the static files"),
        pytest.param(b"GET /static//etc/passwd", b"", b"", id="absolute path"),
        pytest.param(b"GET /", b"Host: evil.example", b"", id="two hosts"),
        pytest.param(b"GET http://evil.example/nope", b"", b"", id="another server"),
        pytest.param(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc", b"", b"", id="TLS"),
        pytest.param(b"POST /sparql", b"Content-Length: -1", b"", id="negative length"),
        pytest.param(b"POST /sparql", QUERY + b"Content-Length: 99", b"ASK", id="cut off"),
        pytest.param(b"POST /sparql", QUERY + b"Content-Length: 3000000", b"#" * 3_000_000,
                     id="huge body"),
    ],
)  # fmt: skip
def test_malformed_requests(address: str, line: bytes, headers: bytes, body: bytes) -> None:
    lines = (line + b" HTTP/1.1", b"Host: localhost", b"Connection: close", headers)
    answer = raw(address, b"\r\n".join(part for part in lines if part) + b"\r\n\r\n" + body)
    assert not answer.startswith(b"HTTP/1.1 5")
    assert not answer.startswith(b"HTTP/1.1 2")
    assert b"root:" not in answer
    assert b"Traceback" not in answer
    assert json.loads(get(address, "/healthz"))["ok"] is True


def test_head_over_the_network_has_a_length_and_no_body(address: str) -> None:
    answer = raw(address, b"HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200")
    assert b"content-length:" in head.lower()
    assert body == b""
