"""Where mentions begin and end, and what is none: slips of the pen, lists, titles, short names."""

import pytest

from tests.nlp.references.reading import PROVINCE, only, read


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        pytest.param("Thông tư số 49/2025TT-BCT ngày 09/9/2025", "Thông tư", "49/2025/TT-BCT",
                     id="slash lost behind the year"),
        pytest.param("Quyết định số 2609QĐ/UBND ngày 24 tháng 11 năm 2025", "Quyết định",
                     "2609/QĐ-UBND", id="slash in the wrong place"),
        pytest.param("Thông tư số 25/2023/TTBKHĐT ngày 31/12/2023", "Thông tư",
                     "25/2023/TT-BKHĐT", id="hyphen lost"),
        pytest.param("Nghị định số 137/2020/NĐ-\u0421\u0420 ngày 27/11/2020", "Nghị định",
                     "137/2020/NĐ-CP", id="Cyrillic letters"),
        pytest.param("Quyết định số 35/2025/QĐ-T\nTg", "Quyết định", "35/2025/QĐ-TTg",
                     id="line break inside the last letters"),
        pytest.param("Quyết định số 35/2025/QĐ-TTgcủa", "Quyết định", "35/2025/QĐ-TTg",
                     id="glued to the next word"),
        pytest.param("Nghị định số 58/2024/NĐ-C\nP", "Nghị định", "58/2024/NĐ-CP",
                     id="line break before the last letter"),
        pytest.param("Báo cáo giải trình, tiếp thu số 491/BC-UBND ngày 25/11/2025", "Báo cáo",
                     "491/BC-UBND", id="words between type and number"),
        pytest.param("Nghị định số 78/2025/NĐ-CP ngày ngày 01/4/2025", "Nghị định",
                     "78/2025/NĐ-CP", id="a word twice"),
        pytest.param("Công văn số 123/TTCP-C.IV", "Công văn", "123/TTCP-C.IV",
                     id="no hyphen was lost here"),
    ],
)  # fmt: skip
def test_slips_of_the_pen(text: str, kind: str, number: str) -> None:
    found = only(f"Căn cứ {text} về việc này;", PROVINCE)
    assert (found.text, found.type, found.number) == (text.removesuffix("của"), kind, number)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        pytest.param("các Luật: Đất đai, Nhà ở và Đầu tư", ["Đất đai", "Nhà ở", "Đầu tư"],
                     id="colon"),
        pytest.param("các Luật Đất đai, Nhà ở, Kinh doanh bất động sản",
                     ["Luật Đất đai", "Nhà ở", "Kinh doanh bất động sản"], id="plural"),
        pytest.param("các Luật: Đất đai năm 2024; Nhà ở năm 2023",
                     ["Đất đai năm 2024", "Nhà ở năm 2023"], id="years"),
        pytest.param("Luật Đất đai, Luật Nhà ở", ["Luật Đất đai", "Luật Nhà ở"], id="each named"),
        pytest.param("Bộ luật Hình sự, Bộ luật Tố tụng hình sự",
                     ["Bộ luật Hình sự", "Bộ luật Tố tụng hình sự"], id="codes"),
    ],
)  # fmt: skip
def test_lists_of_laws(text: str, spans: list[str]) -> None:
    found = read(f"theo quy định của {text}.", PROVINCE)
    assert [r.text for r in found] == spans
    assert {r.type for r in found} <= {"Luật", "Bộ luật"}


