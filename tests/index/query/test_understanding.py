from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.query import understand

_TODAY = date(2026, 5, 1)


@pytest.mark.parametrize(
    ("text", "type_", "number", "year"),
    [
        pytest.param("qd766", "Quyết định", "766", None, id="glued"),
        pytest.param("766/QĐ-TTg", "Quyết định", "766/QĐ-TTg", None, id="type from the symbol"),
        pytest.param("61 /2018/ NĐ - CP", "Nghị định", "61/2018/NĐ-CP", 2018, id="blanks inside"),
        pytest.param("NĐ-CP 45/2020", "Nghị định", "45/2020", 2020, id="symbol first"),
        pytest.param("766 qd ttg", "Quyết định", "766/qd-ttg", None, id="blanks for marks"),
        pytest.param("766QĐ-TTg", "Quyết định", "766/QĐ-TTg", None, id="slash left out"),
        pytest.param("nd 61-2018", "Nghị định", "61", 2018, id="dash for slash"),
        pytest.param("2319/VPCP-KSTT", "Công văn", "2319/VPCP-KSTT", None, id="letter"),
        pytest.param("37-QĐ/TW", None, "37-QĐ/TW", None, id="the Party's QĐ is two types"),
        pytest.param("31/2024/QH15", None, "31/2024/QH15", 2024, id="law or resolution"),
        pytest.param("QĐ 468 ngày 27/3/2021", "Quyết định", "468", 2021, id="full date"),
        pytest.param("decision no. 766 of 23 June 2022", "Quyết định", "766", 2022, id="English"),
        pytest.param("nghị đinh số 61", "Nghị định", "61", None, id="mistaken mark"),
        pytest.param("quyet dih 766", "Quyết định", "766", None, id="a letter left out"),
        pytest.param("decison 766", "Quyết định", "766", None, id="a letter left out, English"),
        pytest.param("766", None, "766", None, id="a number alone"),
        pytest.param("Land Law 2024", "Luật", None, 2024, id="a law's English name"),
    ],
)
def test_targets(text: str, type_: str | None, number: str | None, year: int | None) -> None:
    target = understand(text).target
    assert target is not None
    assert (target.type, target.number, target.year) == (type_, number, year)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("kế hoạch 2024", id="a year"),
        pytest.param("kế hoạch 5 năm 2021-2025", id="a measure"),
        pytest.param("báo cáo 6 tháng đầu năm", id="months"),
        pytest.param("mức phạt 5 triệu", id="an amount"),
        pytest.param("từ ngày 12/3/2024", id="a date"),
        pytest.param("luật đất đai quy định thế nào về thu hồi đất?", id="a law as the subject"),
    ],
)
def test_no_target(text: str) -> None:
    query = understand(text)
    assert query.target is None
    assert query.intent == "topic"


