from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.authority import authority
from graph.identity import key_of_parts
from graph.model import DocumentKey
from graph.numbering import split_number
from graph.urn import MalformedUrn, annex_urn, is_urn, key_of_urn, urn_of_key, work_of
from graph.vni import from_vni, to_vni
from nlp.issuers import issuer_by_name

# RFC 3986 unreserved characters and those that RFC 9676 gives a meaning.
PLAIN = re.compile(r"urn:lex:vn[a-z0-9.;:+-]*$")

KEYS = [
    pytest.param(
        ("Quyết định", "766/QĐ-TTg", 2022, None),
        "urn:lex:vn:thu.tuong.chinh.phu:quyet.dinh:2022;766-qd-ttg",
        id="administrative, central",
    ),
    pytest.param(
        ("Nghị định", "61/2018/NĐ-CP", None, None),
        "urn:lex:vn:chinh.phu:nghi.dinh:2018;61-2018-nd-cp",
        id="normative, central",
    ),
    pytest.param(
        ("Luật", "77/2015/QH13", None, None), "urn:lex:vn:quoc.hoi:luat:2015;77-2015-qh13", id="law"
    ),
    pytest.param(
        ("Kế hoạch", "30/KH-UBND", 2024, "UBND huyện Tân Phú, tỉnh Đồng Nai"),
        "urn:lex:vn;dong.nai.tinh;tan.phu.huyen:ubnd:ke.hoach:2024;30-kh-ubnd",
        id="local, from the province down",
    ),
    pytest.param(
        ("Quyết định", "5/QĐ-UBND", 2023, "UBND Quận 1, Thành phố Hồ Chí Minh"),
        "urn:lex:vn;ho.chi.minh.thanh.pho;1.quan:ubnd:quyet.dinh:2023;5-qd-ubnd",
        id="numbered district",
    ),
    pytest.param(
        ("Quy định", "37-QĐ/TW", 2021, None),
        "urn:lex:vn:ban.chap.hanh.trung.uong.dang:quy.dinh:2021;37-qd.tw",
        id="party",
    ),
    pytest.param(
        ("Thông tư liên tịch", "23/2015/TTLT-BGDĐT-BNV", None, None),
        "urn:lex:vn:bo.giao.duc.va.dao.tao+bo.noi.vu:thong.tu.lien.tich:2015;23-2015-ttlt-bgddt-bnv",
        id="several issuers",
    ),
    pytest.param(
        ("Nghị quyết", "66.7/2025/NQ-CP", None, None),
        "urn:lex:vn:chinh.phu:nghi.quyet:2025;66.7-2025-nq-cp",
        id="decimal number",
    ),
    pytest.param(
        ("Nghị quyết", "30a/2008/NQ-CP", None, None),
        "urn:lex:vn:chinh.phu:nghi.quyet:2008;30a-2008-nq-cp",
        id="letter in the number",
    ),
    pytest.param(
        ("Kế hoạch", "5/KH-UBND", 2025, "UBND xã Sơn Hạ, tỉnh Quảng Ngãi"),
        "urn:lex:vn;quang.ngai.tinh;vni.so7n.ha5.xa4:ubnd:ke.hoach:2025;5-kh-ubnd",
        id="a tone that tells two communes apart",
    ),
    pytest.param(
        ("Kế hoạch", "5/KH-UBND", 2025, "UBND xã Sơn Hà, tỉnh Quảng Ngãi"),
        "urn:lex:vn;quang.ngai.tinh;son.ha.xa:ubnd:ke.hoach:2025;5-kh-ubnd",
        id="the other one",
    ),
    pytest.param(
        ("Kế hoạch", "5/KH-UBND", 2023, "UBND xã Thạch Châu, huyện Lộc Hà, tỉnh Hà Tĩnh"),
        "urn:lex:vn;ha.tinh.tinh;loc.ha.huyen;thach.chau.xa:ubnd:ke.hoach:2023;5-kh-ubnd",
        id="a commune that the table has elsewhere",
    ),
    pytest.param(
        ("Tờ trình", "12/TTr-SNV", 2023, "Sở Nội vụ tỉnh Đồng Nai"),
        "urn:lex:vn;dong.nai.tinh:so.noi.vu:to.trinh:2023;12-ttr-snv",
        id="department",
    ),
    pytest.param(
        ("Chương trình", "3-CTr/TU", 2023, "Tỉnh ủy Hà Tĩnh"),
        "urn:lex:vn;ha.tinh.tinh:tinh.uy:chuong.trinh:2023;3-ctr.tu",
        id="party committee of a province",
    ),
    pytest.param(
        ("Công văn", "2319/VPCP-KSTT", 2022, None),
        "urn:lex:vn:van.phong.chinh.phu:cong.van:2022;2319-vpcp-kstt",
        id="official letter",
    ),
]


