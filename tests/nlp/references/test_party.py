"""Documents of the Party: numbers with a hyphen, organs behind the slash, congress resolutions."""

import pytest

from nlp.directive import Header
from tests.nlp.references.reading import COMMUNE, PROVINCE, only, read

DISTRICT = Header(type="Kế hoạch", date="2023-05-01", issuer="UBND huyện Vĩnh Cửu, tỉnh Đồng Nai")
CITY = Header(type="Kế hoạch", date="2024-05-01", issuer="UBND thành phố Đà Nẵng")
CENTRAL = "Ban Chấp hành Trung ương Đảng"
POLITBURO = "Bộ Chính trị"
SECRETARIAT = "Ban Bí thư"

# text, span within it, type, number, date, issuer
CITED = [
    ("Nghị quyết số 12-NQ/TU ngày 05/8/2021 của Tỉnh ủy",
     "Nghị quyết số 12-NQ/TU ngày 05/8/2021", "Nghị quyết", "12-NQ/TU", "2021-08-05",
     "Tỉnh ủy Đồng Nai"),
    ("Nghị quyết số 12-NQ/TU của Ban Chấp hành Đảng bộ tỉnh", "Nghị quyết số 12-NQ/TU",
     "Nghị quyết", "12-NQ/TU", None, "Tỉnh ủy Đồng Nai"),
    ("Nghị quyết số 12-NQ/TU của Ban Thường vụ Tỉnh ủy", "Nghị quyết số 12-NQ/TU",
     "Nghị quyết", "12-NQ/TU", None, "Ban Thường vụ Tỉnh ủy Đồng Nai"),
    ("Kết luận 97-KL/TW ngày 05/10/2024 của Bộ Chính trị", "Kết luận 97-KL/TW ngày 05/10/2024",
     "Kết luận", "97-KL/TW", "2024-10-05", POLITBURO),
    ("Kết luận số 97 -KL/TW của Bộ Chính trị", "Kết luận số 97 -KL/TW", "Kết luận", "97-KL/TW",
     None, POLITBURO),
    ("Kết luận số 97–KL/TW, ngày 05 tháng 10 năm 2024 của Ban Bí thư",
     "Kết luận số 97–KL/TW, ngày 05 tháng 10 năm 2024", "Kết luận", "97-KL/TW", "2024-10-05",
     SECRETARIAT),
    ("Chỉ thị 25-CT/HU ngày 12/4/2023 của Huyện ủy", "Chỉ thị 25-CT/HU ngày 12/4/2023",
     "Chỉ thị", "25-CT/HU", "2023-04-12", "Huyện ủy Vĩnh Cửu, tỉnh Đồng Nai"),
    ("Chỉ thị số 25-CT/HU của Ban Thường vụ Huyện ủy", "Chỉ thị số 25-CT/HU", "Chỉ thị",
     "25-CT/HU", None, "Ban Thường vụ Huyện ủy Vĩnh Cửu, tỉnh Đồng Nai"),
    ("Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị khóa XII",
     "Chỉ thị số 05-CT/TW ngày 15/5/2016", "Chỉ thị", "05-CT/TW", "2016-05-15", POLITBURO),
    ("Chỉ thị 13-CT/TW của Ban Bí thư Trung ương Đảng", "Chỉ thị 13-CT/TW", "Chỉ thị",
     "13-CT/TW", None, SECRETARIAT),
    ("Quy định 37-QĐ/TW của Ban Chấp hành Trung ương", "Quy định 37-QĐ/TW", "Quy định",
     "37-QĐ/TW", None, CENTRAL),
    ("Quy định số 37-QĐ/TW ngày 25/10/2021 của Trung ương", "Quy định số 37-QĐ/TW ngày 25/10/2021",
     "Quy định", "37-QĐ/TW", "2021-10-25", CENTRAL),
    ("Quyết định số 99-QĐ/TW ngày 03/10/2017 của Ban Bí thư",
     "Quyết định số 99-QĐ/TW ngày 03/10/2017", "Quyết định", "99-QĐ/TW", "2017-10-03",
     SECRETARIAT),
    ("Kế hoạch số 05-KH/ĐU ngày 10/01/2024 của Đảng ủy xã", "Kế hoạch số 05-KH/ĐU ngày 10/01/2024",
     "Kế hoạch", "05-KH/ĐU", "2024-01-10",
     "Đảng ủy xã Tân An, huyện Vĩnh Cửu, tỉnh Đồng Nai"),
    ("Nghị quyết số 03-NQ/ĐU của Đảng ủy", "Nghị quyết số 03-NQ/ĐU", "Nghị quyết", "03-NQ/ĐU",
     None, "Đảng ủy xã Tân An, huyện Vĩnh Cửu, tỉnh Đồng Nai"),
    ("Thông báo số 1250-TB/TU ngày 07/11/2023 của Tỉnh ủy",
     "Thông báo số 1250-TB/TU ngày 07/11/2023", "Thông báo", "1250-TB/TU", "2023-11-07",
     "Tỉnh ủy Đồng Nai"),
    ("Thông báo kết luận số 20-TB/TW ngày 08/9/2011 của Bộ Chính trị",
     "Thông báo kết luận số 20-TB/TW ngày 08/9/2011", "Thông báo", "20-TB/TW", "2011-09-08",
     POLITBURO),
    ("Chương trình hành động số 10-CTr/TU ngày 02/12/2021 của Tỉnh ủy",
     "Chương trình hành động số 10-CTr/TU ngày 02/12/2021", "Chương trình", "10-CTr/TU",
     "2021-12-02", "Tỉnh ủy Đồng Nai"),
    ("Chương trình số 10-CTr/HU của Huyện ủy", "Chương trình số 10-CTr/HU", "Chương trình",
     "10-CTr/HU", None, "Huyện ủy Vĩnh Cửu, tỉnh Đồng Nai"),
    ("Chương trình hành động 22-CTHĐ/TU của Tỉnh ủy", "Chương trình hành động 22-CTHĐ/TU",
     "Chương trình", "22-CTHĐ/TU", None, "Tỉnh ủy Đồng Nai"),
    ("Chương trình công tác số 15-CTr/TU", "Chương trình công tác số 15-CTr/TU", "Chương trình",
     "15-CTr/TU", None, "Tỉnh ủy Đồng Nai"),
    ("Hướng dẫn số 06-HD/BTCTW ngày 06/6/2025 của Ban Tổ chức Trung ương",
     "Hướng dẫn số 06-HD/BTCTW ngày 06/6/2025", "Hướng dẫn", "06-HD/BTCTW", "2025-06-06",
     "Ban Tổ chức Trung ương"),
    ("Hướng dẫn 25-HD/BTCTW", "Hướng dẫn 25-HD/BTCTW", "Hướng dẫn", "25-HD/BTCTW", None,
     "Ban Tổ chức Trung ương"),
    ("Báo cáo số 88-BC/HU của Huyện ủy", "Báo cáo số 88-BC/HU", "Báo cáo", "88-BC/HU", None,
     "Huyện ủy Vĩnh Cửu, tỉnh Đồng Nai"),
    ("Công văn số 1789-CV/TU ngày 20/3/2024 của Tỉnh ủy", "Công văn số 1789-CV/TU ngày 20/3/2024",
     "Công văn", "1789-CV/TU", "2024-03-20", "Tỉnh ủy Đồng Nai"),
    ("Công văn 13505-CV/VPTW của Văn phòng Trung ương Đảng", "Công văn 13505-CV/VPTW", "Công văn",
     "13505-CV/VPTW", None, "Văn phòng Trung ương Đảng"),
    ("Tờ trình số 31-TTr/ĐU của Đảng ủy xã", "Tờ trình số 31-TTr/ĐU", "Tờ trình", "31-TTr/ĐU",
     None, "Đảng ủy xã Tân An, huyện Vĩnh Cửu, tỉnh Đồng Nai"),
    ("Quy chế số 02-QC/TU", "Quy chế số 02-QC/TU", "Quy chế", "02-QC/TU", None,
     "Tỉnh ủy Đồng Nai"),
    ("Kế hoạch hành động số 459-KHHĐ/TU", "Kế hoạch hành động số 459-KHHĐ/TU", "Kế hoạch",
     "459-KHHĐ/TU", None, "Tỉnh ủy Đồng Nai"),
    ("Nghị quyết 57-NQ/TW", "Nghị quyết 57-NQ/TW", "Nghị quyết", "57-NQ/TW", None, None),
    ("NQ 57-NQ/TW của Bộ Chính trị", "NQ 57-NQ/TW", "Nghị quyết", "57-NQ/TW", None, POLITBURO),
    ("Kết luận số 210-KL/TW", "Kết luận số 210-KL/TW", "Kết luận", "210-KL/TW", None, None),
    ("Đề án số 05-ĐA/TU của Tỉnh ủy", "Đề án số 05-ĐA/TU", "Đề án", "05-ĐA/TU", None,
     "Tỉnh ủy Đồng Nai"),
    ("Quy định số 08-QĐi/TW ngày 25/10/2018", "Quy định số 08-QĐi/TW ngày 25/10/2018", "Quy định",
     "08-QĐi/TW", "2018-10-25", None),
    ("Nghị quyết số 01-NQ/ĐH của Đại hội đại biểu Đảng bộ xã", "Nghị quyết số 01-NQ/ĐH",
     "Nghị quyết", "01-NQ/ĐH", None, None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "span", "kind", "number", "date", "issuer"), CITED, ids=[case[0] for case in CITED]
)
def test_cited(  # noqa: PLR0917  # one argument a column of the table
    text: str, span: str, kind: str, number: str, date: str | None, issuer: str | None
) -> None:
    host = COMMUNE if "ĐU" in number else DISTRICT
    found = only(f"Thực hiện {text} về công tác cán bộ.", host)
    assert (found.text, found.type, found.number, found.date) == (span, kind, number, date)
    if issuer is not None:
        assert found.issuer == issuer


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        pytest.param("Nghị quyết số 08-NQ/TU của Thành ủy", "Thành ủy Đà Nẵng", id="city"),
        pytest.param("Nghị quyết số 08-NQ/TU", "Thành ủy Đà Nẵng", id="city by symbol"),
        pytest.param("Kế hoạch số 08-KH/TU của Thành ủy Đà Nẵng", "Thành ủy Đà Nẵng",
                     id="named city"),
        pytest.param("Nghị quyết số 3-NQ/ĐU của Đảng ủy phường Hải Châu",
                     "Đảng ủy phường Hải Châu, quận Hải Châu, thành phố Đà Nẵng", id="ward"),
    ],
)  # fmt: skip
def test_committees_of_a_city(text: str, issuer: str) -> None:
    found = only(f"Thực hiện {text}.", CITY)
    assert found.issuer is not None
    assert found.issuer.split(",")[0] == issuer.split(",", maxsplit=1)[0]


