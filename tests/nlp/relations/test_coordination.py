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


ENDS = "hết hiệu lực kể từ ngày Nghị định này có hiệu lực."
LONG = "quy định về thu, nộp, quản lý và sử dụng phí bảo trì đường bộ tại các tỉnh, " * 5
X, Y, Z = "28/2020/NĐ-CP", "2/2021/NĐ-CP", "8/2023/NĐ-CP"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"Nghị định số {X} về phí và Nghị định số {Y} {LONG}phà {ENDS}",
            [(X, "repeals"), (Y, "repeals")],
            id="a long title between",
        ),
        pytest.param(
            f"Các Nghị định số {X} {LONG}phà, Nghị định số {Y} sửa đổi Nghị định số {X} và Nghị "
            f"định số {Z} {ENDS}",
            [(X, "repeals"), (Y, "repeals"), (X, "amends"), (Z, "repeals")],
            id="the title of the second cites the first",
        ),
        pytest.param(
            f"Nghị định số {X} về phí; Điều 2 Nghị định số {Y} về thuế, hóa đơn;\nhải quan {ENDS}",
            [(X, "repeals"), (Y, "repeals")],
            id="a name is wrapped behind its semicolon",
        ),
        pytest.param(
            f"a) Nghị định số {X} về phí;\nb) Nghị định số {Y} {ENDS}",
            [(X, "cites"), (Y, "repeals")],
            id="an item before says nothing of it",
        ),
        pytest.param(
            f"Thanh tra nêu Nghị định số {X} về phí. Nghị định số {Y} {LONG}phà {ENDS}",
            [(X, "cites"), (Y, "repeals")],
            id="a sentence before says nothing of it",
        ),
        pytest.param(
            f"Từ khi Nghị định số {X} có hiệu lực, Nghị định số {Y} {LONG}phà {ENDS}",
            [(X, "cites"), (Y, "repeals")],
            id="what takes effect does not end",
        ),
    ],
)
def test_subjects_of_expiry(text: str, expected: list[tuple[str, str]]) -> None:
    text = text.replace(LONG + "phà " + ENDS, LONG[:380] + " " + ENDS)
    assert [(number, relation) for number, relation, _ in _relations(text)] == expected


@pytest.mark.parametrize(
    ("text", "relation", "partial"),
    [
        pytest.param(
            f"Thông tư này bãi bỏ:\na) Khoản 1 Điều 1 Thông tư số {A};\n"
            f"b) Điều 19 và Phụ lục ban hành kèm Thông tư số {C} về thu.",
            "repeals",
            True,
            id="parts promulgated with it",
        ),
        pytest.param(
            f"Hồ sơ gồm:\na) Đơn của Thông tư số {A};\n"
            f"b) Mẫu số 02 ban hành kèm theo Thông tư số {C} về thu.",
            "cites",
            False,
            id="a form in a list that changes nothing",
        ),
    ],
)
def test_parts_in_lists(text: str, relation: str, partial: bool) -> None:
    last = [r for r in parse_text(text).references if r.number == C][-1]
    assert (last.relation, last.partial) == (relation, partial)
