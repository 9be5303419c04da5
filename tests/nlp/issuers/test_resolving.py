from __future__ import annotations

import pytest

from nlp.issuers import (
    Issuer,
    issuer_by_name,
    issuer_chain,
    issuer_in_own_words,
    match_issuer,
    narrow_by_text,
    resolve_issuer,
)

COMMUNE = "UBND xã Phú Lộc, huyện Tân Phú, tỉnh Đồng Nai"
MOVED = "UBND xã Thạch Châu, huyện Lộc Hà, tỉnh Hà Tĩnh"
DISTRICT_OF_CITY = "UBND huyện Vĩnh Bảo, thành phố Hải Phòng"
DISTRICT_OF_HCMC = "UBND huyện Cần Giờ, Thành phố Hồ Chí Minh"
PROVINCE = "UBND tỉnh Quảng Trị"
CITY_IN_CITY = "UBND thành phố Thủ Đức, Thành phố Hồ Chí Minh"
TODAY = "UBND xã Tân Phú, tỉnh Đồng Nai"


def host(name: str | None) -> Issuer | None:
    if name is None:
        return None
    issuer = issuer_by_name(name)
    assert issuer is not None
    assert issuer.name == name
    return issuer


CASES = [
    pytest.param("UBND tỉnh", COMMUNE, None, ["UBND tỉnh Đồng Nai"], id="the commune's province"),
    pytest.param(
        "UBND huyện",
        COMMUNE,
        None,
        ["UBND huyện Tân Phú, tỉnh Đồng Nai"],
        id="the commune's district",
    ),
    pytest.param("UBND xã", COMMUNE, None, [COMMUNE], id="the commune itself"),
    pytest.param("UBND", COMMUNE, None, [COMMUNE], id="no place: the host's own"),
    pytest.param(
        "UBND huyện",
        MOVED,
        None,
        ["UBND huyện Lộc Hà, tỉnh Hà Tĩnh"],
        id="the header's district, not the table's",
    ),
    pytest.param(
        "UBND xã Thạch Châu", MOVED, None, [MOVED], id="the header overrides the table by name too"
    ),
    pytest.param(
        "UBND thành phố",
        DISTRICT_OF_CITY,
        None,
        ["UBND thành phố Hải Phòng"],
        id="a centrally-run city",
    ),
    pytest.param(
        "Ủy ban nhân dân Thành phố",
        DISTRICT_OF_HCMC,
        None,
        ["UBND Thành phố Hồ Chí Minh"],
        id="the city's official capital T",
    ),
    pytest.param(
        "Chủ tịch UBND Thành phố",
        DISTRICT_OF_HCMC,
        None,
        ["Chủ tịch UBND Thành phố Hồ Chí Minh"],
        id="its chairman",
    ),
    pytest.param(
        "UBND thành phố",
        CITY_IN_CITY,
        None,
        ["UBND Thành phố Hồ Chí Minh", CITY_IN_CITY],
        id="a city in a city: both, the greater first",
    ),
    pytest.param("UBND thành phố", PROVINCE, None, [], id="a province's city is not said"),
    pytest.param("UBND huyện", PROVINCE, None, [], id="a province's district is not said"),
    pytest.param("UBND tỉnh", None, None, [], id="relative without a host"),
    pytest.param(
        "Sở Nội vụ",
        COMMUNE,
        None,
        ["Sở Nội vụ tỉnh Đồng Nai"],
        id="a department is of the province",
    ),
    pytest.param(
        "Thành ủy",
        DISTRICT_OF_HCMC,
        None,
        ["Thành ủy Thành phố Hồ Chí Minh"],
        id="the city's party committee",
    ),
    pytest.param("Tỉnh ủy", COMMUNE, None, ["Tỉnh ủy Đồng Nai"], id="the province's"),
    pytest.param(
        "Huyện ủy", COMMUNE, None, ["Huyện ủy Tân Phú, tỉnh Đồng Nai"], id="the district's"
    ),
    pytest.param(
        "UBND huyện Tân Phú",
        None,
        None,
        ["UBND huyện Tân Phú, tỉnh Đồng Nai"],
        id="one district of that name",
    ),
    pytest.param(
        "UBND xã Phú Lộc",
        "UBND tỉnh Đồng Nai",
        "2024-01-01",
        [COMMUNE],
        id="of many the one in the host's province",
    ),
    pytest.param("UBND xã Phú Lộc, huyện Tân Phú", None, None, [COMMUNE], id="a parent decides"),
    pytest.param(
        "UBND thành phố Huế",
        None,
        "2023-01-01",
        ["UBND thành phố Huế, tỉnh Thừa Thiên Huế"],
        id="the provincial city of that day",
    ),
    pytest.param(
        "UBND thành phố Huế",
        None,
        "2025-09-01",
        ["UBND thành phố Huế"],
        id="the centrally-run city of that day",
    ),
    pytest.param(
        "UBND huyện Phú Lộc",
        None,
        "2023-01-01",
        ["UBND huyện Phú Lộc, tỉnh Thừa Thiên Huế"],
        id="the province's name of that day",
    ),
    pytest.param(
        "UBND quận Thủ Đức",
        None,
        "2019-01-01",
        ["UBND quận Thủ Đức, Thành phố Hồ Chí Minh"],
        id="a district before its merger",
    ),
    pytest.param(
        "UBND huyện Tân Phú",
        TODAY,
        "2024-03-01",
        ["UBND huyện Tân Phú, tỉnh Đồng Nai"],
        id="a district that no longer is",
    ),
    pytest.param(
        "UBND thành phố Đồng Nai",
        None,
        "2026-06-01",
        ["UBND thành phố Đồng Nai"],
        id="Đồng Nai as a city",
    ),
    pytest.param(
        "UBND xã Lạ Lùng",
        COMMUNE,
        None,
        ["UBND xã Lạ Lùng, huyện Tân Phú, tỉnh Đồng Nai"],
        id="an unknown commune lies where the host does",
    ),
    pytest.param(
        "UBND xã Lạ Lùng, huyện Vĩnh Bảo",
        None,
        None,
        ["UBND xã Lạ Lùng, huyện Vĩnh Bảo, thành phố Hải Phòng"],
        id="an unknown commune of a known district",
    ),
    pytest.param(
        "Bộ Nông nghiệp và Phát triển nông thôn",
        COMMUNE,
        "2026-01-01",
        ["Bộ Nông nghiệp và Phát triển nông thôn"],
        id="a ministry that was merged keeps its name",
    ),
]