@pytest.mark.parametrize(
    "text",
    [
        "Luật PPP", "Luật Thuế GTGT", "Luật Tình trạng khẩn cấp", "Luật Cư trú1",
        "Luật Khai thác và quản lý tài nguyên ngoài khí quyển tại các trạm số 12/2031/QH17",
        "Luật Quản lý ngoại thương",
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", ["quy định ", "trong ", "của "])
def test_laws_without_table_or_with_an_abbreviation(text: str, before: str) -> None:
    found = only(f"thực hiện {before}{text}; các văn bản khác", PROVINCE)
    assert found.text.rstrip("1") == text.rstrip("1")
    assert found.type == "Luật"


def test_last_inner_law_has_its_own_number_where_all_have() -> None:
    outer, *inner = read(
        "Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15, Luật Nhà ở số "
        "27/2023/QH15 và Luật Các tổ chức tín dụng số 32/2024/QH15;"
    )
    assert outer.number is None
    assert [r.number for r in inner] == ["31/2024/QH15", "27/2023/QH15", "32/2024/QH15"]


@pytest.mark.parametrize(
    "text",
    [
        "triển khai Đề án của các sở, ngành, UBND xã", "thực hiện các đề án không vượt dự toán",
        "Quy trình số 01 giải quyết thủ tục", "đường bộ cao tốc CT.08 qua tỉnh",
        "theo quy định trên địa bàn tỉnh", "Dự án số 02 của nhà đầu tư",
        "có quyết định phê duyệt phương án bồi thường, hỗ trợ, tái định cư",
        "dự thảo Luật Đất đai", "pháp luật đất đai và kỷ luật lao động",
    ],
)  # fmt: skip
def test_none(text: str) -> None:
    assert read(f"Trong năm, {text}.", PROVINCE) == ()


def test_plan_approved_by_someone_in_a_later_clause_is_no_title() -> None:
    found = read(
        "Căn cứ Luật Đất đai số 31/2024/QH15 mà Ủy ban nhân dân cấp xã có quyết định phê duyệt "
        "phương án bồi thường, hỗ trợ, tái định cư thì được hỗ trợ.", PROVINCE,
    )  # fmt: skip
    assert [r.kind for r in found] == ["law"]


@pytest.mark.parametrize(
    "title",
    [
        "Chiến lược phát triển thủy sản Việt Nam đến năm 2030, tầm nhìn đến năm 2045",
        "Quy hoạch tỉnh Quảng Ninh thời kỳ 2021 - 2030",
        "Quy chế xét tặng danh hiệu “Công dân tiêu biểu”",
        "Đề án nâng cao chất lượng nguồn nhân lực y tế",
        "Điều lệ tổ chức và hoạt động của Quỹ",
    ],
)  # fmt: skip
def test_what_a_cited_decision_approves(title: str) -> None:
    outer, named = read(
        f"Căn cứ Quyết định số 339/QĐ-TTg ngày 11/3/2021 của Thủ tướng Chính phủ phê duyệt {title};"
    )
    assert (named.text, named.kind, named.relation) == (title, "named", "promulgates")
    assert named.issuer == outer.issuer


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        pytest.param("Báo cáo thẩm tra số 97/BC-BVHXH của Ban Văn hóa - Xã hội Hội đồng nhân dân "
                     "tỉnh", "Ban Văn hóa - Xã hội HĐND tỉnh Nghệ An", id="board of a council"),
        pytest.param("Báo cáo thẩm tra số 97/BC-BPC", "Ban Pháp chế HĐND tỉnh Nghệ An",
                     id="board by symbol"),
        pytest.param("công văn số 746/NAN-CNTK của Thuế tỉnh Nghệ An", "Thuế tỉnh Nghệ An",
                     id="tax office"),
        pytest.param("kiến nghị của Ủy ban nhân dân tỉnh Hưng Yên (văn bản số 84/BC-UBND)",
                     "UBND tỉnh Hưng Yên", id="stated before a bracket"),
        pytest.param("Quyết định số /2025/QĐ-UBND", "UBND tỉnh Nghệ An", id="blank number"),
        pytest.param("Ngày 01/7/2025, Cục Thuế đã có công điện số 102/CĐ-CT", "Cục Thuế",
                     id="the one who acts"),
    ],
)  # fmt: skip
def test_issuers(text: str, issuer: str) -> None:
    assert only(f"{text} về việc này.", PROVINCE).issuer == issuer


def test_short_mention_has_the_issuer_of_the_full_one() -> None:
    full, short = read(
        "Thông tư liên tịch số 01/2017/TTLT-BCA-BQP ngày 29/12/2017 của Bộ Công an và Bộ Quốc "
        "phòng (sau đây viết tắt là Thông tư liên tịch số 01/2017)."
    )
    assert short.kind == "short"
    assert short.issuer == full.issuer


