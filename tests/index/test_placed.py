from __future__ import annotations

from pathlib import Path

import pytest

from graph.holdings import MemoryHoldings, known_document
from graph.store import GraphStore
from index.answer import Answerer
from index.choosing import TargetChoice
from index.entries import Filters
from index.facets import issuer_terms
from index.limits import filters_of, limited
from index.placed import names_of_place, other_names_of_body, place_names
from index.query import understand
from tests.index.test_answer import _titles


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("chuyển đổi số Nghệ An", "tỉnh Nghệ An", id="bare name"),
        pytest.param("kế hoạch ở huyện Nam Đàn về số hóa", "huyện Nam Đàn", id="at a district"),
        pytest.param("kế hoạch triển khai QĐ 766 trên địa bàn tỉnh Nghệ An", "tỉnh Nghệ An",
                     id="relation"),
        pytest.param("nghị quyết tỉnh Nghệ An về học phí", "tỉnh Nghệ An", id="the council's"),
        pytest.param("kế hoạch của UBND tỉnh Nghệ An", None, id="the committee"),
        pytest.param("UBND huyện Nam Đàn số hóa", None, id="the committee of a district"),
        pytest.param("kế hoạch cấp xã về số hóa", None, id="a level"),
        pytest.param("QĐ 12/2019/QĐ-UBND tỉnh Nghệ An", None, id="a document's own issuer"),
    ],
)  # fmt: skip
def test_a_place_named_without_its_body(text: str, place: str | None) -> None:
    query = understand(text)
    assert query.place == place
    assert bool(filters_of(query).place) is (place is not None)


@pytest.mark.parametrize(
    ("issuer", "name", "has"),
    [
        pytest.param("UBND xã A, huyện B, tỉnh C", "xã A, tỉnh C", True, id="district left out"),
        pytest.param("UBND xã A, huyện B, tỉnh C", "huyện B", True, id="district"),
        pytest.param("Huyện ủy Nam Đàn, tỉnh Nghệ An", "huyện Nam Đàn", True, id="the Party's"),
        pytest.param("HĐND tỉnh Nghệ An", "tỉnh Nghệ An", True, id="council"),
        pytest.param("UBND tỉnh Bình Dương", "tỉnh Bình Dương", True, id="merged since"),
        pytest.param("UBND xã A, tỉnh Hưng Yên", "thành phố Hưng Yên", False, id="another city"),
        pytest.param("Bộ Nội vụ", "tỉnh Nghệ An", False, id="of the State"),
    ],
)
def test_issuers_are_known_by_their_places(issuer: str, name: str, has: bool) -> None:
    assert (name in place_names(issuer)) is has
    assert (name in issuer_terms(issuer)) is has


def test_a_province_under_another_name_is_the_same_place() -> None:
    assert "thành phố Huế" in names_of_place("tỉnh Thừa Thiên Huế", None)
    assert names_of_place("thành phố Hưng Yên", None) == ("thành phố Hưng Yên",)


@pytest.mark.parametrize(
    ("issuer", "others"),
    [
        pytest.param("HĐND thành phố Huế", ("HĐND tỉnh Thừa Thiên Huế",), id="before it rose"),
        pytest.param("UBND tỉnh Thừa Thiên Huế", ("UBND thành phố Huế",), id="since it rose"),
        pytest.param("UBND Thành phố Hồ Chí Minh", (), id="took over others, with their own"),
        pytest.param("Bộ Nội vụ", (), id="of the State"),
        pytest.param("UBND xã A, tỉnh C", (), id="unknown place"),
    ],
)
def test_a_body_under_its_provinces_other_name(issuer: str, others: tuple[str, ...]) -> None:
    assert other_names_of_body(issuer) == others


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Nghị quyết 7/2021/NQ-HĐND Huế còn hiệu lực không", 1, id="its later name"),
        pytest.param("Nghị quyết 7/2021/NQ-HĐND Hà Nội còn hiệu lực không", 0, id="elsewhere"),
    ],
)
def test_a_documents_province_may_be_called_as_it_is_now(
    text: str, found: int, tmp_path: Path
) -> None:
    held = known_document(
        "Nghị quyết", "7/2021/NQ-HĐND", date="2021-07-14", issuer="HĐND tỉnh Thừa Thiên Huế"
    )
    choice = TargetChoice(GraphStore.open(tmp_path / "graph"), MemoryHoldings([held]))
    query = understand(text)
    assert query.target is not None
    assert [one.urn for one in choice.candidates(query, query.target)] == [held.urn] * found


def test_a_place_finds_whoever_issues_there(answerer: Answerer) -> None:
    query = understand("kế hoạch triển khai QĐ 1777/QĐ-TTg ở Nghệ An")
    assert query.issuer == "UBND tỉnh Nghệ An"
    found = ["Kế hoạch 55/KH-UBND", "Kế hoạch 9/KH-UBND"]
    assert _titles(answerer.answer(query)) == found
    hits = answerer.answer(understand("tủ sách số Nghệ An")).hits
    assert "9/KH-UBND" in hits[0].title
    of_body = answerer.answer(
        understand("kế hoạch triển khai QĐ 1777/QĐ-TTg của UBND tỉnh Nghệ An")
    )
    assert _titles(of_body) == found[:1]


@pytest.mark.parametrize(
    ("text", "filters", "issuer", "place"),
    [
        pytest.param("thư viện số Nghệ An", Filters(province="tỉnh Quảng Trị"), None, None,
                     id="another province"),
        pytest.param("thư viện số Nghệ An", Filters(province="tỉnh Nghệ An"), "UBND tỉnh Nghệ An",
                     "tỉnh Nghệ An", id="the same province"),
        pytest.param("thư viện số Nghệ An", Filters(issuer="Chính phủ"), "Chính phủ", None,
                     id="an issuer"),
        pytest.param("kế hoạch cấp xã về thư viện số", Filters(level="tỉnh"), None, None,
                     id="another level"),
    ],
)  # fmt: skip
def test_what_is_chosen_goes_before_what_the_text_says(
    text: str, filters: Filters, issuer: str | None, place: str | None
) -> None:
    query = limited(understand(text), filters)
    assert (query.issuer, query.place) == (issuer, place)
