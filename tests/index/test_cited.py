from __future__ import annotations

from pathlib import Path

import pytest

from graph.model import DocumentGraph, DocumentNode
from graph.store import GraphStore
from graph.tables import serial_of
from index.cited import CitedHoldings

_DECISION = "urn:lex:vn:thu.tuong.chinh.phu:quyet.dinh:2022;766-qd-ttg"
_LATER = "urn:lex:vn:thu.tuong.chinh.phu:quyet.dinh:2024;766-qd-ttg"
_DECREE = "urn:lex:vn:chinh.phu:nghi.dinh:2018;61-2018-nd-cp"
_PLAN = "urn:lex:vn;dong.nai.tinh:uy.ban.nhan.dan:ke.hoach:2023;766-kh-ubnd"


@pytest.mark.parametrize(
    ("urn", "serial"),
    [
        pytest.param(_DECISION, "766", id="symbol behind"),
        pytest.param(_DECREE, "61", id="year behind"),
        pytest.param("urn:lex:vn:chinh.phu:nghi.quyet:2008;30a-2008-nq-cp", "30a", id="letter"),
        pytest.param("urn:lex:vn:chinh.phu:nghi.quyet:2025;66.7-2025-nq-cp", "66.7", id="decimal"),
        pytest.param("urn:lex:vn:bo.tu.phap:ke.hoach:2024;007-kh-btp", "7", id="zeros in front"),
        pytest.param(
            "urn:lex:vn;ho.chi.minh;1.quan:ubnd:ke.hoach:2024;45-kh-ubnd", "45", id="quận 1"
        ),
        pytest.param("urn:lex:vn:quoc.hoi:hien.phap:2013;lex-1", None, id="no number"),
    ],
)
def test_the_running_number_is_read_off_a_name(urn: str, serial: str | None) -> None:
    assert serial_of(urn) == serial


def _node(urn: str, kind: str, number: str, year: int, *, held: bool = False) -> DocumentNode:
    return DocumentNode(urn, kind, number, year=year, held=held, sha256="0" * 64 if held else None)


@pytest.fixture
def holdings(tmp_path: Path) -> CitedHoldings:
    with GraphStore.open(tmp_path / "graph") as store:
        cited = (
            _node(_DECISION, "Quyết định", "766/QĐ-TTg", 2022),
            _node(_LATER, "Quyết định", "766/QĐ-TTg", 2024),
            _node(_DECREE, "Nghị định", "61/2018/NĐ-CP", 2018),
        )
        plan = _node(_PLAN, "Kế hoạch", "766/KH-UBND", 2023, held=True)
        store.put([DocumentGraph(plan, (), cited)], generation=1)
    return CitedHoldings(GraphStore.open(tmp_path / "graph", read_only=True))


@pytest.mark.parametrize(
    ("serial", "year", "urns"),
    [
        pytest.param("766", None, {_DECISION, _LATER, _PLAN}, id="a number of many"),
        pytest.param("0766", None, {_DECISION, _LATER, _PLAN}, id="a zero in front"),
        pytest.param("766", 2024, {_LATER}, id="of a year"),
        pytest.param("61", 2019, set(), id="of another year"),
        pytest.param("", None, set(), id="no number"),
    ],
)
def test_documents_are_found_by_running_number(
    holdings: CitedHoldings, serial: str, year: int | None, urns: set[str]
) -> None:
    assert {d.urn for d in holdings.by_serial(serial, year)} == urns


@pytest.mark.parametrize(
    ("number", "urns"),
    [
        pytest.param("766/QĐ-TTg", {_DECISION, _LATER}, id="one symbol of two"),
        pytest.param("0766/qd-ttg", {_DECISION, _LATER}, id="without diacritics"),
        pytest.param("61/2018/NĐ-CP", {_DECREE}, id="a year inside"),
        pytest.param("61/2019/NĐ-CP", set(), id="another year inside"),
    ],
)
def test_documents_are_found_by_whole_number(
    holdings: CitedHoldings, number: str, urns: set[str]
) -> None:
    assert {d.urn for d in holdings.by_number(number)} == urns


def test_held_documents_come_first(tmp_path: Path) -> None:
    citing = _node("urn:lex:vn:bo.tu.phap:ke.hoach:2023;1-kh-btp", "Kế hoạch", "1/KH-BTP", 2023)
    cited = _node(_DECISION, "Quyết định", "766/QĐ-TTg", 2022)
    plan = _node(_PLAN, "Kế hoạch", "766/KH-UBND", 2023)
    with GraphStore.open(tmp_path / "graph") as store:
        store.put([DocumentGraph(citing, (), (cited,)), DocumentGraph(plan)], generation=1)
        assert list(store.numbered("766")) == [_PLAN, _DECISION]