CONGRESS = [
    "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII",
    "Nghị quyết Đại hội lần thứ XIII",
    "Nghị quyết Đại hội Đảng lần thứ XIII",
    "Nghị quyết đại hội XIII",
    "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XX",
    "Nghị quyết Đại hội Đảng bộ huyện lần thứ XII, nhiệm kỳ 2020-2025",
    "Nghị quyết Đại hội đại biểu Đảng bộ xã nhiệm kỳ 2020 - 2025",
    "Nghị quyết Trung ương 6 khóa XII",
    "Nghị quyết Trung ương 4 (khóa XI)",
    "Nghị quyết Hội nghị Trung ương 8 khóa XIII",
    "Nghị quyết Hội nghị lần thứ sáu Ban Chấp hành Trung ương khóa XIII",
    "Nghị quyết Hội nghị Trung ương 6 (khóa XII)",
    "Kết luận Hội nghị Trung ương 4 khóa XIII",
]


@pytest.mark.parametrize("text", CONGRESS)
@pytest.mark.parametrize("tail", [" của Đảng;", "; các văn bản liên quan", " đã đề ra."])
def test_congress_and_plenum(text: str, tail: str) -> None:
    found = only(f"Triển khai thực hiện {text}{tail}")
    assert (found.text, found.kind, found.number) == (text, "named", None)
    assert found.type in ("Nghị quyết", "Kết luận")
    assert found.issuer