def test_bold_inside_words_does_not_hide_a_law() -> None:
    for law in ("Luật Bảo hiểm x****ã h**ội năm 2024", "Luật Bảo hiểm x****ã h****ội"):
        assert only(f"theo {law} quy định").text == law


def test_that_document_points_back() -> None:
    cited, back = read("Theo Nghị định số 30/2020/NĐ-CP, nội dung của Nghị định đó được áp dụng.")
    assert (back.kind, back.antecedent) == ("anaphora", 0)
    assert cited.kind == "numbered"


def test_period_belongs_to_the_full_name_of_a_programme() -> None:
    found = only("thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững giai đoạn 2021-2025")
    assert found.text.endswith("giai đoạn 2021-2025")


def test_date_that_begins_the_next_paragraph_is_not_the_citations() -> None:
    found = only(
        "THỰC HIỆN NGHỊ QUYẾT SỐ 66-NQ/TW\n\nNgày 28 tháng 11 năm 2025, tại trụ sở, lãnh đạo họp."
    )
    assert (found.text, found.date) == ("NGHỊ QUYẾT SỐ 66-NQ/TW", None)


def test_amending_law_of_articles_and_annexes() -> None:
    text = (
        "Luật sửa đổi, bổ sung một số điều và Phụ lục Danh mục chỉ tiêu thống kê quốc gia của "
        "Luật Thống kê ngày 12 tháng 11 năm 2021"
    )
    outer, inner = read(f"Căn cứ {text};")
    assert (outer.text, outer.date) == (text, "2021-11-12")
    assert (inner.text, inner.date, inner.relation) == ("Luật Thống kê", None, "amends")


def test_coordination_is_a_word_of_the_title() -> None:
    here, named = read(
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế phối hợp quản lý nhà nước về tôn giáo.",
        PROVINCE,
    )
    assert here.kind == "self"
    assert (named.text, named.type) == (
        "Quy chế phối hợp quản lý nhà nước về tôn giáo", "Quy chế",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("Quyết định số 12, 13, 14/QĐ-UBND ngày 3/3/2023",
                     ["12/QĐ-UBND", "13/QĐ-UBND", "14/QĐ-UBND"], id="one symbol for three"),
        pytest.param("TB số 12-TB/HU, BC số 5/BC-UBND", ["12-TB/HU", "5/BC-UBND"],
                     id="abbreviated types with số"),
    ],
)  # fmt: skip
def test_short_lists(text: str, numbers: list[str]) -> None:
    found = read(f"theo {text} của cơ quan")
    assert [r.number for r in found] == numbers
    assert all(r.issuer for r in found)


@pytest.mark.parametrize("text", ["TB 12 điểm", "BC 15 em", "Điều lệ đảng viên", "đạt TB 12"])
def test_abbreviations_that_count(text: str) -> None:
    assert read(f"Kết quả {text} trong năm") == ()


def test_decree_keeps_its_issuer_in_a_list() -> None:
    decree, circular = read("theo Nghị định 61 và Thông tư 01 của Văn phòng Chính phủ")
    assert (decree.issuer, circular.issuer) == ("Chính phủ", "Văn phòng Chính phủ")


def test_title_in_quotation_marks() -> None:
    _, named = read(
        "Quyết định số 1015/QĐ-TTg của Thủ tướng Chính phủ phê duyệt “Đề án Nâng cao chất lượng "
        "đội ngũ cán bộ cơ sở”."
    )
    assert named.text == "Đề án Nâng cao chất lượng đội ngũ cán bộ cơ sở"


@pytest.mark.parametrize("text", ["Điều lệ Đảng", "Điều lệ Đảng Cộng sản Việt Nam"])
def test_charter_of_the_party(text: str) -> None:
    found = only(f"Căn cứ {text};")
    assert (found.text, found.kind, found.type) == (text, "named", "Điều lệ")


def test_programme_with_an_abbreviation() -> None:
    assert only("thực hiện Chương trình MTQG xây dựng nông thôn mới").kind == "programme"
