"""The search page: what was understood, the documents that answer with their proof, passages."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from api.http.access import Lent
from api.http.addresses import address_of
from api.http.chips import understood, unmeant
from api.http.facets import SearchState, chosen, offered
from api.http.naming import Named, Names, Proof
from api.http.parameters import NOT_GIVEN, empty_is
from api.http.quotations import marked
from api.http.search import LIMIT, LONGEST, Without, Year
from api.http.templating import render
from api.http.wording import INVERSE
from api.library import Library
from corpus.errors import InputError
from graph.relation_words import RELATION_WORDS
from index.limits import inapplicable
from index.model import Answer, AnsweredDocument, Hit, Target
from index.model import Query as UnderstoodQuery

router = APIRouter(include_in_schema=False)

EXAMPLES: Final = (
    "kế hoạch nào triển khai Quyết định 766",
    "which plans implement Decision 766",
    "766/QĐ-TTg",
    "Nghị định 61/2018/NĐ-CP bị sửa đổi bởi văn bản nào",
    "Quyết định 263 còn hiệu lực không",
)

_DOCUMENTS_SHOWN: Final = 20
"""Documents of an answer on a page that asks for no number of them."""

_PASSAGE_SHOWN: Final = 600
"""Characters of a passage that the page shows."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A document that answers; `badge` and `way` say how it is tied to the target."""

    document: AnsweredDocument
    named: Named
    badge: str
    way: tuple[Named, ...]
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Another document that the query may mean: its page, and the same question about it."""

    name: str
    further: str
    page: str
    question: str


@dataclass(frozen=True, slots=True)
class _Passages:
    """The passages found in one document."""

    urn: str
    title: str
    passages: tuple[_Passage, ...]


@dataclass(frozen=True, slots=True)
class _Passage:
    address: str
    heading: str
    text: Markup
    cut: bool


@router.get("/", response_class=HTMLResponse)
def search_page(
    request: Request,
    library: Lent,
    q: Annotated[str, Query(max_length=LONGEST)] = "",
    *,
    understand: Annotated[bool, empty_is(True)] = True,
    type: Annotated[str, Query(max_length=200)] = "",  # noqa: A002  the contract's word
    issuer: Annotated[str, Query(max_length=200)] = "",
    year_from: Year = None,
    year_to: Year = None,
    limit: Annotated[Annotated[int, Query(ge=1, le=LIMIT)] | None, NOT_GIVEN] = None,
    level: Annotated[str, Query(max_length=20)] = "",
    province: Annotated[str, Query(max_length=100)] = "",
    force: Annotated[str, Query(max_length=20)] = "",
    relation: Annotated[str, Query(max_length=20)] = "",
    without: Without = (),
) -> HTMLResponse:
    """The search box and, where something was asked, the answer with its evidence."""
    state = SearchState(
        q, understand, type, issuer, year_from, year_to, limit, level, province, force, relation,
        tuple(dict.fromkeys(without)),
    )  # fmt: skip
    if not q.strip():
        documents = library.catalog.documents.count()
        return render(request, "welcome.html", {"examples": EXAMPLES, "documents": documents})
    filters = state.filters()
    try:
        answer = library.search(q, limit, filters, understand, without)
    except InputError as error:
        values = {
            "q": q,
            "status": 400,
            "heading": "Không tìm được",
            "message": error.vietnamese or str(error),
        }
        return render(request, "error.html", values, status=400)
    holding = filters.without(*inapplicable(answer.query, filters))
    return render(request, "search.html", _values(library, state.settled(holding), answer))


def _values(library: Library, state: SearchState, answer: Answer) -> dict[str, object]:
    names = Names(library)
    shown = state.limit or max(_DOCUMENTS_SHOWN, library.settings.search_limit)
    return {
        "q": state.q,
        "state": state,
        "answer": answer,
        "understood": understood(state, answer.query),
        "unmeant": unmeant(state),
        "literal": replace(state, understand=not state.understand, limit=None).address(),
        "chosen": chosen(state),
        "facets": offered(state, answer.facets),
        "found": [_found(names, answer.query, one) for one in answer.answer[:shown]],
        "total": len(answer.answer),
        "nearest": [_found(names, answer.query, one) for one in answer.nearest[:shown]],
        "candidates": [_candidate(state, answer.query, one) for one in answer.candidates],
        "passages": _passages(answer.hits),
        "more": _more(library, state, answer, shown),
    }


def _found(names: Names, query: UnderstoodQuery, document: AnsweredDocument) -> _Found:
    badge = ""
    if document.relation is not None:
        words = RELATION_WORDS[document.relation]
        outward = query.direction != "out"
        if query.relation and INVERSE.get(query.relation) == document.relation:
            outward = not outward
        badge = words.out if outward else words.incoming
    way = tuple(names.of(urn) for urn in document.path) if len(document.path) > 2 else ()
    proofs = tuple(names.proof(one) for one in document.evidence)
    return _Found(document, names.of(document.urn), badge, way, proofs)


def _candidate(state: SearchState, query: UnderstoodQuery, target: Target) -> _Candidate:
    name = " ".join(str(part) for part in (target.type, target.number) if part)
    further = ", ".join(str(part) for part in (target.issuer, target.year) if part)
    asked = _asked_of(state.q, query, target)
    return _Candidate(
        name or target.name or target.urn or "",
        further,
        address_of(target.urn) if target.urn else "",
        replace(state, q=asked, limit=None).address() if asked else "",
    )


def _asked_of(text: str, query: UnderstoodQuery, target: Target) -> str:
    """The same question about another document; empty where the number cannot be exchanged."""
    typed = query.target.number if query.target else None
    if query.relation is None or not typed or not target.number:
        return ""
    year = target.year if target.year and str(target.year) not in target.number else None
    number = f"{target.number} năm {year}" if year else target.number
    place = re.compile(rf"(?<![\w/]){re.escape(typed)}(?![\w/])", re.IGNORECASE)
    exchanged, times = place.subn(lambda _: number, text, count=1)
    return exchanged if times else ""


def _passages(hits: tuple[Hit, ...]) -> list[_Passages]:
    """Put the hits of one document together, in the order of their best one."""
    documents: dict[tuple[str, str], list[Hit]] = {}
    for hit in hits:
        documents.setdefault((hit.urn, hit.title), []).append(hit)
    return [
        _Passages(urn, title, tuple(_passage(hit) for hit in group))
        for (urn, title), group in documents.items()
    ]


def _passage(hit: Hit) -> _Passage:
    text = marked(hit.text[:_PASSAGE_SHOWN], hit.highlights)
    address = address_of(hit.urn, hit.start)
    return _Passage(address, " › ".join(hit.heading), text, len(hit.text) > _PASSAGE_SHOWN)


def _more(library: Library, state: SearchState, answer: Answer, shown: int) -> str:
    """The address of a page with more results; empty where there cannot be any."""
    hits = len({hit.urn for hit in answer.hits})
    complete = len(answer.answer) <= shown and hits < (state.limit or library.settings.search_limit)
    if complete or shown >= LIMIT:
        return ""
    return replace(state, limit=min(LIMIT, shown * 3)).address()
