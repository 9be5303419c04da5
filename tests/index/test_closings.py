"""Which passages are only a signature and recipients."""

import pytest

from index.closings import is_closing
from index.model import Passage


@pytest.mark.parametrize(
    ("text", "closing"),
    [
        pytest.param("Nơi nhận:\n- Như trên;\n- Lưu: VT.", True, id="recipients"),
        pytest.param(
            "*Nơi nhận:*\n- UBND tỉnh;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn B",
            True,
            id="recipients, then the signature",
        ),
        pytest.param(
            "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn B\nNơi nhận:\n- Như trên;\n- Lưu: VT.",
            True,
            id="the signature, then recipients",
        ),
        pytest.param("KT. THỦ TƯỚNG\nPHÓ THỦ TƯỚNG\n(Đã ký)\nLê Văn C", True, id="a signature"),
        pytest.param(
            "Điều 3. Sở Nội vụ báo cáo trước ngày 15.\nNơi nhận:\n- Như trên;",
            False,
            id="an article",
        ),
        pytest.param(
            "1. Văn phòng tổng hợp, báo cáo hằng quý trước ngày 15 của tháng cuối.\n"
            "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn B",
            False,
            id="a paragraph with the signature behind it",
        ),
        pytest.param("TT Loại báo cáo Thời hạn Nơi nhận\n1 Báo cáo nhanh", False, id="a table"),
    ],
)
def test_closings(text: str, closing: bool) -> None:
    assert is_closing(Passage("a:0", "a", 0, (), 0, len(text), text)) == closing
