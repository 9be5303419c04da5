"""`/docs`: the API as a plain page, made from its OpenAPI description."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.http.templating import render

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the API; `parameters` are name, where it stands, type and meaning."""

    method: str
    path: str
    summary: str
    parameters: tuple[tuple[str, str, str, str], ...]
    answers: tuple[tuple[str, str], ...]


@router.get("/docs", response_class=HTMLResponse)
def api_page(request: Request) -> HTMLResponse:
    """Every operation with its parameters and answers."""
    described = request.app.openapi()
    values = {"info": described["info"], "operations": list(operations(described))}
    return render(request, "api.html", values)


def operations(described: dict[str, Any]) -> Iterator[Operation]:
    """Yield the operations of an OpenAPI description."""
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield Operation(
                method.upper(),
                path,
                operation.get("description", ""),
                tuple(_parameter(one) for one in operation.get("parameters", ())),
                tuple((code, one["description"]) for code, one in operation["responses"].items()),
            )


def _parameter(parameter: dict[str, Any]) -> tuple[str, str, str, str]:
    schema = parameter.get("schema", {})
    kind = _kind(schema)
    if "default" in schema:
        kind += f" = {schema['default']}"
    where = parameter["in"] + (", required" if parameter.get("required") else "")
    return parameter["name"], where, kind, parameter.get("description", "")


def _kind(schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return " | ".join(schema["enum"])
    if "anyOf" in schema:
        return _kind(next(one for one in schema["anyOf"] if one.get("type") != "null"))
    if schema.get("type") == "array":
        return f"{_kind(schema['items'])} …"
    return str(schema.get("type", "string"))
