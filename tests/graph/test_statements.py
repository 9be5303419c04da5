"""From a parsed text to the edges that it states."""

from __future__ import annotations

import pytest

from graph.holdings import ChainedHoldings, MemoryHoldings
from graph.model import DocumentNode, Edge
from graph.resolution import resolve
from graph.statements import document_graph
from graph.urn import key_of_urn
from nlp.parse import parse_text

HOST = "urn:lex:vn;nghe.an.tinh:ubnd:ke.hoach:2025;9-kh-ubnd"


def edges_of(text: str) -> tuple[Edge, ...]:
    directive = parse_text(text)
    found = resolve(HOST, directive, ChainedHoldings(MemoryHoldings()))
    return document_graph(DocumentNode(HOST), text, directive, found).edges


def facts(text: str) -> set[tuple[str, str, str]]:
    """Edges as (subject, relation, object), each by its number, the host as "this"."""
    return {(_name(e.subject), e.relation, _name(e.object)) for e in edges_of(text)}


def _name(urn: str) -> str:
    return "this" if urn == HOST else key_of_urn(urn).number or urn


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ;",
            {("this", "based_on", "61/2018/NĐ-CP")},
            id="one mention states one edge",
        ),
        pytest.param(
            "Căn cứ Nghị định số 61/2018/NĐ-CP được sửa đổi, bổ sung bởi Nghị định số "
            "107/2021/NĐ-CP ngày 06/12/2021;",
            {
                ("this", "based_on", "61/2018/NĐ-CP"),
                ("this", "based_on", "107/2021/NĐ-CP"),
                ("107/2021/NĐ-CP", "amends", "61/2018/NĐ-CP"),
            },
            id="a reversed wording states a second edge of the same mention",
        ),
    ],
)
def test_edges(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert facts(text) == expected


def test_every_edge_quotes_the_sentence_that_holds_mention_and_cue() -> None:
    text = "Mục đích chung.\nTriển khai thực hiện Quyết định số 766/QĐ-TTg ngày 23/6/2022.\nHết."
    (edge,) = edges_of(text)
    mention = text[edge.evidence.start : edge.evidence.end]
    assert mention in edge.evidence.quotation
    assert edge.cue is not None
    assert edge.cue in edge.evidence.quotation
    assert "Hết." not in edge.evidence.quotation
