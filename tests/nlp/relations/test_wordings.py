"""Wordings of real documents, one rule a case; written for the tests.

Each case: a text, and for each mention its number, relation and subject (a number or None).
"""

import pytest

from nlp.directive import Header, Reference
from nlp.parse import parse_text
from tests.nlp.references.reading import PROVINCE, read

A, B, C = "30/2020/NĐ-CP", "12/2019/NĐ-CP", "7/2018/NĐ-CP"
D = "5/KH-UBND"
LISTS = [
    ("items that end with a full stop",
     f"Điều 1. Bãi bỏ các văn bản sau đây:\n1. Nghị định số {A} về A.\n2. Nghị định số {B} về B.\n"
     f"3. Nghị định số {C}.", [(A, "repeals", None), (B, "repeals", None), (C, "repeals", None)]),
    ("items with titles that cite",
     f"Bãi bỏ các văn bản sau đây:\n1. Nghị định số {A} sửa đổi Nghị định số {C}.\n"
     f"2. Nghị định số {B}.", [(A, "repeals", None), (C, "amends", A), (B, "repeals", None)]),
    ("dashes", f"Tạm ngưng hiệu lực các văn bản sau:\n- Nghị định số {A}.\n- Nghị định số {B}.",
     [(A, "suspends", None), (B, "suspends", None)]),
    ("đ comes after d", f"Bãi bỏ các văn bản sau đây:\nd) Nghị định số {A}.\nđ) Nghị định số {B}.\n"
     f"e) Nghị định số {C}.", [(A, "repeals", None), (B, "repeals", None), (C, "repeals", None)]),
    ("another list is none of it",
     f"Bãi bỏ các văn bản sau đây:\n1. Nghị định số {A}.\nĐiều 2. Trách nhiệm\n1. Nghị định số {B} "
     "đã rõ.", [(A, "repeals", None), (B, "cites", None)]),
    ("heading of a list", f"II. CĂN CỨ PHÁP LÝ\n- Nghị định số {A}\n- Nghị định số {B}.",
     [(A, "based_on", None), (B, "based_on", None)]),
]  # fmt: skip
TITLES = [
    ("rows of a flattened table",
     f"1 \nNghị định số {C} \nvề kiểm tra \n01/01/2019 \n2 \nNghị định số {A} \nvề bãi bỏ một số "
     f"văn bản \n01/02/2020 \n3 \nNghị định số {B} \nvề thi đua",
     [(C, "cites", None), (A, "cites", None), (B, "cites", None)]),
    ("a page ends in a title", f"Nghị định số {A} bãi bỏ \n12 \nNghị định số {B}.",
     [(A, "cites", None), (B, "repeals", A)]),
    ("quy định tại opens no title",
     f"theo quy định của Luật Điện lực quy định tại khoản 4 Điều 15 Nghị định số {A}.",
     [(None, "applies", None), (A, "applies", None)]),
    ("the main clause is no title",
     f"Doanh nghiệp theo Nghị định số {A} về phát triển kinh tế thì không trích lập quỹ theo quy "
     f"định tại Nghị định số {B}.", [(A, "applies", None), (B, "applies", None)]),
    ("nor a clause that hangs on it",
     f"theo Nghị định số {A} về khắc phục bom mìn mà không thuộc đối tượng quy định tại Nghị định "
     f"số {B}", [(A, "applies", None), (B, "applies", None)]),
    ("a title ends where a condition begins",
     f"theo Nghị định số {A} về khu công nghiệp, trừ trường hợp đề nghị thực hiện theo Nghị định "
     f"số {B}", [(A, "applies", None), (B, "applies", None)]),
    ("a short name", f"Nghị định số {A} về thực hiện văn thư (sau đây gọi tắt là Nghị định số {A})",
     [(A, "cites", None), (A, "cites", None)]),
    ("a line below a heading",
     f"Điều 5. Sửa đổi Nghị định số {A} về tố cáo\nThay thế mẫu số 02 tại Nghị định số {B}.",
     [(A, "amends", None), (B, "replaces", None)]),
    ("the title in a cell below the number", f"1. Nghị định số {A}\nBãi bỏ Nghị định số {B}",
     [(A, "cites", None), (B, "repeals", A)]),
    ("reasons in a column of their own",
     f"1 \nNghị định số {A} sửa đổi, bổ sung một số điều của Nghị định số {C} \nKhoản 1 Điều 3 \n"
     f"Được bãi bỏ bởi Nghị định số {A.replace('30', '31')}",
     [(A, "repeals", A.replace("30", "31")), (C, "amends", A),
      (A.replace("30", "31"), "cites", None)]),
    ("verbs before the one that names the agent",
     f"Khoản 2 Điều 5\nĐược sửa đổi, bổ sung, thay thế, bãi bỏ bởi Nghị định số {A}",
     [(A, "cites", None)]),
    ("a column's heading ends nothing",
     f"Được thay thế bởi Nghị định số {A} \nSTT \nLý do hết hiệu lực \nNgày hết hiệu lực",
     [(A, "cites", None)]),
    ("a degree is annulled, no document",
     f"quy định việc thu hồi, hủy bỏ bằng tốt nghiệp và Nghị định số {A}", [(A, "cites", None)]),
    ("what others have changed, under its label",
     f"- Văn bản sửa đổi, bổ sung, thay thế, bãi bỏ một phần: Nghị định số {A}",
     [(A, "cites", None)]),
    ("what amended it does not end with it",
     f"Nghị định số {C} đã được sửa đổi, bổ sung một số điều theo Nghị định số {B} và Nghị định số "
     f"{A} hết hiệu lực kể từ ngày Quyết định này có hiệu lực.",
     [(C, "amends", B), (B, "cites", None), (A, "cites", None), (None, "cites", None)]),
    ("laws and codes amend alike",
     "Luật Việc làm số 38/2013/QH13 đã được sửa đổi theo Luật số 84/2015/QH13, Bộ luật số "
     "45/2019/QH14 hết hiệu lực kể từ ngày Quyết định này có hiệu lực.",
     [("38/2013/QH13", "amends", "84/2015/QH13"), ("84/2015/QH13", "cites", None),
      ("45/2019/QH14", "cites", None), (None, "cites", None)]),
    ("acts that nobody names",
     f"thì thực hiện theo quy định tại Nghị định sửa đổi, bổ sung, thay thế Nghị định số {A}.",
     [(A, "applies", None)]),
    ("unnamed texts", f"theo các văn bản sửa đổi, bổ sung hoặc thay thế Nghị định số {A}.",
     [(A, "applies", None)]),
    ("ended in part", f"Nghị định số {A} hết hiệu lực một phần.", [(A, "repeals", None)]),
    ("giao dịch is not giao",
     f"Nghị định số {A} hướng dẫn giám sát giao dịch trên thị trường và Nghị định số {B} về thuế",
     [(A, "cites", None), (B, "cites", None)]),
    ("chứng khoán và is no khoản",
     f"Nghị định số {A} sửa đổi, bổ sung một số điều của Nghị định số {B} hướng dẫn giám sát giao "
     f"dịch trên thị trường chứng khoán và Nghị định số {C} về công bố thông tin",
     [(A, "cites", None), (B, "amends", A), (C, "amends", A)]),
    ("a letter's opening below a heading",
     f"VỀ NGHỊ ĐỊNH SỐ {A} VỀ VĂN THƯ\nNgày 28 tháng 11 năm 2025, đã họp về thực hiện Nghị định số "
     f"{B}.", [(A, "cites", None), (B, "implements", None)]),
]  # fmt: skip
WORDS = [
    ("thực hiện theo a rule", f"Việc tiếp nhận thực hiện theo Nghị định số {A}.",
     [(A, "applies", None)]),
    ("thực hiện theo tasks", "Năm nay thực hiện theo Nghị quyết số 5/NQ-CP.",
     [("5/NQ-CP", "implements", None)]),
    ("thực hiện đúng", f"Thực hiện đúng quy trình tại Nghị định số {A}.", [(A, "applies", None)]),
    ("ban hành what exists", f"UBND tỉnh đã ban hành Kế hoạch số {D} ngày 02/3/2023.",
     [(D, "cites", None)]),
    ("đã có", f"Thực hiện Nghị định số {A} về văn thư, Bộ Nội vụ đã có Công văn số 9/BNV-VP.",
     [(A, "implements", None), ("9/BNV-VP", "cites", None)]),
    ("nêu trong", f"theo Nghị định số {A}, chi tiết nêu trong Kế hoạch số {D}.",
     [(A, "applies", None), (D, "cites", None)]),
    ("xem", f"quy định đang tạm ngưng hiệu lực (xem Nghị định số {A})", [(A, "cites", None)]),
    ("đúng mẫu", f"Giấy hẹn dùng đúng mẫu của Nghị định số {A}.", [(A, "applies", None)]),
    ("forms of another", f"tiêu chí quy định tại Nghị định số {A} (Mẫu số 01 ban hành kèm "
     f"theo Nghị "
     f"định số {B})", [(A, "applies", None), (B, "cites", None)]),
    ("from its entry into force", f"xong trong 15 ngày theo dữ liệu, kể từ ngày Nghị định "
     f"số {A} có "
     "hiệu lực thi hành.", [(A, "cites", None)]),
    ("căn cứ within a sentence", f"Sở Nội vụ căn cứ quy định tại Nghị định số {A} để xếp hạng.",
     [(A, "applies", None)]),
    ("căn cứ that begins", f"Căn cứ quy định tại Nghị định số {A}, Sở Nội vụ báo cáo.",
     [(A, "based_on", None)]),
    ("căn cứ had its object", f"Căn cứ tình hình thực tế, kinh phí được bố trí phù hợp với Nghị "
     f"định số {A}.", [(A, "applies", None)]),
    ("xem xét is not xét", f"UBND tỉnh\nxem xét lựa chọn (theo Nghị định số {A})",
     [(A, "applies", None)]),
    ("an adverb before the verb", "b) Tiếp tục quán triệt sâu sắc tư tưởng thi đua yêu nước; Chỉ "
     "thị số 41-CT/TW ngày 26/12/2024 của Bộ Chính trị.", [("41-CT/TW", "implements", None)]),
    ("a plan about a programme", "UBND tỉnh ban hành Kế hoạch giám sát Chương trình mục tiêu quốc "
     "gia giảm nghèo bền vững.", [(None, "cites", None)]),
    ("a programme's years are no date", "Căn cứ Thông tư số 10/2022/TT-BNV hướng dẫn đánh giá thực "
     "hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững giai đoạn 2021 - 2025;",
     [("10/2022/TT-BNV", "based_on", None), (None, "implements", "10/2022/TT-BNV")]),
    ("unnamed guides", f"theo Nghị định số {A} và các văn bản hướng dẫn thi hành Nghị định số {B}",
     [(A, "applies", None), (B, "applies", None)]),
    ("tiếp theo", f"Tiếp theo Công văn số 9/BNV-VP, đề nghị thực hiện Nghị định số {A}.",
     [("9/BNV-VP", "cites", None), (A, "implements", None)]),
    ("phúc đáp", "Phúc đáp Công văn số 9/BNV-VP ngày 02/3/2023 của Bộ Nội vụ.",
     [("9/BNV-VP", "cites", None)]),
    ("tờ trình and báo cáo thẩm tra", "Xét Tờ trình số 4/TTr-UBND của UBND tỉnh; Báo cáo "
     "thẩm tra số "
     "6/BC-HĐND của Ban Pháp chế;", [("4/TTr-UBND", "cites", None), ("6/BC-HĐND", "cites", None)]),
    ("đề nghị tại tờ trình", "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 4/TTr-SNV.",
     [("4/TTr-SNV", "cites", None)]),
    ("kèm without theo", f"(Ban hành kèm Nghị định số {A})", [(A, "annex_of", None)]),
    ("type word with issuer", f"Thực hiện Kế hoạch số {D} của tỉnh và các Nghị quyết của "
     f"Chính phủ số "
     "5/NQ-CP và 6/NQ-CP",
     [(D, "implements", None), ("5/NQ-CP", "implements", None), ("6/NQ-CP", "implements", None)]),
]  # fmt: skip
SUBJECTS = [
    ("a body begins a clause", f"Theo quy định tại Nghị định số {A} về công tác văn thư, Ủy "
     f"ban nhân "
     f"dân tỉnh đính chính Kế hoạch số {D}:", [(A, "applies", None), (D, "corrects", None)]),
    ("the amender is of the kind of the outer", f"Căn cứ Nghị định số {C} quy định chi tiết "
     f"Luật Phí "
     f"và lệ phí, được sửa đổi, bổ sung bởi Nghị định số {A};",
     [(C, "based_on", None), (None, "guides", C), (A, "based_on", None)]),
    ("full again after short", f"Nghị định số {C} ngày 02/3/2018, Nghị định số {A} ngày "
     f"05/3/2020 sửa "
     f"đổi Nghị định số {C} và Nghị định số {B} ngày 07/4/2019",
     [(C, "cites", None), (A, "cites", None), (C, "amends", A), (B, "cites", None)]),
    ("passive without target", f"áp dụng theo số đã được tỉnh đính chính tại Nghị định số {A}",
     [(A, "applies", None)]),
    ("passive with this as target", f"Khoản này được sửa đổi theo quy định tại Nghị định số {A}",
     [(A, "cites", None)]),
    ("suspended by", f"Theo Nghị định số {B}, trừ nội dung tạm ngưng hiệu lực theo Nghị "
     f"định số {A}",
     [(B, "applies", None), (A, "applies", None)]),
    ("what amended the object is not changed itself",
     f"Bãi bỏ Điều 5 của Nghị định số {C} đã được sửa đổi, bổ sung theo Nghị định số {B} và Nghị "
     f"định số {A}; Nghị định số 2/2017/NĐ-CP.",
     [(C, "repeals", None), (B, "cites", None), (A, "cites", None),
      ("2/2017/NĐ-CP", "repeals", None)]),
    ("nor what a repealed amendment was about, three levels down",
     f"Bãi bỏ Điều 1 Nghị định số {A} sửa đổi, bổ sung một số điều của Nghị định số {C} về tổ chức "
     f"đã được sửa đổi, bổ sung một số điều theo Nghị định số {B};",
     [(A, "repeals", None), (C, "amends", A), (B, "cites", None)]),
    ("repeals what a list holds", f"Bãi bỏ số thứ tự 5 của Danh mục ban hành kèm theo Nghị "
     f"định số {A}",
     [(A, "repeals", None)]),
]  # fmt: skip
CASES = [*LISTS, *TITLES, *WORDS, *SUBJECTS]