@pytest.mark.parametrize(
    ("text", "relation", "direction"),
    [
        pytest.param("NĐ 61 bị NĐ 107 sửa đổi à", "amends", "in", id="patient before its doer"),
        pytest.param("văn bản bị NĐ 107 sửa đổi", "amends", "out", id="doer inside the passive"),
        pytest.param("những gì do NĐ 118 thay thế", "replaces", "out", id="do marks the doer"),
        pytest.param("QĐ 766 có kế hoạch nào triển khai", "implements", "in", id="doer asked for"),
        pytest.param("decree 61 amended by", "amends", "in", id="cut short"),
        pytest.param("documents cited in plan 15", "cites", "out", id="participle and holder"),
        pytest.param("where is decree 61 cited", "cites", "in", id="subject inside the passive"),
        pytest.param("decision 766 plans", "implements", "in", id="no verb: what plans are for"),
        pytest.param("QĐ 1 là phụ lục của văn bản nào", "annex_of", "out", id="copula"),
        pytest.param("văn bản nào làm căn cứ ban hành NĐ 61", "based_on", "out", id="reverse"),
        pytest.param("ke hoach trine khai qd 766", "implements", "in", id="letters changed round"),
        pytest.param("NĐ 118 có hiệu lực từ ngày nào", None, None, id="entry into force"),
        pytest.param("ai ban hành QĐ 766", None, None, id="who issued it"),
        pytest.param("nghi dinh 61 thuc hien co che mot cua", None, None, id="a title"),
    ],
)
def test_relations(text: str, relation: str | None, direction: str | None) -> None:
    query = understand(text)
    assert (query.relation, query.direction) == (relation, direction)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        pytest.param("kế hoạch từ 2021 đến 2023", (2021, 2023), id="from to"),
        pytest.param("kế hoạch sau năm 2022", (2023, None), id="after"),
        pytest.param("kế hoạch trước 2020", (None, 2019), id="before"),
        pytest.param("plans since 2022", (2022, None), id="since"),
        pytest.param("ke hoach nam nay", (2026, 2026), id="this year"),
        pytest.param("plans last year", (2025, 2025), id="last year"),
        pytest.param("chuyển đổi số giai đoạn 2021-2025", (None, None), id="a plan's own period"),
        pytest.param("mức lương cơ sở năm 2024 là bao nhiêu", (None, None), id="in a question"),
    ],
)
def test_periods(text: str, years: tuple[int | None, int | None]) -> None:
    query = understand(text, today=_TODAY)
    assert (query.year_from, query.year_to) == years


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        pytest.param("kế hoạch của UBND tỉnh Nghệ An", "UBND tỉnh Nghệ An", id="in full"),
        pytest.param("ke hoach ubnd nghe an", "UBND tỉnh Nghệ An", id="without the unit's word"),
        pytest.param("plans of Hai Phong city", "UBND thành phố Hải Phòng", id="English"),
        pytest.param("thong tu cua bo tai chinh", "Bộ Tài chính", id="ministry"),
        pytest.param("kế hoạch cấp xã", "xã", id="level"),
        pytest.param("kế hoạch phát triển kinh tế xã hội", None, id="xã hội is no level"),
        pytest.param("ke hoach tinh gian bien che", None, id="tinh giản is no province"),
        pytest.param("nhiệm vụ của Bộ Tài chính là gì", None, id="the subject of a question"),
    ],
)
def test_issuers(text: str, issuer: str | None) -> None:
    assert understand(text).issuer == issuer


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        pytest.param("tài chính đất đai", "tài chính đất đai", id="tài is not tại"),
        pytest.param("ve sinh moi truong", "ve sinh moi truong", id="vệ sinh is not về"),
        pytest.param("cho tôi biết về vệ sinh môi trường", "vệ sinh môi trường", id="fillers"),
        pytest.param("đấu thầu qua mạng", "đấu thầu qua mạng", id="đấu is not đâu"),
    ],
)
def test_topics(text: str, topic: str) -> None:
    assert understand(text).topic == topic


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "?", "\x00", "'; DROP TABLE documents; --", "😀", "a" * 100_000, "1" * 10_000,
        "QĐ " * 5000, "1/" * 2000, "nghị định " * 3000, "(((((", "\ud800", "và của là", "İİİ",
        "bị " * 400 + "NĐ 61", "theo QĐ 766 " * 60,
    ],
)  # fmt: skip
def test_any_text_is_some_query(text: str) -> None:
    assert understand(text).text == text


@given(st.text(max_size=120))
@settings(max_examples=120, deadline=None)
def test_understanding_never_fails_and_never_wavers(text: str) -> None:
    assert understand(text, today=_TODAY) == understand(text, today=_TODAY)


@given(
    st.integers(1, 9999),
    st.sampled_from(["QĐ", "quyết định", "Quyet dinh", "decision", "QĐ số"]),
    st.sampled_from(["", " còn hiệu lực không", " sửa đổi gì", "?", " của Thủ tướng"]),
)
@settings(deadline=None)
def test_a_number_after_its_type_is_the_target(number: int, kind: str, rest: str) -> None:
    if 1900 <= number < 2100 and "số" not in kind:
        return
    target = understand(f"{kind} {number}{rest}").target
    assert target is not None
    assert (target.type, target.number) == ("Quyết định", str(number))


@pytest.mark.parametrize(
    ("text", "urn", "relation"),
    [
        pytest.param(
            "triển khai urn:lex:vn:chinh.phu:nghi.quyet:2024;1-nq-cp",
            "urn:lex:vn:chinh.phu:nghi.quyet:2024;1-nq-cp",
            "implements",
            id="an identifier in a question",
        ),
        pytest.param(
            "what replaces urn:lex:vn:chinh.phu:nghi.dinh:2018;61-2018-nd-cp?",
            "urn:lex:vn:chinh.phu:nghi.dinh:2018;61-2018-nd-cp",
            "replaces",
            id="the question mark is not part of it",
        ),
        pytest.param(
            "urn:lex:vn;nghe.an.tinh:ubnd:ke.hoach:2022;612-kh-ubnd",
            "urn:lex:vn;nghe.an.tinh:ubnd:ke.hoach:2022;612-kh-ubnd",
            None,
            id="an identifier alone is looked up",
        ),
    ],
)
def test_an_identifier_is_a_target(text: str, urn: str, relation: str | None) -> None:
    query = understand(text)
    assert query.target is not None
    assert (query.target.urn, query.relation, query.year_from) == (urn, relation, None)
