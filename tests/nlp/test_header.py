"""Headers: each case is a small document with one difficulty."""

from __future__ import annotations

import unicodedata

import pytest

from nlp.directive import Header
from nlp.header import read_header

COLUMNS = """ỦY BAN NHÂN DÂN
HUYỆN ĐỨC THỌ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 45/KH-UBND
Đức Thọ, ngày 07 tháng 3 năm 2023

KẾ HOẠCH
Trồng cây ven đường năm 2023

Căn cứ Luật Lâm nghiệp ngày 15/11/2017;
Ủy ban nhân dân huyện ban hành Kế hoạch như sau:
I. MỤC ĐÍCH
1. Làm đẹp đường làng.

Nơi nhận:
- UBND tỉnh;
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Lê Thị Bình Minh
"""

CELLS = """
|
**ỦY BAN NHÂN
DÂN **
TỈNH HÀ TĨNH
-------
|
**CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM**
Độc lập - Tự do - Hạnh phúc
---------------
|
|
Số:
1234/QĐ-UBND
|
*Hà Tĩnh, ngày
05 tháng 11 năm 2025*
|
** **
**QUYẾT ĐỊNH**
VỀ VIỆC CÔNG BỐ DANH MỤC NGHỀ THUỘC THẨM QUYỀN CỦA
ỦY BAN NHÂN DÂN TỈNH
**CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH**
*Căn cứ Luật Tổ chức chính quyền
địa phương ngày 16/6/2025;*
**Điều 1.** Công bố danh mục nghề.
|
***Nơi nhận:***
- Như Điều 3;
- Lưu: VT.
|
**KT. CHỦ TỊCH**
PHÓ CHỦ TỊCH
**Trần Văn
Hòa**
|
"""

LETTER = """BỘ TÀI CHÍNH
**CỤC THUẾ**
-------
|
**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**
|
Số: 77/CT-CS
*V/v hoàn thuế giá trị gia tăng*
|
*Hà Nội, ngày 04 tháng 9 năm 2025*
|
**Kính
gửi:** Thuế tỉnh Nghệ An.
Trả lời câu hỏi của Thuế tỉnh.
"""

PARTY = """TỈNH ỦY HÀ TĨNH
*
Số 12-NQ/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Hà Tĩnh, ngày 02 tháng 4 năm 2022

NGHỊ QUYẾT
về phát triển kinh tế biển

Thực hiện chủ trương của Trung ương.

T/M BAN THƯỜNG VỤ
BÍ THƯ

Nguyễn Văn An
"""

GAZETTE = """CÔNG BÁO/Số 12 + 13/Ngày 05-01-2024
7

VĂN BẢN QUY PHẠM PHÁP LUẬT

BỘ Y TẾ

BỘ Y TẾ
_______
Số: 02/2024/TT-BYT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 03 tháng 01 năm 2024

THÔNG TƯ
Quy định về khám sức khỏe
cho người lái tàu

Căn cứ Luật Khám bệnh, chữa bệnh số 15/2023/QH15;
Bộ trưởng Bộ Y tế ban hành Thông tư.
Điều 1. Phạm vi
"""

LAW = """QUỐC HỘI

Luật số: 99/2023/QH15

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

LUẬT
NHÀ Ở

Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;
Quốc hội ban hành Luật Nhà ở.
Điều 1. Phạm vi điều chỉnh
Luật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XV, kỳ họp thứ 6 thông
qua ngày 27 tháng 11 năm 2023.

CHỦ TỊCH QUỐC HỘI

Vương Đình Thử
"""