def test_congress_issuers() -> None:
    nation, province, plenum = read(
        "theo Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng; Nghị quyết Đại hội đại "
        "biểu Đảng bộ tỉnh lần thứ XI; Nghị quyết Trung ương 7 khóa XII.",
    )
    assert nation.issuer == "Đại hội đại biểu toàn quốc của Đảng"
    assert province.issuer == "Đại hội Đảng bộ tỉnh Đồng Nai"
    assert plenum.issuer == CENTRAL


@pytest.mark.parametrize(
    "text",
    [
        "các nghị quyết của Đảng", "Nghị quyết của Đại hội cổ đông", "nghị quyết Trung ương",
        "quy định của Đảng và pháp luật của Nhà nước", "Nghị quyết Đảng bộ các cấp",
        "kết luận của Bộ Chính trị về công tác cán bộ", "chào mừng Đại hội Đảng lần thứ XIV",
    ],
)  # fmt: skip
def test_general_words_are_no_reference(text: str) -> None:
    assert read(f"Quán triệt {text}.", PROVINCE) == ()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("Nghị quyết số 18-NQ/TW và 19-NQ/TW", ["18-NQ/TW", "19-NQ/TW"], id="two"),
        pytest.param(
            "các Nghị quyết: số 57-NQ/TW, số 59-NQ/TW, số 66-NQ/TW và số 68-NQ/TW của Bộ Chính trị",
            ["57-NQ/TW", "59-NQ/TW", "66-NQ/TW", "68-NQ/TW"], id="head",
        ),
        pytest.param(
            "Kết luận số 121-KL/TW ngày 24/01/2025, số 126-KL/TW, số 127-KL/TW",
            ["121-KL/TW", "126-KL/TW", "127-KL/TW"], id="untyped",
        ),
    ],
)  # fmt: skip
def test_lists(text: str, numbers: list[str]) -> None:
    found = read(f"Thực hiện {text};")
    assert [r.number for r in found] == numbers
    assert len({r.type for r in found}) == 1
