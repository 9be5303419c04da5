import pytest

from tests.nlp.references.reading import only, read

NUMBERED = [
    ("Quyết định số 749/QĐ-TTg ngày 03/6/2020", "Quyết định", "749/QĐ-TTg", "2020-06-03"),
    ("Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020", "Nghị định", "30/2020/NĐ-CP",
     "2020-03-05"),
    ("Nghị định 30/2020/NĐ-CP 05 tháng 3 năm 2020", "Nghị định", "30/2020/NĐ-CP", "2020-03-05"),
    ("Nghị quyết số 66.7/2025/NQ-CP", "Nghị quyết", "66.7/2025/NQ-CP", None),
    ("Nghị quyết 30a/2008/NQ-CP ngày 27.12.2008", "Nghị quyết", "30a/2008/NQ-CP", "2008-12-27"),
    ("Quy định số 96-QĐ/TW ngày 02/02/2023", "Quy định", "96-QĐ/TW", "2023-02-02"),
    ("Quy định số 08-QĐi/TW", "Quy định", "08-QĐi/TW", None),
    ("Chương trình hành động số 05-CTr/TU", "Chương trình", "05-CTr/TU", None),
    ("Hướng dẫn số 36-HD/VPTW", "Hướng dẫn", "36-HD/VPTW", None),
    ("Chỉ thị 24-CT/HU ngày 3/4/2023", "Chỉ thị", "24-CT/HU", "2023-04-03"),
    ("Luật số 87/2025/QH15", "Luật", "87/2025/QH15", None),
    ("Nghị quyết số 528/2018/UBTVQH14", "Nghị quyết", "528/2018/UBTVQH14", None),
    ("Pháp lệnh số 02/2020/UBTVQH14", "Pháp lệnh", "02/2020/UBTVQH14", None),
    ("Văn bản hợp nhất số 03/VBHN-VPQH", "Văn bản hợp nhất", "03/VBHN-VPQH", None),
    ("Văn bản số 3054/VPCP-TCCV ngày 08/5/2023", "Công văn", "3054/VPCP-TCCV", "2023-05-08"),
    ("Văn bản số 12/QĐ-UBND", "Quyết định", "12/QĐ-UBND", None),
    ("Thông tư liên tịch số 35/2014/TTLT-BYT-BTC", "Thông tư liên tịch", "35/2014/TTLT-BYT-BTC",
     None),
    ("Báo cáo thẩm tra số 115/BC-BPC", "Báo cáo", "115/BC-BPC", None),
    ("Tờ trình số 45 /TTr-SNV ngày 16/02/2023", "Tờ trình", "45/TTr-SNV", "2023-02-16"),
    ("Tờ trình số 3250/TTr-SGD&ĐT", "Tờ trình", "3250/TTr-SGD&ĐT", None),
    ("Kế hoạch số 12/KH-BCA-C06", "Kế hoạch", "12/KH-BCA-C06", None),
    ("Nghị định số 73-CP", "Nghị định", "73-CP", None),
    ("Quyết định số 619/TTg", "Quyết định", "619/TTg", None),
    ("công văn số 2846/BCĐ (CQTT) ngày 02 tháng 6 năm 2023", "Công văn", "2846/BCĐ(CQTT)",
     "2023-06-02"),
    ("Thông tư 136/2025/TT-\nBTC ngày 3/4/2025", "Thông tư", "136/2025/TT-BTC", "2025-04-03"),
    ("Nghị định số 107/2021/NĐ-CPngày 06/12/2021", "Nghị định", "107/2021/NĐ-CP", "2021-12-06"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "number", "date"), NUMBERED, ids=[n[0] for n in NUMBERED])
def test_numbered(text: str, kind: str, number: str, date: str | None) -> None:
    found = only(f"Theo {text} về việc này")
    assert (found.text, found.type, found.number, found.date) == (text, kind, number, date)


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        pytest.param("QĐ 749", "Quyết định", "749", id="abbreviation"),
        pytest.param("NĐ30", "Nghị định", "30", id="glued abbreviation"),
        pytest.param("TT 12/2019", "Thông tư", "12/2019", id="abbreviation with year"),
        pytest.param("Nghị định 30/2020", "Nghị định", "30/2020", id="no symbol"),
        pytest.param("Nghị định số 30", "Nghị định", "30", id="no year, no symbol"),
    ],
)
def test_short(text: str, kind: str, number: str) -> None:
    found = only(f"theo {text} của Chính phủ")
    assert (found.text, found.kind, found.type, found.number) == (text, "short", kind, number)