CONSOLIDATED = """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

THÔNG TƯ
Quy định về sổ sách

Thông tư số 10/2015/TT-BTC ngày 02 tháng 02 năm 2015 của Bộ trưởng Bộ Tài chính quy định
về sổ sách, có hiệu lực kể từ ngày 01 tháng 4 năm 2015, được sửa đổi, bổ sung bởi:
Thông tư số 20/2020/TT-BTC ngày 01 tháng 3 năm 2020.
Điều 1. Phạm vi
Thông tư này quy định về sổ sách./.

BỘ TÀI CHÍNH
Số: 31/VBHN-BTC
XÁC THỰC VĂN BẢN HỢP NHẤT
Hà Nội, ngày 09 tháng 5 năm 2021
KT. BỘ TRƯỞNG
THỨ TRƯỞNG

Phạm Thu Hà
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            COLUMNS,
            {
                "type": "Kế hoạch",
                "number": "45/KH-UBND",
                "symbol": "KH-UBND",
                "date": "2023-03-07",
                "place": "Đức Thọ",
                "issuer": "UBND huyện Đức Thọ, tỉnh Hà Tĩnh",
                "title": "Trồng cây ven đường năm 2023",
                "signer": "Lê Thị Bình Minh",
                "signer_capacity": "TM. KT.",
                "signer_position": "Phó chủ tịch",
                "recipients": ("UBND tỉnh", "Như trên", "Lưu: VT"),
            },
            id="plain lines, parent inferred from the table of units",
        ),
        pytest.param(
            CELLS,
            {
                "type": "Quyết định",
                "number": "1234/QĐ-UBND",
                "date": "2025-11-05",
                "place": "Hà Tĩnh",
                "issuer": "Chủ tịch UBND tỉnh Hà Tĩnh",
                "title": "CÔNG BỐ DANH MỤC NGHỀ THUỘC THẨM QUYỀN CỦA ỦY BAN NHÂN DÂN TỈNH",
                "signer": "Trần Văn Hòa",
                "signer_capacity": "KT.",
            },
            id="cells between pipes, words and name broken over lines, chairman decides",
        ),
        pytest.param(
            LETTER,
            {
                "type": "Công văn",
                "number": "77/CT-CS",
                "date": "2025-09-04",
                "issuer": "Cục Thuế",
                "title": "hoàn thuế giá trị gia tăng",
            },
            id="công văn: V/v below the number, CT is no Chỉ thị here",
        ),
        pytest.param(
            PARTY,
            {
                "type": "Nghị quyết",
                "number": "12-NQ/TU",
                "date": "2022-04-02",
                "issuer": "Tỉnh ủy Hà Tĩnh",
                "title": "về phát triển kinh tế biển",
                "signer": "Nguyễn Văn An",
                "signer_capacity": "TM.",
            },
            id="Party: number with hyphen, T/M",
        ),
        pytest.param(
            GAZETTE,
            {
                "type": "Thông tư",
                "number": "02/2024/TT-BYT",
                "date": "2024-01-03",
                "issuer": "Bộ Y tế",
                "title": "Quy định về khám sức khỏe cho người lái tàu",
            },
            id="gazette: page head before, issuer twice, columns told one after another",
        ),
        pytest.param(
            LAW,
            {
                "type": "Luật",
                "number": "99/2023/QH15",
                "date": "2023-11-27",
                "issuer": "Quốc hội",
                "title": "NHÀ Ở",
                "signer": "Vương Đình Thử",
            },
            id="law: type before the number, date where it was adopted",
        ),
        pytest.param(
            CONSOLIDATED,
            {
                "type": "Văn bản hợp nhất",
                "number": "31/VBHN-BTC",
                "date": "2021-05-09",
                "issuer": "Bộ Tài chính",
                "title": "Quy định về sổ sách",
                "signer": "Phạm Thu Hà",
            },
            id="consolidated text: its own header stands at the end",
        ),
    ],
)
def test_whole_headers(text: str, expected: dict[str, object]) -> None:
    header = read_header(text)
    assert {field: getattr(header, field) for field in expected} == expected


@pytest.mark.parametrize(
    ("line", "number", "symbol"),
    [
        pytest.param("Số: 15/KH-UBND", "15/KH-UBND", "KH-UBND", id="as it should be"),
        pytest.param("Số: /KH-UBND", None, "KH-UBND", id="blank"),
        pytest.param("Số:        /KH-UBND", None, "KH-UBND", id="blank with spaces"),
        pytest.param("Số: ……/KH-UBND", None, "KH-UBND", id="blank with dots"),
        pytest.param("Số: 9/21 /KH-UBND", None, "KH-UBND", id="misread handwriting"),
        pytest.param("Số: 61 /2018/ QĐ - UBND", "61/2018/QĐ-UBND", "QĐ-UBND", id="spaces inside"),
        pytest.param("Số:15/KH-\nUBND", "15/KH-UBND", "KH-UBND", id="broken over lines"),
        pytest.param("Số: 66.7/2025/NQ-CP", "66.7/2025/NQ-CP", "NQ-CP", id="decimal"),
        pytest.param("Số: 30a/2008/NQ-CP", "30a/2008/NQ-CP", "NQ-CP", id="letter"),
        pytest.param("Số: 0124/KH-UBND", "0124/KH-UBND", "KH-UBND", id="leading zero kept"),
        pytest.param("Số: 8/STP-VB&TDTHPL", "8/STP-VB&TDTHPL", "STP-VB&TDTHPL", id="ampersand"),
        pytest.param("Số: 15/KH-UBND Hà Nội", "15/KH-UBND", "KH-UBND", id="place on the same line"),
        pytest.param("Số 37-QĐ/TW", "37-QĐ/TW", "QĐ/TW", id="Party number"),
        pytest.param("**Số:** *15/KH-UBND*", "15/KH-UBND", "KH-UBND", id="Markdown"),
    ],
)
def test_numbers(line: str, number: str | None, symbol: str) -> None:
    header = read_header(f"UBND TỈNH HÀ TĨNH\n{line}\n\nKẾ HOẠCH\nTrồng cây\n\nCăn cứ Luật;\n")
    assert (header.number, header.symbol) == (number, symbol)


@pytest.mark.parametrize(
    ("line", "date", "place"),
    [
        pytest.param("Huế, ngày 05 tháng 01 năm 2024", "2024-01-05", "Huế", id="whole"),
        pytest.param("Huế, ngày tháng 02 năm 2024", "2024-02", "Huế", id="blank day"),
        pytest.param("Huế, ngày     tháng     năm 2024", "2024", "Huế", id="blank day and month"),
        pytest.param("Huế, ngày ... tháng ... năm ...", None, "Huế", id="all blank"),
        pytest.param("Huế, ngày 01 tháng12 năm 2025", "2025-12-01", "Huế", id="glued"),
        pytest.param("Huế, ngày 31 tháng 02 năm 2025", "2025-02", "Huế", id="impossible day"),
        pytest.param("*Thành phố\nHuế, ngày 1 tháng 1**2** năm 2025*", "2025-12-01",
                     "Thành phố Huế", id="words broken, bold inside a number"),
    ],
)  # fmt: skip
def test_dates(line: str, date: str | None, place: str) -> None:
    header = read_header(f"Số: 5/QĐ-UBND\n\n{line}\n\nQUYẾT ĐỊNH\nVề cây\n\nCăn cứ Luật;\n")
    assert (header.date, header.place) == (date, place)


@pytest.mark.parametrize(
    ("mark", "urgency"),
    [
        ("HỎA TỐC", "HỎA TỐC"),
        ("KHẨN", "KHẨN"),
        ("THƯỢNG KHẨN", "THƯỢNG KHẨN"),
        ("Khẩn trương", None),
    ],
)
def test_urgency(mark: str, urgency: str | None) -> None:
    header = read_header(f"BỘ Y TẾ\nSố: 5/CĐ-BYT\n{mark}\n\nCÔNG ĐIỆN\nVề bão\n\nCăn cứ Luật;\n")
    assert header.urgency == urgency


@pytest.mark.parametrize(
    ("block", "name", "capacity"),
    [
        pytest.param("TL. BỘ TRƯỞNG\nVỤ TRƯỞNG VỤ PHÁP CHẾ\n\n"
                     "Đỗ Hà", "Đỗ Hà", "TL.", id="by order"),
        pytest.param("TUQ. CHỦ TỊCH\nGIÁM ĐỐC SỞ Y TẾ\n\nĐỗ Thu Hà", "Đỗ Thu Hà", "TUQ.",
                     id="by delegation"),
        pytest.param("Q. GIÁM ĐỐC\n\n(Đã ký)\n\n"
                     "Vừ A Bằng", "Vừ A Bằng", "Q.", id="acting, (Đã ký)"),
        pytest.param("CHỦ TỊCH\n\nTHÀO XUÂN SÙNG", "Thào Xuân Sùng", None, id="name in capitals"),
        pytest.param("- Lưu: VT.\tKT. BỘ TRƯỞNG\n\tTHỨ TRƯỞNG\n\n\tGS.TS. Lê Na", "Lê Na", "KT.",
                     id="beside the recipients, with a title"),
        pytest.param("KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\nThượng tướng Lê Na", "Lê Na", "KT.", id="rank"),
        pytest.param("CHỦ TỊCH\n(Ký, ghi rõ họ tên)\n", None, None, id="a form has no signer"),
    ],
)  # fmt: skip
def test_signatures(block: str, name: str | None, capacity: str | None) -> None:
    header = read_header(
        f"Số: 5/QĐ-BYT\n\nQUYẾT ĐỊNH\nVề cây\n\nCăn cứ Luật;\nĐiều 1. A.\n\n{block}\n"
    )
    assert (header.signer, header.signer_capacity) == (name, capacity)


def test_issuer_from_the_body_when_the_head_is_lost() -> None:
    text = (
        "KẾ HOẠCH\nTrồng cây năm 2024\n\nỦy ban nhân dân tỉnh Hà Tĩnh ban hành Kế hoạch như sau:\n"
    )
    assert read_header(text).issuer == "UBND tỉnh Hà Tĩnh"


def test_issuer_chain_goes_up() -> None:
    assert read_header(COLUMNS).issuer_chain == (
        "UBND huyện Đức Thọ, tỉnh Hà Tĩnh", "UBND tỉnh Hà Tĩnh", "Chính phủ",
    )  # fmt: skip


def test_the_cited_number_in_a_title_is_not_the_own_one() -> None:
    text = (
        "UBND TỈNH HÀ TĨNH\n\nQUYẾT ĐỊNH\nBÃI BỎ QUYẾT ĐỊNH\nSỐ 55/2014/QĐ-UBND\n\nCăn cứ Luật;\n"
    )
    assert read_header(text).number is None


@pytest.mark.parametrize("text", [COLUMNS, CELLS, LETTER, PARTY, GAZETTE, LAW, CONSOLIDATED])
def test_composition_and_line_ends_change_nothing_but_offsets(text: str) -> None:
    composed = read_header(text)
    other = unicodedata.normalize("NFD", text).replace("\n", "\r\n")
    decomposed = read_header(other)
    for field in Header.__dataclass_fields__:
        if field != "spans":
            assert getattr(decomposed, field) == getattr(composed, field)
    for (name, before), (same, after) in zip(composed.spans, decomposed.spans, strict=True):
        assert name == same
        there = unicodedata.normalize("NFC", other[after.start : after.end]).replace("\r", "")
        assert there == text[before.start : before.end]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n\n", "Số:", "QUYẾT ĐỊNH", "TM.", "|" * 50, "*" * 99]
)
def test_nothing_to_read_is_no_error(text: str) -> None:
    assert read_header(text).number is None


AT_HEAD = """BỘ Y TẾ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 15/VBHN-BYT
Hà Nội, ngày 24 tháng 11 năm 2025

