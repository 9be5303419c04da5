"""The search page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from api.http.access import Lent
from api.http.quotations import marked, marked_mention
from api.http.templating import render
from api.library import Library
from corpus.errors import InputError, UnknownDocument
from graph.model import Evidence
from index.model import Answer, AnsweredDocument, Hit

router = APIRouter(include_in_schema=False)

EXAMPLES: Final = (
    "which plans implement Decision 766",
    "kế hoạch nào triển khai Nghị quyết 01/NQ-CP",
    "Nghị định 61/2018 còn hiệu lực không",
)

_LONGEST: Final = 600
"""Characters of a passage that the page shows."""


@dataclass(frozen=True, slots=True)
class _Proof:
    urn: str
    name: str
    quotation: Markup


@dataclass(frozen=True, slots=True)
class _Found:
    document: AnsweredDocument
    proofs: tuple[_Proof, ...]


@dataclass(frozen=True, slots=True)
class _Shown:
    hit: Hit
    text: Markup
    cut: bool


@router.get("/", response_class=HTMLResponse)
def search_page(
    request: Request,
    library: Lent,
    q: Annotated[str, Query()] = "",
    understand: Annotated[bool, Query()] = True,
) -> HTMLResponse:
    """The search box and, where something was asked, the answer with its evidence."""
    values: dict[str, object] = {
        "q": q,
        "understand": understand,
        "examples": EXAMPLES,
        "documents": library.catalog.documents.count(),
    }
    if q.strip():
        try:
            answer = library.search(q, understand=understand)
        except InputError as error:
            return render(request, "search.html", values | {"problem": str(error)}, status=400)
        values |= {
            "answer": answer,
            "found": [_found(library, document) for document in answer.answer],
            "hits": [_shown(hit) for hit in answer.hits],
            "understood": _understood(answer),
        }
    return render(request, "search.html", values)


def _found(library: Library, document: AnsweredDocument) -> _Found:
    return _Found(document, tuple(_proof(library, one) for one in document.evidence))


def _proof(library: Library, evidence: Evidence) -> _Proof:
    try:
        mention = library.text(evidence.document)[evidence.start : evidence.end]
        name = library.document(evidence.document).name
    except UnknownDocument:
        mention, name = "", evidence.document
    return _Proof(evidence.document, name, marked_mention(evidence.quotation, mention))


def _shown(hit: Hit) -> _Shown:
    cut = len(hit.text) > _LONGEST
    return _Shown(hit, marked(hit.text[:_LONGEST], hit.highlights), cut)


def _understood(answer: Answer) -> list[tuple[str, str]]:
    """What was read out of the query, as label and value."""
    query, target = answer.query, answer.query.target
    named = ""
    if target is not None:
        parts = (target.type, target.number, target.year)
        named = " ".join(str(part) for part in parts if part)
    years = "–".join(str(year) for year in (query.year_from, query.year_to) if year)
    fields = (
        ("quan hệ", query.relation or ""),
        ("với văn bản", named),
        ("loại", query.type or ""),
        ("cơ quan", query.issuer or ""),
        ("năm", years),
        ("chủ đề", query.topic),
    )
    return [(label, value) for label, value in fields if value]
