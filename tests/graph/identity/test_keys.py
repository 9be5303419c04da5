from __future__ import annotations

import pytest

from graph.assembly import assembly_term
from graph.identity import (
    is_complete,
    key_of_header,
    key_of_reference,
    missing_parts,
)
from graph.urn import urn_of_key
from nlp.directive import Header, Reference
from tests.graph.resolution.mentions import mention

HOST = Header(
    "Kế hoạch",
    "1/KH-UBND",
    date="2024-02-01",
    issuer="UBND xã Phú Lộc, huyện Tân Phú, tỉnh Đồng Nai",
)


def urn(reference: Reference, host: Header | None = HOST) -> str:
    return urn_of_key(key_of_reference(reference, host))


SAME = [
    pytest.param(
        mention("Nghị định", "61/2018/NĐ-CP"),
        mention("Nghị định", "61/2018/NĐ-CP", "2018-04-23"),
        id="a normative number needs no date",
    ),
    pytest.param(
        mention("Nghị định", "61/2018"),
        mention("Nghị định", "61/2018/NĐ-CP"),
        id="a decree's symbol is certain",
    ),
    pytest.param(
        mention("Nghị định", "137/2020/NĐ"),
        mention("Nghị định", "137/2020/NĐ-CP"),
        id="a symbol cut at a line break",
    ),
    pytest.param(
        mention("Văn bản", "2319/VPCP-KSTT", "2022-04-14"),
        mention("Công văn", "2319/VPCP-KSTT", "2022-04-14"),
        id="Văn bản is an official letter",
    ),
    pytest.param(
        mention("Luật", "45/2019/QH14"),
        mention("Bộ luật", "45/2019/QH14"),
        id="laws and codes are one series",
    ),
    pytest.param(
        mention(
            "Quyết định", "302/QĐ-UBND", "2024-01-30", issuer="Chủ tịch UBND thành phố Hải Phòng"
        ),
        mention("Quyết định", "302/QĐ-UBND", "2024-01-30", issuer="UBND thành phố Hải Phòng"),
        id="the chairman signs in the committee's register",
    ),
    pytest.param(
        mention("Kế hoạch", "30/KH-UBND", "2024-01-19"),
        mention("Kế hoạch", "30/KH-UBND", "2024-01-19", issuer=HOST.issuer),
        id="an unstated local issuer is the host",
    ),
    pytest.param(
        mention("Thông tư", "01/2018", issuer="Văn phòng Chính phủ"),
        mention("Thông tư", "01/2018/TT-VPCP"),
        id="type and issuer give the symbol",
    ),
    pytest.param(
        mention("Luật", "77/2015", "2015-06-19"),
        mention("Luật", "77/2015/QH13"),
        id="the date gives the Assembly's term",
    ),
    pytest.param(
        mention("Nghị quyết", "10-NQ/TU", "2023-01-01", issuer="Ban Thường vụ Tỉnh ủy Hà Tĩnh"),
        mention("Nghị quyết", "10-NQ/TU", "2023-05-01", issuer="Tỉnh ủy Hà Tĩnh"),
        id="one party register a year",
    ),
    pytest.param(
        mention("Quyết định", "766/QD-TTG", "2022-06-23"),
        mention("Quyết định", "766/QĐ-TTg", year=2022),
        id="a year is enough",
    ),
]
APART = [
    pytest.param(
        mention("Nghị quyết", "01/NQ-CP", "2023-01-06"),
        mention("Nghị quyết", "01/NQ-CP", "2024-01-05"),
        id="administrative numbers restart each year",
    ),
    pytest.param(
        mention("Quyết định", "10/2014/QĐ-UBND", issuer="UBND tỉnh Hà Tĩnh"),
        mention("Quyết định", "10/2014/QĐ-UBND", issuer="UBND tỉnh Quảng Trị"),
        id="each province has its own",
    ),
    pytest.param(
        mention("Luật", "101/2015/QH13"),
        mention("Nghị quyết", "101/2015/QH13"),
        id="the Assembly's symbol lacks the type",
    ),
    pytest.param(
        mention(
            "Kế hoạch",
            "5/KH-UBND",
            "2024-01-01",
            issuer="UBND xã Phú Lộc, huyện Tân Phú, tỉnh Đồng Nai",
        ),
        mention(
            "Kế hoạch",
            "5/KH-UBND",
            "2024-01-01",
            issuer="UBND xã Phú Lộc, huyện Can Lộc, tỉnh Hà Tĩnh",
        ),
        id="one name, two communes",
    ),
    pytest.param(
        mention("Kế hoạch", "5/KH-UBND", "2025-08-01", issuer="UBND xã Sơn Hà, tỉnh Quảng Ngãi"),
        mention("Kế hoạch", "5/KH-UBND", "2025-08-01", issuer="UBND xã Sơn Hạ, tỉnh Quảng Ngãi"),
        id="a tone tells communes apart",
    ),
    pytest.param(
        mention("Quyết định", "34/QĐ-TTg", "2021-11-08"),
        mention("Quyết định", "34/2021/QĐ-TTg", "2021-11-08"),
        id="a missing year is not added silently",
    ),
    pytest.param(
        mention("Nghị quyết", "5/NQ-HĐND", "2023-01-01", issuer="HĐND tỉnh Hà Tĩnh"),
        mention("Nghị quyết", "5/NQ-HĐND", "2023-01-01", issuer="HĐND huyện Lộc Hà, tỉnh Hà Tĩnh"),
        id="two tiers of one province",
    ),
    pytest.param(
        mention("Quyết định", "5-QĐ/TU", "2023-01-01", issuer="Tỉnh ủy Hà Tĩnh"),
        mention("Quyết định", "5-QĐ/TU", "2023-01-01", issuer="Tỉnh ủy Nghệ An"),
        id="party committees of two provinces",
    ),
    pytest.param(
        mention("Quy định", "37-QĐ/TW", "2021-10-25"),
        mention("Quyết định", "37-QĐ/TW", "2021-10-25"),
        id="the Party writes QĐ for two types",
    ),
    pytest.param(
        mention("Công văn", "221/VPCP-KSTT", "2024-01-10"),
        mention("Công văn", "221/VPCP-KTTH", "2024-01-10"),
        id="the unit is a part of a letter's symbol",
    ),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_two_mentions_of_one_document(first: Reference, second: Reference) -> None:
    assert urn(first) == urn(second)


@pytest.mark.parametrize(("first", "second"), APART)
def test_two_documents_stay_apart(first: Reference, second: Reference) -> None:
    assert urn(first) != urn(second)


@pytest.mark.parametrize(
    ("reference", "host", "missing"),
    [
        pytest.param(mention("Nghị định", "61/2018/NĐ-CP"), None, (), id="normative, central"),
        pytest.param(
            mention("Quyết định", "766/QĐ-TTg"),
            None,
            ("year",),
            id="administrative, central, undated",
        ),
        pytest.param(
            mention("Kế hoạch", "30/KH-UBND", "2024-01-19"),
            None,
            ("issuer",),
            id="local, host unknown",
        ),
        pytest.param(mention("Kế hoạch", "30/KH-UBND"), HOST, ("year",), id="local, undated"),
        pytest.param(
            mention("Kế hoạch", "30/KH-UBND"),
            None,
            ("year", "issuer"),
            id="local, undated, host unknown",
        ),
        pytest.param(
            mention("Kế hoạch", "30/KH-UBND", "2024-01-19", issuer="UBND xã Phú Lộc"),
            None,
            ("issuer",),
            id="an issuer that does not reach up to a province",
        ),
        pytest.param(
            mention("Quyết định", "10/2014/QĐ-UBND"), None, ("issuer",), id="normative, local"
        ),
        pytest.param(
            mention("Quyết định", "766"), None, ("symbol", "year", "issuer"), id="a bare number"
        ),
        pytest.param(
            mention(None, "77/2015/QH13"), None, ("type",), id="the Assembly's number without type"
        ),
        pytest.param(
            mention("Công văn", "2846/BCĐ(CQTT)", "2023-06-02", issuer="Bộ Công an"),
            None,
            (),
            id="an unknown code with a stated issuer",
        ),
        pytest.param(
            mention("Công văn", "59/BCĐ", "2023-06-02", issuer="Ban Chỉ đạo nhà nước về du lịch"),
            None,
            (),
            id="a body that no table holds",
        ),
        pytest.param(mention("Quy định", "37-QĐ/TW", "2021-10-25"), None, (), id="party centre"),
    ],
)
def test_what_a_mention_lacks(
    reference: Reference, host: Header | None, missing: tuple[str, ...]
) -> None:
    key = key_of_reference(reference, host)
    assert missing_parts(key) == missing
    assert is_complete(key) == (not missing)


def test_a_header_and_its_mention_have_one_key() -> None:
    header = Header("Kế hoạch", "15/KH-UBND", date="2023-03-10", issuer=HOST.issuer)
    cited = mention("Kế hoạch", "15/KH-UBND", "2023-03-10", issuer=HOST.issuer)
    assert key_of_header(header) == key_of_reference(cited, None)


def test_a_blank_number_is_named_by_the_title() -> None:
    draft = Header("Kế hoạch", None, "KH-UBND", "2024", issuer=HOST.issuer, title="Cải cách 2024")
    again = Header("Kế hoạch", None, "KH-UBND", "2024", issuer=HOST.issuer, title="CẢI  CÁCH 2024")
    other = Header("Kế hoạch", None, "KH-UBND", "2024", issuer=HOST.issuer, title="Cải cách 2025")
    assert key_of_header(draft) == key_of_header(again)
    assert key_of_header(draft) != key_of_header(other)
    assert (key_of_header(draft).name or "").startswith("lex-")


@pytest.mark.parametrize(
    ("when", "term"),
    [
        ("2015-06-19", 13),
        (2015, 13),
        (2016, None),
        ("2016-04-06", 13),
        ("2016-11-18", 14),
        ("2025-02-18", 15),
        (2021, None),
        (None, None),
        ("1990-01-01", None),
    ],
)
def test_terms_of_the_national_assembly(when: str | int | None, term: int | None) -> None:
    assert assembly_term(when) == term
