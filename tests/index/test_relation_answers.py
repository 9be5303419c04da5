from __future__ import annotations

from pathlib import Path

import pytest

from graph.holdings import MemoryHoldings
from graph.model import DocumentGraph, DocumentNode
from graph.store import GraphStore
from index.answer import Answerer
from index.lexical import LexicalIndex
from index.query import understand
from tests.graph.examples import edge

_LAW = DocumentNode(
    "urn:lex:vn:quoc.hoi:luat:2015;84-2015-qh13", "Luật", "84/2015/QH13", "2015-06-25", 2015,
    "Quốc hội", "An toàn, vệ sinh lao động", True,
)  # fmt: skip


def _consolidation(number: int, title: str) -> DocumentNode:
    return DocumentNode(
        f"urn:lex:vn:van.phong.quoc.hoi:van.ban.hop.nhat:2019;{number}-vbhn-vpqh",
        "Văn bản hợp nhất", f"{number}/VBHN-VPQH", f"2019-01-{number}", 2019,
        "Văn phòng Quốc hội", title, True,
    )  # fmt: skip


def test_the_consolidation_of_a_law_comes_before_those_that_name_it_among_others(
    tmp_path: Path,
) -> None:
    own = _consolidation(10, "An toàn, vệ sinh lao động")
    other = _consolidation(20, "Bảo hiểm xã hội")
    with GraphStore.open(tmp_path / "graph") as store:
        graphs = [
            DocumentGraph(one, (edge(one.urn, "consolidates", _LAW.urn, 1),))
            for one in (other, own)
        ]
        store.put([DocumentGraph(_LAW), *graphs], 1)
        lexical = LexicalIndex.open(tmp_path / "lexical")
        answerer = Answerer(store, lexical, None, MemoryHoldings())
        answer = answerer.answer(understand("văn bản hợp nhất Luật 84/2015/QH13"))
        lexical.close()
    assert answer.query.relation == "consolidates"
    assert [one.urn for one in answer.answer] == [own.urn, other.urn]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Quyết định 1777/QĐ-TTg còn hiệu lực không", id="force"),
        pytest.param("kế hoạch nào triển khai Quyết định 1777/QĐ-TTg", id="who implements it"),
    ],
)
def test_passages_about_the_document_asked_for_come_before_others(
    answerer: Answerer, text: str
) -> None:
    answer = answerer.answer(understand(text))
    assert answer.query.target is not None
    about = {answer.query.target.urn, *(one.urn for one in (*answer.answer, *answer.nearest))}
    of_it = [hit.urn in about for hit in answer.hits]
    assert of_it[0]
    assert of_it == sorted(of_it, reverse=True)
