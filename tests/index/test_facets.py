from __future__ import annotations

import pytest

from graph.model import DocumentNode
from index.entries import Filters
from index.facets import counted, issuer_terms, level_of, passes, types_of


@pytest.mark.parametrize(
    ("issuer", "level"),
    [
        pytest.param("Thủ tướng Chính phủ", "trung ương", id="central"),
        pytest.param("UBND tỉnh Nghệ An", "tỉnh", id="province"),
        pytest.param("UBND thành phố Hải Phòng", "tỉnh", id="centrally run city"),
        pytest.param("UBND huyện Tân Phú, tỉnh Đồng Nai", "huyện", id="district"),
        pytest.param("UBND xã Phú Lộc, huyện Tân Phú, tỉnh Đồng Nai", "xã", id="commune"),
        pytest.param("Ban quản lý chợ", None, id="unknown"),
    ],
)
def test_level(issuer: str, level: str | None) -> None:
    assert level_of(issuer) == level


@pytest.mark.parametrize(
    ("issuer", "term"),
    [
        pytest.param("Chủ tịch UBND tỉnh Nghệ An", "UBND tỉnh Nghệ An", id="chairman"),
        pytest.param("UBND xã A, huyện B, tỉnh C", "UBND xã A", id="own place alone"),
        pytest.param("UBND xã A, huyện B, tỉnh C", "UBND xã A, tỉnh C", id="district left out"),
        pytest.param("UBND tỉnh Đồng Nai", "UBND thành phố Đồng Nai", id="became a city"),
        pytest.param("UBND tỉnh Nghệ An", "tỉnh", id="level"),
    ],
)
def test_issuer_terms(issuer: str, term: str) -> None:
    assert term in issuer_terms(issuer)


@pytest.mark.parametrize(
    ("kind", "title", "types"),
    [
        pytest.param("Quyết định", "Ban hành Kế hoạch", ("Quyết định", "Kế hoạch"), id="has"),
        pytest.param("Quyết định", "Về việc phê duyệt Đề án", ("Quyết định", "Đề án"), id="also"),
        pytest.param("Kế hoạch", "Triển khai Quyết định", ("Kế hoạch",), id="names another"),
        pytest.param(None, None, (), id="unknown"),
    ],
)  # fmt: skip
def test_types(kind: str | None, title: str | None, types: tuple[str, ...]) -> None:
    assert types_of(kind, title) == types


_NODE = DocumentNode("u", "Quyết định", date="2023-05-01", issuer="UBND tỉnh Nghệ An",
                     title="Ban hành Quy chế")  # fmt: skip


@pytest.mark.parametrize(
    ("filters", "passing"),
    [
        pytest.param(Filters(), True, id="none"),
        pytest.param(Filters(type="Quy chế"), True, id="type carried"),
        pytest.param(Filters(type="Kế hoạch"), False, id="other type"),
        pytest.param(Filters(issuer="ubnd tinh nghe an"), True, id="without diacritics"),
        pytest.param(Filters(issuer="xã"), False, id="other level"),
        pytest.param(Filters(year_from=2023, year_to=2023), True, id="year of its date"),
        pytest.param(Filters(year_to=2022), False, id="too late"),
    ],
)
def test_passes(filters: Filters, passing: bool) -> None:
    assert passes(_NODE, filters) is passing
    assert not passes(DocumentNode("unknown"), filters) or not filters


def test_counted() -> None:
    counts = counted([_NODE, _NODE, DocumentNode("x")])
    assert counts == {
        "type": {"Quyết định": 2}, "level": {"tỉnh": 2}, "issuer": {"UBND tỉnh Nghệ An": 2},
        "year": {"2023": 2},
    }  # fmt: skip
