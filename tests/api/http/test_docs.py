import re
from collections.abc import Iterator
from pathlib import Path

from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from starlette.routing import Mount, Route

from api.http.problems import HEADINGS
from tests.api.http.conftest import BROWSER
from tests.api.http.pages import Page

GUIDE = (Path(__file__).parents[3] / "docs" / "http.md").read_text("utf-8")
ROUTE = re.compile(r"^\| `(GET|POST|DELETE|OPTIONS) (/\S*)` \|", re.MULTILINE)


def routes(app: FastAPI) -> Iterator[tuple[str, str]]:
    for method, path in (
        (method, path)
        for route in flat(app.routes)
        for method in route.methods or ()
        for path in [route.path.replace(":path}", "}")]
    ):
        if method != "HEAD":
            yield method, path


def flat(found: object) -> Iterator[Route | APIRoute]:
    """The routes themselves; FastAPI may keep those of a router together."""
    assert isinstance(found, list)
    for route in found:
        if isinstance(route, Route | APIRoute):
            yield route
        elif not isinstance(route, Mount):
            yield from flat(list(route.original_router.routes))


def test_the_guide_names_every_route_and_no_other(app: FastAPI) -> None:
    assert sorted(routes(app)) == sorted(ROUTE.findall(GUIDE))


def test_every_route_but_the_pages_is_in_openapi(app: FastAPI) -> None:
    described = {
        (method.upper(), path)
        for path, methods in app.openapi()["paths"].items()
        for method in methods
    }
    pages = {("GET", "/"), ("GET", "/docs"), ("GET", "/openapi.json"), ("OPTIONS", "/sparql")}
    assert described == set(routes(app)) - pages


def test_openapi_says_what_each_operation_takes_and_gives(app: FastAPI) -> None:
    described = app.openapi()
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            assert operation["description"], path
            for parameter in operation.get("parameters", ()):
                assert parameter.get("description"), (path, parameter["name"])
            answers = operation["responses"]
            assert answers["200"]["content"], path
            for code, answer in answers.items():
                if int(code) >= 400:
                    assert answer["content"]["application/json"]["schema"] == {
                        "$ref": "#/components/schemas/Problem"
                    }, (path, method, code)
            for media, schema in answers["200"]["content"].items():
                if media == "application/json" and path.startswith("/api/"):
                    assert schema["schema"].get("$ref"), path


def test_the_guide_names_every_error() -> None:
    told = {int(status) for status in re.findall(r"^\| (\d{3}) \|", GUIDE, re.MULTILINE)}
    assert told == set(HEADINGS)


def test_the_api_page_names_every_operation_and_parameter(client: TestClient, app: FastAPI) -> None:
    shown = Page(client.get("/docs", headers=BROWSER).text).text
    for path, methods in app.openapi()["paths"].items():
        for method, operation in methods.items():
            assert f"{method.upper()} {path}" in shown
            for parameter in operation.get("parameters", ()):
                assert parameter["name"] in shown


def test_openapi_is_served(client: TestClient, app: FastAPI) -> None:
    assert client.get("/openapi.json").json()["paths"].keys() == app.openapi()["paths"].keys()
