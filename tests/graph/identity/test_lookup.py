from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.authority import authority
from graph.holdings import ChainedHoldings, MemoryHoldings
from graph.lookup import Target, find_targets, read_target
from tests.graph.resolution.mentions import known

LIBRARY = ChainedHoldings(
    MemoryHoldings(
        (
            known("Quyết định", "766/QĐ-TTg", "2022-06-23"),
            known("Kế hoạch", "30/KH-UBND", "2024-01-19", "UBND tỉnh Hà Tĩnh"),
            known("Kế hoạch", "30/KH-UBND", "2024-01-20", "UBND tỉnh Quảng Trị"),
            known("Công văn", "6206/UBND-NC", "2023-11-23", "UBND tỉnh Quảng Trị"),
        )
    ),
    authority(),
)

READ = [
    pytest.param("766/QĐ-TTg", Target(number="766/QĐ-TTg"), id="number"),
    pytest.param("QĐ 766", Target("Quyết định", "766"), id="abbreviation and number"),
    pytest.param("qd 766", Target("Quyết định", "766"), id="without diacritics"),
    pytest.param("ND61", Target("Nghị định", "61"), id="glued"),
    pytest.param(
        "Nghị định 61/2018", Target("Nghị định", "61/2018", 2018), id="type, number, year"
    ),
    pytest.param("Nghị định số 61 năm 2018", Target("Nghị định", "61", 2018), id="year in words"),
    pytest.param(
        "nghi dinh 61/2018/nd-cp",
        Target("Nghị định", "61/2018/nd-cp", 2018),
        id="typed in small letters",
    ),
    pytest.param(
        "Quyết định số 766/QĐ-TTg ngày 23/6/2022",
        Target("Quyết định", "766/QĐ-TTg", 2022, None, "2022-06-23"),
        id="with its date",
    ),
    pytest.param(
        "Quyết định 766 ngày 23 tháng 6 năm 2022",
        Target("Quyết định", "766", 2022, None, "2022-06-23"),
        id="date in words",
    ),
    pytest.param(
        "Luật Đất đai 2024", Target("Luật", None, 2024, name="Đất đai"), id="law and year"
    ),
    pytest.param(
        "Luật Đất đai năm 2013",
        Target("Luật", None, 2013, name="Đất đai"),
        id="law and year in words",
    ),
    pytest.param("Luật số 77/2015/QH13", Target("Luật", "77/2015/QH13", 2015), id="law by number"),
    pytest.param("Đề án 06", Target("Đề án", None, None, name="06"), id="programme"),
    pytest.param("37-QĐ/TW", Target(number="37-QĐ/TW"), id="party number"),
    pytest.param(
        "Thông tư 167/2012 của Bộ Tài chính",
        Target("Thông tư", "167/2012", 2012, "Bộ Tài chính"),
        id="with its issuer",
    ),
    pytest.param("Nghị quyết 30a", Target("Nghị quyết", "30a"), id="letter in the number"),
    pytest.param(
        "Nghị quyết 66.7/2025/NQ-CP",
        Target("Nghị quyết", "66.7/2025/NQ-CP", 2025),
        id="decimal number",
    ),
    pytest.param(
        "30/KH-UBND của UBND tỉnh Hà Tĩnh năm 2024",
        Target(None, "30/KH-UBND", 2024, "UBND tỉnh Hà Tĩnh"),
        id="local document",
    ),
    pytest.param(
        "Thông tư liên tịch 23/2015",
        Target("Thông tư liên tịch", "23/2015", 2015),
        id="longest type",
    ),
]


@pytest.mark.parametrize(("text", "target"), READ)
def test_what_is_typed_is_read(text: str, target: Target) -> None:
    assert read_target(text) == target


FIRST = [
    pytest.param("766/QĐ-TTg", "2022;766-qd-ttg", 1, id="number"),
    pytest.param("QĐ 766", "2022;766-qd-ttg", 1, id="abbreviation"),
    pytest.param("qd766", "2022;766-qd-ttg", 1, id="glued, without diacritics"),
    pytest.param("766", "2022;766-qd-ttg", 1, id="bare number"),
    pytest.param("766/QĐ", "2022;766-qd-ttg", 1, id="a part of the symbol"),
    pytest.param("Nghị định 61/2018", "2018;61-2018-nd-cp", 1, id="decree and year"),
    pytest.param("61/2018/NĐ-CP", "2018;61-2018-nd-cp", 1, id="whole number"),
    pytest.param("Luật Đất đai 2024", "2024;31-2024-qh15", 1, id="law and year"),
    pytest.param("luat dat dai 2013", "2013;45-2013-qh13", 1, id="without diacritics"),
    pytest.param("Bộ luật Lao động 2019", "2019;45-2019-qh14", 1, id="code and year"),
    pytest.param(
        "Luật Tổ chức chính quyền địa phương ngày 19/6/2015",
        "2015;77-2015-qh13",
        1,
        id="law and date",
    ),
    pytest.param("Đề án 06", "2022;6-qd-ttg", 1, id="programme"),
    pytest.param(
        "Thông tư 167/2012 của Bộ Tài chính",
        "2012;167-2012-tt-btc",
        1,
        id="issuer instead of the symbol",
    ),
    pytest.param(
        "30/KH-UBND của UBND tỉnh Hà Tĩnh", "2024;30-kh-ubnd", 1, id="issuer of a local number"
    ),
    pytest.param("6206/UBND", "2023;6206-ubnd-nc", 1, id="a letter without its unit"),
    pytest.param(
        "30/KH-UBND của UBND tỉnh Nghệ An năm 2024",
        "2024;30-kh-ubnd",
        1,
        id="a document that is not known has its own name",
    ),
    pytest.param(
        "999/2019/NĐ-CP", "2019;999-2019-nd-cp", 1, id="so has a decree that does not exist here"
    ),
    pytest.param(
        "urn:lex:vn:chinh.phu:nghi.dinh:2018;61-2018-nd-cp",
        "2018;61-2018-nd-cp",
        1,
        id="a URN is itself",
    ),
]


@pytest.mark.parametrize(("text", "tail", "count"), FIRST)
def test_the_one_document_is_found(text: str, tail: str, count: int) -> None:
    found = find_targets(text, LIBRARY)
    assert found[0].urn.rsplit(":", 1)[-1] == tail
    assert len([c for c in found if c.confidence > 0.5]) == count


@pytest.mark.parametrize(
    ("text", "least"),
    [("Nghị định 61", 6), ("Luật Đất đai", 3), ("30/KH-UBND", 2), ("Thông tư 01/2018", 8)],
)
def test_all_that_fit_are_listed_the_newest_first(text: str, least: int) -> None:
    found = find_targets(text, LIBRARY)
    assert len(found) >= least
    assert len({c.urn for c in found}) == len(found)
    confidences = [c.confidence for c in found]
    assert confidences == sorted(confidences, reverse=True)


@pytest.mark.parametrize(
    "text",
    ["", "   ", "???", "kế hoạch", "urn:lex:vn:sai", "không có gì cả", "9" * 5000, "/" * 999],
)
def test_what_means_nothing_finds_nothing(text: str) -> None:
    assert find_targets(text, LIBRARY) == ()


def test_parts_are_looked_up_like_a_text() -> None:
    by_parts = find_targets(Target("Nghị định", "61", 2018), LIBRARY)
    assert by_parts == find_targets("Nghị định 61/2018", LIBRARY)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_looked_up_without_an_error(text: str) -> None:
    assert isinstance(find_targets(text, LIBRARY), tuple)