def test_symbol_first_is_put_in_order() -> None:
    assert only("theo NĐ-CP 30/2020 về văn thư").number == "30/2020/NĐ-CP"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("Nghị định số **1**52/2025/NĐ-CP của", "152/2025/NĐ-CP", id="bold digit"),
        pytest.param("Luật Thủ đô số 39/2024/QH**1**5**;*", "39/2024/QH15", id="bold in QH15"),
        pytest.param("Nghị định số 131/2021/NĐ- \nCÔNG BÁO/Số 5/Ngày 02-01-2021", "131/2021/NĐ",
                     id="a page ends within the symbol"),
    ],
)  # fmt: skip
def test_number_with_marks_inside(text: str, number: str) -> None:
    assert only(f"theo {text}").number == number


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết 5 năm về phát triển kinh tế",
        "kế hoạch 10 ngày của đơn vị",
        "tốc độ 80 km/h, 24/24 giờ, 7/7 ngày",
        "100 triệu đồng/hộ/năm và 5/12 chỉ tiêu",
        "theo mẫu số 01/TK-SDDPNN ban hành",
        "CÔNG BÁO/Số 280/Ngày 19-05-2026",
        "QCVN 01:2022/BQP về rà phá bom mìn",
        "để an toàn, để án không tồn đọng",
        "văn hóa và/hoặc thể thao, HĐND/UBND",
        "theo quy định của pháp luật, kỷ luật, luật sư",
        "xây dựng Kế hoạch kiểm tra năm 2024 của xã",
        "các Quyết định của UBND xã",
        "Phòng Tài chính - Kế hoạch huyện",
        "động cơ điện 380 V, kíp nổ điện số 8, gửi qua bưu điện 01 bộ hồ sơ",
        "vi phạm pháp luật 18 về chứng khoán",
        "đặt hàng, giao kế hoạch20 thì tính theo khối lượng",
        "https://vbpl.vn/x?Keyword= S%E1%BB%91%2027/2019/TT- BL%C4%90TBXH",
        "Keyword=10/2018/TT-BL%C4%90TBXH",
        "kinh phí thực hiện Đề án bảo đảm đúng mục đích và có hiệu quả",
        "các cơ quan triển khai Đề án và kịp thời báo cáo Thủ tướng",
    ],
)
def test_prose_is_no_reference(text: str) -> None:
    assert read(f"Trong năm qua, {text}.") == ()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param(
            "các Nghị định của Chính phủ: số 63/2010/NĐ-CP ngày 08/6/2010 về A, số 48/2013/NĐ-CP",
            ["63/2010/NĐ-CP", "48/2013/NĐ-CP"], id="head states type and issuer",
        ),
        pytest.param("Nghị quyết 01/NQ-CP và 02/NQ-CP", ["01/NQ-CP", "02/NQ-CP"], id="type once"),
        pytest.param("Nghị quyết số 01 và 02", ["01", "02"], id="bare numbers"),
        pytest.param("Nghị quyết 01, 02/NQ-CP", ["01/NQ-CP", "02/NQ-CP"], id="symbol once"),
        pytest.param("Thông tư số 01/2018, 02/2018", ["01/2018", "02/2018"], id="years"),
        pytest.param(
            "các văn bản số: 8004/BNNMT-KS ngày 17/10/2025, 8008/BNNMT-KS và 8796/BNNMT-KS",
            ["8004/BNNMT-KS", "8008/BNNMT-KS", "8796/BNNMT-KS"], id="official letters",
        ),
        pytest.param(
            "các Quy định: số 37-QĐ/TW, số 41-QĐ/TW", ["37-QĐ/TW", "41-QĐ/TW"], id="party",
        ),
    ],
)  # fmt: skip
def test_lists(text: str, numbers: list[str]) -> None:
    found = read(text)
    assert [r.number for r in found] == numbers
    assert len({r.type for r in found}) == 1


def test_broken_number_is_kept_but_doubted() -> None:
    found = only("theo Quyết định số 22/201 /QĐ-UBND ngày 13 tháng 9 năm 2019 của UBND tỉnh")
    assert found.number == "22/201/QĐ-UBND"
    assert found.confidence < 1


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số: /QĐ-UBND ngày tháng 02 năm 2024",
        "Quyết định số /2025/QĐ-UBND ngày /\n/2025",
        "Nghị định số ..../2025/NĐ-CP ngày ... tháng... năm 2025",
    ],
)
def test_blank_number(text: str) -> None:
    found = only(f"Thực hiện {text} của cơ quan")
    assert (found.text, found.number, found.date) == (text, None, None)
    assert found.year in (2024, 2025)
