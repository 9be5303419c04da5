"""Pinpoints, self mentions, anaphora, titles, programmes, broken citations, issuers, headers."""

import pytest

from nlp.directive import Header
from tests.nlp.references.reading import COMMUNE, PROVINCE, only, read


@pytest.mark.parametrize(
    "pinpoint",
    [
        "khoản 1 Điều 11", "điểm a khoản 2 Điều 5", "các Điều 3, 4 và 5", "Chương V",
        "khoản 1, 2 Điều 3 và Điều 5", "điểm a, b, đ khoản 2 Điều 19", "Điều 12a", "Phụ lục II",
        "từ Điều 5 đến Điều 8", "Mẫu số 01 Phụ lục I", "khoản 4, 5, 6 Điều 28, Điều 30",
    ],
)  # fmt: skip
@pytest.mark.parametrize("joint", [" ", " của ", ", "])
def test_pinpoint(pinpoint: str, joint: str) -> None:
    found = only(f"Thực hiện theo quy định tại {pinpoint}{joint}Nghị định số 30/2020/NĐ-CP.")
    assert found.pinpoint == pinpoint


def test_no_pinpoint_from_the_host() -> None:
    assert only("Như Điều 4; theo Nghị định số 30/2020/NĐ-CP").pinpoint is None


def test_self_and_anaphora() -> None:
    cited, back, here = read(
        "Theo Nghị định số 30/2020/NĐ-CP, Nghị định nêu trên áp dụng cho Kế hoạch này."
    )
    assert (cited.kind, back.kind, here.kind) == ("numbered", "anaphora", "self")
    assert back.antecedent == 0


def test_foreign_type_with_this_points_back() -> None:
    cited, back = read("Thực hiện Thông tư số 12/2019/TT-BNV và các quy định của Thông tư này.")
    assert (back.kind, back.antecedent) == ("anaphora", 0)
    assert cited.kind == "numbered"


@pytest.mark.parametrize("text", ["Đề án 06", "ĐA06", "Đề án 06/CP"])
def test_programme(text: str) -> None:
    found = only(f"Triển khai {text} trên địa bàn")
    assert (found.kind, found.number) == ("programme", "ĐA06")


def test_title_of_what_a_cited_decision_promulgates() -> None:
    outer, plan = read(
        "Căn cứ Quyết định số 74/QĐ-UBND ngày 19/01/2023 của UBND xã về việc ban hành Kế hoạch "
        "chỉnh trang đường làng năm 2023; UBND xã ban hành Kế hoạch như sau:"
    )
    assert plan.text == "Kế hoạch chỉnh trang đường làng năm 2023"
    assert (plan.kind, plan.relation, plan.subject, plan.issuer) == (
        "named", "promulgates", 0, outer.issuer,
    )  # fmt: skip


def test_title_of_what_this_decision_promulgates() -> None:
    here, plan = read(
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế quản lý chợ nông thôn của tỉnh.", PROVINCE
    )
    assert (here.kind, plan.kind, plan.relation, plan.subject) == (
        "self", "named", "promulgates", None,
    )  # fmt: skip
    assert plan.text == "Quy chế quản lý chợ nông thôn của tỉnh"


def test_citation_cut_by_footnotes() -> None:
    text = (
        "theo quy định của Nghị định số\n\n⁷ Quyết định số 749/QĐ-TTg ngày 03/6/2020.\n\n"
        "30/2020/NĐ-CP.\n"
    )
    note, cut = read(text)
    assert (cut.text, cut.type, cut.relation) == ("30/2020/NĐ-CP", "Nghị định", "applies")
    assert [text[p.start : p.end] for p in cut.pieces] == ["Nghị định số", "30/2020/NĐ-CP"]
    assert note.relation == "cites"


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        pytest.param("Quyết định số 5/QĐ-UBND của UBND tỉnh", "UBND tỉnh Đồng Nai", id="ancestor"),
        pytest.param("Quyết định số 749/QĐ-TTg", "Thủ tướng Chính phủ", id="from the symbol"),
        pytest.param("Quyết định số 5/QĐ-UBND", COMMUNE.issuer, id="the host's own level"),
        pytest.param("quy định của UBND huyện tại Quyết định số 5/QĐ-UBND",
                     "UBND huyện Vĩnh Cửu, tỉnh Đồng Nai", id="stated before"),
        pytest.param("Thông tư số 12/2019/TT-BNV", "Bộ Nội vụ", id="ministry"),
    ],
)  # fmt: skip
def test_issuer(text: str, issuer: str) -> None:
    assert only(f"theo {text}.").issuer == issuer


def test_issuer_stated_once_for_a_list() -> None:
    found = read("theo Kế hoạch số 5/KH-UBND, Kế hoạch số 6/KH-UBND của UBND tỉnh")
    assert {r.issuer for r in found} == {"UBND tỉnh Đồng Nai"}


def test_date_behind_the_issuer_is_stated_but_outside_the_span() -> None:
    found = only("theo Nghị định số 30/2020/NĐ-CP của Chính phủ ngày 05/3/2020 về văn thư")
    assert found.text == "Nghị định số 30/2020/NĐ-CP"
    assert found.date == "2020-03-05"
    assert found.title == "về văn thư"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        pytest.param("Số: 15/KH-UBND", "15/KH-UBND", id="plain"),
        pytest.param("Số:\n15/KH-UBND", "15/KH-UBND", id="cell break"),
        pytest.param("Số: /KH-UBND", None, id="blank"),
        pytest.param("Số: 9/21 /KH-UBND", None, id="unreadable"),
    ],
)
def test_header_number(line: str, number: str | None) -> None:
    host = Header(type="Kế hoạch", number=number, issuer=PROVINCE.issuer, date="2024")
    found = only(f"ỦY BAN NHÂN DÂN\n\n{line}\n\nKẾ HOẠCH\nVề việc này\n", host)
    assert (found.text, found.kind, found.relation) == (line, "header", "self")
    assert (found.number, found.type, found.issuer) == (number, "Kế hoạch", PROVINCE.issuer)
    assert found.date is None
