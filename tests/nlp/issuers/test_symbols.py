from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlp.issuers import issuer_by_name, issuer_of_number, match_issuer, symbol_of

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
COMMUNE = "UBND xã Phú Lộc, huyện Tân Phú, tỉnh Đồng Nai"
DISTRICT = "UBND huyện Cần Giờ, Thành phố Hồ Chí Minh"


@pytest.mark.parametrize(
    ("number", "of", "expected"),
    [
        pytest.param("766/QĐ-TTg", None, ["Thủ tướng Chính phủ"], id="prime minister"),
        pytest.param("766/QD-TTG", None, ["Thủ tướng Chính phủ"], id="lost diacritics and case"),
        pytest.param("61/2018/NĐ-CP", None, ["Chính phủ"], id="government"),
        pytest.param("77/2015/QH13", None, ["Quốc hội"], id="National Assembly of a term"),
        pytest.param(
            "528/2018/UBTVQH14", None, ["Ủy ban Thường vụ Quốc hội"], id="its standing committee"
        ),
        pytest.param("02/2003/PL-UBTVQH11", None, ["Ủy ban Thường vụ Quốc hội"], id="ordinance"),
        pytest.param("167/2012/TT-BTC", None, ["Bộ Tài chính"], id="circular"),
        pytest.param(
            "12/2020/TT-BNN&PTNT", None, ["Bộ Nông nghiệp và Phát triển nông thôn"], id="ampersand"
        ),
        pytest.param(
            "23/2015/TTLT-BGDĐT-BNV",
            None,
            ["Bộ Giáo dục và Đào tạo và Bộ Nội vụ"],
            id="joint circular",
        ),
        pytest.param(
            "2319/VPCP-KSTT", None, ["Văn phòng Chính phủ"], id="official letter: the issuer first"
        ),
        pytest.param("1101/BCA-QLHC", None, ["Bộ Công an"], id="letter of a ministry"),
        pytest.param("5330/CT-CS", None, ["Cục Thuế"], id="letter whose issuer looks like a type"),
        pytest.param("12/KH-BCA-C06", None, ["Bộ Công an"], id="unit behind the issuer"),
        pytest.param(
            "9/KH-TCTĐA06", None, ["Tổ công tác triển khai Đề án 06 của Chính phủ"], id="task force"
        ),
        pytest.param(
            "3/2008/QĐ-NHNN7",
            None,
            ["Ngân hàng Nhà nước Việt Nam"],
            id="number of a unit behind the code",
        ),
        pytest.param(
            "37-QĐ/TW",
            None,
            ["Ban Chấp hành Trung ương Đảng", "Bộ Chính trị", "Ban Bí thư"],
            id="three bodies sign as TW",
        ),
        pytest.param("30/KH-UBND", COMMUNE, [COMMUNE], id="unstated place: the host's level"),
        pytest.param("30/KH-UBND", None, [], id="unstated place, unknown host"),
        pytest.param(
            "6206/UBND-NC",
            "UBND tỉnh Quảng Trị",
            ["UBND tỉnh Quảng Trị"],
            id="letter of the committee",
        ),
        pytest.param(
            "3/UBND-TC",
            "UBND tỉnh Quảng Trị",
            ["UBND tỉnh Quảng Trị"],
            id="unit code that is also a ministry's",
        ),
        pytest.param("06/CT-UBND", DISTRICT, [DISTRICT], id="CT is the type here"),
        pytest.param(
            "5/QĐ-CT",
            COMMUNE,
            ["Chủ tịch UBND xã Phú Lộc, huyện Tân Phú, tỉnh Đồng Nai"],
            id="CT is the chairman here",
        ),
        pytest.param("5-NQ/TU", DISTRICT, ["Thành ủy Thành phố Hồ Chí Minh"], id="TU in a city"),
        pytest.param("5-NQ/TU", COMMUNE, ["Tỉnh ủy Đồng Nai"], id="TU in a province"),
        pytest.param("5-NQ/HU", COMMUNE, ["Huyện ủy Tân Phú, tỉnh Đồng Nai"], id="HU"),
        pytest.param("12/TTr-SNV", COMMUNE, ["Sở Nội vụ tỉnh Đồng Nai"], id="department"),
        pytest.param("2846/BCĐ(CQTT)", DISTRICT, [], id="unknown code"),
        pytest.param("123", None, [], id="no symbol"),
        pytest.param("", None, [], id="nothing"),
    ],
)
def test_a_symbol_names_its_issuer(number: str, of: str | None, expected: list[str]) -> None:
    host = issuer_by_name(of) if of else None
    assert [i.name for i in issuer_of_number(None, number, host)] == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2024-05-01", ["Ban Tuyên giáo Trung ương"]),
        ("2025-05-01", ["Ban Tuyên giáo và Dân vận Trung ương"]),
    ],
)
def test_the_date_decides_whose_code_it_is(when: str, expected: list[str]) -> None:
    assert [i.name for i in issuer_of_number(None, "12-HD/BTGTW", None, when)] == expected


@pytest.mark.parametrize(
    ("number", "symbol"),
    [
        ("30/KH-UBND", "KH-UBND"),
        ("61 /2018/ NĐ – CP", "NĐ-CP"),
        ("37-QĐ/TW", "QĐ/TW"),
        ("77/2015/QH13", "QH13"),
        ("766", ""),
        ("/KH-UBND", "KH-UBND"),
    ],
)
def test_symbols_are_cut_off(number: str, symbol: str) -> None:
    assert symbol_of(number) == symbol


@pytest.mark.skipif(not SHARED.exists(), reason="the shared data are not here")
def test_symbols_agree_with_the_codification() -> None:
    """The issuers that the codification states, where its column holds a body and nothing else."""
    wrong = total = 0
    for line in (SHARED / "phapdien_documents.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        stated = row["co_quan_ban_hanh"].rstrip(".")
        mention = match_issuer(stated, 0, joint=True)
        if mention is None or mention.text != stated or row["so_hieu"].endswith("-"):
            continue
        day, month, year = row["ngay_ban_hanh"].split("/")
        found = issuer_of_number(row["loai"], row["so_hieu"], None, f"{year}-{month}-{day}")
        members = set(found[0].members or (found[0].name,)) if found else set()
        total += 1
        wrong += members != set(mention.members or (mention.head,))
    assert total > 3700
    assert wrong / total < 0.012  # what is left are slips of the column itself