{head}

Thông tư số 7/2019/TT-BYT ngày 27 tháng 12 năm 2019 của Bộ trưởng Bộ Y tế về khám bệnh, có hiệu lực
kể từ ngày 11 tháng 02 năm 2020, được sửa đổi, bổ sung bởi:
Thông tư số 9/2025/TT-BYT ngày 13 tháng 9 năm 2025 của Bộ trưởng Bộ Y tế.

Căn cứ Luật Dược ngày 06 tháng 4 năm 2016;

Điều 1. Phạm vi

Thông tư này quy định về khám bệnh.

XÁC THỰC VĂN BẢN HỢP NHẤT
KT. BỘ TRƯỞNG
THỨ TRƯỞNG

Đỗ Thu Hà

[1] Điều này được sửa đổi theo Điều 2 Thông tư số 9/2025/TT-BYT, có hiệu lực từ ngày 01/11/2025.
"""


@pytest.mark.parametrize(
    "head",
    [
        pytest.param("THÔNG TƯ\nVề khám bệnh", id="the base document's type"),
        pytest.param("VĂN BẢN HỢP NHẤT\nThông tư về khám bệnh", id="the consolidation's own"),
    ],
)
def test_a_consolidation_with_its_number_at_the_head(head: str) -> None:
    header = read_header(AT_HEAD.format(head=head))
    assert (header.type, header.number) == ("Văn bản hợp nhất", "15/VBHN-BYT")
    assert (header.place, header.date) == ("Hà Nội", "2025-11-24")
    assert (header.issuer, header.signer) == ("Bộ Y tế", "Đỗ Thu Hà")
    assert (header.title or "").endswith("khám bệnh")


def test_the_gazettes_number_is_not_that_of_the_stamp() -> None:
    text = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTHÔNG TƯ\nVề thuốc\nĐiều 1. Hiệu lực\n"
        "CÔNG BÁO/Số 342/Ngày 21-06-2026\n105\ntừ ngày 03 tháng 02 năm 2026./.\nBỘ Y TẾ\n"
        "Số: 49/VBHN-BYT\nXÁC THỰC VĂN BẢN HỢP NHẤT\nHà Nội, ngày 04 tháng 6 năm 2026\n"
        "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\nĐỗ Thu Hà\n"
    )
    header = read_header(text)
    assert (header.number, header.place, header.date) == ("49/VBHN-BYT", "Hà Nội", "2026-06-04")


@pytest.mark.parametrize(
    "sentence",
    [
        "Ngày 28 tháng 11 năm 2013, Quốc hội thông qua Hiến pháp.",
        "Ngày 28 tháng 11 năm 2013 là ngày Quốc hội thông qua Hiến pháp.",
        "28/11/2013, Quốc hội thông qua Hiến pháp.",
    ],
)
def test_a_sentence_that_begins_with_a_day_is_not_the_headers_date(sentence: str) -> None:
    header = read_header(f"BỘ CHÍNH TRỊ\nSố 5-NQ/TW\n\n{sentence}\n\nI. TÌNH HÌNH\n")
    assert (header.number, header.date) == ("5-NQ/TW", None)


def test_breaks_of_a_markdown_cell_part_lines() -> None:
    header = read_header(
        "| **ỦY BAN NHÂN DÂN<br>TỈNH HÀ TĨNH** | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM** |\n"
        "|---|---|\n| Số: 8/UBND-VP<br>V/v đính chính | *Hà Tĩnh, ngày 06 tháng 10 năm 2025* |\n\n"
        "Kính gửi: Các sở.\n"
    )
    assert (header.number, header.title) == ("8/UBND-VP", "đính chính")
    assert header.issuer == "UBND tỉnh Hà Tĩnh"


def test_place_and_date_below_the_subject_are_no_part_of_it() -> None:
    header = read_header(
        "UBND TỈNH HÀ TĨNH\nSố: 8/UBND-VP\nV/v đính chính kế hoạch\n"
        "Hà Tĩnh, ngày 06 tháng 10 năm 2025\nKính gửi: Các sở.\n"
    )
    assert (header.title, header.place) == ("đính chính kế hoạch", "Hà Tĩnh")


def test_a_title_that_ends_with_so_ends() -> None:
    header = read_header(
        "HUYỆN ỦY NAM ĐÀN\nSố 1-CT/HU\n\nCHỈ THỊ\nvề chuyển đổi số\n\nNhững năm qua tốt.\n"
    )
    assert header.title == "về chuyển đổi số"


_MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_DATED = "Hà Tĩnh, ngày 03 tháng 5 năm 2024"


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(
            f"UBND TỈNH HÀ TĨNH_____ Số: 17/QĐ-UBND | {_MOTTO}Độc lập - Tự do - Hạnh phúc___"
            f" {_DATED} |",
            id="rules of underscores that lost their line ends",
        ),
        pytest.param(
            f"| UBND TỈNH HÀ TĨNH<br>-------<br>Số: 17/QĐ-UBND | {_MOTTO}<br>-----<br>{_DATED} |",
            id="breaks within a cell",
        ),
        pytest.param(
            f"| **UBND TỈNH HÀ TĨNH**\\_\\_\\_\\_Số: 17/QĐ-UBND | **{_MOTTO}**\\_\\_\\_{_DATED} |",
            id="escaped underscores",
        ),
        pytest.param(
            f"| UBND TỈNH HÀ TĨNH | Số: 17/QĐ-UBND | {_MOTTO} | {_DATED} |",
            id="all in cells of one row",
        ),
        pytest.param(
            f"UBND TỈNH HÀ TĨNHSố: 17/QĐ-UBND | {_MOTTO}Độc lập - Tự do - Hạnh phúc{_DATED} |",
            id="no border at all",
        ),
    ],
)
def test_a_head_whose_line_ends_were_lost(head: str) -> None:
    header = read_header(
        f"{head}\n\n**QUYẾT ĐỊNH**\n\n**Về cây xanh**\n\nCăn cứ Luật Lâm nghiệp;\n"
    )
    assert (header.number, header.place, header.date) == ("17/QĐ-UBND", "Hà Tĩnh", "2024-05-03")
    assert (header.issuer, header.title) == ("UBND tỉnh Hà Tĩnh", "Về cây xanh")


def _first_page(number: str, place: str = "Hà Nội, ngày 07 tháng 4 năm 2026") -> str:
    return (
        "CÔNG BÁO/Số 45/Ngày 23-04-2026\n2\n\nTHÔNG TƯ\nQuy định về lò hơi\n\n"
        "Căn cứ Luật Hóa chất;\nBộ trưởng Bộ Xây dựng ban hành Thông tư.\n"
        "Điều 1. Phạm vi điều chỉnh\nThông tư này quy định về lò hơi.\nBỘ XÂY DỰNG\n________\n"
        f"{number}\n{_MOTTO}\nĐộc lập - Tự do - Hạnh phúc\n{place}\n"
        "CÔNG BÁO/Số 45/Ngày 23-04-2026\n3\nĐiều 2. Hiệu lực\n"
    )


def test_a_header_block_told_after_its_page() -> None:
    text = _first_page("Số: 35/2026/TT-BXD")
    header = read_header(text)
    assert (header.number, header.place) == ("35/2026/TT-BXD", "Hà Nội")
    assert (header.date, header.issuer) == ("2026-04-07", "Bộ Xây dựng")
    spans = dict(header.spans)
    assert text[spans["number"].start : spans["number"].end] == "Số: 35/2026/TT-BXD"


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(_first_page("Số: 35/2026/QĐ-BXD"), id="another type's number: a form"),
        pytest.param(_first_page("Số: …/2026/TT-BXD"), id="a blank number: a form"),
        pytest.param(
            _first_page("Số: 35/2026/TT-BXD", "..., ngày ... tháng ... năm ..."),
            id="a blank date: a form",
        ),
    ],
)
def test_forms_in_the_body_and_the_gazettes_day_are_no_header(page: str) -> None:
    header = read_header(page)
    assert (header.number, header.date) == (None, None)
