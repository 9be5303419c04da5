"""A web portal's own parts of a page."""

from __future__ import annotations

from nlp.header import read_header
from nlp.parse import parse_text, without_portal
from nlp.portal import find_portal

DOCUMENT = """
|
**BỘ Y TẾ**
|
**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**
|
|
Số: 8/QĐ-BYT
|
*Hà Nội, ngày 02 tháng 5 năm 2025*
|
**QUYẾT ĐỊNH**
VỀ CÂY THUỐC
**BỘ TRƯỞNG BỘ Y TẾ**
*Căn cứ Nghị định số 42/2025/NĐ-CP;*
**Điều 1.** Trồng cây.
"""
HEAD = """|
#
**Số hiệu:**
|
999/QĐ-ABC
|
**Loại văn bản:**
|
Thông báo
|
**Người ký:**
|
Ai Đó
|
**Ngày ban hành:**
|
01/01/2001
|
**Tình trạng:**
|
Đã biết
|
"""
FOOT = """Quyết định 8/QĐ-BYT năm 2025 về cây thuốc do Bộ Y tế ban hành
Văn bản này chưa cập nhật nội dung Tiếng Anh
## Văn bản liên quan
Nghị định 13/2023/NĐ-CP
"""


def test_fields_are_told_as_written() -> None:
    portal = find_portal(HEAD + DOCUMENT + FOOT)
    assert dict(portal.fields) == {
        "number": "999/QĐ-ABC", "type": "Thông báo", "signer": "Ai Đó", "date": "01/01/2001",
    }  # fmt: skip


def test_the_portal_is_never_taken_for_the_document() -> None:
    page = HEAD + DOCUMENT + FOOT
    alone, within = read_header(DOCUMENT), read_header(page)
    for field in ("type", "number", "date", "issuer", "title", "signer"):
        assert getattr(alone, field) == getattr(within, field)
    numbers = {r.number for r in parse_text(page).references}
    assert numbers == {"8/QĐ-BYT", "42/2025/NĐ-CP"}


def test_blanking_keeps_offsets_and_lines() -> None:
    page = HEAD + DOCUMENT + FOOT
    blank = without_portal(page)
    assert len(blank) == len(page)
    assert blank.count("\n") == page.count("\n")
    assert DOCUMENT.strip() in blank


def test_a_document_without_portal_is_left_as_it_is() -> None:
    assert without_portal(DOCUMENT) is DOCUMENT
    assert find_portal("Số hiệu: của cây là 5.\n").head.end == 0
