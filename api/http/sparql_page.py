"""The page of `/sparql` for browsers: a form, and the result as a table."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from fastapi import Request
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from api.http.addresses import address_of
from api.http.sparql_queue import queue_of
from api.http.templating import render
from corpus.errors import BadQuery
from graph.sparql import SparqlResult

EXAMPLE: Final = """\
SELECT DISTINCT ?plan ?title WHERE {
  ?plan luocdo:implements <urn:lex:vn:thu.tuong.chinh.phu:quyet.dinh:2022;766-qd-ttg> .
  OPTIONAL { ?plan eli:title ?title }
} LIMIT 100"""

_ROWS_SHOWN: Final = 1000
_TEXT_SHOWN: Final = 200_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a row; `address` is empty where it names no document."""

    text: str
    address: str = ""


async def sparql_page(request: Request, query: str) -> HTMLResponse:
    """Return the form and, where a query was sent, its result or what is wrong with it."""
    values: dict[str, object] = {
        "query": query or EXAMPLE, "problem": "", "names": None, "rows": [], "total": 0, "text": "",
    }  # fmt: skip
    status = 200
    if query.strip():
        try:
            result = await queue_of(request).query(query)
            values |= await run_in_threadpool(_values, result)
        except BadQuery as error:
            values["problem"], status = str(error), 400
    response = render(request, "sparql.html", values, status=status)
    response.headers["Vary"] = "Accept"
    return response


def _values(result: SparqlResult) -> dict[str, object]:
    if result.media_type == "text/turtle":
        return {"text": result.content.decode("utf-8", "replace")[:_TEXT_SHOWN]}
    found = json.loads(result.content)
    if "boolean" in found:
        return {"text": "true" if found["boolean"] else "false"}
    names, bindings = found["head"]["vars"], found["results"]["bindings"]
    rows = [[_cell(row.get(name)) for name in names] for row in bindings[:_ROWS_SHOWN]]
    return {"names": names, "rows": rows, "total": len(bindings)}


def _cell(term: dict[str, object] | None) -> Cell:
    if term is None:
        return Cell("")
    value = term["value"]
    if not isinstance(value, str):
        return Cell(json.dumps(value, ensure_ascii=False))  # a triple
    if term["type"] == "uri" and value.startswith("urn:lex:vn") and "#" not in value:
        return Cell(value, address_of(value))
    return Cell(value)
