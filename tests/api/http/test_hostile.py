"""Whatever is sent: no failure of the server, no markup from strangers, one shape of error."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from api.http.hosts import allowed_names, is_allowed
from tests.api.http.conftest import BROWSER, DECISION, EVIL, EVIL_NAME, PLAN
from tests.api.http.pages import Page

EVIL_URN = "urn:lex:vn;bac.ninh.tinh:ubnd:ke.hoach:2022;999-kh-ubnd"
SECURITY = (
    "content-security-policy", "x-content-type-options", "referrer-policy",
    "cross-origin-resource-policy", "x-frame-options",
)  # fmt: skip


def assert_harmless(html: str) -> None:
    found = Page(html)
    for tag, attributes in found.elements:
        assert tag not in ("img", "b onclick"), tag
        if tag == "script":
            assert attributes == {"src": "/static/suggest.js", "defer": ""}
        assert not [name for name in attributes if name.startswith("on")]
        assert not attributes.get("href", "/").lower().startswith(("javascript:", "data:"))


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(f"/id/{EVIL_URN}", id="its page"),
        pytest.param(f"/id/{DECISION}", id="a page that quotes it"),
        pytest.param("/?q=kế hoạch nào triển khai Quyết định 766", id="an answer"),
        pytest.param("/?q=999/KH-UBND", id="a look-up"),
        pytest.param("/?q=Triển khai Bộ chỉ số alert&understand=false", id="passages"),
    ],
)
def test_markup_in_a_document_is_text(client: TestClient, path: str) -> None:
    response = client.get(path, headers=BROWSER)
    assert "&lt;script&gt;alert(1)" in response.text, "the hostile plan must be on this page"
    assert_harmless(response.text)


def test_a_hostile_file_name_is_text(client: TestClient) -> None:
    response = client.get(f"/id/{EVIL_URN}", headers=BROWSER)
    assert EVIL_NAME in Page(response.text).text


@pytest.mark.parametrize(
    "path",
    ["/?q={}", "/?q=766&type={}", "/?q=766&issuer={}", "/id/{}", "/{}", "/api/export?format={}",
     "/?q=766&year_from={}", "/sparql?query={}", "/api/documents/{}", "/?{}=1"],
)  # fmt: skip
def test_markup_in_an_address_is_text(client: TestClient, path: str) -> None:
    response = client.get(path.format(quote(EVIL)), headers=BROWSER)
    assert response.status_code in (200, 400, 404, 422)
    assert response.headers["content-type"].startswith("text/html")
    assert_harmless(response.text)


NAUGHTY = (
    pytest.param("%00", id="NUL"),
    pytest.param("%0d%0aSet-Cookie:%20a=b", id="header injection"),
    pytest.param("%ff%fe", id="no UTF-8"),
    pytest.param("%ed%a0%80", id="surrogate"),
    pytest.param("%zz%", id="no percent-encoding"),
    pytest.param("..%2f..%2f..%2fetc%2fpasswd", id="encoded traversal"),
    pytest.param("../../../../etc/passwd", id="traversal"),
    pytest.param("..%5c..%5cwindows%5cwin.ini", id="Windows traversal"),
    pytest.param("file:///etc/passwd", id="file address"),
    pytest.param("%e2%80%ae%e2%80%8f", id="bidirectional controls"),
    pytest.param("%1b%5b31m%07", id="terminal controls"),
    pytest.param("{{7*7}}${7*7}", id="templates"),
    pytest.param("' OR 1=1 --", id="SQL"),
    pytest.param("(*:*) OR title:[a TO z] ~^", id="index syntax"),
    pytest.param("urn:lex:vn:%3Cx%3E", id="IRI with brackets"),
    pytest.param("urn:lex:vn:a%20b%22%7D%20%7Bx", id="IRI that ends a query"),
    pytest.param("%f0%9f%98%80" * 50, id="emoji"),
    pytest.param("a" * 60_000, id="60 KB"),
    pytest.param("(" * 3000, id="brackets"),
    pytest.param("9" * 3000, id="digits"),
    pytest.param("%cc%80" * 1000, id="combining marks"),
    pytest.param("", id="empty"),
)  # fmt: skip
PLACES = (
    "/?q={}", "/?q=766&type={}", "/?q=766&issuer={}", "/?q=766&year_from={}", "/?q=766&limit={}",
    "/id/{}", "/id/{}?depth=2", "/api/documents/{}", "/api/lineage/{}",
    f"/api/lineage/{PLAN}?as_of={{}}", f"/api/lineage/{PLAN}?relation={{}}",
    "/api/force/{}", f"/api/force/{PLAN}?date={{}}", f"/id/{PLAN}?date={{}}",
    "/?q=766&level={}", "/?q=766&province={}", "/?q=766&force={}", "/?q=766&relation={}",
    "/api/suggest?q={}", "/api/references/{}", "/api/search?q=766&province={}",
    "/api/search?q={}", "/api/search?q=766&issuer={}", "/api/resolve?name={}",
    "/api/export?format={}", "/api/export?format=ttl&urn={}", "/sparql?query={}", "/static/{}",
    "/{}",
)  # fmt: skip


@pytest.mark.parametrize("value", NAUGHTY)
def test_nothing_makes_the_server_fail(client: TestClient, value: str) -> None:
    for place in PLACES:
        for accept in ({}, BROWSER):
            response = client.get(place.format(value), headers=accept, follow_redirects=False)
            assert response.status_code < 500, (place, response.text[:300])
            assert "set-cookie" not in response.headers
            assert "root:" not in response.text
            assert "Traceback" not in response.text
            if response.status_code >= 400:
                html = bool(accept) or place.startswith("/?")  # which gives pages only
                assert_is_a_problem(response.status_code, response, html=html)


def assert_is_a_problem(status: int, response: object, *, html: bool) -> None:
    headers, text = response.headers, response.text  # type: ignore[attr-defined]  # httpx's
    for name in SECURITY:
        assert name in headers
    if html:
        assert headers["content-type"].startswith("text/html")
        assert "Lược đồ" in text
        assert len(text) < 80_000  # the SPARQL form repeats its query
    else:
        body = response.json()  # type: ignore[attr-defined]
        assert set(body) == {"ok", "status", "error"}
        assert (body["ok"], body["status"]) == (False, status)
        assert "\n" not in body["error"]
        assert 0 < len(body["error"]) < 1000


@limits(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_any_text_can_be_asked(client: TestClient, text: str) -> None:
    for path, name in (("/", "q"), ("/api/search", "q"), ("/api/resolve", "name")):
        value = text.encode("utf-8", "replace").decode()
        response = client.get(path, params={name: value})
        assert response.status_code in (200, 400), response.text[:300]
    assert client.get("/id/" + quote(text, errors="replace")).status_code in (200, 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FOO"])
@pytest.mark.parametrize(
    "path", ["/", f"/id/{PLAN}", "/api/search?q=1", "/api/export?format=ttl", "/healthz", "/docs"]
)
def test_other_methods_are_refused(client: TestClient, method: str, path: str) -> None:
    response = client.request(method, path, content=b"x" * 100_000)
    assert response.status_code == 405
    assert_is_a_problem(405, response, html=False)
    assert response.json()["error"].endswith("GET")


def test_an_unknown_path_names_where_the_others_are(client: TestClient) -> None:
    response = client.get("/api/nothing")
    assert response.status_code == 404
    assert "/docs" in response.json()["error"]


@pytest.mark.parametrize(
    "path",
    ["/", "/?q=766", f"/id/{PLAN}", f"/api/documents/{PLAN}", "/api/search?q=766", "/healthz",
     "/api/export?format=ttl", "/docs", "/openapi.json", "/static/style.css", "/nope",
     "/api/search"],
)  # fmt: skip
def test_head_is_get_without_the_body(client: TestClient, path: str) -> None:
    got, head = client.get(path), client.head(path)
    assert head.status_code == got.status_code
    assert head.content == b""
    assert head.headers["content-type"] == got.headers["content-type"]


@pytest.mark.parametrize("path", ["/nope", "/api", "/api/", "/api/nope", "/redoc", "/static/x"])
def test_unknown_routes(client: TestClient, path: str) -> None:
    assert_is_a_problem(404, client.get(path), html=False)
    assert_is_a_problem(404, client.get(path, headers=BROWSER), html=True)


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param(BROWSER, id="a browser"),
        pytest.param({}, id="whatever a client accepts"),
        pytest.param({"Accept": "*/*"}, id="anything"),
    ],
)
def test_the_page_says_as_a_page_that_a_text_is_too_long(
    client: TestClient, headers: dict[str, str]
) -> None:
    response = client.get("/", params={"q": "a" * 4001}, headers=headers)
    assert_is_a_problem(422, response, html=True)
    assert "q: dài hơn 4000 ký tự" in response.text


def test_the_api_says_in_json_that_a_text_is_too_long(client: TestClient) -> None:
    response = client.get("/api/search", params={"q": "a" * 4001}, headers={"Accept": "*/*"})
    assert_is_a_problem(422, response, html=False)
    assert "4000" in response.json()["error"]


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/api/search", "q"), ("/api/search?q=a&limit=0", "limit"),
        ("/api/search?q=a&limit=101", "limit"), ("/api/search?q=a&year_from=x", "year_from"),
        (f"/api/lineage/{PLAN}?depth=0", "depth"), (f"/api/lineage/{PLAN}?relation=x", "relation"),
        (f"/api/lineage/{PLAN}?direction=x", "direction"), ("/api/resolve", "name"),
        ("/api/export", "format"), (f"/id/{PLAN}?depth=99", "depth"),
    ],
)  # fmt: skip
def test_a_wrong_parameter_is_named(client: TestClient, path: str, field: str) -> None:
    response = client.get(path)
    assert_is_a_problem(422, response, html=False)
    assert field in response.json()["error"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/id/urn:lex:vn:khong.co", 404), ("/api/documents/urn:lex:vn:khong.co", 404),
        ("/api/lineage/urn:lex:vn:khong.co", 404), ("/api/resolve?name=%20", 400),
        ("/api/export?format=ttl&urn=urn:lex:vn:khong.co", 404), ("/api/export?format=pdf", 400),
        (f"/api/lineage/{PLAN}?as_of=2024-13-1", 400), (f"/api/force/{PLAN}?date=1899-12-31", 400),
        (f"/api/force/{PLAN}?date=2201-01-01", 400), (f"/api/force/{PLAN}?date=0000-00-00", 400),
        (f"/api/force/{PLAN}?date=2025-02-30", 400), (f"/api/force/{PLAN}?date=20250101", 400),
        ("/api/force/urn:lex:vn:khong.co", 404), (f"/id/{PLAN}?date=9999-12-31", 400),
    ],
)  # fmt: skip
def test_problems_of_the_library(client: TestClient, path: str, status: int) -> None:
    assert_is_a_problem(status, client.get(path), html=False)
    assert_is_a_problem(status, client.get(path, headers=BROWSER), html=True)


@pytest.mark.parametrize(
    "path", ["/", f"/id/{PLAN}", "/api/search?q=766", "/sparql?query=ASK{}", "/static/style.css"]
)
def test_a_strangers_page_can_read_nothing(client: TestClient, path: str) -> None:
    response = client.get(path, headers={"Origin": "https://evil.example"})
    assert not [name for name in response.headers if name.startswith("access-control-")]
    for name in SECURITY:
        assert name in response.headers
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    preflight = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    asked = client.options(path, headers=preflight)
    assert asked.status_code == (204 if path.startswith("/sparql") else 405)
    assert not [name for name in asked.headers if name.startswith("access-control-")]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200), ("LOCALHOST:8765", 200), ("127.0.0.1:8765", 200), ("[::1]:80", 200),
        ("192.168.1.20", 200), ("luocdo.localhost:1", 200), ("localhost.", 200),
        ("evil.example", 421), ("localhost.evil.example", 421), ("127.0.0.1.evil.example", 421),
        ("evil.example:8765", 421), ("localhost@evil.example", 421), ("", 421), (":80", 421),
        ("[::1", 421), ("a b", 421), ("evil-localhost", 421), ("localhost:port", 421),
    ],
)  # fmt: skip
def test_only_its_own_names_reach_the_server(client: TestClient, host: str, status: int) -> None:
    for path in ("/healthz", "/static/style.css", "/nope"):
        response = client.get(path, headers={"Host": host})
        if status == 421:
            assert_is_a_problem(421, response, html=False)
        else:
            assert response.status_code != 421


@pytest.mark.parametrize(
    ("bound", "further", "host", "allowed"),
    [
        pytest.param("127.0.0.1", (), "luocdo.so.gov.vn", False, id="unknown name"),
        pytest.param("127.0.0.1", ("luocdo.so.gov.vn",), "LUOCDO.so.gov.vn:443", True, id="given"),
        pytest.param("luocdo.lan", (), "luocdo.lan:8765", True, id="what it listens on"),
        pytest.param("0.0.0.0", (), "evil.example", False, id="every interface"),
        pytest.param("0.0.0.0", (), "10.0.0.7:8765", True, id="an address of it"),
        pytest.param("::", (), "[fe80::1]:8765", True, id="IPv6"),
    ],
)
def test_allowed_hosts(bound: str, further: tuple[str, ...], host: str, allowed: bool) -> None:
    assert is_allowed(host, allowed_names(bound, further)) is allowed


def test_nothing_tells_where_things_lie(client: TestClient, data: Path) -> None:
    for path in ("/nope", "/id/x", "/api/export?format=x", "/sparql?query=x", f"/id/{PLAN}"):
        for accept in ({}, BROWSER):
            assert not re.search(
                r"/(?:tmp|home|usr|root|work)/", client.get(path, headers=accept).text
            )