@pytest.mark.parametrize(("text", "of", "when", "expected"), CASES)
def test_mentions_are_read_against_the_host(
    text: str, of: str | None, when: str | None, expected: list[str]
) -> None:
    mention = match_issuer(text, 0)
    assert mention is not None
    assert [i.name for i in resolve_issuer(mention, host(of), when)] == expected


def test_a_name_of_many_communes_is_ambiguous() -> None:
    mention = match_issuer("UBND xã Phú Lộc", 0)
    assert mention is not None
    found = resolve_issuer(mention, None, "2024-02-01")
    assert len(found) == 8
    assert issuer_in_own_words(mention).name == "UBND xã Phú Lộc"


def test_the_text_tells_which_of_them() -> None:
    mention = match_issuer("UBND xã Phú Lộc", 0)
    assert mention is not None
    found = resolve_issuer(mention, None, "2024-02-01")
    text = "Căn cứ kế hoạch của UBND huyện Tân Phú; UBND xã Phú Lộc lập kế hoạch"
    assert [i.name for i in narrow_by_text(found, text)] == [COMMUNE]
    assert narrow_by_text(found, "không có gì") == found


def test_the_chain_leads_up_to_the_government() -> None:
    issuer = host(COMMUNE)
    assert issuer is not None
    assert issuer_chain(issuer) == (
        COMMUNE,
        "UBND huyện Tân Phú, tỉnh Đồng Nai",
        "UBND tỉnh Đồng Nai",
        "Chính phủ",
    )


def test_todays_commune_stands_under_its_province() -> None:
    issuer = host(TODAY)
    assert issuer is not None
    assert issuer.parent == "UBND tỉnh Đồng Nai"
    assert issuer.valid_from == "2025-07-01"


def test_districts_end_and_ministries_have_successors() -> None:
    district, ministry = host(DISTRICT_OF_CITY), issuer_by_name("Bộ Kế hoạch và Đầu tư")
    assert district is not None
    assert district.valid_to == "2025-06-30"
    assert ministry is not None
    assert (ministry.valid_to, ministry.successors) == ("2025-02-28", ("Bộ Tài chính",))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Thủ tướng", "Thủ tướng Chính phủ"),
        ("ubnd tp hải phòng", "UBND thành phố Hải Phòng"),
        ("Ủy ban nhân dân tỉnh Quảng Trị", PROVINCE),
        ("Bộ GD&ĐT", "Bộ Giáo dục và Đào tạo"),
        ("UBND tỉnh", None),
        ("UBND xã Phú Lộc và hơn nữa", None),
        ("chẳng là ai", None),
        ("Bộ Y tế và Bộ Tài chính", "Bộ Y tế và Bộ Tài chính"),
    ],
)
def test_issuers_by_name(name: str, expected: str | None) -> None:
    found = issuer_by_name(name)
    assert (found.name if found else None) == expected


def test_a_number_in_the_text_does_not_name_a_numbered_unit() -> None:
    mention = match_issuer("UBND phường 4", 0)
    assert mention is not None
    found = resolve_issuer(mention, None, "2023-03-06")
    assert len(found) > 1
    assert narrow_by_text(found, "Tổ 4 họp ngày 4 tháng 4; 4 việc cần làm") == found
