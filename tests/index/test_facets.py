from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model import DocumentNode
from index.entries import Filters
from index.facet_counts import Countable, counted
from index.facets import issuer_terms, level_of, passes, types_of
from index.provinces import present_province, province_of


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
        pytest.param("Sở Tư pháp tỉnh Nghệ An", "Sở Tư pháp", id="department of any place"),
        pytest.param("Đảng ủy xã Thạch Châu", "Đảng ủy xã", id="body of a level"),
        pytest.param("Ban Thường vụ Tỉnh ủy Nghệ An", "Ban Thường vụ Tỉnh ủy", id="party body"),
    ],
)
def test_issuer_terms(issuer: str, term: str) -> None:
    assert term in issuer_terms(issuer)


@pytest.mark.parametrize(
    ("kind", "title", "types"),
    [
        pytest.param("Quyết định", "Ban hành Kế hoạch", ("Quyết định", "Kế hoạch"), id="has"),
        pytest.param("Quyết định", "Về việc phê duyệt Đề án", ("Quyết định", "Đề án"), id="also"),
        pytest.param(
            "Quyết định", "BAN HÀNH QUY CHẾ PHỐI HỢP TRONG CÔNG TÁC QUẢN LÝ",
            ("Quyết định", "Quy chế phối hợp", "Quy chế"), id="a joint one"),
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


@pytest.mark.parametrize(
    ("issuer", "province"),
    [
        pytest.param("UBND tỉnh Lâm Đồng", "tỉnh Lâm Đồng", id="stands"),
        pytest.param("UBND tỉnh Đắk Nông", "tỉnh Lâm Đồng", id="merged"),
        pytest.param("Sở Nội vụ tỉnh Hà Tây", "thành phố Hà Nội", id="merged long ago"),
        pytest.param("UBND tỉnh Thừa Thiên Huế", "thành phố Huế", id="became a city"),
        pytest.param("UBND xã A, huyện B, tỉnh Bình Dương", "Thành phố Hồ Chí Minh", id="commune"),
        pytest.param("Thủ tướng Chính phủ", None, id="central"),
        pytest.param("Công ty X, số 5", None, id="no unit"),
    ],
)
def test_province(issuer: str, province: str | None) -> None:
    assert province_of(issuer) == province
    assert province is None or province in issuer_terms(issuer)


@pytest.mark.parametrize(
    ("typed", "province"),
    [
        pytest.param("Bình Dương", "Thành phố Hồ Chí Minh", id="merged"),
        pytest.param("binh duong", "Thành phố Hồ Chí Minh", id="no diacritics"),
        pytest.param("tỉnh Nghệ An", "tỉnh Nghệ An", id="label"),
        pytest.param("TP Huế", "thành phố Huế", id="short type"),
        pytest.param("Atlantis", None, id="unknown"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_province_named(typed: str, province: str | None) -> None:
    assert present_province(typed) == province


_PROVINCIAL = DocumentNode("p", "Kế hoạch", year=2024, issuer="UBND tỉnh Bắc Kạn")
_CENTRAL = DocumentNode("c", "Quyết định", year=2023, issuer="Thủ tướng Chính phủ")
_FOUND = [
    Countable(_NODE, "in_force", "implements"),
    Countable(_PROVINCIAL, "ended", "implements"),
    Countable(_CENTRAL, "in_force", "based_on"),
]


def test_counts_of_everything_found() -> None:
    assert counted([Countable(_NODE), Countable(_NODE), Countable(DocumentNode("x"))]) == {
        "type": {"Quyết định": 2, "Quy chế": 2},
        "level": {"tỉnh": 2},
        "issuer": {"UBND tỉnh Nghệ An": 2},
        "province": {"tỉnh Nghệ An": 2},
        "year": {"2023": 2},
        "force": {"unknown": 3},
    }


@pytest.mark.parametrize(
    ("filters", "facet", "counts"),
    [
        pytest.param(Filters(), "force", {"in_force": 2, "ended": 1}, id="no filter"),
        pytest.param(Filters(force="ended"), "force", {"in_force": 2, "ended": 1}, id="its own"),
        pytest.param(Filters(force="ended"), "year", {"2024": 1}, id="another"),
        pytest.param(Filters(level="tỉnh"), "force", {"in_force": 1, "ended": 1}, id="level"),
        pytest.param(Filters(province="tỉnh Thái Nguyên"), "type", {"Kế hoạch": 1}, id="merged"),
        pytest.param(Filters(relation="based_on"), "level", {"trung ương": 1}, id="relation"),
        pytest.param(
            Filters(level="tỉnh", year_from=2024), "year", {"2023": 1, "2024": 1}, id="years"
        ),
        pytest.param(Filters(force="ended", type="Quyết định"), "level", {}, id="nothing left"),
    ],
)
def test_counts_under_filters(filters: Filters, facet: str, counts: dict[str, int]) -> None:
    assert counted(_FOUND, filters).get(facet, {}) == counts


def test_each_count_is_what_choosing_the_value_leaves() -> None:
    limits = Filters(level="tỉnh")
    for value, count in counted(_FOUND, limits)["force"].items():
        chosen = replace(limits, force=value)  # type: ignore[arg-type]  # a state's name
        assert sum(one.passes(chosen) for one in _FOUND) == count


def test_a_body_is_counted_with_its_chairman_as_choosing_it_finds_both() -> None:
    body = "UBND huyện Gia Bình, tỉnh Bắc Ninh"
    issuers = (body, f"Chủ tịch {body}", "UBND tỉnh Bắc Ninh")
    found = [Countable(DocumentNode(one, issuer=one)) for one in issuers]
    counts = counted(found)["issuer"]
    assert counts == {body: 2, f"Chủ tịch {body}": 1, "UBND tỉnh Bắc Ninh": 1}
    for issuer, count in counts.items():
        assert sum(one.passes(Filters(issuer=issuer)) for one in found) == count
