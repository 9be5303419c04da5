"""Quoted text of another document: its citations are that document's."""

from __future__ import annotations

import pytest

from nlp.directive import Reference
from nlp.parse import parse_text

HEAD = (
    "BỘ Y TẾ\nSố: 5/2025/TT-BYT\nHà Nội, ngày 01 tháng 3 năm 2025\n\nTHÔNG TƯ\nVề thuốc\n\n"
    "Căn cứ Luật Dược số 105/2016/QH13;\n\n"
)
BODY = "“Điều 5. Hồ sơ\nHồ sơ theo quy định tại Nghị định số 7/2024/NĐ-CP và Thông tư này.”\n"
QUOTED = "7/2024/NĐ-CP"
CASES = [
    pytest.param(
        f"Điều 1. Sửa đổi Điều 5 của Thông tư số 9/2020/TT-BYT như sau:\n{BODY}",
        "9/2020/TT-BYT", id="the lead names the amended document",
    ),
    pytest.param(
        "Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 9/2020/TT-BYT\n"
        f"1. Sửa đổi Điều 5 như sau:\n{BODY}",
        "9/2020/TT-BYT", id="the article above names it",
    ),
    pytest.param(
        "Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 9/2020/TT-BYT\n"
        "1. Sửa đổi Điều 4 như sau:\n“Điều 4. Theo Thông tư số 1/2019/TT-BTC.”\n"
        f"Điều 2. Sửa đổi Điều 5 của Thông tư số 8/2021/TT-BYT như sau:\n{BODY}",
        "8/2021/TT-BYT", id="of two, the one that the lead names",
    ),
    pytest.param(
        "Điều 2 Thông tư số 9/2020/TT-BYT, có hiệu lực từ ngày 01/7/2020, quy định như sau:\n"
        f"{BODY}", "9/2020/TT-BYT", id="final provisions repeated in a note",
    ),
    pytest.param(
        "Thông tư số 9/2020/TT-BYT sửa đổi Thông tư số 3/2015/TT-BYT có căn cứ ban hành như sau:\n"
        "“Căn cứ Nghị định số 7/2024/NĐ-CP;\nCăn cứ Luật Dược;”\n",
        "9/2020/TT-BYT", id="a basis repeated in a note: of the outer document",
    ),
    pytest.param(
        "Thông tư số 9/2020/TT-BYT có căn cứ ban hành như sau:\nCăn cứ Luật Dược;\n"
        "Căn cứ Nghị định số 7/2024/NĐ-CP;\nTheo đề nghị của Vụ trưởng;\n",
        "9/2020/TT-BYT", id="a basis repeated without marks",
    ),
    pytest.param(
        "Thông tư số 9/2020/TT-BYT có căn cứ ban hành như sau:\n“Căn cứ Luật Dược;\n16\n"
        "CÔNG BÁO/Số 5\nChương I\nQUY ĐỊNH CHUNG\nĐiều 1. Theo Nghị định số 7/2024/NĐ-CP.\n2\n"
        "Theo đề nghị của Vụ trưởng.”\n", None, id="a note that a page break cuts",
    ),
    pytest.param(f"Điều 1. Mẫu như sau:\n{BODY}", None, id="nobody knows whose text it is"),
    pytest.param(
        f"Điều 1. Sửa đổi Điều 5 của Thông tư số 9/2020/TT-BYT như sau:\n“Điều 5. Hết”\n"
        f"Điều 2. Theo quy định tại Nghị định số {QUOTED}.\n", None, id="behind the quotation",
    ),
]  # fmt: skip


def subject_of(number: str, found: tuple[Reference, ...]) -> str | None:
    """Return the number of the document whose citation of `number` comes last."""
    cited = next(r for r in reversed(found) if r.number == number)
    return None if cited.subject is None else found[cited.subject].number


@pytest.mark.parametrize(("text", "subject"), CASES)
def test_whose_citation_it_is(text: str, subject: str | None) -> None:
    assert subject_of(QUOTED, parse_text(HEAD + text).references) == subject


def test_this_circular_in_a_quotation_is_the_quoted_one() -> None:
    text = f"{HEAD}Điều 1. Sửa đổi Điều 5 của Thông tư số 9/2020/TT-BYT như sau:\n{BODY}"
    found = parse_text(text + "Điều 2. Thông tư này có hiệu lực từ ngày 01/5/2025.").references
    quoted, own = (r for r in found if r.text == "Thông tư này")
    assert quoted.antecedent is not None
    assert found[quoted.antecedent].number == "9/2020/TT-BYT"
    assert (own.kind, own.antecedent) == ("self", None)


def test_entry_into_force_in_a_quotation_is_that_of_the_quoted_document() -> None:
    text = (
        f"{HEAD}Điều 1. Sửa đổi Điều 5 của Thông tư số 9/2020/TT-BYT như sau:\n"
        "“Điều 5. Hiệu lực\nThông tư này có hiệu lực từ ngày 01/7/2020.”\n"
        "Điều 2. Thông tư này có hiệu lực từ ngày 01/5/2025.\n"
    )
    quoted, own = parse_text(text).effects
    assert (quoted.date, own.date) == ("2020-07-01", "2025-05-01")
    assert quoted.object is not None
    assert own.object is None


def test_this_circular_in_a_consolidated_text_is_the_base_document() -> None:
    text = (
        "BỘ Y TẾ\nSố: 6/VBHN-BYT\nHà Nội, ngày 19 tháng 4 năm 2021\nTHÔNG TƯ\nQuy định về kê đơn\n"
        "Thông tư số 4/2017/TT-BYT ngày 14 tháng 4 năm 2017 của Bộ trưởng Bộ Y tế, có hiệu lực kể "
        "từ ngày 01 tháng 6 năm 2017, được sửa đổi, bổ sung bởi:\n"
        "Thông tư số 8/2020/TT-BYT ngày 29 tháng 12 năm 2020 của Bộ trưởng Bộ Y tế.\n"
        "Căn cứ Nghị định số 95/2019/NĐ-CP;\nĐiều 1. Phạm vi\n"
        "Khoản này được sửa đổi theo Thông tư số 8/2020/TT-BYT. Thông tư này quy định về thuốc.\n"
    )
    found = parse_text(text).references
    (here,) = (r for r in found if r.text == "Thông tư này")
    assert here.antecedent is not None
    assert found[here.antecedent].number == "4/2017/TT-BYT"