def _got(found: tuple[Reference, ...]) -> list[tuple[str | None, str, str | None]]:
    return [
        (r.number, r.relation, None if r.subject is None else found[r.subject].number)
        for r in found
    ]


@pytest.mark.parametrize(("text", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_relation(text: str, wanted: list[tuple[str | None, str, str | None]]) -> None:
    assert _got(read(text, PROVINCE)) == wanted


def test_two_amenders_of_one_law() -> None:
    law, *_ = read(
        "Căn cứ Luật Viên chức số 58/2010/QH12 được sửa đổi bởi Luật số 52/2019/QH14, Luật số "
        "60/2020/QH14 và Luật số 70/2021/QH15;"
    )
    assert [(link.relation, link.subject) for link in law.further] == [
        ("amends", 1), ("amends", 2), ("amends", 3),
    ]  # fmt: skip


def test_suspended_by_is_a_further_relation() -> None:
    target, agent = read(
        f"theo Nghị định số {B}, trừ nội dung đang tạm ngưng hiệu lực theo Nghị định số {A}"
    )
    assert [(link.relation, link.subject) for link in target.further] == [("suspends", 1)]
    assert agent.subject is None


@pytest.mark.parametrize(
    ("kind", "number", "target", "relation"),
    [
        pytest.param("Kế hoạch", "302/KH-UBND", "Luật Đất đai số 31/2024/QH15", "cites",
                     id="a plan does not amend a law"),
        pytest.param("Thông báo", "36/TB-VPCP", "Luật Đất đai số 31/2024/QH15", "cites",
                     id="nor does a notice of the Government Office"),
        pytest.param("Luật", "90/2026/QH16", "Luật Đất đai số 31/2024/QH15", "amends",
                     id="a law does"),
        pytest.param("Kế hoạch", "302/KH-UBND", "Quyết định số 5/2020/QĐ-UBND", "cites",
                     id="a plan does not amend a decision of its own issuer"),
        pytest.param("Kế hoạch", "302/KH-UBND", "Kế hoạch số 5/KH-UBND", "amends",
                     id="but a plan"),
        pytest.param("Tờ trình", "30/TTr-UBND", "Nghị quyết số 5/2020/NQ-HĐND", "cites",
                     id="a submission proposes"),
        pytest.param("Tờ trình", "30/TTr-UBND", "Kế hoạch số 5/KH-UBND", "cites",
                     id="whatever it is about"),
        pytest.param("Tờ trình", "30/TTr-UBND", "Tờ trình số 5/TTr-UBND", "amends",
                     id="and changes earlier submissions alone"),
        pytest.param("Nghị quyết", "30/NQ-HĐND", "Nghị quyết số 5/2020/NQ-HĐND", "amends",
                     id="a resolution decides"),
        pytest.param("Chỉ thị", "3-CT/TU", "Nghị quyết số 5-NQ/TU", "amends",
                     id="the Party has types of its own"),
    ],
)  # fmt: skip
def test_who_may_change_what(kind: str, number: str, target: str, relation: str) -> None:
    host = Header(type=kind, number=number, date="2026-03-01", issuer="UBND tỉnh Nghệ An")
    found = read(f"Số: {number}\n\nVề việc sửa đổi {target}.", host)
    assert [r.relation for r in found if r.kind != "header"] == [relation]


def test_a_host_without_number_is_of_its_type_nevertheless() -> None:
    host = Header(type="Tờ trình", symbol="TTr-UBND", date="2026")
    found = read("Về việc bãi bỏ Nghị quyết số 5/2020/NQ-HĐND hết hiệu lực.", host)
    assert [r.relation for r in found] == ["cites"]


def test_consolidated_text() -> None:
    text = (
        "BỘ Y TẾ\nSố: 6/VBHN-BYT\nHà Nội, ngày 19 tháng 4 năm 2021\nTHÔNG TƯ\nQuy định về kê đơn\n"
        "Thông tư số 4/2017/TT-BYT ngày 14 tháng 4 năm 2017 của Bộ trưởng Bộ Y tế, có hiệu lực kể "
        "từ ngày 01 tháng 6 năm 2017, được sửa đổi, bổ sung bởi:\n"
        "Thông tư số 8/2020/TT-BYT ngày 29 tháng 12 năm 2020 của Bộ trưởng Bộ Y tế.\n"
        "Căn cứ Nghị định số 95/2019/NĐ-CP;\n"
    )
    found = [r for r in parse_text(text).references if r.kind == "numbered"]
    assert [r.relation for r in found] == ["consolidates", "consolidates", "based_on"]
    assert [link.relation for link in found[0].further] == ["amends"]


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        pytest.param(f"Bãi bỏ Nghị định số {A}.", False, id="whole"),
        pytest.param(f"Bãi bỏ toàn bộ Nghị định số {A}.", False, id="toàn bộ"),
        pytest.param(f"Bãi bỏ khoản 2 Điều 5 Nghị định số {A}.", True, id="pinpoint"),
        pytest.param(f"Bãi bỏ các quy định sau trong Nghị định số {A}:", True, id="quy định sau"),
        pytest.param(f"Sửa đổi một số điều của Nghị định số {A}", True, id="một số điều"),
        pytest.param(f"Bãi bỏ các nội dung sau:\na) Nghị định số {A}", True, id="a list's head"),
    ],
)
def test_partial(text: str, partial: bool) -> None:
    (found,) = read(text, PROVINCE)
    assert found.partial is partial


def test_an_item_is_whole_whatever_part_the_item_before_names() -> None:
    first, second = read(
        f"Bãi bỏ các văn bản sau đây:\na) Điều 1 Nghị định số {A};\nb) Nghị định số {B}.", PROVINCE
    )
    assert (first.partial, second.partial) == (True, False)


def test_what_was_amended_ends_and_what_amended_it_does_not() -> None:
    found = read(
        f"Nghị định số {C} đã được sửa đổi, bổ sung theo Nghị định số {B} hết hiệu lực kể từ ngày "
        "Quyết định này có hiệu lực.", PROVINCE,
    )  # fmt: skip
    ended = [(one.number, further.relation) for one in found for further in one.further]
    assert ended == [(C, "repeals")]
    assert [one.relation for one in found] == ["amends", "cites", "cites"]
