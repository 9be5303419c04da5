"""What several citations share: joint issuers, lists inside a title, subjects joined by "và"."""

import pytest

from nlp.parse import parse_text

A, B, C = "41/2025/TT-BTC", "23/2014/TT-BTC", "24/2016/TT-BTC"
JOINT = "29/2014/TTLT-BNV-BTC"
DECREE = "36/2013/NĐ-CP"


def _relations(text: str) -> list[tuple[str | None, str, str | None]]:
    references = parse_text(text).references
    return [
        (r.number, r.relation, references[r.subject].number if r.subject is not None else None)
        for r in references
        if r.number
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"Thông tư liên tịch số {JOINT} ngày 24 tháng 10 năm 2014 của Bộ Nội vụ và Bộ Y tế "
            f"hướng dẫn thực hiện một số điều của Nghị định số {DECREE} đã được thi hành.",
            [(JOINT, "cites", None), (DECREE, "guides", JOINT)],
            id="the second issuer does not end the title",
        ),
        pytest.param(
            f"Căn cứ Thông tư liên tịch số {JOINT} ngày 24/10/2014 của Bộ Nội vụ, Bộ Y tế và "
            f"Bộ Tài chính hướng dẫn Nghị định số {DECREE};",
            [(JOINT, "based_on", None), (DECREE, "guides", JOINT)],
            id="three issuers",
        ),
        pytest.param(
            f"Thông tư này bãi bỏ Điều 2 Thông tư số {A} sửa đổi, bổ sung một số điều của Thông tư "
            f"số {B} về thu; Thông tư số {C} về chi.",
            [(A, "repeals", None), (B, "amends", A), (C, "amends", A)],
            id="a list in the title of what is repealed in part",
        ),
        pytest.param(
            f"Thông tư này bãi bỏ Thông tư số {A} sửa đổi, bổ sung một số điều của Thông tư "
            f"số {B} về thu; Thông tư số {C} về chi.",
            [(A, "repeals", None), (B, "amends", A), (C, "repeals", None)],
            id="a list of wholes",
        ),
        pytest.param(
            f"Thông tư này bãi bỏ Điều 2 Thông tư số {A} sửa đổi, bổ sung một số điều của Thông tư "
            f"số {B} về thu; Điều 5 Thông tư số {C} về chi.",
            [(A, "repeals", None), (B, "amends", A), (C, "repeals", None)],
            id="a list of parts",
        ),
    ],
)
def test_titles(text: str, expected: list[tuple[str | None, str, str | None]]) -> None:
    assert _relations(text) == expected