def key(parts: tuple[str, str, int | None, str | None]) -> DocumentKey:
    document_type, number, year, issuer = parts
    return key_of_parts(document_type, split_number(number), year=year, issuer=issuer)


@pytest.mark.parametrize(("parts", "urn"), KEYS)
def test_a_key_has_one_name_and_the_name_gives_it_back(
    parts: tuple[str, str, int | None, str | None], urn: str
) -> None:
    assert urn_of_key(key(parts)) == urn
    assert key_of_urn(urn) == key(parts)
    assert PLAIN.match(urn)


def test_what_a_key_lacks_is_written_unknown() -> None:
    lacking = key(("Quyết định", "766/QĐ-TTg", None, None))
    assert urn_of_key(lacking) == "urn:lex:vn:thu.tuong.chinh.phu:quyet.dinh:khong.ro;766-qd-ttg"
    assert key_of_urn(urn_of_key(lacking)) == lacking


def test_a_document_without_number_keeps_its_lex_number() -> None:
    draft = DocumentKey("Kế hoạch", None, 2024, "UBND tỉnh Quảng Trị", name="lex-0000000000042")
    assert urn_of_key(draft).endswith(":ke.hoach:2024;lex-0000000000042")
    assert key_of_urn(urn_of_key(draft)) == draft


def test_an_annex_hangs_on_its_document() -> None:
    urn = urn_of_key(key(("Quyết định", "6/QĐ-TTg", 2022, None)))
    annex = annex_urn(urn, "Phụ lục 1")
    assert annex == f"{urn}:phu.luc.1"
    assert work_of(annex) == urn == work_of(urn)
    assert key_of_urn(annex) == key_of_urn(urn)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "766/QĐ-TTg",
        "urn:lex:it:stato:legge:2003-09-21;456",
        "urn:lex:vn:chinh.phu",
        "urn:lex:vn:chinh.phu:nghi.dinh:2018",
        "urn:lex:vn:khong.phai:nghi.dinh:2018;61-2018-nd-cp",
        "urn:lex:vn:chinh.phu:chang.la.gi:2018;61-nd-cp",
        "urn:lex:vn:chinh.phu:nghi.dinh:18;61",
        "urn:lex:vn;sao.hoa.tinh:ubnd:ke.hoach:2024;1-kh-ubnd",
        "urn:lex:vn" + ":" * 5000,
        "urn:lex:vn:chinh.phu:nghi.dinh:2018;!!!",
    ],
)
def test_what_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(MalformedUrn):
        key_of_urn(text)


def test_every_authority_record_has_the_name_of_its_key() -> None:
    records = list(authority())[::3]
    assert len(records) > 500
    for record in records:
        assert is_urn(record.urn)
        if record.number:
            again = urn_of_key(key_of_urn(record.urn))
            assert again == record.urn


NAMES = st.text(
    st.sampled_from(
        "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ "
    ),
    min_size=1,
)


@given(NAMES)
def test_vni_keeps_every_letter(name: str) -> None:
    assert from_vni(to_vni(name)) == name
    assert to_vni(name).isascii()


@given(st.text(max_size=40))
def test_vni_writes_any_text_in_ascii(text: str) -> None:
    assert to_vni(text).isascii()


@given(
    st.integers(1, 9999),
    st.integers(1990, 2030),
    st.sampled_from(["KH-UBND", "QĐ-UBND", "CT-UBND", "UBND-NC"]),
    st.sampled_from(
        [
            "UBND tỉnh Hà Tĩnh",
            "UBND huyện Tân Phú, tỉnh Đồng Nai",
            "UBND xã Phú Lộc, huyện Can Lộc, tỉnh Hà Tĩnh",
            "UBND xã Phú Lộc, thành phố Huế",
        ]
    ),
)
def test_local_keys_are_read_back(serial: int, year: int, symbol: str, issuer: str) -> None:
    made = key(("Kế hoạch", f"{serial}/{symbol}", year, issuer))
    assert key_of_urn(urn_of_key(made)) == made
    assert issuer_by_name(made.issuer or "") is not None
